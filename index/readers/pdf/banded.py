"""Banded tables: tables whose rules are drawn on some sides only, or whose cells are told by their shades alone.

In come the lines of a page that stand in no ruled table, and its drawing; out go lattices. The sides of shaded cells
count as rules; a row without shade between two that have it has their columns; where only level rules or whole rows
are drawn, the columns are told by the gaps that run down between the cells.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.readers.pdf.aligned import edges_between
from index.readers.pdf.lattice import Lattice, Rule, apart, find_lattices
from index.readers.pdf.page_objects import Drawing
from index.readers.pdf.row_breaks import row_breaks
from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Line

_LOW, _HIGH = 8.0, 700.0  # points: a shade of another height is no cell's
_TOUCH = 2.0  # points between two cells that stand beside each other
_SAME = 4.0  # points within which edges are the same
_TALLEST = 250.0  # points of a row without a shade, or between two rules
_GAP = 0.9  # of the font size: words of one cell are rarely further apart
_GUTTER = 0.5  # of the font size: a gap between columns is wider
_LEADING = 0.9  # of the font size: a line of the same row is no further below
_ACROSS = 3.0  # points by which a line may run over the edge of its column
_MOST = 400  # shades or rules of a page


@dataclass(slots=True)
class _Table:
    """A table as far as it is drawn: the edges of its columns, and rules that are drawn or follow from them."""

    columns: tuple[float, ...]
    top: float
    bottom: float
    level: list[Rule]
    upright: list[Rule]

    def go_on(self, bottom: float) -> None:
        """Let the columns run further down."""
        self.upright += [Rule(at, self.bottom, bottom) for at in self.columns]
        self.bottom = bottom


def find_banded(text: PageText, lines: Sequence[Line], drawing: Drawing) -> tuple[list[Lattice], list[Lattice]]:
    """Find the lattices that shades, and those that level rules alone, make around the lines of a page."""
    shades = sorted({_rounded(fill.box) for fill in drawing.fills}, key=lambda box: (box.top, box.left))
    shades = [box for box in shades if _LOW < box.bottom - box.top < _HIGH and box.right - box.left > _LOW][:_MOST]
    rules = [rule for rule in drawing.horizontal if rule.end - rule.start > _LOW][:_MOST]
    if not lines or len(shades) + len(rules) < 2:
        return [], []
    shaded = _shaded(text, lines, shades, rules)
    rules += [Rule(at, box.left, box.right) for box in shades for at in (box.top, box.bottom)]
    free = [rule for rule in rules if not any(_holds(table, rule) for table in shaded)]
    level = [table for group in _levels(free) if (table := _level(text, lines, group))]
    return _lattices(shaded), _lattices(level)


def with_columns(text: PageText, lines: Sequence[Line], lattice: Lattice) -> Lattice | None:
    """Part the rows of a box, which have no rule between their cells, at the gaps that run down between these."""
    if len(lattice.columns) != 2 or len(lattice.rows) < 4:
        return None
    table = _level(text, lines, [Rule(at, lattice.columns[0], lattice.columns[1]) for at in lattice.rows])
    found = _lattices([table]) if table is not None else []
    return found[0] if len(found) == 1 else None


def _lattices(tables: Sequence[_Table]) -> list[Lattice]:
    found = (lattice for table in tables for lattice in find_lattices(table.level, table.upright))
    return [lattice for lattice in found if len(lattice.columns) > 2 and len(lattice.rows) > 2]


def _rounded(box: Box) -> Box:
    return Box(round(box.left, 1), round(box.top, 1), round(box.right, 1), round(box.bottom, 1))


def _holds(table: _Table, rule: Rule) -> bool:
    level = table.top - _SAME < rule.at < table.bottom + _SAME
    return level and rule.start < table.columns[-1] and rule.end > table.columns[0]


def _shaded(text: PageText, lines: Sequence[Line], shades: Sequence[Box], rules: Sequence[Rule]) -> list[_Table]:
    """Put shaded cells together that touch, those of several rows too, with the rows without shade between them."""
    tables: list[_Table] = []
    for group in _touching(shades):
        columns = tuple(apart((side for box in group for side in (box.left, box.right)), _SAME))
        if len(columns) < 3:
            continue
        top, bottom = min(box.top for box in group), max(box.bottom for box in group)
        level = [Rule(at, box.left, box.right) for box in group for at in (box.top, box.bottom)]
        upright = [Rule(at, box.top, box.bottom) for box in group for at in (box.left, box.right)]
        above = tables[-1] if tables else None
        if (
            above is not None
            and _alike(above.columns, columns)
            and 0 < top - above.bottom < _HIGH
            and _fits(text, lines, above.columns, above.bottom, top)
        ):
            above.go_on(top)
            above.level += level
            above.upright += upright
            above.bottom = bottom
        else:
            tables.append(_Table(columns, top, bottom, level, upright))
    for table in tables:
        within = [r for r in rules if table.columns[0] - _SAME <= r.start and r.end <= table.columns[-1] + _SAME]
        for rule in sorted(within, key=lambda rule: rule.at):
            if table.bottom + _LOW < rule.at < table.bottom + _TALLEST and _fits(
                text, lines, table.columns, table.bottom, rule.at
            ):
                table.go_on(rule.at)
        table.level += [rule for rule in within if table.top - _SAME < rule.at < table.bottom + _SAME]
        for upwards in (False, True):
            _add_unshaded(text, lines, table, upwards=upwards)
    return tables


def _touching(shades: Sequence[Box]) -> list[list[Box]]:
    """Group shades that touch, from the top, where two of a group stand beside each other."""
    groups: list[list[Box]] = []
    for box in shades:
        near = [group for group in groups if any(_meet(box, other) for other in group)]
        for group in near:
            groups.remove(group)
        groups.append([*(other for group in near for other in group), box])
    groups = [group for group in groups if any(_stand_beside(one, two) for one in group for two in group)]
    return sorted(groups, key=lambda group: min(box.top for box in group))


def _meet(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return (across > -_TOUCH and down > _LOW) or (down > -_TOUCH and across > _LOW)


def _stand_beside(one: Box, other: Box) -> bool:
    return abs(one.right - other.left) <= _TOUCH and abs(one.top - other.top) <= _TOUCH


def _alike(one: Sequence[float], other: Sequence[float]) -> bool:
    """Say whether rows have the same columns; merged cells hide some of them."""
    few, many = sorted((one, other), key=len)
    ends = abs(few[0] - many[0]) <= _SAME and abs(few[-1] - many[-1]) <= _SAME
    return ends and all(any(abs(edge - there) <= _SAME for there in many) for edge in few)


def _pieces(text: PageText, lines: Sequence[Line], left: float, right: float, top: float, bottom: float) -> list[Line]:
    """Cut the lines within a box at their gaps."""
    return [
        piece
        for line in lines
        if line.box and left - _SAME < line.box.centre < right + _SAME
        if top < line.box.middle < bottom
        for piece in text.split_at_gaps(line, _GAP * (line.size or 12.0))
    ]


def _fits(text: PageText, lines: Sequence[Line], columns: Sequence[float], top: float, bottom: float) -> bool:
    """Say whether what stands between two heights stands in columns: not in the first alone, where a title can stand,
    and none of it over an edge."""
    places = {_column(columns, piece) for piece in _pieces(text, lines, columns[0], columns[-1], top, bottom)}
    return None not in places and bool(places - {0})


def _column(columns: Sequence[float], piece: Line) -> int | None:
    """Give the column that a piece stands in; None where it runs over an edge."""
    assert piece.box is not None
    left, right = piece.box.left + _ACROSS, piece.box.right - _ACROSS
    here = sum(1 for edge in columns[1:-1] if edge < left)
    return here if here >= sum(1 for edge in columns[1:-1] if edge < right) else None


def _add_unshaded(text: PageText, lines: Sequence[Line], table: _Table, *, upwards: bool) -> None:
    """Add the rows without a shade that stand right below, or above, those that have one."""
    left, right = table.columns[0], table.columns[-1]
    start = table.top if upwards else table.bottom
    reach = (start - _HIGH, start) if upwards else (start, start + _HIGH)
    pieces = [(p.box, p) for p in _pieces(text, lines, left, right, *reach) if p.box]
    pieces.sort(key=lambda pair: -pair[0].bottom if upwards else pair[0].top)
    columns: dict[int, list[Line]] = {}
    end = start
    for box, piece in pieces:
        if (end - box.bottom if upwards else box.top - end) > _LEADING * (piece.size or 12.0):
            break
        column = _column(table.columns, piece)
        if column is None:
            return
        columns.setdefault(column, []).append(piece)
        end = min(end, box.top) if upwards else max(end, box.bottom)
    # A single cell can be the rest of a row that began on the page before.
    rest = upwards and len(columns) == 1 and all(lines[-1].text[:1].islower() for lines in columns.values())
    breaks = row_breaks([columns[column] for column in sorted(columns)]) if len(columns) > 1 else [] if rest else None
    if breaks is None:
        return
    end += -0.5 if upwards else 0.5
    table.upright += [Rule(at, min(start, end), max(start, end)) for at in table.columns]
    table.level += [Rule(at, left, right) for at in (*(height - 0.5 for height in breaks), end)]
    table.top, table.bottom = min(table.top, end), max(table.bottom, end)


def _levels(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group level rules that lie below each other between the ends of the widest of them, from the top."""
    groups: list[list[Rule]] = []
    rest = sorted(rules, key=lambda rule: (rule.start - rule.end, rule.at))
    while len(rest) > 2:
        widest = rest[0]
        within = [r for r in rest if r.start > widest.start - _SAME and r.end < widest.end + _SAME]
        within.sort(key=lambda rule: rule.at)
        runs: list[list[Rule]] = [[]]
        for rule in within:
            if runs[-1] and rule.at - runs[-1][-1].at > _TALLEST:
                runs.append([])
            runs[-1].append(rule)
        group = next(run for run in runs if widest in run)
        groups.append(group)
        taken = set(map(id, group))
        rest = [rule for rule in rest if id(rule) not in taken]
    return [group for group in groups if len({round(rule.at / _LOW) for rule in group}) > 2]


