"""The bare words of files without printed pages, for a second reading: of Word, PowerPoint, web pages and text files.

In comes a path; out come its parts, each the characters of its paragraphs one behind the other, without blanks and
hyphens. Nothing is left out and nothing is told apart: what is a heading or a footnote is not known here.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from lxml import etree, html

from index.errors import ReadError
from index.readers.drawn_tables import drawn_table
from index.readers.encoding import decode
from index.readers.page_boxes import compared

_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_WORD_PARTS = re.compile(r"word/(?:document|footnotes|endnotes|header\d*|footer\d*|charts/chart\d*)\.xml")
_MARKUP = "*_`#>|~\\[]^"
_CORNERS = frozenset("+┌╔╒┏")
_TAG = re.compile(r"\]\([^()\[\]]*\)|<[^<>]*>")
_BLANKS = re.compile(r"[\s\-\u2010\u2011]+")


class RawPart:
    """A part of a file: its characters, where words begin, and where paragraphs do; ``ignored`` signs are left out."""

    def __init__(self, paragraphs: Iterable[str], ignored: str = "") -> None:
        """Take the paragraphs in the order of the file."""
        self.ignored = frozenset(ignored)
        pieces: list[str] = []
        self.starts: list[bool] = []
        self.bounds: set[int] = {0}
        for paragraph in paragraphs:
            for word in _BLANKS.split(paragraph):
                signs = "".join(char for char in compared(word) if char not in self.ignored)
                pieces.append(signs)
                self.starts += [place == 0 for place in range(len(signs))]
            self.bounds.add(len(self.starts))
        self.text = "".join(pieces)


def read_parts(path: Path) -> Callable[[int | None], RawPart] | None:
    """Give what finds the part of a page (None: of the whole file); None for a format that is not looked at here.

    Raises ReadError where the file cannot be opened.
    """
    head = path.read_bytes()
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if head[:1024].lstrip().startswith((b"{\\rtf", b"%PDF-")) or head.startswith(b"\xd0\xcf\x11\xe0"):
        return None
    suffix = path.suffix.lower()
    if suffix in {".html", ".htm", ".xhtml"}:
        whole = RawPart(_web(head))
    elif suffix in {".txt", ".text", ".md", ".markdown"}:
        text = decode(head) or ""
        marked = suffix in {".md", ".markdown"}
        lines = [_TAG.sub(" ", line) if marked else line for line in text.splitlines()]
        # A cell of a drawn table goes on below its own line, so that a row's words stand between those of others.
        drawn = (drawn_table(lines, place, None) for place, line in enumerate(lines) if line.lstrip()[:1] in _CORNERS)
        lines += [" ".join(filter(None, row)) for found in drawn if found for row in found[0].rows]
        whole = RawPart(lines, _MARKUP if marked else "")
    else:
        return None
    return lambda _: whole


def _web(content: bytes) -> Iterator[str]:
    for element in html.fromstring(content).iter():
        if isinstance(element.tag, str):
            for text in (element.text, *(child.tail for child in element)):
                yield text or ""


def _packed(path: Path) -> Callable[[int | None], RawPart] | None:
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
            words = [name for name in names if _WORD_PARTS.fullmatch(name)]
            if "word/document.xml" in words:
                words.sort(key=lambda name: name != "word/document.xml")
                whole = RawPart([text for name in words for text in _paragraphs(archive.read(name))])
                return lambda _: whole
            if any(_SLIDE.fullmatch(name) for name in names):
                slides = _slides(archive, names)
                return lambda page: slides[(page or 1) - 1] if 0 < (page or 1) <= len(slides) else RawPart(())
    except (BadZipFile, KeyError, OSError, etree.XMLSyntaxError) as error:
        raise ReadError(path.name, f"it is damaged ({error})", "Download it again.") from error
    return None


def _slides(archive: ZipFile, names: list[str]) -> list[RawPart]:
    """Read the slides in the order in which they are shown, each with its charts and diagrams."""
    relations = _relations(archive, "ppt/presentation.xml")
    order = [
        str(value)
        for element in _parse(archive.read("ppt/presentation.xml")).iter()
        if etree.QName(element).localname == "sldId"
        for key, value in element.attrib.items()
        if etree.QName(key).namespace and etree.QName(key).localname == "id"
    ]
    slides = []
    for identity in order:
        name = relations[identity]
        below = [name, *(part for part in _relations(archive, name).values() if part.startswith("ppt/"))]
        wanted = [part for part in below if part in names and not part.startswith(("ppt/slideL", "ppt/slideM"))]
        slides.append(
            RawPart([text for part in wanted if part.endswith(".xml") for text in _paragraphs(archive.read(part))])
        )
    return slides


def _relations(archive: ZipFile, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    try:
        tree = _parse(archive.read(f"{folder}/_rels/{name}.rels"))
    except KeyError:
        return {}
    found = {}
    for relation in tree:
        target = str(relation.get("Target", ""))
        base = [] if target.startswith("/") else folder.split("/")
        for step in target.strip("/").split("/"):
            base = base[:-1] if step == ".." else [*base, step]
        found[str(relation.get("Id"))] = "/".join(base)
    return found


def _paragraphs(content: bytes) -> Iterator[str]:
    """Give the text of each paragraph of a part, and each value of a chart."""
    held: list[str] = []
    for element in _parse(content).iter():
        if not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name in {"p", "v"}:
            yield "".join(held)
            held = [element.text or ""] if name == "v" else []
        elif name == "t" and not _is_hidden(element):
            held.append(element.text or "")
        elif name in {"tab", "br", "cr"}:
            held.append(" ")
        elif name in {"noBreakHyphen", "softHyphen"}:
            held.append("-")
    yield "".join(held)


def _is_hidden(text: "etree._Element") -> bool:
    """Say whether a run of Word is hidden, or was moved away."""
    run = text.getparent()
    if run is None:
        return False
    above = run.getparent()
    moved = above is not None and etree.QName(above).localname == "moveFrom"
    return moved or run.find("{*}rPr/{*}vanish") is not None


def _parse(content: bytes) -> "etree._Element":
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
