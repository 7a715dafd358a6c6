"""Described services before the evidence: how far each reading of a question is believed, given the passages.

In come the concepts that a question may be describing and how the passages of a scope say what it says itself; out go
the same concepts with the weight that the passages leave them. A reading whose passages speak of nothing else that was
asked loses; nothing that was typed loses by a reading.
"""

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.query import Concept, GlossFeatures
from index.search.bm25 import Floats
from index.search.candidates import CandidateSet
from index.search.concept_scores import ConceptScore, score_concept
from index.search.search_index import SearchIndex

SAYS = 0.3  # how plainly a passage must say what is read to be one of its passages
NEAREST = 200  # passages of a reading that are compared with the question as wholes: those that words put first
FEW = 1000  # passages of a scope that are all compared at once, and not with each reading anew
LEAST = 0.05  # a reading that is less likely than this is not followed

# The log odds that a reading is right, by logistic regression over judged questions, each authority judged by the
# others (docs/retrieval.md).
WEIGHTS = {
    "score": 1.0, "margin": 0.4, "rank": -0.5,
    "together": 2.0, "direction": 1.5, "nearness": 1.5,
    "constant": -5.2,
}  # fmt: skip
GAIN = 3.0  # what a sure reading weighs where nothing of what was typed is found; where all is found it weighs nothing


class ReadingFeatures(NamedTuple):
    """How the passages of a scope agree with a reading.

    ``together``: how much of what was typed a passage speaks of that says what is read; ``direction``: how nearly the
    term points where the words of the question point; ``nearness``: the same of the nearest of its passages.
    """

    together: float
    direction: float
    nearness: float


class WeighedReading(NamedTuple):
    """A reading after the evidence: its concept, how the scope says it, what it was judged by, and how likely it is."""

    concept: Concept
    said: ConceptScore
    evidence: ReadingFeatures
    probability: float


def weigh_readings(
    concepts: Sequence[Concept],
    scores: Floats,
    spoken: Floats,
    direction: NDArray[np.float32] | None,
    prepared: SearchIndex,
    scope: CandidateSet,
) -> list[WeighedReading]:
    """Judge readings by the passages, the likeliest first.

    ``scores`` and ``spoken`` tell of every passage of the scope how it is ranked and how much it covers by what was
    typed alone; ``direction`` is where the typed words point.
    """
    left = 1.0 - float(spoken.max(initial=0.0))  # of what was typed that no passage says at once
    pointing = None
    if direction is not None and len(scope.ordinals) <= FEW:
        pointing = scope.of(prepared.passage_vectors).astype(np.float32) @ direction
    readings = []
    for concept in concepts:
        if concept.described is None:
            continue
        said = score_concept(concept, prepared, scope)
        evidence = _evidence(concept, said, scores, spoken, direction, pointing, prepared, scope)
        likely = probability(concept.described, evidence)
        weighed = replace(concept, weight=min(1.0, GAIN * left * likely), confidence=likely)
        share = said.share * weighed.weight / max(concept.weight, 1e-9)
        said = ConceptScore(weighed, said.values, said.plainly, share, said.holders, said.own, said.spoken)
        readings.append(WeighedReading(weighed, said, evidence, likely))
    return sorted(readings, key=lambda reading: -reading.probability)


def probability(described: GlossFeatures, evidence: ReadingFeatures) -> float:
    """Give the probability that a reading is right."""
    return 1 / (1 + math.exp(-sum(reading_contributions(described, evidence).values())))


def reading_contributions(described: GlossFeatures, evidence: ReadingFeatures) -> dict[str, float]:
    """Give what each feature adds to the log odds that a reading is right."""
    added = {"constant": WEIGHTS["constant"]}
    for value in (described, evidence):
        for name in value._fields:
            if name in WEIGHTS:
                added[name] = WEIGHTS[name] * getattr(value, name)
    return added


def _evidence(
    concept: Concept,
    said: ConceptScore,
    scores: Floats,
    spoken: Floats,
    direction: NDArray[np.float32] | None,
    pointing: NDArray[np.float32] | None,
    prepared: SearchIndex,
    scope: CandidateSet,
) -> ReadingFeatures:
    """Tell how a scope agrees with a reading; ``pointing`` is how nearly each of its passages points, where known."""
    places = np.flatnonzero(said.plainly > SAYS)
    places = places[scope.multipliers[places] > 0]
    if not len(places):
        return ReadingFeatures(0.0, _pointing(concept, direction, prepared), 0.0)
    near = 0.0
    if direction is not None:
        nearest = places
        if len(places) > NEAREST:
            nearest = places[np.argpartition(scores[places], -NEAREST)[-NEAREST:]]
        if pointing is None:
            near = float((prepared.passage_vectors[scope.ordinals[nearest]].astype(np.float32) @ direction).max())
        else:
            near = float(pointing[nearest].max())
    return ReadingFeatures(
        together=float((said.plainly[places] * spoken[places]).max()),
        direction=_pointing(concept, direction, prepared),
        nearness=near,
    )


def _pointing(concept: Concept, direction: NDArray[np.float32] | None, prepared: SearchIndex) -> float:
    """Tell how nearly a term points where the words of the question point."""
    if direction is None:
        return 0.0
    total, norm = prepared.direction_of(concept.alternatives[0].terms)
    return float(total @ direction) * 127 / norm if norm else 0.0
