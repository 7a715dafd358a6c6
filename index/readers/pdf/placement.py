"""Placement: from a PDF's own coordinates to points from the top-left corner of the page as it is read.

A page can be cut to a part of itself (the crop box), stored on its side (``/Rotate``), or hold text on its side, as
scanners leave it. Lines are compared with each other as a reader sees them, so that all three are undone here.
"""

import ctypes
from dataclasses import dataclass, replace

from pypdfium2 import raw  # type: ignore[import-untyped]

from index.readers.source import Box


@dataclass(frozen=True, slots=True)
class Placement:
    """The part of a page that is shown, in the PDF's own points, and the quarters by which it is turned clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int = 0

    @property
    def width(self) -> float:
        """Give the width of the page as it is read."""
        return self.top - self.bottom if self.quarters % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Give the height of the page as it is read."""
        return self.right - self.left if self.quarters % 2 else self.top - self.bottom

    def upright(self, slant: int | None) -> "Placement":
        """Turn the page so that its text is upright; ``slant`` is the text's angle in quarters, as pdfium counts it.

        A page can be stored on its side, hold its text on its side, or both: what its text does tells all three.
        """
        return self if slant is None else replace(self, quarters=-slant % 4)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Give a point's distance from the left and from the top."""
        if self.quarters == 0:
            return x - self.left, self.top - y
        if self.quarters == 1:
            return y - self.bottom, x - self.left
        if self.quarters == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float, matrix: tuple[float, ...] | None = None) -> Box:
        """Give a rectangle as a reader sees it; ``matrix`` sets it in its place on the page."""
        if matrix is not None:
            a, b, c, d, e, f = matrix
            left, bottom, right, top = (
                a * left + c * bottom + e,
                b * left + d * bottom + f,
                a * right + c * top + e,
                b * right + d * top + f,
            )
        x, y = self.point(left, bottom)
        to_x, to_y = self.point(right, top)
        return Box(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))


def read_placement(page: object) -> Placement:
    """Read the shown part of a page and how it is turned."""
    # pdfium's own page size is that of the crop box within the media box.
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, ctypes.byref(box))
    return Placement(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)
