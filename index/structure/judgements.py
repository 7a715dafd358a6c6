"""Judgement tables: which lines and tables of a document grade areas, and what they print.

In come the blocks of a document without its furniture; out go the rows of its judgement tables, and which blocks they
took. A printed table is read by its columns, not in the order in which it was drawn: a grade stands beside the area
that it is level with. A grade is never inferred: running text that praises is no row.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.readers.source import Line, Table
from index.structure.grades import Graded, goes_on, is_grade, is_part, split_grade, split_number, split_sentence
from index.structure.wording import join_lines, tidy

__all__ = ["FoundJudgements", "Row", "find_judgements"]

_AREAS = r"(?:judge?ments?(?: areas?)?|areas?(?: of judge?ment)?|key judge?ments?)"
_GRADES = r"(?:grades?|ratings?|judge?ments?(?: grades?)?|outcomes?)"
_CAPTION = re.compile(rf"{_AREAS}\s+{_GRADES}[\d¹²]?|record of main findings:?.*", re.IGNORECASE)
_HALF_CAPTION = re.compile(rf"{_AREAS}", re.IGNORECASE)
_GRADE_HEAD = re.compile(rf"{_GRADES}[\d¹²]?", re.IGNORECASE)
_AREA_HEAD = re.compile(rf"{_AREAS}|inspection area|area inspected", re.IGNORECASE)
_CELLS = re.compile(r"\t+|\s{3,}")
_BOARD = re.compile(r"safeguarding children board|\bLSCB\b", re.IGNORECASE)
_FIRST = re.compile(r"1\.?\s+[A-Z]")
_LETTER = 0.49  # the mean width of a letter, as a part of the font size
_LONGEST_AREA = 30  # words; what is longer is a sentence
_LONGEST_TABLE = 40  # lines that a printed judgement table may take


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: ``text`` is all of it, ``number`` the row's own number ("2.1"), ``grade`` None where empty."""

    area: str
    grade: str | None
    page: int | None
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class FoundJudgements:
    """Rows in the order of the page, and the indexes of the blocks that the tables consist of."""

    rows: tuple[Row, ...] = ()
    used: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line's part that stands in one column; without geometry ``top`` and ``bottom`` count lines."""

    index: int
    text: str
    top: float
    bottom: float


@dataclass(slots=True)
class _Cell:
    """Pieces of one column that belong together."""

    pieces: list[_Piece]

    @property
    def text(self) -> str:
        return join_lines(piece.text for piece in self.pieces)

    def distance(self, other: "_Cell") -> float:
        """Say how far another cell's middle is from this cell's height."""
        middle = (other.pieces[0].top + other.pieces[-1].bottom) / 2
        return max(self.pieces[0].top - middle, middle - self.pieces[-1].bottom, 0.0)


def find_judgements(blocks: Sequence[Line | Table]) -> FoundJudgements:
    """Find every judgement table of a document, and the sentences that grade beside one."""
    rows: list[Row] = []
    used: set[int] = set()
    for index, block in enumerate(blocks):
        if index in used:
            continue
        found: FoundJudgements | None = None
        if isinstance(block, Table):
            found = _from_table(block, index)
        elif block.text:
            if "\t" in block.text:
                found = _from_tabs(blocks, index)
            if found is None and _may_begin(block.text):
                found = _from_print(blocks, index)
        if found:
            before = _sentence_above(blocks, index)
            rows += [*before.rows, *found.rows]
            used |= before.used | found.used
    if any(row.number for row in rows):
        board = _board(blocks, min(used), used)
        rows += board.rows
        used |= board.used
    return FoundJudgements(tuple(dict.fromkeys(rows)), frozenset(used))


def _may_begin(text: str) -> bool:
    first = text[0]
    if first == "1":
        return _FIRST.match(text) is not None
    return first in "JjAaKkRr" and len(text) < 60 and (
        _CAPTION.fullmatch(text) is not None or _HALF_CAPTION.fullmatch(text) is not None
    )


def _row(area: str, grade: str | None, page: int | None) -> Row:
    number, name = split_number(area)
    return Row(name, grade, page, f"{area} {grade}" if grade else area, number)


