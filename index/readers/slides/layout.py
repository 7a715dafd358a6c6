"""The layout of a slide: which of its shapes is the title, and in what order a person reads the others.

In comes a slide; out go its shapes that say something, each with its place. What they say is read by ``slides``.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from index.readers.source import Box

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
POINT = 12_700  # in English Metric Units
_TITLES = frozenset({"TITLE", "CENTER_TITLE", "VERTICAL_TITLE"})
_FURNITURE = frozenset({"DATE", "FOOTER", "SLIDE_NUMBER", "HEADER"})
_BODIES = frozenset({"BODY", "OBJECT", "VERTICAL_BODY", "VERTICAL_OBJECT"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A shape that holds text or a table, and where it stands on the slide."""

    shape: Any
    box: Box
    kind: str | None  # of a placeholder: the name that python-pptx gives it

    @property
    def is_body(self) -> bool:
        """Whether the slide's master gives its paragraphs bullets."""
        return self.kind in _BODIES


def shapes_of(slide: Any, width: float, height: float) -> tuple[Piece | None, list[Piece]]:
    """Give the title's shape and the others in reading order; dates, footers and slide numbers are left out, and what
    is parked beside the slide or hidden."""
    pieces = [p for p in _pieces(slide.shapes) if p.kind not in _FURNITURE and _is_shown(p, width, height)]
    title = _title(pieces, height)
    return title, _reading_order([piece for piece in pieces if piece is not title])


def is_diagram(shape: Any) -> bool:
    """Say whether a shape is a SmartArt diagram."""
    data = shape._element.find(f"{_A}graphic/{_A}graphicData")
    return data is not None and data.get("uri") == DIAGRAM


def has_picture(shapes: Any) -> bool:
    """Say whether a picture, a film or an object of another program stands among shapes."""
    for shape in shapes:
        tag = shape._element.tag
        if tag == _P + "grpSp":
            if has_picture(shape.shapes):
                return True
        elif (
            tag == _P + "pic"
            or shape._element.find(f".//{_A}blip") is not None
            or (tag == _P + "graphicFrame" and shape._element.find(f".//{_P}oleObj") is not None)
        ):
            return True
    return False


def _pieces(shapes: Any, place: Any = None) -> Iterator[Piece]:
    """Yield the shapes that say something, those of groups at their place on the slide."""
    for shape in shapes:
        if shape._element.tag == _P + "grpSp":
            yield from _pieces(shape.shapes, _group_place(shape, place))
            continue
        drawn = getattr(shape, "has_table", False) or getattr(shape, "has_chart", False)
        if not (drawn or is_diagram(shape) or (shape.has_text_frame and shape.text_frame.text.strip())):
            continue
        kind = shape.placeholder_format.type.name if shape.is_placeholder else None
        yield Piece(shape, _box(shape, place), kind)


def _is_shown(piece: Piece, width: float, height: float) -> bool:
    box = piece.box
    on_slide = not width or (box.left < width and box.top < height and box.right >= 0 and box.bottom >= 0)
    details = piece.shape._element.find(f".//{_P}cNvPr")
    return on_slide and (details is None or details.get("hidden") not in {"1", "true"})


def _group_place(group: Any, outer: Any) -> tuple[float, float, float, float]:
    """Give the scale and the shift that bring a group's own coordinates to the slide's (ECMA-376, 20.1.7.5)."""
    frame = group._element.find(f"{_P}grpSpPr/{_A}xfrm")
    across, down, right, below = 1.0, 1.0, 0.0, 0.0
    if frame is not None and frame.find(_A + "chOff") is not None and frame.find(_A + "chExt") is not None:
        offset, extent = frame.find(_A + "off"), frame.find(_A + "ext")
        inner, size = frame.find(_A + "chOff"), frame.find(_A + "chExt")
        across = int(extent.get("cx")) / (int(size.get("cx")) or 1)
        down = int(extent.get("cy")) / (int(size.get("cy")) or 1)
        right = int(offset.get("x")) - int(inner.get("x")) * across
        below = int(offset.get("y")) - int(inner.get("y")) * down
    if outer is None:
        return across, down, right, below
    return across * outer[0], down * outer[1], right * outer[0] + outer[2], below * outer[1] + outer[3]


def _box(shape: Any, place: tuple[float, float, float, float] | None) -> Box:
    across, down, right, below = place or (1.0, 1.0, 0.0, 0.0)
    left, top = (shape.left or 0) * across + right, (shape.top or 0) * down + below
    wide, high = (shape.width or 0) * across, (shape.height or 0) * down
    return Box(left / POINT, top / POINT, (left + wide) / POINT, (top + high) / POINT)


def _title(pieces: list[Piece], height: float) -> Piece | None:
    """Choose the title: its placeholder, else a text box of one short line that stands alone at the top."""
    for piece in pieces:
        if piece.kind in _TITLES:
            return piece
    loose = [piece for piece in pieces if piece.kind not in _BODIES and piece.shape.has_text_frame]
    if len(pieces) < 2 or not loose:
        return None
    top = min(loose, key=lambda piece: (piece.box.top, piece.box.left))
    lines = [text for text in (paragraph.text.strip() for paragraph in top.shape.text_frame.paragraphs) if text]
    others = [piece for piece in pieces if piece is not top]
    alone = all(piece.box.top >= top.box.middle for piece in others)
    # A text box that holds a sentence is a point and heads nothing.
    sentence = bool(lines) and lines[0][-1] in ".;" and len(lines[0].split()) > 3
    if len(lines) == 1 and len(lines[0]) <= 100 and alone and top.box.top < height / 4 and not sentence:
        return top
    return None


def _reading_order(pieces: list[Piece]) -> list[Piece]:
    """Order shapes as a person reads: bands from the top, columns of a band from the left."""
    ordered: list[Piece] = []
    rest = sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left))
    while rest:
        # A band is all that overlaps, each with the next, from top to bottom.
        bottom = rest[0].box.bottom
        band: list[Piece] = []
        while rest and (not band or rest[0].box.top < bottom - _slack(rest[0])):
            bottom = max(bottom, rest[0].box.bottom)
            band.append(rest.pop(0))
        ordered += _columns(band)
    return ordered


def _columns(band: list[Piece]) -> list[Piece]:
    """Order the shapes of a band column by column; a column is all that overlaps sideways, each with the next."""
    columns: list[list[Piece]] = []
    right = 0.0
    for piece in sorted(band, key=lambda piece: (piece.box.left, piece.box.top)):
        if columns and piece.box.left < right - min(20.0, (piece.box.right - piece.box.left) / 4):
            columns[-1].append(piece)
            right = max(right, piece.box.right)
        else:
            columns.append([piece])
            right = piece.box.right
    if _is_grid(columns):
        # Boxes in rows and columns are read row by row.
        return sorted(band, key=lambda piece: (round(piece.box.top / 12), piece.box.left))
    return [piece for column in columns for piece in sorted(column, key=lambda piece: (piece.box.top, piece.box.left))]


def _is_grid(columns: list[list[Piece]]) -> bool:
    tops = [sorted(round(piece.box.top / 12) for piece in column) for column in columns]
    return len(columns) > 2 and len(tops[0]) > 1 and all(column == tops[0] for column in tops)


def _slack(piece: Piece) -> float:
    return min(12.0, (piece.box.bottom - piece.box.top) / 4)
