"""Packs: collect a passage, see and order what one has collected, make a Word document of it."""

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
from bot.slack.blocks import (
    PACK_TITLE,
    Action,
    Form,
    collected_message,
    notice,
    read_pack_act,
    read_pack_form,
    several,
)
from bot.slack.evidence import change_pack, collect, make_pack, pack_window
from bot.slack.interaction import Json, Listeners, clicked_value, fill, open_modal, read_click, show
from bot.slack.services import Services

EMPTIED = "Your pack is empty now; nothing of it is kept."


async def on_collect(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Put a passage into the clicker's pack."""
    click = read_click(body)
    said = await collect(services, click)
    where, message = click.where, collected_message(said)
    if where.response_url is not None:
        await services.messenger.respond(where.response_url, message)
    elif where.channel:
        await services.messenger.whisper(where.channel, click.user.id, message, thread_ts=where.thread_ts)
    else:
        await open_modal(client, body, await pack_window(services, click.user.id, note=said))


async def on_pack(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the clicker's pack."""
    await show(client, body, pack_window(services, user_of(body).id))


async def on_pack_item(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Move a passage of the pack, put it under the next question, or take it out."""
    user = user_of(body).id
    change_pack(services, user, *read_pack_act(clicked_value(body)))
    await client.views_update(view_id=body["view"]["id"], view=await pack_window(services, user))


async def on_pack_clear(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Delete the clicker's pack."""
    services.packs.clear(user_of(body).id)
    await client.views_update(view_id=body["view"]["id"], view=notice(PACK_TITLE, EMPTIED))


async def on_pack_submitted(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services) -> None:
    """Make the Word document."""
    await ack(response_action="update", view=notice(PACK_TITLE, "I am making the document…"))
    user = user_of(body)
    making = make_pack(services, user.id, read_pack_form(view))
    services.tasks.start_for(user, fill(client, view, making, settled=True, title=PACK_TITLE))


COLLECTING_LISTENERS: Listeners = (
    ("choice", Action.COLLECT, on_collect),
    ("action", Action.PACK, on_pack),
    ("action", several(Action.PACK_ITEM), on_pack_item),
    ("action", Action.PACK_CLEAR, on_pack_clear),
    ("view", Form.PACK, on_pack_submitted),
)
