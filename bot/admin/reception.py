"""Reception: what becomes of the files that somebody sends; from the first message to the answer that they give.

In: files as Slack names them, and the admin's clicks. Out: messages about each file, changes of the library through the
librarian, and a run of the indexer. Nothing is in the library before an admin says so.
"""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.admin.admins import NOT_AN_ADMIN
from bot.admin.downloads import check_offered, open_download
from bot.blocks.layout import Message
from bot.blocks.notices import plain_message
from bot.blocks.uploads import FILES_AT_ONCE, examined_message, upload_note
from bot.delivery import NotDeliveredError
from bot.desk import Desk
from bot.insiders import Asker
from bot.logs import log, new_reference
from bot.records.audit import Act
from index.description.catalogue_writing import Value
from index.errors import FindingsError, IndexStoreError, ReadError, UploadError
from index.keeping.examining import Examined
from index.storage.library import Library

__all__ = ["GONE", "Place", "Reception"]

GONE = "This file is no longer waiting: it has been added or discarded."
_ANSWERS_WITHIN = 120.0  # seconds to wait until a new report answers; then the admin is told where it stands


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message about a file stands."""

    channel: str
    ts: str


class Reception:
    """Takes files in and sees them through."""

    def __init__(self, desk: Desk) -> None:
        """Take the desk."""
        self._desk = desk
        self._one_at_a_time = asyncio.Semaphore(1)  # reading takes a processor and up to a gigabyte

    async def allowed(self, asker: Asker, *, what: str) -> str | None:
        """Return why somebody may not change the library, None where they may; an attempt is written down."""
        reason = await self._desk.insiders.reason_against(asker)
        if reason is None and not await self._desk.admins.is_admin(asker.user):
            reason = NOT_AN_ADMIN
        if reason is not None:
            self._desk.audit.write(Act.REFUSED, actor=asker.user, outcome="refused", detail=what)
        return reason

    async def take(
        self, files: Sequence[Mapping[str, Any]], asker: Asker, *, channel: str, thread_ts: str | None
    ) -> None:
        """Take in the files of a message, one after another, and show what was read of each."""
        reason = await self.allowed(asker, what=f"offered {len(files)} files")
        if reason is None and len(files) > FILES_AT_ONCE:
            reason = (
                f"These are {len(files)} files, and I take {FILES_AT_ONCE} at a time, so that you can check what I "
                "read. None of them was taken. For many reports at once, put them into the documents folder."
            )
            what = f"{len(files)} files at once"
            self._desk.audit.write(Act.REFUSED, actor=asker.user, outcome="refused", detail=what)
        if reason is not None:
            await self._say(channel, plain_message(reason), thread_ts)
            return
        for file in files:
            await self._take_one(file, asker, channel, thread_ts)

    async def add(self, staged_id: str, asker: Asker, place: Place, *, beside: bool) -> str | None:
        """Add a file that waits, and say so when it answers; return a reason where it cannot be added."""
        desk = self._desk
        staged = desk.librarian.incoming.get(staged_id)
        if staged is None:
            return GONE
        try:
            library = await self._library()
            examined = await asyncio.to_thread(desk.librarian.examine, staged_id, library)
            if examined.same_as is not None:
                desk.librarian.discard(staged_id, actor=asker.user)
                await self._show(place, upload_note(staged.name, f"is held already, as {examined.same_as}."))
                return None
            replaces = None if beside else examined.replaces
            path = await asyncio.to_thread(desk.librarian.add, staged_id, actor=asker.user, replaces=replaces)
        except FindingsError as error:
            return str(error)
        done = "has taken the place of the former version" if replaces else "has been added"
        name = path if path != staged.name else staged.name
        desk.reindexer.request(actor=asker.user, why=path)
        await self._show(place, upload_note(name, f"{done}. I am reading it into the index…"))
        await self._show(place, upload_note(name, f"{done}{await self._until_it_answers(path, staged.sha256)}"))
        return None

    async def discard(self, staged_id: str, asker: Asker, place: Place) -> str | None:
        """Take a file that waits away; return a reason where it waits no more."""
        staged = self._desk.librarian.incoming.get(staged_id)
        if staged is None or not self._desk.librarian.discard(staged_id, actor=asker.user):
            return GONE
        await self._show(place, upload_note(staged.name, "was discarded; it is not in the library."))
        return None

    async def examined(self, staged_id: str) -> Examined | None:
        """Read a file that waits again; None where it waits no more."""
        if self._desk.librarian.incoming.get(staged_id) is None:
            return None
        return await asyncio.to_thread(self._desk.librarian.examine, staged_id, await self._library())

    async def settle(self, staged_id: str, values: Mapping[str, Value], asker: Asker, place: Place) -> str | None:
        """Note what an admin corrects about a file that waits, and show it; return a reason where that fails."""
        try:
            self._desk.librarian.settle(staged_id, values, actor=asker.user)
            await self._show_examined(staged_id, place)
        except FindingsError as error:
            return str(error)
        return None

    # -- one file -----------------------------------------------------------------------------------------------------

    async def _take_one(self, file: Mapping[str, Any], asker: Asker, channel: str, thread_ts: str | None) -> None:
        desk = self._desk
        shown = str(file.get("name") or file.get("title") or "The file")
        place: Place | None = None
        try:
            name, address = check_offered(file)
            place = await self._say(channel, upload_note(name, "is being fetched and read…"), thread_ts)
            async with self._one_at_a_time:
                staged_id = await self._fetch(name, address, file.get("size"))
                desk.librarian.uploaded(staged_id, actor=asker.user)
                try:
                    await self._show_examined(staged_id, place)
                except ReadError:
                    desk.librarian.incoming.discard(staged_id)
                    raise
        except (UploadError, ReadError) as error:
            desk.audit.write(Act.UPLOADED, actor=asker.user, subject=error.name, outcome="refused", detail=error.fault)
            await self._tell(place, channel, thread_ts, f"{error} It was not added.")
        except FindingsError as error:
            desk.audit.write(Act.UPLOADED, actor=asker.user, subject=shown, outcome="failed", detail=str(error))
            await self._tell(place, channel, thread_ts, str(error))
        except Exception:
            reference = new_reference()
            log.exception("%s: a file could not be taken in.", reference)
            said = f"Something went wrong with {shown}; it was not added. The reference for the log is {reference}."
            await self._tell(place, channel, thread_ts, said)

    async def _fetch(self, name: str, address: str, size: object) -> str:
        settings = self._desk.settings
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else ""
        with self._desk.librarian.incoming.receive(name) as receiving:
            async with (
                aiohttp.ClientSession() as session,
                open_download(session, name, address, token=token, api_url=settings.slack_api_url) as chunks,
            ):
                async for chunk in chunks:
                    receiving.write(chunk)
            if isinstance(size, int) and size != receiving.size:
                raise UploadError(name, f"it came with {receiving.size} bytes of {size}", "Send it again.")
        return receiving.id

    async def _show_examined(self, staged_id: str, place: Place) -> None:
        librarian = self._desk.librarian
        examined = await asyncio.to_thread(librarian.examine, staged_id, await self._library())
        if examined.same_as is not None:
            librarian.incoming.discard(staged_id)
            name = examined.document.path
            await self._show(place, upload_note(name, f"is held already, as {examined.same_as}. Nothing was added."))
            return
        settled = tuple(librarian.settled(staged_id))
        await self._show(place, examined_message(staged_id, examined, settled=settled))

    async def _until_it_answers(self, path: str, sha256: str) -> str:
        """Wait until the newest generation holds a document; say how it stands."""
        loop = asyncio.get_running_loop()
        begun = loop.time()
        while loop.time() - begun < _ANSWERS_WITHIN:
            with suppress(IndexStoreError):
                held = await self._desk.shelf.look(lambda open_: open_.library.document(path))
                if held is not None and held.sha256 == sha256:
                    return " and answers questions now."
            state = self._desk.reindexer.state
            if state.error is not None and not state.running:
                return f", but could not be read into the index. {state.error}"
            failed = {f["document"]: f["message"] for f in (state.report or {}).get("failed", ())}
            if not state.running and path in failed:
                return f", but could not be read. {failed[path]}"
            await asyncio.sleep(0.2)
        return ". The index is still being written; it answers when that has ended."

    async def _library(self) -> Library | None:
        try:
            return await self._desk.shelf.look(lambda held: held.library)
        except IndexStoreError:
            return None

    # -- telling ------------------------------------------------------------------------------------------------------

    async def _say(self, channel: str, message: Message, thread_ts: str | None) -> Place:
        mark = f"n:{new_reference()}"
        (ts,) = await self._desk.courier.post(channel, [message], thread_ts=thread_ts, mark=mark)
        return Place(self._desk.courier.channel_of(channel), ts)

    async def _show(self, place: Place, message: Message) -> None:
        await self._desk.courier.update(place.channel, place.ts, message, mark=f"n:{new_reference()}")

    async def _tell(self, place: Place | None, channel: str, thread_ts: str | None, text: str) -> None:
        with suppress(NotDeliveredError, SlackApiError, OSError, TimeoutError):
            if place is not None:
                await self._show(place, plain_message(text))
            else:
                await self._say(channel, plain_message(text), thread_ts)
