"""What every reader makes of a file: lines and tables in reading order, on pages where the format has pages.

A reader says what the *format* says and no more. What a line means (a numbered paragraph, a footer, a bullet that a
scanner turned into a letter) is decided in ``index.structure``.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What the file format itself says a line is."""

    TEXT = "text"
    TITLE = "title"  # the document's or the slide's title
    HEADING = "heading"
    BULLET = "bullet"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the page's top-left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one whole paragraph where the format marks paragraphs (``whole``).

    ``number`` is an automatic number as a reader sees it ("3.", "2.1", "a)"), where the format keeps it out of the
    text. ``level`` is the depth of a heading (1 is the outermost) or of a list item (0 is the outermost).
    ``size`` is the font size in points. Geometry is None in formats that have none.
    """

    text: str
    page: int | None = None
    role: Role = Role.TEXT
    level: int = 0
    number: str | None = None
    whole: bool = False
    box: Box | None = None
    size: float | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells as text. A cell merged over several rows or columns is repeated in each ("" if empty).

    ``header_rows`` rows at the top are column headings, as far as the format says so (0: unknown).
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    header_rows: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. ``pages`` is None where the format has none; ``page_height`` is in points.

    ``slides`` says that pages are slides. ``properties`` are what the file's own metadata says ("title", "author").
    ``margins`` are the lines of headers and footers that the format keeps apart from the text. ``unread`` says in whole
    sentences what of the file could not be read.
    """

    blocks: tuple[Line | Table, ...]
    pages: int | None = None
    page_height: float | None = None
    slides: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    margins: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
