"""Described services: the sector's name for what a question only describes ("living with her nan").

In come the clauses of a question as features; out go the terms that they may be describing, each with the probability
that it is meant. Descriptions are retrieved as passages are: BM25 over all that is said of a term, clause by clause,
beside the likeness to the best single description. How far a reading is believed is calibrated
(docs/retrieval.md); whether it wins is decided by the passages (``index.search.described``).
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.query.lexicon import GlossEntry

_K1, _B = 1.2, 0.5
_LISTED = 5  # readings that are followed at most
_POOL = 12  # terms that are looked at more closely
_ENOUGH = 30.0  # evidence (sum of squared weights in common) at which the likeness is believed for about two thirds

# The log odds that a reading is right, by the question alone: logistic regression over judged questions, each authority
# judged by the others (docs/retrieval.md).
WEIGHTS = {"score": 1.2, "margin": 0.8, "likeness": 0.4, "rank": -0.7, "constant": -4.1}


@dataclass(frozen=True, slots=True)
class GlossMatch:
    """A term that a question may be describing, and the probability that it is meant."""

    name: str
    term: tuple[str, ...]
    confidence: float
    features: "GlossFeatures"


@dataclass(frozen=True, slots=True)
class GlossFeatures:
    """What the confidence in a reading is worked out from.

    ``score``: how well the descriptions of the term match the best clause (a logarithm of BM25); ``margin``: by how
    much it is ahead of the next term there, or behind the first; ``likeness``: to the best single description of it,
    without what the question names by its own name; ``rank``: its place among the readings (a logarithm).
    """

    score: float
    margin: float
    likeness: float
    rank: float


class GlossIndex:
    """The glosses, ready to be searched; immutable."""

    def __init__(self, described: Sequence[GlossEntry]) -> None:
        """Weigh every feature by how few terms use it, and build the postings of both kinds of text."""
        self._names = sorted({description.name for description in described})
        self._terms = {description.name: description.term for description in described}
        number = {name: position for position, name in enumerate(self._names)}
        ordered = sorted(described, key=lambda description: number[description.name])
        self._owner = np.array([number[description.name] for description in ordered], dtype=np.int64)
        self._starts = np.searchsorted(self._owner, np.arange(len(self._names)))
        times: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        where: dict[str, list[int]] = defaultdict(list)
        lengths = np.zeros(max(len(self._names), 1))
        for position, description in enumerate(ordered):
            for feature in description.stems:
                times[feature][number[description.name]] += 1
                where[feature].append(position)
            lengths[number[description.name]] += len(description.stems)
        terms = len(self._names)
        self._idf = {feature: math.log(1 + (terms - len(n) + 0.5) / (len(n) + 0.5)) for feature, n in times.items()}
        self._postings = {f: self._weigh(f, counts, lengths) for f, counts in times.items()}
        self._weight = {feature: math.log(1 + terms / len(counts)) ** 2 for feature, counts in times.items()}
        self._unseen = math.log(1 + terms) ** 2 / 2
        self._where = {feature: np.array(places) for feature, places in where.items()}
        self._norms = np.sqrt(np.array([self._sum(description.stems) for description in ordered]))

    def read(
        self, parts: Sequence[Collection[str]], unnamed: Sequence[Collection[str]], *, least: float = 0.0
    ) -> list[GlossMatch]:
        """List the terms that the question may be describing with at least this probability, the likeliest first.

        ``unnamed`` are the parts without what is named by its own name: what only that resembles is not described.
        """
        found = [
            GlossMatch(self._names[n], self._terms[self._names[n]], confidence(signals), signals)
            for n, signals in self.features(parts, unnamed).items()
        ]
        found = [match for match in found if match.confidence >= least]
        return sorted(found, key=lambda match: (-match.confidence, match.name))[:_LISTED]

    def name(self, number: int) -> str:
        """Give the name of a term by its number."""
        return self._names[number]

    def features(
        self, parts: Sequence[Collection[str]], unnamed: Sequence[Collection[str]]
    ) -> Mapping[int, GlossFeatures]:
        """Tell of the terms that come first what the confidence in each is worked out from."""
        scores = [self._scores(part) for part in parts]
        if not scores or not any(found.any() for found in scores):
            return {}
        best = np.max(scores, axis=0)
        pool = np.argsort(-best, kind="stable")[:_POOL]
        pool = pool[best[pool] > 0]
        likeness = self._likeness(unnamed)
        found = {}
        for place, number in enumerate(pool.tolist()):
            clause = max(scores, key=lambda found: float(found[number]))
            others = np.delete(clause, number)
            found[number] = GlossFeatures(
                score=math.log1p(float(best[number])),
                margin=math.log((clause[number] + 1.0) / (float(others.max(initial=0.0)) + 1.0)),
                likeness=float(likeness[number]),
                rank=math.log1p(place),
            )
        return found

    def _weigh(
        self, feature: str, counts: Mapping[int, int], lengths: NDArray[np.float64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Give the terms that a feature is said of, and what it is worth in each (BM25)."""
        numbers = np.array(sorted(counts), np.int64)
        times = np.array([counts[n] for n in sorted(counts)], np.float64)
        norm = _K1 * (1 - _B + _B * lengths[numbers] / lengths.mean())
        return numbers, self._idf[feature] * times * (_K1 + 1) / (times + norm)

    def _scores(self, part: Collection[str]) -> NDArray[np.float64]:
        """Score every term by one clause."""
        scores = np.zeros(len(self._names))
        for feature in sorted(part):
            if feature in self._postings:
                numbers, worth = self._postings[feature]
                scores[numbers] += worth
        return scores

    def _likeness(self, parts: Sequence[Collection[str]]) -> NDArray[np.float64]:
        """Tell how like one of the parts the best single description of each term is."""
        most = np.zeros(len(self._names))
        for part in parts:
            shared = np.zeros(len(self._norms))
            for feature in sorted(part):
                if feature in self._where:
                    shared[self._where[feature]] += self._weight[feature]
            if shared.any():
                cosine = shared / (math.sqrt(self._sum(part)) * self._norms)
                worth = cosine * (1 - np.exp(-shared / _ENOUGH))
                most = np.maximum(most, np.maximum.reduceat(worth, self._starts))
        return most

    def _sum(self, features: Collection[str]) -> float:
        return sum(self._weight.get(feature, self._unseen) for feature in sorted(features))


def confidence(signals: GlossFeatures) -> float:
    """Give the probability that a reading is right."""
    log_odds = WEIGHTS["constant"] + sum(WEIGHTS[name] * getattr(signals, name) for name in GlossFeatures.__slots__)
    return 1 / (1 + math.exp(-log_odds))
