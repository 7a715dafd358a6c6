"""Headings: which lines head a section, and how deep.

In come the lines of a document; out go the indexes of those that are headings, with a level each (1 is the outermost).
In print a heading is told by its size and weight, in plain text by standing alone, and in other formats by the format.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from index.readers import Line, Role, Table
from index.structure.bullets import bullet_text
from index.structure.parts import (
    closes,
    is_chapter,
    is_contents,
    is_front_line,
    is_grade_head,
    is_graded_heading,
    matter_of,
)
from index.vocabulary import GIVEN_NAMES

_LEAD_IN = 4  # words before a colon that can still be a heading ("Recommendations:")
_ENTRY = re.compile(r"[\d\s]*[^\d\s].*\s\d{1,3}$")  # a line of a table of contents
_PAPER = re.compile(r"(?:report title|title of report|subject|title)\s*:\s*\S", re.IGNORECASE)
_ENDING = re.compile(r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:\d\d){1,2})?")
_NO_SENTENCE = re.compile(r"the graded judg|\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s", re.IGNORECASE)
_QUOTATION = re.compile(r"[‘“\"][^’”\"]{4,400}[.?!][’”\"]")  # a sentence that somebody said
_JITTER = 0.55  # points by which the sizes that are measured of one size differ
_SENTENCE = 4  # words of a sentence
_LONGEST_HEAD = 35  # words of a heading in print that is not bold
_TITLE = 6.0  # points by which a title is larger than the text
_SHORT = 70  # characters of a heading that looks like the text
_LONGEST = 12  # words of a heading in plain text; what is longer is a sentence
_BOXED = 45  # words of a box on a slide that ends without a full stop
_SMALLER = 9  # the level of a heading whose look is not known
# "Jane Doe Executive Director of Children's Services"
_SIGNATURE = re.compile(
    r"[A-Z][\w'’-]{1,30}(?: [A-Z][\w'’.-]{0,30}){1,3},?\s+"
    r"(?:(?:Executive|Strategic|Corporate|Service|Interim|Assistant|Acting)\s+)?"
    r"(?:Director|Head of|Chief Executive|Cabinet Member|Councillor)\b"
)


def find_headings(blocks: Sequence[Line | Table], *, taken: frozenset[int], numbered: frozenset[int]) -> dict[int, int]:
    """Give the level of every line that is a heading; ``taken`` lines are none, ``numbered`` ones only where they are
    titles ("3. Financial considerations")."""
    lines = [(index, block) for index, block in enumerate(blocks) if isinstance(block, Line)]
    body = body_size([line for _, line in lines])
    found: dict[int, int] = {}
    if body is not None:
        heads = [(i, line) for i, line in lines if i not in taken and i not in numbered and _printed(line, body)]
        texts = _larger_text(heads, body, {i: line for i, line in lines if i in numbered})
        heads = [(i, line) for i, line in heads if i not in texts]
        listed = _listed(lines, {i for i, line in heads if is_contents(line.text)})
        heads = [(i, line) for i, line in heads if i not in listed]
        heads = sorted([*heads, *_endings(lines, dict(heads))], key=lambda head: head[0])
        found = _levels(heads)
        found |= dict.fromkeys(_plain(lines, taken, numbered, found), _SMALLER)
        papers = [i for i, line in lines if i not in taken and (line.page or 0) > 1 and _PAPER.match(line.text)]
        if len(papers) > 1:  # each paper of a pack stands below its own title, and all its headings below that
            found = {i: level + 1 for i, level in found.items()} | dict.fromkeys(papers, 1)
    elif not any(line.role in {Role.HEADING, Role.TITLE} for _, line in lines) or not any(
        line.whole for _, line in lines
    ):
        found = {i: _level(blocks[i]) for i in _standing_alone(blocks, taken, numbered)}
    for i, line in lines:
        if line.role in {Role.HEADING, Role.TITLE} and line.text.strip():
            found[i] = line.level or 1
    return found


def body_size(lines: Sequence[Line]) -> float | None:
    """Give the font size in which most of the text is set; None where the format has none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def mends_heading(last: Line, line: Line) -> bool:
    """Say whether a printed heading goes on in the next line."""
    if (
        last.bold != line.bold
        or abs((last.size or 0.0) - (line.size or 0.0)) > _JITTER
        or last.page != line.page
        or last.box is None
        or line.box is None
    ):
        return False
    return line.box.top - last.box.bottom < (line.size or 12) * 0.8


