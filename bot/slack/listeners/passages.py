"""Clicks that show more of what was found: in context, more passages, quote, elsewhere; modals for the clicker."""

from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import (
    MatchKind,
    ResolvedPassage,
    RestoredEvidence,
    elsewhere_at,
    restore_place,
    restore_places,
)
from bot.slack.blocks import Action, Block, Form, metadata, more_view, notice, quote_view, read_value, several
from bot.slack.interaction import EXPIRED, Listeners, clicked_value, open_modal, read_click
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


async def on_context(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a passage among its neighbours."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    view = notice("In context", EXPIRED)
    if kept is not None:
        view = await services.searchers.look(
            lambda held: _in_context(held, restore_place(kept.body, click.place, held.resolver))
        )
    await open_modal(client, body, view)


async def on_elsewhere(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a passage of another report that answers what this one does not."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    view = notice("In context", EXPIRED)
    if kept is not None:
        citation = elsewhere_at(kept.body, click.place)
        view = await services.searchers.look(lambda held: _cited(held, citation))
    await open_modal(client, body, view)


async def on_walk(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show earlier or later passages in the modal."""
    await ack()
    view = body["view"]
    state, direction = metadata(view), clicked_value(body)

    def further(held: Snapshot) -> Block:
        document = held.library.document(str(state.get("d")))
        if document is None:
            return notice("In context", GONE)
        first, last = int(state.get("f", 0)), int(state.get("l", 0))
        made = walk(held.library, document, str(state.get("h")), first, last, direction=direction)
        return made or notice("In context", CHANGED)

    made = await services.searchers.look(further)
    await client.views_update(view_id=view["id"], hash=view["hash"], view=made)


async def on_more(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show all passages of an answer."""
    await ack()
    await open_modal(client, body, await _more(services, read_click(body).answer, 0))


async def on_page(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show another page of all passages."""
    await ack()
    value = read_value(clicked_value(body))
    view = await _more(services, str(value.get("a")), int(value.get("n", 0)))
    await client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)


async def on_quote(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the exact words with their citation, to be copied."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    view = notice("Quote", EXPIRED)
    if kept is not None:
        again = await services.searchers.look(lambda held: restore_place(kept.body, click.place, held.resolver))
        view = notice("Quote", GONE) if again is None else quote_view(again.evidence, note=NOTES[again.standing])
    await open_modal(client, body, view)


async def on_read(ack: AsyncAck) -> None:
    """Close a modal that was only read."""
    await ack()


async def _more(services: Services, answer: str, page: int) -> Block:
    kept = services.store.answer(answer)
    if kept is None:
        return notice("More passages", EXPIRED)
    found = await services.searchers.look(lambda held: restore_places(kept.body, held.resolver))
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
    place: ResolvedPassage | None = None if citation is None else held.resolver.cited(citation)
    return notice("In context", GONE) if place is None else context_of(held.library, place.document, place.passage)


PASSAGE_LISTENERS: Listeners = (
    ("action", several(Action.CONTEXT), on_context),
    ("action", several(Action.ELSEWHERE), on_elsewhere),
    ("action", several(Action.WALK), on_walk),
    ("action", Action.MORE, on_more),
    ("action", several(Action.PAGE), on_page),
    ("action", several(Action.QUOTE), on_quote),
    ("view", Form.READ, on_read),
)