# Tables whose cells the format gives


def _from_table(table: Table, index: int) -> FoundJudgements | None:
    cells = [[tidy(cell) for cell in row] for row in table.rows]
    width = max((len(row) for row in cells), default=0)
    if len(cells) < 2 or width < 2:
        return None
    head = cells[0]
    column = next((n for n in range(width - 1, 0, -1) if n < len(head) and _GRADE_HEAD.fullmatch(head[n])), None)
    titled = column is not None and any(_AREA_HEAD.fullmatch(cell) for cell in head[:column])
    body = cells[1:] if column is not None else cells
    if column is None:
        graded = [n for n in range(1, width) if sum(is_grade(row[n]) for row in body if n < len(row)) >= 2]
        if len(graded) != 1:  # two columns of grades: which of them is meant is not said
            return None
        column = graded[0]
    rows: list[Row] = []
    for row in body:
        grade = row[column] if column < len(row) else ""
        area = " ".join(dict.fromkeys(cell for cell in row[:column] if cell and cell != grade))
        if (sentence := split_sentence(row[0])) and grade in {"", row[0]}:
            rows.append(Row(sentence.area, sentence.grade, table.page, row[0]))
        elif not area or len(area.split()) > _LONGEST_AREA:
            return None
        elif is_grade(grade) or titled:
            rows.append(_row(area, grade or None, table.page))
        elif rows or grade:
            return None
    graded_rows = sum(1 for row in rows if row.grade and is_grade(row.grade))
    return FoundJudgements(tuple(rows), frozenset({index})) if graded_rows >= 2 else None


def _from_tabs(blocks: Sequence[Line | Table], start: int) -> FoundJudgements | None:
    rows: list[Row] = []
    used: list[int] = []
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Line) or not block.text.strip():
            break
        cells = [tidy(cell) for cell in _CELLS.split(block.text) if cell.strip()]
        if not rows and len(cells) == 2 and _AREA_HEAD.fullmatch(cells[0]) and _GRADE_HEAD.fullmatch(cells[1]):
            used.append(index)
        elif len(cells) >= 2 and is_grade(cells[-1]) and not any(is_grade(cell) for cell in cells[:-1]):
            rows.append(_row(" ".join(cells[:-1]), cells[-1], block.page))
            used.append(index)
        elif len(cells) == 1 and not rows and (sentence := split_sentence(cells[0])):
            rows.append(Row(sentence.area, sentence.grade, block.page, cells[0]))
            used.append(index)
        else:
            break
    return FoundJudgements(tuple(rows), frozenset(used)) if len(rows) >= 2 else None


# Tables as printed


def _from_print(blocks: Sequence[Line | Table], start: int) -> FoundJudgements | None:
    """Read the rows under a caption, or from a row with the number 1."""
    first = blocks[start]
    assert isinstance(first, Line)
    captioned = not first.text[0].isdigit()
    taken = [start] if captioned else []
    begin = start + len(taken)
    if captioned and not _CAPTION.fullmatch(first.text):
        begin = _next_line(blocks, begin)
        second = blocks[begin] if begin < len(blocks) else None
        if not isinstance(second, Line) or not _GRADE_HEAD.fullmatch(second.text.strip()):
            return None
        taken.append(begin)
        begin += 1
    record = first.text[0] in "Rr"
    lines = list(_region(blocks, begin, first.page))
    if not any(split_grade(tidy(line.text)) for _, line in lines[:8]):
        return None
    column = _column(lines, first if captioned and not record else None)
    areas, grades = _columns(lines, column)
    cells = _cells(areas, tight=False)
    groups = _groups(grades)
    beside = _assign(cells, groups)
    if beside is None:
        cells = _cells(areas, tight=True)
        beside = _assign(cells, groups)
    if beside is None or not beside:
        return None
    last = max(beside)
    if not captioned:  # rows have numbers; what follows without one is no row
        last = min((n - 1 for n, cell in enumerate(cells) if not split_number(cell.text)[0]), default=last)
    rows: list[Row] = []
    band = ""
    for place, cell in enumerate(cells[: last + 1]):
        grade = beside.get(place)
        if grade is None and record:
            band = cell.text
            continue
        row = _row(cell.text, grade.text if grade else None, first.page)
        if band and any(other.area == row.area for other in rows):
            row = replace(row, area=f"{band}: {row.area}")  # the record of 2010 has two of a name
        rows.append(row)
        taken += [piece.index for piece in (*cell.pieces, *(grade.pieces if grade else ()))]
    if sum(1 for row in rows if row.grade) < (2 if captioned else 3):
        return None
    return FoundJudgements(tuple(rows), frozenset(taken))


