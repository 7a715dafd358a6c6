"""Councils meant by a question over the library: those of a region, of a kind, the neighbours of one, or all.

In: the sets that a question names, and what is held. Out: the set, which councils of it are held and which are not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.answers.document_scope import Holdings
from bot.answers.phrases import counted, listed
from index.authorities import CouncilSet, joined, kinds, regions

_PLACES = frozenset(region.name for region in regions().values())
_NAMED = 12  # councils that are not held and are named one by one


@dataclass(frozen=True, slots=True)
class CouncilScope:
    """The councils meant: ``held`` of them are in the library, ``unheld`` are not; ``name`` is None where all are."""

    name: str | None
    held: tuple[str, ...]
    unheld: tuple[str, ...] = ()

    def gap(self) -> str:
        """Say which councils of the set are not held, and so were not searched; "" where all are."""
        if not self.unheld:
            return ""
        told = listed(self.unheld) if len(self.unheld) <= _NAMED else counted(len(self.unheld), "council")
        whole = len(self.held) + len(self.unheld)
        name = f"councils of {self.name}" if self.name in _PLACES else self.name or "councils"
        return f" Of the {whole} {name}, {len(self.held)} are held; not held: {told}."


def councils_meant(
    holdings: Holdings, sets: tuple[str, ...], *, of: str | None, neighbours: Mapping[str, CouncilSet]
) -> CouncilScope | None:
    """Give the councils that the names of sets mean; None where neighbours are asked for and none are known."""
    held = sorted(name for name in holdings.by_authority if name)
    chosen = []
    for name in sets:
        if name == "neighbours":
            if of is None or of not in neighbours:
                return None
            chosen.append(neighbours[of])
        elif name == "London":
            chosen.append(kinds()["london"])
        else:
            chosen.append(regions()[name] if name in regions() else kinds()[name])
    # The kind is named before the place: "unitary authorities in the North West".
    group = joined(sorted(chosen, key=lambda one: one.name.startswith("the ")))
    if group is None:
        return CouncilScope(None, tuple(held))
    return CouncilScope(
        group.name,
        tuple(name for name in held if name in group.councils),
        tuple(sorted(group.councils.difference(held))),
    )
