"""Spreadsheets (.xlsx, .csv): action trackers and tables of figures, a row as a row.

In comes a path; out goes a ``Source``: each sheet a heading, the lines above its table as lines, and the table with the
rows numbered as the sheet numbers them. The package is checked before openpyxl opens it, in its read-only form; only
this module knows openpyxl. Hidden sheets, rows and columns are left out, with a warning: nobody sees them.
"""

import csv
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

from lxml import etree

from index.errors import ReadError
from index.readers.column_headings import are_headings
from index.readers.encoding import read_text
from index.readers.office_package import check_package, damage_reported, opened
from index.readers.sheet_drawings import drawn_words
from index.readers.sheet_values import shown_value
from index.readers.source import Line, Role, Source, Table, pages_of

_MOST_ROWS = 50_000
_MOST_COLUMNS = 100
_MOST_CELL = 30_000  # a cell of Excel holds 32,767 characters
_LARGEST_CSV = 64 << 20
_LOOKED = 25  # rows in which the headings of columns are sought
_TITLE = 80  # characters
_FOOT = 8  # rows below a table that count what it holds
_RANGE = re.compile(r"([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})")
_FIGURE = re.compile(r"[£$€]?-?\d[\d,.]{0,20}%?")
Row = tuple[int, tuple[str, ...]]


def read(path: Path) -> Source:
    """Read a workbook; raise ReadError where it is damaged, protected or dangerous to open."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    check_package(path)
    with damage_reported(path), opened(path) as file:
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        blocks: list[Line | Table] = []
        unread = []
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                unread.append(f'Left out: the sheet "{sheet.title}" is hidden.')
                continue
            hidden = _find_hidden(sheet)
            unread += hidden.sentences(sheet.title)
            bold: set[int] = set()
            rows = list(_rows(path, sheet, hidden, bold))
            drawn = drawn_words(sheet.parent._archive, sheet._worksheet_path)
            if rows or drawn:
                blocks.append(Line(sheet.title, role=Role.HEADING, level=1, whole=True))
                blocks += _sheet(rows, hidden.heads | {row for row in bold if row + 1 not in bold})
                blocks += (Line(text, whole=True) for text in drawn)
        for sheet in book.chartsheets:
            unread.append(f'Not read: the sheet "{sheet.title}" is a chart.')
        properties = {"title": book.properties.title or "", "author": book.properties.creator or ""}
        book.close()
    if not blocks:
        raise ReadError(path.name, "its sheets are empty", "Save it again from the program it came from.")
    named = {key: text for key, text in properties.items() if text.strip()}
    return Source(blocks=tuple(blocks), properties=named, unread=tuple(unread))


def read_csv(path: Path) -> Source:
    """Read a table of comma-, semicolon- or tab-separated values; raise ReadError where it is no table."""
    if path.stat().st_size > _LARGEST_CSV:
        raise ReadError(path.name, "it is a table of over 64 MB", "Split it.")
    lines = read_text(path, "Save it as CSV in UTF-8.").splitlines(keepends=True)
    rows: list[Row] = []
    try:
        for number, cells in enumerate(csv.reader(lines, delimiter=_separator(lines)), 1):
            if len(rows) >= _MOST_ROWS:
                raise ReadError(path.name, f"it has over {_MOST_ROWS:,} rows", "Split it.")
            shown = tuple(" ".join(cell.split())[:_MOST_CELL] for cell in cells[:_MOST_COLUMNS])
            if any(shown):
                rows.append((number, shown))
    except csv.Error as error:
        raise ReadError(path.name, f"it is no table ({error})", "Save it as CSV again.") from error
    if not rows:
        raise ReadError(path.name, "it is empty", "Download it again, or remove it.")
    return Source(blocks=tuple(_sheet(rows)))


def _separator(lines: Sequence[str]) -> str:
    """Choose the sign that parts most of the first rows into as many cells."""

    def alike(sign: str) -> tuple[int, int]:
        rows = itertools.islice(csv.reader(lines[: 4 * _LOOKED], delimiter=sign), 2 * _LOOKED)
        (width, count), *_ = Counter(len(row) for row in rows if len(row) > 1).most_common(1) or [(0, 0)]
        return count, width

    return max(",;\t|", key=alike)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The rows and columns of a sheet that are not shown, counted from 1, and where a cell goes on over further rows:
    by row and column the row in which it begins. ``blank`` counts the formulas whose result was not saved; ``heads``
    are the rows that the sheet filters by, or keeps in sight above the others."""

    rows: frozenset[int]
    columns: frozenset[int]
    down: dict[tuple[int, int], int]
    blank: int
    heads: frozenset[int] = frozenset()

    def sentences(self, sheet: str) -> list[str]:
        """Say what is left out."""
        found = []
        if self.rows:
            found.append(f'Left out: {pages_of(sorted(self.rows), "row")} of the sheet "{sheet}" (hidden).')
        if self.columns:
            found.append(f'Left out: {pages_of(sorted(self.columns), "column")} of the sheet "{sheet}" (hidden).')
        if self.blank:
            said = "1 formula has" if self.blank == 1 else f"{self.blank} formulas have"
            remedy = "Open it in Excel or LibreOffice and save it again."
            found.append(f'Not read: {said} no saved result in the sheet "{sheet}". {remedy}')
        return found


