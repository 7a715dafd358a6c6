"""Clicks that show more of what was found: in context, more passages, quote, elsewhere; modals for the clicker."""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import MatchKind, RestoredEvidence, elsewhere_at, restore_places
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
    several,
)
from bot.slack.files import send_original
from bot.slack.interaction import (
    GONE,
    Click,
    Json,
    Listeners,
    clicked_answer,
    clicked_passage,
    clicked_value,
    fill,
    read_click,
    show,
    whisper_outcome,
)
from bot.slack.library_view import context_of, walk
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from index.models import Document

IN_CONTEXT, MORE = "In context", "More passages"
CHANGED = "The report has been replaced since this was opened. Close it and open the passage again from its answer."
SENT = "The report is in your messages with me (Messages tab)."
NOTES = {
    MatchKind.SAME: "",
    MatchKind.SAME_WORDS: "The report has been replaced since this answer; the passage reads the same in the new one.",
    MatchKind.OTHER_WORDS: "The report has been replaced since this answer, and reads otherwise now. This is the same "
    "place in the new one.",
}


async def on_context(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a passage among its neighbours."""
    await show(client, body, clicked_passage(services, read_click(body), _in_context), title=IN_CONTEXT)


async def on_elsewhere(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a passage of another report that answers what this one does not."""
    await show(client, body, _cited_elsewhere(services, read_click(body)), title=IN_CONTEXT)


async def on_walk(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show earlier or later passages in the modal."""
    view = body["view"]
    state, direction = metadata(view), clicked_value(body)

    def further(held: Snapshot) -> Block:
        document = held.library.document(str(state.get("d")))
        if document is None:
            return notice(IN_CONTEXT, GONE)
        first, last = int(state.get("f", 0)), int(state.get("l", 0))
        made = walk(held.library, document, str(state.get("h")), first, last, direction=direction)
        return made or notice(IN_CONTEXT, CHANGED)

    await fill(client, view, services.searchers.look(further), title=IN_CONTEXT)


async def on_more(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the passages of an answer beyond those that its message shows."""
    await show(client, body, _more(services, read_click(body), 0), title=MORE)


async def on_page(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show another page of all passages."""
    click = read_click(body)
    await fill(client, body["view"], _more(services, click, click.place), title=MORE)


async def on_quote(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show the exact words with their citation, to be copied."""
    quoting = clicked_passage(
        services, read_click(body), lambda _, again: quote_view(again.evidence, note=NOTES[again.standing])
    )
    await show(client, body, quoting, title="Quote")


async def on_actions(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show every action on a passage, where its menu has no room for all."""
    click = read_click(body)

    def offered(_: Snapshot, again: RestoredEvidence) -> Block:
        cited = citation_line(again.evidence.citation, voice=False)
        return passage_actions_view(again.evidence, click.place, click.answer, cited=cited)

    await show(client, body, clicked_passage(services, click, offered), title=ACTIONS_TITLE)


async def on_original(body: Json, services: Services) -> None:
    """Send the report that a passage stands in to whoever clicked; one with a public address opens without this."""
    click = read_click(body)
    services.tasks.start_for(click.user, whisper_outcome(services, click, _send_original(services, click)))


async def _send_original(services: Services, click: Click) -> str | None:
    def find(held: Snapshot, again: RestoredEvidence) -> tuple[Evidence, Document] | None:
        document = held.library.document(again.evidence.citation.document)
        return None if document is None else (again.evidence, document)

    evidence, document = await clicked_passage(services, click, find)
    if original_address(evidence) is not None:
        return None
    note = f"The passage stands at {place}." if (place := place_in(evidence.citation)) else ""
    await send_original(services.messenger, services.settings.documents, document, to=click.user.id, note=note)
    return SENT if click.where.channel != services.messenger.channel_of(click.user.id) else None


async def on_read() -> None:
    """Close a modal that was only read."""


async def _more(services: Services, click: Click, page: int) -> Block:
    kept, seen = clicked_answer(services, click), _seen(click.value)
    found = await services.searchers.look(lambda held: restore_places(kept.body, held.resolver))
    further = [(place, again) for place, again in found if place not in seen]
    if not further:
        return notice(MORE, GONE)
    every = set(range(len(kept.body["evidence"]) + len(kept.body["more"]))) - seen
    notes = {place: NOTES[again.standing] for place, again in further}
    passages = [(place, again.evidence) for place, again in further]
    return more_view(click.answer, passages, page=page, notes=notes, of=len(every), seen=sorted(seen))


def _seen(value: Mapping[str, Any]) -> frozenset[int]:
    """Read which passages stand in the message already."""
    places = value.get("s")
    return frozenset(place for place in places if isinstance(place, int)) if isinstance(places, list) else frozenset()


def _in_context(held: Snapshot, again: RestoredEvidence) -> Block | None:
    found, evidence = held.library.find(again.evidence.passage_id), again.evidence
    if found is None:
        return None
    newer, note = evidence.superseded_by, NOTES[again.standing]
    return context_of(held.library, *found, highlights=evidence.highlights, newer=newer, note=note)


async def _cited_elsewhere(services: Services, click: Click) -> Block:
    citation = elsewhere_at(clicked_answer(services, click).body, click.place)

    def cited(held: Snapshot) -> Block:
        place = None if citation is None else held.resolver.cited(citation)
        return notice(IN_CONTEXT, GONE) if place is None else context_of(held.library, place.document, place.passage)

    return await services.searchers.look(cited)


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
