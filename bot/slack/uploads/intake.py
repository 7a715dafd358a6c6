"""Reception: the files that somebody sends are checked, fetched and read, and shown with what was read of them.

In: files as Slack names them. Out: one message about each, and files that wait for an admin's click
(``bot.slack.uploads.review``). Nothing is in the library before an admin says so, and a restart forgets no file.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError

from bot.logs import log, new_reference
from bot.records import Act
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.messenger import NotDeliveredError
from bot.slack.services import Services
from bot.slack.state import OfferState, Upload, UploadQueue
from bot.slack.uploads.download import open_download
from bot.slack.uploads.messages import FILES_AT_ONCE, megabytes, refused_message, upload_note
from bot.slack.uploads.preview import Preview
from bot.slack.uploads.status_message import StatusLocation, StatusMessage
from bot.slack.uploads.validation import Validation, named
from index.errors import FindingsError, ReadError, UploadError

Json = Mapping[str, Any]
WAIT_DAYS = 7
_MINE = "watcher"  # who forgets a file that nobody has clicked on


class Intake:
    """Takes files in."""

    def __init__(self, desk: Services, offers: UploadQueue, board: StatusMessage, showing: Preview) -> None:
        """Take the desk and the open parts."""
        self._desk, self._offers, self._board, self._showing = desk, offers, board, showing
        self._screening = Validation(desk, offers)
        self._one_at_a_time = asyncio.Semaphore(1)  # reading takes a processor and up to a gigabyte

    def note(self, files: Sequence[Json], user: str, *, key: str, channel: str, thread_ts: str | None) -> None:
        """Note what was offered, before Slack is told that it has arrived; ``key`` is the message's or the form's."""
        for file in files if len(files) <= FILES_AT_ONCE else ():
            self._offers.begin(
                _identity(key, file),
                user=user,
                file=str(file.get("id") or ""),
                name=named(file),
                channel=channel,
                thread_ts=thread_ts,
            )

    async def take(
        self, files: Sequence[Json], asker: SlackUser, *, key: str, channel: str, thread_ts: str | None
    ) -> None:
        """Take in the files that were noted, one after another, and show what was read of each."""
        offers = {offer.id: offer for offer in self._offers.open() if offer.state is OfferState.OFFERED}
        reason = await self._screening.reason_against(asker, files)
        if reason is not None:
            for file in files:
                self._offers.end(_identity(key, file))
            await self._board.post(channel, plain_message(reason), thread_ts)
            return
        taken, refused = [], []
        for file in files:
            offer = offers.pop(_identity(key, file), None)
            if offer is None:
                continue  # the same file twice in one message
            try:
                taken.append((offer, *await self._screening.checked(file)))
            except UploadError as error:
                refused.append(error)
                self._refuse(offer, error)
        if refused:
            await self._board.post(channel, refused_message(refused, of=len(files)), thread_ts)
        await asyncio.gather(*(self._see_through(*each) for each in taken))

    async def resume(self) -> None:
        """Go on with what a process that is gone was at work on, from where it was."""
        for offer in self._offers.take_over():
            self._desk.start(self._resume(offer))

    async def forget_old(self) -> None:
        """Discard what has waited for days, and say so."""
        before = time.time() - WAIT_DAYS * 86_400
        librarian = self._desk.librarian
        for offer in self._offers.waiting_since_before(before):
            if offer.staged is None or not self._offers.take(offer.staged):
                continue
            librarian.discard(offer.staged, actor=_MINE)
            self._offers.end(offer.id)
            said = f"has waited for {WAIT_DAYS} days and was discarded. It is not in the library; send it again if it "
            await self._tell(offer, upload_note(offer.name, said + "belongs there."))
        known = {offer.staged for offer in self._offers.open()}
        for staged in librarian.incoming.all():
            if staged.id not in known and staged.received.timestamp() < before:
                librarian.discard(staged.id, actor=_MINE)

    # -- one file -----------------------------------------------------------------------------------------------------

    async def _see_through(self, offer: Upload, name: str, address: str, file: Json) -> None:
        """Fetch a file, read it and show it; whatever happens, the admin is told."""
        place: StatusLocation | None = None
        try:
            place = await self._place(offer, name)
            async with self._one_at_a_time:
                staged = await self._fetch(offer, name, address, file, place)
                await self._read(offer, staged, place)
        except Exception as error:
            await self._failed(offer, name, place, error)

    async def _read(self, offer: Upload, staged: str, place: StatusLocation) -> None:
        try:
            await self._showing.show(staged, place)
        except (ReadError, UploadError) as error:
            self._desk.librarian.incoming.discard(staged)
            raise error
        if self._desk.librarian.incoming.get(staged) is None:  # the same content is held
            self._offers.end(offer.id)

    async def _failed(self, offer: Upload, name: str, place: StatusLocation | None, error: Exception) -> None:
        if isinstance(error, UploadError | ReadError):
            said = f"{error} It was not added."
            self._refuse(offer, error)
        else:
            reference = new_reference()
            said = f"Something went wrong with {name}; it was not added. The reference for the log is {reference}."
            if isinstance(error, FindingsError):
                said = f"{error} {name} was not added."
                log.error("%s: a file could not be taken in: %s", reference, error)
            else:
                log.error("%s: a file could not be taken in.", reference, exc_info=error)
            self._offers.end(offer.id)
            with suppress(FindingsError):
                detail = f"reference {reference}"
                self._desk.audit.write(Act.UPLOADED, actor=offer.user, subject=name, outcome="failed", detail=detail)
        with suppress(NotDeliveredError, SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            if place is not None:
                await self._board.show(place, plain_message(said))
            else:
                await self._board.post(offer.channel, plain_message(said), offer.thread_ts)

    async def _place(self, offer: Upload, name: str) -> StatusLocation:
        if offer.ts is not None:
            return StatusLocation(offer.channel, offer.ts, offer.thread_ts)
        place = await self._board.post(offer.channel, upload_note(name, "waits to be read…"), offer.thread_ts)
        self._offers.posted(offer.id, place.channel, place.ts)
        return place

    async def _fetch(self, offer: Upload, name: str, address: str, file: Json, place: StatusLocation) -> str:
        desk, size = self._desk, file.get("size")
        token = desk.settings.slack_bot_token.get_secret_value() if desk.settings.slack_bot_token else ""
        await self._board.progress(place, upload_note(name, "is being fetched…"))
        with desk.librarian.incoming.receive(name) as receiving:
            async with open_download(
                name, address, token=token, api_url=desk.settings.slack_api_url, proxy=desk.courier.client.proxy
            ) as chunks:
                async for chunk in chunks:
                    receiving.write(chunk)
                    far = megabytes(receiving.size) + (f" of {megabytes(size)}" if isinstance(size, int) else "")
                    await self._board.progress(place, upload_note(name, f"is being fetched: {far}…"))
            if isinstance(size, int) and size != receiving.size:
                fault = f"it came with {receiving.size:,} bytes, and Slack says that it has {size:,}"
                raise UploadError(name, fault, "Send it again.")
        self._offers.staged(offer.id, receiving.id)
        desk.librarian.uploaded(receiving.id, actor=offer.user)
        return receiving.id

    def _refuse(self, offer: Upload, error: UploadError | ReadError) -> None:
        self._offers.end(offer.id)
        self._desk.audit.write(
            Act.UPLOADED, actor=offer.user, subject=error.name, outcome="refused", detail=error.fault
        )

    # -- after a restart ----------------------------------------------------------------------------------------------

    async def _resume(self, offer: Upload) -> None:
        place: StatusLocation | None = None
        try:
            staged = offer.staged and self._desk.librarian.incoming.get(offer.staged)
            if offer.state is OfferState.ADDING and not staged:
                await self._tell(
                    offer,
                    upload_note(offer.name, "was dealt with just before I was restarted. Home shows what is held."),
                )
                self._offers.end(offer.id)
                return
            if staged:
                place = await self._place(offer, offer.name)
                async with self._one_at_a_time:
                    await self._read(offer, staged.id, place)
                return
            asker = SlackUser(offer.user)
            if (reason := await self._screening.reason_against(asker, [{"name": offer.name}])) is not None:
                self._offers.end(offer.id)
                await self._board.post(offer.channel, plain_message(reason), offer.thread_ts)
                return
            file = await self._screening.ask_slack(offer.file, offer.name)
            name, address, file = await self._screening.checked(file)
            await self._see_through(offer, name, address, file)
        except Exception as error:
            await self._failed(offer, offer.name, place, error)

    async def _tell(self, offer: Upload, message: Any) -> None:
        with suppress(NotDeliveredError, SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            if offer.ts is not None:
                await self._board.show(StatusLocation(offer.channel, offer.ts, offer.thread_ts), message)
            else:
                await self._board.post(offer.channel, message, offer.thread_ts)


def _identity(key: str, file: Json) -> str:
    return f"{key}:{file.get('id')}"
