"""One document in an admin's hands: its details, what is settled about it, the original, and its removal."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import asker_of
from bot.slack.admin.document_details import document_of, standing_of
from bot.slack.admin.document_view import CHANGED, confirmable, correction_form, document_view, removed_view
from bot.slack.admin.metadata_form import read_metadata
from bot.slack.admin.middleware import admins_only, fill, show
from bot.slack.blocks import Block, Form, Manage, metadata, notice, several
from bot.slack.files import send_original
from bot.slack.home import publish_home
from bot.slack.services import Services
from index.errors import FindingsError
from index.models import Document
from index.storage import Library

Json = dict[str, Any]
T = TypeVar("T")


def register_managing_documents(app: AsyncApp, desk: Services) -> None:
    """Listen to the buttons of a document's details."""
    admins = [admins_only(desk)]

    async def with_document(sha256: str, work: Callable[[Library, Document], T]) -> T | None:
        """Do something with the document that has this content; None where it is not held any more."""

        def found(library: Library) -> T | None:
            document = document_of(library, sha256)
            return None if document is None else work(library, document)

        return await desk.shelf.look(lambda held: found(held.library))

    async def details(sha256: str, *, note: str = "") -> Block:
        made = await with_document(
            sha256,
            lambda library, document: document_view(document, standing_of(desk.settings, library, document), note=note),
        )
        return made or notice("Document", CHANGED)

    @app.action(several(Manage.DETAILS), middleware=admins)
    async def on_details(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await show(client, body, details(_clicked(body)))

    @app.action(Manage.CORRECT, middleware=admins)
    async def on_correct(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()

        async def view() -> Block:
            form = await with_document(_clicked(body), lambda _, document: correction_form(document))
            return form or notice("Document", CHANGED)

        await show(client, body, view())

    @app.view(Form.CORRECT, middleware=admins)
    async def on_corrected(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        asker, sha256 = asker_of(body), str(metadata(view).get("s"))
        document = await with_document(sha256, lambda _, found: found)
        if document is None:
            await ack(response_action="update", view=notice("Document", CHANGED))
            return
        values, errors = read_metadata(view)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        if not values:
            await ack(response_action="update", view=notice("Document", "Nothing was changed."))
            return
        await ack(response_action="update", view=notice("Document", "Saving…"))

        async def work() -> Block:
            try:
                await asyncio.to_thread(desk.librarian.correct, document.path, values, actor=asker.user)
            except FindingsError as error:
                return notice("Document", f"Not saved. {error}")
            desk.reindexer.request(actor=asker.user, why=f"corrected {document.path}")
            said = "Saved. Answers and lists show it within a few seconds."
            return notice("Document", said)

        desk.start(desk.guarded(fill(client, view, work(), settled=True), asker))

    @app.action(Manage.CONFIRM, middleware=admins)
    async def on_confirm(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)

        async def work() -> Block:
            document = await with_document(_clicked(body), lambda _, found: found)
            values = {} if document is None else confirmable(document)
            if document is None or not values:
                return notice("Document", CHANGED)
            await asyncio.to_thread(desk.librarian.correct, document.path, values, actor=asker.user)
            desk.reindexer.request(actor=asker.user, why=f"confirmed {document.path}")
            return notice("Document", "Settled as it was read. The warning goes away within a few seconds.")

        await fill(client, body["view"], work())

    @app.action(Manage.REMOVE, middleware=admins)
    async def on_remove(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)

        async def work() -> Block:
            document = await with_document(_clicked(body), lambda _, found: found)
            if document is None:
                return notice("Document", CHANGED)
            gone = await asyncio.to_thread(desk.librarian.remove, document.path, actor=asker.user)
            desk.reindexer.request(actor=asker.user, why=f"removed {document.path}")
            return removed_view([entry.path for entry in gone], [entry.id for entry in gone])

        await fill(client, body["view"], work())
        await publish_home(desk, asker)

    @app.action(Manage.ORIGINAL, middleware=admins)
    async def on_original(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)

        async def work() -> Block:
            document = await with_document(_clicked(body), lambda _, found: found)
            if document is None:
                return notice("Document", CHANGED)
            await send_original(desk.courier, desk.settings.documents, document, to=asker.user)
            return await details(_clicked(body), note="✓ The file is in your messages with me (Messages tab).")

        desk.start(desk.guarded(fill(client, body["view"], work()), asker))


def _clicked(body: Json) -> str:
    return str(body["actions"][0].get("value") or "")
