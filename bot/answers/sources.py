"""Sources: the documents behind evidence, in the words that headings and messages use for them.

In come evidence and documents; out go labels, counts and what a reader must know of how much was searched.
"""

from collections.abc import Mapping, Sequence

from bot.answers.evidence_finder import Finder
from bot.models import Coverage, Evidence
from index.metadata.citations import write_day
from index.models import Document
from index.query.models import Frame

__all__ = ["MORE", "WEAK", "coverage", "dated_label", "document_of", "documents_of", "is_dated", "label"]

WEAK = 0.5  # below this strength an answer is refused (index.search.strength)
MORE = 9  # passages looked for; those beyond the ones shown are kept for "more"


def coverage(finder: Finder, documents: Mapping[int, float]) -> Coverage:
    """Count what was searched."""
    spans = finder.library.spans
    dates = [d.date for n in documents if (d := finder.library.documents[n]).date]
    return Coverage(
        documents=len(documents),
        passages=sum(spans[n][1] - spans[n][0] for n in documents),
        newest=max((day for day in dates if day), default=None),
    )


def document_of(finder: Finder, evidence: Evidence) -> Document:
    """Give the document that a piece of evidence stands in."""
    document = finder.library.document(evidence.citation.document)
    assert document is not None
    return document


def documents_of(finder: Finder, evidence: Sequence[Evidence]) -> list[Document]:
    """Give the documents that evidence stands in, each once, in its order."""
    return [document_of(finder, item) for item in {item.citation.document: item for item in evidence}.values()]


def label(document: Document) -> str:
    """Name a document as a heading: "Merrow: inspection report, 12 March 2025"."""
    when = f", {write_day(document.date)}" if document.date else ""
    return f"{document.authority or document.title}: {document.kind.value}{when}"


def dated_label(document: Document) -> str:
    """Name a document by its day alone."""
    return write_day(document.date) if document.date else document.title


def is_dated(frame: Frame) -> bool:
    """Say whether a question asks about a time that is not now."""
    return bool(frame.years or frame.since or frame.until or frame.recency in {"previous", "all"})
