"""Counts of use a day: which kinds of answer were given, how quickly, and what could not be answered.

No question comes in here, and no person: somebody is counted once a day by a hash whose salt is forgotten the next day,
so that nobody can be followed from one day to another, or recognised in the counts.
"""

import math
import secrets
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from bot.records.sqlite_file import Records
from bot.records.usage_writer import UsageWriter

# Upper ends of the buckets of the histogram of times, in seconds: each a tenth longer than the one before.
_FIRST, _STEP, _BUCKETS = 0.001, 1.1, 130


@dataclass(frozen=True, slots=True)
class Day:
    """One day (UTC): answers by kind, people who asked, the times of its answers in seconds, and what was not answered.

    ``warned`` are questions that were held back because they seemed to hold personal data, ``failed`` those that a
    fault of ours left without an answer; neither is an answer.
    """

    day: date
    answers: dict[str, int] = field(default_factory=dict)
    askers: int = 0
    median: float | None = None
    p99: float | None = None
    warned: int = 0
    failed: int = 0
    reasons: dict[str, int] = field(default_factory=dict)  # why there was no answer

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
    """What was thought of answers that showed a passage of a document; ``reasons`` of those who found it unhelpful."""

    document: str
    passage: str
    helpful: int
    unhelpful: int
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Latency:
    """Times of answers in seconds, within a tenth: the median, the 99th percentile, how many, and when the last was."""

    count: int = 0
    median: float | None = None
    p99: float | None = None
    last_at: datetime | None = None


def bucket(seconds: float) -> int:
    """Say which bucket of the histogram a time belongs to; what is longer than all is in the last."""
    if not seconds > _FIRST:
        return 0
    return min(_BUCKETS - 1, math.ceil(math.log(seconds / _FIRST, _STEP))) if math.isfinite(seconds) else _BUCKETS - 1


def percentile(buckets: Mapping[int, int], share: float) -> float | None:
    """Give the time within which a share of the answers was given, to the end of its bucket; None where there is
    none."""
    wanted = math.ceil(sum(buckets.values()) * share)
    seen = 0
    for place in sorted(buckets):
        seen += buckets[place]
        if seen >= wanted:
            return round(_FIRST * _STEP**place, 6)
    return None


