"""Readings: a question is answered in the ways that it may be meant, and the documents decide between them.

In come questions with a prior each and what answers one; out goes the answer whose prior times strength is highest,
with the readings that were tried. A refusal is given only where no reading finds anything.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from bot.answers.phrases import listed, no_such_kind
from bot.models import Answer, AnswerKind, Reading, State
from index.models import Kind, Voice
from index.query import WITHOUT, Frame, Question

CLOSE = 0.7  # of the winner's worth: from here on another reading is offered, too
_RELATED = 0.75  # of what an answer is worth, that does not give what was asked for
_ASKED_BACK = 0.3  # what a question back is worth: an answer of another reading may be worth more
AS_REPORTED = "This is as the council reports it, not in inspectors' own words."


@dataclass(frozen=True, slots=True)
class QuestionReading:
    """A question as it may be meant, how likely that is (0 to 1), and what is read otherwise ("" for nothing)."""

    question: Question
    prior: float
    changed: str = ""


# Gives the readings of a question, the likeliest first; what says that a prior cannot win ends them, so that none is
# understood in vain.
Readings: TypeAlias = Callable[[Callable[[float], bool]], Iterable[QuestionReading]]


@dataclass(frozen=True, slots=True)
class Tried:
    """A reading with its answer; ``worth`` is its prior times how surely what was found answers."""

    reading: QuestionReading
    answer: Answer

    @property
    def strength(self) -> float:
        """How surely the answer answers: 0 for a refusal."""
        if self.answer.state is State.ASK:
            ask = self.reading.question.ask
            return 1.0 if ask is not None and ask.listing is not None else _ASKED_BACK  # what no list can tell is said
        if self.answer.state is State.RELATED:
            return _RELATED * self.answer.strength
        return 0.0 if self.answer.state is State.NONE else self.answer.strength

    @property
    def worth(self) -> float:
        """Prior times strength."""
        return self.reading.prior * self.strength


def try_readings(readings: Readings, answer: Callable[[Question], Answer]) -> list[Tried]:
    """Answer the readings that can still win, the likeliest first; the winner comes first in what is returned."""
    tried: list[Tried] = []

    def is_enough(prior: float) -> bool:
        """Say whether no reading of this prior can win any more."""
        return prior <= max((one.worth for one in tried), default=0.0)

    for reading in readings(is_enough):
        if is_enough(reading.prior):
            break
        tried.append(Tried(reading, answer(reading.question)))
    return sorted(tried, key=lambda one: -one.worth)


def chosen_answer(tried: Sequence[Tried], whose: Callable[[str], Voice]) -> Answer:
    """Give the answer of the winning reading, with what must be said of how the question was read.

    ``whose`` gives the voice of a document by its path.
    """
    first = tried[0]
    answer = first.answer
    notes = []
    if first.reading.changed == "kind" and len(tried) > 1 and not max(o.strength for o in tried[1:]):
        notes.append(_not_held(tried[1].reading.question.frame))
        if first.reading.question.frame.introduced or first.reading.prior <= WITHOUT:
            answer = replace(answer, state=State.RELATED)
    if first.reading.changed == "recency":
        notes.append("Nothing from before the latest inspection answers this.")
        answer = replace(answer, state=State.RELATED)
    if first.reading.changed == "year":
        told = ": these speak of that year" if answer.kind is AnswerKind.PASSAGES else ""
        notes.append(f"No document from {first.reading.question.frame.told_of} answers this{told}.")
        if first.reading.question.frame.kinds:
            answer = replace(answer, state=State.RELATED)
    if _is_reported(answer, first.reading.question.frame, whose):
        notes.append(AS_REPORTED)
    said = tuple(
        Reading(describe_reading(one.reading), one is first, round(one.worth, 3))
        for one in tried
        if one is first or one.worth >= CLOSE * first.worth > 0
    )
    return replace(
        answer,
        message=" ".join((answer.message, *notes)),
        readings=said if len(said) > 1 or first.reading.changed else (),
    )


def describe_reading(reading: QuestionReading) -> str:
    """Say how a question is read, as a person would."""
    frame = reading.question.frame
    match reading.changed:
        case "kind":
            return "the words for a paper as what is asked about"
        case "voice" if frame.reported:
            return "what the council reports of inspectors"
        case "voice":
            return "anybody's words"
        case "recency":
            return "reports of any time"
        case "year":
            return f"what is said of {frame.told_of}"
        case "period":
            return f"the report of {listed([str(year) for year in frame.years], 'or')}"
    if frame.kinds:
        return f"{listed([kind.value for kind in frame.kinds], 'or')} as the document to look in"
    if frame.since is not None:
        return f"reports since {frame.since}"
    return "as it is asked"


def _not_held(frame: Frame) -> str:
    owner = f" of {listed(frame.authorities)}" if frame.authorities else ""
    answers = "answer" if frame.kinds[-1] is Kind.SLIDES else "answers"
    return f"{no_such_kind(frame.kinds, owner)} that {answers} this."


def _is_reported(answer: Answer, frame: Frame, whose: Callable[[str], Voice]) -> bool:
    """Say whether an answer gives what a council's paper says that inspectors found."""
    own = frame.section in {"requests", "next"}  # no inspector would say it
    if own or (answer.kind not in {AnswerKind.JUDGEMENTS, AnswerKind.IMPROVEMENTS} and not frame.reported):
        return False
    paths = {item.citation.document for item in answer.evidence} | {one.citation.document for one in answer.judgements}
    return bool(paths) and all(whose(path) is Voice.COUNCIL for path in paths)
