"""What every listener for admins has in front of it: others get a plain refusal, and the attempt is in the audit.

In: a click or a form that was sent. It goes on to its listener only where an admin sent it, whatever was shown to whom:
what comes in need not come from a view of ours.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log, new_reference
from bot.records import Act, RecordsError
from bot.slack.access import NOT_AN_ADMIN, asker_of
from bot.slack.blocks import Block, failure, notice, plain_message
from bot.slack.interaction import after_ack
from bot.slack.messenger import NotDeliveredError
from bot.slack.services import Services
from index.errors import FindingsError

Json = dict[str, Any]
_AT_ONCE = 1.2  # seconds that a modal may take to be made before one without content is opened
TITLE = "Findings"


def admins_only(desk: Services) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Make the middleware that lets admins through and nobody else."""

    async def let_through(
        body: Json, client: AsyncWebClient, next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        asker = asker_of(body)
        reason = await desk.insiders.reason_against(asker)
        if reason is None and not await desk.admins.is_admin(asker.user):
            reason = NOT_AN_ADMIN
        if reason is None:
            await next()
            return None
        submitted = body.get("type") == "view_submission"
        if not submitted:
            desk.start(_refuse(desk, client, body, asker.user, reason))
        await write_refusal(desk, asker.user, _subject(body))
        if submitted:
            return BoltResponse(status=200, body={"response_action": "update", "view": notice(TITLE, reason)})
        return BoltResponse(status=200)

    return let_through


async def write_refusal(desk: Services, user: str, subject: str) -> None:
    """Write into the audit that somebody tried what only admins may."""
    try:
        await asyncio.to_thread(desk.audit.write, Act.REFUSED, actor=user, subject=subject[:200], outcome="refused")
    except RecordsError as error:
        log.error("%s", error)


async def show(client: AsyncWebClient, body: Json, making: Awaitable[Block]) -> None:
    """Open a modal over what was clicked: at once, and filled in afterwards where making it takes longer.

    A trigger is good for three seconds.
    """
    work = asyncio.ensure_future(_told(making))
    made, _ = await asyncio.wait({work}, timeout=_AT_ONCE)
    opened = await _open(client, body, work.result() if made else notice(TITLE, "One moment…"))
    if opened is not None and opened.get("id") and not made:
        await _put(client, opened["id"], await work)


async def fill(client: AsyncWebClient, view: Json, making: Awaitable[Block], *, settled: bool = False) -> None:
    """Put something else into a modal that is open; one that was changed or closed meanwhile is left alone.

    ``settled`` is for a modal that the acknowledgement has just changed.
    """
    made = await _told(making)
    if settled:
        await after_ack()
    await _put(client, view["id"], made, hash=None if settled else view["hash"])


async def turn(client: AsyncWebClient, body: Json, making: Awaitable[Block]) -> None:
    """Open a modal from Home, or show another page in the modal that was clicked in."""
    if (body.get("view") or {}).get("type") == "modal":
        await fill(client, body["view"], making)
    else:
        await show(client, body, making)


async def _told(making: Awaitable[Block]) -> Block:
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
        if code not in ("not_found", "hash_conflict", "view_not_found"):
            log.error("A modal could not be changed (%s): %s", code, error.response.get("response_metadata"))


async def _open(client: AsyncWebClient, body: Json, view: Block) -> Json | None:
    on_modal = (body.get("view") or {}).get("type") == "modal"
    way = client.views_push if on_modal else client.views_open
    try:
        return dict((await way(trigger_id=body["trigger_id"], view=view)).get("view") or {})
    except SlackApiError as error:
        if on_modal and error.response.get("error") == "push_limit_reached":
            await _put(client, body["view"]["id"], view)
            return {"id": body["view"]["id"]}
        raise


async def _refuse(desk: Services, client: AsyncWebClient, body: Json, user: str, reason: str) -> None:
    try:
        await _open(client, body, notice(TITLE, reason))
    except (SlackApiError, aiohttp.ClientError, OSError, TimeoutError, KeyError):  # the trigger is too old, mostly
        with suppress(NotDeliveredError, SlackApiError, aiohttp.ClientError, OSError, TimeoutError):
            await desk.courier.post(user, [plain_message(reason)], mark=f"n:{new_reference()}")


def _subject(body: Json) -> str:
    action = (body.get("actions") or [{}])[0]
    view = body.get("view") or {}
    return str(action.get("action_id") or view.get("callback_id") or body.get("type") or "").split(":")[0]
