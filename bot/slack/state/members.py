"""Of an app that is installed for a whole organisation: which workspace each person is of whom something is kept.

It is kept so that what is kept of the people of one workspace can be deleted, where the app is taken out of that alone.
"""

from collections.abc import Collection

from bot.slack.state.schema import Store

# Tables with a column that names the person; what hangs on their answers and on what they follow goes with these.
_BY_USER = (
    "event", "share", "feedback", "preference", "welcome", "collected", "direct_channel", "answer", "follow", "member",
)  # fmt: skip
_HANGING = (
    ("context", "answer", "SELECT id FROM answer WHERE user = ?"),
    ("told", "follow", "SELECT id FROM follow WHERE user = ?"),
    ("told_passage", "follow", "SELECT id FROM follow WHERE user = ?"),
)


class MemberStore(Store):
    """The people of an organisation's workspaces; safe to use in several processes at once."""

    def note(self, user: str, team: str) -> None:
        """Note that somebody is of a workspace."""
        known = self._db.execute("SELECT 1 FROM member WHERE user = ? AND team = ?", (user, team)).fetchone()
        if known is None:
            self._db.execute("INSERT OR IGNORE INTO member (user, team) VALUES (?, ?)", (user, team))

    def of_teams(self, teams: Collection[str]) -> list[str]:
        """List the people who are of these workspaces and of no other."""
        found: dict[str, set[str]] = {}
        for user, team in self._db.execute("SELECT user, team FROM member"):
            found.setdefault(user, set()).add(team)
        return sorted(user for user, own in found.items() if own <= set(teams))

    def forget(self, users: Collection[str]) -> None:
        """Delete all that is kept of people."""
        self._db.execute("BEGIN IMMEDIATE")
        for user in users:
            for table, column, which in _HANGING:
                self._db.execute(f"DELETE FROM {table} WHERE {column} IN ({which})", (user,))
            for table in _BY_USER:
                self._db.execute(f"DELETE FROM {table} WHERE user = ?", (user,))
        self._db.execute("COMMIT")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
