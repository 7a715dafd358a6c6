"""Grades and comparisons as tables, one a message.

Slack takes one table a message, 100 rows, 20 columns, about 10,000 characters of cells. A grade stands as printed;
where none is printed the cell has that.
"""

import json
from collections.abc import Sequence

from bot.labels import citation_line, day, place, source_line, superseded
from bot.models import Answer, CitedJudgement, Group
from bot.slack.blocks.elements import Block, clip, context, shown, span
from bot.slack.blocks.messages import Unit, size
from bot.slack.blocks.quotations import excerpt_of, excerpt_runs, spoken
from index.models import Citation

NOT_GIVEN, NOT_IN_REPORT = "none given", "not in this report"
CELL, CELL_HARD = 450, 1_100
_ROWS, _CELLS, _TABLE = 95, 8_000, 9_500


def judgement_units(judgements: Sequence[CitedJudgement]) -> list[Unit]:
    """Show grades by area: one report as a list, two to four side by side, more one after the other."""
    reports: dict[str, Citation] = {}
    for judgement in judgements:
        reports.setdefault(judgement.citation.document, judgement.citation)
    if not reports:
        return []
    if len(reports) == 1:
        heading = ["Area", "Grade, as printed", "Where"]
        rows = [[j.area, j.grade or NOT_GIVEN, place(j.citation) or "-"] for j in judgements]
    elif len(reports) <= 4:
        heading, rows = _side_by_side(judgements, reports)
    else:
        heading = ["Report", "Area", "Grade, as printed"]
        rows = [[_column(j.citation, reports), j.area, j.grade or NOT_GIVEN] for j in judgements]
    sources = [source_line(citation) for citation in reports.values()]
    units = [Unit((_table(heading, part),), tuple(_lines(heading, part))) for part in _parts(rows)]
    for first in range(0, len(sources), 10):
        part = sources[first : first + 10]
        units.append(Unit((context(*part),), tuple("— " + s for s in part)))
    return units


def comparison_fits(answer: Answer) -> bool:
    """Say whether the sides of a comparison can stand side by side in one table."""
    return 2 <= len(answer.groups) <= 4 and any(g.evidence for g in answer.groups)


def comparison_table(answer: Answer) -> Unit:
    """Show the sides of a comparison side by side, each under its own name, never merged."""
    groups = answer.groups
    depth = max(len(g.evidence) for g in groups)
    rows: list[list[Block]] = [[_cell(span(clip(g.label, 120), bold=True)) for g in groups]]
    if any(g.note for g in groups):
        rows.append([_cell(span(g.note or "-", italic=True)) for g in groups])
    # A message holds some 12,000 characters: the more cells, the shorter the excerpts; the rest is in "Read in
    # context".
    limit, hard = CELL, CELL_HARD
    while True:
        cells = [[_passage_cell(answer, g, row, limit, hard) for g in groups] for row in range(depth)]
        table: Block = {
            "type": "table",
            "rows": rows + cells,
            "column_settings": [{"is_wrapped": True} for _ in groups],
        }
        if hard <= 100 or size([table]) <= _TABLE:
            break
        limit, hard = limit * 2 // 3, hard * 2 // 3
    lines = []
    for group in groups:
        lines.append(f"{group.label}:" + (f" {group.note}" if group.note else ""))
        for index in group.evidence:
            evidence = answer.evidence[index]
            lines.append(spoken(evidence, excerpt_of(evidence, limit=limit, hard=hard)))
            lines.append("— " + citation_line(evidence.citation))
        if not group.evidence and not group.note:
            lines.append("Nothing found.")
    return Unit((table,), tuple(lines))


def _passage_cell(answer: Answer, group: Group, row: int, limit: int, hard: int) -> Block:
    if row >= len(group.evidence):
        return _cell(span("Nothing found." if row == 0 and not group.note else "-"))
    evidence = answer.evidence[group.evidence[row]]
    part = excerpt_of(evidence, limit=limit, hard=hard)
    notes = [citation_line(evidence.citation)]
    if evidence.superseded_by is not None:
        notes.append(superseded(evidence.superseded_by))
    if part.caveat:
        notes.append("The next sentence qualifies this")
    return _cell(*excerpt_runs(evidence, part), span("\n" + ". ".join(notes), italic=True))


def _side_by_side(
    judgements: Sequence[CitedJudgement], reports: dict[str, Citation]
) -> tuple[list[str], list[list[str]]]:
    areas: dict[str, str] = {}
    grades: dict[tuple[str, str], list[str]] = {}
    for judgement in judgements:
        key = " ".join(judgement.area.casefold().split())
        areas.setdefault(key, judgement.area)
        grades.setdefault((key, judgement.citation.document), []).append(judgement.grade or NOT_GIVEN)
    heading = ["Area", *(_column(citation, reports) for citation in reports.values())]
    rows = [
        [area, *("; ".join(grades.get((key, document), [NOT_IN_REPORT])) for document in reports)]
        for key, area in areas.items()
    ]
    return heading, rows


def _column(citation: Citation, reports: dict[str, Citation]) -> str:
    when = day(citation.published or (citation.inspected.end if citation.inspected else None))
    authorities = {c.authority for c in reports.values()}
    same_day = (
        sum(c.published == citation.published and c.authority == citation.authority for c in reports.values()) > 1
    )
    parts = [citation.authority or citation.title] if len(authorities) > 1 or citation.authority is None else []
    parts.append(when)
    if same_day:
        parts.append(citation.kind.value)
    return ", ".join(parts)


def _parts(rows: list[list[str]]) -> list[list[list[str]]]:
    parts: list[list[list[str]]] = [[]]
    used = 0
    for row in rows:
        cost = sum(len(json.dumps(cell)) for cell in row) + 60 * len(row)
        if parts[-1] and (len(parts[-1]) >= _ROWS or used + cost > _CELLS):
            parts.append([])
            used = 0
        parts[-1].append(row)
        used += cost
    return parts


def _table(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    return {
        "type": "table",
        "column_settings": [{"is_wrapped": True} for _ in heading],
        "rows": [
            [_cell(span(clip(text, 120), bold=True)) for text in heading],
            *([{"type": "raw_text", "text": clip(text, 300)} for text in row] for row in rows),
        ],
    }


def _lines(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if len(heading) == 3 and heading[0] == "Area" and heading[2] == "Where":
        return [f"{shown(area)}: {shown(grade)} ({where})" for area, grade, where in rows]
    if heading[0] == "Report":
        return [f"{shown(report)}: {shown(area)}: {shown(grade)}" for report, area, grade in rows]
    return [
        f"{shown(row[0])}: "
        + "; ".join(f"{head}: {shown(cell)}" for head, cell in zip(heading[1:], row[1:], strict=True))
        for row in rows
    ]


def _cell(*elements: Block) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(elements)}]}
