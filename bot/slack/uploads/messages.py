"""Messages about files that an admin sends: what is being read, what was read, and what became of it.

Names and texts of documents stand in plain or rich text only: a file may be called anything.
"""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import PurePosixPath

from bot.labels import VOICES, count, day, days
from bot.slack.admin import metadata_fields
from bot.slack.blocks import (
    MOST_CHARACTERS,
    Block,
    Form,
    Message,
    Upload,
    actions,
    answer_value,
    bullets,
    button,
    clip,
    context,
    escape,
    facts,
    input_block,
    modal_view,
    paragraph,
    read_field,
    section,
    size,
    span,
)
from index.errors import UploadError
from index.indexing import Examined
from index.models import Document
from index.readers import SUFFIXES

FILES_AT_ONCE = 10
_CHANGES = 12
_WARNINGS = 5


def upload_note(name: str, said: str) -> Message:
    """Say one thing about a file."""
    return Message(
        escape(f"{clip(name, 150)} {said}")[:3_800], (paragraph(span(clip(name, 150), bold=True), span(f" {said}")),)
    )


def refused_message(refused: Sequence[UploadError], *, of: int) -> Message:
    """Say of which files nothing was fetched, and why."""
    lines = [str(error) for error in refused]
    if of == 1:
        return Message(escape(lines[0])[:3_800], (section(clip(lines[0], 2_900)),))
    heading = f"{len(refused)} of these {of} files were not taken:"
    return Message("\n".join(map(escape, [heading, *lines]))[:3_800], (section(heading), _list(lines, more=0)))


def megabytes(number: int) -> str:
    """Write how large something is."""
    return f"{number / 1e6:,.0f} MB" if number >= 10e6 else f"{number / 1e6:.1f} MB"


def replaced_mark(examined: Examined) -> str:
    """Mark the version that a file takes the place of, so that a click means what was shown."""
    return sha256(examined.replaces.encode()).hexdigest()[:12] if examined.replaces else ""


def examined_message(staged_id: str, examined: Examined, *, settled: Sequence[str] = (), note: str = "") -> Message:
    """Show what was read of a file that waits, with what can be done with it.

    ``settled`` names what an admin has corrected; ``note`` is said above all else.
    """
    for most, width in ((_CHANGES, 300), (_CHANGES // 2, 150), (2, 60)):  # a message takes only so many characters
        message = _examined_message(staged_id, examined, settled, note, most, width)
        if size(message.blocks) <= MOST_CHARACTERS:
            break
    return message


def _examined_message(
    staged_id: str, examined: Examined, settled: Sequence[str], note: str, most: int, width: int
) -> Message:
    document, few = examined.document, min(most, _WARNINGS)
    rows = _rows(document, examined)
    heading = clip(PurePosixPath(document.path).name, 150)
    blocks: list[Block] = [
        paragraph(span(heading, bold=True), span(" has been read. It is not in the library yet.")),
        facts([(name, clip(value, 3 * width) if value else "") for name, value in rows]),
    ]
    lines = [f"{heading} has been read. It is not in the library yet.", *(f"{a}: {b}" for a, b in rows)]
    if note:
        lines.insert(0, note)
        blocks.insert(0, section(clip(note, 3 * width)))
    if document.judgements:
        grades = [f"{judgement.area}: {judgement.grade or 'not graded'}" for judgement in document.judgements]
        blocks.append(_list(grades[:most], more=len(grades) - most, width=width))
        lines += grades[:most]
    if settled:
        lines.append(f"Corrected by hand: {', '.join(key.replace('_', ' ') for key in settled)}")
        blocks.append(context(lines[-1]))
    if examined.replaces:
        said = f"A new version of {clip(examined.replaces, width)}, which is held. "
        said += "It takes its place; the old one goes to the bin."
        blocks.append(section(said))
        blocks.append(_list(examined.changes[:most], more=len(examined.changes) - most, width=width))
        lines += [said, *examined.changes[:most]]
    if examined.supersedes:
        shown = [clip(PurePosixPath(path).name, min(width, 120)) for path in examined.supersedes[:few]]
        blocks.append(section("As the newer inspection it supersedes:"))
        blocks.append(_list(shown, more=len(examined.supersedes) - few, width=width))
        lines.append(f"Supersedes: {', '.join(shown)}")
    if document.warnings:
        blocks.append(section("Please check:"))
        blocks.append(_list(document.warnings[:few], more=len(document.warnings) - few, width=width))
        lines += ["Please check:", *document.warnings[:few]]
    value = answer_value(staged_id, r=replaced_mark(examined))
    buttons = [button("Replace" if examined.replaces else "Add", Upload.ADD, value, style="primary")]
    if examined.replaces:
        buttons.append(button("Keep both", Upload.BESIDE, value))
    buttons += [button("Correct", Upload.CORRECT, value), button("Discard", Upload.DISCARD, value, style="danger")]
    blocks.append(actions(buttons))
    return Message("\n".join(map(escape, lines))[:3_800], tuple(blocks))


def settle_form(staged_id: str, document: Document, *, channel: str, ts: str, thread_ts: str | None) -> Block:
    """Make the modal in which what was read is corrected before the file is added."""
    note = (
        "What you change is written to the catalogue with the document, and always wins. A field that you empty is "
        "read from the document again."
    )
    blocks = [section(clip(PurePosixPath(document.path).name, 150)), *metadata_fields(document), context(note)]
    state = {"a": staged_id, "c": channel, "t": ts, "h": thread_ts}
    return modal_view("Correct what was read", "Save", Form.SETTLE, blocks, state)


def add_form() -> Block:
    """Make the modal that takes files."""
    suffixes = sorted(suffix.removeprefix(".") for suffix in SUFFIXES)
    blocks = [
        section(
            "Choose inspection reports, letters, plans or papers. I read them and show you what I read; nothing is "
            "added before you say so."
        ),
        input_block("files", "Files", {"type": "file_input", "filetypes": suffixes, "max_files": FILES_AT_ONCE}),
        context("You can also drop files into a direct message with me."),
    ]
    return modal_view("Add a report", "Read", Form.UPLOAD, blocks, {})


def files_of(view: Block) -> list[Block]:
    """Read the files that were chosen in the modal."""
    chosen = read_field(view, "files").get("files") or []
    return [file for file in chosen if isinstance(file, dict)]


def _rows(document: Document, examined: Examined) -> list[tuple[str, str]]:
    what = [count(document.pages, "page")] if document.pages else []
    what += [count(examined.passages, "passage")]
    if examined.paragraphs:
        what.append(f"{examined.paragraphs:,} of them numbered paragraphs")
    rows = [
        ("Title", document.title),
        ("Council", document.authority or "not known"),
        ("Kind", f"{document.kind.value}, {VOICES[document.voice]}"),
        ("Published", day(document.published) if document.published else "not known"),
        ("Inspected", days(document.inspected)),
        ("Size", ", ".join(what)),
    ]
    if document.lead_inspector:
        rows.insert(-1, ("Lead inspector", document.lead_inspector))
    if document.improvements:
        rows.append(("What needs to improve", count(len(document.improvements), "item")))
    if document.judgements:
        rows.append(("Judgements", ""))
    return rows


def _list(items: Sequence[str], *, more: int, width: int = 300) -> Block:
    shown = [*items, *([f"and {more} more"] if more > 0 else [])]
    return bullets(clip(item, width) for item in shown)
