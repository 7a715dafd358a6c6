"""Inputs, selects and modals of Block Kit, and how what was put into them is read back."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.slack.blocks.action_ids import Form
from bot.slack.blocks.elements import Block, option, plain, section


def notice(title: str, text: str, *, extra: Sequence[Block] = ()) -> Block:
    """Make a modal that shows one text, and what belongs to it."""
    return read_view(title, [section(text), *extra])


def read_view(title: str, blocks: Sequence[Block], *, state: str = "") -> Block:
    """Make a modal that is only read; ``state`` comes back with a click in it."""
    made: Block = {
        "type": "modal",
        "callback_id": Form.READ,
        "title": plain(title, 24),
        "close": plain("Close", 24),
        "blocks": list(blocks)[:100],
    }
    return made | ({"private_metadata": state} if state else {})


def metadata(view: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read what a view carries of ours."""
    try:
        held = json.loads(view.get("private_metadata") or "{}")
    except ValueError:
        return {}
    return held if isinstance(held, dict) else {}


def input_block(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """Make a field of a form; block and element bear its name, by which ``read_field`` finds what was filled in."""
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
    }
    if optional:
        made["optional"] = True
    if hint:
        made["hint"] = plain(hint)
    return made


def text_element(
    *, most: int | None = None, multiline: bool = False, placeholder: str = "", initial: str | None = None
) -> Block:
    """Make the element that takes a text of so many characters at most."""
    element: Block = {"type": "plain_text_input"}
    if multiline:
        element["multiline"] = True
    if most is not None:
        element["max_length"] = most
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    if initial:
        element["initial_value"] = initial
    return element


Groups = Sequence[tuple[str, Sequence[tuple[str, str]]]]  # a heading, and under it each value with its text


def select_input(name: str, label: str, placeholder: str, groups: Groups, chosen: str | None) -> Block:
    """Make a field that takes one of many values, or none."""
    return input_block(name, label, select_element(groups, placeholder, chosen), optional=True)


def select_element(groups: Groups, placeholder: str = "", chosen: str | None = None, *, action: str = "") -> Block:
    """Make the element that offers values; ``action`` is its id where it stands outside a form."""
    made = [(head, [option(text, value[:150]) for value, text in part]) for head, part in groups if part]
    element: Block = {"type": "static_select"}
    if placeholder:
        element["placeholder"] = plain(placeholder, 150)
    if action:
        element["action_id"] = action
    if len(made) == 1 and len(made[0][1]) <= 100:
        element["options"] = made[0][1]
    else:
        element["option_groups"] = [{"label": plain(head, 75), "options": part} for head, part in made]
    current = next((o for _, part in made for o in part if o["value"] == chosen), None)
    if current is not None:
        element["initial_option"] = current
    return element


def day_element(chosen: date | None) -> Block:
    """Make the element that takes a day."""
    return {"type": "datepicker"} | ({"initial_date": chosen.isoformat()} if chosen else {})


def channel_element(chosen: str | None) -> Block:
    """Make the element that takes a channel whose members are all of the workspace."""
    kinds = {"include": ["public", "private"], "exclude_external_shared_channels": True, "exclude_bot_users": True}
    element: Block = {"type": "conversations_select", "placeholder": plain("Choose a channel"), "filter": kinds}
    return element | ({"initial_conversation": chosen} if chosen is not None else {})


def alphabet(names: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Group names by their first letter, as (text, value): a select takes 100 groups of 100 options."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(names, key=str.casefold):
        groups.setdefault(name[:1].upper() or "-", []).append((name, name))
    return [
        (letter if first == 0 else f"{letter} ({first // 100 + 1})", part[first : first + 100])
        for letter, part in groups.items()
        for first in range(0, len(part), 100)
    ][:99]


def modal_view(
    title: str, submit: str, callback: str, blocks: Sequence[Block], state: Mapping[str, Any], *, close: str = "Cancel"
) -> Block:
    """Make a modal that is filled in and submitted."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain(title, 24),
        "submit": plain(submit, 24),
        "close": plain(close, 24),
        "private_metadata": json.dumps(state, separators=(",", ":"))[:3000],
        "blocks": list(blocks),
    }


def read_field(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """Read what was put into a field, as Slack sends it."""
    values = view.get("state", {}).get("values", {}).get(name, {})
    held = values.get(name, {})
    return held if isinstance(held, dict) else {}


def read_text(view: Mapping[str, Any], name: str) -> str:
    """Read the text that was typed into a field."""
    return str(read_field(view, name).get("value") or "")


def read_chosen(view: Mapping[str, Any], name: str) -> str:
    """Read the value of the option that was chosen; empty where none was."""
    return str((read_field(view, name).get("selected_option") or {}).get("value") or "")
