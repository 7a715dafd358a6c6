"""Ground: the hidden folders beside the documents, and the careful steps that every change of a file is made of.

In comes the documents folder; out go its hidden folders, one act at a time, and files that are on the disk when it is
said that they are. Which file goes where is decided in the other modules of this room.
"""

import fcntl
import json
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from index.errors import KeepingError

__all__ = [
    "ABOUT",
    "BIN",
    "INCOMING",
    "drop",
    "hidden_folder",
    "link_or_move",
    "one_at_a_time",
    "read_about",
    "sync_folder",
    "told",
    "write_about",
]

INCOMING, BIN = ".incoming", ".bin"
ABOUT = "about.json"
_LOCK = ".keeping.lock"


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn what the system says into one sentence: ``what`` is "remove X", "take in X"."""
    try:
        yield
    except OSError as error:
        remedy = "Make room on the disk." if error.errno in {28, 122} else "Check the permissions of the folder."
        raise KeepingError(f"Cannot {what}: {error.strerror or error}. {remedy}") from error


@contextmanager
def one_at_a_time(documents: Path) -> Iterator[None]:
    """Hold the lock of the folder's files, waiting for whoever holds it: an act takes milliseconds."""
    with told(f"change the documents folder {documents}"):
        lock = os.open(documents / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)  # and with it the lock


def hidden_folder(documents: Path, name: str) -> Path:
    """Give a hidden folder of the documents folder, made where it is missing; never a link to somewhere else."""
    folder = documents / name
    with told(f"use {folder}"), suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not stat.S_ISDIR(folder.lstat().st_mode):
        raise KeepingError(f"Cannot use {folder}: it is not a folder. Move it away.")
    return folder


def read_about(folder: Path) -> Mapping[str, Any] | None:
    """Read what is noted of the file in a folder; None where there is no whole note."""
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) else None


def write_about(folder: Path, about: Mapping[str, Any]) -> None:
    """Note something of the file in a folder, in one step."""
    draft = folder / f".{ABOUT}"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(about, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / ABOUT)
    sync_folder(folder)


def link_or_move(source: Path, target: Path) -> None:
    """Put a file also, or instead, under another name; raise FileExistsError where one stands there already.

    With a second link nothing can be lost in between. File systems without links (exFAT, some shares) get a rename.
    """
    try:
        os.link(source, target, follow_symlinks=False)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(target):
            raise FileExistsError(17, "File exists", str(target)) from None
        source.rename(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def drop(folder: Path) -> None:
    """Take a hidden folder away with what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
