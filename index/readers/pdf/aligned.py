"""Aligned tables: tables whose columns no rule parts, told by how their cells stand below each other.

In come the lines of a page that stand in no ruled table, and its drawing; out go grids, and whether there may be a
table that is not sure. A table is sure where its rows are banded by lines or fills, or where at least three rows in a
row have as many cells, which stand in columns with clear gaps between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Cell, Grid, Line

_WIDE = 0.62  # of the font size: the mean width of a letter in a line that has gaps within it
_GAP = 1.3  # of the font size: words of one cell are never further apart
_NARROW = 0.9  # of the font size: so narrow is a gap between columns where other rows have shown them
_TALL = 4  # lines of a row of which most run through several columns: those are columns of text
_ROWS = 3  # that a table has at least
_CELLS = 3  # that a row of a table without bands has at least
_SAME = 4.0  # points within which edges are the same
_NEARER = 0.7  # of the gap on its other side: a line that is so much nearer to a row belongs to it
_LEADING = 0.7  # of the font size: a line of the same cell is no further below


@dataclass(slots=True)
class _Row:
    """Pieces of lines on one height, from the left, and the lines that they are of."""

    top: float
    bottom: float
    pieces: list[Line] = field(default_factory=list)
    covers: list[Line] = field(default_factory=list)


def find_aligned(text: PageText, lines: Sequence[Line]) -> tuple[list[Grid], bool]:
    """Find the tables of a page that have no ruled columns; say whether there may be more that are not sure."""
    grids: list[Grid] = []
    rest = list(lines)
    if sum(1 for line in rest if _has_gaps(line)) < _ROWS and not _stand_beside(rest):
        return grids, False
    rows = _rows(text, rest)
    counts = [len(row.pieces) for row in rows]
    if max(counts, default=0) >= _CELLS and sum(count > 1 for count in counts) >= _ROWS:
        rows = _rows(text, rest, every=True)
    unsure = False
    for run in _runs(rows):
        grid = _unbanded(text, run)
        if grid is not None:
            grids.append(grid)
        else:
            unsure = True
    return grids, unsure


def _has_gaps(line: Line) -> bool:
    """Say whether a line is so wide for its letters that there are gaps in it."""
    if line.box is None or not line.size or len(line.text) < 6 or line.text.isupper() or " " not in line.text:
        return False
    return (line.box.right - line.box.left) / len(line.text) > _WIDE * line.size


def _stand_beside(lines: Sequence[Line]) -> bool:
    """Say whether three lines stand beside each other, on three heights at least."""
    heights: dict[int, int] = {}
    for line in lines:
        if line.box is not None:
            heights[round(line.box.bottom / 2)] = heights.get(round(line.box.bottom / 2), 0) + 1
    return sum(1 for count in heights.values() if count >= _CELLS) >= _ROWS


def _rows(text: PageText, lines: Sequence[Line], *, every: bool = False) -> list[_Row]:
    """Put lines on one height into a row, cut at their gaps; ``every`` line, or only those that are wide for their
    letters, as long cells hide a gap."""
    rows: list[_Row] = []
    for line in sorted(lines, key=lambda line: line.box.top if line.box else 0.0):
        if line.box is None:
            continue
        middle = line.box.middle
        if not rows or middle > rows[-1].bottom:
            rows.append(_Row(line.box.top, line.box.bottom))
        gap = (_NARROW if every else _GAP) * (line.size or 12.0)
        rows[-1].pieces += (
            text.split_at_gaps(line, gap) if _has_gaps(line) or (every and not line.text.isupper()) else [line]
        )
        rows[-1].covers.append(line)
    for row in rows:
        row.pieces.sort(key=lambda piece: piece.box.left if piece.box else 0.0)
    return rows


def _runs(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Group rows that may be a table: several cells, and lines of wrapped cells between them."""
    runs: list[list[_Row]] = []
    open_run: list[_Row] = []
    for row in rows:
        wrapped = bool(open_run) and len(row.pieces) < len(open_run[0].pieces) and _goes_on(open_run, row)
        if len(row.pieces) >= _CELLS or wrapped:
            open_run.append(row)
        else:
            runs.append(open_run)
            open_run = []
    runs.append(open_run)
    return [run for run in runs if sum(len(row.pieces) >= _CELLS for row in run) >= _ROWS]


