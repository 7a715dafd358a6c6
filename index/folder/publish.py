"""Placing: a file that waits -> its place in the documents folder, in one step; never over another file.

A new version of a document takes the place of the old one, which goes to the bin first.
"""

import os
import unicodedata
from pathlib import Path, PurePosixPath

from index.errors import KeepingError
from index.files import as_keeping_error, copy_whole, is_same_file, link_or_move, sync_folder
from index.folder.hidden import drop, one_at_a_time, read_about, write_about
from index.folder.staging import Incoming, Staged
from index.folder.trash import locate, put_aside

_MOST = 1000


def place(staged: Staged, *, documents: Path, replaces: str | None = None, name: str | None = None) -> str:
    """Put a file that waits into the documents folder and give its name there.

    ``replaces`` is the document whose place it takes; else it gets ``name`` (by default its own), or where that is
    taken the next one that is free. Raises KeepingError, and the file still waits.
    """
    with one_at_a_time(documents), as_keeping_error(f"add {staged.name}"):
        if Incoming(documents).get(staged.id) is None:
            raise KeepingError(f"{staged.name} is no longer waiting: it has been added or discarded.")
        going = (read_about(staged.path.parent) or {}).get("going")
        if isinstance(going, str) and is_same_file(staged.path, documents / going):  # a process ended just then
            drop(staged.path.parent)
            return going
        if replaces is not None:
            return _replace(staged, documents, replaces)
        wanted = free_name(documents, name or staged.name)
        while True:
            _note(staged, wanted)
            try:
                link_or_move(staged.path, documents / wanted)
            except FileExistsError:  # made by another program since
                wanted = free_name(documents, name or staged.name)
                continue
            drop(staged.path.parent)
            return wanted


def free_name(documents: Path, name: str) -> str:
    """Give a name that no file of the folder has: the name itself, else with a number."""
    stem, suffix = PurePosixPath(name).stem, PurePosixPath(name).suffix
    taken = {_alike(entry) for entry in os.listdir(documents)}
    for number in range(1, _MOST):
        candidate = name if number == 1 else f"{stem} ({number}){suffix}"
        if _alike(candidate) not in taken:
            return candidate
    raise KeepingError(f"Cannot add {name}: there are {_MOST} files of this name. Give it another.")


def _alike(name: str) -> str:
    """Write a name as the systems see it that tell neither case nor ways to write an accent apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _replace(staged: Staged, documents: Path, replaces: str) -> str:
    target = locate(documents, replaces)
    _, aside = put_aside(documents, target, replaced=True)
    try:
        os.link(target, aside, follow_symlinks=False)
    except OSError:  # a file system without links
        copy_whole(target, aside)
    sync_folder(aside.parent)
    _note(staged, replaces)
    staged.path.replace(target)
    sync_folder(target.parent)
    drop(staged.path.parent)
    return replaces


def _note(staged: Staged, wanted: str) -> None:
    """Note where the file goes, so that mending knows when it has arrived."""
    write_about(staged.path.parent, {**staged.note(), "going": wanted})
