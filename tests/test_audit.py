"""The audit: rows are added and never changed, by several processes at once, and a fault is told in one sentence."""

import sqlite3
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from bot.records.audit import Act, Audit
from bot.records.sqlite_file import RecordsError

ROOT = Path(__file__).parent.parent


@pytest.fixture
def audit(tmp_path):
    audit = Audit(tmp_path / "var" / "records.db")
    yield audit
    audit.close()


def test_acts_come_back_newest_first_with_all_that_was_said(audit):
    before = datetime.now(UTC) - timedelta(seconds=1)
    audit.write(Act.ADDED, actor="U1", subject="merrow/report.pdf", detail="sha256 0123")
    audit.write(Act.REMOVED, actor="cli:ann", subject="merrow/report.pdf", outcome="failed", detail="It is gone.")
    newer, older = audit.entries()
    assert (newer.act, newer.actor, newer.outcome, newer.detail) == ("removed", "cli:ann", "failed", "It is gone.")
    assert (older.act, older.subject, older.outcome) == ("added", "merrow/report.pdf", "done")
    assert before < older.at <= newer.at < datetime.now(UTC) + timedelta(seconds=1)


def test_so_many_acts_are_listed_and_none_from_before_a_day(audit):
    for number in range(5):
        audit.write(Act.ADDED, actor="U1", subject=str(number))
    assert [entry.subject for entry in audit.entries(limit=2)] == ["4", "3"]
    today = datetime.now(UTC).date()
    assert len(audit.entries(since=today)) == 5
    assert audit.entries(since=today + timedelta(days=1)) == ()
    assert len(audit.entries(since=date(2020, 1, 1))) == 5


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'U2'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE id = 1",
        "INSERT OR REPLACE INTO audit VALUES (1, '', 'U2', '', '', '', '')",
        "REPLACE INTO audit VALUES (1, '', 'U2', '', '', '', '')",
    ],
)
def test_a_row_is_never_changed_or_taken_away(audit, tmp_path, statement):
    audit.write(Act.ADDED, actor="U1", subject="report.pdf")
    connection = sqlite3.connect(tmp_path / "var" / "records.db")
    with pytest.raises(sqlite3.DatabaseError, match="the audit is never"):
        connection.execute(statement)
    connection.close()
    (entry,) = audit.entries()
    assert (entry.actor, entry.subject) == ("U1", "report.pdf")


def test_several_processes_write_at_once_and_none_loses_a_row(tmp_path):
    code = (
        "import sys; from pathlib import Path; from bot.records.audit import Audit; audit = Audit(Path(sys.argv[1]))\n"
        "for number in range(100): audit.write('added', actor=sys.argv[2], subject=str(number))\n"
    )
    path = tmp_path / "records.db"
    running = [
        subprocess.Popen([sys.executable, "-c", code, str(path), f"U{n}"], cwd=ROOT, stderr=subprocess.PIPE)
        for n in range(4)
    ]
    assert [process.communicate(timeout=60)[1] for process in running] == [b""] * 4
    entries = Audit(path).entries()
    assert len(entries) == 400
    assert len({entry.id for entry in entries}) == 400
    for n in range(4):
        assert [e.subject for e in entries if e.actor == f"U{n}"] == [str(number) for number in reversed(range(100))]


def test_others_on_the_machine_cannot_read_the_records(audit, tmp_path):
    audit.write(Act.ADDED, actor="U1")
    files = list((tmp_path / "var").iterdir())
    assert {file.name for file in files} >= {"records.db", "records.db-wal"}
    assert [file.name for file in files if file.stat().st_mode & 0o077] == []


def test_to_look_makes_no_file(audit, tmp_path):
    assert audit.entries() == ()
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_no_text_is_written_all_the_same(audit):
    audit.write(Act.ADDED, actor="U1", subject="caf\udce9.pdf")
    assert audit.entries()[0].subject == "caf\\udce9.pdf"


def test_a_folder_that_cannot_be_made_is_said_with_a_remedy_and_before_the_act(tmp_path):
    (tmp_path / "var").write_text("a file")
    audit = Audit(tmp_path / "var" / "records.db")
    for attempt in (audit.ready, lambda: audit.write(Act.ADDED, actor="U1")):
        with pytest.raises(RecordsError, match=r"var/records\.db cannot be written: .*Check FINDINGS_RECORDS "):
            attempt()


