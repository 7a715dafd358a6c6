"""Indexer: from the documents folder to a new generation of the index.

In come the folder and the index file; out goes a report of what was added, updated, removed and could not be read. A
file is opened only if it is new or changed, read only if its content is, and described anew whenever the catalogue
says something else of it. One run is one transaction, and one run is made at a time.

How a file is read, where it is stored and what search prepares is decided in other rooms.
"""

import os
import re
import threading
import time
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from index.errors import CatalogueError, KeepingError, MissingFilesError, ReadError
from index.folder import (
    CATALOGUE,
    Catalogue,
    being_written,
    binned,
    list_folder,
    load_catalogue,
    mend,
    printable,
)
from index.indexing.changes import PathFilter, Survey
from index.indexing.ocr import MEMORY as OCR_MEMORY
from index.indexing.ocr import SECONDS as OCR_SECONDS
from index.indexing.ocr import is_available
from index.indexing.read_file import Changed, Refused, Task, reader_version
from index.indexing.run_lock import only_run
from index.indexing.worker_pool import Failure, Outcome, run_tasks
from index.metadata import mark_editions
from index.models import Document, Improvement
from index.readers import NO_TEXT, OCR_REMEDY
from index.search.build import WARMS, prepare_document, search_version, update_index, warm_up
from index.storage import FileRecord, Generation, ParsedFile, Run, Store, document_id

READ_SCAN = "index.indexing.ocr:read_scan"
REST = 1.0  # seconds in which a file that is being copied grows
_NUMBER = re.compile(r"\W{0,3}(?:\d{1,3}\.?){1,3}[.)]?\s")
FEW_GONE = 3  # documents that somebody may well have taken out by hand between two runs


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
    news: tuple[str, ...] = ()  # the lines of those that the run before could read, or did not know


def index_folder(
    documents: Path,
    index: Path,
    *,
    paths: Iterable[Path] = (),
    rebuild: bool = False,
    unattended: bool = False,
    sure: bool = False,
    samples: bool | None = None,
    progress: Callable[[Progress], None] = lambda _: None,
    workers: int | None = None,
    prepare: bool = True,
    ocr: bool = False,
    read: str = "index.indexing.read_file:read_file",
) -> Report:
    """Bring the index up to date with the documents folder, or with the ``paths`` in it alone.

    ``rebuild`` reads every file again, and replaces an index file that cannot be used. ``unattended`` says that nobody
    looks on: files that are still being written are left for the next run. A folder from which all, or more than half,
    of the documents that are held are gone is not believed, but with ``sure`` or ``rebuild``: a network folder may not
    be connected. ``samples`` says whether the sample documents are taken; by default only where there is nothing else.
    ``workers`` is the number of processes that read, by default one for each processor; ``read`` names the function
    that they call. Without ``prepare`` nothing is made for search. Raises FolderError (MissingFilesError),
    IndexStoreError or IndexBusyError.
    """
    started = time.monotonic()
    with suppress(KeepingError):  # a folder that cannot be written is read all the same
        mend(documents)
    listing = list_folder(documents)
    scope = PathFilter(documents, paths)
    with only_run(index), Store.open(index, rebuild=rebuild) as store:
        known = store.files()
        scope.require([*listing.files, *known, *(name for name, _ in listing.refused)])
        survey = Survey(documents, known, anew=rebuild)
        survey.look(listing, scope, waiting=being_written(documents, listing, rest=REST) if unattended else frozenset())
        if not (sure or rebuild):
            _require_most(survey.gone(), known, documents)
        survey.leave_out_samples(samples)
        run = _Run(
            documents,
            store,
            survey,
            scope=scope,
            rebuild=rebuild,
            progress=progress,
            workers=workers or os.cpu_count() or 1,
            prepare=prepare,
            ocr=ocr and is_available(),
            read=read,
        )
        report = run.do()
    return replace(report, seconds=time.monotonic() - started)


