"""The files that admins have sent and that are not settled yet, so that a restart forgets none of them.

Names and ids only; the files themselves wait in the documents folder (``index.folder.staging``). Of two who click at
once one is the first.
"""

import sqlite3
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from bot.slack.state.events import ALIVE_SECONDS
from bot.slack.state.schema import Store


class OfferState(StrEnum):
    """How far a file has come."""

    OFFERED = "offered"  # to be fetched and read
    WAITING = "waiting"  # for an admin's click
    ADDING = "adding"  # somebody has clicked; the index does not hold it yet


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was offered: by whom, Slack's id of it, its name, and where the message about it stands."""

    id: str
    state: OfferState
    at: float
    user: str
    file: str
    name: str
    channel: str
    thread_ts: str | None
    ts: str | None
    staged: str | None


class UploadQueue(Store):
    """The open list; one for the process."""

    def __init__(self, path: Path, *, run: str) -> None:
        """Open the file that the Slack side keeps its state in; ``run`` is this process's id in it."""
        super().__init__(path)
        self._run = run

    def begin(self, identity: str, *, user: str, file: str, name: str, channel: str, thread_ts: str | None) -> bool:
        """Note that a file was offered; False where this has been noted before."""
        made = self._db.execute(
            "INSERT OR IGNORE INTO offer (id, run, state, at, user, file, name, channel, thread_ts)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (identity, self._run, OfferState.OFFERED, time.time(), user, file, name[:300], channel, thread_ts),
        )
        return made.rowcount == 1

    def posted(self, identity: str, channel: str, ts: str) -> None:
        """Note where the message about a file stands."""
        self._db.execute("UPDATE offer SET channel = ?, ts = ? WHERE id = ?", (channel, ts, identity))

    def staged(self, identity: str, staged: str) -> None:
        """Note that a file has come in, under which id."""
        self._db.execute("UPDATE offer SET staged = ? WHERE id = ?", (staged, identity))

    def wait(self, identity: str) -> None:
        """Note that a file has been read and shown, and waits for a click."""
        self._db.execute("UPDATE offer SET state = ?, at = ? WHERE id = ?", (OfferState.WAITING, time.time(), identity))

    def take(self, staged: str) -> bool:
        """Take a file that waits, to add or discard it; False where somebody else was first."""
        taken = self._db.execute(
            "UPDATE offer SET state = ?, run = ? WHERE staged = ? AND state = ?",
            (OfferState.ADDING, self._run, staged, OfferState.WAITING),
        )
        return taken.rowcount == 1

    def give_back(self, staged: str) -> None:
        """Let a file that was taken wait again."""
        self._db.execute(
            "UPDATE offer SET state = ? WHERE staged = ? AND state = ?",
            (OfferState.WAITING, staged, OfferState.ADDING),
        )

    def end(self, identity: str) -> None:
        """Forget a file that is settled."""
        self._db.execute("DELETE FROM offer WHERE id = ?", (identity,))

    def of(self, staged: str) -> Upload | None:
        """Find the upload of a file that has come in."""
        row = self._db.execute("SELECT * FROM offer WHERE staged = ?", (staged,)).fetchone()
        return None if row is None else _offer(row)

    def open(self) -> tuple[Upload, ...]:
        """List the files that are not settled, oldest first."""
        return tuple(_offer(row) for row in self._db.execute("SELECT * FROM offer ORDER BY at, id"))

    def waiting_since_before(self, at: float) -> tuple[Upload, ...]:
        """List the files that nobody has clicked on since then."""
        rows = self._db.execute("SELECT * FROM offer WHERE state = ? AND at < ?", (OfferState.WAITING, at)).fetchall()
        return tuple(_offer(row) for row in rows)

    def take_over(self) -> tuple[Upload, ...]:
        """Take what a process that is gone was at work on, oldest first."""
        rows = self._db.execute(
            "UPDATE offer SET run = ? WHERE state != ? AND run != ? AND run NOT IN (SELECT id FROM run WHERE beat > ?)"
            " RETURNING *",
            (self._run, OfferState.WAITING, self._run, time.time() - ALIVE_SECONDS),
        ).fetchall()
        return tuple(sorted(map(_offer, rows), key=lambda upload: (upload.at, upload.id)))


def _offer(row: sqlite3.Row) -> Upload:
    return msgspec.convert({**row}, Upload)
