"""The library as admins page through it: filters, documents with warnings first, a button on each.

A document is known by the hash of its content, so that a click never means another version than the one that was shown.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from bot.labels import count, day
from bot.slack.blocks import (
    Block,
    Manage,
    actions,
    alphabet,
    button,
    clip,
    context,
    page_of,
    page_turns,
    section,
    select_element,
)
from index.models import Document, Kind

DOCUMENTS_A_PAGE = 10
_ANY = "-"
_MARK = "⚠"


@dataclass(frozen=True, slots=True)
class Choice:
    """Which part of the library somebody looks at; ``authority`` is the key of a name, "" is any."""

    authority: str = ""
    kind: str = ""
    warnings: bool = False
    page: int = 0


def attended(documents: Iterable[Document]) -> list[Document]:
    """Order documents as they ask for attention: those with warnings first, and among equals the newest first."""
    return sorted(documents, key=lambda d: (not d.warnings, -(d.date.toordinal() if d.date else 0), d.path))


def chosen(documents: Iterable[Document], choice: Choice) -> list[Document]:
    """Give the documents that somebody chose to see, in the order of attention."""
    return [
        d
        for d in attended(documents)
        if (not choice.authority or _key(d.authority or "") == choice.authority)
        and (not choice.kind or d.kind.name == choice.kind)
        and (not choice.warnings or d.warnings)
    ]


def library_blocks(documents: Sequence[Document], choice: Choice) -> list[Block]:
    """Show one page of the library with its filters; 14 blocks at most."""
    if not documents:
        return [section("No report has been added yet. Use “Add a report” above.")]
    keys = {_key(d.authority or "") for d in documents}
    if choice.authority not in keys:  # its last document has gone since
        choice = replace(choice, authority="")
    found = chosen(documents, choice)
    shown = page_of(found, choice.page, DOCUMENTS_A_PAGE)
    blocks = [_filters(documents, choice)]
    if not shown.items:
        blocks.append(section("No document is like that. Choose other filters."))
    blocks += [_line(document, place) for place, document in enumerate(shown.items)]
    labels, names = ("Previous page", "Next page"), ("previous", "next")
    blocks += page_turns(Manage.PAGE, shown, labels=labels, names=names, block_id="manage_pages")
    warned = sum(bool(d.warnings) for d in found)
    said = f"{count(len(found), 'document')}, page {shown.number + 1} of {shown.of}" if shown.items else ""
    if said:
        blocks.append(context(f"{said}. {_warned(warned)} first, then the newest." if warned else f"{said}."))
    return blocks


def document_name(document: Document) -> str:
    """Name a document shortly for admins: whose it is, what it is, and of when."""
    who = clip(document.authority or document.title, 90)
    return f"{who} · {document.kind.value} · {day(document.date)}"


def write_choice(choice: Choice) -> str:
    """Write a choice into a view's metadata."""
    held = {"a": choice.authority, "k": choice.kind, "w": int(choice.warnings), "p": choice.page}
    return json.dumps(held, separators=(",", ":"))


def read_choice(view: Mapping[str, Any] | None) -> Choice:
    """Read the choice that a Home view carries; what is not ours is no choice."""
    try:
        held = json.loads((view or {}).get("private_metadata") or "{}")
        return Choice(str(held.get("a", "")), str(held.get("k", "")), bool(held.get("w")), int(held.get("p", 0)))
    except (ValueError, TypeError, AttributeError):
        return Choice()


def refilter(choice: Choice, action: Mapping[str, Any]) -> Choice:
    """Give the choice after a click on a filter or a page."""
    value = str((action.get("selected_option") or {}).get("value") or action.get("value") or _ANY)
    match str(action.get("action_id", "")).split(":")[0]:
        case Manage.AUTHORITY:
            return replace(choice, authority="" if value == _ANY else value, page=0)
        case Manage.KIND:
            return replace(choice, kind="" if value == _ANY else value, page=0)
        case Manage.WARNINGS:
            return replace(choice, warnings=value == "1", page=0)
        case _:
            return replace(choice, page=int(value) if value.isdecimal() else 0)


def _line(document: Document, place: int) -> Block:
    text = document_name(document)
    if document.authority:
        text += f"\n{clip(document.title, 120)}"
    if document.warnings:
        more = f" (and {len(document.warnings) - 1} more)" if len(document.warnings) > 1 else ""
        text += f"\n{_MARK} {clip(document.warnings[0], 240)}{more}"
    label = f"Details: {document_name(document)}"
    return section(text, accessory=button("Details", f"{Manage.DETAILS}:{place}", document.sha256, label=label))


def _filters(documents: Sequence[Document], choice: Choice) -> Block:
    names = sorted({d.authority for d in documents if d.authority}, key=str.casefold)
    unknown = any(d.authority is None for d in documents)
    first = [(_ANY, "Any council")] + ([(_key(""), "Council not known")] if unknown else [])
    most = 75 if len(names) <= 200 else 40  # everybody's part of Home lists the councils too, in 250 kB together
    groups = [("All", first)] + [
        (letter, [(_key(name), clip(name, most)) for name, _ in part]) for letter, part in alphabet(names)[:98]
    ]
    authority = select_element(groups, "Council", choice.authority or _ANY, action=Manage.AUTHORITY)
    held = {d.kind for d in documents}
    kinds = [(kind.name, kind.value[:1].upper() + kind.value[1:]) for kind in Kind if kind in held]
    kind = select_element([("", [(_ANY, "Any kind"), *kinds])], "Kind", choice.kind or _ANY, action=Manage.KIND)
    warned = sum(bool(d.warnings) for d in documents)
    elements = [authority, kind]
    if warned or choice.warnings:
        label = "Show all again" if choice.warnings else f"Only with warnings ({warned:,})"
        elements.append(button(label, Manage.WARNINGS, "0" if choice.warnings else "1"))
    return actions(elements, block_id="manage_filters")


def _key(name: str) -> str:
    # A name can be longer than the 150 characters of an option's value, and a place in the list moves.
    return sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _warned(number: int) -> str:
    return "The one with a warning stands" if number == 1 else f"The {number} with warnings stand"
