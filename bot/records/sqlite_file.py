"""The file in which the Slack side keeps its state: how it is opened, what its tables are, and how an older one is
brought up to date.

In comes a path; out goes a connection of the standard library's SQLite. What the rows mean is known by
``event_store``, ``answer_store`` and ``records/bad_feedback``.
"""

import sqlite3
from pathlib import Path

from index.errors import FindingsError

SCHEMA_VERSION = 2
WAIT_MS = 10_000  # for another process that writes
# feedback: id names a row to admins and says nothing of who it was; done_at is when an admin has seen to it.
_SCHEMA = """
CREATE TABLE IF NOT EXISTS run (id TEXT PRIMARY KEY, beat REAL NOT NULL);

CREATE TABLE IF NOT EXISTS event (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    state TEXT NOT NULL,
    received REAL NOT NULL,
    entry TEXT NOT NULL,
    channel TEXT NOT NULL,
    ts TEXT NOT NULL,
    thread_ts TEXT,
    user TEXT NOT NULL,
    answer TEXT NOT NULL,
    response_url TEXT
);
CREATE INDEX IF NOT EXISTS event_state ON event (state);

CREATE TABLE IF NOT EXISTS answer (
    id TEXT PRIMARY KEY,
    created REAL NOT NULL,
    user TEXT NOT NULL,
    entry TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread_ts TEXT,
    body TEXT NOT NULL,
    messages TEXT NOT NULL DEFAULT '[]'
);
CREATE INDEX IF NOT EXISTS answer_created ON answer (created);

CREATE TABLE IF NOT EXISTS context (
    channel TEXT NOT NULL,
    thread_ts TEXT NOT NULL,
    at REAL NOT NULL,
    answer TEXT NOT NULL,
    filters TEXT NOT NULL,
    question_ts TEXT NOT NULL,
    shown INTEGER NOT NULL,
    PRIMARY KEY (channel, thread_ts)
);

CREATE TABLE IF NOT EXISTS share (
    answer TEXT NOT NULL,
    channel TEXT NOT NULL,
    user TEXT NOT NULL,
    at REAL NOT NULL,
    ts TEXT,
    PRIMARY KEY (answer, channel)
);

CREATE TABLE IF NOT EXISTS feedback (
    answer TEXT NOT NULL,
    user TEXT NOT NULL,
    at REAL NOT NULL,
    helpful INTEGER NOT NULL,
    reason TEXT,
    comment TEXT,
    question TEXT,
    body TEXT NOT NULL,
    id TEXT,
    done_at REAL,
    PRIMARY KEY (answer, user)
);

CREATE TABLE IF NOT EXISTS preference (user TEXT PRIMARY KEY, authority TEXT NOT NULL);
"""
# From a version to the next.
_STEPS = {
    1: (
        "ALTER TABLE feedback ADD COLUMN id TEXT",
        "ALTER TABLE feedback ADD COLUMN done_at REAL",
        "UPDATE feedback SET id = lower(hex(randomblob(8)))",
    )
}


class StoreError(FindingsError):
    """The file that the Slack side keeps its state in cannot be used."""


def open_state(path: Path, *, across_threads: bool = False) -> sqlite3.Connection:
    """Open the file, make it where it is missing, and bring it up to date.

    Raises:
        StoreError: the file is no database, is of a version that is not known, or cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(
            path, isolation_level=None, timeout=WAIT_MS / 1000, check_same_thread=not across_threads
        )
        try:
            path.chmod(0o600)  # who asked, and their feedback, is nobody else's to read
            if (version := _version(connection)) not in (0, *_STEPS, SCHEMA_VERSION):
                raise StoreError(
                    f"Cannot use {path}: it is of version {version}, this program of {SCHEMA_VERSION}. "
                    "Move it away; a new one is made."
                )
            # WAL: a killed process loses nothing that was committed. secure_delete: what is deleted is overwritten.
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA secure_delete = ON")
            if version != SCHEMA_VERSION:
                _bring_up_to_date(connection)
        except BaseException:
            connection.close()
            raise
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"Cannot use {path}: {error}. Check FINDINGS_STATE, or move the file away.") from error
    connection.row_factory = sqlite3.Row
    return connection


def _bring_up_to_date(connection: sqlite3.Connection) -> None:
    """Make the tables, or change those of an older version; of several processes one does it."""
    connection.execute("BEGIN IMMEDIATE")
    version = _version(connection)
    for older in range(version or SCHEMA_VERSION, SCHEMA_VERSION):
        for step in _STEPS[older]:
            connection.execute(step)
    for statement in _SCHEMA.strip().removesuffix(";").split(";"):  # executescript would end the transaction first
        connection.execute(statement.strip())
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])
