"""Who is asking, and what they may: members of this workspace get answers, admins may change the library.

People of other workspaces (shared channels) and guests get no answer unless the settings say otherwise.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from cachetools import TTLCache
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.settings import Settings

NOT_AN_ADMIN = "Only admins of Findings can change the library. Whoever looks after Findings can tell you who they are."
OUTSIDE = (
    "Sorry, I answer people of this workspace only. Ask a colleague there, or its admins to let your workspace in."
)
GUEST = "Sorry, I am not set up to answer guests. Please ask a full member of this workspace."
UNKNOWN = "Sorry, I cannot tell whether you are a member of this workspace, so I give no answer. Please tell an admin."
_GROUP_SECONDS = 180.0  # somebody who leaves a group loses the right within minutes
_GUEST_SECONDS = 900.0
_UNREACHABLE = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A person as an event or a click names them; ``team`` and ``enterprise`` are theirs, not the channel's."""

    id: str
    team: str | None = None
    enterprise: str | None = None


def user_of(body: Mapping[str, Any]) -> SlackUser:
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


class AccessPolicy:
    """Knows the workspace, for a while who is a guest in it, and who is an admin."""

    def __init__(self, settings: Settings, client: AsyncWebClient, *, team: str, enterprise: str | None) -> None:
        """Take the ids of the workspace that the app is installed in; Slack is asked about people when needed."""
        self._settings, self._client = settings, client
        self._home = {team, *([enterprise] if enterprise else []), *settings.allowed_teams}
        self._guests: TTLCache[str, bool] = TTLCache(maxsize=5_000, ttl=_GUEST_SECONDS)
        self._asking: dict[str, asyncio.Task[bool]] = {}
        self._admins = frozenset(name for name in settings.admins if name.startswith(("U", "W")))
        self._groups = tuple(name for name in settings.admins if name.startswith("S"))
        self._in_groups: TTLCache[tuple[str, ...], frozenset[str]] = TTLCache(maxsize=1, ttl=_GROUP_SECONDS)
        self._group_lock = asyncio.Lock()

    # -- members ------------------------------------------------------------------------------------------------------

    async def reason_against(self, user: SlackUser) -> str | None:
        """Return why somebody gets no answer, None where they get one."""
        theirs = {part for part in (user.team, user.enterprise) if part}
        if theirs and not theirs & self._home:
            return OUTSIDE
        if self._settings.allow_guests:
            return None
        try:
            return GUEST if await self._is_guest(user.id) else None
        except _UNREACHABLE as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            log.error(
                "Cannot tell whether somebody is a guest (users.info: %s). The bot needs the scope users:read, or "
                "FINDINGS_ALLOW_GUESTS=true.",
                reason,
            )
            return UNKNOWN

    async def _is_guest(self, user: str) -> bool:
        """Ask Slack once, however many wait for it; who stops waiting does not stop the question."""
        if (known := self._guests.get(user)) is not None:
            return known
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.ensure_future(self._ask_slack(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        return await asyncio.shield(task)

    async def _ask_slack(self, user: str) -> bool:
        info = (await self._client.users_info(user=user))["user"]
        guest = bool(info.get("is_restricted") or info.get("is_ultra_restricted") or info.get("is_stranger"))
        self._guests[user] = guest
        return guest

    # -- admins -------------------------------------------------------------------------------------------------------

    async def is_admin(self, user: str) -> bool:
        """Tell whether somebody is an admin now."""
        return bool(user) and (user in self._admins or user in await self._members_of_groups())

    async def admins(self) -> tuple[str, ...]:
        """List every admin, of groups too."""
        return tuple(sorted(self._admins | await self._members_of_groups()))

    async def _members_of_groups(self) -> frozenset[str]:
        if not self._groups:
            return frozenset()
        async with self._group_lock:
            known = self._in_groups.get(self._groups)
            if known is None:
                asked = [await self._members_of(group) for group in self._groups]
                known = self._in_groups[self._groups] = frozenset().union(*asked)
        return known

    async def _members_of(self, group: str) -> frozenset[str]:
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
        except _UNREACHABLE as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else error
            log.error(
                "Cannot tell who is in the admins' group %s (usergroups.users.list: %s). The bot needs the "
                "scope usergroups:read; until then nobody of that group is an admin.",
                group,
                reason,
            )
            return frozenset()
        return frozenset(answer.get("users") or ())
