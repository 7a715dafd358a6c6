"""Run the indexer from the command line: a progress bar, then what was added, updated, removed and not read.

In come the settings and what to index; out go lines for a person, or one JSON object. How a file is read is not known
here.
"""

import asyncio
import json
import os
import signal
import sys
import time
from contextlib import closing, suppress
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from bot.cli.console import plain
from bot.library import changes, operator
from bot.records import Act, Audit, RecordsError
from bot.settings import Settings
from index.errors import FindingsError, IndexBusyError
from index.indexing import Progress as Step
from index.indexing import Report, index_folder, is_answered_from

NICE = 15
BUSY_SECONDS = 5.0
FEW = 5  # files
_LINE_SECONDS = 0.2
_BESIDE_NAME = 52  # columns of a progress line that are not the name of the file
_SHOWN = 20  # names of added files that fit a screen; --json has them all


def index_with_progress(
    settings: Settings,
    *,
    paths: tuple[Path, ...],
    rebuild: bool,
    sure: bool,
    as_json: bool,
    console: Console,
    as_line: bool = False,
) -> Report:
    """Index the documents folder and print what happened; ``as_line`` as one line of JSON, where more may follow."""
    way = _Way(settings)
    screen = Console(stderr=True)
    room = max(10, screen.width - _BESIDE_NAME)
    bar = Progress(
        TextColumn("Reading"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,  # a bar that nobody watches leaves an empty line in a log
    )
    with bar:
        task = bar.add_task("", total=None, name="")

        def progress(step: Step) -> None:
            way.for_step(step)
            bar.update(task, completed=step.done, total=step.total, name=plain(step.name)[-room:])

        report = indexing_as_set(settings)(paths=paths, rebuild=rebuild, sure=sure, progress=progress)
    _write_down(settings, report, screen, rebuilt=rebuild)
    if as_json:
        print(json.dumps(_to_dict(report), ensure_ascii=False, indent=None if as_line else 2), flush=True)
    else:
        _show(console, report)
    return report


class _Way:
    """Lets a long run, with its workers, take only the processor time that a bot which answers leaves.

    A run of a few files goes on at full speed: somebody has just added them and waits.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings, self._given = settings, False

    def for_step(self, step: Step) -> None:
        """Give way once it is known that much is to be read; the workers have not been started then."""
        if not self._given and step.total > FEW:
            self._given = True
            if is_answered_from(self._settings.index):
                os.nice(NICE)


def index_and_watch(settings: Settings, *, as_json: bool, console: Console) -> None:
    """Index again whenever the documents folder has changed, until the person ends it (Ctrl+C)."""

    async def follow() -> None:
        if not as_json:
            console.print(Text(f"Watching {plain(str(settings.documents))}; Ctrl+C ends it.", style="dim"))
        async for _ in changes(settings.documents):
            while (report := await asyncio.to_thread(_index_unattended, settings, console)) is None:
                await asyncio.sleep(BUSY_SECONDS)
            if isinstance(report, Report):
                _write_down(settings, report, Console(stderr=True), watching=True)
            if isinstance(report, Report) and as_json:
                print(json.dumps(_to_dict(report), ensure_ascii=False), flush=True)
            elif isinstance(report, Report) and (report.added or report.updated or report.removed or report.news):
                _show(console, report)

    with suppress(KeyboardInterrupt):
        asyncio.run(follow())


def _write_down(
    settings: Settings, report: Report, screen: Console, *, rebuilt: bool = False, watching: bool = False
) -> None:
    """Write a run that changed something into the audit; where that cannot be done, say so and go on."""
    if not (rebuilt or report.added or report.updated or report.removed):
        return

    counts = [f"{len(getattr(report, kind))} {kind}" for kind in ("added", "updated", "removed")]
    detail = f"{', '.join(counts)}, {len(report.failed)} not read; generation {report.generation}"
    subject = "everything from scratch" if rebuilt else ""
    try:
        with closing(Audit(settings.records)) as audit:
            audit.write(Act.REINDEXED, actor="watcher" if watching else operator(), subject=subject, detail=detail)
    except RecordsError as error:
        screen.print(Text(plain(f"This run is not in the audit. {error}"), style="yellow"), soft_wrap=True)


def indexing_as_set(settings: Settings) -> "partial[Report]":
    """Give a run over the folder and the index that are set, with everything else that settings say of a run."""
    return partial(index_folder, settings.documents, settings.index, samples=settings.samples, ocr=settings.ocr)


def _index_unattended(settings: Settings, console: Console) -> Report | FindingsError | None:
    """Do a run; None where another one is at it, which is told like every fault."""
    try:
        progress = _Way(settings).for_step
        return indexing_as_set(settings)(unattended=True, progress=progress)
    except FindingsError as error:
        console.print(Text(plain(str(error)), style="red"), soft_wrap=True)
        return None if isinstance(error, IndexBusyError) else error


def index_with_lines(settings: Settings, *, rebuild: bool) -> None:
    """Index for another program: progress, then the report or the error, each a line of JSON.

    Told to end (SIGTERM), it clears away what it has begun.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    way = _Way(settings)
    said = 0.0

    def progress(step: Step) -> None:
        nonlocal said
        way.for_step(step)
        if step.done < step.total and time.monotonic() - said < _LINE_SECONDS:
            return
        said = time.monotonic()
        print(json.dumps({"done": step.done, "total": step.total, "name": step.name}), flush=True)

    try:
        report = indexing_as_set(settings)(rebuild=rebuild, unattended=True, progress=progress)
    except FindingsError as error:
        print(json.dumps({"error": str(error), "busy": isinstance(error, IndexBusyError)}), flush=True)
        raise SystemExit(2) from None
    print(json.dumps({"report": _to_dict(report), "news": report.news}), flush=True)


def _to_dict(report: Report) -> dict[str, object]:
    return {
        "added": list(report.added),
        "updated": list(report.updated),
        "removed": list(report.removed),
        "unchanged": report.unchanged,
        "failed": [{"document": name, "message": message} for name, message in report.failed],
        "warnings": list(report.warnings),
        "seconds": round(report.seconds, 3),
        "generation": report.generation,
    }


def _show(console: Console, report: Report) -> None:
    for verb, names in (("added", report.added), ("updated", report.updated), ("removed", report.removed)):
        for name in names[:_SHOWN]:
            console.print(Text(f"{verb:9}{plain(name)}"), soft_wrap=True)
        if len(names) > _SHOWN:
            console.print(Text(f"{verb:9}... and {len(names) - _SHOWN} more", style="dim"), soft_wrap=True)
    for _, message in report.failed:
        console.print(Text(plain(message), style="red"), soft_wrap=True)
    for warning in report.warnings:
        console.print(Text(plain(warning), style="yellow"), soft_wrap=True)
    counts = [
        f"{count} {word}"
        for count, word in (
            (len(report.added), "added"),
            (len(report.updated), "updated"),
            (len(report.removed), "removed"),
            (report.unchanged, "unchanged"),
            (len(report.failed), "not read"),
        )
        if count
    ]
    summary = ", ".join(counts) or "nothing to read: put reports into the documents folder"
    console.print(Text(f"{summary} ({report.seconds:.1f} s)", style="bold"), soft_wrap=True)
