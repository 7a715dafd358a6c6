"""Reading order: the lines of a page from top to bottom, where they were drawn otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.readers.pdf.text_lines import PageText
from index.readers.source import Grid, Line, stands_apart

_MARKS = frozenset("•◦●○■▪·–-")
_NEAR = 40.0  # points between a bullet and its item
_SEVERAL = 2
_MARGIN = 0.12  # the part of a page's height at its top and bottom where running lines stand
_PAGE = re.compile(r"\d{1,4}")
_FREE = 2.0  # times a line's height: rows of a table are nearer to each other
_WIDE = 5.0  # of the font size: so far apart stand two running lines at one height


def with_marks(lines: list[Line]) -> list[Line]:
    """Put bullets that were drawn apart from their items, as browsers draw them last, before the line that they stand
    beside."""
    marks = [n for n, line in enumerate(lines) if line.text in _MARKS and not _is_drawn_first(lines, n)]
    if len(marks) < _SEVERAL:
        return lines
    put: dict[int, str] = {}
    for n in marks:
        mark = lines[n].box
        for place, line in enumerate(lines):
            box = line.box
            if mark is None or box is None or place in put or line.text in _MARKS:
                continue
            if 0 < box.left - mark.right < _NEAR and min(box.bottom, mark.bottom) - max(box.top, mark.top) > 2:
                put[place] = lines[n].text
                break
        else:
            return lines
    kept = (
        replace(line, text=f"{put[n]} {line.text}") if n in put else line
        for n, line in enumerate(lines)
        if n not in marks
    )
    return list(kept)


def _is_drawn_first(lines: list[Line], place: int) -> bool:
    """Say whether a bullet was drawn right before the line that it stands beside."""
    mark, line = lines[place].box, lines[place + 1].box if place + 1 < len(lines) else None
    return mark is not None and line is not None and line.left > mark.right and abs(line.bottom - mark.bottom) < 3


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
