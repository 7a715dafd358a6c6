"""Furniture: running headers, footers and page numbers, told by their place on the page and their recurrence.

In come the lines of a document; out go those that are its text, and the running text that was dropped. No wording is
known here.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence

from index.readers import Line, stands_apart

_DIGITS = re.compile(r"\d+")
_SHORT = 40  # characters: no page number is longer
_NUMBER_ONLY = re.compile(r"(?:page\s*)?[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
# A running line that says of which page it is: "Councillor Hart, 4 May 2026, page 2", "Page 2 of 3".
_SAYS_PAGE = re.compile(
    r"page (\d{1,4})(?: of \d{1,4})?(?:\s?[|:;,–—-].{0,80})?"
    r"|.{0,110}?(?:[,;:|–—-]\s?|\()page (\d{1,4})(?: of \d{1,4})?\)?"
    r"|.{0,110}\s(?-i:Page) (\d{1,4})(?: of \d{1,4})?",
    re.IGNORECASE,
)
_FOR_A_PAGE = re.compile(r"\d{1,4}")
_APART = 3.0  # times its height: so far from a page's number is what runs beside it
_FREE, _FREE_ROW = 0.4, 2.0  # times its height: no line of a text, and no row of a table, is so far from the next
_LONGEST = 110  # characters of a running line
_WORDS = 2  # of a title that runs on over the pages behind it
_PARAGRAPH = re.compile(r"\d{1,3}\.\s*[A-Z‘“]")
_LETTERS, _UPRIGHT = 2, 2.0  # a turned line has more letters, and is so many times as high as it is wide
_STAMP = 40.0  # points: so large is only a stamp over every page ("DRAFT")
# An entry of a table of contents, and the page it leads to.
_LEADERS = re.compile(r"(?:[.·…_]\s?){4,400}\s{0,4}(?:\d{1,3}|[ivxl]{1,6})\s*$")
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
    running = _running(lines, keyed)
    pages = len({line.page for line in lines})
    wanted = 2 if pages < 8 else 3
    text: list[Line] = []
    dropped: Counter[str] = Counter()
    for line, key in zip(lines, keyed, strict=True):
        if (
            _LEADERS.search(line.text)
            or id(line) in stamps
            or id(line) in running
            or (key and (len(shapes[key]) >= wanted or (len(line.text) < _SHORT and _NUMBER_ONLY.fullmatch(line.text))))
        ):
            dropped[line.text] += 1
        else:
            text.append(line)
    return text, tuple(dropped)


def _running(lines: Sequence[Line], keyed: Sequence[tuple[str, str] | None]) -> frozenset[int]:
    """Find running lines that stand on one page alone, as in letters of two pages: the outermost line at an edge, where
    it says the number of its page, stands beside it, or says again, in smaller print, what a title of the first page
    says."""
    edges: defaultdict[tuple[int, str], list[Line]] = defaultdict(list)
    pages: defaultdict[int, list[Line]] = defaultdict(list)
    for line, key in zip(lines, keyed, strict=True):
        pages[line.page or 0].append(line)
        if key and line.page and line.box:
            edges[line.page, key[0]].append(line)
    titles = [line for line in lines if line.page == 1 and line.size and len(line.text.split()) >= _WORDS]
    large = max((line.size or 0.0 for line in titles), default=0.0)
    titles = [line for line in titles if line.size == large]
    found = set()
    for (page, edge), there in edges.items():
        outermost = min(there, key=_top) if edge == "head" else max(there, key=_top)
        row = [line for line in there if _is_level(line, outermost)]
        numbered = [line for line in row if _FOR_A_PAGE.fullmatch(line.text) and _is_near(line.text, page)]
        for line in row:
            if len(line.text) > _LONGEST:
                continue
            said = _SAYS_PAGE.fullmatch(line.text)
            number = next((group for group in said.groups() if group), None) if said else None
            beside = any(_is_apart(line, other) for other in numbered if other is not line)
            again = page > 1 and any(
                line.text.startswith(title.text) and (line.size or large) < 0.75 * large for title in titles
            )
            says = number is not None and _is_near(number, page) and stands_apart(line, pages[page], _FREE)
            if again or says or (beside and stands_apart(line, pages[page], _FREE_ROW)):
                found.add(id(line))
    return frozenset(found)


def _top(line: Line) -> float:
    return line.box.top if line.box else 0.0


def _is_near(number: str, page: int) -> bool:
    """Say whether a number is that of a page; a cover may be counted or not."""
    return abs(int(number) - page) <= 1


def _is_level(one: Line, other: Line) -> bool:
    """Say whether two lines stand at the same height."""
    if one.box is None or other.box is None:
        return False
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _is_apart(line: Line, number: Line) -> bool:
    """Say whether a line is far from a page's number at its side."""
    if line.box is None or number.box is None:
        return False
    gap = max(number.box.left - line.box.right, line.box.left - number.box.right)
    return gap > _APART * (number.box.bottom - number.box.top)


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
    """Say at which edge and in what shape a line stands, digits set aside; None in the middle of the page. What is
    turned runs along a page's side."""
    if line.box is None or not height:
        return None
    if line.size is not None and line.size >= _STAMP:
        return "over the page", line.text
    if len(line.text) > _LETTERS and line.box.bottom - line.box.top > _UPRIGHT * (line.box.right - line.box.left):
        return "side", _DIGITS.sub("#", line.text)
    if line.box.top > height * (1 - _MARGIN):
        edge = "foot"
    elif line.box.bottom < height * _MARGIN:
        edge = "head"
    else:
        return None
    if _PARAGRAPH.match(line.text):
        return None  # "12. Leaders ...": pages may well begin with paragraphs that begin alike
    return edge, _DIGITS.sub("#", line.text)
