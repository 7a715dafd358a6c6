"""The list of reports that everybody may page through; that of admins is made in ``home/document_list.py``."""

from collections.abc import Sequence

from bot.labels import count, held_as
from bot.slack.blocks.action_ids import Action
from bot.slack.blocks.elements import Block, bullets, clip, escape, section, span
from bot.slack.blocks.messages import Message
from bot.slack.blocks.notices import plain_message
from bot.slack.blocks.paging import page_of, page_turns
from index.models import Document

REPORTS_A_PAGE = 15


def reports_list(documents: Sequence[Document], *, page: int) -> Message:
    """List what is held, newest first, a page at a time."""
    shown = page_of(documents, page, REPORTS_A_PAGE)
    if not shown.items:
        return plain_message("The library is empty. An admin can add reports.")
    heading = f"{count(len(documents), 'document')} held, newest first (page {shown.number + 1} of {shown.of})"
    items: list[list[Block]] = []
    lines = []
    for document in shown.items:
        name = clip(document.authority or document.title, 80)
        rest = f": {held_as(document)}"
        items.append([span(name, bold=True), span(rest)])
        lines.append(f"• {name}{rest}")
    blocks = [section(heading), bullets(items), *page_turns(Action.REPORTS, shown)]
    return Message("\n".join([heading, *map(escape, lines)])[:3_800], tuple(blocks))
