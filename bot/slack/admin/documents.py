"""One document in an admin's hands: its details, what is settled about it, the original, and its removal."""

import asyncio
from collections.abc import Callable, Mapping
from typing import TypeVar

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, user_of
from bot.slack.admin.document_details import document_of, standing_of
from bot.slack.admin.document_view import CHANGED, confirmable, correction_form, document_view, removed_view
from bot.slack.admin.metadata_form import read_metadata
from bot.slack.blocks import Block, Form, Manage, metadata, notice, several
from bot.slack.files import send_original
from bot.slack.home import HomePublisher
from bot.slack.interaction import Json, Listeners, clicked_value, fill, show
from bot.slack.services import Services
from index.errors import FindingsError
from index.folder import Value
from index.models import Document
from index.storage import Library

T = TypeVar("T")


async def on_details(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show everything about a document."""
    await show(client, body, _details(services, clicked_value(body)))


async def on_correct(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form that corrects a document."""

    async def view() -> Block:
        form = await _with_document(services, clicked_value(body), lambda _, document: correction_form(document))
        return form or notice("Document", CHANGED)

    await show(client, body, view())


async def on_corrected(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services) -> None:
    """Settle what was corrected."""
    document = await _with_document(services, str(metadata(view).get("s")), lambda _, found: found)
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
    user = user_of(body)
    work = _correct(services, user, document, values)
    services.tasks.start_for(user, fill(client, view, work, settled=True))


async def on_confirm(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Settle a document as it was read, so that nobody is warned of it any more."""
    user = user_of(body)

    async def work() -> Block:
        document = await _with_document(services, clicked_value(body), lambda _, found: found)
        values = {} if document is None else confirmable(document)
        if document is None or not values:
            return notice("Document", CHANGED)
        await asyncio.to_thread(services.library.correct, document.path, values, actor=user.id)
        services.index_runner.request(actor=user.id, why=f"confirmed {document.path}")
        return notice("Document", "Settled as it was read. The warning goes away within a few seconds.")

    await fill(client, body["view"], work())


async def on_remove(body: Json, client: AsyncWebClient, services: Services, home: HomePublisher) -> None:
    """Move a document to the bin."""
    user = user_of(body)

    async def work() -> Block:
        document = await _with_document(services, clicked_value(body), lambda _, found: found)
        if document is None:
            return notice("Document", CHANGED)
        gone = await asyncio.to_thread(services.library.remove, document.path, actor=user.id)
        services.index_runner.request(actor=user.id, why=f"removed {document.path}")
        return removed_view([entry.path for entry in gone], [entry.id for entry in gone])

    await fill(client, body["view"], work())
    await home.publish(user)


async def on_original(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Send the file of a document to whoever clicked."""
    user, sha256 = user_of(body), clicked_value(body)

    async def work() -> Block:
        document = await _with_document(services, sha256, lambda _, found: found)
        if document is None:
            return notice("Document", CHANGED)
        await send_original(services.messenger, services.settings.documents, document, to=user.id)
        return await _details(services, sha256, note="✓ The file is in your messages with me (Messages tab).")

    services.tasks.start_for(user, fill(client, body["view"], work()))


async def _with_document(services: Services, sha256: str, work: Callable[[Library, Document], T]) -> T | None:
    """Do something with the document that has this content; None where it is not held any more."""

    def found(library: Library) -> T | None:
        document = document_of(library, sha256)
        return None if document is None else work(library, document)

    return await services.searchers.look(lambda held: found(held.library))


async def _details(services: Services, sha256: str, *, note: str = "") -> Block:
    made = await _with_document(
        services,
        sha256,
        lambda library, document: document_view(document, standing_of(services.settings, library, document), note=note),
    )
    return made or notice("Document", CHANGED)


async def _correct(services: Services, user: SlackUser, document: Document, values: Mapping[str, Value]) -> Block:
    try:
        await asyncio.to_thread(services.library.correct, document.path, values, actor=user.id)
    except FindingsError as error:
        return notice("Document", f"Not saved. {error}")
    services.index_runner.request(actor=user.id, why=f"corrected {document.path}")
    return notice("Document", "Saved. Answers and lists show it within a few seconds.")


DOCUMENT_LISTENERS: Listeners = (
    ("action", several(Manage.DETAILS), on_details),
    ("action", Manage.CORRECT, on_correct),
    ("view", Form.CORRECT, on_corrected),
    ("action", Manage.CONFIRM, on_confirm),
    ("action", Manage.REMOVE, on_remove),
    ("action", Manage.ORIGINAL, on_original),
)
