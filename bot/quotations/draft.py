"""The quotations in a draft: what stands between quotation marks, and what is said beside each.

In comes the text of a draft; out come quotations in its order. Quotation marks of every sort are read, one inside the
other too. A text without any is one quotation.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.quotations.words import words_of
from index.readers import Line, read_source

# Lines that follow each other without an empty one between them; a bullet begins a paragraph of its own.
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n|[^\S\n]{0,8}[-•*>]\s)[^\n]+)*")
_LONGEST = 8_000  # characters of a quotation
_OPENS = "“\"‘'«„"
_CLOSES = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "'": "'"}
_BEFORE = re.compile(r"[\s(\[{\-–—/:;,…“‘\"'>|*_]")
_SINGLE = "‘'"
_ROW = re.compile(r"([\"'“‘„«])\1{7,}")  # a line that is drawn with marks opens no quotation


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation without its marks, and its [start, end) in the draft.

    ``paragraph`` is the [start, end) of the paragraph that it stands in; ``others`` are other ends that its closing
    mark may have, where a mark may as well be an apostrophe.
    """

    text: str
    start: int
    end: int
    paragraph: tuple[int, int]
    marked: bool = True
    others: tuple[int, ...] = ()


def read_draft(path: Path) -> str:
    """Read the text of a draft: a Word document, a PDF or plain text; raise ReadError where it cannot be read."""
    lines = []
    for block in read_source(path).blocks:
        if isinstance(block, Line):
            lines.append(block.text + ("\n" if block.whole else ""))
        else:
            lines += ["\n".join(cell for cell in row if cell.strip()) + "\n" for row in block.rows]
    return "\n".join(lines)


def find_quotations(draft: str) -> list[Quoted]:
    """List the quotations of a cleaned draft in order; the whole text where it has no quotation marks."""
    found = [quoted for start, end in paragraphs_of(draft) for quoted in _in_paragraph(draft, start, end)]
    if found:
        return found
    start, end = len(draft) - len(draft.lstrip()), len(draft.rstrip())
    if not words_of(draft):
        return []
    return [Quoted(draft[start:end], start, end, (start, end), marked=False)]


def paragraphs_of(draft: str) -> Iterator[tuple[int, int]]:
    """Give the [start, end) of every paragraph of a text."""
    for match in _PARAGRAPH.finditer(draft):
        yield match.span()


def _in_paragraph(draft: str, start: int, end: int) -> Iterator[Quoted]:
    place, last = start, next((n for n in range(end - 1, start, -1) if draft[n].isalnum()), start)
    while place < last:  # behind the last word no quotation begins
        sign = draft[place]
        if row := _ROW.match(draft, place, end):
            place = row.end()
            continue
        if sign in _OPENS and _opens(draft, place, start):
            ends = _closings(draft, place, end)
            if ends and words_of(draft[place + 1 : ends[0]]):
                yield Quoted(draft[place + 1 : ends[0]], place + 1, ends[0], (start, end), others=tuple(ends[1:]))
                place = ends[0]
        place += 1


def _opens(draft: str, place: int, start: int) -> bool:
    """Say whether a mark can open a quotation: something follows at once, and nothing goes before at once."""
    sign, after = draft[place], draft[place + 1 : place + 2]
    if not after or after.isspace():
        return False
    if sign in "“«„":
        return True
    before = draft[place - 1] if place > start else " "
    if not _BEFORE.match(before):
        return False
    return sign != "'" or after.isalpha() or after in "[…"


def _closings(draft: str, place: int, end: int) -> list[int]:
    """Give the places where the quotation that opens here may close, the likeliest first; a double mark never closed
    goes on to the end of its paragraph."""
    sign = draft[place]
    if sign in _SINGLE:
        return _single_closings(draft, place, end)
    closers, depth = _CLOSES[sign], 1
    end = min(end, place + _LONGEST)
    for index in range(place + 1, end):
        char = draft[index]
        if sign == '"' and char == '"':
            opening = _BEFORE.match(draft[index - 1]) and index + 1 < end and not draft[index + 1].isspace()
            depth += 1 if opening and draft[index + 1] not in ".,;:)!?" else -1
        elif char == sign and sign != '"':
            depth += 1
        elif char in closers:
            depth -= 1
        if depth == 0:
            return [index]
    last = max((i for i in range(place + 1, end) if draft[i] in closers), default=0)
    return [last or end]


def _single_closings(draft: str, place: int, end: int) -> list[int]:
    """Tell a closing single mark from an apostrophe: the end of a plural's possessive looks the same."""
    sign = draft[place]
    end = min(end, place + _LONGEST)
    sure: list[int] = []
    unsure: list[int] = []
    for index in range(place + 1, end):
        char = draft[index]
        if char == sign and sign == "‘" and sure:
            break
        if char != _CLOSES[sign]:
            continue
        after = draft[index + 1 : index + 2]
        if after.isalnum() or draft[index - 1].isspace():
            continue
        before = draft[index - 1]
        if before != "s" or after in ".,;:)!?" or not after or index + 1 >= end:
            sure.append(index)
        else:
            unsure.append(index)
    first = [*sure[:1], *unsure[:3]] if sure else unsure[:4]
    return [*first, *sure[1:4]]
