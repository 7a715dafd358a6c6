"""Slides (.pptx): the title of each slide, its points in the order a person reads them, its tables.

In comes a path; out goes a ``Source`` whose pages are slide numbers. The package is checked before python-pptx opens
it; only this module knows python-pptx. Speakers' notes, dates, footers and slide numbers are left
out: they are not what was shown. Hidden slides are left out too, but counted, so that the numbers stay those of the
file.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from lxml import etree
from pptx import Presentation
from pptx.table import _Cell

from index.errors import ReadError
from index.readers.column_headings import are_headings
from index.readers.office_package import check_package, damage_reported, opened
from index.readers.slides.charts import chart_table
from index.readers.slides.layout import DIAGRAM, POINT, Piece, has_picture, is_diagram, shapes_of
from index.readers.source import OCR_REMEDY, Line, Role, Source, Table, merges_of, pages_of, raise_mark

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read(path: Path) -> Source:
    """Read the slides of a presentation; raise ReadError where it is damaged, protected or dangerous to open."""
    check_package(path)
    with damage_reported(path), opened(path) as file:
        presentation = Presentation(file)
        width, height = ((side or 0) / POINT for side in (presentation.slide_width, presentation.slide_height))
        blocks: list[Line | Table] = []
        count = 0
        pictures: list[int] = []
        hidden: list[int] = []
        for count, slide in enumerate(presentation.slides, 1):
            if slide._element.get("show", "1") in {"0", "false"}:
                hidden.append(count)
                continue
            said = list(_slide(slide, count, width, height))
            blocks += said
            if not any(isinstance(b, Table) or b.role is not Role.TITLE for b in said) or _only_title(said):
                pictures += [count] if has_picture(slide.shapes) or _is_drawn(slide) else []
        margins = _layout_words(presentation)
        core = presentation.core_properties
        properties = {"title": core.title or "", "author": core.author or "", "subject": core.subject or ""}
    if not blocks:
        raise ReadError(path.name, "its slides have no text (only pictures?)", f"Save it as a PDF. {OCR_REMEDY}")
    return Source(
        blocks=tuple(blocks),
        pages=count,
        page_height=height or None,
        slides=True,
        properties={key: text for key, text in properties.items() if text.strip()},
        margins=margins,
        unread=tuple(_unread(pictures, hidden)),
    )


def _layout_words(presentation: Any) -> tuple[str, ...]:
    """Give what the layouts and masters of the slides print on each of them, such as whose slides they are."""
    layouts = {slide.slide_layout.part.partname: slide.slide_layout for slide in presentation.slides}
    texts: dict[str, None] = {}
    for layout in layouts.values():
        for shape in (*layout.shapes, *layout.slide_master.shapes):
            if not shape.is_placeholder and shape.has_text_frame:
                texts |= dict.fromkeys(filter(None, map(_words, shape.text_frame.paragraphs)))
    return tuple(texts)


def _unread(pictures: list[int], hidden: list[int]) -> Iterator[str]:
    if pictures:
        verb = "is" if len(pictures) == 1 else "are"
        yield f"Not read: {pages_of(pictures, 'slide')} {verb} only a picture or a drawing. {OCR_REMEDY}"
    if hidden:
        verb = "is" if len(hidden) == 1 else "are"
        yield f"Left out: {pages_of(hidden, 'slide')} {verb} hidden in the show."


def _only_title(blocks: list[Line | Table]) -> bool:
    """Say whether a slide says its title and nothing else, which then stands twice: as the title and as a point."""
    return len(blocks) == 2 and isinstance(blocks[0], Line) and blocks[0].role is Role.TITLE and _same(blocks)


def _same(blocks: list[Line | Table]) -> bool:
    return len({block.text if isinstance(block, Line) else "" for block in blocks}) == 1


def _is_drawn(slide: Any) -> bool:
    """Say whether a slide holds a chart of a kind that cannot be read."""
    return any(getattr(shape, "has_chart", False) for shape in slide.shapes)


def _slide(slide: Any, page: int, width: float, height: float) -> Iterator[Line | Table]:
    title, pieces = shapes_of(slide, width, height)
    text = ""
    if title is not None:
        text = " ".join(filter(None, (_words(paragraph) for paragraph in title.shape.text_frame.paragraphs)))
        if text:
            yield Line(text, page, Role.TITLE, whole=True, box=title.box)
    if text and not pieces:
        # A slide that is a title alone says it: "Overall: requires improvement to be good".
        yield Line(text, page, whole=True)
    for piece in pieces:
        if getattr(piece.shape, "has_table", False):
            yield from _table(piece.shape.table, page)
        elif getattr(piece.shape, "has_chart", False):
            if (chart := chart_table(piece.shape.chart, page)) is not None:
                yield chart
        elif is_diagram(piece.shape):
            yield from _diagram(piece, slide.part, page)
        else:
            yield from _points(piece, page)


def _points(piece: Piece, page: int) -> Iterator[Line]:
    counts: dict[int, int] = {}
    for paragraph in piece.shape.text_frame.paragraphs:
        text = _words(paragraph)
        properties = paragraph._p.find(_A + "pPr")
        number = _number(properties, paragraph.level, counts) if text else None
        if not text:
            continue
        bold = all(run.font.bold for run in paragraph.runs if run.text.strip()) and bool(paragraph.runs)
        sizes = [run.font.size.pt for run in paragraph.runs if run.font.size is not None]
        role = Role.BULLET if _has_bullet(properties, piece, number) else Role.TEXT
        yield Line(
            text,
            page,
            role,
            level=paragraph.level,
            number=number,
            whole=True,
            box=piece.box,
            size=max(sizes, default=None),
            bold=bold,
        )


def _has_bullet(properties: Any, piece: Piece, number: str | None) -> bool:
    """Say whether a paragraph is a point: its own mark, else that of a body placeholder, whose master gives one."""
    if number is not None:
        return True
    if properties is not None:
        if properties.find(_A + "buNone") is not None:
            return False
        if properties.find(_A + "buChar") is not None or properties.find(_A + "buBlip") is not None:
            return True
    return piece.is_body


def _number(properties: Any, level: int, counts: dict[int, int]) -> str | None:
    """Count an automatically numbered point and give its number as shown (ECMA-376, 20.1.10.61)."""
    for deeper in [other for other in counts if other > level]:
        del counts[deeper]
    scheme = None if properties is None else properties.find(_A + "buAutoNum")
    if scheme is None:
        counts.pop(level, None)
        return None
    counts[level] = counts.get(level, min(int(scheme.get("startAt", "1")), 32_767) - 1) + 1
    form = scheme.get("type", "arabicPeriod")
    count = counts[level]
    letter = chr(ord("a") + (count - 1) % 26)
    written = {"alphaLc": letter, "alphaUc": letter.upper(), "romanLc": _roman(count), "romanUc": _roman(count).upper()}
    text = next((shown for start, shown in written.items() if form.startswith(start)), str(count))
    if form.endswith("ParenBoth"):
        return f"({text})"
    return text + (")" if form.endswith("ParenR") else "." if form.endswith("Period") else "")


def _roman(count: int) -> str:
    if count > 300:
        return str(count)
    text = ""
    for worth, letters in ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        times, count = divmod(count, worth)
        text += letters * times
    return text


def _words(paragraph: Any) -> str:
    """Give a paragraph's words; line breaks inside it become blanks."""
    for run in paragraph.runs:
        if run.text.isdecimal() and run.font._rPr.get("baseline", "0").rstrip("%").strip("0").isdecimal():
            run.text = raise_mark(run.text)
    return " ".join(paragraph.text.replace("\v", " ").split())


