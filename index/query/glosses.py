"""Described services: the sector's name for what a question only describes ("living with her nan").

In come the spans of a question; out go the terms whose descriptions in the glosses it resembles most, with a
confidence. A description is matched as a whole (cosine of weighted features, the best of its sentences), never word
by word; one chance word in common is no match.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.query.lexicon import GlossEntry

_ENOUGH = 30.0  # evidence (sum of squared weights in common) at which the cosine is believed for about two thirds
_LISTED = 3  # readings that are followed at most
_LEAST = 1e-6  # a confidence that is none
_SECOND = 0.15  # what the second and the third best description of the same term add


@dataclass(frozen=True, slots=True)
class GlossMatch:
    """A term that a question may be describing, and how sure that is (0 to about 1)."""

    name: str
    term: tuple[str, ...]
    confidence: float


class GlossIndex:
    """The glosses, ready to be compared with; immutable."""

    def __init__(self, described: Sequence[GlossEntry]) -> None:
        """Weigh every feature by how few terms use it."""
        self._names = sorted({description.name for description in described})
        self._terms = {description.name: description.term for description in described}
        number = {name: position for position, name in enumerate(self._names)}
        ordered = sorted(described, key=lambda description: number[description.name])
        self._owner = np.array([number[description.name] for description in ordered], dtype=np.int64)
        self._starts = np.searchsorted(self._owner, np.arange(len(self._names)))
        users: dict[str, set[str]] = defaultdict(set)
        where: dict[str, list[int]] = defaultdict(list)
        for position, description in enumerate(ordered):
            for feature in description.stems:
                users[feature].add(description.name)
                where[feature].append(position)
        terms = len(self._names)
        self._weight = {feature: math.log(1 + terms / len(names)) ** 2 for feature, names in users.items()}
        self._unseen = math.log(1 + terms) ** 2 / 2
        self._where = {feature: np.array(places) for feature, places in where.items()}
        self._norms = np.sqrt(np.array([self._sum(description.stems) for description in ordered]))

    def read(
        self, parts: Sequence[Collection[str]], unnamed: Sequence[Collection[str]], *, least: float = 0.0
    ) -> list[GlossMatch]:
        """List the terms that any of the parts describes with at least this confidence, the surest first.

        ``unnamed`` are the parts without what is named by its own name: what only that resembles is not described, and
        nothing is surer than they make it.
        """
        sure = self._confidences(parts)
        surest = np.flatnonzero(sure >= max(least, _LEAST))
        if len(surest) and unnamed != parts:
            sure = np.minimum(sure, self._confidences(unnamed))
            surest = surest[sure[surest] >= max(least, _LEAST)]
        order = surest[np.lexsort((surest, -sure[surest]))]
        return [GlossMatch(self._names[n], self._terms[self._names[n]], float(sure[n])) for n in order[:_LISTED]]

    def _confidences(self, parts: Iterable[Collection[str]]) -> NDArray[np.float64]:
        """Tell of every term how sure it is that one of the parts describes it."""
        sure = np.zeros(len(self._names))
        for part in parts:
            shared = np.zeros(len(self._norms))
            for feature in sorted(part):
                if feature in self._where:
                    shared[self._where[feature]] += self._weight[feature]
            if not shared.any():
                continue
            cosine = shared / (math.sqrt(self._sum(part)) * self._norms)
            sure = np.maximum(sure, self._by_name(cosine * (1 - np.exp(-shared / _ENOUGH))))
        return sure

    def _by_name(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sum up what the descriptions of each name are worth: the best, and a little of the next two."""
        best = np.maximum.reduceat(values, self._starts)
        summed = best.copy()
        for _ in range(2):
            values = np.where(values < best[self._owner], values, 0.0)
            best = np.maximum.reduceat(values, self._starts)
            summed += _SECOND * best
        return summed

    def _sum(self, features: Collection[str]) -> float:
        return sum(self._weight.get(feature, self._unseen) for feature in sorted(features))
