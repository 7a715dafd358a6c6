"""Understand a message alone, before the conversation that it stands in is looked at."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.models import Filters
from index.models import Kind, Recency, Voice
from index.query import Ask, AskKind, Intent, Question, asks_over_time, grade_in, is_area_alone, part_in
from index.query.cues import ALL_COUNCILS

if TYPE_CHECKING:
    from bot.answers.answerer import Answerer

# Words that are left of a message once council, period and voice are taken out, and ask nothing by themselves.
_EMPTY = frozenset(
    """
    a about after again against all also and any are as at before both but by can compare compared comparison
    council council's councils did do does else ever for from give have how i in inspection inspections inspector
    inspectors instead is it its just last latest let me most newest not now of ofsted ofsted's ok okay older on one
    ones only or own please plus previous query question rather recent report reports s said same say see show since
    so than thanks that the their them then there these they thing this those time to too try us v versus vs was we
    were what with word words year years meant mean actually oops whoops sorry wait wrong make list lists
    drop without minus except excluding remove lose forget skip leave out add include ditto repeat try wot bout
    quote quotes quotation quotations quotable use verbatim word-for-word cite
    expand explain elaborate about bit detail details further start starting begin go
    """.split()
)


@dataclass(frozen=True, slots=True)
class MessageReading:
    """What is understood of one message alone. ``rest`` is what is left of it without council, period and voice;
    ``asks`` that it asks something though nothing is left ("what grades?"); ``over_time``, ``compares``
    ``grades`` and ``improvements`` that it asks so; ``area`` is the judged area and ``grade`` the grade that it is
    about, ``area_alone`` that it is about nothing more; ``listing`` is what it asks of many councils; ``facts`` that it
    asks what the catalogue knows, ``person`` what somebody has led; ``chat``: it asks nothing."""

    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: int | None = None
    until: int | None = None
    recency: Recency | None = None
    voice: Voice | None = None
    rest: str = ""
    asks: bool = False
    over_time: bool = False
    compares: bool = False
    kinds: tuple[Kind, ...] = ()
    grades: bool = False
    improvements: bool = False
    grade: str | None = None
    listing: Ask | None = None
    area: str | None = None
    area_alone: bool = False
    facts: bool = False
    person: bool = False
    chat: bool = False

    @property
    def dated(self) -> bool:
        """Whether it names a period."""
        return bool(self.years or self.since or self.until or self.recency)

    @property
    def topic(self) -> bool:
        """Whether it says by itself what it is about."""
        words = re.findall(r"[A-Za-z][\w'’-]*", self.rest)
        return self.asks or any(w.lower().replace("’", "'") not in _EMPTY for w in words)


def read_message(answerer: "Answerer", text: str, *, councils: tuple[str, ...] = ()) -> MessageReading:
    """Read a text alone; the home council counts only where it is named.

    What is asked of the catalogue is read as of the ``councils`` that are spoken of, where it names none.
    """
    question = answerer.understand(text)
    frame = question.frame
    of_them = question
    if councils and not (frame.authorities or frame.unheld):
        of_them = answerer.understand(text, filters=Filters(authorities=councils))
    named = not names_no_council(answerer, text)
    asks = frame.intent in (Intent.JUDGEMENTS, Intent.IMPROVEMENTS)
    over_time = frame.intent is Intent.TIMELINE or asks_over_time(text)
    return MessageReading(
        authorities=(*frame.authorities, *frame.unheld) if named else (),
        years=frame.years,
        since=frame.since,
        until=frame.until,
        # Grades that changed are read over every report, though none is asked for.
        recency=None if frame.recency is Recency.ALL and not over_time else frame.recency,
        voice=frame.voice,
        kinds=frame.kinds,
        rest=" ".join(frame.rest.split()),
        asks=asks or bool(question.topic.phrases or question.topic.read_as),
        grades=frame.intent is Intent.JUDGEMENTS,
        improvements=frame.intent is Intent.IMPROVEMENTS,
        grade=grade_in(frame.rest),
        listing=question.ask if question.ask and question.ask.kind is AskKind.LISTING else None,
        area=area_of(question),
        area_alone=is_area_alone(frame.rest),
        facts=of_them.ask is not None and of_them.ask.kind is AskKind.FACTS,
        person=question.ask is not None and question.ask.subject == "led",
        over_time=over_time,
        compares=frame.intent is Intent.COMPARISON,
        chat=frame.intent is Intent.HELP,
    )


def area_of(question: Question) -> str | None:
    """Name the judged area that a question is about, by its words for grades or for the area itself."""
    asked = question.ask.area if question.ask else None
    return question.frame.area or asked or part_in(question.frame.rest)


def names_no_council(answerer: "Answerer", text: str) -> bool:
    """Tell whether a question speaks of no council, and not of all of them either."""
    return not ALL_COUNCILS.has(text) and not answerer.gazetteer.find(text).all
