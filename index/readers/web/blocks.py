"""The text of a web page: what its elements are (HTML standard, 4).

In comes a tree of elements; out go lines and tables in reading order. Files and encodings are not known here.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from index.readers.source import Line, Role, Table, merges_of, raise_mark
from index.readers.web.boilerplate import NEVER

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "ul",
        "tr",
        "td",
        "th",
        "tbody",
        "thead",
        "tfoot",
        "caption",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTES = re.compile(r"\b(?:foot|end)-?notes?\b", re.IGNORECASE)  # of a list, or of what it stands in
_BACK = " \u21a9\u2191\ufe0e\ufe0f"  # the sign at a note's end that leads back to its mark
_MOST_COLUMNS = 100  # a table that claims more is broken or means harm


@dataclass(frozen=True, slots=True)
class _Position:
    """Where text stands: in which element, how deep in lists, and with which number."""

    role: Role = Role.TEXT
    level: int = 0
    number: str | None = None
    bold: bool = False


class _Collector:
    """Gathers inline text until a block begins or ends, and makes lines of it."""

    def __init__(self) -> None:
        self.blocks: list[Line | Table] = []
        self._pieces: list[str] = []
        self._bold: list[bool] = []

    def add(self, text: str | None, *, bold: bool) -> None:
        if text:
            self._pieces.append(text)
            if text.strip():
                self._bold.append(bold)

    def end(self, place: _Position) -> _Position:
        """Close the paragraph; give the place where the next one of the same block stands."""
        text, bold = "".join(self._pieces), bool(self._bold) and all(self._bold)
        self._pieces.clear()
        self._bold.clear()
        # "\v" stands for <br>: two of them end a paragraph, one only a line.
        for paragraph in re.split(r"\v\s*\v+", text):
            words = " ".join(paragraph.split()).rstrip(_BACK)
            if not words:
                continue
            self.blocks.append(
                Line(words, role=place.role, level=place.level, number=place.number, whole=True, bold=bold)
            )
            if place.role is Role.BULLET:
                # What follows in the same item goes on with it and is no item of its own.
                place = _Position(Role.TEXT, place.level)
        return place


def blocks_of(element: HtmlElement) -> Iterator[Line | Table]:
    """Yield what an element holds, in reading order."""
    collector = _Collector()
    place = _walk(element, _Position(), collector)
    collector.end(place)
    yield from collector.blocks


def _walk(element: HtmlElement, place: _Position, collector: _Collector) -> _Position:
    bold = place.bold or element.tag in ("b", "strong")
    collector.add(element.text, bold=bold)
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "br":
            collector.add("\v", bold=bold)
        elif tag == "pre":
            place = collector.end(place)
            collector.blocks += [Line(line.rstrip()) for line in child.text_content().splitlines()]
        elif tag in _BLOCKS:
            place = collector.end(place)
            before = len(collector.blocks)
            _block(child, place, collector)
            if place.role is Role.BULLET and len(collector.blocks) > before:
                place = _Position(Role.TEXT, place.level)
        elif tag == "sup":
            collector.add(raise_mark("".join(child.itertext())), bold=bold)
        elif tag and tag not in NEVER:
            place = replace(_walk(child, replace(place, bold=bold), collector), bold=place.bold)
        collector.add(child.tail, bold=bold)
    return place


def _block(element: HtmlElement, place: _Position, collector: _Collector) -> None:
    tag = element.tag
    if tag in NEVER:
        return
    if tag in _HEADINGS:
        # A heading inside a list item is a heading all the same.
        place = _Position(Role.HEADING, _HEADINGS[tag])
    elif tag in ("ul", "ol"):
        _list(element, place, collector)
        return
    elif tag == "table":
        _table(element, place, collector)
        return
    elif tag == "dl" and (rows := _pairs(element)):
        collector.blocks.append(Table(rows, header_rows=-1))
        return
    elif tag == "summary":
        place = _Position(Role.HEADING, _level_of_panel(element, collector))
    elif tag == "dt":
        place = _Position(bold=True)
    collector.end(_walk(element, place, collector))


def _pairs(element: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Read a list of names and what is said of each as rows; nothing where it holds more than short texts."""
    said = list(element.iter("dt", "dd"))
    if any(inner.tag in _BLOCKS or inner.tag == "sup" for one in said for inner in one.iterdescendants()):
        return ()
    name, rows = "", []
    for one in said:
        text = " ".join(one.text_content().split())
        if one.tag == "dt":
            name = text
        elif text:
            rows.append((name, text))
    return tuple(rows) if len(rows) >= len([one for one in said if one.tag == "dt"]) else ()


