"""PDF: printed lines with place, size and weight, and ruled tables, page by page.

In comes a path; out goes a ``Source`` of lines in the order in which they were drawn, and of the tables that the rules
of a page make of them. What a line or a table means is not decided here.
"""

import ctypes
import re
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.errors import ReadError, ScanError
from index.readers.pdf.column_order import by_columns
from index.readers.pdf.form_fields import Field, beside_labels, read_fields
from index.readers.pdf.frames import with_frames
from index.readers.pdf.grids import find_grids
from index.readers.pdf.layers import has_layers
from index.readers.pdf.legibility import Legibility
from index.readers.pdf.line_numbers import leave_out_line_numbers
from index.readers.pdf.ocr_lines import is_ocr, mend_lines, restore_bullets
from index.readers.pdf.page_objects import read_drawing
from index.readers.pdf.placement import read_placement
from index.readers.pdf.reading_order import in_reading_order, with_margins_apart, with_marks
from index.readers.pdf.text_lines import PageText
from index.readers.pdf.visibility import leave_out_unseen
from index.readers.source import OCR_REMEDY, Grid, Line, Source, Table

_LONGEST_PROPERTY = 100_000  # bytes
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")


def read(path: Path) -> Source:
    """Read a PDF's text layer; raise ReadError where there is none or the file cannot be opened."""
    document = _open(path)
    try:
        count = len(document)
        if count == 0:
            raise ReadError(path.name, "it has no pages", "Download it again.")
        blocks: list[Line | Table] = []
        grids: list[Grid] = []
        legibility = Legibility()
        if document.get_formtype() != raw.FORMTYPE_NONE:
            document.init_forms()
        properties = _properties(document)
        mend = mend_lines if is_ocr(properties) else list
        layered = has_layers(path)
        heights = tuple(
            _read_page(document, index, blocks, grids, legibility, mend, layered=layered) for index in range(count)
        )
        if is_ocr(properties) and not grids:
            blocks = list(restore_bullets([block for block in blocks if isinstance(block, Line)]))
        if not any(isinstance(block, Line) and block.text.strip() for block in blocks):
            if legibility.ciphers:
                fault = "the letters of its text layer cannot be told (its fonts have no Unicode)"
                raise ScanError(path.name, fault, OCR_REMEDY.replace("--skip-text", "--force-ocr"))
            raise ScanError(path.name, "it has no text layer (a scan?)", OCR_REMEDY)
    except pdfium.PdfiumError as error:
        raise ReadError(path.name, f"it is damaged ({error})", "Download it again.") from error
    finally:
        document.close()
    height = Counter(heights).most_common(1)[0][0]
    return Source(
        tuple(blocks),
        count,
        height,
        properties=properties,
        unread=tuple(legibility.sentences()),
        ocr=is_ocr(properties),
        grids=tuple(grids),
        page_heights=heights,
    )


def _open(path: Path) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        # pdfium keeps the code of an earlier failure, so that the file itself is asked what is wrong with it.
        content = path.read_bytes()
        if b"/Encrypt" in content and "password" in str(error).lower():
            raise ReadError(path.name, "it is protected by a password", "Save it without one.") from error
        if _NO_PAGES.search(content):
            raise ReadError(path.name, "it has no pages", "Download it again.") from error
        raise ReadError(path.name, "it is damaged or cut short", "Download it again.") from error


def _properties(document: pdfium.PdfDocument) -> dict[str, str]:
    """Read what the file says of itself; halves of characters that stand for none are left out."""
    found: dict[str, str] = {}
    for key in pdfium.PdfDocument.METADATA_KEYS:
        size = raw.FPDF_GetMetaText(document.raw, key.encode(), None, 0)
        if not 2 < size <= _LONGEST_PROPERTY:
            continue
        buffer = ctypes.create_string_buffer(size)
        raw.FPDF_GetMetaText(document.raw, key.encode(), buffer, size)
        text = buffer.raw[: size - 2].decode("utf-16-le", "ignore")
        if text:
            found[key.lower()] = text
    return found


def _load_page(document: pdfium.PdfDocument, index: int) -> tuple[pdfium.PdfPage, list[Field]]:
    """Load a page, and where its fields stand; what was typed into the fields of a form is made part of it."""
    page = document[index]
    fields = read_fields(document, page)
    if not fields or raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) != raw.FLATTEN_SUCCESS:
        return page, []
    page.close()
    return document[index], fields


def _read_page(
    document: pdfium.PdfDocument,
    index: int,
    blocks: list[Line | Table],
    grids: list[Grid],
    legibility: Legibility,
    mend: Callable[[Sequence[Line]], list[Line]],
    *,
    layered: bool,
) -> float:
    """Append the lines and grids of one page and give its height; a page that cannot be loaded is left out (0)."""
    try:
        page, fields = _load_page(document, index)
    except pdfium.PdfiumError:
        legibility.broken.append(index + 1)
        return 0.0
    try:
        placement = read_placement(page.raw)
        textpage = page.get_textpage()
        try:
            text = PageText(textpage, index + 1, placement)
            drawing = read_drawing(page.raw, text.placement)
            leave_out_unseen(text, page, drawing, layered=layered)
            leave_out_line_numbers(text)
            lines = legibility.look(page.raw, index + 1, text.lines)
            if lines:
                found, unsure = find_grids(text, drawing)
                grids += found
                if fields:
                    lines = beside_labels(text, lines, fields, found)
                else:
                    columns = by_columns(text, lines, found)
                    unsure = unsure and columns is None
                    lines = with_marks(columns, found) if columns else in_reading_order(with_marks(mend(lines), found))
                lines = with_margins_apart(text, lines, found)
                lines = with_frames(lines, drawing, found)
                if unsure:
                    legibility.loose.append(index + 1)
        finally:
            textpage.close()
    finally:
        page.close()
    blocks += lines
    return text.placement.height
