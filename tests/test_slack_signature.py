"""Over HTTP nothing is parsed or answered before the signature holds: whatever is wrong with it gives 401."""

import asyncio
import time

import pytest
from aiohttp import ClientSession, web
from slack_sdk.signature import SignatureVerifier

from bot.slack.signature import signed_only

SECRET = "a secret"
BODY = b'{"type": "event_callback"}'
STAMP, SIGNATURE = "x-slack-request-timestamp", "x-slack-signature"


def signed(body: bytes, *, age: int = 0) -> dict[str, str]:
    """Sign a body as Slack does, so many seconds ago: when the test runs, since a signature is good for minutes."""
    stamp = str(int(time.time()) - age)
    return {STAMP: stamp, SIGNATURE: SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body) or ""}


def answers(body: bytes, headers: dict[str, str]) -> tuple[int, list[bytes]]:
    """Send a request; give the status, and what came through to the app."""
    seen: list[bytes] = []

    async def listen(request: web.Request) -> web.Response:
        seen.append(await request.read())
        return web.Response(text="ok")

    async def work() -> int:
        app = web.Application(middlewares=[signed_only(SECRET)])
        app.router.add_post("/slack/events", listen)
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            async with ClientSession() as session:
                url = f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
                async with session.post(url, data=body, headers=headers) as response:
                    return response.status
        finally:
            await runner.cleanup()

    return asyncio.run(work()), seen


def test_what_is_signed_comes_through_as_it_was_sent():
    assert answers(BODY, signed(BODY)) == (200, [BODY])


@pytest.mark.parametrize(
    ("body", "spoilt", "age"),
    [
        (BODY, {STAMP: "now"}, 0),
        (BODY, {STAMP: "²"}, 0),
        (BODY, {STAMP: "9" * 5_000}, 0),
        (BODY, {STAMP: ""}, 0),
        (BODY, {SIGNATURE: "v0=é"}, 0),
        (BODY, {SIGNATURE: ""}, 0),
        (BODY, {}, 900),
        (b"not JSON {", {}, 0),
        (b"\xff\xfe", {}, 0),
    ],
    ids=["no number", "power", "endless", "empty", "no ASCII", "no signature", "old", "no JSON", "no UTF-8"],
)
def test_what_is_not_signed_is_neither_read_nor_answered(body, spoilt, age):
    assert answers(body, signed(BODY, age=age) | spoilt) == (401, [])


def test_what_bears_no_signature_at_all_is_neither_read_nor_answered():
    assert answers(BODY, {}) == (401, [])
