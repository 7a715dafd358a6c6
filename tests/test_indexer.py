"""The indexer brings the index up to date with the folder, and touches no more than it must."""

import os
import sqlite3
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.errors import FolderError, IndexBusyError, IndexStoreError
from index.folder import listing as folder_room
from index.folder.listing import printable
from index.indexing.indexer import Progress, Report, index_folder
from index.indexing.read_file import Refused, Task, read_file
from index.indexing.run_lock import only_run
from index.indexing.worker_pool import Failure, run_tasks
from index.storage.open import open_library


class Library:
    """A documents folder with its index."""

    def __init__(self, home: Path) -> None:
        self.folder = home / "documents"
        self.index = home / "var" / "findings.db"
        self.folder.mkdir()

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, **options) -> Report:
        options.setdefault("prepare", False)
        return index_folder(self.folder, self.index, workers=1, **options)

    def texts(self) -> dict[str, list[str]]:
        held = open_library(self.index)
        return {document.path: [p.text for p in held.passages_of(document)] for document in held.documents}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path)


@pytest.fixture
def opened(monkeypatch) -> list[str]:
    """List the names of the files whose content is looked at."""
    names: list[str] = []
    hash_file = folder_room.hash_file

    def watch(folder, seen):
        names.append(seen.name)
        return hash_file(folder, seen)

    monkeypatch.setattr("index.indexing.changes.hash_file", watch)
    return names


def age(path: Path) -> None:
    """Set the time of a file back by a minute, as if it had been there for a while."""
    there = path.stat()
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns - 60_000_000_000))


def settle(library: Library) -> None:
    """Mark the records as made an hour later than they were, in place of waiting for the clock to tick."""
    with sqlite3.connect(library.index) as connection:
        connection.execute("UPDATE files SET checked_ns = checked_ns + 3600000000000")
    connection.close()


def summary(report: Report) -> tuple:
    return report.added, report.updated, report.removed, report.unchanged, report.generation


def test_a_copy_under_a_shorter_name_takes_no_date_away(library: Library) -> None:
    text = "Letter to Merrow council\n\n1. Visits went well.\n\n2. The end.\n"
    for name in ("letter - 30 january 2024.txt", "copy.txt"):
        library.write(name, text)
        library.run()
        (held,) = open_library(library.index).documents
        assert (held.path, held.published) == ("letter - 30 january 2024.txt", date(2024, 1, 30))
    assert held.also == ("copy.txt",)


def test_a_folder_becomes_a_library(library):
    library.write("merrow/letter.txt", "Children are safe.\n\nPlans are timely.")
    library.write("notes.md", "# Notes\n\nLeaders listen.")
    report = library.run()
    assert summary(report) == (("merrow/letter.txt", "notes.md"), (), (), 0, 1)
    assert library.texts() == {
        "merrow/letter.txt": ["Children are safe.", "Plans are timely."],
        "notes.md": ["Leaders listen."],
    }


def test_a_second_run_opens_no_file_and_makes_no_generation(library, opened):
    library.write("a.txt", "Children are safe.")
    library.run()
    settle(library)
    opened.clear()
    assert summary(library.run()) == ((), (), (), 1, 1)
    assert opened == []


def test_a_file_written_within_a_tick_of_its_reading_is_looked_at_again(library, opened):
    path = library.write("a.txt", "Children are safe.")
    library.run()
    record = path.stat()
    with sqlite3.connect(library.index) as connection:
        connection.execute("UPDATE files SET checked_ns = ?", (record.st_mtime_ns + 1,))
    connection.close()
    opened.clear()
    library.run()
    assert opened == ["a.txt"]


def test_a_touched_file_is_looked_at_and_not_read(library, opened):
    path = library.write("a.txt", "Children are safe.")
    library.run()
    age(path)
    opened.clear()
    report = library.run(read="tests_never:read")
    assert summary(report) == ((), (), (), 1, 1)
    assert opened == ["a.txt"]


def test_new_changed_and_removed_files_are_told_apart(library):
    library.write("stays.txt", "It stays.")
    library.write("changes.txt", "Before.")
    gone = library.write("goes.txt", "It goes.")
    library.run()
    library.write("changes.txt", "After, and longer.")
    library.write("comes.txt", "It comes.")
    gone.unlink()
    assert summary(library.run()) == (("comes.txt",), ("changes.txt",), ("goes.txt",), 1, 2)
    assert library.texts() == {
        "changes.txt": ["After, and longer."],
        "comes.txt": ["It comes."],
        "stays.txt": ["It stays."],
    }


