"""Sections: units of writing kept as passages, below the headings they stand under.

In come units as they end, and headings; out go passages with their sections, their place as a person counts it, and
the part of the document they belong to. Which lines make a unit is not decided here.
"""

from dataclasses import dataclass, field

from index.models import DocumentPart, Passage, Unit
from index.readers import Line, Table
from index.structure.line_joining import join_lines
from index.structure.outline import Heading
from index.structure.paragraphs import ParagraphBuilder, goes_on, hanging
from index.structure.parts import (
    closes,
    is_agency,
    is_chapter,
    is_contents,
    is_findings,
    is_front_line,
    is_grade_head,
    is_graded_heading,
    matter_of,
)
from index.structure.tables import TableRow
from index.text import SUPERSCRIPTS

_CHAPTER_LEVEL = 8  # of a heading in plain text that opens findings; others are below it
_NESTED = 8.0  # points by which the bullets of a list within a list are set in


@dataclass(slots=True)
class Sections:
    """Passages as they are closed, and the headings above what is open."""

    slides: bool
    pages: int | None
    passages: list[Passage] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    stack: list[tuple[int, str, DocumentPart | None]] = field(default_factory=list)
    open: ParagraphBuilder | None = None
    note: ParagraphBuilder | None = None
    paragraphs: int = 0
    bullets: int = 0
    intro: str = ""  # the line that introduces the list that is open
    outer: str = ""  # the bullet that introduces the list below it
    indent: float = 0.0  # of the last bullet that was not in such a list
    slide: tuple[int | None, int] = (None, 0)
    headed: int | None = None  # the page of the last heading
    hang: float | None = None  # of the last numbered paragraph with further lines
    boxed: bool = False  # a chapter's own box with its grade has begun
    frame: int | None = None  # the box around some of the text that what is open stands in
    outside: list[tuple[int, str, DocumentPart | None]] = field(default_factory=list)  # the headings above such a box
    closed: bool = False  # what every report ends with has begun

    def start(self, unit: ParagraphBuilder) -> None:
        """Close what is open and open another unit."""
        self.close()
        self._turn(unit.first_page)
        unit.hang = self.hang
        self.open = unit

    def _turn(self, page: int | None) -> None:
        """Begin a slide that has no title: the title of the one before it does not head it."""
        if self.slides and page is not None and page != self.headed:
            self.stack.clear()
            self.headed = page

    def improving(self) -> bool:
        """Say whether what is open stands in a list of what needs to improve."""
        said = [matter for _, _, matter in self.stack if matter is not None]
        return bool(said) and said[-1] is DocumentPart.IMPROVEMENT

    def begins_with(self, text: str) -> bool:
        """Say whether a text repeats the heading that it stands right below."""
        return self.open is None and not self.bullets and not self.paragraphs and self.stands_below(text)

    def stands_below(self, title: str) -> bool:
        """Say whether the nearest heading is the one given."""
        return bool(self.stack) and self.stack[-1][1].casefold() == title.casefold()

    def leave(self, title: str) -> None:
        """End what is open and the section of the heading given, where it is the nearest."""
        self.close()
        if self.stands_below(title):
            self.stack.pop()

    def enter(self, frame: int | None, block: Line | Table) -> None:
        """Come to what stands in another frame, or in the open (None): a heading within a frame heads nothing else.

        What stands in a frame overleaf goes on with the one before the page's end, as does a sentence that it broke.
        """
        if frame == self.frame:
            return
        last = self.open or (self.passages[-1] if self.passages else None)
        overleaf = last is not None and last.last_page != block.page
        broken = overleaf and self.open is not None and isinstance(block, Line) and goes_on(self.open, block)
        if self.frame is None or not (broken or (frame is not None and overleaf)):
            if not broken:
                self.close()
            self.stack = list(self.outside) if self.frame is not None else self.stack
            self.outside = list(self.stack)
        self.frame = frame

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
            self._append(text, note, DocumentPart.FRONT, item)

    def heading(self, text: str, level: int, page: int | None, *, cover: bool = False) -> None:
        """Set a heading over what follows; the lines of a cover are headings of nothing."""
        self.close()
        self.close_note()
        self.headings.append(Heading(text, level, page))
        self.headed = page
        if cover:
            return
        text = text.rstrip(SUPERSCRIPTS)
        if text[:1] == "(" and text[-1:] == ")" and self.stack:
            level = max(level, self.stack[-1][0] + 1)  # a remark on the heading above it
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        apart = next((n for n, (_, _, said) in enumerate(self.stack) if said is not None), None)
        if apart is not None and self._ends(self.stack[apart], text):
            del self.stack[apart:]
        self.stack.append((level, text, matter_of(text)))
        self.paragraphs = self.bullets = 0
        self.intro = ""
        self.boxed = False
        self.closed = self.closed and (is_agency(text) or matter_of(text) is DocumentPart.FRONT)
        if is_graded_heading(text):
            unit = ParagraphBuilder(Unit.PARAGRAPH, [], page, page)
            self._append(text, unit, DocumentPart.JUDGEMENT, None)

    @staticmethod
    def _ends(part: tuple[int, str, DocumentPart | None], text: str) -> bool:
        """Say whether a heading of a lower rank ends the part it stands in: findings are no part of what comes
        before them, but a list of improvements can be grouped below headings much like theirs."""
        _, above, matter = part
        if is_contents(above):
            return True
        if matter is DocumentPart.IMPROVEMENT:
            return is_findings(text)
        return is_chapter(text)

    def row(self, row: TableRow) -> None:
        """Keep a row of a table; one that is an area and its grade heads what follows, one that is a single cell of
        several paragraphs is those paragraphs."""
        self.close()
        self._turn(row.page)
        if row.graded:
            self.heading(row.graded, _CHAPTER_LEVEL, row.page)
            return
        for text in row.paragraphs:
            self.start(ParagraphBuilder(Unit.PARAGRAPH, [text], row.page, row.page))
            self.close()
        if row.paragraphs:
            return
        unit = ParagraphBuilder(Unit.ROW, [], row.page, row.last_page or row.page)
        part = self._part_of(row.text, row.page)
        self._append(row.text, unit, part, row.label or f"row {row.place}", row.context)

    def judgement(self, text: str, page: int | None, place: int) -> None:
        """Keep a row of the judgement table."""
        unit = ParagraphBuilder(Unit.ROW, [], page, page)
        self._append(text, unit, DocumentPart.JUDGEMENT, f"judgement table, row {place}")

    def _keep(self, unit: ParagraphBuilder) -> None:
        text = join_lines(unit.lines)
        if not text:
            return
        if unit.unit is Unit.NUMBERED:
            self.boxed = False
            self.hang = hanging(unit) or self.hang
        matter = self._part_of(text, unit.first_page)
        item = unit.place
        context = ""
        if self.slides and unit.unit in {Unit.BULLET, Unit.PARAGRAPH}:
            unit.unit = Unit.POINT
            self.slide = (unit.first_page, self.slide[1] + 1 if self.slide[0] == unit.first_page else 1)
            item = f"slide {unit.first_page}, point {self.slide[1]}"
        elif unit.unit is Unit.BULLET:
            self.bullets += 1
            item = item or f"bullet {self.bullets}"
            nested = (
                unit.first is not None and unit.first.box is not None and self.indent + _NESTED < unit.first.box.left
            )
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
        self._append(text, unit, matter, item, context)

    def _part_of(self, text: str, page: int | None) -> DocumentPart:
        ending = page is None or self.pages is None or page >= self.pages - 1
        if self.closed or (ending and closes(text)):
            self.closed = True
            return DocumentPart.FRONT
        if is_front_line(text) or not any(character.isalpha() for character in text):
            return DocumentPart.FRONT
        self.boxed = self.boxed or is_grade_head(text)
        if self.boxed:
            return DocumentPart.JUDGEMENT
        matter = DocumentPart.BODY
        for _, _, said in self.stack:
            matter = said or matter
        return matter

    def _append(
        self, text: str, unit: ParagraphBuilder, matter: DocumentPart, item: str | None, context: str = ""
    ) -> None:
        sections = tuple(text for _, text, _ in self.stack)
        self.passages.append(
            Passage(
                position=len(self.passages),
                text=text,
                unit=unit.unit,
                matter=matter,
                number=unit.number,
                item=item,
                section=sections[-1] if sections else None,
                sections=sections,
                context=context,
                first_page=unit.first_page,
                last_page=unit.last_page,
            )
        )
