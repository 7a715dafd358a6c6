"""The Slack app: its parts opened, its listeners wired, and run until it is told to stop.

It runs over Socket Mode, where no port is opened, or over HTTP on one address. Nothing connects on import.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.authorization.async_authorize import AsyncAuthorize, AsyncCallableAuthorize
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.library import IndexRunner, LibraryService
from bot.logs import BOLT_NAME, bolt_logger, log, set_up_logs
from bot.records import Audit, Usage
from bot.settings import Settings, SettingsError, read_workspaces
from bot.slack.access import user_of
from bot.slack.admin import admins_only
from bot.slack.background_tasks import keep_library
from bot.slack.gauges import gauges_served, listen
from bot.slack.installations import INSTALL_PATH, REDIRECT_PATH, Installations, InstalledAuthorize, oauth_flow
from bot.slack.interaction import register
from bot.slack.listeners import (
    ADMIN_LISTENERS,
    CHECKING_LISTENERS,
    COLLECTING_LISTENERS,
    COMMAND_LISTENERS,
    FEEDBACK_LISTENERS,
    FOLLOWING_LISTENERS,
    MESSAGE_LISTENERS,
    PASSAGE_LISTENERS,
    PROOF_LISTENERS,
    REFINE_LISTENERS,
    SHARING_LISTENERS,
    SHORTCUT_LISTENERS,
    TAKEAWAY_LISTENERS,
    claim,
    members_only,
)
from bot.slack.notify import apologise
from bot.slack.refused_tokens import PASSING, app_token_fault
from bot.slack.searcher_manager import SearcherManager
from bot.slack.services import Services, SharedServices
from bot.slack.signature import signed_only
from bot.slack.workspace import STOP_SECONDS, open_messenger, open_workspace
from bot.slack.workspaces import Workspaces, is_removal
from index.indexing import answering

HTTP_PATH = "/slack/events"


def serve(settings: Settings, *, http: bool = False, host: str = "127.0.0.1", port: int = 3000) -> None:
    """Run the bot until it is told to stop.

    Raises:
        SettingsError: a token is missing or Slack refuses it.
    """
    several = settings.slack_client_id is not None
    for name, value, wanted in (
        ("SLACK_BOT_TOKEN", settings.slack_bot_token, not several),
        ("SLACK_CLIENT_SECRET", settings.slack_client_secret, several),
        ("SLACK_APP_TOKEN", settings.slack_app_token, not http),
        ("SLACK_SIGNING_SECRET", settings.slack_signing_secret, http),
    ):
        if wanted and value is None:
            raise SettingsError(
                f"{name} is not set. Copy it from api.slack.com/apps into .env; findings check says what "
                f"else is missing."
            )
    read_workspaces(settings)
    set_up_logs(settings.log_level, form=settings.log_format)
    # A thread that searches keeps the interpreter for 5 ms by default; acknowledgements must not queue behind it.
    sys.setswitchinterval(0.001)
    asyncio.run(_run(settings, http=http, host=host, port=port))


def wire(
    settings: Settings, workspaces: Workspaces, authorize: AsyncAuthorize, flow: AsyncOAuthFlow | None = None
) -> AsyncApp:
    """Make Bolt's app and wire its listeners; ``flow`` leads admins through an install, where there are several."""
    app = AsyncApp(
        signing_secret=_secret(settings.slack_signing_secret) or "unused-in-socket-mode",
        authorize=authorize,  # type: ignore[arg-type]  # Bolt takes such an object too
        oauth_flow=flow,
        client=AsyncWebClient(base_url=settings.slack_api_url, timeout=30),
        name=BOLT_NAME,
        logger=bolt_logger(),
        user_facing_authorize_error_message="Sorry, I am not set up for this workspace.",
    )

    async def give_parts(
        body: dict[str, Any], context: AsyncBoltContext, next: Callable[[], Awaitable[None]]
    ) -> BoltResponse | None:
        if is_removal(body):
            deleting.add(task := asyncio.ensure_future(workspaces.removed(body, context)))
            task.add_done_callback(deleting.discard)
            return BoltResponse(status=200)
        workspace = await workspaces.of(context)
        if workspace is None:
            return BoltResponse(status=200)
        workspace.give_parts(context)
        await next()
        return None

    async def on_error(error: Exception, body: dict[str, Any], context: AsyncBoltContext) -> None:
        services: Services | None = context.get("services")
        if services is None:
            log.error("An event or a click failed.", exc_info=error)
        else:
            await apologise(services.messenger, user_of(body).id, error)

    deleting: set[asyncio.Future[None]] = set()
    app.error(on_error)
    app.use(give_parts)
    app.use(members_only)
    register(app, MESSAGE_LISTENERS, claim)
    register(app, ADMIN_LISTENERS, admins_only)
    for listeners in (
        SHORTCUT_LISTENERS,
        PASSAGE_LISTENERS,
        PROOF_LISTENERS,
        CHECKING_LISTENERS,
        COMMAND_LISTENERS,
        COLLECTING_LISTENERS,
        FOLLOWING_LISTENERS,
        REFINE_LISTENERS,
        SHARING_LISTENERS,
        FEEDBACK_LISTENERS,
        TAKEAWAY_LISTENERS,
    ):
        register(app, listeners)
    return app


