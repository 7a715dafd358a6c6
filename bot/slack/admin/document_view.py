"""One document as an admin sees it: all that is known of it, and what can be done with it.

Buttons carry the hash of its content and nothing else.
"""

from collections.abc import Sequence

from bot.labels import VOICES, count, day, days, size
from bot.slack.admin.document_details import DocumentDetails
from bot.slack.admin.metadata_form import metadata_fields
from bot.slack.blocks import (
    Block,
    Form,
    Manage,
    actions,
    bullets,
    button,
    clip,
    context,
    facts,
    header,
    modal_view,
    notice,
    page_of,
    page_turns,
    paragraph,
    plain,
    read_view,
    section,
    span,
)
from bot.slack.home import document_name
from index.folder import Binned, Value, key_of
from index.models import Document, Judgement, Voice

CHANGED = (
    "This document has been changed or removed since you opened it, perhaps by another admin. "
    "Open it again from the list."
)
A_PAGE = 20  # of the bin
_JUDGEMENTS = 40
_WARNINGS = 20


def document_view(document: Document, standing: DocumentDetails, *, note: str = "") -> Block:
    """Make the modal with everything about a document."""
    blocks: list[Block] = [header(clip(document.title, 150))]
    if note:
        blocks.append(section(note))
    if document.warnings:
        blocks.append(paragraph(span("Please check", bold=True)))
        blocks.append(_bullets([clip(w, 400) for w in document.warnings], _WARNINGS))
    blocks.append(facts(_known(document, standing)))
    blocks += _judgements(document.judgements)
    blocks.append({"type": "divider"})
    blocks.append(_buttons(document, confirm=bool(confirmable(document))))
    blocks.append(
        context(
            "A correction is kept beside the reports (in catalogue.toml) and always wins over what was read. "
            "A removed document goes to the bin and can be brought back."
        )
    )
    return read_view("Document", blocks)


def confirmable(document: Document) -> dict[str, Value]:
    """Give what an admin can settle as it was read, so that all warnings of it end; nothing where one would stay."""
    keys = [key_of(warning) for warning in document.warnings]
    values = {key: getattr(document, key) for key in keys if key is not None}
    complete = None not in keys and all(value not in (None, Voice.UNKNOWN) for value in values.values())
    return values if complete else {}


def correction_form(document: Document) -> Block:
    """Make the modal in which what is known of a document is corrected."""
    said = "What you change is kept in catalogue.toml and wins over what was read. A field that you empty is read anew."
    blocks = [context(clip(document.path, 300)), *metadata_fields(document), context(said)]
    return modal_view("Correct details", "Save", Form.CORRECT, blocks, {"s": document.sha256}, close="Back")


def removed_view(names: Sequence[str], bin_ids: Sequence[str]) -> Block:
    """Say that a document has gone to the bin, with the way back."""
    what = "It is" if len(names) == 1 else f"All {len(names)} copies of it are"
    blocks: list[Block] = [
        section(f"{what} in the bin, and is quoted no more within a few seconds."),
        _bullets([clip(name, 300) for name in names], 10),
        actions(
            [
                button(
                    "Bring it back" if len(bin_ids) == 1 else f"Bring back {clip(name, 50)}",
                    f"{Manage.RESTORE}:{n}",
                    bin_id,
                )
                for n, (bin_id, name) in enumerate(list(zip(bin_ids, names, strict=True))[:10])
            ]
        ),
    ]
    return notice("Removed", "This document is no longer in the library.", extra=blocks)


