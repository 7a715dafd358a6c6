"""Run the indexer while the bot answers: one run at a time, in a process of its own that gives way to questions.

Every run that changed something or failed is written to the audit. The new generation is opened by the searcher manager
of every process, by itself.
"""

import asyncio
import json
import os
import sys
from asyncio import StreamReader
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from bot.logs import log
from bot.records import Act, Audit, RecordsError
from bot.settings import Settings
from index.errors import IndexAgeError, IndexMissingError, IndexStoreError

BUSY_WAIT, MOST_BUSY_WAIT = 1.0, 5.0  # seconds until it is tried again while another run writes the index
END_SECONDS = 10.0
NAMED = 5  # files that could not be read, in a message to admins
_START = (
    "import json, sys; sys.path[:] = json.loads(sys.argv.pop(1));"
    " sys.argv[0] = 'findings'; from bot.cli import main; main()"
)
_LINE = 1 << 24  # a report of hundreds of files is one line


@dataclass(frozen=True, slots=True)
class RunState:
    """How far the run is, and how the last one ended; ``report`` is what ``findings index --json`` prints."""

    running: bool = False
    done: int = 0
    total: int = 0
    name: str = ""
    waiting: bool = False  # for another run that writes the index
    report: Mapping[str, Any] | None = None
    error: str | None = None
    finished: datetime | None = None


