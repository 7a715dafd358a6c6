"""Bullets: the marks that begin an item of a list, in print, in symbol fonts and as a scanner reads them."""

import re
from collections.abc import Iterable

_MARK = re.compile(r"(?:[•◦●○◼■▪▫◾◆➢➤✓✔‣⁃∙·\uf000-\uf0ff\x80-\x9f]|[-–—−─*](?=\s)|o(?=\s+\S))\s*(?:\ufe0e|\ufe0f)?\s*")
# What OCR makes of a square or a disc; only where a document has several is it a mark.
_SCANNED = re.compile(r"([Bmn¢«»©®])\s+(?=[A-Z])")


def bullet_text(text: str, marks: frozenset[str] = frozenset()) -> str | None:
    """Give an item's text without its mark, or None where the line begins with no mark.

    ``marks`` are letters that stand for marks in this document (``scanned_marks``).
    """
    match = _MARK.match(text)
    if match is None and marks:
        scanned = _SCANNED.match(text)
        match = scanned if scanned and scanned.group(1) in marks else None
    return text[match.end() :] if match else None


def scanned_marks(texts: Iterable[str]) -> frozenset[str]:
    """Tell which letters a scanner made of a document's bullets: those that begin several lines, alone."""
    found = [match.group(1) for text in texts if (match := _SCANNED.match(text))]
    return frozenset(found) if len(found) > 1 else frozenset()
