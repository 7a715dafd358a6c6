"""What search has made at indexing: bytes for a document, then bytes for the library.

In come the passages of a document, and later all documents with what was prepared for each; out go bytes that the
store keeps and nobody but the searcher understands. Preparing happens in two steps, so that a run over a library in
which one report is new analyses one report: ``prepare_document`` runs once for a content, in a worker process, and
its bytes are kept; ``prepare_index`` runs in every run that changes any passage, over all documents, and its artifacts
(postings, vocabulary, ...) are written in the same transaction as the passages that they speak of.

Ordinals: the passages of the library are counted from 0 through, documents ordered by path, passages by position.
``Library.spans`` in ``index.storage.library`` counts them in the same order, so an artifact may hold ordinals.

Nothing is analysed here and nothing is stored here.
"""

import gc
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from index.files import code_fingerprint
from index.models import Document, Passage


@dataclass(frozen=True, slots=True)
class IndexedDocument:
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

    def prepare_index(self, library: Iterable[IndexedDocument]) -> Mapping[str, bytes]:
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

    def prepare_index(self, library: Iterable[IndexedDocument]) -> Mapping[str, bytes]:
        """Prepare no artifact."""
        return {}


_VOCABULARY = Path(__file__).parents[2] / "vocabulary"


def _version() -> str:
    """Name the program and the vocabulary that build: a word that was added there is known after the next run, which
    prepares every document again and reads none."""
    digest = sha256(code_fingerprint("index.search.build").encode())
    for path in sorted(_VOCABULARY.glob("*.txt")):
        digest.update(path.read_bytes())
    return f"search {digest.hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class SearchPreparation:
    """Prepares documents and the library for the searcher."""

    version: str = field(default_factory=_version)

    def warm_up(self, former: Mapping[str, bytes]) -> None:
        """Load the libraries and the lists of words that building takes; stems that were found before stay known."""
        from index.search.build import builder

        builder.warm_up(former)

    def prepare_document(self, passages: tuple[Passage, ...]) -> bytes:
        """Take the words of every passage of a document."""
        from index.search.build.document_terms import analyse

        return analyse(passages).to_bytes()

    def prepare_index(self, library: Iterable[IndexedDocument]) -> Mapping[str, bytes]:
        """Build what search needs from the words of all documents."""
        from index.search.build.builder import build
        from index.search.build.document_terms import DocumentTerms

        # Millions of small lists, none in a circle: looking for circles would take a fifth of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return build(DocumentTerms.from_bytes(prepared.data) for prepared in library)
        finally:
            if collecting:
                gc.enable()
