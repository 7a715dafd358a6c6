"""Answer kinds: how likely a question asks for each kind of answer, told by examples of what people ask.

In comes a frame; out goes a probability for each kind. The kinds, and questions that ask for them, are those of
index/vocabulary/questions.txt; tools/fit_examples.py learns from them by multinomial logistic regression what tells one
from another. It sees words and pairs of words, with years, grades, areas, sets of councils and kinds of paper as such,
what the frame has read, and which cues of the tables are found: each cue is one voice among others.
"""

import re
from collections.abc import Collection, Mapping
from functools import cache

from index.query.cues import CueTable, cue_words
from index.query.cues.tables import (
    CHANGE,
    CHANGES,
    COMPARISON,
    ENDS,
    FACTS,
    GRADE_WORDS,
    GRADES,
    IMPROVEMENTS,
    IMPROVES,
    JUDGEMENTS,
    KINDS,
    MOVED,
    NOT_GRADES,
    ORDERS,
    OUTPUT,
    OUTSIDE,
    PARTS,
    SAID,
    SETS,
    SINGLE,
    VISITS,
    WHOLE,
    WHY,
)
from index.query.grade_tests import grade_spans
from index.query.intent import area_matches
from index.query.linear_model import VOCABULARY, load_model
from index.query.models import Frame
from index.query.topic_words import blanked

MODEL = "questions"  # the name of the examples, and of what is learned from them
_VOICES: Mapping[str, CueTable] = {
    "facts": FACTS, "whole": WHOLE, "single": SINGLE, "changes": CHANGES, "why": WHY, "grades": GRADES,
    "judgements": JUDGEMENTS, "not grades": NOT_GRADES, "grade words": GRADE_WORDS, "improvements": IMPROVEMENTS,
    "comparison": COMPARISON, "change": CHANGE, "improves": IMPROVES, "output": OUTPUT, "said": SAID, "moved": MOVED,
    "ends": ENDS, "outside": OUTSIDE, "orders": ORDERS, "visits": VISITS,
}  # fmt: skip
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!%]|<[a-z]+>")
_TYPED = re.compile(r"\b(?:out of|in need)\b(?= \w| *$)|[^\W_]+(?:['’-][^\W_]+)*", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LONG, _MIDDLING = 14, 6  # words
_IN_A_ROW = 3
_LEANS = 20  # hundredths
_LONGEST = 60  # words that are looked at


def kind_marks(frame: Frame) -> frozenset[str]:
    """Give the marks by which a question is told: its words and pairs of words, what its frame has, and its cues."""
    text = meant_text(frame)
    words = cue_words(text)
    told = words_told(text)
    named = min(2, len(frame.authorities) + len(frame.unheld) + bool(frame.ambiguous and not SETS.has(words)))
    marks = [f"councils: {named}", *["ours:"] * frame.ours, *frame_marks(frame)]
    marks += ["length: " + ("long" if len(told) > _LONG else "middling" if len(told) > _MIDDLING else "short")]
    marks += [f"{name}: {match.cue}" for name, table in _VOICES.items() for match in table.find(words)]
    marks += told + [f"{a} {b}" for a, b in zip(["^", *told], [*told, "$"], strict=True)]
    return frozenset(marks)


def frame_marks(frame: Frame) -> list[str]:
    """Give the marks of what a frame has read of periods, papers and voices."""
    marks = [f"years: {min(2, len(frame.years))}"] + ["everywhere:"] * frame.everywhere
    marks += ["range:"] * (frame.since is not None or frame.until is not None)
    marks += [f"recency: {frame.recency.value}"] if frame.recency else []
    marks += [f"voice: {frame.voice.value}"] if frame.voice else []
    return marks + [f"kind: {kind.value}" for kind in frame.kinds]


def meant_text(frame: Frame) -> str:
    """Give a question without names of councils; "in Yorkshire" may be the region, and not one of those so named."""
    unnamed = frame.ambiguous and not frame.authorities and len(frame.text) == len(frame.nameless)
    return frame.text if unnamed else frame.nameless


def words_told(text: str, *, besides: Collection[str] = ()) -> list[str]:
    """Give the words of a text but for some, with what the slots read of it as such; of a story its beginning and end,
    which say what is asked."""
    words = cue_words(text)
    found = [(start, end, "<grade>") for start, end in grade_spans(text)]
    found += [(m.start, m.end, "<area>") for m in (*area_matches(words), *PARTS.find(words)) if m.cue != "overall"]
    found += [(m.start, m.end, "<set>") for m in SETS.find(words)]
    found += [(m.start, m.end, "<kind>") for m in KINDS.find(words)]
    parts, at = [], 0
    for start, end, name in sorted(found):
        if start >= at:
            parts += [text[at:start], name]
            at = end
    plain = _YEAR.sub(" <year> ", " ".join((*parts, text[at:])).lower().replace("’", "'"))
    told = ["#" if word.isdigit() else word for word in _WORD.findall(plain) if word not in besides]
    return told if len(told) <= _LONGEST else [*told[: _LONGEST // 2], *told[-_LONGEST // 2 :]]


def kind_odds(frame: Frame) -> dict[str, float]:
    """Give how probable each kind of answer is for a question, by the weights that ship."""
    return load_model(MODEL).probabilities(kind_marks(frame))


def leans(word: str, kind: str) -> bool:
    """Say whether a word tells a question of a kind from one for passages."""
    model = load_model(MODEL)
    return model.weight(word, {kind}) - model.weight(word, {"passages"}) > _LEANS


@cache
def asking_words() -> frozenset[str]:
    """Load the words that ask, and name nothing that may be asked about."""
    return frozenset((VOCABULARY / f"{MODEL}_asking.txt").read_text(encoding="utf-8").split())


def without_asking(text: str) -> str:
    """Blank the words of a text that ask: at its ends, and three or more of them in a row, since in between they may
    belong to the name of a matter ("voice of the child")."""
    asking = asking_words()
    words = [(word.span(), word.group().lower().replace("’", "'") in asking) for word in _TYPED.finditer(text)]
    taken: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and words[end][1] is words[place][1]:
            end += 1
        if words[place][1] and (place == 0 or end == len(words) or end - place >= _IN_A_ROW):
            taken += [span for span, _ in words[place:end]]
        place = end
    return blanked(text, taken)
