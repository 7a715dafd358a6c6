"""Write counts into the records file from a thread of its own, many in one transaction.

Whoever counts never waits for the disk or for another process, and never meets a fault: that something cannot be
counted must not cost anybody an answer. The log has it, once until it works again.
"""

import queue
import sqlite3
import threading
from typing import Protocol

from bot.logs import log
from bot.records.sqlite_file import Records, RecordsError

_WAITING = 10_000  # what may wait while the file is locked; more is not counted
_TOGETHER = 500  # in one transaction
_PATIENCE = 10.0  # seconds to wait for the last counts when the process ends


class Count(Protocol):
    """One thing to count."""

    def __call__(self, *, db: sqlite3.Connection) -> None:
        """Write it."""


class UsageWriter:
    """Counts that wait, and the thread that writes them; it is started by the first."""

    def __init__(self, records: Records) -> None:
        """Take the records; nothing is opened yet."""
        self._records = records
        self._waiting: queue.Queue[Count | None] = queue.Queue(_WAITING)
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None
        self._faulty = False

    def add(self, count: Count) -> None:
        """Take something to count and return at once."""
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="usage-writer", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait(count)
        except queue.Full:
            self._report("The records are locked by another process for too long")

    def flush(self) -> None:
        """Wait until all that came before is written, or has failed."""
        self._waiting.join()

    def close(self) -> None:
        """Write what waits and end the thread."""
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join(_PATIENCE)
            self._thread = None

    def _run(self) -> None:
        while True:
            batch = [self._waiting.get()]
            while len(batch) < _TOGETHER and batch[-1] is not None:
                try:
                    batch.append(self._waiting.get_nowait())
                except queue.Empty:
                    break
            try:
                self._write([count for count in batch if count is not None])
            finally:
                for _ in batch:
                    self._waiting.task_done()
            if batch[-1] is None:
                return

    def _write(self, counts: list[Count]) -> None:
        if not counts:
            return
        try:
            with self._records.writing() as db:
                for count in counts:
                    count(db=db)
            self._faulty = False
        except RecordsError as error:
            self._report(str(error))
        except Exception:
            log.exception("Something could not be counted.")

    def _report(self, fault: str) -> None:
        if not self._faulty:
            self._faulty = True
            log.error("Use is not counted for now; answers go on. %s", fault)
