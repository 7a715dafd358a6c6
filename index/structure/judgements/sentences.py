"""Sentences that grade: "Children's services in ... are good", "The Local Safeguarding Children Board is inadequate".

In come the blocks of a document that has a judgement table; out goes the sentence over it and the one for the
safeguarding board. Sentences that say more than a grade are running text and none of these.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.readers import Line, Table
from index.structure.judgements.grades import FoundJudgements, Row, goes_on, split_sentence
from index.structure.line_joining import join_lines

_BOARD = re.compile(r"safeguarding children board|\bLSCB\b", re.IGNORECASE)
_HEADING = 13.0  # points; text is set in 10 to 12
_LONGEST_LINE = 400  # characters
_ABOVE = 30  # lines between the sentence and its table: the grade is explained there


def sentence_above(blocks: Sequence[Line | Table], start: int) -> FoundJudgements:
    """Find the sentence that grades the whole, above a table on its page: "Children's services in ... are good"."""
    first = blocks[start]
    lowest = max(0, start - _ABOVE)
    for index in range(start - 1, lowest - 1, -1):
        block = blocks[index]
        if not isinstance(block, Line) or block.page != first.page:
            break
        if found := _sentence(blocks, index):
            return found
    return FoundJudgements()


def find_board(blocks: Sequence[Line | Table], start: int, used: set[int]) -> FoundJudgements:
    """Find the first sentence that grades the safeguarding board; over a chapter of its own it stays a heading."""
    page = blocks[start].page
    for index in range(start, len(blocks)):
        block = blocks[index]
        if index in used or not isinstance(block, Line) or not ("afeguarding" in block.text or "LSCB" in block.text):
            continue
        found = _sentence(blocks, index)
        if found is None or len(_BOARD.findall(found.rows[0].area.split(" (")[0])) != 1:
            continue
        if block.page == page and block.box:
            return found
        if block.box is None or block.bold or (block.size or 0.0) > _HEADING:
            return replace(found, used=frozenset())
    return FoundJudgements()


def _sentence(blocks: Sequence[Line | Table], start: int) -> FoundJudgements | None:
    """Read a sentence of at most three lines that grades and says no more."""
    first = blocks[start]
    lines: list[str] = []
    for index in range(start, min(start + 3, len(blocks))):
        block = blocks[index]
        if not isinstance(block, Line) or not 0 < len(block.text) <= _LONGEST_LINE or block.page != first.page:
            break
        if index > start and not _goes_with(first, block):
            break
        lines.append(block.text)
        text = join_lines(lines)
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if (found := split_sentence(text)) and not (
            isinstance(following, Line) and goes_on(found.grade, following.text)
        ):
            row = Row(found.area, found.grade, first.page, text)
            return FoundJudgements((row,), frozenset(range(start, index + 1)))
    return None


def _goes_with(first: Line | Table, line: Line) -> bool:
    """Say whether a line is set like the one that it may go on from."""
    if not isinstance(first, Line) or first.box is None or line.box is None:
        return True
    return abs(line.box.left - first.box.left) < 4 and abs((line.size or 0.0) - (first.size or 0.0)) < 1.2
