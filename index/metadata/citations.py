"""Citations: where a reader can check a passage, in the words a person would use.

In come a document and something in it; out goes a ``Citation``. A printed paragraph number is given as printed. Where
none is printed, the place is named by what can be seen and counted on the page (heading, bullet, row, slide), and
never by anything that looks like a printed number: the fourth paragraph under a heading is the "4th paragraph", not
"paragraph 4".
"""

import re

from index.models import INSPECTIONS, Citation, Document, Judgement, Kind, Passage
from index.text import write_day, write_period

_COUNTED_PARAGRAPH = re.compile(r"paragraph (\d+)")
_TITLE_LENGTH = 80


def cite(document: Document, passage: Passage) -> Citation:
    """Cite a passage: "Derby, inspection report, published 11 May 2022, paragraph 13, page 4"."""
    pages = _pages(passage.first_page, passage.last_page)
    return _make(document, section=passage.section, paragraph=passage.number, item=passage.item, pages=pages)


def cite_judgement(document: Document, judgement: Judgement) -> Citation:
    """Cite the judgement table in which a grade is printed."""
    return _make(document, item="judgement table", pages=_pages(judgement.page, judgement.page))


def cite_document(document: Document) -> Citation:
    """Cite a document as a whole."""
    return _make(document)


def _make(
    document: Document,
    *,
    section: str | None = None,
    paragraph: str | None = None,
    item: str | None = None,
    pages: tuple[int, ...] = (),
) -> Citation:
    item = _seen(item)
    place = _place(section, paragraph, item, pages)
    return Citation(
        document=document.path,
        title=document.title,
        authority=document.authority,
        kind=document.kind,
        voice=document.voice,
        published=document.published,
        inspected=document.inspected,
        section=section,
        paragraph=paragraph,
        item=item,
        pages=pages,
        label=", ".join((*_name(document), *place)),
        url=document.url,
    )


def _name(document: Document) -> list[str]:
    """Name a document so that it is not taken for another of the same council."""
    parts = [document.authority] if document.authority else []
    if document.kind is not Kind.OTHER:
        parts.append(document.kind.value)
    if document.authority is None or document.kind not in INSPECTIONS:
        parts.append(f"“{_shorten(document.title)}”")
    if document.published:
        parts.append(f"published {write_day(document.published)}")
    elif document.inspected:
        parts.append(f"inspected {write_period(document.inspected)}")
    else:
        parts.append("undated")
    if document.ocr:
        parts.append("read by OCR")
    return parts


def _place(section: str | None, paragraph: str | None, item: str | None, pages: tuple[int, ...]) -> list[str]:
    """Say where in its document something stands, from the larger to the smaller, then the page."""
    on_slide = item is not None and item.startswith("slide ")
    parts = []
    # A printed number is found by itself on its page. Where there are no pages, numbers may start again in each part.
    if section and not on_slide and (paragraph is None or not pages):
        parts.append(f"“{_shorten(section)}”")
    if paragraph is not None:
        parts.append(f"paragraph {paragraph}")
    if item is not None:
        parts.append(item)
    if pages and not on_slide:
        parts.append(f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[1]}")
    return parts


def _seen(item: str | None) -> str | None:
    """Tell a paragraph that was counted from one that has a printed number."""
    counted = _COUNTED_PARAGRAPH.fullmatch(item or "")
    return f"{_ordinal(int(counted[1]))} paragraph" if counted else item


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _pages(first: int | None, last: int | None) -> tuple[int, ...]:
    if first is None:
        return ()
    return (first,) if last is None or last == first else (first, last)


def _shorten(text: str) -> str:
    """Keep a long heading or title readable in a citation; it is still the beginning of what is printed."""
    text = " ".join(text.split()).rstrip(".:")
    return text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH].rsplit(" ", 1)[0] + " …"
