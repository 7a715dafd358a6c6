"""Finish what a process that died left unanswered: answered now, or explained.

A direct message is read again from Slack and answered, unless its answer is there. Anything else cannot be read again:
one sentence asks for it, unless its answer was on its way, which most likely arrived.
"""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.logs import log
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.message_text import typed_text
from bot.slack.messenger import NotDeliveredError
from bot.slack.questions.handler import QuestionHandler
from bot.slack.questions.request import QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, Pending, State

AGAIN = "I was restarted before I could answer this. Please ask again: I keep no questions."


async def recover(services: Services, questions: QuestionHandler, pending: Pending) -> None:
    """Finish what was left of one event."""
    try:
        if not await _answered_again(services, questions, pending):
            services.store.mark(pending.id, State.DONE)
    except (NotDeliveredError, SlackApiError, OSError, TimeoutError):
        log.exception("A question that was left unanswered could not be taken up again.")
        services.store.mark(pending.id, State.DONE)


async def _answered_again(services: Services, questions: QuestionHandler, pending: Pending) -> bool:
    """Answer or explain; False where nothing is left that marks the event as done."""
    request = QuestionRequest(
        text="",
        user=SlackUser(pending.user),
        entry=pending.entry,
        channel=pending.channel,
        answer=pending.answer,
        ts=pending.ts,
        thread_ts=pending.thread_ts,
        event=pending.id,
        response_url=pending.response_url,
    )
    if pending.entry is not Entry.DIRECT:
        if pending.state is State.RECEIVED:
            await questions.replies.tell(request, plain_message(AGAIN))
        return False
    thread = pending.thread_ts or pending.ts
    for mark in ("a", "n"):
        if await services.messenger.posted(pending.channel, thread, f"{mark}:{pending.answer}"):
            return False
    text = await services.messenger.message_text(pending.channel, pending.ts, pending.thread_ts)
    if text is None:  # deleted since
        return False
    await questions.answer(replace(request, text=typed_text(text)))
    return True
