"""Answer a request over one generation of the library: an answer, a warning of personal data, or one plain sentence.

It runs in a thread of the searchers'; nothing is kept and nothing is sent here.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.answers import ThreadContext, take_turn
from bot.models import Answer, AnswerKind, Filters
from bot.privacy import personal_data
from bot.slack.library_view import suggestions
from bot.slack.questions.request import QuestionRequest
from bot.slack.searcher_manager import Snapshot

_LIST = re.compile(
    r"(?:(?:list|show)(?: me)?(?: all)?(?: the)? |all(?: the)? )?(?:reports|documents|library)(?: held)?\??",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the search came to: an answer, a warning, or one plain sentence, which stands above a warning, too."""

    answer: Answer | None = None
    seen: tuple[str, ...] = ()
    sentence: str = ""
    question: str = ""
    carried: str = ""
    about: ThreadContext = field(default_factory=lambda: ThreadContext(Filters()))
    examples: tuple[tuple[str, str], ...] = ()
    asked_for: tuple[str, ...] = ()  # the matter, by the names that the vocabulary has for it
    councils: tuple[str, ...] = ()  # that were asked for, held or not, where there is no answer


def asks_for_the_list(text: str) -> bool:
    """Tell whether somebody wants to see which reports are held."""
    return _LIST.fullmatch(text.strip()) is not None


def answer_request(
    held: Snapshot,
    request: QuestionRequest,
    before: ThreadContext | None,
    default: str | None,
    home: str | None = None,
) -> Outcome:
    """Look for personal data, read the question in the light of its thread, and search.

    ``default`` is the asker's own council, ``home`` that of their workspace where it is another than the library's.
    """
    home = home_council(held, home)
    if not request.confirmed:
        seen = personal_data(request.text, known=held.known)
        if seen:
            return Outcome(seen=seen, sentence=held.answerer.whom_to_call(request.text))
    turn = take_turn(
        held.answerer,
        request.text,
        before,
        filters=request.filters,
        in_thread=request.thread_ts is not None,
        default=None if request.exact else default,
        home=home,
    )
    answer = turn.answer
    if answer is None:
        return Outcome(sentence=turn.sentence)
    # What is offered is of the council that was named, else of the asker's own.
    own = next(iter(answer.understood.authorities), None) or default or home or held.answerer.home
    examples = tuple(suggestions(held.library, home=own)) if answer.kind is AnswerKind.HELP else ()
    councils = _known(held, turn.named) if answer.kind is AnswerKind.NO_ANSWER else ()
    return Outcome(
        answer=answer,
        question=turn.question,
        carried=turn.carried,
        about=turn.about,
        examples=examples,
        asked_for=_asked_for(held, turn.question),
        councils=councils,
    )


def home_council(held: Snapshot, name: str | None) -> str | None:
    """Give the council of a workspace by its own name; None where none is set, or the library has nothing of it."""
    known = held.answerer.gazetteer.canonical(name) if name else None
    return known if known in {document.authority for document in held.library.documents} else None


def _asked_for(held: Snapshot, question: str) -> tuple[str, ...]:
    """Name the matter of a question in words that the vocabulary has: no word that was only typed is among them."""
    return held.answerer.vocabulary_words(held.answerer.understand(question, filters=Filters()))[:4]


def _known(held: Snapshot, names: Iterable[str]) -> tuple[str, ...]:
    """Give the names of councils as the library or the shipped list has them; what is only typed is left out."""
    of_library = {document.authority for document in held.library.documents}
    known = (name if name in of_library else held.answerer.gazetteer.canonical(name) for name in names)
    return tuple(dict.fromkeys(name for name in known if name))
