"""The Slack app: its parts opened, its listeners wired, and run until it is told to stop.

It runs over Socket Mode, where no port is opened, or over HTTP on one address. Nothing connects on import.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from functools import partial
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.library import IndexRunner, LibraryService
from bot.logs import BOLT_NAME, bolt_logger, log, set_up_logs
from bot.records import Audit, Usage
from bot.settings import Settings, SettingsError
from bot.slack.access import AccessPolicy, user_of
from bot.slack.admin import admins_only
from bot.slack.background_tasks import housekeeping, keep_library, keep_uploads, open_index, open_records
from bot.slack.evidence import PagePictures, QuotationChecks, keep_followers_told
from bot.slack.gauges import gauges_served
from bot.slack.home import HomePublisher
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
from bot.slack.messenger import Messenger, quiet_client
from bot.slack.notify import apologise, notify_admins
from bot.slack.question_cache import question_cache
from bot.slack.questions import QuestionHandler
from bot.slack.searcher_manager import SearcherManager
from bot.slack.services import Services
from bot.slack.signature import signed_only
from bot.slack.state import AnswerStore, FollowStore, PackStore, UploadQueue
from bot.slack.task_set import TaskSet
from bot.slack.uploads import Intake, Preview, Review, StatusMessage
from index.indexing import answering

HTTP_PATH = "/slack/events"
STOP_SECONDS = 20.0


def serve(settings: Settings, *, http: bool = False, host: str = "127.0.0.1", port: int = 3000) -> None:
    """Run the bot until it is told to stop.

    Raises:
        SettingsError: a token is missing or Slack refuses it.
    """
    for name, value, wanted in (
        ("SLACK_BOT_TOKEN", settings.slack_bot_token, True),
        ("SLACK_APP_TOKEN", settings.slack_app_token, not http),
        ("SLACK_SIGNING_SECRET", settings.slack_signing_secret, http),
    ):
        if wanted and value is None:
            raise SettingsError(
                f"{name} is not set. Copy it from api.slack.com/apps into .env; findings check says what "
                f"else is missing."
            )
    set_up_logs(settings.log_level, form=settings.log_format)
    # A thread that searches keeps the interpreter for 5 ms by default; acknowledgements must not queue behind it.
    sys.setswitchinterval(0.001)
    asyncio.run(_run(settings, http=http, host=host, port=port))


class SlackApp:
    """The parts that answer and manage, made of what is open."""

    def __init__(self, services: Services, *, identity: dict[str, Any]) -> None:
        """Make the parts; ``identity`` is Slack's answer to auth.test."""
        self.services, self._identity = services, identity
        self.questions = QuestionHandler(services)
        self.home = HomePublisher(services)
        self.pictures, self.checks = PagePictures(services), QuotationChecks(services)
        status = StatusMessage(services.messenger)
        preview = Preview(services, status)
        self.intake = Intake(services, status, preview)
        self.review = Review(services, status, preview)

    def bolt(self) -> AsyncApp:
        """Wire the listeners."""
        settings, identity = self.services.settings, self._identity
        known = AuthorizeResult(
            enterprise_id=identity.get("enterprise_id"),
            team_id=identity.get("team_id"),
            bot_user_id=identity.get("user_id"),
            bot_id=identity.get("bot_id"),
            bot_token=_secret(settings.slack_bot_token),
        )

        async def authorize() -> AuthorizeResult:
            return known

        app = AsyncApp(
            signing_secret=_secret(settings.slack_signing_secret) or "unused-in-socket-mode",
            authorize=authorize,
            client=AsyncWebClient(base_url=settings.slack_api_url, timeout=30),
            name=BOLT_NAME,
            logger=bolt_logger(),
            user_facing_authorize_error_message="Sorry, I am not set up for this workspace.",
        )
        app.error(self._on_error)
        app.use(self._give_parts)
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

    def background(self) -> list[Coroutine[None, None, None]]:
        """List what goes on beside the answers until it is cancelled."""
        services = self.services
        return [
            housekeeping(services, self.questions),
            services.searchers.keep_current(),
            services.index_runner.run(),
            keep_library(services),
            self.home.keep_current(),
            keep_uploads(self.intake),
            keep_followers_told(services),
        ]

    async def _give_parts(self, context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> None:
        """Put into Bolt's context what listeners name among their parameters."""
        context["services"], context["questions"], context["home"] = self.services, self.questions, self.home
        context["intake"], context["review"] = self.intake, self.review
        context["pictures"], context["checks"] = self.pictures, self.checks
        context["bot_user"] = str(self._identity.get("user_id") or "")
        await next()

    async def _on_error(self, error: Exception, body: dict[str, Any]) -> None:
        await apologise(self.services.messenger, user_of(body).id, error)


async def _run(settings: Settings, *, http: bool, host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    client = quiet_client(_secret(settings.slack_bot_token), settings.slack_api_url)
    async with AsyncExitStack() as opened:
        messenger = Messenger(_secret(settings.slack_bot_token), settings.slack_api_url, client)
        opened.push_async_callback(messenger.close)
        await messenger.start()
        opened.enter_context(answering(settings.index))
        identity = await _identity(client, stop)
        if identity is None:
            return
        services = _open(settings, messenger, opened, identity)
        app = SlackApp(services, identity=identity)
        await open_records(services)
        await open_index(services)
        beside = [loop.create_task(work) for work in app.background()]
        way = _over_http(app.bolt(), settings, host, port) if http else _over_socket(app.bolt(), settings)
        async with way, gauges_served(services):
            log.info("Findings is ready%s.", "" if services.searchers.is_open else "; the index is still to be made")
            await stop.wait()
            log.info("Findings stops.")
        for task in beside:
            task.cancel()
        await asyncio.wait(beside, timeout=STOP_SECONDS)
        await services.tasks.drain(STOP_SECONDS)


def _open(settings: Settings, messenger: Messenger, opened: AsyncExitStack, identity: dict[str, Any]) -> Services:
    """Open what the process works with, to be closed with ``opened`` in the opposite order."""
    searchers = SearcherManager(settings)
    opened.callback(searchers.close)
    usage = Usage(settings.records, kept_days=settings.usage_days)
    opened.push_async_callback(asyncio.to_thread, usage.close)
    audit = Audit(settings.records)
    opened.callback(audit.close)
    store = AnswerStore(
        settings.state,
        answer_days=settings.answer_days,
        thread_hours=settings.thread_hours,
        feedback_days=settings.usage_days,
    )
    opened.callback(store.close)
    uploads = UploadQueue(settings.state, run=store.run)
    opened.callback(uploads.close)
    packs = PackStore(settings.state)
    opened.callback(packs.close)
    follows = FollowStore(settings.state, run=store.run)
    opened.callback(follows.close)
    access = AccessPolicy(
        settings, messenger.client, team=str(identity["team_id"]), enterprise=identity.get("enterprise_id")
    )
    return Services(
        settings=settings,
        store=store,
        uploads=uploads,
        packs=packs,
        follows=follows,
        searchers=searchers,
        messenger=messenger,
        access=access,
        audit=audit,
        usage=usage,
        library=LibraryService(settings, audit),
        index_runner=IndexRunner(settings, audit, notify_admins=partial(notify_admins, access, messenger)),
        questions=question_cache(hours=settings.thread_hours),
        tasks=TaskSet(messenger),
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
            if code is not None and code not in ("ratelimited", "internal_error", "service_unavailable", "fatal_error"):
                raise SettingsError(
                    f"Slack refuses SLACK_BOT_TOKEN ({code}). Copy the Bot User OAuth Token (xoxb-...) again from "
                    "api.slack.com/apps, OAuth & Permissions."
                ) from None
        except (aiohttp.ClientError, OSError, TimeoutError):
            pass
        log.warning("Slack cannot be reached; trying again in %.0f s.", wait)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), wait)
        wait = min(wait * 2, 30.0)
    return None


@asynccontextmanager
async def _over_socket(app: AsyncApp, settings: Settings) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, _secret(settings.slack_app_token))
    await handler.connect_async()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]


@asynccontextmanager
async def _over_http(app: AsyncApp, settings: Settings, host: str, port: int) -> AsyncIterator[None]:
    server = app.server(port=port, path=HTTP_PATH, host=host).web_app
    server.middlewares.append(signed_only(_secret(settings.slack_signing_secret)))
    runner = web.AppRunner(server, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        log.info("Listening on http://%s:%d%s", host, port, HTTP_PATH)
        yield
    finally:
        await runner.cleanup()


def _secret(value: Any) -> str:
    return "" if value is None else str(value.get_secret_value())
