"""Folder: which files of the documents folder are documents, and what is to be said of the others.

In comes the folder; out go the files to read with what ``stat`` says of each, and one line for each that is not read.
No file is opened here but to take the hash of its content.

Left alone without a word: hidden files and folders, what editors and browsers leave while they work, and the
catalogue. A link is followed to a file inside the folder and nowhere else. A folder whose name is that of a document
("report.pdf") is reported, and its files are read like those of any folder.
"""

import hashlib
import os
import stat
import time
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path

from index.errors import FolderError, ReadError
from index.readers import SUFFIXES
from index.storage import FileRecord, FileStamp
from index.vocabulary import VOCABULARY

CATALOGUE = "catalogue.toml"
MAX_SIZE = 200_000_000  # bytes; the largest published report is a twentieth of it
_SETTLED = (CATALOGUE.encode(), VOCABULARY.encode())  # what admins write, beside the documents
_NAMED = 3  # files of an unknown kind that are named one by one, for each kind
_ARCHIVES = frozenset({".zip", ".7z", ".rar", ".tar", ".gz", ".tgz"})
_LEFT_ALONE = ("~$", ".")
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".tmp", ".temp", ".swp", "~")
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
_CHUNK = 1 << 20

# File systems count time in ticks of up to 10 ms (Linux) or two seconds (FAT). A file that was written within a tick
# of being looked at may have been written again since, with the same time on it ("racy git" is the same trouble:
# https://git-scm.com/docs/racy-git).
_TICK = 50_000_000
_COARSE_TICK = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Listing:
    """The files to read, by name in order, and (name, line) of what is not read."""

    files: dict[str, FileStamp]
    refused: tuple[tuple[str, str], ...]


def list_folder(folder: Path) -> Listing:
    """List the files of a documents folder that are to be read; raise FolderError if there is no such folder."""
    root = os.fsencode(folder)
    if not os.path.isdir(root):
        what = "is not a folder" if os.path.lexists(root) else "does not exist"
        raise FolderError(
            f"The documents folder {printable(root)} {what}. Make it and put reports into it, "
            "or name another in FINDINGS_DOCUMENTS."
        )
    files: dict[str, FileStamp] = {}
    refused: list[tuple[str, str]] = []
    unknown: dict[str, list[str]] = {}
    for raw, outcome in _walk(root):
        name = printable(raw)
        if isinstance(outcome, ReadError):
            refused.append((name, str(outcome)))
        elif _suffix(name) not in SUFFIXES:
            unknown.setdefault(_suffix(name), []).append(name)
        elif outcome.st_size > MAX_SIZE:
            fault = f"it has {outcome.st_size / 1e6:,.0f} MB; more than {MAX_SIZE / 1e6:.0f} MB are not read"
            refused.append((name, str(ReadError(name, fault, "Make it smaller or split it."))))
        elif name in files:
            fault = "its name cannot be told from that of another file"
            refused.append((name, str(ReadError(name, fault, "Rename it."))))
        else:
            files[name] = _seen(name, raw, outcome)
    refused.extend(_refuse_unknown(unknown))
    return Listing(dict(sorted(files.items())), tuple(sorted(refused)))


_state_of = attrgetter("size", "mtime_ns", "ctime_ns", "inode")


def same_file(record: FileRecord, seen: FileStamp) -> bool:
    """Say whether a file is surely as it was when it was last looked at, so that it need not be opened."""
    if _state_of(record) != _state_of(seen):
        return False
    touched = max(seen.mtime_ns, seen.ctime_ns)
    tick = _COARSE_TICK if seen.mtime_ns % 1_000_000_000 == 0 == seen.ctime_ns % 1_000_000_000 else _TICK
    return record.checked_ns - touched > tick


def being_written(folder: Path, listing: Listing, *, rest: float) -> frozenset[str]:
    """Find the files that grow or change: those younger than ``rest`` seconds are looked at again after as long."""
    now = time.time_ns()
    young = {name: seen for name, seen in listing.files.items() if now - seen.mtime_ns < rest * 1e9}
    if not young:
        return frozenset()
    time.sleep(rest)
    again = list_folder(folder).files
    return frozenset(
        name
        for name, seen in young.items()
        if name in again and (again[name].size, again[name].mtime_ns) != (seen.size, seen.mtime_ns)
    )


