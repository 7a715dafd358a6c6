"""Parts: several questions in one message, each answered by itself.

In: the text of a message. Out: its questions, where each of them asks for something of its own; and of their answers
one, numbered. A story with a question, and two questions on one thing, are one question.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations

from bot.answers.phrases import counted
from bot.models import Answer, AnswerKind, CitedJudgement, Coverage, Evidence, Group, Lead, Reason
from index.query import Ask, AskKind, Concept, Frame, Intent, asks_nothing, read_catalogue_question
from index.query.cues import MAY_BE_FACT, THEM

MOST = 3
_ENDS = re.compile(r"\?+[ \t]*|\n+|(?<=[ \t])\(?[1-9][.)](?=[ \t])")
_JOINED = re.compile(
    r"(?:,[ \t]{0,3})?\band[ \t]{1,3}(?=(?:also[ \t]{1,3})?"
    r"(?:what|when|which|who|how|why|where|is|are|did|does|do|has|have)\b)",
    re.IGNORECASE,
)
_ADDED = re.compile(r"\+|&|,|\bplus\b|\band\b|\bas[ \t]{1,3}well[ \t]{1,3}as\b", re.IGNORECASE)
_LISTED = re.compile(r",(?:[ \t]{1,3}and\b)?", re.IGNORECASE)  # "help & protection grade, lead inspector, and date"
_ASKS = re.compile(r"(?:also[ \t]+)?(?:what|when|which|who|how|why|where)\b", re.IGNORECASE)
_OF_ONE_LINE = frozenset({"inspected", "inspectors", "published"})
_ADDABLE = frozenset({"inspected", "inspectors", "published", "often", "person", "newest"})
_BULLET = re.compile(r"^[ \t]*(?:\(?\d{1,2}[.):][ \t]*|[-•*–][ \t]+)")
_OWN = frozenset({Intent.JUDGEMENTS, Intent.IMPROVEMENTS, Intent.TIMELINE})


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a message as it is understood by itself; what it is about is worked out where that decides, and
    only whether it is about anything where that is enough."""

    frame: Frame
    ask: Ask | None
    concepts: Callable[[], tuple[Concept, ...]]
    has_topic: Callable[[], bool]


def split_questions(text: str, understand: Callable[[str, tuple[str, ...]], Part]) -> tuple[str, ...]:
    """Split a message into its questions; one where they are not each a question of their own.

    Each part asks for grades, a list, a verdict, facts or councils, or names a council of its own. ``understand``
    takes the councils that are meant where a part names none: those that a part before it named go on being meant.
    """
    understand = cache(understand)  # the ways to cut have pieces in common
    for ends in (_ENDS, _JOINED, _LISTED, _ADDED):
        if not ends.search(text):
            continue
        pieces, adds = _with_tails(_pieces(text, ends), understand), ends in (_LISTED, _ADDED)
        if len(pieces) < 2 or (adds and not all(map(MAY_BE_FACT.has, pieces[1:]))):
            continue
        if _asks_nothing_at_last(text, pieces[-1], understand):
            continue
        pieces = _of_them(pieces, understand)
        if adds and not _may_be_fact(pieces[-1], understand):
            continue  # what is added last tells soonest that nothing is
        questions = _understood(pieces, understand)
        if not questions or not _differ(questions) or (adds and not _adds_a_fact(questions, typed=ends is _LISTED)):
            continue
        if ends is _JOINED and _is_one_listing(text, pieces, understand):
            continue  # "who was inadequate and is now good" asks one thing of the same councils
        return tuple(_joined(pieces, questions))
    return (text,)


def _with_tails(pieces: Sequence[str], understand: Callable[[str, tuple[str, ...]], Part]) -> list[str]:
    """Join a piece that asks nothing by itself to the question for passages before it."""
    found: list[str] = []
    for piece in pieces:
        if found and asks_nothing(piece) and not _is_typed(understand(found[-1], ())):
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _asks_nothing_at_last(text: str, last: str, understand: Callable[[str, tuple[str, ...]], Part]) -> bool:
    """Say whether the last piece of a message neither stands alone nor asks anything of the one council named: where
    not all pieces are questions it is the soonest to tell, and what stands before it need not be understood."""
    if THEM.has(last) or _stands_alone(understand(last, ())):
        return False
    named = understand(text, ()).frame.authorities
    return not named or (len(named) == 1 and not _is_asked(understand(last, named)))


def _may_be_fact(piece: str, understand: Callable[[str, tuple[str, ...]], Part]) -> bool:
    """Say whether a piece asks for a fact: of a council, where it names none."""
    return read_catalogue_question(piece, of_a_council=True) in _ADDABLE or _is_fact(understand(piece, ()))


def _joined(pieces: Sequence[str], questions: Sequence[Part]) -> list[str]:
    """Join neighbours that one line of the catalogue answers: when a council was inspected, and who led it."""
    found: list[str] = []
    for place, (piece, question) in enumerate(zip(pieces, questions, strict=True)):
        one, before = question.ask, questions[place - 1].ask if place else None
        if len(pieces) > MOST and one and before and {one.subject, before.subject} <= _OF_ONE_LINE:
            found[-1] = f"{found[-1]}, {piece}"
        else:
            found.append(piece)
    return found


def _is_one_listing(text: str, pieces: Sequence[str], understand: Callable[[str, tuple[str, ...]], Part]) -> bool:
    """Say whether a message lists the same councils by all of its clauses: one does not ask, or speaks of a set that
    another named."""
    whole = understand(text, ())
    if whole.ask is None or whole.ask.listing is None or any(map(THEM.has, pieces)):
        return False
    asks = [understand(piece, ()).ask for piece in pieces[1:]]
    sets = whole.ask.listing.sets
    return not all(map(_ASKS.match, pieces[1:])) or any(
        sets and one is not None and one.listing is not None and one.listing.sets != sets for one in asks
    )


