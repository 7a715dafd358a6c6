"""Columns: the lines of a page that is set in columns, put into the order in which a reader reads them.

In come the lines of a page that stand in no table; out go the same lines column by column, those that were drawn over
two columns cut at the gap between them. A page counts as set in columns only where both sides hold running text.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from index.readers.pdf.page_halves import two_pages
from index.readers.pdf.reading_order import in_reading_order
from index.readers.pdf.side_headings import with_side_headings
from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Grid, Line

_LONG = 45  # characters of a line that may run over two columns
_SAMPLES = (0.5, 0.65, 0.8, 0.35)  # of a page's lines: those that are looked at first
_GAP = 0.8  # of the font size: blanks of a line are rarely wider
_GUTTER = 7.0  # points
_STEP = 2.0  # points between places at which a gap is sought
_LEAST = 5  # lines of a column
_WORDS = 3.2  # words of a line of running text, on average; a table has fewer in its cells
_STRAY = 0.12  # of the lines: so many may run over the gap, as headings do
_DEEPEST = 3
_ROWS = 3  # rows of a table that stands above or below columns
_INSET = 20.0  # points from a column's edge: no paragraph is set in so far
_LARGER = 1.4  # points by which a heading is larger than the text
_OPENING = 12  # lines that may open a page, over all columns


def by_columns(text: PageText, lines: Sequence[Line], grids: Sequence[Grid]) -> list[Line] | None:
    """Give the lines of a page column by column, above and below its tables; None where it is not set in columns."""
    halves = two_pages(lines, text.placement.width, text.placement.height)
    if halves is not None:
        own = [[grid for grid in grids if set(map(id, grid.covers)) & set(map(id, half))] for half in halves]
        read = [by_columns(text, half, held) or in_reading_order(half) for half, held in zip(halves, own, strict=True)]
        return [line for half in read for line in half]
    held = {id(line) for grid in grids for line in grid.covers}
    rest = [line for line in lines if id(line) not in held]
    whole = in_columns(text, rest)
    if whole is None and not grids:
        return with_side_headings(
            [part for line in rest for part in text.split_at_gaps(line, _GAP * (line.size or 12.0))]
        )
    if whole is None or not grids:
        return whole
    ordered: list[Line] = []
    for grid in grids:
        above = [line for line in rest if line.box and line.box.top < grid.box.top]
        ordered += in_columns(text, above) or above
        ordered += [line for line in lines if id(line) in set(map(id, grid.covers))]
        taken = set(map(id, above))
        rest = [line for line in rest if id(line) not in taken]
    return ordered + (in_columns(text, rest) or rest)


def in_columns(text: PageText, lines: Sequence[Line]) -> list[Line] | None:
    """Give the lines of a page column by column; None where it is not set in columns."""
    if not (_stand_beside(lines) or _have_gaps(text, lines)):
        return None
    pieces = _pieces(text, lines)
    ordered = _order(pieces, _DEEPEST)
    return None if ordered is None else _whole(ordered, lines, text)


def _stand_beside(lines: Sequence[Line]) -> bool:
    """Say whether several lines stand beside others; columns need not share their lines' heights."""
    boxes = sorted((line.box for line in lines if line.box), key=lambda box: (box.bottom, box.left, box.right))
    beside = sum(
        1
        for box, below in pairwise(boxes)
        if below.bottom - box.bottom < 0.5 * min(box.bottom - box.top, below.bottom - below.top)
        and (below.left > box.right or box.left > below.right)
    )
    return beside >= _LEAST - 1


def _have_gaps(text: PageText, lines: Sequence[Line]) -> bool:
    """Say whether long lines have gaps within them; a few lines are looked at."""
    long = [line for line in lines if len(line.text) >= _LONG]
    if len(long) < _LEAST:
        return False
    plain = 0
    # From the middle, since a title or an abstract runs over the columns.
    for part in _SAMPLES:
        line = long[int(part * len(long))]
        plain += not text.has_gap(line, _GAP * (line.size or 12.0))
        if plain > 1:
            return False
    return True


def _pieces(text: PageText, lines: Sequence[Line]) -> list[Line]:
    """Cut lines at their gaps, but for the rows of a table: several whose last cell stands at one place, which is not
    near to where the lines of a column begin."""
    parted = [(line, _parts(text, line)) for line in lines]
    pieces = [part for _, parts in parted for part in parts]
    if _gutter(pieces) is None and _below_opening(pieces) is None:
        return pieces
    starts: defaultdict[int, list[Line]] = defaultdict(list)
    for part in pieces:
        starts[round(part.box.left) if part.box else 0].append(part)
    columns = [at for at, there in starts.items() if _is_text(there)]
    cells = Counter(round(last.left) for _, parts in parted if (last := _last_cell(parts)))
    rows = {at for at, count in cells.items() if count >= _ROWS and all(abs(at - edge) > _INSET for edge in columns)}
    for place, (line, parts) in enumerate(parted):
        last = _last_cell(parts)
        if last is not None and round(last.left) in rows:
            parted[place] = (line, [line])
    return [part for _, parts in parted for part in parts]


def _last_cell(parts: Sequence[Line]) -> Box | None:
    """Give the last part of a line that was cut; None where it was not."""
    return parts[-1].box if len(parts) > 1 else None


def _parts(text: PageText, line: Line) -> list[Line]:
    return text.split_at_gaps(line, _GAP * (line.size or 12.0)) if len(line.text) >= 12 else [line]


