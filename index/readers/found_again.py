"""Find passages again in their file, by its own characters: a second way of reading, beside that of the readers.

In come a file and the texts that were read from it, each with its pages; out go those whose words do not stand there in
this order. A text may stand in several pieces (over lines, pages, cells and columns), but it may leave nothing out in
the midst of a line but marks, and each piece must come after the one before it on the page.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Protocol

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

from index.errors import ReadError
from index.readers.page_boxes import PageBox, PageCharacters, find_runs, longest_run, opened_pdf, split_words
from index.readers.raw_words import RawPart, read_parts

_BESIDE = 1.2  # times a character's height between two characters of one line that belong together
_MARKS = 4  # characters: a footnote's mark, "(a)"
_SLACK = 2.5  # points by which a piece may begin left of the end of what comes before it
_SHORTER = 4  # words that a piece may give to the next one: the next line may begin like what stands between
_PLACES = 12  # of a piece that are tried
_TRIES = 400  # for one text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text as it was read, and the first and the last page that it is said to stand on."""

    text: str
    first_page: int | None = None
    last_page: int | None = None


def find_lost(path: Path, wanted: Sequence[Wanted]) -> list[tuple[int, str]] | None:
    """Give the place in ``wanted`` of each text that is not found again, with a clause that says why.

    None for a format that cannot be looked at. Raises ReadError where the file cannot be opened.
    """
    try:
        with path.open("rb") as file:
            printed = b"%PDF-" in file.read(1024)
        if printed:
            return list(_lost_on_pages(path, wanted))
        part_of = read_parts(path)
    except OSError as error:
        raise ReadError(path.name, f"it cannot be opened ({error.strerror})", "Check its permissions.") from error
    return None if part_of is None else list(_lost_in_parts(part_of, wanted))


def _lost_in_parts(part_of: Callable[[int | None], RawPart], wanted: Sequence[Wanted]) -> Iterator[tuple[int, str]]:
    for place, one in enumerate(wanted):
        fault = _search(_Parts(part_of(one.first_page)), one.text, 0)
        if fault:
            yield place, fault


def _lost_on_pages(path: Path, wanted: Sequence[Wanted]) -> Iterator[tuple[int, str]]:
    held: dict[int, PageCharacters] = {}
    seen: dict[Wanted, int] = {}
    with opened_pdf(path) as document, ExitStack() as opened:
        opened.callback(_close_all, held)
        if document.get_formtype():
            document.init_forms()
        for place, one in enumerate(wanted):
            first = one.first_page or 0
            numbers = range(first, (one.last_page or first) + 1)
            if not numbers or not 1 <= numbers[0] <= numbers[-1] <= len(document):
                yield place, "the file has no such page"
                continue
            for number in [number for number in held if number < first - 1]:
                held.pop(number).close()
            for number in numbers:
                if number not in held:
                    held[number] = _characters(document, number)
            occurrence = seen[one] = seen.get(one, -1) + 1
            fault = _search(_Pages([held[number] for number in numbers]), one.text, occurrence)
            if fault:
                yield place, fault


def _close_all(pages: dict[int, PageCharacters]) -> None:
    for page in pages.values():
        page.close()


def _characters(document: pdfium.PdfDocument, number: int) -> PageCharacters:
    """Read the characters of a page, with what was typed into the fields of a form."""
    page = document[number - 1]
    if document.formenv is not None and raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY) == raw.FLATTEN_SUCCESS:
        page = document[number - 1]
    return PageCharacters(page, number)


class _Text(Protocol):
    """Characters one behind the other, and what can be said of a piece of them."""

    whole: str
    starts: list[bool]

    def fault_between(self, end: int, start: int) -> str:
        """Say what is wrong with a piece that ends before ``end`` and one that begins at ``start`` behind it."""

    def fault_of(self, spans: Sequence[tuple[int, int]]) -> str:
        """Say what is wrong with all pieces together."""

    def plain(self, word: str) -> str:
        """Give a word as it is compared here."""


def _search(text: _Text, wanted: str, occurrence: int) -> str:
    """Look for the words of a text; give what is wrong, or "" where they stand there."""
    words = [word for word in map(text.plain, split_words(wanted)) if word]
    if not any(char.isalnum() for word in words for char in word):
        return ""
    joined = "".join(words)
    at_once = list(find_runs(text.whole, text.starts, joined))
    if at_once:
        start = at_once[min(occurrence, len(at_once) - 1)]
        return text.fault_of([(start, start + len(joined))])
    search = _Search(text, words)
    return "" if search.run(0, ()) else search.fault


