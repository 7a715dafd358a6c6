"""Asides: clauses of a question that say what the answer is for, who wants it, when or in what form.

In comes text with the names taken out; out go the ranges that ask nothing. Nothing is filtered by what stands there.
"""

from index.query.cues import cue_words
from index.query.cues.tables import ASIDES


def find_asides(text: str) -> tuple[tuple[int, int], ...]:
    """Find the [start, end) ranges of asides; each runs from its cue to the end of its clause."""
    words = cue_words(text, clauses=True)
    spans = []
    for match in ASIDES.find(words):
        first = next(n for n, (start, _) in enumerate(words.places) if start >= match.start)
        last = first
        while last + 1 < len(words.places) and words.sentences[last + 1] == words.sentences[first]:
            last += 1
        end = match.end if match.cue in _SHORT else words.places[last][1]
        spans.append((match.start, end))
    return tuple(sorted(set(spans)))


_SHORT = frozenset({"proof", "quick", "who asks"})  # end with their own words: what follows may be what is asked
