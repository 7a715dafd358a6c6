"""Visibility: the text of a page that no reader sees is left out, since nobody could find it where it is cited.

In come the lines of a page and its drawing; lines, and parts of lines, that are off the page, clipped away, below a
filled box, in a hidden layer, of no colour or of no size go. Text without colour on a scanned page stays: it is what
was read from the picture, which a reader sees.
"""

import ctypes
from functools import cached_property
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.readers.pdf.page_objects import Drawing, Fill, paint_order
from index.readers.pdf.placement import read_placement
from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Line

COVERED = "█"  # stands where a filled box covers a part of a line

_LOWEST = 1.3  # points: print that is no higher cannot be read
_PALE = 232  # of 255: a colour that white paper may swallow
_INVISIBLE = frozenset({raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP})
_CONTRAST = 16  # of 255: a part of a page whose darkest and lightest points are nearer to each other shows nothing
_PIXELS = 1600  # of the longer side of the picture that is looked at
_MOST_OF_PAGE = 0.5
_LARGE = 2.2  # times the usual size: so large are watermarks
_CROSSED = 2  # lines that a watermark is printed over, at least
_LAYER = "OC"  # the mark of optional content


# Asked for every line: made, and looked up, once.
_MODE_OF, _COLOUR_OF = raw.FPDFTextObj_GetTextRenderMode, raw.FPDFPageObj_GetFillColor
_CLIP_OF, _COUNT_PATHS = raw.FPDFPageObj_GetClipPath, raw.FPDFClipPath_CountPaths
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))
_RED, _GREEN, _BLUE, _ALPHA = _COLOUR
_COLOUR_REFS = tuple(map(ctypes.byref, _COLOUR))
_X, _Y = ctypes.c_float(), ctypes.c_float()
_X_REF, _Y_REF = ctypes.byref(_X), ctypes.byref(_Y)


def leave_out_unseen(text: PageText, page: pdfium.PdfPage, drawing: Drawing, *, layered: bool) -> None:
    """Leave out of a page's lines what no reader sees; ``layered`` says that the file has layers that can be hidden."""
    seen = _Sight(text, page, drawing, layered=layered)
    shown = [line for line in map(seen.shown, text.lines) if line is not None]
    text.lines[:] = _without_watermarks(shown)


