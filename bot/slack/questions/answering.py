"""The inquiry: what one question comes to over the generation of the library that is open.

In: a question, what its thread was about, the asker's default council. Out: an answer, a warning of personal data, or
one plain sentence. It runs in a thread of the shelf's; nothing is kept and nothing is sent here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.models import Answer, AnswerKind, Filters
from bot.privacy import personal_data
from bot.slack.library_view import suggestions
from bot.slack.questions.follow_up import ThreadContext, is_follow_up, merge, read_opening
from bot.slack.questions.request import QuestionRequest
from bot.slack.searcher_manager import Snapshot

LONGEST_QUESTION = 4_000
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
    held: Snapshot, asking: QuestionRequest, before: ThreadContext | None, default: str | None
) -> Outcome:
    """Look for personal data, read the question in the light of its thread, and search."""
    text, filters, carried = asking.text.strip()[:LONGEST_QUESTION], asking.filters, ""
    if not asking.confirmed:
        seen = personal_data(text, known=held.known)
        if seen:
            return Outcome(seen=seen)
    question = text
    if before is not None:
        opening = read_opening(text)
        heard = held.understand(opening.rest)
        if is_follow_up(opening, heard, in_thread=asking.thread_ts is not None):
            merged = merge(opening, heard, before, rest_of=lambda t: held.understand(t).rest)
            if merged is None:
                return Outcome(sentence=FORGOTTEN)
            question, filters, carried = merged.question, merged.filters, merged.carried
    if default and not filters.authorities and not asking.exact and held.names_no_council(question):
        filters = replace(filters, authorities=(default,))
        carried = f"{carried} {default} is your default council (change it on my Home tab).".strip()
    heard = held.understand(question)
    answer = held.answerer.answer(question, filters=filters)
    dated = bool(filters.years or filters.recency)
    about = ThreadContext(
        _context(answer, filters, heard.years),
        None if dated else heard.since,
        None if dated else heard.until,
        question=question,
    )
    examples = (
        tuple(suggestions(held.library, home=default or held.answerer.home)) if answer.kind is AnswerKind.HELP else ()
    )
    refused = answer.kind is AnswerKind.NO_ANSWER
    asked = answer.understood.authorities or filters.authorities or heard.authorities
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