def _levels(heads: Sequence[tuple[int, Line]]) -> dict[int, int]:
    """Rank headings by their size and weight; lines of one size are measured a little larger or smaller."""
    sizes = sorted({line.size or 0.0 for _, line in heads})
    ranks: dict[float, int] = {}
    for above, size in zip([-1.0, *sizes], sizes, strict=False):
        ranks[size] = ranks.get(above, 0) + (size - above > _JITTER)
    looks = sorted({(ranks[line.size or 0.0], line.bold) for _, line in heads}, reverse=True)
    return {i: looks.index((ranks[line.size or 0.0], line.bold)) + 1 for i, line in heads}


def _printed(line: Line, body: float) -> bool:
    if line.size is None or line.role is Role.FOOTNOTE or bullet_text(line.text) is not None:
        return False
    if not any(character.isalpha() for character in line.text):
        return False
    capitals = line.text.isupper() and " " in line.text
    large = line.size >= body + 1.4 or (line.bold and line.size >= (0.75 * body if capitals else body - 0.5))
    return large and not is_front_line(line.text) and not is_grade_head(line.text)


def _larger_text(heads: Sequence[tuple[int, Line]], body: float, numbered: Mapping[int, Line]) -> frozenset[int]:
    """Find lines that are larger or heavier than most and no headings: whole sentences, as in a summary in larger
    print, in the text of a paper whose tables are in small print, or in a box. Size alone is no sign of a heading."""
    groups: list[list[tuple[int, Line]]] = []
    for i, line in heads:
        if line.bold and (line.size or 0) >= body + 1.4 and line.text[0] not in '‘“"':
            continue
        last = groups[-1][-1] if groups else None
        if last is not None and last[0] == i - 1 and mends_heading(last[1], line):
            groups[-1].append((i, line))
        else:
            groups.append([(i, line)])
    found: set[int] = set()
    for group in groups:
        text = " ".join(line.text for _, line in group)
        above = numbered.get(group[0][0] - 1)
        rest = above is not None and mends_heading(above, group[0][1])  # of a numbered paragraph's sentence
        sentence = text.rstrip()[-1:] in ".;" and (len(text.split()) >= _SENTENCE or rest)
        if group[0][1].bold:  # the inspectorates set whole sentences over chapters
            known = is_chapter(text) or matter_of(text) is not None or _NO_SENTENCE.match(text) is not None
            sentence = text.rstrip()[-1:] == "." and len(text.split()) > _SENTENCE and not known
        if _QUOTATION.match(text):
            found |= {i for i, _ in group}
        if (sentence or (len(text.split()) > _LONGEST_HEAD and not group[0][1].bold)) and all(
            (line.size or 0) < body + _TITLE for _, line in group
        ):
            found |= {i for i, _ in group}
    return frozenset(found)


def _endings(lines: Sequence[tuple[int, Line]], heads: dict[int, Line]) -> list[tuple[int, Line]]:
    """Find the last lines of headings that hold no letter: the year of "... , June / 2026"."""
    return [
        (i, line)
        for (above, head), (i, line) in pairwise(lines)
        if above in heads and i not in heads and _ENDING.fullmatch(line.text) and mends_heading(head, line)
    ]


def _plain(
    lines: Sequence[tuple[int, Line]], taken: frozenset[int], numbered: frozenset[int], found: dict[int, int]
) -> list[int]:
    """Find headings in print that look like the text (italics are not told): a short line without a full stop, alone
    between two gaps, over a numbered paragraph; or over anything where its words are known."""
    plain: list[int] = []
    for (before, last), (i, line), (after, following) in zip(lines, lines[1:], lines[2:], strict=False):
        longest = _SHORT if not is_chapter(line.text) else 2 * _SHORT
        if not line.text[0].isupper() or line.text[-1] in ".;:,?!-" or len(line.text) > longest or i in taken:
            continue
        if i in found or i in numbered or line.box is None or following.box is None or last.box is None:
            continue
        known = matter_of(line.text) is not None
        if (
            not (known or after in numbered)
            or following.page != line.page
            or (abs(following.box.left - line.box.left) > 2 and bullet_text(following.text) is None)
        ):
            continue
        if bullet_text(line.text) is not None or line.text[-1].isdigit():
            continue
        size = line.size or 12.0
        apart = last.page != line.page or line.box.top - last.box.bottom > size * 0.55
        ended = last.text[-1] in ".?!)" or before in found
        if apart and ended and following.box.top - line.box.bottom > size * 0.4:
            plain.append(i)
    return plain


