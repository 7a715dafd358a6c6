"""Clicks that ask again: change what was understood, choose what was meant, ask anyway."""

import json
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import filters_understood, options_of, restore_filters
from bot.models import AnswerKind, Filters
from bot.slack.access import SlackUser, user_of
from bot.slack.blocks import Action, Block, Form, change_form, metadata, read_form, several
from bot.slack.interaction import (
    EXPIRED,
    Click,
    Json,
    Listeners,
    MessageLocation,
    clicked_answer,
    read_click,
    show,
    whisper_outcome,
    whisper_to,
)
from bot.slack.library_view import held_for
from bot.slack.questions import QuestionHandler, QuestionRequest, question_of
from bot.slack.services import Services
from bot.slack.state import Entry, StoredAnswer

NOT_YOURS = "Only the person who asked can change this answer. Ask me yourself: in a direct message or with /findings."
FORGOTTEN = "I do not keep questions, and after a restart I no longer know what this one was. Please ask it again."
_REPORTS = 20  # that the form offers; their paths travel in its metadata, which holds 3,000 characters


async def on_change(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open the form that changes what was understood."""
    await show(client, body, _change_form(services, read_click(body)), title="Change")


async def _change_form(services: Services, click: Click) -> Block:
    kept = clicked_answer(services, click, not_yours=NOT_YOURS)
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
    return change_form(held, question=question or "", filters=filters, state=state)


async def on_changed(body: Json, view: Json, services: Services, questions: QuestionHandler) -> None:
    """Ask again with what was changed, in the place of the answer."""
    question, filters = read_form(view)
    state, user = metadata(view), user_of(body)
    kept = services.store.answer(str(state.get("a")))
    if kept is not None and kept.user == user.id:
        where = MessageLocation(state.get("c") or "", state.get("m") or "", response_url=state.get("u"))
        questions.begin(_again(kept, user, question, filters, where))


async def on_choose(body: Json, services: Services, questions: QuestionHandler) -> None:
    """Ask again with the choice that was clicked."""
    click = read_click(body)

    async def choose() -> str | None:
        kept = clicked_answer(services, click, not_yours=NOT_YOURS)
        choices = options_of(kept.body)
        if not 0 <= click.place < len(choices):
            return NOT_YOURS
        label, filters = choices[click.place]
        question = label if kept.body["kind"] == AnswerKind.HELP else await question_of(services, click, kept)
        if question is None:
            return FORGOTTEN
        questions.begin(_again(kept, click.user, question, filters, click.where))
        return None

    await whisper_outcome(services, click, choose())


async def on_ask_anyway(body: Json, services: Services, questions: QuestionHandler) -> None:
    """Answer a question that was held back because of personal data in it."""
    click = read_click(body)

    async def ask() -> str | None:
        kept = clicked_answer(services, click, not_yours=NOT_YOURS)
        question = services.questions.get(click.answer) or click.carried
        if not question:
            return FORGOTTEN
        asked = kept.body.get("asked") or {}
        if click.where.response_url is not None:
            with suppress(SlackApiError, OSError, TimeoutError):
                await services.messenger.withdraw(click.where.response_url)
        questions.begin(
            replace(
                _again(kept, click.user, question, Filters(), MessageLocation()),
                filters=restore_filters(asked["filters"]) if asked.get("filters") else Filters(),
                confirmed=True,
                exact=False,
                in_place=None,
                ts=str(asked.get("ts") or ""),
                thread_ts=asked.get("thread_ts"),
                response_url=body.get("response_url"),
            )
        )
        return None

    await whisper_outcome(services, click, ask())


async def on_forget(body: Json, services: Services) -> None:
    """Delete the card that warns of personal data, and all that is known of its question."""
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


async def on_part(body: Json, services: Services, questions: QuestionHandler) -> None:
    """Show another part of a private answer in the place of the one that stands there."""
    click = read_click(body)

    async def turn_to() -> str | None:
        kept, address = clicked_answer(services, click, not_yours=NOT_YOURS), click.where.response_url
        if address is None:
            return EXPIRED
        parts = await questions.parts_of(kept)
        await services.messenger.respond(address, parts[min(click.place, len(parts) - 1)], replace=True)
        return None

    await whisper_outcome(services, click, turn_to())


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
