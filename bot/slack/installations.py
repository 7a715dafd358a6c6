"""Where the app is installed, with which tokens, where one process serves several workspaces: Bolt's own OAuth.

The tokens lie in slack_sdk's installation store, in a file of SQLite or wherever SQLAlchemy reaches. A token that ends
soon is refreshed by Bolt, one at a time for each workspace, since what refreshes it is good once.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncInstallationStoreAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.installation_store.sqlite3 import SQLite3InstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore
from slack_sdk.oauth.state_store.sqlite3 import SQLite3OAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import bolt_logger
from bot.settings import Settings, SettingsError

INSTALL_PATH, REDIRECT_PATH = "/slack/install", "/slack/oauth_redirect"
STATE_SECONDS = 600  # in which an admin agrees to an install that was begun
SCOPES = (
    "app_mentions:read",
    "assistant:write",
    "chat:write",
    "commands",
    "files:read",
    "files:write",
    "im:history",
    "users:read",
)


@dataclass(frozen=True, slots=True)
class Install:
    """Where the app is installed: in a workspace, or (``org_wide``, then without ``team``) in an organisation."""

    enterprise: str | None
    team: str | None
    org_wide: bool = False

    @property
    def key(self) -> str:
        """The id that it goes by in settings and in the names of files."""
        return str((self.enterprise if self.org_wide else self.team) or "")


def install_of(context: AsyncBoltContext) -> Install:
    """Name the install that something came by, as Bolt read it from the envelope."""
    if context.is_enterprise_install or not context.team_id:
        return Install(context.enterprise_id, None, org_wide=True)
    return Install(context.enterprise_id, context.team_id)


class Installations(AsyncInstallationStore):
    """The open store; nothing that it asks of a database holds up the event loop."""

    def __init__(self, address: str, *, client_id: str) -> None:
        """Open a file of SQLite, or what an address of SQLAlchemy names, and make its tables where they are missing.

        Raises:
            SettingsError: it cannot be used.
        """
        self._client_id = client_id
        self._store: Any
        self.states: AsyncOAuthStateStore
        try:
            if "://" in address:
                self._store, states = _open_sqlalchemy(address, client_id)
            else:
                self._store, states = _open_sqlite(Path(address), client_id)
        except SettingsError:
            raise
        except Exception as error:
            said = type(error).__name__  # the text may hold the password of an address
            raise SettingsError(
                f"The installations cannot be opened ({said}). Correct FINDINGS_INSTALLATIONS: a file that can be "
                "written, or an address of SQLAlchemy."
            ) from None
        self.states = _States(states)

    async def async_save(self, installation: Installation) -> None:
        """Keep an install."""
        await asyncio.to_thread(self._store.save, installation)

    async def async_save_bot(self, bot: Bot) -> None:
        """Keep a token that was refreshed."""
        await asyncio.to_thread(self._store.save_bot, bot)

    async def async_find_bot(
        self, *, enterprise_id: str | None, team_id: str | None, is_enterprise_install: bool | None = False
    ) -> Bot | None:
        """Give the newest token of a workspace or an organisation."""

        def find() -> Bot | None:
            found: Bot | None = self._store.find_bot(
                enterprise_id=enterprise_id, team_id=team_id, is_enterprise_install=is_enterprise_install
            )
            return found

        return await asyncio.to_thread(find)

    async def async_delete_bot(self, *, enterprise_id: str | None, team_id: str | None) -> None:
        """Delete every token of a workspace or an organisation."""
        await asyncio.to_thread(lambda: self._store.delete_bot(enterprise_id=enterprise_id, team_id=team_id))

    async def async_delete_installation(
        self, *, enterprise_id: str | None, team_id: str | None, user_id: str | None = None
    ) -> None:
        """Delete the installs of a workspace or an organisation, or those that one person made."""
        await asyncio.to_thread(
            lambda: self._store.delete_installation(enterprise_id=enterprise_id, team_id=team_id, user_id=user_id)
        )

    def installs(self) -> list[Install]:
        """List where the app is installed."""
        columns = ("enterprise_id", "team_id", "is_enterprise_install")
        if isinstance(self._store, SQLite3InstallationStore):
            with self._store.connect() as connection:
                rows = connection.execute(
                    f"SELECT DISTINCT {', '.join(columns)} FROM slack_bots WHERE client_id = ?", (self._client_id,)
                ).fetchall()
        else:
            import sqlalchemy

            table = self._store.bots
            query = sqlalchemy.select(*(table.c[name] for name in columns)).distinct()
            with self._store.engine.connect() as connection:
                rows = connection.execute(query.where(table.c.client_id == self._client_id)).fetchall()
        return [Install(enterprise or None, team or None, bool(org_wide)) for enterprise, team, org_wide in rows]

    def with_tokens(self) -> list[tuple[str, str]]:
        """List the id and the newest token of each install; none is refreshed here."""
        found = []
        for install in self.installs():
            bot = self._store.find_bot(
                enterprise_id=install.enterprise, team_id=install.team, is_enterprise_install=install.org_wide
            )
            if bot is not None:
                found.append((install.key, str(bot.bot_token)))
        return found

    async def delete(self, install: Install) -> None:
        """Delete what is kept of an install."""
        await self.async_delete_all(enterprise_id=install.enterprise or "", team_id=install.team or "")
        await self.async_delete_all(enterprise_id=install.enterprise, team_id=install.team)


class _States(AsyncOAuthStateStore):
    """The installs that were begun and not agreed to yet."""

    def __init__(self, store: Any) -> None:
        self._store = store

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        return str(await asyncio.to_thread(self._store.issue, *args, **kwargs))

    async def async_consume(self, state: str) -> bool:
        return bool(await asyncio.to_thread(self._store.consume, state))


def _open_sqlite(path: Path, client_id: str) -> tuple[Any, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)  # also one that was there: it holds tokens
    store = SQLite3InstallationStore(database=str(path), client_id=client_id, logger=bolt_logger())
    states = SQLite3OAuthStateStore(database=str(path), expiration_seconds=STATE_SECONDS, logger=bolt_logger())
    store.init()  # type: ignore[no-untyped-call]
    states.init()  # type: ignore[no-untyped-call]
    return store, states


def _open_sqlalchemy(address: str, client_id: str) -> tuple[Any, Any]:
    try:
        import sqlalchemy
        from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
        from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
    except ImportError:
        raise SettingsError(
            "FINDINGS_INSTALLATIONS is an address of SQLAlchemy, which is not installed. Install it with "
            "pip install 'findings[sqlalchemy]', and the driver of your database."
        ) from None
    engine = sqlalchemy.create_engine(address, pool_pre_ping=True)
    store = SQLAlchemyInstallationStore(client_id=client_id, engine=engine, logger=bolt_logger())
    states = SQLAlchemyOAuthStateStore(expiration_seconds=STATE_SECONDS, engine=engine, logger=bolt_logger())
    store.metadata.create_all(engine)
    states.metadata.create_all(engine)
    return store, states


class InstalledAuthorize(AsyncInstallationStoreAuthorize):
    """Bolt's own way from an envelope to a token, one at a time for each workspace."""

    def __init__(self, installations: Installations, settings: Settings) -> None:
        """Take the store and what the app is known to Slack by."""
        self._client = AsyncWebClient(base_url=settings.slack_api_url, timeout=30)
        super().__init__(
            logger=bolt_logger(),
            installation_store=installations,
            client_id=settings.slack_client_id,
            client_secret=_secret(settings),
            bot_only=True,
            cache_enabled=True,
            client=self._client,
        )
        self._turns: dict[tuple[str | None, str | None], asyncio.Lock] = {}

    async def __call__(
        self, *, context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None, **more: Any
    ) -> AuthorizeResult | None:
        """Give the token of a workspace and who the app is there; None where it is not installed."""
        async with self._turns.setdefault((enterprise_id, team_id), asyncio.Lock()):
            return await super().__call__(context=context, enterprise_id=enterprise_id, team_id=team_id, **more)

    async def at(self, install: Install) -> AuthorizeResult | None:
        """Give the same where nothing came from Slack, for what goes on beside the answers."""
        context = AsyncBoltContext(client=self._client, is_enterprise_install=install.org_wide)
        return await self(context=context, enterprise_id=install.enterprise, team_id=install.team, user_id=None)


def oauth_flow(installations: Installations, settings: Settings) -> AsyncOAuthFlow:
    """Make Bolt's own way of an admin through an install."""
    return AsyncOAuthFlow(
        client=AsyncWebClient(base_url=settings.slack_api_url, timeout=30),
        logger=bolt_logger(),
        settings=AsyncOAuthSettings(
            client_id=settings.slack_client_id,
            client_secret=_secret(settings),
            scopes=SCOPES,
            user_scopes=(),
            redirect_uri=settings.slack_redirect_uri,
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            installation_store=installations,
            installation_store_bot_only=True,
            state_store=installations.states,
            state_expiration_seconds=STATE_SECONDS,
            logger=bolt_logger(),
        ),
    )


def _secret(settings: Settings) -> str:
    secret = settings.slack_client_secret
    return "" if secret is None else secret.get_secret_value()
