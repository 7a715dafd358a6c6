"""The list of bad feedback, as admins work through it."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.records import Act
from bot.slack.access import asker_of
from bot.slack.admin.feedback_view import feedback_view, read_done, read_turn
from bot.slack.admin.middleware import admins_only, fill, turn
from bot.slack.blocks import Block, Manage, several
from bot.slack.home import publish_home
from bot.slack.services import Services
from bot.slack.state import complaints, set_done

Json = dict[str, Any]


def register_managing_feedback(app: AsyncApp, desk: Services) -> None:
    """Listen to the list of bad feedback."""
    admins = [admins_only(desk)]

    async def listed(*, page: int, all_of_it: bool) -> Block:
        held = await asyncio.to_thread(complaints, desk.settings.state)
        return feedback_view(held, page=page, all_of_it=all_of_it)

    @app.action(several(Manage.FEEDBACK), middleware=admins)
    async def on_feedback(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        action = body["actions"][0]
        value = str((action.get("selected_option") or {}).get("value") or action.get("value") or "")
        all_of_it, page = read_turn(value)
        await turn(client, body, listed(page=page, all_of_it=all_of_it))

    @app.action(several(Manage.FEEDBACK_DONE), middleware=admins)
    async def on_done(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)
        identity, done, all_of_it = read_done(str(body["actions"][0].get("value") or ""))

        async def work() -> Block:
            known = await asyncio.to_thread(set_done, desk.settings.state, identity, done=done)
            detail = "done" if done else "not done after all"
            outcome = "done" if known else "failed"
            await asyncio.to_thread(
                desk.audit.write, Act.FEEDBACK, actor=asker.user, subject=identity, outcome=outcome, detail=detail
            )
            return await listed(page=0, all_of_it=all_of_it)

        await fill(client, body["view"], work())
        await publish_home(desk, asker)
