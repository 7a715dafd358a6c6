"""Sets of councils: the regions of England, the kinds of council, and neighbours that an admin's list gives.

In: the shipped lists, and rows of an admin's CSV. Out: which councils a name of a set means. Nothing is read of
questions here; a council is named as the shipped list of authorities names it.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO

from index.authorities.gazetteer import Gazetteer
from index.authorities.table_builder import shipped

_KINDS = {
    "london": "London boroughs",
    "metropolitan": "metropolitan districts",
    "county": "counties",
    "unitary": "unitary authorities",
}


@dataclass(frozen=True, slots=True)
class CouncilSet:
    """A set of councils and what it is called in a sentence: "the North West", "London boroughs"."""

    name: str
    councils: frozenset[str]

    def __and__(self, other: "CouncilSet") -> "CouncilSet":
        """Give the councils that stand in both: "unitary authorities in the North West"."""
        return CouncilSet(f"{self.name} in {other.name}", self.councils & other.councils)


@cache
def regions() -> Mapping[str, CouncilSet]:
    """Give the nine regions of England by name."""
    held = shipped("regions.toml")
    return {
        name: CouncilSet("London" if name == "London" else _with_article(name), frozenset(entry["councils"]))
        for name, entry in held.items()
        if isinstance(entry, dict)
    }


@cache
def places() -> Mapping[str, CouncilSet]:
    """Give the regions of England, and what several of them are called together, by name."""
    found = dict(regions())
    for name, *several in shipped("regions.toml")["groups"]:
        found[name] = CouncilSet(name, frozenset[str]().union(*(regions()[one].councils for one in several)))
    return found


@cache
def kinds() -> Mapping[str, CouncilSet]:
    """Give the four kinds of council by the names of the sections of the shipped list."""
    held, still = shipped("authorities.toml"), frozenset(shipped("regions.toml")["still_counties"])
    found = {kind: frozenset(held[kind]) for kind in _KINDS}
    found["county"] |= still
    found["unitary"] -= still
    return {kind: CouncilSet(_KINDS[kind], councils) for kind, councils in found.items()}


def read_neighbours(text: str, gazetteer: Gazetteer) -> dict[str, CouncilSet]:
    """Read statistical neighbours from an admin's CSV with the columns council and statistical_neighbours.

    Neighbours are separated by semicolons. Names that are no council's are left out.
    """
    found = {}
    for row in csv.DictReader(StringIO(text)):
        council = gazetteer.canonical(row.get("council") or "")
        named = (gazetteer.canonical(part.strip()) for part in (row.get("statistical_neighbours") or "").split(";"))
        neighbours = frozenset(name for name in named if name)
        if council and neighbours:
            found[council] = CouncilSet(f"statistical neighbours of {council}", neighbours)
    return found


def region_of(council: str) -> str | None:
    """Name the region of a council; None where it is no council of England."""
    return next((name for name, group in regions().items() if council in group.councils), None)


def united(sets: Iterable[CouncilSet]) -> CouncilSet | None:
    """Give the councils that stand in any of the sets; None of none."""
    held = list(sets)
    if not held:
        return None
    names = [one.name for one in held]
    name = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    return CouncilSet(name, frozenset[str]().union(*(one.councils for one in held)))


def _with_article(name: str) -> str:
    return name if name == "Yorkshire and the Humber" else f"the {name}"
