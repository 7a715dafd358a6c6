"""The question that a follow-up asks, joined with what its thread is about; nothing is searched here.

Council, period, voice and topic carry over unless the message replaces them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.answers.follow_up import FollowUpCue, ThreadContext
from bot.answers.listing_follow_up import SHORT, bounds_of, kept_since, of_councils, spoken
from bot.answers.message_reading import MessageReading
from bot.labels import described
from bot.models import Filters
from index.models import Recency
from index.query import TurnReading, groups_in, read_point, without_more
from index.query.cues import OF_THOSE
from index.storage import Library

_TAKEN = "Taken over from the question before: {}."
# What is asked of the inspection that was shown, and not of its matter.
_OF_INSPECTIONS = {"when": "when was the inspection", "who": "who was the lead inspector"}
_SHOWN_AGAIN = frozenset({"source", "shorten"})  # the answer says it already
_THE_SAME = frozenset({"council", "time", "before", "now", "back", "correct", "more", "narrow", "document", "compare"})
_OF_THEIR_OWN = {"improve": "what must improve"}
_ASPECTS = frozenset(
    {"why", "count", "change", "good", "bad", *_OF_INSPECTIONS, *_SHOWN_AGAIN, *_THE_SAME, *_OF_THEIR_OWN}
)


@dataclass(frozen=True, slots=True)
class MergedQuestion:
    """What to search with, and what was taken over, in words (empty: nothing).

    ``about`` is the question that the thread is about from now on, where it is another than what is searched: an aspect
    of it ("any concerns?") is no new topic.
    """

    question: str
    filters: Filters
    carried: str = ""
    about: str = ""


def merge(
    opening: FollowUpCue,
    reading: MessageReading,
    turn: TurnReading,
    before: ThreadContext,
    *,
    read: Callable[[str], MessageReading],
) -> MergedQuestion | None:
    """Join a follow-up with what its thread is about; None where it leans on a topic that is not known any more.

    ``read`` reads a question alone.
    """
    if before.question is not None and not reading.authorities:
        former_listing = read(before.question).listing
        if former_listing is not None and (whole := of_councils(former_listing, opening.rest, reading)):
            return MergedQuestion(
                *kept_since(before, reading, whole), carried=_TAKEN.format("the councils"), about=whole
            )
    filters, carried = _filters(reading, turn, before)
    parts = [described(carried)] if described(carried) else []
    aspect = _aspect(turn, reading)
    question, about = opening.rest, ""
    if aspect is None and reading.topic:
        question = _with_context(opening, turn, reading, before, read)
        if question != " ".join(turn.rest.split()):
            # What a pronoun stands for stays what the thread is about.
            about = question if turn.kind == "correct" else before.question or ""
            parts.append("the topic")
        else:
            about = question
    elif before.question is None:
        return None
    else:
        former = read(before.question)
        about = before.question
        question = (
            before.question if aspect in _SHOWN_AGAIN else _on_aspect(aspect, opening, reading, former, before.question)
        )
        if aspect in _OF_THEIR_OWN or (aspect in {None, *_THE_SAME} and not reading.kinds):
            about = question
        parts.append("the topic")
    since, until = before.since, before.until
    if not reading.dated and (since or until) and not _of_another_council(reading, before):
        bounds = bounds_of(before)
        parts.append(bounds)
        question = f"{question} {bounds}" if bounds not in question else question
    told = _TAKEN.format(", ".join(parts)) if parts else ""
    return MergedQuestion(question, filters, told, about)


def on_point(
    text: str, before: ThreadContext, library: Library, read: Callable[[str], MessageReading]
) -> MergedQuestion | None:
    """Ask about a point of the list that was shown, in the document that lists it; None where none is pointed to."""
    pointed = read_point(text) if before.points else None
    if pointed is None or pointed[0] >= len(before.points):
        return None
    found = library.find(before.points[pointed[0]])
    if found is None:
        return None
    document, passage = found
    rest = without_more(pointed[1])
    about = _statement(_ASIDE.sub("", passage.text))
    question = f"{about} {rest}" if read(rest).topic else about
    number = pointed[0] % len(before.points) + 1
    filters = Filters(authorities=before.filters.authorities, document=document.path)
    return MergedQuestion(question, filters, _TAKEN.format(f"point {number} of the list"), about)


def further_test(text: str, before: ThreadContext, read: Callable[[str], MessageReading]) -> MergedQuestion | None:
    """Ask a further test of the councils of a list together with its own; None where the message is no such test."""
    former = read(before.question).listing if before.question and OF_THOSE.has(text) else None
    if former is None or former.listing is None:
        return None
    whole = f"{before.question.strip(' ?.!')}. {text}"  # type: ignore[union-attr]
    asked = read(whole).listing if len(whole) < _LONGEST else None
    if asked is None or asked.listing is None:
        return None
    old, new = former.listing, asked.listing
    if len(new.tests) + len(new.sets) <= len(old.tests) + len(old.sets):
        return None
    return MergedQuestion(whole, Filters(years=before.filters.years), _TAKEN.format("the councils"), whole)


_LONGEST = 400  # characters of a question with its tests
_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]\W{0,3}$")  # "(outcome 2, national framework)"


def _of_another_council(reading: MessageReading, before: ThreadContext) -> bool:
    """Say whether another council is asked about than before: the period of the one is not the other's."""
    return not set(reading.authorities) <= set(before.filters.authorities)


