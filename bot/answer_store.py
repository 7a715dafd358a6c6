"""What the Slack side keeps on disk: events already seen, answers by reference, thread context, shares, feedback.

In: ids, references, what was understood. Out: the same, until it is too old. No question text comes in here, with one
exception that the person ticks a box for (feedback). SQLite of the standard library; used from one thread only.
"""

import json
import sqlite3
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from index.errors import FindingsError

__all__ = ["AnswerStore", "Entry", "Kept", "Pending", "State", "StoreError", "ThreadContext"]

SCHEMA_VERSION = 1
# A process that has not said so for this long is not running any more; what it left undone is taken over.
ALIVE_SECONDS = 12.0
EVENT_DAYS = 3  # Slack delivers an event again for minutes, not days

_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, beat REAL NOT NULL);
CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY, run TEXT NOT NULL, state TEXT NOT NULL, received REAL NOT NULL, entry TEXT NOT NULL,
    channel TEXT NOT NULL, ts TEXT NOT NULL, thread_ts TEXT, user TEXT NOT NULL, answer TEXT NOT NULL,
    response_url TEXT); CREATE TABLE IF NOT EXISTS answer ( id TEXT PRIMARY KEY, created REAL NOT NULL, user TEXT
    NOT NULL, entry TEXT NOT NULL, channel TEXT NOT NULL, thread_ts TEXT, body TEXT NOT NULL, messages TEXT NOT
    NULL DEFAULT '[]'); CREATE TABLE IF NOT EXISTS context ( channel TEXT NOT NULL, thread_ts TEXT NOT NULL, at
    REAL NOT NULL, answer TEXT NOT NULL, filters TEXT NOT NULL, question_ts TEXT NOT NULL, shown INTEGER NOT NULL,
    PRIMARY KEY (channel, thread_ts)); CREATE TABLE IF NOT EXISTS share ( answer TEXT NOT NULL, channel TEXT NOT
    NULL, user TEXT NOT NULL, at REAL NOT NULL, ts TEXT, PRIMARY KEY (answer, channel)); CREATE TABLE IF NOT
    EXISTS feedback ( answer TEXT NOT NULL, user TEXT NOT NULL, at REAL NOT NULL, helpful INTEGER NOT NULL, reason
    TEXT, comment TEXT, question TEXT, body TEXT NOT NULL, PRIMARY KEY (answer, user)); CREATE TABLE IF NOT EXISTS
    preference (user TEXT PRIMARY KEY, authority TEXT NOT NULL); CREATE INDEX IF NOT EXISTS event_state ON event
    (state); CREATE INDEX IF NOT EXISTS answer_created ON answer (created);
"""


class StoreError(FindingsError):
    """The file that the Slack side keeps its state in cannot be used."""


class Entry(StrEnum):
    """Where a question came from."""

    DIRECT = "direct"
    MENTION = "mention"
    COMMAND = "command"
    SHORTCUT = "shortcut"


class State(StrEnum):
    """How far the answering of an event has come."""

    RECEIVED = "received"
    POSTING = "posting"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Pending:
    """An event that was acknowledged and not answered: where it came from, never what it said."""

    id: str
    state: State
    entry: Entry
    channel: str
    ts: str
    thread_ts: str | None
    user: str
    answer: str
    response_url: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored answer: who asked where, its references, and the messages that show it."""

    id: str
    user: str
    entry: Entry
    channel: str
    thread_ts: str | None
    body: Mapping[str, Any]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThreadContext:
    """What a thread is about, without its words; ``shown`` counts the further passages already shown."""

    answer: str
    filters: Mapping[str, Any]
    question_ts: str
    shown: int = 0


