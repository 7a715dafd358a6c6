"""Judgements: the grades as the reports print them, for exactly the reports that a question means.

In come the reports, newest first, and the area asked for; out go cited judgements and what a reader must know of them
(an area that is combined with another, an area without a grade of its own). A grade is never inferred.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers.areas import NAMES, PRINTED, WORDS_OF_GRADES, is_combined, names
from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, Finding, renumbered
from bot.answers.leads import MOST_NAMED, grade_lead, grades_lead, leads_beside, picked_lead, ungraded_lead
from bot.answers.phrases import MORE, coverage, documents_of, is_dated, label, report, since, source
from bot.answers.refusals import answer_weakly
from bot.answers.stated_grades import GIVING, GRADE, IN_GRADES, PLAINLY, StatedGrade, may_state, stated_grades
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence, Group
from index.metadata import cite, cite_judgement
from index.models import Document, DocumentPart, Judgement, Passage, Recency, Voice
from index.query import Question

_GRADED = re.compile(
    rf"\b(?:judged?|judgements?|grade[sd]?|rate[sd]?|ratings?)\b[^.;]*\b{GRADE}\b|^\W*[^.;]{{0,160}}\b{GRADE}\W*$",
    re.IGNORECASE,
)
_GRADE_WORDS = "outstanding good improvement inadequate adequate"
_IS_GRADE = re.compile(
    rf"\b(?:is|are|was|were|remains?)\s+(?:now\s+|still\s+)?['‘“\"]?{GRADE}\b(?!\s+(?:\w+ly|at)\b)", re.IGNORECASE
)
_OTHERS = re.compile(
    r"\b(?:other than|(?:all|those|any) (?:local )?(?:authorities|councils)|those (?:judged|graded))\b", re.I
)
_SENTENCE = re.compile(r"[^.\n]+")
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_FEW_WORDS = 9
_SHOWN = 3  # passages on what has no grade
_NEWEST = 12  # documents that are looked through where no council is named
_MOST, _HALF = 0.51, 0.5  # of the words that were asked about, that the name of an area must have
_LINE = 200  # characters: a statement of its own, under the heading that names its area


@dataclass(frozen=True, slots=True)
class Graded:
    """Judgements with a group for each report; ``notes`` are sentences for the message."""

    judgements: tuple[CitedJudgement, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]
    documents: tuple[Document, ...]


def pick_judgements(
    reports: Sequence[tuple[Document, str, str]],
    area: str | None,
    *,
    is_asked: Callable[[str, str | None], bool] | None = None,
) -> Graded:
    """Pick the judgements of an area ("care+care leavers" for two; None for all) from reports.

    ``reports`` are (document, heading, note) in the order to show; those without judgements are left out.
    ``is_asked`` tells by a printed area and its grade whether it is meant, where no area has been named.
    """
    judgements: list[CitedJudgement] = []
    groups: list[Group] = []
    notes: list[str] = []
    documents: list[Document] = []
    for document, heading, note in reports:
        if not document.judgements:
            continue
        picked, said = _of_area(document.judgements, area)
        if is_asked is not None:
            picked, said = [judgement for judgement in picked if is_asked(judgement.area, judgement.grade)], []
            if not picked:
                continue
        notes += [f"{words[0].upper()}{words[1:]} ({_year(document)})." for words in said]
        start = len(judgements)
        judgements += [CitedJudgement(j.area, j.grade, cite_judgement(document, j)) for j in picked]
        groups.append(Group(heading, judgements=tuple(range(start, len(judgements))), note=note))
        documents.append(document)
    return Graded(tuple(judgements), tuple(groups), tuple(dict.fromkeys(notes)), tuple(documents))


def states_grade(text: str, area: str | None, *, around: str = "") -> float:
    """Say how plainly a text states the grade of an area (any area if None): 1.0 in so many words, 0.0 not at all.

    ``around`` is what stands before it and over it, where the area may be named.
    """
    if not _may_grade(text):
        return 0.0
    asked = _named_by(area, plainly=False) if area else None
    named = _named_by(area, plainly=True) if area else None
    best = 0.0
    if named is not None and len(text) < _LINE and _GRADED.search(text) and named.search(around):
        best = 0.9
    for sentence in _SENTENCE.findall(text):
        if not _may_grade(sentence) or (asked is not None and not asked.search(sentence)):
            continue
        graded = _GRADED.search(sentence) is not None
        if (graded or (asked is not None and _IS_GRADE.search(sentence))) and not _OTHERS.search(sentence):
            if graded:
                return 1.0
            best = max(best, 0.8)
    return best


def _may_grade(text: str) -> bool:
    """Say whether a text has a word of a grade: few do, and patterns take long to say no."""
    lowered = text.lower()
    return any(word in lowered for word in IN_GRADES)


@cache
def _named_by(area: str, *, plainly: bool) -> re.Pattern[str]:
    """Give the pattern of the names of an area, as they are printed or in the plain words of summaries too."""
    words = PLAINLY if plainly else PRINTED
    return re.compile("|".join(words[name] for name in area.split("+")), re.IGNORECASE)


def _of_area(judgements: Sequence[Judgement], area: str | None) -> tuple[list[Judgement], list[str]]:
    if area is None:
        return in_order(judgements), []
    picked: list[Judgement] = []
    said: list[str] = []
    for asked in area.split("+"):
        found = [judgement for judgement in judgements if names(asked, judgement.area)]
        if not found:
            said.append(f"the report prints no grade for {NAMES[asked]} of its own; these are all that it prints")
            found = in_order(judgements)
        elif asked in {"care", "care leavers"} and any(is_combined(j.area) for j in found):
            said.append("the report grades children in care and care leavers together")
        elif asked == "overall":
            found = found[:1]
        picked += [judgement for judgement in found if judgement not in picked]
    return picked, said


def in_order(judgements: Sequence[Judgement]) -> list[Judgement]:
    """Put the grade of the whole before those of its areas, which stay as the report has them."""
    return sorted(judgements, key=lambda judgement: not names("overall", judgement.area))


def grades_of(document: Document) -> tuple[CitedJudgement, ...]:
    """Cite every grade of a document, that of the whole first."""
    return tuple(CitedJudgement(j.area, j.grade, cite_judgement(document, j)) for j in in_order(document.judgements))


def _year(document: Document) -> str:
    return str(document.date.year) if document.date else "undated"


def answer_grades(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Give the grades as printed; None where no document of the scope has a judgement table."""
    frame = question.frame
    # The grade of a school or of a home in its area is no grade of a council.
    named = bool(frame.document or frame.kinds)
    graded = [n for n in scope.documents if finder.library.documents[n].judgements]
    graded = [n for n in graded if named or not finder.library.documents[n].kind.of_provider]
    graded = [n for n in graded if _is_of_years(finder.library.documents[n], frame.years)]
    graded.sort(key=lambda n: finder.library.documents[n].voice is not Voice.INSPECTOR)
    inspected = [n for n in graded if finder.library.documents[n].voice is Voice.INSPECTOR]
    reports = finder.holdings.reports(inspected or graded, frame)
    if len(frame.authorities) > 1:  # in the order in which the councils were named
        order = {name: place for place, name in enumerate(frame.authorities)}
        reports = sorted(reports, key=lambda n: order.get(finder.library.documents[n].authority or "", len(order)))
    is_asked = _asked_by_words(finder, frame.about) if frame.about else None
    if not reports:
        stated = _report_grades(finder, question, scope, is_asked)
        if stated is None and is_asked is not None:
            nearly = _asked_by_words(finder, frame.about, least=_HALF)
            stated = _report_grades(finder, question, scope, nearly, alone=True)
        if stated is None and is_asked is not None:
            return answer_weakly(finder, question, scope, Finding())
        return stated or _state_grades(finder, question, scope)
    labelled = []
    for number in reports:
        document = finder.library.documents[number]
        newer = finder.holdings.superseded.get(number)
        note = f"Superseded by {report(newer)}." if newer else ""
        labelled.append((document, label(document), note))
    area = frame.area or ("overall" if not (frame.authorities or frame.kinds or frame.document) else None)
    picked = pick_judgements(labelled, area, is_asked=is_asked)
    if not picked.judgements and frame.area and not _matter_of(question):
        picked = pick_judgements(labelled, area)  # "the adoption bit in the big report": no matter beside the area
    if not picked.judgements and frame.authorities and (matter := _matter_of(question)):
        return _ungraded(finder, question, scope, pick_judgements(labelled, None), matter)
    if not picked.judgements:
        return answer_weakly(finder, question, scope, Finding())
    evidence = _rows(finder, picked)
    message = " ".join((source(picked.documents, newest=not is_dated(frame)), *picked.notes))
    if not is_dated(frame) and len(frame.authorities) == len(picked.documents) <= MOST_NAMED:
        message += since(finder, picked.documents)
    return Answer(
        AnswerKind.JUDGEMENTS,
        message,
        evidence=renumbered(evidence),
        judgements=picked.judgements,
        groups=picked.groups,
        coverage=coverage(finder, scope.documents),
        lead=grades_lead(picked.documents, picked.judgements, area)
        if is_asked is None
        else picked_lead(picked.judgements),
    )