def _require_most(gone: Collection[FileRecord], known: Mapping[str, FileRecord], documents: Path) -> None:
    """Raise MissingFilesError where too many documents are gone for it to have been meant; what an admin removed is."""
    if not gone:
        return
    removed = {entry.sha256 for entry in binned(documents)}
    lost = {record.sha256 for record in gone} - removed
    held = {record.sha256 for record in known.values() if record.failure is None} - removed
    if lost and (lost == held or (len(lost) >= FEW_GONE and 2 * len(lost) > len(held))):
        raise MissingFilesError(
            f"{len(lost)} of the {len(held)} documents that are held are no longer in the documents folder "
            f"{printable(os.fsencode(documents))}, and nothing was changed. If it is on another machine, connect it "
            "again; if they are meant to go, run: findings index --yes"
        )


@dataclass(slots=True)
class _Run:
    """One run of the indexer, once the files have been looked at; it holds what its steps share."""

    folder: Path
    store: Store
    survey: Survey
    scope: PathFilter
    rebuild: bool
    progress: Callable[[Progress], None]
    workers: int
    prepare: bool
    ocr: bool
    read: str
    started: datetime = field(init=False)
    search_version: str = field(init=False)
    # By content: the document as it describes itself, and the versions of its reading and its preparation.
    readings: dict[str, tuple[Document, str, str]] = field(init=False)
    # What another version of search made of what is held is of no use, though its files are read anew, too.
    other_search: bool = field(init=False)
    staged: set[str] = field(default_factory=set)
    warming: threading.Thread | None = None

    def __post_init__(self) -> None:
        """Take what the store holds."""
        self.started = datetime.now(UTC)
        self.search_version = search_version() if self.prepare else ""
        self.readings = self.store.readings()
        self.other_search = any(version != self.search_version for _, _, version in self.readings.values())

    def do(self) -> Report:
        """Do the run and say what it did."""
        self._read_files()
        if self.ocr:
            self._read_scans()
        catalogue = load_catalogue(self.folder / CATALOGUE)
        if catalogue.unreadable:  # without it all that admins settled would be dropped
            raise CatalogueError(
                f"Cannot read {self.folder / CATALOGUE}: {catalogue.faults[0].message} Nothing was changed."
            )
        documents = self._describe(catalogue)
        before = self.store.documents()
        report = self._compare(before, documents, catalogue)
        stale = [d.sha256 for d in documents if self.readings[d.sha256][2] != self.search_version]
        order = [document.sha256 for document in documents]
        other_passages = bool(self.staged or stale) or order != list(before) or not self.store.generation
        if not other_passages and list(before.values()) == list(documents):
            self.store.record(self.survey.records.values(), self._log(report))
            return report
        report = replace(report, generation=report.generation + 1)
        self.progress(Progress(1, 1, ""))
        prepared = self._prepare_again(stale)
        if self.warming is not None:
            self.warming.join()
        generation = Generation(
            number=report.generation,
            documents=documents,
            artifacts=self._build(documents, prepared) if other_passages else None,
            prepared={document_id(sha256): data for sha256, data in prepared.items()},
            preparation=self.search_version,
        )
        self.store.commit(generation, self.survey.records.values(), self._log(report))
        return report

    def _read_files(self) -> None:
        """Read each content that is new, once, whatever the number of files that have it."""
        tasks = self._tasks()
        if tasks and self.prepare:
            held = self.store.artifacts()
            former = {name: held[name] for name in WARMS if name in held}
            self.warming = threading.Thread(target=warm_up, args=(former,), name="warm-up", daemon=True)
            self.warming.start()
        again: list[Task] = []
        done = 0
        for attempt in (tasks, again):
            if attempt:
                self.progress(Progress(done, len(tasks), ""))
            for outcome in run_tasks(self.read, tuple(attempt), workers=self.workers):
                task: Task = outcome.task
                if not isinstance(outcome.result, Changed):
                    self._take(outcome)
                elif attempt is tasks:
                    again += self._retry(task)
                else:
                    error = ReadError(task.seen.name, "it changes while it is read", "Index again when it is at rest.")
                    self.survey.keep_old(task.seen.name, str(error))
                done += task not in again
                self.progress(Progress(done, len(tasks), task.seen.name))

    def _read_scans(self) -> None:
        """Read by OCR what is made of pictures, one file after the other: each takes minutes and a processor."""
        tasks = []
        for sha256, names in self.survey.contents().items():
            if any(name in self.scope for name in names) and self._is_scan(sha256, names[0]):
                kept = self.store.path.with_name(f"{self.store.path.name.removesuffix('.next')}.ocr")
                tasks.append(replace(self._task(names[0]), kept=os.fsencode(kept)))
        for done, outcome in enumerate(
            run_tasks(READ_SCAN, tasks, workers=1, seconds=OCR_SECONDS, memory=OCR_MEMORY), 1
        ):
            task: Task = outcome.task
            if isinstance(outcome.result, ParsedFile) or task.sha256 not in self.readings:
                self._take(outcome)
            self.progress(Progress(done, len(tasks), task.seen.name))

    def _is_scan(self, sha256: str, name: str) -> bool:
        failure = self.survey.records[name].failure
        if failure is not None:
            return OCR_REMEDY[:13] in failure
        document = self.readings[sha256][0] if sha256 in self.readings else None
        return document is not None and not document.ocr and any(NO_TEXT in warning for warning in document.warnings)

    def _tasks(self) -> list[Task]:
        """List the contents to read: those that are new, stand under another name, or were read by another version."""
        tasks = []
        for sha256, names in self.survey.contents().items():
            record, version = self.survey.records[names[0]], reader_version(names[0])
            if not any(name in self.scope for name in names):
                continue
            if record.failure is not None:
                known = record.reader == version
            else:
                document, reader, _ = self.readings.get(sha256, (None, "", ""))
                known = document is not None and (document.path, reader) == (names[0], version)
            if not known or self.rebuild:
                tasks.append(self._task(names[0]))
        # The largest first: a long one that came last would keep one processor waiting for the other.
        return sorted(tasks, key=lambda task: (-task.seen.size, task.seen.name))

    def _task(self, name: str) -> Task:
        record = self.survey.records[name]
        return Task(os.fsencode(self.folder), record, record.sha256, self.prepare)

    def _retry(self, task: Task) -> list[Task]:
        """Take a file once more that changed while it was read, unless what it is now is held or cannot be told."""
        digest = self.survey.hash(task.seen)
        held = digest in self.readings and not self.rebuild
        return [] if digest is None or held else [self._task(task.seen.name)]

    def _take(self, outcome: Outcome) -> None:
        """Keep a reading, or the line that says why there is none.

        A file that is refused leaves the library, and is read again only when it or the readers have changed. One whose
        reading was interrupted stays as it was read before, if it has still that content, and every run tries it again:
        more often than the file, the fault is a new version of a reader, or a machine too busy.
        """
        task: Task = outcome.task
        result = outcome.result
        line, reader = None, reader_version(task.seen.name)
        if isinstance(result, ParsedFile):
            self.store.stage(result)
            self.staged.add(task.sha256)
            self.readings[task.sha256] = (result.document, result.reader, result.preparation)
        elif isinstance(result, Refused):
            self.readings.pop(task.sha256, None)
            line = str(ReadError(task.seen.name, result.fault, result.remedy))
        else:
            fault, remedy = explain_failure(outcome)
            kept = " What was read of it before is kept." if task.sha256 in self.readings else ""
            line, reader = str(ReadError(task.seen.name, fault, remedy + kept)), ""
        self.survey.mark(task.sha256, reader, line)

    def _describe(self, catalogue: Catalogue) -> tuple[Document, ...]:
        """Describe every document that is held: as it says itself, then as the catalogue says."""
        described = []
        for sha256, names in self.survey.contents().items():
            failure = self.survey.records[names[0]].failure
            if failure is not None and any(name in self.scope for name in names):
                for name in names:  # each is named, also those of equal content
                    self.survey.failed[name] = failure.replace(names[0], name, 1)
            if sha256 in self.readings:
                document = replace(self.readings[sha256][0], path=names[0], also=tuple(names[1:]))
                described.append(self._with_list(catalogue.apply(document)))
        return tuple(sorted(mark_editions(described), key=lambda document: document.path))

    def _with_list(self, document: Document) -> Document:
        """Give a list of what must improve that the catalogue settles the words and places of the passages it names."""
        if "improvements" not in document.settled:
            return document
        passages = tuple(self.store.reading(document.sha256)[0])
        found, warnings = [], list(document.warnings)
        for wanted in document.improvements:
            passage = next((p for p in passages if begins_with(p.text, wanted.text)), None)
            if passage is None:
                warnings.append(f"No passage begins with “{wanted.text}”: see improvements in {CATALOGUE}.")
            else:
                found.append(Improvement(passage.text, passage.number, passage.item, passage.first_page))
        return replace(document, improvements=tuple(found), warnings=tuple(warnings))

    def _compare(self, before: dict[str, Document], documents: tuple[Document, ...], catalogue: Catalogue) -> Report:
        old = {document.path: document for document in before.values()}
        new = {document.path: document for document in documents}
        same = {path for path, held in new.items() if old.get(path) == held and held.sha256 not in self.staged}
        faults = (*catalogue.faults, *catalogue.unmatched(self.survey.records))
        warnings = [str(fault) for fault in sorted(faults, key=lambda fault: fault.line or 0)]
        if not documents and not self.survey.failed:
            warnings.append(f"The documents folder {self.folder} is empty. Put reports into it and index again.")
        return Report(
            added=tuple(sorted(set(new) - set(old))),
            updated=tuple(sorted((set(new) & set(old)) - same)),
            removed=tuple(sorted(set(old) - set(new))),
            unchanged=len(same),
            failed=tuple(sorted(self.survey.failed.items())),
            warnings=tuple(warnings),
            seconds=0.0,
            generation=self.store.generation,
            news=self._news(),
        )

    def _news(self) -> tuple[str, ...]:
        told = set(self.store.last_failures())
        return tuple(line for name, line in sorted(self.survey.failed.items()) if (name, line) not in told)

    def _prepare_again(self, stale: list[str]) -> dict[str, bytes]:
        take = prepare_document if self.prepare else lambda _: b""
        return {sha256: take(tuple(self.store.reading(sha256)[0])) for sha256 in stale}

    def _build(self, documents: tuple[Document, ...], prepared: dict[str, bytes]) -> Mapping[str, bytes]:
        """Build what search needs from all documents, in the order of their ordinals."""
        if not self.prepare:
            return {}
        hashes = {document_id(document.sha256): document.sha256 for document in documents}

        def load(identity: str) -> bytes:
            return prepared.get(hashes[identity]) or self.store.reading(hashes[identity])[1]

        # Where all is prepared again, nothing that was made before can be used.
        return update_index(
            list(hashes),
            load,
            self.store,
            former=None if prepared or self.rebuild or self.other_search else self.store.artifacts(),
            load_former=self.store.former_preparation,
            changed={document_id(sha256) for sha256 in self.staged},
        )

    def _log(self, report: Report) -> Run:
        return Run(
            started=self.started.isoformat(timespec="seconds"),
            finished=datetime.now(UTC).isoformat(timespec="seconds"),
            generation=report.generation,
            added=report.added,
            updated=report.updated,
            removed=report.removed,
            unchanged=report.unchanged,
            failed=report.failed,
            warnings=report.warnings,
        )


def begins_with(text: str, words: str) -> bool:
    """Say whether a text begins with words, with a number before them or without, whatever the capitals and blanks."""
    held, wanted = (" ".join(one.split()).casefold() for one in (text, words))
    return held.startswith(wanted) or _NUMBER.sub("", held, count=1).startswith(wanted)


def explain_failure(outcome: Outcome) -> tuple[str, str]:
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
