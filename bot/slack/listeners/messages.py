"""Messages to the app: direct messages, mentions, and the opening of its tabs."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.response import BoltResponse

from bot.slack.access import user_of
from bot.slack.evidence import is_draft
from bot.slack.home import HomePublisher
from bot.slack.interaction import Json, Listeners
from bot.slack.listeners.checking import take_draft
from bot.slack.message_text import addressed, files_of_message, typed_text
from bot.slack.questions import QuestionHandler, QuestionRequest
from bot.slack.services import Services
from bot.slack.state import AnswerStore, Entry, State
from bot.slack.uploads import Intake, is_address_list, take_address_lists

QUESTION_EVENTS = ("message", "app_mention")


async def claim(
    body: Json,
    context: AsyncBoltContext,
    services: Services,
    intake: Intake,
    bot_user: str,
    next: Callable[[], Awaitable[None]],
) -> BoltResponse | None:
    """Take an event before it is acknowledged, so that it is answered once, and answered even after a crash."""
    if body["event"]["type"] not in QUESTION_EVENTS:
        await next()
        return None
    request = claimed_request(services.store, body, bot_user)
    if request is None:
        return BoltResponse(status=200)
    context["question"] = request
    files = files_of_message(body["event"])
    if request.entry is Entry.DIRECT and files and not is_draft(files) and not is_address_list(files):
        intake.note(files, request.user.id, key=_key(request), channel=request.channel, thread_ts=request.thread)
        # What is written beside a file is mostly its name. A question is answered all the same.
        if not request.text.endswith("?"):
            services.store.mark(body["event_id"], State.DONE)
    await next()
    return None


def claimed_request(store: AnswerStore, body: Json, bot_user: str) -> QuestionRequest | None:
    """Take an event for this process as a request; None where it asks nothing of the app, or is taken already."""
    event = body["event"]
    mention = event["type"] == "app_mention"
    if not addressed(event) or not (mention or event.get("channel_type") == "im"):
        return None
    entry = Entry.MENTION if mention else Entry.DIRECT
    answer = store.claim(
        body["event_id"],
        entry=entry,
        channel=event["channel"],
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
        user=event["user"],
    )
    if answer is None:
        return None
    return QuestionRequest(
        text=typed_text(event.get("text") or "", bot_user=bot_user),
        user=user_of(body),
        entry=entry,
        channel=event["channel"],
        answer=answer,
        ts=event["ts"],
        thread_ts=event.get("thread_ts"),
        event=body["event_id"],
    )


async def on_message(
    body: Json, question: QuestionRequest, services: Services, questions: QuestionHandler, intake: Intake
) -> None:
    """Answer a direct message, and take in the files that it holds."""
    services.follows.note_direct_channel(question.user.id, question.channel)
    if take_draft(services, body, question):
        if question.text.endswith("?"):
            questions.begin(question)
        return
    files = files_of_message(body["event"])
    if files and is_address_list(files):
        services.tasks.start_for(question.user, _take_lists(services, files, question))
        return
    if files:
        taking = intake.take(
            files, question.user, key=_key(question), channel=question.channel, thread_ts=question.thread
        )
        services.tasks.start_for(question.user, taking)
        if not question.text.endswith("?"):
            return
    questions.begin(question)


async def _take_lists(services: Services, files: Sequence[Mapping[str, Any]], question: QuestionRequest) -> None:
    channel, thread = question.channel, question.thread
    await take_address_lists(services, files, question.user, channel=channel, thread_ts=thread)
    if question.event is not None:
        services.store.mark(question.event, State.DONE)


async def on_mention(question: QuestionRequest, questions: QuestionHandler) -> None:
    """Answer a mention."""
    questions.begin(question)


async def on_home_opened(body: Json, services: Services, home: HomePublisher) -> None:
    """Show Home, or suggest questions on the Messages tab."""
    event = body["event"]
    services.follows.note_direct_channel(event["user"], event["channel"])
    if event.get("tab") == "messages":
        services.tasks.start(home.suggest(event["channel"], user_of(body)))
    else:
        services.tasks.start(home.publish(user_of(body), view=event.get("view")))


def _key(request: QuestionRequest) -> str:
    return f"{request.channel}:{request.ts}"


MESSAGE_LISTENERS: Listeners = (
    ("event", "message", on_message),
    ("event", "app_mention", on_mention),
    ("event", "app_home_opened", on_home_opened),
)
