"""One's own pack in Slack: passages go in and out, and come back as a Word document in one's messages.

Kept are ids of passages. When the document is made each is compared with the library as it is then.
"""

import asyncio
from collections.abc import Sequence
from datetime import date

from bot.answers import MatchKind, mark
from bot.labels import count
from bot.packs import CONVERSATION, Pack, PackItem, Pattern, arrange, page_drawer, picked_item, write_canvas, write_pack
from bot.slack.blocks import PACK_TITLE, Block, PackForm, PackRow, notice, pack_view
from bot.slack.files import can_make_canvases, send_canvas, send_file
from bot.slack.interaction import Click, NotThereError, clicked_passage
from bot.slack.searcher_manager import Snapshot
from bot.slack.services import Services
from bot.slack.state import MOST_COLLECTED, Collected
from bot.themes import themes_of
from index.text import write_day

TITLE = "What inspection says"
REPLACED = "The report has been replaced since this answer, and reads otherwise now. Please ask again, then collect it."
NO_THEME = "Other"


async def collect(services: Services, click: Click) -> str:
    """Put the passage that was clicked on into the clicker's pack; give what is said of it."""
    try:
        again = await clicked_passage(services, click, lambda _, again: again)
    except NotThereError as error:
        return str(error)
    if again.standing is MatchKind.OTHER_WORDS:
        return REPLACED
    user = click.user.id
    added = services.packs.add(user, again.evidence.passage_id, mark(again.evidence.text))
    number = len(services.packs.of(user))
    if added:
        return f"Collected: {number} in your pack."
    if number >= MOST_COLLECTED:
        return f"Your pack is full: it holds {MOST_COLLECTED} passages. Make the document, then empty it."
    return f"It is in your pack already ({number} in it)."


async def pack_window(services: Services, user: str, *, note: str = "") -> Block:
    """Make the modal of somebody's pack."""
    collected = services.packs.of(user)

    def rows(held: Snapshot) -> list[PackRow]:
        found = []
        for one in collected:
            item = _item_of(held, one, CONVERSATION[one.heading % 3])
            if item is not None:
                found.append(PackRow(one.passage, item.passage, item.citation, item.heading))
        return found

    shown = await services.searchers.look(rows)
    canvases = bool(shown) and await can_make_canvases(services.messenger.client)
    return pack_view(shown, gone=len(collected) - len(shown), note=note, canvases=canvases)


def change_pack(services: Services, user: str, act: str, passage: str) -> None:
    """Move a passage of somebody's pack, put it under the next question, or take it out."""
    packs = services.packs
    if act in ("up", "down"):
        packs.move(user, passage, by=-1 if act == "up" else 1)
    elif act == "under":
        held = next((one.heading for one in packs.of(user) if one.passage == passage), 0)
        packs.put_under(user, passage, (held + 1) % len(CONVERSATION))
    elif act == "out":
        packs.remove(user, passage)


async def make_pack(services: Services, user: str, form: PackForm) -> Block:
    """Make a document or a canvas of somebody's pack and send it to their messages; give the modal that says so."""
    collected = services.packs.of(user)
    held, pack = await services.searchers.look(
        lambda held: (held, _arranged(held, collected, form.pattern, form.title or TITLE))
    )
    if not pack.checked:
        return notice(PACK_TITLE, "The library holds none of these passages as they were collected, so I made nothing.")
    dropped = len(collected) - pack.checked
    said = (
        f"Your pack, {pack.title}: {count(pack.checked, 'quotation')} from {count(len(pack.sources), 'document')}, "
        "each compared with the stored passage when it was made: word for word."
    )
    if dropped:
        said += f" {dropped} left out: the library does not hold them any more as they were collected."
    if form.canvas:
        await send_canvas(services.messenger, pack.title, write_canvas(pack), to=user, said=said)
        return notice(PACK_TITLE, "The canvas is in your messages with me (Messages tab). Only you can open it.")
    drawer = page_drawer(services.settings.documents, held.library) if form.pictures else None
    content = await asyncio.to_thread(write_pack, pack, picture=drawer)
    await send_file(services.messenger, f"pack {write_day(pack.made)}.docx", content, to=user, said=said)
    return notice(PACK_TITLE, "The document is in your messages with me (Messages tab).")


def _arranged(held: Snapshot, collected: Sequence[Collected], pattern: Pattern, title: str) -> Pack:
    items = [item for one in collected if (item := _item_of(held, one, _heading(held, one, pattern))) is not None]
    return arrange(held.library, items, title=title, pattern=pattern, made=date.today())


def _item_of(held: Snapshot, one: Collected, heading: str) -> PackItem | None:
    """Take a passage of a pack; None where the library does not hold it with the words that were collected."""
    item = picked_item(held.library, one.passage, heading=heading)
    return item if item is not None and mark(item.passage.text) == one.mark else None


def _heading(held: Snapshot, one: Collected, pattern: Pattern) -> str:
    if pattern is Pattern.CONVERSATION:
        return CONVERSATION[one.heading % len(CONVERSATION)]
    found = held.library.find(one.passage)
    return next(iter(themes_of(found[1].text)), NO_THEME) if found else NO_THEME
