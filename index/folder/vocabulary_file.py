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

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from index.authorities import allowed_aliases
from index.errors import CatalogueError, TomlFault
from index.files import entries_of, line_of
from index.vocabulary import VOCABULARY, LocalWords

if TYPE_CHECKING:
    from index.models import Authority

_fault = partial(TomlFault, file=VOCABULARY)
_TABLES = ("terms", "aliases", "off")
_LONGEST = 100  # characters; what is longer is a sentence and no word
_MOST = 500


def load_local(path: Path, held: Iterable["Authority"] = ()) -> LocalWords:
    """Read the file; a missing one is empty. ``held`` are the library's councils, whose names are no other's alias."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return LocalWords()
    except (OSError, UnicodeDecodeError):
        return LocalWords(faults=(_fault(None, "it cannot be read: save it as UTF-8 text."),))
    lines = text.splitlines()
    read: list[TomlFault] = []
    tables = entries_of(text, read)
    faults = [replace(fault, file=VOCABULARY) for fault in read]
    for name in tables:
        if name not in _TABLES:
            where = line_of(name, lines)
            faults.append(_fault(where, f'"{name}" is no part of it: use one of {", ".join(_TABLES)}.'))
    terms = _ways("terms", tables, lines, faults)
    aliases = _checked_aliases(_ways("aliases", tables, lines, faults), lines, faults, held)
    return LocalWords(terms, aliases, _off(tables, lines, faults), tuple(sorted(faults, key=lambda f: f.line or 0)))


def _ways(
    name: str, tables: Mapping[str, object], lines: list[str], faults: list[TomlFault]
) -> dict[str, tuple[str, ...]]:
    table = tables.get(name, {})
    if not isinstance(table, dict):
        faults.append(_fault(line_of(name, lines), f"{name} is no table: write [{name}] above its entries."))
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for key, value in list(table.items())[:_MOST]:
        try:
            found[_word(key)] = tuple(dict.fromkeys(_word(item) for item in _list(value)))
        except ValueError as error:
            faults.append(_fault(line_of(key, lines), f'"{key}" {error}'))
    return found


def _off(tables: Mapping[str, object], lines: list[str], faults: list[TomlFault]) -> frozenset[str]:
    table = tables.get("off", {})
    if not isinstance(table, dict):
        faults.append(_fault(line_of("off", lines), 'off is no table: write [off] and below it words = ["IRO"].'))
        return frozenset()
    words: set[str] = set()
    for key, value in table.items():
        try:
            if key != "words":
                raise ValueError('is no key of [off]: write words = ["IRO"].')
            words.update(_word(item).casefold() for item in _list(value, empty=True))
        except ValueError as error:
            faults.append(_fault(line_of(key, lines), f'"{key}" {error}'))
    return frozenset(words)


def _checked_aliases(
    aliases: dict[str, tuple[str, ...]], lines: list[str], faults: list[TomlFault], held: Iterable["Authority"]
) -> dict[str, tuple[str, ...]]:
    from index.authorities import Gazetteer  # only where there are aliases: few libraries have any

    if not aliases:
        return {}
    kept, refused = allowed_aliases(aliases, Gazetteer.load(held))
    faults += [_fault(line_of(council, lines), message) for council, message in refused]
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


_HEAD = "# Words of our own: added to the shipped vocabulary, or switched off in it. They take effect at once.\n"


def add_term(path: Path, term: str, ways: Sequence[str]) -> None:
    """Have a word and the ways to say the same bring each other in; raise CatalogueError if they cannot be used."""
    _change(path, "terms", lambda table: table.__setitem__(term, list(ways)))


def remove_term(path: Path, term: str) -> None:
    """Take a word out again."""
    _change(path, "terms", lambda table: table.pop(term, None))


def add_alias(path: Path, authority: str, alias: str, *, held: Iterable["Authority"] = ()) -> None:
    """Give a council one more name; raise CatalogueError if it is a name of another."""
    _change(path, "aliases", lambda table: table.__setitem__(authority, _with(table.get(authority), alias)), held)


def remove_alias(path: Path, authority: str, alias: str) -> None:
    """Take a name of a council away again."""

    def remove(table: dict[str, object]) -> None:
        left = [name for name in _names(table.get(authority)) if name != alias]
        if left:
            table[authority] = left
        else:
            table.pop(authority, None)

    _change(path, "aliases", remove)


def switch_off(path: Path, word: str) -> None:
    """Have a word bring nothing in any more: an abbreviation that was learned, or an entry of the thesaurus."""
    _change(path, "off", lambda table: table.__setitem__("words", _with(table.get("words"), word)))


def switch_on(path: Path, word: str) -> None:
    """Have a word that was switched off bring in what it did before."""

    def switch(table: dict[str, object]) -> None:
        table["words"] = [name for name in _names(table.get("words")) if name.casefold() != word.casefold()]

    _change(path, "off", switch)


def _change(
    path: Path, name: str, change: Callable[[dict[str, object]], object], held: Iterable["Authority"] = ()
) -> None:
    held = tuple(held)

    def check(draft: Path) -> None:
        messages = {fault.message for fault in load_local(path, held).faults}
        new = [fault for fault in load_local(draft, held).faults if fault.message not in messages]
        if new:
            raise CatalogueError(f"Cannot change {path.name}: {new[0].message}")

    from index.files import change_toml  # whoever asks changes nothing, and need not wait for it

    change_toml(path, name, change, head=_HEAD, check=check)


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _with(value: object, name: str) -> list[str]:
    held = _names(value)
    return held if name.casefold() in {known.casefold() for known in held} else [*held, name]
