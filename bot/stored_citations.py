"""A citation as it is kept with an answer: a JSON value, and the citation again. Nothing is looked up here."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from index.models import Citation, Kind, Period, Voice


def pack_citation(citation: Citation) -> dict[str, Any]:
    """Make a citation a JSON value."""
    inspected = citation.inspected
    return {
        "document": citation.document,
        "title": citation.title,
        "authority": citation.authority,
        "kind": citation.kind.value,
        "voice": citation.voice.value,
        "published": iso(citation.published),
        "inspected": [iso(inspected.start), iso(inspected.end)] if inspected else None,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "pages": list(citation.pages),
        "label": citation.label,
        "url": citation.url,
    }


def restore_citation(held: Mapping[str, Any]) -> Citation:
    """Read a citation back."""
    inspected = held["inspected"]
    return Citation(
        document=held["document"],
        title=held["title"],
        authority=held["authority"],
        kind=Kind(held["kind"]),
        voice=Voice(held["voice"]),
        published=day(held["published"]),
        inspected=Period(date.fromisoformat(inspected[0]), date.fromisoformat(inspected[1])) if inspected else None,
        section=held["section"],
        paragraph=held["paragraph"],
        item=held["item"],
        pages=tuple(held["pages"]),
        label=held["label"],
        url=held["url"],
    )


def iso(value: date | None) -> str | None:
    """Write a day as ISO 8601 does."""
    return value.isoformat() if value else None


def day(value: str | None) -> date | None:
    """Read a day back."""
    return date.fromisoformat(value) if value else None
