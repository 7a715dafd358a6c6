"""The words that search knows, as admins change them; what is changed takes effect at once.

Every change goes through the library service, which writes it to the audit or does not make it.
"""

import asyncio
from collections.abc import Callable

from slack_bolt.async_app import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.access import user_of
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
from bot.slack.interaction import Json, Listeners, clicked_page, clicked_value, fill, show, turn
from bot.slack.library_view import councils_of
from bot.slack.services import Services
from index.errors import FindingsError
from index.folder import load_local
from index.search import learned_abbreviations

_NO_COUNCIL = "The list of councils has changed meanwhile. Close this and open it again."


async def on_vocabulary(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Show a page of the vocabulary."""
    await turn(client, body, _listed(services, page=clicked_page(body)))


async def on_switch(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Switch a learned abbreviation off, or on again."""
    word, on, page = read_switch(clicked_value(body))

    async def work() -> Block:
        fault = await _change(lambda: services.library.switch_word(word, on=on, actor=user_of(body).id))
        done = f"✓ {word} is {'switched on' if on else 'switched off'}."
        return await _listed(services, page=page, note=f"⚠ {fault}" if fault else done)

    await fill(client, body["view"], work())


async def on_take_back(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Take back what an admin added or switched off."""
    actor = user_of(body).id
    what, _, key = clicked_value(body).partition(":")
    name, _, alias = key.partition("\n")

    def take_back() -> None:
        if what == "term":
            services.library.remove_term(key, actor=actor)
        elif what == "alias":
            services.library.remove_alias(name, alias, actor=actor)
        else:
            services.library.switch_word(key, on=True, actor=actor)

    async def work() -> Block:
        fault = await _change(take_back)
        return await _listed(services, note=f"⚠ {fault}" if fault else f"✓ {alias or key} is taken back.")

    await fill(client, body["view"], work())


async def on_add(body: Json, client: AsyncWebClient, services: Services) -> None:
    """Open one of the forms."""
    what = clicked_value(body)

    async def view() -> Block:
        if what == "alias":
            return alias_form(await _councils(services))
        return off_form() if what == "off" else term_form()

    await show(client, body, view())


async def on_filled(ack: AsyncAck, body: Json, view: Json, client: AsyncWebClient, services: Services) -> None:
    """Add what was filled in, or say at its field why not."""
    field, done, fault = await _add(services, view, actor=user_of(body).id)
    if fault is not None:
        await ack(response_action="errors", errors={field: fault})
        return
    await ack()
    if below := view.get("previous_view_id"):
        note = f"✓ {done}. It counts from now on."
        await fill(client, {"id": below}, _listed(services, note=note), settled=True)


async def _add(services: Services, view: Json, *, actor: str) -> tuple[str, str, str | None]:
    """Do what a form asks for; give the field that a fault belongs to, what was done, and the fault."""
    library, what = services.library, metadata(view).get("w")
    if what == "alias":
        name, alias = read_alias(view, await _councils(services))
        fault = await _objection(services, name, alias)
        fault = fault or await _change(lambda: library.add_alias(name, alias, actor=actor))
        return "alias", f"{name}: also called {alias}", fault
    if what == "off":
        word = read_off(view)
        fault = await _change(lambda: library.switch_word(word, on=False, actor=actor))
        return "word", f"{word}: switched off", fault
    term, ways = read_term(view)
    fault = await _change(lambda: library.add_term(term, ways, actor=actor))
    return "ways", f"{term}: also searched as {', '.join(ways)}", fault


async def _change(work: Callable[[], None]) -> str | None:
    """Make a change; give the reason where it could not be made."""
    try:
        await asyncio.to_thread(work)
    except FindingsError as error:
        return str(error)
    return None


async def _listed(services: Services, *, page: int = 0, note: str = "") -> Block:
    library = await services.searchers.look(lambda held: held.library)

    def made() -> Block:
        words = load_local(services.library.vocabulary)
        return vocabulary_view(learned_abbreviations(library.artifacts, words), words, page=page, note=note)

    return await asyncio.to_thread(made)


async def _councils(services: Services) -> list[str]:
    return await services.searchers.look(lambda held: councils_of(held.library))


async def _objection(services: Services, name: str, alias: str) -> str | None:
    """Say why a name cannot be a council's: the form is old, or it is the name of another council that is held."""
    if not name:
        return _NO_COUNCIL
    owner = await services.searchers.look(lambda held: held.answerer.gazetteer.canonical(alias))
    if owner is not None and owner != name:
        return f"“{alias}” is a name of {owner}. Two councils are never mixed up: choose another."
    return None


VOCABULARY_LISTENERS: Listeners = (
    ("action", several(Manage.VOCABULARY), on_vocabulary),
    ("action", several(Manage.VOCABULARY_SWITCH), on_switch),
    ("action", several(Manage.VOCABULARY_REMOVE), on_take_back),
    ("action", several(Manage.VOCABULARY_ADD), on_add),
    ("view", Form.VOCABULARY, on_filled),
)
