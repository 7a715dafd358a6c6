"""Scope: the passages that are looked at for a question, as ranges of ordinals.

In come the documents, each by its number and what its scores are multiplied by; out goes a value by which postings of
the whole library are narrowed. Which documents a question means is not known here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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

    def local(self, ordinals: Ints, values: Floats) -> tuple[Ints, Floats]:
        """Narrow postings to the scope, and count their passages from 0 within it."""
        if len(self.ranges) == 1:
            start, stop = self.ranges[0]
            low, high = np.searchsorted(ordinals, (start, stop))
            return ordinals[low:high] - start, values[low:high]
        places, kept, before = [], [], 0
        for start, stop in self.ranges:
            low, high = np.searchsorted(ordinals, (start, stop))
            if low < high:
                places.append(ordinals[low:high] - (start - before))
                kept.append(values[low:high])
            before += stop - start
        if not places:
            return np.empty(0, np.intp), np.empty(0)
        return np.concatenate(places), np.concatenate(kept)


def scope_of(documents: Mapping[int, float], spans: Sequence[tuple[int, int]], matters: Floats) -> CandidateSet:
    """Make a scope of documents; ``spans`` are the [start, stop) ordinals of each document of the library, ``matters``
    what each of its passages counts by its own."""
    ranges: list[tuple[int, int]] = []
    multipliers, follows = [], []
    for number in sorted(documents):
        start, stop = spans[number]
        if start == stop:
            continue
        if ranges and ranges[-1][1] == start:
            ranges[-1] = (ranges[-1][0], stop)
        else:
            ranges.append((start, stop))
        multipliers.append(matters[start:stop] * documents[number])
        follows.append(np.arange(stop - start) > 0)
    if not ranges:
        return CandidateSet((), np.empty(0, np.intp), np.empty(0), np.empty(0, bool))
    ordinals = np.concatenate([np.arange(start, stop, dtype=np.intp) for start, stop in ranges])
    return CandidateSet(tuple(ranges), ordinals, np.concatenate(multipliers), np.concatenate(follows))
