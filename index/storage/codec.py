"""Write documents and passages as bytes and read them back, so that a library opens in milliseconds.

A document is JSON; the passages of one document are a pack, each readable by itself.
"""

import json
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import fields
from hashlib import blake2b
from itertools import accumulate
from operator import attrgetter
from typing import overload

import msgspec

from index.models import Document, DocumentPart, Passage, Unit

_DECODER, _DOCUMENT = json.JSONDecoder(), msgspec.json.Decoder(Document)
# What is kept of a passage: its fields behind its position, in their order.
_FIELDS = attrgetter(*(field.name for field in fields(Passage)[1:]))
_RECORD = msgspec.json.Decoder(
    tuple[str, Unit, DocumentPart, str | None, str | None, str | None, tuple[str, ...], str, int | None, int | None]
)
_HEADER = 4  # bytes: the number of passages, then as many ends of records and one more


def text_hash(text: str) -> str:
    """Give the hash by which a quotation is compared with the stored passage."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def document_to_json(document: Document) -> str:
    """Write a document, with its judgements and improvements, as JSON."""
    return msgspec.json.encode(document).decode()


def document_from_json(text: str) -> Document:
    """Read what ``document_to_json`` wrote; raise ValueError where it is something else."""
    try:
        return _DOCUMENT.decode(text)
    except msgspec.MsgspecError as error:
        raise ValueError(f"it is no document: {error}") from error


def pack_passages(passages: Iterable[Passage]) -> bytes:
    """Pack the passages of a document, which are in reading order and counted from 0."""
    records = [msgspec.json.encode(_FIELDS(passage)) for passage in passages]
    ends = array("I", accumulate(map(len, records), initial=0))
    return len(records).to_bytes(_HEADER, "little") + ends.tobytes() + b"".join(records)


class Pack(Sequence[Passage]):
    """The passages of one document, each made when it is asked for. Safe to share between threads."""

    __slots__ = ("_data", "_ends", "_start")

    def __init__(self, data: bytes) -> None:
        """Open what ``pack_passages`` made; nothing is read yet."""
        count = int.from_bytes(data[:_HEADER], "little")
        self._ends = array("I")
        self._start = _HEADER + self._ends.itemsize * (count + 1)
        self._ends.frombytes(data[_HEADER : self._start])
        self._data = data

    def __len__(self) -> int:
        return len(self._ends) - 1

    def text(self, position: int) -> str:
        """Give the text of a passage alone: where many are looked through, the rest of each is not read."""
        record = self._data[self._start + self._ends[position] : self._start + self._ends[position + 1]]
        text: str = _DECODER.raw_decode(record.decode(), 1)[0]  # behind the bracket that opens the record
        return text

    @overload
    def __getitem__(self, position: int) -> Passage: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Passage, ...]: ...
    def __getitem__(self, position: int | slice) -> Passage | tuple[Passage, ...]:
        if isinstance(position, slice):
            return tuple(self[n] for n in range(*position.indices(len(self))))
        if position < 0:
            position += len(self)
        if not 0 <= position < len(self):
            raise IndexError(f"there is no passage {position} of {len(self)}")
        record = self._data[self._start + self._ends[position] : self._start + self._ends[position + 1]]
        return Passage(position, *_RECORD.decode(record))