def _without_watermarks(lines: list[Line]) -> list[Line]:
    """Leave out what is printed large over, or under, the text of a page."""
    sizes = sorted(line.size for line in lines if line.size)
    large = _LARGE * sizes[len(sizes) // 2] if sizes else 0.0
    boxes = [line.box for line in lines if line.box and (line.size or 0.0) < large]

    def is_watermark(line: Line) -> bool:
        box, size = line.box, line.size or 0.0
        if box is None or size < large:
            return False
        # No more than the letters themselves: a loose box reaches into the lines above and below.
        inner = Box(box.left, box.top + 0.25 * size, box.right, box.bottom - 0.25 * size)
        return sum(_overlap(inner, other) for other in boxes) >= _CROSSED

    marked = {line.text for line in lines if is_watermark(line)}
    return [line for line in lines if line.text not in marked or (line.size or 0.0) < large]


class _Sight:
    """What is seen of one page; it is drawn only where something makes it doubtful."""

    def __init__(self, text: PageText, page: pdfium.PdfPage, drawing: Drawing, *, layered: bool) -> None:
        self._text = text
        self._page = page
        self._drawing = drawing
        self._layered = layered
        self._known: dict[int, bool] = {}  # by a text object's address, whether it is doubtful

    def shown(self, line: Line) -> Line | None:
        """Give what is seen of a line; None where nothing is."""
        box = line.box
        if box is None:
            return line
        page = self._text.placement
        if box.bottom <= 0 or box.top >= page.height or box.right <= 0 or box.left >= page.width:
            return None
        if box.bottom - box.top < _LOWEST and box.right - box.left < _LOWEST * len(line.text):
            return None
        fills = [fill for fill in self._drawing.fills if _overlap(fill.box, box)]
        images = [image for image in self._drawing.images if _overlap(image.box, box) and self._is_part(image)]
        if (fills or images) and not self._is_painted_over(line, [*fills, *images]):
            fills, images = [], []
        if not fills and not images and not self._is_doubtful(line):
            return line
        hidden, covered = self._hidden(line, fills, images)
        if not hidden:
            return line
        return self._text.without(line, frozenset(hidden), COVERED if covered else "")

    def _is_painted_over(self, line: Line, over: list[Fill]) -> bool:
        """Say whether anything is painted after the first or the last object of a line."""
        last = max(fill.order for fill in over)
        spans = self._text.spans(line)
        ends = (self._text.object_at(spans[0][0]), self._text.object_at(spans[-1][1] - 1))
        orders = [self._order.get(ctypes.addressof(end.contents)) if end is not None else None for end in ends]
        return any(order is None or order < last for order in orders)

    def _is_part(self, image: Fill) -> bool:
        """Say whether a picture is less than most of a page: what stands below a scan is what was read from it."""
        page = self._text.placement
        area = (image.box.right - image.box.left) * (image.box.bottom - image.box.top)
        return area < _MOST_OF_PAGE * page.width * page.height

    def _is_doubtful(self, line: Line) -> bool:
        """Say whether the first or the last object of a line may not show."""
        text, layered = self._text, self._layered
        spans = text.spans(line)
        if layered and any(self._may_be_unseen(offset) for begin, end in spans for offset in range(begin, end)):
            return True  # what is hidden can stand in the middle of a line
        first = text.object_at(spans[0][0])
        if first and _is_pale(first):
            return True
        clip = _CLIP_OF(first) if first else None
        if clip and _COUNT_PATHS(clip) > 0 and self._is_clipped(first, line.box):
            return True
        last = text.object_at(spans[-1][1] - 1)
        if first and last and ctypes.addressof(first.contents) == ctypes.addressof(last.contents):
            return False
        return bool(last) and _is_pale(last)

    def _may_be_unseen(self, offset: int) -> bool:
        found = self._text.object_at(offset)
        if found is None:
            return False
        address = ctypes.addressof(found.contents)
        if address not in self._known:
            self._known[address] = _is_pale(found) or (self._layered and self._is_in_layer(found))
        return self._known[address]

    def _is_suspect(self, offset: int) -> bool:
        return self._may_be_unseen(offset) or self._is_clipped(self._text.object_at(offset), self._text.box_at(offset))

    def _hidden(self, line: Line, fills: list[Fill], images: list[Fill]) -> tuple[set[int], bool]:
        """Find the characters of a line that are not seen, and say whether a filled box or a picture covers them."""
        hidden: set[int] = set()
        covered = False
        for begin, end in self._text.spans(line):
            for offset in range(begin, end):
                # A bullet may be drawn, and stand in the text without colour.
                if not self._text.is_spoken(offset):
                    continue
                below = bool(images) and self._is_covered(offset, images) and not self._shows_through(offset)
                if below or (fills and self._is_covered(offset, fills)):
                    hidden.add(offset)
                    covered = True
                elif self._is_suspect(offset) and not self._is_seen(offset):
                    hidden.add(offset)
        return hidden, covered

    def _is_covered(self, offset: int, fills: list[Fill]) -> bool:
        box = self._text.box_at(offset)
        x, y = box.centre, box.middle
        over = [f for f in fills if f.box.left <= x <= f.box.right and f.box.top <= y <= f.box.bottom]
        if not over:
            return False
        found = self._text.object_at(offset)
        order = self._order.get(ctypes.addressof(found.contents)) if found is not None else None
        return order is not None and any(fill.order > order for fill in over)

    def _shows_through(self, offset: int) -> bool:
        """Say whether a character changes the page as it is drawn: pictures can let through what is below them."""
        place = self._place(offset)
        return bool((self._picture[place] != self._picture_without_text[place]).any())

    @cached_property
    def _order(self) -> dict[int, int]:
        return paint_order(self._page.raw)

    def _is_seen(self, offset: int) -> bool:
        """Say whether a character that may be unseen shows: by the picture that it was read from, or by the page as
        it is drawn."""
        found = self._text.object_at(offset)
        if raw.FPDFTextObj_GetTextRenderMode(found) in _INVISIBLE:
            box = self._text.box_at(offset)
            return any(_holds(image.box, box) for image in self._drawing.images)
        place = self._place(offset)
        part = self._picture[place]
        if self._layered and self._is_in_layer(found):  # other print can stand where a hidden layer is
            return bool((part != self._picture_without_layers[place]).any())
        return bool(part.size) and int(part.max()) - int(part.min()) > _CONTRAST

    def _place(self, offset: int) -> tuple[slice, slice]:
        """Give the rows and columns of the drawn page that a character takes."""
        box = self._text.box_at(offset, self._display)
        left, right = int(box.left * self._scale), int(box.right * self._scale) + 1
        top, bottom = int(box.top * self._scale), int(box.bottom * self._scale) + 1
        return slice(max(top, 0), max(bottom, 0)), slice(max(left, 0), max(right, 0))

    @cached_property
    def _display(self) -> Any:
        return read_placement(self._page.raw)

    @cached_property
    def _scale(self) -> float:
        return float(min(2.0, _PIXELS / max(self._display.width, self._display.height, 1.0)))

    @cached_property
    def _picture(self) -> Any:
        return self._page.render(scale=self._scale, grayscale=True).to_numpy()

    @cached_property
    def _picture_without_layers(self) -> Any:
        """The page as it is drawn without any of what stands in layers."""
        return self._drawn_without([one.raw for one in self._objects() if self._is_in_layer(one.raw)])

    @cached_property
    def _picture_without_text(self) -> Any:
        return self._drawn_without([one.raw for one in self._objects() if one.type == raw.FPDF_PAGEOBJ_TEXT])

    def _objects(self) -> list[Any]:
        return list(self._page.get_objects(max_depth=8))

    def _drawn_without(self, apart: list[Any]) -> Any:
        for one in apart:
            raw.FPDFPageObj_SetIsActive(one, False)
        try:
            return self._page.render(scale=self._scale, grayscale=True).to_numpy()
        finally:
            for one in apart:
                raw.FPDFPageObj_SetIsActive(one, True)

    def _is_clipped(self, found: Any, box: Box | None) -> bool:
        """Say whether a part of a line stands outside of what its object is clipped to."""
        clip = raw.FPDFPageObj_GetClipPath(found) if found is not None else None
        count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
        if count < 1 or box is None:
            return False
        around = [self._around(clip, path) for path in range(min(count, 8))]
        return any(part is not None and not _overlap(part, box) for part in around)

    def _around(self, clip: Any, path: int) -> Box | None:
        """Give the rectangle around what an object is clipped to; two corners tell that of a rectangle."""
        count = raw.FPDFClipPath_CountPathSegments(clip, path)
        xs: list[float] = []
        ys: list[float] = []
        for index in (0, 2) if count in {4, 5} else range(min(count, 64)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), _X_REF, _Y_REF)
            xs.append(_X.value)
            ys.append(_Y.value)
        return self._text.placement.box(min(xs), min(ys), max(xs), max(ys)) if xs else None

    def _is_in_layer(self, found: Any) -> bool:
        marks = range(min(raw.FPDFPageObj_CountMarks(found), 8))
        return any(_name(raw.FPDFPageObj_GetMark(found, index)) == _LAYER for index in marks)


def _is_pale(found: Any) -> bool:
    """Say whether a text object is set without colour, or in one that white paper swallows."""
    if _MODE_OF(found) in _INVISIBLE:
        return True
    _COLOUR_OF(found, *_COLOUR_REFS)
    red = _RED.value
    return bool((red >= _PALE and _GREEN.value >= _PALE and _BLUE.value >= _PALE) or _ALPHA.value < 255 - _PALE)


def _name(mark: Any) -> str:
    buffer, size = ctypes.create_string_buffer(16), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), 16, ctypes.byref(size))
    return buffer.raw[: max(0, min(size.value, 16) - 2)].decode("utf-16-le", errors="ignore")


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and down > 0.4 * (other.bottom - other.top)


def _holds(outer: Box, box: Box) -> bool:
    x, y = box.centre, box.middle
    return outer.left <= x <= outer.right and outer.top <= y <= outer.bottom
