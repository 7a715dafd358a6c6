"""Follow-ups: what a message in a thread takes over from the question before it; nothing is searched here.

Council, period, voice and topic carry over unless the message replaces them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.labels import described
from bot.models import Filters
from bot.slack.questions.understanding import MessageReading

_MORE = re.compile(
    r"\W*(?:(?:please|can you|could you|now|and|ok(?:ay)?)\s+)*(?:show|give|see|list|get|any|anything|"
    r"find)?\s*(?:me|us)?\s*"
    r"(?:some|the|a few|any)?\s*(?:more|next|rest|further|others?|other ones|what else|else)"
    r"(?:\s+(?:passages?|results?|of them|of those|of these|please|one|ones|page|evidence|paragraphs?|quotes?))*\W*",
    re.I,
)
_CUE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|thanks|thank you|cheers|great|right)[,.! ]+)*"
    r"(?P<cue>(?:and|but|or|also|plus|then)\b(?:\s+(?:what|how)\s+about)?|(?:and\s+)?(?:what|how)\s+about\b|same\b(?:\s+(?:question|again|thing))?"
    r"(?:\s+(?:for|but|in|with))?|(?:now\s+)?(?:try|do|show)\s+(?:the\s+same|it|that)\b(?:\s+(?:for|in|with))?|(?:just|only)\b|"
    r"(?:from|in|for)\b(?=\s+\S+\W*$)|instead\b|rather\b|compared?\s+(?:to|with)\b)\s*",
    re.I,
)
_POINTS_BACK = re.compile(r"\b(?:it|its|they|them|their|that|this|those|these|there|then|the same|the other)\b", re.I)


@dataclass(frozen=True, slots=True)
class ThreadContext:
    """What a thread is about: filters, bounds of a period, and the question if it is still known."""

    filters: Filters
    since: int | None = None
    until: int | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class FollowUpCue:
    """A message without the words that tie it to the one before; ``tied`` says that there were such words."""

    rest: str
    tied: bool


@dataclass(frozen=True, slots=True)
class MergedQuestion:
    """What to search with, and what was taken over, in words (empty: nothing)."""

    question: str
    filters: Filters
    carried: str = ""


def wants_more(text: str) -> bool:
    """Tell whether a message asks for further passages of the answer above."""
    return bool(_MORE.fullmatch(text.strip())) and len(text) < 60


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


def is_follow_up(opening: FollowUpCue, reading: MessageReading, *, in_thread: bool) -> bool:
    """Tell whether a message leans on the one before.

    In a thread one that names no council or no topic does; at the top of a direct message only one that is tied to what
    came before, or says no topic.
    """
    if opening.tied or not reading.topic:
        return True
    return in_thread and (not reading.authorities or bool(_POINTS_BACK.search(opening.rest)))


def merge(
    opening: FollowUpCue, reading: MessageReading, before: ThreadContext, *, rest_of: Callable[[str], str]
) -> MergedQuestion | None:
    """Join a follow-up with what its thread is about; None where it has no topic and the one before is not known.

    ``rest_of`` takes council, period and voice out of a question.
    """
    held = before.filters
    authorities = reading.authorities or held.authorities
    if reading.compares and len(reading.authorities) == 1 and not reading.topic:
        authorities = tuple(dict.fromkeys((*held.authorities, *reading.authorities)))
    filters = Filters(
        authorities=authorities,
        years=reading.years if reading.dated else held.years,
        recency=reading.recency if reading.dated else held.recency,
        voice=reading.voice or held.voice,
        kind=None if reading.dated else held.kind,
        document=None if reading.dated or reading.authorities else held.document,
    )
    carried = Filters(
        authorities=() if reading.authorities else held.authorities,
        years=() if reading.dated else held.years,
        recency=None if reading.dated else held.recency,
        voice=None if reading.voice else held.voice,
    )
    parts = [described(carried)] if described(carried) else []
    if reading.topic:
        question = opening.rest
    elif before.question is None:
        return None
    else:
        question = before.question
        if (
            reading.since or reading.until or reading.over_time
        ):  # bounds and "over time" are no filters: they are said again
            question = f"{rest_of(before.question)} {opening.rest}"
        parts.append("the topic")
    if not reading.dated and (before.since or before.until):
        bounds = _bounds(before)
        parts.append(bounds)
        if reading.topic:
            question = f"{question} {bounds}"
    return MergedQuestion(
        question, filters, f"Taken over from the question before: {', '.join(parts)}." if parts else ""
    )


def _bounds(before: ThreadContext) -> str:
    if before.since and before.until:
        return f"from {before.since} to {before.until}"
    return f"since {before.since}" if before.since else f"up to {before.until}"
