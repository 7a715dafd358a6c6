"""Counts of use: right, beside the answers and never in their way, and with nobody in them."""

import logging
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.records import usage as rooms
from bot.records.usage import FeedbackCount, RefusalCount, Usage, bucket, percentile

ROOT = Path(__file__).parent.parent
TODAY = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
ASKERS = ("U0ANN1234", "U0BOB5678", "W0CAROL90")


class Clock(datetime):
    """A clock that is set."""

    at = TODAY

    @classmethod
    def now(cls, tz=None):
        return cls.at


@pytest.fixture
def clock(monkeypatch):
    monkeypatch.setattr(rooms, "datetime", Clock)
    Clock.at = TODAY
    return Clock


@pytest.fixture
def usage(tmp_path, clock):
    usage = Usage(tmp_path / "records.db")
    yield usage
    usage.close()


def ask(usage, user=ASKERS[0], kind="passages", **more):
    usage.answered(kind, seconds=more.pop("seconds", 0.01), user=user, **more)


def test_answers_are_counted_a_day_by_kind_and_people_once_a_day(usage, clock):
    clock.at = TODAY - timedelta(days=1)
    ask(usage)
    clock.at = TODAY
    for user in (*ASKERS, *ASKERS):
        ask(usage, user)
    ask(usage, kind="timeline")
    usage.warned()
    usage.failed()
    before, yesterday, today = usage.days(3)
    assert (before.day, before.total, before.askers, before.median) == (date(2026, 2, 27), 0, 0, None)
    assert (yesterday.answers, yesterday.askers) == ({"passages": 1}, 1)
    assert (today.answers, today.askers, today.total) == ({"passages": 6, "timeline": 1}, 3, 7)
    assert (today.warned, today.failed) == (1, 1)


def test_refusals_are_counted_by_reason_and_by_the_council_that_was_asked_for(usage):
    for _ in range(2):
        ask(usage, kind="no_answer", reason="no_match", authorities=("Merrow", "Merrowshire"))
    ask(usage, kind="no_answer", reason="authority_not_held", authorities=("Otherton",))
    ask(usage, kind="no_answer", reason="weak_match")
    ask(usage, authorities=("Merrow",))
    assert usage.refusals(30) == (
        RefusalCount("no_match", "Merrow", 2),
        RefusalCount("no_match", "Merrowshire", 2),
        RefusalCount("authority_not_held", "Otherton", 1),
        RefusalCount("weak_match", "", 1),
    )
    (today,) = usage.days(1)
    assert today.refused == 4
    assert today.reasons == {"no_match": 2, "authority_not_held": 1, "weak_match": 1}


def test_what_somebody_thinks_counts_once_and_their_last_word_counts(usage):
    place = ("merrow/report.pdf", "paragraph 23")
    usage.judged([place, place], helpful=True)
    assert usage.feedback(30) == (FeedbackCount(*place, 1, 0),)
    usage.judged([place], helpful=False, instead=(True, None))
    usage.judged([place], helpful=False, reason="out_of_date", instead=(False, None))
    usage.judged([place], helpful=False, reason="out_of_date")
    assert usage.feedback(30) == (FeedbackCount(*place, 0, 2, {"out_of_date": 2}),)


def test_times_are_told_within_a_tenth(usage):
    for number in range(1, 101):
        ask(usage, seconds=number / 1000)
    told = usage.latency(30)
    assert told.count == 100
    assert told.median == pytest.approx(0.050, rel=0.1)
    assert told.p99 == pytest.approx(0.099, rel=0.1)
    assert told.last_at == TODAY


@pytest.mark.parametrize("seconds", [0, -1, 1e-9, 1e9, float("inf"), float("nan")])
def test_a_time_that_cannot_be_has_a_bucket_all_the_same(seconds):
    assert 0 <= bucket(seconds) < 130


def test_a_percentile_is_never_below_the_time_and_less_than_a_tenth_above():
    for seconds in (0.0015, 0.01, 0.3, 2.0, 30.0):
        told = percentile({bucket(seconds): 1}, 0.5)
        assert seconds <= told < seconds * 1.1001


# -- nobody in it -----------------------------------------------------------------------------------------------------


