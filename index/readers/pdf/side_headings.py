"""Side headings: headings that stand in the margin, level with the paragraphs that they head, put before these.

In come the lines of a page that stand in no table; out go the same lines from top to bottom, or None where the page has
no such headings.
"""

from collections import Counter
from collections.abc import Sequence

from index.readers.source import Line

_LONG = 40  # characters of a line that tells where the text begins
_LEAST = 5  # such lines on a page
_LETTERS = 3  # of a heading
_APART = 0.8  # of the font size: lines of one heading are nearer
_LEVEL = 0.5  # of the font size: what is level differs by less
_ALIKE = 3.0  # points by which headings of one margin begin apart


def with_side_headings(parts: Sequence[Line]) -> list[Line] | None:
    """Put bold headings in the margin before the lines that they are level with; ``parts`` are lines cut at their
    gaps. A page has at least two, or there may be none."""
    begins = Counter(round(part.box.left) for part in parts if part.box and len(part.text) >= _LONG)
    edge, count = begins.most_common(1)[0] if begins else (0, 0)
    if count < _LEAST:
        return None
    margin = [part for part in parts if _is_heading(part, edge)]
    groups = _groups(margin)
    inside = set(map(id, margin))
    rest = [part for part in parts if id(part) not in inside]
    level = [group for group in groups if any(_is_level(group[0], line) for line in rest)]
    if len(level) < 2:
        return None
    headed = {id(line) for group in level for line in group}
    placed = [(_middle(line), line) for line in parts if id(line) not in headed]
    for group in level:
        placed += [(_middle(group[0]) - _LEVEL * (group[0].size or 12.0), line) for line in group]
    return [line for _, line in sorted(placed, key=lambda pair: pair[0])]


def _is_heading(part: Line, edge: float) -> bool:
    letters = sum(char.isalpha() for char in part.text)
    return part.bold and letters >= _LETTERS and part.box is not None and part.box.right < edge - 1


def _groups(margin: Sequence[Line]) -> list[list[Line]]:
    """Group the lines of headings of several lines; those that begin elsewhere than most are none."""
    lefts = Counter(round(line.box.left) for line in margin if line.box)
    usual = lefts.most_common(1)[0][0] if lefts else 0
    groups: list[list[Line]] = []
    for line in sorted(margin, key=_middle):
        last = groups[-1][-1].box if groups else None
        assert line.box is not None
        if abs(line.box.left - usual) > _ALIKE:
            continue
        if last is not None and line.box.top - last.bottom < _APART * (line.size or 12.0):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


def _is_level(heading: Line, line: Line) -> bool:
    if heading.box is None or line.box is None or line.box.left < heading.box.right:
        return False
    return abs(line.box.top - heading.box.top) < _LEVEL * (heading.size or 12.0)


def _middle(line: Line) -> float:
    return line.box.middle if line.box else 0.0
