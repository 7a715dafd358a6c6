"""Records: the values that pass between the indexer and the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from index.models import Document

__all__ = ["FileRecord", "Generation", "Reading", "Run"]


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as it was when it was last looked at; ``failure`` is the line that says why it could not be read."""

    name: str
    raw: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    checked_ns: int
    sha256: str
    reader: str
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read from a content: the document as it describes itself, its packed passages, what was prepared."""

    document: Document
    pack: bytes
    prepared: bytes
    reader: str
    preparation: str


@dataclass(frozen=True, slots=True)
class Run:
    """What one index run did."""

    started: str
    finished: str
    generation: int
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Generation:
    """What a run leaves: every document as described, the readings that are new, the artifacts, the files as seen."""

    number: int
    documents: tuple[Document, ...]
    artifacts: Mapping[str, bytes] | None  # None: those that are held stay
    prepared: Mapping[int, bytes] = field(default_factory=dict)  # readings kept, but prepared again
    preparation: str = ""