def test_a_renamed_file_is_described_by_its_new_name(library):
    library.write("a.txt", "Children are safe.")
    library.run()
    (library.folder / "a.txt").rename(library.folder / "letter - 8 july 2025.txt")
    assert summary(library.run()) == (("letter - 8 july 2025.txt",), (), ("a.txt",), 0, 2)
    assert open_library(library.index).documents[0].published == date(2025, 7, 8)


def test_two_identical_files_are_one_document_with_two_names(library):
    library.write("report.txt", "Children are safe.")
    library.write("report (1).txt", "Children are safe.")
    library.run()
    (document,) = open_library(library.index).documents
    assert (document.path, document.also) == ("report.txt", ("report (1).txt",))
    (library.folder / "report.txt").unlink()
    library.run()
    (document,) = open_library(library.index).documents
    assert (document.path, document.also) == ("report (1).txt", ())


def test_running_bit_by_bit_ends_where_a_rebuild_does(library):
    library.write("a.txt", "One.")
    library.run()
    library.write("copy of a.txt", "One.")
    library.write("b.txt", "Two.")
    library.run()
    (library.folder / "a.txt").unlink()
    library.run()
    grown = open_library(library.index)
    library.run(rebuild=True)
    rebuilt = open_library(library.index)
    assert rebuilt.documents == grown.documents
    assert library.texts() == {"b.txt": ["Two."], "copy of a.txt": ["One."]}


def test_a_file_that_could_not_be_read_is_reported_again_and_not_opened_again(library, opened):
    library.write("a.txt", "Children are safe.")
    library.write("empty.txt", "")
    first = library.run()
    settle(library)
    opened.clear()
    second = library.run()
    assert first.failed == second.failed
    assert [name for name, _ in second.failed] == ["empty.txt"]
    assert opened == []


def test_a_file_that_is_mended_is_read(library):
    library.write("a.txt", "")
    assert library.run().added == ()
    library.write("a.txt", "Children are safe.")
    report = library.run()
    assert (report.added, report.failed) == (("a.txt",), ())


def test_a_report_that_becomes_unreadable_leaves_the_library(library):
    library.write("a.txt", "Children are safe.")
    library.run()
    library.write("a.txt", "")
    report = library.run()
    assert (report.removed, [name for name, _ in report.failed]) == (("a.txt",), ["a.txt"])


@pytest.mark.parametrize("fault", ["die", "fail"])
def test_a_reader_that_breaks_on_a_held_file_costs_no_reading(library, monkeypatch, fault):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    library.write("a.txt", "Children are safe.")
    library.write("b.txt", "Plans are timely.")
    library.run()
    broken = library.run(rebuild=True, read=f"test_indexer:{fault}_on_a")
    assert (broken.removed, broken.updated, [name for name, _ in broken.failed]) == ((), ("b.txt",), ["a.txt"])
    assert broken.failed[0][1].endswith("What was read of it before is kept.")
    assert library.texts() == {"a.txt": ["Children are safe."], "b.txt": ["Plans are timely."]}
    again = library.run(read=f"test_indexer:{fault}_on_a")
    assert (again.failed, again.unchanged, again.news) == (broken.failed, 2, ())
    whole = library.run()
    assert (whole.failed, whole.updated) == ((), ("a.txt",))


@pytest.mark.parametrize("fault", ["die", "fail", "hoard"])
def test_a_report_whose_reading_was_interrupted_is_read_by_the_next_run(library, monkeypatch, fault):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    library.write("a.txt", "Children are safe.")
    library.write("empty.txt", "")
    broken = library.run(read=f"test_indexer:{fault}_on_a")
    assert ([name for name, _ in broken.failed], broken.added) == (["a.txt", "empty.txt"], ())
    settle(library)
    report = library.run(read="test_indexer:read_all_but_empty")
    assert ([name for name, _ in report.failed], report.added) == (["empty.txt"], ("a.txt",))
    assert library.texts() == {"a.txt": ["Children are safe."]}


