"""Printed tables: ruled grids of pages put together to tables over page ends, and boxes of running text told apart.

In come the grids of a printed document and its lines without furniture; out go tables, each with the lines that it
takes, and for lines in boxes of one column the cell that they stand in. What a row means is not decided here.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.models import DocumentPart
from index.readers import Cell, Grid, Line, Table, merges_of
from index.structure.bullets import bullet_text
from index.structure.line_joining import join_lines
from index.structure.parts import matter_of

_SAME = 6.0  # points within which columns of two pages are the same
_SMALL = 0.88  # of the body's size: notes may stand between the parts of a table
_MOST_ACROSS = 12  # lines over all columns that any table may have; what has more is a page's text in boxes
_MOST_LINES = 120  # of one row; what has more is a page set in columns
_ENDED = re.compile(r"[.?!:;]['’”\")\]]*\s*[\d⁰¹²³⁴-⁹]{0,2}$")
_FIGURE = re.compile(r"[£$€<>≤≥~+(-]{0,2}\s?\d[\d,.]{0,15}\s?(?:%|pp|k|m|bn)?\)?")
_REFERENCE = re.compile(r"[A-Z]{0,6}[ .-]?\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?[.):]?")
_NUMBERED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}[.)]?\s+[A-Z]")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,3}){0,3}\.?")
_DAY = re.compile(r"(?:\d{1,2} )?[A-Z][a-z]{2,8} (?:19|20)\d\d")
_AGAIN = re.compile(r".{0,80}\bcont(?:inued|['’]?d|\.)?\)?\W*$", re.IGNORECASE)


@dataclass(slots=True)
class PrintedRow:
    """A row: by column the lines of its cell; a cell over several columns stands in each of them."""

    cells: list[tuple[Line, ...]]
    merged: list[bool]  # by column: its cell goes on from the row above


@dataclass(slots=True)
class PrintedTable:
    """A table as it goes over pages: the edges of its columns, its rows, and the page lines that it takes."""

    edges: tuple[float, ...]
    rows: list[PrintedRow]
    grids: list[Grid]
    covers: list[Line] = field(default_factory=list)
    heads: int = 0

    def as_table(self) -> Table:
        """Give the table as text."""
        rows = tuple(tuple(cell_text(lines) for lines in row.cells) for row in self.rows)
        pages = tuple(tuple(_pages(lines) for lines in row.cells) for row in self.rows)
        across, down = merges_of([[lines or None for lines in row.cells] for row in self.rows])
        return Table(rows, self.grids[0].page, self.heads, pages, across=across, down=down)


@dataclass(slots=True)
class Printed:
    """What the grids of a document are: tables, and by a line's identity the cell of a box that it stands in.

    ``listed`` are the cells of boxes that hold a list, one item a cell; ``heads`` are lines, by identity, that say in
    the first cell of a box that it lists what must improve, and ``headed`` says so of each cell of such a box.
    """

    tables: list[PrintedTable] = field(default_factory=list)
    cells: dict[int, int] = field(default_factory=dict)
    listed: set[int] = field(default_factory=set)
    heads: set[int] = field(default_factory=set)
    headed: dict[int, str] = field(default_factory=dict)

    def outside(self, lines: Iterable[Line]) -> list[Line]:
        """Give the lines that stand in no table."""
        inside = {id(line) for table in self.tables for line in table.covers}
        return [line for line in lines if id(line) not in inside]

    def parts(self, one: int | None, other: int | None, *, same_page: bool, listing: bool) -> bool:
        """Say whether the border of a box stands between two cells (None: outside of any); over a page's end only
        where a box holds a list (``listing``), since others go on overleaf."""
        return one != other and (same_page or (listing and (one in self.listed or other in self.listed)))


def read_grids(grids: Sequence[Grid], lines: Sequence[Line], body: float | None) -> Printed:
    """Put the grids of a document together; ``lines`` are those of its text, without furniture."""
    kept = set(map(id, lines))
    used = [grid for grid in grids if any(id(line) in kept for line in grid.covers)]
    printed = Printed()
    for group in _chains(used, lines, body):
        table = _joined(group)
        full = [n for n in range(len(table.edges) - 1) if any(row.cells[n] for row in table.rows)]
        if _numbers_paragraphs(table, full):
            continue
        if len(full) > 1 and _is_tabular(table):
            printed.tables.append(table)
        elif len(table.edges) == 2 or len(full) == 1:
            _box(table, printed)
    return printed


def _numbers_paragraphs(table: PrintedTable, full: Sequence[int]) -> bool:
    """Say whether a table only sets the numbers of paragraphs beside them: "12" or "3.4", and running text."""
    if len(full) != 2 or table.heads:
        return False
    numbers = [cell_text(row.cells[full[0]]) for row in table.rows]
    texts = [row.cells[full[1]] for row in table.rows]
    counted = [number for number in numbers if _COUNTED.fullmatch(number)]
    running = sum(len(lines) > 1 and _ENDED.search(lines[-1].text) is not None for lines in texts)
    return len(counted) == len(numbers) and 2 * running >= len(texts)


def cell_text(lines: Iterable[Line]) -> str:
    """Join the lines of a cell; the marks of bullets in it are left out, as elsewhere."""
    texts = []
    for line in lines:
        bullet = bullet_text(line.text)
        texts.append(line.text if bullet is None or line.text[0] == "*" else bullet)
    return join_lines(texts)


def _chains(grids: Sequence[Grid], lines: Sequence[Line], body: float | None) -> list[list[Grid]]:
    """Group grids that are one table over several pages: the last of a page and the first of the next, with the same
    columns and no text between."""
    chains: list[list[Grid]] = []
    for grid in grids:
        last = chains[-1][-1] if chains else None
        if last is not None and last.page + 1 == grid.page and _alike(last.columns, grid.columns):
            between = [line for line in lines if _stands_between(line, last, grid, body)]
            if not between:
                chains[-1].append(grid)
                continue
        chains.append([grid])
    return chains


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether two grids have the same columns; cells that are merged on one page can hide some of them."""
    few, many = sorted((one, other), key=len)
    if abs(few[0] - many[0]) > _SAME or abs(few[-1] - many[-1]) > _SAME or (len(few) == 2) != (len(many) == 2):
        return False
    return all(any(abs(edge - there) <= _SAME for there in many) for edge in few)


