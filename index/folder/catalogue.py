"""The catalogue: what an admin settles about documents by hand -> documents with that in place; it always wins.

``documents/catalogue.toml`` has one table for each file name or pattern, later entries over earlier ones:

    ["80459_derby/*.pdf"]
    authority = "Derby"
    aliases = ["Derby City"]
    published = 2025-07-08
    inspected = { from = 2025-05-19, to = 2025-05-23 }
    judgements = { "Overall effectiveness" = "Good", "Care leavers" = "Outstanding" }
    improvements = ["The timeliness of initial visits", "How managers record their decisions"]

What must improve is named by the words with which each item begins in the document, so that it is quoted from there.
A pattern without a slash is matched against the file's name in any folder; one that begins with "./" is the path of one
file and no pattern. A wrong entry is reported with its line
and harms no other. Reading files and telling what a document says of itself is done elsewhere.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import translate
from pathlib import Path, PurePosixPath
from typing import Any

from index.errors import CatalogueError, TomlFault, fault_of
from index.files import change_toml, line_of, tables_of
from index.metadata import find_dates, find_period
from index.models import Document, Improvement, Judgement, Kind, Period, Voice
from index.text import write_day, write_period

_ABOUT = {
    "authority": (
        "No authority could be told",
        "The document is about ",
        "The document names ",
        "Its authority is told",
    ),
    "published": ("No date of publication", "Only the month is printed", "The document is dated "),
    "voice": ("It cannot be told whose words", "Taken as the words of"),
    "judgements": ("The judgement table has no row", "No judgement table was read", "No grade was read"),
    "improvements": ("No list of what must improve", "The list of what must improve has "),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says of the files that a pattern matches; ``values`` are fields of a document."""

    pattern: str
    line: int | None
    values: Mapping[str, Any]

    def matches(self, path: str) -> bool:
        """Tell whether the pattern means this document (a path relative to the documents folder)."""
        return _matches(self.pattern, path)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All usable entries in the order of the file, and the faults of the others.

    ``unreadable`` says that the file is there and what it says is not known.
    """

    entries: tuple[Entry, ...] = ()
    faults: tuple[TomlFault, ...] = ()
    unreadable: bool = False

    def apply(self, document: Document) -> Document:
        """Give the document with all that the catalogue settles; what it settles is warned of no more."""
        values: dict[str, Any] = {}
        for entry in self.entries:
            if any(entry.matches(path) for path in (document.path, *document.also)):
                values |= entry.values
        if not values:
            return document
        settled = tuple(warning for warning in document.warnings if not _is_settled(warning, values))
        if "authority" in values and values["authority"] != document.authority:
            values.setdefault("authority_form", None)
        keys = tuple(sorted(key for key in values if key in _KEYS))
        # What an earlier entry replaced was not read.
        read = {key: as_text(document, key) for key in keys} | dict(document.as_read)
        if "judgements" in values:
            values["judgements"] = _on_their_pages(values["judgements"], document.judgements)
        keys = tuple(sorted({*document.settled, *keys}))
        as_read = tuple((key, read[key]) for key in keys if key in read)
        return replace(document, warnings=settled, settled=keys, as_read=as_read, **values)

    def unmatched(self, paths: Iterable[str]) -> tuple[TomlFault, ...]:
        """Report each entry whose pattern matches none of these documents."""
        known = tuple(paths)
        return tuple(
            TomlFault(entry.line, f'"{entry.pattern}" matches no document: check the name, or remove the entry.')
            for entry in self.entries
            if not any(entry.matches(path) for path in known)
        )


def as_text(document: Document, key: str) -> str:
    """Write what a document has under a key of the catalogue, for people; "" where it has nothing."""
    value = getattr(document, key)
    if key == "judgements":
        return "; ".join(f"{one.area}: {one.grade or 'no grade given'}" for one in document.judgements)
    if key == "improvements":
        return "; ".join(one.text for one in document.improvements)
    if isinstance(value, Period):
        return write_period(value)
    if isinstance(value, tuple):
        return ", ".join(value)
    return "" if value is None else write_day(value) if isinstance(value, date) else str(value)


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; a missing file is an empty one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Catalogue()
    except (OSError, UnicodeDecodeError) as error:
        fault = TomlFault(None, f"it cannot be read ({fault_of(error)}): save it as UTF-8 text that can be opened.")
        return Catalogue(faults=(fault,), unreadable=True)
    entries: list[Entry] = []
    faults: list[TomlFault] = []
    for pattern, table, lines, start in tables_of(text, faults):
        entry = _read_entry((pattern, table), lines, start, faults)
        if entry:
            entries.append(entry)
    return Catalogue(tuple(entries), tuple(sorted(_repeated(entries) + faults, key=lambda fault: fault.line or 0)))


def _read_entry(
    item: tuple[str, object],
    lines: list[str],
    start: int,
    faults: list[TomlFault],
) -> Entry | None:
    pattern, table = item
    first = start + 1
    if not isinstance(table, dict):
        where = line_of(pattern, lines, start) or first
        faults.append(TomlFault(where, f'"{pattern}" stands outside a table: put ["file name"] above it.'))
        return None
    values: dict[str, Any] = {}
    for key, value in table.items():
        try:
            if key not in _KEYS:
                raise ValueError(f'unknown key "{key}": use one of {", ".join(_KEYS)}.')
            values[key] = _KEYS[key](value)
        except ValueError as error:
            said = str(error)
            message = said if said.startswith("unknown key") else f"{key} = {value!r} {said}"
            faults.append(TomlFault(line_of(key, lines, start) or first, message))
    return Entry(pattern, first, values) if values else None


def _repeated(entries: list[Entry]) -> list[TomlFault]:
    seen: dict[str, int | None] = {}
    faults = []
    for entry in entries:
        if entry.pattern in seen:
            message = f'"{entry.pattern}" stands twice (also in line {seen[entry.pattern]}): the later one wins.'
            faults.append(TomlFault(entry.line, message))
        seen[entry.pattern] = entry.line
    return faults


def _matches(pattern: str, path: str) -> bool:
    if pattern.startswith("./"):
        return path == pattern[2:]
    # Brackets and other signs of a real file name are no wildcards: the exact name is tried first.
    if path == pattern or ("/" not in pattern and PurePosixPath(path).name == pattern):
        return True
    target = path if "/" in pattern else PurePosixPath(path).name
    return re.match(translate(pattern), target) is not None


def key_of(warning: str) -> str | None:
    """Give the key of the catalogue that settles what a document is warned of; None where none does."""
    return next((key for key, starts in _ABOUT.items() if warning.startswith(starts)), None)


def _is_settled(warning: str, values: Mapping[str, Any]) -> bool:
    """Tell whether a warning is about something that the catalogue now says."""
    return key_of(warning) in values


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("is no text: write it in quotation marks.")
    return " ".join(value.split())


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError('is no list: write ["one", "two"].')
    return tuple(_text(item) for item in value)


def _authority(value: object) -> str:
    """Give the short name of an authority that is known by any of its forms; else the name as it is written."""
    from index.authorities import Gazetteer  # few catalogues name one, and a run without changes should not wait

    name = _text(value)
    return Gazetteer.load().canonical(name) or name


def _kind(value: object) -> Kind:
    try:
        return Kind(_text(value))
    except ValueError:
        raise ValueError(f"is no kind of document: use one of {', '.join(Kind)}.") from None


def _voice(value: object) -> Voice:
    try:
        return Voice(_text(value))
    except ValueError:
        raise ValueError(f"is no voice: use one of {', '.join(Voice)}.") from None


def _date(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            found = next(find_dates(value), None)
            if found:
                return found
    raise ValueError("is no date: write it as 2025-07-08.")


def _period(value: object) -> Period:
    if isinstance(value, str) and (found := find_period(value)):
        return found
    if isinstance(value, date) and not isinstance(value, datetime):
        return Period(value, value)
    if not isinstance(value, dict) or set(value) != {"from", "to"}:
        raise ValueError("is no period: write { from = 2025-05-19, to = 2025-05-23 }.")
    period = Period(_date(value["from"]), _date(value["to"]))
    if period.start > period.end:
        raise ValueError("ends before it begins: change from and to.")
    return period


def _judgements(value: object) -> tuple[Judgement, ...]:
    if not isinstance(value, dict) or not value:
        raise ValueError('is no table of grades: write { "Care leavers" = "Good" }, and "" where none is given.')
    if not all(isinstance(grade, str) for grade in value.values()):
        raise ValueError('has a grade that is no text: write it in quotation marks, and "" where none is given.')
    return tuple(Judgement(_text(area), " ".join(grade.split()) or None, None) for area, grade in value.items())


def _on_their_pages(settled: Sequence[Judgement], read: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Give grades that an admin settled the pages of the table that was read, an area's own where it was read."""
    pages = {judgement.area.casefold(): judgement.page for judgement in read}
    first = read[0].page if read else None
    return tuple(replace(judgement, page=pages.get(judgement.area.casefold(), first)) for judgement in settled)


