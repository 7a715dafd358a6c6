"""Entries: which term stands in which passage and how often, kept so that a change of the library costs little.

In come the entries of a generation and how its passages were moved; out go those of the next one. Arrays only.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from index.search.build.corpus import Counts

Numbers = NDArray[np.int32]
Times = NDArray[np.uint16]

_TOKENS = 1 << 18  # counted in one go: as many as make little memory


@dataclass(frozen=True, slots=True)
class TermEntries:
    """How often each of ``size`` items (terms, phrases) stands in a passage: items ascending, then passages."""

    size: int
    items: Numbers
    passages: Numbers
    times: Times

    @classmethod
    def none(cls, size: int = 0) -> "TermEntries":
        """Give no entries."""
        return cls(size, np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.uint16))

    @classmethod
    def of(cls, counts: Counts) -> "TermEntries":
        """Take what was counted; what stands more often in a passage than can be written counts as that often."""
        times = np.minimum(counts.times, np.iinfo(np.uint16).max).astype(np.uint16)
        return cls(counts.size, counts.terms.astype(np.int32), counts.texts.astype(np.int32), times)

    @classmethod
    def read(cls, artifacts: Mapping[str, bytes], name: str) -> "TermEntries":
        """Read what ``blobs`` wrote."""
        starts = np.frombuffer(artifacts[f"{name}.starts"], np.int32)
        items = np.repeat(np.arange(len(starts) - 1, dtype=np.int32), np.diff(starts))
        passages = np.frombuffer(artifacts[f"{name}.passages"], np.int32)
        return cls(len(starts) - 1, items, passages, np.frombuffer(artifacts[f"{name}.times"], np.uint16))

    @property
    def containing(self) -> NDArray[np.intp]:
        """Say in how many passages each item stands."""
        return np.bincount(self.items, minlength=self.size)

    @property
    def starts(self) -> Numbers:
        """Say where each item begins, and where the last one ends."""
        starts = np.zeros(self.size + 1, np.int32)
        np.cumsum(self.containing, out=starts[1:])
        return starts

    def totals(self) -> NDArray[np.intp]:
        """Say how often each item stands in all passages together."""
        return np.bincount(self.items, weights=self.times, minlength=self.size).astype(np.intp)

    def moved(self, where: Numbers) -> "TermEntries":
        """Give the entries with their passages where they now are; -1 is a passage that is gone."""
        passages = where[self.passages]
        kept = passages >= 0
        if kept.all():
            return TermEntries(self.size, self.items, passages, self.times)
        return TermEntries(self.size, self.items[kept], passages[kept], self.times[kept])

    def renumbered(self, number: Numbers, size: int) -> "TermEntries":
        """Give the entries with the new numbers of their items; -1 is an item that is gone."""
        items = number[self.items]
        kept = items >= 0
        return TermEntries(size, items[kept], self.passages[kept], self.times[kept])._ordered()

    def joined(self, *others: "TermEntries") -> "TermEntries":
        """Put entries together that share neither an item and a passage."""
        every = (self, *others)
        return TermEntries(
            max(entries.size for entries in every),
            np.concatenate([entries.items for entries in every]),
            np.concatenate([entries.passages for entries in every]),
            np.concatenate([entries.times for entries in every]),
        )._ordered()

    def _ordered(self) -> "TermEntries":
        keys = self.items.astype(np.int64) << 32
        keys |= self.passages
        if bool((keys[1:] >= keys[:-1]).all()):
            return self
        order = np.argsort(keys, kind="stable")
        del keys
        return TermEntries(self.size, self.items[order], self.passages[order], self.times[order])

    def blobs(self, name: str, idf: Sequence[float] = (), average: float = 1.0) -> dict[str, bytes]:
        """Write the entries as named blobs, with what the items weigh and the average length of a text."""
        return {
            f"{name}.idf": np.asarray(idf, np.float64).tobytes(),
            f"{name}.average": np.float64(average).tobytes(),
            f"{name}.starts": self.starts.tobytes(),
            f"{name}.passages": buffer_of(self.passages.astype(np.int32, copy=False)),
            f"{name}.times": buffer_of(self.times),
        }


def buffer_of(array: NDArray[np.generic]) -> bytes:
    """Give the bytes of an array where they are: a copy of each would take as much memory again."""
    held: Any = np.ascontiguousarray(array)
    return cast(bytes, memoryview(held).cast("B")) if array.size else b""


def count_entries(stream: Numbers, lengths: Numbers, size: int) -> TermEntries:
    """Count how often each of ``size`` terms stands in each text."""
    parts = [_count(stream[low:high], lengths[first:last], first) for first, last, low, high in blocks(lengths)]
    return TermEntries.none(size).joined(*parts) if parts else TermEntries.none(size)


def _count(stream: Numbers, lengths: Numbers, first: int) -> TermEntries:
    texts = np.repeat(np.arange(len(lengths), dtype=np.int64), lengths)
    keys, times = np.unique((stream.astype(np.int64) << 32) | texts, return_counts=True)
    items, passages = (keys >> 32).astype(np.int32), (keys & 0xFFFFFFFF).astype(np.int32)
    return TermEntries(0, items, passages + np.int32(first), np.minimum(times, 65535).astype(np.uint16))


def blocks(lengths: Numbers, tokens: int = _TOKENS) -> Iterator[tuple[int, int, int, int]]:
    """Cut texts into runs of about so many tokens: the first text and the one behind the last, and their tokens."""
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    cuts = [0, *(int(n) + 1 for n in np.searchsorted(ends, np.arange(tokens, total, tokens))), len(lengths)]
    for first, last in pairwise(dict.fromkeys(cuts)):
        low = int(ends[first - 1]) if first else 0
        yield first, last, low, int(ends[last - 1])


def segments(sizes: Sequence[int]) -> list[tuple[int, int]]:
    """Turn sizes into [start, stop) of each."""
    return list(pairwise(accumulate(sizes, initial=0)))
