"""Bad feedback as a list to work through: what was shown, what was wrong with it, and whether it has been seen to.

In: the state file of the Slack side, where feedback is kept by reference to passages. Out: complaints, newest first.
The question stands in one only where whoever asked ticked that it be kept; who it was is not given out.
"""

import hashlib
import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.records.database import RecordsError

__all__ = ["Complaint", "complaints", "set_done"]

_SCHEMA = "CREATE TABLE IF NOT EXISTS feedback_done (id TEXT PRIMARY KEY, at REAL NOT NULL, actor TEXT NOT NULL)"


@dataclass(frozen=True, slots=True)
class Complaint:
    """One word on one answer; ``shown`` are the labels of the citations that stood in it."""

    id: str
    at: datetime
    reason: str
    comment: str
    question: str
    shown: tuple[str, ...]
    done: bool


def complaints(state: Path) -> tuple[Complaint, ...]:
    """List what was found not helpful, newest first; nothing where nobody has asked in Slack yet."""
    if not state.exists():
        return ()
    try:
        with closing(_open(state)) as connection:
            done = {row[0] for row in connection.execute("SELECT id FROM feedback_done")}
            rows = connection.execute(
                "SELECT answer, user, at, reason, comment, question, body FROM feedback WHERE helpful = 0"
                " ORDER BY at DESC, answer"
            ).fetchall()
    except sqlite3.Error as error:
        raise RecordsError(f"Cannot read the feedback in {state}: {error}. Check FINDINGS_STATE.") from error
    found = []
    for answer, user, at, reason, comment, question, body in rows:
        # The id names the row and not the person.
        identity = hashlib.sha256(f"{answer}\0{user}".encode()).hexdigest()[:16]
        shown = tuple(str(one["cite"]["label"]) for one in json.loads(body).get("evidence", ()))
        when = datetime.fromtimestamp(at, UTC)
        found.append(Complaint(identity, when, reason or "", comment or "", question or "", shown, identity in done))
    return tuple(found)


def set_done(state: Path, identity: str, *, done: bool, actor: str) -> bool:
    """Tick a complaint off, or take that back; False where there is none of this id."""
    if all(complaint.id != identity for complaint in complaints(state)):
        return False
    try:
        with closing(_open(state)) as connection:
            if done:
                at = datetime.now(UTC).timestamp()
                connection.execute("INSERT OR REPLACE INTO feedback_done VALUES (?, ?, ?)", (identity, at, actor))
            else:
                connection.execute("DELETE FROM feedback_done WHERE id = ?", (identity,))
    except sqlite3.Error as error:
        raise RecordsError(f"Cannot write {state}: {error}. Check FINDINGS_STATE.") from error
    return True


def _open(state: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(state, timeout=5, isolation_level=None)
    connection.execute(_SCHEMA)
    return connection
