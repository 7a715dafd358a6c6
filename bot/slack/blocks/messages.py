"""Pack blocks into as few messages as Slack's limits allow; units that belong together stay together.

Each message has a ``text`` with the same content for phones and screen readers. Nothing is dropped: what does not fit
into one message goes on in the next.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.slack.blocks.elements import Block, escape

# Slack takes 50 blocks and about 13,200 characters of blocks (observed, undocumented); some room is kept below both.
MOST_BLOCKS = 48
MOST_CHARACTERS = 12_400
# chat.update cuts `text` at 4,000 characters; escaping can make a text longer.
MOST_TEXT = 3_800


@dataclass(frozen=True, slots=True)
class Message:
    """One message to be posted: blocks, and the same in words."""

    text: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """Blocks that stay together in one message, and the same as lines of text."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = field(default=())


def size(blocks: Sequence[Block]) -> int:
    """Count the characters of blocks as Slack is sent them."""
    return len(json.dumps(list(blocks)))


def pack(units: Iterable[Unit], *, heading: str) -> tuple[Message, ...]:
    """Pack units into messages in order; ``heading`` begins the text of each."""
    parts: list[list[Unit]] = [[]]
    for unit in units:
        held = [block for u in parts[-1] for block in u.blocks]
        tables = sum(block["type"] == "table" for block in (*held, *unit.blocks))
        if held and (
            len(held) + len(unit.blocks) > MOST_BLOCKS or size([*held, *unit.blocks]) > MOST_CHARACTERS or tables > 1
        ):
            parts.append([])
        parts[-1].append(unit)
    messages = []
    for number, part in enumerate(parts, start=1):
        title = heading if len(parts) == 1 else f"{heading} (part {number} of {len(parts)})"
        blocks = tuple(block for unit in part for block in unit.blocks)
        if blocks:
            messages.append(Message(_text(title, [line for unit in part for line in unit.lines]), blocks))
    return tuple(messages)


def _text(heading: str, lines: Sequence[str]) -> str:
    # Whole lines only: a line is a quotation with its caveats, and half of one could say the opposite.
    text = escape(heading).strip()[:600] or "Findings"
    for place, line in enumerate(lines):
        added = escape(line)
        if len(text) + len(added) > MOST_TEXT - 60:
            return f"{text}\n({len(lines) - place} more lines: open the message in Slack.)"
        text += "\n" + added
    return text
