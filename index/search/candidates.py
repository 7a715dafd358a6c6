"""Scope: the passages that are looked at for a question, as ranges of ordinals.

In come the documents, each by its number and what its scores are multiplied by; out goes a value by which postings of
the whole library are narrowed. Which documents a question means is not known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.search.bm25 import Floats, Ints


@dataclass(frozen=True, slots=True)
class CandidateSet:
    """The passages looked at: [start, stop) ranges of ordinals, what each passage's score is multiplied by, and
    whether it follows the one before it in the same document."""

    ranges: tuple[tuple[int, int], ...]
    ordinals: Ints
    multipliers: Floats
    follows: NDArray[np.bool_]
    places: Ints  # of every ordinal from the first to the last one looked at: its place in the scope, or -1
    bounds: Ints  # the first ordinal looked at, and the one behind the last
    current: NDArray[np.bool_] | None = None  # which belong to documents that count in full; None where all do

    def of(self, known: NDArray[Any]) -> NDArray[Any]:
        """Give what is known of the passages looked at, of what is known of every passage."""
        if len(self.ranges) == 1:
            return known[self.ranges[0][0] : self.ranges[0][1]]
        return known[self.ordinals]

    def local(self, ordinals: Ints, values: Floats) -> tuple[Ints, Floats]:
        """Narrow postings to the scope, and count their passages from 0 within it."""
        low, high = ordinals.searchsorted(self.bounds).tolist()
        if low == high:
            return ordinals[:0], values[:0]
        first = self.ranges[0][0]
        if len(self.ranges) == 1:
            return (ordinals[low:high] - first if first else ordinals[low:high]), values[low:high]
        places = self.places[ordinals[low:high] - first]
        held = places >= 0
        return places[held], values[low:high][held]


def scope_of(documents: Mapping[int, float], spans: Sequence[tuple[int, int]], matters: Floats) -> CandidateSet:
    """Make a scope of documents; ``spans`` are the [start, stop) ordinals of each document of the library, ``matters``
    what each of its passages counts by its own."""
    ranges: list[tuple[int, int]] = []
    held = [(n, *spans[n]) for n in sorted(documents) if spans[n][0] < spans[n][1]]
    if not held:
        nothing = np.empty(0, np.intp)
        return CandidateSet((), nothing, np.empty(0), np.empty(0, bool), nothing, np.zeros(2, np.intp))
    for _, start, stop in held:
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], stop)
        else:
            ranges.append((start, stop))
    ordinals = np.concatenate([np.arange(start, stop, dtype=np.intp) for start, stop in ranges])
    sizes = np.array([stop - start for _, start, stop in held])
    multipliers = matters[ordinals] * np.repeat([documents[n] for n, _, _ in held], sizes)
    follows = np.ones(len(ordinals), bool)
    follows[np.cumsum(sizes) - sizes] = False  # the first passage of each document
    places = np.empty(0, np.intp)
    if len(ranges) > 1:
        places = np.full(ranges[-1][1] - ranges[0][0], -1, np.intp)
        places[ordinals - ranges[0][0]] = np.arange(len(ordinals))
    bounds = np.array((ranges[0][0], ranges[-1][1]), np.intp)
    most = max(documents.values())
    in_full = [documents[n] == most for n, _, _ in held]
    current = None if min(documents.values()) == most else np.repeat(in_full, sizes)
    return CandidateSet(tuple(ranges), ordinals, multipliers, follows, places, bounds, current)
