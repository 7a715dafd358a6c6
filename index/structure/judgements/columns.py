"""Printed judgement tables: lines of print sorted into a column of areas and a column of grades.

In come the lines after a caption, or from a row with the number 1; out go rows. A table is read by its columns and not
in the order in which it was drawn: a grade belongs to the area that it is level with. Lines without geometry (text
files) are taken in their order.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from index.readers import Line, Table
from index.structure.judgements.grades import (
    FoundJudgements,
    Graded,
    Row,
    goes_on,
    is_clause,
    is_digit,
    is_grade,
    is_part,
    make_row,
    split_grade,
    split_number,
)
from index.structure.line_joining import join_lines, tidy

_GAP = re.compile(r"\s{2,}|\t")
_LETTER = 0.49  # the mean width of a letter, as a part of the font size
_LONGEST_LINE = 400  # characters
_LONGEST_TABLE = 40  # lines that a printed judgement table may take


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line's part that stands in one column."""

    index: int
    text: str
    top: float
    bottom: float


@dataclass(slots=True)
class _Cell:
    """Pieces of one column that belong together, from the top."""

    pieces: list[_Piece]

    @property
    def text(self) -> str:
        return join_lines(piece.text for piece in self.pieces)

    def distance(self, other: "_Cell") -> float:
        """Say how far another cell's middle is from this cell's height."""
        middle = (other.pieces[0].top + other.pieces[-1].bottom) / 2
        return max(self.pieces[0].top - middle, middle - self.pieces[-1].bottom, 0.0)


def read_printed(
    blocks: Sequence[Line | Table],
    begin: int,
    *,
    caption: Line | None = None,
    heads: Sequence[int] = (),
    banded: bool = False,
    opened: bool = False,
) -> FoundJudgements | None:
    """Read the rows that begin at a block, under a caption ("Judgement Grade") or from a row with the number 1.

    ``heads`` are the caption's own lines. Where rows may be ``banded``, one without a grade heads the rows that
    follow; elsewhere its grade is None. A table is ``opened`` by a first row that is known, without a caption.
    """
    page = blocks[begin].page if begin < len(blocks) else None
    lines = [(index, line) for index, line in _region(blocks, begin) if index not in heads]
    if not any(split_grade(tidy(line.text)) for _, line in lines[:8]):
        return None
    column = _column(lines, None if banded else caption)
    found = _in_order(lines, banded) if column is None else _side_by_side(lines, column)
    if opened:
        found = list(takewhile(lambda pair: pair[1] is not None and is_grade(pair[1].text), found))
    elif caption is None:  # rows have numbers; what follows without one is no row
        found = list(takewhile(lambda pair: split_number(pair[0].text)[0], found))
    # A sentence below the table may end where a grade stands.
    found = list(takewhile(lambda pair: not is_clause(pair[0].text), found))
    taken: list[int] = []
    rows: list[tuple[str, Row]] = []
    band = ""
    for area, grade in found:
        taken += [piece.index for piece in (*area.pieces, *(grade.pieces if grade else ()))]
        if grade is None and banded:
            band = area.text
        else:
            rows.append((band, _row(area, grade, page)))
    graded = sum(1 for _, row in rows if row.grade and is_grade(row.grade))
    if graded < (2 if caption or opened else 3) or graded < len(rows) / 2:
        return None
    named = Counter(row.area for _, row in rows)
    # The record of 2010 grades "Overall effectiveness" under two bands: each is told by its band.
    told = (replace(row, area=f"{over}: {row.area}") if over and named[row.area] > 1 else row for over, row in rows)
    return FoundJudgements(tuple(told), frozenset(taken))


def _row(area: _Cell, grade: _Cell | None, page: int | None) -> Row:
    """Make a row; a column of grades in words between its area and "Grade 4" belongs to the grade."""
    if grade is not None and is_digit(grade.text):
        for number, piece in enumerate(area.pieces):
            found = split_grade(piece.text)
            if found and found.area and is_grade(found.grade):
                pieces = [*area.pieces[:number], replace(piece, text=found.area), *area.pieces[number + 1 :]]
                return make_row(_Cell(pieces).text, f"{found.grade} {grade.text}", page)
    return make_row(area.text, grade.text if grade else None, page)


def _in_order(lines: Sequence[tuple[int, Line]], banded: bool) -> list[tuple[_Cell, _Cell | None]]:
    """Pair areas with grades in the order of the text; a line may hold both, over blanks."""
    found: list[tuple[_Cell, _Cell | None]] = []
    area, grade = _Cell([]), _Cell([])
    for index, line in lines:
        said, judged = _parts(line.text, grade.text)
        if not said and not area.pieces:
            break  # a grade of nothing
        if said and grade.pieces and not said[0].islower():
            found.append((area, grade))
            area, grade = _Cell([]), _Cell([])
        elif said and area.pieces and not grade.pieces and banded and not said[0].islower():
            found.append((area, None))
            area = _Cell([])
        if said and (len(area.pieces) == 4 or (not judged and (len(said.split()) > 14 or said[-1] in ".:;"))):
            break
        if said:
            area.pieces.append(_Piece(index, said, 0.0, 0.0))
        if judged:
            grade.pieces.append(_Piece(index, judged, 0.0, 0.0))
    return [*found, (area, grade)] if grade.pieces else found