async def _run(settings: Settings, *, http: bool, host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    several = settings.slack_client_id is not None
    async with AsyncExitStack() as opened:
        opened.enter_context(answering(settings.index))
        workspaces = Workspaces(settings)
        if several:
            shared = _open(settings, workspaces, opened)
            opened.push_async_callback(workspaces.close)
            app = await _for_several(settings, shared, workspaces)
        else:
            of_one = await opened.enter_async_context(AsyncExitStack())
            messenger = await open_messenger(_secret(settings.slack_bot_token), settings, of_one)
            identity = await _identity(messenger.client, stop)
            if identity is None:
                return
            shared = _open(settings, workspaces, opened)
            opened.push_async_callback(workspaces.close)
            org_wide = bool(identity.get("is_enterprise_install"))
            await workspaces.serve_one(open_workspace(shared, settings, messenger, identity, of_one, org_wide=org_wide))
            app = wire(settings, workspaces, _known(settings, identity))
        beside = [
            loop.create_task(work)
            for work in (shared.searchers.keep_current(), shared.index_runner.run(), keep_library(shared))
        ]
        if several:
            beside.append(loop.create_task(workspaces.keep_tokens()))
        way = _over_http(app, settings, host, port) if http else _over_socket(app, settings)
        async with way, gauges_served(shared):
            log.info("Findings is ready%s.", "" if shared.searchers.is_open else "; the index is still to be made")
            await stop.wait()
            log.info("Findings stops.")
        for task in beside:
            task.cancel()
        await asyncio.wait(beside, timeout=STOP_SECONDS)


async def _for_several(settings: Settings, shared: SharedServices, workspaces: Workspaces) -> AsyncApp:
    """Open the workspaces that the app is installed in, and make the app that serves them."""
    if settings.slack_bot_token is not None:
        log.warning("SLACK_BOT_TOKEN is not used: with SLACK_CLIENT_ID each workspace has the token of its install.")
    installations = Installations(settings.installations, client_id=settings.slack_client_id or "")
    authorize = InstalledAuthorize(installations, settings)
    await workspaces.serve_installed(shared, installations, authorize)
    return wire(settings, workspaces, authorize, oauth_flow(installations, settings))


def _known(settings: Settings, identity: dict[str, Any]) -> AsyncAuthorize:
    """Make what gives every envelope the one token that is set."""
    known = AuthorizeResult(
        enterprise_id=identity.get("enterprise_id"),
        team_id=identity.get("team_id"),
        bot_user_id=identity.get("user_id"),
        bot_id=identity.get("bot_id"),
        bot_token=_secret(settings.slack_bot_token),
    )

    async def authorize() -> AuthorizeResult:
        return known

    return AsyncCallableAuthorize(logger=bolt_logger(), func=authorize)


def _open(settings: Settings, workspaces: Workspaces, opened: AsyncExitStack) -> SharedServices:
    """Open what all workspaces share, to be closed with ``opened`` in the opposite order."""
    searchers = SearcherManager(settings)
    opened.callback(searchers.close)
    usage = Usage(settings.records, kept_days=settings.usage_days)
    opened.push_async_callback(asyncio.to_thread, usage.close)
    audit = Audit(settings.records)
    opened.callback(audit.close)
    return SharedServices(
        settings=settings,
        searchers=searchers,
        audit=audit,
        usage=usage,
        library=LibraryService(settings, audit),
        index_runner=IndexRunner(settings, audit, notify_admins=workspaces.tell_admins),
    )


async def _identity(client: AsyncWebClient, stop: asyncio.Event) -> dict[str, Any] | None:
    """Ask Slack who the app is, for as long as it takes to reach Slack."""
    wait = 1.0
    while not stop.is_set():
        try:
            answer = await client.auth_test()
            return dict(answer.data) if isinstance(answer.data, dict) else {}
        except SlackApiError as error:
            data = error.response.data if hasattr(error.response, "data") else None
            code = data.get("error") if isinstance(data, dict) else None
            if code is not None and code not in PASSING:
                raise SettingsError(
                    f"Slack refuses SLACK_BOT_TOKEN ({code}). Copy the Bot User OAuth Token (xoxb-...) again from "
                    "api.slack.com/apps, OAuth & Permissions."
                ) from None
            why = str(code or "no answer")
        except aiohttp.ClientConnectorCertificateError:
            why = "its certificate is not trusted: where TLS is inspected, name the authority in SSL_CERT_FILE"
        except aiohttp.ClientProxyConnectionError:
            why = "the proxy that HTTPS_PROXY names does not answer"
        except aiohttp.ClientHttpProxyError as error:
            why = f"the proxy that HTTPS_PROXY names refuses with status {error.status}"
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            why = (getattr(error, "strerror", None) or type(error).__name__).lower()
        log.warning("Slack cannot be reached (%s); trying again in %.0f s.", why, wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        wait = min(wait * 2, 30.0)
    return None


@asynccontextmanager
async def _over_socket(app: AsyncApp, settings: Settings) -> AsyncIterator[None]:
    await _try_app_token(settings)
    handler = AsyncSocketModeHandler(app, _secret(settings.slack_app_token))
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


async def _try_app_token(settings: Settings) -> None:
    """Raise SettingsError where Slack refuses the token of Socket Mode for good; the handler would try it for ever."""
    client = AsyncWebClient(base_url=settings.slack_api_url, timeout=30)
    try:
        await client.apps_connections_open(app_token=_secret(settings.slack_app_token))
    except SlackApiError as error:
        code = error.response.get("error") if isinstance(error.response.data, dict) else None
        if code is not None and code not in PASSING:
            raise SettingsError(app_token_fault(code)) from None
    except (aiohttp.ClientError, OSError, TimeoutError):
        pass


@asynccontextmanager
async def _over_http(app: AsyncApp, settings: Settings, host: str, port: int) -> AsyncIterator[None]:
    server = app.server(port=port, path=HTTP_PATH, host=host).web_app
    browsers = (INSTALL_PATH, REDIRECT_PATH) if settings.slack_client_id is not None else ()
    server.middlewares.append(signed_only(_secret(settings.slack_signing_secret), browsers=browsers))
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await listen(runner, host, port, "FINDINGS_HTTP_PORT or --port")
        log.info("Listening on http://%s:%d%s", host, port, HTTP_PATH)
        yield
    finally:
        await runner.cleanup()


def _secret(value: Any) -> str:
    return "" if value is None else str(value.get_secret_value())
