"""Bring messages to Slack: one a second a channel, again after 429 and 5xx, and never twice into a channel.

Where it is not known whether a message arrived (the connection broke), a direct message's thread is read before it is
sent again. A channel cannot be read: there it is given up, since an answer posted twice is worse than one asked for
again. Private answers to commands go to their response URL.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler, AsyncServerErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.logs import log, new_reference
from bot.slack.blocks import Message, plain_message

INTERVAL = 1.05  # Slack takes about one message a second in a channel
GIVE_UP = 900.0
_PRIVATE = ("D", "U", "W")  # direct messages, also addressed by a person's id
_URL_USES = 5  # messages that a response URL takes
_BLOCKS_REFUSED = ("invalid_blocks", "invalid_block", "unsupported", "invalid_attachments")


IN_DOUBT = "in_doubt"


class NotDeliveredError(Exception):
    """Slack did not take a message, or did not say whether it did; ``code`` is its error code."""

    def __init__(self, code: str) -> None:
        """Name the code; ``arrived`` of ``of`` messages had been taken before."""
        super().__init__(f"Slack did not take the message: {code}.")
        self.code, self.arrived, self.of = code, 0, 1

    @property
    def in_doubt(self) -> bool:
        """Whether the message may have arrived."""
        return self.code == IN_DOUBT


def quiet_client(token: str, base_url: str) -> AsyncWebClient:
    """Make a Web API client that waits when it is told to and tries again when Slack fails."""
    client = AsyncWebClient(token=token, base_url=base_url, timeout=30)
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=5))
    client.retry_handlers.append(AsyncServerErrorRetryHandler(max_retry_count=3))
    return client


class Messenger:
    """Delivers messages; one for the process."""

    def __init__(self, token: str, base_url: str, client: AsyncWebClient) -> None:
        """Take a token, and the client for all calls that may be repeated without harm."""
        self._client = client
        # Posting is repeated here, not in the client: it must not happen twice.
        self._poster = AsyncWebClient(token=token, base_url=base_url, timeout=30, retry_handlers=[])
        self._locks: dict[str, asyncio.Lock] = {}
        self._next: dict[str, float] = {}
        self._ims: dict[str, str] = {}  # a person's direct message, so that its pace is one, however it is addressed
        self._session: aiohttp.ClientSession | None = None
        self._plain = False  # whether Slack has refused blocks here that a message has others for

    @property
    def client(self) -> AsyncWebClient:
        """The client for calls that may be repeated without harm."""
        return self._client

    @property
    def token(self) -> str:
        """The token that Slack is called with; where tokens are rotated, it is set again from time to time."""
        return self._client.token or ""

    @token.setter
    def token(self, token: str) -> None:
        self._client.token = self._poster.token = token

    async def start(self) -> None:
        """Open the connections that all posts share."""
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=30))
        self._poster.session = self._session
        self._client.session = self._session

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def post(
        self,
        channel: str,
        messages: Sequence[Message],
        *,
        thread_ts: str | None = None,
        mark: str,
        readable: bool = False,
    ) -> list[str]:
        """Post messages in order and return their timestamps.

        ``mark`` begins the first block's id of each, by which a message is known again; ``readable`` says that
        the app may read the channel, and so look whether a message has arrived.

        Raises:
            NotDeliveredError: Slack refuses the message.
        """
        stamps: list[str] = []
        for number, message in enumerate(messages):
            try:
                stamps.append(await self._post(channel, message, thread_ts, f"{mark}:{number}", readable))
            except NotDeliveredError as error:
                error.arrived, error.of = number, len(messages)
                raise
        return stamps

    async def deliver(self, to: str, message: Message, *, thread_ts: str | None = None) -> str:
        """Post a message that belongs to no answer, and return its timestamp.

        Raises:
            NotDeliveredError: Slack refuses the message.
        """
        (stamp,) = await self.post(to, [message], thread_ts=thread_ts, mark=f"n:{new_reference()}")
        return stamp

    def channel_of(self, channel: str) -> str:
        """Give the id of the channel that was posted to: a direct message where it was addressed to a person."""
        return self._ims.get(channel, channel)

    async def posted(self, channel: str, thread_ts: str, mark: str) -> list[str]:
        """Return the timestamps of the messages with a mark that stand in a thread."""
        answer = await self._client.conversations_replies(channel=channel, ts=thread_ts, limit=200)
        return [
            str(m["ts"])
            for m in answer.get("messages") or []
            if any(str(b.get("block_id", "")).startswith(mark) for b in m.get("blocks") or [])
        ]

    async def stands_in(self, channel: str, mark: str) -> bool:
        """Say whether a message with a mark is among the last of a direct message."""
        answer = await self._client.conversations_history(channel=channel, limit=200)
        blocks = (block for m in answer.get("messages") or [] for block in m.get("blocks") or [])
        return any(str(block.get("block_id", "")).startswith(mark) for block in blocks)

    async def message_text(self, channel: str, ts: str, thread_ts: str | None) -> str | None:
        """Read the text of a message in a direct message again."""
        if thread_ts is not None and thread_ts != ts:
            answer = await self._client.conversations_replies(
                channel=channel, ts=thread_ts, latest=ts, inclusive=True, limit=200
            )
        else:
            answer = await self._client.conversations_history(channel=channel, latest=ts, inclusive=True, limit=1)
        found = next((m for m in answer.get("messages") or [] if m.get("ts") == ts), None)
        return None if found is None else str(found.get("text") or "")

    async def status(self, channel: str, thread_ts: str, text: str) -> None:
        """Show under a thread that work is going on; it goes away with the next message."""
        await self._client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=text)

    async def publish(self, user: str, view: dict[str, Any], *, hash: str | None = None) -> str | None:
        """Show somebody a Home tab and return its hash; with ``hash``, only in the place of the view that has it."""
        answer = await self._client.views_publish(user_id=user, view=view, hash=hash)
        return (answer.get("view") or {}).get("hash")

    async def suggest(self, channel: str, prompts: Sequence[tuple[str, str]]) -> None:
        """Suggest questions in a direct message (without a thread, as an agent app must)."""
        await self._client.assistant_threads_setSuggestedPrompts(
            channel_id=channel, prompts=[{"title": title, "message": question} for title, question in prompts[:4]]
        )

    async def withdraw(self, url: str) -> None:
        """Take away the private message that a response URL belongs to."""
        await AsyncWebhookClient(url, timeout=30).send_dict({"delete_original": True})

    async def whisper(self, channel: str, user: str, message: Message, *, thread_ts: str | None = None) -> None:
        """Show a message in a channel to one person alone."""
        more: dict[str, Any] = {"thread_ts": thread_ts} if thread_ts else {}

        async def send(blocks: list[dict[str, Any]]) -> None:
            await self._client.chat_postEphemeral(channel=channel, user=user, text=message.text, blocks=blocks, **more)

        await self._taken(message, send)

    async def respond(self, url: str, message: Message, *, replace: bool = False) -> None:
        """Send a message to a response URL, for the person alone, or put it in the place of the one that it belongs to.

        Raises:
            NotDeliveredError: the URL is used up (it takes five messages), too old, or the message is refused.
        """
        webhook = AsyncWebhookClient(url, timeout=30)
        webhook.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=5))
        webhook.retry_handlers.append(AsyncServerErrorRetryHandler(max_retry_count=3))

        async def send(blocks: list[dict[str, Any]]) -> None:
            answer = await webhook.send(
                text=message.text,
                blocks=blocks,
                response_type="ephemeral",
                replace_original=replace,
                unfurl_links=False,
                unfurl_media=False,
            )
            if answer.status_code != 200:
                raise NotDeliveredError(answer.body[:60])

        await self._taken(message, send)

    async def respond_all(self, url: str, messages: Sequence[Message], *, to: str, mark: str) -> None:
        """Send messages to a response URL, which takes five; what is beyond that goes to the person's direct message.

        Raises:
            NotDeliveredError: the URL is used up or too old, or a message is refused.
        """
        whole = len(messages) <= _URL_USES
        for message in messages if whole else messages[: _URL_USES - 1]:
            await self.respond(url, message)
        if not whole:
            rest = messages[_URL_USES - 1 :]
            await self.post(to, rest, mark=mark)
            told = f"The other {len(rest)} of {len(messages)} parts are in your messages with me (Messages tab)."
            await self.respond(url, plain_message(told))

    async def update(self, channel: str, ts: str, message: Message, *, mark: str) -> None:
        """Put another message in the place of one."""

        async def send(blocks: list[dict[str, Any]]) -> None:
            await self._client.chat_update(channel=channel, ts=ts, text=message.text, blocks=_marked(blocks, mark))

        await self._taken(message, send)

    async def delete(self, channel: str, ts: str) -> None:
        """Take a message of ours away."""
        await self._client.chat_delete(channel=channel, ts=ts)

    async def _taken(self, message: Message, send: Callable[[list[dict[str, Any]]], Awaitable[None]]) -> None:
        """Send a message, and where Slack refuses its blocks and it has others, those."""
        try:
            await send(self._blocks_of(message))
        except (SlackApiError, NotDeliveredError) as error:
            code = _code(error) if isinstance(error, SlackApiError) else error.code
            if not self._gives_way(message, code):
                raise
            await send(self._blocks_of(message))

    def _blocks_of(self, message: Message) -> list[dict[str, Any]]:
        return list(message.plain if self._plain and message.plain is not None else message.blocks)

    def _gives_way(self, message: Message, code: str) -> bool:
        """Tell whether a message that was refused is to be tried with its other blocks; from then on all such are."""
        if self._plain or message.plain is None or not any(name in code for name in _BLOCKS_REFUSED):
            return False
        log.warning("Slack refuses a kind of block here (%s): lists stand in the place of tables now.", code)
        self._plain = True
        return True

    async def _post(self, channel: str, message: Message, thread_ts: str | None, mark: str, readable: bool) -> str:
        channel = self._ims.get(channel, channel)
        began, wait = time.monotonic(), 1.0
        async with self._locks.setdefault(channel, asyncio.Lock()):
            while True:
                await asyncio.sleep(max(0.0, self._next.get(channel, 0.0) - time.monotonic()))
                self._next[channel] = time.monotonic() + INTERVAL
                try:
                    doubtful = await self._try(channel, message, _marked(self._blocks_of(message), mark), thread_ts)
                except NotDeliveredError as error:
                    if not self._gives_way(message, error.code):
                        raise
                    continue
                if isinstance(doubtful, str):
                    return doubtful
                if doubtful and not readable and not channel.startswith(_PRIVATE):
                    raise NotDeliveredError(IN_DOUBT)
                if time.monotonic() - began > GIVE_UP:
                    raise NotDeliveredError("gave_up")
                if doubtful or self._next[channel] < time.monotonic() + wait / 2:
                    await asyncio.sleep(wait)
                    wait = min(wait * 2, 30.0)
                if doubtful and readable and thread_ts and (stamps := await self._look(channel, thread_ts, mark)):
                    return stamps[0]

    async def _try(
        self, channel: str, message: Message, blocks: list[dict[str, Any]], thread_ts: str | None
    ) -> str | bool:
        """Post once; give the timestamp, or where it is to be tried again whether the message may have arrived."""
        more: dict[str, Any] = {"thread_ts": thread_ts} if thread_ts else {}
        try:
            answer = await self._poster.chat_postMessage(
                channel=channel, text=message.text, blocks=blocks, unfurl_links=False, unfurl_media=False, **more
            )
        except SlackApiError as error:
            status, code = error.response.status_code, _code(error)
            if status == 429 or code == "ratelimited":
                self._next[channel] = time.monotonic() + float(error.response.headers.get("Retry-After", 1))
                return False
            if status < 500:
                raise NotDeliveredError(code) from error
            # Slack says so where it is down; of any other failure it does not say how far it had come.
            return bool(status != 503)
        except aiohttp.ClientConnectorError:
            log.warning("Slack cannot be reached; it is tried again.")
            return False
        except (aiohttp.ClientError, TimeoutError):
            return True
        if answer["channel"] != channel:
            self._ims[channel] = str(answer["channel"])
            self._next[str(answer["channel"])] = self._next[channel]
        return str(answer["ts"])

    async def _look(self, channel: str, thread_ts: str, mark: str) -> list[str]:
        try:
            return await self.posted(channel, thread_ts, mark)
        except (SlackApiError, aiohttp.ClientError, TimeoutError):
            return []


def _marked(blocks: list[dict[str, Any]], mark: str) -> list[dict[str, Any]]:
    first, *rest = blocks
    return [{**first, "block_id": mark}, *rest]


def _code(error: SlackApiError) -> str:
    data = error.response.data
    return str(data.get("error", "unknown_error")) if isinstance(data, dict) else "unknown_error"