def _listed(lines: Sequence[tuple[int, Line]], contents: set[int]) -> frozenset[int]:
    """Find the lines of a table of contents: below its heading, down to the last on the page that ends in a number."""
    found: set[int] = set()
    for head in contents:
        page = next(line.page for i, line in lines if i == head)
        below = [(i, line) for i, line in lines if i > head and line.page == page]
        numbered = [i for i, line in below if _ENTRY.match(line.text)]
        if len(numbered) > 2:
            found |= {i for i, _ in below if i <= numbered[-1]}
    return frozenset(found)


def _standing_alone(blocks: Sequence[Line | Table], taken: frozenset[int], numbered: frozenset[int]) -> list[int]:
    """Find headings of plain text: short lines without a full stop that stand alone over something longer.

    Of several short lines in a row (the boxes of a slide) the first heads the others.
    """
    found: list[int] = []
    in_run = False
    for index, block in enumerate(blocks):
        if not isinstance(block, Line) or index in taken:
            in_run = False
            continue
        if not block.text.strip():
            continue
        known = matter_of(block.text) is not None and _title_like(block)
        if not (known or (_isolated(blocks, index) and (_title_like(block) or in_run))):
            in_run = False
            continue
        following = _next_text(blocks, index)
        alone = following is not None and _isolated(blocks, following) and index not in numbered
        if known:
            found.append(index)
            in_run = alone
        elif index in numbered:
            # "8. Call-in": a numbered title over a paragraph that has no number of its own.
            if following is not None and following not in numbered:
                found.append(index)
            in_run = False
        elif in_run and alone:
            continue
        elif following is not None and _title_like(block) and len(block.text.split()) > 1:
            found.append(index)
            in_run = alone
    return found


def _level(block: Line | Table) -> int:
    """Rank a heading of plain text: one that opens findings is above the others."""
    text = block.text if isinstance(block, Line) else ""
    return _SMALLER - 1 if is_chapter(text) else _SMALLER


def _title_like(line: Line) -> bool:
    text = line.text.strip()
    if line.role not in {Role.TEXT, Role.HEADING, Role.TITLE} or "\t" in line.text or bullet_text(text) is not None:
        return False
    if is_graded_heading(text):
        return True
    if _is_signature(text):
        return False
    if text[-1] in ".;," or len(text.split()) > _LONGEST or is_front_line(text) or closes(text):
        return False
    if text[-1] == ":" and len(text.split()) > _LEAD_IN:
        return False  # it leads to a list and heads nothing
    return text[0].isupper() or text[0].isdigit() or text[0] in "‘“'\"*"


def _is_signature(text: str) -> bool:
    """Say whether a line is a person's name with a post behind it, as papers are signed."""
    return _SIGNATURE.match(text) is not None and text.split(maxsplit=1)[0].lower() in GIVEN_NAMES


def _after_gap(blocks: Sequence[Line | Table], index: int) -> bool:
    """Say whether a line begins anew: after a blank line, or after a line that ends a sentence."""
    before = blocks[index - 1] if index else None
    if before is None or isinstance(before, Table) or not before.text.strip():
        return True
    return before.role is Role.BULLET or before.text.rstrip()[-1] in ".:"


def _before_gap(blocks: Sequence[Line | Table], index: int) -> bool:
    after = blocks[index + 1] if index + 1 < len(blocks) else None
    return not isinstance(after, Line) or not after.text.strip() or after.role is Role.BULLET or "\t" in after.text


def _next_text(blocks: Sequence[Line | Table], index: int) -> int | None:
    for place in range(index + 1, len(blocks)):
        block = blocks[place]
        if isinstance(block, Table) or block.text.strip():
            return place
    return None


def _isolated(blocks: Sequence[Line | Table], index: int) -> bool:
    """Say whether a line stands by itself and ends without a full stop, as headings and boxes of slides do."""
    line = blocks[index]
    if not isinstance(line, Line) or line.role is not Role.TEXT or "\t" in line.text:
        return False
    text = line.text.strip()
    if not text or text[-1] in ".;," or len(text.split()) > _BOXED or bullet_text(text) is not None:
        return False
    return _after_gap(blocks, index) and _before_gap(blocks, index)
