"""The library and its answerer as this process has them open, and the few threads that work on them.

A newer generation is opened beside the one that answers: no question waits for that. Every search runs in a thread of a
small pool, so that events are acknowledged while questions are worked on.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from bot.answers import Answerer, PassageResolver, open_answerer
from bot.logs import log
from bot.privacy import known_names
from bot.settings import Settings
from index.errors import IndexStoreError
from index.folder import load_local
from index.storage import Library, read_generation
from index.vocabulary import VOCABULARY

T = TypeVar("T")
# Searching is arithmetic under one interpreter lock: more threads make every answer later and none sooner.
WORKERS = 2
LOOK_EVERY = 0.25
FAULT_WAIT = 1.0  # seconds until it is looked again at an index that could not be opened
# What is open: the generation, and whatever else an answer is made with.
Stamp = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One generation, open; ``known`` says whether words stand in its documents, ``resolver`` finds kept passages."""

    library: Library
    answerer: Answerer
    known: Callable[[str], bool]
    resolver: PassageResolver


class SearcherManager:
    """Opens generations and runs work on them."""

    def __init__(self, settings: Settings) -> None:
        """Take the settings; nothing is opened yet."""
        self._settings = settings
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="search")
        self._quick = ThreadPoolExecutor(1, thread_name_prefix="look")
        self._opener = ThreadPoolExecutor(1, thread_name_prefix="open")
        self._lock = threading.Lock()
        self._open: Snapshot | None = None
        self._stamp: Stamp | None = None

    def current(self) -> Snapshot:
        """Return the newest generation that is open; only the first one is waited for.

        Raises:
            IndexMissingError: nothing has been indexed.
            IndexStoreError: the index cannot be read.
        """
        held = self._open
        if held is not None:
            return held
        self.refresh()
        assert self._open is not None
        return self._open

    @property
    def is_open(self) -> bool:
        """Tell whether there is a generation to answer from."""
        return self._open is not None

    def refresh(self) -> bool:
        """Open the newest generation beside the one that answers, then put it in its place in one step.

        False where nothing is new. Raises IndexMissingError or IndexStoreError; the one that answers stays.
        """
        with self._lock:
            stamp = self._look()
            if self._open is not None and stamp == self._stamp:
                return False
            words = load_local(self._settings.documents / VOCABULARY)
            answerer = open_answerer(
                self._settings.index,
                home_authority=self._settings.home_authority,
                words=words,
                neighbours=self._settings.neighbours,
                safeguarding=self._settings.safeguarding,
            )
            known = known_names(answerer.library, answerer.gazetteer)
            self._open, self._stamp = (
                Snapshot(answerer.library, answerer, known, PassageResolver(answerer.library)),
                stamp,
            )
            return True

    async def keep_current(self) -> None:
        """Look for a new generation until this is cancelled; whatever happens, the one that is open answers on."""
        loop = asyncio.get_running_loop()
        told = ""
        while True:
            await asyncio.sleep(FAULT_WAIT if told else LOOK_EVERY)
            try:
                if await loop.run_in_executor(self._opener, self.refresh) and self._open is not None:
                    log.info("Answering from generation %d.", self._open.library.generation)
                told = ""
            except Exception as error:
                if str(error) == told:
                    continue
                told = str(error) or type(error).__name__
                if not isinstance(error, IndexStoreError | OSError):
                    log.exception("A new generation cannot be opened; the former one answers.")
                elif self._open is not None:
                    log.warning("The index cannot be read again; the former one answers. %s", error)

    def _look(self) -> Stamp:
        """Say what is there to be opened."""
        index = self._settings.index
        generation = read_generation(index)
        file = os.stat(index)  # a file that was made anew begins to count anew
        return generation, file.st_dev, file.st_ino, self._words_stamp()

    def _words_stamp(self) -> tuple[int, int, int] | None:
        try:
            words = os.stat(self._settings.documents / VOCABULARY)
        except OSError:
            return None
        return words.st_mtime_ns, words.st_size, words.st_ino

    async def search(self, work: Callable[[Snapshot], T]) -> T:
        """Run work on the newest generation in the pool of searches."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, lambda: work(self.current()))

    async def look(self, work: Callable[[Snapshot], T]) -> T:
        """Run short work (a modal must open in three seconds) beside the searches."""
        return await asyncio.get_running_loop().run_in_executor(self._quick, lambda: work(self.current()))

    def close(self) -> None:
        """End the threads."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._quick.shutdown(wait=False, cancel_futures=True)
        self._opener.shutdown(wait=False, cancel_futures=True)
