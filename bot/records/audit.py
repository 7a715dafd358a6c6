"""The audit: who changed what in the library and when; rows are added, and never changed or taken away.

It holds the ids of admins (of whoever tried to be one, too), names of documents, and never a question.
"""

import asyncio
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from pathlib import Path

from bot.records.sqlite_file import Records

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
-- REPLACE takes a row away without a DELETE (https://www.sqlite.org/lang_conflict.html).
CREATE TRIGGER IF NOT EXISTS audit_is_never_replaced BEFORE INSERT ON audit
WHEN EXISTS (SELECT 1 FROM audit WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'the audit is never changed'); END;
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
    EMPTIED = "emptied the bin"
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
    """The audit in the records file; safe between threads and processes."""

    def __init__(self, path: Path) -> None:
        """Take the path; the file is opened, and made where it is missing, when it is needed."""
        self._path = path
        self._records = Records(path, _SCHEMA, durable=True)

    def ready(self) -> None:
        """Raise RecordsError where an act could not be written down: it had better not be done."""
        self._records.probe()

    def write(self, act: Act | str, *, actor: str, subject: str = "", outcome: str = "done", detail: str = "") -> None:
        """Add one act; ``actor`` is a Slack user id, "cli:" and a user of the machine, or "watcher".

        Raises:
            RecordsError: it cannot be written down.
        """
        row = (datetime.now(UTC).isoformat(timespec="milliseconds"), actor, str(act), subject, outcome, detail)
        # Names of files may hold bytes that are no text; SQLite takes text only.
        said = tuple(value.encode("utf-8", "backslashreplace").decode() for value in row)
        with self._records.writing() as db:
            db.execute("INSERT INTO audit (at, actor, act, subject, outcome, detail) VALUES (?, ?, ?, ?, ?, ?)", said)

    async def note(self, act: Act, *, actor: str, subject: str, outcome: str, detail: str = "") -> None:
        """Add one act without holding up the event loop; raise RecordsError where it cannot be written down."""
        await asyncio.to_thread(self.write, act, actor=actor, subject=subject, outcome=outcome, detail=detail)

    def entries(self, *, since: date | None = None, limit: int | None = None) -> tuple[AuditEntry, ...]:
        """List the acts, newest first, from the beginning of a day (UTC) on, and so many at most."""
        if not self._path.exists():  # to look is no reason to make a file
            return ()
        first = "" if since is None else datetime.combine(since, time.min, UTC).isoformat(timespec="milliseconds")
        with self._records.reading() as db:
            rows = db.execute(
                "SELECT * FROM audit WHERE at >= ? ORDER BY id DESC LIMIT ?", (first, -1 if limit is None else limit)
            ).fetchall()
        return tuple(
            AuditEntry(identity, datetime.fromisoformat(at), actor, act, subject, outcome, detail)
            for identity, at, actor, act, subject, outcome, detail in rows
        )

    def close(self) -> None:
        """Close the file."""
        self._records.close()
