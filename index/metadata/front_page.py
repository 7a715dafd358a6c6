"""The opening: what a document prints before its text begins, and what its place in the folder says of it.

In come a source, its structure and its path; out go the lines of its first pages (``front_lines``), the few of them in
which it says what it is (``opening_lines``) and what its file name and folders say (``read_path``). What that makes of
the document is decided elsewhere.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, takewhile
from pathlib import PurePosixPath

from index.authorities import Gazetteer, tokens_of
from index.metadata.dates import find_dates, find_month
from index.readers import Line, Role, Source, Table
from index.structure import Structure

_LONGEST_LINE = 600  # of the front that is read: a report's lines have a hundred characters
_MOST_LINES = 200
_MOST_OPENING = 25
_MOST_GRIDS = 20
_COVER = 10  # blocks among which a cover sheet stands
_MOST_ROWS = 15  # of a cover sheet; what is longer is a table of the text
_YEAR = re.compile(r"(?:19|20)\d\d")  # the last of a title's lines, and no page number
_HYPHEN = re.compile("[\ufffe\x02\xad]")
_MARK = re.compile(r"</?su[pb]>|\*\*|^#+\s")
# "Published on 21 May 2026. All figures ...", "Merrow Council, Children's Services. Please ...": words of the opening.
_FIRST_SAID = re.compile(r"((?:[^\s.;:?!]{1,30}\s){1,8}[^\s.;:?!]{1,30})\.\s[A-Z]")
_SMALL_WORD = re.compile(r"\b[a-z]\w{3,}")  # a sentence has some, a name and a day have none
_NUMBERED_TEXT = re.compile(r"\d{1,2}\.?\s+[A-Z].{0,200}[a-z]{2}\. [A-Z]")  # a sentence ends within the line
_BEGINS = re.compile(
    r"(?:\d+(?:\.\d+)?\.?\s+)?(?:purpose|introduction|background|context|summary|executive summary|recommendations?"
    r"|about this)\b.{0,30}$|dear\s",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Filed:
    """What the file name and its folders say; ``month`` is the first day of one that is named without a day.

    ``names`` are the folders, the nearest first, and ``stem`` the file name, as the tokens of names. ``folder`` is
    the authority that a folder names where the file name gives another; ``numbered`` is the place among the folders of
    one that begins with the number that Ofsted gives to an authority ("80426_barnsley").
    """

    published: date | None
    month: date | None
    authority: str | None
    where: str
    names: tuple[tuple[str, ...], ...] = ()
    stem: tuple[str, ...] = ()
    folder: str | None = None
    numbered: int | None = None


def front_lines(structure: Structure, source: Source) -> list[str]:
    """Give the lines of the first pages, straight quotes, without page numbers and blank lines."""
    first: tuple[Line | Table, ...] = structure.first_lines or source.blocks[:80]
    if source.pages is None and structure.first_lines:
        above = takewhile(lambda block: isinstance(block, Table) or not _is_text(plain(block.text)), source.blocks)
        covers = [block for block in islice(above, _COVER) if isinstance(block, Table) and _is_cover(block)]
        first = (*covers[:1], *first)
    lines = []
    for line in first[:_MOST_LINES]:
        for text in [line.text] if isinstance(line, Line) else _cover_lines(line):
            said = plain(text[:_LONGEST_LINE])
            if said and (not said.isdigit() or _YEAR.fullmatch(said)):
                lines.append(said)
    return lines


def opening_lines(source: Source) -> list[str]:
    """Give the lines of the first page or slide that stand before the first sentence, bullet or numbered paragraph;
    and what that paragraph says in few words before it begins.

    The rows of a cover sheet are among them, their cells joined.
    """
    opening: list[str] = []
    # A cover sheet has labels and what they say; a day in a wider table is that of what its row speaks of.
    wide = {id(line) for grid in source.grids[:_MOST_GRIDS] if len(grid.columns) > 3 for line in grid.covers}
    for block in source.blocks[:_MOST_LINES]:
        if id(block) in wide:
            continue
        if block.page not in {None, 1} or len(opening) >= _MOST_OPENING:
            break
        if isinstance(block, Table):
            opening += [plain(line[:_LONGEST_LINE]) for line in _cover_lines(block)] if _is_cover(block) else []
            continue
        text = plain(block.text[:_LONGEST_LINE])
        if not text:
            continue
        if opening and (block.role in {Role.BULLET, Role.FOOTNOTE} or block.number or _is_text(text)):
            said = _FIRST_SAID.match(text)
            if said and block.role is Role.TEXT and not _SMALL_WORD.search(said[1]):
                opening.append(said[1])
            break
        if not _is_sentence(text):
            opening.append(text)
    return opening


def _is_cover(table: Table) -> bool:
    """Say whether a table has the form of a cover sheet: few rows, each a label and what it says."""
    return len(table.rows) <= _MOST_ROWS and all(len(set(row)) <= 2 for row in table.rows)


def _cover_lines(table: Table) -> list[str]:
    """Write the rows of a cover sheet as lines: "Date: 9 June 2026"."""
    rows = ([cell for cell in dict.fromkeys(row) if cell.strip()] for row in table.rows)
    return [": ".join([cells[0].rstrip(" :"), " ".join(cells[1:])] if len(cells) > 1 else cells) for cells in rows]


def read_path(path: str, gazetteer: Gazetteer) -> Filed:
    """Read the file name and then its folders, the nearest first."""
    *folders, name = PurePosixPath(path).parts
    stem = PurePosixPath(name).stem.replace("_", " ")
    spaced = re.sub(r"(?<=\w)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\w)", " ", stem)
    published = next(find_dates(spaced), None) or _iso(stem)
    month = find_month(spaced) if published is None else None
    names = tuple(tuple(_tokens(re.sub(r"^[\d_\s-]+", "", folder).replace("_", " "))) for folder in reversed(folders))
    own = tuple(_tokens(spaced))
    found = gazetteer.find(stem, is_word=lambda _: True)
    named = found.names[0] if len(found.names) == 1 and not found.corrections else None
    folder = next((name for name in (gazetteer.canonical(" ".join(folder)) for folder in names) if name), None)
    numbered = next((n for n, called in enumerate(reversed(folders)) if re.match(r"\d{5,8}[_ -]\D", called)), None)
    if named:
        return Filed(published, month, named, "file name", names, own, folder if folder != named else None, numbered)
    return Filed(published, month, folder, "folder", names, own, numbered=numbered)


def plain(text: str) -> str:
    """Write a line with straight quotes and single spaces, without marks of raised or bold print."""
    if not text.isascii() or "\x02" in text:
        text = _HYPHEN.sub("-", text.replace("’", "'").replace("‘", "'"))
    if "<" in text or "**" in text or text[:1] == "#":
        text = _MARK.sub("", text)
    return " ".join(text.split())


def _iso(stem: str) -> date | None:
    written = re.search(r"(?<!\d)((?:19|20)\d\d)[-. ](\d\d)[-. ](\d\d)(?!\d)", stem)
    try:
        return date(int(written[1]), int(written[2]), int(written[3])) if written else None
    except ValueError:
        return None


def _tokens(text: str) -> Iterator[str]:
    return (token for token, _, _ in tokens_of(text))


def _is_text(text: str) -> bool:
    return _is_sentence(text) or _BEGINS.match(text) is not None


def _is_sentence(text: str) -> bool:
    words = len(text.split())
    return words > 30 or (words > 7 and (text[-1] in ".;:?" or _NUMBERED_TEXT.match(text) is not None))
