"""Clicks that ask again: change what was understood, choose what was meant, ask anyway."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import filters_understood, options_of, restore_filters
from bot.models import AnswerKind, Filters
from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import Action, Form, change_form, metadata, notice, read_form, several
from bot.slack.interaction import EXPIRED, Listeners, MessageLocation, open_modal, read_click, whisper_to
from bot.slack.library_view import held_for
from bot.slack.questions import QuestionHandler, QuestionRequest, question_of
from bot.slack.services import Services
from bot.slack.state import Entry, StoredAnswer

Json = dict[str, Any]
NOT_YOURS = "Only the person who asked can change this answer. Ask me yourself: in a direct message or with /findings."
FORGOTTEN = "I do not keep questions, and after a restart I no longer know what this one was. Please ask it again."
_REPORTS = 20  # that the form offers; their paths travel in its metadata, which holds 3,000 characters


async def on_change(ack: AsyncAck, body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form that changes what was understood."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    if (reason := _reason_against(kept, click.user)) is not None or kept is None:
        await open_modal(client, body, notice("Change", reason or EXPIRED))
        return
    question = await question_of(services, click, kept)
    filters = filters_understood(kept.body)
    authority = filters.authorities[0] if len(filters.authorities) == 1 else None
    held = await services.searchers.look(lambda snapshot: held_for(snapshot.library, authority))
    held = replace(held, reports=held.reports[:_REPORTS])
    state = {
        "a": click.answer,
        "c": click.where.channel,
        "m": click.where.ts,
        "u": click.where.response_url,
        "t": click.where.thread_ts,
        "reports": {str(n): d.path for n, d in enumerate(held.reports)},
    }
    if len(json.dumps(state)) > 2_900:
        held, state["reports"] = replace(held, reports=()), {}
    await open_modal(client, body, change_form(held, question=question or "", filters=filters, state=state))


async def on_changed(ack: AsyncAck, body: Json, view: Json, services: Services, questions: QuestionHandler) -> None:
    """Ask again with what was changed, in the place of the answer."""
    question, filters = read_form(view)
    state, user = metadata(view), user_of(body)
    await ack()
    kept = services.store.answer(str(state.get("a")))
    if kept is not None and _reason_against(kept, user) is None:
        where = MessageLocation(state.get("c") or "", state.get("m") or "", response_url=state.get("u"))
        questions.begin(_again(kept, user, question, filters, where))


async def on_choose(ack: AsyncAck, body: Json, services: Services, questions: QuestionHandler) -> None:
    """Ask again with the choice that was clicked."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    choices = options_of(kept.body) if kept else []
    reason = _reason_against(kept, click.user)
    if kept is None or reason is not None or not 0 <= click.place < len(choices):
        await whisper_to(services.messenger, click.user, click.where, reason or NOT_YOURS)
        return
    label, filters = choices[click.place]
    question = label if kept.body["kind"] == AnswerKind.HELP else await question_of(services, click, kept)
    if question is None:
        await whisper_to(services.messenger, click.user, click.where, FORGOTTEN)
        return
    questions.begin(_again(kept, click.user, question, filters, click.where))


async def on_ask_anyway(ack: AsyncAck, body: Json, services: Services, questions: QuestionHandler) -> None:
    """Answer a question that was held back because of personal data in it."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    reason = _reason_against(kept, click.user)
    question = services.questions.get(click.answer) or click.carried
    if kept is None or reason is not None or not question:
        await whisper_to(services.messenger, click.user, click.where, reason or FORGOTTEN)
        return
    asked = kept.body.get("asked") or {}
    if click.where.response_url is not None:
        with suppress(SlackApiError, OSError, TimeoutError):
            await services.messenger.withdraw(click.where.response_url)
    questions.begin(
        QuestionRequest(
            text=question,
            user=click.user,
            entry=kept.entry,
            channel=kept.channel,
            answer=kept.id,
            confirmed=True,
            ts=str(asked.get("ts") or ""),
            thread_ts=asked.get("thread_ts"),
            response_url=body.get("response_url"),
            filters=restore_filters(asked["filters"]) if asked.get("filters") else Filters(),
            show_question=kept.entry in (Entry.COMMAND, Entry.SHORTCUT),
        )
    )


async def on_forget(ack: AsyncAck, body: Json, services: Services) -> None:
    """Delete the card that warns of personal data, and all that is known of its question."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    if kept is not None and kept.user != click.user.id:
        await whisper_to(services.messenger, click.user, click.where, NOT_YOURS)
        return
    services.questions.pop(click.answer, None)
    services.store.forget(click.answer)
    if click.where.response_url is not None:
        await services.messenger.withdraw(click.where.response_url)
    elif click.where.channel and click.where.ts:
        await services.messenger.delete(click.where.channel, click.where.ts)


async def on_part(ack: AsyncAck, body: Json, services: Services, questions: QuestionHandler) -> None:
    """Show another part of a private answer in the place of the one that stands there."""
    await ack()
    click = read_click(body)
    kept = services.store.answer(click.answer)
    reason = _reason_against(kept, click.user)
    if kept is None or reason is not None or click.where.response_url is None:
        await whisper_to(services.messenger, click.user, click.where, reason or EXPIRED)
        return
    parts = await questions.parts_of(kept)
    await services.messenger.respond(click.where.response_url, parts[min(click.place, len(parts) - 1)], replace=True)


def _reason_against(kept: StoredAnswer | None, user: SlackUser) -> str | None:
    if kept is None:
        return EXPIRED
    return None if kept.user == user.id else NOT_YOURS


def _again(
    kept: StoredAnswer, user: SlackUser, question: str, filters: Filters, where: MessageLocation
) -> QuestionRequest:
    return QuestionRequest(
        text=question,
        user=user,
        entry=kept.entry,
        channel=kept.channel,
        answer=kept.id,
        filters=filters,
        thread_ts=kept.thread_ts,
        ts=kept.thread_ts or "",
        in_place=where,
        exact=True,
        response_url=where.response_url,
        show_question=kept.entry in (Entry.COMMAND, Entry.SHORTCUT),
    )


REFINE_LISTENERS: Listeners = (
    ("choice", Action.CHANGE, on_change),
    ("view", Form.CHANGE, on_changed),
    ("action", several(Action.CHOOSE), on_choose),
    ("action", several(Action.PART), on_part),
    ("action", Action.ASK_ANYWAY, on_ask_anyway),
    ("action", Action.FORGET, on_forget),
)
