"""Clicks and modals: what a click carries, where its message stands, and how a modal opens over what was clicked.

Every listener stands in a table of its module: the kind of event, its id, and a flat function. Bolt gives a function
what it names among its parameters; ``services`` and the other open parts are put into Bolt's context for that. What a
function answers is acknowledged before it is called, unless it names ``ack`` to do that itself.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from re import Pattern
from typing import Any, TypeVar

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import RestoredEvidence, restore_place
from bot.logs import log, new_reference
from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import (
    ACTIONS_TITLE,
    Action,
    Block,
    chosen_action,
    failure,
    fault_note,
    notice,
    plain_message,
    read_value,
    several,
)
from bot.slack.messenger import Messenger
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from bot.slack.state import StoredAnswer
from index.errors import FindingsError

T = TypeVar("T")
Json = dict[str, Any]  # what Slack sends
TITLE = "Findings"

PICTURE_LATER = "Slack has not finished with this picture yet. Close this, and click again in a moment."
_AT_ONCE = 1.2  # seconds that a modal may take to be made before one without content is opened
EXPIRED = "I do not have this answer any more: answers are kept for a while only. Please ask again."
GONE = (
    "The report has been removed since this answer, or replaced by one without this passage. Please ask again, to "
    "search what is held now."
)
# "event", "command", "shortcut", "action" or "view"; its id; what is called. A "choice" is an action that a menu offers
# too: a button with this id, or an option that means it.
Listeners = Sequence[tuple[str, str | Pattern[str], Callable[..., Awaitable[None]]]]


def register(app: AsyncApp, listeners: Listeners, *middleware: Callable[..., Awaitable[Any]]) -> None:
    """Register a table of listeners, each behind the same middleware."""
    for kind, identity, call in listeners:
        acknowledged = kind == "event" or "ack" in inspect.signature(call).parameters
        before = [*middleware] if acknowledged else [*middleware, _acknowledge]
        if kind == "choice":
            app.action(several(str(identity)), middleware=before)(call)
            app.action(several(Action.MENU), matchers=[_chosen(str(identity))], middleware=before)(call)
        else:
            getattr(app, kind)(identity, middleware=before)(call)


async def _acknowledge(ack: AsyncAck, next: Callable[[], Awaitable[None]]) -> None:
    await ack()
    await next()


def _chosen(action: str) -> Callable[..., Awaitable[bool]]:
    async def means(body: dict[str, Any]) -> bool:
        return chosen_action(clicked_value(body)) == action

    return means


@dataclass(frozen=True, slots=True)
class MessageLocation:
    """Where a message of ours stands: in a channel and perhaps a thread, or only at a response URL.

    ``view`` is the modal of a passage's actions that was clicked in, in which the outcome can be said.
    """

    channel: str = ""
    ts: str = ""
    thread_ts: str | None = None
    response_url: str | None = None
    view: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a message or in a modal."""

    user: SlackUser
    answer: str
    place: int
    carried: str  # the question, where the button holds it
    value: Mapping[str, Any] = field(default_factory=dict)
    where: MessageLocation = field(default_factory=MessageLocation)


def read_click(body: Mapping[str, Any]) -> Click:
    """Read a click on a button or a choice from a select."""
    value = read_value(clicked_value(body))
    container = body.get("container") or {}
    message, view = body.get("message") or {}, body.get("view") or {}
    place = value.get("n")
    ephemeral = bool(container.get("is_ephemeral"))
    return Click(
        user=user_of(body),
        answer=str(value.get("a") or ""),
        place=place if isinstance(place, int) else -1,
        carried=str(value.get("q") or "") or _carried(message),
        value=value,
        where=MessageLocation(
            channel=str((body.get("channel") or {}).get("id") or ""),
            ts="" if ephemeral else str(container.get("message_ts") or ""),
            thread_ts=message.get("thread_ts") or container.get("thread_ts"),
            response_url=body.get("response_url") if ephemeral else None,
            view=str(view.get("id") or "") if _title(view) == ACTIONS_TITLE else "",
        ),
    )


class NotThereError(FindingsError):
    """What was clicked on is not there any more, or not the clicker's; the message says so."""


def clicked_answer(services: Services, click: Click, *, not_yours: str | None = None) -> StoredAnswer:
    """Give the answer that was clicked on, as it is kept; with ``not_yours`` only to the one who asked.

    Raises:
        NotThereError: it is not kept any more, or somebody else asked.
    """
    kept = services.store.answer(click.answer)
    if kept is None:
        raise NotThereError(EXPIRED)
    if not_yours is not None and kept.user != click.user.id:
        raise NotThereError(not_yours)
    return kept


async def clicked_passage(
    services: Services, click: Click, find: Callable[[Snapshot, RestoredEvidence], T | None]
) -> T:
    """Find in the open library what belongs to the passage that was clicked on, as the library has it now.

    Raises:
        NotThereError: its answer is not kept any more, or the library does not hold it.
    """
    kept = clicked_answer(services, click)

    def look(held: Snapshot) -> T | None:
        again = restore_place(kept.body, click.place, held.resolver)
        return None if again is None else find(held, again)

    found = await services.searchers.look(look)
    if found is None:
        raise NotThereError(GONE)
    return found


