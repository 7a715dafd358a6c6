"""Work that runs beside everything else, held until it is done so that the process can wait for it when it stops."""

import asyncio
from collections.abc import Awaitable, Coroutine

from bot.slack.access import SlackUser
from bot.slack.messenger import Messenger
from bot.slack.notify import apologise


class TaskSet:
    """The work under way in this process."""

    def __init__(self, messenger: Messenger) -> None:
        """Take what brings an apology to people."""
        self._messenger = messenger
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        """Count what is under way."""
        return len(self._tasks)

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Start work; the caller goes on at once."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def start_for(self, user: SlackUser, work: Awaitable[None]) -> None:
        """Start work that somebody's click began; where it fails they are told, with a reference that the log has."""
        self.start(self._guarded(user, work))

    async def drain(self, seconds: float) -> None:
        """Wait for what is under way, so long at most."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def _guarded(self, user: SlackUser, work: Awaitable[None]) -> None:
        try:
            await work
        except Exception as error:
            await apologise(self._messenger, user.id, error)
