"""Bad feedback as a list to work through: what was shown, what was wrong with it, and whether it has been seen to.

The question stands in one only where whoever asked ticked that it be kept; who it was is not given out.
"""

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.slack.state.schema import StoreError, open_state


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage that was shown: its document's path, its id, and its citation as a person reads it."""

    document: str
    passage: str
    label: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """One word on one answer; ``shown`` are the labels of the citations that stood in it, ``passages`` the passages."""

    id: str
    at: datetime
    reason: str
    comment: str
    question: str
    shown: tuple[str, ...]
    done: bool
    passages: tuple[Reference, ...] = ()


def complaints(state: Path) -> tuple[Complaint, ...]:
    """List what was found not helpful, newest first; nothing where nobody has asked in Slack yet.

    Raises:
        StoreError: the state file cannot be used.
    """
    if not state.exists():
        return ()
    try:
        with closing(open_state(state)) as connection:
            rows = connection.execute(
                "SELECT id, at, reason, comment, question, body, done_at FROM feedback WHERE helpful = 0"
                " ORDER BY at DESC, id"
            ).fetchall()
    except sqlite3.Error as error:
        raise StoreError(f"Cannot read the feedback in {state}: {error}. Check FINDINGS_STATE.") from error
    return tuple(_complaint(row) for row in rows)


def set_done(state: Path, identity: str, *, done: bool) -> bool:
    """Tick a complaint off, or take that back; False where there is none of this id.

    Raises:
        StoreError: the state file cannot be used.
    """
    at = datetime.now(UTC).timestamp() if done else None
    try:
        with closing(open_state(state)) as connection:
            changed = connection.execute("UPDATE feedback SET done_at = ? WHERE id = ?", (at, identity)).rowcount
    except sqlite3.Error as error:
        raise StoreError(f"Cannot write {state}: {error}. Check FINDINGS_STATE.") from error
    return changed == 1


def _complaint(row: sqlite3.Row) -> Complaint:
    body = json.loads(row["body"])
    passages = tuple(
        Reference(str(one["cite"]["document"]), str(one["id"]), str(one["cite"]["label"]))
        for one in body.get("evidence", ())
    )
    return Complaint(
        id=row["id"],
        at=datetime.fromtimestamp(row["at"], UTC),
        reason=row["reason"] or "",
        comment=row["comment"] or "",
        question=row["question"] or "",
        shown=tuple(passage.label for passage in passages),
        done=row["done_at"] is not None,
        passages=passages,
    )