def _known(document: Document, standing: DocumentDetails) -> list[tuple[str, str]]:
    known = [
        ("Council", document.authority or "not known"),
        ("Kind", document.kind.value),
        ("Whose words", VOICES[document.voice]),
        ("Published", day(document.published) if document.published else "not known"),
        ("Inspected", days(document.inspected)),
    ]
    if document.lead_inspector:
        known.append(("Lead inspector", clip(document.lead_inspector, 200)))
    if document.aliases:
        known.append(("The council is also called", clip(", ".join(document.aliases), 400)))
    read = [count(standing.passages, "passage")]
    if standing.numbered:
        read.append(f"{standing.numbered:,} of them numbered paragraphs")
    if document.pages:
        read.insert(0, count(document.pages, "page"))
    known += [
        ("Read", ", ".join(read)),
        ("Points to improve", str(len(document.improvements)) if document.improvements else "none found"),
    ]
    if document.settled:
        instead = {key: f" (read: “{clip(text, 200)}”)" if text else " (not read)" for key, text in document.as_read}
        said = ", ".join(key.replace("_", " ") + instead.get(key, "") for key in document.settled)
        known.append(("Settled by hand, whatever is read", clip(said, 1_500)))
    if standing.superseded_by is not None:
        newer = standing.superseded_by
        known.append(("Superseded by", f"{newer.kind.value} of {day(newer.date)}"))
    if standing.supersedes:
        newest = sorted(standing.supersedes, key=lambda d: str(d.date or ""), reverse=True)
        names = "; ".join(f"{d.kind.value} of {day(d.date)}" for d in newest[:4])
        more = len(standing.supersedes) - 4
        known.append(("Supersedes", names + (f"; and {more} more" if more > 0 else "")))
    known.append(("File", clip(document.path, 400) + (f" ({size(standing.size)})" if standing.size else "")))
    if document.also:
        known.append(("Same content also in", clip("; ".join(document.also), 600)))
    return known


def _judgements(judgements: Sequence[Judgement]) -> list[Block]:
    if not judgements:
        return []
    lines = [f"{clip(j.area, 200)}: {clip(j.grade, 80) if j.grade else 'no grade given'}" for j in judgements]
    return [paragraph(span("Judgements", bold=True)), _bullets(lines, _JUDGEMENTS)]


def _buttons(document: Document, *, confirm: bool) -> Block:
    files = 1 + len(document.also)
    text = "It goes to the bin and is quoted no more. You can bring it back from the bin."
    if files > 1:
        text = f"All {files} files with this content go to the bin and are quoted no more. You can bring them back."
    remove = button("Remove", Manage.REMOVE, document.sha256, style="danger") | {
        "confirm": {
            "title": plain("Remove this document?", 100),
            "text": plain(f"{clip(document_name(document), 180)}\n{text}", 300),
            "confirm": plain("Remove it", 30),
            "deny": plain("Keep it", 30),
            "style": "danger",
        }
    }
    made = [button("Correct details", Manage.CORRECT, document.sha256, style="primary")]
    if confirm:
        label = "It is right as it is: settle what was read, so that nobody is warned of it any more"
        made.append(button("It is right as it is", Manage.CONFIRM, document.sha256, label=label))
    if document.url and len(document.url) <= 3000:
        made.append(button("Open the original", Manage.LINK, "", url=document.url))
    made.append(button("Send me the file", Manage.ORIGINAL, document.sha256))
    return actions([*made, remove])


def _bullets(lines: Sequence[str], most: int) -> Block:
    more = [f"and {len(lines) - most} more"] if len(lines) > most else []
    return bullets([*lines[:most], *more])


def bin_view(held: Sequence[Binned], *, page: int = 0, note: str = "") -> Block:
    """Make the modal that lists the bin, newest first."""
    shown = page_of(held, page, A_PAGE)
    blocks: list[Block] = [section(note)] if note else []
    for place, entry in enumerate(shown.items):
        when = f"{day(entry.removed.date())}, {entry.removed:%H:%M} UTC"
        how = "Replaced by a new version" if entry.replaced else "Removed"
        text = f"{clip(entry.path, 300)}\n{how} on {when}, {max(1, entry.size // 1000):,} kB"
        label = f"Bring back {entry.name}"
        blocks.append(section(text, accessory=button("Bring back", f"{Manage.RESTORE}:{place}", entry.id, label=label)))
    blocks += page_turns(Manage.BIN, shown)
    if held:
        blocks.append(
            context(
                "What is brought back goes to where it stood. Nothing is ever overwritten: if another file stands "
                "there now, remove that one first. The bin is never emptied by itself."
            )
        )
    said = f"{count(len(held), 'file')} in the bin, newest first." if held else "The bin is empty."
    return notice("Bin", said, extra=blocks)
