"""Clicks that show more of what was found: in context, more passages, quote, elsewhere. All open modals, seen by
the clicker."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import (
    MatchKind,
    PassageResolver,
    ResolvedPassage,
    RestoredEvidence,
    elsewhere_at,
    restore_place,
    restore_places,
)
from bot.slack.blocks import Action, Block, metadata, more_view, notice, quote_view, read_value, several
from bot.slack.interaction import EXPIRED, Click, read_click
from bot.slack.library_view import context_of, walk
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from index.models import Citation

Json = dict[str, Any]
GONE = (
    "The report has been removed since this answer, or replaced by one without this passage. Please ask again, to "
    "search what is held now."
)
CHANGED = "The report has been replaced since this was opened. Close it and open the passage again from its answer."
NOTES = {
    MatchKind.SAME: "",
    MatchKind.SAME_WORDS: "The report has been replaced since this answer; the passage reads the same in the new one.",
    MatchKind.OTHER_WORDS: "The report has been replaced since this answer, and reads otherwise now. This is the same "
    "place in the new one.",
}


def register_reading(app: AsyncApp, desk: Services) -> None:
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

        def view(held: Snapshot) -> Block:
            return _in_context(held, restore_place(kept.body, click.place, PassageResolver(held.library)))

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
        return await show(client, click, await desk.shelf.look(lambda held: _cited(held, citation)))

    @app.action(several(Action.WALK))
    async def on_walk(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        view = body["view"]
        state, direction = metadata(view), str(body["actions"][0].get("value"))

        def further(held: Snapshot) -> Block:
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
            return made or notice("In context", GONE if document is None else CHANGED)

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
        again = await desk.shelf.look(lambda held: restore_place(kept.body, click.place, PassageResolver(held.library)))
        if again is None:
            return await show(client, click, notice("Quote", GONE))
        return await show(client, click, quote_view(again.evidence, note=NOTES[again.standing]))


async def _more(desk: Services, answer: str, page: int) -> Block:
    kept = desk.store.answer(answer)
    if kept is None:
        return notice("More passages", EXPIRED)
    found = await desk.shelf.look(lambda held: restore_places(kept.body, PassageResolver(held.library)))
    if not found:
        return notice("More passages", GONE)
    every = len(kept.body["evidence"]) + len(kept.body["more"])
    notes = {place: NOTES[again.standing] for place, again in found}
    return more_view(answer, [(place, again.evidence) for place, again in found], page=page, notes=notes, of=every)


def _in_context(held: Snapshot, again: RestoredEvidence | None) -> Block:
    found = None if again is None else held.library.find(again.evidence.passage_id)
    if again is None or found is None:
        return notice("In context", GONE)
    evidence = again.evidence
    note = NOTES[again.standing]
    newer = evidence.superseded_by
    return context_of(held.library, *found, highlights=evidence.highlights, newer=newer, note=note)


def _cited(held: Snapshot, citation: Citation | None) -> Block:
    place: ResolvedPassage | None = None if citation is None else PassageResolver(held.library).cited(citation)
    return notice("In context", GONE) if place is None else context_of(held.library, place.document, place.passage)
