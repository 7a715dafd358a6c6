"""Highlight: the words of a passage that matched a topic, and its best sentence.

In come a passage's text and a topic; out come [start, end) ranges of the text. Nothing is ranked here, and the text is
never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.question.question import Topic
from index.search.analysis import Analyzer, raw_words
from index.search.snippet import sentences

__all__ = ["Highlighter", "Highlights"]

# Ways to say a concept that weigh less than this are found by, but are not what a reader looks for.
_SHOWN = 0.3


@dataclass(frozen=True, slots=True)
class Highlights:
    """Ranges of a text, in order and apart from each other; ``best`` is the range of the sentence that says most."""

    ranges: tuple[tuple[int, int], ...] = ()
    best: tuple[int, int] | None = None


class Highlighter:
    """Finds what to highlight. Safe to share between threads: it only remembers the stems of words it has met."""

    def __init__(self, analyzer: Analyzer) -> None:
        """Take the analyzer that read both the passages and the question."""
        self._analyzer = analyzer
        # A library has some ten thousand different words: reading them from here saves most of the work.
        self._stems: dict[str, str] = {}

    def highlight(self, text: str, topic: Topic) -> Highlights:
        """Find what to highlight in a text; ``best`` is None where the text is one sentence or nothing matched."""
        wanted: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for concept in topic.concepts:
            for alternative in concept.alternatives:
                if alternative.terms and alternative.weight >= _SHOWN:
                    ways = wanted.setdefault(alternative.terms[0], [])
                    ways.append((alternative.terms, concept.weight * alternative.weight))
        marked = self._mark(text, wanted) if wanted else {}
        ranges = list(marked)
        lowered = text.lower()
        for phrase in topic.phrases:
            start = lowered.find(phrase.lower())
            while start >= 0:
                ranges.append((start, start + len(phrase)))
                start = lowered.find(phrase.lower(), start + 1)
        return Highlights(_merge(ranges, text), _best(text, marked))

    def _mark(self, text: str, wanted: dict[str, list[tuple[tuple[str, ...], float]]]) -> dict[tuple[int, int], float]:
        """Give the ranges of the text that say a concept, and what each is worth."""
        words = raw_words(text)
        terms = [self._stem(word) for word, _, _ in words]
        marked: dict[tuple[int, int], float] = {}
        for place, term in enumerate(terms):
            for way, worth in wanted.get(term, ()):
                size = len(way)
                if size == 1 or tuple(terms[place : place + size]) == way:
                    key = (words[place][1], words[place + size - 1][2])
                    marked[key] = max(marked.get(key, 0.0), worth)
        return marked

    def _stem(self, word: str) -> str:
        known = self._stems.get(word)
        if known is None:
            known = self._stems[word] = self._analyzer.term(word)
        return known


def _best(text: str, marked: dict[tuple[int, int], float]) -> tuple[int, int] | None:
    """Give the sentence whose marks are worth most, where there are several."""
    parts = sentences(text)
    if len(parts) < 2 or not marked:
        return None
    worths = [sum(worth for (start, end), worth in marked.items() if a <= start and end <= b) for a, b in parts]
    return parts[worths.index(max(worths))]


def _merge(ranges: Sequence[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Join ranges that touch or have only a blank between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" -")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
