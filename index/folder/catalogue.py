"""The catalogue: what an admin settles about documents by hand -> documents with that in place; it always wins.

``documents/catalogue.toml`` has one table for each file name or pattern, later entries over earlier ones:

    ["80459_derby/*.pdf"]
    authority = "Derby"
    aliases = ["Derby City"]
    published = 2025-07-08
    inspected = { from = 2025-05-19, to = 2025-05-23 }

A pattern without a slash is matched against the file's name in any folder; one that begins with "./" is the path of one
file and no pattern. A wrong entry is reported with its line
and harms no other. Reading files and telling what a document says of itself is done elsewhere.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fnmatch import translate
from pathlib import Path, PurePosixPath
from typing import Any

from index.metadata.dates import find_dates, find_period
from index.models import Document, Kind, Period, Voice

__all__ = ["Catalogue", "CatalogueFault", "Entry", "key_of", "load_catalogue"]

_ABOUT = {
    "authority": ("No authority could be told", "The document is about ", "The document names "),
    "published": ("No date of publication", "Only the month is printed", "The document is dated "),
    "voice": ("It cannot be told whose words",),
}


@dataclass(frozen=True, slots=True)
class CatalogueFault:
    """An entry or a key that cannot be used: where it stands, what is wrong and what to write instead."""

    line: int | None
    message: str

    def __str__(self) -> str:
        """Give the one line that is shown."""
        return f"catalogue.toml, line {self.line}: {self.message}" if self.line else f"catalogue.toml: {self.message}"


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
    """All usable entries in the order of the file, and the faults of the others."""

    entries: tuple[Entry, ...] = ()
    faults: tuple[CatalogueFault, ...] = ()

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
        return replace(document, warnings=settled, **values)

    def unmatched(self, paths: Iterable[str]) -> tuple[CatalogueFault, ...]:
        """Report each entry whose pattern matches none of these documents."""
        known = tuple(paths)
        return tuple(
            CatalogueFault(entry.line, f'"{entry.pattern}" matches no document: check the name, or remove the entry.')
            for entry in self.entries
            if not any(entry.matches(path) for path in known)
        )


def load_catalogue(path: Path) -> Catalogue:
    """Read a catalogue; a missing file is an empty one."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return Catalogue()
    except (OSError, UnicodeDecodeError) as error:
        return Catalogue(faults=(CatalogueFault(None, f"it cannot be read ({error}): save it as UTF-8 text."),))
    entries: list[Entry] = []
    faults: list[CatalogueFault] = []
    for pattern, table, lines, start in _tables(text, faults):
        entry = _read_entry((pattern, table), lines, start, faults)
        if entry:
            entries.append(entry)
    return Catalogue(tuple(entries), tuple(sorted(_repeated(entries) + faults, key=lambda fault: fault.line or 0)))


def _tables(text: str, faults: list[CatalogueFault]) -> Iterator[tuple[str, object, list[str], int]]:
    """Yield each table with its lines and the number of the line above them.

    Where the whole is not valid, each table is read by itself, so that a fault in one does not spoil the next.
    """
    blocks = _blocks(text)
    try:
        whole = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        for start, block in blocks:
            try:
                for pattern, table in tomllib.loads(block).items():
                    yield pattern, table, block.splitlines(), start
            except tomllib.TOMLDecodeError as error:
                faults.append(_syntax_fault(error, start, block))
        return
    for pattern, table in whole.items():
        start, block = next((item for item in blocks if _heads(item[1], pattern)), (0, text))
        yield pattern, table, block.splitlines(), start


def _heads(block: str, pattern: str) -> bool:
    """Tell whether a block begins with the table of this pattern."""
    try:
        return pattern in tomllib.loads(block.partition("\n")[0])
    except tomllib.TOMLDecodeError:
        return False


def _blocks(text: str) -> list[tuple[int, str]]:
    """Cut a catalogue into its tables with their first lines, so that a fault in one does not spoil the next."""
    lines = text.splitlines()
    starts = [number for number, line in enumerate(lines) if re.match(r"\s*\[\s*(?=[\"'\w])", line)]
    before = lines[: starts[0] if starts else len(lines)]
    if starts[:1] != [0] and any(line.strip() and not line.strip().startswith("#") for line in before):
        starts = [0, *starts]
    ends = [*starts[1:], len(lines)] if starts else []
    return [(start, "\n".join(lines[start:end])) for start, end in zip(starts, ends, strict=True)]


def _syntax_fault(error: tomllib.TOMLDecodeError, start: int, block: str) -> CatalogueFault:
    message = str(error)
    place = re.search(r"\(at line (\d+), column \d+\)", message)
    # "(at end of document)": the last line that says anything.
    line = start + int(place[1]) if place else start + len(block.rstrip().splitlines())
    said = re.sub(r"\s*\(at [^)]*\)", "", message)
    return CatalogueFault(line, f'not valid TOML ({said}): write keys as name = "value" below a ["file name"].')


def _read_entry(
    item: tuple[str, object],
    lines: list[str],
    start: int,
    faults: list[CatalogueFault],
) -> Entry | None:
    pattern, table = item
    first = start + 1
    if not isinstance(table, dict):
        where = _line_of(pattern, lines, start)
        faults.append(CatalogueFault(where, f'"{pattern}" stands outside a table: put ["file name"] above it.'))
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
            faults.append(CatalogueFault(_line_of(key, lines, start), message))
    return Entry(pattern, first, values) if values else None


def _line_of(key: str, lines: list[str], start: int) -> int:
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    return next((start + number for number, line in enumerate(lines, 1) if pattern.match(line)), start + 1)


def _repeated(entries: list[Entry]) -> list[CatalogueFault]:
    seen: dict[str, int | None] = {}
    faults = []
    for entry in entries:
        if entry.pattern in seen:
            message = f'"{entry.pattern}" stands twice (also in line {seen[entry.pattern]}): the later one wins.'
            faults.append(CatalogueFault(entry.line, message))
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
}
