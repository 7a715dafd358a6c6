"""What each admin looks at on Home, in memory, so that it can be published again while something goes on.

The view in Slack carries the choice too, so that nothing is lost with the process.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cachetools import TTLCache

from bot.slack.home.document_list import Choice

_WATCHED = 1_800.0  # seconds after which a Home that nobody touched is taken to be closed
_MOST = 200


@dataclass(slots=True)
class HomeSession:
    """One admin's Home: what was chosen, the last published view's hash, and the lock that orders publications."""

    choice: Choice = field(default_factory=Choice)
    hash: str | None = None
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class HomeSessions:
    """Every admin's Home that this process has published lately."""

    def __init__(self) -> None:
        """Begin with none."""
        self._sessions: TTLCache[str, HomeSession] = TTLCache(maxsize=_MOST, ttl=_WATCHED)
        self._began = datetime.now(UTC)
        self._seconds: float | None = None

    def took(self, seconds: float) -> None:
        """Note how long Slack took to publish a Home."""
        self._seconds = seconds

    def connection(self) -> str:
        """Say in words how it stands with Slack."""
        began = self._began
        text = f"connected; running since {began.day} {began:%B %Y, %H:%M} UTC"
        return text if self._seconds is None else f"{text}; the last call took {self._seconds * 1000:,.0f} ms"

    def of(self, user: str) -> HomeSession:
        """Give somebody's Home as it was published last."""
        return self._sessions.get(user) or HomeSession()

    def touch(self, user: str, choice: Choice | None = None) -> HomeSession:
        """Note that somebody looks at their Home, and what they chose."""
        session = self.of(user)
        if choice is not None:
            session.choice = choice
        self._sessions[user] = session
        return session

    def close(self, user: str) -> None:
        """Publish to somebody no more until they look again."""
        self._sessions.pop(user, None)

    def watched(self) -> tuple[str, ...]:
        """List those whose Home may be open now."""
        return tuple(self._sessions)
