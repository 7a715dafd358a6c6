"""The shortcuts and the modal that they open: a question with filters, answered to the person alone."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import Action, Block, Form, ask_form, notice, read_form, several
from bot.slack.interaction import Json, Listeners, clicked_value, fill, open_modal
from bot.slack.library_view import held_for
from bot.slack.message_text import typed_text
from bot.slack.questions import QuestionHandler, QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry

TITLE = "Ask the reports"


async def on_ask(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form, from the global shortcut or from Home."""
    await _open_form(client, body, services)


async def on_ask_about_message(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form with the words of a message."""
    await _open_form(client, body, services, typed_text(body.get("message", {}).get("text") or ""))


async def on_example(ack: AsyncAck, body: Json, services: Services, questions: QuestionHandler) -> None:
    """Answer an example on Home."""
    request = _claimed(services, f"example-{body['trigger_id']}", user_of(body), text=clicked_value(body))
    await ack()
    if request is not None:
        questions.begin(request)


async def on_ask_submitted(
    ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services, questions: QuestionHandler
) -> None:
    """Answer the question of the form."""
    question, filters = read_form(view)
    request = _claimed(services, f"form-{view['id']}-{view['hash']}", user_of(body), text=question, filters=filters)
    searching = notice(TITLE, "I am searching. The answer comes to your messages with me.")
    await ack(response_action="update", view=searching)
    if request is not None:
        answering = _answered(request, questions)
        services.tasks.start_for(request.user, fill(client, view, answering, settled=True, title=TITLE))


async def _open_form(client: AsyncWebClient, body: Json, services: Services, question: str = "") -> None:
    held = await services.searchers.look(lambda snapshot: held_for(snapshot.library, None))
    await open_modal(client, body, ask_form(held, question=question))


async def _answered(request: QuestionRequest, questions: QuestionHandler) -> Block:
    await questions.answer(request)
    return notice(TITLE, "The answer is in your messages with me (Messages tab).")


def _claimed(services: Services, event: str, user: SlackUser, **asked: Any) -> QuestionRequest | None:
    """Take what was asked before it is acknowledged, so that a crash does not lose it without a word."""
    answer = services.store.claim(event, entry=Entry.SHORTCUT, channel=user.id, ts="", thread_ts=None, user=user.id)
    if answer is None:
        return None
    return QuestionRequest(
        user=user, entry=Entry.SHORTCUT, channel=user.id, answer=answer, event=event, show_question=True, **asked
    )


SHORTCUT_LISTENERS: Listeners = (
    ("shortcut", "ask_reports", on_ask),
    ("shortcut", "ask_about_this", on_ask_about_message),
    ("action", Action.ASK, on_ask),
    ("action", several(Action.EXAMPLE), on_example),
    ("view", Form.ASK, on_ask_submitted),
)
