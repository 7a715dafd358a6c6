"""Answer a request over one generation of the library: an answer, a warning of personal data, or one plain sentence.

It runs in a thread of the searchers'; nothing is kept and nothing is sent here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.models import Answer, AnswerKind, Filters
from bot.privacy import personal_data
from bot.slack.library_view import suggestions
from bot.slack.questions.follow_up import ThreadContext, is_follow_up, merge, read_opening
from bot.slack.questions.request import QuestionRequest
from bot.slack.questions.understanding import MessageReading, names_no_council, understand
from bot.slack.searcher_manager import Snapshot

FORGOTTEN = (
    "I do not keep questions, and after a restart I no longer know what this one was about. Please ask it in full."
)
_LIST = re.compile(
    r"(?:(?:list|show)(?: me)?(?: all)?(?: the)? |all(?: the)? )?(?:reports|documents|library)(?: held)?\??",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search came to: an answer, a warning, or one plain sentence."""

    answer: Answer | None = None
    seen: tuple[str, ...] = ()
    sentence: str = ""
    question: str = ""
    carried: str = ""
    about: ThreadContext = field(default_factory=lambda: ThreadContext(Filters()))
    examples: tuple[tuple[str, str], ...] = ()
    councils: tuple[str, ...] = ()  # that were asked for, held or not, where there is no answer


def asks_for_the_list(text: str) -> bool:
    """Tell whether somebody wants to see which reports are held."""
    return _LIST.fullmatch(text.strip()) is not None


def answer_request(
    held: Snapshot, request: QuestionRequest, before: ThreadContext | None, default: str | None
) -> Outcome:
    """Look for personal data, read the question in the light of its thread, and search."""
    text, filters, carried = request.text, request.filters, ""
    if not request.confirmed:
        seen = personal_data(text, known=held.known)
        if seen:
            return Outcome(seen=seen)
    question = text
    if before is not None:
        opening = read_opening(text)
        reading = understand(held, opening.rest)
        if is_follow_up(opening, reading, in_thread=request.thread_ts is not None):
            merged = merge(opening, reading, before, rest_of=lambda t: understand(held, t).rest)
            if merged is None:
                return Outcome(sentence=FORGOTTEN)
            question, filters, carried = merged.question, merged.filters, merged.carried
    if default and not filters.authorities and not request.exact and names_no_council(held, question):
        filters = replace(filters, authorities=(default,))
        carried = f"{carried} {default} is your default council (change it on my Home tab).".strip()
    return _outcome(held, question, filters, carried, default)


def _outcome(held: Snapshot, question: str, filters: Filters, carried: str, default: str | None) -> Outcome:
    reading: MessageReading = understand(held, question)
    answer = held.answerer.answer(question, filters=filters)
    dated = bool(filters.years or filters.recency)
    about = ThreadContext(
        _context(answer, filters, reading.years),
        None if dated else reading.since,
        None if dated else reading.until,
        question=question,
    )
    examples = (
        tuple(suggestions(held.library, home=default or held.answerer.home)) if answer.kind is AnswerKind.HELP else ()
    )
    refused = answer.kind is AnswerKind.NO_ANSWER
    asked = answer.understood.authorities or filters.authorities or reading.authorities
    councils = _known(held, asked) if refused else ()
    return Outcome(answer=answer, question=question, carried=carried, about=about, examples=examples, councils=councils)


def _known(held: Snapshot, names: Iterable[str]) -> tuple[str, ...]:
    """Give the names of councils as the library or the shipped list has them; what is only typed is left out."""
    of_library = {document.authority for document in held.library.documents}
    known = (name if name in of_library else held.answerer.gazetteer.canonical(name) for name in names)
    return tuple(dict.fromkeys(name for name in known if name))


def _context(answer: Answer, filters: Filters, years: tuple[int, ...]) -> Filters:
    """Return what a thread is about after an answer; ``years`` are those that the question names one by one."""
    understood = answer.understood
    return Filters(
        authorities=understood.authorities or filters.authorities,
        years=filters.years or years,
        recency=understood.recency or filters.recency,
        voice=understood.voice or filters.voice,
        kind=filters.kind,
        document=filters.document,
    )
