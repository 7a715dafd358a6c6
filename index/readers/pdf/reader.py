"""PDF: printed lines with place, size and weight, and ruled tables, page by page.

In comes a path; out goes a ``Source`` of lines in the order in which they were drawn, and of the tables that the rules
of a page make of them. What a line or a table means is not decided here.
"""

import re
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]

from index.errors import ReadError
from index.readers.pdf.grids import find_grids
from index.readers.pdf.page_objects import read_rules
from index.readers.pdf.placement import read_placement
from index.readers.pdf.reading_order import in_reading_order
from index.readers.pdf.text_lines import PageText
from index.readers.source import Grid, Line, Source, Table

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
        heights = tuple(_read_page(document, index, blocks, grids) for index in range(count))
        if not any(isinstance(block, Line) and block.text.strip() for block in blocks):
            raise ReadError(path.name, "it has no text layer (a scan?)", "Run OCR on it and add it again.")
        properties = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
    except pdfium.PdfiumError as error:
        raise ReadError(path.name, f"it is damaged ({error})", "Download it again.") from error
    finally:
        document.close()
    height = Counter(heights).most_common(1)[0][0]
    return Source(tuple(blocks), count, height, properties=properties, grids=tuple(grids), page_heights=heights)


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


def _read_page(document: pdfium.PdfDocument, index: int, blocks: list[Line | Table], grids: list[Grid]) -> float:
    """Append the lines and grids of one page and give its height; a page that cannot be loaded is left out (0)."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return 0.0
    try:
        placement = read_placement(page.raw)
        textpage = page.get_textpage()
        try:
            text = PageText(textpage, index + 1, placement)
            grids += find_grids(text, read_rules(page.raw, text.placement))
        finally:
            textpage.close()
    finally:
        page.close()
    blocks += in_reading_order(text.lines)
    return text.placement.height
