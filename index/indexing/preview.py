"""Examining: a file that waits, read as it would be read from the library, and compared with what is held.

In come the file, the catalogue and the library that is open; out goes what an admin wants to know before it is added.
Nothing is added here. The file is read in a process of its own, within the same limits as at indexing.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from index.errors import ReadError
from index.folder import CATALOGUE, Staged, load_catalogue
from index.indexing.indexer import explain_failure
from index.indexing.read_file import Refused, Task
from index.indexing.worker_pool import run_tasks
from index.metadata import superseded_by
from index.models import Document, Passage, Period
from index.storage import FileStamp, Library, Pack, ParsedFile
from index.text import write_day

_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Examined:
    """What was read of a file, and how it stands to what is held.

    ``passages`` counts what can be quoted, ``paragraphs`` those with a printed number. ``same_as`` is the document that
    has this very content; ``replaces`` the one that this is another version of, ``changes`` how it differs from it, in
    words; ``supersedes`` are the documents whose place it takes as the newer inspection.
    """

    document: Document
    passages: int
    paragraphs: int
    same_as: str | None
    replaces: str | None
    changes: tuple[str, ...]
    supersedes: tuple[str, ...]


def examine(staged: Staged, *, documents: Path, library: Library | None) -> Examined:
    """Read a file that waits; ``library`` is None where nothing has been indexed yet.

    Raises:
        ReadError: it cannot be read as a document; the message is for the person who sent it.
    """
    reading = _read(staged)
    catalogue = load_catalogue(documents / CATALOGUE)
    # What an admin has corrected about the file lies beside it until it is added.
    corrections = load_catalogue(staged.path.parent / CATALOGUE)
    document = corrections.apply(catalogue.apply(reading.document))
    passages = Pack(reading.pack)
    held = () if library is None else library.documents
    same_as = next((other.path for other in held if other.sha256 == document.sha256), None)
    former = None if same_as else _former(document, held)
    changes: tuple[str, ...] = ()
    if former is not None and library is not None:
        # In the place of the former one, what is settled of that place holds for it too.
        there = catalogue.apply(replace(reading.document, path=former.path))
        document = corrections.apply(replace(there, path=document.path))
        changes = _changes(former, library.passages_of(former), document, passages)
    return Examined(
        document=document,
        passages=len(passages),
        paragraphs=sum(passage.number is not None for passage in passages),
        same_as=same_as,
        replaces=None if former is None else former.path,
        changes=changes,
        supersedes=tuple(
            other.path
            for other in held
            if (former is None or other.path != former.path)
            and superseded_by(other, [*(o for o in held if o is not former), document]) is document
        ),
    )


def _read(staged: Staged) -> ParsedFile:
    stat = staged.path.stat()
    raw = os.fsencode(staged.path.name)
    seen = FileStamp(staged.name, raw, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    task = Task(os.fsencode(staged.path.parent), seen, staged.sha256, prepare=False)
    (outcome,) = run_tasks("index.indexing.read_file:read_file", (task,), workers=1)
    if isinstance(outcome.result, ParsedFile):
        return outcome.result
    if isinstance(outcome.result, Refused):
        raise ReadError(staged.name, outcome.result.fault, outcome.result.remedy)
    if outcome.failure is None:
        raise ReadError(staged.name, "it was changed while it was read", "Send it again.")
    raise ReadError(staged.name, *explain_failure(outcome))


def _former(document: Document, held: Iterable[Document]) -> Document | None:
    """Find the document that this is another version of: the same council, kind and inspection, or the same name."""
    for other in held:
        alike = other.authority is not None and other.authority == document.authority and other.kind is document.kind
        if alike and _same_occasion(document, other):
            return other
    named = (other for other in held if Path(other.path).name.casefold() == document.path.casefold())
    # Every council's report may be called "report.pdf": a name alone says nothing against the council.
    return next((other for other in named if other.authority in {document.authority, None}), None)


def _same_occasion(one: Document, other: Document) -> bool:
    if one.inspected and other.inspected:
        return one.inspected == other.inspected
    if one.published and other.published:
        return one.published == other.published and one.title.casefold() == other.title.casefold()
    return False


def _changes(old: Document, before: Sequence[Passage], new: Document, after: Sequence[Passage]) -> tuple[str, ...]:
    """Say in words how a new version differs from the one that is held."""
    lines = [
        f"{what}: {_shown(was)} before, {_shown(now)} now"
        for what, was, now in (
            ("Title", old.title, new.title),
            ("Published", old.published, new.published),
            ("Inspected", old.inspected, new.inspected),
            ("Lead inspector", old.lead_inspector, new.lead_inspector),
            ("Pages", old.pages, new.pages),
        )
        if was != now
    ]
    grades = {judgement.area: judgement.grade for judgement in old.judgements}
    for judgement in new.judgements:
        if judgement.area not in grades:
            lines.append(f"{judgement.area}: {_shown(judgement.grade)}, not graded before")
        elif grades[judgement.area] != judgement.grade:
            lines.append(f"{judgement.area}: {_shown(grades[judgement.area])} before, {_shown(judgement.grade)} now")
    areas = {judgement.area for judgement in new.judgements}
    lines += [f"{area}: {_shown(grade)} before, not graded now" for area, grade in grades.items() if area not in areas]
    was = {p.number: p.text for p in before if p.number}
    now = {p.number: p.text for p in after if p.number}
    for what, numbers in (
        ("changed", [n for n in now if n in was and was[n] != now[n]]),
        ("added", [n for n in now if n not in was]),
        ("gone", [n for n in was if n not in now]),
    ):
        if numbers:
            shown = ", ".join(numbers[:_SHOWN]) + (
                f" and {len(numbers) - _SHOWN} more" if len(numbers) > _SHOWN else ""
            )
            lines.append(f"Paragraphs {what}: {shown}")
    plain_before = {p.text for p in before if not p.number}
    plain_after = {p.text for p in after if not p.number}
    others = len(plain_before ^ plain_after)
    if others:
        lines.append(f"Other passages changed, added or gone: {others}")
    return tuple(lines) or ("The words are the same; only the file differs.",)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return write_day(value)
    if isinstance(value, Period):
        start, end = write_day(value.start), write_day(value.end)
        return start if start == end else f"{start} to {end}"
    return "none" if value is None else str(value)
