"""Preparing: what the searcher has the indexer do, without the libraries that doing it takes.

A run without changes asks for the version alone, and a process that reads files only takes the words of a document:
each loads what it needs and no more.
"""

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from index.indexing.preparation import Prepared
from index.models import Passage

__all__ = ["SearchPreparation"]

_VERSION = "search 8"
_VOCABULARY = Path(__file__).parent.parent / "vocabulary"


def _version() -> str:
    """Name the program and the vocabulary that prepare: a word that was added there is known after the next
    run, which prepares every document again and reads none."""
    read = sha256()
    for path in sorted((*_VOCABULARY.glob("*.txt"), *_VOCABULARY.glob("given_names.py"))):
        read.update(path.read_bytes())
    return f"{_VERSION} {read.hexdigest()[:16]}"


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

    def prepare_index(self, library: Iterable[Prepared]) -> Mapping[str, bytes]:
        """Build what search needs from the words of all documents."""
        from index.search.build.builder import build
        from index.search.build.document_terms import Words

        # Millions of small lists, none in a circle: looking for circles would take a fifth of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            return build(Words.from_bytes(prepared.data) for prepared in library)
        finally:
            if collecting:
                gc.enable()