def _table(table: Any, page: int) -> Iterator[Table]:
    rows = []
    held: list[list[object]] = []  # by row, what tells merged cells from others
    merged: dict[tuple[int, int], tuple[str, object]] = {}
    # Asking the library for a cell by its place walks the table from its start each time.
    for row, element in enumerate(table._tbl.tr_lst):
        cells: list[str] = []
        own: list[object] = []
        for column, cell in enumerate(_Cell(tc, table) for tc in element.tc_lst):
            text = _cell(cell)
            if cell.is_merge_origin:
                for down in range(min(cell.span_height, 500)):
                    for across in range(min(cell.span_width, 100)):
                        merged[row + down, column + across] = text, cell
            whole, origin = merged.get((row, column), ("", None)) if cell.is_spanned else (text, cell)
            if cell.is_merge_origin:
                origin = merged[row, column][1]
            cells.append(whole)
            own.append(origin)
        if any(cells):
            rows.append(tuple(cells))
            held.append(own)
    if rows:
        width = max(map(len, rows))
        padded = tuple(row + ("",) * (width - len(row)) for row in rows)
        # PowerPoint marks the first row of every table that it makes as headings.
        headed = table.first_row and len(rows) > 1 and (are_headings(padded[0]) or _is_bold(table))
        beside, below = merges_of(held)
        yield Table(padded, page, header_rows=1 if headed else -1, across=beside, down=below)


def _is_bold(table: Any) -> bool:
    """Say whether the first row of a table is set in bold by hand, and the second is not."""
    rows = [[_Cell(tc, table) for tc in element.tc_lst] for element in table._tbl.tr_lst[:2]]
    weights = [
        {bool(run.font.bold) for cell in row for p in cell.text_frame.paragraphs for run in p.runs if run.text.strip()}
        for row in rows
    ]
    return weights[0] == {True} and weights[-1] != {True}


def _cell(cell: Any) -> str:
    return "\n".join(filter(None, map(_words, cell.text_frame.paragraphs)))


def _diagram(piece: Piece, part: Any, page: int) -> Iterator[Line]:
    """Yield the points of a SmartArt diagram, whose words stand in a part of their own."""
    relations = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
    ids = piece.shape._element.find(f".//{{{DIAGRAM}}}relIds")
    key = None if ids is None else ids.get(relations + "dm")
    if key is None:
        return
    root = etree.fromstring(cast(bytes, part.related_part(key).blob))
    for point in root.iter(f"{{{DIAGRAM}}}pt"):
        if point.get("type", "node") != "node":
            continue
        for paragraph in point.iter(_A + "p"):
            text = " ".join("".join(node.text or "" for node in paragraph.iter(_A + "t")).split())
            if text:
                yield Line(text, page, Role.BULLET, whole=True, box=piece.box)
