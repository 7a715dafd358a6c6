"""Bullets: the marks that begin an item of a list, in print, in symbol fonts and as a scanner reads them."""

import re

__all__ = ["bullet_text"]

_MARK = re.compile(r"(?:[•◦●○◼■▪▫◾◆➢➤✓✔‣⁃∙·\uf000-\uf0ff]|[-–—*](?=\s)|o(?=\s+\S))\s*")


def bullet_text(text: str) -> str | None:
    """Give an item's text without its mark, or None where the line begins with no mark."""
    match = _MARK.match(text)
    return text[match.end() :] if match else None