def _filters(reading: MessageReading, turn: TurnReading, before: ThreadContext) -> tuple[Filters, Filters]:
    """Lay a message's own filters over those of its thread; give them, and those that were taken over."""
    held = before.filters
    together = len(reading.authorities) > 1 and set(reading.authorities) <= set(before.among)
    elsewhere = _of_another_council(reading, before) and not together
    authorities = reading.authorities or held.authorities
    beside = (reading.compares or turn.kind == "compare") and turn.kind != "correct" and not turn.groups
    if beside and len(reading.authorities) == 1:
        authorities = tuple(dict.fromkeys((*held.authorities, *reading.authorities)))
    if turn.kind == "correct":  # "Kent, not Medway"
        authorities = tuple(name for name in authorities if name not in held.authorities) or authorities
    if "drop" in turn.cues:
        authorities = tuple(name for name in held.authorities if name not in reading.authorities) or authorities
    dated = reading.dated or elsewhere or turn.kind in {"now", "change", "before"}
    recency = reading.recency if reading.dated else None if dated else held.recency
    if turn.kind == "before" and not (reading.years or reading.since or reading.until):
        recency = Recency.PREVIOUS
    elif turn.kind == "now" and not reading.dated:
        recency = Recency.LATEST
    filters = Filters(
        authorities=authorities,
        years=reading.years if reading.dated else () if dated else held.years,
        recency=recency,
        voice=reading.voice or held.voice,
        kind=None if dated or reading.kinds else held.kind,
        document=None if dated or reading.authorities or reading.kinds else held.document,
    )
    more = turn.kind == "more" or "more" in turn.cues
    if more and before.shown and not (reading.dated or reading.authorities or reading.kinds):
        filters = replace(filters, document=before.shown)
    carried = Filters(
        authorities=() if reading.authorities else held.authorities,
        years=() if dated else held.years,
        recency=None if dated else held.recency,
        voice=None if reading.voice else held.voice,
    )
    return filters, carried


def _aspect(turn: TurnReading, reading: MessageReading) -> str | None:
    """Name the aspect of the topic before that a message asks for; None where it asks for something of its own."""
    if turn.matter or turn.groups or turn.kind not in _ASPECTS:
        return None
    if turn.kind == "compare" and not reading.authorities:
        return "change"
    if turn.kind == "improve" and (reading.improvements or "of it" in turn.cues):
        return None
    if turn.kind in _OF_INSPECTIONS and reading.facts:
        return None
    return turn.kind


