"""Work that runs beside everything else: in this process, which waits for it when it stops, or in one of its own."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
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


async def run_apart(program: str, *words: str, seconds: float) -> tuple[int, bytes, bytes]:
    """Run a Python program in a process of its own; give its status, what it wrote and what it complained of.

    Raises:
        TimeoutError: it took longer than so many seconds, and was ended.
    """
    path = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); {program}"
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", path, json.dumps(sys.path), *words, stdout=PIPE, stderr=PIPE
    )
    try:
        said, complaint = await asyncio.wait_for(process.communicate(), seconds)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise
    return process.returncode or 0, said, complaint
