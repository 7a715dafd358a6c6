"""Outline: lines and tables grouped into units of writing and set under their headings.

In comes a ``Source``; out goes a ``Structure``. Each question (is it furniture, a number, a bullet, a heading, a row)
has a module of its own; here they are asked in order, block by block.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.models import Improvement, Judgement, Matter, Unit
from index.readers import Line, Role, Source, Table
from index.structure.bullets import bullet_text, scanned_marks
from index.structure.elements import Structure
from index.structure.furniture import drop_furniture
from index.structure.headings import body_size, find_headings, mends_heading
from index.structure.judgements.tables import find_judgements
from index.structure.line_joining import SUPERSCRIPTS, join_lines
from index.structure.numbering import numbered_starts, sectioned_starts
from index.structure.paragraphs import ParagraphBuilder, goes_on, is_nested, leads_to_list, mid_sentence
from index.structure.parts import closes, refine_parts
from index.structure.sections import Sections, add_note, is_note
from index.structure.tables import gather_tables, read_rows

_FIRST_PAGES = 3


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
    sections = Sections(source.slides, source.pages)
    body = body_size(kept)
    first_graded = min(graded.used, default=-1)
    pending: list[Line] = []
    for index, block in enumerate(blocks):
        if index == first_graded:
            _head(sections, pending, titles, places, cover=_on_cover(sections, block))
            sections.close()
            for place, grade in enumerate(graded.rows, 1):
                sections.judgement(grade.text, grade.page, place)
        if (index in tables or isinstance(block, Table)) and index not in graded.used:
            _head(sections, pending, titles, places)
            for row in read_rows(block if isinstance(block, Table) else tables[index][0]):
                sections.row(row)
        if index in taken or isinstance(block, Table):
            continue
        if index in titles:
            if pending and not (mends_heading(pending[-1], block) and not block.whole):
                _head(sections, pending, titles, places, cover=index < first_graded and _on_cover(sections, block))
            pending.append(block)
            continue
        _head(sections, pending, titles, places, cover=index < first_graded and _on_cover(sections, block))
        if not block.text.strip():
            if sections.open is not None:
                sections.open.blank = True
        elif is_note(block, body, source.page_height, sections):
            add_note(sections, block)
        else:
            _add(sections, block, starts.get(index), marks)
    _head(sections, pending, titles, places)
    sections.close()
    sections.close_note()
    elements = refine_parts(sections.elements, bool(graded.rows))
    last = (source.pages or 0) - 1
    return Structure(
        elements=elements,
        headings=tuple(sections.headings),
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


def _on_cover(sections: Sections, block: Line | Table) -> bool:
    """Say whether a block before the judgement table stands on the front page, where lines are set like headings."""
    return block.page == 1 and not sections.stack


def _head(
    sections: Sections,
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
    sections.heading(f"{first.number} {text}" if first.number else text, level, first.page, cover=cover)
    pending.clear()


def _add(sections: Sections, line: Line, start: tuple[str, int] | None, marks: frozenset[str]) -> None:
    bullet = bullet_text(line.text, marks) if start is None else None
    if bullet is not None and line.box is not None and line.text[0] == "*":
        bullet = None  # in print an asterisk leads a footnote
    if bullet is not None and sections.open is not None and mid_sentence(sections.open, line):
        bullet = None
    if bullet is not None and sections.open is not None and leads_to_list(sections.open, line):
        # "The authority should: - ..., - ...": a person cites the paragraph that leads to the list.
        sections.open.add(replace(line, text=bullet))
        sections.open.listing = True
        return
    if bullet is not None and sections.open is not None and sections.improving() and is_nested(sections.open, line):
        # An item of what needs to improve is whole with the list that it leads to.
        sections.open.add(replace(line, text=bullet))
        sections.open.listing = True
        return
    if start is not None:
        unit = ParagraphBuilder(
            Unit.NUMBERED, [line.text[start[1] :]], line.page, line.page, start[0], first=line, last=line
        )
    elif line.role is Role.FOOTNOTE or (line.box is None and line.text[0] in SUPERSCRIPTS):
        sections.close()
        mark = line.number or line.text[: len(line.text) - len(line.text.lstrip(SUPERSCRIPTS))]
        text = line.text if line.number else line.text[len(mark) :]
        sections.note = ParagraphBuilder(Unit.FOOTNOTE, [text], line.page, line.page, place=mark.strip())
        sections.close_note()
        return
    elif line.role is Role.BULLET or bullet is not None:
        text = line.text if bullet is None else bullet
        place = f"item {line.number.rstrip('.')}" if line.number else None
        unit = ParagraphBuilder(Unit.BULLET, [text], line.page, line.page, place=place, first=line, last=line)
    elif sections.open is not None and goes_on(sections.open, line) and not closes(line.text):
        sections.open.add(line)
        return
    else:
        unit = ParagraphBuilder(Unit.PARAGRAPH, [line.text], line.page, line.page, first=line, last=line)
    unit.printed.append(line)
    unit.blank = line.text.startswith("Dear ")  # a letter's address is no part of its first sentence
    sections.start(unit)