def test_a_file_that_a_new_reader_refuses_leaves_the_library(library, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    library.write("a.txt", "Children are safe.")
    library.run()
    report = library.run(rebuild=True, read="test_indexer:refuse")
    assert (report.removed, [name for name, _ in report.failed]) == (("a.txt",), ["a.txt"])
    assert library.texts() == {}


def test_a_changed_file_that_breaks_the_reader_is_not_quoted_as_it_was(library, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    library.write("a.txt", "Children are safe.")
    library.run()
    library.write("a.txt", "Children were safe.")
    report = library.run(read="test_indexer:fail_on_a")
    assert (report.removed, [name for name, _ in report.failed]) == (("a.txt",), ["a.txt"])
    assert "kept" not in report.failed[0][1]


def test_rebuild_reads_every_file_again(library):
    library.write("a.txt", "Children are safe.")
    library.run()
    assert summary(library.run(rebuild=True)) == ((), ("a.txt",), (), 0, 2)


def test_another_version_of_the_readers_reads_every_file_again(library, monkeypatch):
    library.write("a.txt", "Children are safe.")
    library.write("empty.txt", "")
    library.run()
    with sqlite3.connect(library.index) as connection:
        connection.execute("UPDATE readings SET reader = 'old'")
        connection.execute("UPDATE files SET reader = 'old'")
    connection.close()
    report = library.run()
    assert (report.updated, [name for name, _ in report.failed]) == (("a.txt",), ["empty.txt"])
    assert library.run().updated == ()


def test_the_catalogue_describes_anew_without_reading(library):
    library.write("a.txt", "Children are safe.")
    library.run()
    library.write("catalogue.toml", '["a.txt"]\nauthority = "Merrow"\n')
    report = library.run(read="tests_never:read")
    assert summary(report) == ((), ("a.txt",), (), 0, 2)
    assert open_library(library.index).documents[0].authority == "Merrow"
    (library.folder / "catalogue.toml").unlink()
    library.run(read="tests_never:read")
    assert open_library(library.index).documents[0].authority != "Merrow"


def test_a_wrong_catalogue_entry_is_reported_with_its_line_and_harms_nothing(library):
    library.write("a.txt", "Children are safe.")
    library.write(
        "catalogue.toml", '["a.txt"]\nauthority = "Merrow"\npublished = "soon"\n\n["b.txt"]\nauthority = "X"\n'
    )
    report = library.run()
    assert [line.partition(":")[0] for line in report.warnings] == ["catalogue.toml, line 3", "catalogue.toml, line 5"]
    assert open_library(library.index).documents[0].authority == "Merrow"


def test_search_is_prepared_by_document_and_then_over_all(library, monkeypatch):
    def lengths() -> list[int]:
        """Give the number of words of each passage, in the order of the library, from what search was given."""
        return np.frombuffer(open_library(library.index).artifacts["lengths"], np.int32).tolist()

    library.write("b.txt", "One.\n\nTwo words.")
    library.write("c.txt", "Three words here.")
    library.run(prepare=True)
    assert lengths() == [1, 2, 3]
    library.write("a.txt", "Zero words are in here.")
    library.run(prepare=True)
    assert lengths() == [5, 1, 2, 3]
    monkeypatch.setattr("index.indexing.indexer.search_version", lambda: "another")
    report = library.run(prepare=True, read="tests_never:read")
    assert lengths() == [5, 1, 2, 3]
    assert (report.generation, report.updated) == (3, ())


def test_named_paths_alone_are_looked_at(library):
    library.write("a/one.txt", "One.")
    library.write("b/two.txt", "Two.")
    library.run()
    library.write("a/one.txt", "One, changed.")
    (library.folder / "b/two.txt").unlink()
    assert summary(library.run(paths=[library.folder / "a"])) == ((), ("a/one.txt",), (), 1, 2)
    assert summary(library.run(paths=[Path("b/two.txt")])) == ((), (), ("b/two.txt",), 1, 3)


def test_a_path_outside_the_folder_is_refused(library, tmp_path):
    (tmp_path / "other.txt").write_text("x")
    with pytest.raises(FolderError, match="is not in the documents folder"):
        library.run(paths=[tmp_path / "other.txt"])


def test_a_path_that_stands_for_nothing_is_refused(library):
    with pytest.raises(FolderError, match="There is no missing"):
        library.run(paths=[library.folder / "missing.txt"])


def test_a_second_indexer_says_at_once_that_one_is_at_work(library):
    library.write("a.txt", "Children are safe.")
    with only_run(library.index), pytest.raises(IndexBusyError, match="is being written by another run"):
        library.run()
    assert library.run().added == ("a.txt",)


def test_the_lock_is_not_handed_on_to_workers(library):
    library.write("a.txt", "Children are safe.")

    def progress(_: Progress) -> None:
        handed = {os.readlink(link) for link in _descriptors_of_children() if os.path.islink(link)}
        assert not [target for target in handed if target.startswith(str(library.index))]

    library.run(progress=progress)


def _descriptors_of_children() -> list[str]:
    children = Path(f"/proc/{os.getpid()}/task/{threading.get_native_id()}/children").read_text().split()
    return [str(link) for child in children for link in Path(f"/proc/{child}/fd").glob("*")]


def test_progress_counts_every_file_to_its_end(library):
    library.write("a.txt", "One.")
    library.write("b.txt", "Two.")
    steps: list[Progress] = []
    library.run(progress=steps.append)
    assert [(step.done, step.total) for step in steps[:-1]] == [(0, 2), (1, 2), (2, 2)]
    assert steps[-1] == Progress(1, 1, "")


def test_every_run_is_on_record(library):
    library.write("a.txt", "One.")
    library.write("empty.txt", "")
    library.run()
    library.run()
    with sqlite3.connect(library.index) as connection:
        rows = connection.execute("SELECT generation, added, unchanged, failed FROM runs ORDER BY id").fetchall()
    connection.close()
    assert [row[:3] for row in rows] == [(1, '["a.txt"]', 0), (1, "[]", 1)]
    assert "empty.txt" in rows[1][3]


def test_an_index_that_is_no_database_needs_a_rebuild(library):
    library.write("a.txt", "One.")
    library.index.parent.mkdir()
    library.index.write_bytes(b"notes of a meeting")
    with pytest.raises(IndexStoreError, match="findings index --rebuild"):
        library.run()
    assert library.run(rebuild=True).added == ("a.txt",)


def test_names_are_written_for_people():
    assert printable(b"merrow/caf\xc3\xa9 \xf0\x9f\x93\x84.pdf") == "merrow/café 📄.pdf"
    assert printable(b"-bad\xff\x1b[2J\n.pdf") == "-bad\\xff\\x1b[2J\\n.pdf"


def test_a_worker_that_dies_costs_its_task_alone(monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    outcomes = run_tasks(
        "test_indexer:misbehave", ["die", "fail", "hoard", "loop", "print", "work"], workers=2, seconds=1
    )
    assert {outcome.task: (outcome.result, outcome.failure, outcome.detail) for outcome in outcomes} == {
        "die": (None, Failure.CRASH, "SIGSEGV"),
        "fail": (None, Failure.ERROR, "ValueError: no"),
        "hoard": (None, Failure.MEMORY, ""),
        "loop": (None, Failure.OVERRUN, ""),
        "print": ("print", None, ""),
        "work": ("work", None, ""),
    }


def misbehave(task: str) -> str:
    """Do in a worker what files have made libraries do."""
    match task:
        case "die":
            os.kill(os.getpid(), 11)
        case "fail":
            raise ValueError("no")
        case "hoard":
            bytearray(2 << 30)
        case "loop":
            while True:
                pass
        case "print":
            print("a library that talks")
    return task


def die_on_a(task: Task) -> object:
    """Read every file but one, which breaks the reader outright."""
    return misbehave("die") if task.seen.name == "a.txt" else read_file(task)


def fail_on_a(task: Task) -> object:
    """Read every file but one, on which the reader has a fault of its own."""
    return misbehave("fail") if task.seen.name == "a.txt" else read_file(task)


def hoard_on_a(task: Task) -> object:
    """Read every file but one, which takes more memory than there is."""
    return misbehave("hoard") if task.seen.name == "a.txt" else read_file(task)


def read_all_but_empty(task: Task) -> object:
    """Read a file, unless it is one that has been refused before: that is not to be asked for again."""
    assert task.seen.name != "empty.txt"
    return read_file(task)


def refuse(_: Task) -> Refused:
    """Refuse a file as a reader does."""
    return Refused("it is empty", "Remove it.")
