"""What a click carries: where it was made, by whom, on which stored answer, and the question if Slack still holds
it."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.access import SlackUser, asker_of
from bot.slack.blocks import Action, read_value


@dataclass(frozen=True, slots=True)
class MessageLocation:
    """Where an answer stands that is asked again in place: a message of ours, or one at a response URL."""

    channel: str | None = None
    ts: str | None = None
    response_url: str | None = None


EXPIRED = "I do not have this answer any more: answers are kept for a while only. Please ask again."


@dataclass(frozen=True, slots=True)
class Click:
    """A click on a message or in a modal."""

    asker: SlackUser
    answer: str
    place: int
    carried: str  # the question, where the button holds it
    trigger: str
    view: Mapping[str, Any] | None  # the modal that was clicked in
    where: MessageLocation
    thread_ts: str | None


def read_click(body: Mapping[str, Any]) -> Click:
    """Read a click on a button or a choice from a select."""
    action = body["actions"][0]
    value = read_value(action.get("value") or (action.get("selected_option") or {}).get("value"))
    container = body.get("container") or {}
    message = body.get("message") or {}
    place = value.get("n")
    return Click(
        asker=asker_of(body),
        answer=str(value.get("a") or ""),
        place=place if isinstance(place, int) else -1,
        carried=str(value.get("q") or "") or _carried(message),
        trigger=str(body.get("trigger_id") or ""),
        view=body.get("view"),
        where=MessageLocation(
            channel=(body.get("channel") or {}).get("id"),
            ts=None if container.get("is_ephemeral") else container.get("message_ts"),
            response_url=body.get("response_url") if container.get("is_ephemeral") else None,
        ),
        thread_ts=message.get("thread_ts") or container.get("thread_ts"),
    )


async def after_ack() -> None:
    """Let an acknowledgement that changes a modal arrive before the modal is changed again.

    Over HTTP the acknowledgement is the response to Slack's own request, and a quick call of the Web API can
    overtake it; the person would be left with the older view.
    """
    await asyncio.sleep(0.6)


def _carried(message: Mapping[str, Any]) -> str:
    for block in message.get("blocks") or []:
        accessory = block.get("accessory") or {}
        if accessory.get("action_id") == Action.CHANGE:
            return str(read_value(accessory.get("value")).get("q") or "")
    return ""