def _level(text: PageText, lines: Sequence[Line], rules: list[Rule]) -> _Table | None:
    """Make a table of level rules; a row of bold headings may stand above the first of them."""
    left, right = min(rule.start for rule in rules), max(rule.end for rule in rules)
    top, bottom = min(rule.at for rule in rules), max(rule.at for rule in rules)
    above = [line for line in lines if line.bold and line.box and top - 24 < line.box.middle < top]
    if above and all(line.box and left - _SAME < line.box.left and line.box.right < right + _SAME for line in above):
        top = min(line.box.top for line in above if line.box) - 0.5
        rules = [*rules, Rule(top, left, right)]
    pieces = _pieces(text, lines, left, right, top, bottom)
    inner = _gutters(pieces, rules)
    if not inner:
        return None
    upright = [Rule(at, top, bottom) for at in (left, right)]
    heights = sorted({rule.at for rule in rules})
    for one, two in pairwise(heights):
        row = [p.box for p in pieces if p.box and one < p.box.middle < two]
        upright += [
            Rule(at, one, two) for at in inner if not any(b.left + _ACROSS < at < b.right - _ACROSS for b in row)
        ]
    return _Table((left, *inner, right), top, bottom, rules, upright)


def _gutters(pieces: Sequence[Line], rules: Sequence[Rule]) -> list[float]:
    """Find the gaps that run down between columns; headings of the first rows may stand over several of them."""
    heights = sorted({rule.at for rule in rules})
    for first in heights[:3]:
        below = [piece for piece in pieces if piece.box and piece.box.middle > first]
        columns = edges_between(below, _GUTTER * (below[0].size or 12.0)) if below else ()
        if len(columns) > 2:
            return list(columns[1:-1])
    return []
