"""Answers that were not helpful, as a list that admins work through: what was shown, what was wrong, done or not.

In: feedback by reference. Out: a modal. A question is shown only where whoever asked ticked that it be kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.blocks.forms import REASONS, notice
from bot.blocks.names import Manage
from bot.blocks.text import Block, actions, button, clip, context, option, plain, rich, span
from bot.blocks.wording import count

__all__ = ["Unhappy", "feedback_view", "read_turn"]

A_PAGE = 8
_PLACES = 3


@dataclass(frozen=True, slots=True)
class Unhappy:
    """One person's word on one answer; ``shown`` are the citations of the passages that stood in it."""

    id: str
    at: datetime
    reason: str
    comment: str = ""
    question: str = ""
    shown: tuple[str, ...] = ()
    done: bool = False


def feedback_view(held: Sequence[Unhappy], *, page: int = 0, all_of_it: bool = False) -> Block:
    """Make the modal that lists bad feedback, newest first: what is not done yet, or all of it."""
    part = [f for f in held if all_of_it or not f.done]
    pages = max(1, -(-len(part) // A_PAGE))
    page = min(max(page, 0), pages - 1)
    blocks: list[Block] = [_filter(all_of_it, sum(not f.done for f in held), len(held))] if held else []
    for place, unhappy in enumerate(part[page * A_PAGE : (page + 1) * A_PAGE]):
        blocks += _entry(unhappy, place, all_of_it)
    turns = []
    mark = "all" if all_of_it else "open"
    if page > 0:
        turns.append(button("Newer", f"{Manage.FEEDBACK}:newer", f"{mark}:{page - 1}"))
    if page + 1 < pages:
        turns.append(button("Older", f"{Manage.FEEDBACK}:older", f"{mark}:{page + 1}"))
    if turns:
        blocks.append(actions(turns))
    if not held:
        said = "Nobody has said that an answer was not helpful."
    elif not part:
        said = "All of it is done."
    else:
        said = "Answers that people found not helpful, newest first. Tick off what you have looked into."
    return notice("Bad feedback", said, extra=blocks)


def read_turn(value: str) -> tuple[bool, int]:
    """Read from a button or a choice which part of the list is wanted, and its page."""
    mark, _, page = value.partition(":")
    return mark == "all", int(page) if page.isdecimal() else 0


def _filter(all_of_it: bool, left: int, every: int) -> Block:
    options = [option(f"Not done ({left:,})", "open:0"), option(f"All ({every:,})", "all:0")]
    element: Block = {
        "type": "static_select",
        "action_id": f"{Manage.FEEDBACK}:which",
        "placeholder": plain("Which"),
        "options": options,
        "initial_option": options[1] if all_of_it else options[0],
    }
    return actions([element])


def _entry(unhappy: Unhappy, place: int, all_of_it: bool) -> list[Block]:
    at = unhappy.at
    reason = REASONS.get(unhappy.reason, "No reason given")
    elements: list[Block] = [span(f"{'✓ ' if unhappy.done else ''}{reason}", bold=True)]
    elements.append(span(f" · {at.day} {at:%B %Y}"))
    if unhappy.question:
        elements.append(span(f"\nAsked: {clip(unhappy.question, 500)}"))
    if unhappy.comment:
        elements.append(span(f"\n“{clip(unhappy.comment, 600)}”"))
    blocks: list[Block] = [{"type": "divider"}, rich({"type": "rich_text_section", "elements": elements})]
    if unhappy.shown:
        shown = "; ".join(clip(label, 200) for label in unhappy.shown[:_PLACES])
        more = len(unhappy.shown) - _PLACES
        blocks.append(context(f"Shown: {shown}" + (f"; and {count(more, 'passage')} more" if more > 0 else "")))
    else:
        blocks.append(context("No passage was shown."))
    label = "Not done after all" if unhappy.done else "Done"
    value = f"{int(not unhappy.done)}:{int(all_of_it)}:{unhappy.id}"
    blocks.append(actions([button(label, f"{Manage.FEEDBACK_DONE}:{place}", value)]))
    return blocks
