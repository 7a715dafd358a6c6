"""Line numbers: numbers in the margin that count the lines of a page, as drafts and minutes print them, left out.

In comes the text of a page; its lines stay without the numbers. Numbers of paragraphs and rows count something else:
lines of a running text are counted here, each one or every fifth.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from index.readers.pdf.text_lines import PageText
from index.readers.source import Line

_NUMBER = re.compile(r"\d{1,4}")
_LEADS = re.compile(r"\d{1,4}\s+\S")
_STEPS = {1: 8, 2: 5, 5: 3, 10: 3}  # by how much numbers go up from one to the next: how many a page has at least
_NEARLY_ALL = 0.85  # of the lines, where each is counted; and of the numbers, that go up by one step
_WITHIN = 0.2  # of the lines of a running text, at least, begin within a sentence
_GAP = 0.5  # of the font size between a number and its line
_ALIGNED = 2.5  # points

_Counted = tuple[int, Line, Line, Line | None]  # a number, its own line, the page's line, and the rest of that


def leave_out_line_numbers(text: PageText) -> None:
    """Take the numbers that count its lines from a page."""
    found = [counted for line in text.lines if (counted := _counted(text, line))]
    if len(found) < min(_STEPS.values()):
        return
    rest = [line for line in text.lines if line.box and not _NUMBER.fullmatch(line.text)]
    for group in _aligned(found):
        if not _counts_lines(group, rest):
            continue
        put = {id(line): after for _, _, line, after in group}
        text.lines[:] = [kept for line in text.lines if (kept := put.get(id(line), line)) is not None]
        return


def _counted(text: PageText, line: Line) -> _Counted | None:
    """Split a line at the number that it begins with, or that it is."""
    if line.box is None:
        return None
    if _NUMBER.fullmatch(line.text):
        return int(line.text), line, line, None
    if not _LEADS.match(line.text):
        return None
    parts = text.split_at_gaps(line, _GAP * (line.size or 12.0))
    if len(parts) != 2 or not _NUMBER.fullmatch(parts[0].text):
        return None
    return int(parts[0].text), parts[0], line, parts[1]


def _aligned(found: Sequence[_Counted]) -> list[list[_Counted]]:
    """Group numbers that end at one place, or begin at one; the largest group first."""
    groups: defaultdict[tuple[str, int], list[_Counted]] = defaultdict(list)
    for counted in found:
        box = counted[1].box
        assert box is not None
        groups["left", round(box.left / _ALIGNED)].append(counted)
        groups["right", round(box.right / _ALIGNED)].append(counted)
    return sorted(groups.values(), key=len, reverse=True)[:2]


def _counts_lines(group: Sequence[_Counted], rest: Sequence[Line]) -> bool:
    """Say whether numbers count the lines of a running text that stands beside them."""
    ordered = sorted(group, key=lambda counted: counted[1].box.middle if counted[1].box else 0.0)
    numbers = [number for number, *_ in ordered]
    texts = [after or line for _, _, line, after in group if after] + list(rest)
    if sum(line.text[:1].islower() for line in texts) < _WITHIN * len(texts):
        return False
    for step, least in _STEPS.items():
        steady = sum(other - one == step for one, other in pairwise(numbers))
        if len(numbers) < least or steady < _NEARLY_ALL * (len(numbers) - 1):
            continue
        if step > 2:
            return all(number % step == 0 for number in numbers)
        return step * len(numbers) >= _NEARLY_ALL * _counted_lines(group, rest)
    return False


def _counted_lines(group: Sequence[_Counted], rest: Sequence[Line]) -> int:
    """Count the lines of text between the first and the last number, those at one height once."""
    middles = [number.box.middle for _, number, _, _ in group if number.box]
    own = {id(line) for _, _, line, _ in group}
    heights = sorted(
        line.box.middle
        for line in rest
        if line.box and id(line) not in own and min(middles) - 3 < line.box.middle < max(middles) + 3
    )
    alone = [height for height in heights if all(abs(height - middle) > 4 for middle in middles)]
    return len(group) + len(alone)
