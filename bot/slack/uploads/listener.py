"""Files that admins send: the form that takes them, and the buttons of a file that waits.

Files dropped into a direct message come in with the message (``bot.slack.listeners.messages``).
"""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
from bot.slack.admin import read_metadata, show
from bot.slack.blocks import Action, Block, Form, Upload, metadata, notice
from bot.slack.interaction import Click, Listeners, MessageLocation, open_modal, read_click, whisper_to
from bot.slack.services import Services
from bot.slack.uploads.intake import Intake
from bot.slack.uploads.messages import add_form, files_of, settle_form
from bot.slack.uploads.review import GONE, Review

Json = dict[str, Any]


async def on_add_report(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
    """Open the form that takes files."""
    await ack()
    await open_modal(client, body, add_form())


async def on_files(ack: AsyncAck, body: Json, view: Json, services: Services, intake: Intake) -> None:
    """Take in the files of the form."""
    user, files, key = user_of(body), files_of(view), str(view["id"])
    intake.note(files, user.id, key=key, channel=user.id, thread_ts=None)
    reading = "I am reading. What I read comes to your messages with me (Messages tab)."
    await ack(response_action="update", view=notice("Add a report", reading))
    services.tasks.start_for(user, intake.take(files, user, key=key, channel=user.id, thread_ts=None))


async def on_add(ack: AsyncAck, body: Json, services: Services, review: Review) -> None:
    """Add a file that waits, in the place of a former version where it is one."""
    await ack()
    click = read_click(body)
    services.tasks.start_for(click.user, _add(services, review, click, beside=False))


async def on_add_beside(ack: AsyncAck, body: Json, services: Services, review: Review) -> None:
    """Add a file that waits beside the former version."""
    await ack()
    click = read_click(body)
    services.tasks.start_for(click.user, _add(services, review, click, beside=True))


async def on_discard(ack: AsyncAck, body: Json, services: Services, review: Review) -> None:
    """Discard a file that waits."""
    await ack()
    click = read_click(body)
    services.tasks.start_for(click.user, _discard(services, review, click))


async def on_correct_upload(ack: AsyncAck, body: Json, client: AsyncWebClient, review: Review) -> None:
    """Open the form that corrects what was read of a file."""
    await ack()
    click = read_click(body)

    async def form() -> Block:
        examined, where = await review.examined(click.answer), click.where
        if examined is None:
            return notice("Correct what was read", GONE)
        return settle_form(
            click.answer, examined.document, channel=where.channel, ts=where.ts, thread_ts=where.thread_ts
        )

    await show(client, body, form())


async def on_settled(ack: AsyncAck, body: Json, view: Json, services: Services, review: Review) -> None:
    """Note what was corrected about a file that waits."""
    user, state = user_of(body), metadata(view)
    values, errors = read_metadata(view)
    if errors:
        await ack(response_action="errors", errors=errors)
        return
    await ack()
    where = MessageLocation(str(state.get("c") or ""), str(state.get("t") or ""), state.get("h"))

    async def work() -> None:
        reason = await review.settle(str(state.get("a") or ""), values, user.id, where)
        if reason is not None:
            await whisper_to(services.messenger, user, where, reason)

    if values:
        services.tasks.start_for(user, work())


async def _add(services: Services, review: Review, click: Click, *, beside: bool) -> None:
    shown = str(click.value.get("r") or "")
    reason = await review.add(click.answer, click.user.id, click.where, shown=shown, beside=beside)
    if reason is not None:
        await whisper_to(services.messenger, click.user, click.where, reason)


async def _discard(services: Services, review: Review, click: Click) -> None:
    reason = await review.discard(click.answer, click.user.id, click.where)
    if reason is not None:
        await whisper_to(services.messenger, click.user, click.where, reason)


UPLOAD_LISTENERS: Listeners = (
    ("action", Action.ADD_REPORT, on_add_report),
    ("view", Form.UPLOAD, on_files),
    ("action", Upload.ADD, on_add),
    ("action", Upload.BESIDE, on_add_beside),
    ("action", Upload.DISCARD, on_discard),
    ("action", Upload.CORRECT, on_correct_upload),
    ("view", Form.SETTLE, on_settled),
)
