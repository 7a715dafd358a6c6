"""Matter: which part of a document a heading opens, by the words that such headings use."""

import re

from index.models import Matter

__all__ = ["matter_of"]

_KNOWN: tuple[tuple[Matter, re.Pattern[str]], ...] = tuple(
    (matter, re.compile(pattern, re.IGNORECASE))
    for matter, pattern in (
        (
            Matter.FRONT,
            r"(?:table of )?contents?$|.*\bcomplaints?\b|.*information about (?:this|the) inspection"
            r"|about (?:this|the) inspection|about ofsted|inspection team|annex|copyright|licen[cs]e|contacts?$",
        ),
        (
            Matter.IMPROVEMENT,
            r"what needs to improve|what does .* need to (?:do|improve)|areas? for improvement"
            r"|recommendations?$|priority and immediate action|areas? for priority action",
        ),
        (Matter.SUMMARY, r"executive summary|summary\b"),
        (Matter.BACKGROUND, r"(?:information|facts|background) about|the local authority$|background$|context$"),
    )
)


def matter_of(heading: str) -> Matter | None:
    """Say what a heading opens, or None where it says nothing of it."""
    for matter, pattern in _KNOWN:
        if pattern.match(heading):
            return matter
    return None
