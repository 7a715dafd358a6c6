"""Hyphenation: words that a typesetter broke at line ends, told from words that are printed with a hyphen.

In comes a ``Source``; out goes the same, with a word joiner in the place of each hyphen that only breaks a word. What a
word is is learned from the document itself first, and then from ordinary English.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from index.readers import Line, Source
from index.structure.line_joining import BROKEN
from index.text import LIGATURES, ordinary_english

_LIGATURES = str.maketrans(LIGATURES)
_HYPHENS = "-\u2010\xad\ufffe\x02"
_LEFT = re.compile(rf"([^\W\d_]{{2,30}})[{_HYPHENS}]$")
_RIGHT = re.compile(r"[a-z\ufb00-\ufb06]{2,30}")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
_KNOWN = 0.02  # in a million words of ordinary English: what is rarer is hardly a word
_PART = 2.0  # in a million: parts of a compound are common words
_RARER = 0.1  # of the word's own rate: a part of a broken word that is no word by itself is so much rarer
_PREFIXES = frozenset(
    "anti by co cross de ex in inter micro mid mis multi no non off on out over post pre re"
    " self semi sub under up well".split()
)
_FRAGMENT = 2  # letters: what is so short and no prefix is no part of a compound
_SEVERAL = 3  # words that are surely broken, in a document that breaks words


def mend_breaks(source: Source) -> Source:
    """Mark the hyphens at line ends that stand in no word as it is written."""
    pairs = [(line, right) for line, right in _breaks(source) if _LEFT.search(line.text)]
    if not pairs:
        return source
    held = _words(source)
    found = [(line, _sort(_left(line), right, held)) for line, right in pairs]
    surely = sum(sort is True for _, sort in found)
    breaking = surely >= max(_SEVERAL, sum(sort is False for _, sort in found))
    # Style sheets break words with a hyphen that is on no keyboard.
    typeset = not any("\u2010" in word for word in held)
    broken = {
        id(line)
        for line, sort in found
        if sort or (sort is None and (breaking or (typeset and line.text[-1] == "\u2010")))
    }
    if not broken:
        return source
    changed: dict[int, Line] = {}

    def mended(line: Line) -> Line:
        if id(line) in broken and id(line) not in changed:
            changed[id(line)] = replace(line, text=line.text[:-1] + BROKEN)
        return changed.get(id(line), line)

    blocks = tuple(mended(block) if isinstance(block, Line) else block for block in source.blocks)
    grids = tuple(
        replace(
            grid,
            cells=tuple(replace(cell, lines=tuple(map(mended, cell.lines))) for cell in grid.cells),
            covers=tuple(map(mended, grid.covers)),
        )
        for grid in source.grids
    )
    return replace(source, blocks=blocks, grids=grids)


def _breaks(source: Source) -> Iterator[tuple[Line, str]]:
    """List printed lines that end in a hyphen, each with the letters that the next line begins with."""
    lines = [block for block in source.blocks if isinstance(block, Line)]
    cells = [cell.lines for grid in source.grids for cell in grid.cells]
    for line, below in (pair for run in (*cells, lines) for pair in pairwise(run)):
        if not line.whole and line.text[-1:] in _HYPHENS and (match := _RIGHT.match(below.text)):
            yield line, match.group().translate(_LIGATURES)


def _left(line: Line) -> str:
    match = _LEFT.search(line.text)
    assert match is not None
    return match.group(1).translate(_LIGATURES)


def _words(source: Source) -> set[str]:
    """Give the words of a document that stand whole on a line, in small letters."""
    return {
        word.lower()
        for block in source.blocks
        if isinstance(block, Line)
        for word in _WORD.findall(block.text.translate(_LIGATURES))
    }


def _sort(left: str, right: str, held: set[str]) -> bool | None:
    """Say whether a hyphen surely breaks a word (True) or belongs to one (False); None where it may be either."""
    left, right = left.lower(), right.lower()
    if f"{left}-{right}" in held or f"{left}\u2010{right}" in held:
        return False
    ordinary = ordinary_english()
    whole = _PART if left + right in held else ordinary.get(left + right, 0.0)
    begins, ends = ordinary.get(left, 0.0), ordinary.get(right, 0.0)
    # What begins with no word is broken, however rare it is.
    if not whole or (left in ordinary and whole < _KNOWN):
        return False if left in _PREFIXES or min(begins, ends) > _PART else None
    if left in _PREFIXES:  # "re-structuring" may be written so, and "co-ordinated"
        return True if ends < _KNOWN and left != "co" else None
    compound = len(left) > _FRAGMENT and min(begins, ends) > _RARER * min(whole, _PART)
    return None if compound else True
