"""Headings of columns: whether the first row of a table says what stands in its columns.

Slides and spreadsheets do not say so themselves: PowerPoint marks a first row in every table that it makes.
"""

import re
from collections.abc import Sequence

_WORDS = re.compile(
    r"\b(?:action|activity|task|area|theme|priority|objective|aim|outcome|output|impact|lead|owner|responsib\w+"
    r"|accountab\w+|officer|who|whom|what|when|how|why|where|date|deadline|due|timescale|target|milestone|measure"
    r"|indicator|kpi|performance|progress|status|rag|rating|grade|judgement|comments?|notes?|update|evidence|source"
    r"|finding|recommendation|issue|risk|mitigation|likelihood|score|ref|reference|no|number|id|name|type|category"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}|year|month|quarter|period|q[1-4]|total"
    r"|baseline|actual|previous|current|trend|change|england|national|average|question|response|answer|description"
    r"|detail|criteria|standard|option|cost|budget|spend|team|location|sector|domain|aspect|work ?stream|item|step"
    r"|phase|stage|role|organi[sz]ation|frequency|method|audience)\b|%|№|#",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"[£$€]?\s?-?\d[\d,.]*\s?%?$")
_YEAR = re.compile(r"(?:(?:19|20)\d\d(?:[-/–]\d{2,4})?|q[1-4].*)$", re.IGNORECASE)
_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8} (?:19|20)\d\d$")
_MOST_WORDS = 8
_SHORT = 5  # characters: "No.", "Ref."


def are_headings(row: Sequence[str]) -> bool:
    """Say whether the cells of a row name columns: short, no figures but years, half of them words that head tables."""
    cells = [" ".join(cell.split()) for cell in row if cell.strip()]
    if len(cells) < 2:
        return False
    for cell in cells:
        if (
            len(cell.split()) > _MOST_WORDS
            or (cell[-1] in ".;," and len(cell) > _SHORT)
            or (_FIGURE.match(cell) and not _YEAR.match(cell))
            or (len(cells) == 2 and _DAY.match(cell))  # "Position at", "27 February 2026": a label and what it says
        ):
            return False
    return sum(map(names_column, cells)) * 2 >= len(cells)


def names_column(cell: str) -> bool:
    """Say whether a cell has a word that heads tables, or is a year."""
    return _WORDS.search(cell) is not None or _YEAR.match(cell) is not None