def test_a_file_that_may_only_be_read_is_said_and_still_read(tmp_path):
    path = tmp_path / "records.db"
    first = Audit(path)
    first.write(Act.ADDED, actor="U1")
    first.close()
    read_only(path, on=True)
    try:
        audit = Audit(path)
        with pytest.raises(RecordsError, match="cannot be written: attempt to write a readonly database"):
            audit.ready()
        assert len(audit.entries()) == 1
        audit.close()
    finally:
        read_only(path, on=False)


def read_only(path, *, on):
    """Forbid or allow to write a file; skip where whoever runs the tests may write all the same."""
    path.chmod(0o400 if on else 0o600)
    if on:
        try:
            path.open("r+b").close()
        except PermissionError:
            return
        pytest.skip("this user may write files that nobody may write")


def test_a_full_disk_is_said_in_one_sentence_and_is_no_lasting_harm(audit):
    audit.write(Act.ADDED, actor="U1", subject="before")
    fill(audit, full=True)
    with pytest.raises(
        RecordsError, match=r"cannot be written: database or disk is full\. Make room on the disk\.$"
    ) as caught:
        audit.write(Act.ADDED, actor="U1", subject="x" * 1_000_000)
    assert "\n" not in str(caught.value)
    audit.write(Act.ADDED, actor="U1", subject="after")  # the file is opened anew
    assert [entry.subject for entry in audit.entries()] == ["after", "before"]


def fill(audit, *, full):
    """Let SQLite find no room for a further page."""
    connection = audit._records._db
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages if full else 1_000_000}")


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "records.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(RecordsError, match="a database of another program"):
        Audit(path).ready()
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused_with_a_remedy(tmp_path):
    path = tmp_path / "records.db"
    path.write_text("a letter, no database. " * 100)
    with pytest.raises(RecordsError, match="FINDINGS_RECORDS"):
        Audit(path).ready()


def test_a_file_that_was_moved_away_is_made_anew(audit, tmp_path):
    audit.write(Act.ADDED, actor="U1", subject="old")
    for file in (tmp_path / "var").iterdir():
        file.rename(tmp_path / file.name)
    audit.write(Act.ADDED, actor="U1", subject="new")
    assert [entry.subject for entry in audit.entries()] == ["new"]
    assert [entry.subject for entry in Audit(tmp_path / "records.db").entries()] == ["old"]


# -- runs of the indexer ----------------------------------------------------------------------------------------------


@pytest.fixture
def library(tmp_path, monkeypatch):
    """A folder with one document, where findings index can be run."""
    monkeypatch.chdir(tmp_path)
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "letter.txt").write_text("Merrow\n\n1. Managers know their children well.\n")
    for name in ("DOCUMENTS", "INDEX", "RECORDS"):
        monkeypatch.delenv(f"FINDINGS_{name}", raising=False)
    return documents


def index(*words):
    done = subprocess.run(
        [
            sys.executable,
            "-P",
            "-c",
            f"import sys; sys.path.insert(0, {str(ROOT)!r}); from bot.cli import main; main()",
        ]
        + ["index", *words],
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_a_run_of_the_indexer_that_changes_the_library_is_in_the_audit_and_no_other(library, tmp_path):
    index()
    index()
    index("--rebuild")
    newer, older = Audit(tmp_path / "var" / "records.db").entries()
    assert older.actor.startswith("cli:")
    assert (older.act, older.subject) == ("reindexed", "")
    assert older.detail.startswith("1 added, 0 updated, 0 removed, 0 not read; generation ")
    assert newer.subject == "everything from scratch"


def test_where_the_audit_cannot_be_written_the_library_is_indexed_and_this_is_said(library, tmp_path, monkeypatch):
    monkeypatch.setenv("FINDINGS_RECORDS", str(library / "letter.txt" / "records.db"))
    said = index()
    assert said.startswith("This run is not in the audit. ")
    assert said.count("\n") == 1
