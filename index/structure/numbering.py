"""Numbering: which of the lines that begin with a number begin a numbered paragraph.

Numbers go up by one and stand at one indent; a line such as "17. The figure ..." in the middle of a sentence does
neither. The best chain over the whole document is chosen, so that one stray line cannot derail it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from index.readers import Line, Role
from index.text import MONTHS

# "12. The", "12 The", and "12.The" where the blank was a tab that got lost.
_DAY = re.compile(rf"\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\b")
_TITLE = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?\s+[A-Z].{1,70}(?<![.;:,])$")
_START = re.compile(r"(\d{1,3})(?:(\.)(?:\s+(?=\S)|(?=[A-Z‘“]))|()\s+(?=\S))")
_SECTIONED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2})\.?\s+(?=[A-Z‘“█])")
_COUNTED = re.compile(r"\d{1,3}(?:\.\d{1,3})*[.)]?")
_LEAP = {1: 0.0, 2: -1.5, 0: -1.6, 3: -2.4}  # what a step from one number to the next costs
# Numbers in the margin of a scan can be lost for a page.
_LOST = dict.fromkeys(range(4, 13), -3.0)
_MISPRINT = -0.6  # a number printed twice by mistake, both times as a paragraph's number stands
_RESTART = -2.5
_RESTART_BELOW_HEADING = -0.5
_LONGEST_HEADING = 100  # characters
_SMALL = 0.88  # of the usual size: footnotes are set smaller
_HANG = 60.0  # points by which lines are set in from a number, at most
_RUN = 3  # paragraphs of an extract whose first number is not 1
_CLOSE = 0.3  # of the size: lines of one paragraph are no further apart
_FULL = 50  # characters of a line that a sentence runs over the end of
_SEVERAL, _NEARLY_ALL = 2, 0.8  # titles of sections, and the part of a document's numbers that they are
_INDENT = 9.0  # points within which numbers stand at one indent

_Candidate = tuple[int, int, int, Line]  # the index of a line, its number, where its text begins, the line


def numbered_starts(lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Give, for each line that begins a numbered paragraph, its number and the offset of its text."""
    candidates: list[_Candidate] = []
    usual_size = _usual_size(lines)
    for index, line in enumerate(lines):
        match = _START.match(line.text)
        if match and not match.group(2) and line.size and line.size < _SMALL * usual_size:
            continue  # a footnote and its mark
        if match and _is_title(lines, index, usual_size):
            continue
        if match and (match.group(2) or line.text[match.end()].isupper()) and not _DAY.match(line.text):
            candidates.append((index, int(match.group(1)), match.end(), line))
    if not candidates:
        return {}
    indents = Counter(round(line.box.left / 6) for _, _, _, line in candidates if line.box)
    usual = indents.most_common(1)[0][0] * 6 if indents else None
    scores: list[float] = []
    before: list[int] = []
    last: dict[int, int] = {}  # by number, the end of the best chain so far that ends in it
    top = -1  # the end of the best chain so far
    for place, (index, number, _, line) in enumerate(candidates):
        worth = 1.0
        if usual is not None and line.box and abs(line.box.left - usual) > _INDENT:
            worth = 0.2
        if index and _within_sentence(lines[index - 1], line):
            worth = -0.5
        best, previous = (worth, -1) if number == 1 else (worth - 3.0, -1)
        for leap, cost in (_LEAP | _LOST).items():
            earlier = last.get(number - leap)
            if earlier is None:
                continue
            misprint = leap == 0 and _alike(candidates[earlier][3], line)
            score = scores[earlier] + (_MISPRINT if misprint else cost) + worth
            if score > best:
                best, previous = score, earlier
        restart = _RESTART_BELOW_HEADING if _below_heading(lines, index) else _RESTART
        if number == 1 and top >= 0 and scores[top] + restart + worth > best:
            best, previous = scores[top] + restart + worth, top
        scores.append(best)
        before.append(previous)
        if number not in last or best >= scores[last[number]]:
            last[number] = place
        if top < 0 or best >= scores[top]:
            top = place
    place = top
    if scores[place] < 2.5:
        return _hanging_run(lines, candidates)
    starts: dict[int, tuple[str, int]] = {}
    while place >= 0:
        index, number, offset, _ = candidates[place]
        starts[index] = (str(number), offset)
        place = before[place]
    return starts


