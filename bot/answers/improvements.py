"""Improvements: the answer that gives a whole list of what needs to improve, item by item.

In come a question and the documents it may be answered from; out goes the answer, or None where no list is held.
"""

import re
from collections.abc import Iterator

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder
from bot.answers.phrases import coverage, is_dated, label, report, source
from bot.models import Answer, AnswerKind, Evidence, Group
from index.models import Document, Matter, Passage, Unit, Voice
from index.query import Question

_RECOMMENDS = re.compile(r"\brecommend|\bdecid|\basked? (?:the|its) (?:committee|cabinet|board)", re.IGNORECASE)
# The heading over what a council's paper asks those to decide who read it.
_REQUESTS = re.compile(r"\brecommendations?\b|\bdecisions? (?:required|sought|requested|needed)\b", re.IGNORECASE)


def answer_improvements(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Give the whole list of what needs to improve, item by item; None where no document has one."""
    frame = question.frame
    paper = bool(_RECOMMENDS.search(frame.text)) and bool(frame.kinds)
    having = [n for n in scope.documents if any(True for _ in _items(finder, finder.library.documents[n], paper))]
    if not (frame.document or frame.kinds):
        having = [n for n in having if not finder.library.documents[n].kind.of_provider]
    inspected = [n for n in having if finder.library.documents[n].voice is Voice.INSPECTOR]
    reports = finder.holdings.reports(inspected or having, frame)
    if not reports or not (frame.authorities or frame.document):
        return None
    evidence: list[Evidence] = []
    groups = []
    documents = []
    for number in reports:
        document = finder.library.documents[number]
        start = len(evidence)
        for passage in _items(finder, document, paper):
            made = finder.evidence(document, passage, topic=question.topic, score=1.0, rank=len(evidence) + 1)
            evidence += [made] if made else []
        newer = finder.holdings.superseded.get(number)
        note = f"Superseded by {report(newer)}." if newer else ""
        groups.append(Group(label(document), tuple(range(start, len(evidence))), note=note))
        documents.append(document)
    message = f"{source(documents, newest=not is_dated(frame))[:-1]}: the whole list, in its own order."
    return Answer(
        frame.text,
        AnswerKind.IMPROVEMENTS,
        message,
        evidence=tuple(evidence),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
    )


def _items(finder: Finder, document: Document, paper: bool) -> Iterator[Passage]:
    """Give the items of a document's list, in its order; of a council's paper also what it asks to be decided."""
    units = {Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.PARAGRAPH, Unit.POINT}
    own = paper and document.voice is Voice.COUNCIL
    for passage in finder.library.passages_of(document):
        asks = own and bool(passage.sections) and bool(_REQUESTS.search(passage.sections[-1]))
        if passage.unit in units and (passage.matter is Matter.IMPROVEMENT or asks):
            yield passage
