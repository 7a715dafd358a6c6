"""Who gets answers: people of this workspace, others only as configured.

In: what Slack says of who asks and where. Out: whether they get an answer, or the plain reason why not. Unless the
settings say otherwise, people of other workspaces (shared channels) and guests get none.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.settings import Settings

NOT_AN_ADMIN = "Only admins of Findings can change the library. Whoever looks after Findings can tell you who they are."
_GROUP_SECONDS = 180.0  # somebody who leaves a group loses the right within minutes


class Admins:
    """Knows who is an admin."""

    def __init__(self, settings: Settings, client: AsyncWebClient) -> None:
        """Take the settings; Slack is asked about groups when first needed."""
        self._client = client
        self._people = frozenset(name for name in settings.admins if name.startswith(("U", "W")))
        self._groups = tuple(name for name in settings.admins if name.startswith("S"))
        self._members: frozenset[str] = frozenset()
        self._asked: float | None = None
        self._lock = asyncio.Lock()

    async def is_admin(self, user: str) -> bool:
        """Tell whether somebody is an admin now."""
        return bool(user) and (user in self._people or user in await self._in_groups())

    async def everyone(self) -> tuple[str, ...]:
        """List every admin, of groups too."""
        return tuple(sorted(self._people | await self._in_groups()))

    async def _in_groups(self) -> frozenset[str]:
        if not self._groups:
            return frozenset()
        async with self._lock:
            if self._asked is None or time.monotonic() - self._asked > _GROUP_SECONDS:
                members: set[str] = set()
                for group in self._groups:
                    try:
                        answer = await self._client.usergroups_users_list(usergroup=group)
                        members.update(answer.get("users") or ())
                    except (SlackApiError, OSError, TimeoutError) as error:
                        said = error.response.get("error") if isinstance(error, SlackApiError) else error
                        log.error(
                            "Cannot tell who is in the admins' group %s (usergroups.users.list: %s). The bot needs the "
                            "scope usergroups:read; until then nobody of that group is an admin.",
                            group,
                            said,
                        )
                self._members, self._asked = frozenset(members), time.monotonic()
        return self._members


_OUTSIDE = (
    "Sorry, I answer people of this workspace only. Ask a colleague there, or its admins to let your workspace in."
)
_GUEST = "Sorry, I am not set up to answer guests. Please ask a full member of this workspace."
_UNKNOWN = "Sorry, I cannot tell whether you are a member of this workspace, so I give no answer. Please tell an admin."
_GUEST_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A person as an event or a click names them; ``team`` and ``enterprise`` are theirs, not the channel's."""

    user: str
    team: str | None = None
    enterprise: str | None = None


class AccessPolicy:
    """Knows its own workspace and, for a while, who is a guest in it."""

    def __init__(self, settings: Settings, client: AsyncWebClient, *, team: str, enterprise: str | None) -> None:
        """Take the ids of the workspace that the app is installed in."""
        self._settings, self._client = settings, client
        self._home = {team, *([enterprise] if enterprise else []), *settings.allowed_teams}
        self._guests: OrderedDict[str, tuple[float, bool]] = OrderedDict()
        self._locks: dict[str, asyncio.Lock] = {}

    async def reason_against(self, asker: SlackUser) -> str | None:
        """Return why somebody gets no answer, None where they get one."""
        theirs = {part for part in (asker.team, asker.enterprise) if part}
        if theirs and not theirs & self._home:
            return _OUTSIDE
        if self._settings.allow_guests:
            return None
        async with self._locks.setdefault(asker.user, asyncio.Lock()):
            return await self._reason_against_guest(asker.user)

    async def _reason_against_guest(self, user: str) -> str | None:
        held = self._guests.get(user)
        if held is None or time.monotonic() - held[0] > _GUEST_SECONDS:
            try:
                info = (await self._client.users_info(user=user))["user"]
            except SlackApiError as error:
                log.error(
                    "Cannot tell whether somebody is a guest (users.info: %s). The bot needs the scope users:read, or "
                    "FINDINGS_ALLOW_GUESTS=true.",
                    error.response.get("error"),
                )
                return _UNKNOWN
            guest = bool(info.get("is_restricted") or info.get("is_ultra_restricted") or info.get("is_stranger"))
            held = self._guests[user] = (time.monotonic(), guest)
            while len(self._guests) > 5_000:
                forgotten, _ = self._guests.popitem(last=False)
                self._locks.pop(forgotten, None)
        return _GUEST if held[1] else None


def asker_of(body: Mapping[str, Any]) -> SlackUser:
    """Read who an event, command, shortcut or click is from.

    In a shared channel ``team_id`` of the envelope is the workspace that the app is in; the person's own stands in the
    event (``user_team``, ``source_team``, ``team``) or in ``user.team_id``.
    """
    event = body.get("event")
    if isinstance(event, dict):
        user = event.get("user") or ""
        team = event.get("user_team") or event.get("source_team") or event.get("team") or body.get("team_id")
        return SlackUser(str(user), team, None)
    user = body.get("user")
    if isinstance(user, dict):
        return SlackUser(str(user.get("id") or ""), user.get("team_id") or (body.get("team") or {}).get("id"), None)
    return SlackUser(str(body.get("user_id") or ""), body.get("team_id"), body.get("enterprise_id"))
