"""A Slack of our own on loopback: a workspace with people, channels and one installed app, as that app sees it.

A real server (Web API, Socket Mode, response URLs) that keeps state and knows what the app's manifest grants it:
tokens, scopes, events, commands, shortcuts. It runs in a thread of its own; tests call plain methods and wait with
`wait_for`. No Slack library is imported here or in the modules beside it. People who use the workspace are played by
`fake_slack_people.py`; deliveries to the app are in `fake_slack_delivery.py`, methods of the Web API in
`fake_slack_web.py`, limits in `fake_slack_limits.py`. Other workspaces, organisations (Enterprise Grid) and what is
installed in them are in `fake_slack_installs.py`.
"""

import asyncio
import base64
import itertools
import json
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from fake_slack_delivery import Delivery
from fake_slack_installs import Install, Installs
from fake_slack_people import Person
from fake_slack_web import answer_call, answer_response_url

Json = dict[str, Any]

LOOK_EVERY = 0.5  # seconds
TEAM, ENTERPRISE, BOT_USER, BOT_ID, APP = "T0HOME", None, "U0BOT", "B0BOT", "A0FINDINGS"


@dataclass
class Trigger:
    """A trigger_id: good for one view, for three seconds."""

    made: float
    user: str
    used: bool = False


@dataclass
class ResponseUrl:
    """A response_url: good for five messages in thirty minutes, bound to a person, a channel and maybe a message."""

    made: float
    user: str
    channel: str
    message: Json | None = None
    uses: int = 0


@dataclass
class Trouble:
    """What goes wrong on purpose: every n-th call of a method is answered with a status."""

    every: int
    status: int
    methods: tuple[str, ...] = ("chat.postMessage",)
    retry_after: int = 1
    seen: int = 0


@dataclass
class Call:
    """One call of the Web API as it came and as it was answered."""

    method: str
    arguments: Json
    error: str | None = None
    at: float = field(default_factory=time.monotonic)


