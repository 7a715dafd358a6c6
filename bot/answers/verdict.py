"""Verdict: what a report says of a judged area, or of a council as a whole, its grade and its opening words first.

In: the documents that may answer, and the area asked for (none: the whole). Out: an answer of kind area or overview:
the grades as printed, then the paragraph that opens the section or the report's own summary, then the weightiest
paragraphs of both kinds, told apart by their own words.
"""

from dataclasses import replace
from datetime import date

from bot.answers.areas import AreaSection, Weighed, judgements_of, names, read_section
from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.grades import grades_of, pick_judgements
from bot.answers.leads import grade_lead, grade_line, overall_lead
from bot.answers.phrases import MORE, coverage, is_dated, label, report, since, source
from bot.models import Answer, AnswerKind, Evidence, Fact, Group
from index.models import Document, DocumentPart, Passage, Unit
from index.query import Intent, Question, Topic
from index.text import Polarity

_LEANS = 0.3  # a paragraph that praises and faults about as much is neither a strength nor a weakness
_POINT = 3.0  # what a paragraph weighs more that speaks of a point which the report wants improved
_TOLD = 4  # passages
_AREAS, _EACH = ("protection", "care", "care leavers", "leaders"), 2  # areas, and strengths of each
_OPENING, _ON_THIS = "How the section opens", "On this"
_STRONG, _WEAK = "Strengths, by the report's own words", "Weaknesses, by the report's own words"
_SUMMARY, _IMPROVE = "The report's own summary", "What it says needs to improve"
_GOOD = frozenset({"good", "outstanding"})
_SUMMED = frozenset({Unit.PARAGRAPH, Unit.BULLET})


def answer_area(
    finder: Finder,
    question: Question,
    scope: DocumentScope,
    area: str,
    limit: int,
    *,
    about: Topic | None = None,
    of_then: bool = False,
) -> Answer | None:
    """Answer on a judged area: its grade, the paragraph that opens its section, the weightiest others.

    ``about`` is a part of the area that was asked for ("the front door"): its passages follow the opening. None where
    no report of the scope judges the area or has a section on it; or only one that is superseded, and no time was asked
    for (``of_then``): a grade of then is none of now, and the newest report may speak of it without one.
    """
    document = newest_graded(finder, scope, area)
    if document is not None and not (of_then or is_dated(question.frame)):
        number = finder.library.documents.index(document)
        if number in finder.holdings.superseded and not question.frame.document:
            return None
    section = read_section(finder.library, document, area) if document else None
    if document is None or section is None:
        return None
    graded = pick_judgements([(document, label(document), "")], area)
    opening = finder.quoted_of(document, [section.opening])
    if about is None:
        kinds = _both_kinds(finder, document, section, area)
        faulted = (graded.judgements[0].grade or "").lower() not in _GOOD
        others = _kind_asked(question, kinds) or _in_turn(kinds[::-1] if faulted else kinds)
    else:
        number = finder.library.documents.index(document)
        found = finder.find(about, {number: 1.0}, limit=max(limit, MORE)).evidence
        # The best of them stand in the report's own order: how a service is told of is a story.
        best = sorted(found[:_TOLD], key=lambda item: item.passage_id)
        others = [(_ON_THIS, item) for item in (*best, *found[_TOLD:]) if item.passage_id != opening[0].passage_id]
        if not others:
            return None
    shown = [(_OPENING, opening[0]), *others]
    message = " ".join((source([document], newest=not is_dated(question.frame)), *graded.notes))
    if newer := finder.holdings.superseded.get(finder.library.documents.index(document)):
        message += f" Superseded by {report(newer)}."
    elif not is_dated(question.frame):
        message += since(finder, [document])
    return Answer(
        AnswerKind.AREA,
        message,
        evidence=renumbered(item for _, item in shown[:limit]),
        judgements=graded.judgements,
        groups=_groups([name for name, _ in shown[:limit]]),
        coverage=coverage(finder, scope.documents),
        more=renumbered(item for _, item in shown)[limit : limit + MORE],
        lead=grade_lead(graded.judgements[0]),
    )


