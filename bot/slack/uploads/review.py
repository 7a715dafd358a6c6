"""Do what an admin decides about a file that waits: add it, correct what was read of it, discard it.

The message about the file shows in the end whether it answers questions. Of two clicks the first counts.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress

from bot.slack.interaction import MessageLocation
from bot.slack.services import Services
from bot.slack.uploads.messages import replaced_mark, upload_note
from bot.slack.uploads.preview import Preview
from bot.slack.uploads.status_message import StatusMessage
from index.errors import FindingsError, IndexStoreError
from index.folder import Value
from index.indexing import Examined

GONE = "This file is no longer waiting: it has been added or discarded."
_AT_WORK = "Somebody has just clicked on this file. Its message says in a moment what became of it."
_CHANGED = "The library has changed since this was read. Please look again."
_ANSWERS_WITHIN = 600.0  # seconds to wait until a new report answers; then the admin is told where it stands
_AFTER_RUN = 15.0  # seconds in which the newest generation is open everywhere, once a run has ended


class Review:
    """Sees files through that wait; each act gives a reason where it is not done."""

    def __init__(self, services: Services, status: StatusMessage, preview: Preview) -> None:
        """Take the open parts."""
        self._services, self._status, self._preview = services, status, preview
        self._uploads = services.uploads

    async def add(self, staged_id: str, user: str, place: MessageLocation, *, shown: str, beside: bool) -> str | None:
        """Add a file that waits, and say so when it answers.

        ``shown`` is the mark of the version that the admin was told it replaces; ``beside`` keeps that one too.
        """
        if (reason := self._take(staged_id)) is not None:
            return reason
        staged = await asyncio.to_thread(self._services.library.incoming.get, staged_id)
        upload = self._uploads.of(staged_id)
        if staged is None or upload is None:
            return self._gone(staged_id)
        try:
            await self._status.progress(place, upload_note(staged.name, "is being added…"))
            examined = await self._preview.examined(staged_id, place)
            if examined.same_as is not None:
                await self._preview.held_already(staged_id, examined, place)
                return None
            if replaced_mark(examined) != shown:
                await self._preview.show(staged_id, place, note=_CHANGED)
                return None
            replaces = None if beside else examined.replaces
            path = await asyncio.to_thread(self._services.library.add, staged_id, actor=user, replaces=replaces)
        except FindingsError as error:
            if await asyncio.to_thread(self._services.library.incoming.get, staged_id) is None:
                return self._gone(staged_id)
            self._uploads.give_back(staged_id)  # before it is shown: that can fail too
            await self._preview.show(staged_id, place, note=str(error))
            return None
        except BaseException:
            self._uploads.give_back(staged_id)
            raise
        self._preview.forget(staged_id)
        self._uploads.end(upload.id)
        done = "has taken the place of the former version, which is in the bin" if replaces else "has been added"
        self._services.index_runner.request(actor=user, why=path)
        await self._status.progress(place, upload_note(path, f"{done}. It is being read into the index…"))
        said = await self._until_it_answers(path, staged.sha256)
        await self._status.show(place, upload_note(path, f"{done}{said}"))
        return None

    async def discard(self, staged_id: str, user: str, place: MessageLocation) -> str | None:
        """Take a file that waits away."""
        if (reason := self._take(staged_id)) is not None:
            return reason
        staged = await asyncio.to_thread(self._services.library.incoming.get, staged_id)
        gone = staged is not None and await asyncio.to_thread(self._services.library.discard, staged_id, actor=user)
        said = self._gone(staged_id)
        if staged is None or not gone:
            return said
        await self._status.show(place, upload_note(staged.name, "was discarded; it is not in the library."))
        return None

    async def examined(self, staged_id: str) -> Examined | None:
        """Give what was read of a file that waits; None where it waits no more."""
        if await asyncio.to_thread(self._services.library.incoming.get, staged_id) is None:
            return None
        return await self._preview.examined(staged_id)

    async def correct_waiting(
        self, staged_id: str, values: Mapping[str, Value], user: str, place: MessageLocation
    ) -> str | None:
        """Note what an admin corrects about a file that waits, and show it."""
        if (reason := self._take(staged_id)) is not None:
            return reason
        note = ""
        try:
            await asyncio.to_thread(self._services.library.correct_waiting, staged_id, values, actor=user)
        except FindingsError as error:
            note = str(error)
        finally:
            self._uploads.give_back(staged_id)
        self._preview.forget(staged_id)
        try:
            await self._preview.show(staged_id, place, note=note)
        except FindingsError as error:
            return str(error)
        return None

    def _take(self, staged_id: str) -> str | None:
        """Be the one who acts on a file; give a reason where somebody else is, or was."""
        if self._uploads.take(staged_id):
            return None
        return GONE if self._uploads.of(staged_id) is None else _AT_WORK

    def _gone(self, staged_id: str) -> str:
        """Forget a file that waits no more."""
        self._preview.forget(staged_id)
        if (upload := self._uploads.of(staged_id)) is not None:
            self._uploads.end(upload.id)
        return GONE

    async def _until_it_answers(self, path: str, sha256: str) -> str:
        """Wait until the newest generation holds a document; say how it stands."""
        loop = asyncio.get_running_loop()
        indexing = asyncio.create_task(self._services.index_runner.idle(timeout=_ANSWERS_WITHIN))
        ended: float | None = None
        while ended is None or loop.time() - ended < _AFTER_RUN:
            with suppress(IndexStoreError):
                held = await self._services.searchers.look(lambda open_: open_.library.document(path))
                if held is not None and held.sha256 == sha256:
                    return ". It answers questions now."
            if indexing.done() and ended is None:
                ended = loop.time()
                state = self._services.index_runner.state
                if state.error is not None:
                    return f", but could not be read into the index. {state.error}"
                failed = {f["document"]: f["message"] for f in (state.report or {}).get("failed", ())}
                if path in failed:
                    return f", but could not be read. {failed[path]}"
            await asyncio.sleep(0.1)
        return ". The index does not show it yet; Home says how the last run ended."
