"""Councils meant by a question over the library: those of regions, of kinds, the neighbours of one, named ones, or all.

In: the sets that a question names, and what is held. Out: the set, which councils of it are held and which are not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answers.document_scope import DocumentScope, Holdings
from bot.answers.phrases import counted, listed
from index.authorities import CouncilSet, kinds, places, united

_PLACES = frozenset(region.name for region in places().values())
_NAMED = 12  # councils that are not held and are named one by one


@dataclass(frozen=True, slots=True)
class CouncilScope:
    """The councils meant: ``held`` of them are in the library, ``unheld`` are not; ``name`` is None where all are."""

    name: str | None
    held: tuple[str, ...]
    unheld: tuple[str, ...] = ()
    wide: bool = False  # it is called by the name of a wider area, as typed

    def gap(self) -> str:
        """Say which councils of the set are not held, and so were not searched; "" where all are."""
        if not self.unheld:
            return ""
        told = listed(self.unheld) if len(self.unheld) <= _NAMED else counted(len(self.unheld), "council")
        whole = len(self.held) + len(self.unheld)
        name = f"councils of {self.name}" if self.name in _PLACES or self.wide else self.name or "councils"
        return (
            f" Of the {whole} {name}, {len(self.held)} {'is' if len(self.held) == 1 else 'are'} held; not held: {told}."
        )


def within_sets(
    holdings: Holdings, scope: DocumentScope, sets: Sequence[str]
) -> tuple[DocumentScope, CouncilScope] | None:
    """Narrow a scope to the documents of councils that stand in the sets; None where the sets are no such bound."""
    meant = councils_meant(holdings, sets, of=None, neighbours={})
    if meant is None or meant.name is None:
        return None
    numbers = {number for name in meant.held for number in holdings.by_authority[name]}
    inside = {number: weight for number, weight in scope.documents.items() if number in numbers}
    aside = tuple(number for number in scope.aside if number in numbers)
    return DocumentScope(inside, aside, scope.gap), meant


def councils_meant(
    holdings: Holdings,
    sets: Sequence[str],
    *,
    outside: Sequence[str] = (),
    of: str | None,
    neighbours: Mapping[str, CouncilSet],
    areas: Sequence[tuple[str, Sequence[str]]] = (),
) -> CouncilScope | None:
    """Give the councils that stand in the sets and not ``outside``; None where neighbours are asked for and unknown.

    Of several regions, as of several kinds, any is meant; a region and a kind must both hold.
    """
    held = sorted(name for name in holdings.by_authority if name)
    by_kind = dict(kinds())
    london = by_kind.pop("london")
    wide = {name: CouncilSet(name, frozenset(councils)) for name, councils in areas}
    by_place = {**wide, **places(), "London": london}
    near: tuple[CouncilSet, ...] = ()
    if "neighbours" in sets:
        if of is None or of not in neighbours:
            return None
        near = (neighbours[of],)
    # The kind is named before the place: "unitary authorities in the North West".
    chosen = [united(near), *(united(named[n] for n in sets if n in named) for named in (by_kind, by_place))]
    group: CouncilSet | None = None
    for one in chosen:
        group = one if group is None else group & one if one is not None else group
    left_out = united({**by_kind, **by_place}[name] for name in outside if name != "neighbours")
    if left_out is not None:
        told = f"{group.name if group else 'councils'} outside {left_out.name}"
        whole = group.councils if group else frozenset[str]().union(*(one.councils for one in by_place.values()))
        group = CouncilSet(told, whole - left_out.councils)
    if group is None:
        return CouncilScope(None, tuple(held))
    return CouncilScope(
        group.name,
        tuple(name for name in held if name in group.councils),
        tuple(sorted(group.councils.difference(held))),
        group.name in wide,
    )
