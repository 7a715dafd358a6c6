"""Reading order: the lines of a page from top to bottom, where they were drawn otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.readers.pdf.text_lines import PageText
from index.readers.source import Grid, Line, stands_apart

_BULLETS = frozenset("•◦●○■▪·–-")
_MARK = re.compile(r"[•◦●○■▪·–-]|\(?(?:\d{1,3}|[a-z]|[ivx]{2,5})[.)]|\d{1,2}(?:\.\d{1,2}){1,3}\.?")
_LONGEST_MARK = 12  # characters
_NEAR = 40.0  # points between a mark and its item
_MARGIN = 0.12  # the part of a page's height at its top and bottom where running lines stand
_PAGE = re.compile(r"\d{1,4}")
_FREE = 2.0  # times a line's height: rows of a table are nearer to each other
_WIDE = 5.0  # of the font size: so far apart stand two running lines at one height


def with_marks(lines: list[Line], grids: Sequence[Grid]) -> list[Line]:
    """Put bullets, numbers and letters of lists that were drawn apart from their items, as browsers draw them,
    before the line that they stand beside; those of tables stand in their cells."""
    alone = [n for n, line in enumerate(lines) if len(line.text) <= _LONGEST_MARK and _MARK.fullmatch(line.text)]
    if not alone:
        return lines
    held = {id(line) for grid in grids for line in grid.covers}
    marks = [n for n in alone if id(lines[n]) not in held and not _is_drawn_first(lines, n)]
    put: dict[int, int] = {}
    for n in marks:
        beside = [
            (line.box.left, place)
            for place, line in enumerate(lines)
            if place not in put and place not in alone and id(line) not in held and _is_beside(lines[n], line)
            if line.box
        ]
        if beside:
            put[min(beside)[1]] = n
    moved = set(put.values())
    return [_behind(lines[put[n]], line) if n in put else line for n, line in enumerate(lines) if n not in moved]


def _behind(mark: Line, line: Line) -> Line:
    """Put a line behind its mark."""
    assert mark.box is not None
    assert line.box is not None
    return replace(line, text=f"{mark.text} {line.text}", box=replace(line.box, left=mark.box.left))


def _is_beside(mark: Line, line: Line) -> bool:
    """Say whether a line begins right behind a mark, at its height."""
    one, other = mark.box, line.box
    if one is None or other is None or not 0 < other.left - one.right < _NEAR:
        return False
    return min(other.bottom, one.bottom) - max(other.top, one.top) > 2


def _is_drawn_first(lines: list[Line], place: int) -> bool:
    """Say whether a bullet was drawn right before the line that it stands beside; a number that was is put before it
    all the same."""
    mark, line = lines[place].box, lines[place + 1].box if place + 1 < len(lines) else None
    drawn = mark is not None and line is not None and line.left > mark.right and abs(line.bottom - mark.bottom) < 3
    return drawn and lines[place].text in _BULLETS


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Put the lines of a page from top to bottom where they were drawn otherwise; only a page on which nothing stands
    beside anything else can be sorted, elsewhere only lines drawn last that stand at the top are put first."""
    tops = [line.box.top if line.box else 0.0 for line in lines]
    if all(above <= below for above, below in pairwise(tops)):
        return lines
    ordered = sorted(lines, key=_top)
    if not any(_overlap(above, below) for above, below in pairwise(ordered)):
        return ordered
    start = len(lines)
    while start > 3 and tops[start - 1] < min(tops[:3]) and (start == len(lines) or tops[start - 1] < tops[start]):
        start -= 1
    return lines[start:] + lines[:start] if start < len(lines) else lines


def with_margins_apart(text: PageText, lines: list[Line], grids: Sequence[Grid]) -> list[Line]:
    """Cut the page's number off the outermost line at each edge, where a wide gap stands between them."""
    held = {id(line) for grid in grids for line in grid.covers}
    high = text.placement.height
    free = [line for line in lines if line.box and id(line) not in held]
    heads = [line for line in free if line.box and line.box.bottom < _MARGIN * high]
    feet = [line for line in free if line.box and line.box.top > (1 - _MARGIN) * high]
    cut: dict[int, list[Line]] = {}
    for line in (*sorted(heads, key=_top)[:1], *sorted(feet, key=_top)[-1:]):
        gap = _WIDE * (line.size or 12.0)
        numbered = any(_PAGE.fullmatch(word) for word in (line.text.split()[0], line.text.split()[-1]))
        if numbered and text.has_gap(line, gap) and stands_apart(line, lines, _FREE):
            parts = text.split_at_gaps(line, gap)
            if _PAGE.fullmatch(parts[0].text) or _PAGE.fullmatch(parts[-1].text):
                cut[id(line)] = parts
    return [part for line in lines for part in cut.get(id(line), [line])] if cut else lines


def _top(line: Line) -> float:
    return line.box.top if line.box else 0.0


def _overlap(above: Line, below: Line) -> bool:
    """Say whether two lines stand beside each other; boxes of lines that follow each other share some height too."""
    one, other = above.box, below.box
    if one is None or other is None:
        return False
    shared = one.bottom - other.top
    apart = other.left > one.right or one.left > other.right
    return shared > (1.0 if apart else 0.34 * min(one.bottom - one.top, other.bottom - other.top))
