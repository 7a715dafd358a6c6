"""Send messages to where a question came from, and to nobody else.

Private questions are answered privately; only a mention is answered in its channel.
"""

from collections.abc import Sequence
from contextlib import suppress

from slack_sdk.errors import SlackApiError

from bot.logs import log, new_reference
from bot.slack.blocks import Message, plain_message
from bot.slack.interaction import MessageLocation
from bot.slack.messenger import Messenger, NotDeliveredError
from bot.slack.notify import UNREACHABLE
from bot.slack.questions.request import QuestionRequest
from bot.slack.state import Entry


class Replies:
    """Knows where each message belongs."""

    def __init__(self, messenger: Messenger) -> None:
        """Take what brings messages to Slack."""
        self._messenger = messenger

    async def send(self, request: QuestionRequest, messages: Sequence[Message], *, mark: str) -> list[str]:
        """Send messages to where the question's answer belongs; return their timestamps where they have any."""
        if request.entry is Entry.COMMAND:
            if request.response_url is None:
                raise NotDeliveredError("no_response_url")
            # One message, whose buttons turn to the other parts: a private message cannot be found again to be changed.
            await self._messenger.respond(request.response_url, messages[0])
            return []
        if request.entry is Entry.SHORTCUT:
            return await self._messenger.post(request.user.id, messages, mark=mark)
        return await self._messenger.post(
            request.channel, messages, thread_ts=request.thread, mark=mark, readable=request.entry is Entry.DIRECT
        )

    async def replace(
        self, request: QuestionRequest, location: MessageLocation, messages: Sequence[Message], *, former: Sequence[str]
    ) -> list[str] | None:
        """Put messages in the place of those that showed the answer before; None where those have no timestamps."""
        if location.response_url is not None:
            await self._messenger.respond(location.response_url, messages[0], replace=True)
            return None
        if not location.channel or not location.ts:
            raise NotDeliveredError("message_not_found")
        revision = f"a:{request.answer}:r{new_reference()}"
        first = former[0] if former and location.ts in former else location.ts
        await self._messenger.update(location.channel, first, messages[0], mark=revision)
        for ts in former:
            if ts != first:
                with suppress(SlackApiError):
                    await self._messenger.delete(location.channel, ts)
        stamps = [first]
        if len(messages) > 1:
            stamps += await self._messenger.post(
                location.channel, messages[1:], thread_ts=request.thread, mark=revision
            )
        return stamps

    async def tell(self, request: QuestionRequest, message: Message, *, sort: str = "n") -> None:
        """Say something to the asker alone; ``sort`` begins its mark: a notice of sort "n" ends the matter."""
        if request.entry is Entry.MENTION:
            await self._messenger.whisper(request.channel, request.user.id, message, thread_ts=request.thread_ts)
        elif request.in_place is not None and request.in_place.response_url is not None:
            await self._messenger.respond(request.in_place.response_url, message)
        else:
            await self.send(request, [message], mark=f"{sort}:{request.answer}")

    async def excuse(self, request: QuestionRequest, text: str, *, sort: str = "n") -> None:
        """Say why there is no answer (or, with another ``sort``, not yet), as well as it can be said; never raises."""
        try:
            await self.tell(request, plain_message(text), sort=sort)
        except UNREACHABLE:
            log.error("Somebody could not be told that their question failed.")

    async def show_status(self, request: QuestionRequest) -> None:
        """Show that the reports are being searched, where Slack can show it."""
        if request.entry not in (Entry.DIRECT, Entry.MENTION) or request.thread is None:
            return
        with suppress(SlackApiError, OSError, TimeoutError):
            await self._messenger.status(request.channel, request.thread, "is searching the reports…")
