"""Highlight: the words of a passage that matched a topic, and its best sentence.

In come a passage's text, a topic and the analyzer that read both; out come [start, end) ranges of the text. Nothing is
ranked here, and the text is never changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from index.analysis import Analyzer, Token
from index.question.question import Topic
from index.snippet import sentences

__all__ = ["Highlights", "highlight"]

# Ways to say a concept that weigh less than this are found by, but are not what a reader looks for.
_SHOWN = 0.3


@dataclass(frozen=True, slots=True)
class Highlights:
    """Ranges of a text, in order and apart from each other; ``best`` is the range of the sentence that says most."""

    ranges: tuple[tuple[int, int], ...] = ()
    best: tuple[int, int] | None = None


def highlight(text: str, topic: Topic, analyzer: Analyzer) -> Highlights:
    """Find what to highlight in a text; ``best`` is None where the text is one sentence or nothing matched."""
    tokens = analyzer.tokens(text)
    terms = [token.term for token in tokens]
    marked: dict[tuple[int, int], float] = {}  # token ranges and what the concept they say is worth
    for concept in topic.concepts:
        for alternative in concept.alternatives:
            size = len(alternative.terms)
            if not size or alternative.weight < _SHOWN:
                continue
            for place in range(len(terms) - size + 1):
                if tuple(terms[place : place + size]) == alternative.terms:
                    worth = concept.weight * alternative.weight
                    key = (place, place + size)
                    marked[key] = max(marked.get(key, 0.0), worth)
    ranges = [(tokens[start].start, tokens[stop - 1].end) for start, stop in marked]
    lowered = text.lower()
    for phrase in topic.phrases:
        start = lowered.find(phrase.lower())
        while start >= 0:
            ranges.append((start, start + len(phrase)))
            start = lowered.find(phrase.lower(), start + 1)
    parts = sentences(text)
    best = None
    if len(parts) > 1 and marked:
        worths = [_worth(part, marked, tokens) for part in parts]
        if max(worths) > 0:
            best = parts[worths.index(max(worths))]
    return Highlights(_merge(ranges, text), best)


def _worth(part: tuple[int, int], marked: dict[tuple[int, int], float], tokens: Sequence[Token]) -> float:
    return sum(
        worth
        for (start, stop), worth in marked.items()
        if part[0] <= tokens[start].start and tokens[stop - 1].end <= part[1]
    )


def _merge(ranges: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Join ranges that touch or have only a blank between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip(" -")):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
