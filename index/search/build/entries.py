"""Entries: which term stands in which passage and how often, kept so that a change of the library costs little.

In come the entries of a generation, those of what is new, and where the passages of each now stand; out go those of the
next one. Arrays only, some terms at a time: what is made in between takes no more memory for a larger library.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.search.build.document_columns import Numbers, TermStream, buffer_of

Times = NDArray[np.uint16]

_TOKENS = 1 << 18  # counted in one go: as many as make little memory
_MOST_TIMES = np.iinfo(np.uint16).max


@dataclass(frozen=True, slots=True)
class TermEntries:
    """How often each item (a term, a phrase) stands in a passage: item n owns the entries from ``starts[n]`` to
    ``starts[n + 1]``, its passages ascending."""

    starts: Numbers
    passages: Numbers
    times: Times

    @classmethod
    def none(cls, size: int = 0) -> "TermEntries":
        """Give no entries of ``size`` items."""
        return cls(np.zeros(size + 1, np.int32), np.empty(0, np.int32), np.empty(0, np.uint16))

    @classmethod
    def of_keys(cls, keys: NDArray[np.int64], times: NDArray[np.integer], size: int) -> "TermEntries":
        """Take what was counted: ascending keys, each an item and below it a passage. What stands more often in a
        passage than can be written counts as that often."""
        starts = np.searchsorted(keys, np.arange(size + 1, dtype=np.int64) << 32).astype(np.int32)
        return cls(starts, (keys & 0xFFFFFFFF).astype(np.int32), np.minimum(times, _MOST_TIMES).astype(np.uint16))

    @classmethod
    def read(cls, artifacts: Mapping[str, bytes], name: str) -> "TermEntries":
        """Read what ``blobs`` wrote."""
        starts, passages = (np.frombuffer(artifacts[f"{name}.{part}"], np.int32) for part in ("starts", "passages"))
        return cls(starts, passages, np.frombuffer(artifacts[f"{name}.times"], np.uint16))

    @property
    def size(self) -> int:
        """Count the items."""
        return len(self.starts) - 1

    @property
    def containing(self) -> Numbers:
        """Say in how many passages each item stands."""
        return np.diff(self.starts)

    def holding(self, item: int) -> Numbers:
        """Give the passages in which an item stands."""
        return self.passages[self.starts[item] : self.starts[item + 1]]

    def totals(self) -> NDArray[np.intp]:
        """Say how often each item stands in all passages together."""
        return np.bincount(self._items(), weights=self.times, minlength=self.size).astype(np.intp)

    def renumbered(self, number: Numbers, size: int) -> "TermEntries":
        """Give the entries with the new numbers of their items, no two the same; -1 is an item that is gone."""
        items = number[self._items()]
        order = np.argsort(items, kind="stable")[int((items < 0).sum()) :]
        starts = np.zeros(size + 1, np.int32)
        np.cumsum(np.bincount(items[order], minlength=size), out=starts[1:])
        return TermEntries(starts, self.passages[order], self.times[order])

    def _items(self) -> Numbers:
        return np.repeat(np.arange(self.size, dtype=np.int32), self.containing)

    def blobs(self, name: str, idf: Sequence[float] = (), average: float = 1.0) -> dict[str, bytes]:
        """Write the entries as named blobs, with what the items weigh and the average length of a text."""
        return {
            f"{name}.idf": np.asarray(idf, np.float64).tobytes(),
            f"{name}.average": np.float64(average).tobytes(),
            f"{name}.starts": buffer_of(self.starts),
            f"{name}.passages": buffer_of(self.passages),
            f"{name}.times": buffer_of(self.times),
        }


def join_entries(parts: Sequence[tuple[TermEntries, Numbers]], size: int) -> TermEntries:
    """Put entries together that share no passage, with where the passages of each now stand; -1 is one that is gone."""
    if not parts:
        return TermEntries.none(size)
    most = sum(len(entries.passages) for entries, _ in parts)
    starts, passages, times = np.zeros(size + 1, np.int32), np.empty(most, np.int32), np.empty(most, np.uint16)
    held = 0
    for first, last in _item_blocks([entries for entries, _ in parts], size):
        cut = [(entries, where, *_bounds(entries, first, last)) for entries, where in parts]
        keys = np.concatenate([_keys(entries, where, first, last) for entries, where, _, _ in cut])
        often = np.concatenate([entries.times[low:high] for entries, _, low, high in cut])
        kept = keys >= 0
        if not kept.all():
            keys, often = keys[kept], often[kept]
        if not bool((keys[1:] >= keys[:-1]).all()):
            order = np.argsort(keys, kind="stable")
            keys, often = keys[order], often[order]
        passages[held : held + len(keys)] = keys & 0xFFFFFFFF
        times[held : held + len(keys)] = often
        starts[first + 1 : last + 1] = held + np.cumsum(np.bincount(keys >> 32, minlength=last - first))
        held += len(keys)
    return TermEntries(starts, passages[:held], times[:held])


def _keys(entries: TermEntries, where: Numbers, first: int, last: int) -> NDArray[np.int64]:
    """Give an item, counted from the first, and below it a passage for each entry of some items; -1 for one gone."""
    low, high = _bounds(entries, first, last)
    items = np.arange(max(min(last, entries.size) - first, 0), dtype=np.int64) << 32
    there = where[entries.passages[low:high]].astype(np.int64)
    there |= np.repeat(items, entries.containing[first:last])  # -1 stays what it is: each of its bits is set
    return there


def _bounds(entries: TermEntries, first: int, last: int) -> tuple[int, int]:
    return int(entries.starts[min(first, entries.size)]), int(entries.starts[min(last, entries.size)])


def _item_blocks(parts: Sequence[TermEntries], size: int) -> Iterator[tuple[int, int]]:
    """Cut items into runs that have about as many entries as are put together in one go."""
    together = np.zeros(size, np.int64)
    for entries in parts:
        together[: entries.size] += entries.containing
    ends = np.cumsum(together)
    total = int(ends[-1]) if size else 0
    cuts = [0, *(np.searchsorted(ends, np.arange(_TOKENS, total, _TOKENS)) + 1).tolist(), size]
    yield from pairwise(dict.fromkeys(cuts))


def count_entries(texts: TermStream, size: int) -> TermEntries:
    """Count how often each of ``size`` terms stands in each text."""
    parts, every = [], np.arange(len(texts.lengths), dtype=np.int32)
    for first, last, low, high in blocks(texts.lengths):
        numbers = np.repeat(np.arange(first, last, dtype=np.int64), texts.lengths[first:last])
        keys, times = np.unique((texts.stream[low:high].astype(np.int64) << 32) | numbers, return_counts=True)
        parts.append((TermEntries.of_keys(keys, times, size), every))
    return parts[0][0] if len(parts) == 1 else join_entries(parts, size)


def blocks(lengths: Numbers, tokens: int = _TOKENS) -> Iterator[tuple[int, int, int, int]]:
    """Cut texts into runs of about so many tokens: the first text and the one behind the last, and their tokens."""
    ends = np.cumsum(lengths, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    cuts = [0, *(int(n) + 1 for n in np.searchsorted(ends, np.arange(tokens, total, tokens))), len(lengths)]
    for first, last in pairwise(dict.fromkeys(cuts)):
        low = int(ends[first - 1]) if first else 0
        yield first, last, low, int(ends[last - 1])
