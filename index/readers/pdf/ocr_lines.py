"""Lines that OCR made: numbers and bullets put back before the lines that they stand beside.

In come the lines of a page whose text layer was read from a picture; out go lines as they are printed. OCR takes the
numbers in the margin for a column of their own, and bullets for letters and signs. Words are left as they were read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.readers.source import Box, Line

_MADE_BY = re.compile(r"ocrmypdf|tesseract|abbyy|paper capture|omnipage|readiris|\bocr\b", re.IGNORECASE)
_NUMBER = re.compile(r"(\(?\d{1,3}(?:\.\d{1,2})?)\s?[.,):]?")
# What OCR makes of a bullet: signs that begin no line, and letters that are no words.
_SIGN = r"(?:[•●▪■◼◦©®™@¢«»¤§°*=~>|+-]|m™|m@|e@|oe|eo|e|o|m|¢e|«e)"
_MARK = re.compile(rf"{_SIGN}{{1,2}}")
_MARKED = re.compile(rf"({_SIGN}{{1,2}})\s+(?=\S{{2}}|[AI] )")
# A heading in a sentence's case: no figures, no end of a sentence, twelve words at most.
_HEADING = re.compile(r"[A-Z][A-Za-z'’?-]*(?: [A-Za-z'’,?()-]+){0,11}")
_NO_HEADING = re.compile(r"(?:dear|yours|to|from|cc)\b", re.IGNORECASE)
_HEAD = 80.0  # points from the top of a page in which a logo stands
_WIDEST = 75.0  # points between a number and its line
_BULLET = "•"
_NUMBERED = re.compile(r"\d{1,3}\.\s")
_SEVERAL = 3  # items that show where the further lines of items begin
_SAME = 3.0  # points
_SHORT = 40.0  # points by which the last line of a page ends before others do


def is_ocr(properties: dict[str, str]) -> bool:
    """Tell from what a PDF says of the programs that made it whether its text layer was read from pictures."""
    return any(_MADE_BY.search(properties.get(key, "")) for key in ("creator", "producer"))


def mend_lines(lines: Sequence[Line]) -> list[Line]:
    """Put numbers and bullets before their lines, and write each bullet as one."""
    mended = list(lines)
    for line in lines:
        text = line.text.strip()
        number, mark = _NUMBER.fullmatch(text), _MARK.fullmatch(text)
        if line.box is None or not (number or mark):
            continue
        place = _beside(mended, line)
        if place is None:
            continue
        other = mended[place]
        assert other.box is not None
        box = Box(line.box.left, other.box.top, other.box.right, other.box.bottom)
        lead = f"{number[1]}." if number and "." not in number[1] else number[1] if number else _BULLET
        mended[place] = replace(other, text=f"{lead} {other.text}", box=box)
        mended = [one for one in mended if one is not line]
    ordered = _by_height([line for line in mended if not _is_logo(line, lines)])
    alone = [_stands_alone(ordered, place) for place in range(len(ordered))]
    return [
        replace(_with_bullet(line), bold=line.bold or by_itself) for line, by_itself in zip(ordered, alone, strict=True)
    ]


def restore_bullets(lines: Sequence[Line]) -> list[Line]:
    """Put bullets before the items of a list that OCR lost them of: paragraphs that begin where the further lines of
    other items do, in a document whose numbered paragraphs are set otherwise."""
    items = [(mark, text) for mark, text in pairwise(lines) if mark.text.startswith(_BULLET) and _is_next(mark, text)]
    lefts = sorted(text.box.left for _, text in items if text.box)
    if len(lefts) < _SEVERAL:
        return list(lines)
    left = lefts[len(lefts) // 2]
    counted = [text for mark, text in pairwise(lines) if _NUMBERED.match(mark.text) and _is_next(mark, text)]
    if any(text.box and abs(text.box.left - left) <= _SAME for text in counted):
        return list(lines)
    edge = max(line.box.right for line in lines if line.box)
    restored = list(lines[:1])
    for before, line in pairwise(lines):
        begins = line.box is not None and abs(line.box.left - left) <= _SAME and line.text[:1].isupper()
        lost = begins and _ends_before(before, line, edge)
        restored.append(replace(line, text=f"{_BULLET} {line.text}") if lost else line)
    return restored


def _is_next(mark: Line, text: Line) -> bool:
    """Say whether a line is the next one of an item, set in from where the item begins."""
    if mark.box is None or text.box is None or mark.page != text.page:
        return False
    return text.box.left > mark.box.left + _SAME and text.box.top - mark.box.bottom < 0.45 * (text.size or 12.0)


def _ends_before(before: Line, line: Line, edge: float) -> bool:
    """Say whether a paragraph ends with one line and another begins with the next."""
    if before.text[-1:] not in ".:;?!" or before.box is None or line.box is None:
        return False
    if before.page != line.page:
        return edge - before.box.right > _SHORT
    return line.box.top - before.box.bottom > 0.45 * (line.size or 12.0)


def _is_logo(line: Line, lines: Sequence[Line]) -> bool:
    """Tell whether a line is what OCR reads in the picture at the head of a page: far larger than the text."""
    sizes = sorted(one.size for one in lines if one.size)
    if not sizes or line.size is None or line.box is None or line.page == 1:
        return False
    usual = sizes[len(sizes) // 2]
    if line.size < 0.6 * usual and len(line.text) < 5:
        return line.box.top < _HEAD
    return line.box.top < _HEAD and line.size > 1.7 * usual and len(line.text.split()) < 5


def _stands_alone(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a line is set like a heading, which OCR does not see to be bold: short, with space around it."""
    line = lines[place]
    if line.box is None or not _HEADING.fullmatch(line.text) or _NO_HEADING.match(line.text):
        return False
    high = line.box.bottom - line.box.top
    above = lines[place - 1].box if place else None
    below = lines[place + 1].box if place + 1 < len(lines) else None
    over = line.box.top - above.bottom if above else high
    return below is not None and over > 0.6 * high and below.top - line.box.bottom > 0.35 * high


def _beside(lines: Sequence[Line], mark: Line) -> int | None:
    """Find the line that a number or a bullet stands before, at its height."""
    assert mark.box is not None
    middle = mark.box.middle
    found = None
    for place, line in enumerate(lines):
        if line is mark or line.box is None or not line.box.top <= middle <= line.box.bottom:
            continue
        gap = line.box.left - mark.box.right
        if -2.0 < gap < _WIDEST and (found is None or line.box.left < (lines[found].box or line.box).left):
            found = place
    return found


def _by_height(lines: list[Line]) -> list[Line]:
    """Put the lines of a page from top to bottom where none stands beside another."""
    ordered = sorted(lines, key=lambda line: line.box.top if line.box else 0.0)
    for above, below in pairwise(ordered):
        if above.box is None or below.box is None:
            return lines
        apart = below.box.left > above.box.right or above.box.left > below.box.right
        if apart and below.box.top < above.box.middle:
            return lines
    return ordered


def _with_bullet(line: Line) -> Line:
    if line.text[:1] in "[|" and "]" not in line.text and line.text[1:2].isupper():
        line = replace(line, text=line.text[1:])  # the border of a table
    marked = _MARKED.match(line.text)
    return replace(line, text=f"{_BULLET} {line.text[marked.end() :]}") if marked else line
