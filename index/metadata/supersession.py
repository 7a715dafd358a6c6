"""Supersession: which later document takes the place of an earlier one.

In come a document and those that are held with it; out goes the one a reader should know of instead, if there is one.
Nothing is hidden or ranked here.

The rules follow how the inspectorates work:

- A full inspection looks at everything that visit letters look at. It takes the place of every full inspection, focused
  visit and monitoring visit before it (Ofsted, Inspecting local authority children's services framework).
- A visit letter looks at one theme and gives no grade. It takes the place of nothing: an earlier letter is of another
  theme, and the inspection still stands.
- A joint inspection and an area SEND inspection judge the partnership, each under a framework of its own. Each takes
  the place of earlier ones of its own kind; a joint inspection not where the titles name different themes.
- An action plan and a self-assessment take the place of the council's earlier one. Slides, committee papers and others
  are each of an occasion and stay.
- No council's words take the place of an inspector's, nor an inspector's of a council's.
"""

import re
from collections.abc import Iterable

from index.models import Document, Kind, Voice

_TAKES_THE_PLACE_OF: dict[Kind, frozenset[Kind]] = {
    Kind.INSPECTION: frozenset({Kind.INSPECTION, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT}),
    Kind.JOINT_INSPECTION: frozenset({Kind.JOINT_INSPECTION}),
    Kind.AREA_SEND: frozenset({Kind.AREA_SEND}),
    Kind.ACTION_PLAN: frozenset({Kind.ACTION_PLAN}),
    Kind.SELF_ASSESSMENT: frozenset({Kind.SELF_ASSESSMENT}),
}
# Words of joint inspections' titles that name no theme.
_NO_THEME = frozenset(
    ("a", "an", "and", "area", "by", "children", "council", "for", "from", "in", "inspection", "inspections", "joint")
    + ("local", "multi", "agency", "of", "on", "partnership", "report", "response", "responses", "s", "services")
    + ("targeted", "the", "their", "this", "to", "with")
)


def superseded_by(document: Document, documents: Iterable[Document]) -> Document | None:
    """Give the newest of the documents that takes the place of this one, or None.

    A document whose authority or date is unknown neither takes a place nor loses it, but to a newer edition of itself.
    """
    documents = tuple(documents)
    if document.edition_of is not None:
        return next((other for other in documents if other.path == document.edition_of), None)
    later = [other for other in documents if other.edition_of is None and _takes_the_place(other, document)]
    return max(later, key=lambda other: (other.date, other.path), default=None)


def _takes_the_place(newer: Document, older: Document) -> bool:
    if newer.date is None or older.date is None or newer.authority is None or newer.sha256 == older.sha256:
        return False
    if newer.authority != older.authority or newer.voice is not older.voice or newer.voice is Voice.UNKNOWN:
        return False
    if older.kind not in _TAKES_THE_PLACE_OF.get(newer.kind, ()) or not _after(newer, older):
        return False
    if newer.kind is not Kind.JOINT_INSPECTION:
        return True
    themes = {_theme(newer), _theme(older)} - {frozenset()}
    return len(themes) < 2


def _after(newer: Document, older: Document) -> bool:
    """Compare by when it was looked at, where both say so: a report can be published late, or again."""
    if newer.inspected and older.inspected:
        return newer.inspected.start > older.inspected.end
    assert newer.date is not None
    assert older.date is not None
    return newer.date > older.date


def _theme(document: Document) -> frozenset[str]:
    authority = f"{document.authority or ''} {document.authority_form or ''}".lower()
    words = set(re.findall(r"[a-z]+", document.title.lower())) - set(re.findall(r"[a-z]+", authority))
    return frozenset(words - _NO_THEME)
