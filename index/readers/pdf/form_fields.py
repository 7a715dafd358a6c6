"""Form fields: what was typed into a form, put beside the label that it stands beside.

In come the lines of a page whose fields were made part of it, and the places of the fields; out go the same lines
with what stands in a field behind its label, as a reader reads it. A sign before its label says that a box is ticked.
"""

import ctypes
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.readers.pdf.placement import Placement
from index.readers.pdf.text_lines import PageText
from index.readers.source import Box, Grid, Line

TICKED, UNTICKED = "☒", "☐"
_MOST = 2_000  # fields of a page
_NEAR = 0.5  # of a line's height: what shares as much with a field stands beside it
_BOXES = frozenset({raw.FPDF_FORMFIELD_CHECKBOX, raw.FPDF_FORMFIELD_RADIOBUTTON})


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form in the PDF's own points; ``ticked`` is None but for boxes that are ticked or not."""

    left: float
    bottom: float
    right: float
    top: float
    ticked: bool | None


def read_fields(document: pdfium.PdfDocument, page: pdfium.PdfPage) -> list[Field]:
    """Read where the fields of a page stand; an empty list where it has none."""
    found: list[Field] = []
    if document.formenv is None:
        return found
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            rect = raw.FS_RECTF()
            raw.FPDFAnnot_GetRect(annotation, ctypes.byref(rect))
            boxed = raw.FPDFAnnot_GetFormFieldType(document.formenv.raw, annotation) in _BOXES
            ticked = bool(raw.FPDFAnnot_IsChecked(document.formenv.raw, annotation)) if boxed else None
            found.append(Field(rect.left, rect.bottom, rect.right, rect.top, ticked))
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def beside_labels(text: PageText, lines: Sequence[Line], fields: Sequence[Field], grids: Sequence[Grid]) -> list[Line]:
    """Put what stands in fields behind the label at its height; each such row is a whole line. A table of labels and
    fields is left to be read as one."""
    boxes = [(_placed(field, text.placement), field.ticked) for field in fields]
    values: list[Line] = []
    tables = {id(line) for grid in grids if sum(bool(cell.lines) for cell in grid.cells) > 1 for line in grid.covers}
    rest = [line for line in lines if id(line) not in tables]
    for box, ticked in boxes:
        inside = [line for line in rest if line.box and _holds(box, line.box)]
        rest = [line for line in rest if not any(line is one for one in inside)]
        if ticked is not None:
            inside = []
        said = " ".join(line.text for line in inside) if ticked is None else TICKED if ticked else UNTICKED
        if said:
            values.append(Line(said, text.number, box=box, size=inside[0].size if inside else None))
    edges = sorted({box.centre for box, ticked in boxes if ticked is not None})
    parts = [part for line in rest for part in (_cut(text, line, edges, boxes) if edges else [line])]
    rows = _rows([*parts, *values])
    held = set(map(id, values))
    found = [line for line in lines if id(line) in tables]
    for pieces in rows:
        if not any(id(piece) in held for piece in pieces):
            found += pieces
            continue
        row = sorted(pieces, key=lambda piece: piece.box.left if piece.box else 0.0)
        labels = [piece for piece in row if id(piece) not in held] or row
        spans = [piece.box for piece in row if piece.box]
        around = Box(
            min(box.left for box in spans),
            min(box.top for box in spans),
            max(box.right for box in spans),
            max(box.bottom for box in spans),
        )
        found.append(replace(labels[0], text=" ".join(piece.text for piece in row), box=around, whole=True, bold=False))
    return sorted(found, key=lambda line: line.box.top if line.box else 0.0)


def _cut(text: PageText, line: Line, edges: Sequence[float], boxes: Sequence[tuple[Box, bool | None]]) -> list[Line]:
    """Cut a line at the boxes to tick that stand in it."""
    here = [box for box, ticked in boxes if ticked is not None and line.box and _beside(box, line.box)]
    inner = [edge for edge in edges if any(box.left <= edge <= box.right for box in here)]
    return text.split(line, inner) if inner else [line]


def _placed(field: Field, placement: Placement) -> Box:
    return placement.box(field.left, field.bottom, field.right, field.top)


def _holds(outer: Box, box: Box) -> bool:
    y = box.middle
    return outer.left - 3 <= box.left and box.right <= outer.right + 3 and outer.top - 2 <= y <= outer.bottom + 2


def _beside(box: Box, other: Box) -> bool:
    shared = min(box.bottom, other.bottom) - max(box.top, other.top)
    return shared > _NEAR * min(box.bottom - box.top, other.bottom - other.top)


def _rows(pieces: Sequence[Line]) -> list[list[Line]]:
    """Put what stands beside each other into rows, from the top; a field of several lines has only its own label."""
    rows: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.box.top, piece.box.left) if piece.box else (0.0, 0.0)):
        last = rows[-1] if rows else None
        if last and piece.box and all(other.box and _beside(other.box, piece.box) for other in last):
            last.append(piece)
        else:
            rows.append([piece])
    return rows
