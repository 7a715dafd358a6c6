"""The command: a question, or a word that asks for something else; whatever it is, for its asker alone."""

import re
from collections.abc import Awaitable
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import new_reference
from bot.slack.access import user_of
from bot.slack.blocks import check_form, plain_message
from bot.slack.evidence import QuotationChecks
from bot.slack.interaction import Listeners, open_modal
from bot.slack.message_text import typed_text
from bot.slack.questions import QuestionHandler, QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, State
from index.errors import FindingsError

Json = dict[str, Any]
COMMAND = "/findings"
_MARKS = "“”\"‘'«„"
# A question may begin with these words, too: a quotation must follow the one, and nothing may follow the others.
_CHECK = re.compile(rf"check\b[\s:,-]{{0,4}}(?P<draft>[{_MARKS}].*)?", re.IGNORECASE | re.DOTALL)


async def on_command(
    ack: AsyncAck,
    command: Json,
    body: Json,
    client: AsyncWebClient,
    services: Services,
    questions: QuestionHandler,
    checks: QuotationChecks,
) -> None:
    """Answer the command to its asker alone."""
    text = typed_text(command.get("text") or "")
    if (asked := _CHECK.fullmatch(text)) is not None:
        if asked["draft"]:
            taken = _claimed(services, command, body)
            await ack()
            if taken is not None:
                work = _check(services, checks, command, body, asked["draft"])
                services.tasks.start_for(user_of(body), _marked(services, taken[0], work))
        else:
            await ack()
            await open_modal(client, body, check_form())
        return
    claimed = _claimed(services, command, body)
    await ack()
    if claimed is not None:
        event, answer = claimed
        questions.begin(
            QuestionRequest(
                text=text,
                user=user_of(body),
                entry=Entry.COMMAND,
                channel=command["channel_id"],
                answer=answer,
                event=event,
                response_url=command["response_url"],
                show_question=True,
            )
        )


def _claimed(services: Services, command: Json, body: Json) -> tuple[str, str] | None:
    """Take the command for this process: the id of the event and of its answer; None where it is taken already."""
    event = f"command-{command['trigger_id']}"
    answer = services.store.claim(
        event,
        entry=Entry.COMMAND,
        channel=command["channel_id"],
        ts="",
        thread_ts=None,
        user=user_of(body).id,
        response_url=command["response_url"],
    )
    return None if answer is None else (event, answer)


async def _check(services: Services, checks: QuotationChecks, command: Json, body: Json, draft: str) -> None:
    """Check the quotations that stand behind the word."""
    user = user_of(body)
    try:
        reason = await services.access.reason_against(user)
        messages = (plain_message(reason),) if reason else (await checks.check(draft, user)).as_messages()
    except FindingsError as error:
        messages = (plain_message(str(error)),)
    await services.messenger.respond_all(command["response_url"], messages, to=user.id, mark=f"n:{new_reference()}")


async def _marked(services: Services, event: str, work: Awaitable[None]) -> None:
    try:
        await work
    finally:
        services.store.mark(event, State.DONE)


COMMAND_LISTENERS: Listeners = (("command", COMMAND, on_command),)