def _level_of_panel(summary: HtmlElement, collector: _Collector) -> int:
    """Give the level of what a panel is opened by: below the heading that stands beside the panel, else as deep as the
    last heading, which is another panel's."""
    panel = summary.getparent()
    for beside in panel.itersiblings(preceding=True) if panel is not None else ():
        if beside.tag in _HEADINGS:
            return _HEADINGS[beside.tag] + 1
    return next((b.level for b in reversed(collector.blocks) if isinstance(b, Line) and b.role is Role.HEADING), 2)


def _list(element: HtmlElement, place: _Position, collector: _Collector) -> None:
    depth = sum(parent.tag in ("ul", "ol") for parent in element.iterancestors())
    items = [child for child in element if child.tag == "li"]
    back = element.get("reversed") is not None
    count = _integer(element.get("start"), len(items) if back else 1)
    notes = any(_NOTES.search(f"{one.get('class')} {one.get('role')}") for one in (element, element.getparent()))
    for child in element:
        if child.tag in ("ul", "ol"):  # not allowed, but common: a list beside the item that it belongs to
            _list(child, place, collector)
        elif child.tag == "li":
            number = None
            if element.tag == "ol":
                count = _integer(child.get("value"), count)
                number = _written(count, child.get("type") or element.get("type") or "1") + "."
                count += -1 if back else 1
            role = Role.FOOTNOTE if notes else Role.BULLET
            collector.end(_walk(child, _Position(role, depth, number), collector))


def _table(element: HtmlElement, place: _Position, collector: _Collector) -> None:
    """Read a table of data; a table that only lays out the page is read as if its cells stood in the open."""
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    cells = [cell for row in rows for cell in row if cell.tag in ("td", "th")]
    for caption in element.findall("caption"):
        collector.end(_walk(caption, _Position(bold=True), collector))
    layout = (
        (element.get("role") or "") == "presentation"
        or max((len(row) for row in rows), default=0) < 2
        or any(cell.find(f".//{tag}") is not None for cell in cells for tag in ("table", "h1", "h2", "h3"))
    )
    if layout:
        for cell in cells:
            collector.end(_walk(cell, place, collector))
        return
    grid = _grid(rows)
    texts = {id(cell): _cell(cell) for cell in cells}
    filled = [row for row in grid if any(texts.get(id(cell)) for cell in row)]
    header = 0
    for row in filled[:-1]:
        in_head = any(parent.tag == "thead" for cell in row if cell is not None for parent in cell.iterancestors())
        if not in_head and any(cell is not None and cell.tag != "th" for cell in row):
            break
        header += 1
    if filled:
        width = max(map(len, filled))
        texts_of = [[texts.get(id(cell), "") for cell in row] + [""] * (width - len(row)) for row in filled]
        across, down = merges_of(filled)
        collector.blocks.append(Table(tuple(map(tuple, texts_of)), header_rows=header, across=across, down=down))


def _grid(rows: list[HtmlElement]) -> list[list[HtmlElement | None]]:
    """Lay cells out in rows and columns; one that spans several stands in each (HTML standard, 4.9.12)."""
    grid: list[list[HtmlElement | None]] = []
    hanging: dict[int, tuple[HtmlElement, int]] = {}  # column -> the cell from above and how many rows it still spans
    for row in rows:
        line: list[HtmlElement | None] = []
        waiting = [cell for cell in row if cell.tag in ("td", "th")]
        while waiting or any(column >= len(line) for column in hanging):
            column = len(line)
            if column in hanging:
                cell, left = hanging.pop(column)
                line.append(cell)
                if left > 1:
                    hanging[column] = (cell, left - 1)
                continue
            if not waiting:
                line.append(None)
                continue
            cell = waiting.pop(0)
            if len(line) >= _MOST_COLUMNS:
                continue
            wide = max(1, min(_integer(cell.get("colspan"), 1), _MOST_COLUMNS - len(line)))
            high = _integer(cell.get("rowspan"), 1) or len(rows)
            for _ in range(wide):
                if high > 1:
                    hanging[len(line)] = (cell, min(high, len(rows)) - 1)
                line.append(cell)
        grid.append(line)
    return grid


def _cell(cell: HtmlElement) -> str:
    lines = [block for block in blocks_of(cell) if isinstance(block, Line)]
    return "\n".join(f"{line.number} {line.text}" if line.number else line.text for line in lines)


def _integer(text: str | None, default: int) -> int:
    match = re.match(r"\s*(-?\d{1,6})", text or "")
    return int(match.group(1)) if match else default


def _written(count: int, form: str) -> str:
    if form in ("a", "A") and count > 0:
        letters = ""
        while count:
            count, rest = divmod(count - 1, 26)
            letters = chr(ord(form) + rest) + letters
        return letters
    if form in ("i", "I") and 0 < count < 4000:
        roman = ""
        for worth, letters in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
            strict=True,
        ):
            times, count = divmod(count, worth)
            roman += letters * times
        return roman if form == "i" else roman.upper()
    return str(count)
