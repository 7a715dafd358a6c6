"""Lists a page at a time: which part a page shows, and the buttons that turn to the next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.slack.blocks.elements import Block, actions, button

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A part of a list; ``number`` counts pages from 0, ``first`` is the place of its first item in the list."""

    items: tuple[T, ...]
    number: int
    of: int
    first: int = 0


def page_of(items: Sequence[T], number: int, size: int) -> Page[T]:
    """Give a page of a list; where the list has become shorter, its last."""
    of = max(1, -(-len(items) // size))
    number = min(max(number, 0), of - 1)
    return Page(tuple(items[number * size : (number + 1) * size]), number, of, number * size)


def page_turns(
    action: str,
    page: Page[T],
    *,
    labels: tuple[str, str] = ("Newer", "Older"),
    names: tuple[str, str] = ("newer", "older"),
    value: Callable[[int], str] = str,
    block_id: str | None = None,
) -> list[Block]:
    """Make the buttons to the page before and the page after; nothing where there is neither.

    ``names`` end the action ids; ``value`` writes a page's number into its button.
    """
    turns = []
    if page.number > 0:
        turns.append(button(labels[0], f"{action}:{names[0]}", value(page.number - 1)))
    if page.number + 1 < page.of:
        turns.append(button(labels[1], f"{action}:{names[1]}", value(page.number + 1)))
    return [actions(turns, block_id=block_id)] if turns else []