KEPT_DAYS = 400  # a year and what is needed to compare with it
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
-- Without rowid: the order in which people first asked is not kept either.
CREATE TABLE IF NOT EXISTS usage_asker (
    day TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY (day, hash)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS usage_salt (day TEXT PRIMARY KEY, salt BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS usage_askers (day TEXT PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS usage_last (
    one INTEGER PRIMARY KEY CHECK (one = 1), at TEXT NOT NULL, seconds REAL NOT NULL
);
"""
_TABLES = ("usage_answer", "usage_refusal", "usage_seconds", "usage_feedback", "usage_askers")
_WARNED, _FAILED = "(warned)", "(failed)"  # in brackets: no kind of answer is called so


class Usage:
    """The counts in the records file; safe between threads and processes. To count never fails and never waits."""

    def __init__(self, path: Path, *, kept_days: int = KEPT_DAYS) -> None:
        """Take the path; the file is opened, and made where it is missing, when something is counted."""
        self._path, self._kept_days = path, kept_days
        self._records = Records(path, _SCHEMA)
        self._writer = UsageWriter(self._records)

    # -- counting -----------------------------------------------------------------------------------------------------

    def answered(
        self, kind: str, *, seconds: float, user: str, reason: str | None = None, authorities: Sequence[str] = ()
    ) -> None:
        """Count an answer; ``reason`` is why there is none, where that is what was said."""
        now = datetime.now(UTC)
        self._writer.add(partial(_count_answer, now, kind, seconds, user, reason, tuple(authorities)))

    def warned(self) -> None:
        """Count a question that was held back because it seemed to hold personal data; not whose it was."""
        self._writer.add(partial(_add, "usage_answer", _today().isoformat(), _WARNED, ""))

    def failed(self) -> None:
        """Count a question that a fault of ours left without an answer."""
        self._writer.add(partial(_add, "usage_answer", _today().isoformat(), _FAILED, ""))

    def judged(
        self,
        places: Sequence[tuple[str, str]],
        *,
        helpful: bool,
        reason: str | None = None,
        instead: tuple[bool, str | None] | None = None,
    ) -> None:
        """Count what somebody thinks of an answer for each (document, passage) that it showed; ``instead`` is what they
        said of it before, which counts no more."""
        day = _today().isoformat()
        for document, passage in dict.fromkeys(places):
            if instead is not None:
                said, why = instead
                self._writer.add(partial(_add, "usage_feedback", day, document, passage, int(said), why or "", by=-1))
            self._writer.add(partial(_add, "usage_feedback", day, document, passage, int(helpful), reason or ""))

    def forget_old(self) -> None:
        """Delete counts that are older than they are kept, and yesterday's salt, also from the file's log.

        Raises:
            RecordsError: the records cannot be written.
        """
        if not self._path.exists():
            return
        with self._records.writing() as db:
            _close_days(db, _today().isoformat())
            for table in _TABLES:
                db.execute(f"DELETE FROM {table} WHERE day < ?", (_since(self._kept_days),))
        self._records.tidy()

    def close(self) -> None:
        """Count what waits to be counted, and close the file."""
        self._writer.close()
        self._records.close()

    # -- telling ------------------------------------------------------------------------------------------------------

    def days(self, number: int) -> tuple[Day, ...]:
        """Give the last days, oldest first, also those on which nobody asked."""
        since = (_since(number),)
        answers = self._read("SELECT day, kind, reason, number FROM usage_answer WHERE day >= ?", since)
        times = self._read("SELECT day, bucket, number FROM usage_seconds WHERE day >= ?", since)
        askers = self._read(
            "SELECT day, number FROM usage_askers WHERE day >= ?1 UNION ALL"
            " SELECT day, COUNT(*) FROM usage_asker WHERE day >= ?1 GROUP BY day",
            since,
        )
        kinds: dict[str, dict[str, int]] = {}
        reasons: dict[str, dict[str, int]] = {}
        for day, kind, reason, count in answers:
            kinds.setdefault(day, {})[kind] = kinds.get(day, {}).get(kind, 0) + count
            if reason:
                reasons.setdefault(day, {})[reason] = count
        buckets: dict[str, dict[int, int]] = {}
        for day, place, count in times:
            buckets.setdefault(day, {})[place] = count
        people: dict[str, int] = dict(askers)
        found = []
        for offset in range(number - 1, -1, -1):
            at = _today() - timedelta(days=offset)
            day = at.isoformat()
            held, times_of_day = kinds.get(day, {}), buckets.get(day, {})
            warned, failed = held.pop(_WARNED, 0), held.pop(_FAILED, 0)
            median, p99 = percentile(times_of_day, 0.5), percentile(times_of_day, 0.99)
            found.append(Day(at, held, people.get(day, 0), median, p99, warned, failed, reasons.get(day, {})))
        return tuple(found)

    def refusals(self, number: int) -> tuple[RefusalCount, ...]:
        """Give what could not be answered in the last days, the commonest first; a question about two councils is
        counted with each."""
        rows = self._read(
            "SELECT reason, authority, SUM(number) AS n FROM usage_refusal WHERE day >= ?"
            " GROUP BY reason, authority ORDER BY n DESC, reason, authority",
            (_since(number),),
        )
        return tuple(RefusalCount(*row) for row in rows)

    def feedback(self, number: int) -> tuple[FeedbackCount, ...]:
        """Give what was thought of passages in the last days, the worst first."""
        rows = self._read(
            "SELECT document, passage, helpful, reason, SUM(number) AS n FROM usage_feedback WHERE day >= ?"
            " GROUP BY document, passage, helpful, reason HAVING n > 0 ORDER BY document, passage, n DESC, reason",
            (_since(number),),
        )
        found: dict[tuple[str, str], tuple[int, dict[str, int]]] = {}
        for document, passage, helpful, reason, count in rows:
            good, bad = found.setdefault((document, passage), (0, {}))
            if helpful:
                found[document, passage] = good + count, bad
            else:
                bad[reason] = count
        counts = [
            FeedbackCount(*place, good, sum(bad.values()), {why: n for why, n in bad.items() if why})
            for place, (good, bad) in found.items()
        ]
        return tuple(sorted(counts, key=lambda count: (-count.unhelpful, -count.helpful, count.document)))

    def latency(self, number: int) -> Latency:
        """Give the times of the answers of the last days."""
        rows = self._read(
            "SELECT bucket, SUM(number) FROM usage_seconds WHERE day >= ? GROUP BY bucket", (_since(number),)
        )
        last = self._read("SELECT at FROM usage_last", ())
        held: dict[int, int] = dict(rows)
        at = datetime.fromisoformat(last[0]["at"]) if last else None
        return Latency(sum(held.values()), percentile(held, 0.5), percentile(held, 0.99), at)

    def _read(self, query: str, values: tuple[str, ...]) -> list[Any]:
        self._writer.flush()
        if not self._path.exists():  # to look is no reason to make a file
            return []
        with self._records.reading() as db:
            return db.execute(query, values).fetchall()


def _count_answer(
    now: datetime,
    kind: str,
    seconds: float,
    user: str,
    reason: str | None,
    authorities: tuple[str, ...],
    *,
    db: sqlite3.Connection,
) -> None:
    day = now.date().isoformat()
    _add("usage_answer", day, kind, reason or "", db=db)
    _add("usage_seconds", day, bucket(seconds), db=db)
    for authority in (authorities or ("",)) if reason else ():
        _add("usage_refusal", day, reason or "", authority, db=db)
    _count_asker(db, day, user)
    db.execute("INSERT OR REPLACE INTO usage_last VALUES (1, ?, ?)", (now.isoformat(timespec="seconds"), seconds))


def _add(table: str, *key: str | int, db: sqlite3.Connection, by: int = 1) -> None:
    marks = ", ".join("?" * len(key))
    db.execute(
        f"INSERT INTO {table} VALUES ({marks}, ?) ON CONFLICT DO UPDATE SET number = number + excluded.number",
        (*key, by),
    )


def _count_asker(db: sqlite3.Connection, day: str, user: str) -> None:
    row = db.execute("SELECT salt FROM usage_salt WHERE day = ?", (day,)).fetchone()
    if row is None:
        _close_days(db, day)
        salt = secrets.token_bytes(32)
        db.execute("INSERT INTO usage_salt VALUES (?, ?)", (day, salt))
    else:
        salt = bytes(row["salt"])
    digest = blake2b(user.encode("utf-8", "replace"), key=salt, digest_size=12).digest()
    db.execute("INSERT OR IGNORE INTO usage_asker VALUES (?, ?)", (day, digest))


def _close_days(db: sqlite3.Connection, today: str) -> None:
    """Turn the hashes of days that are over into a number, and forget them and their salt."""
    db.execute(
        "INSERT OR REPLACE INTO usage_askers SELECT day, COUNT(*) FROM usage_asker WHERE day != ? GROUP BY day",
        (today,),
    )
    db.execute("DELETE FROM usage_asker WHERE day != ?", (today,))
    db.execute("DELETE FROM usage_salt WHERE day != ?", (today,))


def _today() -> date:
    return datetime.now(UTC).date()


def _since(days: int) -> str:
    return (_today() - timedelta(days=days - 1)).isoformat()


DAYS = 30