class _Search:
    """The search for words that stand in pieces, each as long as can be; ``fault`` is what hindered it last."""

    def __init__(self, text: _Text, words: Sequence[str]) -> None:
        self._text = text
        self._words = words
        self._tries = 0
        self._reached = 0
        self.fault = "its words are not there"

    def run(self, done: int, spans: tuple[tuple[int, int], ...]) -> bool:
        """Place the words from ``done`` on behind the pieces that are placed."""
        if done == len(self._words):
            fault = self._text.fault_of(spans)
            self._note(done, fault)
            return not fault
        longest = self._longest(done)
        for count in range(longest, max(longest - _SHORTER, 0), -1):
            run = "".join(self._words[done : done + count])
            last = spans[-1][1] if spans else 0
            places = islice(find_runs(self._text.whole, self._text.starts, run), _TRIES)
            ordered = sorted(places, key=lambda place: (place < last, abs(place - last)))
            for start in ordered[:_PLACES]:
                self._tries += 1
                if self._tries > _TRIES:
                    return False
                fault = self._fault(spans, start, start + len(run))
                self._note(done, fault)
                if not fault and self.run(done + count, (*spans, (start, start + len(run)))):
                    return True
        return False

    def _fault(self, spans: Sequence[tuple[int, int]], start: int, stop: int) -> str:
        if any(start < held_stop and held_start < stop for held_start, held_stop in spans):
            return "its words stand there less often"
        return self._text.fault_between(spans[-1][1], start) if spans else ""

    def _note(self, done: int, fault: str) -> None:
        if fault and done >= self._reached:
            self._reached, self.fault = done, fault

    def _longest(self, done: int) -> int:
        """Find how many of the words from ``done`` on stand in one stretch somewhere."""

        def stands(count: int) -> bool:
            run = "".join(self._words[done : done + count])
            return next(find_runs(self._text.whole, self._text.starts, run), None) is not None

        count = longest_run(stands, len(self._words) - done)
        if count == 0:
            self._note(done + 1, "its words are not there")
        return count


def _is_word(left_out: str) -> bool:
    return sum(char.isalpha() for char in left_out) > 1 or len(left_out) > _MARKS


class _Parts:
    """What has no printed pages: pieces of a text are whole paragraphs, but the first and the last."""

    def __init__(self, part: RawPart) -> None:
        self._part = part
        self.whole = part.text
        self.starts = part.starts

    def plain(self, word: str) -> str:
        return "".join(char for char in word if char not in self._part.ignored)

    def fault_of(self, spans: Sequence[tuple[int, int]]) -> str:
        return ""

    def fault_between(self, end: int, start: int) -> str:
        cut = self._cuts(end, 1) or self._cuts(start, -1)
        return "words are left out in the midst of a paragraph" if cut else ""

    def _cuts(self, place: int, step: int) -> bool:
        left_out = ""
        while place not in self._part.bounds and 0 < place < len(self.whole):
            left_out += self.whole[place if step > 0 else place - 1]
            place += step
        return _is_word(left_out)


class _Pages:
    """The characters of printed pages as one stretch, and where they stand."""

    def __init__(self, pages: Sequence[PageCharacters]) -> None:
        self._pages = pages
        self._offsets = list(accumulate((len(page.text) for page in pages), initial=0))
        self.whole = "".join(page.text for page in pages)
        self.starts = [start for page in pages for start in page.starts]

    def plain(self, word: str) -> str:
        return word

    def fault_of(self, spans: Sequence[tuple[int, int]]) -> str:
        numbers = {self._page_of(place) for start, stop in spans for place in (start, stop - 1)}
        stands = min(numbers) == 0 and max(numbers) == len(self._pages) - 1
        return "" if stands else "it does not stand on all of its pages"

    def fault_between(self, end: int, start: int) -> str:
        if not self._follows(end - 1, start):
            return "its words stand in another order"
        cut = self._cuts(end - 1, end, 1) or self._cuts(start, start - 1, -1)
        return "words are left out in the midst of a line" if cut else ""

    def _page_of(self, place: int) -> int:
        return min(bisect_right(self._offsets, place) - 1, len(self._pages) - 1)

    def _box(self, place: int) -> PageBox:
        number = self._page_of(place)
        return self._pages[number].box(place - self._offsets[number])

    def _is_turned(self, place: int) -> bool:
        number = self._page_of(place)
        return self._pages[number].is_turned(place - self._offsets[number])

    def _follows(self, end: int, start: int) -> bool:
        """Say whether what begins at ``start`` comes after what ends at ``end``: drawn later, below it or beside it."""
        if start > end or self._page_of(start) > self._page_of(end):
            return True
        if self._is_turned(start):
            return True  # which way is down on a page that is turned is not looked at
        above, below = self._box(end), self._box(start)
        return (below[1] + below[3]) / 2 < above[1] or below[0] > above[2] - _SLACK

    def _cuts(self, kept: int, beyond: int, step: int) -> bool:
        """Say whether a piece leaves out a word that stands beside its end (``step`` 1) or its beginning (-1)."""
        left_out = ""
        while 0 <= beyond < len(self.whole) and self._is_beside(kept, beyond):
            left_out += self.whole[beyond]
            kept, beyond = beyond, beyond + step
        return _is_word(left_out)

    def _is_beside(self, one: int, other: int) -> bool:
        if self._page_of(one) != self._page_of(other) or self._is_turned(one) or self._is_turned(other):
            return False
        here, there = self._box(one), self._box(other)
        high = max(here[3] - here[1], there[3] - there[1], 4.0)
        shared = min(here[3], there[3]) - max(here[1], there[1])
        gap = max(there[0] - here[2], here[0] - there[2])
        return shared > 0 and gap < _BESIDE * high
