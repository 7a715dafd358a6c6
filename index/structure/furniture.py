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
_LARGE = 24.0  # points: stamps over a part of a page are no smaller
_HUGE = 6.5  # of the size of most of the text: no title is so large
_OVER = 2  # lines that run through a stamp
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
    stamps = _stamps(lines)
    pages = len({line.page for line in lines})
    wanted = 2 if pages < 8 else 3
    text: list[Line] = []
    dropped: Counter[str] = Counter()
    for line, key in zip(lines, keyed, strict=True):
        if id(line) in stamps or (
            key and (len(shapes[key]) >= wanted or (len(line.text) < _SHORT and _NUMBER_ONLY.fullmatch(line.text)))
        ):
            dropped[line.text] += 1
        else:
            text.append(line)
    return text, tuple(dropped)


def _stamps(lines: Sequence[Line]) -> frozenset[int]:
    """Find lines that are printed over others, as stamps and watermarks are: large print that lines run through."""
    sizes = sorted(line.size for line in lines if line.size for _ in range(len(line.text) // 10))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found = set()
    for line in lines:
        box = line.box
        if box is None or line.size is None or line.size < _LARGE:
            continue
        if line.size > _HUGE * usual:
            found.add(id(line))
            continue
        over = 0
        for other in lines:
            if (
                other.page == line.page
                and other is not line
                and other.box is not None
                and (other.size or 0) < line.size
            ):
                deep = min(box.bottom, other.box.bottom) - max(box.top, other.box.top)
                across = min(box.right, other.box.right) > max(box.left, other.box.left)
                over += across and deep > 0.5 * (other.box.bottom - other.box.top)
        if over >= _OVER:
            found.add(id(line))
    return frozenset(found)


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
