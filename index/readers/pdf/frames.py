"""Frames: outlined or shaded boxes around some of a page's running text, such as side boxes and quotations set apart.

In come the lines of a page and its drawing; out go the lines, each with the frame that it stands in. Tables are found
elsewhere, and what a frame means for headings is decided elsewhere too.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.readers.pdf.page_objects import Drawing
from index.readers.source import Box, Grid, Line

_WIDE, _HIGH = 60.0, 14.0  # points: a frame around text is no smaller
_MEET = 3.0  # points between the parts of one frame, as below the band of its heading
_MOST = 0.6  # of a page's lines: what holds more is the page itself
_MOST_BOXES = 200  # of a page; a page with more is a drawing


def with_frames(lines: list[Line], drawing: Drawing, grids: Sequence[Grid]) -> list[Line]:
    """Note for each line of running text the frame that it stands in; those of tables and ruled boxes have cells."""
    boxes = [box for box in drawing.boxes if box.right - box.left > _WIDE and box.bottom - box.top > _HIGH]
    if not boxes or len(boxes) > _MOST_BOXES:
        return lines
    held = {id(line) for grid in grids for line in grid.covers}
    frames = sorted(_joined(boxes), key=lambda box: (box.right - box.left) * (box.bottom - box.top))
    of = [None if id(line) in held else _frame_of(line, frames) for line in lines]
    counts = Counter(of)
    return [
        line if number is None or counts[number] > _MOST * len(lines) else replace(line, frame=_name(line, number))
        for line, number in zip(lines, of, strict=True)
    ]


def _name(line: Line, number: int) -> int:
    return 1000 * (line.page or 0) + number


def _frame_of(line: Line, frames: Sequence[Box]) -> int | None:
    """Give the smallest frame around a line."""
    if line.box is None:
        return None
    x, y = (line.box.left + line.box.right) / 2, (line.box.top + line.box.bottom) / 2
    around = (n for n, box in enumerate(frames) if box.left <= x <= box.right and box.top <= y <= box.bottom)
    return next(around, None)


def _joined(boxes: Sequence[Box]) -> list[Box]:
    """Put boxes together that stand right below each other and are equally wide."""
    joined: list[Box] = []
    for box in sorted(set(boxes), key=lambda box: box.top):
        for place, above in enumerate(joined):
            alike = abs(above.left - box.left) < _MEET and abs(above.right - box.right) < _MEET
            if alike and above.top - _MEET < box.top < above.bottom + _MEET:
                joined[place] = replace(above, bottom=max(above.bottom, box.bottom))
                break
        else:
            joined.append(box)
    return joined
