"""Text lines: the printed lines of a page with place, size and weight, in the order in which they were drawn.

In comes the text layer of a page; out go lines. Only the first and the last character of a line are measured: boxes of
every character would cost more than the text itself. Which line is a footer or a paragraph is not decided here.
"""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.readers.pdf.placement import Placement
from index.readers.pdf.sideways import sideways_runs, turned_text
from index.readers.source import Box, Line
from index.text import RAISED

_AFTER_HYPHEN = re.compile("(?<=[\ufffe\x02])")
_MARKED = re.compile(r"(?<=[A-Za-z.,;:?!)’”'%])\d{1,2}(?=[\s.,;:)]|$)")
# "17 of the 38¹": the last figures of a number may be the mark of a footnote.
_FIGURES = re.compile(r"(?<![\d.,])\d[\d.,]{0,14}\d(?!\d)")
_BLANK = re.compile(r"(?<=\S)\s+(?=\S)")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d{1,2}")
_SMALLER = 0.87  # of the size of the word before it: what is smaller is the mark of a footnote
_FONT_NAME = ctypes.create_string_buffer(128)
_BOLD_NAME = re.compile(rb"bold|black|heavy", re.IGNORECASE)
_GAP = 1.5  # points between two characters that stand in two cells
_SAMPLES = 16  # characters of a page whose angle tells how it is turned
_DEGREES = 180 / math.pi
_LEVEL = 0.45  # of the font size: a line that ends so much higher or lower than it begins is none
_OVERPRINT = 3.5  # times as high as the print before it
_ASKEW = 8.0  # degrees
_SPACED = re.compile(r"(?:\S\s{1,4}){4,120}\S")
_BLANKS, _WORD = 1, 4.3  # characters of a word on average, with its blank: fewer are letters set apart ("im pr ov e")
_WORD_GAP = re.compile(r"\s{2,4}")
_DROPPED = 1.8  # times as high as the rest of its line: a letter that begins a chapter
_BOLD = 600  # FPDFText_GetFontWeight: 400 is regular, 700 bold


# Asked for every line: made, and looked up, once.
_OBJECT_AT = raw.FPDFText_GetTextObject
_FIRST, _LAST = raw.FS_RECTF(), raw.FS_RECTF()
_CHAR = raw.FS_RECTF()
_CHAR_REF = ctypes.byref(_CHAR)
_MATRIX = raw.FS_MATRIX()
_MATRIX_REF = ctypes.byref(_MATRIX)
_FIRST_REF, _LAST_REF = ctypes.byref(_FIRST), ctypes.byref(_LAST)


