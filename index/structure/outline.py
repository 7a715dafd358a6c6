"""Outline: lines and tables grouped into units of writing and set under their headings.

In comes a ``Source``; out goes a ``Structure``. Each question (is it furniture, a number, a bullet, a heading, a row)
has a module of its own; here they are asked in order, block by block.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from index.models import Improvement, Judgement, Matter, Unit
from index.readers.source import Line, Role, Source, Table
from index.structure.bullets import bullet_text, scanned_marks
from index.structure.elements import Element, Heading, Structure
from index.structure.furniture import drop_furniture
from index.structure.headings import body_size, find_headings, mends_heading
from index.structure.judgements import find_judgements
from index.structure.matter import (
    closes,
    is_agency,
    is_chapter,
    is_contents,
    is_findings,
    is_front_line,
    is_grade_head,
    is_graded_heading,
    is_nothing,
    matter_of,
)
from index.structure.numbering import numbered_starts, sectioned_starts
from index.structure.tables import TableRow, gather_tables, read_rows
from index.structure.units import OpenUnit, goes_on, is_nested, leads_to_list, mid_sentence
from index.structure.wording import SUPERSCRIPTS, join_lines

__all__ = ["parse"]

_FIRST_PAGES = 3
_NOTE_SIZE = 0.88  # of the body's size: smaller print at the foot of a page is a footnote
_NOTE_HEIGHT = 0.6  # of the page's height, from the top: footnotes stand below
_NOTE = re.compile(r"(\d{1,2}|[*†‡¹²³⁴-⁹])\s*(?=\S)")
_LETTERHEAD_PAGES = frozenset({1, 2})  # a letterhead's address stands at an edge of one of them
_EDGE = 0.2  # of the page's height
_CHAPTER_LEVEL = 8  # of a heading in plain text that opens a known part; others are below it
_HEAD = 15  # elements among which a letter's greeting stands
_ITEMS = frozenset({Unit.BULLET, Unit.NUMBERED, Unit.ROW, Unit.POINT})


@dataclass(slots=True)
class _Builder:
    """Elements as they are closed, and the headings above what is open."""

    slides: bool
    pages: int | None
    elements: list[Element] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    stack: list[tuple[int, str, Matter | None]] = field(default_factory=list)
    open: OpenUnit | None = None
    note: OpenUnit | None = None
    paragraphs: int = 0
    bullets: int = 0
    intro: str = ""  # the line that introduces the list that is open
    outer: str = ""  # the bullet that introduces the list below it
    indent: float = 0.0  # of the last bullet that was not in such a list
    slide: tuple[int | None, int] = (None, 0)
    boxed: bool = False  # a chapter's own box with its grade has begun
    closed: bool = False  # what every report ends with has begun

    def start(self, unit: OpenUnit) -> None:
        """Close what is open and open another unit."""
        self.close()
        self.open = unit

    def improving(self) -> bool:
        """Say whether what is open stands in a list of what needs to improve."""
        said = [matter for _, _, matter in self.stack if matter is not None]
        return bool(said) and said[-1] is Matter.IMPROVEMENT

    def close(self) -> None:
        """End the unit that is open and keep it."""
        unit, self.open = self.open, None
        if unit is not None:
            self._keep(unit)

    def close_note(self) -> None:
        """End the footnote that is open and keep it."""
        note, self.note = self.note, None
        text = join_lines(note.lines) if note else ""
        if note and text:
            if not note.place:
                note.unit = Unit.PARAGRAPH
            item = f"footnote {note.place}" if note.place else None
            self.elements.append(self._element(text, note, Matter.FRONT, item=item))

    def heading(self, text: str, level: int, page: int | None, *, cover: bool = False) -> None:
        """Set a heading over what follows; the lines of a cover are headings of nothing."""
        self.close()
        self.close_note()
        self.headings.append(Heading(text, level, page))
        if cover:
            return
        text = text.rstrip(SUPERSCRIPTS)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        apart = next((n for n, (_, _, said) in enumerate(self.stack) if said is not None), None)
        if apart is not None and self._ends(self.stack[apart], text):
            del self.stack[apart:]
        self.stack.append((level, text, matter_of(text)))
        self.paragraphs = self.bullets = 0
        self.intro = ""
        self.boxed = False
        self.closed = self.closed and (is_agency(text) or matter_of(text) is Matter.FRONT)
        if is_graded_heading(text):
            unit = OpenUnit(Unit.PARAGRAPH, [], page, page)
            self.elements.append(self._element(text, unit, Matter.JUDGEMENT, item=None))

    @staticmethod
    def _ends(part: tuple[int, str, Matter | None], text: str) -> bool:
        """Say whether a heading of a lower rank ends the part it stands in: findings are no part of what comes
        before them, but a list of improvements can be grouped below headings much like theirs."""
        _, above, matter = part
        if is_contents(above):
            return True
        if matter is Matter.IMPROVEMENT:
            return is_findings(text)
        return is_chapter(text)

    def row(self, row: TableRow) -> None:
        """Keep a row of a table; one that is an area and its grade heads what follows, one that is a single cell of
        several paragraphs is those paragraphs."""
        self.close()
        if row.graded:
            self.heading(row.graded, _CHAPTER_LEVEL, row.page)
            return
        for text in row.paragraphs:
            self.start(OpenUnit(Unit.PARAGRAPH, [text], row.page, row.page))
            self.close()
        if row.paragraphs:
            return
        unit = OpenUnit(Unit.ROW, [], row.page, row.page)
        element = self._element(row.text, unit, self._matter(row.text, row.page), item=f"row {row.place}")
        self.elements.append(replace(element, context=row.context))

    def judgement(self, text: str, page: int | None, place: int) -> None:
        """Keep a row of the judgement table."""
        unit = OpenUnit(Unit.ROW, [], page, page)
        self.elements.append(self._element(text, unit, Matter.JUDGEMENT, item=f"judgement table, row {place}"))

    def _keep(self, unit: OpenUnit) -> None:
        text = join_lines(unit.lines)
        if not text:
            return
        if unit.unit is Unit.NUMBERED:
            self.boxed = False
        matter = self._matter(text, unit.first_page)
        item = unit.place
        context = ""
        if self.slides and unit.unit in {Unit.BULLET, Unit.PARAGRAPH}:
            unit.unit = Unit.POINT
            self.slide = (unit.first_page, self.slide[1] + 1 if self.slide[0] == unit.first_page else 1)
            item = f"slide {unit.first_page}, point {self.slide[1]}"
        elif unit.unit is Unit.BULLET:
            self.bullets += 1
            item = item or f"bullet {self.bullets}"
            nested = unit.first is not None and unit.first.box is not None and self.indent + 8 < unit.first.box.left
            context = " ".join(part for part in (self.intro, self.outer if nested else "") if part)
            if not nested:
                self.outer = text if text.endswith(":") else ""
                self.indent = unit.first.box.left if unit.first is not None and unit.first.box is not None else 0.0
        elif unit.unit is Unit.PARAGRAPH:
            self.bullets = 0
            self.paragraphs += 1
            item = f"paragraph {self.paragraphs}"
        else:
            self.bullets = 0
        if unit.unit is not Unit.BULLET:
            self.intro = text if text.endswith(":") and len(text) < 300 else ""
        self.elements.append(replace(self._element(text, unit, matter, item=item), context=context))

    def _matter(self, text: str, page: int | None) -> Matter:
        ending = page is None or self.pages is None or page >= self.pages - 1
        if self.closed or (ending and closes(text)):
            self.closed = True
            return Matter.FRONT
        if is_front_line(text) or not any(character.isalpha() for character in text):
            return Matter.FRONT
        self.boxed = self.boxed or is_grade_head(text)
        if self.boxed:
            return Matter.JUDGEMENT
        matter = Matter.BODY
        for _, _, said in self.stack:
            matter = said or matter
        return matter

    def _element(self, text: str, unit: OpenUnit, matter: Matter, *, item: str | None) -> Element:
        return Element(
            text,
            unit.unit,
            matter,
            unit.number,
            item,
            tuple(text for _, text, _ in self.stack),
            "",
            unit.first_page,
            unit.last_page,
        )


def parse(source: Source) -> Structure:
    """Make out the structure of a document."""
    raw = [block for block in source.blocks if isinstance(block, Line)]
    kept, furniture = drop_furniture(raw, source.page_height)
    keeping = set(map(id, kept))
    blocks = [block for block in source.blocks if isinstance(block, Table) or id(block) in keeping]
    graded = find_judgements(blocks)
    tables = {i: table for i, table in gather_tables(blocks).items() if not table[1] & graded.used}
    taken = graded.used | frozenset(i for _, indexes in tables.values() for i in indexes)
    starts = _starts(blocks, taken)
    titles = find_headings(blocks, taken=taken, numbered=frozenset(starts))
    marks = scanned_marks(block.text for block in blocks if isinstance(block, Line) and block.box is None)
    places = {id(blocks[index]): index for index in titles}
    builder = _Builder(source.slides, source.pages)
    body = body_size(kept)
    first_graded = min(graded.used, default=-1)
    pending: list[Line] = []
    for index, block in enumerate(blocks):
        if index == first_graded:
            _head(builder, pending, titles, places, cover=_on_cover(builder, block))
            builder.close()
            for place, grade in enumerate(graded.rows, 1):
                builder.judgement(grade.text, grade.page, place)
        if (index in tables or isinstance(block, Table)) and index not in graded.used:
            _head(builder, pending, titles, places)
            for row in read_rows(block if isinstance(block, Table) else tables[index][0]):
                builder.row(row)
        if index in taken or isinstance(block, Table):
            continue
        if index in titles:
            if pending and not (mends_heading(pending[-1], block) and not block.whole):
                _head(builder, pending, titles, places, cover=index < first_graded and _on_cover(builder, block))
            pending.append(block)
            continue
        _head(builder, pending, titles, places, cover=index < first_graded and _on_cover(builder, block))
        if not block.text.strip():
            if builder.open is not None:
                builder.open.blank = True
        elif _is_note(block, body, source.page_height, builder):
            _add_note(builder, block)
        else:
            _add(builder, block, starts.get(index), marks)
    _head(builder, pending, titles, places)
    builder.close()
    builder.close_note()
    elements = _settle(builder.elements, bool(graded.rows))
    last = (source.pages or 0) - 1
    return Structure(
        elements=elements,
        headings=tuple(builder.headings),
        judgements=tuple(Judgement(row.area, row.grade, row.page) for row in graded.rows),
        improvements=tuple(
            Improvement(e.text, e.number, e.item, e.first_page) for e in elements if e.matter is Matter.IMPROVEMENT
        ),
        first_lines=tuple(line for line in raw if line.page is None or line.page <= _FIRST_PAGES),
        last_lines=tuple(line for line in raw if line.page is not None and line.page >= last),
        furniture=furniture,
        pages=source.pages,
        slides=source.slides,
    )


def _starts(blocks: Sequence[Line | Table], taken: frozenset[int]) -> dict[int, tuple[str, int]]:
    """Find the lines that begin a numbered paragraph, by typed numbers and by automatic ones."""
    places = [i for i, block in enumerate(blocks) if isinstance(block, Line) and i not in taken]
    lines = [block for i in places if isinstance(block := blocks[i], Line)]
    starts = {places[n]: start for n, start in numbered_starts(lines).items()}
    starts |= {places[n]: start for n, start in sectioned_starts(lines).items()}
    automatic = Counter(line.number for line in lines if line.number and line.role is not Role.HEADING)
    for i, line in zip(places, lines, strict=True):
        # A list that starts again at 1 counts its items; only a number that stands once names a paragraph.
        if line.number and line.role is not Role.HEADING and automatic[line.number] == 1:
            starts[i] = (line.number.strip().rstrip("."), 0)
    return starts


def _on_cover(builder: _Builder, block: Line | Table) -> bool:
    """Say whether a block before the judgement table stands on the front page, where lines are set like headings."""
    return block.page == 1 and not builder.stack


def _head(
    builder: _Builder,
    pending: list[Line],
    titles: dict[int, int],
    places: dict[int, int],
    *,
    cover: bool = False,
) -> None:
    if not pending:
        return
    first = pending[0]
    level = titles[places[id(first)]]
    text = join_lines(line.text for line in pending)
    builder.heading(f"{first.number} {text}" if first.number else text, level, first.page, cover=cover)
    pending.clear()


def _add(builder: _Builder, line: Line, start: tuple[str, int] | None, marks: frozenset[str]) -> None:
    bullet = bullet_text(line.text, marks) if start is None else None
    if bullet is not None and line.box is not None and line.text[0] == "*":
        bullet = None  # in print an asterisk leads a footnote
    if bullet is not None and builder.open is not None and mid_sentence(builder.open, line):
        bullet = None
    if bullet is not None and builder.open is not None and leads_to_list(builder.open, line):
        # "The authority should: - ..., - ...": a person cites the paragraph that leads to the list.
        builder.open.add(replace(line, text=bullet))
        builder.open.listing = True
        return
    if bullet is not None and builder.open is not None and builder.improving() and is_nested(builder.open, line):
        # An item of what needs to improve is whole with the list that it leads to.
        builder.open.add(replace(line, text=bullet))
        builder.open.listing = True
        return
    if start is not None:
        unit = OpenUnit(Unit.NUMBERED, [line.text[start[1] :]], line.page, line.page, start[0], first=line, last=line)
    elif line.role is Role.FOOTNOTE or (line.box is None and line.text[0] in SUPERSCRIPTS):
        builder.close()
        mark = line.number or line.text[: len(line.text) - len(line.text.lstrip(SUPERSCRIPTS))]
        text = line.text if line.number else line.text[len(mark) :]
        builder.note = OpenUnit(Unit.FOOTNOTE, [text], line.page, line.page, place=mark.strip())
        builder.close_note()
        return
    elif line.role is Role.BULLET or bullet is not None:
        text = line.text if bullet is None else bullet
        place = f"item {line.number.rstrip('.')}" if line.number else None
        unit = OpenUnit(Unit.BULLET, [text], line.page, line.page, place=place, first=line, last=line)
    elif builder.open is not None and goes_on(builder.open, line) and not closes(line.text):
        builder.open.add(line)
        return
    else:
        unit = OpenUnit(Unit.PARAGRAPH, [line.text], line.page, line.page, first=line, last=line)
    unit.printed.append(line)
    unit.blank = line.text.startswith("Dear ")  # a letter's address is no part of its first sentence
    builder.start(unit)


def _is_note(line: Line, body: float | None, height: float | None, builder: _Builder) -> bool:
    """Say whether a line is small print at the edge of a page: a footnote, more of one, or an address."""
    if body is None or line.size is None or line.box is None or not height or line.size > body * _NOTE_SIZE:
        return False
    if builder.note is not None and builder.note.last_page == line.page:
        return True
    if line.page in _LETTERHEAD_PAGES and not height * _EDGE < line.box.top < height * (1 - _EDGE):
        return True
    return line.box.top > height * _NOTE_HEIGHT and _NOTE.match(line.text) is not None


def _add_note(builder: _Builder, line: Line) -> None:
    """Add a line to the footnotes, beside the paragraph that is open: it may go on overleaf."""
    match = _NOTE.match(line.text)
    if builder.note is not None and not match and builder.note.last_page == line.page:
        builder.note.add(line)
        return
    builder.close_note()
    place = match.group(1) if match else ""
    text = line.text[match.end() :] if match else line.text
    builder.note = OpenUnit(Unit.FOOTNOTE, [text], line.page, line.page, place=place, first=line, last=line)


def _settle(elements: Sequence[Element], graded: bool) -> tuple[Element, ...]:
    """Settle what only the whole shows: what introduces a list is no item of it, what stands before the first
    number of a graded report is its summary."""
    official = any(e.matter is Matter.IMPROVEMENT and not _asks_better(e) for e in elements)
    listed = {e.sections for e in elements if e.matter is Matter.IMPROVEMENT and e.unit in _ITEMS}
    first = next((n for n, e in enumerate(elements) if e.unit is Unit.NUMBERED), 0)
    # A letter's head: date, names and addresses down to "Dear ...".
    greeting = next((n for n, e in enumerate(elements[:_HEAD]) if e.text.startswith("Dear ")), -1)
    settled = []
    for number, element in enumerate(elements):
        matter = Matter.FRONT if number <= greeting else element.matter
        if matter is Matter.SUMMARY and element.unit is Unit.NUMBERED:
            matter = Matter.BODY  # "Summary of key findings": they are the findings
        if matter is Matter.IMPROVEMENT and (is_nothing(element.text) or (official and _asks_better(element))):
            matter = Matter.BODY
        elif matter is Matter.IMPROVEMENT and element.unit not in _ITEMS:
            # Without a list, the paragraphs of the section are the items, but for the line that leads to them.
            lone = element.sections not in listed and not element.text.endswith(":")
            matter = Matter.IMPROVEMENT if lone and element.unit is Unit.PARAGRAPH else Matter.BODY
        elif matter is Matter.BODY and graded and number < first and element.unit in {Unit.PARAGRAPH, Unit.BULLET}:
            matter = Matter.SUMMARY
        settled.append(element if matter is element.matter else replace(element, matter=matter))
    return tuple(settled)


def _asks_better(element: Element) -> bool:
    """Say whether an element stands below "What does the area partnership need to do better?": findings, of which the
    "Areas for improvement" of the same report are the list."""
    return any(" better" in section for section in element.sections)
