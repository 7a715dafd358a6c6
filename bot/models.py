"""What is said back: an answer of one of twelve kinds, ready to be shown by a terminal or by Slack.

Every text in an answer that is shown as evidence is a stored passage, word for word. Nothing here knows Slack, the
terminal or the database.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from index.models import Citation, Recency, Voice

PASSAGES_SHOWN = 3  # of an answer, where no other number is asked for
NO_OVERALL = "no overall grade is printed"  # how it is said of a report that does not grade the whole


class AnswerKind(StrEnum):
    """The kinds of answer."""

    PASSAGES = "passages"
    AREA = "area"  # a judged area of a council: its grade and the paragraph that opens its section first
    OVERVIEW = "overview"  # a council as a whole: every grade, the report's own summary, what must improve
    JUDGEMENTS = "judgements"
    IMPROVEMENTS = "improvements"
    COMPARISON = "comparison"
    TIMELINE = "timeline"
    LISTING = "listing"  # one line a council over the library, counted
    FACTS = "facts"  # what the catalogue knows: dates, inspectors, holdings
    CLARIFY = "clarify"
    NO_ANSWER = "no_answer"
    HELP = "help"


class State(StrEnum):
    """How an answer stands to what was asked."""

    ANSWER = "answer"  # what is shown answers
    RELATED = "related"  # it speaks of the matter but does not give what was asked for (see ``Answer.missing``)
    NONE = "none"  # nothing that is sure
    ASK = "ask"  # a question back, or help


_STATES = {AnswerKind.CLARIFY: State.ASK, AnswerKind.HELP: State.ASK, AnswerKind.NO_ANSWER: State.NONE}


class MissingSort(StrEnum):
    """The sorts of thing that were asked for and are not given."""

    FIGURE = "figure"
    NAME = "name"
    REASON = "reason"
    DATE = "date"
    COST = "cost"
    GROUP = "group"
    TOPIC = "topic"
    PHRASE = "phrase"


class Reason(StrEnum):
    """Why there is no (strong) answer."""

    AUTHORITY_NOT_HELD = "authority_not_held"
    PERIOD_NOT_HELD = "period_not_held"
    NO_MATCH = "no_match"
    WEAK_MATCH = "weak_match"
    AMBIGUOUS = "ambiguous"
    NOT_A_QUESTION = "not_a_question"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the asker set beside the question; each field replaces what the question itself says."""

    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    recency: Recency | None = None
    voice: Voice | None = None
    kind: str | None = None  # a document kind
    document: str | None = None  # one document, by path


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was read as another: a misspelling, or a homophone of dictation."""

    typed: str
    read_as: str


@dataclass(frozen=True, slots=True)
class Expansion:
    """A term of the question and the sector's other words for it that were searched too."""

    term: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """What was taken from the question, so that the asker can see it and say no."""

    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    recency: Recency | None = None
    voice: Voice | None = None
    phrases: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    expansions: tuple[Expansion, ...] = ()
    read_as: tuple[str, ...] = ()  # the sector's names for services that the question describes
    topic: str = ""  # the part of the question that asks, without authority and period
    councils: str | None = None  # a set of councils that was asked for: a region, a kind of council, neighbours
    period: str = ""  # what bounds the years: "since 2018", "from 2018 to 2021"


Range = tuple[int, int]  # [start, end) of a text


class Marks:
    """What is marked in a passage: worked out when it is first looked at, for most passages found are never shown."""

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], tuple[tuple[Range, ...], Range | None]]) -> None:
        """Take what works out the highlights and the best sentence."""
        self._make: Callable[[], tuple[tuple[Range, ...], Range | None]] | None = make
        self._made: tuple[tuple[Range, ...], Range | None] = ((), None)

    def __call__(self) -> tuple[tuple[Range, ...], Range | None]:
        """Give the highlights and the best sentence."""
        make = self._make
        if make is not None:
            self._made = make()
            self._make = None  # nor is what it was worked out from kept
        return self._made

    def __eq__(self, other: object) -> bool:
        """Compare what is marked."""
        return isinstance(other, Marks) and self() == other()

    def __hash__(self) -> int:
        """Hash what is marked."""
        return hash(self())