def hash_file(folder: Path, seen: FileStamp) -> tuple[str, FileStamp, int]:
    """Take the hash of a file's content; give it with what ``stat`` says of what was hashed, and when that was.

    Raise ReadError if the file cannot be opened, or is being written.
    """
    path = os.path.join(os.fsencode(folder), seen.raw)
    try:
        # Should a pipe have taken the file's place, opening it must not wait for a writer.
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb", buffering=0) as file:
            checked = time.time_ns()
            before = os.fstat(file.fileno())
            if not stat.S_ISREG(before.st_mode):
                raise ReadError(seen.name, "it is no longer a file", "Look at what is there.")
            digest = hashlib.sha256()
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
            after = os.fstat(file.fileno())
    except PermissionError as error:
        raise ReadError(seen.name, "it may not be opened", "Let the user who runs Findings read it.") from error
    except FileNotFoundError as error:
        raise ReadError(seen.name, "it went away while it was read", "Index again.") from error
    except OSError as error:
        raise ReadError(seen.name, f"it cannot be read ({error.strerror})", "Copy it into the folder again.") from error
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise ReadError(seen.name, "it changes while it is read", "Index again when it has been copied whole.")
    return digest.hexdigest(), _seen(seen.name, seen.raw, after), checked


def printable(raw: bytes) -> str:
    r"""Write a path for people: forward slashes; bytes that are no text, and control characters, as \x.. escapes."""
    text = raw.decode("utf-8", "backslashreplace").replace(os.sep, "/")
    if text.isprintable():
        return text
    return "".join(
        c.encode("unicode_escape").decode() if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} else c for c in text
    )


def _walk(root: bytes) -> Iterator[tuple[bytes, os.stat_result | ReadError]]:
    """Yield every file below a folder by its path from there, with its stat or with why it is not read."""
    real = os.path.realpath(root)
    waiting = [b""]
    while waiting:
        below = waiting.pop()
        try:
            entries = sorted(os.scandir(os.path.join(root, below)), key=lambda entry: entry.name)
        except OSError as error:
            if not below:
                raise FolderError(f"Cannot open the documents folder {printable(root)}: {error.strerror}.") from error
            yield (
                below,
                ReadError(
                    printable(below) + "/", f"the folder cannot be opened ({error.strerror})", "Check its permissions."
                ),
            )
            continue
        for entry in entries:
            raw = os.path.join(below, entry.name)
            if _left_alone(printable(entry.name)) or (not below and entry.name in _SETTLED):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(raw)
                name = printable(raw)
                if _suffix(name) in SUFFIXES:
                    yield raw, ReadError(name, "it is a folder", "Files in it are read; rename it without the ending.")
                continue
            outcome = _stat(entry, real, printable(raw))
            if outcome is not None:
                yield raw, outcome


def _stat(entry: os.DirEntry[bytes], real: bytes, name: str) -> os.stat_result | ReadError | None:
    try:
        if entry.is_symlink():
            target = os.path.realpath(entry.path)
            if os.path.commonpath((real, target)) != real:
                return ReadError(name, "it is a link that leaves the documents folder", "Copy the file itself into it.")
            if not os.path.exists(target):
                return ReadError(name, "it is a link to nothing", "Remove it, or put the file in its place.")
            if os.path.isdir(target):
                return None  # its files are found where they are
        outcome = entry.stat()
    except FileNotFoundError:
        return None  # it went away since the folder was listed
    except OSError as error:
        return ReadError(name, f"it cannot be looked at ({error.strerror})", "Check its permissions.")
    if not stat.S_ISREG(outcome.st_mode):
        return ReadError(name, "it is not a file but a device, a pipe or a socket", "Remove it.")
    return outcome


def remedy_for(suffix: str) -> str:
    """Say what to do with a file of a kind that is not read."""
    if suffix in _ARCHIVES:
        return "Unpack it, and add the documents that are in it."
    return "Add it as PDF, Word (.docx), slides (.pptx), a sheet (.xlsx, .csv), a web page or text."


def _refuse_unknown(unknown: dict[str, list[str]]) -> Iterable[tuple[str, str]]:
    """Say which files are of no kind that is read: a few by name, a crowd in one line."""
    for suffix, names in sorted(unknown.items()):
        names.sort()
        fault = f"{suffix} is not a kind that is read" if suffix else "a name without an ending does not tell the kind"
        remedy = remedy_for(suffix)
        if len(names) <= _NAMED:
            yield from ((name, str(ReadError(name, fault, remedy))) for name in names)
        else:
            several = f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED} more"
            yield names[0], str(ReadError(several, fault, remedy.replace("Add it", "Add them")))


def _left_alone(name: str) -> bool:
    lower = name.lower()
    return name.startswith(_LEFT_ALONE) or lower.endswith(_UNFINISHED) or lower in _OF_THE_SYSTEM


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _seen(name: str, raw: bytes, outcome: os.stat_result) -> FileStamp:
    return FileStamp(name, raw, outcome.st_size, outcome.st_mtime_ns, outcome.st_ctime_ns, outcome.st_ino)
