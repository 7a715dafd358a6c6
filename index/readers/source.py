"""What every reader makes of a file: lines and tables in reading order, on pages where the format has pages.

A reader says what the *format* says and no more. What a line means (a numbered paragraph, a footer, a bullet that a
scanner turned into a letter) is decided in ``index.structure``.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from index.text import RAISED

NO_TEXT = "no text (scanned?)"  # what is said of pages that are pictures
_MARK = re.compile(r"\s*\d{1,3}(?:\s?,\s?\d{1,3}){0,5}\s*")
OCR_REMEDY = "Run: ocrmypdf --skip-text scan.pdf read.pdf (OCRmyPDF), and add what it makes."


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

    @property
    def centre(self) -> float:
        """The middle between its sides, from the left."""
        return (self.left + self.right) / 2

    @property
    def middle(self) -> float:
        """The middle of its height, from the top."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line, or one whole paragraph where the format marks paragraphs (``whole``).

    ``number`` is an automatic number as a reader sees it ("3.", "2.1", "a)"), where the format keeps it out of the
    text. ``level`` is the depth of a heading (1 is the outermost) or of a list item (0 is the outermost).
    ``size`` is the font size in points. Geometry is None in formats that have none. ``frame`` is the number of the box
    around some of the text that it stands in, such as a side box; None in the open.
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
    frame: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells as text. A cell merged over several rows or columns is repeated in each ("" if empty).

    ``header_rows`` rows at the top are column headings, as far as the format says so (0: unknown, -1: none).
    ``cell_pages`` are the first and the last page of each cell of each row, where a table goes over pages (None: an
    empty cell). ``labels`` are what a person calls each row where the format counts them itself ("row 7" of a sheet).
    ``across`` and ``down`` are by row the columns whose cell is the one to their left, or above them (``merges_of``).
    """

    rows: tuple[tuple[str, ...], ...]
    page: int | None = None
    header_rows: int = 0
    cell_pages: tuple[tuple[tuple[int, int] | None, ...], ...] = ()
    labels: tuple[str, ...] = ()
    across: tuple[frozenset[int], ...] = ()
    down: tuple[frozenset[int], ...] = ()

    def pages_of(self, row: int, without: Collection[int] = ()) -> tuple[int | None, int | None]:
        """Give the first and the last page of a row, but for the columns that are not looked at."""
        cells = self.cell_pages[row] if self.cell_pages else ()
        pages = [page for column, page in enumerate(cells) if page is not None and column not in without]
        if not pages:
            return self.page, self.page
        return min(first for first, _ in pages), max(last for _, last in pages)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a grid: its first row and column, counted from 0, how many of each it takes, and its lines in order."""

    row: int
    column: int
    rows: int
    columns: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table or box as it is drawn on one page: the edges of its columns and rows in points, and its cells.

    ``covers`` are the page's own lines that stand in it; in its cells they are cut at the borders.
    """

    page: int
    box: Box
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[Cell, ...]
    covers: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read. ``pages`` is None where the format has none; ``page_height`` is that of most pages, in points.

    ``page_heights`` are those of each page, where they differ.
    ``slides`` says that pages are slides. ``properties`` are what the file's own metadata says ("title", "author").
    ``margins`` are the lines of headers and footers that the format keeps apart from the text. ``unread`` says in whole
    sentences what of the file could not be read; ``ocr`` that its text was read from pictures of its pages.
    ``grids`` are the ruled tables of printed pages; their lines stand among the blocks too.
    """

    blocks: tuple[Line | Table, ...]
    pages: int | None = None
    page_height: float | None = None
    slides: bool = False
    properties: dict[str, str] = field(default_factory=dict)
    margins: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    ocr: bool = False
    grids: tuple[Grid, ...] = ()
    page_heights: tuple[float, ...] = ()

    def height_of(self, page: int | None) -> float | None:
        """Give the height of a page in points; None where the format has none."""
        if page is not None and 0 < page <= len(self.page_heights):
            return self.page_heights[page - 1] or self.page_height
        return self.page_height


def merges_of(cells: Sequence[Sequence[object]]) -> tuple[tuple[frozenset[int], ...], tuple[frozenset[int], ...]]:
    """Tell from the cells of each row which are merged with the one to their left and with the one above: it is the
    same object in both places; None stands for no cell."""
    across = tuple(
        frozenset(n for n in range(1, len(row)) if row[n] is not None and row[n] is row[n - 1]) for row in cells
    )
    down = tuple(
        frozenset(n for n, cell in enumerate(row) if cell is not None and n < len(over) and over[n] is cell)
        for over, row in zip([(), *cells], cells, strict=False)
    )
    return across if any(across) else (), down if any(down) else ()


def stands_apart(line: Line, lines: Iterable[Line], by: float) -> bool:
    """Say whether a line is further from those above and below it on its page than so many times its height."""
    box = line.box
    if box is None:
        return False
    far = by * (box.bottom - box.top)
    others = (other.box for other in lines if other.page == line.page and other is not line and other.box)
    levels = ((other.top - box.bottom, box.top - other.bottom) for other in others)
    return all(below > far or above > far for below, above in levels if below > 0 or above > 0)


def raise_mark(text: str) -> str:
    """Write figures that are printed raised, as the marks of footnotes are, so that they join no figure before them."""
    return text.translate(RAISED) if _MARK.fullmatch(text) else text


def pages_of(numbers: Sequence[int], word: str = "page") -> str:
    """Name pages for a person: "page 4", "pages 2 and 3", "pages 2 to 5 and 9"."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    parts: list[str] = []
    for first, last in runs:
        parts += (
            [str(first)] if first == last else [str(first), str(last)] if last == first + 1 else [f"{first} to {last}"]
        )
    named = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"{word}{'' if len(set(numbers)) == 1 else 's'} {named}"