def marks(highlights: tuple[Range, ...] = (), best: Range | None = None) -> Marks:
    """Give marks that are known already."""
    return Marks(lambda: (highlights, best))


UNMARKED = marks()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage shown as evidence, and what is marked in it."""

    rank: int
    score: float
    text: str
    citation: Citation
    marks: Marks = UNMARKED
    superseded_by: Citation | None = None
    passage_id: str = ""

    @property
    def highlights(self) -> tuple[Range, ...]:
        """What matched, as ranges of the text."""
        return self.marks()[0]

    @property
    def best(self) -> Range | None:
        """The range of the sentence that answers best, whole; None where the passage is one sentence."""
        return self.marks()[1]


@dataclass(frozen=True, slots=True)
class CitedJudgement:
    """A grade as printed, and where; ``grade`` is None where the report gives none."""

    area: str
    grade: str | None
    citation: Citation


@dataclass(frozen=True, slots=True)
class Group:
    """A side of a comparison, a report of a timeline, a list of improvements: a heading over some of the evidence.

    ``evidence`` and ``judgements`` are indexes into the answer's own lists; ``note`` says what a reader must know of
    this group ("superseded by ...", "this report says nothing on this"); ``points`` that its evidence is the items of
    a printed list.
    """

    label: str
    evidence: tuple[int, ...] = ()
    judgements: tuple[int, ...] = ()
    note: str = ""
    points: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a clarify answer: what it is called and the filters that choosing it sets."""

    label: str
    filters: Filters


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was searched, after filters, and where else the question is answered."""

    documents: int = 0
    passages: int = 0
    newest: date | None = None
    reason: Reason | None = None
    elsewhere: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """What was asked for and is not given, as it was typed."""

    sort: MissingSort
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A way to read the question, as a person would say it; ``chosen`` is the one that is answered."""

    text: str
    chosen: bool
    strength: float = 0.0


@dataclass(frozen=True, slots=True)
class Lead:
    """The answer in one line: a grade as printed, a count, or the best sentence word for word.

    ``quoted`` is set where the text is a quotation: which piece of evidence, and the [start, end) of it there. A text
    that is no quotation holds no words that the asker typed, so that it can be kept.
    """

    text: str
    citation: Citation | None = None
    quoted: tuple[int, int, int] | None = None

    @property
    def whose(self) -> str:
        """The council (or the title) and the year of the document that the text is of; empty where it is of none."""
        cited = self.citation
        if cited is None:
            return ""
        return " ".join(filter(None, (cited.authority or cited.title, str(cited.date.year) if cited.date else "")))


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what the catalogue knows: what it is called, what it is, and the document that it is known from."""

    label: str
    value: str
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """How much there is in all, over every passage looked at and not only what is shown."""

    passages: int = 0
    documents: int = 0
    authorities: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer. ``message`` is one or two plain sentences above the evidence.

    ``more`` is further passages in order of rank, beyond the limit, for "More passages". ``generation`` is that of the
    index that it was made from. ``strength`` is how surely what is found answers (0 to 1): by it
    readings are chosen. ``state`` follows from the kind where it is not given. ``parts`` are the answers to
    several questions of one message, in order.
    """

    question: str = field(default="", kw_only=True)
    kind: AnswerKind
    message: str
    understood: Understood = field(default_factory=Understood)
    evidence: tuple[Evidence, ...] = ()
    judgements: tuple[CitedJudgement, ...] = ()
    options: tuple[Option, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    groups: tuple[Group, ...] = ()
    more: tuple[Evidence, ...] = ()
    generation: int = 0
    strength: float = 1.0
    state: State = State.ANSWER
    lead: Lead | None = None
    missing: tuple[Missing, ...] = ()
    readings: tuple[Reading, ...] = ()
    total: Total | None = None
    facts: tuple[Fact, ...] = ()
    parts: tuple["Answer", ...] = ()

    def __post_init__(self) -> None:
        """Give answers of the kinds that ask back or refuse the state that goes with them."""
        if self.state is State.ANSWER and self.kind in _STATES:
            object.__setattr__(self, "state", _STATES[self.kind])
