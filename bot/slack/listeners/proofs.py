"""Clicks that prove a passage: its page as a picture, and what later papers say on it; for the clicker alone."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.admin import show
from bot.slack.blocks import PAGE_TITLE, Action, notice, several
from bot.slack.evidence import PagePictures, send_page, show_grades, show_later, show_page
from bot.slack.interaction import Click, Listeners, read_click
from bot.slack.services import Services
from index.errors import FindingsError

Json = dict[str, Any]


async def on_see_page(
    ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services, pictures: PagePictures
) -> None:
    """Show the page of a passage, with the passage marked."""
    await ack()
    await show(client, body, show_page(services, pictures, read_click(body)))


async def on_page_to_messages(
    ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services, pictures: PagePictures
) -> None:
    """Send the page of a passage to the messages of whoever clicked."""
    await ack()
    click = read_click(body)
    services.tasks.start_for(click.user, _send_page(services, pictures, client, click, str(body["view"]["id"])))


async def on_tested_later(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show what later papers of the same council say on a point."""
    await ack()
    await show(client, body, show_later(services, read_click(body)))


async def on_grades(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the grades of an answer's councils over all their inspections."""
    await ack()
    await show(client, body, show_grades(services, read_click(body)))


async def _send_page(
    services: Services, pictures: PagePictures, client: AsyncWebClient, click: Click, view: str
) -> None:
    try:
        said = await send_page(services, pictures, click)
    except FindingsError as error:
        said = str(error)
    await client.views_update(view_id=view, view=notice(PAGE_TITLE, said))


PROOF_LISTENERS: Listeners = (
    ("choice", Action.SEE_PAGE, on_see_page),
    ("action", several(Action.PAGE_TO_MESSAGES), on_page_to_messages),
    ("choice", Action.TESTED_LATER, on_tested_later),
    ("choice", Action.GRADES, on_grades),
)