def _rows(finder: Finder, picked: Graded) -> list[Evidence]:
    """Quote the rows of the tables that print the grades."""
    evidence: list[Evidence] = []
    for document in picked.documents:
        areas = [judgement.area for judgement in picked.judgements if judgement.citation.document == document.path]
        rows = (p for p in finder.library.passages_of(document) if p.matter is DocumentPart.JUDGEMENT)
        evidence += finder.quoted_of(document, (row for row in rows if any(area in row.text for area in areas)))
    return evidence


def _matter_of(question: Question) -> str:
    """Give what a grade is asked of that is no judged area, as it was typed; "" where the vocabulary knows no such
    thing."""
    if len(question.frame.nameless.split()) > _FEW_WORDS:
        return ""  # a story: its words are no name of what is graded
    about = {word for word in question.frame.about if word not in WORDS_OF_GRADES}
    known = [c.typed.lower() for c in question.topic.concepts if not c.described and len(c.alternatives) > 1]
    named = {word for typed in known if about.intersection(typed.split()) for word in typed.split()}
    words = (word for word in _WORDS.findall(question.frame.rest) if word.lower() in about | named)
    return " ".join(words) if named else ""


def _ungraded(finder: Finder, question: Question, scope: DocumentScope, picked: Graded, matter: str) -> Answer:
    """Say that no grade of a matter is printed; give the grades that are, and what the documents say of the matter."""
    leads = []
    for document in {d.authority: d for d in reversed(picked.documents)}.values():
        own = [grade for grade in picked.judgements if grade.citation.document == document.path]
        leads.append(ungraded_lead(document, own, f"no grade for {matter} is printed"))
    rows = _rows(finder, picked)
    said = finder.find(question.topic, scope.documents, limit=_SHOWN).evidence
    return Answer(
        AnswerKind.JUDGEMENTS,
        f"{source(picked.documents, newest=not is_dated(question.frame))} These are all the grades that it prints.",
        evidence=renumbered((*rows, *said)),
        judgements=picked.judgements,
        groups=(*picked.groups, Group(f"What is said of {matter}", tuple(range(len(rows), len(rows) + len(said)))))
        if said
        else picked.groups,
        coverage=coverage(finder, scope.documents),
        lead=leads_beside(leads, "; "),
    )


