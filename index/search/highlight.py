"""Highlight: the words of a passage that matched a topic, and its best sentence.

In come a passage's text and a topic; out come [start, end) ranges of the text. Nothing is ranked here, and the text is
never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from index.question.question import Topic
from index.search.analysis import Analyzer, list_words
from index.search.snippet import sentences

__all__ = ["Highlighter", "Highlights"]

Ways: TypeAlias = dict[str, list[tuple[list[str], float]]]

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
        self._last: tuple[Topic, Ways] | None = None

    def highlight(self, text: str, topic: Topic) -> Highlights:
        """Find what to highlight in a text; ``best`` is None where the text is one sentence or nothing matched."""
        wanted = self._wanted(topic)
        marked = self._mark(text, wanted) if wanted else {}
        ranges = list(marked)
        lowered = text.lower()
        for phrase in topic.phrases:
            start = lowered.find(phrase.lower())
            while start >= 0:
                ranges.append((start, start + len(phrase)))
                start = lowered.find(phrase.lower(), start + 1)
        return Highlights(_merge(ranges, text), _best(text, marked))

    def _wanted(self, topic: Topic) -> Ways:
        """List what to look for by the first stem of each way to say it; a topic is asked of many passages at once."""
        known = self._last
        if known is not None and known[0] is topic:
            return known[1]
        wanted: Ways = {}
        for concept in topic.concepts:
            if concept.guessed:
                continue
            for alternative in concept.alternatives:
                if alternative.terms and alternative.weight >= _SHOWN:
                    ways = wanted.setdefault(alternative.terms[0], [])
                    ways.append((list(alternative.terms), concept.weight * alternative.weight))
        self._last = (topic, wanted)
        return wanted

    def _mark(self, text: str, wanted: Ways) -> dict[tuple[int, int], float]:
        """Give the ranges of the text that say a concept, and what each is worth."""
        words = list_words(text)
        known = self._stems
        terms = [known.get(word) or self._stem(word) for word in words]
        marked: dict[tuple[int, int], float] = {}
        ends: list[int] = []  # of the words so far; most texts are left before their end
        end = 0
        for place in [place for place, term in enumerate(terms) if term in wanted]:
            said: dict[int, float] = {}  # of how many words, and what it is worth at most
            for way, worth in wanted[terms[place]]:
                size = len(way)
                if worth > said.get(size, 0.0) and (size == 1 or terms[place : place + size] == way):
                    said[size] = worth
            if said:
                for word in words[len(ends) : place + max(said)]:
                    end = text.index(word, end) + len(word)
                    ends.append(end)
                start = ends[place] - len(words[place])
                marked.update(((start, ends[place + size - 1]), worth) for size, worth in said.items())
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
