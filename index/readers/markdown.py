r"""Markdown inside a line: emphasis, escapes, links and table cells (CommonMark and GFM).

In comes one line; out goes what a reader of the rendered page sees, every word of it. Blocks (headings, lists) are not
known here.
"""

import html
import re

__all__ = ["is_delimiter", "plain", "table_cells"]

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)")
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
