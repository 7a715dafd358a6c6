"""One document in an admin's hands: its details, what is settled about it, the original, and its removal."""

import asyncio
from collections.abc import Mapping

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, user_of
from bot.slack.admin.document_details import standing_of
from bot.slack.admin.document_view import CHANGED, confirmable, correction_form, document_view, removed_view
from bot.slack.admin.metadata_form import read_metadata
from bot.slack.blocks import Block, Form, Manage, metadata, notice, several
from bot.slack.files import send_original
from bot.slack.home import HomePublisher
from bot.slack.interaction import Json, Listeners, NotThereError, clicked_value, fill, show
from bot.slack.services import Services
from index.errors import FindingsError
from index.folder import Value
from index.models import Document
from index.storage import Library

TITLE = "Document"


async def on_details(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show everything about a document."""
    await show(client, body, _details(services, clicked_value(body)), title=TITLE)


async def on_correct(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form that corrects a document."""

    async def view() -> Block:
        return correction_form(await _held(services, clicked_value(body)))

    await show(client, body, view(), title=TITLE)


async def on_corrected(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services) -> None:
    """Settle what was corrected."""
    try:
        document = await _held(services, str(metadata(view).get("s")))
    except NotThereError as error:
        await ack(response_action="update", view=notice(TITLE, str(error)))
        return
    values, errors = read_metadata(view)
    if errors:
        await ack(response_action="errors", errors=errors)
        return
    if not values:
        await ack(response_action="update", view=notice(TITLE, "Nothing was changed."))
        return
    await ack(response_action="update", view=notice(TITLE, "Saving…"))
    user = user_of(body)
    work = _correct(services, user, document, values)
    services.tasks.start_for(user, fill(client, view, work, settled=True))


async def on_confirm(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Settle a document as it was read, so that nobody is warned of it any more."""
    user = user_of(body)

    async def work() -> Block:
        document = await _held(services, clicked_value(body))
        values = confirmable(document)
        if not values:
            return notice(TITLE, CHANGED)
        await asyncio.to_thread(services.library.correct, document.path, values, actor=user.id)
        services.index_runner.request(actor=user.id, why=f"confirmed {document.path}")
        return notice(TITLE, "Settled as it was read. The warning goes away within a few seconds.")

    await fill(client, body["view"], work(), title=TITLE)


async def on_remove(body: Json, client: AsyncWebClient, services: Services, home: HomePublisher) -> None:
    """Move a document to the bin."""
    user = user_of(body)

    async def work() -> Block:
        document = await _held(services, clicked_value(body))
        gone = await asyncio.to_thread(services.library.remove, document.path, actor=user.id)
        services.index_runner.request(actor=user.id, why=f"removed {document.path}")
        return removed_view([entry.path for entry in gone], [entry.id for entry in gone])

    await fill(client, body["view"], work(), title=TITLE)
    await home.publish(user)


async def on_original(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Send the file of a document to whoever clicked."""
    user, sha256 = user_of(body), clicked_value(body)

    async def work() -> Block:
        document = await _held(services, sha256)
        await send_original(services.messenger, services.settings.documents, document, to=user.id)
        return await _details(services, sha256, note="✓ The file is in your messages with me (Messages tab).")

    services.tasks.start_for(user, fill(client, body["view"], work(), title=TITLE))


async def _held(services: Services, sha256: str) -> Document:
    """Give the document that has this content; raise NotThereError where it is not held any more."""
    return await services.searchers.look(lambda held: _find(held.library, sha256))


async def _details(services: Services, sha256: str, *, note: str = "") -> Block:
    def view(library: Library) -> Block:
        document = _find(library, sha256)
        return document_view(document, standing_of(services.settings, library, document), note=note)

    return await services.searchers.look(lambda held: view(held.library))


def _find(library: Library, sha256: str) -> Document:
    found = next((document for document in library.documents if document.sha256 == sha256), None)
    if found is None:
        raise NotThereError(CHANGED)
    return found


async def _correct(services: Services, user: SlackUser, document: Document, values: Mapping[str, Value]) -> Block:
    try:
        await asyncio.to_thread(services.library.correct, document.path, values, actor=user.id)
    except FindingsError as error:
        return notice(TITLE, f"Not saved. {error}")
    services.index_runner.request(actor=user.id, why=f"corrected {document.path}")
    return notice(TITLE, "Saved. Answers and lists show it within a few seconds.")


DOCUMENT_LISTENERS: Listeners = (
    ("action", several(Manage.DETAILS), on_details),
    ("action", Manage.CORRECT, on_correct),
    ("view", Form.CORRECT, on_corrected),
    ("action", Manage.CONFIRM, on_confirm),
    ("action", Manage.REMOVE, on_remove),
    ("action", Manage.ORIGINAL, on_original),
)
