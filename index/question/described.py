"""Described services: the sector's name for what a question only describes ("living with her nan").

In come the spans of a question; out go the terms whose descriptions in the glosses it resembles most, with a
confidence. A description is matched as a whole (cosine of weighted features, the best of its sentences), never word
by word; one chance word in common is no match.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from index.question.lexicon import Described

__all__ = ["Glossary", "Reading"]

_ENOUGH = 30.0  # evidence (sum of squared weights in common) at which the cosine is believed for about two thirds
_SECOND = 0.15  # what the second and the third best description of the same term add


@dataclass(frozen=True, slots=True)
class Reading:
    """A term that a question may be describing, and how sure that is (0 to about 1)."""

    name: str
    term: tuple[str, ...]
    confidence: float


class Glossary:
    """The glosses, ready to be compared with; immutable."""

    def __init__(self, described: Sequence[Described]) -> None:
        """Weigh every feature by how few terms use it."""
        self._described = described
        users = defaultdict(set)
        for description in described:
            for feature in description.stems:
                users[feature].add(description.name)
        terms = len({description.name for description in described})
        self._weight = {f: math.log(1 + terms / len(names)) ** 2 for f, names in users.items()}
        self._unseen = math.log(1 + terms) ** 2 * 0.5
        self._norms = [math.sqrt(self._sum(description.stems)) for description in described]
        self._where: Mapping[str, list[int]] = _invert(described)

    def read(self, parts: Iterable[Collection[str]]) -> list[Reading]:
        """List the terms that any of the parts describes, the surest first."""
        sure: dict[str, float] = {}
        terms = {}
        for part in parts:
            shared: dict[int, float] = defaultdict(float)
            for feature in part:
                for number in self._where.get(feature, ()):
                    shared[number] += self._weight[feature]
            norm = math.sqrt(self._sum(part))
            by_name = defaultdict(list)
            for number, evidence in shared.items():
                description = self._described[number]
                cosine = evidence / (norm * self._norms[number])
                by_name[description.name].append(cosine * (1 - math.exp(-evidence / _ENOUGH)))
                terms[description.name] = description.term
            for name, values in by_name.items():
                values.sort(reverse=True)
                sure[name] = max(sure.get(name, 0.0), values[0] + _SECOND * sum(values[1:3]))
        ranked = sorted(sure.items(), key=lambda item: (-item[1], item[0]))
        return [Reading(name, terms[name], confidence) for name, confidence in ranked]

    def _sum(self, features: Collection[str]) -> float:
        return sum(self._weight.get(feature, self._unseen) for feature in sorted(features))


def _invert(described: Sequence[Described]) -> dict[str, list[int]]:
    where = defaultdict(list)
    for number, description in enumerate(described):
        for feature in sorted(description.stems):
            where[feature].append(number)
    return where
