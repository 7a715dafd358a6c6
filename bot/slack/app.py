"""The Slack app: its parts opened, its listeners wired, and run until it is told to stop.

In: the settings. Out: a running bot, over Socket Mode (no port is opened) or over HTTP on one address. Nothing
connects on import.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import Any

import aiohttp
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.logs import bolt_logger, log, new_reference, set_up_logs
from bot.records import Audit, Usage
from bot.settings import Settings, SettingsError
from bot.slack.access import AccessPolicy, Admins
from bot.slack.admin import (
    register_managing,
    register_managing_documents,
    register_managing_feedback,
    register_managing_vocabulary,
)
from bot.slack.background_tasks import housekeeping, keep_library, keep_uploads, open_index, open_records
from bot.slack.home import keep_homes_current
from bot.slack.listeners import (
    register_asking,
    register_changing,
    register_commands,
    register_messages,
    register_opinions,
    register_reading,
    register_sharing,
)
from bot.slack.messenger import Messenger, quiet_client
from bot.slack.searcher_manager import SearcherManager
from bot.slack.services import Services
from bot.slack.state import AnswerStore, UploadQueue
from bot.slack.uploads import Intake, Preview, Review, StatusMessage, register_uploading
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
    set_up_logs(settings.log_level)
    # A thread that searches keeps the interpreter for 5 ms by default; acknowledgements must not queue behind it.
    sys.setswitchinterval(0.001)
    asyncio.run(_run(settings, http=http, host=host, port=port))


def make_app(
    settings: Settings, desk: Services, reception: Intake, admission: Review, *, identity: dict[str, Any]
) -> AsyncApp:
    """Wire the listeners; ``identity`` is the answer of auth.test."""
    token = _secret(settings.slack_bot_token)
    known = AuthorizeResult(
        enterprise_id=identity.get("enterprise_id"),
        team_id=identity.get("team_id"),
        bot_user_id=identity.get("user_id"),
        bot_id=identity.get("bot_id"),
        bot_token=token,
    )

    async def authorize() -> AuthorizeResult:
        return known

    app = AsyncApp(
        signing_secret=_secret(settings.slack_signing_secret) or "unused-in-socket-mode",
        authorize=authorize,
        client=AsyncWebClient(base_url=settings.slack_api_url, timeout=30),
        name="findings",
        logger=bolt_logger(),
        user_facing_authorize_error_message="Sorry, I am not set up for this workspace.",
    )

    @app.error
    async def on_error(error: Exception, body: dict[str, Any]) -> None:
        reference = new_reference()
        log.error("%s: a listener failed.", reference, exc_info=error)
        await desk.apologise(body, reference)

    register_messages(app, desk, reception, bot_user=str(identity.get("user_id") or ""))
    register_uploading(app, desk, reception, admission)
    register_commands(app, desk)
    register_asking(app, desk)
    register_reading(app, desk)
    register_changing(app, desk)
    register_sharing(app, desk)
    register_opinions(app, desk)
    register_managing(app, desk)
    register_managing_documents(app, desk)
    register_managing_feedback(app, desk)
    register_managing_vocabulary(app, desk)
    return app


async def _run(settings: Settings, *, http: bool, host: str, port: int) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        with suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(name, stop.set)
    client = quiet_client(_secret(settings.slack_bot_token), settings.slack_api_url)
    courier = Messenger(_secret(settings.slack_bot_token), settings.slack_api_url, client)
    await courier.start()
    shelf = SearcherManager(settings)
    store = AnswerStore(
        settings.state,
        answer_days=settings.answer_days,
        thread_hours=settings.thread_hours,
        feedback_days=settings.usage_days,
    )
    offers = UploadQueue(settings.state, run=store.run)
    audit, usage = Audit(settings.records), Usage(settings.records, kept_days=settings.usage_days)
    answers = ExitStack()
    answers.enter_context(answering(settings.index))
    try:
        identity = await _identity(client, stop)
        if identity is None:
            return
        insiders = AccessPolicy(
            settings, client, team=str(identity["team_id"]), enterprise=identity.get("enterprise_id")
        )
        admins = Admins(settings, client)
        desk = Services(
            settings,
            store=store,
            shelf=shelf,
            courier=courier,
            insiders=insiders,
            admins=admins,
            audit=audit,
            usage=usage,
        )
        board = StatusMessage(courier)
        showing = Preview(desk, offers, board)
        reception = Intake(desk, offers, board, showing)
        app = make_app(settings, desk, reception, Review(desk, offers, board, showing), identity=identity)
        await open_records(desk)
        await open_index(desk)
        beside = [
            loop.create_task(work)
            for work in (
                housekeeping(desk),
                shelf.keep_current(),
                desk.reindexer.run(),
                keep_library(desk),
                keep_homes_current(desk),
                keep_uploads(reception),
            )
        ]
        way = _over_http(app, host, port) if http else _over_socket(app, settings)
        async with way:
            log.info("Findings is ready.")
            await stop.wait()
            log.info("Findings stops.")
        for task in beside:
            task.cancel()
        await asyncio.wait(beside, timeout=STOP_SECONDS)
        await desk.drain(STOP_SECONDS)
    finally:
        offers.close()
        store.close()
        audit.close()
        usage.close()
        shelf.close()
        answers.close()
        await courier.close()


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
async def _over_http(app: AsyncApp, host: str, port: int) -> AsyncIterator[None]:
    runner = web.AppRunner(app.server(port=port, path=HTTP_PATH, host=host).web_app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        log.info("Listening on http://%s:%d%s", host, port, HTTP_PATH)
        yield
    finally:
        await runner.cleanup()


def _secret(value: Any) -> str:
    return "" if value is None else str(value.get_secret_value())
