"""The list of bad feedback, as admins work through it."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.records import Act
from bot.slack.access import user_of
from bot.slack.admin.feedback_view import feedback_view, read_done, read_turn
from bot.slack.blocks import Block, Manage, several
from bot.slack.home import HomePublisher
from bot.slack.interaction import Json, Listeners, clicked_value, fill, turn
from bot.slack.services import Services
from bot.slack.state import complaints, set_done


async def on_feedback_list(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a page of the list."""
    all_of_it, page = read_turn(clicked_value(body))
    await turn(client, body, _listed(services, page=page, all_of_it=all_of_it))


async def on_feedback_done(body: Json, client: AsyncWebClient, services: Services, home: HomePublisher) -> None:
    """Tick off a complaint, or take that back."""
    user = user_of(body)
    identity, done, all_of_it = read_done(clicked_value(body))

    async def work() -> Block:
        known = await asyncio.to_thread(set_done, services.settings.state, identity, done=done)
        outcome, detail = "done" if known else "failed", "done" if done else "not done after all"
        await services.audit.note(Act.FEEDBACK, actor=user.id, subject=identity, outcome=outcome, detail=detail)
        return await _listed(services, page=0, all_of_it=all_of_it)

    await fill(client, body["view"], work())
    await home.publish(user)


async def _listed(services: Services, *, page: int, all_of_it: bool) -> Block:
    held = await asyncio.to_thread(complaints, services.settings.state)
    return feedback_view(held, page=page, all_of_it=all_of_it)


BAD_FEEDBACK_LISTENERS: Listeners = (
    ("action", several(Manage.FEEDBACK), on_feedback_list),
    ("action", several(Manage.FEEDBACK_DONE), on_feedback_done),
)
