"""Follow-ups: what a message in a thread takes over from the question before it; nothing is searched here.

Council, period, voice and topic carry over unless the message replaces them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from bot.answers.message_reading import ALL_COUNCILS, MessageReading
from bot.answers.pointed_councils import councils_meant, one_named
from bot.labels import described
from bot.models import Filters
from index.models import Recency
from index.query import Ask, GradeTest, TurnCues, When, groups_in, read_point, read_pointer, read_turn
from index.storage import Library

LONGEST_CUE = 60  # characters of a message that only asks for more
_MORE = re.compile(
    r"\W*(?:(?:please|can you|could you|now|and|ok(?:ay)?)\s+){0,4}(?:show|give|see|list|get|any|anything|"
    r"find)?\s*(?:me|us)?\s*"
    r"(?:some|the|a few|any)?\s*(?:more|next|rest|further|others?|other ones|what else|else)"
    r"(?:\s+(?:passages?|results?|of them|of those|of these|please|one|ones|page|evidence|paragraphs?|quotes?))*\W*",
    re.I,
)
_CUE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|so|thanks|thank you|cheers|great|right|fine|sorry|no)[,.! ]+){0,3}"
    r"(?P<cue>(?:and|but|or|also|plus|then)\b(?:\s+(?:what|how)\s+about)?|(?:and\s+)?(?:what|how)\s+about\b|same\b(?:\s+(?:question|q|again|thing))?"
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
    rest = read_turn(pointed[1]).rest
    about = _statement(_ASIDE.sub("", passage.text))
    question = f"{about} {rest}" if read(rest).topic else about
    number = pointed[0] % len(before.points) + 1
    filters = Filters(authorities=before.filters.authorities, document=document.path)
    return MergedQuestion(question, filters, _TAKEN.format(f"point {number} of the list"), about)


_ASIDE = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]\W{0,3}$")  # "(outcome 2, national framework)"


def is_follow_up(
    opening: FollowUpCue, reading: MessageReading, turn: TurnCues, before: ThreadContext, *, in_thread: bool
) -> bool:
    """Tell whether a message leans on the one before.

    In a thread one that names no council or no topic does; at the top of a direct message only one whose words tie it
    to what came before, or that answers a question back.
    """
    leans = bool(turn.cues - _ASIDE_CUES)
    if reading.person and not reading.authorities:
        return False  # what a named inspector has led is asked of every council
    if reading.chat and not (turn.cues & _ASPECTS):
        return False
    if reading.listing and ALL_COUNCILS.search(opening.rest) and not (opening.tied or "points back" in turn):
        return False  # "which councils are inadequate at their latest inspection" is asked of all
    if not in_thread:
        return opening.tied or (leans and not reading.authorities) or (before.asked and not reading.topic)
    return opening.tied or not reading.topic or not reading.authorities or leans


# Cues that a question in full may have, too.
_ASPECTS = frozenset(
    {"why", "better", "now", "last time", "concerns", "strengths", "when", "by whom", "count", "citation"}
)
# What is asked of the inspection that was shown, and not of its matter.
_OF_INSPECTIONS = {"when": "when was the inspection", "by whom": "who was the lead inspector"}
_ASIDE_CUES = frozenset({"theirs", "now", "more", "asks"})


def merge(
    opening: FollowUpCue,
    reading: MessageReading,
    turn: TurnCues,
    before: ThreadContext,
    *,
    read: Callable[[str], MessageReading],
) -> MergedQuestion | None:
    """Join a follow-up with what its thread is about; None where it leans on a topic that is not known any more.

    ``read`` reads a question alone.
    """
    if before.question is not None and not reading.authorities:
        former_listing = read(before.question).listing
        if former_listing is not None and (whole := _of_councils(former_listing, opening.rest, reading)):
            return MergedQuestion(*_since(before, reading, whole), carried=_TAKEN.format("the councils"), about=whole)
    filters, carried = _filters(reading, turn, before)
    parts = [described(carried)] if described(carried) else []
    aspect = _aspect(turn, reading)
    question, about = opening.rest, ""
    if aspect is None and reading.topic:
        question = _with_context(opening, turn, reading, before, read)
        if question != " ".join(turn.rest.split()):
            # What a pronoun stands for stays what the thread is about.
            about = before.question or ""
            parts.append("the topic")
        else:
            about = question
    elif before.question is None:
        return None
    else:
        former = read(before.question)
        about = before.question
        question = (
            before.question
            if aspect in {"count", "citation"}
            else _on_aspect(aspect, opening, reading, former, before.question)
        )
        if aspect is None and not reading.kinds:
            about = question
        parts.append("the topic")
    since, until = before.since, before.until
    if not reading.dated and (since or until) and not _of_another_council(reading, before):
        bounds = _bounds(before)
        parts.append(bounds)
        question = f"{question} {bounds}" if bounds not in question else question
    told = _TAKEN.format(", ".join(parts)) if parts else ""
    return MergedQuestion(question, filters, told, about)


_TAKEN = "Taken over from the question before: {}."
_SETS = {
    "London": "London boroughs",
    "county": "county councils",
    "unitary": "unitary authorities",
    "metropolitan": "metropolitan districts",
    "neighbours": "statistical neighbours",
}


_MOVED = {"better": "better", "improved": "better", "worse": "worse", "declined": "worse", "same": "same"}


def _of_councils(former: Ask, text: str, reading: MessageReading) -> str | None:
    """Ask what a listing asked with what a message puts in its place: another grade, area, set of councils or matter.

    None where the message is no part of such a question.
    """
    new = reading.listing.listing if reading.listing is not None else None
    old = former.listing
    if old is None or old.visits or len(old.tests) > 1 or (new is not None and (new.about or new.visits or new.end)):
        return None
    if new is not None and any(test.grades or test.moved for test in new.tests):
        return None  # a question in full
    if len(text.split()) > _SHORT + 1 or (reading.grades and not (reading.grade or reading.area)):
        return None
    sets = new.sets if new is not None and new.sets else old.sets
    named = [_SETS.get(name, f"councils in {name if name.startswith('the ') else f'the {name}'}") for name in sets]
    who = f"which {named[0] if named else 'councils'}" + "".join(f" among {name}" for name in named[1:])
    matter = text.strip(" ?.!") if reading.topic and not (new and new.sets) else old.about
    if not old.about:
        test = old.tests[0] if old.tests else GradeTest()
        moved = _MOVED.get(matter.lower().removeprefix("got ").removeprefix("the ")) if test.moved else None
        if matter and not (reading.grade or reading.area or moved):
            return None
        test = replace(test, moved=moved or test.moved)
        area = reading.area or test.area
        of = f" for {_spoken(area)}" if area != "overall" else ""
        grade = reading.grade or " or ".join(test.grades)
        if test.moved and not reading.grade:
            return f"{who} {'got' if test.moved != 'same' else 'stayed the'} {test.moved}{of}?"
        never = {When.EVER: "never" if test.denied else "ever"}.get(test.when, "not" if test.denied else "")
        how = never if not reading.grade else ""
        said = f"have {how} been {grade}" if how in {"ever", "never"} else f"are {how} {grade}"
        return " ".join(f"{who} {said if grade else 'have which grade'}{of}?".split())
    asked = {"told": "were told to improve {}", "well": "do {} well", "badly": "do {} badly"}.get(old.said)
    return f"{who} {(asked or 'mention {}').format(matter)}?" if matter else None


def _since(before: ThreadContext, reading: MessageReading, whole: str) -> tuple[str, Filters]:
    """Keep the period of a listing, unless the message has one of its own."""
    if reading.since or reading.until:
        return f"{whole} {_bounds(ThreadContext(Filters(), reading.since, reading.until))}", Filters()
    if reading.dated:
        return whole, Filters(years=reading.years, recency=reading.recency)
    bounds = _bounds(before) if before.since or before.until else ""
    return f"{whole} {bounds}".strip(), Filters(years=before.filters.years)


def _of_another_council(reading: MessageReading, before: ThreadContext) -> bool:
    """Say whether another council is asked about than before: the period of the one is not the other's."""
    return not set(reading.authorities) <= set(before.filters.authorities)


