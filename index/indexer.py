"""Indexer: from the documents folder to a new generation of the index.

In come the folder and the index file; out goes a report of what was added, updated, removed and could not be read. A
file is opened only if it is new or changed, read only if its content is, and described anew whenever the catalogue
says something else of it. One run is one transaction, and one run is made at a time.

How a file is read, where it is stored and what search prepares is decided in other rooms.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from index.catalogue import Catalogue, load_catalogue
from index.errors import FolderError, IndexBusyError, IndexStoreError, ReadError
from index.folder import CATALOGUE, Listing, Seen, hash_file, list_folder, printable, same_file
from index.library import document_id
from index.models import Document
from index.preparation import Preparation, Prepared, default_preparation
from index.reading import Changed, Refused, Task, reader_version
from index.records import FileRecord, Generation, Reading, Run
from index.store import Store
from index.worker import Failure, Outcome, run_tasks

__all__ = ["Progress", "Report", "index_folder"]

_READ = "index.reading:read_file"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: files done of files to read, and the one that was done last; "" for work over all of them."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did. ``failed`` are (name, line) of files that could not be read, also where that was known before."""

    added: tuple[str, ...]
    updated: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int
    failed: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...]
    seconds: float
    generation: int


def index_folder(
    documents: Path,
    index: Path,
    *,
    paths: Iterable[Path] = (),
    rebuild: bool = False,
    progress: Callable[[Progress], None] = lambda _: None,
    workers: int | None = None,
    preparation: Preparation | None = None,
    read: str = _READ,
) -> Report:
    """Bring the index up to date with the documents folder, or with the ``paths`` in it alone.

    ``rebuild`` reads every file again, and replaces an index file that cannot be used. ``workers`` is the number of
    processes that read, by default one for each processor. Raises FolderError, IndexStoreError or IndexBusyError.
    """
    started = time.monotonic()
    listing = list_folder(documents)
    scope = _Scope(documents, paths)
    with _only_run(index), Store.open(index, rebuild=rebuild) as store:
        run = _Run(
            documents,
            store,
            listing=listing,
            scope=scope,
            rebuild=rebuild,
            progress=progress,
            workers=workers or os.cpu_count() or 1,
            preparation=preparation or default_preparation(),
            read=read,
        )
        report = run.do()
    return replace(report, seconds=time.monotonic() - started)


class _Scope:
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


