"""The slash command: a private question, help, or the list of what is held."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.slack.access import asker_of
from bot.slack.message_text import typed_text
from bot.slack.services import Asking, Desk
from bot.slack.state.answers import Entry

__all__ = ["register_commands"]

COMMAND = "/findings"


def register_commands(app: AsyncApp, desk: Desk) -> None:
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
                Asking(
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
