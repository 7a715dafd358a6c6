"""Incoming: files that somebody offers, kept apart from the library until an admin says what becomes of them.

In come names and bytes; out goes a ``Staged`` file, whole and on the disk, in a hidden folder that is never indexed.
What is in the file is not looked at here.
"""

import os
import re
import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from index.errors import UploadError
from index.files import as_keeping_error, sync_folder, take_lock
from index.folder.hidden import ID, INCOMING, drop, hidden_folder, one_at_a_time, read_about, write_about
from index.folder.listing import MAX_SIZE, remedy_for
from index.readers import SUFFIXES

NAME_BYTES = 150  # file systems take 255; a number may be added, and a name is to be read by people
_SEPARATORS = re.compile(r"[/\\\u2044\u2215\u29f8\uff0f\uff3c]")
_NOT_ON_WINDOWS = re.compile(r'[<>:"|?*]')
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: names of devices, whatever the ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)", re.IGNORECASE)


def safe_name(name: str) -> str:
    """Give a harmless name for a file that somebody offers; raise UploadError where its ending is of no kind read."""
    # The last part that says anything: a path of another system is none of ours.
    parts = [_clean(part) for part in _SEPARATORS.split(unicodedata.normalize("NFC", name))]
    last = next((part for part in reversed(parts) if part), "")
    suffix = PurePosixPath(last).suffix.lower()
    if suffix not in SUFFIXES:
        shown = last or "a file without a name"
        fault = f"{suffix} is not a kind that is read" if suffix else "its name has no ending that tells the kind"
        raise UploadError(shown, fault, remedy_for(suffix).replace("Add it as", "Send it as"))
    stem = last[: -len(suffix)].rstrip(" .") or "document"
    if _DEVICES.match(stem):
        stem = f"_{stem}"
    while len(f"{stem}{suffix}".encode()) > NAME_BYTES:
        stem = stem[:-1].rstrip(" .")
    return f"{stem}{suffix}"


def _clean(part: str) -> str:
    """Leave out what nobody sees (controls, marks of direction, halves of characters) and what hides a file."""
    spaced = "".join(" " if unicodedata.category(c) in {"Zl", "Zp", "Zs"} else c for c in part)
    visible = "".join(c for c in spaced if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    plain = _NOT_ON_WINDOWS.sub(" ", visible)
    return " ".join(plain.split()).lstrip(".~$ ").rstrip(". ")


PART = "part"  # what a file is called until it is whole


@dataclass(frozen=True, slots=True)
class Staged:
    """A file that waits: its id, its name in the library to be, its size in bytes, its hash and where it is now."""

    id: str
    name: str
    size: int
    sha256: str
    path: Path
    received: datetime

    def note(self) -> dict[str, str | int]:
        """Give what is noted beside the file."""
        received = self.received.isoformat(timespec="seconds")
        return {"name": self.name, "size": self.size, "sha256": self.sha256, "received": received}


class Receiving:
    """A file that is coming in."""

    def __init__(self, identity: str, name: str, folder: Path, handle: int) -> None:
        """Take the open file; ``Incoming.receive`` makes these."""
        self.id, self.name = identity, name
        self.size = 0
        self.staged: Staged | None = None
        self._folder, self._handle, self._digest = folder, handle, sha256()

    def write(self, chunk: bytes) -> None:
        """Add bytes; raise UploadError as soon as there are more than a document may have."""
        self.size += len(chunk)
        if self.size > MAX_SIZE:
            fault = f"it has more than {MAX_SIZE / 1e6:.0f} MB"
            raise UploadError(self.name, fault, "Make it smaller or split it.")
        self._digest.update(chunk)
        rest = memoryview(chunk)
        with as_keeping_error(f"take in {self.name}"):
            while rest:
                rest = rest[os.write(self._handle, rest) :]

    def finish(self) -> Staged:
        """Have the whole file on the disk, under its name and with its note."""
        if not self.size:
            raise UploadError(self.name, "it is empty", "Send it again.")
        path, received = self._folder / self.name, datetime.now(UTC)
        staged = Staged(self.id, self.name, self.size, self._digest.hexdigest(), path, received)
        with as_keeping_error(f"take in {self.name}"):
            os.fsync(self._handle)
            (self._folder / PART).rename(path)
            write_about(self._folder, staged.note())
            sync_folder(self._folder.parent)
        self.staged = staged
        return staged


class Incoming:
    """The files that wait."""

    def __init__(self, documents: Path) -> None:
        """Take the documents folder; nothing is made until a file comes."""
        self._documents = documents

    @contextmanager
    def receive(self, name: str) -> Iterator[Receiving]:
        """Take a file in: write to what is given; ``staged`` is there in the end.

        Raises UploadError or KeepingError; of a file that is not wholly taken in nothing is left.
        """
        identity, folder, lock = self._begin(name := safe_name(name))
        try:
            with as_keeping_error(f"take in {name}"):
                file = (folder / PART).open("xb", buffering=0)
            with file:
                receiving = Receiving(identity, name, folder, file.fileno())
                yield receiving
                receiving.finish()
        except BaseException:
            drop(folder)
            raise
        finally:
            os.close(lock)

    def get(self, identity: str) -> Staged | None:
        """Find a file that waits; None where there is none of this id."""
        folder = self._folder(identity)
        about = None if folder is None else read_about(folder)
        if folder is None or about is None:
            return None
        try:
            staged = Staged(
                identity,
                str(about["name"]),
                int(about["size"]),
                str(about["sha256"]),
                folder / str(about["name"]),
                datetime.fromisoformat(about["received"]),
            )
            if safe_name(staged.name) != staged.name or staged.received.tzinfo is None:
                return None  # a note of another program's making
        except (KeyError, TypeError, ValueError, UploadError):
            return None
        whole = staged.path.is_file() and not staged.path.is_symlink() and staged.path.stat().st_size == staged.size
        return staged if whole else None

    def all(self) -> tuple[Staged, ...]:
        """List the files that wait, oldest first."""
        folder = self._documents / INCOMING
        if folder.is_symlink() or not folder.is_dir():
            return ()
        found = (self.get(entry.name) for entry in folder.iterdir() if ID.fullmatch(entry.name))
        return tuple(sorted((staged for staged in found if staged), key=lambda staged: (staged.received, staged.id)))

    def discard(self, identity: str) -> bool:
        """Take a file that waits away; False where there is none of this id."""
        with one_at_a_time(self._documents):  # not while it is being added
            folder = self._folder(identity)
            if folder is None:
                return False
            drop(folder)
        return True

    def _folder(self, identity: str) -> Path | None:
        if not ID.fullmatch(identity):
            return None
        folder = self._documents / INCOMING / identity
        safe = not folder.parent.is_symlink() and not folder.is_symlink() and folder.is_dir()
        return folder if safe else None

    def _begin(self, name: str) -> tuple[str, Path, int]:
        """Make a folder of its own for a file. The lock on it tells that somebody is at work there."""
        with one_at_a_time(self._documents), as_keeping_error(f"take in {name}"):
            identity = secrets.token_hex(8)
            folder = hidden_folder(self._documents, INCOMING) / identity
            folder.mkdir(mode=0o700)
            lock = take_lock(folder)
        return identity, folder, lock
