"""Admins' Home: its filters and pages, the index made again, the last runs, the bin."""

import asyncio
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import new_reference
from bot.slack.access import asker_of
from bot.slack.admin.audit_view import A_PAGE, audit_view
from bot.slack.admin.document_view import bin_view
from bot.slack.admin.middleware import admins_only, fill, show, turn
from bot.slack.blocks import Block, Manage, notice, several
from bot.slack.home import chart_message, publish_home, read_choice, refilter, runs_view, use_of
from bot.slack.services import Services
from index.errors import FindingsError
from index.storage import read_runs

Json = dict[str, Any]
_FILTERS = (Manage.AUTHORITY, Manage.KIND, Manage.WARNINGS, Manage.PAGE)


def register_managing(app: AsyncApp, desk: Services) -> None:
    """Listen to what stands on admins' Home."""
    admins = [admins_only(desk)]

    async def on_filter(ack: AsyncAck, body: Json) -> None:
        await ack()
        choice = refilter(read_choice(body.get("view")), body["actions"][0])
        desk.start(publish_home(desk, asker_of(body), choice=choice))

    for name in _FILTERS:
        app.action(several(name), middleware=admins)(on_filter)

    @app.action(Manage.REINDEX, middleware=admins)
    async def on_reindex(ack: AsyncAck, body: Json) -> None:
        await ack()
        asker = asker_of(body)
        desk.reindexer.request(actor=asker.user, why="asked for on Home")
        await asyncio.sleep(0)  # the run begins, and says so
        desk.start(publish_home(desk, asker, view=body.get("view")))

    @app.action(Manage.RUNS, middleware=admins)
    async def on_runs(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()

        async def view() -> Block:
            return runs_view(await asyncio.to_thread(read_runs, desk.settings.index, limit=60))

        await show(client, body, view())

    @app.action(several(Manage.AUDIT), middleware=admins)
    async def on_audit(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        page = _page(body)

        async def view() -> Block:
            upto = (page + 1) * A_PAGE
            entries = await asyncio.to_thread(desk.audit.entries, limit=upto + 1)
            return audit_view(entries[page * A_PAGE : upto], page=page, further=len(entries) > upto)

        await turn(client, body, view())

    @app.action(several(Manage.BIN), middleware=admins)
    async def on_bin(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        page = _page(body)

        async def view() -> Block:
            return bin_view(await asyncio.to_thread(desk.librarian.binned), page=page)

        await turn(client, body, view())

    @app.action(several(Manage.RESTORE), middleware=admins)
    async def on_restore(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)
        bin_id = str(body["actions"][0].get("value") or "")

        async def view() -> Block:
            try:
                path = await asyncio.to_thread(desk.librarian.restore, bin_id, actor=asker.user)
                desk.reindexer.request(actor=asker.user, why=f"restored {path}")
                note = f"✓ {path} is back. It answers again within a few seconds."
            except FindingsError as error:
                note = f"⚠ {error}"
            return bin_view(await asyncio.to_thread(desk.librarian.binned), note=note)

        await fill(client, body["view"], view())
        await publish_home(desk, asker)

    @app.action(Manage.CHART, middleware=admins)
    async def on_chart(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        asker = asker_of(body)

        async def view() -> Block:
            picture = await desk.charting.current(desk.courier.client)
            use = await asyncio.to_thread(use_of, desk.usage, picture=picture)
            await desk.courier.post(asker.user, [chart_message(use)], mark=f"n:{new_reference()}")
            return notice("Chart", "The chart is in your messages with me (Messages tab).")

        await show(client, body, view())

    @app.action(Manage.LINK)
    async def on_link(ack: AsyncAck) -> None:
        await ack()


def _page(body: Json) -> int:
    value = str(body["actions"][0].get("value") or "0")
    return min(int(value), 100_000) if value.isdecimal() else 0