def every_byte(folder):
    """Read the records, their write-ahead log, and whatever else lies there."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


def test_no_id_of_anybody_stands_in_any_byte_of_the_file_or_its_log(usage, tmp_path):
    for user in ASKERS:
        ask(usage, user)
    assert usage.days(1)[0].askers == 3
    held = every_byte(tmp_path)
    assert b"usage_asker" in held
    assert [user for user in ASKERS if user.encode() in held] == []
    usage.close()
    assert [user for user in ASKERS if user.encode() in every_byte(tmp_path)] == []


def test_yesterdays_hashes_and_their_salt_are_in_no_byte_of_the_file_or_its_log(usage, tmp_path, clock):
    for user in ASKERS:
        ask(usage, user)
    usage.days(1)
    secrets = rows(tmp_path, "SELECT salt FROM usage_salt") + rows(tmp_path, "SELECT hash FROM usage_asker")
    assert len(secrets) == 4
    assert all(secret in every_byte(tmp_path) for (secret,) in secrets)
    clock.at = TODAY + timedelta(days=1)
    usage.forget_old()
    assert [secret for (secret,) in secrets if secret in every_byte(tmp_path)] == []
    assert [day.askers for day in usage.days(2)] == [3, 0]


def test_the_first_question_of_a_day_forgets_the_salt_of_the_day_before(usage, tmp_path, clock):
    ask(usage)
    usage.days(1)
    former = rows(tmp_path, "SELECT salt FROM usage_salt")
    clock.at = TODAY + timedelta(days=1)
    ask(usage)
    usage.days(1)
    (salt,) = rows(tmp_path, "SELECT salt FROM usage_salt")
    assert salt not in former
    assert [day.askers for day in usage.days(2)] == [1, 1]


def test_the_same_person_has_another_hash_every_day(usage, tmp_path, clock):
    found = set()
    for day in range(5):
        clock.at = TODAY + timedelta(days=day)
        ask(usage)
        usage.days(1)
        found |= set(rows(tmp_path, "SELECT hash FROM usage_asker"))
    assert len(found) == 5


def rows(folder, query):
    with closing(sqlite3.connect(folder / "records.db")) as connection:
        return connection.execute(query).fetchall()


def test_counts_are_forgotten_after_their_days(tmp_path, clock):
    usage = Usage(tmp_path / "records.db", kept_days=10)
    ask(usage, kind="no_answer", reason="no_match")
    usage.judged([("a.pdf", "paragraph 1")], helpful=True)
    usage.days(1)
    for after, left in ((9, 5), (10, 0)):
        clock.at = TODAY + timedelta(days=after)
        usage.forget_old()
        assert sum(rows(tmp_path, f"SELECT count(*) FROM {table}")[0][0] for table in rooms._TABLES) == left
    usage.close()


# -- beside the answers -----------------------------------------------------------------------------------------------


def test_several_processes_count_at_once_and_none_loses_a_count(tmp_path):
    code = (
        "import sys; from pathlib import Path; from bot.records.usage import Usage; usage = Usage(Path(sys.argv[1]))\n"
        "for number in range(250): usage.answered('passages', seconds=0.01, user=f'U{number % 5}')\n"
        "usage.close()\n"
    )
    path = tmp_path / "records.db"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path)], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)
    ]
    assert [process.communicate(timeout=60)[1] for process in running] == [b""] * 4
    usage = Usage(path)
    assert sum(day.total for day in usage.days(2)) == 1000
    assert max(day.askers for day in usage.days(2)) == 5
    usage.close()


def test_whoever_counts_does_not_wait_for_another_process_that_writes(usage, tmp_path):
    ask(usage)
    usage.days(1)
    with closing(sqlite3.connect(tmp_path / "records.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.perf_counter()
        for _ in range(100):
            ask(usage)
        assert time.perf_counter() - begun < 0.5
        other.execute("ROLLBACK")
    assert usage.days(1)[0].total == 101


@pytest.mark.parametrize("fault", ["no folder", "another program's", "full"])
def test_what_cannot_be_counted_is_said_once_and_costs_nobody_an_answer(tmp_path, caplog, clock, fault):
    path = tmp_path / "var" / "records.db"
    if fault == "no folder":
        path.parent.write_text("a file")
    else:
        path.parent.mkdir()
    if fault == "another program's":
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("CREATE TABLE theirs (a)")
    usage = Usage(path)
    if fault == "full":
        usage._records.probe()
        usage._records._db.execute("PRAGMA max_page_count = 1")
        usage._records._drop = lambda: None  # the disk stays full
    with caplog.at_level(logging.ERROR, logger="findings"):
        for _ in range(3):
            ask(usage, authorities=("x" * 5000,), kind="no_answer", reason="no_match")
            usage._writer.flush()
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 1
    assert said[0].startswith("Use is not counted for now; answers go on. ")
    assert ("Make room" if fault == "full" else "FINDINGS_RECORDS") in said[0]
    assert "\n" not in said[0]


def test_counting_goes_on_when_the_fault_is_gone_and_a_new_fault_is_said_again(tmp_path, caplog, clock):
    blocked = tmp_path / "var"
    usage = Usage(blocked / "records.db")
    for expected in (1, 2):
        blocked.write_text("a file")
        ask(usage)
        usage._writer.flush()
        assert len(caplog.records) == expected
        blocked.unlink()
        ask(usage)
        assert usage.days(1)[0].total == 1
        for file in blocked.iterdir():
            file.unlink()
        blocked.rmdir()
    usage.close()


def test_to_look_at_the_use_makes_no_file_and_no_thread(tmp_path):
    usage = Usage(tmp_path / "records.db")
    before = threading.active_count()
    assert usage.latency(30).count == 0
    assert [day.total for day in usage.days(30)] == [0] * 30
    assert usage.refusals(30) == usage.feedback(30) == ()
    usage.forget_old()
    usage.close()
    assert list(tmp_path.iterdir()) == []
    assert threading.active_count() == before
