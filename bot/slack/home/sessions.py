"""What each admin looks at on Home, so that it can be published again while something goes on.

In: what somebody chose, and what was published to them. Out: the same. Kept in memory only; the view in Slack carries
the choice too, so that nothing is lost with the process.
"""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.slack.home.document_list import Choice

_WATCHED = 1_800.0  # seconds after which a Home that nobody touched is taken to be closed
_MOST = 200


@dataclass(slots=True)
class HomeSession:
    """One admin's Home: what was chosen, the last published view's hash, and the lock that orders publications."""

    choice: Choice = field(default_factory=Choice)
    hash: str | None = None
    touched: float = 0.0
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class HomeSessions:
    """Every admin's Home that this process has published lately."""

    def __init__(self) -> None:
        """Begin with none."""
        self._seen: dict[str, HomeSession] = {}
        self._began = datetime.now(UTC)
        self._took: float | None = None

    def heard(self, seconds: float) -> None:
        """Note how long Slack took to publish a Home."""
        self._took = seconds

    def connection(self) -> str:
        """Say in words how it stands with Slack."""
        began = self._began
        said = f"connected; running since {began.day} {began:%B %Y, %H:%M} UTC"
        return said if self._took is None else f"{said}; the last call took {self._took * 1000:,.0f} ms"

    def of(self, user: str) -> HomeSession:
        """Give somebody's Home as it was seen last."""
        return self._seen.setdefault(user, HomeSession())

    def touch(self, user: str, choice: Choice | None = None) -> HomeSession:
        """Note that somebody looks at their Home, and what they chose."""
        seen = self.of(user)
        seen.touched = time.monotonic()
        if choice is not None:
            seen.choice = choice
        while len(self._seen) > _MOST:
            del self._seen[min(self._seen, key=lambda name: self._seen[name].touched)]
        return seen

    def watched(self) -> tuple[str, ...]:
        """List those whose Home may be open now."""
        since = time.monotonic() - _WATCHED
        return tuple(user for user, seen in self._seen.items() if seen.touched >= since)