def _is_listing(question: Part) -> bool:
    return question.ask is not None and question.ask.kind is AskKind.LISTING


def _of_them(pieces: Sequence[str], understand: Callable[[str, tuple[str, ...]], Part]) -> list[str]:
    """Say before a piece that speaks of them which councils they are: those that the piece before it asks for."""
    found: list[str] = []
    before = ""
    for piece in pieces:
        if before and THEM.has(piece) and _is_listing(understand(before, ())):
            found.append(f"{before}, {piece}")
        else:
            before = piece
            found.append(piece)
    return found


def _adds_a_fact(questions: Sequence[Part], *, typed: bool) -> bool:
    """Say whether one council is named, and what is added to a grade or a list is a fact of the catalogue.

    ``typed``: behind a comma it is added to nothing else. A council's name by itself says of whom the fact is asked.
    """
    first, *rest = questions
    if (typed and not _is_typed(first)) or (first.ask is not None and first.ask.kind is AskKind.OVERVIEW):
        return False
    return len(first.frame.authorities) == 1 and bool(rest) and all(map(_is_fact, rest))


def _is_typed(question: Part) -> bool:
    """Say whether more is asked than what is said of something."""
    return question.ask is not None or question.frame.intent in _OWN


def _is_asked(question: Part) -> bool:
    """Say whether something is asked of a council, and not only how it does."""
    asked = question.ask is not None and question.ask.kind is not AskKind.OVERVIEW
    return asked or question.frame.intent in _OWN


def _is_fact(question: Part) -> bool:
    return question.ask is not None and question.ask.subject in _ADDABLE


def _understood(pieces: Sequence[str], understand: Callable[[str, tuple[str, ...]], Part]) -> list[Part]:
    """Understand pieces that stand alone each; none where one does not, also as a judged area of the council before."""
    questions: list[Part] = []
    named: tuple[str, ...] = ()
    for piece in pieces:
        question = understand(piece, ())
        if not _stands_alone(question) and named:
            question = understand(piece, named)
            if not _is_asked(question):
                return []
            # "who is on return interviews and what's the date": the date of what the passages speak of.
            if not _is_typed(questions[0]) and read_catalogue_question(piece, of_a_council=True) is None:
                return []
        if not _stands_alone(question):
            return []
        named = question.frame.authorities or named
        questions.append(question)
    return questions


def answer_parts(texts: Sequence[str], answers: Sequence[Answer]) -> Answer:
    """Make one answer of the answers to several questions, its passages numbered through."""
    evidence: list[Evidence] = []
    judgements: list[CitedJudgement] = []
    groups = []
    for number, answer in enumerate(answers, 1):
        start, first = len(evidence), len(judgements)
        evidence += answer.evidence
        judgements += answer.judgements
        lead = f"{answer.lead.text}" if answer.lead and not answer.lead.quoted else ""
        groups.append(
            Group(
                f"{number}. {', '.join(answer.understood.authorities) or 'All councils'}: {answer.kind.value}",
                tuple(range(start, len(evidence))),
                tuple(range(first, len(judgements))),
                note=lead or (answer.message if answer.kind is AnswerKind.NO_ANSWER else ""),
            )
        )
    return Answer(
        next((a.kind for a in answers if a.kind is not AnswerKind.NO_ANSWER), AnswerKind.NO_ANSWER),
        f"{counted(len(answers), 'question')}, answered one by one.",
        evidence=tuple(replace(item, rank=rank) for rank, item in enumerate(evidence, 1)),
        judgements=tuple(judgements),
        groups=tuple(groups),
        coverage=answers[0].coverage,
        lead=_lead(answers),
        facts=tuple(fact for answer in answers for fact in answer.facts),
        parts=tuple(replace(answer, question=text) for text, answer in zip(texts, answers, strict=True)),
    )


def refuse_parts(count: int) -> Answer:
    """Refuse a message of more questions than are answered at once."""
    return Answer(
        AnswerKind.NO_ANSWER,
        f"These are {count} questions; I answer at most {MOST} in one message. Please send them in smaller parts.",
        coverage=Coverage(reason=Reason.NOT_A_QUESTION),
    )


def _lead(answers: Sequence[Answer]) -> Lead | None:
    told = [f"{n}. {a.lead.text}" for n, a in enumerate(answers, 1) if a.lead is not None and not a.lead.quoted]
    return Lead("  ".join(told)) if told else None


def _pieces(text: str, ends: re.Pattern[str]) -> list[str]:
    cut = [_BULLET.sub("", piece).strip(" ,;.\t") for piece in ends.split(text[:2_000])]
    return [piece for piece in cut if re.search(r"\w", piece)]


def _stands_alone(question: Part) -> bool:
    frame = question.frame
    source = bool(frame.kinds) and not re.search(r"\w", frame.rest)  # "... to the children? focused visit"
    if frame.intent is Intent.HELP or source:
        return False
    return _is_typed(question) or bool((frame.authorities or frame.unheld) and question.has_topic())


def _differ(questions: Sequence[Part]) -> bool:
    """Say whether no two of them ask the same of the same council."""
    return not any(_is_same(one, other) for one, other in combinations(questions, 2))


def _is_same(one: Part, other: Part) -> bool:
    asked = [(q.frame.authorities, q.frame.unheld, q.frame.intent, q.ask) for q in (one, other)]
    return asked[0] == asked[1] and one.concepts() == other.concepts()
