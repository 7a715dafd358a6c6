"""The words that search knows, as admins change them; what is changed takes effect at once."""

import asyncio
from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.records import Act
from bot.slack.access import asker_of
from bot.slack.admin.middleware import admins_only, fill, show, turn
from bot.slack.admin.vocabulary_view import (
    alias_form,
    off_form,
    read_alias,
    read_off,
    read_switch,
    read_term,
    term_form,
    vocabulary_view,
)
from bot.slack.blocks import Block, Form, Manage, metadata, several
from bot.slack.services import Services
from index.errors import FindingsError
from index.folder import add_alias, add_term, load_local, remove_alias, remove_term, switch_off, switch_on
from index.search import learned_abbreviations
from index.vocabulary import VOCABULARY

Json = dict[str, Any]
_NO_COUNCIL = "The list of councils has changed meanwhile. Close this and open it again."


def register_managing_vocabulary(app: AsyncApp, desk: Services) -> None:
    """Listen to the vocabulary: its pages, its switches and its forms."""
    admins = [admins_only(desk)]
    path = desk.settings.documents / VOCABULARY
    writing = asyncio.Lock()  # the file is read, changed and put back: one at a time

    async def listed(*, page: int = 0, note: str = "") -> Block:
        library = await desk.shelf.look(lambda held: held.library)

        def made() -> Block:
            words = load_local(path)
            return vocabulary_view(learned_abbreviations(library.artifacts, words), words, page=page, note=note)

        return await asyncio.to_thread(made)

    async def change(actor: str, subject: str, detail: str, work: Callable[[], None]) -> str | None:
        """Do a change and write it down; return why it could not be done."""
        said: str | None = None
        async with writing:
            try:
                await asyncio.to_thread(work)
            except FindingsError as error:
                said = str(error)
        outcome = "done" if said is None else "failed"
        await asyncio.to_thread(
            desk.audit.write, Act.VOCABULARY, actor=actor, subject=subject, outcome=outcome, detail=said or detail
        )
        return said

    async def councils() -> list[str]:
        return await desk.shelf.look(
            lambda held: sorted({d.authority for d in held.library.documents if d.authority}, key=str.casefold)
        )

    async def objection(name: str, alias: str) -> str | None:
        """Say why a name cannot be a council's: the form is old, or it is the name of another council that is held."""
        if not name:
            return _NO_COUNCIL
        owner = await desk.shelf.look(lambda held: held.answerer.gazetteer.canonical(alias))
        if owner is not None and owner != name:
            return f"“{alias}” is a name of {owner}. Two councils are never mixed up: choose another."
        return None

    @app.action(several(Manage.VOCABULARY), middleware=admins)
    async def on_vocabulary(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        action = body["actions"][0]
        value = str((action.get("selected_option") or {}).get("value") or action.get("value") or "0")
        await turn(client, body, listed(page=int(value) if value.isdecimal() else 0))

    @app.action(several(Manage.VOCABULARY_SWITCH), middleware=admins)
    async def on_switch(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        word, on, page = read_switch(str(body["actions"][0].get("value") or ""))

        async def work() -> Block:
            detail = "switched on" if on else "switched off"
            switch = switch_on if on else switch_off
            said = await change(asker_of(body).user, word, detail, lambda: switch(path, word))
            return await listed(page=page, note=f"⚠ {said}" if said else f"✓ {word} is {detail}.")

        await fill(client, body["view"], work())

    @app.action(several(Manage.VOCABULARY_REMOVE), middleware=admins)
    async def on_remove(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        what, _, key = str(body["actions"][0].get("value") or "").partition(":")
        name, _, alias = key.partition("\n")

        def take_back() -> None:
            if what == "term":
                remove_term(path, key)
            elif what == "alias":
                remove_alias(path, name, alias)
            else:
                switch_on(path, key)

        async def work() -> Block:
            said = await change(asker_of(body).user, alias or key, "taken back", take_back)
            return await listed(note=f"⚠ {said}" if said else f"✓ {alias or key} is taken back.")

        await fill(client, body["view"], work())

    @app.action(several(Manage.VOCABULARY_ADD), middleware=admins)
    async def on_add(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        what = body["actions"][0].get("value")

        async def view() -> Block:
            if what == "alias":
                return alias_form(await councils())
            return off_form() if what == "off" else term_form()

        await show(client, body, view())

    @app.view(Form.VOCABULARY, middleware=admins)
    async def on_filled(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient) -> None:
        actor, what = asker_of(body).user, metadata(view).get("w")
        if what == "alias":
            name, alias = read_alias(view, await councils())
            field, subject, detail = "alias", name, f"also called {alias}"
            said = await objection(name, alias)
            said = said or await change(actor, subject, detail, lambda: add_alias(path, name, alias))
        elif what == "off":
            word = read_off(view)
            field, subject, detail = "word", word, "switched off"
            said = await change(actor, subject, detail, lambda: switch_off(path, word))
        else:
            term, ways = read_term(view)
            field, subject, detail = "ways", term, f"also searched as {', '.join(ways)}"
            said = await change(actor, subject, detail, lambda: add_term(path, term, ways))
        if said is not None:
            await ack(response_action="errors", errors={field: said})
            return
        await ack()
        below = view.get("previous_view_id")
        if below:
            await fill(
                client, {"id": below}, listed(note=f"✓ {subject}: {detail}. It counts from now on."), settled=True
            )
