"""Clicks and modals: what a click carries, where its message stands, and how a modal opens over what was clicked.

Every listener stands in a table of its module: the kind of event, its id, and a flat function. Bolt gives a function
what it names among its parameters; ``services`` and the other open parts are put into Bolt's context for that.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from re import Pattern
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import ACTIONS_TITLE, Action, Block, chosen_action, notice, plain_message, read_value, several
from bot.slack.messenger import Messenger

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
        if kind == "choice":
            app.action(several(str(identity)), middleware=list(middleware))(call)
            app.action(several(Action.MENU), matchers=[_chosen(str(identity))], middleware=list(middleware))(call)
        else:
            getattr(app, kind)(identity, middleware=list(middleware))(call)


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


async def whisper_to(messenger: Messenger, user: SlackUser, where: MessageLocation, text: str) -> None:
    """Send something to the one who clicked, alone."""
    message = plain_message(text)
    if where.view:
        await messenger.client.views_update(view_id=where.view, view=notice(ACTIONS_TITLE, text))
    elif where.response_url is not None:
        await messenger.respond(where.response_url, message)
    elif where.channel:
        await messenger.whisper(where.channel, user.id, message, thread_ts=where.thread_ts)


def _title(view: Mapping[str, Any]) -> str:
    return str((view.get("title") or {}).get("text") or "")


async def after_ack() -> None:
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
