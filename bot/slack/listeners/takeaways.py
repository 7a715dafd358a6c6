"""What is taken away from an answer: all its rows as a file, and a briefing on its council for a meeting."""

from bot.answers import CouncilNotHeldError, brief_on, filters_understood, restore_answer
from bot.export import answer_table, to_csv
from bot.labels import count
from bot.models import AnswerKind
from bot.slack.blocks import Action, briefing_messages, plain_message
from bot.slack.files import upload
from bot.slack.interaction import Click, Json, Listeners, clicked_answer, read_click, whisper_outcome
from bot.slack.services import Services
from bot.slack.state import StoredAnswer, new_answer_id

IN_MESSAGES = "It is in your messages with me (Messages tab)."
ONE_COUNCIL = "A briefing is on one council: ask about one first."
NO_ROWS = "The reports that this answer shows have been replaced or removed since. Please ask again."
_PUBLIC = ("C", "G")
_THEMES = (AnswerKind.PASSAGES.value, AnswerKind.AREA.value)  # whose question names something to read of


async def on_csv(body: Json, services: Services) -> None:
    """Send all rows of an answer as a file: where the answer stands in public, there; else to whoever clicked."""
    click = read_click(body)
    services.tasks.start_for(click.user, whisper_outcome(services, click, _send_csv(services, click)))


async def on_brief(body: Json, services: Services) -> None:
    """Send a briefing on the council of an answer to whoever clicked."""
    click = read_click(body)
    services.tasks.start_for(click.user, whisper_outcome(services, click, _send_briefing(services, click)))


async def _send_csv(services: Services, click: Click) -> str | None:
    kept = clicked_answer(services, click)
    table = await services.searchers.look(lambda held: answer_table(restore_answer(kept.body, held.resolver).answer))
    if not table.rows:
        return NO_ROWS
    messenger, where = services.messenger, click.where
    content = to_csv(table).encode()
    if where.response_url is None and where.channel.startswith(_PUBLIC):
        below = where.thread_ts or where.ts
        await upload(messenger.client, "findings.csv", content, channel=where.channel, thread_ts=below)
        return None
    place, thread = _direct(click)
    said = plain_message(f"All {count(len(table.rows), 'row')} of the answer, as CSV.")
    stamp = await messenger.deliver(place, said, thread_ts=thread)
    channel = messenger.channel_of(place)
    await upload(messenger.client, "findings.csv", content, channel=channel, thread_ts=thread or stamp)
    return IN_MESSAGES if where.channel != channel else None


def _direct(click: Click) -> tuple[str, str | None]:
    """Give where something goes to the clicker alone: the thread of the answer in their direct message, or that."""
    where = click.where
    if where.channel.startswith("D") and where.response_url is None:
        return where.channel, where.thread_ts or where.ts or None
    return click.user.id, None


async def _send_briefing(services: Services, click: Click) -> str | None:
    kept, messenger = clicked_answer(services, click), services.messenger
    councils, theme = filters_understood(kept.body).authorities, _theme(services, kept)
    if len(councils) != 1:
        return ONE_COUNCIL
    try:
        briefing = await services.searchers.search(lambda held: brief_on(held.answerer, councils[0], theme))
    except CouncilNotHeldError:
        return f"I cannot brief on {councils[0]}: no inspection report with grades is held of it."
    place, thread = _direct(click)
    await messenger.post(place, briefing_messages(briefing), thread_ts=thread, mark=f"n:{new_answer_id()}")
    return IN_MESSAGES if click.where.channel != messenger.channel_of(place) else None


def _theme(services: Services, kept: StoredAnswer) -> str:
    """Give what to read of beside the grades: the question, where it asks for passages and is still in memory."""
    return services.questions.get(kept.id, "") if kept.body.get("kind") in _THEMES else ""


TAKEAWAY_LISTENERS: Listeners = (
    ("choice", Action.CSV, on_csv),
    ("choice", Action.BRIEF, on_brief),
)