class PageText:
    """The text layer of one page; ``lines`` are its printed lines, and ``split`` cuts one of them at cells' borders."""

    def __init__(self, textpage: pdfium.PdfTextPage, number: int, placement: Placement) -> None:
        self.number = number
        self._handle = textpage.raw
        self._text: str = textpage.get_text_range()
        self._count = textpage.count_chars()
        # The text leaves out characters without a Unicode value, so that its offsets are not always character indexes.
        same = len(self._text) == self._count
        self._places: Sequence[int] = range(len(self._text)) if same else _places(textpage, self._text)
        self.placement = placement.upright(self._slant())
        self._ranges: dict[int, list[tuple[int, int]]] = {}  # by a line's identity, where its text stands
        self._parts: dict[int, list[Line]] = {}
        self.lines: list[Line] = []
        self._rise = 0.0  # points by which the last line that was measured ends higher or lower than it begins
        self._read()

    def _read(self) -> None:
        start = 0
        for line in self._text.split("\r\n"):
            # A line that ends in a hyphen comes as one with the line drawn after it; each is measured by itself.
            hyphened = "\ufffe" in line or "\x02" in line
            for piece in _AFTER_HYPHEN.split(line) if hyphened else (line,):
                stripped = piece.strip()
                if stripped:
                    begin = start + len(piece) - len(piece.lstrip())
                    self._add(begin, begin + len(stripped), spaced=piece[0] == " ")
                start += len(piece)
            start += 2
        for run in reversed(sideways_runs(self.lines)):
            self._join_letters(run)

    def _join_letters(self, run: range) -> None:
        """Put one line in the place of letters that stand one above the other."""
        letters = self.lines[run.start : run.stop]
        boxes = [letter.box for letter in letters if letter.box]
        box = Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        )
        line = replace(letters[0], text=turned_text(letters), box=box)
        self._ranges[id(line)] = [span for letter in letters for span in self._ranges.pop(id(letter))]
        self.lines[run.start : run.stop] = [line]

    def _slant(self) -> int | None:
        """Give the angle of most of the page's characters in quarters, as pdfium counts them; None without any."""
        step = max(1, self._count // _SAMPLES)
        quarters = Counter(round(self._angle(place) / 90) % 4 for place in range(0, self._count, step))
        return quarters.most_common(1)[0][0] if quarters else None

    def _angle(self, place: int) -> float:
        return float(raw.FPDFText_GetCharAngle(self._handle, place)) * _DEGREES

    def _level_parts(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Cut a text where it goes on at another height or further to the left; what is printed across the page, as
        watermarks are, is left out."""
        parts: list[tuple[int, int]] = []
        start: int | None = None
        before: Box | None = None
        for offset in range(begin, end):
            if self._text[offset].isspace():
                continue
            box = self.box_at(offset)
            askew = _ASKEW < self._angle(self._places[offset]) % 90 < 90 - _ASKEW
            if start is not None and before is not None and (askew or _is_elsewhere(before, box)):
                parts.append((start, offset))
                start = None
            if not askew:
                start, before = offset if start is None else start, box
        if start is not None:
            parts.append((start, end))
        return [self._trimmed(*part) for part in parts]

    def _add(self, begin: int, end: int, *, spaced: bool) -> None:
        added = self._measure(begin, end)
        box = added.box
        uneven = box is not None and self._rise > _LEVEL * min(added.size or 12.0, box.bottom - box.top)
        if box is not None and (uneven or box.right < box.left):
            parts = self._level_parts(begin, end)
            if parts != [(begin, end)]:
                for part in parts:
                    self._add(*part, spaced=spaced)
                return
        ranges = [(begin, end)]
        if self.lines and _beside(self.lines[-1], added):
            mended = _mend(self.lines[-1], added, spaced=spaced)
            if mended is not None:
                ranges = self._ranges.pop(id(self.lines.pop())) + ranges
                added = mended
        self.lines.append(added)
        self._ranges[id(added)] = ranges

    def _measure(self, begin: int, end: int) -> Line:
        """Make a line of the text between two offsets."""
        handle, places = self._handle, self._places
        text = self._text[begin:end]
        first, last = _FIRST, _LAST
        head, tail = places[begin], places[end - 1]
        raw.FPDFText_GetLooseCharBox(handle, head, _FIRST_REF)
        raw.FPDFText_GetLooseCharBox(handle, tail, _LAST_REF)
        # At the end: a number before a line can be set otherwise, and so can a footnote's mark after it.
        size = self._size(tail)
        upright = self.placement.quarters % 2 == 0
        high, head_high = (
            (last.top - last.bottom, first.top - first.bottom)
            if upright
            else (last.right - last.left, first.right - first.left)
        )
        if head_high > _DROPPED * high and text[:1].isupper() and text[1:2].isalpha() and upright:
            # A letter over several lines begins a paragraph: the line is as high as its other letters.
            left = first.left
            raw.FPDFText_GetLooseCharBox(handle, places[begin + 1], _FIRST_REF)
            first.left, head, head_high = left, places[begin + 1], first.top - first.bottom
        if text[-1].isdigit() or text[0].isalpha():
            size = max(size, self._size(head))
        shown = text
        if _DIGIT.search(text) and (_MARKED.search(text) or _FIGURES.search(text)):
            shown = self._raise_marks(text, begin)
        elif _SPACED.fullmatch(text) or text.count(" ") > _BLANKS + len(text) / _WORD:
            shown = self._closed_up(begin, end)
        self._rise = abs(first.bottom - last.bottom if upright else first.left - last.left)
        if high > _OVERPRINT * head_high:
            self._rise = high  # much larger print that stands over a line is another
        bold = self._is_bold(tail) and self._is_bold(head)
        page = self.placement
        if page.quarters == 0:
            low = min(first.bottom, last.bottom)
            box = Box(first.left - page.left, page.top - first.top, last.right - page.left, page.top - low)
        else:
            one = page.box(first.left, first.bottom, first.right, first.top)
            two = page.box(last.left, last.bottom, last.right, last.top)
            box = Box(one.left, one.top, two.right, max(one.bottom, two.bottom))
        return Line(shown, self.number, box=box, size=round(size, 1), bold=bold)

    def _size(self, place: int) -> float:
        """Give the size in which a character is printed: that of its font, as the page scales it."""
        raw.FPDFText_GetMatrix(self._handle, place, _MATRIX_REF)
        return float(raw.FPDFText_GetFontSize(self._handle, place)) * math.hypot(_MATRIX.c, _MATRIX.d)

    def _raise_marks(self, text: str, begin: int) -> str:
        """Set the marks of footnotes as raised figures, as they are printed: what is smaller than the word, or the
        figure, before it."""
        raised: set[int] = set()
        for match in _MARKED.finditer(text):
            if self._height(begin + match.start()) < _SMALLER * self._height(begin + match.start() - 1):
                raised |= set(range(*match.span()))
        for match in _FIGURES.finditer(text):
            whole = self._height(begin + match.start())
            for place in range(match.end() - 1, match.start(), -1):
                if self._height(begin + place) >= _SMALLER * whole:
                    break
                raised.add(place)
        if not raised:
            return text
        return "".join(char.translate(RAISED) if n in raised else char for n, char in enumerate(text))

    def _height(self, offset: int) -> float:
        raw.FPDFText_GetLooseCharBox(self._handle, self._places[offset], _CHAR_REF)
        return float(_CHAR.top - _CHAR.bottom if self.placement.quarters % 2 == 0 else _CHAR.right - _CHAR.left)

    def _closed_up(self, begin: int, end: int) -> str:
        """Give the words of a line whose letters are set apart; a wider gap parts words."""
        if _WORD_GAP.search(self._text[begin:end]):
            return " ".join(word.replace(" ", "") for word in _WORD_GAP.split(self._text[begin:end]))
        box = raw.FS_RECTF()
        letters = [offset for offset in range(begin, end) if not self._text[offset].isspace()]
        edges: list[tuple[float, float]] = []
        for offset in letters:
            raw.FPDFText_GetLooseCharBox(self._handle, self._places[offset], ctypes.byref(box))
            place = self.placement.box(box.left, box.bottom, box.right, box.top)
            edges.append((place.left, place.right))
        gaps = [after[0] - before[1] for before, after in pairwise(edges)]
        usual = sorted(gaps)[len(gaps) // 2]
        words = self._text[letters[0]]
        for offset, gap in zip(letters[1:], gaps, strict=True):
            words += (" " if gap > usual * 1.4 + 1.0 else "") + self._text[offset]
        return words

    def _is_bold(self, place: int) -> bool:
        return raw.FPDFText_GetFontWeight(self._handle, place) >= _BOLD or _has_bold_name(self._handle, place)

    def spans(self, line: Line) -> list[tuple[int, int]]:
        """Give where a line's text stands in the page's, from and to offsets."""
        return self._ranges[id(line)]

    def is_spoken(self, offset: int) -> bool:
        """Say whether a character is a letter or a figure; other signs say nothing by themselves."""
        return self._text[offset].isalnum()

    def object_at(self, offset: int) -> Any:
        """Give pdfium's handle of the object that a character belongs to; None for blanks that pdfium put in."""
        return _OBJECT_AT(self._handle, self._places[offset]) or None

    def box_at(self, offset: int, placement: Placement | None = None) -> Box:
        """Give the box of a character."""
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(self._handle, self._places[offset], ctypes.byref(box))
        return (placement or self.placement).box(box.left, box.bottom, box.right, box.top)

    def without(self, line: Line, hidden: frozenset[int], mark: str) -> Line | None:
        """Give a line without some of its characters, a mark in the place of each run of them; None where nothing is
        left."""
        text = ""
        shown: list[tuple[int, int]] = []
        for begin, end in self._ranges[id(line)]:
            start = None
            for offset in range(begin, end + 1):
                if offset == end or offset in hidden:
                    if start is not None:
                        shown.append((start, offset))
                        text += self._text[start:offset]
                    start = None
                    if offset < end and not text.endswith(mark or " "):
                        text += mark
                elif start is None:
                    start = offset
        if not any(character.isalnum() for character in text):
            return None
        first, last = self.box_at(shown[0][0]), self.box_at(shown[-1][1] - 1)
        box = Box(first.left, min(first.top, last.top), last.right, max(first.bottom, last.bottom))
        words = text.split()
        whole = [word for before, word in zip(["", *words], words, strict=False) if not before == word == mark]
        kept = replace(line, text=" ".join(whole), box=box)
        self._ranges[id(kept)] = shown
        return kept

    def has_gap(self, line: Line, gap: float) -> bool:
        """Say whether two words of a line are further apart than a gap; of a line put right since, it is not known."""
        return any(wide > gap for span in self._ranges.get(id(line), ()) for _, wide in self._gaps(*span))

    def _gaps(self, begin: int, end: int) -> Iterator[tuple[int, float]]:
        """List the words of a text but for the first: where each begins, and how far it is from the one before."""
        handle, places, upright = self._handle, self._places, self.placement.quarters == 0
        for blank in _BLANK.finditer(self._text, begin, end):
            if upright:
                raw.FPDFText_GetLooseCharBox(handle, places[blank.start() - 1], _FIRST_REF)
                raw.FPDFText_GetLooseCharBox(handle, places[blank.end()], _LAST_REF)
                yield blank.end(), _LAST.left - _FIRST.right
            else:
                yield blank.end(), self.box_at(blank.end()).left - self.box_at(blank.start() - 1).right

    def parts_of(self, line: Line) -> list[Line]:
        """Give the parts into which a line was cut at its gaps; the line itself where it was not."""
        return self._parts.get(id(line), [line])

    def split_at_gaps(self, line: Line, gap: float) -> list[Line]:
        """Cut a line where two of its words are further apart than a gap."""
        cuts: list[tuple[int, int]] = []
        for begin, end in self._ranges[id(line)]:
            start = begin
            for offset, wide in self._gaps(begin, end):
                if wide > gap:
                    cuts.append((start, offset))
                    start = offset
            cuts.append((start, end))
        parts = [self._trimmed(*cut) for cut in cuts]
        if len(parts) == len(self._ranges[id(line)]):
            return [line]
        cut = [self._measured(*part) for part in parts if part[0] < part[1]]
        self._parts[id(line)] = cut
        return cut

    def _measured(self, begin: int, end: int) -> Line:
        """Make a line that can be cut again."""
        line = self._measure(begin, end)
        self._ranges[id(line)] = [(begin, end)]
        return line

    def split(self, line: Line, edges: Sequence[float]) -> list[Line]:
        """Cut a line where it crosses an edge, at a blank or a gap; the parts are in the line's order."""
        cuts: list[tuple[int, int]] = []
        box = raw.FS_RECTF()
        for begin, end in self._ranges[id(line)]:
            start = begin
            column = right = None
            for offset in range(begin, end):
                if self._text[offset].isspace():
                    continue
                raw.FPDFText_GetLooseCharBox(self._handle, self._places[offset], ctypes.byref(box))
                place = self.placement.box(box.left, box.bottom, box.right, box.top)
                middle = (place.left + place.right) / 2
                here = sum(1 for edge in edges if edge < middle)
                if column is not None and here != column and right is not None:
                    if self._text[offset - 1].isspace() or abs(place.left - right) > _GAP:
                        cuts.append((start, offset))
                        start, column = offset, here
                else:
                    column = here
                right = place.right
            cuts.append((start, end))
        parts = [self._trimmed(*cut) for cut in cuts]
        return [self._measure(*part) for part in parts if part[0] < part[1]]

    def _trimmed(self, begin: int, end: int) -> tuple[int, int]:
        text = self._text[begin:end]
        begin += len(text) - len(text.lstrip())
        return begin, max(begin, begin + len(text.strip()))


def _is_elsewhere(before: Box, box: Box) -> bool:
    """Say whether a character stands at another height than the one before it, as raised figures do not, or to the
    left of it."""
    shared = min(before.bottom, box.bottom) - max(before.top, box.top)
    if box.bottom - box.top > _OVERPRINT * (before.bottom - before.top):
        return True
    return shared < 0.3 * min(before.bottom - before.top, box.bottom - box.top) or box.right < before.left - 2


def _has_bold_name(handle: object, index: int) -> bool:
    """Say whether a character's font is bold by its name; some fonts give no weight."""
    size = raw.FPDFText_GetFontInfo(handle, index, _FONT_NAME, len(_FONT_NAME), None)
    return 0 < size <= len(_FONT_NAME) and _is_bold_name(_FONT_NAME.value)


@lru_cache(maxsize=1024)
def _is_bold_name(name: bytes) -> bool:
    return _BOLD_NAME.search(name) is not None


def _beside(last: Line, line: Line) -> bool:
    """Say whether a line was drawn as the rest of the one before it: right behind it, at its height."""
    if last.box is None or line.box is None or last.size is None or line.size is None:
        return False
    gap = line.box.left - last.box.right
    return (
        -1.5 < gap < 0.35 * max(last.size, line.size)
        and line.box.top < last.box.bottom
        and last.box.top < line.box.bottom
    )


def _mend(last: Line, line: Line, *, spaced: bool) -> Line | None:
    """Put a line behind the last one, a small figure as the mark of a footnote; None where it cannot be."""
    if last.box is None or line.box is None or last.size is None or line.size is None:
        return None
    text = line.text
    if line.size < _SMALLER * last.size:
        if not _FIGURE.fullmatch(text):
            return None
        text, spaced = text.translate(RAISED), False
    elif last.size < _SMALLER * line.size:
        if not _FIGURE.fullmatch(last.text):
            return None
        spaced = True  # the mark before a footnote
    box = Box(last.box.left, min(last.box.top, line.box.top), line.box.right, max(last.box.bottom, line.box.bottom))
    joined = f"{last.text} {text}" if spaced else last.text + text
    return replace(last, text=joined, size=max(last.size, line.size), box=box, bold=last.bold and line.bold)


def _places(textpage: pdfium.PdfTextPage, text: str) -> list[int]:
    """Align offsets of the text with character indexes, one character at a time."""
    codes = [raw.FPDFText_GetUnicode(textpage.raw, index) for index in range(textpage.count_chars())]
    places: list[int] = []
    index = 0
    for character in text:
        code = ord(character)
        ahead = index
        while ahead < len(codes) and codes[ahead] != code:
            ahead += 1
        if ahead < len(codes):
            index = ahead
        places.append(min(index, len(codes) - 1))
        index += 1
    return places
