"""Replace a small file in one step: readers find the old text or the new one, and a killed process leaves no half."""

import os
import re
import tempfile
from collections.abc import Callable
from pathlib import Path

from index.files.file_lock import locked
from index.files.safe_moves import sync_folder

_DRAFT = re.compile(r"\.[\w-]+\.(?:toml|json)\.[a-z0-9_]{8}")  # the names that tempfile makes


def replace_file(path: Path, text: str, check: Callable[[Path], None] = lambda _: None) -> None:
    """Write beside the file, have it checked, and only then put it in the file's place; raise OSError if that fails."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        check(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def is_draft(name: str) -> bool:
    """Say whether a file of this name is what ``replace_file`` writes first."""
    return _DRAFT.fullmatch(name) is not None


def sweep_drafts(folder: Path) -> None:
    """Take away drafts that a process left which ended while it wrote one."""
    if any(is_draft(name) for name in os.listdir(folder)):
        with locked(folder, needed=False):
            for name in os.listdir(folder):
                if is_draft(name):
                    (folder / name).unlink(missing_ok=True)
