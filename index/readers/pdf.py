"""PDF: printed lines with place, size and weight, page by page. The only module that knows pypdfium2.

In comes a path; out goes a ``Source`` of lines in the order in which they were drawn. Only the first and the last
character of a line are measured: boxes of every character would cost more than the text itself. Which line is a footer
or a paragraph is not decided here.
"""

import ctypes
import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.errors import ReadError
from index.readers.source import Box, Line, Source, Table

_AFTER_HYPHEN = re.compile("(?<=[\ufffe\x02])")
_NO_PAGES = re.compile(rb"/Kids\s*\[\s*\]")
_MARKED = re.compile(r"(?<=[A-Za-z.,;:?!)’”'])\d{1,2}(?=[\s.,;:)]|$)")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d{1,2}")
_RAISED = 0.87  # of the size of the word before it: what is smaller is the mark of a footnote
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FONT_NAME = ctypes.create_string_buffer(128)
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_SHORT = 75  # characters: a longer line is no heading, and its font need not be asked for its name
_BOLD = 600  # FPDFText_GetFontWeight: 400 is regular, 700 bold


def read(path: Path) -> Source:
    """Read a PDF's text layer; raise ReadError where there is none or the file cannot be opened."""
    document = _open(path)
    try:
        count = len(document)
        if count == 0:
            raise ReadError(path.name, "it has no pages", "Download it again.")
        blocks: list[Line | Table] = []
        height = 0.0
        for index in range(count):
            height = _read_page(document, index, blocks) or height
        if not any(isinstance(block, Line) and block.text.strip() for block in blocks):
            raise ReadError(path.name, "it has no text layer (a scan?)", "Run OCR on it and add it again.")
        properties = {key.lower(): value for key, value in document.get_metadata_dict(skip_empty=True).items()}
    except pdfium.PdfiumError as error:
        raise ReadError(path.name, f"it is damaged ({error})", "Download it again.") from error
    finally:
        document.close()
    return Source(blocks=tuple(blocks), pages=count, page_height=height, properties=properties)


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


def _read_page(document: pdfium.PdfDocument, index: int, blocks: list[Line | Table]) -> float | None:
    """Append the lines of one page and give its height; a page that cannot be loaded is left out."""
    try:
        page = document[index]
    except pdfium.PdfiumError:
        return None
    try:
        height = float(page.get_height())
        textpage = page.get_textpage()
        try:
            _read_lines(textpage, index + 1, height, blocks)
        finally:
            textpage.close()
    finally:
        page.close()
    return height


def _read_lines(textpage: pdfium.PdfTextPage, number: int, height: float, blocks: list[Line | Table]) -> None:
    text = textpage.get_text_range()
    handle = textpage.raw
    # The text leaves out characters without a Unicode value, so that its offsets are not always character indexes.
    places = range(len(text)) if len(text) == textpage.count_chars() else _places(textpage, text)
    first, last = raw.FS_RECTF(), raw.FS_RECTF()
    first_ref, last_ref = ctypes.byref(first), ctypes.byref(last)
    box_of, size_of, weight_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetFontSize, raw.FPDFText_GetFontWeight
    page: list[Line] = []
    start = 0
    for line in text.split("\r\n"):
        # A line that ends in a hyphen comes as one with the line drawn after it; each is measured by itself.
        hyphened = "\ufffe" in line or "\x02" in line
        for piece in _AFTER_HYPHEN.split(line) if hyphened else (line,):
            stripped = piece.strip()
            if stripped:
                offset = start + len(piece) - len(piece.lstrip())
                begin, end = places[offset], places[offset + len(stripped) - 1]
                box_of(handle, begin, first_ref)
                box_of(handle, end, last_ref)
                left, top, bottom = first.left, first.top, first.bottom
                right, last_top, last_bottom = last.right, last.top, last.bottom
                # At the end: a number before a line can be set otherwise, and so can a footnote's mark after it.
                size = size_of(handle, end)
                if stripped[-1].isdigit() or stripped[0].isalpha():
                    size = max(size, size_of(handle, begin))
                if size < 3:  # the text matrix scales it; a loose box is about 1.2 times the size high
                    size = (last_top - last_bottom) / 1.2
                    if stripped[-1].isdigit() and stripped[0].isalnum():
                        size = max(size, (top - bottom) / 1.2)
                if _DIGIT.search(stripped) and _MARKED.search(stripped):
                    stripped = _raise_marks(handle, stripped, places, offset)
                bold = weight_of(handle, end) >= _BOLD or (len(stripped) < _SHORT and _has_bold_name(handle, end))
                if bold:
                    bold = weight_of(handle, begin) >= _BOLD or _has_bold_name(handle, begin)
                box = Box(left, height - top, right, height - min(bottom, last_bottom))
                added = Line(stripped, number, box=box, size=round(size, 1), bold=bold)
                if not (page and _beside(page[-1], added) and _mend(page, added, spaced=piece[0] == " ")):
                    page.append(added)
            start += len(piece)
        start += 2
    blocks += _in_reading_order(page)


