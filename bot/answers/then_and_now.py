"""Changes: two inspections of a council beside each other, or one judged area of several councils.

In: the documents that may answer. Out: a comparison with the grades and the lists of both sides, and then what the
newer report itself says has changed. Sides are never mixed, and no trend is inferred.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from bot.answers.areas import judgements_of, place_of
from bot.answers.document_scope import DocumentScope, matches_year
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.grades import grades_of
from bot.answers.improvements import items_of
from bot.answers.leads import leads_beside, overall_lead
from bot.answers.phrases import coverage, label, listed, report
from bot.answers.verdict import answer_area
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence, Group, marks
from index.models import Document, DocumentPart
from index.query import Question, Topic
from index.text import split_sentences

_SINCE = re.compile(
    r"\b(?:since|following|at the time of|from|than at)\b[^.]{0,60}\b(?:inspections?|visits?|judge?ments?)\b"
    r"|\b(?:last|previous) (?:full |ofsted |ilacs |sif |graded )?inspection\b",
    re.IGNORECASE,
)
_MOST = 6  # passages of the newer report that tell of change


def answer_changes(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Set the two inspections that are meant beside each other; None where fewer than two are held."""
    pair = _pair(finder, question, question.ask.subject if question.ask else "")
    if pair is None:
        return None
    newer, older = pair
    evidence: list[Evidence] = []
    judgements: list[CitedJudgement] = []
    groups = []
    for document in pair:
        first, listing = len(judgements), len(evidence)
        judgements += grades_of(document)
        evidence += finder.quoted_of(document, items_of(finder, document))
        note = "" if len(evidence) > listing else "This report prints no list of what needs to improve."
        graded = tuple(range(first, len(judgements)))
        groups.append(
            Group(f"{label(document)}: what needs to improve", _run(listing, evidence), graded, note, points=True)
        )
    start = len(evidence)
    evidence += _told_changes(finder, newer)
    if len(evidence) > start:
        groups.append(Group(f"What the report of {_year(newer)} says has changed", _run(start, evidence)))
    leads = [overall_lead(document, grades_of(document)) for document in (older, newer)]
    return Answer(
        AnswerKind.COMPARISON,
        f"Side by side: {report(newer)}, and {report(older)}.",
        evidence=renumbered(evidence),
        judgements=tuple(judgements),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        lead=leads_beside(leads, "; then "),
    )


def answer_areas_beside(
    finder: Finder, question: Question, scope: DocumentScope, area: str, limit: int
) -> Answer | None:
    """Set a judged area of several councils beside each other, the grades first; None where fewer than two judge it."""
    frame, documents = question.frame, finder.library.documents
    scopes = {
        name: DocumentScope({n: w for n, w in scope.documents.items() if documents[n].authority == name})
        for name in frame.authorities
    }
    silent = dict.fromkeys(frame.authorities, "No inspection held judges this area.")
    silent |= dict.fromkeys(frame.unheld, "Nothing is held of this council.")
    return _beside(finder, question, scope, scopes, area, limit, silent)


def answer_area_then_and_now(
    finder: Finder, question: Question, scope: DocumentScope, area: str, limit: int
) -> Answer | None:
    """Set a judged area of a council in two inspections beside each other, the grades first; None where fewer than two
    judge it."""
    pair = _pair(finder, question, "")
    if pair is None:
        return None
    scopes = {label(document): DocumentScope({finder.library.documents.index(document): 1.0}) for document in pair}
    return _beside(finder, question, scope, scopes, area, limit, {}, of_then=True)


def _beside(
    finder: Finder,
    question: Question,
    scope: DocumentScope,
    scopes: Mapping[str, DocumentScope],
    area: str,
    limit: int,
    silent: Mapping[str, str],
    *,
    of_then: bool = False,
) -> Answer | None:
    """Answer on an area from each scope, by its name; ``silent`` says why a name has no answer, ``of_then`` that
    superseded reports are meant, too."""
    each = max(2, limit // 2)
    found = {n: answer_area(finder, question, own, area, each, of_then=of_then) for n, own in scopes.items()}
    sides = {name: side for name, side in found.items() if side is not None}
    if len(sides) < 2:
        return None
    evidence: list[Evidence] = []
    judgements: list[CitedJudgement] = []
    groups = []
    for name, side in sides.items():
        first, start = len(judgements), len(evidence)
        judgements += side.judgements
        evidence += side.evidence
        groups.append(Group(name, _run(start, evidence), tuple(range(first, len(judgements)))))
    groups += [Group(name, note=note) for name, note in silent.items() if name not in sides]
    return Answer(
        AnswerKind.COMPARISON,
        f"{listed(list(sides))}, side by side.",
        evidence=renumbered(evidence),
        judgements=tuple(judgements),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        lead=leads_beside([side.lead for side in sides.values() if side.lead], "; "),
    )


def _pair(finder: Finder, question: Question, direction: str) -> tuple[Document, Document] | None:
    """Pick the newer and the older inspection: those of the years named, else the newest two between which the grade
    moved in the direction asked about, else the newest two."""
    frame = question.frame
    whole = finder.holdings.scope(replace(frame, years=(), since=None, until=None, recency=None))
    documents = [finder.library.documents[n] for n in whole.documents]
    full = [d for d in documents if d.is_inspection and d.date]
    full.sort(key=lambda d: d.date.toordinal() if d.date else 0, reverse=True)
    years = sorted(frame.years or [year for year in (frame.since, frame.until) if year is not None])
    of_years = [next((d for d in full if matches_year(d, year)), None) for year in years]
    named = [d for d in of_years if d is not None]
    if len(named) >= 2:
        return named[-1], named[0]
    if len(named) == 1 and full and full[0] is not named[0]:
        return full[0], named[0]
    pairs = list(pairwise(full))
    moved = (pair for pair in pairs if direction and moved_between(*pair) == direction)
    return next(moved, pairs[0] if pairs else None)


def moved_between(newer: Document, older: Document) -> str:
    """Say whether the overall grade became "better" or "worse" from a report to a newer one; "" where neither."""
    now, then = (place_of(next((j.grade for j in judgements_of(d, "overall")), None)) for d in (newer, older))
    if now is None or then is None or now == then:
        return ""
    return "better" if now > then else "worse"


def _told_changes(finder: Finder, document: Document) -> list[Evidence]:
    """Give the passages of a report that tell what has changed since the inspection before, each with that sentence."""
    told = []
    for passage in finder.library.passages_of(document):
        if passage.matter not in {DocumentPart.BODY, DocumentPart.SUMMARY}:
            continue
        for start, end in split_sentences(passage.text) or ((0, len(passage.text)),):
            if _SINCE.search(passage.text, start, end):
                made = finder.evidence(document, passage, topic=Topic(), score=1.0, rank=1)
                told += [replace(made, marks=marks(best=(start, end)))] if made else []
                break
    return told[:_MOST]


def _run(start: int, evidence: list[Evidence]) -> tuple[int, ...]:
    return tuple(range(start, len(evidence)))


def _year(document: Document) -> str:
    return str(document.date.year) if document.date else "that day"
