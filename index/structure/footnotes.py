"""Which lines of a printed page are footnotes, told by their size, their place on the page and the mark before them."""

import re

from index.models import Unit
from index.readers import Line
from index.structure.bullets import bullet_text
from index.structure.paragraphs import ParagraphBuilder, goes_on
from index.structure.sections import Sections

_SIZE = 0.88  # of the body's size
_LOWER = 0.6  # of the page's height, from the top: footnotes stand below
_MARK = re.compile(r"(\d{1,2}|[*†‡¹²³⁴-⁹])\s*(?=\S)")
_LETTERHEAD_PAGES = frozenset({1, 2})  # a letterhead's address stands at an edge of one of them
_EDGE = 0.2  # of the page's height


def is_footnote(line: Line, body: float | None, height: float | None, sections: Sections) -> bool:
    """Say whether a line is small print at the edge of a page: a footnote, more of one, or an address."""
    if body is None or line.size is None or line.box is None or not height or line.size > body * _SIZE:
        return False
    listing = sections.open is not None and sections.open.unit is not Unit.PARAGRAPH
    if _is_item(line) or (sections.open is not None and listing and goes_on(sections.open, line)):
        return False  # of a list that is set smaller
    if sections.note is not None and sections.note.last_page == line.page:
        return True
    if line.page in _LETTERHEAD_PAGES and not height * _EDGE < line.box.top < height * (1 - _EDGE):
        return True
    return line.box.top > height * _LOWER and _MARK.match(line.text) is not None


def _is_item(line: Line) -> bool:
    """Say whether a line begins with the mark of a list; an asterisk may lead a footnote."""
    return bullet_text(line.text) is not None and line.text[0] != "*"


def add_footnote(sections: Sections, line: Line) -> None:
    """Add a line to the footnotes, beside the paragraph that is open: it may go on overleaf."""
    match = _MARK.match(line.text)
    if sections.note is not None and not match and sections.note.last_page == line.page:
        sections.note.add(line)
        return
    sections.close_note()
    place = match.group(1) if match else ""
    text = line.text[match.end() :] if match else line.text
    sections.note = ParagraphBuilder(Unit.FOOTNOTE, [text], line.page, line.page, place=place, first=line, last=line)
