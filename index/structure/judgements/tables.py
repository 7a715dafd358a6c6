"""Judgement tables: which lines and tables of a document grade areas, and what they print.

In come the blocks of a document without its furniture; out go the rows of its judgement tables, and which blocks they
took. A grade is never inferred: running text that praises is no row.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.readers import Line, Table
from index.structure.judgements.columns import read_printed
from index.structure.judgements.grade_heads import read_grade_heads
from index.structure.judgements.grades import (
    FoundJudgements,
    Row,
    begins_sentence,
    is_digit,
    is_grade,
    make_row,
    names_area,
    split_sentence,
)
from index.structure.judgements.sentences import find_board, sentence_above
from index.structure.line_joining import tidy

_AREAS = r"(?:judge?ments?(?: areas?)?|areas?(?: of judge?ment)?|key judge?ments?)"
_GRADES = r"(?:grades?|ratings?|judge?ments?(?: grades?)?|outcomes?)"
_CAPTION = re.compile(rf"{_AREAS}\s+{_GRADES}[\d¹²³⁴]?|record of main findings:?.*", re.IGNORECASE)
_GRADE_HEAD = re.compile(rf"{_GRADES}[\d¹²³⁴]?", re.IGNORECASE)
_AREA_HEAD = re.compile(rf"{_AREAS}|inspection area|area inspected", re.IGNORECASE)
# The first row of the tables that reports of schools and children's homes print without headings.
_OPENER = re.compile(
    r"(?:overall experiences and progress of|overall effectiveness|(?:the )?quality of education)\b", re.IGNORECASE
)
_FORMER = re.compile(r"\b(?:previous|last|former|prior)\b", re.IGNORECASE)
# A row that prints the grade of an earlier inspection.
_FORMERLY = re.compile(
    r"(?:.{0,40} at )?(?:the |its )?(?:previous|last) (?:inspection|judgement|overall|grade)", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CELLS = re.compile(r"\t+|\s{3,}")
_FIRST = re.compile(r"1\.?\s+[A-Z]")
_LONGEST_AREA = 30  # words; what is longer is a sentence
_LONGEST_BAND = 14  # words of a heading within a table
_LONGEST_LINE = 400  # characters; what is longer is no row, however many cells it has
_MOST_ROWS = 40


def find_judgements(
    blocks: Sequence[Line | Table], ruled: Sequence[tuple[Table, frozenset[int]]] = ()
) -> FoundJudgements:
    """Find every judgement table of a document, and the sentences that grade beside one.

    ``ruled`` are tables whose rules are printed, each with the indexes of its lines among the blocks.
    """
    rows: list[Row] = []
    used: set[int] = set()
    by_line = {index: table for place in ruled if (table := _from_ruled(*place)) for index in table.used}
    for index, block in enumerate(blocks):
        if index in used:
            continue
        found: FoundJudgements | None = None
        if isinstance(block, Table):
            found = _from_table(block, index)
        elif block.text:
            if "\t" in block.text and not _is_row(blocks[index - 1] if index else None):
                found = _from_tabs(blocks, index)
            if found is None and _may_begin(block.text):
                found = _from_print(blocks, index)
        # The rules of a table tell its cells better than its places do, so that they decide where they say more.
        by_rules = next((by_line[n] for n in (index, *sorted(found.used if found else ())) if n in by_line), None)
        if by_rules is not None and (index in by_line or found) and (not found or _graded(by_rules) > _graded(found)):
            found = by_rules
        if found:
            before = sentence_above(blocks, index)
            rows += [*before.rows, *found.rows]
            used |= before.used | found.used
    for place in ruled:
        if not used & place[1] and (begun := _from_ruled(*place, opened=True)):
            rows += begun.rows
            used |= begun.used
    if any(row.number for row in rows):
        board = find_board(blocks, min(used), used)
        rows += board.rows
        used |= board.used
    rows = [row for row in rows if not _FORMERLY.match(row.area)]
    return FoundJudgements(tuple(dict.fromkeys(rows)), frozenset(used))


def _may_begin(text: str) -> bool:
    if text[0] == "1":
        return len(text) <= _LONGEST_LINE and _FIRST.match(text) is not None
    if text[0] in "OoTt":
        return len(text) < 120 and _OPENER.match(text) is not None
    return (
        text[0] in "JjAaKkRr"
        and len(text) < 60
        and (_CAPTION.fullmatch(text) or _AREA_HEAD.fullmatch(text)) is not None
    )


def _from_print(blocks: Sequence[Line | Table], index: int) -> FoundJudgements | None:
    caption = blocks[index]
    assert isinstance(caption, Line)
    text = caption.text
    if text[0] == "1":
        return read_printed(blocks, index)
    if _OPENER.match(text):
        return read_printed(blocks, index, opened=True)
    heads = [index]
    if not _CAPTION.fullmatch(text):  # "Judgement" and "Grade" are lines of their own
        second = _beside(blocks, index)
        line = blocks[second] if second is not None else None
        if second is None or not isinstance(line, Line):
            return None
        heads.append(second)
        caption = line
    begin = _next_line(blocks, index + 1 if caption.box else heads[-1] + 1)
    found = read_printed(blocks, begin, caption=caption, heads=heads, banded=text.startswith(("R", "r")))
    return replace(found, used=found.used | set(heads)) if found else None


def _beside(blocks: Sequence[Line | Table], index: int) -> int | None:
    """Find the head of the column of grades: level with the other head, or the next line where there is no place."""
    first = blocks[index]
    assert isinstance(first, Line)
    for place in range(index + 1, min(index + 20, len(blocks))):
        block = blocks[place]
        if not isinstance(block, Line) or block.page != first.page:
            return None
        if not block.text.strip():
            continue
        level = block.box is None or first.box is None or abs(block.box.bottom - first.box.bottom) < 6
        if level and _GRADE_HEAD.fullmatch(block.text.strip()):
            return place
        if block.box is None:
            return None
    return None


def _from_table(table: Table, index: int, *, opened: bool = False) -> FoundJudgements | None:
    """Read a table; where it may be ``opened`` by a sentence that grades the whole, more can follow that sentence."""
    if not 2 <= len(table.rows) <= _MOST_ROWS:
        return None
    pages = [table.pages_of(place)[0] for place in range(len(table.rows))]
    if below := read_grade_heads(table.rows, pages):
        # Police forces and fire services are graded on areas of other names.
        return _checked(below, [index], titled=all(len(row.area.split()) > 1 for row in below))
    cells = [[tidy(cell) for cell in row] for row in table.rows if row]
    width = max((len(row) for row in cells), default=0)
    if len(cells) < 2 or width < 2:
        return None
    head = cells[0]
    column = next((n for n in range(width - 1, 0, -1) if n < len(head) and _GRADE_HEAD.fullmatch(head[n])), None)
    areas = next((n for n, cell in enumerate(head[:column]) if _AREA_HEAD.fullmatch(cell)), -1)
    titled = column is not None and areas >= 0
    body = cells[1:] if column is not None else cells
    former: frozenset[int] = frozenset()
    year: int | None = None
    if column is None and (told := _newer_column(cells)) is not None:
        column, former = told
        body, titled = cells[1:], _AREA_HEAD.fullmatch(head[0]) is not None
        year = max(map(int, _YEAR.findall(head[column])), default=None)
    if column is None:
        graded = [n for n in range(1, width) if sum(is_grade(row[n]) for row in body if n < len(row)) >= 2]
        if len(graded) == 2 and graded[1] == graded[0] + 1 and _is_digits(body, graded[1]):
            body = [[*row[: graded[0]], " ".join(row[graded[0] : graded[1] + 1]).strip()] for row in body]
            graded.pop()
        if len(graded) != 1:  # two columns of grades: which of them is meant is not said
            return None
        column = graded[0]
    rows: list[Row] = []
    over: list[str] = []  # by row: what heads it and the rows beside it
    band = ""
    for row, page in zip(body, pages[-len(body) :], strict=True):
        grade = row[column] if column < len(row) else ""
        begun = begins_sentence(row[0])
        sentence = split_sentence(row[0]) or (begun if opened else None)
        if not (titled or sentence or begun) and set(row) <= {row[0], ""} and _heads_rows(row[0]):
            band = row[0]
            continue
        over.append(band)
        if column < len(row) and is_digit(grade) and is_grade(row[column - 1]) and row[column - 1] != grade:
            grade = f"{row[column - 1]} {grade}"
        before = [
            cell
            for n, cell in enumerate(row[:column])
            if n not in former and cell != grade and (not titled or n <= max(areas, 0))
        ]
        area = " ".join(dict.fromkeys(cell for cell in before if cell))
        if grade in {"", row[0]} and sentence:
            rows.append(Row(sentence.area, sentence.grade, page, row[0]))
        elif not area or len(area.split()) > _LONGEST_AREA or not (titled or is_grade(grade)):
            return None
        else:
            made = make_row(area, grade or None, page)
            # A row with grades of several inspections is quoted as it stands.
            rows.append(replace(made, text=" ".join(cell for cell in row if cell), year=year) if former else made)
    named = Counter(row.area for row in rows)
    apart = [
        replace(row, area=f"{head}: {row.area}") if head and named[row.area] > 1 else row
        for head, row in zip(over, rows, strict=True)
    ]
    return _checked(apart, [index], titled=titled)


def _heads_rows(cell: str) -> bool:
    """Say whether a cell over a whole table is a heading of the rows below it, and no sentence."""
    return 0 < len(cell.split()) <= _LONGEST_BAND and cell[-1] not in ".:;"


def _newer_column(cells: Sequence[Sequence[str]]) -> tuple[int, frozenset[int]] | None:
    """Tell which of several columns of grades is of this inspection, by their headings, and which are of others."""
    head, body = cells[0], cells[1:]
    graded = [n for n in range(1, len(head)) if sum(is_grade(row[n]) for row in body if n < len(row)) >= 2]
    if len(graded) < 2 or any(is_grade(head[n]) for n in graded):
        return None
    newer = [n for n in graded if not _FORMER.search(head[n])]
    if len(newer) == len(graded):
        years = {n: max(_YEAR.findall(head[n]), default="") for n in graded}
        newer = [n for n in graded if years[n] == max(years.values())] if all(years.values()) else []
    return (newer[0], frozenset(graded) - {newer[0]}) if len(newer) == 1 else None


def _is_digits(rows: Sequence[Sequence[str]], column: int) -> bool:
    """Say whether a column prints grades as numbers alone, beside the column of their words."""
    return all(is_digit(row[column]) for row in rows if column < len(row) and is_grade(row[column]))


def _from_ruled(table: Table, indexes: frozenset[int], *, opened: bool = False) -> FoundJudgements | None:
    found = _from_table(table, 0, opened=opened)
    return replace(found, used=indexes) if found else None


def _graded(found: FoundJudgements) -> int:
    return sum(1 for row in found.rows if row.grade and is_grade(row.grade))


def _checked(rows: list[Row], used: list[int], *, titled: bool) -> FoundJudgements | None:
    """Keep rows that are a judgement table's: most have a usual grade, and without a title most name a usual area."""
    graded = sum(1 for row in rows if row.grade and is_grade(row.grade))
    named = sum(1 for row in rows if names_area(row.area))
    if len(rows) < 2 or graded * 2 < len(rows) or not (titled or named * 2 >= len(rows)):
        return None
    return FoundJudgements(tuple(rows), frozenset(used))


