"""Admins: who may change the library from Slack; nobody unless the settings name them.

In: the ids in the settings, of people or of user groups. Out: whether somebody is one of them. Where Slack does not
say who is in a group, nobody is taken to be.
"""

import asyncio
import time

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import log
from bot.settings import Settings

__all__ = ["NOT_AN_ADMIN", "Admins"]

NOT_AN_ADMIN = "Only admins of Findings can change the library. Whoever looks after Findings can tell you who they are."
_KEEP_SECONDS = 180.0  # somebody who leaves a group loses the right within minutes


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
            if self._asked is None or time.monotonic() - self._asked > _KEEP_SECONDS:
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
