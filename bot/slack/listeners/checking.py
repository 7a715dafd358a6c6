"""Checking quotations: a message, a form, a Word document that somebody sent; each result to its asker alone."""

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import (
    CHECK_TITLE,
    Action,
    Block,
    Form,
    check_form,
    fault_note,
    notice,
    plain_message,
    read_draft_typed,
)
from bot.slack.evidence import QuotationChecks, ask_what_for, check_file, is_draft
from bot.slack.interaction import Json, Listeners, MessageLocation, clicked_value, fill, open_modal, read_click, show
from bot.slack.message_text import files_of_message, typed_text
from bot.slack.questions import QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, State
from bot.slack.uploads import Intake, ask_slack
from index.errors import FindingsError

NO_WORDS = "There are no words in this message that I could check."
CHECKING = "I am checking the quotations in it…"
READING = "It is taken as a report for the library: I show what I read of it."


async def on_check_message(body: Json, client: AsyncWebClient, services: Services, checks: QuotationChecks) -> None:
    """Check the quotations of a message."""
    draft = typed_text(body.get("message", {}).get("text") or "", lines=True)
    if not draft.strip():
        await open_modal(client, body, notice(CHECK_TITLE, NO_WORDS))
        return
    await show(client, body, _checked_view(checks, draft, user_of(body)))


async def on_check_form(body: Json, client: AsyncWebClient) -> None:
    """Open the form that takes a draft."""
    await open_modal(client, body, check_form())


async def on_check_submitted(
    ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services, checks: QuotationChecks
) -> None:
    """Check the draft of the form."""
    await ack(response_action="update", view=notice(CHECK_TITLE, CHECKING))
    user = user_of(body)
    checking = _checked_view(checks, read_draft_typed(view), user)
    services.tasks.start_for(user, fill(client, view, checking, settled=True, title=CHECK_TITLE))


def take_draft(services: Services, body: Json, question: QuestionRequest) -> bool:
    """Ask what Word documents in a direct message are for; False where the message holds other files, or none."""
    files = files_of_message(body["event"])
    if question.entry is not Entry.DIRECT or not is_draft(files):
        return False

    async def work() -> None:
        await ask_what_for(services, files, question.user, channel=question.channel, thread_ts=question.thread)
        if question.event is not None:
            services.store.mark(question.event, State.DONE)

    services.tasks.start_for(question.user, work())
    return True


async def on_check_file(body: Json, services: Services, checks: QuotationChecks) -> None:
    """Check the quotations of the document that was asked about."""
    click = read_click(body)
    if not _first(services, "check-file", click.user, click.where):
        return
    services.tasks.start_for(click.user, _check_file(services, checks, clicked_value(body), click.user, click.where))


async def on_keep_file(body: Json, services: Services, intake: Intake) -> None:
    """Take the document that was asked about in as a report; who may do that is looked at there."""
    click = read_click(body)
    if not _first(services, "keep-file", click.user, click.where):
        return
    services.tasks.start_for(click.user, _keep_file(services, intake, clicked_value(body), click.user, click.where))


async def _checked_view(checks: QuotationChecks, draft: str, user: SlackUser) -> Block:
    return (await checks.check(draft, user)).as_view()


async def _check_file(
    services: Services, checks: QuotationChecks, identity: str, user: SlackUser, where: MessageLocation
) -> None:
    await _put_in_place(services, where, CHECKING)
    try:
        name = str((await ask_slack(services, identity, "The document")).get("name") or "The document")
        messages = (await check_file(services, checks, identity, user)).as_messages(of=name)
    except FindingsError as error:
        messages = (plain_message(fault_note(error)),)
    await services.messenger.post(
        where.channel, messages, thread_ts=where.thread_ts or where.ts, mark=f"n:{identity}:checked"
    )


async def _keep_file(
    services: Services, intake: Intake, identity: str, user: SlackUser, where: MessageLocation
) -> None:
    await _put_in_place(services, where, READING)
    try:
        files = [await ask_slack(services, identity, "The document")]
    except FindingsError as error:
        await services.messenger.post(
            where.channel, [plain_message(str(error))], thread_ts=where.thread_ts, mark=f"n:{identity}:kept"
        )
        return
    key, thread = f"{where.channel}:{where.ts}", where.thread_ts or where.ts
    intake.note(files, user.id, key=key, channel=where.channel, thread_ts=thread)
    await intake.take(files, user, key=key, channel=where.channel, thread_ts=thread)


async def _put_in_place(services: Services, where: MessageLocation, said: str) -> None:
    """Put what is done in the place of the question and its buttons."""
    await services.messenger.update(where.channel, where.ts, plain_message(said), mark=f"n:{where.ts}")


def _first(services: Services, what: str, user: SlackUser, where: MessageLocation) -> bool:
    """Take a click for this process; False where the question has been answered."""
    event = f"{what}-{where.channel}-{where.ts}"
    taken = services.store.claim(
        event, entry=Entry.SHORTCUT, channel=where.channel, ts="", thread_ts=None, user=user.id
    )
    if taken is not None:
        services.store.mark(event, State.DONE)
    return taken is not None


CHECKING_LISTENERS: Listeners = (
    ("shortcut", "check_quote", on_check_message),
    ("shortcut", "check_quotes", on_check_form),
    ("action", Action.CHECK_QUOTES, on_check_form),
    ("view", Form.CHECK_QUOTES, on_check_submitted),
    ("action", Action.CHECK_FILE, on_check_file),
    ("action", Action.KEEP_FILE, on_keep_file),
)
