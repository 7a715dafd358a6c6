"""Wording: printed lines joined into running text as a reader sees it, with nothing else changed.

Line-end hyphens are put back, ligatures and soft hyphens normalised, white space collapsed. Which lines belong together
is not decided here.
"""

import re
from collections.abc import Iterable

from index.text import LIGATURES

# pdfium gives a hyphen at a line's end as U+FFFE, older versions as U+0002; U+00AD is the soft hyphen.
LINE_END_HYPHENS = "\ufffe\x02\xad"
BROKEN = "\u2060"  # the word joiner: in the place of a hyphen that only breaks a word at a line's end

_LIGATURES = str.maketrans({**LIGATURES, "\xa0": " ", "\u200b": None, "\ufeff": None, "\u2060": None})
_LIGATURE = re.compile("[" + "".join(map(chr, _LIGATURES)) + "]")
_SUSPENDED = re.compile(r"(?:and|or|to)\b")
_MARKS = re.compile(f"[{LINE_END_HYPHENS}]\\s*")


def join_lines(lines: Iterable[str]) -> str:
    """Join printed lines into one running text."""
    text = ""
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if not text:
            text = piece
        elif text[-1] == BROKEN:
            text = text[:-1] + piece
        elif text[-1] == "\u2010" and text[-2:-1].isalnum() and not _SUSPENDED.match(piece):
            text += piece
        elif text[-1] in LINE_END_HYPHENS or (text[-1] == "-" and len(text) > 1 and text[-2].isalnum()):
            # Nearly all are true hyphens; "16- and 17-year-olds" keeps its blank.
            text = text.rstrip(LINE_END_HYPHENS + "-") + ("- " if _SUSPENDED.match(piece) else "-") + piece
        else:
            text += " " + piece
    return tidy(text)


def tidy(text: str) -> str:
    """Normalise what a font or a typesetter put in, and collapse white space."""
    if not text.isascii() and _LIGATURE.search(text):  # translating looks every letter up
        text = text.translate(_LIGATURES)
    if "\ufffe" in text or "\x02" in text or "\xad" in text:
        text = _MARKS.sub(_hyphen, text)
    return " ".join(text.split())


def _hyphen(match: re.Match[str]) -> str:
    if match.group()[0] == "\xad":
        return ""
    return "- " if _SUSPENDED.match(match.string, match.end()) else "-"
