"""Numbering: which of the lines that begin with a number begin a numbered paragraph.

Numbers go up by one and stand at one indent; a line such as "17. The figure ..." in the middle of a sentence does
neither. The best chain over the whole document is chosen, so that one stray line cannot derail it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from index.readers.source import Line

__all__ = ["numbered_starts", "sectioned_starts"]

# "12. The", "12 The", and "12.The" where the blank was a tab that got lost.
_START = re.compile(r"(\d{1,3})(?:(\.)(?:\s+(?=\S)|(?=[A-Z‘“]))|()\s+(?=\S))")
_SECTIONED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=[A-Z‘“])")
_REPEATED = -1.6
_MISPRINT = -0.6  # a number printed twice by mistake, both times as a paragraph's number stands
_LEAP = {1: 0.0, 2: -1.5, 0: _REPEATED, 3: -2.4}
_RESTART = -2.5
_INDENT = 9.0  # points within which numbers stand at one indent


def numbered_starts(lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Give, for each line that begins a numbered paragraph, its number and the offset of its text."""
    candidates: list[tuple[int, int, int, Line]] = []
    for index, line in enumerate(lines):
        match = _START.match(line.text)
        if match and (match.group(2) or line.text[match.end()].isupper()):
            candidates.append((index, int(match.group(1)), match.end(), line))
    if not candidates:
        return {}
    indents = Counter(round(line.box.left / 6) for _, _, _, line in candidates if line.box)
    usual = indents.most_common(1)[0][0] * 6 if indents else None
    scores: list[float] = []
    before: list[int] = []
    for place, (_, number, _, line) in enumerate(candidates):
        worth = 1.0
        if usual is not None and line.box and abs(line.box.left - usual) > _INDENT:
            worth = 0.2
        best, previous = (worth, -1) if number == 1 else (worth - 3.0, -1)
        for earlier in range(place - 1, -1, -1):
            leap = _LEAP.get(number - candidates[earlier][1])
            if leap == _REPEATED and _alike(candidates[earlier][3], line):
                leap = _MISPRINT
            if leap is None:
                if number != 1:
                    continue
                leap = _RESTART
            if scores[earlier] + leap + worth > best:
                best, previous = scores[earlier] + leap + worth, earlier
        scores.append(best)
        before.append(previous)
    place = max(range(len(scores)), key=lambda index: scores[index])
    if scores[place] < 2.5:
        return {}
    starts: dict[int, tuple[str, int]] = {}
    while place >= 0:
        index, number, offset, _ = candidates[place]
        starts[index] = (str(number), offset)
        place = before[place]
    return starts


def _alike(one: Line, other: Line) -> bool:
    """Say whether two lines begin with numbers at one indent, on paper."""
    return one.box is not None and other.box is not None and abs(one.box.left - other.box.left) < 2.0


def sectioned_starts(lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Give the lines that begin a paragraph numbered within its section ("3.1 The committee ..."), as council papers
    number theirs; a document with fewer than three has none."""
    found = {i: match for i, line in enumerate(lines) if (match := _SECTIONED.match(line.text))}
    numbers = Counter(match.group(1) for match in found.values())
    if len(numbers) < 3:
        return {}
    return {i: (match.group(1), match.end()) for i, match in found.items() if numbers[match.group(1)] == 1}
