"""Standing questions: to follow something of an answer, to see what one follows, and to stop."""

from collections.abc import Awaitable

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
from bot.slack.blocks import FOLLOW_TITLE, Action, Block, Form, notice, read_following, read_offer, several
from bot.slack.evidence import follow, follow_given, follows_view, offer_subjects
from bot.slack.interaction import Json, Listeners, clicked_value, fill, read_click, show
from bot.slack.services import Services


async def on_follow(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Offer what can be followed of an answer."""
    await show(client, body, offer_subjects(services, read_click(body)), title=FOLLOW_TITLE)


async def on_follow_submitted(
    ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services
) -> None:
    """Follow what was ticked."""
    await _begin(ack, body, view, client, services, follow(services, user_of(body).id, read_offer(view)))


async def on_following(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show what somebody follows."""
    await show(client, body, follows_view(services, user_of(body).id))


async def on_following_submitted(
    ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services
) -> None:
    """Follow what was chosen or typed."""
    await _begin(ack, body, view, client, services, follow_given(services, user_of(body).id, *read_following(view)))


async def on_unfollow(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Stop following something."""
    user, view = user_of(body), body["view"]
    gone = services.follows.unfollow(user.id, clicked_value(body))
    note = "You follow it no more; what I knew of it is deleted." if gone else ""
    await client.views_update(view_id=view["id"], view=await follows_view(services, user.id, note=note))


async def _begin(
    ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services, following: Awaitable[str]
) -> None:
    """Acknowledge a form, and show in its place what came of it beside what is followed then."""
    await ack(response_action="update", view=notice(FOLLOW_TITLE, "One moment…"))
    user = user_of(body)

    async def shown() -> Block:
        return await follows_view(services, user.id, note=await following)

    services.tasks.start_for(user, fill(client, view, shown(), settled=True, title=FOLLOW_TITLE))


FOLLOWING_LISTENERS: Listeners = (
    ("choice", Action.FOLLOW, on_follow),
    ("view", Form.FOLLOW, on_follow_submitted),
    ("action", Action.FOLLOWING, on_following),
    ("view", Form.FOLLOWING, on_following_submitted),
    ("action", several(Action.UNFOLLOW), on_unfollow),
)
