"""Abbreviations that the library itself explains: "independent reviewing officers (IROs)".

In come texts; out come short and long forms, found by the rule of Schwartz and Hearst (A simple algorithm for
identifying abbreviation definitions in biomedical text, PSB 2003).
"""

import re
from collections import Counter
from collections.abc import Iterable

_SHORT = re.compile(r"\(([A-Z][A-Za-z&/-]{1,9})\)")


def find_abbreviations(texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Map each short form, in lower case and without a plural s, to its long forms, the commonest first."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for match in _SHORT.finditer(text):
            short = match.group(1)
            if sum(letter.isupper() for letter in short) < 2:
                continue
            singular = short[:-1] if short.endswith("s") and short[:-1].isupper() else short
            words = text[: match.start()].split()[-min(len(singular) + 5, len(singular) * 2) :]
            long = _long_form(singular.lower(), " ".join(words))
            if long:
                found.setdefault(singular.lower(), Counter())[long.lower()] += 1
    return {short: tuple(long for long, _ in counts.most_common(3)) for short, counts in sorted(found.items())}


def _long_form(short: str, text: str) -> str | None:
    """Match the letters of the short form from right to left; the first one must begin a word."""
    where = len(text)
    for position in range(len(short) - 1, -1, -1):
        letter = short[position]
        if not letter.isalnum():
            continue
        where -= 1
        while where >= 0 and (
            text[where].lower() != letter or (position == 0 and where > 0 and text[where - 1].isalnum())
        ):
            where -= 1
        if where < 0:
            return None
    long = text[where:].strip(" ,;:‘’“”'\"")
    words = long.split()
    # A long form longer than its letters allow is a chance match of letters inside words.
    if len(words) < 2 or len(words) > len(short) + 3 or any(mark in long for mark in "().;:"):
        return None
    return long