def _region(blocks: Sequence[Line | Table], begin: int, page: int | None) -> Iterator[tuple[int, Line]]:
    """Give the lines on a table's page that may be its own."""
    for index in range(begin, min(begin + _LONGEST_TABLE, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Line) or block.page != page:
            return
        if block.text.strip():
            yield index, block


def _column(lines: Sequence[tuple[int, Line]], caption: Line | None) -> float | None:
    """Give the left edge of the column of grades; None without geometry."""
    boxes = [(line, line.box) for _, line in lines if line.box]
    if not boxes:
        return None
    edge = min(box.left for _, box in boxes) + 100
    alone = [box.left for line, box in boxes if box.left > edge and is_part(line.text)]
    if alone:
        return min(alone)
    if caption and caption.box:
        return caption.box.right - _width(caption.text.split()[-1], caption)
    ends = [(box.right - _width(g.grade, line)) for line, box in boxes if (g := split_grade(tidy(line.text))) and g.area]
    return sorted(ends)[len(ends) // 2] if ends else None


def _columns(lines: Sequence[tuple[int, Line]], column: float | None) -> tuple[list[_Piece], list[_Piece]]:
    """Split lines into areas and grades, down to the first line that runs over both columns."""
    areas: list[_Piece] = []
    grades: list[_Piece] = []
    low: float | None = None
    for count, (index, line) in enumerate(lines):
        text = tidy(line.text)
        size = line.size or 12.0
        if line.box is None or column is None:
            place, box = float(count), None
            top = bottom = place
            found = Graded("", text) if areas and grades and goes_on(grades[-1].text, text) else split_grade(text)
            if found is None and (len(text.split()) > 14 or text[-1] in ".:;"):
                break
        else:
            box = line.box
            top, bottom = box.top, box.bottom
            if low is not None and (top > low + 4 * size or bottom < low - 6 * size):
                break
            following = lines[count + 1][1] if count + 1 < len(lines) else None
            found = _split_at(text, line, column, prose=_runs_on(line, following, column))
            if found is None and box.right > column + size:
                break
        low = max(low or 0.0, bottom)
        area, grade = (found.area, found.grade) if found else (text, "")
        if area:
            areas.append(_Piece(index, area, top, bottom))
        if grade:
            grades.append(_Piece(index, grade, top, bottom))
    return areas, grades


def _runs_on(line: Line, following: Line | None, column: float) -> bool:
    """Say whether a line is running text: the next one is as close as lines of a paragraph and as wide."""
    if following is None or line.box is None or following.box is None or following.box.left > column - 12:
        return False
    close = following.box.top - line.box.bottom < 0.6 * (line.size or 12.0)
    return close and following.box.right > column and split_grade(tidy(following.text)) is None


def _split_at(text: str, line: Line, column: float, *, prose: bool) -> Graded | None:
    """Split a line where the column of grades begins; a grade in other words than usual counts there too."""
    box = line.box
    assert box is not None
    if box.left > column - 12:
        return Graded("", text)
    if box.right < column:
        return None
    found = split_grade(text)
    if found and abs(box.right - _width(found.grade, line) - column) < 12 + 0.2 * _width(found.grade, line):
        return found
    if prose:
        return None
    words = text.split(" ")
    for count in range(1, min(5, len(words))):
        grade = " ".join(words[-count:])
        if grade[0].isupper() and abs(box.right - _width(grade, line) - column) < 12:
            return Graded(" ".join(words[:-count]), grade)
    return None


def _width(text: str, line: Line) -> float:
    return len(text) * (line.size or 12.0) * _LETTER


def _cells(areas: Sequence[_Piece], *, tight: bool) -> list[_Cell]:
    """Group the lines of areas into rows; ``tight`` tables set rows as close as lines, and capitals tell."""
    cells: list[_Cell] = []
    for piece in sorted(areas, key=lambda piece: piece.top):
        last = cells[-1].pieces[-1] if cells else None
        height = max(piece.bottom - piece.top, 1.0)
        if (
            last is None
            or split_number(piece.text)[0]
            or piece.top - last.bottom > 0.6 * height
            or (tight and not piece.text[0].islower())
        ):
            cells.append(_Cell([piece]))
        else:
            cells[-1].pieces.append(piece)
    return cells


def _groups(grades: Sequence[_Piece]) -> list[_Cell]:
    groups: list[_Cell] = []
    for piece in sorted(grades, key=lambda piece: piece.top):
        if groups and goes_on(groups[-1].text, piece.text):
            groups[-1].pieces.append(piece)
        else:
            groups.append(_Cell([piece]))
    return groups


def _assign(cells: Sequence[_Cell], groups: Sequence[_Cell]) -> dict[int, _Cell] | None:
    """Give each row the grade that it is level with; None where two grades fall to one row."""
    beside: dict[int, _Cell] = {}
    for group in groups:
        if not cells:
            return None
        place = min(range(len(cells)), key=lambda n: cells[n].distance(group))
        if place in beside:
            return None
        beside[place] = group
    return beside


# Sentences


def _sentence_above(blocks: Sequence[Line | Table], start: int) -> FoundJudgements:
    """Find the sentence that grades the whole, above a table on its page: "Children's services in ... are good"."""
    first = blocks[start]
    lowest = max(0, start - 30)
    for index in range(start - 1, lowest - 1, -1):
        block = blocks[index]
        if not isinstance(block, Line) or block.page != first.page:
            break
        if found := _sentence(blocks, index):
            return found
    return FoundJudgements()


def _board(blocks: Sequence[Line | Table], start: int, used: set[int]) -> FoundJudgements:
    """Find the first sentence that grades the safeguarding board; over a chapter of its own it stays a heading."""
    page = blocks[start].page
    for index in range(start, len(blocks)):
        block = blocks[index]
        if index in used or not isinstance(block, Line) or not ("afeguarding" in block.text or "LSCB" in block.text):
            continue
        found = _sentence(blocks, index)
        if found is None or len(_BOARD.findall(found.rows[0].area.split(" (")[0])) != 1:
            continue
        if block.page == page and block.box:
            return found
        if block.box is None or block.bold or (block.size or 0.0) > 13:
            return replace(found, used=frozenset())
    return FoundJudgements()


def _sentence(blocks: Sequence[Line | Table], start: int) -> FoundJudgements | None:
    """Read a sentence of at most three lines that grades and says no more."""
    first = blocks[start]
    lines: list[str] = []
    for index in range(start, min(start + 3, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Line) or not block.text.strip() or block.page != first.page:
            break
        if index > start and not _goes_with(first, block):
            break
        lines.append(block.text)
        text = join_lines(lines)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if (found := split_sentence(text)) and not (isinstance(following, Line) and goes_on(found.grade, following.text)):
            row = Row(found.area, found.grade, first.page, text)
            return FoundJudgements((row,), frozenset(range(start, index + 1)))
    return None


def _goes_with(first: Line | Table, line: Line) -> bool:
    """Say whether a line is set like the one that it may go on from."""
    if not isinstance(first, Line) or first.box is None or line.box is None:
        return True
    return abs(line.box.left - first.box.left) < 4 and abs((line.size or 0.0) - (first.size or 0.0)) < 1.2


def _next_line(blocks: Sequence[Line | Table], start: int) -> int:
    index = start
    while index < len(blocks) and isinstance(block := blocks[index], Line) and not block.text.strip():
        index += 1
    return index