def _stands_between(line: Line, above: Grid, below: Grid, body: float | None) -> bool:
    box = line.box
    if box is None or not (
        (line.page == above.page and box.top > above.box.bottom - 1)
        or (line.page == below.page and box.bottom < below.box.top + 1)
    ):
        return False
    note = body is not None and line.size is not None and line.size < body * _SMALL
    return not note and not _AGAIN.fullmatch(line.text)


def _joined(group: Sequence[Grid]) -> PrintedTable:
    """Join the grids of one table, rows that a page's end broke too; headings printed again are left out."""
    edges = max((grid.columns for grid in group), key=len)
    table = PrintedTable(edges, [], list(group))
    for grid in group:
        rows = _rows(grid, edges)
        table.covers += grid.covers
        if not table.rows:
            table.heads = _heads(rows)
            table.rows += rows[: table.heads]
            table.rows += _without_heads(rows[table.heads :], table)
            continue
        again = 0
        while again < min(len(rows), len(table.rows), 3) and _same(rows[again], table.rows[again]):
            again += 1
        if again:
            table.heads = max(table.heads, again)
        elif not table.heads and (heads := _heads(rows)):
            # The first page prints its headings above its rules.
            table.heads = heads
            table.rows[:0], rows = rows[:heads], rows[heads:]
        rows = _without_heads(rows[again:], table)
        if rows and len(table.rows) > table.heads and _goes_on(table, rows[0]):
            _add(rows.pop(0), table.rows[-1])
        table.rows += rows
    return table


def _without_heads(rows: Sequence[PrintedRow], table: PrintedTable) -> list[PrintedRow]:
    """Leave out the rows of headings that are printed once more in the middle of a page."""
    heads = table.rows[: table.heads]
    return [row for row in rows if not any(_same(row, head) and len(_distinct(row)) > 1 for head in heads)]


def _add(row: PrintedRow, last: PrintedRow) -> None:
    """Put the rest of a row below what stands before the page's end; a cell over several columns stays one."""
    cells: list[tuple[Line, ...]] = []
    for n, (one, other) in enumerate(zip(last.cells, row.cells, strict=True)):
        same = n > 0 and one is last.cells[n - 1] and other is row.cells[n - 1]
        cells.append(cells[-1] if same else one + other)
    last.cells = cells


def _rows(grid: Grid, edges: Sequence[float]) -> list[PrintedRow]:
    """List the rows of a grid by the columns of its whole table."""
    rows = [PrintedRow([()] * (len(edges) - 1), [False] * (len(edges) - 1)) for _ in grid.rows[1:]]
    for cell in grid.cells:
        left, right = grid.columns[cell.column], grid.columns[cell.column + cell.columns]
        columns = [n for n in range(len(edges) - 1) if left - _SAME < (edges[n] + edges[n + 1]) / 2 < right + _SAME]
        for row, lines in _shares(cell, grid):
            for column in columns:
                rows[row].cells[column] = lines
                rows[row].merged[column] = row > cell.row
    return [row for row in rows if any(row.cells)]


def _shares(cell: Cell, grid: Grid) -> list[tuple[int, tuple[Line, ...]]]:
    """Give a cell to each row that it spans."""
    del grid
    return [(row, cell.lines) for row in range(cell.row, cell.row + cell.rows)]


def _same(one: PrintedRow, other: PrintedRow) -> bool:
    return [cell_text(cell) for cell in one.cells] == [cell_text(cell) for cell in other.cells]


