"""Phrases: how often each stands in which passage, found in arrays.

In come phrases and texts in numbers of terms; out come entries of the phrases. A library has millions of words, and a
loop over them in Python would take most of the time of a run.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from index.query import Terms
from index.search.build.document_columns import TermStream
from index.search.build.entries import TermEntries


class PhraseCounter:
    """Counts phrases of two words or more in some texts after the other."""

    def __init__(self, phrases: Sequence[Terms], place: Mapping[str, int]) -> None:
        """Take the phrases, and the number of every term of the library."""
        self._size = len(phrases)
        numbered = [
            (n, [place[term] for term in phrase])
            for n, phrase in enumerate(phrases)
            if all(term in place for term in phrase)
        ]
        self._phrases = numbered
        self._pairs = np.array([terms[0] << 32 | terms[1] for _, terms in numbered], np.int64)
        self._begins, self._follows = np.zeros(len(place), np.bool_), np.zeros(len(place), np.bool_)
        self._begins[[terms[0] for _, terms in numbered]] = True
        self._follows[[terms[1] for _, terms in numbered]] = True

    def count(self, texts: TermStream) -> TermEntries:
        """Say how often each phrase stands in each text."""
        stream, ends = texts.stream, np.cumsum(texts.lengths, dtype=np.int64)
        where = np.flatnonzero(self._begins[stream[:-1]] & self._follows[stream[1:]])
        stops = ends[np.searchsorted(ends, where, side="right")]  # for each place, where its text ends
        within = where + 1 < stops
        where, stops = where[within], stops[within]
        pairs = stream[where].astype(np.int64) << 32 | stream[where + 1]
        order = np.argsort(pairs, kind="stable")
        where, stops, pairs = where[order], stops[order], pairs[order]
        lows, highs = np.searchsorted(pairs, self._pairs), np.searchsorted(pairs, self._pairs, side="right")
        found = [np.empty(0, np.int64)]
        for there in np.flatnonzero(highs > lows).tolist():
            number, terms = self._phrases[there]
            places, last = where[lows[there] : highs[there]], stops[lows[there] : highs[there]]
            for step, term in enumerate(terms[2:], 2):
                kept = places + step < last
                places, last = places[kept], last[kept]
                kept = stream[places + step] == term
                places, last = places[kept], last[kept]
            found.append(np.searchsorted(ends, places, side="right") | np.int64(number << 32))
        keys, times = np.unique(np.concatenate(found), return_counts=True)
        return TermEntries.of_keys(keys, times, self._size)
