"""Web pages (.html): headings, paragraphs, lists and tables of the main text.

Only this module and its parts (``web_*``) know lxml.html. In comes a path; out goes a ``Source`` without pages.
Navigation, cookie notices, page footers and scripts are left out; a page that only says that something was not found is
an error. What a paragraph means is not decided here.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree, html

from index.errors import ReadError
from index.readers.encoding import read_text
from index.readers.source import Line, Role, Source, Table
from index.readers.web.blocks import blocks_of
from index.readers.web.boilerplate import drop_boilerplate, main_part, text_of

_LARGEST = 12 << 20  # a tree of elements in memory is some thirty times its text
_CHARSET = re.compile(rb"<meta[^>]{1,300}charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_:.-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9_:.-]+)")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# What browsers make of these labels (WHATWG Encoding Standard, 4.2).
_LABELS = {"iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252"}
_TWO_BYTES = re.compile(rb"[\xc2-\xf4][\x80-\xbf]")
_DATES = ("article:published_time", "dcterms.issued", "dcterms.date", "dc.date", "date")

_ERROR = re.compile(
    r"\b(?:(?:page|report|document|file|resource|site) (?:not|cannot be|could not be|can't be) found|not found"
    r"|(?:error )?40[0-9]\b|50[0-4] |access (?:is )?denied|forbidden|page (?:un|not )available|no longer available"
    r"|internal server error|service unavailable|something went wrong|sign in to|log in to|just a moment)",
    re.IGNORECASE,
)
_FORM = re.compile(r"\s?\((?:HTML|accessible version)\)(?=$| [-|–—])", re.IGNORECASE)  # behind a page's title
_SHORT_LINE, _MOST_MARGINS = 80, 40  # characters and lines of a site's header and footer
_SHORT = 2_000  # characters; an error page says little beside its error


def read(path: Path) -> Source:
    """Read the main text of a web page; raise ReadError where there is none or it is an error page."""
    tree = _tree(path, _characters(path))
    title = _FORM.sub("", text_of(tree.find(".//title")))
    published = _date(tree)
    margins = _margins(tree)
    try:
        drop_boilerplate(tree)
        blocks: list[Line | Table] = list(blocks_of(main_part(tree)))
    except RecursionError as error:
        raise ReadError(
            path.name, "its elements are nested too deeply", "Print the page to a PDF and add that."
        ) from error
    length = sum(len(block.text) if isinstance(block, Line) else 200 for block in blocks)
    first = next((block.text for block in blocks if isinstance(block, Line) and block.role is Role.HEADING), "")
    for said in (first, title):
        if length < _SHORT and len(said) < 100 and _ERROR.search(said):
            raise ReadError(path.name, f'it is an error page ("{said}")', "Download the document again, or remove it.")
    if not blocks:
        raise ReadError(
            path.name, "it has no text of its own (a page made by scripts?)", "Print the page to a PDF and add that."
        )
    properties = {"title": title, "date": published}
    said_of_page = {key: text for key, text in properties.items() if text}
    return Source(blocks=tuple(blocks), properties=said_of_page, margins=margins)


def _margins(tree: html.HtmlElement) -> tuple[str, ...]:
    """Give the short texts of a site's header and footer, and what stands for pictures: whose site and page it is."""
    edges = [
        text_of(element)
        for edge in tree.iter("header", "footer")
        for element in edge.iter("a", "p", "span", "div", "small")
        if len(element) == 0
    ]
    texts = (*edges, *(" ".join((picture.get("alt") or "").split()) for picture in tree.iter("img")))
    return tuple(dict.fromkeys(text for text in texts if 3 < len(text) < _SHORT_LINE))[:_MOST_MARGINS]


def read_fragment(text: str) -> Iterator[Line | Table]:
    """Read the text of a message that was written as a web page."""
    tree = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    drop_boilerplate(tree)
    yield from blocks_of(main_part(tree))


def _characters(path: Path) -> str:
    size = path.stat().st_size
    if size > _LARGEST:
        raise ReadError(path.name, f"it is a page of {size >> 20} MB", "Print the page to a PDF and add that.")
    text = read_text(path, "Save the page again as HTML in UTF-8.", declared=_declared)
    return _XML_DECLARATION.sub("", text.replace("\0", ""))


def _declared(raw: bytes) -> str | None:
    """Decode as the page itself says, if it says so truly; a byte order mark outweighs it (HTML standard, 13.2.3.2)."""
    if raw.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return None
    match = _CHARSET.search(raw[:8192]) or _XML_CHARSET.search(raw[:200])
    if match is None:
        return None
    label = match.group(1).decode("ascii").lower()
    if label.startswith("utf-16"):  # a page that could say so in ASCII is no UTF-16 (HTML standard, 13.2.3.2)
        label = "utf-8"
    if _TWO_BYTES.search(raw) and _LABELS.get(label, label) != "utf-8":
        try:  # pages saved again in UTF-8 keep their old declaration; other code pages hardly ever make valid UTF-8
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            pass
    try:
        return raw.decode(_LABELS.get(label, label))
    except (LookupError, UnicodeDecodeError):
        return None


def _tree(path: Path, text: str) -> html.HtmlElement:
    try:
        # Without huge_tree the parser silently leaves out what is nested more than 255 deep.
        tree: html.HtmlElement = html.document_fromstring(text, parser=html.HTMLParser(huge_tree=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(path.name, "it holds no web page", "Download it again, or remove it.") from error
    return tree


def _date(tree: html.HtmlElement) -> str:
    """Give the day of publication that the page's own metadata name."""
    said: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or "").lower()
        said.setdefault(name, (meta.get("content") or "").strip())
    return next((said[name] for name in _DATES if said.get(name)), "")
