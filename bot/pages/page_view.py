"""A passage on the page of its own file: marked exactly, or not shown at all.

In come the documents folder, a generation and a passage; out come boxes or a picture with the words that say what it
shows. A file that has changed since it was indexed is not shown.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from index.errors import FindingsError
from index.metadata import cite
from index.models import Document, Passage
from index.readers import MarkedPage, draw_pages, find_boxes
from index.storage import Library


class NoPageError(FindingsError):
    """A passage has no page that could be shown."""

    exit_status = 1


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG, the sentence that says what it shows, and the boxes that are marked on it."""

    png: bytes
    alt: str
    pages: tuple[MarkedPage, ...]


def has_pages(document: Document, passage: Passage) -> bool:
    """Say whether a passage stands on a page that can be drawn."""
    return document.path.lower().endswith(".pdf") and passage.first_page is not None


def mark_passage(folder: Path, library: Library, document: Document, passage: Passage) -> tuple[MarkedPage, ...]:
    """Give the boxes of a passage's characters, page by page.

    Raises:
        NoPageError: the document is no PDF, or its file is not the one that was indexed.
        ReadError: the words are not found on their pages.
    """
    path = _checked(folder, document, passage)
    first = passage.first_page or 1
    pages = range(first, (passage.last_page or first) + 1)
    return find_boxes(path, passage.text, pages, occurrence=_occurrence(library, document, passage))


def draw_passage(folder: Path, library: Library, document: Document, passage: Passage) -> PagePicture:
    """Draw the page or pages of a passage with the passage marked; raises what ``mark_passage`` raises."""
    marked = mark_passage(folder, library, document, passage)
    alt = describe(document, passage, marked)
    return PagePicture(draw_pages(folder / document.path, marked, description=alt), alt, marked)


def describe(document: Document, passage: Passage, marked: tuple[MarkedPage, ...]) -> str:
    """Say what a picture shows, for those who do not see it."""
    pages = " and ".join(str(page.page) for page in marked)
    words = passage.text.split()
    begins = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    return f"Page {pages} of the document, with this passage marked: {cite(document, passage).label}: “{begins}”"


def _checked(folder: Path, document: Document, passage: Passage) -> Path:
    if not has_pages(document, passage):
        raise NoPageError(f"{document.path} has no pages to show: only a PDF has. Show it as text: findings show")
    path = folder / document.path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NoPageError(f"Cannot read {document.path}: {error.strerror}. Run: findings index") from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise NoPageError(f"{document.path} has changed since it was indexed. Run: findings index")
    return path


def _occurrence(library: Library, document: Document, passage: Passage) -> int:
    """Count the passages before it that have the same words on the same pages."""
    alike = (passage.text, passage.first_page, passage.last_page)
    held = library.passages_of(document)
    return sum((held[n].text, held[n].first_page, held[n].last_page) == alike for n in range(passage.position))
