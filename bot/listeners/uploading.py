"""Files that admins offer: the form that takes them, and the buttons of a file that waits.

Files dropped into a direct message come in with the message (``bot.listeners.messages``).
"""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.admin.reception import GONE, Place, Reception
from bot.blocks.forms import metadata, notice
from bot.blocks.metadata_form import read_metadata
from bot.blocks.names import Action, Form, Upload
from bot.blocks.notices import plain_message
from bot.blocks.uploads import add_form, files_of, settle_form
from bot.desk import Desk
from bot.insiders import asker_of
from bot.listeners.clicked import Click, read_click
from index.errors import FindingsError

__all__ = ["register_uploading"]

Json = dict[str, Any]


def register_uploading(app: AsyncApp, desk: Desk, reception: Reception) -> None:
    """Listen to the form and the buttons."""

    async def refused(click: Click, what: str) -> bool:
        reason = await reception.allowed(click.asker, what=what)
        if reason is not None:
            await whisper(click, reason)
        return reason is not None

    async def whisper(click: Click, text: str) -> None:
        if click.where.channel is not None:
            await desk.courier.whisper(
                click.where.channel, click.asker.user, plain_message(text), thread_ts=click.thread_ts
            )

    def place_of(click: Click) -> Place:
        return Place(click.where.channel or "", click.where.ts or "")

    @app.action(Action.ADD_REPORT)
    async def on_add_report(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        reason = await reception.allowed(asker_of(body), what="asked to add a report")
        view = add_form() if reason is None else notice("Add a report", reason)
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    @app.view(Form.UPLOAD)
    async def on_files(ack: AsyncAck, body: Json, view: Json) -> None:
        await ack()
        asker = asker_of(body)
        desk.start(desk.guarded(reception.take(files_of(view), asker, channel=asker.user, thread_ts=None), asker))

    @app.action(Upload.ADD)
    async def on_add(ack: AsyncAck, body: Json) -> None:
        await ack()
        await _add(body, beside=False)

    @app.action(Upload.BESIDE)
    async def on_beside(ack: AsyncAck, body: Json) -> None:
        await ack()
        await _add(body, beside=True)

    async def _add(body: Json, *, beside: bool) -> None:
        click = read_click(body)
        if not await refused(click, "tried to add a file"):
            desk.start(desk.guarded(_see_through(click, beside=beside), click.asker))

    async def _see_through(click: Click, *, beside: bool) -> None:
        reason = await reception.add(click.answer, click.asker, place_of(click), beside=beside)
        if reason is not None:
            await whisper(click, reason)

    @app.action(Upload.DISCARD)
    async def on_discard(ack: AsyncAck, body: Json) -> None:
        await ack()
        click = read_click(body)
        if not await refused(click, "tried to discard a file"):
            reason = await reception.discard(click.answer, click.asker, place_of(click))
            if reason is not None:
                await whisper(click, reason)

    @app.action(Upload.CORRECT)
    async def on_correct(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        if await refused(click, "tried to correct a file"):
            return
        # Reading the file again can take longer than the three seconds that a trigger lasts.
        opened = await client.views_open(trigger_id=click.trigger, view=notice("Correct what was read", "One moment…"))
        try:
            examined = await reception.examined(click.answer)
            place = place_of(click)
            view = (
                notice("Correct what was read", GONE)
                if examined is None
                else settle_form(click.answer, examined.document, channel=place.channel, ts=place.ts)
            )
        except FindingsError as error:
            view = notice("Correct what was read", str(error))
        await client.views_update(view_id=opened["view"]["id"], view=view)

    @app.view(Form.SETTLE)
    async def on_settle(ack: AsyncAck, body: Json, view: Json) -> None:
        asker, state = asker_of(body), metadata(view)
        reason = await reception.allowed(asker, what="tried to correct a file")
        if reason is not None:
            await ack(response_action="update", view=notice("Correct what was read", reason))
            return
        values, errors = read_metadata(view)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await ack()
        if values:
            place = Place(str(state.get("c") or ""), str(state.get("t") or ""))
            desk.start(desk.guarded(_settle(str(state.get("a") or ""), values, asker, place), asker))

    async def _settle(staged_id: str, values: Json, asker: Any, place: Place) -> None:
        reason = await reception.settle(staged_id, values, asker, place)
        if reason is not None:
            await desk.courier.whisper(place.channel, asker.user, plain_message(reason))
