"""How the fake Slack brings events, commands and clicks to the app: over Socket Mode or as signed HTTP requests.

In: a payload. Out: what the app acknowledged, after how many attempts and how many seconds. An event that is not
acknowledged in time is delivered again, three times at most, as Slack does; commands and clicks are not.
"""

import asyncio
import hashlib
import hmac
import itertools
import json
import time
import urllib.parse
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, web

if TYPE_CHECKING:
    from fake_slack import FakeSlack

Json = dict[str, Any]
CONNECTIONS = 10  # Socket Mode allows ten connections an app


@dataclass
class Delivered:
    """One thing brought to the app: when it was acknowledged, with what, at which attempt (None: never)."""

    kind: str
    payload: Json
    event_id: str | None = None
    attempts: int = 0
    seconds: float | None = None
    answer: Any = None
    status: int | str | None = None


@dataclass
class Delivery:
    """Brings payloads to the app over whichever way it is connected."""

    slack: "FakeSlack"
    ack_timeout: float = 3.0
    retry_delays: tuple[float, ...] = (0.0, 60.0, 300.0)
    http_url: str | None = None
    twice_every: int = 0  # every n-th event is delivered twice, as when an acknowledgement is lost on the way
    sockets: list[web.WebSocketResponse] = field(default_factory=list)
    record: list[Delivered] = field(default_factory=list)
    connections_made: int = 0

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._tickets: set[str] = set()
        self._events = 0
        self._turn = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._connected = asyncio.Event()
        self._session: ClientSession | None = None

    # -- connections ------------------------------------------------------------------------------------------------

    def new_link(self) -> str:
        """Return the address of a new Socket Mode connection, good for one use."""
        ticket = f"ticket-{next(self._numbers)}"
        self._tickets.add(ticket)
        return f"{self.slack.address.replace('http', 'ws', 1)}/link?ticket={ticket}"

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Serve one Socket Mode connection."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if len(self.sockets) >= CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
            return socket
        self.sockets.append(socket)
        self.connections_made += 1
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self.sockets),
                "connection_info": {"app_id": "A0FINDINGS"},
                "debug_info": {"host": "fake"},
            }
        )
        self._connected.set()
        self.slack.note()
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    answer = json.loads(message.data)
                    future = self._waiting.get(answer.get("envelope_id", ""))
                    if future is not None and not future.done():
                        future.set_result(answer.get("payload"))
        finally:
            self.sockets.remove(socket)
            if not self.sockets:
                self._connected.clear()
                for future in self._waiting.values():
                    if not future.done():
                        future.set_exception(ConnectionError("the connection is gone"))
            self.slack.note()
        return socket

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to make a new one, as Slack does every few hours."""
        for socket in list(self.sockets):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "fake"}})

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for socket in list(self.sockets):
            await socket.close()

    async def close(self) -> None:
        """End every connection and what is still on its way."""
        for task in list(self._tasks):
            task.cancel()
        await self.drop()
        if self._session is not None:
            await self._session.close()

    # -- bringing ---------------------------------------------------------------------------------------------------

    def event(self, inner: Json, *, team: str = "T0HOME", **more: Any) -> asyncio.Task[Delivered]:
        """Start the delivery of an event of a workspace, again until it is acknowledged."""
        install = self.slack.installs.of_team(team) or self.slack.installs.made[0]
        self._events += 1
        identity = f"Ev{next(self._numbers):07d}"
        payload = {
            "token": "legacy",
            "team_id": team,
            **({"enterprise_id": install.enterprise} if install.enterprise else {}),
            "api_app_id": "A0FINDINGS",
            "type": "event_callback",
            "event": inner,
            "event_id": identity,
            "event_time": int(time.time()),
            "is_ext_shared_channel": False,
            "authorizations": [install.authorization],
            **more,
        }
        times = 2 if self.twice_every and self._events % self.twice_every == 0 else 1
        tasks = [self._start(self.bring("events_api", payload, retry=True, first_attempt=n)) for n in range(times)]
        return tasks[0]

    def message_event(self, channel: str, message: Json, *, subtype: str | None = None) -> None:
        """Tell the app of a message, where its manifest subscribes to such events."""
        held, events = (
            self.slack.channels[channel],
            self.slack.manifest["settings"]["event_subscriptions"]["bot_events"],
        )
        inner = {"type": "message", "channel": channel, "event_ts": message["ts"], **message}
        if subtype is not None:
            inner = {
                "type": "message",
                "subtype": subtype,
                "channel": channel,
                "ts": self.slack.next_ts(),
                "event_ts": message["ts"],
                "message": message,
                "hidden": True,
            }
        if held.get("is_im"):
            if "message.im" in events and self.granted("im:history"):
                self.event(inner | {"channel_type": "im"}, team=held["team"])
            return
        shared = {"is_ext_shared_channel": bool(held.get("is_ext_shared")), "team": held["team"]}
        if "message.channels" in events and self.granted("channels:history"):
            self.event(inner | {"channel_type": "channel"}, **shared)
        mentioned = "<@U0BOT>" in message.get("text", "") and subtype is None and message.get("bot_id") is None
        if mentioned and "app_mention" in events and "U0BOT" in held["members"] and self.granted("app_mentions:read"):
            self.event(inner | {"type": "app_mention"}, **shared)

    def granted(self, scope: str) -> bool:
        """Say whether the app was granted what an event needs; the scope counts as used."""
        if scope in self.slack.scopes:
            self.slack.used_scopes.add(scope)
        return scope in self.slack.scopes

    async def bring(self, kind: str, payload: Json, *, retry: bool = False, first_attempt: int = 0) -> Delivered:
        """Bring a payload to the app and return how it was acknowledged."""
        delivered = Delivered(kind, payload, payload.get("event_id"))
        self.record.append(delivered)
        for attempt in range(first_attempt, 4 if retry else first_attempt + 1):
            if attempt > first_attempt:
                await asyncio.sleep(self.retry_delays[min(attempt, len(self.retry_delays)) - 1])
            delivered.attempts += 1
            begun = time.monotonic()
            try:
                if self.http_url is None:
                    delivered.answer = await self._over_socket(kind, payload, attempt)
                else:
                    delivered.status, delivered.answer = await self._over_http(kind, payload, attempt)
                    if delivered.status != 200:
                        raise ConnectionError(f"HTTP status {delivered.status}")
            except (TimeoutError, ConnectionError, ClientError):
                continue
            delivered.seconds = time.monotonic() - begun
            break
        self.slack.note()
        return delivered

    async def _over_socket(self, kind: str, payload: Json, attempt: int) -> Any:
        while not self.sockets:  # a connection can end again before this has its turn
            await asyncio.wait_for(self._connected.wait(), 60)
        self._turn += 1
        socket = self.sockets[self._turn % len(self.sockets)]
        envelope = f"envelope-{next(self._numbers)}"
        body: Json = {
            "envelope_id": envelope,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            body |= {"retry_attempt": attempt, "retry_reason": "timeout" if attempt else ""}
        future = self._waiting[envelope] = asyncio.get_running_loop().create_future()
        try:
            await socket.send_json(body)
            return await asyncio.wait_for(future, self.ack_timeout)
        finally:
            del self._waiting[envelope]

    async def _over_http(self, kind: str, payload: Json, attempt: int) -> tuple[int, Any]:
        if kind == "events_api":
            body, content_type = json.dumps(payload), "application/json"
        elif kind == "slash_commands":
            body, content_type = urllib.parse.urlencode(payload), "application/x-www-form-urlencoded"
        else:
            body, content_type = (
                urllib.parse.urlencode({"payload": json.dumps(payload)}),
                "application/x-www-form-urlencoded",
            )
        headers = {"content-type": content_type, **self.signature(body)}
        if attempt:
            headers |= {"x-slack-retry-num": str(attempt), "x-slack-retry-reason": "http_timeout"}
        return await self.send_http(body, headers)

    def signature(self, body: str, *, at: int | None = None) -> dict[str, str]:
        """Sign a request body as Slack does (version v0)."""
        stamp = str(int(time.time()) if at is None else at)
        digest = hmac.new(self.slack.signing_secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
        return {"x-slack-request-timestamp": stamp, "x-slack-signature": f"v0={digest}"}

    async def send_http(self, body: str, headers: dict[str, str]) -> tuple[int, Any]:
        """Send one HTTP request to the app's events address."""
        assert self.http_url is not None
        if self._session is None:
            self._session = ClientSession(timeout=ClientTimeout(total=self.ack_timeout))
        async with self._session.post(self.http_url, data=body, headers=headers) as response:
            text = await response.text()
            is_json = response.content_type == "application/json" and text
            return response.status, json.loads(text) if is_json else (text or None)

    def _start(self, work: Any) -> asyncio.Task[Delivered]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
