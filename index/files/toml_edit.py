"""Change one table of a TOML file that people keep by hand; all else stays as they wrote it.

The file is replaced in one step, and only by a draft that was read back and found good. The sole knower of tomlkit.
"""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import Comment, Item, KeyType, SingleKey, Table, Whitespace

from index.errors import CatalogueError
from index.files.atomic_write import replace_file
from index.files.file_lock import locked
from index.models import Period


def change_toml(
    path: Path,
    name: str,
    change: Callable[[dict[str, Any]], object],
    *,
    head: str,
    check: Callable[[Path], None],
    notes: Mapping[str, str] | None = None,
) -> None:
    """Change a table, made where it is missing and taken out where it is left empty.

    ``notes`` are remarks that are put beside the keys that change. ``head`` begins a file that is missing; ``check``
    raises an error where the draft cannot be used. Raises CatalogueError, and leaves the file as it was, where it is
    not valid TOML. Two changes at once both stay.
    """
    try:
        with locked(path.parent, needed=False):
            _change(path, name, change, head=head, check=check, notes=notes or {})
    except OSError as error:
        raise CatalogueError(f"Cannot change {path}: {error.strerror}. Check the permissions of the folder.") from error


def _change(
    path: Path,
    name: str,
    change: Callable[[dict[str, Any]], object],
    *,
    head: str,
    check: Callable[[Path], None],
    notes: Mapping[str, str],
) -> None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = head
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogueError(f"Cannot change {path.name}: it cannot be read. Save it as UTF-8 text.") from error
    try:
        document = tomlkit.parse(text)
    except ParseError as error:
        raise CatalogueError(f"Cannot change {path.name}: {error}. Mend that line first.") from error
    table = document.get(name)
    if table is None:
        table = tomlkit.table()
        if text.strip():
            document.add(tomlkit.nl())
        document.add(SingleKey(name, KeyType.Bare if name.isidentifier() else KeyType.Basic), table)
    if not isinstance(table, Table):
        raise CatalogueError(f'Cannot change {path.name}: "{name}" is no table. Write ["{name}"] above its keys.')
    # The remarks and blank lines above the next table belong to it: new keys go before them.
    body = table.value.body
    after: list[Comment | Whitespace] = []
    while body and body[-1][0] is None:
        trivia = body.pop()[1]
        if isinstance(trivia, Comment | Whitespace):
            after.append(trivia)
    before = table.unwrap()
    values = table.unwrap()
    change(values)
    for key in before:
        if key not in values:
            table.pop(key, None)
    for key, value in values.items():
        if key not in before or value != before[key]:
            table[key] = _item(value)
            if key in notes:
                table[key].comment("".join(char for char in notes[key] if char.isprintable()))
    for item in reversed(after):
        table.add(item)
    if not any(key for key, _ in body) and not any(isinstance(item, Comment) for item in after):
        document.remove(name)
    replace_file(path, tomlkit.dumps(document), check)


def _item(value: Any) -> Item:
    if isinstance(value, Period):
        period = tomlkit.inline_table()
        period["from"] = value.start
        period["to"] = value.end
        return period
    if isinstance(value, dict):
        table = tomlkit.inline_table()
        for key, one in value.items():
            table[SingleKey(key, KeyType.Basic)] = one
        return table
    if isinstance(value, tuple | list):
        value = list(value)
    item: Item = tomlkit.item(value if isinstance(value, date | list) else str(value))
    return item
