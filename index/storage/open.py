"""Open an index file and read one generation of it into memory."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from index.errors import IndexMissingError, IndexStoreError
from index.storage.codec import document_from_json
from index.storage.library import Library
from index.storage.schema import REBUILD, connect_to_read, read_number


def open_library(path: Path) -> Library:
    """Read the index as it stands, in one transaction; raise IndexMissingError or IndexStoreError with the remedy."""
    with connect_to_read(path) as connection:
        try:
            connection.execute("BEGIN")
            generation = read_number(connection)
            if not generation:
                raise IndexMissingError(f"The index {path} is empty: its first run did not end. Run: findings index")
            held = [
                (document_from_json(text), bytes(pack))
                for text, pack in connection.execute(
                    "SELECT documents.json, readings.pack FROM documents JOIN readings ON document = documents.id"
                )
            ]
            artifacts = dict(connection.execute("SELECT name, data FROM artifacts"))
            artifacts |= _join_columns(connection, sorted(document.path for document, _ in held))
            former = dict(connection.execute("SELECT id, path FROM former"))
        except (sqlite3.Error, ValueError) as error:
            raise IndexStoreError(f"Cannot read the index {path}: {error}. {REBUILD}") from error
    return Library(generation, held, artifacts, former)


def _join_columns(connection: sqlite3.Connection, paths: Sequence[str]) -> dict[str, bytes]:
    """Put what search prepared of each document one behind the other, by name, in the order of the library; an index
    of an older version has it in one piece."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'columns'").fetchone():
        return {}
    place = {path: number for number, path in enumerate(paths)}
    pieces: dict[str, list[bytes]] = {}
    for path, name, data in connection.execute(
        "SELECT documents.path, name, data FROM columns JOIN documents ON document = documents.id"
    ):
        pieces.setdefault(name, [b""] * len(paths))[place[path]] = data
    return {name: b"".join(pieces.pop(name)) for name in tuple(pieces)}


def read_generation(path: Path) -> int:
    """Read the number of the generation alone: cheap enough to ask every second."""
    with connect_to_read(path) as connection:
        return read_number(connection)
