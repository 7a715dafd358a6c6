"""The fake Slack's workspaces and organisations (Enterprise Grid), and where the app is installed, with which token.

An app is installed in one workspace, or for a whole organisation at once. With token rotation a token lasts so many
seconds and comes with another that refreshes it, once. No Slack library is imported here.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass
class Install:
    """The app in one workspace, or (``org_wide``) in all of an organisation's."""

    team: str
    enterprise: str | None
    token: str
    org_wide: bool = False
    refresh: str | None = None
    expires: float | None = None
    revoked: bool = False

    @property
    def authorization(self) -> Json:
        """What the envelope of an event says of it."""
        return {
            "enterprise_id": self.enterprise,
            "team_id": None if self.org_wide else self.team,
            "user_id": "U0BOT",
            "is_bot": True,
            "is_enterprise_install": self.org_wide,
        }


@dataclass
class Installs:
    """Every workspace that somebody is of, and every install; the first is the home workspace's."""

    home: str
    enterprise: str | None
    token: str
    org_wide: bool = False
    client_id: str = "111.222"
    client_secret: str = "client-secret"
    lasts: float | None = None  # seconds that a new token is good for; None where tokens are not rotated
    made: list[Install] = field(default_factory=list)
    organisations: dict[str, str] = field(default_factory=dict)
    codes: dict[str, tuple[str, bool]] = field(default_factory=dict)
    refreshed: int = 0
    withdrawn: set[tuple[str | None, str | None]] = field(default_factory=set)  # workspaces that an org app lost

    def __post_init__(self) -> None:
        self.made.append(Install(self.home, self.enterprise, self.token, self.org_wide))
        if self.enterprise:
            self.organisations[self.home] = self.enterprise

    def of_token(self, token: str) -> Install | None:
        """The install that a token is good for."""
        return next((one for one in self.made if one.token == token and not self.fault(one)), None)

    def fault(self, install: Install) -> str | None:
        """What Slack answers where a token is not good any more."""
        if install.revoked:
            return "token_revoked"
        return "token_expired" if install.expires is not None and time.time() > install.expires else None

    def of_team(self, team: str) -> Install | None:
        """The install by which the app hears of a workspace."""
        alive = [one for one in self.made if not one.revoked]
        own = [one for one in alive if one.team == team and not one.org_wide]
        org = self.organisations.get(team)
        return next(iter(own + [one for one in alive if one.org_wide and org and one.enterprise == org]), None)

    def sees(self, install: Install, team: str | None) -> bool:
        """Tell whether a token reaches what is of a workspace."""
        org = self.organisations.get(team or "")
        if (install.enterprise, team) in self.withdrawn:
            return False
        return (
            team is None or install.team == team or (install.org_wide and org is not None and org == install.enterprise)
        )

    def of_organisation(self, team: str) -> Json:
        """What the record of a person of a workspace says of the organisation."""
        org = self.organisations.get(team)
        return {"enterprise_user": {"enterprise_id": org, "teams": [team]}} if org else {}

    # -- installing -----------------------------------------------------------------------------------------------

    def agree(self, team: str, *, org_wide: bool = False) -> str:
        """An admin of a workspace agrees to the install; return the code that the browser takes back to the app."""
        code = f"code-{secrets.token_hex(4)}"
        self.codes[code] = (team, org_wide)
        return code

    def give(self, install: Install) -> Json:
        """Give a new token for an install, and what oauth.v2.access answers."""
        install.token = f"xoxb-{len(self.made)}-{secrets.token_hex(6)}"
        rotating: Json = {}
        if self.lasts is not None:
            install.refresh, install.expires = f"xoxe-1-{secrets.token_hex(6)}", time.time() + self.lasts
            rotating = {"refresh_token": install.refresh, "expires_in": int(self.lasts)}
        return {
            "access_token": install.token,
            "token_type": "bot",
            "scope": "chat:write",
            "bot_user_id": "U0BOT",
            "app_id": "A0FINDINGS",
            "team": None if install.org_wide else {"id": install.team, "name": install.team},
            "enterprise": {"id": install.enterprise, "name": install.enterprise} if install.enterprise else None,
            "is_enterprise_install": install.org_wide,
            "authed_user": {"id": "U00001"},
            **rotating,
        }