def _has_bold_name(handle: object, index: int) -> bool:
    """Say whether a character's font is bold by its name; some fonts give no weight."""
    size = raw.FPDFText_GetFontInfo(handle, index, _FONT_NAME, len(_FONT_NAME), None)
    return 0 < size <= len(_FONT_NAME) and _is_bold_name(_FONT_NAME.value)


@lru_cache(maxsize=1024)
def _is_bold_name(name: bytes) -> bool:
    return _BOLD_NAME.search(name) is not None


def _raise_marks(handle: object, text: str, places: Sequence[int], offset: int) -> str:
    """Set the marks of footnotes as raised figures, as they are printed: what is smaller than the word before it."""
    pieces: list[str] = []
    done = 0
    for match in _MARKED.finditer(text):
        mark, before = places[offset + match.start()], places[offset + match.start() - 1]
        if _height(handle, mark) < _RAISED * _height(handle, before):
            pieces += text[done : match.start()], match.group().translate(_SUPERSCRIPTS)
            done = match.end()
    return "".join([*pieces, text[done:]])


def _height(handle: object, index: int) -> float:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box))
    return float(box.top - box.bottom)


def _beside(last: Line, line: Line) -> bool:
    """Say whether a line was drawn as the rest of the one before it: right behind it, at its height."""
    if last.box is None or line.box is None or last.size is None or line.size is None:
        return False
    gap = line.box.left - last.box.right
    return (
        -1.5 < gap < 0.35 * max(last.size, line.size)
        and line.box.top < last.box.bottom
        and last.box.top < line.box.bottom
    )


def _mend(page: list[Line], line: Line, *, spaced: bool) -> bool:
    """Put a line behind the last one, a small figure as the mark of a footnote; say whether it could be."""
    last = page[-1]
    if last.box is None or line.box is None or last.size is None or line.size is None:
        return False
    text = line.text
    if line.size < _RAISED * last.size:
        if not _FIGURE.fullmatch(text):
            return False
        text, spaced = text.translate(_SUPERSCRIPTS), False
    elif last.size < _RAISED * line.size:
        if not _FIGURE.fullmatch(last.text):
            return False
        spaced = True  # the mark before a footnote
    box = Box(last.box.left, min(last.box.top, line.box.top), line.box.right, max(last.box.bottom, line.box.bottom))
    joined = f"{last.text} {text}" if spaced else last.text + text
    page[-1] = replace(last, text=joined, size=max(last.size, line.size), box=box, bold=last.bold and line.bold)
    return True


def _in_reading_order(lines: list[Line]) -> list[Line]:
    """Put the lines of a page from top to bottom where they were drawn otherwise; only a page on which nothing stands
    beside anything else can be sorted, elsewhere only lines drawn last that stand at the top are put first."""
    tops = [line.box.top if line.box else 0.0 for line in lines]
    if all(above <= below for above, below in pairwise(tops)):
        return lines
    ordered = sorted(lines, key=_top)
    if not any(_overlap(above, below) for above, below in pairwise(ordered)):
        return ordered
    start = len(lines)
    while start > 3 and tops[start - 1] < min(tops[:3]) and (start == len(lines) or tops[start - 1] < tops[start]):
        start -= 1
    return lines[start:] + lines[:start] if start < len(lines) else lines


def _top(line: Line) -> float:
    return line.box.top if line.box else 0.0


def _overlap(above: Line, below: Line) -> bool:
    """Say whether two lines stand beside each other; boxes of lines that follow each other share some height too."""
    one, other = above.box, below.box
    if one is None or other is None:
        return False
    shared = one.bottom - other.top
    apart = other.left > one.right or one.left > other.right
    return shared > (1.0 if apart else 0.34 * min(one.bottom - one.top, other.bottom - other.top))


def _places(textpage: pdfium.PdfTextPage, text: str) -> list[int]:
    """Align offsets of the text with character indexes, one character at a time."""
    codes = [raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(textpage.count_chars())]
    places: list[int] = []
    index = 0
    for character in text:
        code = ord(character)
        ahead = index
        while ahead < len(codes) and codes[ahead] != code:
            ahead += 1
        if ahead < len(codes):
            index = ahead
        places.append(min(index, len(codes) - 1))
        index += 1
    return places
