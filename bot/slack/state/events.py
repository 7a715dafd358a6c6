"""Events of Slack that have been seen, so that each is answered once: also across a restart, and by several processes.

No question comes in here.
"""

import time
import uuid
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from bot.slack.state.schema import Store

# A process that has not said so for this long is not running any more; what it left undone is taken over.
ALIVE_SECONDS = 12.0
EVENT_DAYS = 3  # Slack delivers an event again for minutes, not days


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


def new_answer_id() -> str:
    """Make up the id of an answer."""
    return uuid.uuid4().hex[:20]


class EventStore(Store):
    """The events in the open file, and this process's run among those that take them."""

    def __init__(self, path: Path) -> None:
        """Begin a run."""
        super().__init__(path)
        self.run = uuid.uuid4().hex
        self.heartbeat()

    def close(self) -> None:
        """End the run and close the file."""
        self._db.execute("DELETE FROM run WHERE id = ?", (self.run,))
        super().close()

    def heartbeat(self) -> None:
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
        answer = new_answer_id()
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
            "UPDATE event SET state = ?, response_url = CASE WHEN ? = 'done' THEN NULL ELSE response_url END"
            " WHERE id = ?",
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
        return [msgspec.convert({**row}, Pending) for row in sorted(rows, key=lambda row: row["received"])]

    def forget_old_events(self) -> None:
        """Delete events that Slack delivers no more, and runs that are over."""
        now = time.time()
        self._db.execute("DELETE FROM event WHERE received <= ?", (now - EVENT_DAYS * 86_400,))
        self._db.execute("DELETE FROM run WHERE beat <= ?", (now - 86_400,))
