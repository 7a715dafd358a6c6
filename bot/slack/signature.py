"""Requests over HTTP: nothing of one is parsed or answered before its signature holds."""

from collections.abc import Awaitable, Callable, Collection

from aiohttp import web
from aiohttp.typedefs import Middleware
from slack_sdk.signature import SignatureVerifier

_TIMESTAMP, _SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def signed_only(secret: str, *, browsers: Collection[str] = ()) -> Middleware:
    """Make the middleware that lets signed requests through and gives 401 to all others.

    ``browsers`` are paths that a browser may GET: an admin's, on the way through an install.
    """
    verifier = SignatureVerifier(secret)

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.method == "GET" and request.path in browsers:
            return await handler(request)
        timestamp, signature = request.headers.get(_TIMESTAMP, ""), request.headers.get(_SIGNATURE, "")
        body = await request.read()
        if not _can_be_checked(timestamp, signature) or not _holds(verifier, body, timestamp, signature):
            return web.Response(status=401)
        return await handler(request)

    return middleware


def _can_be_checked(timestamp: str, signature: str) -> bool:
    """Tell whether the verifier could read both: it fails on what is no number or no ASCII."""
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12 and signature.isascii()


def _holds(verifier: SignatureVerifier, body: bytes, timestamp: str, signature: str) -> bool:
    try:
        return verifier.is_valid(body=body, timestamp=timestamp, signature=signature)
    except UnicodeDecodeError:  # Slack sends UTF-8
        return False
