"""A visit letter and an action plan for Word, and a briefing for PowerPoint, as people make them in these programs.

In come texts; out go the bytes of .docx and .pptx files. Lists are automatic ones, cells are merged, notes are added:
what a reader of such files has to cope with. The bytes are the same each time.
"""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt
from pptx import Presentation
from pptx.util import Cm as SlideCm
from pptx.util import Pt as SlidePt

_CLOSING = (
    "Ofsted will take the findings from this focused visit into account when planning the next inspection or visit."
)


def make_letter(text: str) -> bytes:
    """Make the letter that follows a focused visit."""
    facts, body = _parts(text)
    document = _document(facts["title"], "Ofsted (invented)", datetime(2022, 6, 21))
    document.add_paragraph(facts["date"])
    document.add_paragraph("\n".join(facts["address"].split("; ")))
    document.add_paragraph(facts["greeting"])
    document.add_heading(facts["title"], 1)
    _write(document, body)
    document.add_paragraph(_CLOSING)
    document.add_paragraph("Yours sincerely")
    document.add_paragraph("\n".join(facts["sign"].split("; ")))
    return _saved(document)


def make_action_plan(text: str, table: str) -> bytes:
    """Make an action plan: numbered paragraphs, then a table in which what has to improve spans its actions."""
    facts, body = _parts(text)
    document = _document(facts["title"], "Merrow Council", datetime(2025, 6, 18))
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_heading(facts["title"], 0)
    document.add_paragraph(facts["subtitle"], style="Subtitle")
    before, after = body[: body.index("table")], body[body.index("table") + 1 :]
    _write(document, before, style="List Number")
    _plan_table(document, [line.split("\t") for line in table.splitlines()])
    _write(document, after)
    return _saved(document)


def make_briefing(text: str) -> bytes:
    """Make a briefing: a title slide, slides of points, a table and loose text boxes, and a speaker's note."""
    presentation = Presentation()
    core = presentation.core_properties
    core.title, core.author = "Ofsted inspection 2025: briefing for members", "Merrow Council"
    core.created = core.modified = datetime(2025, 4, 2)
    core.last_modified_by, core.revision = "Merrow Council", 1
    slide: Any = None
    for number, block in enumerate(text.strip().split("\n\n")):
        title, *lines = block.splitlines()
        if title.startswith("notes: "):
            slide.notes_slide.notes_text_frame.text = title.removeprefix("notes: ")
            continue
        layout = 0 if number == 0 else 5 if lines[0] == "table" or lines[0].startswith("box") else 1
        slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
        slide.shapes.title.text = title.removeprefix("# ")
        if number == 0:
            slide.placeholders[1].text = lines[0].removeprefix("sub: ")
        elif lines[0] == "table":
            _slide_table(slide, [line.split(" | ") for line in lines[1:]])
        elif lines[0].startswith("box"):
            _boxes(slide, lines)
        else:
            _points(slide.placeholders[1].text_frame, lines)
    return _saved(presentation)


def _parts(text: str) -> tuple[dict[str, str], list[str]]:
    head, _, body = text.partition("\n\n")
    return dict(line.split(": ", 1) for line in head.splitlines()), [line for line in body.splitlines() if line]


def _document(title: str, author: str, day: datetime) -> Any:
    document = Document()
    core = document.core_properties
    core.title, core.author, core.comments = title, author, ""
    core.created = core.modified = day
    core.last_modified_by, core.revision = author, 1
    document.styles["Normal"].font.name = "Tahoma"
    document.styles["Normal"].font.size = Pt(11)
    return document


def _write(document: Any, lines: list[str], *, style: str | None = None) -> None:
    for line in lines:
        if line.startswith("## "):
            document.add_heading(line[3:], 2)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        else:
            document.add_paragraph(line, style=style)


def _plan_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    table.autofit = False
    for column, width in enumerate((5.2, 1.3, 6.8, 3.6, 2.6, 4.6)):
        for cell in table.columns[column].cells:
            cell.width = Cm(width)
    # Column headings are repeated at the top of every page.
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = table.cell(number, column)
            if text:
                cell.text = text
                for run in cell.paragraphs[0].runs:
                    run.font.size, run.bold = Pt(9), number == 0
    for column in (0, 3):
        top = 1
        for number in range(2, len(rows) + 1):
            if number == len(rows) or rows[number][column] or (column and rows[number][0]):
                if number - top > 1:
                    merged = table.cell(top, column).merge(table.cell(number - 1, column))
                    for empty in [p for p in merged.paragraphs if not p.text][: len(merged.paragraphs) - 1]:
                        empty._p.getparent().remove(empty._p)
                top = number


def _points(frame: Any, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        dashes, _, paragraph.text = line.partition(" ")
        paragraph.level = len(dashes) - 1


def _slide_table(slide: Any, rows: list[list[str]]) -> None:
    shape = slide.shapes.add_table(len(rows), len(rows[0]), SlideCm(1.5), SlideCm(4.5), SlideCm(22.4), SlideCm(9))
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            shape.table.cell(number, column).text = text


def _boxes(slide: Any, lines: list[str]) -> None:
    # Added from the right: the order in the file is not the order in which a person reads.
    for side, left in (("right", 13.2), ("left", 1.5)):
        texts = [line.split(": ", 1)[1] for line in lines if line.startswith(f"box {side}: ")]
        for number, text in reversed(list(enumerate(texts))):
            box = slide.shapes.add_textbox(SlideCm(left), SlideCm(5 + 5 * number), SlideCm(10.7), SlideCm(4))
            box.text_frame.word_wrap = True
            box.text_frame.text = text
            box.text_frame.paragraphs[0].runs[0].font.size = SlidePt(22)


def _saved(made: Any) -> bytes:
    """Give the bytes of a file, packed with the same dates each time."""
    loose, packed = BytesIO(), BytesIO()
    made.save(loose)
    with ZipFile(loose) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for part in sorted(source.infolist(), key=lambda part: (part.filename != "[Content_Types].xml", part.filename)):
            entry = ZipInfo(part.filename, (2025, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(part))
    return packed.getvalue()
