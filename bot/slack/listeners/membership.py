"""Who gets through to any listener: members of the workspace; everybody else gets the reason, once, and nothing else.

It stands before every event, command, shortcut, click and form. A question is not held up where Slack has yet to say
who somebody is: it is taken, so that no crash loses it, and looked at again before it is answered.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import UNKNOWN, user_of
from bot.slack.admin import (
    BAD_FEEDBACK_LISTENERS,
    DOCUMENT_LISTENERS,
    HOME_LISTENERS,
    VOCABULARY_LISTENERS,
    write_refusal,
)
from bot.slack.blocks import Form, notice, plain_message
from bot.slack.home import HomePublisher
from bot.slack.interaction import TITLE, Json, open_modal
from bot.slack.listeners.messages import QUESTION_EVENTS, claimed_request
from bot.slack.message_text import addressed, files_of_message
from bot.slack.notify import UNREACHABLE
from bot.slack.questions import QuestionHandler
from bot.slack.services import Services
from bot.slack.uploads import UPLOAD_LISTENERS

PATIENCE = 2.0  # seconds; Slack waits three for an acknowledgement
AT_ONCE = 0.02
ADMIN_LISTENERS = (
    *HOME_LISTENERS,
    *DOCUMENT_LISTENERS,
    *BAD_FEEDBACK_LISTENERS,
    *VOCABULARY_LISTENERS,
    *UPLOAD_LISTENERS,
)


async def members_only(
    body: Json,
    client: AsyncWebClient,
    services: Services,
    questions: QuestionHandler,
    home: HomePublisher,
    bot_user: str,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Let members through; give others the reason."""
    user = user_of(body)
    if body.get("event", {}).get("type") in QUESTION_EVENTS and not addressed(body["event"]):
        return BoltResponse(status=200)
    if services.members is not None and user.id and user.team:
        services.members.note(user.id, user.team)
    asked = _asks(body)
    looking = asyncio.ensure_future(services.access.reason_against(user))
    known, _ = await asyncio.wait({looking}, timeout=AT_ONCE if asked else PATIENCE)
    if not known and asked:
        await next()  # who answers looks again, and by then it is known
        return None
    reason = looking.result() if known else UNKNOWN
    if reason is None:
        await next()
        return None
    if (subject := admin_subject(body)) is not None:
        services.tasks.start(write_refusal(services, user.id, subject))
    if body.get("type") == "view_submission":
        answer = {"response_action": "update", "view": notice(TITLE, reason)}
        return BoltResponse(status=200, body=answer)
    event = body.get("event") or {}
    if event.get("type") in QUESTION_EVENTS:
        request = claimed_request(services.store, body, bot_user)
        if request is not None:
            services.tasks.start(questions.decline(request, reason))
    elif event.get("type") == "app_home_opened":
        services.tasks.start(home.show_reason(user.id, reason))
    elif not event:
        services.tasks.start(_refuse(services, client, body, reason))
    return BoltResponse(status=200)


def _asks(body: Json) -> bool:
    form = body.get("view") or {}
    return (
        body.get("event", {}).get("type") in QUESTION_EVENTS
        or "command" in body
        or (body.get("type") == "view_submission" and form.get("callback_id") == Form.ASK)
    )


def admin_subject(body: Json) -> str | None:
    """Name what is for admins only and was tried, for the audit; None where it was nothing of that."""
    if files := files_of_message(body.get("event") or {}):
        return ", ".join(str(file.get("name") or "") for file in files[:5])
    action = (body.get("actions") or [{}])[0]
    tried = str(action.get("action_id") or (body.get("view") or {}).get("callback_id") or "")
    for _, identity, _ in ADMIN_LISTENERS:
        if tried == identity if isinstance(identity, str) else identity.search(tried):
            return tried.split(":", maxsplit=1)[0]
    return None


async def _refuse(services: Services, client: AsyncWebClient, body: Json, reason: str) -> None:
    """Show the reason to who typed a command, or clicked; never raises."""
    with suppress(*UNREACHABLE, KeyError):
        if "command" in body:
            await services.messenger.respond(body["response_url"], plain_message(reason))
        else:
            await open_modal(client, body, notice(TITLE, reason))
