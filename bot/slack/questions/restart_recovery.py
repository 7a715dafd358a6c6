"""What a process that died left unanswered: answered now, or explained.

In: events that were acknowledged and not answered. Out: an answer where the question can be read again from Slack
(direct messages), else one sentence that asks for it again. What was posted already is not posted twice.
"""

from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.logs import log
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.message_text import typed_text
from bot.slack.messenger import NotDeliveredError
from bot.slack.questions.request import QuestionRequest
from bot.slack.services import Services
from bot.slack.state import Entry, Pending, State

AGAIN = "I was restarted before I could answer this. Please ask again: I keep no questions."


async def recover(desk: Services, pending: Pending) -> None:
    """Finish what was left of one event."""
    try:
        await _recover(desk, pending)
    except (NotDeliveredError, SlackApiError, OSError, TimeoutError):
        log.exception("A question that was left unanswered could not be taken up again.")
        desk.store.mark(pending.id, State.DONE)


async def _recover(desk: Services, pending: Pending) -> None:
    asking = QuestionRequest(
        text="",
        asker=SlackUser(pending.user),
        entry=pending.entry,
        channel=pending.channel,
        answer=pending.answer,
        ts=pending.ts,
        thread_ts=pending.thread_ts,
        event=pending.id,
        response_url=pending.response_url,
    )
    if pending.entry is Entry.DIRECT:
        thread = pending.thread_ts or pending.ts
        for mark in ("a", "n"):
            if await desk.courier.posted(pending.channel, thread, f"{mark}:{pending.answer}"):
                desk.store.mark(pending.id, State.DONE)
                return
        text = await desk.courier.message_text(pending.channel, pending.ts, pending.thread_ts)
        if text is None:  # deleted since
            desk.store.mark(pending.id, State.DONE)
            return
        await desk.ask(replace(asking, text=typed_text(text)))
        return
    # A mention or a command cannot be read again. One whose answer was on its way has most likely arrived.
    if pending.state is State.RECEIVED:
        await desk.tell(asking, plain_message(AGAIN))
    desk.store.mark(pending.id, State.DONE)
