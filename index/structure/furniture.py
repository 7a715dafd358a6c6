"""Furniture: running headers, footers and page numbers, told by their place on the page and their recurrence.

In come the lines of a document; out go those that are its text, and the running text that was dropped. No wording is
known here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from index.readers import Line

_DIGITS = re.compile(r"\d+")
_SHORT = 40  # characters: no page number is longer
_NUMBER_ONLY = re.compile(r"(?:page\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
_PARAGRAPH = re.compile(r"\d{1,3}\.\s*[A-Z‘“]")
_STAMP = 40.0  # points: so large is only a stamp over every page ("DRAFT")
_MARGIN = 0.12  # the part of a page's height at its top and bottom where furniture stands


def drop_furniture(
    lines: Sequence[Line], height_of: Callable[[int | None], float | None]
) -> tuple[list[Line], tuple[str, ...]]:
    """Split lines into text and furniture; lines without geometry are all text."""
    shapes: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    keyed: list[tuple[str, str] | None] = []
    for line in lines:
        key = _key(line, height_of(line.page))
        keyed.append(key)
        if key and line.page:
            shapes[key].add(line.page)
    pages = len({line.page for line in lines})
    wanted = 2 if pages < 8 else 3
    text: list[Line] = []
    dropped: Counter[str] = Counter()
    for line, key in zip(lines, keyed, strict=True):
        if key and (len(shapes[key]) >= wanted or (len(line.text) < _SHORT and _NUMBER_ONLY.fullmatch(line.text))):
            dropped[line.text] += 1
        else:
            text.append(line)
    return text, tuple(dropped)


def _key(line: Line, height: float | None) -> tuple[str, str] | None:
    """Say at which edge and in what shape a line stands, digits set aside; None in the middle of the page."""
    if line.box is None or not height:
        return None
    if line.size is not None and line.size >= _STAMP:
        return "over the page", line.text
    if line.box.top > height * (1 - _MARGIN):
        edge = "foot"
    elif line.box.bottom < height * _MARGIN:
        edge = "head"
    else:
        return None
    if _PARAGRAPH.match(line.text):
        return None  # "12. Leaders ...": pages may well begin with paragraphs that begin alike
    return edge, _DIGITS.sub("#", line.text)
