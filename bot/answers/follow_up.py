"""Follow-ups: whether a message in a thread leans on the one before it, and by which words; nothing is searched here.

In comes a message; out go its opening, the councils that it points to, and whether it leans. What it then asks is
worked out in ``merged_question``.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.answers.message_reading import MessageReading
from bot.answers.pointed_councils import councils_meant, one_named
from bot.models import Filters
from index.query import TurnReading, read_pointer
from index.query.cues import ALL_COUNCILS

LONGEST_CUE = 60  # characters of a message that only asks for more
_MORE = re.compile(
    r"\W*(?:(?:please|can you|could you|now|and|ok(?:ay)?)\s+){0,4}(?:show|give|see|list|get|any|anything|"
    r"find)?\s*(?:me|us)?\s*"
    r"(?:some|the|a few|any)?\s*(?:more|next|rest|further|others?|other ones|what else|else)"
    r"(?:\s+(?:passages?|results?|of them|of those|of these|please|one|ones|page|evidence|paragraphs?|quotes?))*\W*"
    r"|\W*(?:(?:please|now|and|yes|yeah|ok(?:ay)?)\W+){0,3}(?:(?:keep|carry|go|read|scroll)\s+(?:on|going|reading)|continue)"
    r"(?:\s+(?:please|pls|then))*\W*",
    re.I,
)
_CUE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|thanks|thank you|cheers|great|right|fine|sorry|no)[,.! ]+){0,3}"
    r"(?P<cue>(?:and|n|nd|but|or|also|plus|then)\b(?:\s+(?:what|how|wot)\s+(?:about|abt|bout))?|(?:what|how|wot)\s+(?:about|abt|bout)\b|&|same\b(?:\s+(?:question|q|again|thing))?"
    r"(?:\s+(?:for|but|in|with))?|(?:now\s+)?(?:try|do|show)\s+(?:the\s+same|it|that)\b(?:\s+(?:for|in|with))?|(?:just|only)\b|"
    r"(?:from|in|for)\b(?=\s+\S{1,40}\W{0,3}$)|instead\b|rather\b|compared?\s+(?:to|with)\b)\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class ThreadContext:
    """What a thread is about: filters, bounds of a period, and the question if it is still known.

    ``asked``: the last answer asked back which council is meant. ``among`` are the councils that "the second one" may
    mean, in order; ``shown`` is the one document that the last answer showed; ``points`` are the ids of the passages of
    a list that was shown.
    """

    filters: Filters
    since: int | None = None
    until: int | None = None
    question: str | None = None
    asked: bool = False
    among: tuple[str, ...] = ()
    shown: str | None = None
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUpCue:
    """A message without the words that tie it to the one before; ``tied`` says that there were such words."""

    rest: str
    tied: bool


def wants_more(text: str) -> bool:
    """Tell whether a message asks for further passages of the answer above."""
    text = " ".join(text.split())
    if read_pointer(text):
        return False  # "and the other one?" is a council
    return len(text) < LONGEST_CUE and _MORE.fullmatch(text) is not None  # the length first: it bounds the match


def read_opening(text: str) -> FollowUpCue:
    """Take "and", "what about", "same for" and the like from the start of a message."""
    match = _CUE.match(text)
    if match is None:
        return FollowUpCue(text.strip(), tied=False)
    cue = match["cue"].split()[0].lower()
    rest = text[match.end() :].strip() or text.strip()
    if cue in {"just", "only"}:  # "only inspectors' words": the word belongs to what is asked
        return FollowUpCue(text.strip(), tied=True)
    # A question by itself may begin with "In Merrow, ..." or "For care leavers, ...": only a short one is tied by that.
    if cue in {"from", "in", "for", "compare", "compared"}:
        return FollowUpCue(text.strip(), tied=len(text.split()) <= 4)
    return FollowUpCue(rest, tied=True)


def read_pointed(
    opening: FollowUpCue, before: ThreadContext, inspected: Callable[[str], date | None]
) -> tuple[FollowUpCue, tuple[str, ...]]:
    """Read which of the councils before are pointed to; give the message without the words that do.

    ``inspected`` gives the day of a council's newest full inspection. Where it was asked back which is meant, a part of
    a name says so ("only east").
    """
    pointer = read_pointer(opening.rest)
    if pointer is None:
        named = one_named(opening.rest, before.among) if before.asked else ()
        return (FollowUpCue("", tied=True), named) if named else (opening, ())
    councils = councils_meant(pointer.which, before.among, before.filters.authorities, inspected)
    if councils and pointer.which in {"earliest", "latest"}:
        return FollowUpCue("when was the last inspection", tied=True), councils
    return (FollowUpCue(pointer.rest, tied=True), councils) if councils else (opening, ())


def is_follow_up(
    opening: FollowUpCue, reading: MessageReading, turn: TurnReading, before: ThreadContext, *, in_thread: bool
) -> bool:
    """Tell whether a message leans on the one before.

    In a thread one that names no council or no topic does; at the top of a direct message only one that asks something
    of what came before, or that answers a question back. What names another council and a matter is a new question,
    unless its words tie it.
    """
    points = "points back" in turn.cues
    if reading.person and not reading.authorities:
        return False  # what a named inspector has led is asked of every council
    leans = bool(turn.kind and turn.kind not in _OWN and not (turn.matter and reading.authorities))
    if reading.chat and not (leans and turn.kind not in _SPOKEN):
        return False
    tied = "of it" in turn.cues if turn.kind == "new" else opening.tied or points
    if reading.listing and not tied and ALL_COUNCILS.has(opening.rest):
        return False  # "which councils are inadequate at their latest inspection" is asked of all
    if opening.tied or points:
        return True
    if turn.odds.get("new", 0) >= _SURELY_NEW and reading.topic:
        return False
    if not in_thread:
        return (leans and not reading.authorities) or (before.asked and not reading.topic)
    return not reading.topic or not reading.authorities or leans


_OWN = frozenset({"new", "topic"})  # kinds of turn that say by themselves what they are about
_SPOKEN = frozenset({"thanks", "export"})
_SURELY_NEW = 0.7
