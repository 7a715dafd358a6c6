"""Read a file that waits, compare it with what is held, and show in its message what was read.

What was read is remembered until the library or the corrections change: an admin who clicks does not wait for it twice.
"""

import asyncio
import time
from contextlib import suppress
from pathlib import PurePosixPath

from bot.slack.interaction import MessageLocation
from bot.slack.services import Services
from bot.slack.uploads.messages import examined_message, upload_note
from bot.slack.uploads.status_message import StatusMessage
from index.errors import IndexStoreError
from index.indexing import Examined
from index.storage import Library

_TICK = 3.0


class Preview:
    """Reads files that wait and shows what was read."""

    def __init__(self, services: Services, status: StatusMessage) -> None:
        """Take the open parts."""
        self._services, self._uploads, self._status = services, services.uploads, status
        self._read: dict[str, tuple[int, Examined]] = {}

    async def examined(self, staged_id: str, place: MessageLocation | None = None) -> Examined:
        """Read a file that waits, and show at ``place`` that it is being read.

        Raises:
            ReadError: it cannot be read as a document.
            KeepingError: it waits no more.
        """
        library = await self._library()
        generation = -1 if library is None else library.generation
        held = self._read.get(staged_id)
        if held is not None and held[0] == generation:
            return held[1]
        staged = await asyncio.to_thread(self._services.library.incoming.get, staged_id)
        work = asyncio.create_task(asyncio.to_thread(self._services.library.examine, staged_id, library))
        begun = time.monotonic()
        while not work.done():
            if place is not None and staged is not None:
                past = round(time.monotonic() - begun)
                far = f" ({past} s so far)" if past else ""
                await self._status.progress(place, upload_note(staged.name, f"is being read{far}…"))
            await asyncio.wait({work}, timeout=_TICK)
        self._read[staged_id] = (generation, work.result())
        return work.result()

    async def show(self, staged_id: str, place: MessageLocation, *, note: str = "") -> None:
        """Show what was read of a file, with what can be done with it; one that is held already is discarded."""
        examined = await self.examined(staged_id, place)
        if examined.same_as is not None:
            await self.held_already(staged_id, examined, place)
            return
        settled = tuple(await asyncio.to_thread(self._services.library.settled, staged_id))
        upload = self._uploads.of(staged_id)
        if upload is not None:
            self._uploads.wait(upload.id)  # before there is anything to click on
        shown = await self._status.show(place, examined_message(staged_id, examined, settled=settled, note=note))
        if upload is not None:
            self._uploads.posted(upload.id, shown.channel, shown.ts)

    async def held_already(self, staged_id: str, examined: Examined, place: MessageLocation) -> None:
        """Discard a file whose content the library has, and say where it is."""
        upload = self._uploads.of(staged_id)
        await asyncio.to_thread(self._services.library.discard, staged_id, actor=upload.user if upload else "watcher")
        self.forget(staged_id)
        if upload is not None:
            self._uploads.end(upload.id)
        name = PurePosixPath(examined.document.path).name
        said = f"is held already, as {examined.same_as}. Its content is the same, so nothing was added."
        await self._status.show(place, upload_note(name, said))

    def forget(self, staged_id: str) -> None:
        """Read a file anew when it is next asked for."""
        self._read.pop(staged_id, None)

    async def _library(self) -> Library | None:
        with suppress(IndexStoreError):
            return await self._services.searchers.look(lambda held: held.library)
        return None