def _improvements(value: object) -> tuple[Improvement, ...]:
    return tuple(Improvement(text, None, None, None) for text in _texts(value))


def _url(value: object) -> str:
    text = _text(value)
    if not re.match(r"https?://\S+$", text):
        raise ValueError("is no web address: it begins with https:// and has no spaces.")
    return text


_KEYS: dict[str, Callable[[object], Any]] = {
    "title": _text,
    "authority": _authority,
    "aliases": _texts,
    "kind": _kind,
    "voice": _voice,
    "published": _date,
    "inspected": _period,
    "lead_inspector": _text,
    "url": _url,
    "judgements": _judgements,
    "improvements": _improvements,
}
Value = str | date | Period | Kind | Voice | tuple[str, ...] | dict[str, str] | None
_NOTE = 120  # characters of what was read, in a remark
_HEAD = "# What is settled about documents by hand. It wins over what was read from them.\n"


def set_entry(path: Path, pattern: str, values: Mapping[str, Value], read: Mapping[str, str] | None = None) -> None:
    """Set keys of the entry for one document, keep all else as it is written; a value of None takes the key out.

    ``read`` is what was read instead, which is noted beside each value.
    Raises CatalogueError, and leaves the file as it was, where the file is not valid TOML or a value cannot be used.
    """

    def change(table: dict[str, Any]) -> None:
        for key, value in values.items():
            if value is None:
                table.pop(key, None)
            else:
                table[key] = value

    def check(draft: Path) -> None:
        before = {fault.message for fault in load_catalogue(path).faults}
        lines = draft.read_text(encoding="utf-8").splitlines()
        starts = [number for number, line in enumerate(lines, 1) if f'"{pattern}"' in line]
        new = [fault for fault in load_catalogue(draft).faults if fault.message not in before]
        wrong = [fault for fault in new if starts and fault.line and fault.line >= starts[0]]
        if wrong:
            raise CatalogueError(f"Cannot change {path.name}: {wrong[0].message}")

    notes = {key: f"read: {_short(text)}" if text else "nothing was read" for key, text in (read or {}).items()}
    change_toml(path, pattern, change, head=_HEAD, check=check, notes=notes)


def _short(text: str) -> str:
    return text if len(text) <= _NOTE else f"{text[: _NOTE - 1]}…"
