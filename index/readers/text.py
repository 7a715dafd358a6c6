r"""Plain text and Markdown: one ``Line`` for each line of the file, blank lines included (``text=""``).

In comes a path; out goes a ``Source``. Form feeds end pages; a file without any has no pages. In both formats a
line that begins with "#" is a heading and one that begins with "-", "*", "+" or "•" a bullet: people paste Markdown
into .txt files. Inside a line a .txt file is quoted as it stands, its asterisks included; in Markdown emphasis,
escapes and links are resolved to what a reader of the page sees. Numbers at the beginning of a line are text, and
tabs are kept: what they mean is decided in ``index.structure``.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from index.errors import ReadError
from index.readers.drawn_tables import drawn_table
from index.readers.encoding import read_text
from index.readers.source import Line, Role, Source, Table, raise_mark

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)")
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>")
# Emphasis opens before and closes after a character that is not white space; "_" not inside a word (6.2, rules 1-8).
_STARS = re.compile(r"(\*{1,3})(?=[^\s*])(.+?)(?<=[^\s*])\1(?!\*)")
_UNDERSCORES = re.compile(r"(?<!\w)(_{1,3})(?=[^\s_])(.+?)(?<=[^\s_])\1(?!\w)")
_STRUCK = re.compile(r"~~(?=\S)(.+?)(?<=\S)~~")
_MARKS = re.compile(r"[\\*_`\[<&~]")
_DELIMITER = re.compile(r"\s*:?-+:?\s*$")
# Escaped characters wait here, out of reach of every other rule.
_HIDDEN = 0xE100


def plain(text: str) -> str:
    """Give the words of a line of Markdown without its marks."""
    if not _MARKS.search(text):
        return text
    text = _CODE.sub(lambda match: _hide(match.group(2).strip()), text)
    text = _ESCAPE.sub(lambda match: _hide(match.group(1)), text)
    text = _AUTOLINK.sub(lambda match: _hide(match.group(1)), text)
    text = _NOTE_MARK.sub(lambda match: raise_mark(match[1]), text)
    text = _LINK.sub(r"\1", text)
    text = re.sub(r"<br\s*/?>", " ", text, flags=re.IGNORECASE)
    text = _TAG.sub("", text)
    for pattern, kept in ((_STARS, r"\2"), (_UNDERSCORES, r"\2"), (_STRUCK, r"\1")):
        previous = None
        while previous != text:
            previous, text = text, pattern.sub(kept, text)
    return _reveal(html.unescape(text))


def table_cells(line: str) -> list[str]:
    """Split a row of a table at its unescaped pipes."""
    line = line.strip()
    line = line.removeprefix("|")
    if line.endswith("|") and not line.endswith("\\|"):
        line = line[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)]


def is_delimiter(line: str, columns: int) -> bool:
    """Say whether a line is the row of dashes under the head of a table of so many columns."""
    cells = table_cells(line)
    return "-" in line and "|" in line and len(cells) == columns and all(map(_DELIMITER.match, cells))


def _hide(text: str) -> str:
    return "".join(chr(_HIDDEN + ord(c)) if ord(c) < 128 else c for c in text)


def _reveal(text: str) -> str:
    return "".join(chr(ord(c) - _HIDDEN) if _HIDDEN <= ord(c) < _HIDDEN + 128 else c for c in text)


_MARKDOWN = frozenset({".md", ".markdown"})
_LARGEST = 64 << 20
# No paragraph of a real document comes near: the longest known are under 20,000 characters.
_LONGEST_LINE = 500_000
_BREAK = re.compile(r"\r\n|[\n\r\x0b\x85\u2028\u2029]")
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)$")
_BULLET = re.compile(r"([ \t]*)([-*+•])(?:[ \t]++(.*))?$")
# "1) the timeliness of plans;": a number and a point may begin a paragraph, which the structure decides.
_ITEM = re.compile(r"[ \t]*(\d{1,2})(\))[ \t]+(\S.*)$")
_NEAR = 8  # lines from one item of a list to the next
# What a page says of itself for the program that shows it, and notes with their marks.
_FRONT_MATTER = re.compile(r"\A---\n(?:[\w-]{1,40}:.{0,400}\n|[ \t-].{0,400}\n|\n){1,60}---\n")
_NOTE = re.compile(r"\[\^(\w{1,10})\]:\s+(\S.*)$")
_NOTE_MARK = re.compile(r"\[\^(\d{1,3})\]")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
# "Merrow improvement plan      Page 2", "- 2 -", "Page 2 of 3"
_PAGE_NUMBER = re.compile(
    r"(?:.{1,100}\s{3,}page\s|page\s|-\s?)?(\d{1,4})(?:\s(?:of|/)\s\d{1,4})?(?:\s?-)?", re.IGNORECASE
)
_LONGEST_MARGIN = 120
_QUOTED = re.compile(r" {0,3}(?:> ?)+")


def read(path: Path) -> Source:
    """Read a text or Markdown file of any common encoding; raise ReadError where it is no text."""
    size = path.stat().st_size
    if size > _LARGEST:
        raise ReadError(path.name, f"it is {size >> 20} MB of text", "Split it into files of less than 64 MB.")
    text = read_text(path, "Save it as text in UTF-8, or remove it.")
    if markdown := path.suffix.lower() in _MARKDOWN:
        text = _FRONT_MATTER.sub("", text)
    pages = text.split("\f")
    paged = len(pages) > 1
    if paged and not pages[-1].strip():
        del pages[-1]  # a form feed ends the last page too
    blocks: list[Line | Table] = []
    split = [_BREAK.split(page) for page in pages]
    margins = _drop_margins(split) if paged else ()
    for number, lines in enumerate(split, 1):
        longest = max(range(len(lines)), key=lambda index: len(lines[index]))
        if len(lines[longest]) > _LONGEST_LINE:
            raise ReadError(
                path.name,
                f"its line {longest + 1:,} runs to {len(lines[longest]):,} characters without a break",
                "Save it with one paragraph on each line.",
            )
        blocks += _page(lines, number if paged else None, markdown=markdown)
    return Source(blocks=tuple(blocks), pages=len(pages) if paged else None, margins=margins)


def _drop_margins(pages: list[list[str]]) -> tuple[str, ...]:
    """Blank the first and the last line of each page where it says the page's number beside a gap, or stands at the
    same edge of another page; give what was blanked."""
    edges = [
        (edge, number, lines, place)
        for number, lines in enumerate(pages, 1)
        for edge, places in (("head", range(len(lines))), ("foot", range(len(lines) - 1, -1, -1)))
        for place in [next((n for n in places if lines[n].strip()), None)]
        if place is not None and len(lines[place]) <= _LONGEST_MARGIN
    ]
    shapes = Counter((edge, re.sub(r"\d+", "#", lines[place].strip())) for edge, _, lines, place in edges)
    dropped: dict[str, None] = {}
    for edge, number, lines, place in edges:
        said = lines[place].strip()
        numbered = _PAGE_NUMBER.fullmatch(said)
        near = numbered is not None and abs(int(numbered[1]) - number) <= 1
        if said and (near or (number > 1 and shapes[edge, re.sub(r"\d+", "#", said)] > 1)):
            dropped[" ".join(said.split())] = None
            lines[place] = ""
    return tuple(dropped)


def _page(lines: list[str], page: int | None, *, markdown: bool) -> Iterator[Line | Table]:
    indents: list[int] = []  # of the bullets that the line stands in
    fenced = False
    index = 0
    while index < len(lines):
        line = lines[index].rstrip(" \r\n")
        index += 1
        if markdown:
            if _FENCE.match(line):
                fenced = not fenced
                continue
            if fenced:
                yield Line(line, page)
                continue
            line = _QUOTED.sub("", line)
        if (drawn := drawn_table(lines, index - 1, page)) is not None:
            table, taken = drawn
            yield table
            index += taken - 1
            continue
        blank = not line.strip()
        if blank or _RULE.match(line):
            # A rule under a line of text is that line's underline in Markdown, and is looked for there.
            yield Line("", page)
            continue
        heading = _HEADING.match(line)
        if heading:
            indents.clear()
            text = _without_closing_marks(heading.group(2))
            yield Line(plain(text) if markdown else text, page, Role.HEADING, len(heading.group(1)), whole=True)
            continue
        following = lines[index] if index < len(lines) else ""
        if "|" in line and is_delimiter(following, len(table_cells(line))):
            end = index + 1
            while end < len(lines) and "|" in lines[end]:
                end += 1
            yield _table([line, *lines[index + 1 : end]], page, markdown=markdown)
            index = end
            continue
        underline = _UNDERLINE.match(following)
        alone = index < 2 or not lines[index - 2].strip()
        bullet = _BULLET.match(line)
        if underline and alone and not bullet and "\t" not in line:
            indents.clear()
            text = plain(line.strip()) if markdown else line.strip()
            yield Line(text, page, Role.HEADING, 1 if following.strip()[0] == "=" else 2, whole=True)
            index += 1
            continue
        if bullet:
            text = (bullet.group(3) or "").strip()
            if text:
                level = _level(indents, len(bullet.group(1).expandtabs(4)))
                yield Line(plain(text) if markdown else text, page, Role.BULLET, level)
            continue
        if markdown and (note := _NOTE.match(line)):
            yield Line(plain(note[2]), page, Role.FOOTNOTE, number=note[1], whole=True)
            continue
        if (item := _ITEM.match(line)) and _is_counted(item, lines, index):
            yield Line(plain(item[3]) if markdown else item[3], page, Role.BULLET, number=item[1] + item[2])
            continue
        # Leading tabs are empty cells; leading blanks are only indentation.
        text = line.lstrip(" ")
        yield Line(plain(text) if markdown else text, page)


def _is_counted(item: re.Match[str], lines: list[str], index: int) -> bool:
    """Say whether an item is one of several: the one before or behind it stands near."""
    number = int(item[1])
    near = (*lines[max(index - 1 - _NEAR, 0) : index - 1], *lines[index : index + _NEAR])
    others = [other for line in near if (other := _ITEM.match(line)) and other[2] == item[2]]
    return any(abs(int(other[1]) - number) == 1 for other in others)


def _level(indents: list[int], indent: int) -> int:
    """Give the depth of a bullet among those above it by its indentation."""
    while indents and indents[-1] > indent:
        indents.pop()
    if not indents or indents[-1] < indent:
        indents.append(indent)
    return len(indents) - 1


def _table(lines: list[str], page: int | None, *, markdown: bool) -> Table:
    rows = [table_cells(line) for line in lines]
    if markdown:
        rows = [[plain(cell) for cell in row] for row in rows]
    width = len(rows[0])
    return Table(tuple(tuple((row + [""] * width)[:width]) for row in rows), page, header_rows=1)


def _without_closing_marks(heading: str) -> str:
    """Leave out the signs that may end a heading ("# Findings #")."""
    text = heading.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare != text and bare.endswith((" ", "\t")) else text
