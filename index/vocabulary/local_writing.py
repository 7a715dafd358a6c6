"""Changes to the local words: one entry -> the same file with its comments, replaced in one step.

Reading the file is done in ``index.folder.vocabulary_file``; how a file is replaced, in ``index.files.toml_edit``.
"""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import CatalogueError
from index.files.toml_edit import change_toml
from index.folder.vocabulary_file import load_local

if TYPE_CHECKING:
    from index.models import Authority

__all__ = ["add_alias", "add_term", "remove_alias", "remove_term", "switch_off", "switch_on"]

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

    change_toml(path, name, change, head=_HEAD, check=check)


def _names(value: object) -> list[str]:
    return [str(name) for name in value] if isinstance(value, list) else []


def _with(value: object, name: str) -> list[str]:
    held = _names(value)
    return held if name.casefold() in {known.casefold() for known in held} else [*held, name]
