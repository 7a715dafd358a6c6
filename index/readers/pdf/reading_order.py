"""Reading order: the lines of a page from top to bottom, where they were drawn otherwise."""

from itertools import pairwise

from index.readers.source import Line


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
