"""The shortcuts and the modal that they open: a question with filters, answered to the person alone."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, asker_of
from bot.slack.blocks import Action, Form, ask_form, notice, read_form, several
from bot.slack.interaction import after_ack
from bot.slack.library_view import held_for
from bot.slack.message_text import typed_text
from bot.slack.questions import QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry

Json = dict[str, Any]


def register_asking(app: AsyncApp, desk: Services) -> None:
    """Listen to the shortcuts, to the buttons on Home that ask, and to the modal."""

    async def open_form(client: AsyncWebClient, body: Json, question: str = "") -> None:
        if (reason := await desk.insiders.reason_against(asker_of(body))) is not None:
            await client.views_open(trigger_id=body["trigger_id"], view=notice("Findings", reason))
            return
        held = await desk.shelf.look(lambda open_: held_for(open_.library, None))
        await client.views_open(trigger_id=body["trigger_id"], view=ask_form(held, question=question))

    @app.shortcut("ask_reports")
    async def on_global(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await open_form(client, body)

    @app.shortcut("ask_about_this")
    async def on_message(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await open_form(client, body, typed_text(body.get("message", {}).get("text") or ""))

    @app.action(Action.ASK)
    async def on_ask(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await open_form(client, body)

    @app.action(several(Action.EXAMPLE))
    async def on_example(ack: AsyncAck, body: Json) -> None:
        taken = take(f"example-{body['trigger_id']}", asker_of(body))
        await ack()
        if taken is not None:
            begin(QuestionRequest(text=body["actions"][0]["value"], **taken))

    @app.view(Form.ASK)
    async def on_submit(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        question, filters = read_form(view)
        taken = take(f"form-{view['id']}-{view['hash']}", asker_of(body))
        await ack(
            response_action="update",
            view=notice("Ask the reports", "I am searching. The answer comes to your messages with me."),
        )
        if taken is not None:
            begin(QuestionRequest(text=question, filters=filters, **taken), view_id=view["id"], client=client)

    def take(event: str, asker: SlackUser) -> Json | None:
        """Take what was asked before it is acknowledged, so that a crash does not lose it without a word."""
        answer = desk.store.claim(
            event, entry=Entry.SHORTCUT, channel=asker.user, ts="", thread_ts=None, user=asker.user
        )
        if answer is None:
            return None
        return {
            "asker": asker,
            "entry": Entry.SHORTCUT,
            "channel": asker.user,
            "answer": answer,
            "event": event,
            "show_question": True,
        }

    def begin(asking: QuestionRequest, *, view_id: str | None = None, client: AsyncWebClient | None = None) -> None:
        async def work() -> None:
            await desk.ask(asking)
            if view_id is not None and client is not None:
                await after_ack()
                text = "The answer is in your messages with me (Messages tab)."
                await client.views_update(view_id=view_id, view=notice("Ask the reports", text))

        desk.start(desk.guarded(work(), asking.asker))


COMMAND = "/findings"


def register_commands(app: AsyncApp, desk: Services) -> None:
    """Listen to the command."""

    @app.command(COMMAND)
    async def on_command(ack: AsyncAck, command: dict[str, Any], body: dict[str, Any]) -> None:
        event = f"command-{command['trigger_id']}"
        asker = asker_of(body)
        answer = desk.store.claim(
            event,
            entry=Entry.COMMAND,
            channel=command["channel_id"],
            ts="",
            thread_ts=None,
            user=asker.user,
            response_url=command["response_url"],
        )
        await ack()
        if answer is not None:
            desk.begin(
                QuestionRequest(
                    text=typed_text(command.get("text") or ""),
                    asker=asker,
                    entry=Entry.COMMAND,
                    channel=command["channel_id"],
                    answer=answer,
                    event=event,
                    response_url=command["response_url"],
                    show_question=True,
                )
            )
