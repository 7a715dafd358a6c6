"""The picture of the use on admins' Home: drawn in a process of its own, brought to Slack, and kept for a while.

Drawing takes a second of a processor that questions need; a Home is never kept waiting for it.
"""

import asyncio
import time
from hashlib import sha256

from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.records import DAYS
from bot.settings import Settings
from bot.slack.files import FileNotSentError, upload_picture
from bot.slack.task_set import run_apart
from index.errors import FindingsError

NAME = "questions-a-day.png"
_EVERY = 600.0  # seconds until a new picture is worth an upload
_AFTER_FAULT = 3_600.0
_LONGEST = 60.0
_DRAW = (
    "from pathlib import Path;"
    " from bot.records.charts import usage_chart; from bot.records.usage import Usage;"
    " sys.stdout.buffer.write(usage_chart(Usage(Path(sys.argv[2])).days(int(sys.argv[3]))))"
)


class NoChartError(FindingsError):
    """The picture could not be drawn."""


class UsageChart:
    """Draws the picture and knows the one that Slack holds."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing is drawn yet."""
        self._records = settings.records
        self._lock = asyncio.Lock()
        self._held: tuple[str, str] | None = None  # the hash of the picture, and its id
        self._next = 0.0

    @property
    def picture(self) -> str | None:
        """The id of the picture that Slack holds."""
        return self._held[1] if self._held else None

    def due(self) -> bool:
        """Tell, once, that it is time for a new picture."""
        now = time.monotonic()
        if now < self._next:
            return False
        self._next = now + _EVERY
        return True

    def refused(self) -> None:
        """Note that Slack does not show the picture."""
        self._held, self._next = None, time.monotonic() + _AFTER_FAULT

    async def refresh(self, client: AsyncWebClient) -> bool:
        """Bring a new picture to Slack where it has changed; say whether it has."""
        try:
            await self.current(client)
        except (FileNotSentError, NoChartError) as error:
            log.warning("No chart on admins' Home: %s", error)
            self.refused()
            return False
        return True

    async def current(self, client: AsyncWebClient) -> str:
        """Give the id of a picture of the use as it is now; raise FileNotSentError or NoChartError."""
        async with self._lock:
            drawn = await self._draw()
            mark = sha256(drawn).hexdigest()
            if self._held is None or self._held[0] != mark:
                self._held = mark, await upload_picture(client, NAME, drawn)
            self._next = time.monotonic() + _EVERY
            return self._held[1]

    async def _draw(self) -> bytes:
        try:
            status, drawn, complaint = await run_apart(_DRAW, str(self._records), str(DAYS), seconds=_LONGEST)
        except TimeoutError:
            raise NoChartError("The chart took too long to draw. Try again later.") from None
        if status or not drawn.startswith(b"\x89PNG"):
            last = complaint.decode("utf-8", "replace").strip().splitlines()[-1:]
            log.error("The chart could not be drawn: %s", last)
            raise NoChartError("The chart could not be drawn; the log says why.")
        return drawn
