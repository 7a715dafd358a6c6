"""Modals of standing questions: what somebody follows, theirs to see and to delete, and what they can follow."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.blocks.action_ids import Action, Form
from bot.slack.blocks.elements import Block, button, clip, context, option, section
from bot.slack.blocks.inputs import (
    alphabet,
    input_block,
    metadata,
    modal_view,
    notice,
    read_chosen,
    read_field,
    read_text,
    select_input,
    text_element,
)

FOLLOW_TITLE = "What you follow"
_KEPT = (
    "When a report comes in that speaks of it, you get its passages in your messages with me, once, however often the "
    "library is read anew. I keep what I understood (names of councils, themes and services), never what you typed."
)
_MOST_KEYS = 2_800  # characters of a view's state


def following_view(
    followed: Sequence[tuple[str, str]], *, councils: Sequence[str], themes: Sequence[str], note: str = ""
) -> Block:
    """Make the modal of what somebody follows: each as (id, label), and fields to follow more."""
    blocks: list[Block] = [section(note)] if note else []
    for identity, label in followed:
        stop = button("Stop", f"{Action.UNFOLLOW}:{identity}", identity, label=f"Stop following: {clip(label, 50)}")
        blocks.append(section(clip(label, 300), accessory=stop))
    if not followed:
        blocks.append(section("You follow nothing yet."))
    blocks.append({"type": "divider"})
    if councils:
        blocks.append(select_input("council", "Follow a council", "Any council", alphabet(councils), None))
    listed = [("Themes", [(name, name) for name in themes[:100]])]
    blocks.append(select_input("theme", "Or a theme (of that council, or of all)", "Choose a theme", listed, None))
    typed = text_element(most=300, placeholder="For example: private fostering in Derby")
    blocks.append(input_block("matter", "Or a question", typed, optional=True))
    blocks.append(context(_KEPT))
    return modal_view(FOLLOW_TITLE, "Follow", Form.FOLLOWING, blocks, {}, close="Close")


def read_following(view: Mapping[str, Any]) -> tuple[str, str, str]:
    """Read a council, a theme and a question from the modal; each empty where none was given."""
    return read_chosen(view, "council"), read_chosen(view, "theme"), read_text(view, "matter").strip()


def follow_offer(offered: Sequence[tuple[str, str]]) -> Block:
    """Make the modal of what can be followed of an answer, each as (key, label)."""
    keys: list[str] = []
    options = []
    for key, label in offered[:10]:
        if sum(map(len, keys)) + len(key) > _MOST_KEYS:
            break
        options.append(option(label, str(len(keys))))
        keys.append(key)
    if not options:
        said = "I have no name for anything in this answer that you could follow. Home has a form for what you follow."
        return notice(FOLLOW_TITLE, said)
    boxes = {"type": "checkboxes", "options": options}
    return modal_view(
        FOLLOW_TITLE,
        "Follow",
        Form.FOLLOW,
        [input_block("which", "Tell me what is new on", boxes), context(_KEPT)],
        {"k": keys},
    )


def read_offer(view: Mapping[str, Any]) -> list[str]:
    """Read the keys of what was ticked."""
    keys = metadata(view).get("k") or []
    ticked = [str(one.get("value") or "") for one in read_field(view, "which").get("selected_options") or []]
    return [str(keys[int(n)]) for n in ticked if n.isascii() and n.isdigit() and int(n) < len(keys)]
