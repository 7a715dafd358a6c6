"""Conversation: one message, in the light of those before it, to its answer; Slack and the terminal share it.

In: a message, what the conversation is about, and what the asker set. Out: the answer or one plain sentence, and what
the conversation is about from now on. Nothing is kept here and nothing is delivered.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, partial

from bot.answers.answerer import Answerer
from bot.answers.follow_up import ThreadContext, is_follow_up, read_opening, read_pointed, wants_more
from bot.answers.merged_question import further_test, merge, on_point
from bot.answers.message_reading import MessageReading, names_no_council, read_message
from bot.answers.pointed_councils import spoken_of
from bot.answers.small_talk import CLOSED, short_reply, without_comment
from bot.models import PASSAGES_SHOWN, Answer, AnswerKind, Filters, State
from index.models import Kind
from index.query import TurnReading, about_inspector, read_turn

FORGOTTEN = (
    "I do not keep questions, and after a restart I no longer know what this one was about. Please ask it in full."
)
NO_FILES = (
    "A message makes no file. In Slack, the menu of an answer sends all its rows as CSV; in a terminal, findings ask "
    "does so with --csv, and findings pack writes the passages of your questions to a Word document."
)
MORE_AT_A_TIME = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """A message answered: the answer (None where only a ``sentence`` is said), the question that was searched, what was
    taken over in words, and what the conversation is about now."""

    answer: Answer | None
    question: str
    about: ThreadContext
    carried: str = ""
    sentence: str = ""
    named: tuple[str, ...] = ()  # councils that were asked for, held or not


def take_turn(
    answerer: Answerer,
    text: str,
    before: ThreadContext | None,
    *,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    in_thread: bool = True,
    default: str | None = None,
    home: str | None = None,
    limit: int = PASSAGES_SHOWN,
) -> Turn:
    """Answer a message; where it names no council, ``default`` is meant, which the asker has chosen, else ``home``."""
    if (said := short_reply(text)) is not None:
        return Turn(None, text, before or ThreadContext(Filters()), sentence=said)
    question, carried, topic, point, short = text, "", "", None, False

    @cache  # what was said before is looked at in several places
    def read(of: str) -> MessageReading:
        return read_message(answerer, of)

    if before is not None:
        said, anew = without_comment(text)
        said = about_inspector(said)
        opening, pointed = read_pointed(read_opening(said), before, partial(_inspected, answerer))
        turn = read_turn(opening.rest, answerer.frame(text))
        reading = read_message(answerer, turn.rest, councils=before.filters.authorities)
        if pointed and not reading.authorities:
            reading = replace(reading, authorities=pointed, chat=False)
        if spoken := _spoken(turn, reading, text):
            return Turn(None, text, before, sentence=spoken)
        point = on_point(said, before, answerer.library, read) or further_test(said, before, read)
        if anew and reading.topic:
            before = replace(before, question=None)
        if point is not None or is_follow_up(opening, reading, turn, before, in_thread=in_thread):
            merged = point or merge(opening, reading, turn, before, read=read)
            if merged is None:
                return Turn(None, text, before, sentence=FORGOTTEN)
            short = turn.kind == "shorten" and not turn.matter
            question, filters, carried, topic = merged.question, merged.filters, merged.carried, merged.about
    if (meant := default or home) and not filters.authorities and names_no_council(answerer, question):
        filters = replace(filters, authorities=(meant,))
        if default:
            carried = f"{carried} {default} is your default council (change it on my Home tab).".strip()
    reading = read(question)
    answer = answerer.answer(question, filters=filters, limit=1 if short else limit)
    named = answer.understood.authorities or filters.authorities or reading.authorities
    if before is not None and answer.kind is AnswerKind.HELP and not answer.understood.authorities:
        about = before  # thanks, and the like, change no topic
    else:
        about = _about(answer, filters, reading, topic or question, before)
        if point is not None and before is not None:
            about = replace(about, points=before.points)
    return Turn(answer, question, about, carried, named=named)


def _spoken(turn: TurnReading, reading: MessageReading, text: str) -> str:
    """Give the sentence that answers thanks, a remark, or the wish for a file; "" where documents are asked."""
    if reading.authorities or reading.dated or turn.odds.get(turn.kind, 0) < _SURELY_SPOKEN:
        return ""
    return {"thanks": "" if "?" in text else CLOSED, "export": NO_FILES}.get(turn.kind, "")


_SURELY_SPOKEN = 0.7


def _inspected(answerer: Answerer, council: str) -> date | None:
    """Give the day of a council's newest full inspection; None where none is held."""
    held = (d.date for d in answerer.library.documents if d.authority == council and d.kind is Kind.INSPECTION)
    return max((day for day in held if day), default=None)


