"""The workspaces that this process serves: one that a token is given for, or all that the app is installed in."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack, suppress
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext

from bot.logs import log
from bot.settings import Settings, settings_of_workspace
from bot.slack.access import SLACK_FAULTS
from bot.slack.installations import Install, Installations, InstalledAuthorize, install_of
from bot.slack.messenger import quiet_client
from bot.slack.notify import notify_admins
from bot.slack.services import SharedServices
from bot.slack.state import delete_state
from bot.slack.workspace import Workspace, open_messenger, open_workspace
from index.errors import FindingsError, IndexStoreError

TOKENS_EVERY = 600.0  # seconds; a token is refreshed when it has less than two hours to go
REMOVAL_EVENTS = ("app_uninstalled", "team_access_revoked", "tokens_revoked")


def is_removal(body: Mapping[str, Any]) -> bool:
    """Tell whether an event says that the app was uninstalled, in one workspace of an organisation too, or that tokens
    of it were taken back."""
    return (body.get("event") or {}).get("type") in REMOVAL_EVENTS


def _of_the_app(body: Mapping[str, Any]) -> bool:
    """Tell whether more was taken back than the tokens of people, of which the app keeps none."""
    event = body["event"]
    return event["type"] == "app_uninstalled" or bool((event.get("tokens") or {}).get("bot"))


class Workspaces:
    """Every workspace that is open; more are opened as the app is installed in them."""

    def __init__(self, settings: Settings) -> None:
        """Begin with none."""
        self._settings = settings
        self._open: dict[str, Workspace] = {}
        self._lock = asyncio.Lock()
        self._shared: SharedServices | None = None
        self._installations: Installations | None = None
        self._authorize: InstalledAuthorize | None = None

    async def serve_one(self, workspace: Workspace) -> None:
        """Serve a workspace, and no other."""
        self._open[""] = workspace
        await workspace.start()

    async def serve_installed(
        self, shared: SharedServices, installations: Installations, authorize: InstalledAuthorize
    ) -> None:
        """Serve every workspace that the app is installed in, and those in which it will be."""
        self._shared, self._installations, self._authorize = shared, installations, authorize
        with suppress(IndexStoreError):  # each workspace's admins are told
            await shared.searchers.search(lambda held: held.library.generation)
        await self._refresh()

    async def of(self, context: AsyncBoltContext) -> Workspace | None:
        """Give the workspace that something came from; None where the app is not installed there."""
        if self._shared is None:
            return self._open[""]
        install, known = install_of(context), context.authorize_result
        if known is None or not known.bot_token:
            return None
        return await self._opened(install, known)

    async def removed(self, body: Mapping[str, Any], context: AsyncBoltContext) -> None:
        """Delete what is kept of the workspace in which the app was uninstalled; never raises.

        A token that still works says that it has been installed again since, or that another token was meant.
        """
        try:
            if body["event"]["type"] == "team_access_revoked":
                await self._forget_teams(body, context)
                return
            if not _of_the_app(body):
                return
            if self._shared is None:
                await self._forget_the_one()
                return
            # An organisation's uninstall may name one of its workspaces.
            named = [install_of(context)]
            if context.enterprise_id:
                named.append(Install(context.enterprise_id, None, org_wide=True))
            for install in dict.fromkeys(named):
                await self._remove(install)
        except Exception:
            log.exception("What is kept of a workspace in which the app was uninstalled could not be deleted.")

    async def keep_tokens(self) -> None:
        """Refresh tokens before they end, also where nobody asks anything, until this is cancelled."""
        while True:
            await asyncio.sleep(TOKENS_EVERY)
            await self._refresh()

    async def tell_admins(self, text: str) -> None:
        """Send a message to the admins of every workspace."""
        for workspace in list(self._open.values()):
            await notify_admins(workspace.services.access, workspace.services.messenger, text)

    async def close(self) -> None:
        """Close every workspace."""
        await asyncio.gather(*(workspace.close() for workspace in self._open.values()))
        self._open.clear()

    # -- several ------------------------------------------------------------------------------------------------------

    async def _refresh(self) -> None:
        """Open what is installed and not open yet, with tokens that are good for hours."""
        assert self._installations is not None
        assert self._authorize is not None
        try:
            installs = await asyncio.to_thread(self._installations.installs)
        except Exception:
            log.exception("The installations cannot be read.")
            return
        for install in installs:
            try:
                known = await self._authorize.at(install)
                if known is None or not known.bot_token:
                    log.error("The token of %s is not good any more: install the app there again.", install.key)
                else:
                    await self._opened(install, known)
            except (FindingsError, *SLACK_FAULTS) as error:
                log.error("The workspace %s cannot be served yet: %s", install.key, error)

    async def _opened(self, install: Install, known: AuthorizeResult) -> Workspace:
        """Give an open workspace, opened where it is not yet, and let it use the newest token."""
        token = str(known.bot_token)
        async with self._lock:
            held = self._open.get(install.key)
            if held is None:
                held = self._open[install.key] = await self._open_one(install, known, token)
                log.info("Serving %s.", install.key)
            held.services.messenger.token = token
            return held

    async def _open_one(self, install: Install, known: AuthorizeResult, token: str) -> Workspace:
        assert self._shared is not None
        settings = settings_of_workspace(self._settings, install.key)
        identity = {
            "team_id": install.team or install.enterprise,
            "enterprise_id": install.enterprise or known.enterprise_id,
            "user_id": known.bot_user_id,
        }
        home = settings.home_authority if settings.home_authority != self._settings.home_authority else None
        opened = AsyncExitStack()
        try:
            messenger = await open_messenger(token, settings, opened)
            workspace = open_workspace(
                self._shared, settings, messenger, identity, opened, home=home, org_wide=install.org_wide
            )
        except BaseException:
            await opened.aclose()
            raise
        await workspace.start()
        return workspace

    async def _remove(self, install: Install) -> None:
        assert self._installations is not None
        kept = await self._installations.async_find_bot(
            enterprise_id=install.enterprise, team_id=install.team, is_enterprise_install=install.org_wide
        )
        state = settings_of_workspace(self._settings, install.key).state
        if kept is None and install.key not in self._open and not state.exists():
            return
        if kept is not None and await self._works(kept.bot_token):
            log.warning(
                "Slack says that the app was uninstalled, but it is installed in %s again; nothing is deleted.",
                install.key,
            )
            return
        await self._installations.delete(install)
        async with self._lock:
            workspace = self._open.pop(install.key, None)
        if workspace is not None:
            await workspace.remove()
        else:
            await asyncio.to_thread(delete_state, state)
        log.info("The app was uninstalled in %s: what was kept of it is deleted.", install.key)

    async def _forget_teams(self, body: Mapping[str, Any], context: AsyncBoltContext) -> None:
        """Delete what is kept of workspaces that an organisation's install does not reach any more."""
        if self._shared is None:
            workspace = self._open[""]
        else:
            org = body.get("enterprise_id") or body["event"].get("enterprise_id") or context.enterprise_id
            held = self._open.get(str(org or ""))
            if held is None:
                return
            workspace = held
        reached = set()
        async for page in await workspace.services.messenger.client.auth_teams_list(limit=100):
            reached |= {str(team.get("id")) for team in page.get("teams") or ()}
        gone = {str(team) for team in body["event"].get("team_ids") or ()} - reached
        count = await workspace.forget_teams(gone) if gone else 0
        named = ", ".join(sorted(gone)) or "no workspace"
        log.info("The app was taken out of %s: what was kept of %d people there is deleted.", named, count)

    async def _forget_the_one(self) -> None:
        workspace = self._open[""]
        if await self._works(workspace.services.messenger.token):
            log.warning("Slack says that the app was uninstalled, and its token still works; nothing is deleted.")
            return
        await workspace.forget()
        log.error(
            "The app was uninstalled: what was kept of the workspace is deleted. Install it again and put its new "
            "token into SLACK_BOT_TOKEN, or stop this process."
        )

    async def _works(self, token: str | None) -> bool:
        try:
            await quiet_client(token or "", self._settings.slack_api_url).auth_test()
        except SLACK_FAULTS:
            return False
        return True
