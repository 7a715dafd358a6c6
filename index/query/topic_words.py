"""Topic words: which words of a question name a matter, once the words that ask have been taken out.

In: a text and the ranges of it that were understood. Out: the words that are left, or the stretch that they stand in.
"""

import re
from collections.abc import Iterable, Sequence

from index.query.cues import CueMatch
from index.text import FRAME_WORDS, STOP_WORDS, TOPICLESS_WORDS

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Words that ask, or that name the papers, the council or its services as such: what they leave is no topic.
_ASKING = TOPICLESS_WORDS | frozenset(
    """
    look children's kids place days general actually right present presently stand stands mo atm rn just still yet
    across throughout among amongst within performing performer performers top best worst bottom strongest
    weakest highest lowest poorest rank ranking league table three two four five honestly really plainly ever
    never longer please ones lot were's held hold library bot quality standard standards
    provision experiences progress experience impact practice work performance national government english
    england british quote quotes verbatim
    """.split()
)


def year_spans(text: str) -> list[tuple[int, int]]:
    """Find where years stand in a text: the frame has read them."""
    return [
        m.span() for m in re.finditer(r"\b(?:since|from|in|before|until|after|between)?[ \t]{0,3}(?:20\d\d)\b", text)
    ]


def spans_of(matches: Iterable[CueMatch]) -> list[tuple[int, int]]:
    """List the ranges of the own words of cues."""
    return [span for match in matches for span in match.spans]


def blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Put blanks where the ranges stand, so that what is left keeps its place."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def trimmed(text: str) -> str:
    """Give a text from its first to its last word that names a topic, on one line; "" where none does."""
    kept = [
        m for m in re.finditer(r"[^\W_]+(?:['’-][^\W_]+)*", text) if m.group().lower() not in STOP_WORDS - FRAME_WORDS
    ]
    if not kept:
        return ""
    start = kept[0].start()
    led = _OUT_OF.search(text, max(0, start - 10), start)
    return _YEARS_OLD.sub("year", " ".join(text[led.start() if led else start : kept[-1].end()].split()))


_OUT_OF = re.compile(r"\b(?:out|in)[ \t-]+of[ \t-]+$", re.IGNORECASE)  # "out of hours", "out of area"
_YEARS_OLD = re.compile(r"\b(?:yrs?|y/o)\b", re.IGNORECASE)


_IN_NEED = re.compile(r"\b(?:child|children|kids) in need\b(?! of)", re.IGNORECASE)
_AGES = re.compile(r"\b\d{1,2}(?:\s?[-–/]\s?|\s+to\s+)\d{1,2}\b")  # "the 0-25 team"


def own_words(text: str, spans: Sequence[tuple[int, int]], besides: frozenset[str] = frozenset()) -> list[str]:
    """List the words of a text that name a topic, outside of the ranges that were understood."""
    left = blanked(text, spans)
    words = (word.lower().replace("’", "'") for word in (*_WORD.findall(left), *_AGES.findall(left)))
    bare = (word.removesuffix("'s").replace("'", "") for word in words)
    named = _IN_NEED.findall(left)  # their words alone name nothing: "are children getting what they need"
    return [*named, *(w for w in bare if len(w) > 1 and w not in _ASKING and w not in besides)]
