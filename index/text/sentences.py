"""Snippet: the sentences of a passage.

In comes a passage's text; out come the ranges of its sentences. What is shown of them is decided elsewhere.
"""

import re

# An end of sentence, unless the word before is one of these or a single capital (initials).
_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|nos?|para|paras|p|pp|eg|e\.g|ie|i\.e|etc|vs|v|cf)|\b[A-Z])$"
)


def split_sentences(text: str) -> list[tuple[int, int]]:
    """List the sentences of a text as [start, end) ranges; together they are the text without the blanks between."""
    ranges = []
    start = 0
    for match in _END.finditer(text):
        if text[match.start()] == "." and _ABBREVIATED.search(text, max(start, match.start() - 6), match.start()):
            continue
        ranges.append((start, match.start() + len(match.group().rstrip())))
        start = match.end()
    if start < len(text):
        ranges.append((start, len(text.rstrip())))
    return ranges or [(0, len(text))]
