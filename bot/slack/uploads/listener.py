"""Files that admins offer: the form that takes them, and the buttons of a file that waits.

Files dropped into a direct message come in with the message (``bot.slack.listeners.messages``).
"""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import asker_of
from bot.slack.admin import admins_only, read_metadata, show
from bot.slack.blocks import Action, Block, Form, Upload, metadata, notice, plain_message, read_value
from bot.slack.interaction import Click, read_click
from bot.slack.services import Services
from bot.slack.uploads.intake import Intake
from bot.slack.uploads.messages import add_form, files_of, settle_form
from bot.slack.uploads.review import GONE, Review
from bot.slack.uploads.status_message import StatusLocation

Json = dict[str, Any]


def register_uploading(app: AsyncApp, desk: Services, reception: Intake, admission: Review) -> None:
    """Listen to the form and the buttons; all of them are for admins only."""
    admins = [admins_only(desk)]

    async def whisper(click: Click, text: str | None) -> None:
        if text is not None and click.where.channel is not None:
            await desk.courier.whisper(
                click.where.channel, click.asker.user, plain_message(text), thread_ts=click.thread_ts
            )

    @app.action(Action.ADD_REPORT, middleware=admins)
    async def on_add_report(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=add_form())

    @app.view(Form.UPLOAD, middleware=admins)
    async def on_files(ack: AsyncAck, body: Json, view: Json) -> None:
        asker, files, key = asker_of(body), files_of(view), str(view["id"])
        reception.note(files, asker.user, key=key, channel=asker.user, thread_ts=None)
        await ack(
            response_action="update",
            view=notice("Add a report", "I am reading. What I read comes to your messages with me (Messages tab)."),
        )
        taking = reception.take(files, asker, key=key, channel=asker.user, thread_ts=None)
        desk.start(desk.guarded(taking, asker))

    @app.action(Upload.ADD, middleware=admins)
    async def on_add(ack: AsyncAck, body: Json) -> None:
        await ack()
        add(body, beside=False)

    @app.action(Upload.BESIDE, middleware=admins)
    async def on_beside(ack: AsyncAck, body: Json) -> None:
        await ack()
        add(body, beside=True)

    def add(body: Json, *, beside: bool) -> None:
        click = read_click(body)
        shown = str(read_value(body["actions"][0].get("value")).get("r") or "")

        async def work() -> None:
            reason = await admission.add(click.answer, click.asker.user, _place(click), shown=shown, beside=beside)
            await whisper(click, reason)

        desk.start(desk.guarded(work(), click.asker))

    @app.action(Upload.DISCARD, middleware=admins)
    async def on_discard(ack: AsyncAck, body: Json) -> None:
        await ack()
        click = read_click(body)

        async def work() -> None:
            await whisper(click, await admission.discard(click.answer, click.asker.user, _place(click)))

        desk.start(desk.guarded(work(), click.asker))

    @app.action(Upload.CORRECT, middleware=admins)
    async def on_correct(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)

        async def form() -> Block:
            examined, place = await admission.examined(click.answer), _place(click)
            if examined is None:
                return notice("Correct what was read", GONE)
            return settle_form(
                click.answer, examined.document, channel=place.channel, ts=place.ts, thread_ts=place.thread_ts
            )

        await show(client, body, form())

    @app.view(Form.SETTLE, middleware=admins)
    async def on_settle(ack: AsyncAck, body: Json, view: Json) -> None:
        asker, state = asker_of(body), metadata(view)
        values, errors = read_metadata(view)
        if errors:
            await ack(response_action="errors", errors=errors)
            return
        await ack()
        place = StatusLocation(str(state.get("c") or ""), str(state.get("t") or ""), state.get("h"))

        async def work() -> None:
            reason = await admission.settle(str(state.get("a") or ""), values, asker.user, place)
            if reason is not None:
                message = plain_message(reason)
                await desk.courier.whisper(place.channel, asker.user, message, thread_ts=place.thread_ts)

        if values:
            desk.start(desk.guarded(work(), asker))


def _place(click: Click) -> StatusLocation:
    return StatusLocation(click.where.channel or "", click.where.ts or "", click.thread_ts)
