"""Newest first: in which order passages of one council stand that inspectors wrote at different times.

In: passages as they were ranked, all of documents that tell how things are now (the last inspection, and what came
after it). Out: the same, so that none stands above a newer one that says what was asked as well.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from index.search import Hit

_AS_WELL = 0.8  # of the score of an older passage
_ALL = 0.95  # of how much an older passage says of what is asked: the same, but for how plainly
_SPEAKS = 0.7  # of what is asked, from which on a sentence is taken to speak of all of it: other words count less
WORTH_SHOWING = 0.5  # the same, times its share of the best score


class Dated(NamedTuple):
    """A passage with the day of its document, and how much of what is asked one sentence of it says, 0 to 1."""

    hit: Hit
    day: date
    said: float


def newest_first(ranked: Sequence[Dated], shown: int) -> list[Dated]:
    """Order the passages; of the newest document that speaks of the matter, one is among the first ``shown``."""
    most = max((one.said for one in ranked), default=0.0)
    ordered: list[Dated] = []
    for one in ranked:
        place = len(ordered)
        while place and one.said >= _SPEAKS and _comes_before(one, ordered[place - 1]):
            place -= 1
        ordered.insert(place, one)
    if not (shown and most):
        return ordered
    best = most * max(one.hit.score for one in ranked)
    speaking = [one for one in ordered if one.said * one.hit.score >= WORTH_SHOWING * best]
    newest = max((one.day for one in speaking), default=None)
    if newest is not None and all(one.day != newest for one in ordered[:shown]):
        told = max((one for one in speaking if one.day == newest), key=lambda one: one.said * one.hit.score)
        ordered.remove(told)
        ordered.insert(shown - 1, told)
    return ordered


def _comes_before(newer: Dated, older: Dated) -> bool:
    """Say whether a passage is newer than one that was ranked above it, and says what was asked as well."""
    as_well = newer.said >= _ALL * older.said and newer.hit.score >= _AS_WELL * older.hit.score
    return newer.day > older.day and as_well
