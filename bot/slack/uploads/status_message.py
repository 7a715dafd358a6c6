"""One message for each file, which says how the file stands and is changed as it goes on.

A channel's messages are changed at most once in a second or so: progress that comes too soon is left out, a result
waits for its turn.
"""

import asyncio
import time
from contextlib import suppress

from slack_sdk.errors import SlackApiError

from bot.logs import new_reference
from bot.slack.blocks import Message
from bot.slack.interaction import MessageLocation
from bot.slack.messenger import Messenger
from bot.slack.notify import UNREACHABLE

_PACE = 1.1  # seconds between two changes in a channel: what people see change, and what Slack's tier 3 takes
_PROGRESS = 2.0


class StatusMessage:
    """Posts and changes messages about files."""

    def __init__(self, messenger: Messenger) -> None:
        """Take what brings messages to Slack."""
        self._messenger = messenger
        self._locks: dict[str, asyncio.Lock] = {}
        self._last: dict[str, float] = {}

    async def post(self, channel: str, message: Message, thread_ts: str | None) -> MessageLocation:
        """Post a message; raise NotDeliveredError where Slack refuses it."""
        ts = await self._messenger.deliver(channel, message, thread_ts=thread_ts)
        return MessageLocation(self._messenger.channel_of(channel), ts, thread_ts)

    async def show(self, place: MessageLocation, message: Message) -> MessageLocation:
        """Put a message in the place of one; where that one was deleted it is posted anew."""
        async with self._locks.setdefault(place.channel, asyncio.Lock()):
            await asyncio.sleep(max(0.0, self._last.get(place.channel, -_PACE) + _PACE - time.monotonic()))
            self._last[place.channel] = time.monotonic()
            try:
                await self._messenger.update(place.channel, place.ts, message, mark=f"n:{new_reference()}")
            except SlackApiError as error:
                if error.response.get("error") not in {"message_not_found", "cant_update_message"}:
                    raise
            else:
                return place
        return await self.post(place.channel, message, place.thread_ts)

    async def progress(self, place: MessageLocation, message: Message) -> None:
        """Show how far it is, if nothing was shown in this channel just now; what fails is left out."""
        lock = self._locks.setdefault(place.channel, asyncio.Lock())
        if lock.locked() or time.monotonic() - self._last.get(place.channel, -_PROGRESS) < _PROGRESS:
            return
        with suppress(*UNREACHABLE):
            async with lock:
                self._last[place.channel] = time.monotonic()
                await self._messenger.update(place.channel, place.ts, message, mark=f"n:{new_reference()}")
