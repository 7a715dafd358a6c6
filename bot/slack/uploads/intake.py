"""Take in the files that somebody sends: they are checked, fetched and read, and shown with what was read of them.

They wait for an admin's click (``bot.slack.uploads.review``). Nothing is in the library before that, and a restart
forgets no file.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Sequence
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import Any

from bot.logs import log, new_reference
from bot.records import Act
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.interaction import MessageLocation
from bot.slack.message_text import SlackFile
from bot.slack.notify import UNREACHABLE
from bot.slack.services import Services
from bot.slack.state import OfferState, Upload
from bot.slack.uploads.download import ask_slack, open_download
from bot.slack.uploads.messages import FILES_AT_ONCE, megabytes, refused_message, upload_note
from bot.slack.uploads.preview import Preview
from bot.slack.uploads.status_message import StatusMessage
from bot.slack.uploads.validation import Validation, name_of_file
from index.errors import FindingsError, ReadError, UploadError
from index.folder import Incoming, Receiving

WAIT_DAYS = 7
_MINE = "watcher"  # who forgets a file that nobody has clicked on


class Intake:
    """Takes files in."""

    def __init__(self, services: Services, status: StatusMessage, preview: Preview) -> None:
        """Take the open parts."""
        self._services, self._status, self._preview = services, status, preview
        self._uploads = services.uploads
        self._validation = Validation(services)
        self._one_at_a_time = asyncio.Semaphore(1)  # reading takes a processor and up to a gigabyte

    def note(self, files: Sequence[SlackFile], user: str, *, key: str, channel: str, thread_ts: str | None) -> None:
        """Note what was offered, before Slack is told that it has arrived; ``key`` is the message's or the form's."""
        for file in files if len(files) <= FILES_AT_ONCE else ():
            self._uploads.begin(
                _identity(key, file),
                user=user,
                file=str(file.get("id") or ""),
                name=name_of_file(file),
                channel=channel,
                thread_ts=thread_ts,
            )

    async def take(
        self, files: Sequence[SlackFile], user: SlackUser, *, key: str, channel: str, thread_ts: str | None
    ) -> None:
        """Take in the files that were noted, one after another, and show what was read of each."""
        uploads = {upload.id: upload for upload in self._uploads.open() if upload.state is OfferState.OFFERED}
        reason = await self._validation.reason_against(user, files)
        if reason is not None:
            for file in files:
                self._uploads.end(_identity(key, file))
            await self._status.post(channel, plain_message(reason), thread_ts)
            return
        taken, refused = [], []
        for file in files:
            upload = uploads.pop(_identity(key, file), None)
            if upload is None:
                continue  # the same file twice in one message
            try:
                taken.append((upload, *await self._validation.checked(file)))
            except UploadError as error:
                refused.append(error)
                await self._refuse(upload, error)
        if refused:
            await self._status.post(channel, refused_message(refused, of=len(files)), thread_ts)
        await asyncio.gather(*(self._see_through(*each) for each in taken))

    async def resume(self) -> None:
        """Go on with what a process that is gone was at work on, from where it was."""
        for upload in self._uploads.take_over():
            self._services.tasks.start(self._resume(upload))

    async def forget_old(self) -> None:
        """Discard what has waited for days, and say so."""
        before = time.time() - WAIT_DAYS * 86_400
        library = self._services.library
        for upload in self._uploads.waiting_since_before(before):
            if upload.staged is None or not self._uploads.take(upload.staged):
                continue
            await asyncio.to_thread(library.discard, upload.staged, actor=_MINE)
            self._uploads.end(upload.id)
            said = f"has waited for {WAIT_DAYS} days and was discarded. It is not in the library; send it again if it "
            await self._tell(upload, upload_note(upload.name, said + "belongs there."))
        known = {upload.staged for upload in self._uploads.open()}
        for staged in await asyncio.to_thread(library.incoming.all):
            if staged.id not in known and staged.received.timestamp() < before:
                await asyncio.to_thread(library.discard, staged.id, actor=_MINE)

    async def forget_all(self, users: Collection[str] | None = None) -> None:
        """Discard every file that waits (of these people), without a word: there is nobody to tell any more."""
        for upload in self._uploads.open():
            if users is not None and upload.user not in users:
                continue
            if upload.staged is not None:
                await asyncio.to_thread(self._services.library.discard, upload.staged, actor=_MINE)
            self._uploads.end(upload.id)

    # -- one file -----------------------------------------------------------------------------------------------------

    async def _see_through(self, upload: Upload, name: str, address: str, file: SlackFile) -> None:
        """Fetch a file, read it and show it; whatever happens, the admin is told."""
        place: MessageLocation | None = None
        try:
            place = await self._place(upload, name)
            async with self._one_at_a_time:
                staged = await self._fetch(upload, name, address, file, place)
                await self._read(upload, staged, place)
        except Exception as error:
            await self._failed(upload, name, place, error)

    async def _read(self, upload: Upload, staged: str, place: MessageLocation) -> None:
        try:
            await self._preview.show(staged, place)
        except (ReadError, UploadError) as error:
            await asyncio.to_thread(self._services.library.incoming.discard, staged)
            raise error
        if await asyncio.to_thread(self._services.library.incoming.get, staged) is None:  # the same content is held
            self._uploads.end(upload.id)

    async def _failed(self, upload: Upload, name: str, place: MessageLocation | None, error: Exception) -> None:
        if isinstance(error, UploadError | ReadError):
            said = f"{error} It was not added."
            await self._refuse(upload, error)
        else:
            reference = new_reference()
            said = f"Something went wrong with {name}; it was not added. The reference for the log is {reference}."
            if isinstance(error, FindingsError):
                said = f"{error} {name} was not added."
                log.error("%s: a file could not be taken in: %s", reference, error)
            else:
                log.error("%s: a file could not be taken in.", reference, exc_info=error)
            self._uploads.end(upload.id)
            with suppress(FindingsError):
                await self._services.audit.note(
                    Act.UPLOADED, actor=upload.user, subject=name, outcome="failed", detail=f"reference {reference}"
                )
        with suppress(*UNREACHABLE):
            if place is not None:
                await self._status.show(place, plain_message(said))
            else:
                await self._status.post(upload.channel, plain_message(said), upload.thread_ts)

    async def _place(self, upload: Upload, name: str) -> MessageLocation:
        if upload.ts is not None:
            return MessageLocation(upload.channel, upload.ts, upload.thread_ts)
        place = await self._status.post(upload.channel, upload_note(name, "waits to be read…"), upload.thread_ts)
        self._uploads.posted(upload.id, place.channel, place.ts)
        return place

    async def _fetch(self, upload: Upload, name: str, address: str, file: SlackFile, place: MessageLocation) -> str:
        services, size = self._services, file.get("size")
        await self._status.progress(place, upload_note(name, "is being fetched…"))
        async with _receiving(services.library.incoming, name) as receiving:
            async with open_download(services, name, address) as chunks:
                async for chunk in chunks:
                    await asyncio.to_thread(receiving.write, chunk)
                    far = megabytes(receiving.size) + (f" of {megabytes(size)}" if isinstance(size, int) else "")
                    await self._status.progress(place, upload_note(name, f"is being fetched: {far}…"))
            if isinstance(size, int) and size != receiving.size:
                fault = f"it came with {receiving.size:,} bytes, and Slack says that it has {size:,}"
                raise UploadError(name, fault, "Send it again.")
        self._uploads.staged(upload.id, receiving.id)
        await asyncio.to_thread(services.library.uploaded, receiving.id, actor=upload.user)
        return receiving.id

    async def _refuse(self, upload: Upload, error: UploadError | ReadError) -> None:
        self._uploads.end(upload.id)
        await self._services.audit.note(
            Act.UPLOADED, actor=upload.user, subject=error.name, outcome="refused", detail=error.fault
        )

    # -- after a restart ----------------------------------------------------------------------------------------------

    async def _resume(self, upload: Upload) -> None:
        place: MessageLocation | None = None
        try:
            staged = None
            if upload.staged:
                staged = await asyncio.to_thread(self._services.library.incoming.get, upload.staged)
            if upload.state is OfferState.ADDING and not staged:
                await self._tell(
                    upload,
                    upload_note(upload.name, "was dealt with just before I was restarted. Home shows what is held."),
                )
                self._uploads.end(upload.id)
                return
            if staged:
                place = await self._place(upload, upload.name)
                async with self._one_at_a_time:
                    await self._read(upload, staged.id, place)
                return
            user = SlackUser(upload.user)
            if (reason := await self._validation.reason_against(user, [{"name": upload.name}])) is not None:
                self._uploads.end(upload.id)
                await self._status.post(upload.channel, plain_message(reason), upload.thread_ts)
                return
            file = await ask_slack(self._services, upload.file, upload.name)
            name, address, file = await self._validation.checked(file)
            await self._see_through(upload, name, address, file)
        except Exception as error:
            await self._failed(upload, upload.name, place, error)

    async def _tell(self, upload: Upload, message: Any) -> None:
        with suppress(*UNREACHABLE):
            if upload.ts is not None:
                await self._status.show(MessageLocation(upload.channel, upload.ts, upload.thread_ts), message)
            else:
                await self._status.post(upload.channel, message, upload.thread_ts)


@asynccontextmanager
async def _receiving(incoming: Incoming, name: str) -> AsyncIterator[Receiving]:
    """Take a file in without holding up the event loop, which answers questions meanwhile."""
    with ExitStack() as stack:
        receiving = await asyncio.to_thread(stack.enter_context, incoming.receive(name))
        kept = stack.pop_all()
    try:
        yield receiving
    except BaseException as error:
        await asyncio.to_thread(kept.__exit__, type(error), error, error.__traceback__)
        raise
    await asyncio.to_thread(kept.close)


def _identity(key: str, file: SlackFile) -> str:
    return f"{key}:{file.get('id')}"
