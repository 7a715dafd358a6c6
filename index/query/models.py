"""A question as understood: the frame (who, when, whose words, what kind of answer) and the topic (concepts)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from index.models import Kind, Recency, Voice
from index.query.glosses import GlossFeatures
from index.text import AnswerType, Polarity

SURE = 0.35  # the confidence from which on a described service is told to the asker


class Intent(StrEnum):
    """The kind of answer that a question asks for."""

    PASSAGES = "passages"
    JUDGEMENTS = "judgements"
    IMPROVEMENTS = "improvements"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything of a question but its topic.

    ``authorities`` are names as the library holds them; ``unheld`` are authorities recognised but not held;
    ``ambiguous`` are the choices where it cannot be told which is meant. ``years`` are years asked for; ``since`` and
    ``until`` bound a range (inclusive); ``months`` are named with their year ("march 2017"). ``rest`` is the question
    with the words that made the frame taken out: what the topic is read from.
    """

    text: str
    rest: str
    nameless: str = ""  # the question without the names of councils and without asides
    intent: Intent = Intent.PASSAGES
    authorities: tuple[str, ...] = ()
    unheld: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    areas: tuple[tuple[str, tuple[str, ...]], ...] = ()  # wider areas that are named, with their councils
    excluded: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()  # regions and kinds of councils that are named, none of which is a council held
    everywhere: bool = False  # all councils are asked after: "which councils ..."
    years: tuple[int, ...] = ()
    since: int | None = None
    since_day: date | None = None  # the day at which it begins, where months up to today are counted
    until: int | None = None
    recency: Recency | None = None
    months: tuple[str, ...] = ()
    excluded_years: tuple[int, ...] = ()
    voice: Voice | None = None
    both_voices: bool = False
    kinds: tuple[Kind, ...] = ()
    excluded_kinds: tuple[Kind, ...] = ()
    ours: bool = False  # the asker's own council is spoken of: "us", "our"
    reported: bool = False  # what a council's paper reports of inspectors may answer, labelled so
    document: str | None = None
    section: str | None = None  # the part of a document that is named as the place to look in
    introduced: str | None = None  # a name, as typed, of which it is asked what or who it is
    told_of: int | None = None  # a year of which passages must speak, whenever their document was written
    beyond: str | None = None  # what no inspection document can answer: a cue of cues/beyond.txt or a sort of message
    at_risk: bool = False  # somebody may be at risk: whom to call is said before the answer
    area: str | None = None  # judgement area asked for, in the words of the question
    narrowed: bool = False  # a list is asked for, but only of something that other words name
    about: tuple[str, ...] = ()  # words that a printed area must have, of which a grade is asked
    corrections: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FrameReading:
    """One way in which a question may be meant, and how likely it is by its words alone (0 to 1).

    ``changed`` names what is read otherwise than words say first: "kind", "voice", "period", "year", "recency", or "".
    """

    frame: Frame
    prior: float
    changed: str = ""


