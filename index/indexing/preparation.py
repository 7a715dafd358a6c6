"""What the searcher wants to have ready before a question comes: bytes for a document, then bytes for the library.

In come the passages of a document, and later all documents with what was prepared for each; out go bytes that the
store keeps and nobody but the searcher understands. Preparing happens in two steps, so that a run over a library in
which one report is new analyses one report: ``prepare_document`` runs once for a content, in a worker process, and
its bytes are kept; ``prepare_index`` runs in every run that changes any passage, over all documents, and its artifacts
(postings, vocabulary, ...) are written in the same transaction as the passages that they speak of.

Ordinals: the passages of the library are counted from 0 through, documents ordered by path, passages by position.
``Library.spans`` in ``index.storage.library`` counts them in the same order, so an artifact may hold ordinals.

Nothing is analysed here and nothing is stored here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.models import Document, Passage

__all__ = ["NoPreparation", "Preparation", "Prepared", "default_preparation"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document of the new generation, its passages in reading order and the bytes prepared from them.

    ``first`` is the ordinal of its first passage.
    """

    document: Document
    first: int
    passages: Sequence[Passage]
    data: bytes


class Preparation(Protocol):
    """How the searcher prepares. It is sent to worker processes: it must pickle, and import what is heavy lazily."""

    @property
    def version(self) -> str:
        """Name what ``prepare_document`` makes; another version has every document prepared again, none read again."""

    def warm_up(self, former: Mapping[str, bytes]) -> None:
        """Load what ``prepare_index`` needs; called in a thread while workers read, so that it costs little time.

        ``former`` are the artifacts of the generation that is held; what is taken from them must not change those to
        come: an index says nothing of the runs that made it.
        """

    def prepare_document(self, passages: tuple[Passage, ...]) -> bytes:
        """Prepare what depends on the passages alone (analysed terms, say), and on nothing else."""

    def prepare_index(self, library: Iterable[Prepared]) -> Mapping[str, bytes]:
        """Prepare the artifacts, by name, from all documents in the order of their ordinals; may be walked once.

        They may depend on the passages and their order, not on how a document is described: a run that only describes
        documents anew keeps the artifacts that are held.
        """


@dataclass(frozen=True, slots=True)
class NoPreparation:
    """Prepare nothing: the searcher reads the passages as they are."""

    version: str = "none"

    def warm_up(self, former: Mapping[str, bytes]) -> None:
        """Load nothing."""

    def prepare_document(self, passages: tuple[Passage, ...]) -> bytes:
        """Prepare nothing for a document."""
        return b""

    def prepare_index(self, library: Iterable[Prepared]) -> Mapping[str, bytes]:
        """Prepare no artifact."""
        return {}


def default_preparation() -> Preparation:
    """Give the preparation that this version of the searcher needs."""
    from index.search.preparing import SearchPreparation

    return SearchPreparation()