class FakeSlack:
    """One workspace; start() binds a free port, stop() ends it."""

    def __init__(
        self,
        manifest: Json,
        *,
        post_interval: float = 1.0,
        ack_timeout: float = 3.0,
        retry_delays: tuple[float, ...] = (0.0, 0.5, 1.0),
        own_events: bool = True,
        enterprise: str | None = ENTERPRISE,
        org_wide: bool = False,
    ) -> None:
        self.manifest = manifest
        self.bot_token, self.app_token = "xoxb-1-" + secrets.token_hex(6), "xapp-1-" + secrets.token_hex(6)
        self.signing_secret = secrets.token_hex(16)
        self.hidden: set[str] = set()  # people whom users.info does not tell of
        self.installs = Installs(TEAM, enterprise, self.bot_token, org_wide=org_wide)
        self.calling = self.installs.made[0]  # whose token the call under way came with
        self.scopes: set[str] = set(manifest["oauth_config"]["scopes"]["bot"])
        self.app_scopes = {"connections:write"}
        self.used_scopes: set[str] = set()
        self.post_interval, self.own_events = post_interval, own_events
        self.users: dict[str, Json] = {}
        self.channels: dict[str, Json] = {}
        self.messages: dict[str, list[Json]] = {}
        self.ephemerals: list[Json] = []
        self.views: dict[str, Json] = {}
        self.view_stacks: dict[str, list[str]] = {}
        self.homes: dict[str, Json] = {}
        self.prompts: dict[str, list[Json]] = {}
        self.statuses: list[Json] = []
        self.files: dict[str, Json] = {}
        self._file_numbers = itertools.count(1)
        self.file_delay = 0.5  # seconds in which Slack looks at a file before blocks can show it
        self.calls: list[Call] = []
        self.without_blocks: set[str] = set()  # kinds of block that this workspace does not take in messages
        self.refusals: list[tuple[str, str, str]] = []  # method, code, detail of every call refused for a limit
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.troubles: list[Trouble] = []
        self.down = False
        self.last_post: dict[str, float] = {}
        self.counted: Counter[str] = Counter()
        self.delivery = Delivery(self, ack_timeout=ack_timeout, retry_delays=retry_delays)
        self.stamp, self.base = itertools.count(1), int(time.time())
        self.changed = threading.Condition()
        self.port = 0
        self.public = ""  # another address, where a proxy stands between the app and this Slack
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fake-slack", daemon=True)
        self._runner: web.AppRunner | None = None

    # -- life ---------------------------------------------------------------------------------------------------

    def start(self) -> "FakeSlack":
        """Bind a free port on loopback and serve."""
        self._thread.start()
        self.run(self._serve())
        return self

    def stop(self) -> None:
        """Close every connection and the server."""
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    @property
    def api_url(self) -> str:
        """The base URL of the Web API, for SLACK_API_URL."""
        return f"{self.address}/api/"

    @property
    def address(self) -> str:
        """Where the app finds this Slack."""
        return self.public or f"http://127.0.0.1:{self.port}"

    def run(self, work: Coroutine[Any, Any, Any], *, timeout: float = 60) -> Any:
        """Run something in the server's own loop and return what it gives."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout)

    def launch(self, work: Coroutine[Any, Any, Any]) -> Any:
        """Start something in the server's own loop and return its future."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def note(self) -> None:
        """Wake those who wait for a change."""
        with self.changed:
            self.changed.notify_all()

    def wait_for(self, holds: Callable[[], Any], *, timeout: float = 60, what: str = "a change") -> Any:
        """Wait until something holds and return it; fail with what was awaited."""
        until = time.monotonic() + timeout
        with self.changed:
            while not (found := holds()):
                if time.monotonic() > until:
                    errors = [(c.method, c.error) for c in self.calls if c.error][-5:]
                    raise AssertionError(
                        f"Waited {timeout} s for {what}; last errors: {errors}; refusals: {self.refusals[-3:]}"
                    )
                self.changed.wait(LOOK_EVERY)  # what a process writes elsewhere is told by nobody
            return found

    # -- the workspace --------------------------------------------------------------------------------------------

    def person(self, name: str, *, team: str = TEAM, restricted: bool = False) -> Person:
        """Add a person and their direct message channel with the app."""
        number = len(self.users) + 1
        user, channel = f"U{number:05d}", f"D{number:05d}"
        self.users[user] = {
            "id": user,
            "name": name,
            "team_id": team,
            "is_restricted": restricted,
            "is_ultra_restricted": False,
            "is_bot": False,
            "deleted": False,
            **self.installs.of_organisation(team),
        }
        self.channels[channel] = {"id": channel, "is_im": True, "user": user, "members": {user, BOT_USER}, "team": team}
        return Person(self, user, channel)

    def uninstall(self, team: str, *, event: str = "app_uninstalled") -> None:
        """An admin takes the app out of a workspace, or of the organisation that it is one of."""
        install = self.installs.of_team(team)
        assert install is not None
        install.revoked = True
        self.tell_of_removal(team, install, event=event)

    def tell_of_removal(self, team: str, install: Install, *, event: str, bots: bool = True) -> None:
        """Deliver the event of a removal; Slack sends such an event late and twice at times."""
        assert event in self.manifest["settings"]["event_subscriptions"]["bot_events"]
        inner: Json = {"type": event}
        if event == "tokens_revoked":
            inner["tokens"] = {"bot": ["U0BOT"]} if bots else {"oauth": ["U00001"]}
        more = {"enterprise_id": install.enterprise} if install.enterprise else {}

        async def deliver() -> None:
            self.delivery.event(inner, team=team, authorizations=[install.authorization], **more)

        self.run(deliver())

    def withdraw(self, team: str, *, late: bool = False) -> None:
        """An organisation takes the app out of one of its workspaces; a ``late`` event comes when it is in again."""
        org = self.installs.organisations[team]
        install = next(one for one in self.installs.made if one.org_wide and one.enterprise == org and not one.revoked)
        if not late:
            self.installs.withdrawn.add((org, team))
        more = {"enterprise_id": org, "authorizations": [install.authorization]}

        async def deliver() -> None:
            self.delivery.event({"type": "team_access_revoked", "team_ids": [team]}, team=team, **more)

        self.run(deliver())

    def channel(
        self,
        name: str,
        *,
        members: list[Person],
        app: bool = True,
        shared: bool = False,
        archived: bool = False,
        team: str = TEAM,
    ) -> str:
        """Add a channel; ``app`` says whether the app is in it, ``team`` which workspace it is one of."""
        channel = f"C{len(self.channels) + 1:05d}"
        people = {p.user for p in members} | ({BOT_USER} if app else set())
        self.channels[channel] = {
            "id": channel,
            "name": name,
            "members": people,
            "is_ext_shared": shared,
            "is_archived": archived,
            "is_im": False,
            "team": team,
        }
        return channel

    def said(self, channel: str, *, thread: str | None = None) -> list[Json]:
        """The app's messages in a channel (in one thread of it), oldest first."""
        return [
            m
            for m in self.messages.get(channel, [])
            if m.get("bot_id") == BOT_ID and (thread is None or m.get("thread_ts") == thread)
        ]

    def shown_to(self, user: str) -> list[Json]:
        """The ephemeral messages that a person sees now, oldest first."""
        return [m for m in self.ephemerals if m["to"] == user]

    def message(self, channel: str, ts: str) -> Json | None:
        """One message by its timestamp."""
        return next((m for m in self.messages.get(channel, []) if m["ts"] == ts), None)

    def next_ts(self) -> str:
        """A timestamp later than all before."""
        number = next(self.stamp)
        return f"{self.base + number // 1000}.{number % 1000 * 1000:06d}"

    def new_file_id(self) -> str:
        """Give an id that no file has had, one that is gone included."""
        return f"F{next(self._file_numbers):05d}"

    def top_view(self, user: str) -> Json | None:
        """The modal that a person sees on top."""
        stack = self.view_stacks.get(user)
        return self.views[stack[-1]] if stack else None

    def trigger(self, user: str) -> str:
        """A new trigger_id."""
        identity = f"{len(self.triggers)}.{secrets.token_hex(6)}"
        self.triggers[identity] = Trigger(time.monotonic(), user)
        return identity

    def response_url(self, user: str, channel: str, message: Json | None = None) -> str:
        """A new response_url."""
        token = secrets.token_urlsafe(12)
        self.response_urls[token] = ResponseUrl(time.monotonic(), user, channel, message)
        return f"{self.address}/response/{token}"

    # -- the server -----------------------------------------------------------------------------------------------

    async def _serve(self) -> None:
        app = web.Application(client_max_size=2**26)
        app.add_routes(
            [
                web.post("/api/{method}", self._api),
                web.get("/api/{method}", self._api),
                web.get("/link", self.delivery.link),
                web.post("/response/{token}", self._respond),
                web.post("/upload/{file}", self._upload),
                web.get("/files/{file}", self._download),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def _close(self) -> None:
        await self.delivery.close()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _api(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            return web.Response(status=503, text="down")
        method, raw = request.match_info["method"], await request.text()
        arguments: Json
        if request.content_type == "application/json":
            arguments = json.loads(raw or "{}")
        else:
            arguments = dict(await request.post()) if raw else dict(request.query)
        token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(arguments.pop("token", ""))
        if token.startswith("Basic "):  # who the app is, where it has no token yet: client id and secret
            token = base64.b64decode(token.removeprefix("Basic ")).decode()
        for trouble in self.troubles:
            if method in trouble.methods:
                trouble.seen += 1
                if trouble.seen % trouble.every == 0:
                    self.calls.append(Call(method, arguments, f"trouble {trouble.status}"))
                    self.counted[f"{method} {trouble.status}"] += 1
                    body = {"ok": False, "error": "ratelimited" if trouble.status == 429 else "internal_error"}
                    headers = {"Retry-After": str(trouble.retry_after)} if trouble.status == 429 else {}
                    return web.json_response(body, status=trouble.status, headers=headers)
        status, body, headers = answer_call(self, method, arguments, token)
        self.calls.append(Call(method, arguments, None if body.get("ok") else body.get("error")))
        self.counted[method] += 1
        self.note()
        return web.json_response(body, status=status, headers=headers)

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        if self.down:
            return web.Response(status=503, text="down")
        status, text = answer_response_url(self, request.match_info["token"], json.loads(await request.text()))
        self.calls.append(Call("response_url", json.loads(await request.text()), None if status == 200 else text))
        self.counted["response_url"] += 1
        self.note()
        return web.Response(status=status, text=text)

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        self.files[request.match_info["file"]]["content"] = await request.read()
        return web.Response(text="OK")

    async def _download(self, request: web.Request) -> web.StreamResponse:
        self.counted["download"] += 1
        held = self.files.get(request.match_info["file"])
        if (
            held is None
            or self.installs.of_token(request.headers.get("authorization", "").removeprefix("Bearer ")) is None
            or "files:read" not in self.scopes
        ):
            return web.Response(status=302, headers={"location": "/login"})
        self.used_scopes.add("files:read")
        if (seconds := held.get("slow")) is not None:
            await asyncio.sleep(seconds)
        if (elsewhere := held.get("redirect")) is not None:
            return web.Response(status=302, headers={"location": elsewhere})
        if (page := held.get("page")) is not None:  # what Slack gives in place of a file that the app may not read
            return web.Response(text=page, content_type="text/html")
        return web.Response(body=held["content"], content_type=held.get("mimetype", "application/octet-stream"))
