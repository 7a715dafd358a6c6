"""Tables: rows of cells to passages, each with its column headings and what it inherits from the row above.

In come tables, and lines whose cells are separated by tabs; out go rows: the cells of a row joined by a blank as its
text, and as context what helps to find it but is no part of the quotation. Judgement tables are read elsewhere.
"""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.readers import Line, Table, names_column
from index.structure.judgements.grades import is_grade

_HEADING_WORDS = 8  # a cell with more words than this is no column heading
_ENTRIES = 4  # a table of contents has at least
_CHAPTER_ROWS = 3  # a table with one graded row and not many others opens a chapter
_BODIES = re.compile(
    r"(?:(?:lead|responsible|accountable|named) ){1,2}(?:bod(?:y|ies)|organi[sz]ations?|agenc(?:y|ies)|partners?)\b"
    r"|(?:responsib(?:le|ility)|leads?|owners?|who)$",
    re.IGNORECASE,
)
_ACTIONS = re.compile(r"(?:priority )?areas? for (?:priority action|improvement)\b", re.IGNORECASE)
_FIGURE = re.compile(r"[£$€<>≤≥~+-]?\s?\d[\d,.]*\b")
_PERIOD = re.compile(r"(?:\d{1,2} [A-Z][a-z]+ )?(?:19|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\W*$")
_SHORT = re.compile(r"[A-Z][A-Za-z]{1,4}\.$")  # "No.", "Ref."
# What a cover sheet prints beside its values.
_LABEL = re.compile(
    r"(?:report (?:to|of|by|from|title|author)|title of report|meeting|committee|cabinet(?: member)?|date|subject|title"
    r"|wards?|contact|authors?|lead|portfolio holder|decision|key decision|classification|purpose|summary|to|from"
    r"|status|agenda item|exempt\w*|appendices)\b[^.]{0,40}$",
    re.IGNORECASE,
)
# What stands beside a label and heads no column: "Cllr A. Example (Chair), Cllr B. Example", "139999".
_VALUE = re.compile(r"[A-Za-z)], [A-Z]|^\d{5,}$|@|\bwww\.")
_TAG = re.compile(r"</?(?:p|br|b|i|u|em|strong|span|div|ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\s*\d{1,4}\s*")


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row: its text, what it inherits, and its place among the rows below the headings (from 1).

    ``band`` says that it is a heading within the table, over the rows that follow; ``graded`` is the area of a row
    that is an area and its grade; ``paragraphs`` are those of a row that is one cell with several.
    """

    text: str
    context: str
    place: int
    page: int | None
    last_page: int | None = None
    band: bool = False
    graded: str = ""
    paragraphs: tuple[str, ...] = ()
    label: str = ""


def gather_tables(blocks: Sequence[Line | Table]) -> dict[int, tuple[Table, frozenset[int]]]:
    """Find tables of tab-separated lines: by the index of the first line, the table and all indexes that it takes.

    Blank lines and page numbers inside a table do not end it where the next row goes on (its first cell is empty).
    """
    found: dict[int, tuple[Table, frozenset[int]]] = {}
    index = 0
    while index < len(blocks):
        block = blocks[index]
        if not (isinstance(block, Line) and "\t" in block.text.strip(" ")):
            index += 1
            continue
        rows: list[tuple[str, ...]] = []
        taken: list[int] = []
        place = index
        while place < len(blocks):
            line = blocks[place]
            if not isinstance(line, Line):
                break
            if "\t" in line.text:
                rows.append(tuple(cell.strip() for cell in line.text.split("\t")))
                taken.append(place)
            elif not _goes_on(blocks, place, len(rows[-1])):
                break
            place += 1
        width = max(len(row) for row in rows)
        padded = tuple(row + ("",) * (width - len(row)) for row in rows)
        found[index] = (Table(padded, block.page), frozenset(range(index, max(taken) + 1)))
        index = max(taken) + 1
    return found


def read_rows(table: Table) -> list[TableRow]:
    """Read the rows of a table; a table of contents has none."""
    tidied = [tuple(" ".join(cell.split()) for cell in row) for row in table.rows]
    kept = [(number, row) for number, row in enumerate(tidied) if any(row)]
    rows = [row for _, row in kept]
    labels = [label for label, row in zip(table.labels or ("",) * len(tidied), tidied, strict=True) if any(row)]
    marked = any("<p>" in cell for row in rows for cell in row)
    across = table.across or (frozenset[int](),) * len(tidied)
    grades = sum(1 for number, row in kept if _graded(_once(row, across[number])))
    if not rows or _is_contents(rows):
        return []
    head = _count_heads(table, rows)
    headings = _headings(rows[:head]) or ("",) * len(rows[0])
    titles = " ".join(dict.fromkeys(heading for heading in headings if heading))
    bodies = _bodies(headings)
    found: list[TableRow] = []
    carried = [""] * len(rows[0])
    band = ""
    place = 0
    for label, (number, row) in zip(labels[head:], kept[head:], strict=True):
        if head and row == rows[head - 1]:
            continue  # the headings stand again, as on a further page
        place += not (found and found[-1].band)
        apart = [row[n] for n in bodies if row[n]]
        whole = _once(row, across[number])
        cells = _once(row, across[number] | bodies) or whole
        page, last_page = table.pages_of(number, bodies if any(c for n, c in enumerate(row) if n not in bodies) else ())
        paragraphs: tuple[str, ...] = ()
        if marked:
            if len(cells) == 1:
                paragraphs = tuple(_unmarked(part) for part in cells[0].split("</p>") if _unmarked(part))
            cells = [_unmarked(cell) for cell in cells]
        if len(row) > 2 and len(cells) == 1 and row[0] and len(cells[0].split()) <= 12:
            # One cell over the whole width heads the rows that follow.
            band = cells[0]
            carried = [""] * len(row)
            found.append(TableRow(cells[0], titles, place, page, last_page, band=True, label=label))
            continue
        first = next(n for n, cell in enumerate(row) if cell)
        inherited = [carried[n] for n in range(first) if carried[n]]
        carried = [cell or (carried[n] if n < first else "") for n, cell in enumerate(row)]
        context = " ".join(part for part in (titles, band, *apart, *inherited) if part)
        graded = _unmarked(_graded(whole)) if grades == 1 and len(rows) <= _CHAPTER_ROWS else ""
        if found and found[-1].band:
            found.pop()  # it is read with each row below it
        text = " ".join(cells)
        row_of = TableRow(text, context, place, page, last_page, graded=graded, paragraphs=paragraphs, label=label)
        found.append(row_of)
    return found


def heading_of(table: Table) -> str:
    """Give the heading of a column that says that a table lists what must improve ("Areas for priority action")."""
    rows = [row for row in table.rows if any(row)]
    cells = _headings(rows[: _count_heads(table, rows)]) if rows else ()
    return next((cell for cell in cells if _ACTIONS.match(cell)), "")


def _count_heads(table: Table, rows: Sequence[Sequence[str]]) -> int:
    if table.header_rows < 0:
        return 0
    if table.header_rows:
        return min(table.header_rows, len(rows) - 1)
    if not _is_heading(rows) or _graded(list(dict.fromkeys(rows[0]))):
        return 0
    # A heading that goes down into the second row makes both rows headings.
    return 2 if len(rows) > 2 and len(table.down) > 1 and 0 < len(table.down[1]) < len(rows[0]) else 1


def _headings(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Join the rows of headings by column."""
    return tuple(" ".join(dict.fromkeys(cell for cell in column if cell)) for column in zip(*rows, strict=True))


