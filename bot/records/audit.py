"""The audit: who changed what in the library and when; rows are added, and never changed or taken away.

In comes one act after another; out come the acts, newest first. It holds the ids of admins (of whoever tried to be one,
too), names of documents, and never a question.
"""

import sqlite3
import threading
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path

from bot.records.database import RecordsError, open_records

__all__ = ["Act", "Audit", "AuditEntry"]

_SCHEMA = """
CREATE TABLE IF NOT EXISTS audit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    subject TEXT NOT NULL,
    outcome TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_never_shortened BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit is never shortened'); END;
"""


class Act(StrEnum):
    """What can be done to the library."""

    UPLOADED = "uploaded"
    ADDED = "added"
    REPLACED = "replaced"
    DISCARDED = "discarded"
    CORRECTED = "corrected"
    REMOVED = "removed"
    RESTORED = "restored"
    REINDEXED = "reindexed"
    VOCABULARY = "vocabulary"
    REFUSED = "refused"
    FEEDBACK = "feedback"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One act: when (UTC), by whom, what, on what, with what outcome, and a detail."""

    id: int
    at: datetime
    actor: str
    act: str
    subject: str
    outcome: str
    detail: str


class Audit:
    """The open audit; safe between threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open the records file; raise RecordsError if it cannot be used."""
        self._path = path
        self._lock = threading.Lock()
        self._db = open_records(path, _SCHEMA)

    def write(self, act: Act | str, *, actor: str, subject: str = "", outcome: str = "done", detail: str = "") -> None:
        """Add one act; ``actor`` is a Slack user id, "cli:" and a user of the machine, or "watcher"."""
        row = (datetime.now(UTC).isoformat(timespec="milliseconds"), actor, str(act), subject, outcome, detail)
        try:
            with self._lock:
                self._db.execute(
                    "INSERT INTO audit (at, actor, act, subject, outcome, detail) VALUES (?, ?, ?, ?, ?, ?)", row
                )
        except sqlite3.Error as error:
            raise RecordsError(
                f"Cannot write the audit {self._path}: {error}. Make room on the disk, or check FINDINGS_RECORDS."
            ) from error

    def entries(self, *, since: date | None = None, limit: int | None = None) -> tuple[AuditEntry, ...]:
        """List the acts, newest first, from the beginning of a day (UTC) on, and so many at most."""
        first = "" if since is None else datetime.combine(since, time.min, UTC).isoformat(timespec="milliseconds")
        with self._lock:
            rows = self._db.execute(
                "SELECT * FROM audit WHERE at >= ? ORDER BY id DESC LIMIT ?", (first, -1 if limit is None else limit)
            ).fetchall()
        return tuple(
            AuditEntry(
                row["id"],
                datetime.fromisoformat(row["at"]),
                row["actor"],
                row["act"],
                row["subject"],
                row["outcome"],
                row["detail"],
            )
            for row in rows
        )

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()
