"""Every word of every passage of a library, so that a run of words is found wherever it stands.

Positions count words over the whole library, passages one after another in the order of their ordinals. Built once a
generation, in about half a second for a million words; safe to share between threads.
"""

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bot.quotations.words import all_words
from index.storage import Library

Positions = NDArray[np.int64]

_COMMON = 20_000  # occurrences: a word that stands oftener says nothing of which passage is near
_RARE = 14  # words of a quotation that decide which passages are near


class WordIndex:
    """Finds runs of words, and the passages that share most words with a text."""

    def __init__(self, library: Library) -> None:
        """Read every passage of a generation."""
        texts = (passage.text for document in library.documents for passage in library.passages_of(document))
        passages = all_words(texts) if library.passage_count else []
        self._known = {word: number for number, word in enumerate(set(chain.from_iterable(passages)))}
        lengths = np.fromiter(map(len, passages), np.int64, len(passages))
        self.starts: Positions = np.concatenate(([0], np.cumsum(lengths)))
        count = int(self.starts[-1])
        self._words = np.fromiter(map(self._known.__getitem__, chain.from_iterable(passages)), np.int32, count)
        small = self._words.astype(np.uint16) if len(self._known) < 1 << 16 else self._words  # sorted much faster
        self._order = np.argsort(small, kind="stable")
        self._bounds = np.concatenate(([0], np.cumsum(np.bincount(self._words, minlength=len(self._known)))))
        self._passage = np.repeat(np.arange(len(passages), dtype=np.int32), lengths)

    def knows(self, word: str) -> bool:
        """Say whether a word stands in any passage."""
        return word in self._known

    def find(self, words: Sequence[str]) -> Positions:
        """Give the positions at which a run of words begins, also where it runs over into the next passage."""
        try:
            numbers = [self._known[word] for word in words]
        except KeyError:
            return np.empty(0, np.int64)
        if not numbers:
            return np.empty(0, np.int64)
        rarest = min(range(len(numbers)), key=lambda place: self._count(numbers[place]))
        begins: Positions = self._occurrences(numbers[rarest]) - rarest
        begins = begins[(begins >= 0) & (begins + len(numbers) <= len(self._words))]
        for place in sorted(range(len(numbers)), key=lambda place: self._count(numbers[place])):
            begins = begins[self._words[begins + place] == numbers[place]]
        return begins

    def passages_at(self, positions: Positions) -> list[int]:
        """Give the ordinals of the passages in which positions stand."""
        return [int(ordinal) for ordinal in self._passage[positions]]

    def within(self, begins: Positions, length: int) -> Positions:
        """Keep the beginnings of runs that end in the passage in which they begin."""
        return begins[self._passage[begins] == self._passage[begins + length - 1]] if len(begins) else begins

    def nearest(self, words: Sequence[str], count: int) -> list[int]:
        """Give the ordinals of the passages that share the most telling words with a text, best first."""
        known = {self._known[word] for word in words if word in self._known}
        rare = sorted((n for n in known if self._count(n) <= _COMMON), key=self._count)[:_RARE]
        points = np.zeros(len(self.starts) - 1)
        for number in rare:
            held = self._passage[self._occurrences(number)]  # in order, since the positions are
            once = held[np.concatenate(([True], held[1:] != held[:-1]))]
            points[once] += np.log(1 + len(points) / self._count(number))
        best = np.argsort(-points, kind="stable")[:count]
        return [int(ordinal) for ordinal in best if points[ordinal] > 0]

    def weight(self, word: str) -> float:
        """Say how telling a word is: the rarer, the more; a word that no passage has counts as a rare one."""
        number = self._known.get(word)
        return float(np.log(1 + len(self.starts) / (self._count(number) if number is not None else 1)))

    def _count(self, number: int) -> int:
        return int(self._bounds[number + 1] - self._bounds[number])

    def _occurrences(self, number: int) -> Positions:
        return self._order[self._bounds[number] : self._bounds[number + 1]]
