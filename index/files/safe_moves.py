"""Ground: the hidden folders beside the documents, and the careful steps that every change of a file is made of.

In comes the documents folder; out go its hidden folders, one act at a time, and files that are on the disk when it is
said that they are. Which file goes where is decided in the other modules of this room.
"""

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import KeepingError

DRAFT = ".draft"  # what a copy is called until it is whole
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
def as_keeping_error(what: str) -> Iterator[None]:
    """Turn what the system says into one sentence: ``what`` is "remove X", "take in X"."""
    try:
        yield
    except OSError as error:
        remedy = _REMEDIES.get(error.errno or 0, "Look at the documents folder and its disk, and try again.")
        raise KeepingError(f"Cannot {what}: {error.strerror or error}. {remedy}") from error


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


def file_identity(path: Path) -> tuple[int, int] | None:
    """Tell a file or a folder from any other that may come to stand at its path; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


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
