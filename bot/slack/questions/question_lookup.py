"""Find the words of a question again: in memory, or in Slack where the app may read."""

from bot.slack.interaction import Click
from bot.slack.services import Services
from bot.slack.state import Entry, StoredAnswer


async def question_of(desk: Services, click: Click, kept: StoredAnswer) -> str | None:
    """Find the question of an answer: in memory, in the message that was clicked, or in Slack's direct message."""
    question = desk.memory.get(click.answer) or click.carried
    if not question and kept.entry is Entry.DIRECT and kept.thread_ts:
        context = desk.store.context(kept.channel, kept.thread_ts)
        if context is not None and context.answer == click.answer:
            question = await desk.read_again(kept.channel, context.question_ts, kept.thread_ts) or ""
    return question or None
