"""Legibility: which pages of a PDF have no text that can be read, and which letters cannot be told.

In come the lines of a page and the page; out goes what is said of it. A page that is a picture has no text layer. Where
fonts carry no Unicode the text layer is a cipher: its signs are never quoted as words.
"""

import ctypes
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pypdfium2 import raw  # type: ignore[import-untyped]

from index.readers.source import NO_TEXT, OCR_REMEDY, Line, pages_of

_FEW = 80  # characters: a page with fewer, below a picture of half of it, is a scan with a stamp or a page number
_HALF = 0.5
_DRAWN = 60  # paths: letters that were turned into outlines
_MOST_OBJECTS = 3_000
_ENOUGH = 50  # pairs of letters from which the language of a page can be told
_BEGINNING = 250  # characters that may be enough
_SAMPLE = 1_000  # characters of a page that are looked at
_LIKELY = 0.17  # of English pairs of letters half are among these; of a cipher's under a tenth
_PAIRS = frozenset(
    "th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic"
    " ne ea ra ce li ch ll be ma si om ur".split()
)
_PAIR = re.compile(r"(?=([a-z]{2}))")
_OF_PRINT = frozenset("\ufffe\x02\xad\t")  # what readers give for a hyphen or a tab
_NO_LETTERS = frozenset({"Cc", "Co", "Cn", "Cs"})
_FORCE = OCR_REMEDY.replace("--skip-text", "--force-ocr")


@dataclass(slots=True)
class Legibility:
    """What of a document could not be read, page by page."""

    pictures: list[int] = field(default_factory=list)
    ciphers: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    loose: list[int] = field(default_factory=list)  # pages with a table that no lines part into cells
    marred: list[int] = field(default_factory=list)  # pages of which single lines cannot be told

    def look(self, page: object, number: int, lines: Sequence[Line]) -> list[Line]:
        """Look at a page; give its lines without those whose letters cannot be told."""
        if is_cipher(line.text for line in lines):
            self.ciphers.append(number)
            return []
        kept = [line for line in lines if not _is_garbled(line.text)]
        if len(kept) < len(lines):
            self.marred.append(number)
        if sum(len(line.text) for line in kept) < _FEW and _is_picture(page, empty=not kept):
            self.pictures.append(number)
        return kept

    def sentences(self) -> Iterator[str]:
        """Say in whole sentences what is not read, with the remedy."""
        if self.pictures:
            verb = "has" if len(self.pictures) == 1 else "have"
            yield f"Not read: {pages_of(self.pictures)} {verb} {NO_TEXT}. {OCR_REMEDY}"
        if self.ciphers:
            yield f"Not read: the letters of {pages_of(self.ciphers)} cannot be told (fonts without Unicode). {_FORCE}"
        if self.broken:
            yield f"Not read: {pages_of(self.broken)} cannot be opened. Save the PDF again, or download it again."
        if self.loose:
            yield f"Tables on {pages_of(self.loose)} have no lines between their cells: check what was read of them."
        if self.marred:
            yield f"Not read: some lines of {pages_of(self.marred)} have letters that cannot be told. {_FORCE}"


def is_cipher(texts: Iterator[str]) -> bool:
    """Tell whether the text of a page is signs and no words: no letters at all, or pairs that English has not."""
    text = ""
    for line in texts:
        text += line + " "
        if len(text) > _SAMPLE or (len(text) > _BEGINNING and _is_surely_text(text)):
            break
    if len("".join(text.split())) < 10:
        return False
    if not text.isprintable():
        signs = [char for char in text if not char.isspace() and char not in _OF_PRINT]
        if sum(unicodedata.category(char) in _NO_LETTERS for char in signs) > len(signs) / 3:
            return True
    pairs = _PAIR.findall(text.lower())
    return len(pairs) >= _ENOUGH and sum(map(_PAIRS.__contains__, pairs)) < _LIKELY * len(pairs)


def _is_surely_text(text: str) -> bool:
    """Tell whether the beginning of a page is in English beyond doubt, so that no more of it need be looked at."""
    pairs = _PAIR.findall(text.lower())
    return sum(map(_PAIRS.__contains__, pairs)) > 2 * _LIKELY * len(pairs)


def _is_garbled(text: str) -> bool:
    """Tell whether a line is mostly signs that stand for no letter; a single one is a bullet."""
    if text.isprintable():
        return False
    signs = [char for char in text if not char.isspace() and char not in _OF_PRINT]
    return len(signs) >= 4 and sum(unicodedata.category(char) in _NO_LETTERS for char in signs) * 2 > len(signs)


def _is_picture(page: object, *, empty: bool) -> bool:
    """Tell whether a picture covers half of a page; where there is no text, whether anything is drawn on it."""
    width, height = raw.FPDF_GetPageWidthF(page), raw.FPDF_GetPageHeightF(page)
    paths = 0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        found = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(found)
        paths += kind == raw.FPDF_PAGEOBJ_PATH
        if kind not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        raw.FPDFPageObj_GetBounds(found, left, bottom, right, top)
        area = (right.value - left.value) * (top.value - bottom.value)
        if area > _HALF * width * height or (empty and kind == raw.FPDF_PAGEOBJ_IMAGE and area > 0.05 * width * height):
            return True
    return empty and paths > _DRAWN
