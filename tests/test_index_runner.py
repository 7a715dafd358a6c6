"""Re-indexing beside answers: one run at a time in a process of its own, told of, written down, and without a trace
where it is stopped; and the new generation opened beside the one that answers."""

import asyncio
import gc
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Awaitable, Callable
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest

from bot.library.index_runner import IndexRunner, RunState
from bot.records.audit import Audit
from bot.settings import Settings
from bot.slack import searcher_manager
from bot.slack.searcher_manager import SearcherManager
from index.errors import FolderError
from index.folder.listing import being_written, list_folder
from index.indexing import indexer
from index.indexing.indexer import Report, index_folder
from index.indexing.run_lock import answering, is_answered_from, only_run
from index.storage.open import open_library, read_generation
from index.storage.records import read_runs

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def settings(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(2):
        write(documents, number)
    return Settings(documents=documents, index=tmp_path / "findings.db", records=tmp_path / "records.db")


def write(documents: Path, number: int, words: str = "went well") -> None:
    (documents / f"letter {number}.txt").write_text(
        f"Letter {number} to Merrow council\n\nPublished: 3 May 2021\n\n1. Visit {number} {words}.\n\n2. The end.\n"
    )


def index_bare(settings: Settings, *, unattended: bool = False, sure: bool = False) -> Report:
    """Index, and prepare no search: where none is asked for, that is most of the time."""
    return index_folder(settings.documents, settings.index, workers=1, prepare=False, unattended=unattended, sure=sure)


class Bench:
    """A reindexer at work, with everything that it said."""

    def __init__(self, settings: Settings) -> None:
        self.audit = Audit(settings.records)
        self.told: list[str] = []
        self.states: list[RunState] = []
        self.reindexer = IndexRunner(settings, self.audit, notify_admins=self._tell)
        self.reindexer.subscribe(self.states.append)

    async def _tell(self, words: str) -> None:
        self.told.append(words)

    def runs(self) -> int:
        """Count the runs that began."""
        flags = [False, *(state.running for state in self.states)]
        return sum(now and not before for before, now in pairwise(flags))

    async def do(self, *, actor: str = "U1", why: str = "") -> RunState:
        self.reindexer.request(actor=actor, why=why)
        assert await self.reindexer.idle(timeout=60)
        return self.reindexer.state


def at_work(settings: Settings, work: Callable[[Bench], Awaitable[None]]) -> Bench:
    bench = Bench(settings)

    async def run() -> None:
        task = asyncio.ensure_future(bench.reindexer.run())
        try:
            await work(bench)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(run())
    return bench


def entries(bench: Bench) -> list[tuple[str, str, str]]:
    return [(entry.actor, entry.outcome, entry.detail) for entry in bench.audit.entries()]


def test_a_run_reads_the_folder_and_tells_how_far_it_is(settings):
    async def work(bench):
        state = await bench.do(why="letters came")
        assert state.error is None
        assert sorted(state.report["added"]) == ["letter 0.txt", "letter 1.txt"]

    bench = at_work(settings, work)
    assert any((state.done, state.total) == (2, 2) for state in bench.states)
    assert entries(bench) == [("U1", "done", "2 added, 0 updated, 0 removed, 0 not read; generation 1")]
    assert bench.audit.entries()[0].subject == "letters came"
    assert bench.told == []


def test_requests_during_a_run_are_one_more_run(settings):
    async def work(bench):
        bench.reindexer.request(actor="U1")
        await until(lambda: bench.reindexer.state.running)
        for number in range(5):
            bench.reindexer.request(actor=f"U{number}")
        assert await bench.reindexer.idle(timeout=60)

    assert at_work(settings, work).runs() == 2


def test_a_run_of_the_watcher_is_written_down_only_if_it_changed_something(settings):
    async def work(bench):
        await bench.do(actor="watcher")
        await bench.do(actor="watcher")

    bench = at_work(settings, work)
    assert [actor for actor, _, _ in entries(bench)] == ["watcher"]
    assert len(read_runs(settings.index)) == 2


def test_looks_that_find_nothing_new_leave_one_line_in_the_runs(settings):
    for _ in range(4):
        index_bare(settings)
    assert [bool(run.added) for run in read_runs(settings.index)] == [False, True]
    write(settings.documents, 7)
    index_bare(settings)
    assert [bool(run.added) for run in read_runs(settings.index)] == [True, False, True]


def test_another_run_is_waited_for_and_told_of(settings):
    async def work(bench):
        with only_run(settings.index):
            bench.reindexer.request(actor="U1")
            await until(lambda: bench.reindexer.state.waiting)
            assert "another run" in bench.reindexer.state.error
        assert await bench.reindexer.idle(timeout=60)
        assert bench.reindexer.state.error is None
        assert not bench.reindexer.state.waiting

    bench = at_work(settings, work)
    assert bench.told == []
    assert read_generation(settings.index) == 1


def test_a_run_that_fails_is_told_of_once_and_written_down(settings):
    async def work(bench):
        settings.documents.rename(settings.documents.with_name("elsewhere"))
        await bench.do()
        await bench.do(actor="watcher")

    bench = at_work(settings, work)
    assert len(bench.told) == 1
    assert "does not exist" in bench.told[0]
    assert {outcome for _, outcome, _ in entries(bench)} == {"failed"}


def test_a_file_that_cannot_be_read_is_told_of_once(settings):
    (settings.documents / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing more")

    async def work(bench):
        await bench.do(actor="watcher")
        write(settings.documents, 9)
        await bench.do(actor="watcher")

    bench = at_work(settings, work)
    assert len(bench.told) == 1
    assert bench.told[0].startswith("Cannot read broken.pdf: ")


def test_an_indexer_that_breaks_down_is_told_of_in_one_sentence(settings):
    settings.index.mkdir()  # nothing that is foreseen

    async def work(bench):
        assert (await bench.do()).error

    assert len(at_work(settings, work).told) == 1


def test_a_run_that_is_stopped_leaves_the_index_as_it_was(settings):
    index_folder(settings.documents, settings.index, workers=1)
    for number in range(2, 60):
        write(settings.documents, number)

    async def work(bench):
        bench.reindexer.request(actor="U1")
        await until(lambda: bench.reindexer.state.done > 0)

    at_work(settings, work)
    assert read_generation(settings.index) == 1
    with only_run(settings.index):  # nobody is at work any more
        pass
    left = {path.name for path in settings.index.parent.iterdir()}
    assert not {name for name in left if "staging" in name}


def test_the_indexer_ends_when_the_bot_is_killed(settings):
    """It cannot tell anybody any more how far it is, ends, and leaves one generation or the other."""
    for number in range(2, 60):
        write(settings.documents, number)
    script = (
        "import os, signal, subprocess, sys\n"
        "child = subprocess.Popen([sys.executable, '-m', 'bot.cli', 'index', '--lines'], stdout=subprocess.PIPE)\n"
        "child.stdout.readline()\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    environment = {
        **os.environ,
        "FINDINGS_DOCUMENTS": str(settings.documents),
        "FINDINGS_INDEX": str(settings.index),
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    report = retried(lambda: index_folder(settings.documents, settings.index, workers=1))
    assert len(open_library(settings.index).documents) == 60
    assert report.failed == ()


@pytest.fixture
def interrupted_by_ctrl_c():
    """Let what is started be ended by Ctrl-C: shells have whatever they start in the background ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interrupted_by_ctrl_c")
def test_the_command_line_goes_on_reading_what_comes_until_it_is_told_to_end(settings):
    environment = {
        **os.environ,
        "FINDINGS_DOCUMENTS": str(settings.documents),
        "FINDINGS_INDEX": str(settings.index),
    }
    command = [sys.executable, "-m", "bot.cli", "index", "--watch", "--json"]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert len(json.loads(process.stdout.readline())["added"]) == 2
        added: list[str] = []
        number = 10
        while not added:  # the watch is set a moment after the first run
            write(settings.documents, number)
            number += 1
            ready, _, _ = select.select([process.stdout], [], [], 3)
            if ready:
                added = json.loads(process.stdout.readline())["added"]
        assert "letter 10.txt" in added
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert "letter 10.txt" in {document.path for document in open_library(settings.index).documents}


def retried(work):
    """Do some work again until no other run is at it."""
    from index.errors import IndexBusyError

    ended = threading.Event()
    for _ in range(300):
        try:
            return work()
        except IndexBusyError:
            ended.wait(0.1)
    raise AssertionError("another run does not end")


def test_the_indexer_is_given_no_token(settings, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    bench = Bench(settings)
    assert "xoxb-secret" not in bench.reindexer._environment().values()


def test_a_run_of_many_files_gives_way_while_somebody_answers(settings):
    assert not is_answered_from(settings.index)
    with answering(settings.index):
        assert is_answered_from(settings.index)
        with answering(settings.index):
            pass
        assert is_answered_from(settings.index)
    assert not is_answered_from(settings.index)


# -- what nobody looks at ----------------------------------------------------------------------------------------------


def test_an_empty_folder_is_not_believed_when_nobody_looks_on(settings):
    index_bare(settings)
    shutil.rmtree(settings.documents)
    settings.documents.mkdir()
    with pytest.raises(FolderError, match="connect it again"):
        index_bare(settings, unattended=True)
    with pytest.raises(FolderError, match="findings index --yes"):
        index_bare(settings)
    assert len(open_library(settings.index).documents) == 2
    assert len(index_bare(settings, sure=True).removed) == 2


def test_a_folder_that_is_half_empty_is_not_believed(settings):
    for number in range(2, 6):
        write(settings.documents, number)
    index_bare(settings)
    for number in range(4):
        (settings.documents / f"letter {number}.txt").unlink()
    with pytest.raises(FolderError, match="4 of the 6 documents"):
        index_bare(settings)
    assert len(open_library(settings.index).documents) == 6
    (settings.documents / "moved").mkdir()
    write(settings.documents / "moved", 0)
    write(settings.documents, 1)
    report = index_bare(settings)
    assert (len(report.removed), len(open_library(settings.index).documents)) == (3, 4)


def test_a_file_that_still_grows_is_left_for_the_next_run(settings, monkeypatch):
    index_bare(settings)
    write(settings.documents, 0, "went badly and was")
    write(settings.documents, 5)
    monkeypatch.setattr(indexer, "being_written", lambda *_, **__: frozenset({"letter 0.txt", "letter 5.txt"}))
    report = index_bare(settings, unattended=True)
    assert (report.added, report.updated, report.failed) == ((), (), ())
    monkeypatch.undo()
    report = index_bare(settings)
    assert (report.added, report.updated) == (("letter 5.txt",), ("letter 0.txt",))


def test_what_grows_is_told_from_what_is_new(settings):
    write(settings.documents, 0)
    growing = settings.documents / "growing.txt"
    growing.write_text("a")
    stop = threading.Event()

    def grow() -> None:
        while not stop.wait(0.02):
            with growing.open("a") as file:
                file.write("a")

    thread = threading.Thread(target=grow)
    thread.start()
    try:
        found = being_written(settings.documents, list_folder(settings.documents), rest=0.2)
    finally:
        stop.set()
        thread.join()
    assert found == {"growing.txt"}


# -- the shelf ---------------------------------------------------------------------------------------------------------


def test_no_question_waits_for_a_generation_to_be_opened(settings, monkeypatch):
    index_folder(settings.documents, settings.index, workers=1)
    shelf = SearcherManager(settings)
    first = shelf.current()
    write(settings.documents, 3)
    index_folder(settings.documents, settings.index, workers=1)
    opening, go_on = threading.Event(), threading.Event()
    real = searcher_manager.open_answerer

    def slow(*arguments, **more):
        opening.set()
        assert go_on.wait(30)
        return real(*arguments, **more)

    monkeypatch.setattr(searcher_manager, "open_answerer", slow)
    thread = threading.Thread(target=shelf.refresh)
    thread.start()
    assert opening.wait(30)
    assert shelf.current() is first
    assert first.answerer.answer("visit 1 in Merrow").generation == 1
    go_on.set()
    thread.join()
    assert shelf.current().library.generation == 2
    shelf.close()


def test_the_former_generation_is_let_go(settings):
    index_folder(settings.documents, settings.index, workers=1)
    shelf = SearcherManager(settings)
    shelf.current().answerer.answer("visit 1 in Merrow")
    former = weakref.ref(shelf.current().library)
    write(settings.documents, 3)
    index_folder(settings.documents, settings.index, workers=1)
    assert shelf.refresh()
    gc.collect()
    assert former() is None
    shelf.close()


def test_nothing_is_opened_where_nothing_is_new(settings):
    index_folder(settings.documents, settings.index, workers=1)
    shelf = SearcherManager(settings)
    held = shelf.current()
    assert not shelf.refresh()
    assert shelf.current() is held
    shelf.close()


def test_an_index_that_was_made_anew_is_opened_though_its_number_is_the_same(settings):
    index_folder(settings.documents, settings.index, workers=1)
    shelf = SearcherManager(settings)
    assert len(shelf.current().library.documents) == 2
    settings.index.rename(settings.index.with_name("old.db"))
    write(settings.documents, 3)
    index_folder(settings.documents, settings.index, workers=1)
    assert shelf.refresh()
    assert len(shelf.current().library.documents) == 3
    shelf.close()


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(60):
        while not holds():
            await asyncio.sleep(0.01)
