"""Downloads: a file that somebody shared in Slack -> its bytes, within limits, or the reason why not.

In: what Slack says of the file. The token goes to Slack's own hosts and nowhere else, and no redirect is followed: what
a file object names as its address is not to be trusted more than its name.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import aiohttp

from bot.slack.message_text import SlackFile
from bot.slack.notify import UNREACHABLE
from bot.slack.services import Services
from index.errors import UploadError
from index.folder import MAX_SIZE, safe_name

_SECONDS = aiohttp.ClientTimeout(total=600, sock_connect=15, sock_read=60)
_LINKS = {"external", "gdrive", "dropbox", "box", "onedrive"}
_NOT_FILES = {"space", "post", "docs", "canvas", "quip", "list", "email"}
_HOMES = ("slack.com", "slack-gov.com")  # files are at files.slack.com, in GovSlack at files.slack-gov.com
_AGAIN = "Save it on your computer and send the file itself."


def check_offered(file: SlackFile) -> tuple[str, str]:
    """Check what Slack says of a file before anything is fetched; give its safe name and its address.

    Raises:
        UploadError: a link, a post, a file that is gone or too large, or of no kind that is read.
    """
    shown = str(file.get("name") or file.get("title") or "The file")
    mode = str(file.get("mode") or "hosted")
    if file.get("is_external") or mode in _LINKS:
        raise UploadError(shown, "it is a link to another place and no file", _AGAIN)
    if mode in {"tombstone", "hidden_by_limit"}:
        raise UploadError(shown, "Slack does not have it any more", "Send it again.")
    if mode in _NOT_FILES:
        raise UploadError(shown, "it is a post or a canvas of Slack's and no file", _AGAIN)
    name = safe_name(shown)
    size = file.get("size")
    if isinstance(size, int) and size > MAX_SIZE:
        fault = f"it has {size / 1e6:,.0f} MB; more than {MAX_SIZE / 1e6:.0f} MB are not read"
        raise UploadError(name, fault, "Make it smaller or split it.")
    return name, address_of(name, file)


def address_of(name: str, file: SlackFile) -> str:
    """Give where a file of Slack's is; raise UploadError where Slack does not say it."""
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not address:
        raise UploadError(name, "Slack does not say where it is", "Send it again.")
    return address


@asynccontextmanager
async def open_download(services: Services, name: str, address: str) -> AsyncIterator[AsyncIterator[bytes]]:
    """Open a file of Slack's and give its bytes, a part at a time.

    Raises:
        UploadError: the address is not Slack's, or Slack does not give the file.
    """
    messenger = services.messenger
    if not _is_of_slack(address, services.settings.slack_api_url):
        raise UploadError(name, "its address is not one of Slack's", _AGAIN)
    headers, proxy = {"Authorization": f"Bearer {messenger.token}"}, messenger.client.proxy
    try:
        async with (
            aiohttp.ClientSession() as session,
            session.get(address, headers=headers, allow_redirects=False, timeout=_SECONDS, proxy=proxy) as answer,
        ):
            if answer.status != 200 or _is_page_instead(name, answer.content_type):
                # Without the scope Slack leads to its page for signing in, instead of an error.
                fault = f"Slack does not give it to me (status {answer.status})"
                raise UploadError(
                    name, fault, "An admin should run findings check: the scope files:read may be missing."
                )
            yield answer.content.iter_chunked(1 << 16)
    except (aiohttp.ClientError, TimeoutError) as error:
        raise UploadError(name, "the connection to Slack broke while I fetched it", "Send it again.") from error


async def fetch_whole(services: Services, name: str, address: str, *, most: int, instead: str) -> bytes:
    """Give the bytes of a file of Slack's, ``most`` of them at most; ``instead`` says what to do with a larger one.

    Raises:
        UploadError: it is larger, or cannot be fetched.
    """
    content = bytearray()
    async with open_download(services, name, address) as chunks:
        async for chunk in chunks:
            content += chunk
            if len(content) > most:
                raise UploadError(name, f"it has more than {most / 1e6:.0f} MB", instead)
    return bytes(content)


async def ask_slack(services: Services, identity: str, name: str) -> SlackFile:
    """Ask Slack about a file of which only the id is known; raise UploadError where it says nothing."""
    try:
        answer = await services.messenger.client.files_info(file=identity)
    except UNREACHABLE as error:
        raise UploadError(name, "Slack does not have it any more", "Send it again.") from error
    found = answer.get("file")
    return found if isinstance(found, dict) else {}


def _is_of_slack(address: str, api_url: str) -> bool:
    """Say whether an address is at Slack: its own domains over https, or just where the Web API is (for tests)."""
    there, api = urlsplit(address), urlsplit(api_url)
    try:
        if (there.scheme, there.hostname, there.port) == (api.scheme, api.hostname, api.port):
            return True
    except ValueError:  # a port that is no number
        return False
    host = there.hostname or ""
    for home in _HOMES:
        if _within(api.hostname or "", home):
            return there.scheme == "https" and _within(host, home)
    return False


def _within(host: str, home: str) -> bool:
    return host == home or host.endswith(f".{home}")


def _is_page_instead(name: str, content_type: str) -> bool:
    return content_type == "text/html" and not name.endswith((".html", ".htm", ".xhtml"))