def _find_hidden(sheet: Any) -> _Hidden:
    """Find what a sheet hides; openpyxl's read-only form does not tell, so that the part itself is asked."""
    rows: set[int] = set()
    columns: set[int] = set()
    down: dict[tuple[int, int], int] = {}
    here = blank = 0
    heads: set[int] = set()
    tags = ("{*}row", "{*}col", "{*}mergeCell", "{*}pane", "{*}autoFilter")
    with sheet._get_source() as source:
        for _, element in etree.iterparse(source, tag=tags, resolve_entities=False, no_network=True):
            is_hidden = element.get("hidden") in {"1", "true"}
            name = etree.QName(element).localname
            if name == "mergeCell":
                down |= _spanned(element.get("ref") or "", _MOST_ROWS - len(down))
            elif name == "autoFilter":
                heads |= {int(row) for row in re.findall(r"[A-Z](\d{1,7}):", element.get("ref") or "")}
            elif name == "pane":
                frozen = (element.get("state") or "").startswith("frozen")
                heads |= {int(float(element.get("ySplit") or 0))} if frozen else set()
            elif name == "row":
                blank += sum(1 for f in element.iter("{*}f") if not (f.getparent().findtext("{*}v") or "").strip())
                here = int(element.get("r") or here + 1)
                if is_hidden and len(element):
                    rows.add(here)
            elif is_hidden:
                first, last = int(element.get("min") or 0), int(element.get("max") or 0)
                columns |= set(range(first, min(last, _MOST_COLUMNS) + 1))
            element.clear()
    return _Hidden(frozenset(rows), frozenset(columns), down, blank, frozenset(heads))


