"""Word documents (.docx): paragraphs, headings, lists with their printed numbers, tables, footnotes, text boxes.

In comes a path; out goes a ``Source`` of whole paragraphs. The package is checked before python-docx opens it; only
this module knows python-docx. Pages are not in the file (Word makes them when it prints), so there are none. Headers
and footers are kept apart from the text: they name the council and the day, and are no passages. Tables of contents
are left out: they repeat what stands elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docx.opc.package import OpcPackage
from docx.opc.part import Part
from docx.oxml import parse_xml

from index.errors import ReadError
from index.readers.office_package import check_package, damage_reported, opened
from index.readers.source import OCR_REMEDY, Line, Role, Source, Table, merges_of
from index.readers.word.numbering import Numbering
from index.readers.word.styles import Styles
from index.readers.word.table import Cell, column_count, header_count, rows_of
from index.readers.word.text import RunText, read_words
from index.readers.word.xml_names import Element, W, integer, value

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/picture}pic"
_MOST_HEADS = 2  # rows of headings that are told by their weight
_Row = tuple[tuple[str, ...], list[Element]]  # the texts of a row, and the cells that they are of
_ITEM, _ITEM_WORDS = 4, 10  # the level of an item of minutes as a heading, and words of its title
_ITEM_NUMBER = re.compile(r"\(?\d{1,3}(?:[./]\d{1,4})?[a-z]?\)?\.?")
_SHORT = 40  # characters: no page number is longer
_PAGE = re.compile(r"(?:page\s*)?\d*(?:\s*(?:of|/)\s*\d*)?", re.IGNORECASE)
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


def read(path: Path) -> Source:
    """Read a Word document; raise ReadError where it is damaged, protected or dangerous to open."""
    check_package(path)
    with damage_reported(path), opened(path) as file:
        package = OpcPackage.open(file)
        main = package.main_document_part
        root = _root(main)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise ReadError(path.name, "it holds no Word document", "Save it in Word as .docx.")
        reading = _ReadingState(main)
        # An item without words has a number that only a table shows.
        blocks = tuple(b for b in reading.blocks(body) if isinstance(b, Table) or b.text)
        margins = reading.margins(main)
        unread = _unread(body, blocks)
        core = package.core_properties
        properties = {"title": core.title or "", "author": core.author or "", "subject": core.subject or ""}
    if not blocks:
        raise ReadError(path.name, "it has no text (only pictures?)", "Save it as a PDF, run OCR on it and add that.")
    properties = {key: text for key, text in properties.items() if text.strip()}
    return Source(blocks=blocks, properties=properties, margins=margins, unread=unread)


def _unread(body: Element, blocks: tuple[Line | Table, ...]) -> tuple[str, ...]:
    """Say that a document is mostly pictures: pages that were scanned and put into Word have hardly any words."""
    pictures = sum(1 for _ in body.iter(_PICTURE))
    words = sum(len(b.text.split()) if isinstance(b, Line) else 20 for b in blocks)
    if pictures > 1 and words < 40 * pictures:
        return (f"Not read: it has {pictures} pictures and few words (scanned pages?). {OCR_REMEDY}",)
    return ()


def _root(part: Part | None) -> Element | None:
    if part is None:
        return None
    element: Element = part.element if hasattr(part, "element") else parse_xml(part.blob)
    return element


def _related(main: Part, kind: str) -> Element | None:
    for relation in main.rels.values():
        if relation.reltype == _RELATION + kind and not relation.is_external:
            return _root(relation.target_part)
    return None


class _ReadingState:
    """One pass over a document, counting its automatic numbers and notes."""

    def __init__(self, main: Part) -> None:
        self._styles = Styles(_related(main, "styles"))
        self._numbering = Numbering(_related(main, "numbering"))
        self._notes: dict[tuple[str, str], Element] = {}
        for kind in ("footnote", "endnote"):
            root = _related(main, kind + "s")
            for note in () if root is None else root.findall(W + kind):
                self._notes[kind, note.get(W + "id", "")] = note
        self._counts = {"footnote": 0, "endnote": 0}
        self._frames = 0
        self._carried = ""  # text of a paragraph whose own end was deleted: it goes on in the next

    def margins(self, main: Part) -> tuple[str, ...]:
        """Give the lines of headers and footers, each once and without page numbers."""
        lines: dict[str, None] = {}
        for relation in main.rels.values():
            if relation.reltype not in (_RELATION + "header", _RELATION + "footer") or relation.is_external:
                continue
            root = _root(relation.target_part)
            for paragraph in () if root is None else root.iter(W + "p"):
                text = read_words(paragraph, self._styles).text
                if text and not (len(text) < _SHORT and _PAGE.fullmatch(text)):
                    lines[text] = None
        return tuple(lines)

    def blocks(self, parent: Element) -> Iterator[Line | Table]:
        """Yield the lines and tables of a body, a cell, a text box or a note, in reading order."""
        for child in parent:
            if child.tag == W + "p":
                yield from self._paragraph(child)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Element) -> Iterator[Line | Table]:
        words = read_words(paragraph, self._styles)
        properties = paragraph.find(W + "pPr")
        if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
            self._carried += words.text + " " if words.text else ""
            return
        if self._carried:
            words.text, self._carried = (self._carried + words.text).strip(), ""
        line = self._line(properties, words)
        if line is not None:
            yield line
        for box in words.boxes:
            yield from self.blocks(box)
        for kind, key in words.notes:
            yield from self._note(kind, key)

    def _line(self, properties: Element | None, words: RunText) -> Line | None:
        style = self._styles.of(value(properties, "pStyle"))
        number_id, level = self._numbered(properties)
        number = self._numbering.next(number_id, level) if number_id else None
        if style.contents or not (words.text or number):
            return None
        line = Line(words.text, whole=True, size=words.size, bold=words.bold, number=number)
        outline = integer(value(properties, "outlineLvl"))
        heading = style.heading if outline is None else (outline + 1 if outline < 9 else None)
        if style.title:
            return replace(line, role=Role.TITLE)
        if heading is not None:
            return replace(line, role=Role.HEADING, level=heading)
        if number_id and self._numbering.is_bullet(number_id, level):
            return replace(line, role=Role.BULLET, level=max(level, style.bullet or 0))
        if number is None and style.bullet is not None and number_id != "0":
            return replace(line, role=Role.BULLET, level=style.bullet)
        return replace(line, level=level)

    def _numbered(self, properties: Element | None) -> tuple[str | None, int]:
        """Give the numbering definition and the level of a paragraph, its own before its style's."""
        style = self._styles.of(value(properties, "pStyle"))
        own = None if properties is None else properties.find(W + "numPr")
        number_id = value(own, "numId") or style.number_id
        level = integer(value(own, "ilvl"))
        if level is None and number_id:
            level = style.number_level
            if level is None:
                level = self._numbering.level_of_style(number_id, style.numbering_style)
        return number_id, level or 0

    def _note(self, kind: str, key: str) -> Iterator[Line]:
        note = self._notes.get((kind, key))
        if note is None:
            return
        self._counts[kind] += 1
        mark = str(self._counts[kind])
        texts = [read_words(paragraph, self._styles).text for paragraph in note.iter(W + "p")]
        if text := " ".join(filter(None, texts)):
            yield Line(text, role=Role.FOOTNOTE, number=mark, whole=True)

    def _table(self, table: Element) -> Iterator[Line | Table]:
        rows = list(rows_of(table))
        if not rows:
            return
        # A frame around text is no table: what it holds is read as if it stood in the open.
        if column_count(rows) == 1:
            self._frames += 1
            frame = self._frames
            for row in rows:
                for block in self.blocks(row[0].element):
                    yield replace(block, frame=frame) if isinstance(block, Line) and block.frame is None else block
            return
        header = header_count(table)
        heads: list[_Row] = []
        pending: list[_Row] = []
        texts: dict[int, str] = {}  # of merged cells, by the cell that they begin with
        after: list[Line | Table] = []
        frames = [self._is_frame(row) for row in rows]
        tabular = sum(not frame and len(_filled(row)) > 1 for frame, row in zip(frames, rows, strict=True)) > 1
        titles = self._titles_of_rows(rows, header)
        for position, row in enumerate(rows):
            if position in titles:
                if len(pending) > len(heads):
                    yield _as_table(pending, len(heads))
                yield from after
                after.clear()
                pending = list(heads)
                yield Line(titles[position], role=Role.HEADING, level=_ITEM, whole=True)
                continue
            if position >= header and frames[position] and not (tabular and _holds_table(row)):
                if len(pending) > len(heads):
                    yield _as_table(pending, len(heads))
                yield from after
                after.clear()
                pending = list(heads)
                for cell in _distinct(row):
                    yield from self.blocks(cell.element)
                continue
            cells = []
            for cell in row:
                if id(cell.element) not in texts:
                    texts[id(cell.element)] = self._cell(cell.element, after)
                cells.append(texts[id(cell.element)])
            if any(cells):
                pending.append((tuple(cells), [cell.element for cell in row]))
                if position < header:
                    heads.append(pending[-1])
        if len(pending) > len(heads) or (pending and len(heads) == len(rows)):
            yield _as_table(pending, len(heads) or self._bold_rows(pending))
        yield from after

    def _bold_rows(self, rows: list[_Row]) -> int:
        """Count the rows at the top that are bold, above rows that are not: the format marks no headings."""
        bold = [
            all(
                read_words(paragraph, self._styles).bold
                for cell in {id(cell): cell for cell in cells}.values()
                for paragraph in cell.iter(W + "p")
                if any(node.text for node in paragraph.iter(W + "t"))
            )
            for _, cells in rows[: _MOST_HEADS + 2]
        ]
        count = next((place for place, is_bold in enumerate(bold) if not is_bold), 0)
        return count if count <= _MOST_HEADS else 0

    def _titles_of_rows(self, rows: list[list[Cell]], header: int) -> dict[int, str]:
        """Give the rows that are titles of those below them, as items of minutes are: a number, few words in bold."""
        found = {}
        for position, row in enumerate(rows[header:], header):
            cells = [
                [p for p in cell.element.iter(W + "p") if any(n.text for n in p.iter(W + "t"))] for cell in _filled(row)
            ]
            said = [[read_words(paragraph, self._styles) for paragraph in cell] for cell in cells]
            if [len(words) for words in said] != [1, 1] or not said[1][0].bold:
                continue
            number, title = (words[0].text for words in said)
            if _ITEM_NUMBER.fullmatch(number) and title[:1].isalpha() and len(title.split()) <= _ITEM_WORDS:
                found[position] = f"{number} {title}"
        below = [position for position in found if position + 1 < len(rows) and position + 1 not in found]
        return found if len(found) > 1 and len(below) == len(found) else {}

    def _is_frame(self, row: list[Cell]) -> bool:
        """Say whether a row holds headings with what stands under them, or tables: a layout and no row of cells."""
        filled = _filled(row)
        if _holds_table(row):
            return True
        headed = [cell for cell in filled if self._has_heading(cell.element)]
        if not headed:
            return False
        # Headings side by side and nothing else are headings of columns.
        return len(filled) == 1 or any(len(cell.element.findall(W + "p")) > 1 for cell in headed)

    def _has_heading(self, cell: Element) -> bool:
        for paragraph in cell.findall(W + "p"):
            properties = paragraph.find(W + "pPr")
            outline = integer(value(properties, "outlineLvl"))
            style = self._styles.of(value(properties, "pStyle"))
            if (style.heading if outline is None else outline < 9) and read_words(paragraph, self._styles).text:
                return True
        return False

    def _cell(self, element: Element, after: list[Line | Table]) -> str:
        """Give a cell's paragraphs, one a line, with their numbers; notes are put after the table."""
        texts = []
        for block in self.blocks(element):
            if isinstance(block, Table):  # within a cell: its rows are lines of the cell
                texts += [" ".join(dict.fromkeys(filter(None, row))) for row in block.rows]
            elif block.role is Role.FOOTNOTE:
                after.append(block)
            else:
                texts.append(f"{block.number} {block.text}".strip() if block.number else block.text)
        return "\n".join(texts)


def _filled(row: list[Cell]) -> list[Cell]:
    """Give the cells that begin in a row and hold something."""
    cells = (cell for cell in _distinct(row) if not cell.continued)
    return [cell for cell in cells if any(node.text for node in cell.element.iter(W + "t"))]


def _holds_table(row: list[Cell]) -> bool:
    return any(cell.element.find(f".//{W}tbl") is not None for cell in _filled(row))


def _as_table(rows: list[_Row], heads: int) -> Table:
    across, down = merges_of([cells for _, cells in rows])
    return Table(tuple(texts for texts, _ in rows), header_rows=heads, across=across, down=down)


def _distinct(row: list[Cell]) -> list[Cell]:
    """Give the cells of a row, one that spans several columns once."""
    seen: dict[int, Cell] = {}
    for cell in row:
        seen.setdefault(id(cell.element), cell)
    return list(seen.values())
