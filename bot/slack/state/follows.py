"""What people follow, and which documents they have been told of, so that they are told of each once.

A content is known by its hash: a document that is read again, renamed, corrected in the catalogue, removed or restored
is no new one. What is followed is kept as it was understood (``bot.following``), never as it was typed.
"""

import secrets
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.slack.state.events import ALIVE_SECONDS
from bot.slack.state.schema import Store

MOST = 40  # things that one person can follow


class Told(StrEnum):
    """How far a document has come with somebody who follows something."""

    NOTHING = "nothing"  # it does not answer; looked at again where what is known of the document changes
    SENDING = "sending"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class StoredFollow:
    """What somebody follows; ``what`` is its key (``bot.following``), ``channel`` their direct message where known,
    ``seen`` the number of the last content that was there when they began."""

    id: str
    user: str
    what: str
    channel: str
    seen: int


class FollowStore(Store):
    """The open list; ``run`` is this process's id among those that are alive."""

    def __init__(self, path: Path, *, run: str = "terminal") -> None:
        """Open the file that the Slack side keeps its state in."""
        super().__init__(path)
        self._run = run

    # -- what is followed -------------------------------------------------------------------------------------------

    def follow(self, user: str, what: str, *, held: Collection[str]) -> bool:
        """Begin to follow something; ``held`` are the contents that are no news. False where it is followed already,
        or somebody follows too much."""
        self.note(held)
        if len(self.of(user)) >= MOST:
            return False
        made = self._db.execute(
            "INSERT OR IGNORE INTO follow VALUES (?, ?, ?, ?, '', (SELECT coalesce(max(seen), 0) FROM content))",
            (secrets.token_hex(8), user, time.time(), what),
        )
        return made.rowcount == 1

    def note_direct_channel(self, user: str, channel: str) -> None:
        """Note which channel somebody's direct messages with the app are in, as Slack's own events say."""
        known = self._db.execute("SELECT 1 FROM direct_channel WHERE user = ? AND channel = ?", (user, channel))
        if known.fetchone() is None:
            self._db.execute("INSERT OR REPLACE INTO direct_channel VALUES (?, ?)", (user, channel))

    def of(self, user: str) -> list[StoredFollow]:
        """List what somebody follows, in the order in which they began."""
        return [one for one in self.all() if one.user == user]

    def all(self) -> list[StoredFollow]:
        """List what everybody follows, in the order in which they began."""
        rows = self._db.execute(
            "SELECT id, follow.user, what, coalesce(direct_channel.channel, '') AS channel, seen FROM follow"
            " LEFT JOIN direct_channel ON direct_channel.user = follow.user ORDER BY at, id"
        ).fetchall()
        return [StoredFollow(**row) for row in rows]

    def unfollow(self, user: str, identity: str) -> bool:
        """Delete something that somebody follows, and what they were told of for it; False where there is none."""
        gone = self._db.execute("DELETE FROM follow WHERE id = ? AND user = ?", (identity, user)).rowcount == 1
        for table in ("told", "told_passage") if gone else ():
            self._db.execute(f"DELETE FROM {table} WHERE follow = ?", (identity,))
        return gone

    # -- what is new ------------------------------------------------------------------------------------------------

    def note(self, held: Collection[str]) -> None:
        """Note which contents are held now; a content keeps the number under which it was seen first."""
        known = {row[0] for row in self._db.execute("SELECT sha FROM content")}
        new = sorted(set(held) - known)
        if not new:
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            self._db.executemany(
                "INSERT OR IGNORE INTO content VALUES (?, (SELECT coalesce(max(seen), 0) + 1 FROM content))",
                [(sha,) for sha in new],
            )
        finally:
            self._db.execute("COMMIT")

    def fresh(self, follow: StoredFollow, facts: dict[str, str]) -> list[str]:
        """List the contents that somebody has not been told of: those that came after they began.

        ``facts`` gives what is known of each content that is held now, as a short text: one that did not answer is
        looked at again where that has changed.
        """
        rows = self._db.execute("SELECT sha FROM content WHERE seen > ? ORDER BY seen", (follow.seen,)).fetchall()
        told = {
            row["sha"]: (row["state"], row["facts"])
            for row in self._db.execute("SELECT sha, state, facts FROM told WHERE follow = ?", (follow.id,))
        }
        new = []
        for (sha,) in rows:
            state, known = told.get(sha, ("", ""))
            if sha in facts and (not state or (state == Told.NOTHING and known != facts[sha])):
                new.append(sha)
        return new

    def passages_told(self, follow: StoredFollow) -> set[str]:
        """Give the marks of the passages that somebody was told of, in whatever edition of a document."""
        return {row[0] for row in self._db.execute("SELECT mark FROM told_passage WHERE follow = ?", (follow.id,))}

    def nothing(self, follow: StoredFollow, sha: str, facts: str) -> None:
        """Note that a content does not answer what is followed."""
        self._db.execute(
            "INSERT INTO told VALUES (?, ?, ?, ?, ?, '', ?) ON CONFLICT (follow, sha)"
            " DO UPDATE SET facts = excluded.facts, at = excluded.at WHERE state = 'nothing'",
            (follow.id, sha, Told.NOTHING, facts, self._run, time.time()),
        )

    def claim(self, follow: StoredFollow, sha: str, facts: str, answer: str, marks: Iterable[str]) -> bool:
        """Take the telling of a content for this process, before anything is sent; False where another has it.

        Something that is not followed any more is not told.
        """
        if not self._db.execute("SELECT 1 FROM follow WHERE id = ?", (follow.id,)).fetchone():
            return False
        taken = self._db.execute(
            "INSERT INTO told VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (follow, sha) DO UPDATE SET"
            " state = excluded.state, facts = excluded.facts, run = excluded.run, answer = excluded.answer,"
            " at = excluded.at WHERE state = 'nothing'",
            (follow.id, sha, Told.SENDING, facts, self._run, answer, time.time()),
        ).rowcount
        if taken:
            rows = [(follow.id, mark, sha) for mark in marks]
            self._db.executemany("INSERT OR IGNORE INTO told_passage VALUES (?, ?, ?)", rows)
        return bool(taken)

    def sent(self, follow: StoredFollow, sha: str) -> None:
        """Note that somebody has been told of a content."""
        self._db.execute("UPDATE told SET state = ? WHERE follow = ? AND sha = ?", (Told.SENT, follow.id, sha))

    def give_back(self, follow: StoredFollow, sha: str) -> None:
        """Note that somebody was not told after all: it is tried again."""
        self._db.execute("DELETE FROM told WHERE follow = ? AND sha = ? AND state = 'sending'", (follow.id, sha))
        self._db.execute("DELETE FROM told_passage WHERE follow = ? AND sha = ?", (follow.id, sha))

    def left_unfinished(self) -> list[tuple[StoredFollow, str, str]]:
        """Take over what a process was sending that is gone: what is followed, the content, and the answer's id."""
        rows = self._db.execute(
            "UPDATE told SET run = ? WHERE state = 'sending' AND run != ? AND run NOT IN"
            " (SELECT id FROM run WHERE beat > ?) RETURNING follow, sha, answer",
            (self._run, self._run, time.time() - ALIVE_SECONDS),
        ).fetchall()
        held = {follow.id: follow for follow in self.all()}
        return [(held[row["follow"]], row["sha"], row["answer"]) for row in rows if row["follow"] in held]
