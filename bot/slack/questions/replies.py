"""Telling: messages go to where the question came from, and to nobody else.

In: messages and the question that they answer. Out: messages in Slack. Private questions are answered privately; only a
mention is answered in its channel. Nothing is kept here.
"""

from collections.abc import Sequence
from contextlib import suppress

from slack_sdk.errors import SlackApiError

from bot.logs import log, new_reference
from bot.slack.access import Admins
from bot.slack.blocks import Message, failure, plain_message
from bot.slack.interaction import MessageLocation
from bot.slack.messenger import Messenger, NotDeliveredError
from bot.slack.questions.request import QuestionRequest
from bot.slack.state import Entry

_UNREACHABLE = (NotDeliveredError, SlackApiError, OSError, TimeoutError)


class Replies:
    """Knows where each message belongs."""

    def __init__(self, courier: Messenger, admins: Admins) -> None:
        """Take who delivers, and who is an admin."""
        self._courier, self._admins = courier, admins

    async def send(self, asking: QuestionRequest, messages: Sequence[Message], *, mark: str) -> list[str]:
        """Send messages to where the question's answer belongs; return their timestamps where they have any."""
        if asking.entry is Entry.COMMAND:
            if asking.response_url is None:
                raise NotDeliveredError("no_response_url")
            await self._courier.respond(asking.response_url, messages)
            return []
        if asking.entry is Entry.SHORTCUT:
            return await self._courier.post(asking.asker.user, messages, mark=mark)
        return await self._courier.post(
            asking.channel, messages, thread_ts=asking.thread, mark=mark, readable=asking.entry is Entry.DIRECT
        )

    async def replace(
        self, asking: QuestionRequest, place: MessageLocation, messages: Sequence[Message], *, former: Sequence[str]
    ) -> list[str] | None:
        """Put messages in the place of those that showed the answer before; None where those have no timestamps."""
        if place.response_url is not None:
            await self._courier.respond(place.response_url, messages, replace=True)
            return None
        if place.channel is None or place.ts is None:
            raise NotDeliveredError("message_not_found")
        revision = f"a:{asking.answer}:r{new_reference()}"
        first = former[0] if former and place.ts in former else place.ts
        await self._courier.update(place.channel, first, messages[0], mark=revision)
        for ts in former:
            if ts != first:
                with suppress(SlackApiError):
                    await self._courier.delete(place.channel, ts)
        stamps = [first]
        if len(messages) > 1:
            stamps += await self._courier.post(place.channel, messages[1:], thread_ts=asking.thread, mark=revision)
        return stamps

    async def tell(self, asking: QuestionRequest, message: Message) -> None:
        """Say something to the asker alone."""
        if asking.entry is Entry.MENTION:
            await self._courier.whisper(asking.channel, asking.asker.user, message, thread_ts=asking.thread_ts)
        elif asking.in_place is not None and asking.in_place.response_url is not None:
            await self._courier.respond(asking.in_place.response_url, [message])
        else:
            await self.send(asking, [message], mark=f"n:{asking.answer}")

    async def excuse(self, asking: QuestionRequest, text: str) -> None:
        """Say why there is no answer, as well as it can be said; never raises."""
        try:
            await self.tell(asking, plain_message(text))
        except _UNREACHABLE:
            log.error("Somebody could not be told that their question failed.")

    async def apologise(self, user: str, reference: str) -> None:
        """Tell somebody by direct message that something went wrong; never raises."""
        with suppress(*_UNREACHABLE):
            await self._courier.post(user, [failure(reference)], mark=f"n:{reference}")

    async def tell_admins(self, text: str) -> None:
        """Say something to every admin."""
        for admin in await self._admins.everyone():
            with suppress(NotDeliveredError):
                await self._courier.post(admin, [plain_message(text)], mark=f"n:{new_reference()}")

    async def show_status(self, asking: QuestionRequest) -> None:
        """Show that the reports are being searched, where Slack can show it."""
        if asking.entry not in (Entry.DIRECT, Entry.MENTION) or asking.thread is None:
            return
        with suppress(SlackApiError, OSError, TimeoutError):
            await self._courier.status(asking.channel, asking.thread, "is searching the reports…")
