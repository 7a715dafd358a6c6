"""Papers of invented councils, printed to PDF for tests: tables of every kind, boxes, columns."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

_STYLES = getSampleStyleSheet()
BODY = _STYLES["BodyText"]
BOLD = ParagraphStyle("Bold", parent=BODY, fontName="Helvetica-Bold")
HEADING = _STYLES["Heading2"]
TITLE = _STYLES["Title"]
GRID = [("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]


def say(text: str, style: Any = BODY) -> Paragraph:
    """Make a paragraph."""
    return Paragraph(text, style)


def table(rows: Sequence[Sequence[Any]], widths: Sequence[float], style: Any = GRID, **more: Any) -> Table:
    """Make a table whose first row is set in bold; cells are texts or what stands in them."""
    cells = [
        [say(cell, BOLD if place == 0 else BODY) if isinstance(cell, str) else cell for cell in row]
        for place, row in enumerate(rows)
    ]
    return Table(cells, colWidths=widths, style=style, **more)


def print_paper(path: Path, story: Sequence[Any], size: tuple[float, float] = A4) -> Path:
    """Print what is given to a PDF."""
    SimpleDocTemplate(str(path), pagesize=size, topMargin=60, bottomMargin=60).build(list(story))
    return path
