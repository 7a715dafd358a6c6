"""Changes to the catalogue: an entry for one document -> the same file with its comments, replaced in one step.

Reading the catalogue is done in ``index.folder.catalogue``; how a file is replaced, in
``index.files.toml_edit``.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from index.errors import CatalogueError
from index.files.toml_edit import change_toml
from index.folder.catalogue import load_catalogue
from index.models import Kind, Period, Voice

__all__ = ["Value", "set_entry"]

Value = str | date | Period | Kind | Voice | tuple[str, ...] | None

_HEAD = "# What is settled about documents by hand. It wins over what was read from them.\n"


def set_entry(path: Path, pattern: str, values: Mapping[str, Value]) -> None:
    """Set keys of the entry for one document, keep all else as it is written; a value of None takes the key out.

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

    change_toml(path, pattern, change, head=_HEAD, check=check)
