"""Columns: what is known of every passage, sentence and word of a document, in the library's numbers of terms.

They are made once for a document and kept with it, so that a library of which one document is new writes the columns of
that one: those of a library are the columns of its documents one behind the other (``index.search.search_index``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from index.models import DocumentPart
from index.search.build.document_terms import DocumentTerms

Numbers: TypeAlias = NDArray[np.int32]

PART_NAMES = tuple(part.value for part in DocumentPart)  # a column has their places here
COLUMN_NAMES = (
    "stream",
    "lengths",
    "headings",
    "heading.lengths",
    "sentence.lengths",
    "sentence.counts",
    "sentence.figures",
    "sentence.polarity",
    "points",
    "parts",
    "passage.vectors",
    "sentence.vectors",
)
_PART = {name: place for place, name in enumerate(PART_NAMES)}


class ColumnStore(Protocol):
    """Where the columns of documents are kept, by the document's id and the column's name."""

    def keep_columns(self, document: str, columns: Mapping[str, bytes]) -> None:
        """Keep columns of a document."""

    def column(self, document: str, name: str) -> bytes:
        """Give a column that is kept."""


class HeldColumns:
    """Columns in memory, where there is no file to keep them in."""

    def __init__(self) -> None:
        self._held: dict[str, dict[str, bytes]] = {}

    def keep_columns(self, document: str, columns: Mapping[str, bytes]) -> None:
        """Keep columns of a document."""
        self._held.setdefault(document, {}).update(columns)

    def column(self, document: str, name: str) -> bytes:
        """Give a column that is kept."""
        return self._held[document][name]

    def joined(self, order: Sequence[str]) -> dict[str, bytes]:
        """Give the columns of a library of these documents."""
        return {name: b"".join(self._held[document][name] for document in order) for name in COLUMN_NAMES}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one document that are numbers of words: ``stream`` and ``headings`` have a term for every word of
    its passages and of the headings above each, the lengths say how many of them a passage has."""

    stream: Numbers
    lengths: Numbers
    headings: Numbers
    heading_lengths: Numbers

    @classmethod
    def of(cls, words: DocumentTerms, numbers: Sequence[int]) -> "Columns":
        """Take the words of a document; ``numbers`` gives the library's number of the stem of each of its forms."""
        number = np.array(numbers, np.int32)
        return cls(
            number[_array(words.tokens)],
            _array(words.lengths),
            number[_array(words.headings)],
            _array(words.heading_lengths),
        )

    def blobs(self, words: DocumentTerms) -> dict[str, bytes]:
        """Write all that is known of a document but for its directions."""
        return {
            "stream": buffer_of(self.stream),
            "lengths": buffer_of(self.lengths),
            "headings": buffer_of(self.headings),
            "heading.lengths": buffer_of(self.heading_lengths),
            "sentence.lengths": buffer_of(_array(words.sentences)),
            "sentence.counts": buffer_of(_array(words.sentence_counts)),
            "sentence.figures": buffer_of(np.asarray(words.figures, np.uint8)),
            "sentence.polarity": buffer_of(np.asarray(words.polarity, np.uint8)),
            "points": buffer_of(_array(words.points)),
            "parts": bytes(_PART[matter] for matter in words.matters),
        }


@dataclass(frozen=True, slots=True)
class TermStream:
    """Texts as numbers of terms: those of each text stand one behind the other in the stream."""

    stream: Numbers
    lengths: Numbers

    @classmethod
    def join(cls, texts: Sequence[tuple[Numbers, Numbers]]) -> "TermStream":
        """Put the streams and lengths of texts one behind the other."""
        return cls(np.concatenate([stream for stream, _ in texts]), np.concatenate([lengths for _, lengths in texts]))

    @classmethod
    def read(cls, store: ColumnStore, documents: Iterable[str], lengths: str = "lengths") -> "TermStream":
        """Read the passages of documents, or with "sentence.lengths" their sentences."""
        held = list(documents)
        return cls(*(join_numbers(store.column(document, name) for document in held) for name in ("stream", lengths)))


def join_numbers(blobs: Iterable[bytes]) -> Numbers:
    """Read columns of whole numbers, one behind the other."""
    return np.frombuffer(b"".join(blobs), np.int32)


def buffer_of(array: NDArray[np.generic]) -> bytes:
    """Give the bytes of an array where they are: a copy of each would take as much memory again."""
    held: Any = np.ascontiguousarray(array)
    return cast(bytes, memoryview(held).cast("B")) if array.size else b""


def _array(numbers: Sequence[int] | Numbers) -> Numbers:
    return np.asarray(numbers, np.int32)
