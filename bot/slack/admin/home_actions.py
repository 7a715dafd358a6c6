"""Admins' Home: its filters and pages, the index made again, the last runs, the audit, the bin, the chart."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
from bot.slack.admin.audit_view import A_PAGE, audit_view
from bot.slack.admin.document_view import bin_view
from bot.slack.blocks import Block, Manage, notice, several
from bot.slack.home import HomePublisher, chart_message, read_choice, refilter, runs_view, use_of
from bot.slack.interaction import Json, Listeners, clicked_page, clicked_value, fill, show, turn
from bot.slack.services import Services
from index.errors import FindingsError
from index.storage import read_runs


async def on_filter(body: Json, services: Services, home: HomePublisher) -> None:
    """Show another part of the library on Home."""
    choice = refilter(read_choice(body.get("view")), body["actions"][0])
    services.tasks.start(home.publish(user_of(body), choice=choice))


async def on_reindex(body: Json, services: Services, home: HomePublisher) -> None:
    """Have the documents folder looked through now."""
    user = user_of(body)
    services.index_runner.request(actor=user.id, why="asked for on Home")
    await asyncio.sleep(0)  # the run begins, and its state says so
    services.tasks.start(home.publish(user, view=body.get("view")))


async def on_runs(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the last runs of the indexer."""

    async def view() -> Block:
        return runs_view(await asyncio.to_thread(read_runs, services.settings.index, limit=60))

    await show(client, body, view())


async def on_audit(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a page of the audit."""
    page = clicked_page(body)

    async def view() -> Block:
        upto = (page + 1) * A_PAGE
        entries = await asyncio.to_thread(services.audit.entries, limit=upto + 1)
        return audit_view(entries[page * A_PAGE : upto], page=page, further=len(entries) > upto)

    await turn(client, body, view())


async def on_bin(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a page of the bin."""
    page = clicked_page(body)

    async def view() -> Block:
        return bin_view(await asyncio.to_thread(services.library.binned), page=page)

    await turn(client, body, view())


async def on_restore(body: Json, client: AsyncWebClient, services: Services, home: HomePublisher) -> None:
    """Bring a document back from the bin."""
    user = user_of(body)

    async def view() -> Block:
        try:
            path = await asyncio.to_thread(services.library.restore, clicked_value(body), actor=user.id)
            services.index_runner.request(actor=user.id, why=f"restored {path}")
            note = f"✓ {path} is back. It answers again within a few seconds."
        except FindingsError as error:
            note = f"⚠ {error}"
        return bin_view(await asyncio.to_thread(services.library.binned), note=note)

    await fill(client, body["view"], view())
    await home.publish(user)


async def on_chart(body: Json, client: AsyncWebClient, services: Services, home: HomePublisher) -> None:
    """Send the chart of the use to whoever clicked."""

    async def view() -> Block:
        picture = await home.chart.current(services.messenger.client)
        use = await asyncio.to_thread(use_of, services.usage, picture=picture)
        await services.messenger.deliver(user_of(body).id, chart_message(use))
        return notice("Chart", "The chart is in your messages with me (Messages tab).")

    await show(client, body, view())


async def on_link() -> None:
    """Acknowledge a click on a link, which Slack reports too."""


HOME_LISTENERS: Listeners = (
    *(("action", several(name), on_filter) for name in (Manage.AUTHORITY, Manage.KIND, Manage.WARNINGS, Manage.PAGE)),
    ("action", Manage.REINDEX, on_reindex),
    ("action", Manage.RUNS, on_runs),
    ("action", several(Manage.AUDIT), on_audit),
    ("action", several(Manage.BIN), on_bin),
    ("action", several(Manage.RESTORE), on_restore),
    ("action", Manage.CHART, on_chart),
    ("action", Manage.LINK, on_link),
)
