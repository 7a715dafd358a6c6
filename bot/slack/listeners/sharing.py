"""Sharing an answer with a channel: once, by the one who asked, under their name; and keeping a private answer."""

from collections.abc import Sequence
from dataclasses import replace

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import RestoredAnswer, restore_answer
from bot.labels import count, report_name, understood_line
from bot.logs import log
from bot.models import Answer
from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import (
    Action,
    Audience,
    Block,
    Form,
    Message,
    metadata,
    notice,
    plain_message,
    read_share,
    read_share_question,
    render_answer,
    share_form,
)
from bot.slack.interaction import EXPIRED, Click, Json, Listeners, clicked_answer, fill, read_click, show
from bot.slack.messenger import NotDeliveredError
from bot.slack.questions import question_of
from bot.slack.services import Services
from bot.slack.state import StoredAnswer, new_answer_id

REPLACED = "The reports that this answer quotes have been replaced or removed since. Please ask again."
TITLE = "Share to channel"
IN_DOUBT = (
    "Slack did not confirm that the answer was posted, so I do not post it again. Look in the channel; if it is not "
    "there, ask again and share the new answer."
)
NOT_YOURS = "Only the person who asked can share this answer."
_FAILED = {
    "not_in_channel": "I am not in that channel, so nothing was posted. Type /invite @Findings there, "
    "then share again.",
    "channel_not_found": "I cannot see that channel, so nothing was posted. Type /invite @Findings there, "
    "then share again.",
    "is_archived": "That channel is archived, so nothing was posted.",
    "restricted_action": "This workspace does not let me post in that channel, so nothing was posted.",
}


async def on_share(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form that shares an answer."""
    await show(client, body, _share_form(services, read_click(body)), title=TITLE)


async def _share_form(services: Services, click: Click) -> Block:
    kept = clicked_answer(services, click, not_yours=NOT_YOURS)
    restored = await services.searchers.look(lambda held: restore_answer(kept.body, held.resolver))
    channel = kept.channel if kept.channel.startswith(("C", "G")) else None
    summary = _summary(restored.answer, kept.body.get("asked_for") or ())
    asked = await question_of(services, click, kept)
    if asked is not None:
        services.questions[kept.id] = asked
    return share_form(summary, channel=channel, state={"a": kept.id}, question=asked is not None)


async def on_shared(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services) -> None:
    """Share an answer with the channel that was chosen."""
    await ack(response_action="update", view=notice(TITLE, "Sharing…"))
    user = user_of(body)
    services.tasks.start_for(user, fill(client, view, _shared(services, view, user), settled=True, title=TITLE))


async def on_to_messages(body: Json, services: Services) -> None:
    """Send a private answer to the messages of its asker, where it stays."""
    click = read_click(body)
    services.tasks.start_for(click.user, _send_to_messages(services, click))


async def _shared(services: Services, view: Json, user: SlackUser) -> Block:
    with_question = read_share_question(view)
    return notice(TITLE, await _share(services, str(metadata(view).get("a")), read_share(view), user.id, with_question))


async def _send_to_messages(services: Services, click: Click) -> None:
    kept = services.store.answer(click.answer)
    if kept is None or kept.user != click.user.id:
        return
    restored = await services.searchers.look(lambda held: restore_answer(kept.body, held.resolver))
    messages: tuple[Message, ...] = (plain_message(REPLACED),)
    copy = _copy_of(services, kept, channel=kept.channel)
    if not restored.lost or not _is_empty(restored):
        messages = render_answer(restored.answer, copy, audience=Audience.DIRECT, carried=_lost(restored.lost))
    if (question := services.questions.get(kept.id)) is not None:
        services.questions[copy] = question
    stamps = await services.messenger.post(click.user.id, messages, mark=f"a:{copy}:dm")
    services.store.set_messages(copy, stamps)


async def _share(services: Services, answer: str, channel: str, user: str, with_question: bool) -> str:
    """Post an answer in a channel and say what came of it."""
    kept = services.store.answer(answer)
    if kept is None:
        return EXPIRED
    if kept.user != user:
        return NOT_YOURS
    if not channel.startswith(("C", "G")):  # the form offers channels only; what comes in need not be from the form
        return "That is not a channel, so nothing was posted."
    restored = await services.searchers.look(lambda held: restore_answer(kept.body, held.resolver))
    if _is_empty(restored):
        return REPLACED
    if not services.store.share(answer, channel, user):
        return "This answer has been shared with that channel before; it is posted once only."
    copy = _copy_of(services, kept, channel=channel)
    # Only the asker could choose, and the choice would be answered in public.
    question = services.questions.get(answer, "") if with_question else ""
    shared = replace(restored.answer, options=(), question=question)
    messages = render_answer(
        shared,
        copy,
        audience=Audience.SHARED,
        shared_by=user,
        carried=_lost(restored.lost),
        show_question=bool(question),
        asked_for=kept.body.get("asked_for") or (),
    )
    try:
        stamps = await services.messenger.post(channel, messages, mark=f"s:{copy}")
    except NotDeliveredError as error:
        if error.in_doubt:
            return IN_DOUBT
        services.store.unshare(answer, channel)
        return _FAILED.get(error.code, f"Slack did not let me post there ({error.code}), so nothing was posted.")
    except Exception:
        services.store.unshare(answer, channel)
        raise
    services.store.shared(answer, channel, stamps[0])
    log.info("An answer was shared: %s in %s by %s.", answer, channel, user)
    if with_question and not question:
        return "Shared, with your name on it. I no longer know your question, so it was not posted."
    return "Shared, with your name on it." + (" Your question was posted too." if question else "")


def _copy_of(services: Services, kept: StoredAnswer, *, channel: str) -> str:
    """Keep an answer a second time, for the message that shows the copy: when the first is changed, by "Change" or a
    choice, buttons under the copy still show what stands above them."""
    copy = new_answer_id()
    services.store.keep(copy, kept.body, user=kept.user, entry=kept.entry, channel=channel, thread_ts=None)
    return copy


def _summary(answer: Answer, asked_for: Sequence[str]) -> str:
    parts = []
    if answer.evidence:
        parts.append(count(len(answer.evidence), "passage"))
    if answer.judgements:
        parts.append(count(len(answer.judgements), "grade"))
    first = (answer.evidence[0].citation if answer.evidence else answer.judgements[0].citation) if parts else None
    asked = f"Asked for: {', '.join(asked_for)}. " if asked_for else ""
    return f"{asked}{understood_line(answer.understood)}: {' and '.join(parts) or 'nothing'}" + (
        f". First: {report_name(first)}" if first else ""
    )


def _is_empty(restored: RestoredAnswer) -> bool:
    return not restored.answer.evidence and not restored.answer.judgements


def _lost(lost: int) -> str:
    what = f"{count(lost, 'quotation')} of this answer left out"
    return f"{what}: the report has been replaced or removed since." if lost else ""


SHARING_LISTENERS: Listeners = (
    ("action", Action.SHARE, on_share),
    ("view", Form.SHARE, on_shared),
    ("choice", Action.TO_MESSAGES, on_to_messages),
)
