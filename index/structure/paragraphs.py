"""Units: which lines belong to one unit of writing, over line ends, page ends and footnotes.

In comes the unit that is open and the next line; the answer is whether the line goes on with it. Numbers, bullets and
headings are told apart elsewhere.
"""

import re
from dataclasses import dataclass, field

from index.models import Unit
from index.readers import Line
from index.structure.leading import USUAL

_ENDED = re.compile(r"[.?!:;]['’”\")\]]*\s*\d{0,2}$")
_COLUMN = 5.0  # of the font size: what begins so much higher is the next column
_NEXT_COLUMN = 10.0  # of the font size: what begins so much further to a side stands in another column
_EVEN = 0.1  # of the font size by which the gaps between the lines of one unit differ
_INDENT = 8.0  # points
_SAME_PLACE = 2.0  # points
_SIZE = 1.0  # points by which the lines of one unit may differ


@dataclass(slots=True)
class ParagraphBuilder:
    """The unit that lines are being added to; ``blank`` says that a blank line came after its last one, ``listing``
    that it has come to a list of its own."""

    unit: Unit
    lines: list[str]
    first_page: int | None
    last_page: int | None
    number: str | None = None
    place: str | None = None
    level: int = 0
    first: Line | None = None
    last: Line | None = None
    blank: bool = False
    listing: bool = False
    printed: list[Line] = field(default_factory=list)
    cell: int | None = None  # of the box that it stands in
    edge: float | None = None  # how far the lines of its page reach
    leading: float = USUAL  # of the font size: a wider gap begins a paragraph
    hang: float | None = None  # points by which the numbered paragraph before it sets its further lines in

    def add(self, line: Line) -> None:
        """Add a line."""
        self.lines.append(line.text)
        self.last_page = line.page
        self.last = line
        self.printed.append(line)
        self.blank = False


def hanging(unit: ParagraphBuilder) -> float | None:
    """Give by how much a numbered paragraph sets its further lines in; None where it does not."""
    boxes = [line.box for line in unit.printed[:2] if line.box]
    if unit.unit is not Unit.NUMBERED or len(boxes) < 2 or boxes[1].left - boxes[0].left <= _INDENT:
        return None
    return boxes[1].left - boxes[0].left


