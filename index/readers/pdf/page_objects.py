"""Page objects: the rules that a page's drawing consists of, and the text that no reader sees.

In comes a page of pdfium; out come straight lines as rules for ``lattice``. Thin rectangles are lines, as Word draws
its borders; the sides of outlined rectangles are lines too. Curves, slopes and colours say nothing of tables.
"""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from pypdfium2 import raw  # type: ignore[import-untyped]

from index.readers.pdf.lattice import Rule
from index.readers.pdf.placement import Placement

_THIN = 3.0  # points: what is no wider is a line
_SHORT = 4.0  # points: what is no longer is a dot
_MOST_OBJECTS = 30_000  # of a page; what follows is not looked at
_MOST_POINTS = 4_000  # of one path
_DEEPEST = 3  # drawings within drawings

Points = list[tuple[float, float]]
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Rules:
    """The straight lines of a page."""

    horizontal: list[Rule] = field(default_factory=list)
    vertical: list[Rule] = field(default_factory=list)

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


def read_rules(page: object, placement: Placement) -> Rules:
    """Read the straight lines of a page."""
    rules = Rules()
    for path, matrix in _paths(page):
        _read_path(path, matrix, placement, rules)
    return rules


def _paths(page: object) -> Iterator[tuple[object, Matrix | None]]:
    """List the paths of a page, those of drawings within it too, with the matrix of the drawing."""
    get, kind = raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = get(page, index)
        sort = kind(found)
        if sort == raw.FPDF_PAGEOBJ_PATH:
            yield found, None
        elif sort == raw.FPDF_PAGEOBJ_FORM:
            yield from _paths_within(found, None, 1)


def _paths_within(form: object, outer: Matrix | None, depth: int) -> Iterator[tuple[object, Matrix | None]]:
    matrix = _matrix(form)
    if outer is not None:
        matrix = _times(matrix, outer)
    for index in range(min(raw.FPDFFormObj_CountObjects(form), _MOST_OBJECTS)):
        found = raw.FPDFFormObj_GetObject(form, index)
        sort = raw.FPDFPageObj_GetType(found)
        if sort == raw.FPDF_PAGEOBJ_PATH:
            yield found, matrix
        elif sort == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            yield from _paths_within(found, matrix, depth + 1)


def _read_path(path: object, outer: Matrix | None, placement: Placement, rules: Rules) -> None:
    """Add the straight lines of one path."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    outlined = bool(stroke.value)
    if not outlined and not fill.value:
        return
    count = raw.FPDFPath_CountSegments(path)
    if count > _MOST_POINTS:
        return
    matrix = _matrix(path)
    if outer is not None:
        matrix = _times(matrix, outer)
    for points, curved in _outlines(path, count, matrix, placement):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        left, top, right, bottom = min(xs), min(ys), max(xs), max(ys)
        straight = [(one, two) for one, two in pairwise(points) if _is_straight(one, two)]
        if (len(points) <= 5 and len(straight) >= len(points) - 1) or (curved and len(straight) >= 3):
            rules.add_rectangle(left, top, right, bottom, outlined=outlined)
        elif outlined:
            for (x, y), (to_x, to_y) in straight:
                rules.add_rectangle(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y), outlined=False)


def _outlines(path: object, count: int, matrix: Matrix, placement: Placement) -> Iterator[tuple[Points, bool]]:
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


def _matrix(found: object) -> Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(found, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    p, q, r, s, t, u = other
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u
