"""Grids: the printed lines of a page put into the cells of its ruled tables.

In come the lines of a page and its rules; out go grids: cells with their lines. A line that was drawn over several
cells is cut at their borders; the page's own lines stay as they are.
"""

from bisect import bisect_right
from collections import defaultdict

from index.readers.pdf.aligned import find_aligned
from index.readers.pdf.banded import find_banded, with_columns
from index.readers.pdf.lattice import Lattice, Span, find_lattices
from index.readers.pdf.page_objects import Drawing
from index.readers.pdf.row_breaks import row_breaks
from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Cell, Grid, Line

_FRAME = 0.85  # of the page's width and height: one box of that size is a frame and no cell
_ROWS = 3  # with something in several cells, that a table has at least whose rules are not all drawn


def find_grids(text: PageText, drawing: Drawing) -> tuple[list[Grid], bool]:
    """Find the tables and boxes of a page that hold text; say whether there may be a table that is not sure."""
    grids: list[Grid] = []
    lines = text.lines
    unsure = False

    def take(lattices: list[Lattice], *, least: int = 0) -> None:
        nonlocal lines, unsure
        for lattice in lattices:
            if _is_frame(lattice, text):
                continue
            grid = _fill(lattice, lines, text)
            parted = with_columns(text, list(grid.covers), lattice) if grid is not None else None
            if parted is not None and (finer := _fill(parted, lines, text)) and _several(finer) >= _ROWS:
                grid = finer
            elif grid is not None and _is_upright_only(grid):
                breaks = row_breaks(_last_row(grid))
                unsure = unsure or breaks is None
                grid = _fill(_broken(lattice, breaks), lines, text) if breaks else grid
            if grid is not None and _several(grid) >= least:
                grids.append(grid)
                inside = set(map(id, grid.covers))
                lines = [line for line in lines if id(line) not in inside]

    take(find_lattices(drawing.horizontal, drawing.vertical))
    shaded, level = find_banded(text, lines, drawing)
    take(shaded, least=_ROWS - 1)
    take(level, least=_ROWS)
    aligned, loose = find_aligned(text, lines)
    return sorted(grids + aligned, key=lambda grid: grid.box.top), unsure or loose


def _is_upright_only(grid: Grid) -> bool:
    """Say whether rules part the columns of a grid and none its rows, but for one below its headings."""
    if len(grid.columns) < 4 or len(grid.rows) > 3 or len({cell.rows for cell in grid.cells}) > 1:
        return False
    return sum(len(lines) > 1 for lines in _last_row(grid)) > 1


def _last_row(grid: Grid) -> list[tuple[Line, ...]]:
    """Give the lines of the last row of a grid, column by column."""
    return [cell.lines for cell in grid.cells if cell.row == len(grid.rows) - 2]


def _broken(lattice: Lattice, breaks: list[float]) -> Lattice:
    """Part the last row of a lattice at some heights."""
    last = len(lattice.rows) - 2
    kept = [cell for cell in lattice.cells if cell.row < last]
    columns = [cell for cell in lattice.cells if cell.row == last]
    more = [Span(last + n, cell.column, 1, cell.columns) for n in range(len(breaks) + 1) for cell in columns]
    rows = (*lattice.rows[:-1], *(height - 0.5 for height in breaks), lattice.rows[-1])
    return Lattice(lattice.columns, rows, (*kept, *more))


def _several(grid: Grid) -> int:
    """Count the rows with something in several cells."""
    filled = [{cell.column for cell in grid.cells if cell.lines and cell.row == row} for row in range(len(grid.rows))]
    return sum(1 for columns in filled if len(columns) > 1)


def _is_frame(lattice: Lattice, text: PageText) -> bool:
    """Say whether a box goes around the whole page."""
    wide, high = lattice.columns[-1] - lattice.columns[0], lattice.rows[-1] - lattice.rows[0]
    page = text.placement
    return len(lattice.cells) == 1 and wide > _FRAME * page.width and high > _FRAME * page.height


def _fill(lattice: Lattice, lines: list[Line], text: PageText) -> Grid | None:
    cells: defaultdict[int, list[Line]] = defaultdict(list)
    of = {
        (cell.row + n, cell.column + m): number
        for number, cell in enumerate(lattice.cells)
        for n in range(cell.rows)
        for m in range(cell.columns)
    }
    covers: list[Line] = []
    for line in lines:
        box = line.box
        if box is None or not _within(box, lattice):
            continue
        row = bisect_right(lattice.rows, box.middle) - 1
        first, last = (_column(lattice, x) for x in (box.left + 1, box.right - 1))
        parts = [line] if of[row, first] == of[row, last] else text.split(line, lattice.columns[1:-1])
        covers.append(line)
        for part in parts:
            assert part.box is not None
            cells[of[row, _column(lattice, part.box.centre)]].append(part)
    if not covers:
        return None
    outer = Box(lattice.columns[0], lattice.rows[0], lattice.columns[-1], lattice.rows[-1])
    filled = tuple(
        Cell(cell.row, cell.column, cell.rows, cell.columns, _in_order(cells[number]))
        for number, cell in enumerate(lattice.cells)
    )
    return Grid(text.number, outer, lattice.columns, lattice.rows, filled, tuple(covers))


def _within(box: Box, lattice: Lattice) -> bool:
    middle, height = box.centre, box.middle
    return lattice.columns[0] < middle < lattice.columns[-1] and lattice.rows[0] < height < lattice.rows[-1]


def _column(lattice: Lattice, x: float) -> int:
    return min(max(bisect_right(lattice.columns, x) - 1, 0), len(lattice.columns) - 2)


def _in_order(lines: list[Line]) -> tuple[Line, ...]:
    """Put the lines of a cell from top to bottom, and those on one height from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.box.top if line.box else 0.0):
        last = rows[-1][-1].box if rows else None
        if last is not None and line.box is not None and line.box.top < (last.top + last.bottom) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return tuple(line for row in rows for line in sorted(row, key=lambda line: line.box.left if line.box else 0.0))
