"""What every listener for admins has in front of it: others get a plain refusal, and the attempt is in the audit.

What comes in need not come from a view of ours: it is looked at who sent it, whatever was shown to whom. Then how a
modal is opened, filled and turned for whoever got through.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log, new_reference
from bot.records import Act, RecordsError
from bot.slack.access import NOT_AN_ADMIN, user_of
from bot.slack.blocks import Block, failure, notice, plain_message
from bot.slack.interaction import after_ack, open_modal
from bot.slack.notify import UNREACHABLE
from bot.slack.services import Services
from index.errors import FindingsError

Json = dict[str, Any]
_AT_ONCE = 1.2  # seconds that a modal may take to be made before one without content is opened
TITLE = "Findings"
PICTURE_LATER = "Slack has not finished with this picture yet. Close this, and click again in a moment."


async def admins_only(
    body: Json, client: AsyncWebClient, services: Services, next: Callable[[], Awaitable[None]]
) -> BoltResponse | None:
    """Let admins through and nobody else."""
    user = user_of(body)
    if await services.access.is_admin(user.id):
        await next()
        return None
    submitted = body.get("type") == "view_submission"
    if not submitted:
        services.tasks.start(_refuse(services, client, body, user.id))
    await write_refusal(services, user.id, _subject(body))
    if submitted:
        return BoltResponse(status=200, body={"response_action": "update", "view": notice(TITLE, NOT_AN_ADMIN)})
    return BoltResponse(status=200)


async def write_refusal(services: Services, user: str, subject: str) -> None:
    """Write into the audit that somebody tried what only admins may."""
    try:
        await asyncio.to_thread(services.audit.write, Act.REFUSED, actor=user, subject=subject[:200], outcome="refused")
    except RecordsError as error:
        log.error("%s", error)


async def show(client: AsyncWebClient, body: Json, making: Awaitable[Block]) -> None:
    """Open a modal over what was clicked: at once, and filled in afterwards where making it takes longer.

    A trigger is good for three seconds.
    """
    work = asyncio.ensure_future(_finished(making))
    made, _ = await asyncio.wait({work}, timeout=_AT_ONCE)
    opened = await open_modal(client, body, work.result() if made else notice(TITLE, "One moment…"))
    if opened and not made:
        await _put(client, opened, await work)


async def fill(client: AsyncWebClient, view: Json, making: Awaitable[Block], *, settled: bool = False) -> None:
    """Put something else into a modal that is open; one that was changed or closed meanwhile is left alone.

    ``settled`` is for a modal that the acknowledgement has just changed.
    """
    made = await _finished(making)
    if settled:
        await after_ack()
    await _put(client, view["id"], made, hash=None if settled else view["hash"])


async def turn(client: AsyncWebClient, body: Json, making: Awaitable[Block]) -> None:
    """Open a modal from Home, or show another page in the modal that was clicked in."""
    if (body.get("view") or {}).get("type") == "modal":
        await fill(client, body["view"], making)
    else:
        await show(client, body, making)


async def _finished(making: Awaitable[Block]) -> Block:
    try:
        return await making
    except FindingsError as error:
        return notice(TITLE, str(error))
    except Exception:
        reference = new_reference()
        log.exception("%s: something for an admin failed.", reference)
        return notice(TITLE, failure(reference).text)


async def _put(client: AsyncWebClient, view_id: str, view: Block, *, hash: str | None = None) -> None:
    try:
        await client.views_update(view_id=view_id, view=view, hash=hash)
    except SlackApiError as error:
        code = error.response.get("error")
        if code in ("not_found", "hash_conflict", "view_not_found"):
            return
        log.error("A modal could not be changed (%s): %s", code, error.response.get("response_metadata"))
        if "slack file" in str(error.response.data) and view != (said := notice(TITLE, PICTURE_LATER)):
            await _put(client, view_id, said)


async def _refuse(services: Services, client: AsyncWebClient, body: Json, user: str) -> None:
    try:
        await open_modal(client, body, notice(TITLE, NOT_AN_ADMIN))
    except (*UNREACHABLE, KeyError):  # the trigger is too old, mostly
        with suppress(*UNREACHABLE):
            await services.messenger.post(user, [plain_message(NOT_AN_ADMIN)], mark=f"n:{new_reference()}")


def _subject(body: Json) -> str:
    action = (body.get("actions") or [{}])[0]
    view = body.get("view") or {}
    return str(action.get("action_id") or view.get("callback_id") or body.get("type") or "").split(":")[0]
