"""The bin, as admins see it: what was removed or replaced, and the button that brings it back.

In: what lies in the bin. Out: a modal. A button carries the id of a thing in the bin.
"""

from collections.abc import Sequence

from bot.labels import count, day
from bot.slack.blocks.action_ids import Manage
from bot.slack.blocks.elements import Block, actions, button, clip, context, section
from bot.slack.blocks.forms import notice
from index.folder.trash import Binned

__all__ = ["bin_view"]

A_PAGE = 20


def bin_view(held: Sequence[Binned], *, page: int = 0, note: str = "") -> Block:
    """Make the modal that lists the bin, newest first."""
    pages = max(1, -(-len(held) // A_PAGE))
    page = min(max(page, 0), pages - 1)
    part = held[page * A_PAGE : (page + 1) * A_PAGE]
    blocks: list[Block] = [section(note)] if note else []
    for place, entry in enumerate(part):
        when = f"{day(entry.removed.date())}, {entry.removed:%H:%M} UTC"
        how = "Replaced by a new version" if entry.replaced else "Removed"
        text = f"{clip(entry.path, 300)}\n{how} on {when}, {max(1, entry.size // 1000):,} kB"
        label = f"Bring back {entry.name}"
        blocks.append(section(text, accessory=button("Bring back", f"{Manage.RESTORE}:{place}", entry.id, label=label)))
    turns = []
    if page > 0:
        turns.append(button("Newer", f"{Manage.BIN}:newer", str(page - 1)))
    if page + 1 < pages:
        turns.append(button("Older", f"{Manage.BIN}:older", str(page + 1)))
    if turns:
        blocks.append(actions(turns))
    if held:
        blocks.append(
            context(
                "What is brought back goes to where it stood. Nothing is ever overwritten: if another file stands "
                "there now, remove that one first. The bin is never emptied by itself."
            )
        )
    said = f"{count(len(held), 'file')} in the bin, newest first." if held else "The bin is empty."
    return notice("Bin", said, extra=blocks)
