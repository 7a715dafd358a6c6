"""A pack as a Word document: quotations with their citations and, if wanted, their pages; sources at the end.

In comes a ``Pack``; out come the bytes of a .docx file. It is opened in no other program here.
"""

import io
from collections.abc import Callable

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from bot.labels import VOICES, count
from bot.packs.contents import Pack, PackItem
from index.models import Document
from index.text import write_day, write_period

Picture = tuple[bytes, str]  # a PNG and what it shows

_GREY = RGBColor(0x55, 0x55, 0x55)
_WIDE, _NARROW = Cm(16.0), Cm(11.5)
# Centimetres, generously: of the paper between its margins, a title, a line of a heading, a citation, a line.
_PAPER, _TITLE, _HEADING, _CITED, _LINE = 25.3, 3.4, 1.1, 2.2, 0.62
_QUOTED_LINE, _HEADING_LINE = 80, 55  # characters
_LOWEST = 9.0  # a lower page cannot be read


def write_pack(pack: Pack, *, picture: Callable[[PackItem], Picture | None] | None = None) -> bytes:
    """Write a pack; ``picture`` gives the page of a passage, or None where it has none."""
    paper = docx.Document()
    _set_page(paper)
    paper.core_properties.title = pack.title
    paper.add_heading(pack.title, level=0)
    _line(paper, f"Made on {write_day(pack.made)} from generation {pack.generation} of the library.", grey=True)
    above = _TITLE
    for section in pack.sections:
        _add_heading(paper, section.heading)
        above += _HEADING * (1 + len(section.heading) // _HEADING_LINE)
        if section.note:
            _line(paper, section.note, grey=True)
        if not section.items:
            _line(paper, "")  # room for its reader to write
        for item in section.items:
            _add_item(paper, item, picture(item) if picture else None, above=above)
            above = 0.0
        above = 0.0
    _add_sources(paper, pack)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def _set_page(paper: WordDocument) -> None:
    section = paper.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.2)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    properties = normal.element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    properties.append(language)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _add_field(footer, "PAGE")


def _add_field(paragraph: Paragraph, name: str) -> None:
    """Add a field that Word fills in, such as the number of the page."""
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, name), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _add_heading(paper: WordDocument, heading: str) -> None:
    made = paper.add_heading(heading[:1].upper() + heading[1:], level=1)
    made.paragraph_format.space_after = Pt(6)


def _add_item(paper: WordDocument, item: PackItem, picture: Picture | None, *, above: float) -> None:
    """Add a quotation, its citation and its page; ``above`` are the centimetres that headings over it take."""
    quotation = paper.add_paragraph(f"“{printable(item.passage.text)}”")
    quotation.paragraph_format.left_indent = Cm(0.8)
    quotation.paragraph_format.keep_with_next = True
    cited = _line(paper, f"— {item.citation.label} ({VOICES[item.citation.voice]})", grey=True)
    cited.paragraph_format.left_indent = Cm(0.8)
    if item.citation.url:
        _line(paper, item.citation.url, grey=True).paragraph_format.left_indent = Cm(0.8)
    if picture is not None:
        content, shows = picture
        cited.paragraph_format.keep_with_next = True
        shape = paper.add_picture(io.BytesIO(content))
        # Two pages beside each other take the whole width; one page leaves room for the quotation above it.
        width = _WIDE if shape.width > shape.height else _NARROW
        height = min(shape.height * width / shape.width, Cm(_room(item, above)))
        shape.width, shape.height = int(shape.width * height / shape.height), int(height)
        shape._inline.docPr.set("descr", shows)


def _room(item: PackItem, above: float) -> float:
    """Say how high a picture can be, in centimetres, so that it stands on the page of its quotation and heading."""
    lines = 1 + len(item.passage.text) // _QUOTED_LINE + 2 * bool(item.citation.url)
    return max(_LOWEST, _PAPER - above - _CITED - lines * _LINE)


def _add_sources(paper: WordDocument, pack: Pack) -> None:
    _add_heading(paper, "Sources")
    for document in pack.sources:
        paper.add_paragraph(source_of(document), style="List Bullet")
    quoted = count(pack.checked, "quotation")
    said = f"{quoted}, each compared with the stored passage when this was made: all word for word."
    if pack.dropped:
        said += f" {pack.dropped} were left out, since the library does not hold them as they were any more."
    _line(paper, said, grey=True)
    _line(paper, f"{write_day(pack.made)}, generation {pack.generation} of the library.", grey=True)


def source_of(document: Document) -> str:
    """Name a document that is quoted, with its dates and where it is found."""
    parts = [document.authority or "", document.title, document.kind.value]
    if document.inspected:
        parts.append(f"inspected {write_period(document.inspected)}")
    parts.append(f"published {write_day(document.published)}" if document.published else "publication date not known")
    parts.append(document.url or document.path)
    return printable(", ".join(part for part in parts if part))


def _line(paper: WordDocument, text: str, *, grey: bool = False) -> Paragraph:
    paragraph = paper.add_paragraph()
    run = paragraph.add_run(printable(text))
    if grey:
        run.font.size, run.font.color.rgb = Pt(9.5), _GREY
    return paragraph


def printable(text: str) -> str:
    """Leave out control characters, which no Word document may hold."""
    return "".join(char for char in text if char >= " " or char in "\t\n")
