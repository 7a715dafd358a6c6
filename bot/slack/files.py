"""Bring files to Slack: the original of a document to one person, and pictures for Home.

Slack takes a file in three steps (an address, the content, the end) and looks at it for a while afterwards; a picture
that it has not looked at yet cannot be shown ("invalid slack file").
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import SLACK_FAULTS
from bot.slack.blocks import canvas_message, plain_message
from bot.slack.messenger import Messenger
from index.errors import FindingsError
from index.folder import locate
from index.models import Document

CANVAS_SCOPE = "canvases:write"
_CANVAS = 1 << 20  # characters that a canvas holds
_CHUNK = 1 << 18
_WAITS = (0.2, 0.3, 0.5, 1.0, 1.0, 2.0, 2.0, 3.0)  # until Slack has looked at a picture; seconds usually
_TIMEOUT = aiohttp.ClientTimeout(total=900, sock_connect=30, sock_read=120)


class FileNotSentError(FindingsError):
    """Slack did not take a file; the message says why and what to do."""


async def send_original(messenger: Messenger, documents: Path, document: Document, *, to: str, note: str = "") -> None:
    """Send the file of a document to one person's direct message; ``note`` is said before it.

    Raises:
        FileNotSentError: Slack did not take it.
        KeepingError: the file is not in the folder any more.
    """
    path = await asyncio.to_thread(locate, documents, document.path)
    name = document.path.rsplit("/", maxsplit=1)[-1]
    said = " ".join(part for part in (f"The original of {document.title} ({name}).", note) if part)
    stamp = await messenger.deliver(to, plain_message(said))
    # The address of a direct message is known from what was posted there: to ask for it needs a further scope.
    await upload(messenger.client, name, path, channel=messenger.channel_of(to), thread_ts=stamp)


async def upload_picture(client: AsyncWebClient, name: str, content: bytes) -> str:
    """Bring a PNG picture to Slack, shared with nobody, and return its id once blocks can show it.

    Raises:
        FileNotSentError: Slack did not take it, or did not finish with it in time.
    """
    identity = await upload(client, name, content)
    for wait in _WAITS:
        await asyncio.sleep(wait)
        try:
            file = (await client.files_info(file=identity)).get("file") or {}
        except SlackApiError as error:
            raise not_sent(name, error) from error
        if file.get("mimetype"):
            return identity
    raise FileNotSentError(f"Slack has not finished with {name} yet. Try again in a minute.")


async def send_file(messenger: Messenger, name: str, content: bytes, *, to: str, said: str, alt: str = "") -> None:
    """Send a file that was made here to one person's direct message, under a message that says what it is.

    ``alt`` says what a picture shows. Raise FileNotSentError where Slack did not take it.
    """
    stamp = await messenger.deliver(to, plain_message(said))
    await upload(messenger.client, name, content, channel=messenger.channel_of(to), thread_ts=stamp, alt=alt)


async def can_make_canvases(client: AsyncWebClient) -> bool:
    """Tell whether the token may make canvases: the scope is optional, and Slack says with any call which it has."""
    try:
        answer = await client.auth_test()
    except SLACK_FAULTS:
        return False
    headers = {name.lower(): value for name, value in answer.headers.items()}
    return CANVAS_SCOPE in [scope.strip() for scope in str(headers.get("x-oauth-scopes", "")).split(",")]


async def send_canvas(messenger: Messenger, title: str, markdown: str, *, to: str, said: str) -> None:
    """Make a canvas that one person alone may read and edit, and send it to their direct message.

    Raises:
        FileNotSentError: Slack did not take it; then no canvas is left.
    """
    if len(markdown) > _CANVAS:
        raise FileNotSentError("The pack is longer than a canvas can be. Make the Word document.")
    client, canvas = messenger.client, ""
    try:
        content = {"type": "markdown", "markdown": markdown}
        canvas = str((await client.canvases_create(title=title, document_content=content))["canvas_id"])
        address = str(((await client.files_info(file=canvas)).get("file") or {}).get("permalink") or "")
        # Slack gives access only to whom the canvas was sent before.
        await messenger.deliver(to, canvas_message(said, title, address))
        await client.canvases_access_set(canvas_id=canvas, access_level="write", user_ids=[to])
    except SlackApiError as error:
        if canvas:
            with suppress(*SLACK_FAULTS):
                await client.canvases_delete(canvas_id=canvas)
        code = error.response.get("error")
        raise FileNotSentError(f"Slack did not make the canvas ({code}). Choose the Word document.") from error


async def upload(
    client: AsyncWebClient,
    name: str,
    content: Path | bytes,
    *,
    channel: str | None = None,
    thread_ts: str | None = None,
    alt: str = "",
) -> str:
    size = len(content) if isinstance(content, bytes) else (await asyncio.to_thread(content.stat)).st_size
    try:
        place = await client.files_getUploadURLExternal(filename=name, length=size, alt_txt=alt[:1_000] or None)
        async with aiohttp.ClientSession(timeout=_TIMEOUT) as session:
            data = content if isinstance(content, bytes) else _chunks(content)
            headers = {"Content-Length": str(size), "Content-Type": "application/octet-stream"}
            address = str(place["upload_url"])
            async with session.post(address, data=data, headers=headers, proxy=client.proxy) as answer:
                if answer.status != 200:
                    raise FileNotSentError(f"Slack did not take {name} (status {answer.status}). Try again later.")
        identity = str(place["file_id"])
        await client.files_completeUploadExternal(
            files=[{"id": identity, "title": name}], channel_id=channel, thread_ts=thread_ts
        )
    except SlackApiError as error:
        raise not_sent(name, error) from error
    except (aiohttp.ClientError, TimeoutError) as error:
        raise FileNotSentError(f"Slack could not be reached to send {name}. Try again later.") from error
    return identity


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(path.open, "rb")
    try:
        while chunk := await asyncio.to_thread(file.read, _CHUNK):
            yield chunk
    finally:
        await asyncio.to_thread(file.close)


def not_sent(name: str, error: SlackApiError) -> FileNotSentError:
    code = error.response.get("error")
    if code == "missing_scope":
        needed = error.response.get("needed") or "files:write"
        return FileNotSentError(
            f"I may not send files: the scope {needed} is missing. Whoever set me up can add it: see findings check."
        )
    return FileNotSentError(f"Slack did not take {name} ({code}). Try again later.")
