"""Intent: which kind of answer a question asks for, and the judgement area it names.

In comes the text of a question with its authorities and period taken out; out go the intents that its words can have,
each with the ranges of text that said so. Which of them holds is for the frame to say, by what else is asked; what the
answer is made of is not known here. The words themselves are tables (``index.query.cues``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product

from index.query.cues import CueMatch, CueWords, cue_words
from index.query.cues.tables import (
    AREAS,
    CHANGE,
    CHAT,
    COMPARISON,
    EXCEPT,
    GRADE_WORDS,
    IMPROVEMENTS,
    JUDGEMENTS,
    NOT_GRADES,
)
from index.query.models import Intent

_LONGEST_CHAT = 30  # words
_NEAR = 60  # characters behind "overall"
_OF_AN_AREA = re.compile(r"^overall (?:grade|rating|judge?ment|verdict|result)s? (?:on|for|of|in)\b", re.IGNORECASE)


_HOLDINGS = ("what", "papers", "do", "you", "hold")  # "which councils do you have", by the lists of its words


@cache
def _chat_words() -> frozenset[str]:
    """Give every word of these phrases: a text with any other is no chat, and the phrases need not be made."""
    parts = chain.from_iterable(CHAT[name] for name in ("chat", "about the bot", *_HOLDINGS))
    words = {word for part in parts for word in part.split()}
    return frozenset(words | {word.replace("'", "") for word in words})


@cache
def _chat_phrases() -> frozenset[tuple[str, ...]]:
    phrases = {tuple(phrase.split()) for phrase in (*CHAT["chat"], *CHAT["about the bot"])}
    *held, hold = (CHAT[name] for name in _HOLDINGS)
    for parts in product(*held, ("", *hold)):
        phrases.add(tuple(" ".join(parts).split()))
    # People leave apostrophes out.
    return frozenset(phrases | {tuple(word.replace("'", "") for word in phrase) for phrase in phrases})


@cache
def _longest_phrase() -> int:
    return max(map(len, _chat_phrases()))


def is_chat(text: str) -> bool:
    """Say whether a text is a greeting, thanks or a question about the bot itself, and nothing more."""
    bare = re.sub(r"<[@!#][^<>]{0,100}>", " ", text[:400])
    if not re.search(r"\w", bare):
        return not re.search(r"\w", text[400:])
    words = [form for form in cue_words(bare).forms if form not in {"&", "+", "%", "£"}]
    if len(words) > _LONGEST_CHAT or len(text) > len(bare) + 100 or not _chat_words().issuperset(words):
        return False
    reached = {0}
    for place in range(len(words)):
        if place in reached:
            for length in range(1, _longest_phrase() + 1):
                if tuple(words[place : place + length]) in _chat_phrases():
                    reached.add(min(place + length, len(words)))
    return len(words) in reached


@dataclass(frozen=True, slots=True)
class IntentCandidate:
    """An intent that the words of a question can have, and the [start, end) ranges of text that said so.

    ``area`` is the judgement area named. ``change``: something is asked to have changed over time, so that a comparison
    needs no second council and no second year.
    """

    intent: Intent
    spans: tuple[tuple[int, int], ...]
    area: str | None = None
    change: bool = False


def read_intents(words: CueWords) -> tuple[IntentCandidate, ...]:
    """Read which kinds of answer the words can ask for, the likeliest first; none where they ask for passages.

    A judgement or a list is asked for by these words alone: where a topic is left beside them, it is a question about
    passages.
    """
    readings = []
    graded = JUDGEMENTS.find(words)
    if graded and not NOT_GRADES.has(words):
        area, spans = read_area(words)
        readings.append(IntentCandidate(Intent.JUDGEMENTS, (*_spans(graded), *spans), area))
    listed = IMPROVEMENTS.find(words)
    if listed:
        # "need to do to get to good" asks for no grade, unless by that word.
        place = len(readings) if GRADE_WORDS.has(words) else 0
        readings.insert(place, IntentCandidate(Intent.IMPROVEMENTS, _spans(listed)))
    changed = CHANGE.find(words)
    compared = changed + COMPARISON.find(words)
    if compared:
        readings.append(IntentCandidate(Intent.COMPARISON, _spans(compared), change=bool(changed)))
    return tuple(readings)


def read_area(words: CueWords) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    """Name the areas asked for, joined by "+" in the order of the text, and where they stand.

    Where areas are left out, and none is named besides, all others are asked for.
    """
    found = area_matches(words)
    apart = areas_left_out(words, found)
    areas = tuple(dict.fromkeys(match.cue for match in found if match not in apart))
    if apart and not areas:
        areas = tuple(area for area in _GRADED if area not in {match.cue for match in apart})
    spans = *((match.start, match.end) for match in found), *((match.start, match.end) for match in apart.values())
    return "+".join(areas) or None, tuple(dict.fromkeys(spans))


_GRADED = ("overall", "protection", "care", "care leavers", "leaders")
_ALSO = re.compile(r"[ \t]*(?:,|&|\+|\band\b|\bor\b|\bnor\b)[ \t]*(?:(?:the|their|its|for)\b[ \t]*)?", re.IGNORECASE)


def areas_left_out(words: CueWords, found: Sequence[CueMatch]) -> dict[CueMatch, CueMatch]:
    """Give those of the areas ``found`` that are not meant, each with the cue that leaves it out."""
    apart: dict[CueMatch, CueMatch] = {}
    for cue in EXCEPT.find(words) if found else ():
        end = cue.end
        for area in found:
            between = words.text[end : area.start]
            if area.start >= end and (not between.strip() or (end > cue.end and _ALSO.fullmatch(between))):
                apart[area], end = cue, area.end
    return apart


def area_matches(words: CueWords) -> list[CueMatch]:
    """Find the areas that are named, in the order of the text."""
    found: list[CueMatch] = []
    for match in AREAS.find(words):
        if not any(other.start < match.end and match.start < other.end for other in found):
            found.append(match)
    found.sort(key=lambda match: match.start)
    # "the overall judgement on care leavers" is theirs, not that of the whole.
    return [
        match
        for match in found
        if match.cue != "overall" or len(found) == 1 or not _OF_AN_AREA.search(words.text[match.start :][:_NEAR])
    ]


def area_in(text: str) -> str | None:
    """Name the areas of judgement that a text speaks of, joined by "+"; None where it names none."""
    return read_area(cue_words(text))[0]


def _spans(matches: list[CueMatch]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({span for match in matches for span in match.spans}))
