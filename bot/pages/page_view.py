"""A passage on the page of its own file: marked exactly, or not shown at all.

In come the documents folder, a generation and a passage; out come boxes or a picture with the words that say what it
shows. A file that has changed since it was indexed is not shown. Word documents and slides have pages where LibreOffice
is installed, which lays them out; other formats have none.
"""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.errors import FindingsError
from index.metadata import cite
from index.models import Document, Passage
from index.readers import MarkedPage, can_convert, converted, draw_pages, find_boxes
from index.storage import Library

_LAID_OUT = (".docx", ".doc", ".rtf", ".odt", ".pptx", ".ppt", ".odp")  # formats whose pages LibreOffice makes
_MOST_PAGES = 2  # of a passage in a document that was laid out anew: on more, other words are meant
# The library that draws is not safe between threads.
_ONE_AT_A_TIME = threading.Lock()


class NoPageError(FindingsError):
    """A passage has no page that could be shown."""

    exit_status = 1


class FileChangedError(NoPageError):
    """The file of a document is not the one that was indexed, or is gone."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A PNG, the sentence that says what it shows, and the boxes that are marked on it."""

    png: bytes
    alt: str
    pages: tuple[MarkedPage, ...]


def can_show_page(path: str, *, paged: bool) -> bool:
    """Say whether a page of a document can be drawn; ``paged`` says that the page of the passage is known."""
    if path.lower().endswith(".pdf"):
        return paged
    return path.lower().endswith(_LAID_OUT) and can_convert(PurePosixPath(path).suffix)


def undrawn(paths: Iterable[str]) -> list[str]:
    """List the documents whose pages could be drawn if LibreOffice with the part for them were there."""
    return [path for path in paths if path.lower().endswith(_LAID_OUT) and not can_show_page(path, paged=True)]


def has_pages(document: Document, passage: Passage) -> bool:
    """Say whether a passage stands on a page that can be drawn."""
    return can_show_page(document.path, paged=passage.first_page is not None)


def mark_passage(folder: Path, library: Library, document: Document, passage: Passage) -> tuple[MarkedPage, ...]:
    """Give the boxes of a passage's characters, page by page.

    Raises:
        NoPageError: the document has no pages.
        FileChangedError: its file is not the one that was indexed.
        ReadError: the words are not found on their pages.
    """
    with _pdf_of(_checked(folder, document, passage)) as pdf, _ONE_AT_A_TIME:
        return _mark(pdf, library, document, passage)


def draw_passage(folder: Path, library: Library, document: Document, passage: Passage) -> PagePicture:
    """Draw the page or pages of a passage with the passage marked; raises what ``mark_passage`` raises."""
    with _pdf_of(_checked(folder, document, passage)) as pdf, _ONE_AT_A_TIME:
        marked = _mark(pdf, library, document, passage)
        alt = describe(document, passage, marked)
        return PagePicture(draw_pages(pdf, marked, description=alt), alt, marked)


def describe(document: Document, passage: Passage, marked: tuple[MarkedPage, ...]) -> str:
    """Say what a picture shows, for those who do not see it."""
    pages = " and ".join(str(page.page) for page in marked)
    words = passage.text.split()
    begins = " ".join(words[:12]) + (" …" if len(words) > 12 else "")
    which = "the document" if document.path.lower().endswith(".pdf") else "the document as LibreOffice lays it out"
    return f"Page {pages} of {which}, with this passage marked: {cite(document, passage).label}: “{begins}”"


@contextmanager
def _pdf_of(path: Path) -> Iterator[Path]:
    """Give a document as a PDF: itself, or a copy that LibreOffice makes."""
    if path.suffix.lower() == ".pdf":
        yield path
        return
    with converted(path, "pdf") as copy:
        yield copy


def _mark(pdf: Path, library: Library, document: Document, passage: Passage) -> tuple[MarkedPage, ...]:
    if document.path.lower().endswith(".pdf"):
        first = passage.first_page or 1
        pages = range(first, (passage.last_page or first) + 1)
        return find_boxes(pdf, passage.text, pages, occurrence=_occurrence(library, document, passage))
    marked = find_boxes(pdf, passage.text, None, occurrence=_occurrence(library, document, passage))
    if len(marked) > _MOST_PAGES or marked[-1].page - marked[0].page >= _MOST_PAGES:
        raise NoPageError(f"The passage was not found in one place of {document.path}. Read it in context instead.")
    return marked


def _checked(folder: Path, document: Document, passage: Passage) -> Path:
    if not has_pages(document, passage):
        raise NoPageError(
            f"{document.path} has no pages to show: a PDF has, and a Word document or slides where LibreOffice is "
            "installed. Show it as text: findings show"
        )
    path = folder / document.path
    try:
        content = path.read_bytes()
    except OSError as error:
        raise FileChangedError(f"Cannot read {document.path}: {error.strerror}. Run: findings index") from error
    if hashlib.sha256(content).hexdigest() != document.sha256:
        raise FileChangedError(f"{document.path} has changed since it was indexed. Run: findings index")
    return path


def _occurrence(library: Library, document: Document, passage: Passage) -> int:
    """Count the passages before it that have the same words on the same pages."""
    alike = (passage.text, passage.first_page, passage.last_page)
    held = library.passages_of(document)
    return sum((held[n].text, held[n].first_page, held[n].last_page) == alike for n in range(passage.position))
