"""Clicks that ask again: change what was understood, choose what was meant, ask anyway."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answers import options_of, restore_filters
from bot.models import AnswerKind, Filters
from bot.slack.access import asker_of
from bot.slack.blocks import Action, Form, change_form, metadata, notice, plain_message, read_form, several
from bot.slack.interaction import EXPIRED, Click, MessageLocation, read_click
from bot.slack.library_view import held_for
from bot.slack.questions import QuestionRequest, question_of
from bot.slack.services import Services
from bot.slack.state import Entry, StoredAnswer

Json = dict[str, Any]
NOT_YOURS = "Only the person who asked can change this answer. Ask me yourself: in a direct message or with /findings."
FORGOTTEN = "I do not keep questions, and after a restart I no longer know what this one was. Please ask it again."


def register_changing(app: AsyncApp, desk: Services) -> None:
    """Listen to the buttons that ask again."""

    @app.action(Action.CHANGE)
    async def on_change(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        click = read_click(body)
        kept = desk.store.answer(click.answer)
        if kept is None or kept.user != click.asker.user:
            await client.views_open(
                trigger_id=click.trigger, view=notice("Change", EXPIRED if kept is None else NOT_YOURS)
            )
            return
        question = await question_of(desk, click, kept)
        filters = _understood(kept)
        authority = filters.authorities[0] if len(filters.authorities) == 1 else None
        held = await desk.shelf.look(lambda open_: held_for(open_.library, authority))
        state = {
            "a": click.answer,
            "c": click.where.channel,
            "m": click.where.ts,
            "u": click.where.response_url,
            "t": click.thread_ts,
            "reports": {str(n): d.path for n, d in enumerate(held.reports[:20])},
        }
        if len(json.dumps(state)) > 2_900:
            held, state["reports"] = replace(held, reports=()), {}
        held = replace(held, reports=held.reports[:20])
        await client.views_open(
            trigger_id=click.trigger, view=change_form(held, question=question or "", filters=filters, state=state)
        )

    @app.view(Form.CHANGE)
    async def on_changed(ack: AsyncAck, body: Json, view: Json) -> None:
        question, filters = read_form(view)
        state = metadata(view)
        await ack()
        kept = desk.store.answer(str(state.get("a")))
        if kept is None or kept.user != body["user"]["id"]:
            return
        where = MessageLocation(channel=state.get("c"), ts=state.get("m"), response_url=state.get("u"))
        desk.begin(_again(kept, body, question, filters, where))

    @app.action(several(Action.CHOOSE))
    async def on_choose(ack: AsyncAck, body: Json) -> None:
        await ack()
        click = read_click(body)
        kept = desk.store.answer(click.answer)
        choices = options_of(kept.body) if kept else []
        if kept is None or kept.user != click.asker.user or not 0 <= click.place < len(choices):
            await _tell(desk, click, EXPIRED if kept is None else NOT_YOURS)
            return
        label, filters = choices[click.place]
        if kept.body["kind"] == AnswerKind.HELP:
            desk.begin(_again(kept, body, label, filters, click.where))
            return
        question = await question_of(desk, click, kept)
        if question is None:
            await _tell(desk, click, FORGOTTEN)
            return
        desk.begin(_again(kept, body, question, filters, click.where))

    @app.action(Action.ASK_ANYWAY)
    async def on_ask_anyway(ack: AsyncAck, body: Json) -> None:
        await ack()
        click = read_click(body)
        kept = desk.store.answer(click.answer)
        if kept is None or kept.user != click.asker.user:
            await _tell(desk, click, EXPIRED if kept is None else NOT_YOURS)
            return
        question = desk.memory.get(click.answer) or click.carried
        if not question:
            await _tell(desk, click, FORGOTTEN)
            return
        asked = kept.body.get("asked") or {}
        if click.where.response_url is not None:
            with suppress(SlackApiError, OSError, TimeoutError):
                await desk.courier.withdraw(click.where.response_url)
        desk.begin(
            QuestionRequest(
                text=question,
                asker=click.asker,
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


def _again(kept: StoredAnswer, body: Json, question: str, filters: Filters, where: MessageLocation) -> QuestionRequest:
    return QuestionRequest(
        text=question,
        asker=asker_of(body),
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


def _understood(kept: StoredAnswer) -> Filters:
    held = kept.body["understood"]
    return restore_filters({**held, "kind": None, "document": None})


async def _tell(desk: Services, click: Click, text: str) -> None:
    """Say something to the one who clicked, alone."""
    message = plain_message(text)
    if click.where.response_url is not None:
        await desk.courier.respond(click.where.response_url, [message])
    elif click.where.channel is not None:
        await desk.courier.whisper(click.where.channel, click.asker.user, message, thread_ts=click.thread_ts)
