"""Sideways text: letters that stand one above the other, as in the turned heading of a narrow column, put together.

In come lines in the order in which they were drawn; out go runs of them that are one turned line each, and its text.
"""

from collections.abc import Sequence
from itertools import pairwise

from index.readers.source import Box, Line

_LEAST = 3  # letters of a turned line
_BLANK = 0.12  # of the font size: letters of one word are no further apart
_APART = 1.5  # of the font size: what is further apart are two lines
_LEVEL = 0.4  # of the font size by which letters of one turned line may stand beside each other


def sideways_runs(lines: Sequence[Line]) -> list[range]:
    """List runs of single letters that stand one above the other, each with its width along the page's height."""
    runs: list[range] = []
    start = 0
    for place in range(1, len(lines) + 1):
        if place < len(lines) and _follows(lines[place - 1], lines[place]):
            continue
        if place - start >= _LEAST:
            runs.append(range(start, place))
        start = place
    return runs


def turned_text(letters: Sequence[Line]) -> str:
    """Give the text of a run, with a blank where two letters stand apart."""
    text = letters[0].text
    for one, other in pairwise(letters):
        assert one.box is not None
        assert other.box is not None
        text += (" " if _gap(one.box, other.box) > _BLANK * (other.size or 12.0) else "") + other.text
    return text


def _follows(one: Line, other: Line) -> bool:
    if len(one.text) > 1 or len(other.text) > 1 or one.box is None or other.box is None or not other.size:
        return False
    beside = abs(one.box.left - other.box.left) < _LEVEL * other.size
    # A turned letter is as wide as others are high.
    wide = other.box.right - other.box.left > 0.7 * other.size
    return beside and wide and -_BLANK * other.size < _gap(one.box, other.box) < _APART * other.size


def _gap(one: Box, other: Box) -> float:
    return max(one.top - other.bottom, other.top - one.bottom)
