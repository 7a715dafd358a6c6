"""Row breaks: where rows begin that nothing parts, told by how the lines of their cells stand.

In come the lines of each column of a stretch of a table; out go the heights at which a further row begins.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from index.readers.pdf.lattice import apart
from index.readers.source import Line

_LEADING = 1.45  # of the font size: the lines of one cell are rarely further apart, from one to the next
_WIDER = 1.3  # times the usual distance of lines: so much parts rows
_LEVEL = 2.5  # points within which lines stand on one height
_FEW = 6  # words of a cell in a table of one-line rows
_FIGURE = re.compile(r"[£$€<>≤≥~+(-]{0,2}\s?\d[\d,.]{0,15}\s?(?:%|pp|k|m|bn)?\)?|[-–—]|n/?a", re.IGNORECASE)


def row_breaks(columns: Sequence[Sequence[Line]]) -> list[float] | None:
    """Give the heights at which rows begin but for the first; None where it cannot be told."""
    filled = [sorted(lines, key=_foot) for lines in columns if lines]
    feet = _levels(line for lines in filled for line in lines)
    if len(filled) < 2 or len(feet) < 2:
        return []
    starts = _starts(filled, feet)
    if starts is None:
        return None
    every = [line for lines in filled for line in lines]
    return [min(line.box.top for line in every if line.box and _at(line, foot)) for foot in starts]


def _starts(filled: Sequence[Sequence[Line]], feet: Sequence[float]) -> list[float] | None:
    """Give the feet of the lines that rows begin with but for the first."""
    size = filled[0][0].size or 12.0
    usual = min(_LEADING * size, max(0.9 * size, min(below - above for above, below in pairwise(feet))))
    wide = [below for above, below in pairwise(feet) if below - above > max(usual, size) * _WIDER]
    if wide:
        # A row begins in the first column too; gaps that one cell alone has are those between its paragraphs.
        begun = [foot for foot in wide if any(_at(line, foot) for line in filled[0])]
        shared = [foot for foot in wide if sum(any(_at(line, foot) for line in lines) for lines in filled[1:]) > 1]
        return wide if len(begun) == len(wide) else None if begun or len(shared) > 1 else []
    figures = [found for lines in filled[1:] if (found := _figures(lines))]
    if figures:
        starts = _levels(line for lines in figures for line in lines)
        headed = starts[0] > feet[0] and any(_foot(line) < starts[0] - _LEVEL for line in filled[0])
        if not all(any(_at(line, foot) for line in filled[0]) for foot in starts):
            return None
        return starts if headed else starts[1:] if starts[0] == feet[0] else None
    firsts = [_foot(below) for above, below in pairwise(filled[0]) if _foot(below) - _foot(above) > usual * _WIDER]
    if firsts:
        beside = [[line for lines in filled for line in lines if _at(line, foot)] for foot in firsts]
        return firsts if all(len(row) > 1 and all(map(_begins, row)) for row in beside) else None
    if len(filled) > 2 and len(feet) > 2 and all(len(lines) == len(feet) for lines in filled):
        short = all(_begins(line) and len(line.text.split()) <= _FEW for lines in filled for line in lines)
        return list(feet[1:]) if short else None
    return []


def _figures(lines: Sequence[Line]) -> list[Line]:
    """Give the lines of a column that are figures, below its heading; none where others stand between them."""
    below = list(lines)
    while below and not _FIGURE.fullmatch(below[0].text):
        below.pop(0)
    return below if len(below) > 1 and all(_FIGURE.fullmatch(line.text) for line in below) else []


def _foot(line: Line) -> float:
    return line.box.bottom if line.box else 0.0


def _at(line: Line, foot: float) -> bool:
    return abs(_foot(line) - foot) <= _LEVEL


def _begins(line: Line) -> bool:
    return not line.text[:1].islower()


def _levels(lines: Iterable[Line]) -> list[float]:
    return apart(map(_foot, lines), _LEVEL)
