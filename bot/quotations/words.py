"""The words of a text as quotations are compared by: case, typographic signs, line ends and hyphens do not count.

``words_of`` gives the words of one text with their offsets; ``all_words`` gives those of a whole library quickly. Both
give the same words, which a test holds.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from index.text import LIGATURES, SUPERSCRIPTS

_APOSTROPHES = "’‘ʼʹ′`´＇"
_SIGNS = "£$€%&+"
_LIKE = str.maketrans({**dict.fromkeys(_APOSTROPHES, "'"), **dict.fromkeys(SUPERSCRIPTS, " ")})
# A run of letters, figures and apostrophes; a point or a comma between figures belongs to the number.
_WORD = re.compile(r"[£$€%&+]|(?:[^\W_]|'|(?<=\d)[.,](?=\d))+")
# The sign comes first in these patterns, so that it is looked for as a letter is.
_THOUSANDS = re.compile(r",(?=\d\d\d(?!\d))(?<=\d,)")
_COMMA_IN_NUMBER = re.compile(r",(?=\d)(?<=\d,)")
_POINT_IN_NUMBER = re.compile(r"\.(?=\d)(?<=\d\.)")
_REPLACED = {**LIGATURES, "\xad": "", "\u200b": "", "\ufeff": "", "\u2060": "", "\ufffe": "-", "\x02": "-"}
_POINT = "\x01"  # a point or comma inside a number, while words are told apart
_BREAK = "\x03"  # between two texts
# What is no letter, figure or sign is a blank. Bytes from 0x80 are parts of letters by then.
_BLANKS = bytes(
    byte if byte >= 0x80 or chr(byte).isalnum() or chr(byte) in f"'{_SIGNS}{_POINT}{_BREAK}" else 32
    for byte in range(256)
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is compared, and its [start, end) in the text."""

    form: str
    start: int
    end: int


def clean(text: str) -> str:
    """Undo what fonts and typesetters put into pasted text: ligatures, soft hyphens, signs without width."""
    if not text.isascii() or "\x02" in text:
        for sign, plain in _REPLACED.items():
            text = text.replace(sign, plain)
    return text


def words_of(text: str) -> list[Word]:
    """List the words of a cleaned text in order."""
    words = []
    for match in _WORD.finditer(text.translate(_LIKE)):
        form = match.group().strip("'")
        if form:
            words.append(Word(_canonical(form), match.start(), match.end()))
    return words


def _canonical(form: str) -> str:
    if form.isalpha():
        return form.lower()
    return _numbers(form).lower()


def _numbers(text: str) -> str:
    """Write numbers without the commas of thousands, and each number as one word."""
    text = _COMMA_IN_NUMBER.sub(_POINT, _THOUSANDS.sub("", text))
    return _POINT_IN_NUMBER.sub(_POINT, text)


def all_words(texts: Iterable[str]) -> list[list[str]]:
    """List the words of every text, as ``words_of`` gives them."""
    whole = _BREAK.join(text.replace(_BREAK, " ") for text in texts).lower()
    for sign in sorted(set(whole)):
        if (not sign.isascii() and not sign.isalnum()) or sign in SUPERSCRIPTS:
            whole = whole.replace(sign, "'" if sign in _APOSTROPHES else sign if sign in _SIGNS else " ")
    whole = whole.replace("`", "'").replace("ʼ", "'").replace("ʹ", "'").replace(_POINT, " ")
    whole = _numbers(whole)
    for sign in _SIGNS:
        whole = whole.replace(sign, f" {sign} ")
    blank = whole.encode("utf-8", "surrogatepass").translate(_BLANKS).decode("utf-8", "surrogatepass")
    blank = f" {blank.replace(_BREAK, f' {_BREAK} ')} "
    while " '" in blank or "' " in blank:
        blank = blank.replace(" '", " ").replace("' ", " ")
    return [piece.split() for piece in blank.split(_BREAK)]
