"""Where the words of a passage stand on the pages of a PDF: boxes around exactly their characters.

In comes a PDF, a text and the pages that it stands on; out come boxes in points of the page, a line each. The text is
found again by its own characters, so that nothing depends on how the file was read into lines.
"""

import ctypes
import math
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.errors import ReadError
from index.text import LIGATURES, LOWERED

PageBox = tuple[float, float, float, float]  # left, bottom, right, top, in points from the page's lower left corner

# Not compared: blanks, hyphens of every sort (a line's end adds and removes them) and signs without width.
_HYPHENS = frozenset("-\u2010\u2011\xad\ufffe\x02")
# Signs of boxes to tick ("\u2610", "\u2612") are put in by the reader of forms: on the page they are often drawn.
_IGNORED = _HYPHENS | frozenset("\u200b\ufeff\u2060\x00\u2610\u2612")
_LIKE = LOWERED | str.maketrans(LIGATURES)
_BREAKS = re.compile(r"[\s\-\u2010\u2011]+")
_CELL, _RAISED = 8.0, 3.5  # points between cells, and between the middles of characters of one line
_STRETCH = 60.0  # points between two characters of one line: farther apart are two columns


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page, counted from 1, and the boxes of a passage on it."""

    page: int
    boxes: tuple[PageBox, ...]


class PageCharacters:
    """The characters of one page in the order in which they were drawn, without blanks and hyphens."""

    def __init__(self, page: pdfium.PdfPage, number: int) -> None:
        """Read the characters of a page; their boxes are read when they are asked for."""
        self.number = number
        self._textpage = page.get_textpage()
        handle, code_of = self._textpage.raw, raw.FPDFText_GetUnicode
        pieces: list[str] = []
        indexes: list[int] = []
        starts: list[bool] = []
        hyphens: dict[int, int] = {}
        fresh = True
        for index in range(self._textpage.count_chars()):
            code = code_of(handle, index)
            char = chr(code) if code < 0x110000 else "\x00"
            if char.isspace() or char in _IGNORED:
                fresh = True
                if char in _HYPHENS and pieces:
                    hyphens[len(pieces) - 1] = index
            else:
                for single in char.translate(_LIKE):
                    pieces.append(single)
                    indexes.append(index)
                    starts.append(fresh)
                    fresh = False
        self.text = "".join(pieces)
        self.indexes = indexes
        self.starts = starts
        self._hyphens = hyphens  # the character index of the hyphen behind a place

    def is_turned(self, place: int) -> bool:
        """Say whether a character is written upwards or downwards."""
        return abs(math.sin(raw.FPDFText_GetCharAngle(self._textpage.raw, self.indexes[place]))) > 0.7

    def box(self, place: int) -> PageBox:
        """Give the box of the ink of a character."""
        return self._box(self.indexes[place])

    def hyphen_box(self, place: int) -> PageBox | None:
        """Give the box of the hyphen that stands behind a character; None where there is none."""
        index = self._hyphens.get(place)
        return None if index is None else self._box(index)

    def _box(self, index: int) -> PageBox:
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        raw.FPDFText_GetCharBox(self._textpage.raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def close(self) -> None:
        """Free the page's text."""
        self._textpage.close()


@contextmanager
def opened_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """Open a PDF that has been read before; raise ReadError where that fails."""
    try:
        document = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        raise ReadError(path.name, "it cannot be opened", "Download it again.") from error
    with closing(document):
        yield document


def find_boxes(path: Path, text: str, pages: Sequence[int] | None, *, occurrence: int = 0) -> tuple[MarkedPage, ...]:
    """Find the characters of a passage on its pages (any page where None) and give their boxes, page by page.

    ``occurrence`` tells which of several equal passages of these pages is meant, in their order. Raises ReadError
    where the file cannot be opened or the words are not on these pages.
    """
    with opened_pdf(path) as document, ExitStack() as opened:
        numbers = range(1, len(document) + 1) if pages is None else pages
        there = [number for number in numbers if 1 <= number <= len(document)]
        held = [opened.enter_context(closing(PageCharacters(document[number - 1], number))) for number in there]
        placed = place_text(held, text, occurrence=occurrence)
        if placed is None:
            fault = "the passage's words were not found on its pages"
            raise ReadError(path.name, fault, "Run: findings index --rebuild")
        last = max(number for number, places in enumerate(placed) if places)
        return tuple(
            MarkedPage(page.number, tuple(_line_boxes(page, places, goes_on=number < last)))
            for number, (page, places) in enumerate(zip(held, placed, strict=True))
            if places
        )


def place_text(pages: Sequence[PageCharacters], text: str, *, occurrence: int = 0) -> list[list[int]] | None:
    """Give for each page the places of the characters that are the text's; None where it is not all there."""
    wanted = split_words(text)
    whole = "".join(page.text for page in pages)
    starts = [start for page in pages for start in page.starts]
    spans = _place(whole, starts, wanted, occurrence) if wanted else None
    if spans is None:
        return None
    offsets = list(accumulate((len(page.text) for page in pages), initial=0))
    placed: list[list[int]] = [[] for _ in pages]
    for start, stop in spans:
        for place in range(start, stop):
            number = bisect_right(offsets, place) - 1
            while number < len(pages) and offsets[number + 1] <= place:
                number += 1
            placed[number].append(place - offsets[number])
    return placed


