"""Usage without surveillance: how often which kind of answer was given, how quickly, and what could not be answered.

In comes one answer after another, as a kind, a reason and a time; out come counts a day. No question comes in here, and
no person: somebody is counted once a day by a hash whose salt is forgotten the next day, so that nobody can be followed
from one day to another, or told from the counts.
"""

import hashlib
import math
import secrets
import sqlite3
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.records.database import open_records

__all__ = ["Day", "FeedbackCount", "Latency", "RefusalCount", "Usage"]

KEPT_DAYS = 400  # a year and what is needed to compare with it
# Upper ends of the buckets of the histogram of times, in seconds: each a tenth longer than the one before.
_FIRST, _STEP, _BUCKETS = 0.001, 1.1, 130
_SCHEMA = """
CREATE TABLE IF NOT EXISTS usage_answer (
    day TEXT NOT NULL, kind TEXT NOT NULL, reason TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (day, kind, reason)
);
CREATE TABLE IF NOT EXISTS usage_refusal (
    day TEXT NOT NULL, reason TEXT NOT NULL, authority TEXT NOT NULL, number INTEGER NOT NULL,
    PRIMARY KEY (day, reason, authority)
);
CREATE TABLE IF NOT EXISTS usage_seconds (
    day TEXT NOT NULL, bucket INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (day, bucket)
);
CREATE TABLE IF NOT EXISTS usage_feedback (
    day TEXT NOT NULL, document TEXT NOT NULL, passage TEXT NOT NULL, helpful INTEGER NOT NULL, reason TEXT NOT NULL,
    number INTEGER NOT NULL, PRIMARY KEY (day, document, passage, helpful, reason)
);
CREATE TABLE IF NOT EXISTS usage_asker (day TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (day, hash));
CREATE TABLE IF NOT EXISTS usage_salt (day TEXT PRIMARY KEY, salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS usage_askers (day TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS usage_last (
    one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL, seconds REAL NOT NULL
);
"""
_TABLES = ("usage_answer", "usage_refusal", "usage_seconds", "usage_feedback", "usage_askers")


@dataclass(frozen=True, slots=True)
class Day:
    """One day (UTC): answers by kind, people who asked, and the times of its answers in seconds."""

    day: date
    answers: dict[str, int] = field(default_factory=dict)
    askers: int = 0
    median: float | None = None
    p99: float | None = None

    @property
    def total(self) -> int:
        """All answers of the day."""
        return sum(self.answers.values())

    @property
    def refused(self) -> int:
        """Those that were a reason why there is none."""
        return self.answers.get("no_answer", 0)


@dataclass(frozen=True, slots=True)
class RefusalCount:
    """How often no answer could be given, for a reason, to questions about a council ("" where none was named)."""

    reason: str
    authority: str
    number: int


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """What was thought of a passage of a document."""

    document: str
    passage: str
    helpful: int
    unhelpful: int


@dataclass(frozen=True, slots=True)
class Latency:
    """Times of answers in seconds, within a tenth: the median, the 99th percentile, how many, and the last one."""

    count: int = 0
    median: float | None = None
    p99: float | None = None
    last_at: datetime | None = None
    last_seconds: float | None = None