def _heads(rows: Sequence[PrintedRow]) -> int:
    """Count the rows at the top that are headings by their weight: all bold, above rows that are not."""
    heads = 0
    named = False
    while heads < min(len(rows), 3) and all(line.bold for cell in rows[heads].cells for line in cell):
        heads += 1
        if len(_distinct(rows[heads - 1])) == 1:
            # One cell over the whole width heads the rows that follow, and no column; headings can stand below it.
            if named:
                heads -= 1
                break
        else:
            named = True
    heads = heads if named else 0
    below = [row for row in rows[heads:] if not all(line.bold for cell in row.cells for line in cell)]
    return heads if below and len(below) * 2 >= len(rows) - heads else 0


def _goes_on(table: PrintedTable, row: PrintedRow) -> bool:
    """Say whether the first row of a page is the rest of the row before it: a cell goes on in the middle of a
    sentence, or cells that every other row fills are empty."""
    last = table.rows[-1]
    filled = [n for n, cell in enumerate(row.cells) if cell]
    if any(not last.cells[n] or _begins_anew(last.cells[n], row.cells[n]) for n in filled):
        return False
    begins = [(last.cells[n][-1].text, row.cells[n][0].text) for n in filled]
    if any(
        (first[:1].islower() and not _usually_small(table, n))
        or above[-1:] in "-\ufffe\x02\xad,"
        or (_DAY.fullmatch(f"{above} {first}") and not _DAY.fullmatch(above))
        or (above.rstrip()[-1:] in (":", ";") and bullet_text(first) is not None)
        for n, (above, first) in zip(filled, begins, strict=True)
    ):
        return True
    # Cells that were finished stay empty below the page's end, but so does one that belongs to several rows.
    spanning = {n for one in table.rows for n, merged in enumerate(one.merged) if merged}
    spanning |= {n for n, cell in enumerate(last.cells) if any(last.cells[m] is cell for m in filled)}
    if not any(cell and not row.cells[n] and n not in spanning for n, cell in enumerate(last.cells)):
        return False
    if len({row.cells[n] for n in filled}) == 1 and filled[0] == 0 and len(row.cells) > 1:
        # One word of a narrow first column: it goes on where what it goes on from was full or unended.
        return len(filled) == 1 and not _ENDED.search(begins[0][0]) and bool(last.cells[0][1:])
    return any(
        not _ENDED.search(above) and len(last.cells[n]) > 1 for (above, _), n in zip(begins, filled, strict=True)
    ) or (bullet_text(begins[0][1]) is not None)


def _begins_anew(last: Sequence[Line], cell: Sequence[Line]) -> bool:
    """Say whether a cell can be no rest of the one above it: both are figures, references or days, or both begin with
    a number."""
    above, first = join_lines(line.text for line in last), join_lines(line.text for line in cell)
    if _NUMBERED.match(above) and _NUMBERED.match(first):
        return True
    return any(sort.fullmatch(above) and sort.fullmatch(first) for sort in (_FIGURE, _REFERENCE, _DAY))


def _usually_small(table: PrintedTable, column: int) -> bool:
    """Say whether the cells of a column mostly begin with a small letter."""
    cells = [row.cells[column] for row in table.rows[table.heads :] if row.cells[column]]
    return sum(cell[0].text[:1].islower() for cell in cells) * 2 > len(cells)


def _is_tabular(table: PrintedTable) -> bool:
    """Say whether a grid is a table: at least two rows with something in several cells, none of them a page's text."""
    counted = [(len(cells), sum(map(len, cells))) for row in table.rows if (cells := _distinct(row))]
    several = [lines for cells, lines in counted if cells > 1]
    across = sum(lines for cells, lines in counted if cells == 1)
    return len(several) > 1 and max(several) <= _MOST_LINES and across <= max(sum(several), _MOST_ACROSS)


def _distinct(row: PrintedRow) -> list[tuple[Line, ...]]:
    return list({id(cell): cell for cell in row.cells if cell}.values())


def _box(table: PrintedTable, printed: Printed) -> None:
    """Note for each line of a box the cell that it stands in."""
    first = [line for cell in _distinct(table.rows[0]) for line in cell] if table.rows else []
    headed = len(table.rows) > 1 and len(first) == 1 and matter_of(first[0].text) is DocumentPart.IMPROVEMENT
    if headed:
        printed.heads.add(id(first[0]))
    listed = len(table.rows) > 1 + headed
    for row in table.rows:
        key = len(printed.cells) + 1
        lines = [line for cell in _distinct(row) for line in cell]
        printed.cells |= {id(line): key for line in lines}
        if listed:
            printed.listed.add(key)
        if headed:
            printed.headed[key] = first[0].text


def _pages(lines: Iterable[Line]) -> tuple[int, int] | None:
    pages = [line.page for line in lines if line.page is not None]
    return (min(pages), max(pages)) if pages else None
