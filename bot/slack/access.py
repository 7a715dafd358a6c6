"""Who is asking, and what they may: members of this workspace get answers, admins may change the library.

People of other workspaces (shared channels) and guests get no answer unless the settings say otherwise. The people of
an organisation (Enterprise Grid) that the workspace is of, or for all of which the app is installed, are members.
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
SLACK_FAULTS = (SlackApiError, aiohttp.ClientError, OSError, TimeoutError)  # of a call of the Web API


_UNNAMED = "?"  # the team of somebody in a channel shared with others, where what came does not name it


@dataclass(frozen=True, slots=True)
class SlackUser:
    """A person as an event or a click names them; ``team`` and ``enterprise`` are theirs, not the channel's."""

    id: str
    team: str | None = None
    enterprise: str | None = None


@dataclass(frozen=True, slots=True)
class _Record:
    """What Slack says of a person: a guest or stranger, and of which workspaces and organisation."""

    guest: bool
    belongs: frozenset[str]


def user_of(body: Mapping[str, Any]) -> SlackUser:
    """Read who an event, command, shortcut or click is from.

    In a shared channel the ids of the envelope are those of the workspace that the app is in. The person's own team
    stands in the event (``user_team``, ``source_team``, ``team``) or in ``user.team_id``; an organisation that the
    envelope names is theirs only where it names their own team beside it.
    """
    event, user = body.get("event"), body.get("user")
    if isinstance(event, dict):
        return _user_of_event(body, event)
    if isinstance(user, dict):
        there = body.get("team") or {}
        team = user.get("team_id") or there.get("id")
        enterprise = user.get("enterprise_id")
        if team == there.get("id"):
            enterprise = enterprise or there.get("enterprise_id") or (body.get("enterprise") or {}).get("id")
        return SlackUser(str(user.get("id") or ""), team, enterprise)
    return SlackUser(str(body.get("user_id") or ""), body.get("team_id"), body.get("enterprise_id"))


def _user_of_event(body: Mapping[str, Any], event: Mapping[str, Any]) -> SlackUser:
    user = str(event.get("user") or "")
    team = event.get("user_team") or event.get("source_team") or event.get("team")
    named = [(one.get("team_id"), one.get("enterprise_id")) for one in body.get("authorizations") or ()]
    named.append((body.get("context_team_id"), body.get("context_enterprise_id")))
    if not body.get("is_ext_shared_channel"):
        team = team or body.get("team_id") or body.get("enterprise_id")
        named.append((body.get("team_id"), body.get("enterprise_id")))
    if not team:
        return SlackUser(user, _UNNAMED if body.get("is_ext_shared_channel") else None)
    return SlackUser(user, team, next((org for of, org in named if org and of == team), None))


class AccessPolicy:
    """Knows the workspace, for a while who is a guest in it, and who is an admin."""

    def __init__(self, settings: Settings, client: AsyncWebClient, *, team: str, enterprise: str | None) -> None:
        """Take the ids of the workspace that the app is installed in; Slack is asked about people when needed."""
        self._settings, self._client = settings, client
        self._home = {team, *([enterprise] if enterprise else []), *settings.allowed_teams}
        self._has_org = any(name.startswith("E") for name in self._home)
        self._records: TTLCache[str, _Record] = TTLCache(maxsize=5_000, ttl=_GUEST_SECONDS)
        self._asking: dict[str, asyncio.Task[_Record]] = {}
        self._admins = frozenset(name for name in settings.admins if name.startswith(("U", "W")))
        self._groups = tuple(name for name in settings.admins if name.startswith("S"))
        self._in_groups: TTLCache[tuple[str, ...], frozenset[str]] = TTLCache(maxsize=1, ttl=_GROUP_SECONDS)
        self._group_lock = asyncio.Lock()

    # -- members ------------------------------------------------------------------------------------------------------

    async def reason_against(self, user: SlackUser) -> str | None:
        """Return why somebody gets no answer, None where they get one."""
        theirs = {part for part in (user.team, user.enterprise) if part}
        inside = not theirs or bool(theirs & self._home)
        if not inside and not self._has_org and _UNNAMED not in theirs:
            return OUTSIDE
        if inside and self._settings.allow_guests:
            return None
        try:
            record = await self._record(user.id)
        except SLACK_FAULTS as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
            log.error(
                "Cannot tell whether somebody is a member or a guest (users.info: %s). The bot needs the scope "
                "users:read, or FINDINGS_ALLOW_GUESTS=true.",
                reason,
            )
            return UNKNOWN
        if not (theirs & self._home or record.belongs & self._home or (inside and not record.belongs)):
            return OUTSIDE
        return GUEST if record.guest and not self._settings.allow_guests else None

    async def _record(self, user: str) -> _Record:
        """Ask Slack once, however many wait for it; who stops waiting does not stop the question."""
        if (known := self._records.get(user)) is not None:
            return known
        task = self._asking.get(user)
        if task is None:
            task = self._asking[user] = asyncio.ensure_future(self._ask_slack(user))
            task.add_done_callback(lambda _: self._asking.pop(user, None))
        return await asyncio.shield(task)

    async def _ask_slack(self, user: str) -> _Record:
        info = (await self._client.users_info(user=user))["user"]
        guest = bool(info.get("is_restricted") or info.get("is_ultra_restricted") or info.get("is_stranger"))
        org = info.get("enterprise_user") or {}
        named = (info.get("team_id"), info.get("enterprise_id"), org.get("enterprise_id"), *(org.get("teams") or ()))
        record = self._records[user] = _Record(guest, frozenset(str(one) for one in named if one))
        return record

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
        except SLACK_FAULTS as error:
            reason = error.response.get("error") if isinstance(error, SlackApiError) else error
            log.error(
                "Cannot tell who is in the admins' group %s (usergroups.users.list: %s). The bot needs the "
                "scope usergroups:read; until then nobody of that group is an admin.",
                group,
                reason,
            )
            return frozenset()
        return frozenset(answer.get("users") or ())