class _Run:
    """One run of the indexer, step by step; it holds the state that the steps share."""

    def __init__(
        self,
        folder: Path,
        store: Store,
        *,
        listing: Listing,
        scope: _Scope,
        rebuild: bool,
        progress: Callable[[Progress], None],
        workers: int,
        preparation: Preparation,
        read: str,
    ) -> None:
        self._folder = folder
        self._store = store
        self._scope = scope
        self._rebuild = rebuild
        self._progress = progress
        self._workers = workers
        self._preparation = preparation
        self._read = read
        self._started = datetime.now(UTC)
        self._listing = listing
        self._known = store.files()
        self._records: dict[str, FileRecord] = {}
        self._failed: dict[str, str] = {name: line for name, line in listing.refused if name in scope}
        # By content: the document as it describes itself, and the versions of its reading and its preparation.
        self._readings = store.readings()
        self._staged: set[str] = set()

    def do(self) -> Report:
        """Do the run and say what it did."""
        self._scope.require([*self._listing.files, *self._known, *self._failed])
        self._look_at_files()
        self._read_files()
        catalogue = load_catalogue(self._folder / CATALOGUE)
        documents = self._describe(catalogue)
        before = self._store.documents()
        report = self._compare(before, documents, catalogue)
        stale = self._stale(documents)
        changed = self._staged or stale or not self._store.generation or before != {d.sha256: d for d in documents}
        if changed:
            report = replace(report, generation=report.generation + 1)
            self._progress(Progress(1, 1, ""))
            prepared = self._prepare_again(stale)
            generation = Generation(
                number=report.generation,
                documents=documents,
                artifacts=self._preparation.prepare_index(self._walk(documents, prepared)),
                prepared={document_id(sha256): data for sha256, data in prepared.items()},
                preparation=self._preparation.version,
            )
            self._store.commit(generation, self._records.values(), self._log(report))
        else:
            self._store.record(self._records.values(), self._log(report))
        return report

    def _look_at_files(self) -> None:
        """Find the content of every file; open those alone that are not surely as they were."""
        for name, record in self._known.items():
            if name not in self._scope:
                self._records[name] = record
        for name, seen in self._listing.files.items():
            if name in self._scope:
                known = self._known.get(name)
                if known is not None and known.sha256 and not self._rebuild and same_file(known, seen):
                    self._records[name] = known
                else:
                    self._hash(seen)

    def _hash(self, seen: Seen) -> str | None:
        try:
            digest, looked, checked = hash_file(self._folder, seen)
        except ReadError as error:
            self._keep_old(seen.name, str(error))
            return None
        old = self._known.get(seen.name)
        same = old is not None and old.sha256 == digest and not self._rebuild
        self._records[seen.name] = FileRecord(
            name=seen.name,
            raw=seen.raw,
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

    def _keep_old(self, name: str, line: str) -> None:
        """Report a file that cannot be read just now, keep what was read of it before, and look again next time."""
        self._failed[name] = line
        old = self._known.get(name)
        if old is not None and old.sha256 in self._readings and old.failure is None:
            self._records[name] = replace(old, checked_ns=0)
        else:
            self._records.pop(name, None)

    def _read_files(self) -> None:
        """Read each content that is new, once, whatever the number of files that have it."""
        tasks = self._tasks()
        again: list[Task] = []
        done = 0
        for round_of_tasks in (tasks, again):
            if round_of_tasks:
                self._progress(Progress(done, len(tasks), ""))
            for outcome in run_tasks(self._read, list(round_of_tasks), workers=self._workers):
                task: Task = outcome.task
                retry = None
                if isinstance(outcome.result, Changed) and round_of_tasks is tasks:
                    retry = self._retry(task)
                elif isinstance(outcome.result, Changed):
                    error = ReadError(task.seen.name, "it changes while it is read", "Index again when it is at rest.")
                    self._keep_old(task.seen.name, str(error))
                else:
                    self._take(outcome)
                if retry is not None:
                    again.append(retry)
                else:
                    done += 1
                    self._progress(Progress(done, len(tasks), task.seen.name))

    def _tasks(self) -> list[Task]:
        version = reader_version()
        tasks = []
        for sha256, names in self._contents().items():
            record = self._records[names[0]]
            if not any(name in self._scope for name in names):
                continue
            if record.failure is not None and record.reader == version and not self._rebuild:
                continue
            reading = self._readings.get(sha256)
            if (
                reading is None
                or self._rebuild
                or (reading[0].path, reading[1]) != (names[0], version)
                or record.failure is not None
            ):
                tasks.append(self._task(names[0]))
        # The largest first: a long one that came last would keep one processor waiting for the other.
        return sorted(tasks, key=lambda task: (-task.seen.size, task.seen.name))

    def _task(self, name: str) -> Task:
        record = self._records[name]
        seen = Seen(name, record.raw, record.size, record.mtime_ns, record.ctime_ns, record.inode)
        return Task(os.fsencode(self._folder), seen, record.sha256 or "", self._preparation)

    def _retry(self, task: Task) -> Task | None:
        """Take a file once more that changed while it was read; None where that is not needed, or not possible."""
        digest = self._hash(task.seen)
        if digest is None or (digest in self._readings and not self._rebuild):
            return None
        return self._task(task.seen.name)

    def _take(self, outcome: Outcome) -> None:
        """Keep a reading, or the line that says why there is none."""
        task: Task = outcome.task
        result = outcome.result
        if isinstance(result, Reading):
            self._store.stage(result)
            self._staged.add(task.sha256)
            self._readings[task.sha256] = (result.document, result.reader, result.preparation)
            line = None
        else:
            fault, remedy = (result.fault, result.remedy) if isinstance(result, Refused) else _explain(outcome)
            line = str(ReadError(task.seen.name, fault, remedy))
        for name, record in self._records.items():
            if record.sha256 == task.sha256:
                self._records[name] = replace(record, reader=reader_version(), failure=line)

    def _contents(self) -> dict[str, list[str]]:
        """Give the names of each content; the first is the document's own, the others are its further names.

        The shortest name comes first: "report.pdf" before "report (1).pdf" and "copy of report.pdf".
        """
        contents: dict[str, list[str]] = {}
        for name, record in self._records.items():
            if record.sha256:
                contents.setdefault(record.sha256, []).append(name)
        for names in contents.values():
            names.sort(key=lambda name: (len(name), name))
        return contents

    def _describe(self, catalogue: Catalogue) -> tuple[Document, ...]:
        """Describe every document that is held: as it says itself, then as the catalogue says."""
        described = []
        for sha256, names in self._contents().items():
            failure = self._records[names[0]].failure
            if failure is not None:
                self._failed.update({names[0]: failure} if any(name in self._scope for name in names) else {})
            elif sha256 in self._readings:
                document = replace(self._readings[sha256][0], path=names[0], also=tuple(names[1:]))
                described.append(catalogue.apply(document))
        return tuple(sorted(described, key=lambda document: document.path))

    def _compare(self, before: dict[str, Document], documents: tuple[Document, ...], catalogue: Catalogue) -> Report:
        old = {document.path: document for document in before.values()}
        new = {document.path: document for document in documents}
        same = {
            path for path, document in new.items() if old.get(path) == document and document.sha256 not in self._staged
        }
        names = [name for document in documents for name in (document.path, *document.also)]
        warnings = [str(fault) for fault in (*catalogue.faults, *catalogue.unmatched((*names, *self._failed)))]
        if not documents and not self._failed:
            warnings.append(f"The documents folder {self._folder} is empty: put reports into it and index again.")
        return Report(
            added=tuple(sorted(set(new) - set(old))),
            updated=tuple(sorted((set(new) & set(old)) - same)),
            removed=tuple(sorted(set(old) - set(new))),
            unchanged=len(same),
            failed=tuple(sorted(self._failed.items())),
            warnings=tuple(warnings),
            seconds=0.0,
            generation=self._store.generation,
        )

    def _stale(self, documents: tuple[Document, ...]) -> list[str]:
        """Name the contents whose preparation is of another version."""
        return [d.sha256 for d in documents if self._readings[d.sha256][2] != self._preparation.version]

    def _prepare_again(self, stale: list[str]) -> dict[str, bytes]:
        return {sha256: self._preparation.prepare_document(tuple(self._store.reading(sha256)[0])) for sha256 in stale}

    def _walk(self, documents: tuple[Document, ...], prepared: dict[str, bytes]) -> Iterator[Prepared]:
        first = 0
        for document in documents:
            passages, data = self._store.reading(document.sha256)
            yield Prepared(document, first, tuple(passages), prepared.get(document.sha256, data))
            first += len(passages)

    def _log(self, report: Report) -> Run:
        return Run(
            started=self._started.isoformat(timespec="seconds"),
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            generation=report.generation,
            added=report.added,
            updated=report.updated,
            removed=report.removed,
            unchanged=report.unchanged,
            failed=report.failed,
            warnings=report.warnings,
        )


def _explain(outcome: Outcome) -> tuple[str, str]:
    """Say for a person what became of a file that broke the process that read it."""
    remedy = "Split it, or save it again from the program it came from."
    match outcome.failure:
        case Failure.OVERRUN:
            return "reading it takes longer than 60 seconds", remedy
        case Failure.MEMORY:
            return "reading it takes more than 1 GB of memory", remedy
        case Failure.CRASH:
            return f"it broke the reader ({outcome.detail})", "It may be damaged: save it again, or split it."
        case _:
            return f"the reader failed on it ({outcome.detail})", "Please report this, with the file."


def _resolve_folder_of(path: Path) -> Path:
    """Resolve the links on the way to a path, but not the path itself: a link is a file of the folder it stands in."""
    return Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))


def _is_below(name: str, wanted: str) -> bool:
    return wanted in {".", name} or name.startswith(wanted + "/")


@contextmanager
def _only_run(index: Path) -> Iterator[None]:
    """Hold the lock of the index for a run; raise IndexBusyError at once if another run holds it.

    The kernel gives the lock back when the process ends, however it ends; the lock file stays, and means nothing.
    """
    try:
        index.parent.mkdir(parents=True, exist_ok=True)
        lock = os.open(f"{index}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise IndexStoreError(
            f"Cannot write beside the index {index}: {error.strerror}. Check FINDINGS_INDEX."
        ) from error
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexBusyError(f"The index {index} is being written by another run. Try again later.") from error
        yield
    finally:
        os.close(lock)
