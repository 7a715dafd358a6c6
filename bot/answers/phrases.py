"""Wording: the one or two plain sentences above the evidence. Nothing here words the evidence itself.

In come documents, frames and reasons; out go sentences for a busy person.
"""

from collections.abc import Sequence

from index.metadata.citations import write_day
from index.models import Document, Kind, Voice
from index.query.models import Frame

__all__ = ["asked_period", "counted", "listed", "name", "report", "source", "whose"]


def name(document: Document) -> str:
    """Name the council of a document as it names itself."""
    return document.authority_form or document.authority or "a council that the document does not name"


def report(document: Document, *, newest: bool = False) -> str:
    """Name a document in a sentence: "Derby City's inspection report, published 8 July 2025"."""
    latest = "latest " if newest else ""
    owner = f"{document.authority}'s" if document.authority else "the"
    when = f", published {write_day(document.published)}" if document.published else ""
    if not when and document.inspected:
        when = f", inspected {write_day(document.inspected.end)}"
    what = document.kind.value if document.kind is not Kind.OTHER else f"document {document.title}"
    return f"{owner} {latest}{what}{when}"


def source(documents: Sequence[Document], *, newest: bool) -> str:
    """Say which documents the evidence is from."""
    if len(documents) == 1:
        return f"From {report(documents[0], newest=newest)}."
    councils = list(dict.fromkeys(document.authority for document in documents if document.authority))
    what = counted(len(documents), "document")
    if len(councils) == 1:
        return f"From {what} of {councils[0]}, the newest {_newest(documents)}."
    named = listed(councils) if len(councils) <= 4 else f"{', '.join(councils[:3])} and others"
    return f"From {what} of {counted(len(councils), 'council')}: {named}."


def asked_period(frame: Frame) -> str:
    """Say which period was asked for, to stand after a comma or a verb; "" where none was."""
    if frame.years:
        return f"from {listed([str(year) for year in frame.years], 'or')}"
    if frame.since is not None and frame.until is not None:
        return f"from {frame.since} to {frame.until}"
    if frame.since is not None:
        return f"since {frame.since}"
    if frame.until is not None:
        return f"up to {frame.until}"
    return {"previous": "from before the latest inspection", "latest": "from the latest inspection"}.get(
        frame.recency or "", ""
    )


def whose(voice: Voice) -> str:
    """Say whose words they are, as a heading."""
    return {
        Voice.INSPECTOR: "What inspectors said",
        Voice.COUNCIL: "What the council says itself",
        Voice.UNKNOWN: "Not known whose words",
    }[voice]


def counted(count: int, noun: str) -> str:
    """Count a noun: "1 document", "3 documents"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """List words as a sentence does: "Derby, Derbyshire and Hull"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def _newest(documents: Sequence[Document]) -> str:
    days = [document.date for document in documents if document.date]
    return f"of {write_day(max(days))}" if days else "undated"
