"""Watching the documents folder: a word once what changed is at rest, and never of what is hidden."""

import asyncio
import shutil
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from pathlib import Path

from bot.library import folder_watcher as watching
from bot.library.folder_watcher import changes

NEVER = 1_000.0
QUIET = 1.2  # seconds in which a word would have come


class Words:
    """The words that came, each with its time."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.came = asyncio.Event()

    async def wait(self, *, timeout: float = 10) -> float:
        await asyncio.wait_for(self.came.wait(), timeout)
        self.came.clear()
        return self.times[-1]


def watched(
    documents: Path, work: Callable[[Words], Awaitable[None]], *, rest: float = 0.3, look: float = NEVER
) -> None:
    """Do some work while a folder is watched."""

    async def follow(words: Words) -> None:
        async for _ in changes(documents, rest=rest, look=look):
            words.times.append(time.monotonic())
            words.came.set()

    async def run() -> None:
        words = Words()
        task = asyncio.ensure_future(follow(words))
        if look == NEVER and documents.exists():
            await ready(documents, words)
        try:
            await work(words)
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    asyncio.run(run())


async def ready(documents: Path, words: Words) -> None:
    """Wait until the watch is set: change a file until a word of it comes."""
    for number in range(100):
        (documents / "ready.txt").write_text(f"{number}")
        with suppress(TimeoutError):
            await words.wait(timeout=0.5)
            break
    await quiet(words)


async def quiet(words: Words) -> None:
    """Wait until no more words come of what was done before."""
    with suppress(TimeoutError):
        while True:
            await words.wait(timeout=QUIET)


def test_a_file_that_grows_is_not_told_of_until_it_is_whole(tmp_path):
    whole = 0.0

    async def work(words):
        nonlocal whole
        with (tmp_path / "report.pdf").open("wb") as file:
            for _ in range(12):
                file.write(b"x" * 1_000)
                file.flush()
                await asyncio.sleep(0.15)
        whole = time.monotonic()
        before = len(words.times)
        assert await words.wait() > whole
        assert len(words.times) == before + 1

    watched(tmp_path, work)
    assert whole


def test_hidden_files_and_folders_are_left_alone(tmp_path):
    (tmp_path / ".bin").mkdir()

    async def work(words):
        (tmp_path / ".bin" / "report.pdf").write_bytes(b"x")
        (tmp_path / ".draft.docx").write_bytes(b"x")
        (tmp_path / "~$report.docx").write_bytes(b"x")
        with suppress(TimeoutError):
            await words.wait(timeout=QUIET)
            raise AssertionError("a word of what is hidden")
        (tmp_path / "catalogue.toml").write_text("")
        await words.wait()

    watched(tmp_path, work)


def test_a_removed_file_and_a_renamed_folder_are_told_of(tmp_path):
    (tmp_path / "merrow").mkdir()
    (tmp_path / "merrow" / "report.pdf").write_bytes(b"x")

    async def work(words):
        (tmp_path / "merrow").rename(tmp_path / "merrowshire")
        await words.wait()
        (tmp_path / "merrowshire" / "report.pdf").unlink()
        await words.wait()

    watched(tmp_path, work)


def test_a_folder_that_sends_no_word_is_looked_at_again_and_again(tmp_path):
    async def work(words):
        before = len(words.times)
        for _ in range(3):
            await words.wait()
        assert len(words.times) >= before + 3

    watched(tmp_path, work, look=0.4)


def test_a_folder_that_goes_away_and_comes_back_is_watched_again(tmp_path):
    documents = tmp_path / "documents"
    documents.mkdir()

    async def work(words):
        shutil.rmtree(documents)
        await quiet(words)
        documents.mkdir()
        await words.wait()
        await quiet(words)
        (documents / "report.pdf").write_bytes(b"x")
        await words.wait()

    watched(documents, work)


def test_a_folder_that_is_not_there_yet_is_waited_for(tmp_path):
    documents = tmp_path / "documents"

    async def work(words):
        await asyncio.sleep(0.5)
        assert words.times == []
        documents.mkdir()
        await words.wait()

    watched(documents, work, look=0.5)


def test_a_folder_that_the_system_does_not_watch_is_looked_at_now_and_then(tmp_path, monkeypatch):
    async def refuse(*_, **__):
        raise OSError("no space left on device")
        yield

    monkeypatch.setattr(watching, "awatch", refuse)

    async def work(words):
        for _ in range(3):
            await words.wait()

    watched(tmp_path, work, look=0.1)
