"""Mend what a process left behind that ended in the middle of a change: all of the change is there then, or none.

No file is ever taken away that does not stand whole in its other place.
"""

import filecmp
import os
from pathlib import Path

from index.files import DRAFT, as_keeping_error, is_draft, is_locked, is_same_file, sweep_drafts
from index.folder.hidden import ABOUT, BIN, ID, INCOMING, drop, one_at_a_time, read_about
from index.folder.listing import CATALOGUE
from index.folder.staging import Incoming
from index.folder.trash import binned, standing_place

_NOTES = {ABOUT, CATALOGUE, DRAFT}


def mend(documents: Path) -> tuple[str, ...]:
    """Mend what is left over, and say what was; nothing is touched that another process is at work on."""
    with as_keeping_error(f"mend {documents}"):
        sweep_drafts(documents)
    if not any((documents / name).is_dir() and not (documents / name).is_symlink() for name in (INCOMING, BIN)):
        return ()
    with one_at_a_time(documents), as_keeping_error(f"mend {documents}"):
        return (*_mend_incoming(documents), *_mend_bin(documents))


def _mend_incoming(documents: Path) -> list[str]:
    lines = []
    for folder in _folders(documents / INCOMING):
        staged = Incoming(documents).get(folder.name)
        about = read_about(folder)
        if staged is not None:
            going = (about or {}).get("going")
            if isinstance(going, str) and is_same_file(staged.path, documents / going):
                drop(folder)
                lines.append(f"{going} had been added; what was left of adding it is gone.")
        elif not _files(folder) and not is_locked(folder):
            drop(folder)  # the file itself has moved to its place, or was discarded; only notes are left
        elif about is None and not is_locked(folder):
            drop(folder)
            lines.append("A file that had not come in whole is gone.")
    return lines


def _mend_bin(documents: Path) -> list[str]:
    lines = []
    whole = {entry.id: entry for entry in binned(documents)}
    for folder in _folders(documents / BIN):
        entry, places = whole.get(folder.name), standing_place(documents, folder.name)
        if entry is None or places is None:
            if not _files(folder):  # noted, and never moved
                drop(folder)
            continue
        if is_same_file(*places) or (entry.replaced and _equal(*places)):
            drop(folder)
            lines.append(f"{entry.path} stands in its place; what was left of moving it is gone.")
    return lines


def _folders(home: Path) -> list[Path]:
    if home.is_symlink() or not home.is_dir():
        return []
    return sorted(f for f in home.iterdir() if ID.fullmatch(f.name) and f.is_dir() and not f.is_symlink())


def _files(folder: Path) -> list[str]:
    """List what is in a folder besides the notes about a file, and halves of copies."""
    return [name for name in os.listdir(folder) if name not in _NOTES and not is_draft(name)]


def _equal(one: Path, other: Path) -> bool:
    """Say whether two files have the same content: where there are no links, an old version is copied to the bin."""
    try:
        return filecmp.cmp(one, other, shallow=False)
    except OSError:
        return False
