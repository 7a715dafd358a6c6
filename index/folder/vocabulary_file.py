"""Local words: what the admins of a library add to the shipped vocabulary, or switch off in it.

In comes ``vocabulary.toml`` of the documents folder; out go words and faults. It is read when an index is opened, so
that a change takes effect without indexing:

    [terms]
    "front door" = ["Tarnside hub", "TCH"]

    [aliases]
    "Derby" = ["the Cathedral city"]

    [off]
    words = ["IRO"]

A wrong entry is reported with its line and harms no other. What the words do to a question is decided elsewhere.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.authorities import Gazetteer
    from index.models import Authority

__all__ = ["VOCABULARY", "LocalFault", "LocalWords", "allowed_aliases", "load_local"]

VOCABULARY = "vocabulary.toml"
_TABLES = ("terms", "aliases", "off")
_LONGEST = 100  # characters; what is longer is a sentence and no word
_MOST = 500


@dataclass(frozen=True, slots=True)
class LocalFault:
    """An entry that cannot be used: where it stands, what is wrong and what to write instead."""

    line: int | None
    message: str

    def __str__(self) -> str:
        """Give the one line that is shown."""
        return f"{VOCABULARY}, line {self.line}: {self.message}" if self.line else f"{VOCABULARY}: {self.message}"


@dataclass(frozen=True, slots=True)
class LocalWords:
    """``terms``: a word and the ways to say the same; ``aliases``: a council and further names of it; ``off``: words
    (in lower case) that bring nothing in any more."""

    terms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    off: frozenset[str] = frozenset()
    faults: tuple[LocalFault, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is anything in it besides faults."""
        return bool(self.terms or self.aliases or self.off)


def load_local(path: Path, held: Iterable["Authority"] = ()) -> LocalWords:
    """Read the file; a missing one is empty. ``held`` are the library's councils, whose names are no other's alias."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return LocalWords()
    except (OSError, UnicodeDecodeError):
        return LocalWords(faults=(LocalFault(None, "it cannot be read: save it as UTF-8 text."),))
    lines = text.splitlines()
    faults: list[LocalFault] = []
    tables = _tables(text, lines, faults)
    for name in tables:
        if name not in _TABLES:
            where = _line_of(name, lines)
            faults.append(LocalFault(where, f'"{name}" is no part of it: use one of {", ".join(_TABLES)}.'))
    terms = _ways("terms", tables, lines, faults)
    aliases = _checked_aliases(_ways("aliases", tables, lines, faults), lines, faults, held)
    return LocalWords(terms, aliases, _off(tables, lines, faults), tuple(sorted(faults, key=lambda f: f.line or 0)))


def _tables(text: str, lines: list[str], faults: list[LocalFault]) -> dict[str, object]:
    """Read the file whole, or where it is not valid each line that is, so that one fault harms no other entry."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        pass
    tables: dict[str, object] = {}
    part: dict[str, object] = {}
    for number, line in enumerate(lines, 1):
        try:
            read = tomllib.loads(line)
        except tomllib.TOMLDecodeError as error:
            said = re.sub(r"\s*\(at [^)]*\)", "", str(error))
            faults.append(LocalFault(number, f'not valid TOML ({said}): write "word" = ["another", "a third"].'))
            continue
        header = re.match(r"\s*\[\s*([\w-]+)\s*\]", line)
        if header:
            found = tables.setdefault(header[1], {})
            part = found if isinstance(found, dict) else {}
        else:
            part.update(read)
    return tables


def _ways(
    name: str, tables: Mapping[str, object], lines: list[str], faults: list[LocalFault]
) -> dict[str, tuple[str, ...]]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        faults.append(LocalFault(_line_of(name, lines), f"{name} is no table: write [{name}] above its entries."))
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in list(table.items())[:_MOST]:
        try:
            found[_word(key)] = tuple(dict.fromkeys(_word(item) for item in _list(value)))
        except ValueError as error:
            faults.append(LocalFault(_line_of(key, lines), f'"{key}" {error}'))
    return found


def _off(tables: Mapping[str, object], lines: list[str], faults: list[LocalFault]) -> frozenset[str]:
    table = tables.get("off", {})
    if not isinstance(table, dict):
        faults.append(LocalFault(_line_of("off", lines), 'off is no table: write [off] and below it words = ["IRO"].'))
        return frozenset()
    words: set[str] = set()
    for key, value in table.items():
        try:
            if key != "words":
                raise ValueError('is no key of [off]: write words = ["IRO"].')
            words.update(_word(item).casefold() for item in _list(value, empty=True))
        except ValueError as error:
            faults.append(LocalFault(_line_of(key, lines), f'"{key}" {error}'))
    return frozenset(words)


def allowed_aliases(
    aliases: Mapping[str, tuple[str, ...]], gazetteer: "Gazetteer"
) -> tuple[dict[str, tuple[str, ...]], tuple[tuple[str, str], ...]]:
    """Part the aliases that may be used from those that name another council, each of which gets council and reason.

    Two councils are never mixed up.
    """
    kept: dict[str, tuple[str, ...]] = {}
    refused: list[tuple[str, str]] = []
    owners: dict[str, str] = {}
    for council, names in aliases.items():
        own = gazetteer.canonical(council) or council
        good = []
        for name in names:
            mentioned = gazetteer.find(name, is_word=lambda _: True)
            others = {*mentioned.names, *mentioned.ambiguous} - {own}
            owner = owners.setdefault(name.casefold(), own)
            if others or owner != own:
                whose = " or ".join(sorted(others or {owner}))
                refused.append((council, f'"{name}" cannot be a name of {own}: it names {whose}. Choose another.'))
            else:
                good.append(name)
        if good:
            kept[own] = (*kept.get(own, ()), *good)
    return kept, tuple(refused)


def _checked_aliases(
    aliases: dict[str, tuple[str, ...]], lines: list[str], faults: list[LocalFault], held: Iterable["Authority"]
) -> dict[str, tuple[str, ...]]:
    from index.authorities import Gazetteer  # only where there are aliases: few libraries have any

    if not aliases:
        return {}
    kept, refused = allowed_aliases(aliases, Gazetteer.load(held))
    faults += [LocalFault(_line_of(council, lines), message) for council, message in refused]
    return kept


def _list(value: object, *, empty: bool = False) -> list[object]:
    if not isinstance(value, list) or not (value or empty):
        raise ValueError('is no list: write ["one", "two"].')
    return value


def _word(value: object) -> str:
    text = " ".join(value.split()) if isinstance(value, str) else ""
    if not any(char.isalnum() for char in text):
        raise ValueError("holds something that is no word: write words in quotation marks.")
    if len(text) > _LONGEST:
        raise ValueError(f"holds more than {_LONGEST} characters: write a word or a short phrase.")
    return text


def _line_of(key: str, lines: list[str]) -> int | None:
    pattern = re.compile(rf"\s*\[?\s*[\"']?{re.escape(key)}[\"']?\s*[\]=.]")
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), None)
