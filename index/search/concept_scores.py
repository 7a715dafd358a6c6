"""Saying: how the passages of a scope say what is asked for.

In comes a concept with all the ways to say it; out go what it is worth in each passage, how plainly each says it, and
how much of the question it is. A concept scores its best way and a little of the rest: five synonyms do not count
five times.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from index.query import Alternative, Concept
from index.search.bm25 import Floats, Ints
from index.search.candidates import CandidateSet
from index.search.search_index import SearchIndex

# Chosen by measurement, on a plateau (docs/retrieval.md).
REST = 0.2  # what all further ways to say a concept add to the best one
HEADING = 0.15  # of what a word scores in the headings above
OTHER = 0.8  # how plainly another way than its own name says a thing
UNKNOWN_RARITY = 3.0  # how rare a thing counts that the library never says

_NOWHERE, _NOTHING = np.empty(0, np.intp), np.empty(0)
OWN = frozenset({"typed", "initials", "learned"})  # ways to say a thing by its own name
_LOOSE = frozenset({"related", "part"})  # ways that do not really say it


class ConceptScore(NamedTuple):
    """How a scope says a concept. ``values`` are what it is worth in each passage, ``plainly`` how plainly (0 to 1)
    each says it in a way that really says it. ``share`` is how much of the question it is (its weight by its rarity),
    ``holders`` how many passages of the library say it at most in one way, ``own`` the same of its own names,
    ``spoken`` whether one of the scope says it by one of these."""

    concept: Concept
    values: Floats
    plainly: Floats
    share: float
    holders: int
    own: int
    spoken: bool


def score_concept(concept: Concept, prepared: SearchIndex, scope: CandidateSet) -> ConceptScore:
    """Tell how the passages of a scope say a concept."""
    size = len(scope.ordinals)
    headings: list[tuple[Ints, Floats]] = []
    where, worths, real, said = [], [], [], []  # of every way: the passages, what it is worth in each, how plainly
    holders, own, spoken = 0, 0, False
    for way in concept.alternatives:
        ordinals, impacts, plain = prepared.find(way)
        if len(ordinals):
            really, owned = way.origin not in _LOOSE, way.origin in OWN
            if really:
                holders = max(holders, len(ordinals))
                own = max(own, len(ordinals)) if owned else own
            places, impacts = scope.local(ordinals, impacts)
            if len(places):
                where.append(places)
                worths.append(way.weight * impacts)
                if really:
                    spoken = spoken or owned
                    real.append(places)
                    said.append(impacts * (1 / plain if owned else OTHER / plain))
        if way.origin == "typed" and len(way.terms) == 1:
            number = prepared.terms.get(way.terms[0])
            if number is not None:
                headings.append(scope.local(*prepared.heading.of(number)))
    here, worth = _joined(where, worths)
    there, clearly = _joined(real, said)
    # Said more plainly than plainly is said plainly, in its own name or in another.
    plainly = _best(there, clearly, size, several=len(real) > 1)
    np.minimum(plainly, 1.0 if spoken else OTHER, out=plainly)
    values = _best(here, worth, size, several=len(where) > 1)
    if len(where) > 1:  # the best way, and a little of the rest; in place, since a scope can be a whole library
        rest = np.asarray(np.bincount(here, worth, size), np.float64)
        rest -= values
        rest *= REST
        values += rest
    for places, impacts in headings:
        values[places] += HEADING * impacts
    share = concept.weight * (prepared.rarity(holders) if holders else UNKNOWN_RARITY)
    return ConceptScore(concept, values, plainly, share, holders, own, spoken)


def _joined(where: Sequence[Ints], worths: Sequence[Floats]) -> tuple[Ints, Floats]:
    if len(where) == 1:
        return where[0], worths[0]
    return (np.concatenate(where), np.concatenate(worths)) if where else (_NOWHERE, _NOTHING)


def _best(where: Ints, worths: Floats, size: int, *, several: bool) -> Floats:
    """Give the most that each place is worth in one of the ways."""
    best = np.zeros(size)
    if several:
        np.maximum.at(best, where, worths)
    else:
        best[where] = worths
    return best


def coverage(said: Sequence[ConceptScore]) -> Floats:
    """Tell of every passage looked at how much it speaks of, 0 to 1, of what is asked: rare things count more."""
    whole = np.zeros(len(said[0].plainly))
    part = np.empty_like(whole)
    for one in said:
        whole += np.multiply(one.plainly, one.share, out=part)
    whole /= sum(one.share for one in said) or 1.0
    return whole


def exact_alternatives(concept: Concept) -> list[Alternative]:
    """List the ways to say a concept that really say it."""
    return [way for way in concept.alternatives if way.origin not in _LOOSE]