def goes_on(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a line goes on with the open unit."""
    last = unit.last
    if last is None or last.whole or line.whole:
        return False
    ended = _ENDED.search(last.text) is not None
    if last.box is None or line.box is None:
        # Plain text: a blank line ends a unit, unless a page broke it in the middle of a sentence.
        return not unit.blank or (not ended and line.text[:1].islower())
    if last.size and line.size and abs(last.size - line.size) > _SIZE:
        return False
    if last.page != line.page:
        if not ended:
            return not _breaks_off_short(unit, line)
        hung = unit.unit in {Unit.NUMBERED, Unit.BULLET} and _at_indent(unit, line)
        return hung or _is_full(unit, line)
    size = line.size or 12.0
    if line.box.left > last.box.left + _NEXT_COLUMN * size and line.box.bottom < last.box.top - _COLUMN * size:
        return not ended or _is_full(unit, line)  # the next column of the page
    gap = line.box.top - last.box.bottom
    # Lines that are set close can be further apart within a sentence, as around a raised mark.
    apart = unit.leading if ended else max(unit.leading, USUAL)
    apart = max(apart, min(_own_gap(unit) / size + _EVEN, USUAL))
    if not -size * 1.5 < gap < size * apart or (ended and _is_set_in(unit, line)):
        return False
    return unit.unit is not Unit.PARAGRAPH or not ended or not _ends_short(unit, line)


def _own_gap(unit: ParagraphBuilder) -> float:
    """Give how far apart the last two lines of a unit are; 0 where that is not known."""
    above, below = unit.printed[-2:] if len(unit.printed) > 1 else (None, None)
    if above is None or below is None or above.box is None or below.box is None or above.page != below.page:
        return 0.0
    return max(below.box.top - above.box.bottom, 0.0)


def _is_set_in(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a line is set in as the first one of the unit is, and no other: so paragraphs begin in books."""
    lefts = [printed.box.left for printed in unit.printed if printed.box]
    if line.box is None or len(lefts) < 2 or lefts[0] - max(lefts[1:]) < _INDENT:
        return False
    return abs(line.box.left - lefts[0]) < _SAME_PLACE


def _ends_short(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether the last line ends a paragraph by its length: a sentence ends there and the next word would still
    have fitted on it, as in the cells of a boxed list, which no gap parts."""
    last = unit.last
    if last is None or last.box is None or line.box is None or not line.text[:1].isupper():
        return False
    if last.text.rstrip()[-1:] not in ".?!" or abs(line.box.left - last.box.left) > _INDENT:
        return False
    if not any(_ENDED.search(printed.text) is None for printed in (*unit.printed, line)):
        return False  # no line is broken, so that none tells how far lines reach
    edge = max([line.box.right, *(printed.box.right for printed in unit.printed if printed.box)])
    return edge - last.box.right > _width(line)


def _breaks_off_short(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a page's last line ends an item that has no full stop: there was room for much more, and the next
    page begins with a capital."""
    last = unit.last
    if last is None or last.box is None or line.box is None or unit.edge is None or not line.text[:1].isupper():
        return False
    return unit.edge - last.box.right > 2 * _width(line) + 40


def _width(line: Line) -> float:
    """Give about the width of a line's first word, up to a hyphen, with the blank before it."""
    word = line.text.split(maxsplit=1)[0].split("-")[0]
    return (len(word) + 2) * (line.size or 12.0) * 0.55


def _is_full(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether the last line before a page's end is full: the next word would not have fitted on it, so that a
    sentence that ends there tells nothing of the paragraph."""
    last = unit.last
    if last is None or last.box is None or line.box is None or len(unit.printed) < 3:
        return False
    edge = max(printed.box.right for printed in unit.printed if printed.box)
    further = line.box.left - last.box.left if last.page == line.page else last.box.left - line.box.left
    starts = abs(further) < _INDENT or further > _NEXT_COLUMN * (line.size or 12.0)
    return starts and edge - last.box.right < _width(line) and line.text[:1].isupper()


def mid_sentence(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a dash at the beginning of a line is one in the middle of a sentence."""
    last = unit.last
    if last is None or line.whole or line.text[:1] not in "-–—−" or not goes_on(unit, line) or _ENDED.search(last.text):
        return False
    if unit.unit is Unit.BULLET and unit.first is not None and _same_mark(unit.first, line):
        return False
    if last.box is None or line.box is None:
        return not unit.blank
    further = unit.printed[1:] or unit.printed
    return any(printed.box and abs(printed.box.left - line.box.left) < 2 for printed in further)


def _same_mark(first: Line, line: Line) -> bool:
    """Say whether a line begins with the mark of the item that is open, at the same place."""
    if first.text[:1] != line.text[:1]:
        return False
    return first.box is None or line.box is None or abs(first.box.left - line.box.left) < 2


def leads_to_list(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a printed bullet belongs to the numbered paragraph above it, which ends in a colon or in nothing."""
    if unit.unit is not Unit.NUMBERED or unit.last is None or line.box is None or "." in (unit.number or ""):
        return False  # in papers numbered by sections ("1.1") bullets are cited by themselves
    return unit.listing or unit.last.text.rstrip().endswith(":") or not _ENDED.search(unit.last.text)


def is_nested(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a printed bullet belongs to a list below the bullet that is open, which ends in a colon."""
    if unit.unit is not Unit.BULLET or unit.first is None or unit.first.box is None or line.box is None:
        return False
    if line.box.left < unit.first.box.left + _INDENT:
        return False
    return unit.listing or unit.lines[-1].rstrip().endswith(":")


def _at_indent(unit: ParagraphBuilder, line: Line) -> bool:
    """Say whether a line stands where the unit's further lines stand, which is not where its number stands."""
    assert line.box is not None
    further = [printed.box.left for printed in unit.printed[1:] if printed.box]
    own = unit.first.box.left if unit.first and unit.first.box else None
    if not further:
        return own is not None and unit.hang is not None and abs(line.box.left - own - unit.hang) < _SAME_PLACE
    hanging = own is None or abs(further[-1] - own) > _INDENT
    return abs(line.box.left - further[-1]) < _INDENT and hanging
