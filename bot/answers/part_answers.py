"""Sections: what a named part of a document says, before all that the rest of it says.

In come a question that names a part ("the young people's summary", "the recommendation on PEPs", "what is due in
January") and the documents it may be answered from; out goes the answer, or None where no document has such a part, or
where what is asked stands elsewhere much more plainly.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.phrases import MORE, coverage, documents_of, is_dated, source
from bot.models import Answer, AnswerKind, Evidence
from index.models import Document, DocumentPart, Passage, Unit, Voice
from index.query import Question, Topic
from index.text import ASKING_WORDS

_PLAINLY = 0.3  # of the score of the best passage of all, that the best of the part must have
_ALL = 2000  # passages that are ranked: all of the few documents that are meant
_YOUNG = re.compile(
    r"\b(?:summary|version|edition)\b.{0,30}\b(?:young|child|kids)|\b(?:young|child|kids)\w*\W.{0,30}\b(?:summary|version)",
    re.IGNORECASE,
)
# What heads, or leads to, what is good in a paper of the council.
_GOOD = re.compile(
    r"\b(?:positive(?:ly|s)?|strengths?|praised?|going well|improvements? (?:have|has) (?:already )?been made|proud"
    r"|what works|what (?:is|was) good|worked well)\b",
    re.IGNORECASE,
)
_EXECUTIVE = re.compile(r"\b(?:executive summary|headline findings)\b", re.IGNORECASE)


def _for_young_people(passage: Passage) -> bool:
    return any(_YOUNG.search(section) for section in passage.sections)


_IS_IN: Mapping[str, Callable[[Passage], bool]] = {
    "young people": _for_young_people,
    "recommendations": lambda passage: passage.matter is DocumentPart.IMPROVEMENT,
    "executive summary": lambda passage: any(_EXECUTIVE.search(section) for section in passage.sections),
}


def answer_section(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """Answer from the part that is named; None where the documents have none, or say it elsewhere."""
    frame = question.frame
    if frame.section is None and not frame.months:
        return None
    if frame.section == "strengths":
        return _strengths(finder, question, scope, limit)
    asks = [c for c in question.topic.concepts if not c.confidence and c.typed.lower() not in ASKING_WORDS]
    if frame.section is None:
        evidence = _rows_of_month(finder, question, scope) if not asks else []
    elif asks:
        evidence = _ranked(finder, question, scope, _IS_IN[frame.section])
    else:
        evidence = _in_order(finder, scope, _IS_IN[frame.section])
    if not evidence:
        return None
    shown = renumbered(evidence[: limit + MORE])
    return Answer(
        frame.text,
        AnswerKind.PASSAGES,
        source(documents_of(finder, shown[:limit]), newest=not is_dated(frame)),
        evidence=shown[:limit],
        coverage=coverage(finder, scope.documents),
        more=shown[limit:],
    )


def _strengths(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """List what a paper of the council gives as good, in its own order; None where it has no such list."""
    for number in scope.documents:
        document = finder.library.documents[number]
        if document.voice is not Voice.COUNCIL:
            continue
        points = list(_good_points(finder.library.passages_of(document)))
        made = [finder.evidence(document, p, topic=question.topic, score=1.0, rank=1) for p in points]
        if evidence := renumbered(item for item in made if item is not None):
            return Answer(
                question.frame.text,
                AnswerKind.PASSAGES,
                source([document], newest=not is_dated(question.frame)),
                evidence=evidence[:limit],
                coverage=coverage(finder, scope.documents),
                more=evidence[limit:],
            )
    return None


def _good_points(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield the points under a heading of what is good, and those that a line leads to ("commented positively on:")."""
    leads = False
    section: tuple[str, ...] = ()
    for passage in passages:
        point = (
            passage.unit in {Unit.BULLET, Unit.POINT, Unit.PARAGRAPH} and passage.matter is not DocumentPart.IMPROVEMENT
        )
        if passage.text.rstrip().endswith(":"):
            leads, section = _GOOD.search(passage.text) is not None, passage.sections
        elif passage.sections != section:
            leads = False
        if passage.text.rstrip().endswith(":") or not point:
            continue
        if leads or (passage.sections and _GOOD.search(passage.sections[-1])):
            yield passage


def _ranked(
    finder: Finder, question: Question, scope: DocumentScope, is_in: Callable[[Passage], bool]
) -> list[Evidence]:
    """Rank what the part says, and behind it what the rest says; nothing where the part hardly speaks of it."""
    ranking = finder.searcher.rank(question.topic, scope.documents, limit=_ALL)
    inside: list[tuple[float, Document, Passage]] = []
    outside: list[tuple[float, Document, Passage]] = []
    for found in ranking.found:
        document, passage = finder.library.at(found.ordinal)
        (inside if is_in(passage) else outside).append((found.score, document, passage))
    if not inside or inside[0][0] < _PLAINLY * ranking.found[0].score:
        return []
    chosen = [*inside[:MORE], *outside[:MORE]]
    made = [finder.evidence(d, p, topic=question.topic, score=s, rank=n) for n, (s, d, p) in enumerate(chosen, 1)]
    return [item for item in made if item is not None]


def _in_order(finder: Finder, scope: DocumentScope, is_in: Callable[[Passage], bool]) -> list[Evidence]:
    """List what the part says, of the newest document that has it, in its own order."""
    documents = [finder.library.documents[number] for number in scope.documents]
    for document in sorted(documents, key=lambda d: -(d.date or date.min).toordinal()):
        made = [
            finder.evidence(document, passage, topic=Topic(), score=1.0, rank=1)
            for passage in finder.library.passages_of(document)
            if is_in(passage)
        ]
        if evidence := [item for item in made if item is not None]:
            return evidence
    return []


def _rows_of_month(finder: Finder, question: Question, scope: DocumentScope) -> list[Evidence]:
    """List the rows of a plan that give the month that is asked for."""
    months = [month.lower() for month in question.frame.months]
    made = [
        finder.evidence(document, passage, topic=question.topic, score=1.0, rank=1)
        for number in scope.documents
        for document in [finder.library.documents[number]]
        for passage in finder.library.passages_of(document)
        if passage.unit is Unit.ROW and any(month in passage.text.lower() for month in months)
    ]
    return [item for item in made if item is not None]
