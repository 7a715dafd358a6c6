"""An inspection report as PDF, in the form that such reports have had since 2018.

In comes a text: lines of "key: value", a summary, "## heading" and one paragraph a line; out go the bytes of a PDF.
Paragraphs under the headings that carry a grade are numbered through the report.
"""

import re
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

_SQUARE = "◼"
_MARGIN = 71.0
_INK = HexColor("#1b2a41")
_RULE = HexColor("#9aa5b1")

_BODY = ParagraphStyle("body", fontName="Vera", fontSize=10.5, leading=14.6, spaceAfter=9, alignment=TA_LEFT)
_TITLE = ParagraphStyle(
    "title", parent=_BODY, fontName="VeraBd", fontSize=21, leading=27, spaceAfter=14, textColor=_INK
)
_HEADING = ParagraphStyle(
    "heading", parent=_BODY, fontName="VeraBd", fontSize=13, leading=17, spaceBefore=10, spaceAfter=9, textColor=_INK,
    keepWithNext=1,
)  # fmt: skip
_NUMBERED = ParagraphStyle(
    "numbered", parent=_BODY, leftIndent=28, bulletIndent=0, bulletFontName="Vera", bulletFontSize=10.5
)
_BULLET = ParagraphStyle("bullet", parent=_BODY, leftIndent=28, spaceAfter=6)
_CELL = ParagraphStyle("cell", parent=_BODY, spaceAfter=0)
_HEAD = ParagraphStyle("head", parent=_CELL, fontName="VeraBd")

_CLOSING = """\
The sample reports of Findings are written for Findings. The councils, the people and the events in them are invented, \
and no inspectorate has had a part in them.
Large print or Braille can be had of the person who gave you this document.
You may reuse this document free of charge in any format or medium, under the terms of the licence of Findings."""


class _Square(Paragraph):
    """A list item whose mark is a square: drawn as a shape, and readable as the character that it stands for."""

    def draw(self) -> None:
        canvas: Canvas = self.canv
        baseline = self.height - self.style.leading + 3.9
        canvas.saveState()
        canvas.setFillColor(_INK)
        canvas.rect(9, baseline, 6.5, 6.5, stroke=0, fill=1)
        # The fonts that come with reportlab have no square. The character is there to be read and not to be seen.
        mark = canvas.beginText(9, baseline)
        mark.setFont("Vera", 10.5)
        mark.setTextRenderMode(3)
        mark.textOut(_SQUARE)
        mark.setTextRenderMode(0)
        canvas.drawText(mark)
        canvas.restoreState()
        super().draw()


def make_report(text: str) -> bytes:
    """Make a report of a text."""
    _register_fonts()
    head, _, body = text.partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines() if not line.startswith("judgement"))
    judgements = [
        line.removeprefix("judgement: ").split(" | ") for line in head.splitlines() if line.startswith("judgement")
    ]
    buffer = BytesIO()
    running = facts["subtitle"] if "subtitle" in facts else facts["title"]
    if "subtitle" in facts:
        running = f"{facts['title']}: {running[0].lower()}{running[1:]}"

    def footer(canvas: Canvas, document: Any) -> None:
        if document.page == 1:
            return
        canvas.saveState()
        canvas.setFont("Vera", 8.5)
        canvas.setFillColor(black)
        canvas.setStrokeColor(_RULE)
        canvas.line(_MARGIN, 62, A4[0] - _MARGIN, 62)
        canvas.drawString(_MARGIN, 48, running)
        canvas.drawString(_MARGIN, 36, facts["dates"])
        canvas.drawRightString(A4[0] - _MARGIN, 36, str(document.page))
        canvas.restoreState()

    document = BaseDocTemplate(
        buffer, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=62, bottomMargin=76,
        title=running, author="Findings samples", subject="An invented report", invariant=1,
    )  # fmt: skip
    frame = Frame(document.leftMargin, document.bottomMargin, document.width, document.height, 0, 0, 0, 0, id="page")
    document.addPageTemplates(PageTemplate(id="page", frames=[frame], onPage=footer))
    document.build([*_front(facts, judgements), *_story(body), *_closing(facts)])
    return buffer.getvalue()


def _register_fonts() -> None:
    if "Vera" not in pdfmetrics.getRegisteredFontNames():
        plain, bold = TTFont("Vera", "Vera.ttf"), TTFont("VeraBd", "VeraBd.ttf")
        plain.face.charToGlyph[ord(_SQUARE)] = plain.face.charToGlyph[ord("•")]
        plain.face.charWidths[ord(_SQUARE)] = plain.face.charWidths[ord("•")]
        pdfmetrics.registerFont(plain)
        pdfmetrics.registerFont(bold)
    pdfmetrics.registerFontFamily("Vera", normal="Vera", bold="VeraBd", italic="Vera", boldItalic="VeraBd")


def _front(facts: dict[str, str], judgements: list[list[str]]) -> list[Any]:
    story: list[Any] = [Spacer(1, 26), Paragraph(escape(facts["title"]), _TITLE)]
    if "subtitle" in facts:
        story.append(Paragraph(escape(facts["subtitle"]), _HEADING))
    story += [
        Paragraph(f"<b>Inspection dates:</b> {escape(facts['dates'])}", _BODY),
        Paragraph(f"<b>Lead inspector:</b> {escape(facts['lead'])}", _BODY),
        Spacer(1, 8),
    ]
    rows = [[Paragraph("Judgement", _HEAD), Paragraph("Grade", _HEAD)]]
    for area, grade in judgements:
        last = area == "Overall effectiveness"
        rows.append([Paragraph(escape(area), _HEAD if last else _CELL), Paragraph(escape(grade), _HEAD)])
    table = Table(rows, colWidths=[300, 153])
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.6, _RULE),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor("#e6ebf1")),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 6),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
            ]
        )
    )
    return [*story, table, Spacer(1, 16)]


def _story(body: str) -> list[Any]:
    story: list[Any] = []
    number, graded = 0, False
    for line in filter(None, map(str.strip, body.splitlines())):
        if line.startswith("## "):
            heading = line[3:]
            graded = re.search(r": (outstanding|good|requires improvement to be good|inadequate)$", heading) is not None
            if heading.startswith("What needs to improve"):
                story.append(PageBreak())
            story.append(Paragraph(escape(heading), _HEADING))
        elif line.startswith("- "):
            story.append(_Square(escape(line[2:]), _BULLET))
        elif graded:
            number += 1
            story.append(Paragraph(escape(line), _NUMBERED, bulletText=f"{number}."))
        else:
            story.append(Paragraph(escape(line), _BODY))
    return story


def _closing(facts: dict[str, str]) -> list[Any]:
    return [
        PageBreak(),
        Spacer(1, 300),
        Paragraph("Information about this inspection", _HEADING),
        *[Paragraph(escape(line), _BODY) for line in _CLOSING.splitlines()],
        Paragraph(f"© Findings samples {facts['year']}", _BODY),
    ]
