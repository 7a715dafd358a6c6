"""Records: the values that pass between the indexer and the store."""

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import IndexStoreError
from index.models import Document
from index.storage.schema import REBUILD, connect_to_read


@dataclass(frozen=True, slots=True)
class FileStamp:
    """A file of the folder: its name for people, with forward slashes, its path in bytes and what ``stat`` said."""

    name: str
    raw: bytes
    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


@dataclass(frozen=True, slots=True)
class FileRecord(FileStamp):
    """A file as it was when it was last looked at; ``failure`` is the line that says why it could not be read."""

    checked_ns: int
    sha256: str
    reader: str
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class ParsedFile:
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
    prepared: Mapping[str, bytes] = field(default_factory=dict)  # readings kept, but prepared again
    preparation: str = ""


def read_runs(path: Path, *, limit: int = 20) -> tuple[Run, ...]:
    """Give the last runs, newest first; raise IndexMissingError or IndexStoreError where there is no index to read."""
    with connect_to_read(path) as connection:
        try:
            rows = connection.execute(
                "SELECT started, finished, generation, added, updated, removed, unchanged, failed, warnings FROM runs"
                " ORDER BY id DESC LIMIT ?",
                (limit,),
            ).fetchall()
            return tuple(
                Run(
                    started=row[0],
                    finished=row[1],
                    generation=row[2],
                    added=tuple(json.loads(row[3])),
                    updated=tuple(json.loads(row[4])),
                    removed=tuple(json.loads(row[5])),
                    unchanged=row[6],
                    failed=tuple((name, line) for name, line in json.loads(row[7])),
                    warnings=tuple(json.loads(row[8])),
                )
                for row in rows
            )
        except (sqlite3.Error, ValueError, TypeError) as error:
            raise IndexStoreError(f"Cannot read the runs in the index {path}: {error}. {REBUILD}") from error