# Answers of which the first document is the one spoken of, whatever others stand beside it.
_LISTS = frozenset({AnswerKind.IMPROVEMENTS, AnswerKind.JUDGEMENTS, AnswerKind.AREA, AnswerKind.OVERVIEW})


def _about(
    answer: Answer, filters: Filters, reading: MessageReading, question: str, before: ThreadContext | None
) -> ThreadContext:
    """Say what a conversation is about after an answer."""
    understood = answer.understood
    dated = bool(filters.years or filters.recency)
    named = understood.authorities or filters.authorities
    cited = (*(item.citation for item in answer.evidence), *(grade.citation for grade in answer.judgements))
    cited += tuple(fact.citation for fact in answer.facts if fact.citation)
    shown = tuple(dict.fromkeys(citation.authority for citation in cited if citation.authority))
    led = answer.lead.citation.authority if answer.lead and answer.lead.citation else None
    # "which of those is the newest": that one is spoken of from now on.
    now = (led,) if answer.kind is AnswerKind.FACTS and led and not named else named
    kept = Filters(
        authorities=now,
        years=filters.years or reading.years,
        recency=filters.recency or reading.recency,
        voice=understood.voice or filters.voice,
        kind=filters.kind,
        document=filters.document,
    )
    documents = list(dict.fromkeys(citation.document for citation in cited))
    whole = len(documents) == 1 or (answer.kind in _LISTS and len(named) == 1)
    since, until = (None, None) if dated else (reading.since, reading.until)
    earlier = before.filters.authorities if before else ()
    return ThreadContext(
        kept,
        since,
        until,
        question=question,
        asked=answer.kind is AnswerKind.CLARIFY,
        among=tuple(name for one in answer.options for name in one.filters.authorities)
        if answer.kind is AnswerKind.CLARIFY
        else spoken_of(earlier, before.among if before else (), named, shown if not named else ()),
        shown=documents[0] if documents and whole else None,
        points=tuple(item.passage_id for item in answer.evidence if item.citation.document == documents[0])
        if answer.kind is AnswerKind.IMPROVEMENTS and len(named) == 1
        else (),
    )


@dataclass(slots=True)
class Conversation:
    """A conversation in one place, such as a terminal: each message leans on those before it."""

    answerer: Answerer
    limit: int = PASSAGES_SHOWN
    about: ThreadContext | None = None
    last: Answer | None = None
    shown: int = 0
    carried: str = field(default="", init=False)

    def say(self, text: str) -> Answer:
        """Answer the next message."""
        if wants_more(text) and self.last is not None and (further := self._further(self.last)):
            return further
        turn = take_turn(self.answerer, text, self.about, limit=self.limit)
        self.about, self.carried = turn.about, turn.carried
        if turn.answer is None:
            return Answer(AnswerKind.HELP, turn.sentence, question=text, state=State.ASK)
        if turn.answer.kind is not AnswerKind.HELP:
            self.last, self.shown = turn.answer, 0
        return replace(turn.answer, question=text)

    def say_all(self, texts: Sequence[str]) -> list[Answer]:
        """Answer messages in order."""
        return [self.say(text) for text in texts]

    def _further(self, answer: Answer) -> Answer | None:
        part = answer.more[self.shown : self.shown + MORE_AT_A_TIME]
        if not part:
            return None
        self.shown += len(part)
        left = answer.more[self.shown :]
        message = f"{len(part)} more, in order; {len(left)} further." if left else f"{len(part)} more; the last."
        return replace(
            answer, kind=AnswerKind.PASSAGES, message=message, evidence=part, more=left, groups=(), judgements=()
        )
