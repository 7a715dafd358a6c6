"""Improvements: the answer that gives a whole list of what needs to improve, item by item.

In come a question and the documents it may be answered from; out goes the answer, or None where no list is held. The
newest full inspection's list comes first, whole; the points of later letters stand beside it under their own names.
Where the newest inspection lists nothing, that is said, and no older list takes its place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.paper_lists import points_of
from bot.answers.phrases import counted, coverage, is_dated, label, report, source
from bot.models import Answer, AnswerKind, Evidence, Group, Lead
from index.metadata import cite_document
from index.models import Document, DocumentPart, Kind, Passage, Recency, Unit, Voice
from index.query import Frame, Question
from index.query.cues import BACK
from index.text import ASKING_WORDS

_RECOMMENDS = re.compile(r"\brecommend|\bdecid|\basked? (?:the|its) (?:committee|cabinet|board)", re.IGNORECASE)
# The heading over what a council's paper asks those to decide who read it.
_REQUESTS = re.compile(r"\brecommendations?\b|\bdecisions? (?:required|sought|requested|needed)\b", re.IGNORECASE)
# The first columns of a plan that answers inspectors point by point.
_COLUMN = re.compile(
    r"(?:(?:ref\w*|no|id|number|#)\b\.?\s*)?(?:(?:ofsted|inspection|ilacs)\s+)?"
    r"(?:recommendations?|areas? (?:for|of) (?:improvement|development|action)|what needs? to (?:be )?improved?"
    r"|findings?|priority action|what (?:inspectors|ofsted) (?:said|found|told us))\b",
    re.IGNORECASE,
)
_NONE = "This report prints no list of what needs to improve."


def answer_improvements(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Give the whole list of what needs to improve, item by item; None where no document has one."""
    frame = question.frame
    if not (frame.authorities or frame.document or (frame.kinds and len(scope.documents) == 1)):
        return None
    paper = bool(_RECOMMENDS.search(frame.text)) and bool(frame.kinds)
    documents = _reports(finder, frame, scope, paper)
    evidence: list[Evidence] = []
    groups: list[Group] = []
    for document in documents:
        start = len(evidence)
        evidence += finder.quoted_of(document, _items(finder, document, paper), question.topic)
        newer = finder.holdings.superseded.get(finder.library.documents.index(document))
        notes = [] if len(evidence) > start else [_NONE]
        notes += [f"Superseded by {report(newer)}."] if newer else []
        groups.append(Group(label(document), tuple(range(start, len(evidence))), note=" ".join(notes)))
    if frame.narrowed and not _is_told_in(finder, question, evidence, groups):
        return None
    if not evidence and not any(document.kind is Kind.INSPECTION for document in documents):
        return None
    first = counted(len(groups[0].evidence), "point")
    told = f"{first} to improve" if groups[0].evidence else "no list of what needs to improve is printed"
    return Answer(
        AnswerKind.IMPROVEMENTS,
        _message(documents, groups, newest=not is_dated(frame)),
        evidence=renumbered(evidence),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        lead=Lead(f"{groups[0].label}: {told}", cite_document(documents[0])),
    )


def _answered(passages: Sequence[Passage]) -> list[Passage]:
    """List the rows of a plan that begin with a point of inspectors, under a column of that name."""
    rows = [p for p in passages if p.unit is Unit.ROW and _COLUMN.match(p.context or "")]
    least = min((len(p.context or "") for p in rows), default=0)
    return [p for p in rows if len(p.context or "") == least]  # longer: it goes on with the point of a row above


_SHORT = 6  # points of a list that is given whole to who asks for a part of it


def _is_told_in(finder: Finder, question: Question, evidence: Sequence[Evidence], groups: Sequence[Group]) -> bool:
    """Say whether a list is one and short, and speaks of something that was asked for."""
    if not 0 < len(evidence) <= _SHORT or len([group for group in groups if group.evidence]) > 1:
        return False
    terms = finder.searcher.lexicon.analyzer.terms
    words = f" {' '.join(terms(' '.join(item.text for item in evidence)))} "
    asked = [c for c in question.topic.concepts if not c.confidence and c.typed.lower() not in ASKING_WORDS]
    return any(f" {' '.join(way.terms)} " in words for concept in asked for way in concept.alternatives)


