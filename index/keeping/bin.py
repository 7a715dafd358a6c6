"""Bin: documents that were taken out of the library, kept in a hidden folder until somebody brings them back.

In comes a document's name as the index knows it; out goes what lies in the bin. Every step leaves the file in one of
the two places, whenever the process ends.
"""

import os
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.errors import KeepingError
from index.indexing.folder import list_folder, printable
from index.keeping.ground import (
    BIN,
    drop,
    hidden_folder,
    link_or_move,
    one_at_a_time,
    read_about,
    sync_folder,
    told,
    write_about,
)

__all__ = ["Binned", "binned", "locate", "put_aside", "remove", "restore"]

_ID = re.compile(r"[0-9a-f]{16}")


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
    with one_at_a_time(documents), told(f"remove {path}"):
        source = locate(documents, path)
        entry, place = put_aside(documents, source, replaced=False)
        source.rename(place)
        sync_folder(place.parent)
        sync_folder(source.parent)
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
    with one_at_a_time(documents), told("bring a file back"):
        folder = documents / BIN / identity
        about = read_about(folder) if _ID.fullmatch(identity) and not folder.is_symlink() else None
        if about is None:
            raise KeepingError(f"There is no file {identity} in the bin. List the bin again.")
        raw = bytes.fromhex(str(about["raw"]))
        target = documents / os.fsdecode(raw)
        source = folder / target.name
        _stay_inside(documents, target)
        if not os.path.lexists(source):
            raise KeepingError(f"The file of {about['path']} is no longer in the bin. List the bin again.")
        target.parent.mkdir(parents=True, exist_ok=True)
        _stay_inside(documents, target)
        try:
            link_or_move(source, target)
        except FileExistsError:
            raise KeepingError(
                f"Cannot bring back {about['path']}: another file stands there now. Remove that one first."
            ) from None
        drop(folder)
    return str(about["path"])


def binned(documents: Path) -> tuple[Binned, ...]:
    """List what lies in the bin, newest first."""
    home = documents / BIN
    if home.is_symlink() or not home.is_dir():
        return ()
    found = []
    for folder in home.iterdir():
        about = read_about(folder) if _ID.fullmatch(folder.name) and not folder.is_symlink() else None
        try:
            if about is not None and os.path.lexists(
                folder / PurePosixPath(os.fsdecode(bytes.fromhex(about["raw"]))).name
            ):
                found.append(
                    Binned(
                        folder.name,
                        str(about["path"]),
                        PurePosixPath(str(about["path"])).name,
                        datetime.fromisoformat(about["removed"]),
                        str(about["sha256"]),
                        int(about["size"]),
                        bool(about.get("replaced", False)),
                    )
                )
        except (KeyError, TypeError, ValueError):
            continue  # a note of another program's making; the file beside it is left alone
    return tuple(sorted(found, key=lambda entry: (entry.removed, entry.id), reverse=True))


def locate(documents: Path, path: str) -> Path:
    """Find a file of the library by its name as the index shows it; raise KeepingError where there is none."""
    seen = list_folder(documents).files.get(path)
    if seen is None:
        raise KeepingError(f"There is no document {path} in {documents}. findings documents lists them.")
    return documents / os.fsdecode(seen.raw)


def _stay_inside(documents: Path, target: Path) -> None:
    real = os.path.realpath(documents)
    if os.path.commonpath((real, os.path.realpath(target.parent))) != real:
        raise KeepingError(f"Cannot put {target.name} back: its place lies outside the documents folder.")


def _measure(source: Path) -> tuple[str, int]:
    digest, size = sha256(), 0
    with source.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
            size += len(chunk)
    return digest.hexdigest(), size
