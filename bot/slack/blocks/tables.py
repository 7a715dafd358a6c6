"""Grades and lists as a phone can read them: lists of one report's grades, and data tables of many.

A data table has a caption, a header to sort by and pages of its own; where a workspace does not take it, the same rows
stand in a list. A grade stands as printed; where none is printed it says that.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers import area_key, areas_named
from bot.labels import day, source_line, source_page
from bot.models import CitedJudgement
from bot.slack.blocks.elements import Block, bullets, clip, context, paragraph, shown, span
from bot.slack.blocks.messages import MOST_CELLS, Unit, size
from index.models import Citation

NOT_GIVEN, NOT_IN_REPORT = "none given", "not printed"
MOST_ROWS = 100  # of Slack's data table, beside the header
PAGE_ROWS = 10  # that Slack shows at once
MOST_REPORTS = 4  # side by side; a fifth column cannot be read on a phone
_BESIDE = 3  # councils whose grades stand in one line an area
_TABLE = 10_000  # characters of JSON: with what stands round it a table is inside one message

_ALIKE = re.compile(r"^(?:the )?experiences and progress of ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table to be shown: its caption, the names of its columns, and its rows; the first column names the row."""

    caption: str
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table_units(grid: Grid, *, page: int = PAGE_ROWS) -> list[Unit]:
    """Show a table as data tables of as many rows as a message takes, each with the same rows as a list to fall back
    on; ``page`` rows are seen at once."""
    units = []
    parts = _parts(grid)
    first = 0
    for part in parts:
        more = f" (rows {first + 1} to {first + len(part)} of {len(grid.rows)})" if len(parts) > 1 else ""
        lines = tuple(_line(grid.heading, row) for row in part)
        listed = _as_list(grid.heading, part)
        caption = clip(grid.caption, 200) + more
        units.append(
            Unit((_data_table(caption, grid.heading, part, page=page),), lines, plain=(context(caption), listed))
        )
        first += len(part)
    return units


def grade_units(
    judgements: Sequence[CitedJudgement], *, superseded: Mapping[str, str] | None = None, beside: str | None = None
) -> list[Unit]:
    """Show grades by area: those of one report as a list, those of several in a table, the newest first.

    ``superseded`` says of documents, by their paths, what has taken their place. ``beside`` is what is told above of
    two reports that are compared: their grades are stacked then, a line an area.
    """
    reports: dict[str, Citation] = {}
    for judgement in judgements:
        reports.setdefault(judgement.citation.document, judgement.citation)
    if not reports:
        return []
    if len(reports) == 1:
        return _listed(judgements)
    authorities = {citation.authority for citation in reports.values()}
    if len(authorities) == 1 and len(reports) <= MOST_REPORTS:
        grid = _over_time(judgements, reports)
        units = table_units(grid) if beside is None else [_stacked(grid, part) for part in _parts(grid)]
        order = sorted(reports.values(), key=_when, reverse=True)
        return [*units, *_sources(judgements, order, superseded or {}, told=beside or "")]
    if len(authorities) < len(reports) and 1 < len(authorities) <= _BESIDE:
        return _each_over_time(judgements, superseded)
    areas = {area_key(judgement.area) for judgement in judgements}
    if len(authorities) == len(reports) <= _BESIDE and len(areas) > 1:
        order = list(reports.values())
        names = [citation.authority or citation.title for citation in order]
        grid = Grid("Grades as printed", ("Area", *names), _aligned(judgements, order))
        units = [_stacked(grid, part, named=True) for part in _parts(grid)]
        return [*units, *_sources(judgements, order, superseded or {}, told="")]
    first = "Council" if len(authorities) > 1 else "Report"
    heading = (first, "Grade", *(("Area",) if len(areas) > 1 else ()), "Where")
    rows = []
    for judgement in judgements:
        citation = judgement.citation
        when = day(citation.date)
        name = (citation.authority or citation.title) if first == "Council" else when
        where = ", ".join(p for p in (when if first == "Council" else "", source_page(citation)) if p)
        area = (short_area(judgement.area),) if len(areas) > 1 else ()
        rows.append((name, judgement.grade or NOT_GIVEN, *area, where or "-"))
    caption = "Grades as printed" + (f": {judgements[0].area}" if len(areas) == 1 else "")
    return table_units(Grid(caption, heading, tuple(rows)))


