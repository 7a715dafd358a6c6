"""Clicks that show more of what was found: in context, more passages, quote, elsewhere; modals for the clicker."""

from collections.abc import Mapping
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
from bot.labels import citation_line
from bot.labels import place as place_in
from bot.models import Evidence
from bot.slack.blocks import (
    ACTIONS_TITLE,
    Action,
    Block,
    Form,
    metadata,
    more_view,
    notice,
    original_address,
    passage_actions_view,
    quote_view,
    read_value,
    several,
)
from bot.slack.files import send_original
from bot.slack.interaction import EXPIRED, GONE, Click, Listeners, clicked_value, open_modal, read_click, whisper_to
from bot.slack.library_view import context_of, walk
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from index.errors import FindingsError
from index.models import Citation, Document

Json = dict[str, Any]
CHANGED = "The report has been replaced since this was opened. Close it and open the passage again from its answer."
SENT = "The report is in your messages with me (Messages tab)."
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
    """Show the passages of an answer beyond those that its message shows."""
    await ack()
    click = read_click(body)
    await open_modal(client, body, await _more(services, click.answer, 0, _seen(click.value)))


async def on_page(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show another page of all passages."""
    await ack()
    value = read_value(clicked_value(body))
    view = await _more(services, str(value.get("a")), int(value.get("n", 0)), _seen(value))
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


async def on_actions(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show every action on a passage, where its menu has no room for all."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    view = notice(ACTIONS_TITLE, EXPIRED)
    if kept is not None:
        again = await services.searchers.look(lambda held: restore_place(kept.body, click.place, held.resolver))
        view = notice(ACTIONS_TITLE, GONE)
        if again is not None:
            cited = citation_line(again.evidence.citation, voice=False)
            view = passage_actions_view(again.evidence, click.place, click.answer, cited=cited)
    await open_modal(client, body, view)


async def on_original(ack: AsyncAck, body: Json, services: Services) -> None:
    """Send the report that a passage stands in to whoever clicked; one with a public address opens without this."""
    await ack()
    click = read_click(body)
    services.tasks.start_for(click.user, _send_original(services, click))


async def _send_original(services: Services, click: Click) -> None:
    kept = services.store.answer(click.answer)
    if kept is None:
        await whisper_to(services.messenger, click.user, click.where, EXPIRED)
        return

    def find(held: Snapshot) -> tuple[Evidence, Document] | None:
        again = restore_place(kept.body, click.place, held.resolver)
        document = None if again is None else held.library.document(again.evidence.citation.document)
        return None if again is None or document is None else (again.evidence, document)

    found = await services.searchers.look(find)
    if found is None:
        await whisper_to(services.messenger, click.user, click.where, GONE)
        return
    evidence, document = found
    if original_address(evidence) is not None:
        return
    note = f"The passage stands at {place}." if (place := place_in(evidence.citation)) else ""
    try:
        folder = services.settings.documents
        await send_original(services.messenger, folder, document, to=click.user.id, note=note)
        said = SENT
    except FindingsError as error:
        said = str(error)
    if click.where.channel != services.messenger.channel_of(click.user.id) or said is not SENT:
        await whisper_to(services.messenger, click.user, click.where, said)


async def on_read(ack: AsyncAck) -> None:
    """Close a modal that was only read."""
    await ack()


async def _more(services: Services, answer: str, page: int, seen: frozenset[int]) -> Block:
    kept = services.store.answer(answer)
    if kept is None:
        return notice("More passages", EXPIRED)
    found = await services.searchers.look(lambda held: restore_places(kept.body, held.resolver))
    further = [(place, again) for place, again in found if place not in seen]
    if not further:
        return notice("More passages", GONE)
    every = set(range(len(kept.body["evidence"]) + len(kept.body["more"]))) - seen
    notes = {place: NOTES[again.standing] for place, again in further}
    passages = [(place, again.evidence) for place, again in further]
    return more_view(answer, passages, page=page, notes=notes, of=len(every), seen=sorted(seen))


def _seen(value: Mapping[str, Any]) -> frozenset[int]:
    """Read which passages stand in the message already."""
    places = value.get("s")
    return frozenset(place for place in places if isinstance(place, int)) if isinstance(places, list) else frozenset()


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
    ("choice", Action.CONTEXT, on_context),
    ("action", several(Action.ELSEWHERE), on_elsewhere),
    ("action", several(Action.WALK), on_walk),
    ("action", Action.MORE, on_more),
    ("action", several(Action.PAGE), on_page),
    ("choice", Action.QUOTE, on_quote),
    ("choice", Action.ACTIONS, on_actions),
    ("choice", Action.ORIGINAL, on_original),
    ("view", Form.READ, on_read),
)
