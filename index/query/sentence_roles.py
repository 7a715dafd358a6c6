"""Focus: which sentences of a question ask, and which only tell how the asker came to ask.

In comes the text of a question; out come its sentences with a weight each. People tell a story before they ask, say
who they are, and thank; the words of that are not what they want to find. Where the asking sentence says little by
itself ("did they find that?") the story is the question, and keeps its weight.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from index.text import STOP_WORDS, forms
from index.vocabulary import load_background

TOLD = 0.7  # what a sentence that tells weighs beside the one that asks
WHO = 0.5  # what a sentence weighs that says who is asking
LITTLE = 4  # an asking sentence with fewer words of its own than this leans on what was told
_END = re.compile(r"(?<![.?!;])[.?!;]+[\"”’')]*\s+|\n+")


@dataclass(frozen=True, slots=True)
class Part:
    """A sentence of a question as a [start, stop) range, what its words weigh, and whether it asks."""

    start: int
    stop: int
    weight: float
    asks: bool = True


def sentence_roles_of(text: str) -> tuple[Part, ...]:
    """Weigh the sentences of a question."""
    bounds = [0, *(match.end() for match in _END.finditer(text)), len(text)]
    ranges = [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]
    kinds = [_kind(text[start:stop]) for start, stop in ranges]
    if len(ranges) < 2 or "ask" not in kinds:
        return tuple(Part(start, stop, 1.0) for start, stop in ranges)
    own = sum(_content(text[a:b]) for (a, b), kind in zip(ranges, kinds, strict=True) if kind == "ask")
    told = 1.0 if own < LITTLE else TOLD
    weights = {"ask": 1.0, "tell": told, "who": WHO}
    return tuple(
        Part(start, stop, weights[kind], kind == "ask") for (start, stop), kind in zip(ranges, kinds, strict=True)
    )


def _kind(sentence: str) -> str:
    """Say whether a sentence asks, says who asks, or tells."""
    spoken = " " + " ".join(form for form, _, _ in forms(sentence)) + " "
    marks = _marks()
    if "?" in sentence or any(phrase in spoken for phrase in marks["ask"]):
        return "ask"
    return "who" if any(phrase in spoken for phrase in marks["who"]) else "tell"


def _content(sentence: str) -> int:
    return len({form for form, _, _ in forms(sentence) if form not in STOP_WORDS})


@cache
def _marks() -> dict[str, list[str]]:
    told = load_background()
    return {
        kind: sorted({f" {' '.join(form for form, _, _ in forms(phrase))} " for phrase in told[kind]})
        for kind in ("ask", "who")
    }