def _each_over_time(judgements: Sequence[CitedJudgement], superseded: Mapping[str, str] | None) -> list[Unit]:
    """Show the grades of a few councils, each under its own name."""
    of: dict[str, list[CitedJudgement]] = {}
    for judgement in judgements:
        of.setdefault(judgement.citation.authority or judgement.citation.title, []).append(judgement)
    units = []
    for name, own in of.items():
        first, *rest = grade_units(own, superseded=superseded)
        head = paragraph(span(name, bold=True))
        plain = (head, *first.plain) if first.plain is not None else None
        units += [Unit((head, *first.blocks), (name, *first.lines), plain), *rest]
    return units


def _listed(judgements: Sequence[CitedJudgement]) -> list[Unit]:
    items = [
        [span(j.grade or NOT_GIVEN, bold=True), span(f"  {clip(j.area, 200)}")]
        for j in sorted(judgements, key=lambda j: "overall" not in areas_named(j.area))  # the overall line first
    ]
    lines = tuple(f"{shown(j.area)}: {shown(j.grade or NOT_GIVEN)}" for j in judgements)
    source = source_line(judgements[0].citation)
    return [Unit((bullets(items), context(source)), (*lines, "— " + source))]


def _over_time(judgements: Sequence[CitedJudgement], reports: dict[str, Citation]) -> Grid:
    """Set the grades of one council's reports beside each other, the newest first."""
    order = sorted(reports.values(), key=_when, reverse=True)
    heading = ("Area", *(_column(citation, order) for citation in order))
    authority = order[0].authority or "Grades"
    return Grid(f"{authority}: grades as printed, newest report first", heading, _aligned(judgements, order))


def _aligned(judgements: Sequence[CitedJudgement], order: Sequence[Citation]) -> tuple[tuple[str, ...], ...]:
    """Make the rows of a table of several reports: an area is a row, whatever each report calls it."""
    rows: dict[frozenset[str], dict[str, list[CitedJudgement]]] = {}
    for citation in order:
        for judgement in judgements:
            if judgement.citation.document == citation.document:
                rows.setdefault(area_key(judgement.area), {}).setdefault(citation.document, []).append(judgement)
    lines = []
    for key in sorted(rows, key=lambda key: "overall" not in key):
        held = rows[key]
        newest = next(held[citation.document][0] for citation in order if citation.document in held)
        cells = (_cell(held.get(citation.document, ())) for citation in order)
        lines.append((short_area(newest.area), *cells))
    return tuple(lines)


def _stacked(grid: Grid, rows: Sequence[tuple[str, ...]], *, named: bool = False) -> Unit:
    """Show the grades of a few reports as a list, a line an area: those of councils behind their names (``named``),
    those of one council's reports with the years of the older behind the newest. Of a council whose grade of an area
    is not among those that were asked for nothing is said."""
    items, lines = [], []
    for area, *cells in rows:
        item = [span(f"{area}: ")]
        pairs = [pair for pair in zip(grid.heading[1:], cells, strict=True) if not named or pair[1] != NOT_IN_REPORT]
        for n, (column, cell) in enumerate(pairs):
            around = (f"{'; ' if n else ''}{column} ", "") if named else (f" ({column}: ", ")") if n else ("", "")
            strong = cell != NOT_IN_REPORT and (named or not n)
            words = ((around[0], False), (cell, strong), (around[1], False))
            item += [span(text, bold=bold) for text, bold in words if text]
        items.append(item)
        lines.append("• " + "".join(str(part["text"]) for part in item))
    return Unit((bullets(items),), tuple(lines))