def _bodies(headings: Sequence[str]) -> frozenset[int]:
    """Tell the columns that name who is responsible for the actions beside them: they head a row of a list of what
    must improve, and are no part of what inspectors ask for."""
    if not any(_ACTIONS.match(heading) for heading in headings):
        return frozenset()
    return frozenset(n for n, heading in enumerate(headings) if _BODIES.match(heading))


def _graded(cells: Sequence[str]) -> str:
    """Give the area of a row that is an area and its grade and nothing else."""
    return cells[0] if len(cells) == 2 and is_grade(_unmarked(cells[1])) else ""


def _unmarked(cell: str) -> str:
    """Take the tags out of a cell that was HTML."""
    return " ".join(_TAG.sub(" ", cell).split()) if "<" in cell else cell


def _once(row: Sequence[str], without: frozenset[int]) -> list[str]:
    """List the cells that say something, but for those of some columns; a cell merged over columns stands once."""
    return [cell for number, cell in enumerate(row) if cell and number not in without]


def _goes_on(blocks: Sequence[Line | Table], place: int, width: int) -> bool:
    """Say whether a table goes on after a line without cells: blanks and a page number, then an empty first cell; or
    nothing but blanks, then as many cells."""
    blank = True
    for block in itertools.islice(blocks, place, None):
        if not isinstance(block, Line):
            return False
        if "\t" in block.text:
            return block.text.startswith("\t") or (blank and width > 2 and block.text.count("\t") + 1 == width)
        if block.text.strip():
            if not _PAGE_NUMBER.fullmatch(block.text):
                return False
            blank = False
    return False


def _is_heading(rows: Sequence[Sequence[str]]) -> bool:
    first = rows[0]
    if len(rows) < 2 or len(first) < 2 or not all(first):
        return False
    if first[0].endswith(":") or _is_counted(rows) or _is_cover(rows):
        return False
    named = sum(map(names_column, first))
    if (named * 2 < len(first) and not _stands_over_figures(rows)) or (
        len(first) == 2 and named < 2 and not _ACTIONS.match(first[1])
    ):
        return False  # a label and what it says, as below it
    return all(len(cell.split()) <= _HEADING_WORDS and (cell[-1] not in ".;," or _SHORT.match(cell)) for cell in first)


def _stands_over_figures(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether words of a first row stand over columns of figures."""
    for column, cell in enumerate(rows[0]):
        below = [row[column] for row in rows[1:] if column < len(row) and row[column]]
        if column and not _FIGURE.match(cell) and below and all(_FIGURE.match(other) for other in below):
            return True
    return False


def _is_cover(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether rows are those of a cover sheet: a label and what it says, from the first row on."""
    if len(rows[0]) != 2:
        return False
    return all(_LABEL.match(row[0]) for row in rows[:2]) or _VALUE.search(rows[0][1]) is not None


def _is_counted(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the first row has figures where the rows below have them too, so that it heads nothing; years and
    days head columns."""
    for column, cell in enumerate(rows[0]):
        if _FIGURE.match(cell) and not _PERIOD.match(cell):
            below = [row[column] for row in rows[1:] if column < len(row) and row[column]]
            if below and sum(1 for other in below if _FIGURE.match(other)) * 2 >= len(below):
                return True
    return False


def _is_contents(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether a table lists what a document holds: titles, and the pages on which they begin, which only rise."""
    if len(rows) < _ENTRIES or len(rows[0]) > 3:
        return False
    pages = [int(row[-1]) for row in rows if _PAGE_NUMBER.fullmatch(row[-1] or "x")]
    titled = all(any(char.isalpha() for cell in row[:-1] for char in cell) for row in rows)
    return titled and len(pages) >= 0.8 * len(rows) and pages == sorted(pages)