def _goes_on(run: Sequence[_Row], row: _Row) -> bool:
    """Say whether a row holds the further lines of cells above it: right below, each set as one of them is."""
    size = row.pieces[0].size or 12.0
    if row.top - run[-1].bottom > _LEADING * size:
        return False
    above = [piece.box.left for line in run for piece in line.pieces if piece.box]
    return all(piece.box and any(abs(piece.box.left - left) <= _SAME for left in above) for piece in row.pieces)


def _unbanded(text: PageText, run: Sequence[_Row]) -> Grid | None:
    pieces = [piece for row in run for piece in row.pieces]
    columns = edges_between(pieces, 0.8 * (pieces[0].size or 12.0))
    if len(columns) < 3 or len(columns) != max(len(row.pieces) for row in run) + 1:
        return None
    if any(len({_place(columns, piece) for piece in row.pieces}) < len(row.pieces) for row in run):
        return None
    edges = _row_edges(run)
    if edges is None or _are_columns_of_text(run, edges):
        return None
    return _grid(text, columns, edges, pieces, [line for row in run for line in row.covers])


def _are_columns_of_text(run: Sequence[_Row], edges: Sequence[float]) -> bool:
    """Say whether rows are passages of text that stand beside each other, as in a newsletter: many lines of each run
    through all columns, where cells of a table end apart."""
    for top, bottom in pairwise(edges):
        lines = [row for row in run if top <= (row.top + row.bottom) / 2 < bottom]
        if len(lines) >= _TALL and sum(len(row.pieces) >= _CELLS for row in lines) >= 0.7 * len(lines):
            return True
    return False


def _row_edges(run: Sequence[_Row]) -> tuple[float, ...] | None:
    """Give where rows begin; the lines of wrapped cells belong to the row that they are clearly nearer to. None where
    it cannot be told."""
    gaps = [below.top - above.bottom for above, below in pairwise(run)]
    close = min(gaps) + 2.0 if max(gaps) > 1.8 * max(min(gaps), 0.5) + 2.0 else -100.0
    edges: list[float] = []
    most = max(len(row.pieces) for row in run)
    pending: float | None = None
    for place, row in enumerate(run):
        above = gaps[place - 1] if place else 1000.0
        below = gaps[place] if place < len(gaps) else 1000.0
        if len(row.pieces) >= _CELLS and (above > close or pending is not None):
            # A row of its own fills all columns and begins with a capital; elsewhere a cell goes on in small letters.
            whole = len(row.pieces) == most and not row.pieces[0].text[:1].islower()
            if place and any(piece.text[:1].islower() for piece in row.pieces) and pending is None and not whole:
                return None
            edges.append((pending if pending is not None else row.top) - 0.5)
            pending = None
        elif len(row.pieces) >= _CELLS:
            continue
        elif pending is not None or below + 0.5 < _NEARER * above:
            pending = row.top if pending is None else pending
        elif not above + 0.5 < _NEARER * below:
            return None
    return None if pending is not None or len(edges) < _ROWS else (*edges, run[-1].bottom + 0.5)


def edges_between(pieces: Sequence[Line], gutter: float) -> tuple[float, ...]:
    """Give the edges of the columns that pieces stand in, with a clear gutter between each two."""
    spans: list[tuple[float, float]] = []
    for left, right in sorted((piece.box.left, piece.box.right) for piece in pieces if piece.box):
        if spans and left <= spans[-1][1] + gutter:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    inner = [(one[1] + other[0]) / 2 for one, other in pairwise(spans)]
    return (spans[0][0] - 1, *inner, spans[-1][1] + 1)


def _place(columns: Sequence[float], piece: Line) -> int:
    """Give the column that a piece stands in."""
    middle = piece.box.centre if piece.box else 0.0
    return max(0, sum(1 for edge in columns if edge <= middle) - 1)


def _grid(
    text: PageText, columns: tuple[float, ...], rows: tuple[float, ...], pieces: Sequence[Line], covers: list[Line]
) -> Grid:
    cells: dict[tuple[int, int], list[Line]] = {}
    for piece in sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left) if piece.box else (0.0, 0.0)):
        assert piece.box is not None
        y = piece.box.middle
        column = _place(columns, piece)
        row = max(0, sum(1 for edge in rows if edge <= y) - 1)
        cells.setdefault((min(row, len(rows) - 2), min(column, len(columns) - 2)), []).append(piece)
    every = tuple(
        Cell(row, column, 1, 1, tuple(cells.get((row, column), ())))
        for row in range(len(rows) - 1)
        for column in range(len(columns) - 1)
    )
    box = Box(columns[0], rows[0], columns[-1], rows[-1])
    return Grid(text.number, box, columns, rows, every, tuple(covers))