def _on_aspect(
    aspect: str | None, opening: FollowUpCue, reading: MessageReading, former: MessageReading, question: str
) -> str:
    """Ask for an aspect of the question before."""
    topic = _in_words(former) or question
    if aspect == "count":
        return f"how many {topic}"
    if aspect in _OF_INSPECTIONS:
        return _OF_INSPECTIONS[aspect]
    if aspect == "why":
        if former.grades or former.area:
            return f"why {opening.rest if reading.grades else 'that grade'} for {spoken(former.area)}".replace("?", "")
        return f"{topic}: why"
    if aspect == "change":
        return f"{topic}: {opening.rest if reading.dated else 'is that better than before?'}"
    if aspect in _LEANINGS:
        return f"{topic} {_LEANINGS[aspect]}"
    if aspect in _OF_THEIR_OWN:
        return _OF_THEIR_OWN[aspect]
    if reading.since or reading.until or reading.over_time or reading.kinds:
        # Bounds, kinds and "over time" are no filters of a thread: they are said again.
        return f"{topic} {opening.rest}"
    return topic


_OF_IT = ("detail", "why", "source", "narrow", "change", "now", "before", "document")
_LIKELY = 0.5
_LEANINGS = {"good": "strengths", "bad": "concerns"}


def _with_context(
    opening: FollowUpCue,
    turn: TurnReading,
    reading: MessageReading,
    before: ThreadContext,
    read: Callable[[str], MessageReading],
) -> str:
    """Put before a message what its pronouns stand for: the topic before, or the people whom that was about."""
    rest = " ".join(turn.rest.split())
    if before.question is None:
        return rest
    former = read(before.question)
    if turn.kind == "correct" and turn.groups and (meant := _of_others(turn, former, read)):
        return meant
    points = "more" in turn.cues or ("points back" if turn.kind != "topic" else "of it") in turn.cues
    if reading.grades and reading.area is None and (former.area or former.topic):
        return f"{rest} for {spoken(former.area)}".replace("?", "")
    if (
        reading.grades
        or reading.chat
        or former.grades
        or former.listing
        or former.improvements
        or reading.facts
        or ((reading.improvements or reading.area_alone) and "of it" not in turn.cues)
        or (turn.groups and not points)
    ):
        return rest
    of_it = sum(turn.odds.get(kind, 0) for kind in _OF_IT) > _LIKELY
    if former.topic and (points or (of_it and not (opening.tied or turn.groups or reading.authorities))):
        return f"{_statement(former.rest)} {rest}"
    groups = groups_in(former.rest)
    if groups and ("theirs" in turn.cues or (len(rest.split()) <= SHORT and not reading.authorities)):
        return f"{', '.join(groups)}. {rest}"
    return rest


def _of_others(turn: TurnReading, former: MessageReading, read: Callable[[str], MessageReading]) -> str:
    """Ask the question before of the people who were meant; "" where a message puts right more than that."""
    rest, topic, meant = turn.rest, _in_words(former), ", ".join(turn.groups)
    for group in turn.groups:
        rest = rest.replace(group, " ")
    if read(rest).topic or not former.topic:
        return ""
    were = groups_in(topic)
    return topic.replace(were[0], meant) if were else f"{topic} {meant}"


def _in_words(former: MessageReading) -> str:
    """Ask again what was asked, without its council and its period."""
    kinds = " ".join(kind.value for kind in former.kinds)
    words = f"{former.rest} {kinds}".split()
    while words and words[0].strip(",.:;-–—").lower() in _JOINING:
        words.pop(0)
    while words and words[-1].strip(",.:;-–—?").lower() in _JOINING:
        words.pop()
    return " ".join(words)


# Words that join a council to what is asked of it: what they leave at an end says nothing.
_JOINING = frozenset(("", *"and or on in for at of to with from by about versus vs v please pls".split()))


def _statement(text: str) -> str:
    """Write a question as a sentence that tells, so that it is background to the one that asks."""
    return text.strip(" ?.!,;:") + "."