class AnswerStore:
    """The open file."""

    def __init__(self, path: Path, *, answer_days: int = 30, thread_hours: int = 24) -> None:
        """Open the file, make it where it is missing, and begin a run.

        Raises:
            StoreError: the file is no database, is of another version, or cannot be written.
        """
        self.run = uuid.uuid4().hex
        self._answer_seconds, self._thread_seconds = answer_days * 86_400, thread_hours * 3_600
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None, timeout=10)
            path.chmod(0o600)  # who asked, and their feedback, is nobody else's to read
            version = int(self._db.execute("PRAGMA user_version").fetchone()[0])
            if version not in (0, SCHEMA_VERSION):
                raise StoreError(
                    f"Cannot use {path}: it is of version {version}, this program of {SCHEMA_VERSION}. "
                    "Move it away; a new one is made."
                )
            # WAL: a killed process loses nothing that was committed. secure_delete: what is deleted is overwritten.
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA secure_delete = ON")
            self._db.executescript(_SCHEMA)
            self._db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        except (sqlite3.Error, OSError) as error:
            raise StoreError(f"Cannot use {path}: {error}. Check FINDINGS_STATE, or move the file away.") from error
        self._db.row_factory = sqlite3.Row
        self.beat()

    def close(self) -> None:
        """End the run and close the file."""
        self._db.execute("DELETE FROM run WHERE id = ?", (self.run,))
        self._db.close()

    # -- runs and events ----------------------------------------------------------------------------------------------

    def beat(self) -> None:
        """Say that this process is alive."""
        self._db.execute(
            "INSERT INTO run VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET beat = excluded.beat", (self.run, time.time())
        )

    def claim(
        self,
        event: str,
        *,
        entry: Entry,
        channel: str,
        ts: str,
        thread_ts: str | None,
        user: str,
        response_url: str | None = None,
    ) -> str | None:
        """Take an event for this process and return the id of the answer it will have; None where it is taken already.

        An event that a process took which is gone, and did not begin to answer, may be taken again.
        """
        answer = uuid.uuid4().hex[:20]
        taken = self._db.execute(
            "INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event, self.run, State.RECEIVED, time.time(), entry, channel, ts, thread_ts, user, answer, response_url),
        ).rowcount
        if taken:
            return answer
        row = self._db.execute(
            "UPDATE event SET run = ? WHERE id = ? AND state = ? AND run != ? AND run NOT IN"
            " (SELECT id FROM run WHERE beat > ?) RETURNING answer",
            (self.run, event, State.RECEIVED, self.run, time.time() - ALIVE_SECONDS),
        ).fetchone()
        return None if row is None else str(row["answer"])

    def mark(self, event: str, state: State) -> None:
        """Note how far an event has come; a response URL is forgotten with the answer."""
        self._db.execute(
            "UPDATE event SET state = ?, response_url = CASE WHEN ? = 'done' THEN NULL ELSE response_url "
            "END WHERE id = ?",
            (state, state, event),
        )

    def entries_seen(self) -> set[str]:
        """Return the kinds of entry by which questions have come in the last days."""
        return {str(row[0]) for row in self._db.execute("SELECT DISTINCT entry FROM event")}

    def take_over(self) -> list[Pending]:
        """Take every event that a process left unanswered which is gone, oldest first."""
        rows = self._db.execute(
            "UPDATE event SET run = ? WHERE state != ? AND run != ? AND run NOT IN (SELECT id FROM run WHERE beat > ?)"
            " RETURNING *",
            (self.run, State.DONE, self.run, time.time() - ALIVE_SECONDS),
        ).fetchall()
        return [
            Pending(
                r["id"],
                State(r["state"]),
                Entry(r["entry"]),
                r["channel"],
                r["ts"],
                r["thread_ts"],
                r["user"],
                r["answer"],
                r["response_url"],
            )
            for r in sorted(rows, key=lambda r: r["received"])
        ]

    # -- answers ------------------------------------------------------------------------------------------------------

    def keep(
        self, answer: str, body: Mapping[str, Any], *, user: str, entry: Entry, channel: str, thread_ts: str | None
    ) -> None:
        """Keep an answer by its references; one that is kept already is replaced."""
        self._db.execute(
            "INSERT INTO answer (id, created, user, entry, channel, thread_ts, body) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (answer, time.time(), user, entry, channel, thread_ts, _json(body)),
        )

    def set_messages(self, answer: str, messages: Sequence[str]) -> None:
        """Note which messages show an answer."""
        self._db.execute("UPDATE answer SET messages = ? WHERE id = ?", (_json(list(messages)), answer))

    def answer(self, answer: str) -> Kept | None:
        """Return a kept answer, None where there is none or it is too old."""
        row = self._db.execute(
            "SELECT * FROM answer WHERE id = ? AND created > ?", (answer, time.time() - self._answer_seconds)
        ).fetchone()
        if row is None:
            return None
        return Kept(
            row["id"],
            row["user"],
            Entry(row["entry"]),
            row["channel"],
            row["thread_ts"],
            json.loads(row["body"]),
            tuple(json.loads(row["messages"])),
        )

    # -- threads ------------------------------------------------------------------------------------------------------

    def remember(
        self, channel: str, thread_ts: str, *, answer: str, filters: Mapping[str, Any], question_ts: str, shown: int = 0
    ) -> None:
        """Keep what a thread is about now."""
        self._db.execute(
            "INSERT OR REPLACE INTO context VALUES (?, ?, ?, ?, ?, ?, ?)",
            (channel, thread_ts, time.time(), answer, _json(filters), question_ts, shown),
        )

    def context(self, channel: str, thread_ts: str | None) -> ThreadContext | None:
        """Return what a thread is about; without a thread, what was last asked in the channel."""
        since = time.time() - self._thread_seconds
        if thread_ts is None:
            row = self._db.execute(
                "SELECT * FROM context WHERE channel = ? AND at > ? ORDER BY at DESC LIMIT 1", (channel, since)
            ).fetchone()
        else:
            row = self._db.execute(
                "SELECT * FROM context WHERE channel = ? AND thread_ts = ? AND at > ?", (channel, thread_ts, since)
            ).fetchone()
        if row is None:
            return None
        return ThreadContext(row["answer"], json.loads(row["filters"]), row["question_ts"], row["shown"])

    # -- shares, feedback, preferences -----------------------------------------------------------------------

    def share(self, answer: str, channel: str, user: str) -> bool:
        """Note that somebody shares an answer with a channel; False where it was shared there before."""
        row = self._db.execute(
            "INSERT OR IGNORE INTO share VALUES (?, ?, ?, ?, NULL)", (answer, channel, user, time.time())
        )
        return row.rowcount == 1

    def shared(self, answer: str, channel: str, ts: str) -> None:
        """Note the message by which an answer was shared."""
        self._db.execute("UPDATE share SET ts = ? WHERE answer = ? AND channel = ?", (ts, answer, channel))

    def unshare(self, answer: str, channel: str) -> None:
        """Forget a share that could not be posted."""
        self._db.execute("DELETE FROM share WHERE answer = ? AND channel = ? AND ts IS NULL", (answer, channel))

    def feedback(
        self,
        answer: str,
        user: str,
        *,
        helpful: bool,
        reason: str | None = None,
        comment: str | None = None,
        question: str | None = None,
    ) -> bool:
        """Keep what somebody thinks of an answer, the last word winning; False where the answer is not kept any
        more."""
        kept = self.answer(answer)
        if kept is None:
            return False
        self._db.execute(
            "INSERT OR REPLACE INTO feedback VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (answer, user, time.time(), int(helpful), reason, comment or None, question or None, _json(kept.body)),
        )
        return True

    def default_authority(self, user: str) -> str | None:
        """Return the council that somebody asks about where they name none."""
        row = self._db.execute("SELECT authority FROM preference WHERE user = ?", (user,)).fetchone()
        return None if row is None else str(row["authority"])

    def set_default_authority(self, user: str, authority: str | None) -> None:
        """Set or forget somebody's default council."""
        if authority is None:
            self._db.execute("DELETE FROM preference WHERE user = ?", (user,))
        else:
            self._db.execute("INSERT OR REPLACE INTO preference VALUES (?, ?)", (user, authority))

    # -- forgetting ------------------------------------------------------------------------------------------

    def forget_old(self) -> None:
        """Delete what is older than it may be kept."""
        now = time.time()
        self._db.execute("DELETE FROM answer WHERE created <= ?", (now - self._answer_seconds,))
        self._db.execute("DELETE FROM context WHERE at <= ?", (now - self._thread_seconds,))
        self._db.execute("DELETE FROM event WHERE received <= ?", (now - EVENT_DAYS * 86_400,))
        self._db.execute("DELETE FROM run WHERE beat <= ?", (now - 86_400,))


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
