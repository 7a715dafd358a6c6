"""The shortcuts and the modal that they open: a question with filters, answered to the person alone."""

import uuid
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answer_store import Entry
from bot.blocks.forms import ask_form, notice, read_form
from bot.blocks.names import Action, Form, several
from bot.desk import Asking, Desk
from bot.insiders import Asker, asker_of
from bot.library_view import held_for
from bot.listeners.clicked import settle
from bot.listeners.incoming import typed_text

__all__ = ["register_asking"]

Json = dict[str, Any]


def register_asking(app: AsyncApp, desk: Desk) -> None:
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
        await ack()
        begin(asker_of(body), Asking(text=body["actions"][0]["value"], **_private(asker_of(body))))

    @app.view(Form.ASK)
    async def on_submit(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        question, filters = read_form(view)
        await ack(
            response_action="update",
            view=notice("Ask the reports", "I am searching. The answer comes to your messages with me."),
        )
        asker = asker_of(body)
        begin(asker, Asking(text=question, filters=filters, **_private(asker)), view_id=view["id"], client=client)

    def begin(
        asker: Asker, asking: Asking, *, view_id: str | None = None, client: AsyncWebClient | None = None
    ) -> None:
        async def work() -> None:
            await desk.ask(asking)
            if view_id is not None and client is not None:
                await settle()
                text = "The answer is in your messages with me (Messages tab)."
                await client.views_update(view_id=view_id, view=notice("Ask the reports", text))

        desk.start(desk.guarded(work(), asker))


def _private(asker: Asker) -> Json:
    return {
        "asker": asker,
        "entry": Entry.SHORTCUT,
        "channel": asker.user,
        "answer": uuid.uuid4().hex[:20],
        "show_question": True,
    }
