"""Numbering: which of the lines that begin with a number begin a numbered paragraph.

Numbers go up by one and stand at one indent; a line such as "17. The figure ..." in the middle of a sentence does
neither. The best chain over the whole document is chosen, so that one stray line cannot derail it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from index.readers import Line

# "12. The", "12 The", and "12.The" where the blank was a tab that got lost.
_START = re.compile(r"(\d{1,3})(?:(\.)(?:\s+(?=\S)|(?=[A-Z‘“]))|()\s+(?=\S))")
_SECTIONED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=[A-Z‘“])")
_LEAP = {1: 0.0, 2: -1.5, 0: -1.6, 3: -2.4}  # what a step from one number to the next costs
_MISPRINT = -0.6  # a number printed twice by mistake, both times as a paragraph's number stands
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
    last: dict[int, int] = {}  # by number, the end of the best chain so far that ends in it
    top = -1  # the end of the best chain so far
    for place, (_, number, _, line) in enumerate(candidates):
        worth = 1.0
        if usual is not None and line.box and abs(line.box.left - usual) > _INDENT:
            worth = 0.2
        best, previous = (worth, -1) if number == 1 else (worth - 3.0, -1)
        for leap, cost in _LEAP.items():
            earlier = last.get(number - leap)
            if earlier is None:
                continue
            misprint = leap == 0 and _alike(candidates[earlier][3], line)
            score = scores[earlier] + (_MISPRINT if misprint else cost) + worth
            if score > best:
                best, previous = score, earlier
        if number == 1 and top >= 0 and scores[top] + _RESTART + worth > best:
            best, previous = scores[top] + _RESTART + worth, top
        scores.append(best)
        before.append(previous)
        if number not in last or best >= scores[last[number]]:
            last[number] = place
        if top < 0 or best >= scores[top]:
            top = place
    place = top
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
