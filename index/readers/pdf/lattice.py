"""Lattice: ruled lines of a page put together to tables of rows and cells.

In come horizontal and vertical rules in points from the page's top-left corner; out go lattices: the edges of their
columns and rows, and their cells, each over one or more of both. No text is known here.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_TOUCH = 3.5  # points: rules that end so near to each other meet
_SAME = 3.0  # points: edges that stand so near to each other are one
_NARROW = 5.0  # points: no cell is less wide or high
_LEAST = 0.7  # of a cell's side: a rule along so much of it parts it from the next cell
_MOST_RULES = 1500  # of one page; a page with more is a drawing
_MOST_CELLS = 4000  # of one table


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line: ``at`` is its height where it is horizontal, else its distance from the left."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Span:
    """A cell of a lattice: its first row and column, counted from 0, and how many of each it takes."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Lattice:
    """A ruled table without its text: edges of columns from the left, edges of rows from the top, and its cells."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Span, ...]


def find_lattices(horizontal: Iterable[Rule], vertical: Iterable[Rule]) -> list[Lattice]:
    """Find the lattices of a page, from the top; rules that meet no others, and drawings, are none."""
    level, upright = _merged(horizontal), _merged(vertical)
    if len(level) < 2 or len(upright) < 2 or len(level) + len(upright) > _MOST_RULES:
        return []
    found = [lattice for part in _connected(level, upright) if (lattice := _lattice(*part))]
    return sorted(found, key=lambda lattice: (lattice.rows[0], lattice.columns[0]))


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Join the pieces of rules that lie on one line and meet."""
    merged: list[Rule] = []
    lines: defaultdict[int, list[Rule]] = defaultdict(list)
    for rule in rules:
        lines[round(rule.at)].append(rule)
    for place in sorted(lines):
        for rule in sorted(lines[place], key=lambda rule: rule.start):
            last = merged[-1] if merged and round(merged[-1].at) == place else None
            if last is not None and rule.start <= last.end + _TOUCH:
                merged[-1] = Rule(last.at, last.start, max(last.end, rule.end))
            else:
                merged.append(rule)
    return merged


def _connected(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Group rules that cross or meet each other."""
    parent = list(range(len(level) + len(upright)))

    def root(place: int) -> int:
        while parent[place] != place:
            parent[place] = parent[parent[place]]
            place = parent[place]
        return place

    order = sorted(range(len(upright)), key=lambda n: upright[n].at)
    places = [upright[n].at for n in order]
    for number, rule in enumerate(level):
        for n in order[bisect_left(places, rule.start - _TOUCH) :]:
            other = upright[n]
            if other.at > rule.end + _TOUCH:
                break
            if other.start - _TOUCH <= rule.at <= other.end + _TOUCH:
                parent[root(number)] = root(len(level) + n)
    groups: defaultdict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate(level):
        groups[root(number)][0].append(rule)
    for number, rule in enumerate(upright, len(level)):
        groups[root(number)][1].append(rule)
    return [group for group in groups.values() if (len(group[0]) > 1 and len(group[1]) > 1) or _open(group)]


def _open(group: tuple[list[Rule], list[Rule]]) -> bool:
    """Say whether rules make a table that is open at its sides: one upright line between several level ones, or one
    level line below headings between several upright ones."""
    level, upright = group
    return (len(level) > 2 and len(upright) == 1) or (len(upright) > 2 and len(level) == 1)


def _lattice(level: Sequence[Rule], upright: Sequence[Rule]) -> Lattice | None:
    columns = _edges([rule.at for rule in upright], [end for rule in level for end in (rule.start, rule.end)])
    rows = _edges([rule.at for rule in level], [end for rule in upright for end in (rule.start, rule.end)])
    if len(columns) < 2 or len(rows) < 2 or len(columns) * len(rows) > _MOST_CELLS:
        return None
    # A cell is parted from the one beside it by a rule along most of its side.
    beside = [[rule for rule in upright if abs(rule.at - x) <= _NARROW] for x in columns]
    above = [[rule for rule in level if abs(rule.at - y) <= _NARROW] for y in rows]
    walls = [[_parted(rules, *side) for rules in beside] for side in pairwise(rows)]
    floors = [[_parted(rules, *side) for rules in above] for side in pairwise(columns)]
    return Lattice(columns, rows, tuple(_cells(walls, floors)))


def _cells(walls: Sequence[Sequence[bool]], floors: Sequence[Sequence[bool]]) -> list[Span]:
    """Put the fields of a lattice together that no rule parts: ``walls`` by row and edge, ``floors`` by column."""
    rows, columns = len(walls), len(floors)
    taken: set[tuple[int, int]] = set()
    cells: list[Span] = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) in taken:
                continue
            wide = high = 1
            while column + wide < columns and not walls[row][column + wide] and (row, column + wide) not in taken:
                wide += 1
            across = range(column, column + wide)
            while (
                row + high < rows
                and not any(floors[n][row + high] for n in across)
                and not any(walls[row + high][n] for n in across[1:])
            ):
                high += 1
            taken |= {(row + n, m) for n in range(high) for m in across}
            cells.append(Span(row, column, high, wide))
    return cells


def _edges(rules: Sequence[float], ends: Sequence[float]) -> tuple[float, ...]:
    """Give the edges of columns or rows: where rules lie, and the outermost ends of those across them."""
    edges = apart(rules, _SAME)
    if edges and min(ends) < edges[0] - _NARROW:
        edges.insert(0, min(ends))
    if edges and max(ends) > edges[-1] + _NARROW:
        edges.append(max(ends))
    return tuple(apart(edges, _NARROW))


def apart(places: Iterable[float], least: float) -> list[float]:
    """Give the places in their order, each further than that from the one before it: of near ones the first."""
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > least:
            kept.append(place)
    return kept


def _parted(rules: Sequence[Rule], start: float, end: float) -> bool:
    """Say whether rules lie along most of a side of a cell."""
    along = sum(max(0.0, min(rule.end, end) - max(rule.start, start)) for rule in rules)
    return along >= _LEAST * (end - start)
