"""Grading: the answer to a question for grades: as printed, for exactly the reports that are meant.

In come a question and the documents it may be answered from; out goes the answer, or None where no grade is held.
"""

from dataclasses import replace

from bot.answers.document_scope import Scope
from bot.answers.evidence_finder import Finder
from bot.answers.grades import pick_judgements, states_grade
from bot.answers.phrases import report, source
from bot.answers.sources import MORE, coverage, documents_of, is_dated, label
from bot.models import Answer, AnswerKind, Evidence
from index.models import Document, Matter, Passage, Voice
from index.query.models import Question, Topic

__all__ = ["answer_grades"]


def answer_grades(finder: Finder, question: Question, scope: Scope) -> Answer | None:
    """Give the grades as printed; None where no document of the scope has a judgement table."""
    frame = question.frame
    graded = [n for n in scope.documents if finder.library.documents[n].judgements]
    graded.sort(key=lambda n: finder.library.documents[n].voice is not Voice.INSPECTOR)
    inspected = [n for n in graded if finder.library.documents[n].voice is Voice.INSPECTOR]
    reports = finder.holdings.reports(inspected or graded, frame)
    if not reports:
        return _state_grades(finder, question, scope)
    labelled = []
    for number in reports:
        document = finder.library.documents[number]
        newer = finder.holdings.superseded.get(number)
        note = f"Superseded by {report(newer)}." if newer else ""
        labelled.append((document, label(document), note))
    area = frame.area or ("overall" if not frame.authorities else None)
    picked = pick_judgements(labelled, area)
    evidence: list[Evidence] = []
    for document in picked.documents:
        areas = [judgement.area for judgement in picked.judgements if judgement.citation.document == document.path]
        for passage in finder.library.passages_of(document):
            if passage.matter is Matter.JUDGEMENT and any(a in passage.text for a in areas):
                made = finder.evidence(document, passage, topic=Topic(), score=1.0, rank=len(evidence) + 1)
                evidence += [made] if made else []
    message = " ".join((source(picked.documents, newest=not is_dated(frame)), *picked.notes))
    return Answer(
        frame.text,
        AnswerKind.JUDGEMENTS,
        message,
        evidence=tuple(evidence),
        judgements=picked.judgements,
        groups=picked.groups,
        coverage=coverage(finder, scope.documents),
    )


def _state_grades(finder: Finder, question: Question, scope: Scope) -> Answer | None:
    """Show the sentences that state a grade, where no table of grades was read; None where none does."""
    frame = question.frame
    stating: list[tuple[float, int, Document, Passage]] = []
    for number in finder.holdings.reports(scope.documents, replace(frame, recency="all")):
        document = finder.library.documents[number]
        before = ""
        for passage in finder.library.passages_of(document):
            strength = states_grade(passage.text, frame.area, around=f"{before}\n{passage.section or ''}")
            before = passage.text
            if strength and passage.matter is not Matter.FRONT:
                stating.append((-scope.documents[number] * strength, len(stating), document, passage))
    evidence: list[Evidence] = []
    for score, _, document, passage in sorted(stating, key=lambda one: one[:2])[:MORE]:
        made = finder.evidence(document, passage, topic=question.topic, score=-score, rank=len(evidence) + 1)
        evidence += [made] if made else []
    if not evidence:
        return None
    documents = documents_of(finder, evidence)
    message = f"{source(documents, newest=False)} No table of grades was read there; these passages state grades."
    return Answer(
        frame.text,
        AnswerKind.PASSAGES,
        message,
        evidence=tuple(evidence),
        coverage=coverage(finder, scope.documents),
    )