def _usual_size(lines: Sequence[Line]) -> float:
    """Give the size of the line in the middle, by size; 0 where the format has none."""
    sizes = sorted(line.size for line in lines if line.size)
    return sizes[len(sizes) // 2] if sizes else 0.0


def section_titles(lines: Sequence[Line], starts: dict[int, tuple[str, int]]) -> frozenset[int]:
    """Find numbered lines that are the titles of sections by what stands below them, where their look does not tell:
    nearly all numbers of a document lead a short line over a paragraph that begins anew."""
    titles = {
        index
        for index in starts
        if _TITLE.match(lines[index].text)
        and index + 1 < len(lines)
        and index + 1 not in starts
        and lines[index].page == lines[index + 1].page
        and not lines[index + 1].text[:1].islower()
        and len(lines[index + 1].text) > len(lines[index].text)
    }
    return frozenset(titles) if len(titles) > _SEVERAL and len(titles) >= _NEARLY_ALL * len(starts) else frozenset()


def _is_title(lines: Sequence[Line], index: int, usual: float) -> bool:
    """Say whether a numbered line is printed as a title is, larger or heavier than the text right below it."""
    line, below = lines[index], lines[index + 1] if index + 1 < len(lines) else None
    if line.size is None or below is None or below.size is None or not _TITLE.match(line.text):
        return False
    larger = line.size >= max(usual, below.size) + 1.4
    return larger or (line.bold and not below.bold and line.size >= below.size)


def _hanging_run(lines: Sequence[Line], candidates: Sequence[_Candidate]) -> dict[int, tuple[str, int]]:
    """Give the few numbered paragraphs of an extract, which begin at any number: one after the other, at one indent,
    each with its further lines set in."""
    for place in range(len(candidates) - _RUN + 1):
        run = [candidates[place]]
        for index, number, offset, line in candidates[place + 1 :]:
            if number == run[-1][1] + 1 and _alike(run[-1][3], line):
                run.append((index, number, offset, line))
        hung = sum(_hangs(line, lines[index + 1]) for index, _, _, line in run if index + 1 < len(lines))
        if len(run) >= _RUN and 2 * hung >= len(run):
            return {index: (str(number), offset) for index, number, offset, _ in run}
    return {}


def _hangs(line: Line, below: Line) -> bool:
    """Say whether the line below a number is set in from it."""
    return line.box is not None and below.box is not None and _INDENT < below.box.left - line.box.left < _HANG


def _within_sentence(above: Line, line: Line) -> bool:
    """Say whether a line goes on with the sentence of a printed line right above it, whose last word it is a figure
    of: "asked question / 1. The head of service said ..."."""
    if above.box is None or line.box is None or above.page != line.page or above.bold or not above.text[-1].islower():
        return False
    size = line.size or 12.0
    close = -0.5 * size < line.box.top - above.box.bottom < _CLOSE * size
    return close and len(above.text) > _FULL and line.box.right < above.box.right + size


def _below_heading(lines: Sequence[Line], index: int) -> bool:
    """Say whether a line stands right below a printed heading: bold or larger where it is neither."""
    if index == 0:
        return False
    line, above = lines[index], lines[index - 1]
    if above.role in {Role.HEADING, Role.TITLE}:
        return True
    if line.size is None or above.size is None or len(above.text) > _LONGEST_HEADING:
        return False
    if line.page is None or above.page is None or line.page - above.page > 1:  # a heading may end a page
        return False
    return (above.bold and not line.bold) or above.size >= line.size + 1.4


def _alike(one: Line, other: Line) -> bool:
    """Say whether two lines begin with numbers at one indent, on paper."""
    return one.box is not None and other.box is not None and abs(one.box.left - other.box.left) < 2.0


def sectioned_starts(lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Give the lines that begin a paragraph numbered within its section ("3.1 The committee ..."), as council papers
    number theirs; a document with fewer than three has none."""
    usual = _usual_size(lines)
    found = {
        i: match
        for i, line in enumerate(lines)
        if (match := _SECTIONED.match(line.text)) and not _is_title(lines, i, usual)
    }
    numbers = Counter(match.group(1) for match in found.values())
    if len(numbers) < 3:
        return {}
    starts: dict[int, tuple[str, int]] = {}
    before: tuple[int, ...] = ()
    for i, match in found.items():
        parts = tuple(map(int, match.group(1).split(".")))
        # In a pack numbers begin again with each paper: one that was there before counts where it follows in order.
        if numbers[match.group(1)] == 1 or _follows(before, parts):
            starts[i] = (match.group(1), match.end())
            before = parts
    return starts


def automatic_starts(lines: Sequence[Line]) -> dict[int, tuple[str, int]]:
    """Give the lines that begin a paragraph with a number that their format counts.

    A number names a paragraph where it stands once below its heading; a list that starts again there counts its items.
    """
    keyed: list[tuple[int, int, str]] = []
    section = 0
    for place, line in enumerate(lines):
        if line.role in {Role.HEADING, Role.TITLE} or _heads_list(line, lines[place + 1 : place + 2]):
            section += 1
        elif line.number and line.role is not Role.FOOTNOTE:
            keyed.append((place, section, line.number))
    whole = Counter(number for _, _, number in keyed)
    below = Counter((section, number) for _, section, number in keyed)
    return {
        place: (number.strip().rstrip("."), 0)
        for place, section, number in keyed
        if whole[number] == 1 or (below[section, number] == 1 and _COUNTED.fullmatch(number.strip()))
    }


def _heads_list(line: Line, below: Sequence[Line]) -> bool:
    """Say whether a bold line stands over a list that begins: a heading, though the format does not say so."""
    begins = bool(below) and below[0].number is not None and re.match(r"\D*1\b", below[0].number) is not None
    return begins and line.bold and line.number is None and line.text[-1:] not in ".;,"


def numbered_titles(lines: Sequence[Line], sectioned: dict[int, tuple[str, int]]) -> list[int]:
    """Find the titles of numbered sections: "2. Background" over "2.1 The inspection ..."."""
    titles: list[int] = []
    for place, (number, _) in sectioned.items():
        section, _, within = number.partition(".")
        above = place - 1
        while above >= 0 and not lines[above].text.strip():  # text files part them by blank lines
            above -= 1
        if int(within.split(".")[0]) > 1 or above < 0 or above in sectioned:
            continue
        line = lines[above]
        if _TITLE.match(line.text) and re.match(rf"{section}\b", line.text):
            titles.append(above)
    return titles


def _follows(before: tuple[int, ...], parts: tuple[int, ...]) -> bool:
    """Say whether a number within its section comes next after another, or begins the numbering again."""
    if parts[-1] <= 1 and (not before or parts[0] == 1 or parts[0] == before[0] + 1 or parts[:-1] == before):
        return True
    if len(parts) > len(before):
        return parts[:-1] == before and parts[-1] <= 1
    level = len(parts) - 1
    return parts[:level] == before[:level] and 0 < parts[level] - before[level] <= 2