class Alternative(NamedTuple):
    """One way to say a concept: stems that must stand together in this order, and how much a match weighs (0-1).

    ``source`` is the number of the class of the lexicon that brought it in, -1 for none.
    """

    terms: tuple[str, ...]
    weight: float
    origin: str  # "typed", "initials", "synonym", "related", "gloss", "learned", "part"
    source: int = -1


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that the question is about, and every way to say it.

    ``typed`` is how the asker said it, or the name of what was described, with what ``confidence`` (0: it was said).
    """

    typed: str
    alternatives: tuple[Alternative, ...]
    weight: float = 1.0
    confidence: float = 0.0
    name: bool = False  # it is the name of something: what says it in so many words leads
    described: GlossFeatures | None = None  # what a reading is judged by, where it was described
    either: int = 0  # above 0: it was typed as an alternative ("this or that") to the others of the same number

    @property
    def guessed(self) -> bool:
        """Whether it was neither said nor surely described: it helps to find, and is neither told nor shown."""
        return 0.0 < self.confidence < SURE


@dataclass(frozen=True, slots=True)
class Topic:
    """What a question is about. ``phrases`` are exact; ``read_as`` names services described but not named.

    ``months`` are stems, of a month and its year each, that a passage which answers may give.
    """

    concepts: tuple[Concept, ...] = ()
    phrases: tuple[str, ...] = ()
    wanted: AnswerType = AnswerType.NONE  # the sorts of figure that a passage is the better for
    figure: AnswerType = AnswerType.NONE  # the sort without which nothing is answered
    figure_likely: float = 1.0  # how probable it is that such a sort is asked for
    asking: str = ""  # the part of the question that asks for it
    sought: tuple[str, ...] = ()  # the things, as typed, of which it is asked whether there is one
    months: tuple[tuple[str, ...], ...] = ()
    elsewhere: tuple[tuple[str, ...], ...] = ()  # stems of what councils do outside children's services
    read_as: tuple[str, ...] = ()
    polarity: Polarity = Polarity.NONE  # what was good, weak, better or worse is asked for
    corrections: tuple[tuple[str, str], ...] = ()
    expansions: tuple[tuple[str, tuple[str, ...]], ...] = ()


FIRST_YEAR, LAST_YEAR = 2000, 2039  # of years that are open at one end


class When(StrEnum):
    """At which of its inspections a council must have had a grade."""

    NOW = "now"  # the newest, or the newest of the period that is asked for
    BEFORE = "before"  # the one before
    EARLIER = "earlier"  # any before the newest
    EVER = "ever"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class GradeTest:
    """What the grades of a council must be for it to be listed.

    ``grades`` is empty where any will do. ``area`` is a judged area, "any" or "every" printed one. ``denied``: it must
    not be so. ``moved`` is "better", "worse" or "same" than the inspection before, by ``least`` grades and, where it is
    above 0, ``most``, or than the area ``than`` of the same report ("every": than all others); else ``least`` counts
    areas, or inspections of "ever", one right after the other where they are ``running``. ``below``: it was said to be
    not good, which is read as the grades below it. ``years`` are this test's own. ``besides`` are areas that do not
    count, and the whole then does not count either.
    """

    grades: tuple[str, ...] = ()
    area: str = "overall"
    when: When = When.NOW
    denied: bool = False
    moved: str = ""
    than: str = ""
    least: int = 1
    most: int = 0
    running: bool = False
    below: bool = False
    years: tuple[int, ...] = ()
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VisitTest:
    """Which inspections or visits a council must have had; ``kinds`` is empty where any will do.

    ``denied``: none such. ``last``: its newest is the one that counts. ``published``: by the day of publication.
    ``most``, where it is above 0, bounds how many. ``about``: what inspectors looked at. ``after``: since the newest
    full inspection.
    """

    kinds: tuple[Kind, ...] = ()
    denied: bool = False
    last: bool = False
    published: bool = False
    least: int = 1
    most: int = 0
    about: str = ""
    after: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Which councils a question asks for: all of ``sets`` and none of ``outside`` that pass every test.

    ``said`` is "told", "well", "badly" or "mention", ``about`` what it is said of, or else one of ``else_about``.
    ``end`` is "top", "bottom" or "rank"; ``order`` "best", "worst", "oldest", "newest" or "name". ``dated``: it is
    asked when each was inspected; ``least`` documents of each must say so. ``unread`` are words that no slot took: they
    may have narrowed what is asked, and those of ``doubted`` have, or have turned it round. ``beside`` is a council by
    whose own grade theirs are told ("worse than Derby"). ``denied``: those are asked for of which it is not said.
    """

    sets: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    tests: tuple[GradeTest, ...] = ()
    visits: VisitTest | None = None
    said: str = ""
    about: str = ""
    else_about: tuple[str, ...] = ()
    end: str = ""
    order: str = ""
    unread: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    dated: bool = False
    least: int = 1
    beside: str = ""
    denied: bool = False


class AskKind(StrEnum):
    """What is wanted."""

    AREA = "area"
    OVERVIEW = "overview"
    WHY = "why"
    CHANGES = "changes"
    GRADES = "grades"
    LISTING = "listing"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Ask:
    """What is wanted, and of what.

    ``area`` is a judged area; ``grade`` one that is asked about, as the frameworks word it; ``subject`` which fact,
    or which way things have changed; ``about`` the words to look for; ``listing`` which councils; ``place`` a
    paragraph or page asked for ("paragraph", "38"); ``since`` a first month or year ("2026-01"); ``besides`` words by
    which no such question is told: they may name a matter that passages speak of.
    """

    kind: AskKind
    area: str | None = None
    grade: str | None = None
    subject: str = ""
    about: str = ""
    place: tuple[str, str] | None = None
    since: str | None = None
    listing: Listing | None = None
    besides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question, whole."""

    frame: Frame
    topic: Topic
    ask: Ask | None = None  # a verdict, councils, facts: what names no single thing to look for
