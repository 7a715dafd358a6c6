"""The records file: one SQLite database that several processes write, opened the same way by all who keep records.

In come the path and a schema; out goes a connection. What the tables mean is known by ``audit`` and ``usage``.
"""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from index.errors import FindingsError

__all__ = ["RecordsError", "open_records"]

APPLICATION = 0x464E4452  # "FNDR" (https://www.sqlite.org/fileformat.html#application_id)
_WAIT = 5.0  # seconds to wait for another process that writes; one row takes a millisecond


class RecordsError(FindingsError):
    """The records file cannot be used."""


def open_records(path: Path, schema: str) -> sqlite3.Connection:
    """Open the records, make the file where it is missing, and make the tables of a schema in it.

    Raises:
        RecordsError: the file is another program's or no database, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Made with its permissions, not given them later: who did what is nobody else's to read. A file that is there
        # is not opened: closing it would drop this process's locks on it, under connections that are open, and another
        # process would take the log away from under them (https://www.sqlite.org/howtocorrupt.html, 2.2).
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
        found = int(connection.execute("PRAGMA application_id").fetchone()[0])
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        if found != APPLICATION and (found or tables):
            connection.close()
            raise RecordsError(f"Cannot use {path}: it is a database of another program. Check FINDINGS_RECORDS.")
        connection.execute("PRAGMA journal_mode = WAL").fetchall()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA secure_delete = ON")  # what is forgotten is overwritten
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.executescript(schema)
    except (sqlite3.Error, OSError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        raise RecordsError(f"Cannot use {path}: {said}. Check FINDINGS_RECORDS, or move the file away.") from error
    connection.row_factory = sqlite3.Row
    return connection