def _filters(reading: MessageReading, turn: TurnCues, before: ThreadContext) -> tuple[Filters, Filters]:
    """Lay a message's own filters over those of its thread; give them, and those that were taken over."""
    held = before.filters
    elsewhere = _of_another_council(reading, before)
    authorities = reading.authorities or held.authorities
    beside = reading.compares or "beside" in turn
    if beside and len(reading.authorities) == 1 and "meant" not in turn and not turn.groups:
        authorities = tuple(dict.fromkeys((*held.authorities, *reading.authorities)))
    if "drop" in turn:
        authorities = tuple(name for name in held.authorities if name not in reading.authorities) or authorities
    dated = reading.dated or elsewhere or "now" in turn or "better" in turn or "last time" in turn
    recency = reading.recency if reading.dated else None if dated else held.recency
    if "last time" in turn:
        recency = Recency.PREVIOUS
    elif "now" in turn and not reading.dated:
        recency = Recency.LATEST
    filters = Filters(
        authorities=authorities,
        years=reading.years if reading.dated else () if dated else held.years,
        recency=recency,
        voice=reading.voice or held.voice,
        kind=None if dated or reading.kinds else held.kind,
        document=None if dated or reading.authorities or reading.kinds else held.document,
    )
    if "more" in turn and before.shown and not (reading.dated or reading.authorities or reading.kinds):
        filters = replace(filters, document=before.shown)
    carried = Filters(
        authorities=() if reading.authorities else held.authorities,
        years=() if dated else held.years,
        recency=None if dated else held.recency,
        voice=None if reading.voice else held.voice,
    )
    return filters, carried