class Usage:
    """The open counts; safe between threads and processes."""

    def __init__(self, path: Path) -> None:
        """Open the records file; raise RecordsError if it cannot be used."""
        self._lock = threading.Lock()
        self._db = open_records(path, _SCHEMA)

    def answered(
        self, kind: str, *, seconds: float, user: str, reason: str | None = None, authorities: Sequence[str] = ()
    ) -> None:
        """Count an answer. Never raises: that it cannot be counted must not cost anybody an answer."""
        now = datetime.now(UTC)
        day = now.date().isoformat()
        try:
            with self._lock, self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._add("usage_answer", day, kind, reason or "")
                self._add("usage_seconds", day, _bucket(seconds))
                if reason:
                    for authority in authorities or ("",):
                        self._add("usage_refusal", day, reason, authority)
                self._count_asker(day, user)
                self._db.execute(
                    "INSERT OR REPLACE INTO usage_last VALUES (1, ?, ?)", (now.isoformat(timespec="seconds"), seconds)
                )
        except sqlite3.Error:
            return

    def judged(self, places: Sequence[tuple[str, str]], *, helpful: bool, reason: str | None = None) -> None:
        """Count what somebody thinks of (document, passage) places that an answer showed. Never raises."""
        day = datetime.now(UTC).date().isoformat()
        try:
            with self._lock, self._db:
                self._db.execute("BEGIN IMMEDIATE")
                for document, passage in places:
                    self._add("usage_feedback", day, document, passage, int(helpful), reason or "")
        except sqlite3.Error:
            return

    def days(self, number: int) -> tuple[Day, ...]:
        """Give the last days, oldest first, also those on which nobody asked."""
        today = datetime.now(UTC).date()
        first = today - timedelta(days=number - 1)
        with self._lock:
            answers = self._db.execute(
                "SELECT day, kind, SUM(number) FROM usage_answer WHERE day >= ? GROUP BY day, kind",
                (first.isoformat(),),
            ).fetchall()
            askers = dict(
                self._db.execute(
                    "SELECT day, number FROM usage_askers WHERE day >= ?1 UNION ALL"
                    " SELECT day, COUNT(*) FROM usage_asker WHERE day >= ?1 GROUP BY day",
                    (first.isoformat(),),
                ).fetchall()
            )
            times = self._db.execute(
                "SELECT day, bucket, number FROM usage_seconds WHERE day >= ?", (first.isoformat(),)
            ).fetchall()
        kinds: dict[str, dict[str, int]] = {}
        for day, kind, count in answers:
            kinds.setdefault(day, {})[kind] = count
        buckets: dict[str, dict[int, int]] = {}
        for day, bucket, count in times:
            buckets.setdefault(day, {})[bucket] = count
        found = []
        for offset in range(number):
            at = first + timedelta(days=offset)
            key = at.isoformat()
            held = buckets.get(key, {})
            found.append(
                Day(at, kinds.get(key, {}), askers.get(key, 0), _percentile(held, 0.5), _percentile(held, 0.99))
            )
        return tuple(found)

    def refusals(self, number: int) -> tuple[RefusalCount, ...]:
        """Give what could not be answered in the last days, the commonest first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT reason, authority, SUM(number) AS n FROM usage_refusal WHERE day >= ?"
                " GROUP BY reason, authority ORDER BY n DESC, reason, authority",
                (_since(number),),
            ).fetchall()
        return tuple(RefusalCount(*row) for row in rows)

    def feedback(self, number: int) -> tuple[FeedbackCount, ...]:
        """Give what was thought of passages in the last days, the worst first."""
        with self._lock:
            rows = self._db.execute(
                "SELECT document, passage, SUM(number * helpful) AS good, SUM(number * (1 - helpful)) AS bad"
                " FROM usage_feedback WHERE day >= ? GROUP BY document, passage ORDER BY bad DESC, document, passage",
                (_since(number),),
            ).fetchall()
        return tuple(FeedbackCount(*row) for row in rows)

    def latency(self, number: int) -> Latency:
        """Give the times of the answers of the last days."""
        with self._lock:
            held = dict(
                self._db.execute(
                    "SELECT bucket, SUM(number) FROM usage_seconds WHERE day >= ? GROUP BY bucket", (_since(number),)
                ).fetchall()
            )
            last = self._db.execute("SELECT at, seconds FROM usage_last").fetchone()
        return Latency(
            sum(held.values()),
            _percentile(held, 0.5),
            _percentile(held, 0.99),
            datetime.fromisoformat(last["at"]) if last else None,
            float(last["seconds"]) if last else None,
        )

    def forget_old(self) -> None:
        """Delete counts that are older than they are kept, and yesterday's salt."""
        today = datetime.now(UTC).date()
        with self._lock, self._db:
            self._db.execute("BEGIN IMMEDIATE")
            self._close_days(today.isoformat())
            for table in _TABLES:
                self._db.execute(f"DELETE FROM {table} WHERE day < ?", (_since(KEPT_DAYS),))

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._db.close()

    def _add(self, table: str, *key: str | int) -> None:
        marks = ", ".join("?" * len(key))
        self._db.execute(f"INSERT INTO {table} VALUES ({marks}, 1) ON CONFLICT DO UPDATE SET number = number + 1", key)

    def _count_asker(self, day: str, user: str) -> None:
        row = self._db.execute("SELECT salt FROM usage_salt WHERE day = ?", (day,)).fetchone()
        if row is None:
            self._close_days(day)
            salt = secrets.token_bytes(16)
            self._db.execute("INSERT INTO usage_salt VALUES (?, ?)", (day, salt))
        else:
            salt = bytes(row["salt"])
        digest = hashlib.sha256(salt + user.encode()).hexdigest()[:16]
        self._db.execute("INSERT OR IGNORE INTO usage_asker VALUES (?, ?)", (day, digest))

    def _close_days(self, today: str) -> None:
        """Turn the hashes of days that are over into a number, and forget them and their salt."""
        self._db.execute(
            "INSERT OR REPLACE INTO usage_askers SELECT day, COUNT(*) FROM usage_asker WHERE day != ? GROUP BY day",
            (today,),
        )
        self._db.execute("DELETE FROM usage_asker WHERE day != ?", (today,))
        self._db.execute("DELETE FROM usage_salt WHERE day != ?", (today,))


def _bucket(seconds: float) -> int:
    if seconds <= _FIRST:
        return 0
    return min(_BUCKETS - 1, math.ceil(math.log(seconds / _FIRST, _STEP)))


def _percentile(buckets: dict[int, int], share: float) -> float | None:
    """Give the time below which a share of the answers was given, to the end of its bucket."""
    wanted = math.ceil(sum(buckets.values()) * share)
    seen = 0
    for bucket in sorted(buckets):
        seen += buckets[bucket]
        if seen >= wanted:
            return round(_FIRST * _STEP**bucket, 6)
    return None


def _since(days: int) -> str:
    return (datetime.now(UTC).date() - timedelta(days=days - 1)).isoformat()
