"""Leading: how far apart the lines of a paragraph are set, learned from the document.

In come printed lines; out goes for each page the gap below which the next line goes on, as a part of the font size.
Only pairs of lines that surely belong together are measured: one breaks off and the next goes on in small letters.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from index.readers import Line

USUAL = 0.55  # of the font size: a wider gap between two lines of ordinary print surely begins a paragraph
_WIDER = 0.25  # of the font size: by so much a gap between paragraphs is wider than one between lines
_WIDEST = 2.2  # of the font size: lines of one paragraph are never further apart
_FULL = 60  # characters of a line that may well be a full one
_ENOUGH = 3  # pairs on a page, or the document's own leading counts there
_OPEN = re.compile(r"[a-z,;’']$")


def learn_leading(lines: Sequence[Line]) -> dict[int, float]:
    """Give by page the gap from which a paragraph begins, where the document shows it."""
    pages: defaultdict[int, list[float]] = defaultdict(list)
    for above, below in pairwise(lines):
        if (gap := _gap(above, below)) is not None and below.page is not None:
            pages[below.page].append(gap)
    whole = _common([gap for gaps in pages.values() for gap in gaps])
    found: dict[int, float] = {}
    for page in {line.page for line in lines if line.page is not None}:
        gaps = pages.get(page, [])
        usual = _common(gaps) if len(gaps) >= _ENOUGH else whole
        if usual is not None:
            found[page] = usual + _WIDER
    return found


def right_edges(lines: Sequence[Line]) -> dict[int, float]:
    """Give by page how far its lines of text reach; a page without full lines is taken for one of the usual width."""
    edges: dict[int, float] = {}
    for line in lines:
        if line.page is not None and line.box is not None and len(line.text) > _FULL:
            edges[line.page] = max(edges.get(line.page, 0.0), line.box.right)
    usual = sorted(edges.values())[len(edges) // 2] if edges else None
    for line in lines:
        if usual is not None and line.page is not None:
            edges.setdefault(line.page, usual)
    return edges


def _gap(above: Line, below: Line) -> float | None:
    """Give the gap between two lines of one paragraph as a part of the font size; None where they may be two."""
    if above.box is None or below.box is None or above.page != below.page or not above.size or not below.size:
        return None
    if abs(above.size - below.size) > 0.5 or abs(above.box.left - below.box.left) > 40:
        return None
    if not below.text[:1].islower() or not _OPEN.search(above.text) or len(above.text) < 30:
        return None
    gap = (below.box.top - above.box.bottom) / below.size
    return gap if -0.5 < gap < _WIDEST else None


def _common(gaps: Sequence[float]) -> float | None:
    """Give the most common of the gaps, the wider one where two are as common."""
    if not gaps:
        return None
    counted = Counter(round(gap, 1) for gap in gaps)
    return max(counted, key=lambda gap: (counted[gap], gap))