def _aspect(turn: TurnCues, reading: MessageReading) -> str | None:
    """Name the aspect of the topic before that a message asks for; None where it asks for something of its own."""
    words = turn.rest.split()
    if "why" in turn:
        return "why"
    if turn.groups:
        return None
    if "beside" in turn and reading.authorities and len(words) <= _SHORT + 2:
        return "beside"
    if "better" in turn and (not reading.authorities or len(words) <= _SHORT) and not reading.grades:
        return "better"
    if len(words) <= _SHORT:
        return next(
            (cue for cue in ("concerns", "strengths", "count", "citation", *_OF_INSPECTIONS) if cue in turn), None
        )
    return None


def _on_aspect(
    aspect: str | None, opening: FollowUpCue, reading: MessageReading, former: MessageReading, question: str
) -> str:
    """Ask for an aspect of the question before."""
    topic = _in_words(former) or question
    if aspect in _OF_INSPECTIONS:
        return _OF_INSPECTIONS[aspect]
    if aspect == "why":
        if former.grades or former.area:
            return f"why {opening.rest if reading.grades else 'that grade'} for {_spoken(former.area)}".replace("?", "")
        return f"{topic}: why"
    if aspect == "better":
        return f"{topic}: {opening.rest}"
    if aspect in {"concerns", "strengths"}:
        return f"{topic} {aspect}"
    if reading.since or reading.until or reading.over_time or reading.kinds:
        # Bounds, kinds and "over time" are no filters of a thread: they are said again.
        return f"{topic} {opening.rest}"
    return topic


def _with_context(
    opening: FollowUpCue,
    turn: TurnCues,
    reading: MessageReading,
    before: ThreadContext,
    read: Callable[[str], MessageReading],
) -> str:
    """Put before a message what its pronouns stand for: the topic before, or the people whom that was about."""
    rest = " ".join(turn.rest.split())
    if before.question is None:
        return rest
    former = read(before.question)
    if reading.grades and reading.area is None and (former.area or former.topic):
        return f"{rest} for {_spoken(former.area)}".replace("?", "")
    if (
        reading.grades
        or reading.chat
        or former.grades
        or former.improvements
        or reading.facts
        or ((reading.improvements or reading.area_alone) and "of it" not in turn)
        or (turn.groups and "points back" not in turn)
    ):
        return rest
    if former.topic and (
        "points back" in turn
        or "more" in turn
        or ("asks" in turn and not (opening.tied or turn.groups or reading.authorities))
    ):
        return f"{_statement(former.rest)} {rest}"
    groups = groups_in(former.rest)
    if groups and ("theirs" in turn or (len(rest.split()) <= _SHORT and not reading.authorities)):
        return f"{', '.join(groups)}. {rest}"
    return rest


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


def _spoken(area: str | None) -> str:
    """Say a judged area in the words of a question."""
    return " and ".join(_AREAS.get(name, name) for name in (area or "overall").split("+"))


_AREAS = {
    "protection": "help and protection",
    "care": "children in care",
    "leaders": "leadership",
    "board": "safeguarding board",
}


def _statement(text: str) -> str:
    """Write a question as a sentence that tells, so that it is background to the one that asks."""
    return text.strip(" ?.!,;:") + "."


_SHORT = 5  # words of a message that is no sentence of its own


def _bounds(before: ThreadContext) -> str:
    if before.since and before.until:
        return f"from {before.since} to {before.until}"
    return f"since {before.since}" if before.since else f"up to {before.until}"
