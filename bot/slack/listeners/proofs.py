"""Clicks that prove a passage: its page as a picture, and what later papers say on it; for the clicker alone."""

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.blocks import GRADES_TITLE, LATER_TITLE, PAGE_TITLE, Action, Block, notice, several
from bot.slack.evidence import PagePictures, send_page, show_grades, show_later, show_page
from bot.slack.interaction import Click, Json, Listeners, fill, read_click, show
from bot.slack.services import Services


async def on_see_page(body: Json, client: AsyncWebClient, services: Services, pictures: PagePictures) -> None:
    """Show the page of a passage, with the passage marked."""
    await show(client, body, show_page(services, pictures, read_click(body)), title=PAGE_TITLE)


async def on_page_to_messages(body: Json, client: AsyncWebClient, services: Services, pictures: PagePictures) -> None:
    """Send the page of a passage to the messages of whoever clicked."""
    click = read_click(body)
    sending = _send_page(services, pictures, click)
    services.tasks.start_for(click.user, fill(client, body["view"], sending, settled=True, title=PAGE_TITLE))


async def on_tested_later(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show what later papers of the same council say on a point."""
    await show(client, body, show_later(services, read_click(body)), title=LATER_TITLE)


async def on_grades(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the grades of an answer's councils over all their inspections."""
    await show(client, body, show_grades(services, read_click(body)), title=GRADES_TITLE)


async def _send_page(services: Services, pictures: PagePictures, click: Click) -> Block:
    return notice(PAGE_TITLE, await send_page(services, pictures, click))


PROOF_LISTENERS: Listeners = (
    ("choice", Action.SEE_PAGE, on_see_page),
    ("action", several(Action.PAGE_TO_MESSAGES), on_page_to_messages),
    ("choice", Action.TESTED_LATER, on_tested_later),
    ("choice", Action.GRADES, on_grades),
)