def _is_row(block: Line | Table | None) -> bool:
    """Say whether a line is a row of cells that ends with a grade, so that a table begins before it or nowhere."""
    return (
        isinstance(block, Line)
        and "\t" in block.text[:_LONGEST_LINE]
        and is_grade(tidy(block.text[-40:].split("\t")[-1]))
    )


def _from_tabs(blocks: Sequence[Line | Table], start: int) -> FoundJudgements | None:
    rows: list[Row] = []
    used: list[int] = []
    titled = False
    for index in range(start, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Line) or len(block.text) > _LONGEST_LINE or not block.text.strip():
            break
        cells = [tidy(cell).strip("*") for cell in _CELLS.split(block.text) if cell.strip()]
        if not rows and len(cells) == 2 and _AREA_HEAD.fullmatch(cells[0]) and _GRADE_HEAD.fullmatch(cells[1]):
            used.append(index)
            titled = True
        elif len(cells) >= 2 and is_grade(cells[-1]) and not any(is_grade(cell) for cell in cells[:-1]):
            rows.append(make_row(" ".join(cells[:-1]), cells[-1], block.page))
            used.append(index)
            if len(rows) > _MOST_ROWS:
                return None
        elif len(cells) == 1 and not rows and (sentence := split_sentence(cells[0])):
            rows.append(Row(sentence.area, sentence.grade, block.page, cells[0]))
            used.append(index)
        else:
            break
    return _checked(rows, used, titled=titled)


def _next_line(blocks: Sequence[Line | Table], start: int) -> int:
    index = start
    while index < len(blocks) and isinstance(block := blocks[index], Line) and not block.text.strip():
        index += 1
    return index
