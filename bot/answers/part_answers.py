"""Sections: what a named part of a document says, before all that the rest of it says.

In come a question that names a part ("the young people's summary", "the recommendation on PEPs", "what is due in
January") and the documents it may be answered from; out goes the answer, or None where no document has such a part, or
where what is asked stands elsewhere much more plainly.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.facts import answer_facts
from bot.answers.paper_lists import answer_list
from bot.answers.phrases import MORE, coverage, documents_of, is_dated, source
from bot.models import Answer, AnswerKind, Evidence
from index.models import Document, DocumentPart, Passage, Unit
from index.query import Ask, AskKind, Question
from index.text import ASKING_WORDS

_ROWS = frozenset("action actions row rows task tasks".split())  # all of a plan's rows are these
_PLAINLY = 0.3  # of the score of the best passage of all, that the best of the part must have
_ALL = 2000  # passages that are ranked: all of the few documents that are meant
_YOUNG = re.compile(
    r"\b(?:summary|version|edition)\b.{0,30}\b(?:young|child|kids)|\b(?:young|child|kids)\w*\W.{0,30}\b(?:summary|version)",
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
    if frame.section is not None and frame.section not in _IS_IN:
        answer = answer_list(finder, question, scope, frame.section)
        if answer is None and frame.section == "requests":  # a sentence may print what was decided
            return answer_facts(finder, question, Ask(AskKind.FACTS, subject=frame.section), limit)
        return answer
    asks = [c for c in question.topic.concepts if not c.confidence and c.typed.lower() not in ASKING_WORDS | _ROWS]
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
        AnswerKind.PASSAGES,
        source(documents_of(finder, shown[:limit]), newest=not is_dated(frame)),
        evidence=shown[:limit],
        coverage=coverage(finder, scope.documents),
        more=shown[limit:],
    )


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
        if evidence := finder.quoted_of(document, filter(is_in, finder.library.passages_of(document))):
            return evidence
    return []


def _rows_of_month(finder: Finder, question: Question, scope: DocumentScope) -> list[Evidence]:
    """List the rows of a plan that give the month that is asked for."""
    months = [month.lower() for month in question.frame.months]
    rows = (
        (document, passage)
        for document in map(finder.library.documents.__getitem__, scope.documents)
        for passage in finder.library.passages_of(document)
        if passage.unit is Unit.ROW and any(month in passage.text.lower() for month in months)
    )
    return finder.quoted(rows, question.topic)
