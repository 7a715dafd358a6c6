"""History: the runs of the indexer as the index file keeps them, for people who look after the library.

In comes the index file; out go runs, newest first. Writing them is the store's.
"""

import json
import sqlite3
from pathlib import Path

from index.errors import IndexStoreError
from index.storage.records import Run
from index.storage.schema import REBUILD, connect_to_read

__all__ = ["read_runs"]


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