def _is_of_years(document: Document, years: Sequence[int]) -> bool:
    """Say whether the grades of a document can be of the years asked for: a table may print of which they are."""
    told = {judgement.year for judgement in document.judgements}
    return not years or None in told or bool(told.intersection(years))


def _asked_by_words(finder: Finder, about: Sequence[str], least: float = _MOST) -> Callable[[str, str | None], bool]:
    """Make what tells whether an area has most of the words that were asked about, and its grade those of a grade."""
    analyzer = finder.searcher.lexicon.analyzer
    graded = {word for word in about if word in WORDS_OF_GRADES}
    asked = {term for word in about if word not in graded for term in analyzer.terms(word)}

    def is_asked(area: str, grade: str | None) -> bool:
        told = set((grade or "").lower().split())
        return graded <= told and (not asked or len(asked.intersection(analyzer.terms(area))) >= least * len(asked))

    return is_asked


def _report_grades(
    finder: Finder,
    question: Question,
    scope: DocumentScope,
    is_asked: Callable[[str, str | None], bool] | None,
    *,
    alone: bool = False,
) -> Answer | None:
    """Give the grades that papers and letters report in sentences, as printed; None where none does, or where several
    do and one is to stand ``alone``."""
    frame = question.frame
    areas = frame.area.split("+") if frame.area else []
    for number in finder.holdings.reports(scope.documents, replace(frame, recency=Recency.ALL)):
        document = finder.library.documents[number]
        stated = [
            one
            for one in _stated_in(finder, number)
            if (not areas or any(one.names(area) for area in areas))
            and (is_asked is None or is_asked(one.area, one.grade))
        ]
        if stated and not (alone and len(stated) > 1):
            return _reported(finder, scope, document, stated)
    return None


