"""Library: one generation of the index as it stood when it was opened, whole and unchanging.

In comes what the store read in one transaction; out go documents, passages and artifacts, to any number of threads.
It holds no connection, so nothing that happens to the index file later can reach it. It searches nothing.

A passage id is made of the document's content and the passage's position: it stays the same for as long as the
document has this content, over new generations, rebuilt indexes and other machines, and never means another text.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from index.models import Document, Passage
from index.storage.codec import Pack, text_hash

MAX_PASSAGES = 1 << 20
_DIGITS = 32  # of the content's hash, 128 bits: two contents that share them cannot be made on purpose


def document_id(sha256: str) -> str:
    """Give the id of a content: 32 hexadecimal digits."""
    return sha256[:_DIGITS]


def passage_id(sha256: str, position: int) -> str:
    """Give the id of the passage at a position of a content: the document's id, a hyphen and the position."""
    return f"{document_id(sha256)}-{position}"


def _parts_of(identity: str) -> tuple[str, int]:
    """Take the id of a passage apart; a position of -1 where it is no id."""
    document, _, position = identity.partition("-")
    return document, int(position) if position.isascii() and position.isdigit() and len(position) < 8 else -1


class Library:
    """One generation: its documents by path, their passages and what the searcher prepared. Safe between threads."""

    def __init__(
        self,
        generation: int,
        held: Iterable[tuple[Document, bytes]],
        artifacts: Mapping[str, bytes],
        former: Mapping[str, str] | None = None,
    ) -> None:
        """Take each document with its packed passages; ``former`` are paths of documents once held, by id."""
        ordered = sorted(((document, Pack(data)) for document, data in held), key=lambda pair: pair[0].path)
        self.generation = generation
        self.documents: tuple[Document, ...] = tuple(document for document, _ in ordered)
        self.artifacts = artifacts
        self._packs = tuple(pack for _, pack in ordered)
        self._starts = tuple(accumulate((len(pack) for pack in self._packs), initial=0))
        self._by_id = {document_id(document.sha256): number for number, document in enumerate(self.documents)}
        self._by_path = {
            name: number for number, document in enumerate(self.documents) for name in (*document.also, document.path)
        }
        self._former = dict(former or {})

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Give the [start, stop) ordinals of each document's passages, in the order of ``documents``."""
        return tuple(zip(self._starts, self._starts[1:], strict=False))

    @property
    def passage_count(self) -> int:
        """Count the passages of all documents."""
        return self._starts[-1]

    def document(self, path: str) -> Document | None:
        """Find a document by its path, or by another name of the same content."""
        number = self._by_path.get(path)
        return None if number is None else self.documents[number]

    def passages_of(self, document: Document) -> Sequence[Passage]:
        """Give the passages of a document in reading order; each is made when it is taken."""
        return self._packs[self._number(document.sha256)]

    def first_ordinal(self, document: Document) -> int:
        """Give the ordinal of the first passage of a document."""
        return self._starts[self._number(document.sha256)]

    def at(self, ordinal: int) -> tuple[Document, Passage]:
        """Give the passage with an ordinal of this generation, and its document."""
        if not 0 <= ordinal < self.passage_count:
            raise IndexError(f"there is no passage {ordinal} of {self.passage_count}")
        number = self.number_at(ordinal)
        return self.documents[number], self._packs[number][ordinal - self._starts[number]]

    def document_at(self, ordinal: int) -> Document:
        """Give the document of the passage with an ordinal of this generation."""
        return self.documents[self.number_at(ordinal)]

    def number_at(self, ordinal: int) -> int:
        """Give the number, among ``documents``, of the document of the passage with an ordinal of this generation."""
        return bisect_right(self._starts, ordinal) - 1

    def text_at(self, ordinal: int) -> str:
        """Give the text alone of the passage with an ordinal of this generation."""
        number = self.number_at(ordinal)
        return self._packs[number].text(ordinal - self._starts[number])

    def find(self, identity: str) -> tuple[Document, Passage] | None:
        """Find a passage by its id; None where the document is not held, or no longer with this content."""
        document, position = _parts_of(identity)
        number = self._by_id.get(document)
        if number is None or not 0 <= position < len(self._packs[number]):
            return None
        return self.documents[number], self._packs[number][position]

    def ordinal(self, identity: str) -> int | None:
        """Give the ordinal of the passage under an id; None where it is not held."""
        document, position = _parts_of(identity)
        number = self._by_id.get(document)
        if number is None or not 0 <= position < len(self._packs[number]):
            return None
        return self._starts[number] + position

    def former_path(self, identity: str) -> str | None:
        """Say where the document of a passage stood that is no longer held: a new version may stand there now."""
        return self._former.get(_parts_of(identity)[0])

    def verify(self, identity: str, digest: str) -> bool:
        """Say whether the passage under an id still has the text whose ``text_hash`` is given."""
        document, position = _parts_of(identity)
        number = self._by_id.get(document)
        if number is None or not 0 <= position < len(self._packs[number]):
            return False
        return text_hash(self._packs[number].text(position)) == digest

    def _number(self, sha256: str) -> int:
        return self._by_id[document_id(sha256)]
