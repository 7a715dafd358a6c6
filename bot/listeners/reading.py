"""Clicks that show more of what was found: in context, more passages, quote, elsewhere. All open modals, seen by
the clicker."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.blocks.forms import metadata, notice
from bot.blocks.names import Action, read_value, several
from bot.blocks.readings import more_view, quote_view
from bot.blocks.text import Block
from bot.desk import Desk
from bot.library_view import context_of, find_cited, walk
from bot.listeners.clicked import EXPIRED, Click, read_click
from bot.models import Evidence
from bot.shelf import Open, passage_by_mark, passages_by
from bot.stored_answers import citation_at, elsewhere_at, mark, restore_place, restore_places
from index.models import Citation

__all__ = ["register_reading"]

Json = dict[str, Any]
REPLACED = "The report has been replaced since. This is the same place in the version that is held now."
GONE = (
    "The report has been removed or rewritten since this answer; the passage is not in the library any more. "
    "Please ask again."
)


def register_reading(app: AsyncApp, desk: Desk) -> None:
    """Listen to the buttons that open passages."""

    async def show(client: AsyncWebClient, click: Click, view: Block) -> None:
        if click.view is not None and click.view.get("type") == "modal":
            await client.views_push(trigger_id=click.trigger, view=view)
        else:
            await client.views_open(trigger_id=click.trigger, view=view)

    async def refused(client: AsyncWebClient, click: Click) -> bool:
        reason = await desk.insiders.reason_against(click.asker)
        if reason is not None:
            await show(client, click, notice("Findings", reason))
        return reason is not None

    @app.action(several(Action.CONTEXT))
    async def on_context(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        if await refused(client, click):
            return None
        kept = desk.store.answer(click.answer)
        if kept is None:
            return await show(client, click, notice("In context", EXPIRED))

        def view(held: Open) -> Block:
            evidence = restore_place(kept.body, click.place, passages_by(held.library))
            return _evidence_in_context(held, evidence, citation_at(kept.body, click.place))

        return await show(client, click, await desk.shelf.look(view))

    @app.action(several(Action.ELSEWHERE))
    async def on_elsewhere(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        if await refused(client, click):
            return None
        kept = desk.store.answer(click.answer)
        if kept is None:
            return await show(client, click, notice("In context", EXPIRED))
        citation = elsewhere_at(kept.body, click.place)
        return await show(client, click, await desk.shelf.look(lambda held: _cited(held, citation, note="")))

    @app.action(several(Action.WALK))
    async def on_walk(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = body["view"]
        state, direction = metadata(view), str(body["actions"][0].get("value"))

        def further(held: Open) -> Block:
            document = held.library.document(str(state.get("d")))
            made = None
            if document is not None:
                made = walk(
                    held.library,
                    document,
                    str(state.get("h")),
                    int(state.get("f", 0)),
                    int(state.get("l", 0)),
                    direction=direction,
                )
            return made or notice("In context", GONE)

        made = await desk.shelf.look(further)
        await client.views_update(view_id=view["id"], hash=view["hash"], view=made)

    @app.action(Action.MORE)
    async def on_more(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        if not await refused(client, click):
            await show(client, click, await _more(desk, click.answer, 0))

    @app.action(several(Action.PAGE))
    async def on_page(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        value = read_value(body["actions"][0].get("value"))
        view = await _more(desk, str(value.get("a")), int(value.get("n", 0)))
        await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)

    @app.action(several(Action.QUOTE))
    async def on_quote(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        if await refused(client, click):
            return None
        kept = desk.store.answer(click.answer)
        if kept is None:
            return await show(client, click, notice("Quote", EXPIRED))
        evidence = await desk.shelf.look(lambda held: restore_place(kept.body, click.place, passages_by(held.library)))
        return await show(client, click, notice("Quote", GONE) if evidence is None else quote_view(evidence))


async def _more(desk: Desk, answer: str, page: int) -> Block:
    kept = desk.store.answer(answer)
    if kept is None:
        return notice("More passages", EXPIRED)
    found = await desk.shelf.look(lambda held: restore_places(kept.body, passages_by(held.library)))
    return more_view(answer, found, page=page) if found else notice("More passages", GONE)


def _evidence_in_context(held: Open, evidence: Evidence | None, citation: Citation | None) -> Block:
    if evidence is None:
        return _cited(held, citation, note=REPLACED)
    found = held.library.find(evidence.passage_id) if evidence.passage_id else None
    found = found or passage_by_mark(held.library, evidence.citation.document, mark(evidence.text))
    if found is None:
        return _cited(held, evidence.citation, note=REPLACED)
    document, passage = found
    return context_of(held.library, document, passage, highlights=evidence.highlights, newer=evidence.superseded_by)


def _cited(held: Open, citation: Citation | None, *, note: str) -> Block:
    found = None if citation is None else find_cited(held.library, citation)
    return notice("In context", GONE) if found is None else context_of(held.library, *found, note=note)
