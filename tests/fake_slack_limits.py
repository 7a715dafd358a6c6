"""What Slack refuses: lengths and counts of messages, blocks and views, with the error codes that Slack answers.

In: the arguments of a Web API call. Out: None, or an error code and a sentence about the first thing over its limit.
The figures are Slack's documented limits and those that others have observed; nothing here imports a Slack library, so
that a fault cannot hide in the bot and in its test at once.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

Fault = tuple[str, str]
Block = dict[str, Any]

MESSAGE_BLOCKS, VIEW_BLOCKS = 50, 100
MESSAGE_BLOCK_CHARACTERS = 13_200
VIEW_BYTES = 250_000
UPDATE_TEXT = 4_000
MARKDOWN_CHARACTERS = 12_000
TABLE_CHARACTERS = 10_000
DATA_TABLE_CHARACTERS = 10_000

LAYOUT = {
    "actions",
    "alert",
    "card",
    "carousel",
    "container",
    "context",
    "context_actions",
    "data_table",
    "divider",
    "file",
    "header",
    "image",
    "input",
    "markdown",
    "plan",
    "rich_text",
    "section",
    "table",
    "task_card",
    "video",
}
IN_MESSAGES = LAYOUT - {"input"}
IN_VIEWS = LAYOUT - {"file", "markdown", "table", "data_table", "plan", "task_card", "card", "carousel", "container"}
SELECTS = {"static_select", "external_select", "users_select", "conversations_select", "channels_select"}


class Refused(Exception):  # noqa: N818 (what Slack does, not what fails here)
    """A limit is passed: the code that Slack answers and what is wrong."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code, self.detail = code, detail


def message_fault(blocks: Any, *, without: Iterable[str] = ()) -> Fault | None:
    """Say what Slack refuses in the blocks of a message; ``without`` are kinds of block that a workspace has not."""
    try:
        _blocks(blocks, most=MESSAGE_BLOCKS, allowed=IN_MESSAGES - set(without))
        if len(json.dumps(blocks)) > MESSAGE_BLOCK_CHARACTERS:
            return "msg_blocks_too_long", f"{len(json.dumps(blocks))} characters of blocks"
        if sum(len(b["text"]) for b in blocks if b["type"] == "markdown") > MARKDOWN_CHARACTERS:
            return "msg_too_long", "markdown blocks together over 12,000 characters"
        tables = [b for b in blocks if b["type"] in ("table", "data_table")]
        if sum(b["type"] == "table" for b in tables) > 1:
            return "invalid_attachments", "only_one_table_allowed"
        if sum(len(t) for b in tables for t in _texts(b)) > TABLE_CHARACTERS:
            return "invalid_blocks", "table cells together over 10,000 characters"
    except Refused as refused:
        return refused.code, refused.detail
    return None


def view_fault(view: Any) -> Fault | None:
    """Say what Slack refuses in a modal or a Home view."""
    try:
        _need(isinstance(view, dict), "view is not an object", code="invalid_arguments")
        kind = view.get("type")
        _need(kind in {"modal", "home"}, f"view type {kind!r}", code="invalid_arguments")
        if len(json.dumps(view).encode()) > VIEW_BYTES:
            return "view_too_large", "over 250 kB"
        _blocks(view.get("blocks"), most=VIEW_BLOCKS, allowed=IN_VIEWS, code="invalid_arguments")
        _at_most(view.get("private_metadata", ""), 3000, "private_metadata", code="invalid_arguments")
        _at_most(view.get("callback_id", ""), 255, "callback_id", code="invalid_arguments")
        if kind == "modal":
            _need("title" in view, "a modal needs a title", code="invalid_arguments")
            for part in ("title", "submit", "close"):
                if part in view:
                    _plain(view[part], 24, part, code="invalid_arguments")
            if any(b["type"] == "input" for b in view["blocks"]):
                _need("submit" in view, "a modal with inputs needs submit", code="invalid_arguments")
        else:
            _need(not {"title", "submit", "close"} & set(view), "Home has no title or submit", code="invalid_arguments")
    except Refused as refused:
        return refused.code, refused.detail
    return None


def pings(text: str, blocks: list[Block] | None) -> list[str]:
    """List what in a message would notify somebody or turn into a link that the author did not write as one."""
    found = [
        f"<{part}"
        for part in ("!channel", "!here", "!everyone", "@U", "@W", "#C", "!subteam", "http")
        if f"<{part}" in text
    ]
    for block in blocks or []:
        for node in _nodes(block):
            if node.get("type") == "mrkdwn":
                found += [f"<{p}" for p in ("!", "@", "#") if f"<{p}" in node.get("text", "")]
            if node.get("type") in {"user", "usergroup", "broadcast", "channel", "team"}:
                found.append(node["type"])
    return found