def _stated_in(finder: Finder, number: int) -> Sequence[StatedGrade]:
    """Give what a document states of grades in sentences: each is read once, and of it what may state one."""
    known = finder.stated_grades.get(number)
    if known is None:
        library, terms = finder.library, finder.searcher.lexicon.analyzer.terms
        start, stop = library.spans[number]
        speaking, giving = (
            finder.searcher.prepared.having_any(terms(words), start, stop) for words in (_GRADE_WORDS, GIVING)
        )
        graded = set(giving)
        places = [n - start for n in speaking if may_state(library.text_at(n), graded=n in graded)]
        known = tuple(stated_grades(library.passages_of(library.documents[number]), places))
        finder.stated_grades[number] = known
    return known


def _reported(finder: Finder, scope: DocumentScope, document: Document, stated: Sequence[StatedGrade]) -> Answer:
    passages = {one.passage.position: one.passage for one in stated}.values()
    grades = tuple(CitedJudgement(one.area, one.grade, cite(document, one.passage)) for one in stated)
    return Answer(
        AnswerKind.JUDGEMENTS,
        f"{source([document], newest=False)} It prints no table of grades;"
        f" these are the {'earlier ' if document.voice is Voice.INSPECTOR else ''}grades that it states.",
        evidence=renumbered(finder.quoted_of(document, passages)),
        judgements=grades,
        groups=(Group(label(document), judgements=tuple(range(len(grades)))),),
        coverage=coverage(finder, scope.documents),
        lead=grade_lead(grades[0]),
    )


def _state_grades(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Show the sentences that state a grade, where no table of grades was read; None where none does."""
    frame = question.frame
    stating: list[tuple[float, int, Document, Passage]] = []
    most = max(scope.documents.values(), default=0.0)
    # By the index: few passages have a word of a grade and need to be read.
    terms = finder.searcher.lexicon.analyzer.terms(_GRADE_WORDS)
    having_any = finder.searcher.prepared.having_any
    reports = finder.holdings.reports(scope.documents, replace(frame, recency=Recency.ALL))
    # Of a whole library the newest are enough to show how grades are stated.
    for number in reports if frame.authorities or frame.document else reports[:_NEWEST]:
        if sum(-score >= most for score, *_ in stating) >= MORE:
            break  # nothing further can stand before these
        document = finder.library.documents[number]
        passages = finder.library.passages_of(document)
        start, stop = finder.library.spans[number]
        for ordinal in having_any(terms, start, stop):
            position = ordinal - start
            text = finder.library.text_at(ordinal)
            if not _may_grade(text):
                continue
            around = ""
            if frame.area and len(text) < _LINE:
                before = finder.library.text_at(ordinal - 1) if position else ""
                around = f"{before}\n{passages[position].section or ''}"
            strength = states_grade(text, frame.area, around=around)
            if not strength:
                continue
            passage = passages[position]
            if passage.matter is not DocumentPart.FRONT:
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
        AnswerKind.PASSAGES,
        message,
        evidence=tuple(evidence),
        coverage=coverage(finder, scope.documents),
    )
