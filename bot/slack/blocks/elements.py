"""Text made safe to show in Slack, and the smallest pieces of Block Kit that hold text.

Nothing in them is parsed: quoted and named things stand in ``rich_text`` or ``plain_text`` only, so that
``<!channel>``, links and ``*bold*`` are read as they are written. Control and bidirectional-override characters act on
a reader's screen instead of being read, and are left out.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

Block = dict[str, Any]

# C0 and C1 controls but tab and newline, directional marks, embeddings, overrides and isolates (Unicode TR 36, 2.1),
# zero-width space, word joiner, byte order mark, tag characters, lone surrogates (not valid in JSON's UTF-8).
_UNSAFE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")


def shown(text: str) -> str:
    """Return a text as it is shown: its words untouched, characters that act instead of being read left out."""
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", text)).replace("\t", " ")


def escape(text: str) -> str:
    """Escape a text for mrkdwn and for a message's ``text``, in the order that Slack asks for."""
    return shown(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, most: int) -> str:
    """Shorten a label (never a quotation) to a length, at a word, with an ellipsis."""
    text = " ".join(shown(text).split())
    if len(text) <= most and len(text) <= 75:
        return text or "-"
    weight = (len(json.dumps(text)) - 2) / len(text)  # an emoji counts twelve characters in a message's 13,200
    most = most if weight < 1.5 else max(40, int(most / weight))
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > most // 2 else cut).rstrip(" ,;:-") + "…"


def plain(text: str, most: int = 3000) -> Block:
    """Make a plain text object; ``:words:`` in it stay words."""
    heavy = len(text) > most or len(json.dumps(text)) > 1.5 * len(text) + 75
    return {"type": "plain_text", "text": clip(text, most) if heavy else shown(text).strip() or "-", "emoji": False}


def span(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    """Make a rich text element of a text."""
    style = {name: True for name, on in (("bold", bold), ("italic", italic)) if on}
    return {"type": "text", "text": shown(text) or " ", **({"style": style} if style else {})}


def paragraph(*elements: Block | str) -> Block:
    """Make a rich text block of one paragraph."""
    parts = [span(e) if isinstance(e, str) else e for e in elements]
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": parts}]}


def rich(*elements: Block) -> Block:
    """Make a rich text block of sections, quotes and lists."""
    return {"type": "rich_text", "elements": list(elements)}


def bullets(items: Iterable[str | Sequence[Block]], *, head: Block | None = None) -> Block:
    """Make a rich text block of a bulleted list, below a heading if there is one; an item is a text, or rich text
    elements."""
    sections = [[span(item)] if isinstance(item, str) else list(item) for item in items]
    elements = [{"type": "rich_text_section", "elements": parts} for parts in sections]
    above = [{"type": "rich_text_section", "elements": [head]}] if head else []
    return rich(*above, {"type": "rich_text_list", "style": "bullet", "elements": elements})


def facts(known: Sequence[tuple[str, str | Block]]) -> Block:
    """Make a rich text block of what is known, each under its name on a line of its own."""
    elements: list[Block] = []
    for name, value in known:
        elements += [span(f"\n{name}: " if elements else f"{name}: ", bold=True)]
        elements += [span(value) if isinstance(value, str) else value] if value else []
    return paragraph(*elements)


def image(file: str, alt: str) -> Block:
    """Show a picture that Slack holds, by the id of its file."""
    return {"type": "image", "slack_file": {"id": file}, "alt_text": clip(alt, 1_900)}


def runs(text: str, highlights: Sequence[tuple[int, int]], start: int = 0, end: int | None = None) -> list[Block]:
    """Cut a stretch of a text into elements with its highlighted ranges in bold.

    ``highlights`` are offsets into the whole text, in any order, overlapping or not. Joined together the elements are
    the stretch as it is shown.
    """
    end = len(text) if end is None else end
    parts: list[Block] = []
    at = start
    for first, last in _merged(text, highlights, start, end):
        parts += _run(text[at:first], bold=False) + _run(text[first:last], bold=True)
        at = last
    parts += _run(text[at:end], bold=False)
    return parts or [span(" ")]


def section(text: str, *, accessory: Block | None = None) -> Block:
    """Make a section of plain text."""
    return {"type": "section", "text": plain(text), **({"accessory": accessory} if accessory else {})}


def header(text: str) -> Block:
    """Make a header."""
    return {"type": "header", "text": plain(text, 150)}


def context(*texts: str) -> Block:
    """Make a context block of plain texts, one element each."""
    said = [plain(t, 700) for t in texts if shown(t).strip()][:10]
    return {"type": "context", "elements": said or [plain("-")]}


def actions(elements: Iterable[Block], *, block_id: str | None = None) -> Block:
    """Make an actions block."""
    return {"type": "actions", "elements": list(elements), **({"block_id": block_id} if block_id else {})}


def button(
    text: str, action: str, value: str, *, style: str | None = None, label: str | None = None, url: str | None = None
) -> Block:
    """Make a button; ``label`` is what a screen reader says in place of its text."""
    made: Block = {"type": "button", "text": plain(clip(text, 75), 75), "action_id": action}
    if value:
        made["value"] = value
    if style:
        made["style"] = style
    if label:
        made["accessibility_label"] = clip(label, 75)
    if url:
        made["url"] = url
    return made


def option(text: str, value: str, *, description: str | None = None, url: str | None = None) -> Block:
    """Make an option of a select, or of an overflow menu: there it may have an address that it opens."""
    made: Block = {"text": plain(clip(text, 75), 75), "value": value}
    if description:
        made["description"] = plain(clip(description, 75), 75)
    if url:
        made["url"] = url
    return made


def overflow(action: str, options: Iterable[Block]) -> Block:
    """Make a menu behind three dots, of one to five options."""
    return {"type": "overflow", "action_id": action, "options": list(options)}


def _run(text: str, *, bold: bool) -> list[Block]:
    return [span(text, bold=bold)] if shown(text) else []


def _merged(text: str, ranges: Sequence[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for first, last in sorted((max(s, start), min(e, end)) for s, e in ranges):
        if first >= last:
            continue
        if merged and not text[merged[-1][1] : first].strip():  # touching, or only blanks between
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    # Each change of style costs some 60 characters of a message's 13,200: bold that is everywhere says nothing anyway.
    return merged[:60]
