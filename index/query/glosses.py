"""Described services: the sector's name for what a question only describes ("living with her nan").

In come the clauses of a question as features; out go the terms that they may be describing, each with the probability
that it is meant. Descriptions are retrieved as passages are: BM25 over all that is said of a term, clause by clause,
beside the likeness to the best single description. How far a reading is believed is calibrated
(docs/retrieval.md); whether it wins is decided by the passages (``index.search.described``).
"""

import math
from collections.abc import Collection, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

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


class GlossMatch(NamedTuple):
    """A term that a question may be describing, and the probability that it is meant."""

    name: str
    term: tuple[str, ...]
    confidence: float
    features: "GlossFeatures"


class GlossFeatures(NamedTuple):
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
        told = list(chain.from_iterable(d.stems for d in ordered))
        self._known = {feature: number for number, feature in enumerate(dict.fromkeys(told))}
        known = self._known
        sizes = np.array([len(d.stems) for d in ordered], np.int64)
        features = np.fromiter(map(known.__getitem__, told), np.int64, len(told))
        places = np.repeat(np.arange(len(ordered)), sizes)
        # Of every feature, the descriptions that use it; of every feature and term, in how many descriptions.
        order = np.argsort(features, kind="stable")
        self._where = places[order]
        self._where_starts = np.searchsorted(features[order], np.arange(len(known) + 1)).tolist()
        terms = len(self._names)
        pairs, times = np.unique(features * max(terms, 1) + self._owner[places], return_counts=True)
        feature, self._posted = pairs // max(terms, 1), pairs % max(terms, 1)
        posted = np.searchsorted(feature, np.arange(len(known) + 1))
        self._posted_starts: list[int] = posted.tolist()
        using = np.diff(posted)
        idf = np.log(1 + (terms - using + 0.5) / (using + 0.5))
        lengths = np.bincount(self._owner, weights=sizes, minlength=max(terms, 1))
        norm = _K1 * (1 - _B + _B * lengths[self._posted] / lengths.mean())
        self._worth = idf[feature] * times * (_K1 + 1) / (times + norm)
        weights = np.log(1 + terms / np.maximum(using, 1)) ** 2
        self._weight = weights.tolist()
        self._unseen = math.log(1 + terms) ** 2 / 2
        self._norms = np.sqrt(np.bincount(places, weights=weights[features], minlength=len(ordered)))

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
        highest = [np.sort(clause[clause > 0])[-2:][::-1].tolist() for clause in scores]
        pool = np.flatnonzero(best > 0)
        pool = pool[np.argsort(-best[pool], kind="stable")[:_POOL]]
        likeness = self._likeness(unnamed)
        found = {}
        for place, number in enumerate(pool.tolist()):
            own, clause = max(((float(clause[number]), -n) for n, clause in enumerate(scores)))
            first, second = (*highest[-clause], 0.0, 0.0)[:2]
            found[number] = GlossFeatures(
                score=math.log1p(float(best[number])),
                margin=math.log((own + 1.0) / ((second if own == first else first) + 1.0)),
                likeness=float(likeness[number]),
                rank=math.log1p(place),
            )
        return found

    def _scores(self, part: Collection[str]) -> NDArray[np.float64]:
        """Score every term by one clause."""
        held = [slice(*self._posted_starts[n : n + 2]) for n in self._numbers(part)]
        if not held:
            return np.zeros(len(self._names))
        terms, worths = (np.concatenate([of[one] for one in held]) for of in (self._posted, self._worth))
        return np.asarray(np.bincount(terms, worths, len(self._names)), np.float64)

    def _likeness(self, parts: Sequence[Collection[str]]) -> NDArray[np.float64]:
        """Tell how like one of the parts the best single description of each term is."""
        most = np.zeros(len(self._names))
        for part in parts:
            numbers = self._numbers(part)
            if not numbers:
                continue
            held = [self._where[slice(*self._where_starts[n : n + 2])] for n in numbers]
            weights = np.repeat([self._weight[n] for n in numbers], [len(one) for one in held])
            shared = np.bincount(np.concatenate(held), weights, len(self._norms))
            places = np.flatnonzero(shared)
            shared = shared[places]
            cosine = shared / (math.sqrt(self._sum(part)) * self._norms[places])
            np.maximum.at(most, self._owner[places], cosine * (1 - np.exp(-shared / _ENOUGH)))
        return most

    def _numbers(self, part: Collection[str]) -> list[int]:
        """Give the numbers of the features that a description has, in the order in which their weights are added."""
        return [self._known[feature] for feature in sorted(part) if feature in self._known]

    def _sum(self, features: Collection[str]) -> float:
        known = self._known
        return sum(self._weight[known[f]] if f in known else self._unseen for f in sorted(features))


def confidence(signals: GlossFeatures) -> float:
    """Give the probability that a reading is right."""
    log_odds = WEIGHTS["constant"] + sum(WEIGHTS[name] * getattr(signals, name) for name in GlossFeatures._fields)
    return 1 / (1 + math.exp(-log_odds))
