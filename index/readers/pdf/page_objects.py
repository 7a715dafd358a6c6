"""Page objects: what a page's drawing consists of, in the order in which it is painted.

In comes a page of pdfium; out come straight lines as rules for ``lattice``, filled rectangles and pictures. Thin
rectangles are lines, as Word draws its borders; the sides of outlined rectangles are lines too. Curves, slopes and
colours say nothing of tables.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from pypdfium2 import raw  # type: ignore[import-untyped]

from index.readers.pdf.lattice import Rule
from index.readers.pdf.placement import Placement
from index.readers.source import Box

_THIN = 3.0  # points: what is no wider is a line
_SHORT = 4.0  # points: what is no longer is a dot
_MOST_OBJECTS = 30_000  # of a page; what follows is not looked at
_MOST_POINTS = 4_000  # of one path
_OPAQUE = 250  # of 255: what lets less through covers what is below it
_DEEPEST = 3  # drawings within drawings

Points = list[tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle or a picture, and its place in the order in which the page is painted."""

    order: int
    box: Box


@dataclass(slots=True)
class Drawing:
    """What a page's drawing consists of: its straight lines, opaque rectangles, pictures, and boxes that are outlined
    or not as white as paper, whatever their corners."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    images: list[Fill] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def add_rectangle(self, left: float, top: float, right: float, bottom: float, *, outlined: bool) -> None:
        """Add a thin rectangle as a line, and another's sides where it is outlined."""
        wide, high = right - left, bottom - top
        if high <= _THIN:
            if wide > _SHORT:
                self.horizontal.append(Rule((top + bottom) / 2, left, right))
        elif wide <= _THIN:
            if high > _SHORT:
                self.vertical.append(Rule((left + right) / 2, top, bottom))
        elif outlined:
            self.horizontal += Rule(top, left, right), Rule(bottom, left, right)
            self.vertical += Rule(left, top, bottom), Rule(right, top, bottom)


@dataclass(frozen=True, slots=True)
class _Painted:
    """An object of a page: pdfium's handle, its kind, its place in the order of painting, the drawing's matrix."""

    handle: Any
    kind: int
    order: int
    matrix: Matrix | None


def read_drawing(page: object, placement: Placement) -> Drawing:
    """Read the straight lines, filled rectangles and pictures of a page."""
    drawing = Drawing()
    for painted in _objects(page, {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE}):
        if painted.kind == raw.FPDF_PAGEOBJ_PATH:
            _read_path(painted, placement, drawing)
        else:
            drawing.images.append(Fill(painted.order, placement.box(0, 0, 1, 1, _placed(painted))))
    return drawing


def paint_order(page: object) -> dict[int, int]:
    """Give by the address of each text object its place in the order in which the page is painted."""
    return {
        ctypes.addressof(painted.handle.contents): painted.order for painted in _objects(page, {raw.FPDF_PAGEOBJ_TEXT})
    }


def _objects(page: object, kinds: set[int]) -> Iterator[_Painted]:
    """List the objects of some kinds, those of drawings within the page too, in the order of painting."""
    get, kind_of, form = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType, raw.FPDF_PAGEOBJ_FORM
    inner = 0
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = get(page, index)
        kind = kind_of(found)
        if kind in kinds:
            yield _Painted(found, kind, index + inner, None)
        elif kind == form:
            for painted in _objects_within(found, None, 1, kinds, index + inner):
                inner = painted.order - index
                if painted.kind in kinds:
                    yield painted


def _objects_within(form: Any, outer: Matrix | None, depth: int, kinds: set[int], order: int) -> Iterator[_Painted]:
    matrix = _matrix(form)
    if outer is not None:
        matrix = _times(matrix, outer)
    for index in range(min(raw.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        found = raw.FPDFFormObj_GetObject(form, index)
        kind = raw.FPDFPageObj_GetType(found)
        order += 1
        if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            for painted in _objects_within(found, matrix, depth + 1, kinds, order):
                order = painted.order
                yield painted
        else:
            yield _Painted(found, kind, order, matrix)


def _read_path(painted: _Painted, placement: Placement, drawing: Drawing) -> None:
    """Add the straight lines of one path, and the rectangle that it fills."""
    path = painted.handle
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    outlined = bool(stroke.value)
    count = raw.FPDFPath_CountSegments(path)
    if (not outlined and not fill.value) or count > _MOST_POINTS:
        return
    for points, curved in _outlines(path, count, _placed(painted), placement):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        straight = [(one, two) for one, two in pairwise(points) if _is_straight(one, two)]
        if (len(points) <= 5 and len(straight) >= len(points) - 1) or (curved and len(straight) >= 3):
            drawing.add_rectangle(box.left, box.top, box.right, box.bottom, outlined=outlined)
            if outlined or not _is_white(path):
                drawing.boxes.append(box)
            thick = min(box.right - box.left, box.bottom - box.top) > _THIN
            if fill.value and thick and count <= 6 and _is_opaque(path):
                drawing.fills.append(Fill(painted.order, box))
        elif outlined:
            for (x, y), (to_x, to_y) in straight:
                drawing.add_rectangle(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y), outlined=False)


def _is_white(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, (red, green, blue, alpha)))
    return alpha.value == 0 or min(red.value, green.value, blue.value) >= _OPAQUE


def _is_opaque(path: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, *map(ctypes.byref, (red, green, blue, alpha)))
    return alpha.value >= _OPAQUE and not raw.FPDFPageObj_HasTransparency(path)


def _placed(painted: _Painted) -> Matrix:
    matrix = _matrix(painted.handle)
    return matrix if painted.matrix is None else _times(matrix, painted.matrix)


def _outlines(path: Any, count: int, matrix: Matrix, placement: Placement) -> Iterator[tuple[Points, bool]]:
    """List the outlines that a path consists of, as points on the page, and whether they have curves."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: Points = []
    curved = False
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        sort = raw.FPDFPathSegment_GetType(segment)
        if sort == raw.FPDF_SEGMENT_MOVETO and points:
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(placement.point(a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        curved = curved or sort == raw.FPDF_SEGMENT_BEZIERTO
        if raw.FPDFPathSegment_GetClose(segment) and points[-1] != points[0]:
            points.append(points[0])
    if len(points) > 1:
        yield points, curved


def _is_straight(one: tuple[float, float], two: tuple[float, float]) -> bool:
    return abs(one[0] - two[0]) < 0.5 or abs(one[1] - two[1]) < 0.5


def _matrix(found: Any) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
