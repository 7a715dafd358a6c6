"""Find the words of a question again: in memory, or in Slack where the app may read."""

from slack_sdk.errors import SlackApiError

from bot.slack.interaction import Click
from bot.slack.messenger import Messenger
from bot.slack.services import Services
from bot.slack.state import Entry, StoredAnswer


async def question_of(services: Services, click: Click, kept: StoredAnswer) -> str | None:
    """Find the question of an answer: in memory, in the message that was clicked, or in Slack's direct message."""
    question = services.questions.get(click.answer) or click.carried
    if not question and kept.entry is Entry.DIRECT and kept.thread_ts:
        context = services.store.context(kept.channel, kept.thread_ts)
        if context is not None and context.answer == click.answer:
            question = await read_again(services.messenger, kept.channel, context.question_ts, kept.thread_ts) or ""
    return question or None


async def read_again(messenger: Messenger, channel: str, ts: str, thread_ts: str | None) -> str | None:
    """Read a question again from Slack, where the app may: in direct messages."""
    try:
        return await messenger.message_text(channel, ts, thread_ts)
    except (SlackApiError, OSError, TimeoutError):
        return None
