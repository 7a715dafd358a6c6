"""Reading order: the lines of a page from top to bottom, where they were drawn otherwise."""

from dataclasses import replace
from itertools import pairwise

from index.readers.source import Line

_MARKS = frozenset("•◦●○■▪·–-")
_NEAR = 40.0  # points between a bullet and its item
_SEVERAL = 2


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