class IndexRunner:
    """Runs the indexer when it is asked to; requests that come during a run are one more run."""

    def __init__(
        self, settings: Settings, audit: Audit, *, notify_admins: Callable[[str], Awaitable[None]] | None = None
    ) -> None:
        """Take the settings, the audit, and what tells admins of a run that failed."""
        self._settings, self._audit, self._tell = settings, audit, notify_admins
        self._wanted = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._asked: list[tuple[str, str]] = []
        self._rebuild = False
        self._listeners: list[Callable[[RunState], None]] = []
        self._process: Process | None = None
        self._state = RunState()
        self._told = ""
        self._telling: set[asyncio.Future[None]] = set()

    @property
    def state(self) -> RunState:
        """How it stands now."""
        return self._state

    def request(self, *, actor: str, why: str = "", rebuild: bool = False) -> None:
        """Ask for a run; it begins at once, or when the one that is under way has ended."""
        self._asked.append((actor, why))
        self._rebuild = self._rebuild or rebuild
        self._idle.clear()
        self._wanted.set()

    def mends(self, error: IndexStoreError) -> bool:
        """Say whether a run that is under way, or comes by itself, makes an index where this one cannot be used."""
        comes = self._state.running or self._settings.watch
        return comes and isinstance(error, IndexMissingError | IndexAgeError)

    def subscribe(self, listener: Callable[[RunState], None]) -> Callable[[], None]:
        """Have a listener called whenever the state changes; what is given back ends that."""
        self._listeners.append(listener)

        def end() -> None:
            with suppress(ValueError):
                self._listeners.remove(listener)

        return end

    async def idle(self, *, timeout: float | None = None) -> bool:
        """Wait until everything asked for has been done; False where that takes longer than ``timeout`` seconds."""
        try:
            await asyncio.wait_for(self._idle.wait(), timeout)
        except TimeoutError:
            return False
        return True

    async def run(self) -> None:
        """Do what is asked for until this is cancelled; a run that is under way then is stopped without a trace."""
        try:
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                asked, self._asked = self._asked, []
                rebuild, self._rebuild = self._rebuild, False
                try:
                    await self._do(asked, rebuild=rebuild)
                except Exception:
                    log.exception("Re-indexing failed.")
                    self._change(running=False, waiting=False, error="Re-indexing failed; the log says why.")
                if not self._wanted.is_set():
                    self._idle.set()
        finally:
            await self._end()

    async def _end(self) -> None:
        """End a run that is under way; the index stays as it was before it."""
        if self._process is None or self._process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), END_SECONDS)
        except TimeoutError:
            with suppress(ProcessLookupError):
                self._process.kill()

    async def _do(self, asked: list[tuple[str, str]], *, rebuild: bool) -> None:
        self._change(running=True, waiting=False, done=0, total=0, name="", error=None)
        wait = BUSY_WAIT
        while (said := await self._run_once(rebuild=rebuild)).get("busy"):
            self._change(waiting=True, error=str(said["error"]))
            await asyncio.sleep(wait)
            wait = min(wait * 1.5, MOST_BUSY_WAIT)
        now = datetime.now(UTC)
        error = None if "report" in said else str(said.get("error", "The indexer ended without a word."))
        report = said.get("report", self._state.report)
        try:
            self._write(asked, said.get("report"), error)  # before it is told: who sees the end finds it recorded
        except RecordsError as fault:
            log.error("%s", fault)
        if error is None and report is not None:
            _log_run(report)
            for line in said.get("news") or []:
                log.warning("%s", line)
        self._change(running=False, waiting=False, report=report, error=error, finished=now)
        self._tell_of(error, said.get("news") or [])

    def _tell_of(self, error: str | None, news: Sequence[str]) -> None:
        """Tell admins, once, of a run that failed and of files that could not be read; nothing waits for Slack."""
        words = []
        if error is not None:
            log.error("Re-indexing failed: %s", error)
            if error != self._told:
                words.append(f"I could not bring the index up to date; what answered until now still answers. {error}")
        self._told = error or ""
        words += news[:NAMED]
        if len(news) > NAMED:
            words.append(f"There are {len(news) - NAMED} more; my Home tab lists them.")
        if words and self._tell is not None:
            task = asyncio.ensure_future(self._tell(" ".join(words)))
            self._telling.add(task)
            task.add_done_callback(self._told_of)

    def _told_of(self, task: asyncio.Future[None]) -> None:
        self._telling.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("Admins could not be told: %s", type(fault).__name__)

    async def _run_once(self, *, rebuild: bool) -> dict[str, Any]:
        """Run the indexer and give the last thing that it said."""
        command = [sys.executable, "-P", "-c", _START, json.dumps(sys.path), "index", "--lines"]
        self._process = await asyncio.create_subprocess_exec(
            *command,
            *(["--rebuild"] if rebuild else []),
            stdout=PIPE,
            stderr=PIPE,
            env=self._environment(),
            limit=_LINE,
        )
        listening = self._listen(self._process.stdout)
        said: dict[str, Any]
        said, complaint = await asyncio.gather(listening, _all_of(self._process.stderr))
        await self._process.wait()
        if "report" not in said and "error" not in said:
            lines = complaint.decode("utf-8", "replace").strip().splitlines()
            last = lines[-1] if lines else f"it ended with status {self._process.returncode}"
            said = {"error": f"The indexer broke down ({last}). Run findings index to see more."}
        return said

    async def _listen(self, stream: StreamReader | None) -> dict[str, Any]:
        said: dict[str, Any] = {}
        assert stream is not None
        async for line in stream:
            with suppress(ValueError, TypeError):
                said = dict(json.loads(line))
                if "done" in said:
                    self._change(waiting=False, done=said["done"], total=said["total"], name=said["name"], error=None)
        return said

    def _environment(self) -> dict[str, str]:
        """Give the indexer its settings, and no token of Slack's: it has no use for one."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK_")}
        return kept | {
            "FINDINGS_DOCUMENTS": str(self._settings.documents),
            "FINDINGS_INDEX": str(self._settings.index),
            # Invented councils never answer people in Slack, unless they are asked for.
            "FINDINGS_SAMPLES": "true" if self._settings.samples else "false",
            "SLACK_BOT_TOKEN": "",
            "SLACK_APP_TOKEN": "",
            "SLACK_SIGNING_SECRET": "",
        }

    def _write(self, asked: list[tuple[str, str]], report: Mapping[str, Any] | None, error: str | None) -> None:
        for actor, why in dict.fromkeys(asked):
            if error is not None:
                self._audit.write(Act.REINDEXED, actor=actor, outcome="failed", detail=error)
            elif report is not None and (actor != "watcher" or any(report[k] for k in ("added", "updated", "removed"))):
                counts = [f"{len(report[kind])} {kind}" for kind in ("added", "updated", "removed", "failed")]
                detail = f"{', '.join(counts).replace('failed', 'not read')}; generation {report['generation']}"
                self._audit.write(Act.REINDEXED, actor=actor, subject=why, detail=detail)

    def _change(self, **values: Any) -> None:
        self._state = replace(self._state, **values)
        for listener in tuple(self._listeners):
            listener(self._state)


def _log_run(report: Mapping[str, Any]) -> None:
    """Write a run that has ended into the log: in words, and for programs as figures."""
    figures = {kind: len(report[kind]) for kind in ("added", "updated", "removed", "failed")}
    figures |= {name: report[name] for name in ("unchanged", "generation", "seconds")}
    log.info(
        "The documents were looked through: %d added, %d updated, %d removed, %d not read, %d unchanged; generation %d;"
        " %.1f s.",
        *figures.values(),
        extra={"run": figures},
    )


async def _all_of(stream: StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read()
