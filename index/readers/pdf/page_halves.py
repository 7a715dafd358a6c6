"""Two pages on one sheet: the lines of a sheet that shows two numbered pages side by side, the left page first.

In come the lines of a page; out go those of its two halves, or None where it is one page.
"""

import re
from collections.abc import Sequence

from index.readers.source import Line

_FOLD = 0.03  # of the sheet's width around its middle where nothing is printed
_FOOT = 0.2  # of the sheet's height at its top and bottom, where the numbers of pages stand
_NUMBER = re.compile(r"(?<!\d)\d{1,3}(?!\d)")


def two_pages(lines: Sequence[Line], width: float, height: float) -> tuple[list[Line], list[Line]] | None:
    """Give the lines of both pages of a sheet: it is wider than high, nothing crosses its middle, and a page's number
    and the next stand at the same height on both sides."""
    if width <= height:
        return None
    fold = width / 2
    left = [line for line in lines if line.box and line.box.right < fold - _FOLD * width / 2]
    right = [line for line in lines if line.box and line.box.left > fold + _FOLD * width / 2]
    if len(left) + len(right) < len(lines) or not left or not right:
        return None
    numbered = any(
        int(one) + 1 == int(other)
        for line in left
        for beside in right
        if line.box and beside.box and abs(line.box.middle - beside.box.middle) < 3
        if not _FOOT * height < line.box.middle < (1 - _FOOT) * height
        for one in _NUMBER.findall(line.text)
        for other in _NUMBER.findall(beside.text)
    )
    return (left, right) if numbered else None