def _blocks(blocks: Any, *, most: int, allowed: set[str], code: str = "invalid_blocks") -> None:
    _need(isinstance(blocks, list), "blocks is not a list", code="invalid_blocks_format")
    _need(len(blocks) <= most, f"{len(blocks)} blocks, at most {most}", code=code)
    ids: set[str] = set()
    actions: set[str] = set()
    for place, block in enumerate(blocks):
        _need(isinstance(block, dict) and block.get("type") in LAYOUT, f"block {place}: unknown type", code=code)
        _need(block["type"] in allowed, f"block {place}: {block['type']} is not allowed here", code=code)
        if (block_id := block.get("block_id")) is not None:
            _at_most(block_id, 255, "block_id", code=code)
            _need(block_id not in ids, f"block_id {block_id!r} twice", code=code)
            ids.add(block_id)
        for node in _nodes(block):
            if (action := node.get("action_id")) is not None:
                _at_most(action, 255, "action_id", code=code)
                _need(action not in actions, f"action_id {action!r} twice", code=code)
                actions.add(action)
        try:
            _block(block)
        except Refused as refused:
            raise Refused(code, f"block {place} ({block['type']}): {refused.detail}") from None


def _block(block: Block) -> None:
    match block["type"]:
        case "section":
            _need("text" in block or "fields" in block, "no text and no fields")
            if "text" in block:
                _text(block["text"], 3000, "text")
            _at_most(block.get("fields", []), 10, "fields")
            for field in block.get("fields", []):
                _text(field, 2000, "field")
            if "accessory" in block:
                _element(block["accessory"])
        case "header":
            _plain(block.get("text"), 150, "text")
        case "context":
            _need(1 <= len(block.get("elements", [])) <= 10, "1 to 10 elements")
            for element in block["elements"]:
                if element.get("type") == "image":
                    _image(element)
                else:
                    _text(element, 3000, "element")
        case "actions":
            _need(1 <= len(block.get("elements", [])) <= 25, "1 to 25 elements")
            for element in block["elements"]:
                _element(element)
        case "context_actions":
            _need(1 <= len(block.get("elements", [])) <= 5, "1 to 5 elements")
            for element in block["elements"]:
                _context_action(element)
        case "image":
            _image(block)
        case "input":
            _plain(block.get("label"), 2000, "label")
            if "hint" in block:
                _plain(block["hint"], 2000, "hint")
            _element(block.get("element", {}))
        case "rich_text":
            _need(bool(block.get("elements")), "no elements")
            _rich(block)
        case "markdown":
            _need(1 <= len(block.get("text", "")) <= MARKDOWN_CHARACTERS, "text of 1 to 12,000 characters")
        case "table":
            _table(block, rows=100)
        case "data_table":
            _need(bool(block.get("caption")), "a data_table needs a caption")
            _need(2 <= len(block["rows"]) <= 101, "2 to 101 rows")
            _table(block, rows=101)
            _need(all(cell.get("type") != "rich_text" for cell in block["rows"][0]), "rich text in a header")
            _need(1 <= block.get("page_size", 5) <= 100, "page_size of 1 to 100")
            _need(sum(map(len, _texts(block))) <= DATA_TABLE_CHARACTERS, "over 10,000 characters")
        case "card":
            for part, most in (("title", 150), ("subtitle", 150), ("body", 200)):
                if part in block:
                    _text(block[part], most, part)
            _at_most(block.get("actions", []), 3, "actions")
        case "carousel":
            _at_most(block.get("elements", block.get("cards", [])), 10, "cards")
        case "container":
            _at_most(block.get("child_blocks", []), 10, "child_blocks")
        case "alert":
            _text(block.get("text"), 200, "text")


def _table(block: Block, *, rows: int) -> None:
    _need(1 <= len(block.get("rows", [])) <= rows, f"1 to {rows} rows")
    width = len(block["rows"][0])
    _need(1 <= width <= 20, "1 to 20 columns")
    for row in block["rows"]:
        _need(len(row) == width, "rows of different length")
        for cell in row:
            _need(cell.get("type") in {"raw_text", "raw_number", "rich_text"}, f"cell type {cell.get('type')!r}")
            if cell["type"] == "raw_text":
                _need(bool(cell.get("text")), "an empty cell")
            if cell["type"] == "rich_text":
                _rich(cell)
    _at_most(block.get("column_settings", []), 20, "column_settings")


