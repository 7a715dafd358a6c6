"""What the library holds of one document, for an admin to look at."""

from dataclasses import dataclass

from bot.settings import Settings
from bot.slack.home import file_size
from index.metadata import superseded_by
from index.models import Document
from index.storage import Library


@dataclass(frozen=True, slots=True)
class DocumentDetails:
    """How a document stands to the others that are held, and how much was read of it."""

    passages: int = 0
    numbered: int = 0
    size: int | None = None  # bytes
    supersedes: tuple[Document, ...] = ()
    superseded_by: Document | None = None


def standing_of(settings: Settings, library: Library, document: Document) -> DocumentDetails:
    """Say how a document stands to the others."""
    passages = library.passages_of(document)
    others = [other for other in library.documents if other.authority == document.authority]
    return DocumentDetails(
        passages=len(passages),
        numbered=len({p.number for p in passages if p.number}),
        size=file_size(settings.documents / document.path),
        supersedes=tuple(d for d in others if (newer := superseded_by(d, others)) and newer.sha256 == document.sha256),
        superseded_by=superseded_by(document, others),
    )
