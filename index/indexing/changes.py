"""Survey: what content every file of the folder has, with as few files opened as can be.

In come the files as they are listed and the records of the run before; out go the records of this run, and which names
each content has. No file is read as a document here.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from index.errors import FolderError, ReadError
from index.folder import Listing, hash_file, printable, same_file, sample_hashes
from index.metadata import find_dates
from index.storage import FileRecord, FileStamp


class PathFilter:
    """The part of the folder that a run is about."""

    def __init__(self, documents: Path, paths: Iterable[Path]) -> None:
        root = Path(os.path.realpath(documents))
        self._names: list[str] = []
        for path in paths:
            # A path is meant as the shell sees it or, failing that, as the library names it.
            choices = [Path(os.path.abspath(path)), root / path]
            inside = [p for c in choices if (p := _resolve_folder_of(c)).is_relative_to(root)]
            if not inside:
                raise FolderError(
                    f"{printable(os.fsencode(path))} is not in the documents folder {documents}. Put it there."
                )
            there = next((p for p in inside if os.path.lexists(p)), inside[-1])
            self._names.append(printable(os.fsencode(there.relative_to(root))))

    def require(self, names: Iterable[str]) -> None:
        """Raise FolderError if a path stands for nothing that is there or was."""
        held = set(names)
        for wanted in self._names:
            if not any(_is_below(name, wanted) for name in held):
                raise FolderError(
                    f"There is no {wanted} in the documents folder, and none is held. Check its spelling."
                )

    def __contains__(self, name: str) -> bool:
        return not self._names or any(_is_below(name, wanted) for wanted in self._names)


def _resolve_folder_of(path: Path) -> Path:
    """Resolve the links on the way to a path, but not the path itself: a link is a file of the folder it stands in."""
    return Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))


def _is_dated(name: str) -> bool:
    return next(find_dates(PurePosixPath(name).stem), None) is not None


def _is_below(name: str, wanted: str) -> bool:
    return wanted in {".", name} or name.startswith(wanted + "/")


class Survey:
    """The records of the files in a run, by name, and the lines of those that cannot be looked at (``failed``)."""

    def __init__(self, folder: Path, known: Mapping[str, FileRecord], *, anew: bool) -> None:
        """Take what the run before knew; ``anew`` trusts nothing of it."""
        self.records: dict[str, FileRecord] = {}
        self.failed: dict[str, str] = {}
        self._folder = folder
        self._known = known
        self._anew = anew
        self._left_out: frozenset[str] = frozenset()

    def leave_out_samples(self, wanted: bool | None) -> None:
        """Leave the sample documents out unless they are ``wanted``; where that is None, unless there is nothing else.

        Their councils are invented: beside real reports they would answer real people.
        """
        others = any(r.sha256 not in sample_hashes() and r.failure is None for r in self.records.values())
        if not (others if wanted is None else not wanted):
            return
        self._left_out = sample_hashes()

    def look(self, listing: Listing, scope: PathFilter, *, waiting: Collection[str] = ()) -> None:
        """Find the content of every file in the scope; open those alone that are not surely as they were.

        Files that are ``waiting``, and files in folders that cannot be opened just now, stay as they were known.
        """
        self.records.update((name, record) for name, record in self._known.items() if name not in scope)
        self.failed.update((name, line) for name, line in listing.refused if name in scope)
        closed = tuple(name for name, _ in listing.refused if name.endswith("/"))
        for name, record in self._known.items():
            if name in waiting or (closed and name.startswith(closed)):
                self.records[name] = replace(record, checked_ns=0)
        for name, seen in listing.files.items():
            if name not in scope or name in waiting:
                continue
            known = self._known.get(name)
            if known is not None and not self._anew and same_file(known, seen):
                self.records[name] = known
            else:
                self.hash(seen)

    def gone(self) -> list[FileRecord]:
        """List the documents that were held and whose name and content are both in the folder no more."""
        there = {record.sha256 for record in self.records.values()}
        return [
            record
            for name, record in self._known.items()
            if record.failure is None and name not in self.records and name not in self.failed
            if record.sha256 not in there
        ]

    def hash(self, seen: FileStamp) -> str | None:
        """Take the hash of a file into its record; None if it cannot be opened or changes."""
        try:
            digest, looked, checked = hash_file(self._folder, seen)
        except ReadError as error:
            self.keep_old(seen.name, str(error))
            return None
        old = self._known.get(seen.name)
        same = old is not None and old.sha256 == digest and not self._anew
        self.records[seen.name] = FileRecord(
            name=looked.name,
            raw=looked.raw,
            size=looked.size,
            mtime_ns=looked.mtime_ns,
            ctime_ns=looked.ctime_ns,
            inode=looked.inode,
            checked_ns=checked,
            sha256=digest,
            reader=old.reader if old and same else "",
            failure=old.failure if old and same else None,
        )
        return digest

    def keep_old(self, name: str, line: str) -> None:
        """Report a file that cannot be read just now, keep what was read of it before, and look again next time."""
        self.failed[name] = line
        old = self._known.get(name)
        if old is not None and old.failure is None:
            self.records[name] = replace(old, checked_ns=0)
        else:
            self.records.pop(name, None)

    def mark(self, sha256: str, reader: str, failure: str | None) -> None:
        """Note on all files of a content that it was read, or why it could not be."""
        for name, record in self.records.items():
            if record.sha256 == sha256:
                self.records[name] = replace(record, reader=reader, failure=failure)

    def contents(self) -> dict[str, list[str]]:
        """Give the names of each content; the first is the document's own, the others are its further names.

        A name that holds a date comes first, since a report may print none, then the shortest: "report.pdf" before
        "report (1).pdf" and "copy of report.pdf".
        """
        contents: dict[str, list[str]] = {}
        for name, record in self.records.items():
            if record.sha256 not in self._left_out:
                contents.setdefault(record.sha256, []).append(name)
        for names in contents.values():
            if len(names) > 1:
                names.sort(key=lambda name: (not _is_dated(name), len(name), name))
        return contents