def _order(pieces: Sequence[Line], depth: int) -> list[Line] | None:
    """Order pieces by the widest gap that runs down through them; None where there is none."""
    gutter = (_gutter(pieces) or _below_opening(pieces)) if depth else None
    if gutter is None:
        return None
    ordered: list[Line] = []
    # A line can begin before the others of its column, as where most of them are items of lists that are set in.
    edge = max(piece.box.right for piece in pieces if piece.box and piece.box.right <= gutter + 1) + _GUTTER
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        for column in (left, right):
            ordered.extend(_order(column, depth - 1) or column)
            column.clear()

    placed = sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left) if piece.box else (0.0, 0.0))
    over = _spanning(placed, gutter)
    for piece in placed:
        assert piece.box is not None
        if id(piece) in over:
            close()
            ordered.append(piece)
        elif piece.box.right <= gutter + 1:
            left.append(piece)
        elif piece.box.left >= min(gutter - 1, edge):
            right.append(piece)
        else:  # over both columns: what follows is read after both
            close()
            ordered.append(piece)
    close()
    return ordered


def _spanning(placed: Sequence[Line], gutter: float) -> frozenset[int]:
    """Find short headings that stand over both columns at their left: larger print, beside which, from the line above
    it to the one below, the other column is free though it goes on below."""
    sizes = sorted(piece.size for piece in placed if piece.size)
    large = sizes[len(sizes) // 2] + _LARGER if sizes else 0.0
    heads = [piece for piece in placed if (piece.size or 0.0) >= large and piece.box and piece.box.right <= gutter]
    text = [piece.box for piece in placed if piece.box and (piece.size or 0.0) < large]
    left = [box for box in text if box.right <= gutter + 1]
    right = [box for box in text if box.left >= gutter - 1]
    found = set()
    for head in heads:
        assert head.box is not None
        above = max((box.bottom for box in left if box.bottom <= head.box.top + 1), default=None)
        below = min((box.top for box in left if box.top >= head.box.bottom - 1), default=None)
        if above is None or below is None or below - above < 2 * (head.box.bottom - head.box.top):
            continue
        free = not any(box.top < below - 1 and box.bottom > above + 1 for box in right)
        if free and any(box.top >= below - 1 for box in right) and any(box.bottom <= above + 1 for box in right):
            found.add(id(head))
    return frozenset(found)


def _below_opening(pieces: Sequence[Line]) -> float | None:
    """Find the gap below the lines over all columns that open a page, as a title and an abstract do."""
    placed = sorted((piece for piece in pieces if piece.box), key=lambda piece: piece.box.top if piece.box else 0.0)
    tried = 0
    low = 0.0
    for place, piece in enumerate(placed):
        assert piece.box is not None
        if piece.box.middle < low:
            continue
        low = piece.box.bottom
        tried += 1
        if place and (gutter := _gutter(placed[place:])) is not None:
            return gutter
        if tried > _OPENING:
            return None
    return None


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Find where a gap runs down between two columns of running text."""
    boxes = [piece.box for piece in pieces if piece.box]
    if len(boxes) < 2 * _LEAST:
        return None
    low, high = min(box.left for box in boxes), max(box.right for box in boxes)
    most = max(1, int(_STRAY * len(boxes)))
    best: tuple[float, float] | None = None
    start: float | None = None
    first, last = low + 0.2 * (high - low), high - 0.15 * (high - low)
    count = max(0, int((last - first) / _STEP) + 1)
    # At how many more places a line begins to run over, or ends, from one place to the next.
    change = [0] * (count + 1)
    for box in boxes:
        begin = min(max(0, math.floor((box.left - first) / _STEP) + 1), count)
        change[begin] += 1
        change[max(begin, min(max(0, math.ceil((box.right - first) / _STEP)), count))] -= 1
    over = 0
    place = first
    for number in range(count):
        over += change[number]
        place = first + number * _STEP
        free = over <= most
        if free and start is None:
            start = place
        if not free and start is not None:
            best = max(best or (0.0, 0.0), (place - start, start))
            start = None
    place += _STEP
    if start is not None:
        best = max(best or (0.0, 0.0), (place - start, start))
    if best is None or best[0] < _GUTTER:
        return None
    gutter = best[1] + best[0] / 2
    left = [piece for piece in pieces if piece.box and piece.box.right <= gutter + 1]
    right = [piece for piece in pieces if piece.box and piece.box.left >= gutter - 1]
    return gutter if _is_text(left) and _is_text(right) and _overlap(left, right) else None


def _is_text(pieces: Sequence[Line]) -> bool:
    """Say whether pieces are lines of running text: enough of them, of several words, mostly ending within a
    sentence."""
    if len(pieces) < _LEAST:
        return False
    words = sum(len(piece.text.split()) for piece in pieces)
    within = sum(1 for piece in pieces if piece.text[:1].islower())
    return words >= _WORDS * len(pieces) and within * 3 >= len(pieces)


def _overlap(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Say whether two columns stand beside each other for most of the height of the shorter one."""
    spans = []
    for column in (left, right):
        boxes = [piece.box for piece in column if piece.box]
        spans.append((min(box.top for box in boxes), max(box.bottom for box in boxes)))
    (top, bottom), (other_top, other_bottom) = spans
    shared = min(bottom, other_bottom) - max(top, other_top)
    return shared > 0.5 * min(bottom - top, other_bottom - other_top)


def _whole(ordered: Sequence[Line], lines: Sequence[Line], text: PageText) -> list[Line]:
    """Put the parts of a line together again that were cut at a wide blank and stayed beside each other."""
    origin = {id(part): line for line in lines for part in text.parts_of(line)}
    whole: list[Line] = []
    place = 0
    while place < len(ordered):
        line = origin.get(id(ordered[place]))
        count = len(text.parts_of(line)) if line is not None else 1
        run = ordered[place : place + count]
        if line is not None and count > 1 and all(origin.get(id(part)) is line for part in run) and len(run) == count:
            whole.append(line)
            place += count
        else:
            whole.append(ordered[place])
            place += 1
    return whole
