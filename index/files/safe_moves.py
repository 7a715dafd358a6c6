"""Ground: the hidden folders beside the documents, and the careful steps that every change of a file is made of.

In comes the documents folder; out go its hidden folders, one act at a time, and files that are on the disk when it is
said that they are. Which file goes where is decided in the other modules of this room.
"""

import errno
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
    "DRAFT",
    "INCOMING",
    "copy_whole",
    "drop",
    "hidden_folder",
    "is_same_file",
    "link_or_move",
    "one_at_a_time",
    "read_about",
    "sync_folder",
    "told",
    "write_about",
]

INCOMING, BIN = ".incoming", ".bin"
ABOUT = "about.json"
DRAFT = ".draft"  # what a copy is called until it is whole
_LOCK = ".keeping.lock"
_PERMISSIONS = "Let the user who runs Findings write the documents folder."
_ROOM = "Make room on the disk."
_REMEDIES = {
    errno.EACCES: _PERMISSIONS,
    errno.EPERM: _PERMISSIONS,
    errno.EROFS: _PERMISSIONS,
    errno.ENOSPC: _ROOM,
    errno.EDQUOT: _ROOM,
    errno.EFBIG: _ROOM,
}


@contextmanager
def told(what: str) -> Iterator[None]:
    """Turn what the system says into one sentence: ``what`` is "remove X", "take in X"."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "Look at the documents folder and its disk, and try again.")
        raise KeepingError(f"Cannot {what}: {error.strerror or error}. {remedy}") from error


@contextmanager
def one_at_a_time(documents: Path) -> Iterator[None]:
    """Hold the lock of the folder's files, waiting for whoever holds it: an act takes milliseconds."""
    with told(f"change the documents folder {documents}"):
        lock = os.open(documents / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        with told(f"lock the documents folder {documents}"):
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
            raise FileExistsError(errno.EEXIST, "File exists", str(target)) from None
        source.rename(target)
    sync_folder(target.parent)


def copy_whole(source: Path, target: Path) -> None:
    """Copy a file; under the new name it is there whole or not at all."""
    draft = target.with_name(DRAFT)
    shutil.copy2(source, draft, follow_symlinks=False)
    if not draft.is_symlink():
        with draft.open("rb") as file:
            os.fsync(file.fileno())
    draft.replace(target)
    sync_folder(target.parent)


def is_same_file(one: Path, other: Path) -> bool:
    """Say whether two names are of one file."""
    try:
        first, second = one.lstat(), other.lstat()
    except (OSError, ValueError):  # a note of another program's making may hold anything
        return False
    return (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder written to the disk, where its file system can."""
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:  # some shares know no such thing
            raise
    finally:
        os.close(handle)


def drop(folder: Path) -> None:
    """Take a hidden folder away with what is in it."""
    shutil.rmtree(folder, ignore_errors=True)