def short_area(area: str) -> str:
    """Leave out the words with which the areas of a framework begin alike, and mark that: they fill a phone's row."""
    rest = _ALIKE.sub("", area, count=1)
    return f"…{rest}" if rest != area and rest else area


def _sources(
    judgements: Sequence[CitedJudgement], order: Sequence[Citation], superseded: Mapping[str, str], *, told: str
) -> list[Unit]:
    """Name the reports of a table, by their years where ``told`` names them already, and what each calls an area that
    stands in the row of another name: a grade is of the area as printed."""
    names: dict[frozenset[str], str] = {}
    texts = []
    for citation in order:
        others = []
        for judgement in judgements:
            if judgement.citation.document != citation.document:
                continue
            name = names.setdefault(area_key(judgement.area), judgement.area)
            if name.casefold().split() != judgement.area.casefold().split():
                others.append(f"“{judgement.area}”")
        printed = f"its names for these rows: {', '.join(dict.fromkeys(others))}" if others else ""
        replaced = "superseded" if citation.document in superseded else ""
        named = day(citation.date) in told and source_page(citation)
        source = f"{_column(citation, order)}: {named}" if named else source_line(citation)
        texts.append(" · ".join(p for p in (source, replaced, printed) if p))
    return [
        Unit((context(*texts[n : n + 10]),), tuple("— " + text for text in texts[n : n + 10]))
        for n in range(0, len(texts), 10)
    ]


def _cell(judgements: Sequence[CitedJudgement]) -> str:
    return "; ".join(dict.fromkeys(j.grade or NOT_GIVEN for j in judgements)) or NOT_IN_REPORT


def _when(citation: Citation) -> int:
    return citation.date.toordinal() if citation.date else 0


def _column(citation: Citation, order: Sequence[Citation]) -> str:
    """Name a report by its year, by its day where two are of one year."""
    when = citation.date
    if when is None:
        return "date not known"
    same = sum(other is not None and other.year == when.year for other in (one.date for one in order))
    return day(when) if same > 1 else str(when.year)


def _parts(grid: Grid) -> list[list[tuple[str, ...]]]:
    """Cut the rows into tables that Slack takes, also as a list."""
    parts: list[list[tuple[str, ...]]] = [[]]
    for row in grid.rows:
        trial = [*parts[-1], row]
        cells = sum(len(text) for one in (grid.heading, *trial) for text in one)
        table, listed = _data_table(grid.caption, grid.heading, trial), _as_list(grid.heading, trial)
        over = len(trial) > MOST_ROWS or cells > MOST_CELLS or max(size([table]), size([listed])) > _TABLE
        if parts[-1] and over:
            parts.append([])
        parts[-1].append(row)
    return [part for part in parts if part]


def _as_list(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    return bullets([[span(row[0], bold=True), span(_rest(heading, row))] for row in rows])


def _data_table(caption: str, heading: Sequence[str], rows: Sequence[Sequence[str]], *, page: int = PAGE_ROWS) -> Block:
    return {
        "type": "data_table",
        "caption": shown(caption) or "Table",
        "page_size": min(page, max(1, len(rows))),
        "row_header_column_index": 0,
        "rows": [[_raw(text) for text in row] for row in (heading, *rows)],
    }


def _raw(text: str) -> Block:
    return {"type": "raw_text", "text": clip(text, 1_500)}


def _line(heading: Sequence[str], row: Sequence[str]) -> str:
    return shown(row[0]) + _rest(heading, row)


def _rest(heading: Sequence[str], row: Sequence[str]) -> str:
    """Write the cells of a row after the first: with the names of their columns where these are not plain."""
    if heading[0] in ("Council", "Report"):
        return ": " + " · ".join(shown(cell) for cell in row[1:])
    return ": " + "; ".join(f"{head}: {shown(cell)}" for head, cell in zip(heading[1:], row[1:], strict=True))
