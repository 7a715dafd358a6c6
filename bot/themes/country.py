"""A theme over the country: which councils' newest inspections want it improved, every point shown and cited.

In come a theme and the councils that are looked at; out come the points, council by council, counted over every newest
full inspection; and what inspectors wrote on it anywhere in the twelve months before the newest paper.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.themes.matcher import NOT_SPOKEN_IN, Theme
from index.authorities import region_of
from index.metadata import cite
from index.models import Citation, Document, DocumentPart, Passage, Voice
from index.storage import Library

_MONTHS = 12
_RECENT = 40  # passages of the last twelve months that are given; they are counted in full


@dataclass(frozen=True, slots=True)
class ThemePoint:
    """A point of a council's newest inspection, or a passage of the last months."""

    document: Document
    passage: Passage
    region: str | None

    @property
    def citation(self) -> Citation:
        """Cite the point in full."""
        return cite(self.document, self.passage)


@dataclass(frozen=True, slots=True)
class ThemeAcrossCountry:
    """``points`` are of ``councils`` of the ``of`` councils whose newest inspection is held; ``recent`` are passages
    since ``since``, of ``recent_total`` in all."""

    theme: Theme
    points: tuple[ThemePoint, ...]
    councils: int
    of: int
    by_region: tuple[tuple[str, int, int], ...]  # region, councils with a point, councils held
    recent: tuple[ThemePoint, ...] = ()
    recent_total: int = 0
    since: date | None = None


def theme_across(library: Library, theme: Theme, *, councils: Collection[str] | None = None) -> ThemeAcrossCountry:
    """Find the points of every newest inspection that are about a theme; ``councils`` bounds whose."""
    newest = newest_inspections(library, councils)
    points = [
        ThemePoint(document, passage, region_of(document.authority or ""))
        for document in newest
        for passage in library.passages_of(document)
        if passage.matter is DocumentPart.IMPROVEMENT and theme.speaks_of(passage.text)
    ]
    named = {point.document.authority for point in points}
    regions = {document.authority: region_of(document.authority or "") or "not in a region" for document in newest}
    by_region = tuple(
        (region, sum(regions[name] == region for name in named), sum(one == region for one in regions.values()))
        for region in sorted(set(regions.values()))
    )
    recent, since = _recent(library, theme, councils)
    return ThemeAcrossCountry(
        theme, tuple(points), len(named), len(newest), by_region, tuple(recent[:_RECENT]), len(recent), since
    )


def newest_inspections(library: Library, councils: Collection[str] | None = None) -> list[Document]:
    """List the newest full inspection of each council, in the order of their names."""
    newest: dict[str, Document] = {}
    for document in library.documents:
        name = document.authority
        if name is None or not document.is_inspection or (councils is not None and name not in councils):
            continue
        held = newest.get(name)
        if held is None or (document.date or date.min) > (held.date or date.min):
            newest[name] = document
    return [newest[name] for name in sorted(newest)]


def _recent(library: Library, theme: Theme, councils: Collection[str] | None) -> tuple[list[ThemePoint], date | None]:
    """Find what inspectors wrote on a theme in the twelve months before the newest paper, the newest first."""
    days = [document.date for document in library.documents if document.date and document.voice is Voice.INSPECTOR]
    if not days:
        return [], None
    last = max(days)
    since = last.replace(year=last.year - _MONTHS // 12, day=min(last.day, 28))
    papers = [
        document
        for document in library.documents
        if document.voice is Voice.INSPECTOR
        and document.date
        and document.date > since
        and (councils is None or document.authority in councils)
    ]
    papers.sort(key=lambda document: (-(document.date or date.min).toordinal(), document.path))
    found = [
        ThemePoint(document, passage, region_of(document.authority or ""))
        for document in papers
        for passage in library.passages_of(document)
        if passage.matter not in NOT_SPOKEN_IN and theme.speaks_of(passage.text)
    ]
    return found, since
