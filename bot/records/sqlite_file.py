"""The one opener of SQLite files, and the records file: one database that several processes write.

The records are opened when they are first needed and again after a fault, so that a disk that was full for a while is
no lasting harm. What the tables mean is known by ``audit`` and ``usage``.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from index.errors import FindingsError
from index.files import file_identity

APPLICATION = 0x464E4452  # "FNDR" (https://www.sqlite.org/fileformat.html#application_id)
_WAIT = 5.0  # seconds to wait for another process that writes; one row takes a millisecond


class RecordsError(FindingsError):
    """The records file cannot be used."""


class Records:
    """The file with the tables of one schema; safe between threads and processes."""

    def __init__(self, path: Path, schema: str, *, durable: bool = False) -> None:
        """Take the path and the schema; nothing is opened or made yet. ``durable``: what is written stays, also when
        the power fails in the next moment; else the last seconds may be lost then."""
        self.path = path
        self._schema, self._synchronous = schema, "FULL" if durable else "NORMAL"
        self._lock = threading.Lock()
        self._db: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection within one transaction: all of it is written, or nothing.

        Raises:
            RecordsError: the file is another program's or no database, or cannot be written.
        """
        with self._lock, self._as_records_error("written"):
            db = self._opened()
            db.execute("BEGIN IMMEDIATE")
            yield db
            db.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection to read from; a file that is not there is made, empty.

        Raises:
            RecordsError: the file is another program's or no database, or cannot be read.
        """
        with self._lock, self._as_records_error("read"):
            if os.access(self.path, os.W_OK) or not self.path.exists():
                yield self._opened()
                return
            with closing(self._open_to_read()) as db:
                yield db

    def probe(self) -> None:
        """Raise RecordsError where nothing could be written now; nothing is."""
        with self.writing():
            pass

    def tidy(self) -> None:
        """Empty the write-ahead log into the file, so that what was deleted is not left behind in it."""
        with self._lock, self._as_records_error("written"):
            self._opened().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._drop()

    @contextmanager
    def _as_records_error(self, what: str) -> Iterator[None]:
        """Say what is wrong with the file in one sentence, and open it anew the next time."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            self._drop()
            said = str(error.strerror if isinstance(error, OSError) else error)
            remedy = "Make room on the disk." if "full" in said else "Check FINDINGS_RECORDS and who may write there."
            raise RecordsError(f"The records {self.path} cannot be {what}: {said}. {remedy}") from error
        except BaseException:
            self._drop()  # with it the transaction that is open
            raise

    def _drop(self) -> None:
        if self._db is not None:
            with suppress(sqlite3.Error):
                self._db.close()
            self._db = None

    def _opened(self) -> sqlite3.Connection:
        if self._db is not None and self._file != file_identity(self.path):  # somebody has moved it away
            self._drop()
        if self._db is None:
            self._db = self._open()
            self._file = file_identity(self.path)
        return self._db

    def _open_to_read(self) -> sqlite3.Connection:
        """Open a file that others write and this user may not."""
        place = f"{self.path.absolute().as_uri()}?mode=ro"
        if not os.access(self.path.parent, os.W_OK) and not Path(f"{self.path}-wal").exists():
            place += "&immutable=1"  # without a log nobody writes it now, and none can be made to read it by
        copy = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        try:
            with closing(sqlite3.connect(place, uri=True, timeout=_WAIT)) as held:
                held.backup(copy)
                self._check_owner(held)
            copy.executescript(self._schema)  # another keeper of records may not have made its tables there yet
            copy.row_factory = sqlite3.Row
        except BaseException:
            copy.close()
            raise
        return copy

    def _check_owner(self, connection: sqlite3.Connection) -> bool:
        """Say whether the file is ours already, and not only empty.

        Raises:
            RecordsError: it is another program's.
        """
        # In this order: another process that makes the file at the same time sets the id before it makes tables.
        tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
        found = int(connection.execute("PRAGMA application_id").fetchone()[0])
        if found != APPLICATION and (found or tables):
            raise RecordsError(f"Cannot use {self.path}: it is a database of another program. Check FINDINGS_RECORDS.")
        return found == APPLICATION

    def _open(self) -> sqlite3.Connection:
        return open_sqlite(
            self.path,
            wait=_WAIT,
            check=self._own,
            prepare=lambda connection: connection.executescript(self._schema),
            synchronous=self._synchronous,
            across_threads=True,
        )

    def _own(self, connection: sqlite3.Connection) -> None:
        if not self._check_owner(connection):
            connection.execute(f"PRAGMA application_id = {APPLICATION}")


def open_sqlite(
    path: Path,
    *,
    wait: float,
    check: Callable[[sqlite3.Connection], None],
    prepare: Callable[[sqlite3.Connection], object],
    synchronous: str = "NORMAL",
    across_threads: bool = False,
) -> sqlite3.Connection:
    """Open a file that several processes write, and make it where it is missing; only this user may read it.

    ``check`` refuses the file of another program before anything of it is changed; ``prepare`` makes the tables;
    ``wait`` is in seconds, for another process that writes.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # Made with its permissions, not given them later: who did what is nobody else's to read. A file that is there
    # is left alone: to close it again would drop this process's locks on it, under the connections that are open
    # (https://www.sqlite.org/howtocorrupt.html, 2.2), and another process would take their log away.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    connection = sqlite3.connect(path, timeout=wait, isolation_level=None, check_same_thread=not across_threads)
    try:
        check(connection)
        # WAL: a killed process loses nothing that was committed. secure_delete: what is deleted is overwritten.
        _keep_a_log(connection, wait)
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = ON")
        prepare(connection)
        connection.row_factory = sqlite3.Row
    except BaseException:
        connection.close()
        raise
    return connection


def _keep_a_log(connection: sqlite3.Connection, wait: float) -> None:
    """Have changes written to a log beside the file; SQLite does not wait for another that begins it too."""
    until = time.monotonic() + wait
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)
