"""Answers that were not helpful, as a list that admins work through: what was shown, what was wrong, done or not.

A question is shown only where whoever asked ticked that it be kept.
"""

from collections.abc import Sequence

from bot.labels import count
from bot.slack.blocks import (
    REASONS,
    Block,
    Manage,
    actions,
    button,
    clip,
    context,
    notice,
    page_of,
    page_turns,
    paragraph,
    select_element,
    span,
)
from bot.slack.state import Complaint

A_PAGE = 8
_PLACES = 3


def feedback_view(held: Sequence[Complaint], *, page: int = 0, all_of_it: bool = False) -> Block:
    """Make the modal that lists bad feedback, newest first: what is not done yet, or all of it."""
    part = [f for f in held if all_of_it or not f.done]
    shown = page_of(part, page, A_PAGE)
    blocks: list[Block] = [_filter(all_of_it, sum(not f.done for f in held), len(held))] if held else []
    for place, complaint in enumerate(shown.items):
        blocks += _entry(complaint, place, all_of_it)
    mark = "all" if all_of_it else "open"
    blocks += page_turns(Manage.FEEDBACK, shown, value=lambda number: f"{mark}:{number}")
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


def read_done(value: str) -> tuple[str, bool, bool]:
    """Read from a button which complaint it ticks off (or takes that back), and which part of the list is shown."""
    done, all_of_it, identity = [*value.split(":", maxsplit=2), "", ""][:3]
    return identity, done == "1", all_of_it == "1"


def _filter(all_of_it: bool, left: int, every: int) -> Block:
    parts = [("open:0", f"Not done ({left:,})"), ("all:0", f"All ({every:,})")]
    chosen = "all:0" if all_of_it else "open:0"
    return actions([select_element([("", parts)], "Which", chosen, action=f"{Manage.FEEDBACK}:which")])


def _entry(complaint: Complaint, place: int, all_of_it: bool) -> list[Block]:
    at = complaint.at
    reason = REASONS.get(complaint.reason, "No reason given")
    elements: list[Block] = [span(f"{'✓ ' if complaint.done else ''}{reason}", bold=True)]
    elements.append(span(f" · {at.day} {at:%B %Y}"))
    if complaint.question:
        elements.append(span(f"\nAsked: {clip(complaint.question, 500)}"))
    if complaint.comment:
        elements.append(span(f"\n“{clip(complaint.comment, 600)}”"))
    blocks: list[Block] = [{"type": "divider"}, paragraph(*elements)]
    if complaint.shown:
        shown = "; ".join(clip(label, 200) for label in complaint.shown[:_PLACES])
        more = len(complaint.shown) - _PLACES
        blocks.append(context(f"Shown: {shown}" + (f"; and {count(more, 'passage')} more" if more > 0 else "")))
    else:
        blocks.append(context("No passage was shown."))
    label = "Not done after all" if complaint.done else "Done"
    value = f"{int(not complaint.done)}:{int(all_of_it)}:{complaint.id}"
    blocks.append(actions([button(label, f"{Manage.FEEDBACK_DONE}:{place}", value)]))
    return blocks