def clicked_value(body: Mapping[str, Any]) -> str:
    """Give the value of the button or of the option that was clicked."""
    action = body["actions"][0]
    return str((action.get("selected_option") or {}).get("value") or action.get("value") or "")


def clicked_page(body: Mapping[str, Any]) -> int:
    """Give the page that was clicked for."""
    value = clicked_value(body)
    return min(int(value), 100_000) if value.isascii() and value.isdigit() else 0


async def open_modal(client: AsyncWebClient, body: Mapping[str, Any], view: Block) -> str | None:
    """Open a modal, over the one that was clicked in where there is one; give its id.

    Slack lays three modals over each other at most: a fourth takes the place of the third.
    """
    clicked_in = body.get("view") or {}
    on_modal = clicked_in.get("type") == "modal"
    try:
        opened = await (client.views_push if on_modal else client.views_open)(trigger_id=body["trigger_id"], view=view)
    except SlackApiError as error:
        if not on_modal or error.response.get("error") != "push_limit_reached":
            raise
        await client.views_update(view_id=clicked_in["id"], view=view)
        return str(clicked_in["id"])
    return (opened.get("view") or {}).get("id")


async def show(
    client: AsyncWebClient, body: Mapping[str, Any], making: Awaitable[Block], *, title: str = TITLE
) -> None:
    """Open a modal over what was clicked: at once, and filled in afterwards where making it takes longer.

    A trigger is good for three seconds. Under ``title`` stands what failed.
    """
    work = asyncio.ensure_future(_finished(making, title))
    made, _ = await asyncio.wait({work}, timeout=_AT_ONCE)
    opened = await open_modal(client, body, work.result() if made else notice(TITLE, "One moment…"))
    if opened and not made:
        await _put(client, opened, await work)


async def fill(
    client: AsyncWebClient,
    view: Mapping[str, Any],
    making: Awaitable[Block],
    *,
    settled: bool = False,
    title: str = TITLE,
) -> None:
    """Put something else into a modal that is open; one that was changed or closed meanwhile is left alone.

    ``settled`` is for a modal that the acknowledgement has just changed; under ``title`` stands what failed.
    """
    made = await _finished(making, title)
    if settled:
        await _after_ack()
    await _put(client, view["id"], made, hash=None if settled else view["hash"])


async def turn(client: AsyncWebClient, body: Mapping[str, Any], making: Awaitable[Block]) -> None:
    """Open a modal from Home, or show another page in the modal that was clicked in."""
    if (body.get("view") or {}).get("type") == "modal":
        await fill(client, body["view"], making)
    else:
        await show(client, body, making)


async def _finished(making: Awaitable[Block], title: str) -> Block:
    try:
        return await making
    except FindingsError as error:
        return notice(title, fault_note(error))
    except Exception:
        reference = new_reference()
        log.exception("%s: what was to be shown in a modal failed.", reference)
        return notice(title, failure(reference).text)


async def _put(client: AsyncWebClient, view_id: str, view: Block, *, hash: str | None = None) -> None:
    try:
        await client.views_update(view_id=view_id, view=view, hash=hash)
    except SlackApiError as error:
        code = error.response.get("error")
        if code in ("not_found", "hash_conflict", "view_not_found"):
            return
        log.error("A modal could not be changed (%s): %s", code, error.response.get("response_metadata"))
        if "slack file" in str(error.response.data) and view != (said := notice(TITLE, PICTURE_LATER)):
            await _put(client, view_id, said)


async def whisper_to(messenger: Messenger, user: SlackUser, where: MessageLocation, text: str) -> None:
    """Send something to the one who clicked, alone."""
    message = plain_message(text)
    if where.view:
        await messenger.client.views_update(view_id=where.view, view=notice(ACTIONS_TITLE, text))
    elif where.response_url is not None:
        await messenger.respond(where.response_url, message)
    elif where.channel:
        await messenger.whisper(where.channel, user.id, message, thread_ts=where.thread_ts)


async def whisper_outcome(services: Services, click: Click, doing: Awaitable[str | None]) -> None:
    """Wait for what a click began, and say to the one who clicked, alone, what came of it or why it was not done."""
    try:
        said = await doing
    except FindingsError as error:
        said = fault_note(error)
    if said:
        await whisper_to(services.messenger, click.user, click.where, said)


def _title(view: Mapping[str, Any]) -> str:
    return str((view.get("title") or {}).get("text") or "")


async def _after_ack() -> None:
    """Let an acknowledgement that changes a modal arrive before the modal is changed again.

    Over HTTP the acknowledgement is the response to Slack's own request, and a quick call of the Web API can
    overtake it; the person would be left with the older view.
    """
    await asyncio.sleep(0.6)


def _carried(message: Mapping[str, Any]) -> str:
    """Read the question from the button "Change" of a message, beside the others or (in older messages) at the top."""
    for block in message.get("blocks") or []:
        for element in [block.get("accessory") or {}, *(block.get("elements") or [])]:
            if isinstance(element, dict) and element.get("action_id") == Action.CHANGE:
                return str(read_value(element.get("value")).get("q") or "")
    return ""
