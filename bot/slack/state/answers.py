"""What the Slack side keeps on disk: answers by reference, thread context, shares, feedback.

No question text comes in here, with one exception that the person ticks a box for (feedback). Used from one thread
only.
"""

import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from bot.slack.state.events import Entry, EventStore
from bot.slack.state.schema import KEPT_TABLES, WAIT_MS

FEEDBACK_DAYS = 400


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """A stored answer: who asked where, its references, and the messages that show it."""

    id: str
    user: str
    entry: Entry
    channel: str
    thread_ts: str | None
    body: Mapping[str, Any]
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StoredThread:
    """What a thread is about, without its words; ``shown`` counts the further passages already shown."""

    answer: str
    filters: Mapping[str, Any]
    question_ts: str
    shown: int = 0


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody thought of an answer."""

    helpful: bool
    reason: str | None = None


class AnswerStore(EventStore):
    """The open file."""

    def __init__(
        self, path: Path, *, answer_days: int = 30, thread_hours: int = 24, feedback_days: int = FEEDBACK_DAYS
    ) -> None:
        """Open the file, make it where it is missing, and begin a run.

        Raises:
            StoreError: the file is no database, is of another version, or cannot be written.
        """
        self._answer_seconds, self._thread_seconds = answer_days * 86_400, thread_hours * 3_600
        self._feedback_seconds = feedback_days * 86_400
        super().__init__(path)

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

    def answer(self, answer: str) -> StoredAnswer | None:
        """Return a kept answer, None where there is none or it is too old."""
        row = self._db.execute(
            "SELECT * FROM answer WHERE id = ? AND created > ?", (answer, time.time() - self._answer_seconds)
        ).fetchone()
        if row is None:
            return None
        written = {"body": json.loads(row["body"]), "messages": json.loads(row["messages"])}
        return msgspec.convert({**row, **written}, StoredAnswer)

    def forget(self, answer: str) -> None:
        """Delete what is kept of an answer."""
        self._db.execute("DELETE FROM answer WHERE id = ?", (answer,))

    def welcome(self, user: str) -> bool:
        """Note that somebody has been welcomed; False where they were before."""
        row = self._db.execute("INSERT OR IGNORE INTO welcome VALUES (?, ?)", (user, time.time()))
        return row.rowcount == 1

    # -- threads ------------------------------------------------------------------------------------------------------

    def remember(
        self, channel: str, thread_ts: str, *, answer: str, filters: Mapping[str, Any], question_ts: str, shown: int = 0
    ) -> None:
        """Keep what a thread is about now."""
        self._db.execute(
            "INSERT OR REPLACE INTO context VALUES (?, ?, ?, ?, ?, ?, ?)",
            (channel, thread_ts, time.time(), answer, _json(filters), question_ts, shown),
        )

    def context(self, channel: str, thread_ts: str | None) -> StoredThread | None:
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
        return StoredThread(row["answer"], json.loads(row["filters"]), row["question_ts"], row["shown"])

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
        row = (answer, user, time.time(), int(helpful), reason, comment or None, question or None, _json(kept.body))
        self._db.execute(  # a new word is a new entry of the list, also where the former one was done
            "INSERT OR REPLACE INTO feedback (answer, user, at, helpful, reason, comment, question, body, id)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*row, secrets.token_hex(8)),
        )
        return True

    def opinion(self, answer: str, user: str) -> Opinion | None:
        """Return what somebody has said of an answer so far; None where it is nothing."""
        row = self._db.execute(
            "SELECT helpful, reason FROM feedback WHERE answer = ? AND user = ?", (answer, user)
        ).fetchone()
        return None if row is None else Opinion(bool(row["helpful"]), row["reason"])

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
        """Delete what is older than it may be kept; who gave feedback is forgotten with the answer."""
        now = time.time()
        self.forget_old_events()
        self._db.execute("DELETE FROM answer WHERE created <= ?", (now - self._answer_seconds,))
        self._db.execute("DELETE FROM context WHERE at <= ?", (now - self._thread_seconds,))
        self._db.execute("DELETE FROM share WHERE at <= ?", (now - self._answer_seconds,))
        self._db.execute("DELETE FROM feedback WHERE at <= ?", (now - self._feedback_seconds,))
        # Nobody can judge an answer again that is not kept, so nothing needs to know any more who did.
        self._db.execute(
            "UPDATE feedback SET user = '-' || lower(hex(randomblob(8)))"
            " WHERE user NOT LIKE '-%' AND answer NOT IN (SELECT id FROM answer)"
        )
        self._empty_log()

    def forget_all(self) -> None:
        """Delete everything that is kept, of everybody."""
        for table in sorted(KEPT_TABLES):
            self._db.execute(f"DELETE FROM {table}")
        self._empty_log()

    def _empty_log(self) -> None:
        """Take what was deleted out of the write-ahead log; where another process reads just now: the next time."""
        self._db.execute("PRAGMA busy_timeout = 0")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self._db.execute(f"PRAGMA busy_timeout = {WAIT_MS}")


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)
