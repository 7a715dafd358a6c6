"""Structure: lines and tables grouped into units of writing and set under their headings.

In comes a ``Source``; out goes a ``Structure``. Each question (is it furniture, a number, a bullet, a heading, a row)
has a module of its own; here they are asked in order, block by block.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.models import DocumentPart, Improvement, Judgement, Unit
from index.readers import Line, Role, Source, Table
from index.structure.bullets import bullet_text, scanned_marks
from index.structure.footnotes import add_footnote, is_footnote
from index.structure.furniture import drop_furniture
from index.structure.headings import body_size, find_headings, mends_heading
from index.structure.hyphenation import mend_breaks
from index.structure.judgements.grades import FoundJudgements
from index.structure.judgements.tables import find_judgements
from index.structure.leading import learn_leading, right_edges
from index.structure.line_joining import join_lines
from index.structure.numbering import (
    automatic_starts,
    numbered_starts,
    numbered_titles,
    section_titles,
    sectioned_starts,
)
from index.structure.outline import Structure
from index.structure.paragraphs import ParagraphBuilder, goes_on, is_nested, leads_to_list, mid_sentence
from index.structure.parts import closes, refine_parts
from index.structure.printed_tables import Printed, read_grids
from index.structure.sections import Sections
from index.structure.side_boxes import find_frames
from index.structure.tables import gather_tables, heading_of, read_rows
from index.text import SUPERSCRIPTS

_FIRST_PAGES = 3
_BOXED = 9  # the level of a heading within a table, and of the title of a numbered section


@dataclass(frozen=True, slots=True)
class _Signs:
    """What the whole document shows of its lines: letters that stand for bullets, boxes, and how far apart they are."""

    marks: frozenset[str]
    printed: Printed
    leading: dict[int, float]
    edges: dict[int, float]


def parse(source: Source) -> Structure:
    """Make out the structure of a document."""
    source = mend_breaks(source)
    raw = [block for block in source.blocks if isinstance(block, Line)]
    kept, furniture = drop_furniture(raw, source.height_of)
    keeping = set(map(id, kept))
    blocks = [block for block in source.blocks if isinstance(block, Table) or id(block) in keeping]
    body = body_size(kept)
    printed = read_grids(source.grids, kept, body)
    ruled = _ruled(printed, blocks)
    graded = find_judgements(blocks, tuple(ruled.values()))
    tables = {i: table for i, table in (gather_tables(blocks) | ruled).items() if not table[1] & graded.used}
    taken = graded.used | frozenset(i for _, indexes in tables.values() for i in indexes)
    starts, numbered = _starts(blocks, taken)
    titles = find_headings(blocks, taken=taken, numbered=frozenset(starts))
    heads = (i for i, block in enumerate(blocks) if id(block) in printed.heads and i not in taken)
    titles = dict.fromkeys((*numbered, *heads), _BOXED) | titles
    if body is None:  # no look ranks them: all titles of numbered sections stand side by side
        titles |= dict.fromkeys(numbered, _BOXED)
    marks = scanned_marks(block.text for block in blocks if isinstance(block, Line) and block.box is None)
    signs = _Signs(marks, printed, learn_leading(printed.outside(kept)), right_edges(kept))
    places = {id(blocks[index]): index for index in titles}
    frames = find_frames(blocks, titles, taken, printed)
    sections = Sections(source.slides, source.pages)
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
            sections.enter(None, block)
            table = block if isinstance(block, Table) else tables[index][0]
            if (title := heading_of(table)) and not sections.stands_below(title):
                sections.heading(title, _BOXED, table.page)
            for row in read_rows(table):
                sections.row(row)
        if index in taken or isinstance(block, Table):
            continue
        if frames.get(index) != sections.frame and block.text.strip():
            _head(sections, pending, titles, places, cover=index < first_graded and _on_cover(sections, block))
            sections.enter(frames.get(index), block)
        if index in titles:
            if pending and not (mends_heading(pending[-1], block) and not block.whole):
                _head(sections, pending, titles, places, cover=index < first_graded and _on_cover(sections, block))
            pending.append(block)
            continue
        _head(sections, pending, titles, places, cover=index < first_graded and _on_cover(sections, block))
        if not block.text.strip():
            if sections.open is not None:
                sections.open.blank = True
        elif is_footnote(block, body, source.height_of(block.page), sections):
            add_footnote(sections, block)
        else:
            _add(sections, block, starts.get(index), signs)
    _head(sections, pending, titles, places)
    sections.close()
    sections.close_note()
    return _as_structure(source, sections, graded, raw, furniture)


def _as_structure(
    source: Source, sections: Sections, graded: FoundJudgements, raw: Sequence[Line], furniture: tuple[str, ...]
) -> Structure:
    passages = refine_parts(sections.passages, bool(graded.rows))
    last = (source.pages or 0) - 1
    return Structure(
        passages=passages,
        headings=tuple(sections.headings),
        judgements=tuple(Judgement(row.area, row.grade, row.page, row.year) for row in graded.rows),
        improvements=tuple(
            Improvement(p.text, p.number, p.item, p.first_page)
            for p in passages
            if p.matter is DocumentPart.IMPROVEMENT
        ),
        first_lines=tuple(line for line in raw if line.page is None or line.page <= _FIRST_PAGES),
        last_lines=tuple(line for line in raw if line.page is not None and line.page >= last),
        furniture=furniture,
        pages=source.pages,
        slides=source.slides,
    )


def _ruled(printed: Printed, blocks: Sequence[Line | Table]) -> dict[int, tuple[Table, frozenset[int]]]:
    """Give ruled tables by the index of the first line that they take, with the indexes of all of them."""
    places = {id(block): index for index, block in enumerate(blocks)}
    found: dict[int, tuple[Table, frozenset[int]]] = {}
    for table in printed.tables:
        indexes = frozenset(places[id(line)] for line in table.covers if id(line) in places)
        read = table.as_table()
        # The box with its grade that opens a chapter is read with the chapter.
        if indexes and not any(row.graded for row in read_rows(read)):
            found[min(indexes)] = (read, indexes)
    return found


def _starts(blocks: Sequence[Line | Table], taken: frozenset[int]) -> tuple[dict[int, tuple[str, int]], frozenset[int]]:
    """Find the lines that begin a numbered paragraph, by typed numbers and by automatic ones, and the titles of
    numbered sections."""
    places = [i for i, block in enumerate(blocks) if isinstance(block, Line) and i not in taken]
    lines = [block for i in places if isinstance(block := blocks[i], Line)]
    plain = numbered_starts(lines)
    starts = {places[n]: start for n, start in plain.items()}
    sectioned = sectioned_starts(lines)
    starts |= {places[n]: start for n, start in sectioned.items()}
    titles = frozenset(places[n] for n in (*numbered_titles(lines, sectioned), *section_titles(lines, plain)))
    starts |= {places[n]: start for n, start in automatic_starts(lines).items()}
    return {i: start for i, start in starts.items() if i not in titles}, titles


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


def _add(sections: Sections, line: Line, start: tuple[str, int] | None, signs: _Signs) -> None:
    if line.box is not None and sections.begins_with(line.text):
        return  # a heading once more, as the heading of a column
    bullet = bullet_text(line.text, signs.marks) if start is None else None
    printed = signs.printed
    cell = printed.cells.get(id(line))
    boxed = printed.headed.get(sections.open.cell or 0) if sections.open is not None else None
    if boxed and cell is None and sections.open is not None and sections.open.last_page == line.page:
        sections.leave(boxed)  # what stands below a box is no part of the list in it
    if sections.open is not None and printed.parts(
        sections.open.cell, cell, same_page=sections.open.last_page == line.page, listing=sections.improving()
    ):
        sections.close()
    elif sections.open is not None and cell in printed.listed and cell == sections.open.cell and sections.improving():
        # A box of a list of what needs to improve: one item a cell, with the list that it may lead to.
        sections.open.add(replace(line, text=bullet) if bullet is not None else line)
        return
    if bullet is not None and line.box is not None and line.text[0] == "*":
        bullet = None  # in print an asterisk leads a footnote
    if bullet is not None and sections.open is not None and mid_sentence(sections.open, line):
        bullet = None
    if (
        bullet is not None
        and sections.open is not None
        and (
            # "The authority should: - ..., - ...": a person cites the paragraph that leads to the list.
            leads_to_list(sections.open, line)
            # An item of what needs to improve is whole with the list that it leads to.
            or (sections.improving() and is_nested(sections.open, line))
        )
    ):
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
        sections.open.cell = cell
        return
    else:
        unit = ParagraphBuilder(Unit.PARAGRAPH, [line.text], line.page, line.page, first=line, last=line)
    unit.printed.append(line)
    unit.cell = cell
    unit.edge = signs.edges.get(line.page or 0)
    unit.leading = signs.leading.get(line.page or 0, unit.leading)
    unit.blank = line.text.startswith("Dear ")  # a letter's address is no part of its first sentence
    sections.start(unit)
