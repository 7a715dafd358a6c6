"""The form in which an admin settles what is known of a document: title, council, kind, whose words, dates.

Of what was filled in, only the values that differ from what was shown are given, or what is wrong with a field. Where
they are written is decided elsewhere.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.labels import VOICES
from bot.slack.blocks import Block, clip, day_element, input_block, plain, select_element, text_element
from index.folder import Value
from index.models import Document, Kind, Period, Voice

_LONGEST = {"title": 300, "authority": 100, "lead_inspector": 100, "url": 1_000}
_LINES = ("judgements", "improvements")
_MOST, _ITEM = 3_000, 90  # characters of a field, and of an item in it
_READ = 600  # characters of what was read, below what it was corrected to
_LABELS = {
    "title": "Title",
    "authority": "Council",
    "kind": "Kind of document",
    "voice": "Whose words it is in",
    "published": "Published",
    "inspected_from": "Inspected from",
    "inspected_to": "Inspected to",
    "lead_inspector": "Lead inspector",
    "url": "Web address of the original",
    "judgements": "Grades",
    "improvements": "What must improve",
}
_HINTS = {
    "authority": "The council inspected, by its usual name, such as Derby or Derbyshire.",
    "voice": "Inspectors' words are never mixed with a council's own.",
    "inspected_from": "Leave both days empty where nothing was inspected.",
    "judgements": "An area and its grade a line, as printed: “Care leavers: Good”. Empty: as it was read.",
    "improvements": "The first words of an item a line, in the order of the report. Empty: as it was read.",
}
_BLOCK = "meta_"


def metadata_fields(document: Document) -> list[Block]:
    """Make the fields, filled with what is known."""
    period = document.inspected
    fields = [
        _text("title", document.title),
        _text("authority", document.authority),
        _chosen("kind", {kind.value: kind.value for kind in Kind}, document.kind.value),
        _chosen("voice", {voice.value: VOICES[voice] for voice in Voice}, document.voice.value),
        _field("published", day_element(document.published)),
        _field("inspected_from", day_element(period.start if period else None)),
        _field("inspected_to", day_element(period.end if period else None)),
        _text("lead_inspector", document.lead_inspector),
        _text("url", document.url),
        _lines(
            "judgements", [f"{judgement.area}: {judgement.grade or ''}".strip() for judgement in document.judgements]
        ),
        _lines("improvements", [_first_words(improvement.text) for improvement in document.improvements]),
    ]
    read = {_BLOCK + ("inspected_from" if key == "inspected" else key): text for key, text in document.as_read}
    return [_with_read(field, read.get(field["block_id"])) for field in fields]


def _with_read(field: Block, read: str | None) -> Block:
    """Say below a field that was corrected what was read in its place."""
    if read is None:
        return field
    said = f"Read: “{clip(read, _READ)}”." if read else "Nothing was read."
    own = field.get("hint", {}).get("text", "")
    return field | {"hint": plain(f"{said} {own}".strip())}


def read_metadata(view: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, str]]:
    """Read the form as it was submitted: the values that differ from what it showed, and by field what is wrong.

    A field that was emptied gives None: nothing is settled about it any more.
    """
    state = view["state"]["values"]
    given = {name: _given(state, name) for name in _LABELS}
    before = {name: _shown(view, name) for name in _LABELS}
    changed, errors = _read_lists(state, view)
    for name in ("title", "authority", "lead_inspector", "url"):
        if given[name] != before[name]:
            changed[name] = given[name]
    if given["kind"] and given["kind"] != before["kind"]:
        changed["kind"] = Kind(given["kind"])
    if given["voice"] and given["voice"] != before["voice"]:
        changed["voice"] = Voice(given["voice"])
    published, start, end = (_as_day(given[name]) for name in ("published", "inspected_from", "inspected_to"))
    if given["published"] != before["published"]:
        changed["published"] = published
    if (start is None) != (end is None):
        missing = "inspected_from" if start is None else "inspected_to"
        errors[_BLOCK + missing] = "Give both days, or neither: a visit of one day has the same day twice."
    elif start is not None and end is not None and start > end:
        errors[_BLOCK + "inspected_to"] = "The last day is before the first."
    elif any(given[name] != before[name] for name in ("inspected_from", "inspected_to")):
        changed["inspected"] = Period(start, end) if start is not None and end is not None else None
    for name, day in (("published", published), ("inspected_to", end)):
        if day is not None and day > date.today():
            errors.setdefault(_BLOCK + name, "This day is in the future.")
    url = given["url"]
    if url and (not url.startswith(("https://", "http://")) or any(c.isspace() for c in url)):
        errors[_BLOCK + "url"] = "A web address begins with https:// and has no spaces."
    return changed, errors


def _read_lists(state: Mapping[str, Any], view: Mapping[str, Any]) -> tuple[dict[str, Value], dict[str, str]]:
    """Read the grades and the list of what must improve."""
    changed: dict[str, Value] = {}
    errors: dict[str, str] = {}
    for name in _LINES:
        lines = _as_lines(((state.get(_BLOCK + name) or {}).get(name) or {}).get("value"))
        if lines == _as_lines(_element(view, name).get("initial_value")):
            continue
        if name == "improvements":
            changed[name] = tuple(lines) or None
            continue
        parts = [line.rpartition(":") for line in lines if ":" in line]
        grades = {area.strip(): grade.strip() for area, _, grade in parts}
        if len(grades) != len(lines) or "" in grades:
            errors[_BLOCK + name] = "Write an area, a colon and its grade in each line, and each area once."
        else:
            changed[name] = grades or None
    return changed, errors


def _as_lines(text: str | None) -> list[str]:
    return [" ".join(line.split()) for line in (text or "").splitlines() if line.strip()]


def _lines(name: str, lines: list[str]) -> Block:
    text = "\n".join(lines)
    while len(text) > _MOST:  # Slack takes no more
        lines = lines[:-1]
        text = "\n".join(lines)
    return _field(name, text_element(most=_MOST, multiline=True, initial=text or None))


def _first_words(text: str) -> str:
    """Give the beginning of an item, by which it is found again: whole words."""
    text = " ".join(text.split())
    return text if len(text) <= _ITEM else text[:_ITEM].rsplit(" ", 1)[0]


def _text(name: str, value: str | None) -> Block:
    most = _LONGEST[name]
    return _field(name, text_element(most=most, initial=clip(value, most) if value else None))


def _chosen(name: str, texts: Mapping[str, str], value: str) -> Block:
    groups = [("", [(one, _capital(text)) for one, text in texts.items()])]
    return _field(name, select_element(groups, chosen=value))


def _field(name: str, element: Block) -> Block:
    optional = name not in {"title", "kind", "voice"}
    made = input_block(name, _LABELS[name], element, optional=optional, hint=_HINTS.get(name, ""))
    return made | {"block_id": _BLOCK + name, "optional": optional}


def _given(values: Mapping[str, Any], name: str) -> str | None:
    element = (values.get(_BLOCK + name) or {}).get(name) or {}
    chosen = element.get("selected_option") or {}
    return _one_line(element.get("value") or element.get("selected_date") or chosen.get("value"))


def _shown(view: Mapping[str, Any], name: str) -> str | None:
    """Read what a field showed when the form was opened: Slack sends the form back with what was filled in."""
    element = _element(view, name)
    chosen = element.get("initial_option") or {}
    return _one_line(element.get("initial_value") or element.get("initial_date") or chosen.get("value"))


def _element(view: Mapping[str, Any], name: str) -> Block:
    blocks: list[Block] = view["blocks"]
    block = next((block for block in blocks if block.get("block_id") == _BLOCK + name), {})
    element: Block = block.get("element") or {}
    return element


def _one_line(text: object) -> str | None:
    return " ".join(str(text).split()) or None if text else None


def _as_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
