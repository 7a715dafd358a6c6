"""The passages that people have collected for their packs: ids and marks of passages, no question and no words.

What somebody collected is theirs to order and to delete.
"""

import time
from dataclasses import dataclass

from bot.slack.state.schema import Store

MOST_COLLECTED = 40  # passages in a pack: as many as one window shows
KEPT_DAYS = 180  # a pack that nobody has changed for so long is forgotten


@dataclass(frozen=True, slots=True)
class Collected:
    """A passage in somebody's pack: its id, the mark of its text, and the heading of the annual conversation (0 to
    2) that it was put under."""

    passage: str
    mark: str
    heading: int = 0


class PackStore(Store):
    """The open list of what everybody has collected."""

    def add(self, user: str, passage: str, mark: str) -> bool:
        """Put a passage at the end of somebody's pack; False where it is in it already, or the pack is full."""
        if len(self.of(user)) >= MOST_COLLECTED:
            return False
        row = self._db.execute(
            "INSERT OR IGNORE INTO collected (user, passage, mark, place, at) VALUES (?, ?, ?,"
            " (SELECT coalesce(max(place), 0) + 1 FROM collected WHERE user = ?), ?)",
            (user, passage, mark, user, time.time()),
        )
        return row.rowcount == 1

    def of(self, user: str) -> list[Collected]:
        """List somebody's pack in its order."""
        rows = self._db.execute(
            "SELECT passage, mark, heading FROM collected WHERE user = ? ORDER BY place, passage", (user,)
        ).fetchall()
        return [Collected(**row) for row in rows]

    def move(self, user: str, passage: str, *, by: int) -> None:
        """Put a passage so many places earlier (below 0) or later."""
        order = [one.passage for one in self.of(user)]
        if passage not in order:
            return
        place = order.index(passage)
        order.insert(min(max(0, place + by), len(order) - 1), order.pop(place))
        self._db.executemany(
            "UPDATE collected SET place = ? WHERE user = ? AND passage = ?",
            [(number, user, one) for number, one in enumerate(order, start=1)],
        )

    def put_under(self, user: str, passage: str, heading: int) -> None:
        """Put a passage under another heading."""
        self._db.execute("UPDATE collected SET heading = ? WHERE user = ? AND passage = ?", (heading, user, passage))

    def remove(self, user: str, passage: str) -> None:
        """Take a passage out of somebody's pack."""
        self._db.execute("DELETE FROM collected WHERE user = ? AND passage = ?", (user, passage))

    def clear(self, user: str) -> None:
        """Delete somebody's pack."""
        self._db.execute("DELETE FROM collected WHERE user = ?", (user,))

    def forget_old(self) -> None:
        """Delete the packs that nobody has added to for a long time."""
        self._db.execute(
            "DELETE FROM collected WHERE user IN (SELECT user FROM collected GROUP BY user HAVING max(at) <= ?)",
            (time.time() - KEPT_DAYS * 86_400,),
        )
