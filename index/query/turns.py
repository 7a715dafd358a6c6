"""Turns: what a message asks of what was said before it, told by examples, and the words by which it points there.

In comes a message with its frame; out go the kind of turn that it is, how probable each kind is, its cues, and what is
left when the words of "more" and "meant" are taken out. The kinds, and messages of each, are those of
index/vocabulary/turns.txt. What was said before is not known here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.query.answer_kinds import frame_marks, words_told
from index.query.cues import cue_words
from index.query.cues.tables import CLOSINGS, GROUPS, INSPECTORS, POINTERS, POINTS, TURNS
from index.query.linear_model import load_model
from index.query.models import Frame
from index.query.topic_words import blanked
from index.text import STOP_WORDS, TOPICLESS_WORDS, lemma

MODEL = "turns"  # the name of the examples, and of what is learned from them
SURE = 0.45  # how probable a kind must be to be taken; chosen on one writer's messages, measured on another's
_LEANS = 10  # hundredths: a word that speaks less for a kind belongs to the matter
_ENDS = 4  # letters of a word that are marks of their own
_LENGTHS = ((3, "few"), (6, "short"), (10, "middling"), (16, "long"))
_BLANKED = re.compile(r"\x00[\x00 ]*")


@dataclass(frozen=True, slots=True)
class TurnReading:
    """What a message asks of the one before, "" where no kind is sure, and how probable each ``kind`` is.

    ``cues`` are the names of the cues of its words; ``rest`` is its text without the words of "more" and "meant",
    ``groups`` whom it names, and ``matter`` the words by which it names something of its own.
    """

    kind: str
    odds: Mapping[str, float] = field(default_factory=dict)
    cues: frozenset[str] = frozenset()
    rest: str = ""
    groups: tuple[str, ...] = ()
    matter: tuple[str, ...] = ()


def read_turn(text: str, frame: Frame) -> TurnReading:
    """Read what a message asks of the one before it.

    ``frame`` is that of the whole message, ``text`` what is left without the words that join it to the one before.
    """
    cues = frozenset(match.cue for match in TURNS.find(text))
    told = turn_words(frame)
    model = load_model(MODEL)
    odds = model.probabilities(_marks(told, frame))
    kind = max(odds, key=odds.__getitem__)
    if kind == "correct":
        text = _meant(text)
    matter = tuple(word for word in dict.fromkeys(told) if _is_matter(word) and not _asks(word, kind))
    sure = kind if odds[kind] >= SURE else ""
    return TurnReading(sure, odds, cues, without_more(text), groups_in(text), matter)


def _meant(text: str) -> str:
    """Leave out of a message that puts something right what it denies ("not Hull, Kent"), where more is left."""
    rest = _DENIED.sub(" ", text[:_LONGEST_DENIED]) + text[_LONGEST_DENIED:]
    left = without_more(rest) if rest != text else ""
    return rest if any(word.strip(".,;:!?").lower() not in STOP_WORDS for word in left.split()) else text


# What is denied, up to the mark or the word with which begins what is meant.
_DENIED = re.compile(
    r"\bnot\s+[^,.;:–\n]{1,40}?(?=[,.;:–]|\s-\s|\s(?:but|i (?:mean|meant|said)|its|it's)\b|\s*$)", re.IGNORECASE
)
_LONGEST_DENIED = 200  # characters of a message that are looked at


def _is_matter(word: str) -> bool:
    """Say whether a word may name what a message is about: an area, a number that is no year, a word of its own."""
    if not word[0].isalpha():
        return word in _NAMED
    plain = word.partition("'")[0]
    return plain not in STOP_WORDS and plain not in TOPICLESS_WORDS


def _asks(word: str, kind: str) -> bool:
    """Say whether messages of a kind are told by a word, and by more than those that name a matter."""
    if not word[0].isalpha():
        return word == "<grade>" and kind in _OF_GRADES
    model = load_model(MODEL)
    return model.weight(lemma(word), {kind}) - max(0, model.weight(lemma(word), _OF_MATTERS)) >= _LEANS


_OF_MATTERS = frozenset({"topic", "new"})
_OF_GRADES = frozenset({"why", "good", "bad", "grade", "narrow", "compare", "council"})
_NAMED = frozenset({"<area>", "<grade>", "#"})


def without_more(text: str) -> str:
    """Blank the words of "tell me more about" and of "I meant"."""
    found = TURNS.find(text)
    return blanked(text, [(match.start, match.end) for match in found if match.cue in {"more", "meant"}])


def turn_marks(frame: Frame) -> frozenset[str]:
    """Give the marks by which a turn is told: its words, their pairs and ends, and what its frame has."""
    return _marks(turn_words(frame), frame)


def turn_words(frame: Frame) -> list[str]:
    """Give the words of a message in small letters, with councils, years, areas, grades and kinds of paper as such."""
    text = frame.text
    if len(text) == len(frame.nameless) and (frame.authorities or frame.unheld or frame.ambiguous):
        text = "".join("\x00" if was != now else was for was, now in zip(text, frame.nameless, strict=True))
        text = _BLANKED.sub(" <council> ", text)
    return words_told(text)


def _marks(told: Sequence[str], frame: Frame) -> frozenset[str]:
    words = [lemma(word) if word.isalpha() else word for word in told]
    telling = sum(word.isalpha() and word not in STOP_WORDS for word in told)
    marks = [f"councils: {min(2, len(frame.authorities) + len(frame.unheld) + bool(frame.ambiguous))}"]
    marks += [f"intent: {frame.intent.value}", f"telling: {min(4, telling)}", *frame_marks(frame)]
    marks += ["length: " + next((name for most, name in _LENGTHS if len(words) <= most), "story")]
    marks += words + [f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True)]
    marks += [mark for word in told if len(word) > _ENDS for mark in (f"<{word[:_ENDS]}", f"{word[-_ENDS:]}>")]
    return frozenset(marks)


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which of the councils before a message points to ("second", "other", "both"), and the message without that."""

    which: str
    rest: str


def read_pointer(text: str) -> Pointer | None:
    """Read which of several councils a message points to without a name; None where it points to none."""
    found = POINTERS.find(cue_words(text, clauses=True))
    if not found:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return Pointer(found[0].cue, rest.strip(" ,;:-–—"))


def read_point(text: str) -> tuple[int, str] | None:
    """Read which point of a list a message points to, 0 for the first and -1 for the last, and what else it says."""
    found = POINTS.find(text)
    if not found:
        return None
    return int(found[0].cue) - 1, f"{text[: found[0].start]} {text[found[0].end :]}".strip()


def without_closings(text: str) -> str:
    """Leave out the clauses that open or end a conversation and ask nothing ("that'll do", "speak soon")."""
    for match in sorted(CLOSINGS.find(cue_words(text, clauses=True)), key=lambda match: -match.start):
        text = f"{text[: match.start]} {text[match.end :]}"
    return text


def about_inspector(text: str) -> str:
    """Say who is meant by "she" or "he" where it is asked what else somebody has inspected."""
    for match in reversed(INSPECTORS.find(text)):
        place = match.spans[0]
        text = f"{text[: place[0]]}the lead inspector{text[place[1] :]}"
    return text


def groups_in(text: str) -> tuple[str, ...]:
    """Give the people whom a text names, as typed."""
    return tuple(dict.fromkeys(text[match.start : match.end] for match in GROUPS.find(text)))
