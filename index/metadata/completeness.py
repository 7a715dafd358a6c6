"""Completeness: what a report of its kind usually prints and what was not read of it, so that an admin looks.

In come the kind of a document and what was read; out go warnings in whole sentences. Nothing is inferred: a grade that
is not read is missing, and its report may well print it.
"""

import re
from collections.abc import Sequence
from datetime import date

from index.models import Improvement, Judgement, Kind

# From this day on full inspections print no grade of overall effectiveness.
_NO_OVERALL = date(2026, 4, 1)
# Before this day each programme had rows of its own.
_ONE_FRAMEWORK = date(2013, 11, 1)
_CHILDREN = re.compile(
    r"children['’]?s services|services for (?:looked after |vulnerable )?children|\bchildren in need\b|safeguarding",
    re.IGNORECASE,
)
_OVERALL = re.compile(r"overall|children['’]?s services?\b", re.IGNORECASE)
_ROWS = (
    ("leadership", re.compile(r"leader|governance|management", re.IGNORECASE)),
    ("help and protection", re.compile(r"help|protect", re.IGNORECASE)),
    ("children in care", re.compile(r"in care|looked after|care leavers|permanence", re.IGNORECASE)),
)
_WHERE = "compare it with the report, and set what is missing in documents/catalogue.toml"


def find_missing(
    kind: Kind, title: str, published: date | None, judgements: Sequence[Judgement], improvements: Sequence[Improvement]
) -> list[str]:
    """Say which usual rows of its judgement table, and which list, were not read of an inspectors' report."""
    if kind is Kind.AREA_SEND:
        return [] if improvements else [f"No list of what must improve was read: {_WHERE}."]
    if kind is not Kind.INSPECTION or not _CHILDREN.search(title):
        return []
    if not judgements:
        return [f"No judgement table was read: {_WHERE}."]
    missing = [name for name, row in _ROWS if not any(row.search(found.area) for found in judgements)]
    if published is not None and published < _ONE_FRAMEWORK:
        missing = [name for name in missing if name == "leadership"]
    if not any(_OVERALL.search(found.area) for found in judgements) and not (published and published >= _NO_OVERALL):
        missing.append("overall effectiveness")
    warnings = [f"The judgement table has no row on {' or on '.join(missing)}: {_WHERE}."] if missing else []
    empty = [found.area for found in judgements if not found.grade]
    if empty:
        warnings.append(f"No grade was read for {', '.join(empty)}: {_WHERE}.")
    if not improvements:
        warnings.append(f"No list of what must improve was read: {_WHERE}.")
    return warnings