def answer_overview(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """Answer on a council as a whole: every grade, the report's own summary, what must improve; None without grades.

    Where what is good is asked for, and nothing else, strengths of each area stand in place of what must improve.
    """
    document = newest_graded(finder, scope, None)
    if document is None:
        return None
    summary = finder.quoted_of(document, summary_of(finder, document))
    message = _told_since(finder, question, document)
    if question.topic.polarity is Polarity.STRONG and question.frame.intent is Intent.PASSAGES:
        others = _strengths(finder, document, {item.passage_id for item in summary})
        message += "" if others else " No paragraph on an area tells strengths alone."
    else:
        points = [p for p in finder.library.passages_of(document) if p.matter is DocumentPart.IMPROVEMENT]
        others = [(_IMPROVE, item) for item in finder.quoted_of(document, points)]
    shown = [(_SUMMARY, item) for item in summary[:limit]] + others
    grades = grades_of(document)
    return Answer(
        AnswerKind.OVERVIEW,
        message,
        evidence=renumbered(item for _, item in shown),
        judgements=grades,
        groups=_groups([name for name, _ in shown]),
        coverage=coverage(finder, scope.documents),
        more=renumbered(summary[limit : limit + MORE], first=len(shown) + 1),
        lead=overall_lead(document, grades),
    )


def _strengths(finder: Finder, document: Document, seen: set[str]) -> list[tuple[str, Evidence]]:
    """Give the weightiest strengths of each area that a report judges, but for passages that are shown already."""
    strong: list[tuple[str, Evidence]] = []
    for area in _AREAS:
        section = read_section(finder.library, document, area) if judgements_of(document, area) else None
        kind = _both_kinds(finder, document, section, area)[0] if section else []
        strong += [one for one in kind if one[1].passage_id not in seen | {it.passage_id for _, it in strong}][:_EACH]
    return strong


def answer_why(
    finder: Finder, question: Question, scope: DocumentScope, grade: str | None, limit: int
) -> Answer | None:
    """Answer why a council has its grades: the report's summary, then how the section of each area so graded opens.

    ``grade`` is the one that was asked about; all areas are told of where it is none or was given to no area.
    """
    newest = newest_graded(finder, scope, None)
    document = _newest_with(finder, scope, grade) or newest
    if document is None or newest is None:
        return None
    shown = [(_SUMMARY, item) for item in finder.quoted_of(document, summary_of(finder, document))[:limit]]
    areas = {n: rows[0] for n in _AREAS if (rows := judgements_of(document, n))}
    told = {n: row for n, row in areas.items() if same_grade(row.grade, grade)} or areas
    seen = {item.passage_id for _, item in shown}
    for name, row in told.items():
        section = read_section(finder.library, document, name)
        if section is None:
            continue
        strong, weak = _both_kinds(finder, document, section, name)
        others = [item for _, item in (strong if (row.grade or "").lower() in _GOOD else weak)[:1]]
        for item in (*finder.quoted_of(document, [section.opening]), *others):
            if item.passage_id not in seen:
                seen.add(item.passage_id)
                shown.append((f"{row.area}: {row.grade}", item))
    grades = grades_of(document)
    lead = overall_lead(document, grades)
    if document is not newest and document.date:  # what was true then is not taken for what is true now
        now = overall_lead(newest, grades_of(newest))
        lead = replace(now, text=f"{now.text}. {grade} was last printed in {document.date.year}, as below.")
    return Answer(
        AnswerKind.OVERVIEW,
        _told_since(finder, question, document, newest=document is newest),
        evidence=renumbered(item for _, item in shown),
        judgements=grades,
        groups=_groups([name for name, _ in shown]),
        coverage=coverage(finder, scope.documents),
        lead=lead,
    )


def _newest_with(finder: Finder, scope: DocumentScope, grade: str | None) -> Document | None:
    """Pick the newest full inspection that gave a grade: why it was given is told by no later one."""
    documents = [finder.library.documents[number] for number in scope.documents]
    gave = [d for d in documents if d.is_inspection and any(same_grade(row.grade, grade) for row in d.judgements)]
    return max(gave, key=lambda d: d.date or date.min, default=None) if grade else None


def newest_graded(finder: Finder, scope: DocumentScope, area: str | None) -> Document | None:
    """Pick the newest full inspection of the scope that grades an area (anything, where none is asked for)."""
    documents = [finder.library.documents[number] for number in scope.documents]
    graded = [d for d in documents if d.judgements and d.is_inspection]
    if area is not None:
        graded = [d for d in graded if judgements_of(d, area)]
    return max(graded, key=lambda d: (d.date or date.min, d.path), default=None)


def grade_beside(finder: Finder, scope: DocumentScope, area: str) -> tuple[Fact, ...]:
    """Give the grade of the area that passages of one council are asked about, where it is below good.

    A kind paragraph of a service that was found wanting would mislead without it.
    """
    document = newest_graded(finder, scope, area)
    if document is None:
        return ()
    judgement = pick_judgements([(document, label(document), "")], area).judgements[0]
    if judgement.grade is None or judgement.grade.lower() in _GOOD:
        return ()
    return (Fact("Grade of this area", grade_line(judgement), judgement.citation),)


def same_grade(printed: str | None, asked: str | None) -> bool:
    """Say whether a printed grade is the one asked about, with or without "to be good"."""
    said = (printed or "").lower().replace("require improvement", "requires improvement")  # some reports print it so
    return asked is not None and said.startswith(asked.lower())


def _told_since(finder: Finder, question: Question, document: Document, *, newest: bool = True) -> str:
    return source([document], newest=newest and not is_dated(question.frame)) + since(finder, [document])


def summary_of(finder: Finder, document: Document) -> list[Passage]:
    """Give the paragraphs of the report's own summary: the executive one, or what stands before its findings.

    What is written for children and what sums up a single chapter are left out where there is another.
    """
    summed = [p for p in finder.library.passages_of(document) if p.matter is DocumentPart.SUMMARY and p.unit in _SUMMED]
    whole = [p for p in summed if not p.sections or "xecutive" in p.sections[-1] or "because" in p.sections[-1]]
    own = [p for p in whole if len(p.sections) == len(whole[0].sections)] if whole else []
    return own or summed


def _both_kinds(
    finder: Finder, document: Document, section: AreaSection, area: str
) -> tuple[list[tuple[str, Evidence]], list[tuple[str, Evidence]]]:
    """Give the strengths and the weaknesses of a section, the weightiest of each first."""
    rest = [one for one in section.rest if not section.combined or area == "care" or names(area, one.passage.text)]
    points = _points(finder, document)
    strong = [one for one in rest if one.leaning.side > _LEANS]
    weak = [one for one in rest if one.leaning.side < -_LEANS]
    strong.sort(key=lambda one: (one.leaning.fault - one.leaning.praise, one.passage.position))
    weak.sort(key=lambda one: (-_weakness(finder, one, points), one.passage.position))
    return (
        [(_STRONG, item) for item in finder.quoted_of(document, [one.passage for one in strong])],
        [(_WEAK, item) for item in finder.quoted_of(document, [one.passage for one in weak])],
    )


def _weakness(finder: Finder, one: Weighed, points: list[frozenset[str]]) -> float:
    """Weigh a paragraph that faults: more where it speaks of a point that the report itself wants improved."""
    terms = frozenset(finder.searcher.lexicon.analyzer.terms(one.passage.text))
    shared = max((len(terms & point) / len(point) for point in points if point), default=0.0)
    return one.leaning.fault - one.leaning.praise + _POINT * shared


def _points(finder: Finder, document: Document) -> list[frozenset[str]]:
    analyzer = finder.searcher.lexicon.analyzer
    return [
        frozenset(analyzer.terms(p.text))
        for p in finder.library.passages_of(document)
        if p.matter is DocumentPart.IMPROVEMENT
    ]


def _kind_asked(
    question: Question, kinds: tuple[list[tuple[str, Evidence]], list[tuple[str, Evidence]]]
) -> list[tuple[str, Evidence]]:
    """Give the strengths or the weaknesses, where one of the two is asked for."""
    asked = question.topic.polarity
    return kinds[0] if Polarity.STRONG in asked else kinds[1] if Polarity.WEAK in asked else []


def _in_turn(
    kinds: tuple[list[tuple[str, Evidence]], list[tuple[str, Evidence]]],
) -> list[tuple[str, Evidence]]:
    """Deal from two lists in turn, so that neither kind stands alone at the top."""
    first, second = kinds
    dealt = []
    for place in range(max(len(first), len(second))):
        dealt += [*first[place : place + 1], *second[place : place + 1]]
    return dealt


def _groups(labels: list[str]) -> tuple[Group, ...]:
    """Gather evidence under its labels, in the order in which each label comes first."""
    places: dict[str, list[int]] = {}
    for place, name in enumerate(labels):
        places.setdefault(name, []).append(place)
    return tuple(Group(name, tuple(found)) for name, found in places.items())
