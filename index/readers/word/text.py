"""The words of a Word paragraph: what a reader sees with every tracked change accepted.

In comes a paragraph element; out go its text, its footnote marks and its text boxes. Inserted text is in; deleted text,
moved-away text, hidden text and field codes are out. Styles are asked only for whether a run is bold or hidden.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from index.readers.source import raise_mark
from index.readers.word.styles import Styles
from index.readers.word.xml_names import MC, Element, W, integer, is_on, value

_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_OUT = frozenset(W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText"))
_TINY = 2  # half-points
_SHADED = frozenset((W + "tc", W + "txbxContent"))  # what may have a colour of its own behind its text
_BLANKS = frozenset(W + name for name in ("tab", "ptab", "br", "cr"))


@dataclass(slots=True)
class RunText:
    """What one paragraph says."""

    text: str = ""
    notes: list[tuple[str, str]] = field(default_factory=list)  # ("footnote" or "endnote", its id), in order
    boxes: list[Element] = field(default_factory=list)  # contents of text boxes anchored here
    bold: bool = False
    size: float | None = None


def read_words(paragraph: Element, styles: Styles) -> RunText:
    """Read what a reader sees of a paragraph; blanks at both ends are dropped."""
    style = styles.of(value(paragraph.find(W + "pPr"), "pStyle"))
    words = RunText()
    pieces: list[str] = []
    weights: dict[bool, int] = {True: 0, False: 0}
    sizes: dict[float | None, int] = {}
    depth = 0  # inside so many field codes: between "begin" and "separate" nothing is shown
    for element, run in _walk(paragraph, None, words.boxes):
        tag = element.tag
        if tag == W + "fldChar":
            kind = element.get(W + "fldCharType")
            depth += {"begin": 1, "separate": -1}.get(kind or "", 0)
            if kind == "end" and depth > 0 and not _separated(element):
                depth -= 1
            continue
        properties = None if run is None else run.find(W + "rPr")
        character = styles.of(value(properties, "rStyle")) if value(properties, "rStyle") else None
        hidden = is_on(properties, "vanish")
        if hidden is None:
            hidden = (character and character.hidden) or style.hidden
        if depth > 0 or hidden:
            continue
        if tag in (W + "footnoteReference", W + "endnoteReference"):
            words.notes.append((tag[len(W) : -len("Reference")], element.get(W + "id", "")))
            continue
        if _is_unseen(properties, paragraph):
            continue
        piece = _piece(element)
        if value(properties, "vertAlign") == "superscript" or (character and character.raised):
            piece = raise_mark(piece)
        pieces.append(piece)
        count = len(piece.strip())
        bold = is_on(properties, "b")
        if bold is None:
            bold = bool((character and character.bold) or style.bold)
        weights[bold] += count
        half = integer(value(properties, "sz"))
        size = half / 2 if half is not None else style.size
        sizes[size] = sizes.get(size, 0) + count
    words.text = " ".join("".join(pieces).split(" ")).strip()
    words.bold = weights[True] > 0 and not weights[False]
    words.size = max(sizes, key=lambda size: sizes[size]) if sizes else style.size
    return words


def _is_unseen(run: Element | None, paragraph: Element) -> bool:
    """Say whether a run is too small to be read, or white where nothing shades what is behind it."""
    size = integer(value(run, "sz"))
    if size is not None and size <= _TINY:
        return True
    if run is None or (value(run, "color") or "").upper() != "FFFFFF":
        return False
    if any(run.find(W + name) is not None for name in ("shd", "highlight", "bdr")):
        return False
    own = paragraph.find(W + "pPr")
    if own is not None and (own.find(W + "shd") is not None or own.find(W + "pStyle") is not None):
        return False
    return not any(parent.tag in _SHADED for parent in paragraph.iterancestors())


def _walk(parent: Element, run: Element | None, boxes: list[Element]) -> Iterator[tuple[Element, Element | None]]:
    """Yield what shows, each with the run that it stands in; text boxes are put aside."""
    for child in parent:
        tag = child.tag
        if not isinstance(tag, str) or tag in _OUT:
            continue
        if tag == MC + "AlternateContent":
            # The same content twice, for newer and older programs: the first choice is the newer.
            choice = child.find(MC + "Choice")
            chosen = choice if choice is not None else child.find(MC + "Fallback")
            if chosen is not None:
                yield from _walk(chosen, run, boxes)
        elif tag == W + "txbxContent":
            boxes.append(child)
        elif tag == W + "r":
            yield from _walk(child, child, boxes)
        elif tag in _LEAVES:
            yield child, run
        else:
            yield from _walk(child, run, boxes)


_LEAVES = _BLANKS | {
    W + "t",
    W + "sym",
    W + "noBreakHyphen",
    W + "fldChar",
    W + "footnoteReference",
    W + "endnoteReference",
    _M + "t",
}


def _piece(element: Element) -> str:
    tag = element.tag
    if tag in (W + "t", _M + "t"):
        return element.text or ""
    if tag == W + "noBreakHyphen":
        return "-"
    if tag == W + "sym":
        try:
            return chr(int(element.get(W + "char", ""), 16))
        except ValueError:
            return ""
    return " "  # a tab or a line break: the paragraph goes on


def _separated(end: Element) -> bool:
    """Say whether the field that ends here had a result, looking back over its own marks."""
    nested = 0
    for mark in end.itersiblings(preceding=True):
        if mark.tag == W + "fldChar":
            return bool(mark.get(W + "fldCharType") == "separate")
    run = end.getparent()
    for sibling in () if run is None else run.itersiblings(preceding=True):
        for mark in sibling.iter(W + "fldChar"):
            kind = mark.get(W + "fldCharType")
            if kind == "end":
                nested += 1
            elif kind == "begin":
                if not nested:
                    return False
                nested -= 1
            elif kind == "separate" and not nested:
                return True
    return True
