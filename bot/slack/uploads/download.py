"""Downloads: a file that somebody shared in Slack -> its bytes, within limits, or the reason why not.

In: what Slack says of the file. The token goes to Slack's own hosts and nowhere else, and no redirect is followed: what
a file object names as its address is not to be trusted more than its name.
"""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from index.errors import UploadError
from index.folder import MAX_SIZE, safe_name

_SECONDS = aiohttp.ClientTimeout(total=600, sock_connect=15, sock_read=60)
_LINKS = {"external", "gdrive", "dropbox", "box", "onedrive"}
_NOT_FILES = {"space", "post", "docs", "canvas", "quip", "list", "email"}
_HOMES = ("slack.com", "slack-gov.com")  # files are at files.slack.com, in GovSlack at files.slack-gov.com
_AGAIN = "Save it on your computer and send the file itself."


def check_offered(file: Mapping[str, Any]) -> tuple[str, str]:
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
    address = str(file.get("url_private_download") or file.get("url_private") or "")
    if not address:
        raise UploadError(name, "Slack does not say where it is", "Send it again.")
    return name, address


@asynccontextmanager
async def open_download(
    name: str, address: str, *, token: str, api_url: str, proxy: str | None = None
) -> AsyncIterator[AsyncIterator[bytes]]:
    """Open a file of Slack's and give its bytes, a part at a time.

    Raises:
        UploadError: the address is not Slack's, or Slack does not give the file.
    """
    if not _is_of_slack(address, api_url):
        raise UploadError(name, "its address is not one of Slack's", _AGAIN)
    headers = {"Authorization": f"Bearer {token}"}
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
