"""Store: the index file, a SQLite database; the sole knower of sqlite_utils.

In come the readings of one index run, written in one transaction; out goes a ``Library``, read in one transaction, so
that a reader sees the generation before a run or the one after it, and never some of each. Reading uses sqlite3 of
the standard library alone: sqlite_utils takes a fifth of a second to import, and only writers need it.

The tables are for people and programs that look into the file (``documents``, ``passages``, ``judgements``,
``improvements``, ``runs``), and for the indexer (``files``, ``readings``) and the searcher (``artifacts``). Nothing is
read from the documents folder here, and nothing is decided about it.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import IndexAgeError, IndexMissingError, IndexStoreError
from index.models import Document
from index.storage.codec import Pack, document_from_json, document_to_json, text_hash
from index.storage.library import MAX_PASSAGES, document_id, passage_id
from index.storage.records import FileRecord, Generation, ParsedFile, Run
from index.storage.schema import (
    APPLICATION,
    REBUILD,
    SCHEMA,
    TABLES,
    check_file,
    connect,
    enter_wal,
    fault_remedy,
    is_sound,
    read_number,
    set_aside,
)

if TYPE_CHECKING:
    from sqlite_utils import Database

_OF_A_DOCUMENT = ("passages", "judgements", "improvements", "readings", "columns")
_RUNS_KEPT = 500
_PAGE = 1 << 15  # bytes
_STAGING = ".staging"
_NEXT = ".next"  # the index of this version, while one of an older version answers


class Store:
    """The index file opened by the one process that indexes. New readings wait in a file of their own, the staging
    file, until ``commit`` takes them over in a transaction that is short, so that no other writer waits long."""

    def __init__(self, path: Path, connection: sqlite3.Connection, waiting: sqlite3.Connection) -> None:
        """Take connections to both files as ``Store.open`` made them."""
        self.path = path
        self._connection = connection
        self._waiting = waiting
        self._staged: set[str] = set()
        self._columns_kept: set[str] = set()

    @cached_property
    def _database(self) -> "Database":
        from sqlite_utils import Database

        return Database(self._connection)

    @cached_property
    def _staging(self) -> "Database":
        """The staging file, made when the first reading comes: by then workers read the next ones."""
        from sqlite_utils import Database

        staging = Database(self._waiting)
        self._waiting.execute("BEGIN")
        _make_tables(staging)
        return staging

    @classmethod
    @contextmanager
    def open(cls, path: Path, *, rebuild: bool = False) -> Iterator["Store"]:
        """Open the index file, make it where there is none, and close it in the end.

        Where an older version of Findings made it, the new one is made beside it, and takes its place when the run has
        ended: until then the old one answers. With ``rebuild``, a file that is no index of this schema is set aside
        under another name and a new one made.
        """
        target = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise IndexStoreError(f"Cannot make the folder of the index {path}: {error.strerror}.") from error
        try:
            check_file(path)
            if rebuild and not is_sound(path):
                raise IndexStoreError(f"The index {path} is damaged. {REBUILD}")
        except IndexMissingError:
            _make_file(path)
        except IndexAgeError:
            target = path.with_name(path.name + _NEXT)
            _make_file(target)
        except IndexStoreError:
            if not rebuild:
                raise
            set_aside(path)
            _make_file(path)
        waiting = target.with_name(target.name + _STAGING)
        _remove_file(waiting)  # left by a run that was killed
        with closing(connect(target)) as connection, closing(connect(waiting)) as second:
            try:
                enter_wal(connection)
                second.execute("PRAGMA journal_mode = OFF").fetchall()
                second.execute("PRAGMA synchronous = OFF")
                yield cls(target, connection, second)
            except sqlite3.Error as error:
                raise IndexStoreError(f"Cannot write the index {path}: {error}. {fault_remedy(error)}") from error
            finally:
                _remove_file(waiting)
        if target != path:
            _replace_older(path, target)

    @property
    def generation(self) -> int:
        """Give the number of the generation that is held; 0 before the first."""
        return read_number(self._connection)

    def files(self) -> dict[str, FileRecord]:
        """Give the files as they were last seen, by name."""
        columns = ", ".join(TABLES["files"]["columns"])
        return {row[0]: FileRecord(*row) for row in self._connection.execute(f"SELECT {columns} FROM files")}

    def documents(self) -> dict[str, Document]:
        """Give the documents as described, by the hash of their content, in the order of their paths."""
        rows = self._connection.execute("SELECT sha256, json FROM documents ORDER BY path COLLATE BINARY")
        return {sha256: document_from_json(text) for sha256, text in rows}

    def readings(self) -> dict[str, tuple[Document, str, str]]:
        """Give, by content, the document as it described itself and the versions of reader and preparation."""
        rows = self._connection.execute("SELECT json, reader, preparation FROM readings")
        read = ((document_from_json(text), reader, preparation) for text, reader, preparation in rows)
        return {document.sha256: (document, reader, preparation) for document, reader, preparation in read}

    def last_failures(self) -> tuple[tuple[str, str], ...]:
        """Give what the run before could not read: (name, line)."""
        row = self._connection.execute("SELECT failed FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        return () if row is None else tuple((name, line) for name, line in json.loads(row[0]))

    def artifacts(self) -> Mapping[str, bytes]:
        """Give what search prepared for the generation that is held, by name; each is read when it is asked for."""
        return _Artifacts(self._connection)

    def reading(self, sha256: str) -> tuple[Pack, bytes]:
        """Give the passages of a content and what was prepared from them: the new reading, if there is one."""
        query = "SELECT pack, prepared FROM readings WHERE document = ?"
        identity = (document_id(sha256),)
        holder = self._waiting if identity[0] in self._staged else self._connection
        row = holder.execute(query, identity).fetchone()
        return Pack(row[0]), row[1]

    def former_preparation(self, identity: str) -> bytes:
        """Give what was prepared of a document that the generation holds, whatever was read of it since."""
        row = self._connection.execute("SELECT prepared FROM readings WHERE document = ?", (identity,)).fetchone()
        return bytes(row[0])

    def keep_columns(self, document: str, columns: Mapping[str, bytes]) -> None:
        """Keep what search prepared of a document, by its id, until the run is committed."""
        self._columns_kept.add(document)
        rows = ((document, name, data) for name, data in columns.items())
        self._staging.conn.executemany("INSERT INTO columns VALUES (?, ?, ?)", rows)

    def column(self, document: str, name: str) -> bytes:
        """Give what search prepared of a document under a name: the new one, if there is one."""
        holder = self._waiting if document in self._columns_kept else self._connection
        row = holder.execute("SELECT data FROM columns WHERE document = ? AND name = ?", (document, name)).fetchone()
        return bytes(row[0])

    def stage(self, reading: ParsedFile) -> None:
        """Keep a new reading until the run is committed."""
        identity = document_id(reading.document.sha256)
        passages = Pack(reading.pack)
        if len(passages) > MAX_PASSAGES:
            raise IndexStoreError(f"{reading.document.path} has more than {MAX_PASSAGES} passages.")
        self._staged.add(identity)
        self._staging.table("readings").insert(
            {
                "document": identity,
                "reader": reading.reader,
                "json": document_to_json(reading.document),
                "pack": reading.pack,
                "preparation": reading.preparation,
                "prepared": reading.prepared,
            }
        )
        columns = ", ".join("?" * len(TABLES["passages"]["columns"]))
        # Tens of thousands of rows: insert_all builds its statement anew for every hundred, which costs seconds.
        self._staging.conn.executemany(
            f"INSERT INTO passages VALUES ({columns})",
            (
                (
                    passage_id(reading.document.sha256, p.position),
                    identity,
                    p.position,
                    p.text,
                    p.unit,
                    p.matter,
                    p.number,
                    p.item,
                    p.section,
                    json.dumps(p.sections, ensure_ascii=False),
                    p.context,
                    p.first_page,
                    p.last_page,
                    text_hash(p.text),
                )
                for p in passages
            ),
        )

    def commit(self, generation: Generation, files: Iterable[FileRecord], run: Run) -> None:
        """Make the new generation the one that is read, in one transaction: all of it or, after a fault, none."""
        self._staging.conn.commit()
        database = self._database
        database.conn.execute("ATTACH ? AS staging", (f"{self.path}{_STAGING}",))
        try:
            with self._write():
                self._write_documents(generation)
                if generation.artifacts is not None:
                    database.conn.execute("DELETE FROM artifacts")
                    self._write_columns(anew=not generation.artifacts)
                    database.conn.executemany(
                        "INSERT INTO artifacts (name, generation, data) VALUES (?, ?, ?)",
                        ((name, generation.number, data) for name, data in sorted(generation.artifacts.items())),
                    )
                database.table("meta").insert({"key": "generation", "value": str(generation.number)}, replace=True)
                self._write_files_and_run(files, run)
        finally:
            database.conn.execute("DETACH staging")
        # Copy the log into the file now, while nobody waits for it. Readers may hinder it: the next run does it then.
        database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def record(self, files: Iterable[FileRecord], run: Run) -> None:
        """Keep what a run saw that changed no document; the generation stays."""
        with self._write():
            self._write_files_and_run(files, run)

    @contextmanager
    def _write(self) -> Iterator[None]:
        """Take the writing lock at once: a transaction that begins by reading can fail later, in the midst of it."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._database.rollback()
            raise
        self._database.commit()

    def _write_documents(self, generation: Generation) -> None:
        database, connection = self._database, self._database.conn
        connection.execute("PRAGMA defer_foreign_keys = ON")  # until the commit: documents are written anew, in place
        held = {row[0]: row[1] for row in connection.execute("SELECT id, path FROM documents")}
        wanted = {document_id(document.sha256) for document in generation.documents}
        gone = set(held) - wanted
        connection.executemany(
            "INSERT OR REPLACE INTO former VALUES (?, ?, ?)",
            [(identity, held[identity], generation.number) for identity in sorted(gone)],
        )
        for identity in sorted((gone | self._staged) & set(held)):
            for table in _OF_A_DOCUMENT:
                connection.execute(f"DELETE FROM {table} WHERE document = ?", (identity,))
        for table in ("judgements", "improvements"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("DELETE FROM documents")
        connection.executemany("DELETE FROM former WHERE id = ?", [(identity,) for identity in sorted(wanted)])
        for table in ("readings", "passages"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM staging.{table}")
        for identity, data in generation.prepared.items():
            connection.execute(
                "UPDATE readings SET prepared = ?, preparation = ? WHERE document = ?",
                (data, generation.preparation, identity),
            )
        counts = dict(connection.execute("SELECT document, count(*) FROM passages GROUP BY document"))
        database.table("documents").insert_all(
            _document_row(document, counts.get(document_id(document.sha256), 0)) for document in generation.documents
        )
        database.table("judgements").insert_all(
            {
                "document": document_id(document.sha256),
                "position": position,
                "area": judgement.area,
                "grade": judgement.grade,
                "page": judgement.page,
            }
            for document in generation.documents
            for position, judgement in enumerate(document.judgements)
        )
        database.table("improvements").insert_all(
            {
                "document": document_id(document.sha256),
                "position": position,
                "text": improvement.text,
                "paragraph": improvement.paragraph,
                "item": improvement.item,
                "page": improvement.page,
            }
            for document in generation.documents
            for position, improvement in enumerate(document.improvements)
        )

    def _write_columns(self, *, anew: bool) -> None:
        """Put the new columns in the place of those that are held; ``anew`` says that none of these stays."""
        kept = "" if anew else " WHERE document IN (SELECT document FROM staging.columns)"
        self._connection.execute(f"DELETE FROM columns{kept}")
        self._connection.execute("INSERT INTO columns SELECT * FROM staging.columns")

    def _write_files_and_run(self, files: Iterable[FileRecord], run: Run) -> None:
        database = self._database
        database.table("files").delete_where()
        columns = list(TABLES["files"]["columns"])
        database.table("files").insert_all({name: getattr(record, name) for name in columns} for record in files)
        row = {
            "started": run.started,
            "finished": run.finished,
            "generation": run.generation,
            "added": json.dumps(run.added, ensure_ascii=False),
            "updated": json.dumps(run.updated, ensure_ascii=False),
            "removed": json.dumps(run.removed, ensure_ascii=False),
            "unchanged": run.unchanged,
            "failed": json.dumps(run.failed, ensure_ascii=False),
            "warnings": json.dumps(run.warnings, ensure_ascii=False),
        }
        # Of runs one after another that found nothing new, the last is enough: a folder is looked at all day.
        same = [name for name in row if name not in ("started", "finished")]
        last = database.conn.execute(f"SELECT {', '.join(same)} FROM runs ORDER BY id DESC LIMIT 1").fetchone()
        if last is not None and list(last) == [row[name] for name in same]:
            database.conn.execute("DELETE FROM runs WHERE id = (SELECT max(id) FROM runs)")
        database.table("runs").insert({"id": None, **row})
        database.conn.execute(f"DELETE FROM runs WHERE id <= (SELECT max(id) FROM runs) - {_RUNS_KEPT}")


class _Artifacts(Mapping[str, bytes]):
    """The artifacts in a file: all of them at once would take more memory than a run that changes little."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def __getitem__(self, name: str) -> bytes:
        row = self._connection.execute("SELECT data FROM artifacts WHERE name = ?", (name,)).fetchone()
        if row is None:
            raise KeyError(name)
        return bytes(row[0])

    def __iter__(self) -> Iterator[str]:
        return iter([name for (name,) in self._connection.execute("SELECT name FROM artifacts")])

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _document_row(document: Document, passages: int) -> dict[str, Any]:
    return {
        "id": document_id(document.sha256),
        "path": document.path,
        "sha256": document.sha256,
        "title": document.title,
        "authority": document.authority,
        "kind": str(document.kind),
        "voice": str(document.voice),
        "published": document.published.isoformat() if document.published else None,
        "inspected_from": document.inspected.start.isoformat() if document.inspected else None,
        "inspected_to": document.inspected.end.isoformat() if document.inspected else None,
        "lead_inspector": document.lead_inspector,
        "pages": document.pages,
        "passages": passages,
        "url": document.url,
        "warnings": json.dumps(document.warnings, ensure_ascii=False),
        "json": document_to_json(document),
    }


def _make_file(path: Path) -> None:
    """Make an empty index under another name and move it into place whole: a killed run leaves no half of one.

    It is put into write-ahead mode before it is moved: that change is written by way of a rollback journal, and a run
    that is killed beside such a journal leaves a file that nobody can open to read only.
    """
    from sqlite_utils import Database

    new = path.with_name(path.name + ".new")
    _remove_file(new)
    with closing(connect(new)) as connection:
        try:
            _make_tables(Database(connection))
            enter_wal(connection)
        except sqlite3.Error as error:
            raise IndexStoreError(f"Cannot make the index {path}: {error}. {fault_remedy(error)}") from error
    try:
        os.replace(new, path)
    except OSError as error:
        raise IndexStoreError(
            f"Cannot make the index {path}: {error.strerror}. Name a file in FINDINGS_INDEX."
        ) from error


def _replace_older(path: Path, new: Path) -> None:
    """Put the index of this version in the place of an older one, unless it is empty and the older one is not."""
    with closing(connect(path)) as old, closing(connect(new)) as made:
        held, found = (c.execute("SELECT count(*) FROM documents").fetchone()[0] for c in (old, made))
        if held and not found:
            raise IndexStoreError(
                f"No document was found, though the index {path} of an older version holds {held}; it stays."
                " Check the documents folder, or run: findings index --rebuild"
            )
        made.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    os.replace(new, path)
    for suffix in ("-wal", "-shm"):
        for left in (path, new):  # a log of the old file must never be taken for one of the new file
            with suppress(FileNotFoundError):
                os.unlink(f"{left}{suffix}")


def _make_tables(database: "Database") -> None:
    database.conn.execute(f"PRAGMA page_size = {_PAGE}")  # artifacts are written in a third of the time
    with database.atomic():
        for name, definition in TABLES.items():
            database.table(name).create(**definition)
        database.table("passages").create_index(["document"])
        database.conn.execute(f"PRAGMA application_id = {APPLICATION}")
        database.conn.execute(f"PRAGMA user_version = {SCHEMA}")


def _remove_file(path: Path) -> None:
    for suffix in ("", "-journal", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            os.unlink(f"{path}{suffix}")
