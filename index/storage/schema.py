"""Schema: the tables of the index file, and how a connection to it is opened and checked.

In comes the path of an index file; out goes a connection of the standard library's sqlite3, once it is certain that the
file is an index of this schema. What the tables hold is read and written in ``index.storage.store``.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from index.errors import IndexAgeError, IndexMissingError, IndexStoreError

SCHEMA = 4  # counted up when a table changes its meaning
OLDEST_READ = 3  # the oldest schema that answers are given from, until the next run has made a new index
APPLICATION = 0x464E4447  # "FNDG", the file's application id (https://www.sqlite.org/fileformat.html#application_id)
REBUILD = "Run: findings index --rebuild"

TABLES: dict[str, dict[str, Any]] = {
    "meta": {"columns": {"key": str, "value": str}, "pk": "key"},
    "documents": {
        "columns": {
            "id": str,
            "path": str,
            "sha256": str,
            "title": str,
            "authority": str,
            "kind": str,
            "voice": str,
            "published": str,
            "inspected_from": str,
            "inspected_to": str,
            "lead_inspector": str,
            "pages": int,
            "passages": int,
            "url": str,
            "warnings": str,
            "json": str,
        },
        "pk": "id",
    },
    "passages": {
        "columns": {
            "id": str,
            "document": str,
            "position": int,
            "text": str,
            "unit": str,
            "matter": str,
            "number": str,
            "item": str,
            "section": str,
            "sections": str,
            "context": str,
            "first_page": int,
            "last_page": int,
            "hash": str,
        },
        "pk": "id",
        "foreign_keys": [("document", "documents", "id")],
    },
    "judgements": {
        "columns": {"document": str, "position": int, "area": str, "grade": str, "page": int},
        "pk": ("document", "position"),
        "foreign_keys": [("document", "documents", "id")],
    },
    "improvements": {
        "columns": {"document": str, "position": int, "text": str, "paragraph": str, "item": str, "page": int},
        "pk": ("document", "position"),
        "foreign_keys": [("document", "documents", "id")],
    },
    "readings": {
        "columns": {"document": str, "reader": str, "json": str, "pack": bytes, "preparation": str, "prepared": bytes},
        "pk": "document",
        "foreign_keys": [("document", "documents", "id")],
    },
    "columns": {
        "columns": {"document": str, "name": str, "data": bytes},
        "pk": ("document", "name"),
        "foreign_keys": [("document", "documents", "id")],
    },
    "files": {
        "columns": {
            "name": str,
            "raw": bytes,
            "size": int,
            "mtime_ns": int,
            "ctime_ns": int,
            "inode": int,
            "checked_ns": int,
            "sha256": str,
            "reader": str,
            "failure": str,
        },
        "pk": "name",
    },
    "former": {"columns": {"id": str, "path": str, "generation": int}, "pk": "id"},
    "artifacts": {"columns": {"name": str, "generation": int, "data": bytes}, "pk": "name"},
    "runs": {
        "columns": {
            "id": int,
            "started": str,
            "finished": str,
            "generation": int,
            "added": str,
            "updated": str,
            "removed": str,
            "unchanged": int,
            "failed": str,
            "warnings": str,
        },
        "pk": "id",
    },
}

_WAIT = 30.0  # seconds to wait for another writer; a run holds the writing lock for a second or two
_SIDE_FILES = ("-wal", "-shm", "-journal")


def connect(path: Path) -> sqlite3.Connection:
    """Open a database to write it; transactions begin and end only where it is said."""
    try:
        return sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    except sqlite3.Error as error:
        raise IndexStoreError(f"Cannot open the index {path}: {error}. {fault_remedy(error)}") from error


@contextmanager
def connect_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the index to read it, and close it; raise IndexMissingError where there is none."""
    check_file(path, oldest=OLDEST_READ)
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=_WAIT, isolation_level=None
        )
    except sqlite3.Error as error:
        raise IndexStoreError(f"Cannot open the index {path}: {error}. {fault_remedy(error)}") from error
    with closing(connection):
        try:
            yield connection
        except sqlite3.Error as error:
            raise IndexStoreError(f"Cannot read the index {path}: {error}. {fault_remedy(error)}") from error


def check_file(path: Path, *, oldest: int = SCHEMA) -> None:
    """Make sure that a file is an index of this schema, or of one since the ``oldest``, without changing it.

    Raises IndexMissingError, IndexAgeError for an older schema, IndexStoreError for anything else.
    """
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise IndexMissingError(f"There is no index {path} yet. Run: findings index") from None
    except OSError as error:
        raise IndexStoreError(
            f"Cannot open the index {path}: {error.strerror}. Make FINDINGS_INDEX name a file that can be read."
        ) from error
    if not head:
        raise IndexMissingError(f"The index {path} is empty: its first run did not end. Run: findings index")
    # https://www.sqlite.org/fileformat.html#the_database_header: the user version at 60, the application id at 68.
    if not head.startswith(b"SQLite format 3\0") or len(head) < 100:
        raise IndexStoreError(f"The index {path} is not a database. {REBUILD}")
    application, version = int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")
    if application != APPLICATION:
        raise IndexStoreError(f"The index {path} is a database of another program. {REBUILD}")
    if version < oldest:
        raise IndexAgeError(
            f"The index {path} was made by an older version of Findings (schema {version}, not {SCHEMA})."
            " Run: findings index"
        )
    if version > SCHEMA:
        raise IndexStoreError(
            f"The index {path} was made by a newer version of Findings (schema {version}, not {SCHEMA})."
            f" Install that version again, or: {REBUILD[0].lower()}{REBUILD[1:]}"
        )


def enter_wal(connection: sqlite3.Connection) -> None:
    """Let readers go on while a writer writes, and make a commit outlast a loss of power."""
    connection.execute("PRAGMA journal_mode = WAL").fetchall()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA secure_delete = ON")  # the words of a report that was taken out are overwritten
    connection.execute("PRAGMA foreign_keys = ON")


def is_sound(path: Path) -> bool:
    """Say whether an index of this schema can be read from its first page to its last."""
    try:
        with closing(connect(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def set_aside(path: Path) -> Path:
    """Move a file that is no index of this schema out of the way: it may be somebody's, so nothing is deleted."""
    for number in count(1):
        target = path.with_name(f"{path.name}.set-aside-{number}")
        if not os.path.lexists(target):
            break
    try:
        os.replace(path, target)
        # A log of the old file must never be taken for one of the new file.
        for suffix in _SIDE_FILES:
            with suppress(FileNotFoundError):
                os.replace(f"{path}{suffix}", f"{target}{suffix}")
    except OSError as error:
        raise IndexStoreError(f"Cannot set {path} aside: {error.strerror}. Move it away yourself.") from error
    return target


def read_number(connection: sqlite3.Connection) -> int:
    """Read the number of the generation; 0 before the first run has ended."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return int(row[0]) if row else 0


def fault_remedy(error: sqlite3.Error) -> str:
    """Say what a person can do about an error of SQLite."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR", "SQLITE_SCHEMA")):
        return REBUILD
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return "Another program is writing it; try again when that has ended."
    if name.startswith("SQLITE_FULL"):
        return "The disk is full; make room and run: findings index"
    return "Check that the file and its folder can be read and written."
