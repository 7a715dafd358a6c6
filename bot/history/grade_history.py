"""A council's grades over all its full inspections, as each report prints them.

In come the documents of a library and the name of a council; out come inspections in the order of their dates, and the
areas that they grade, each with what every inspection printed for it. An area has a row wherever reports mean the same
area by other names; nothing is filled in where a report prints no grade, and no grade is set against another's
framework without a mark that the framework has changed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers import area_key
from index.models import Document, Judgement
from index.text import write_day

# From which day on inspections were made under a framework of Ofsted's for local authority children's services.
_FRAMEWORKS = (
    (date(2009, 6, 1), "safeguarding and looked after children inspections"),
    (date(2013, 11, 1), "single inspection framework"),
    (date(2018, 1, 1), "ILACS"),
    (date(2023, 1, 1), "ILACS, care leavers graded apart"),
    (date(2026, 4, 1), "ILACS, no overall grade"),
)
_OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class GradeColumn:
    """An inspection: its report, and the framework that it was made under; ``changed`` where it is another than that
    of the inspection before."""

    document: Document
    framework: str
    changed: bool = False

    @property
    def day(self) -> date | None:
        """The day by which inspections are put in order."""
        return _day(self.document)

    @property
    def told_framework(self) -> str:
        """The framework as readers are told of it: where it changes, that it does."""
        return f"from here on: {self.framework}" if self.changed else self.framework


@dataclass(frozen=True, slots=True)
class GradeRow:
    """An area: its name as the newest report that grades it prints it, and what each inspection printed, None where
    one prints nothing for it."""

    area: str
    cells: tuple[Judgement | None, ...]

    def other_name(self, number: int) -> str:
        """Give the name that an inspection prints for this area, "" where it is the row's or it prints none."""
        cell = self.cells[number]
        return "" if cell is None or cell.area.casefold().split() == self.area.casefold().split() else cell.area


@dataclass(frozen=True, slots=True)
class GradeHistory:
    """One council: its inspections, the oldest first, and its areas, that of the whole first."""

    authority: str
    columns: tuple[GradeColumn, ...]
    rows: tuple[GradeRow, ...]


def history_of(documents: Sequence[Document], authority: str) -> GradeHistory:
    """Set the grades of a council's full inspections side by side; empty where no report of it prints any."""
    reports = [d for d in documents if d.authority == authority and d.is_inspection and d.judgements]
    reports.sort(key=lambda document: (_day(document) or date.min, document.path))
    columns: list[GradeColumn] = []
    for document in reports:
        framework = _framework(document)
        columns.append(GradeColumn(document, framework, bool(columns) and columns[-1].framework != framework))
    found: dict[frozenset[str], list[Judgement | None]] = {}
    for number, document in enumerate(reports):
        for judgement in document.judgements:
            cells = found.setdefault(area_key(judgement.area), [None] * len(reports))
            cells[number] = cells[number] or judgement
    order = sorted(
        found.items(), key=lambda item: (_OVERALL not in item[0], -sum(cell is not None for cell in item[1]))
    )
    rows = tuple(GradeRow(next(c.area for c in reversed(cells) if c), tuple(cells)) for _, cells in order)
    return GradeHistory(authority, tuple(columns), rows)


def describe_history(histories: Sequence[GradeHistory]) -> str:
    """Say all that a chart of these shows, for those who do not see it."""
    parts = []
    for history in histories:
        parts.append(f"{history.authority}:")
        for number, column in enumerate(history.columns):
            graded = [
                f"{cell.area}: {cell.grade or 'no grade given'}" for row in history.rows if (cell := row.cells[number])
            ]
            when = write_day(column.day) if column.day else "date not known"
            parts.append(f"inspection of {when} ({column.told_framework}): {'; '.join(graded)}.")
    return " ".join(parts)


def _framework(document: Document) -> str:
    day = document.inspected.start if document.inspected else document.published
    return next((name for begun, name in reversed(_FRAMEWORKS) if day and day >= begun), "an earlier framework")


def _day(document: Document) -> date | None:
    return document.inspected.end if document.inspected else document.published