def _spanned(reference: str, most: int) -> dict[tuple[int, int], int]:
    """Give the further rows of a merged cell ("B4:B6"), each with its column, and the row in which the cell begins."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return {}
    column, top, bottom = 0, int(match[2]), int(match[3])
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return {(row, column): top for row in range(top + 1, min(bottom, top + most) + 1)}


def _rows(path: Path, sheet: Any, hidden: _Hidden, bold: set[int]) -> Iterator[Row]:
    """Yield the rows of a sheet that say something and are shown, each with its number; note those that are bold."""
    count = 0
    spanning: dict[tuple[int, int], str] = {}  # what merged cells say, by their first row and column
    begun = {(row, column) for (_, column), row in hidden.down.items()}
    for place, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS), 1):
        shown = ["" if n in hidden.columns else shown_value(cell) for n, cell in enumerate(cells, 1)]
        number = next((cell.row for cell in cells if getattr(cell, "row", None)), place)
        spanning |= {(number, n): text for n, text in enumerate(shown, 1) if (number, n) in begun}
        if not any(shown) or number in hidden.rows:
            continue
        if all(cell.font.b for cell, text in zip(cells, shown, strict=True) if text):
            bold.add(number)
        shown = [text or spanning.get((hidden.down.get((number, n), 0), n), "") for n, text in enumerate(shown, 1)]
        count += 1
        if count > _MOST_ROWS:
            raise ReadError(path.name, f"a sheet of it has over {_MOST_ROWS:,} rows", "Split it.")
        yield number, tuple(shown)


def _sheet(rows: Sequence[Row], heads: frozenset[int] = frozenset()) -> Iterator[Line | Table]:
    """Make lines of what stands above a table, and a table of the rest; a further table begins at its own headings."""
    start = 0
    while start < len(rows):
        head = _find_headings(rows, start, heads)
        wide = (n for n in range(start, len(rows)) if sum(map(bool, rows[n][1])) > 1)
        begin = next(wide, start) if head is None else head
        for place, (_, cells) in enumerate(rows[start:begin], start + 1):
            line = _line(cells)
            # What stands right above a further table says what it is of.
            titled = start > 0 and place == head and sum(map(bool, cells)) == 1 and len(line.text) < _TITLE
            yield replace(line, role=Role.HEADING, level=2) if titled else line
        end = _end(rows, begin)
        part = rows[begin:end]
        if len(part) == 1 or max(sum(map(bool, cells)) for _, cells in part) == 1:
            for _, cells in part:
                yield _line(cells)
        else:
            width = max(max((n for n, cell in enumerate(cells) if cell), default=0) for _, cells in part) + 1
            table = tuple((cells + ("",) * width)[:width] for _, cells in part)
            labels = tuple(f"row {number}" for number, _ in part)
            pivot = any(cell == "Row Labels" for cell in part[1][1])  # Excel's own word, in its second row
            yield Table(table, header_rows=-1 if head is None else 1 + pivot, labels=labels)
        start = end


def _line(cells: Sequence[str]) -> Line:
    return Line(" ".join(cell for cell in cells if cell), whole=True)


def _find_headings(rows: Sequence[Row], start: int, heads: frozenset[int]) -> int | None:
    """Find the row that heads the columns, below the lines that say what the sheet is."""
    for place in range(start, min(start + _LOOKED, len(rows))):
        filled = [cell for cell in rows[place][1] if cell]
        if len(filled) >= 2:
            if rows[place][0] in heads and place + 1 < len(rows):
                return place
            below = place + 1 < len(rows) and sum(map(bool, rows[place + 1][1])) >= 2
            if below and (are_headings(filled) or _over_figures(rows[place][1], rows[place + 1][1])):
                return place
            if len(filled) > 2:
                return None
    return None


def _end(rows: Sequence[Row], begin: int) -> int:
    """Find where a table ends: before a blank row that other headings, a line of its own, or counts follow."""
    for place in range(begin + 1, len(rows)):
        number, cells = rows[place]
        if number == rows[place - 1][0] + 1:
            continue
        filled = [cell for cell in cells if cell]
        if len(filled) == 1 or _is_foot(rows[begin:place], rows[place:]):
            return place
        if place + 1 < len(rows) and (are_headings(filled) or _over_figures(cells, rows[place + 1][1])):
            return place
    return len(rows)


def _is_foot(table: Sequence[Row], rest: Sequence[Row]) -> bool:
    """Say whether all that stands below a table fills but few of its columns, as counts and notes do."""
    usual = median(sum(map(bool, cells)) for _, cells in table)
    return len(rest) <= _FOOT and all(sum(map(bool, cells)) * 2 < usual for _, cells in rest)


def _over_figures(cells: Sequence[str], below: Sequence[str]) -> bool:
    """Say whether a row of words stands over a row that has figures in most columns but the first."""
    columns = [n for n, cell in enumerate(cells) if cell]
    figures = sum(1 for n in columns[1:] if n < len(below) and _FIGURE.fullmatch(below[n]))
    return figures * 2 >= len(columns) - 1 > 0 and not any(_FIGURE.fullmatch(cells[n]) for n in columns)
