"""Changes to the catalogue: an entry for one document -> the same file with its comments, replaced in one step.

This is the only module that knows tomlkit. Reading the catalogue is done in ``index.description.catalogue``.
"""

import os
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import tomlkit
from tomlkit.exceptions import ParseError
from tomlkit.items import Comment, Item, KeyType, SingleKey, Table, Whitespace

from index.description.catalogue import load_catalogue
from index.errors import CatalogueError
from index.models import Kind, Period, Voice

__all__ = ["Value", "set_entry"]

Value = str | date | Period | Kind | Voice | tuple[str, ...] | None


def set_entry(path: Path, pattern: str, values: Mapping[str, Value]) -> None:
    """Set keys of the entry for one document, keep all else as it is written; a value of None takes the key out.

    Raises CatalogueError, and leaves the file as it was, where the file is not valid TOML or a value cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        text = "# What is settled about documents by hand. It wins over what was read from them.\n"
    try:
        catalogue = tomlkit.parse(text)
    except ParseError as error:
        raise CatalogueError(f"Cannot change {path.name}: {error}. Mend that line first.") from error
    table = catalogue.get(pattern)
    if table is None:
        table = tomlkit.table()
        if text.strip():
            catalogue.add(tomlkit.nl())
        catalogue.add(SingleKey(pattern, KeyType.Basic), table)
    if not isinstance(table, Table):
        raise CatalogueError(f'Cannot change {path.name}: "{pattern}" is no table. Write ["{pattern}"] above its keys.')
    # The remarks and blank lines above the next table belong to it: new keys go before them.
    body = table.value.body
    after: list[Comment | Whitespace] = []
    while body and body[-1][0] is None:
        trivia = body.pop()[1]
        if isinstance(trivia, Comment | Whitespace):
            after.append(trivia)
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        else:
            table[key] = _item(value)
    for item in reversed(after):
        table.add(item)
    if not any(key for key, _ in body) and not any(isinstance(item, Comment) for item in after):
        catalogue.remove(pattern)
    _replace(path, tomlkit.dumps(catalogue), pattern)


def _item(value: Value) -> Item:
    if isinstance(value, Period):
        period = tomlkit.inline_table()
        period["from"] = value.start
        period["to"] = value.end
        return period
    if isinstance(value, tuple):
        return tomlkit.item(list(value))
    return tomlkit.item(str(value) if isinstance(value, str) else value)


def _replace(path: Path, text: str, pattern: str) -> None:
    """Write beside the file, read it back, and only then put it in the file's place."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            draft.chmod(path.stat().st_mode & 0o777)
        else:
            draft.chmod(0o644)
        before = {str(fault) for fault in load_catalogue(path).faults}
        lines = [number for number, line in enumerate(text.splitlines(), 1) if f'"{pattern}"' in line]
        new = [fault for fault in load_catalogue(draft).faults if str(fault) not in before]
        wrong = [fault for fault in new if lines and fault.line and fault.line >= lines[0]]
        if wrong:
            raise CatalogueError(f"Cannot change {path.name}: {wrong[0].message}")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
