"""Pointed councils: which of the councils spoken of before "the second one", "the county" or "both" means.

In: what a message points to, and the councils in the order in which they were named. Out: councils, or none where it is
not plain which.
"""

import re
from collections.abc import Callable, Sequence
from datetime import date

from index.authorities import kinds

_PLACES = {"first": 0, "second": 1, "third": 2}
MOST_TOGETHER = 15  # councils of an answer that "of those" may mean


def councils_meant(
    which: str, among: Sequence[str], now: Sequence[str], inspected: Callable[[str], date | None]
) -> tuple[str, ...]:
    """Give the councils that are pointed to; ``among`` are those spoken of, ``now`` those spoken of last.

    ``inspected`` gives the day of a council's newest full inspection.
    """
    if len(among) < 2:
        return ()
    if which in _PLACES:
        return tuple(among[_PLACES[which] : _PLACES[which] + 1])
    if which in {"earliest", "latest"}:
        days = sorted((day, name) for name in among if (day := inspected(name)))
        return (days[0 if which == "earliest" else -1][1],) if len(days) == len(among) else ()
    if which == "both":
        return tuple(among[-2:])
    if which == "those":
        return tuple(among)
    if which == "other":
        return tuple(name for name in among if name not in now)[-1:] if len(now) == 1 else ()
    counties = kinds()["county"].councils
    # A city, a borough, a unitary council and a district are at least no county.
    found = tuple(name for name in among if (name in counties) == (which == "county"))
    return found if len(found) == 1 else ()


def one_named(text: str, among: Sequence[str]) -> tuple[str, ...]:
    """Give the one council that the words of a short text tell from the others; none where they fit none or several."""
    words = {word for word in _WORD.findall(text.lower()) if word not in _CHOOSING}
    fitting = [name for name in among if words and words <= set(_WORD.findall(name.lower()))]
    return tuple(fitting) if len(fitting) == 1 else ()


_WORD = re.compile(r"[a-z]+")
_CHOOSING = frozenset("the only just i mean meant we want please pls one council it's its that would be is".split())


def spoken_of(last: Sequence[str], among: Sequence[str], named: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """List the councils that a message may point to after an answer: those ``named`` in it or ``shown`` by it where
    they are several, else those ``last`` spoken of with the one named; where it is one of those ``among``, all stay."""
    together = tuple(dict.fromkeys(named if len(named) > 1 else shown))
    if len(together) > 1:
        return together if len(together) <= MOST_TOGETHER else ()
    if not named or set(named) <= set(among):
        return tuple(among)
    return tuple(dict.fromkeys((*last, *named)))
