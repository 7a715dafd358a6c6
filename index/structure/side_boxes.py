"""Frames: which lines stand in a box whose heading heads nothing but the box, such as a side box.

In come the lines of a document and its headings; out go frames by the indexes of lines. How a box is drawn is known to
the readers.
"""

from collections.abc import Sequence

from index.readers import Line, Table
from index.structure.printed_tables import Printed

_NARROW = 0.7  # of the width of the text: a side box is no wider


def find_frames(
    blocks: Sequence[Line | Table], titles: dict[int, int], taken: frozenset[int], printed: Printed
) -> dict[int, int]:
    """Give the frame of each line that stands in one with text in it; a band around a heading alone is none, nor
    is what a document opens with."""
    found: dict[int, int] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Line) and index not in taken:
            cell = printed.cells.get(id(block))
            frame = -cell if cell is not None and cell not in printed.listed else block.frame
            # A box that lists what must improve ends its list by itself.
            if frame is not None and cell not in printed.headed:
                found[index] = frame
    opening = next((index for index, block in enumerate(blocks) if index not in found), len(blocks))
    with_text = {frame for index, frame in found.items() if index not in titles and index > opening}
    # A chapter can begin in a box: what ranks above a heading in the open heads what follows it too.
    deepest = max((level for index, level in titles.items() if index not in found), default=0)
    chapters = {frame for index, frame in found.items() if titles.get(index, deepest) < deepest}
    wide = _width([block for index, block in enumerate(blocks) if index not in found])
    chapters = {
        frame
        for frame in chapters
        if wide is None or (_width([blocks[i] for i, own in found.items() if own == frame]) or wide) > _NARROW * wide
    }
    return {index: frame for index, frame in found.items() if frame in with_text - chapters}


def _width(blocks: Sequence[Line | Table]) -> float | None:
    """Give from where to where lines reach, but for a few; None where they have no geometry."""
    boxes = [block.box for block in blocks if isinstance(block, Line) and block.box is not None]
    if not boxes:
        return None
    lefts, rights = sorted(box.left for box in boxes), sorted(box.right for box in boxes)
    return rights[int(0.95 * (len(rights) - 1))] - lefts[int(0.05 * len(lefts))]