def _parts(text: str, begun: str) -> tuple[str, str]:
    cells = [cell for cell in _GAP.split(text.strip()) if cell]
    if len(cells) > 1 and is_part(cells[-1]):
        return tidy(" ".join(cells[:-1])), tidy(cells[-1])
    whole = tidy(text)
    if is_part(whole) and (is_grade(whole) or not begun or goes_on(begun, whole)):
        return "", whole
    graded = split_grade(whole)
    return (graded.area, graded.grade) if graded else (whole, "")


def _side_by_side(lines: Sequence[tuple[int, Line]], column: float) -> list[tuple[_Cell, _Cell | None]]:
    """Pair areas with the grades that they are level with."""
    areas, grades = _columns(lines, column)
    groups = _groups(grades)
    told: list[list[tuple[_Cell, _Cell | None]]] = []
    for cells in (_cells(areas), _cells(areas, capitals=True), _cells(areas, gaps=False, capitals=True)):
        if beside := _assign(cells, groups):
            told.append([(cells[n], beside.get(n)) for n in range(max(beside) + 1)])
    # Lines of an area can be as far apart as rows are: where all rows have grades, they are told rightly.
    whole = (rows for rows in told if all(grade for _, grade in rows))
    return next(whole, told[0] if told else [])


def _region(blocks: Sequence[Line | Table], begin: int) -> list[tuple[int, Line]]:
    """Give the lines on a table's page that may be its own, from the top as a reader sees them."""
    lines: list[tuple[int, Line]] = []
    for index in range(begin, min(begin + _LONGEST_TABLE, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Line) or block.page != blocks[begin].page or len(block.text) > _LONGEST_LINE:
            break
        if block.text.strip():
            lines.append((index, block))
    if not lines or any(line.box is None for _, line in lines):
        return lines
    # A grade of two lines begins above the area that it is level with.
    tops = {index: line.box.top for index, line in lines if line.box}
    highest = tops[lines[0][0]] - 1.5 * (lines[0][1].size or 12.0)
    return sorted(((i, line) for i, line in lines if tops[i] >= highest), key=lambda pair: tops[pair[0]])


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
    ends = [
        (box.right - _width(g.grade, line)) for line, box in boxes if (g := split_grade(tidy(line.text))) and g.area
    ]
    return sorted(ends)[len(ends) // 2] if ends else None


def _columns(lines: Sequence[tuple[int, Line]], column: float) -> tuple[list[_Piece], list[_Piece]]:
    """Split lines into areas and grades, down to the first line that runs over both columns."""
    areas: list[_Piece] = []
    grades: list[_Piece] = []
    low: float | None = None
    for count, (index, line) in enumerate(lines):
        box, size = line.box, line.size or 12.0
        if box is None or (low is not None and box.top > low + 4 * size):
            break
        text = tidy(line.text)
        following = lines[count + 1][1] if count + 1 < len(lines) else None
        found = _split_rest(text, line, column, grades[-1].text if grades else "") or _split_at(
            text, line, column, prose=_runs_on(line, following, column)
        )
        if found is None and box.right > column + size:
            break
        low = max(low or 0.0, box.bottom)
        area, grade = (found.area, found.grade) if found else (text, "")
        if area:
            areas.append(_Piece(index, area, box.top, box.bottom))
        if grade:
            grades.append(_Piece(index, grade, box.top, box.bottom))
    return areas, grades


def _runs_on(line: Line, following: Line | None, column: float) -> bool:
    """Say whether a line is running text: the next one is as close as lines of a paragraph and as wide."""
    if following is None or line.box is None or following.box is None or following.box.left > column - 12:
        return False
    close = following.box.top - line.box.bottom < 0.6 * (line.size or 12.0)
    return close and following.box.right > column and split_grade(tidy(following.text)) is None


def _split_rest(text: str, line: Line, column: float, begun: str) -> Graded | None:
    """Split a line at the rest of a grade that the line before it began, as where OCR reads both columns as one."""
    words = text.split(" ")
    for count in range(min(4, len(words)) - 1, 0, -1):
        rest = " ".join(words[-count:])
        if line.box and goes_on(begun, rest) and abs(line.box.right - _width(rest, line) - column) < 14:
            return Graded(" ".join(words[:-count]), rest)
    return None


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


def _cells(areas: Sequence[_Piece], *, gaps: bool = True, capitals: bool = False) -> list[_Cell]:
    """Group the lines of areas into rows, which gaps tell, or capitals where a table sets rows as close as lines."""
    cells: list[_Cell] = []
    for piece in sorted(areas, key=lambda piece: piece.top):
        last = cells[-1].pieces[-1] if cells else None
        height = max(piece.bottom - piece.top, 1.0)
        if (
            last is None
            or split_number(piece.text)[0]
            or (gaps and piece.top - last.bottom > 0.6 * height)
            or (capitals and not piece.text[0].islower())
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
