"""The file in which the Slack side keeps its state: its tables, and how an older one is brought up to date.

``run`` names the processes that are alive; ``offer`` the files that admins have sent and that are not settled;
``collected`` the passages that people put into their packs; ``follow`` what they follow, as it was understood.
"""

import sqlite3
from functools import partial
from pathlib import Path

from bot.records import open_sqlite
from index.errors import FindingsError

SCHEMA_VERSION = 3
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

CREATE TABLE IF NOT EXISTS welcome (user TEXT PRIMARY KEY, at REAL NOT NULL);

CREATE TABLE IF NOT EXISTS offer (
    id TEXT PRIMARY KEY,
    run TEXT NOT NULL,
    state TEXT NOT NULL,
    at REAL NOT NULL,
    user TEXT NOT NULL,
    file TEXT NOT NULL,
    name TEXT NOT NULL,
    channel TEXT NOT NULL,
    thread_ts TEXT,
    ts TEXT,
    staged TEXT
);
CREATE INDEX IF NOT EXISTS offer_staged ON offer (staged);

CREATE TABLE IF NOT EXISTS collected (
    user TEXT NOT NULL,
    passage TEXT NOT NULL,
    mark TEXT NOT NULL,
    place REAL NOT NULL,
    heading INTEGER NOT NULL DEFAULT 0,
    at REAL NOT NULL,
    PRIMARY KEY (user, passage)
);

CREATE TABLE IF NOT EXISTS follow (
    id TEXT PRIMARY KEY,
    user TEXT NOT NULL,
    at REAL NOT NULL,
    what TEXT NOT NULL,
    channel TEXT NOT NULL,
    seen INTEGER NOT NULL,
    UNIQUE (user, what)
);

CREATE TABLE IF NOT EXISTS direct_channel (user TEXT PRIMARY KEY, channel TEXT NOT NULL);

CREATE TABLE IF NOT EXISTS member (user TEXT NOT NULL, team TEXT NOT NULL, PRIMARY KEY (user, team));

CREATE TABLE IF NOT EXISTS content (sha TEXT PRIMARY KEY, seen INTEGER NOT NULL);

CREATE TABLE IF NOT EXISTS told (
    follow TEXT NOT NULL,
    sha TEXT NOT NULL,
    state TEXT NOT NULL,
    facts TEXT NOT NULL,
    run TEXT NOT NULL,
    answer TEXT NOT NULL,
    at REAL NOT NULL,
    PRIMARY KEY (follow, sha)
);

CREATE TABLE IF NOT EXISTS told_passage (
    follow TEXT NOT NULL,
    mark TEXT NOT NULL,
    sha TEXT NOT NULL,
    PRIMARY KEY (follow, mark)
);
"""
# From a version to the next.
_STEPS = {
    1: (
        "ALTER TABLE feedback ADD COLUMN id TEXT",
        "ALTER TABLE feedback ADD COLUMN done_at REAL",
        "UPDATE feedback SET id = lower(hex(randomblob(8)))",
    ),
    2: (),  # packs and what is followed are new tables
}


KEPT_TABLES = {"event", "answer", "context", "share", "feedback", "preference", "offer"}
KEPT_TABLES |= {"welcome", "collected", "follow", "direct_channel", "member", "content", "told", "told_passage"}
_TABLES = KEPT_TABLES | {"run"}


class StoreError(FindingsError):
    """The file that the Slack side keeps its state in cannot be used."""


def open_state(path: Path) -> sqlite3.Connection:
    """Open the file, make it where it is missing, and bring it up to date.

    Raises:
        StoreError: the file is no database, is of a version that is not known, or cannot be written.
    """
    try:
        connection = open_sqlite(path, wait=WAIT_MS / 1000, check=partial(_check, path), prepare=_prepare)
        path.chmod(0o600)  # also one that was there
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"Cannot use {path}: {error}. Check FINDINGS_STATE, or move the file away.") from error
    return connection


class Store:
    """The open file, for one who keeps something in it; used from one thread only."""

    def __init__(self, path: Path) -> None:
        """Open the file; raise StoreError where it cannot be used."""
        self._db = open_state(path)

    def close(self) -> None:
        """Close the file."""
        self._db.close()


def delete_state(path: Path) -> None:
    """Delete a file of state that nobody has open, with what SQLite keeps beside it."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)


def _check(path: Path, connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version not in (0, *_STEPS, SCHEMA_VERSION):
        raise StoreError(
            f"Cannot use {path}: it is of version {version}, this program of {SCHEMA_VERSION}. "
            "Move it away; a new one is made."
        )


def _prepare(connection: sqlite3.Connection) -> None:
    there = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if _version(connection) != SCHEMA_VERSION or not there >= _TABLES:
        _bring_up_to_date(connection)


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