def split_words(text: str) -> list[str]:
    """List the words of a text as they are compared; a word can be broken at its hyphen, by the end of a page too."""
    return [word for word in map(compared, _BREAKS.split(text)) if word]


def compared(text: str) -> str:
    """Give the signs of a text that are compared: no blanks, no hyphens, ligatures taken apart."""
    return "".join(char for char in text.translate(_LIKE) if char not in _IGNORED and not char.isspace())


def _place(whole: str, starts: Sequence[bool], words: Sequence[str], occurrence: int) -> list[tuple[int, int]] | None:
    """Place all words: as one stretch where they stand so, else in as few pieces as can be, each of whole words."""
    joined = "".join(words)
    at_once = list(find_runs(whole, starts, joined))
    if at_once:
        start = at_once[min(occurrence, len(at_once) - 1)]
        return [(start, start + len(joined))]
    spans: list[tuple[int, int]] = []
    done, last = 0, 0
    taken: list[tuple[int, int]] = []
    while done < len(words):
        piece = _longest_piece(whole, starts, words[done:], last, taken)
        if piece is None:
            return None
        start, stop, count = piece
        spans.append((start, stop))
        taken.append((start, stop))
        done, last = done + count, stop
    return spans


def _longest_piece(
    whole: str, starts: Sequence[bool], words: Sequence[str], last: int, taken: Sequence[tuple[int, int]]
) -> tuple[int, int, int] | None:
    """Find the most of the first words that stand in one stretch, the nearest behind ``last`` of several such."""

    def places(count: int) -> list[int]:
        run = "".join(words[:count])
        return [
            start
            for start in find_runs(whole, starts, run)
            if not any(start < held_stop and held_start < start + len(run) for held_start, held_stop in taken)
        ]

    count = longest_run(lambda count: bool(places(count)), len(words))
    if count == 0:
        return None
    start = min(places(count), key=lambda place: (place < last, abs(place - last)))
    return start, start + len("".join(words[:count])), count


def longest_run(stands: Callable[[int], bool], most: int) -> int:
    """Find how many words, ``most`` at most, stand in one stretch; ``stands`` says it of so many."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if stands(middle) else (low, middle - 1)
    return low


def find_runs(whole: str, starts: Sequence[bool], run: str) -> Iterator[int]:
    """Yield where a run of whole words stands; a word may begin behind a hyphen, a bracket or a mark."""
    start = whole.find(run)
    while start >= 0:
        stop = start + len(run)
        begins = starts[start] or _is_apart(whole[start - 1], run[0])
        ends = stop == len(whole) or starts[stop] or _is_apart(run[-1], whole[stop])
        if begins and ends:
            yield start
        start = whole.find(run, start + 1)


def _is_apart(one: str, other: str) -> bool:
    """Say whether a word may end between two signs; the mark of a footnote sticks to the word beside it."""
    return not one.isalnum() or not other.isalnum() or one.isdigit() != other.isdigit()


def _line_boxes(page: PageCharacters, places: Sequence[int], *, goes_on: bool) -> Iterator[PageBox]:
    """Join the boxes of characters that follow each other on one line, with the hyphens between them; ``goes_on``
    says that more follows on the next page."""
    held: list[float] | None = None
    before = -2
    for place in places:
        box = page.box(place)
        if box[2] <= box[0] and box[3] <= box[1]:
            continue  # no ink
        follows = place == before + 1  # nothing else was drawn between them
        if held is not None:
            held = _with_hyphen(page, held, before)
        if held is not None and follows and _on_line(held, box, page.is_turned(place)):
            held = _around(held, box)
        else:
            if held is not None:
                yield _rounded(held)
            held = list(box)
        before = place
    if held is not None:
        yield _rounded(_with_hyphen(page, held, before) if goes_on else held)


def _with_hyphen(page: PageCharacters, held: list[float], place: int) -> list[float]:
    """Take the hyphen behind a character into the box of its line."""
    hyphen = page.hyphen_box(place)
    return _around(held, hyphen) if hyphen and _on_line(held, hyphen, page.is_turned(place)) else held


def _around(held: Sequence[float], box: PageBox) -> list[float]:
    return [min(held[0], box[0]), min(held[1], box[1]), max(held[2], box[2]), max(held[3], box[3])]


def _on_line(held: Sequence[float], box: PageBox, turned: bool) -> bool:
    low, high, near, far = (0, 2, 1, 3) if turned else (1, 3, 0, 2)
    shared = min(held[high], box[high]) - max(held[low], box[low])
    smaller = min(held[high] - held[low], box[high] - box[low])
    gap = max(box[near] - held[far], held[near] - box[far])
    if gap > _CELL and abs(held[low] + held[high] - box[low] - box[high]) > 2 * _RAISED:
        return False  # a cell beside, set at another height
    return shared > -0.25 * max(smaller, 4.0) and gap < _STRETCH


def _rounded(box: Sequence[float]) -> PageBox:
    left, bottom, right, top = (round(value, 2) for value in box)
    return left, bottom, right, top
