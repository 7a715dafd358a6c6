"""Messages to the app: direct messages, mentions, and the opening of its tabs."""

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack.access import asker_of
from bot.slack.home import publish_home, set_prompts
from bot.slack.message_text import addressed, files_of_message, typed_text
from bot.slack.questions import QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, State
from bot.slack.uploads import Intake

Json = dict[str, Any]


def register_messages(app: AsyncApp, desk: Services, reception: Intake, *, bot_user: str) -> None:
    """Listen to messages, mentions and opened tabs."""

    async def claim(body: Json, context: AsyncBoltContext, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:
        """Take an event before it is acknowledged, so that it is answered once, and answered even after a crash."""
        event = body["event"]
        mention = event["type"] == "app_mention"
        if not addressed(event) or not (mention or event.get("channel_type") == "im"):
            return BoltResponse(status=200)
        answer = desk.store.claim(
            body["event_id"],
            entry=Entry.MENTION if mention else Entry.DIRECT,
            channel=event["channel"],
            ts=event["ts"],
            thread_ts=event.get("thread_ts"),
            user=event["user"],
        )
        if answer is None:
            return BoltResponse(status=200)
        context["answer"] = answer
        if not mention and (files := files_of_message(event)):
            reception.note(files, event["user"], key=_key(event), channel=event["channel"], thread_ts=_thread(event))
            # What is written beside a file is mostly its name. A question is answered all the same.
            if not typed_text(event.get("text") or "").endswith("?"):
                desk.store.mark(body["event_id"], State.DONE)
        await next()
        return None

    @app.event("message", middleware=[claim])
    async def on_message(body: Json, context: AsyncBoltContext) -> None:
        asking = _asking(body, context["answer"], Entry.DIRECT, bot_user)
        if files := files_of_message(event := body["event"]):
            taking = reception.take(
                files, asking.asker, key=_key(event), channel=asking.channel, thread_ts=_thread(event)
            )
            desk.start(desk.guarded(taking, asking.asker))
            if not asking.text.endswith("?"):
                return
        desk.begin(asking)

    @app.event("app_mention", middleware=[claim])
    async def on_mention(body: Json, context: AsyncBoltContext) -> None:
        desk.begin(_asking(body, context["answer"], Entry.MENTION, bot_user))

    @app.event("app_home_opened")
    async def on_open(body: Json) -> None:
        event = body["event"]
        if event.get("tab") == "messages":
            desk.start(set_prompts(desk, event["channel"], event["user"]))
        else:
            desk.start(publish_home(desk, asker_of(body), view=event.get("view")))


def _key(event: Json) -> str:
    return f"{event['channel']}:{event['ts']}"


def _thread(event: Json) -> str:
    return str(event.get("thread_ts") or event["ts"])


def _asking(body: Json, answer: str, entry: Entry, bot_user: str) -> QuestionRequest:
    event = body["event"]
    return QuestionRequest(
        text=typed_text(event.get("text") or "", bot_user=bot_user),
        asker=asker_of(body),
        entry=entry,
        channel=event["channel"],
        answer=answer,
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
        event=body["event_id"],
    )
