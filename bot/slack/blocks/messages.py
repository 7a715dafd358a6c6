"""Pack blocks into as few messages as Slack's limits allow; units that belong together stay together.

Each message has a ``text`` with the same content for phones and screen readers. Nothing is dropped: what does not fit
into one message goes on in the next.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.slack.blocks.elements import Block, escape

# Slack takes 50 blocks and about 13,200 characters of blocks (observed, undocumented); of rich text it has refused less
# than that, and of the cells of tables 10,000 together. Some room is kept below each.
MOST_BLOCKS = 48
MOST_CHARACTERS = 12_400
MOST_RICH = 10_600
MOST_CELLS = 9_500
# chat.update cuts `text` at 4,000 characters; escaping can make a text longer.
MOST_TEXT = 3_800
_TABLES = ("table", "data_table")


@dataclass(frozen=True, slots=True)
class Message:
    """One message to be posted: blocks, and the same in words; ``plain`` are the blocks for where Slack does not take
    those, as with a kind of table that a workspace does not have."""

    text: str
    blocks: tuple[Block, ...]
    plain: tuple[Block, ...] | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """Blocks that stay together in one message, and the same as lines of text; ``plain`` as in ``Message``."""

    blocks: tuple[Block, ...]
    lines: tuple[str, ...] = field(default=())
    plain: tuple[Block, ...] | None = None


def size(blocks: Sequence[Block]) -> int:
    """Count the characters of blocks as Slack is sent them."""
    return len(json.dumps(list(blocks)))


def fits(blocks: Sequence[Block]) -> bool:
    """Tell whether blocks make one message that Slack takes."""
    tables = [block for block in blocks if block["type"] in _TABLES]
    return (
        len(blocks) <= MOST_BLOCKS
        and size(blocks) <= MOST_CHARACTERS
        and size([block for block in blocks if block["type"] == "rich_text"]) <= MOST_RICH
        and sum(block["type"] == "table" for block in tables) <= 1
        and sum(len(text) for block in tables for text in _texts(block["rows"])) <= MOST_CELLS
    )


def pack(units: Iterable[Unit], *, heading: str) -> tuple[Message, ...]:
    """Pack units into messages in order; ``heading`` begins the text of each."""
    parts: list[list[Unit]] = [[]]
    for unit in units:
        if parts[-1] and not (fits(_blocks([*parts[-1], unit])) and fits(_blocks([*parts[-1], unit], plain=True))):
            parts.append([])
        parts[-1].append(unit)
    messages = []
    for number, part in enumerate(parts, start=1):
        title = heading if len(parts) == 1 else f"{heading} (part {number} of {len(parts)})"
        blocks = _blocks(part)
        if blocks:
            plain = _blocks(part, plain=True) if any(unit.plain is not None for unit in part) else None
            messages.append(Message(_text(title, [line for unit in part for line in unit.lines]), blocks, plain))
    return tuple(messages)


def _blocks(units: Sequence[Unit], *, plain: bool = False) -> tuple[Block, ...]:
    return tuple(block for unit in units for block in (unit.plain if plain and unit.plain is not None else unit.blocks))


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield node["text"]
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


def _text(heading: str, lines: Sequence[str]) -> str:
    # Whole lines only: a line is a quotation with its caveats, and half of one could say the opposite.
    text = escape(heading).strip()[:1_000] or "Findings"
    for place, line in enumerate(lines):
        added = escape(line)
        if len(text) + len(added) > MOST_TEXT - 60:
            return f"{text}\n({len(lines) - place} more lines: open the message in Slack.)"
        text += "\n" + added
    return text
