"""Bin: documents that were taken out of the library, kept in a hidden folder until somebody brings them back.

In comes a document's name as the index knows it; out goes what lies in the bin. Every step leaves the file in one of
the two places, whenever the process ends.
"""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.errors import CatalogueError, KeepingError
from index.files import as_keeping_error, link_or_move, sync_folder
from index.folder.catalogue import Value, load_catalogue, set_entry
from index.folder.hidden import BIN, ID, drop, hidden_folder, one_at_a_time, read_about, write_about
from index.folder.listing import CATALOGUE, list_folder, printable
from index.readers import SUFFIXES


def settled_of(folder: Path, path: str) -> dict[str, Value]:
    """Give what a catalogue settles about one file and no other."""
    found: dict[str, Value] = {}
    for entry in load_catalogue(folder / CATALOGUE).entries:
        if entry.pattern == f"./{path}":
            found |= entry.values
    return found


def copy_settled(documents: Path, path: str, folder: Path) -> Mapping[str, Value]:
    """Copy what is settled about a file to its folder in the bin, and give it."""
    values = settled_of(documents, path)
    if values:
        set_entry(folder / CATALOGUE, f"./{path}", values)
    return values


def take_settled(documents: Path, path: str, values: Mapping[str, Value]) -> None:
    """Take what is settled about a file out of the catalogue."""
    set_entry(documents / CATALOGUE, f"./{path}", dict.fromkeys(values))


def settle_again(documents: Path, path: str, folder: Path) -> None:
    """Put what was settled about a file into the catalogue again; raise CatalogueError where that cannot be."""
    values = settled_of(folder, path)
    if values:
        set_entry(documents / CATALOGUE, f"./{path}", values)


@dataclass(frozen=True, slots=True)
class Binned:
    """A file in the bin: its id, the name it had in the library, when it was taken out, its hash and size in bytes.

    ``replaced`` says that a new version stands in its place.
    """

    id: str
    path: str
    name: str
    removed: datetime
    sha256: str
    size: int
    replaced: bool = False


def remove(documents: Path, path: str) -> Binned:
    """Move a file of the library to the bin; raise KeepingError where there is none, or it cannot be moved."""
    with one_at_a_time(documents), as_keeping_error(f"remove {path}"):
        source = locate(documents, path)
        entry, place = put_aside(documents, source, replaced=False)
        # What is settled about it goes along: another file that gets this name must not inherit it.
        settled = copy_settled(documents, entry.path, place.parent)
        source.rename(place)
        sync_folder(place.parent)
        sync_folder(source.parent)
        if settled:
            with suppress(CatalogueError):  # somebody is just at it: an entry too many means no file, and does no harm
                take_settled(documents, entry.path, settled)
    return entry


def put_aside(documents: Path, source: Path, *, replaced: bool) -> tuple[Binned, Path]:
    """Note in the bin that a file comes, and give the place that it is to be moved to; the lock is held."""
    identity = secrets.token_hex(8)
    folder = hidden_folder(documents, BIN) / identity
    folder.mkdir(mode=0o700)
    raw = os.path.relpath(os.fsencode(source), os.fsencode(documents))
    entry = Binned(
        identity, printable(raw), printable(os.path.basename(raw)), datetime.now(UTC), *_measure(source), replaced
    )
    write_about(
        folder,
        {
            "path": entry.path,
            "raw": raw.hex(),
            "removed": entry.removed.isoformat(timespec="seconds"),
            "sha256": entry.sha256,
            "size": entry.size,
            "replaced": replaced,
        },
    )
    sync_folder(folder.parent)
    return entry, folder / os.fsdecode(os.path.basename(raw))


def restore(documents: Path, identity: str) -> str:
    """Bring a file of the bin back to where it stood, and give its name; another file is never overwritten."""
    with one_at_a_time(documents), as_keeping_error("bring a file back"):
        found = _find(documents, identity)
        if found is None:
            raise KeepingError(f"There is no file {identity} in the bin. List the bin again.")
        entry, source, target = found
        _stay_inside(documents, target)
        target.parent.mkdir(parents=True, exist_ok=True)
        _stay_inside(documents, target)
        taken = KeepingError(f"Cannot bring back {entry.path}: another file stands there now. Remove that one first.")
        if os.path.lexists(target):
            raise taken
        settle_again(documents, entry.path, source.parent)
        try:
            link_or_move(source, target)
        except FileExistsError:
            raise taken from None
        drop(source.parent)
    return entry.path


def empty_bin(documents: Path, *, before: datetime) -> tuple[Binned, ...]:
    """Take out of the bin for good what was put there before a time (UTC), and give what it was."""
    with one_at_a_time(documents), as_keeping_error("empty the bin"):
        gone = tuple(entry for entry in binned(documents) if entry.removed < before)
        for entry in gone:
            found = _find(documents, entry.id)
            if found is not None:
                drop(found[1].parent)
    return gone


def binned(documents: Path) -> tuple[Binned, ...]:
    """List what lies in the bin, newest first."""
    home = documents / BIN
    if home.is_symlink() or not home.is_dir():
        return ()
    found = (_find(documents, folder.name) for folder in home.iterdir())
    entries = (one[0] for one in found if one is not None)
    return tuple(sorted(entries, key=lambda entry: (entry.removed, entry.id), reverse=True))


def standing_place(documents: Path, identity: str) -> tuple[Path, Path] | None:
    """Give where a file of the bin lies and where it stood; None where there is none of this id."""
    found = _find(documents, identity)
    return None if found is None else found[1:]


def locate(documents: Path, path: str) -> Path:
    """Find a file of the library by its name as the index shows it; raise KeepingError where there is none."""
    seen = list_folder(documents).files.get(path)
    if seen is None:
        raise KeepingError(f"There is no document {path} in {documents}. findings documents lists them.")
    return documents / os.fsdecode(seen.raw)


def _find(documents: Path, identity: str) -> tuple[Binned, Path, Path] | None:
    """Find a file in the bin, where it lies and where it stood."""
    folder = documents / BIN / identity
    if not ID.fullmatch(identity) or folder.parent.is_symlink() or folder.is_symlink():
        return None
    about = read_about(folder)
    if about is None:
        return None
    try:
        target = documents / os.fsdecode(bytes.fromhex(about["raw"]))
        path, removed = str(about["path"]), datetime.fromisoformat(about["removed"])
        if removed.tzinfo is None or target.suffix.lower() not in SUFFIXES:
            return None
        source = folder / target.name
        if not os.path.lexists(source):
            return None
        name, size = PurePosixPath(path).name, int(about["size"])
        entry = Binned(identity, path, name, removed, str(about["sha256"]), size, bool(about.get("replaced", False)))
    except (KeyError, TypeError, ValueError):
        return None  # a note of another program's making; the file beside it is left alone
    return entry, source, target


def _stay_inside(documents: Path, target: Path) -> None:
    real = os.path.realpath(documents)
    inside = os.path.commonpath((real, os.path.realpath(target.parent))) == real and target.is_relative_to(documents)
    hidden = any(part.startswith(".") for part in target.relative_to(documents).parts) if inside else False
    if not inside or hidden:
        raise KeepingError(f"Cannot put {target.name} back: its place lies outside the documents folder.")


def _measure(source: Path) -> tuple[str, int]:
    digest, size = sha256(), 0
    with source.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
