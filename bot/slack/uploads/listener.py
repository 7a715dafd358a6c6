"""Files that admins send: the form that takes them, and the buttons of a file that waits.

Files dropped into a direct message come in with the message (``bot.slack.listeners.messages``).
"""

from collections.abc import Awaitable

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
from bot.slack.admin import read_metadata
from bot.slack.blocks import Action, Block, Form, Upload, metadata, notice
from bot.slack.interaction import (
    Click,
    Json,
    Listeners,
    MessageLocation,
    open_modal,
    read_click,
    show,
    whisper_outcome,
    whisper_to,
)
from bot.slack.services import Services
from bot.slack.uploads.intake import Intake
from bot.slack.uploads.messages import add_form, files_of, settle_form
from bot.slack.uploads.review import GONE, Review


async def on_add_report(body: Json, client: AsyncWebClient) -> None:
    """Open the form that takes files."""
    await open_modal(client, body, add_form())


async def on_files(ack: AsyncAck, body: Json, view: Json, services: Services, intake: Intake) -> None:
    """Take in the files of the form."""
    user, files, key = user_of(body), files_of(view), str(view["id"])
    intake.note(files, user.id, key=key, channel=user.id, thread_ts=None)
    reading = "I am reading. What I read comes to your messages with me (Messages tab)."
    await ack(response_action="update", view=notice("Add a report", reading))
    services.tasks.start_for(user, intake.take(files, user, key=key, channel=user.id, thread_ts=None))


async def on_add(body: Json, services: Services, review: Review) -> None:
    """Add a file that waits, in the place of a former version where it is one."""
    click = read_click(body)
    services.tasks.start_for(click.user, whisper_outcome(services, click, _adding(review, click, beside=False)))


async def on_add_beside(body: Json, services: Services, review: Review) -> None:
    """Add a file that waits beside the former version."""
    click = read_click(body)
    services.tasks.start_for(click.user, whisper_outcome(services, click, _adding(review, click, beside=True)))


async def on_discard(body: Json, services: Services, review: Review) -> None:
    """Discard a file that waits."""
    click = read_click(body)
    discarding = review.discard(click.answer, click.user.id, click.where)
    services.tasks.start_for(click.user, whisper_outcome(services, click, discarding))


async def on_correct_upload(body: Json, client: AsyncWebClient, review: Review) -> None:
    """Open the form that corrects what was read of a file."""
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
        reason = await review.correct_waiting(str(state.get("a") or ""), values, user.id, where)
        if reason is not None:
            await whisper_to(services.messenger, user, where, reason)

    if values:
        services.tasks.start_for(user, work())


def _adding(review: Review, click: Click, *, beside: bool) -> Awaitable[str | None]:
    shown = str(click.value.get("r") or "")
    return review.add(click.answer, click.user.id, click.where, shown=shown, beside=beside)


UPLOAD_LISTENERS: Listeners = (
    ("action", Action.ADD_REPORT, on_add_report),
    ("view", Form.UPLOAD, on_files),
    ("action", Upload.ADD, on_add),
    ("action", Upload.BESIDE, on_add_beside),
    ("action", Upload.DISCARD, on_discard),
    ("action", Upload.CORRECT, on_correct_upload),
    ("view", Form.SETTLE, on_settled),
)