def _element(element: Block) -> None:
    kind = element.get("type")
    if kind == "button":
        _plain(element.get("text"), 75, "button text")
        for part, most in (("value", 2000), ("url", 3000), ("accessibility_label", 75)):
            _at_most(element.get(part, ""), most, part)
    elif kind == "plain_text_input":
        _need(element.get("max_length", 3000) <= 3000, "max_length over 3,000")
        _at_most(element.get("initial_value", ""), element.get("max_length", 3000), "initial_value")
    elif kind == "overflow":
        _need(1 <= len(element.get("options", [])) <= 5, "overflow has 1 to 5 options")
    elif kind in {"checkboxes", "radio_buttons"}:
        _need(1 <= len(element.get("options", [])) <= 10, f"{kind} has 1 to 10 options")
    elif kind is not None and kind.removeprefix("multi_") in SELECTS:
        if kind.endswith("static_select"):
            _need(bool(element.get("options")) != bool(element.get("option_groups")), "options or option_groups")
            _at_most(element.get("options", []), 100, "options")
            _at_most(element.get("option_groups", []), 100, "option_groups")
            for group in element.get("option_groups", []):
                _plain(group["label"], 75, "option group label")
                _need(1 <= len(group["options"]) <= 100, "a group has 1 to 100 options")
            if (initial := element.get("initial_option")) is not None:
                groups = [{"options": element.get("options", [])}, *element.get("option_groups", [])]
                _need(any(initial in g["options"] for g in groups), "initial_option is not among the options")
    elif kind not in {
        "datepicker",
        "timepicker",
        "datetimepicker",
        "image",
        "workflow_button",
        "file_input",
        "number_input",
        "email_text_input",
        "url_text_input",
        "rich_text_input",
    }:
        raise Refused("invalid_blocks", f"unknown element {kind!r}")
    if kind == "image":
        _image(element)
    for option in _options(element):
        _text(option.get("text"), 75, "option text")
        _need(1 <= len(option.get("value", "")) <= 150, "option value of 1 to 150 characters")
        if "description" in option:
            _text(option["description"], 75, "option description")
    if "placeholder" in element:
        _plain(element["placeholder"], 150, "placeholder")
    if (confirm := element.get("confirm")) is not None:
        for part, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
            if part in confirm:
                _text(confirm[part], most, f"confirm {part}")


def _options(element: Block) -> list[Block]:
    return [*element.get("options", []), *(o for g in element.get("option_groups", []) for o in g["options"])]


def _context_action(element: Block) -> None:
    if element.get("type") == "feedback_buttons":
        for button in (element.get("positive_button", {}), element.get("negative_button", {})):
            _plain(button.get("text"), 75, "feedback text")
            _need(1 <= len(button.get("value", "")) <= 2000, "feedback value of 1 to 2,000 characters")
            _at_most(button.get("accessibility_label", ""), 75, "accessibility_label")
    elif element.get("type") == "icon_button":
        _plain(element.get("text"), 75, "icon button text")
    else:
        raise Refused("invalid_blocks", f"unknown element {element.get('type')!r}")


def _image(node: Block) -> None:
    _need(1 <= len(node.get("alt_text", "")) <= 2000, "alt_text of 1 to 2,000 characters")
    _need(bool(node.get("image_url") or node.get("slack_file")), "an image needs image_url or slack_file")


def _rich(block: Block) -> None:
    for node in _nodes(block):
        if node.get("type") == "text":
            _need(isinstance(node.get("text"), str) and node["text"] != "", "an empty text element")
        if node.get("type") in {"rich_text_section", "rich_text_quote", "rich_text_preformatted", "rich_text_list"}:
            _need(isinstance(node.get("elements"), list), "no elements")


def _text(text: Any, most: int, what: str) -> None:
    _need(isinstance(text, dict) and text.get("type") in {"plain_text", "mrkdwn"}, f"{what} is no text object")
    _need(1 <= len(text.get("text", "")) <= most, f"{what} of {len(text.get('text', ''))} characters, 1 to {most}")


def _plain(text: Any, most: int, what: str, *, code: str = "invalid_blocks") -> None:
    _need(isinstance(text, dict) and text.get("type") == "plain_text", f"{what} is no plain text", code=code)
    _need(
        1 <= len(text.get("text", "")) <= most,
        f"{what} of {len(text.get('text', ''))} characters, 1 to {most}",
        code=code,
    )


def _at_most(value: Any, most: int, what: str, *, code: str = "invalid_blocks") -> None:
    _need(len(value) <= most, f"{what} of {len(value)}, at most {most}", code=code)


def _need(condition: bool, detail: str, *, code: str = "invalid_blocks") -> None:
    if not condition:
        raise Refused(code, detail)


def _nodes(node: Any) -> Iterator[Block]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _texts(block: Block) -> Iterator[str]:
    for node in _nodes(block):
        if isinstance(node.get("text"), str):
            yield node["text"]
