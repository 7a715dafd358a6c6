"""Highlight: the words of a passage that matched a topic, and its best sentence.

In come a passage's text and a topic; out come [start, end) ranges of the text. Nothing is ranked here, and the text is
never changed.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from index.query import Topic
from index.search.search_index import SearchIndex
from index.text import find_words, split_sentences

Ways: TypeAlias = dict[int, list[tuple[list[int], float]]]

# Ways to say a concept that weigh less than this are found by, but are not what a reader looks for.
_SHOWN = 0.3


class Highlights(NamedTuple):
    """Ranges of a text, in order and apart from each other; ``best`` is the range of the sentence that says most."""

    ranges: tuple[tuple[int, int], ...] = ()
    best: tuple[int, int] | None = None


class Highlighter:
    """Finds what to highlight in the passages of one generation. Safe to share between threads."""

    def __init__(self, prepared: SearchIndex) -> None:
        """Take what indexing made of the passages: which word stands where is known from there."""
        self._prepared = prepared
        self._last: tuple[Topic, Ways] | None = None

    def highlight(self, ordinal: int, text: str, topic: Topic) -> Highlights:
        """Find what to highlight in a passage; ``best`` is None where it is one sentence or nothing matched."""
        wanted = self._wanted(topic)
        marked = self._mark(ordinal, text, wanted) if wanted else {}
        ranges = list(marked)
        if topic.phrases:
            lowered = text.lower()
            for phrase in topic.phrases:
                start = lowered.find(phrase.lower())
                while start >= 0:
                    ranges.append((start, start + len(phrase)))
                    start = lowered.find(phrase.lower(), start + 1)
        return Highlights(_merge(ranges, text), best_sentence_of(text, marked, self._leaning(ordinal, topic)))

    def _leaning(self, ordinal: int, topic: Topic) -> list[bool]:
        """Tell of each sentence of a passage whether it praises or faults, as is asked for; empty where neither is."""
        if not topic.polarity:
            return []
        start, stop = self._prepared.sentences[ordinal : ordinal + 2]
        return [bool(flags & topic.polarity) for flags in self._prepared.polarity[start:stop].tolist()]

    def _wanted(self, topic: Topic) -> Ways:
        """List what to look for by the first term of each way to say it; a topic is asked of many passages at once."""
        known = self._last
        if known is not None and known[0] is topic:
            return known[1]
        wanted: Ways = {}
        number = self._prepared.terms.get
        for concept in topic.concepts:
            if concept.guessed:
                continue
            for alternative in concept.alternatives:
                if alternative.terms and alternative.weight >= _SHOWN:
                    terms = [number(term, -1) for term in alternative.terms]
                    if -1 not in terms:
                        wanted.setdefault(terms[0], []).append((terms, concept.weight * alternative.weight))
        self._last = (topic, wanted)
        return wanted

    def _mark(self, ordinal: int, text: str, wanted: Ways) -> dict[tuple[int, int], float]:
        """Give the ranges of the text that say a concept, and what each is worth."""
        terms = self._prepared.words_in(ordinal)
        said: dict[tuple[int, int], float] = {}  # from which word to which, and what it is worth at most
        for place in [place for place, term in enumerate(terms) if term in wanted]:
            for way, worth in wanted[terms[place]]:
                stop = place + len(way)
                if worth > said.get((place, stop), 0.0) and (len(way) == 1 or terms[place:stop] == way):
                    said[place, stop] = worth
        if not said:
            return {}
        # The words of the text come first; what follows is its context, and stands nowhere in it.
        words = find_words(text, max(stop for _, stop in said))
        return {(words[a][0], words[b - 1][1]): worth for (a, b), worth in said.items() if b <= len(words)}


def best_sentence_of(
    text: str, marked: dict[tuple[int, int], float], leaning: Sequence[bool] = ()
) -> tuple[int, int] | None:
    """Give the sentence whose marks are worth most, where there are several; ``leaning`` ones before others."""
    parts = split_sentences(text)
    if len(parts) < 2 or not marked:
        return None
    starts = [start for start, _ in parts]
    worths = [0.0] * len(parts)
    for (start, end), worth in marked.items():
        n = bisect_right(starts, start) - 1
        worths[n] += worth if end <= parts[n][1] else 0.0
    for n, a in enumerate(starts):
        worths[n] *= (_LEANING if _LEANS.match(text, a) else 1.0) * (_OTHERWISE if leaning and not leaning[n] else 1.0)
    return parts[worths.index(max(worths))]


# A sentence that begins so speaks of the one before it, and says little where it is read alone.
_LEANS = re.compile(r"(?:This|These|Those|They|It|Their|Its|Such|He|She)\b")
_LEANING = 0.7
_OTHERWISE = 0.5  # what a sentence counts that does not praise or fault, where that is asked for


def _merge(ranges: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Join ranges that touch or have only a blank between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" -")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
