"""What every listener for admins has in front of it: others get a plain refusal, and the attempt is in the audit.

What comes in need not come from a view of ours: it is looked at who sent it, whatever was shown to whom.
"""

from collections.abc import Awaitable, Callable
from contextlib import suppress

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.records import Act, RecordsError
from bot.slack.access import NOT_AN_ADMIN, user_of
from bot.slack.blocks import notice, plain_message
from bot.slack.interaction import TITLE, Json, open_modal
from bot.slack.notify import UNREACHABLE
from bot.slack.services import Services


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
        await services.audit.note(Act.REFUSED, actor=user, subject=subject[:200], outcome="refused")
    except RecordsError as error:
        log.error("%s", error)


async def _refuse(services: Services, client: AsyncWebClient, body: Json, user: str) -> None:
    try:
        await open_modal(client, body, notice(TITLE, NOT_AN_ADMIN))
    except (*UNREACHABLE, KeyError):  # the trigger is too old, mostly
        with suppress(*UNREACHABLE):
            await services.messenger.deliver(user, plain_message(NOT_AN_ADMIN))


def _subject(body: Json) -> str:
    action = (body.get("actions") or [{}])[0]
    view = body.get("view") or {}
    return str(action.get("action_id") or view.get("callback_id") or body.get("type") or "").split(":")[0]
