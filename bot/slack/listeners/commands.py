"""The command: a question, or a word that asks for something else; whatever it is, for its asker alone."""

import re
from collections.abc import Coroutine, Sequence

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import new_reference
from bot.quotations import find_quotations
from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import Block, Message, check_form, fault_note, notice, plain_message
from bot.slack.evidence import QuotationChecks, follow_given, follows_view, pack_window
from bot.slack.interaction import Json, Listeners, show
from bot.slack.message_text import typed_text
from bot.slack.questions import QuestionHandler, QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, State
from index.errors import FindingsError

COMMAND = "/findings"
_MARKS = "“”\"‘'«„"
# A question may begin with these words, too: a quotation must follow the one, and nothing may follow the others.
_FOLLOW = re.compile(r"follow\s+(?!(?:up|ups|on|through)\b)(?P<what>\S.*)", re.IGNORECASE | re.DOTALL)
_FOLLOWING = re.compile(r"(?:following|what (?:do )?i follow)\??", re.IGNORECASE)
_PACK = re.compile(r"(?:my )?pack", re.IGNORECASE)
_CHECK = re.compile(r"check\b[\s:,-]{0,4}(?P<draft>.*)", re.IGNORECASE | re.DOTALL)
_SHORTEST = 5  # words of a quotation inside a sentence: fewer name a thing, and the sentence asks for it


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
    if (opening := _window(services, user_of(body).id, text)) is not None:
        await ack()
        await show(client, body, _for_members(services, user_of(body), opening))
        return
    if (saying := _short_answer(services, checks, user_of(body), text)) is not None:
        taken = _claimed(services, command, body)
        await ack()
        if taken is not None:
            services.tasks.start_for(user_of(body), _respond(services, command, user_of(body), saying, taken[0]))
        else:
            saying.close()
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


def _window(services: Services, user: str, text: str) -> Coroutine[None, None, Block] | None:
    """Make the modal that a word alone asks for; None where the text is something else."""
    if _FOLLOWING.fullmatch(text):
        return follows_view(services, user)
    if _PACK.fullmatch(text):
        return pack_window(services, user)
    if _draft(text) == "":
        return _check_window()
    return None


def _short_answer(
    services: Services, checks: QuotationChecks, user: SlackUser, text: str
) -> Coroutine[None, None, Sequence[Message]] | None:
    """Check the quotations, or follow what stands behind the word; None where the text is a question."""
    if draft := _draft(text):
        return _check(checks, user, draft)
    if (asked := _FOLLOW.fullmatch(text)) is not None:
        return _follow(services, user, asked["what"])
    return None


def _draft(text: str) -> str | None:
    """Give what is to be checked, which is empty where the word stands alone; None where the text is a question."""
    if (asked := _CHECK.fullmatch(text)) is None:
        return None
    draft = asked["draft"]
    if not draft or draft[0] in _MARKS:
        return draft
    marked = (quoted for quoted in find_quotations(draft) if quoted.marked)
    return draft if any(len(quoted.text.split()) >= _SHORTEST for quoted in marked) else None


async def _for_members(services: Services, user: SlackUser, opening: Coroutine[None, None, Block]) -> Block:
    """Make a modal for a member; for anybody else the reason why there is none."""
    if (reason := await services.access.reason_against(user)) is None:
        return await opening
    opening.close()
    return notice("Findings", reason)


async def _check_window() -> Block:
    return check_form()


async def _check(checks: QuotationChecks, user: SlackUser, draft: str) -> Sequence[Message]:
    return (await checks.check(draft, user)).as_messages()


async def _follow(services: Services, user: SlackUser, what: str) -> Sequence[Message]:
    said = await follow_given(services, user.id, "", "", what)
    return [plain_message(f"{said} To see what you follow, or to stop: /findings following")]


async def _respond(
    services: Services,
    command: Json,
    user: SlackUser,
    saying: Coroutine[None, None, Sequence[Message]],
    event: str,
) -> None:
    """Send what is said to whoever typed the command, alone."""
    try:
        if (reason := await services.access.reason_against(user)) is not None:
            saying.close()
            messages: Sequence[Message] = [plain_message(reason)]
        else:
            messages = await saying
    except FindingsError as error:
        messages = [plain_message(fault_note(error))]
    try:
        await services.messenger.respond_all(command["response_url"], messages, to=user.id, mark=f"n:{new_reference()}")
    finally:
        services.store.mark(event, State.DONE)


COMMAND_LISTENERS: Listeners = (("command", COMMAND, on_command),)
