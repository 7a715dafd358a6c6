"""Council tests: which councils have the grades, and have had the inspections and visits, that a question wants.

In: what is held of a council and the tests of a ``Listing``. Out: for each council that passes all of them, the rows of
grades and the documents that show it. Nothing is inferred: a council whose report prints no such grade does not pass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from bot.answers.areas import NAMES, areas_named, judgements_of, names, place_of
from bot.answers.document_scope import DocumentScope, matches_year
from bot.answers.evidence_finder import Finder
from bot.answers.mentions import says_all
from bot.answers.verdict import same_grade
from index.models import INSPECTIONS, Document, Judgement, Kind, Voice
from index.query import Frame, GradeTest, Topic, VisitTest, When
from index.text import write_day, write_period


@dataclass(frozen=True, slots=True)
class Row:
    """A grade that a report prints, and the report."""

    document: Document
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Line:
    """A council that passes, with the rows and the visits that show it, the newest first."""

    council: str
    rows: tuple[Row, ...] = ()
    visits: tuple[Document, ...] = ()

    @property
    def newest(self) -> int:
        """The day of the newest document that is shown, by which lines are ordered."""
        days = [d.date for d in (*(row.document for row in self.rows), *self.visits) if d.date]
        return max(day.toordinal() for day in days) if days else 0

    @property
    def oldest(self) -> int:
        """The day of the oldest."""
        return min((_day(d) for d in (*(row.document for row in self.rows), *self.visits)), default=0)


@dataclass(frozen=True, slots=True)
class Tested:
    """The lines of the councils that pass; ``looked`` had anything to look at; of those that are ``silent`` it cannot
    be told, since their reports print no grade for an area. ``longer`` passed with other inspections in between."""

    lines: tuple[Line, ...]
    looked: tuple[str, ...]
    silent: Mapping[str, Sequence[str]] = field(default_factory=dict[str, Sequence[str]])
    longer: tuple[str, ...] = ()


def inspections_of(finder: Finder, scope: DocumentScope, council: str) -> list[Document]:
    """List the full inspections of a council that print grades, the newest first."""
    held = [finder.library.documents[n] for n in finder.holdings.by_authority.get(council, ()) if n in scope.documents]
    return [d for d in held if d.is_inspection and d.judgements]


def check_grades(
    finder: Finder, frame: Frame, scope: DocumentScope, councils: Sequence[str], tests: Sequence[GradeTest]
) -> Tested:
    """Test the grades of councils; where a period is asked for, the newest inspection of it counts."""
    lines, looked = [], []
    silent: dict[str, list[str]] = {}
    for council in councils:
        reports = inspections_of(finder, scope, council)
        if not any(_is_of_period(report, frame) for report in reports):
            continue
        looked.append(council)
        found = [_rows(reports, test, frame) for test in tests]
        rows = [row for some in found for row in some or ()]
        if all(some is not None for some in found):
            unique = dict.fromkeys(rows)
            lines.append(Line(council, tuple(sorted(unique, key=lambda row: -_day(row.document)))))
            continue
        missing = [test for test, some in zip(tests, found, strict=True) if some is None]
        if all(_is_unprinted(reports, test, frame) for test in missing):
            for area in dict.fromkeys(test.area for test in missing):
                silent.setdefault(area, []).append(council)
    return Tested(tuple(lines), tuple(looked), silent)


def _is_unprinted(reports: Sequence[Document], test: GradeTest, frame: Frame) -> bool:
    """Say whether a report prints no grade by which a test could be told."""
    now = _now(reports, test, frame) if test.area in NAMES and test.when is When.NOW else None
    return now is not None and not judgements_of(now, test.area)


def _rows(reports: Sequence[Document], test: GradeTest, frame: Frame) -> Sequence[Row] | None:
    """List the rows by which a council passes a test; None where it does not pass."""
    now = _now(reports, test, frame)
    if now is None:
        return None
    earlier = reports[reports.index(now) + 1 :]
    if test.than and test.area != "every":
        own, other = _row(now, test.area), _row(now, test.than)
        return (own, other) if own and other and _is_moved(own, other, test) else None
    if test.moved and not test.than and test.when is When.EVER:
        return _moves([pair for pair in pairwise(reports) if _is_of_period(pair[0], frame)], test)
    if test.moved and not test.than:
        return _moves([(now, earlier[0])] if earlier else [], test)
    if test.when in {When.EVER, When.ALWAYS} or test.years:
        return _over_time(_of_period(reports, test, frame), test)
    if test.when is When.EARLIER:
        return _over_time(earlier, test)
    meant = now if test.when is When.NOW else next(iter(earlier), None)
    if meant is None:
        return None
    rows = _printed_for(meant, test)
    if test.than and test.area == "every":
        alike = len({step_of(row.judgement.grade) for row in rows}) == 1
        return None if not rows or alike is test.denied else rows
    if not test.grades:
        return None if test.denied is bool(rows) else rows or (Row(meant, _first(meant)),)
    held = [row for row in rows if _is_one(row, test.grades)]
    if test.running and held and not test.denied:  # since when it has been so
        before = takewhile(lambda one: (row := _row(one, test.area)) and _is_one(row, test.grades), earlier)
        return [*held, *(row for one in before if (row := _row(one, test.area)))]
    passed = len(held) >= (len(rows) if test.area == "every" else test.least)
    if not rows or passed is test.denied:
        return None
    return held if held and test.area == "any" else rows


def _moves(pairs: Sequence[tuple[Document, Document]], test: GradeTest) -> Sequence[Row] | None:
    """List the rows of an area that moved between two inspections; where it is denied, those of one that never did."""
    rows: list[Row] = []
    for now, before in pairs:
        own, other = _row(now, test.area), _row(before, test.area)
        if test.area not in NAMES:
            some = _areas_moved(now, before, test)
            rows += _printed(now, test.area) if test.denied and not some else some or ()
            if test.denied and some:
                return None
        elif own and other and _is_moved(own, other, test) is not test.denied:
            rows += (own, other)
        elif test.denied:
            return None
    return rows or None


def _areas_moved(now: Document, before: Document, test: GradeTest) -> Sequence[Row] | None:
    """List the areas, whichever they are, that have moved: as many as are asked for at least."""
    then = {areas_named(row.judgement.area): row for row in _printed(before, test.area)}
    one_step = replace(test, least=1)
    pairs = [
        (row, then[named])
        for row in _printed(now, test.area)
        if (named := areas_named(row.judgement.area)) in then and _is_moved(row, then[named], one_step)
    ]
    return [row for pair in pairs for row in pair] if len(pairs) >= test.least else None


def _now(reports: Sequence[Document], test: GradeTest, frame: Frame) -> Document | None:
    """Give the newest inspection, of the years of a test or of the period that is asked for."""
    return next(iter(_of_period(reports, test, frame)), None)


def _of_period(reports: Sequence[Document], test: GradeTest, frame: Frame) -> list[Document]:
    of_test = replace(frame, years=test.years, since=None, until=None) if test.years else frame
    return [report for report in reports if _is_of_period(report, of_test)]


def _over_time(reports: Sequence[Document], test: GradeTest) -> Sequence[Row] | None:
    """Test all inspections together: how many, or how many one after the other, or whether each, have given a grade."""
    rows = [row for report in reports for row in _printed_for(report, test)]
    held = [row for row in rows if _is_one(row, test.grades)]
    if test.when is When.ALWAYS:
        return rows if rows and (len(held) == len(rows)) is not test.denied else None
    giving = {row.document.path for row in held}
    most = run = 0
    for report in reports:
        run = run + 1 if report.path in giving else 0
        most = max(most, run)
    passed = (most if test.running else len(giving)) >= test.least
    if not rows or passed is test.denied:
        return None
    return held or rows[:1]


def _printed(document: Document, area: str) -> tuple[Row, ...]:
    """List the rows of an area that a report prints: one, but for every area."""
    found = judgements_of(document, area)[:1] if area in NAMES else document.judgements
    return tuple(Row(document, judgement) for judgement in found if judgement.grade)


def _printed_for(document: Document, test: GradeTest) -> tuple[Row, ...]:
    """List the rows that a test looks at: where areas are left out, neither these nor the grade of the whole."""
    rows = _printed(document, test.area)
    apart = {"overall", *test.besides} if test.besides else ()
    return tuple(row for row in rows if not any(names(area, row.judgement.area) for area in apart))


def _row(document: Document, area: str) -> Row | None:
    return next(iter(_printed(document, area)), None)


def _first(document: Document) -> Judgement:
    return document.judgements[0]


def _is_one(row: Row, grades: Sequence[str]) -> bool:
    return any(same_grade(row.judgement.grade, grade) for grade in grades)


def _is_moved(one: Row, other: Row, test: GradeTest) -> bool:
    first, second = step_of(one.judgement.grade), step_of(other.judgement.grade)
    if first is None or second is None:
        return False
    if test.moved == "same":
        return first == second
    steps = first - second if test.moved == "better" else second - first
    return test.least <= steps <= (test.most or steps)


def step_of(grade: str | None) -> int | None:
    """Give the step of a grade, the worst first; what was adequate stands where what requires improvement does."""
    place = place_of(grade)
    return place - (place >= _ADEQUATE) if place is not None else None


_ADEQUATE = place_of("adequate") or 0


def _is_of_period(document: Document, frame: Frame) -> bool:
    """Say whether a report is of the period asked for; one without a date is of none."""
    if frame.years:
        return any(matches_year(document, year) for year in frame.years)
    if frame.since and frame.since_day:
        return document.date is not None and document.date >= frame.since_day
    year = document.date.year if document.date else None
    bounds = (frame.since or 0, frame.until or 9999)
    return bounds == (0, 9999) or (year is not None and bounds[0] <= year <= bounds[1])


def check_visits(
    finder: Finder, frame: Frame, scope: DocumentScope, councils: Sequence[str], test: VisitTest, topic: Topic | None
) -> Tested:
    """Test which councils have had inspections or visits, or have had none, and when."""
    lines = []
    looks_at = _looks_at(finder, topic) if topic is not None else None
    for council in councils:
        numbers = [n for n in finder.holdings.by_authority.get(council, ()) if n in scope.documents]
        held = [n for n in numbers if _is_visit(finder.library.documents[n], test)]
        if looks_at is not None:
            held = [n for n in held if looks_at(n)]
        documents = [finder.library.documents[n] for n in held]
        if test.after:
            full = next((d for n in numbers if (d := finder.library.documents[n]).kind is Kind.INSPECTION), None)
            documents = [d for d in documents if full and _day(d) > _day(full)]
        of_period = [d for d in documents[: 1 if test.last else None] if _took_place(d, test, frame)]
        if test.denied and not of_period:
            lines.append(Line(council, visits=tuple(documents[:1])))
        elif not test.denied and test.least <= len(of_period) <= (test.most or len(of_period)):
            lines.append(Line(council, visits=tuple(of_period)))
    return Tested(tuple(lines), tuple(councils))


def _is_visit(document: Document, test: VisitTest) -> bool:
    return document.voice is Voice.INSPECTOR and document.kind in (test.kinds or INSPECTIONS)


def _looks_at(finder: Finder, topic: Topic) -> Callable[[int], bool]:
    """Make what says whether the beginning of a letter, or its title, says that inspectors looked at something."""
    says = says_all(finder, topic, synonyms=True)
    library = finder.library

    def looks_at(number: int) -> bool:
        # The index tells which passages may say it: few are read.
        if any(says.may[ordinal] and says(library.text_at(ordinal)) for ordinal in finder.opening_of(number)):
            return True
        return says(library.documents[number].title)

    return looks_at


def _took_place(document: Document, test: VisitTest, frame: Frame) -> bool:
    """Say whether an inspection took place, or its report was published, in the period asked for."""
    day = document.inspected.start if document.inspected and not test.published else document.date
    if day is None:
        return not (frame.years or frame.since or frame.until)
    if frame.years:
        return day.year in frame.years
    if frame.since and frame.since_day:
        return day >= frame.since_day
    since = frame.since or 0
    if test.denied and not test.published:
        since += frame.since is not None  # "not inspected since 2019": the inspection of 2019 was the last
    return since <= day.year <= (frame.until or 9999)


def _day(document: Document) -> int:
    return document.date.toordinal() if document.date else 0


def told_of(document: Document) -> str:
    """Tell what a document is and when: "focused visit letter, inspected 3 May 2023"."""
    if document.inspected:
        return f"{document.kind.value}, inspected {write_period(document.inspected)}"
    return (
        f"{document.kind.value}, published {write_day(document.published)}"
        if document.published
        else document.kind.value
    )