def items_of(finder: Finder, document: Document) -> list[Passage]:
    """List the items of what a document says needs to improve, in its order."""
    return list(_items(finder, document, False))


def _message(documents: Sequence[Document], groups: Sequence[Group], *, newest: bool) -> str:
    if not groups[0].evidence:
        return f"{source(documents[:1], newest=newest)[:-1]}: it prints no list of what needs to improve."
    beside = f" {counted(len(groups) - 1, 'other list')} stand{'s' if len(groups) == 2 else ''} beside it."
    whole = f"{source(documents[:1], newest=newest)[:-1]}: the whole list, in its own order."
    return whole + (beside if len(groups) > 1 else "")


def _reports(finder: Finder, frame: Frame, scope: DocumentScope, paper: bool) -> list[Document]:
    """Pick the reports whose lists are meant: of each council the newest full inspection and the letters since."""
    back = BACK.has(frame.text) and not frame.years
    if back:  # "the report before" is one of the two that are set beside each other
        frame = replace(frame, recency=None)
        scope = finder.holdings.scope(frame)
    held = [
        finder.library.documents[n]
        for n in finder.holdings.reports(scope.documents, replace(frame, recency=Recency.ALL))
    ]
    listing = [d for d in held if any(True for _ in _items(finder, d, paper))]
    inspected = [d for d in listing if d.voice is Voice.INSPECTOR] or listing
    chosen = (
        frame.years or frame.since is not None or frame.until is not None or frame.recency is Recency.ALL or frame.kinds
    )
    if chosen and not back and not (frame.recency is Recency.LATEST and not frame.years):
        numbers = [finder.library.documents.index(d) for d in inspected]
        picked = [finder.library.documents[n] for n in finder.holdings.reports(numbers, frame)]
        return _fullest_first(picked)
    found: list[Document] = []
    for name in frame.authorities or (None,):
        own = [d for d in held if name is None or d.authority == name]
        full = [d for d in own if d.is_inspection]
        if not full:
            numbers = [finder.library.documents.index(d) for d in inspected if d in own]
            found += [finder.library.documents[n] for n in finder.holdings.reports(numbers, frame)]
            continue
        found.append(full[0])
        found += [d for d in listing if d in own and d.voice is Voice.INSPECTOR and _after(d, full[0])]
        if back and len(full) > 1:
            found.append(full[1])
    return found


def _fullest_first(documents: Sequence[Document]) -> list[Document]:
    """Put full inspections before the letters of the same period."""
    return sorted(documents, key=lambda document: document.kind is not Kind.INSPECTION)


def _after(document: Document, inspection: Document) -> bool:
    return bool(document.date and inspection.date and document.date > inspection.date)


def _items(finder: Finder, document: Document, paper: bool) -> Iterator[Passage]:
    """Give the items of a document's list, in its order; of a council's paper also what it asks to be decided."""
    units = {Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.PARAGRAPH, Unit.POINT}
    own = paper and document.voice is Voice.COUNCIL
    passages: Sequence[Passage] = finder.library.passages_of(document)
    if "improvements" in document.settled:  # an admin says which they are
        by_text = {passage.text: passage for passage in reversed(passages)}
        yield from (by_text[item.text] for item in document.improvements if item.text in by_text)
        return
    start = finder.library.first_ordinal(document)
    of_list = finder.searcher.prepared.of_part(DocumentPart.IMPROVEMENT, start, start + len(passages))
    listed = [ordinal - start for ordinal in of_list]
    reported = document.voice is Voice.COUNCIL and not listed
    if not (reported or own):  # of any other document only its list is read
        passages = [passages[n] for n in listed]
    if reported and not own:
        found = [p for p in points_of(passages, "improve") if p.unit is not Unit.ROW]
        yield from found or _answered(passages)
        return
    for passage in passages:
        asks = own and bool(passage.sections) and bool(_REQUESTS.search(passage.sections[-1]))
        if passage.unit in units and (passage.matter is DocumentPart.IMPROVEMENT or asks):
            yield passage
