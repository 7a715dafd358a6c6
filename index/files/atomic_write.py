"""Drafts: a file that people keep by hand is replaced in one step, by one process at a time, or not at all.

In come the file, its new text and a check; out goes the file replaced, or left as it was. What is in it is known by who
calls.
"""

import fcntl
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import CatalogueError

_DRAFT = re.compile(r"\.[\w-]+\.toml\.[a-z0-9_]{8}")  # the names that tempfile makes


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Let one change at a time be made to the files of a folder; the lock is the folder's own, and leaves no file."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise CatalogueError(f"Cannot change files of {folder}: {error.strerror}. Check the folder.") from error
    try:
        with suppress(OSError):  # some shares lock no folders
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def replace_file(path: Path, text: str, check: Callable[[Path], None]) -> None:
    """Write beside the file, have it checked, and only then put it in the file's place."""
    try:
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
    except OSError as error:
        raise CatalogueError(f"Cannot change {path}: {error.strerror}. Check the permissions of the folder.") from error


def sweep_drafts(folder: Path) -> None:
    """Take away drafts that a process left which ended while it wrote one."""
    if any(_DRAFT.fullmatch(name) for name in os.listdir(folder)):
        with alone(folder):
            for name in os.listdir(folder):
                if _DRAFT.fullmatch(name):
                    (folder / name).unlink(missing_ok=True)
