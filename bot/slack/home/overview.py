"""What admins' Home shows, gathered: the library, the last runs, what lies in the bin, figures of health and use.

In: the settings, the open library and the records. Out: an ``Overview``. Blocking, and quick: files are counted and not
read; a fault of one source leaves the others standing.
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from bot.logs import log
from bot.models import Reason
from bot.records import DAYS, Usage
from bot.settings import Settings
from bot.slack.home.admin_page import Overview
from bot.slack.home.health import Health, Use
from bot.slack.state import Complaint, complaints
from index.errors import FindingsError
from index.folder import Binned, Incoming, Staged, binned, load_local
from index.storage import Library, Run, read_runs
from index.vocabulary import VOCABULARY

T = TypeVar("T")
_TOO_LITTLE = 1_000_000_000  # bytes; making the index anew takes the room of a second one
_REASONS = {
    Reason.AUTHORITY_NOT_HELD: "no report of that council is held",
    Reason.PERIOD_NOT_HELD: "no report of that time is held",
    Reason.NO_MATCH: "nothing was found",
    Reason.WEAK_MATCH: "nothing found that really answers it",
    Reason.AMBIGUOUS: "it could mean several councils",
    Reason.NOT_A_QUESTION: "it was no question",
}


def gather_overview(settings: Settings, library: Library | None) -> Overview:
    """Gather what the files and the index say; use, progress and Slack are put in by whoever has them."""
    no_runs: tuple[Run, ...] = ()
    none_binned: tuple[Binned, ...] = ()
    runs = _or(lambda: read_runs(settings.index, limit=40), no_runs)
    documents = () if library is None else library.documents
    free = _or(lambda: shutil.disk_usage(settings.documents).free, None)
    faults = []
    if library is None:
        faults.append("There is no index to answer from. Press “Re-index”; if that does not help, see findings check.")
    if free is not None and free < _TOO_LITTLE:
        faults.append(f"The disk is nearly full ({free / 1e6:,.0f} MB free). Make room, or nothing can be added.")
    health = Health(
        generation=0 if library is None else library.generation,
        documents=len(documents),
        passages=0 if library is None else library.passage_count,
        index_bytes=file_size(settings.index),
        folder_bytes=_or(lambda: _folder(settings.documents), None),
        free_bytes=free,
        faults=tuple(faults),
    )
    no_complaints: tuple[Complaint, ...] = ()
    bad = _or(lambda: complaints(settings.state), no_complaints)
    none_waiting: tuple[Staged, ...] = ()
    waiting = _or(lambda: tuple(Incoming(settings.documents).all()), none_waiting)
    in_bin = _or(lambda: binned(settings.documents), none_binned)
    return Overview(
        documents=documents,
        runs=runs,
        health=health,
        binned=len(in_bin),
        waiting=len(waiting),
        faults=tuple(map(str, load_local(settings.documents / VOCABULARY).faults)),
        bad_feedback=sum(not complaint.done for complaint in bad),
    )


def use_of(usage: Usage, *, picture: str | None = None) -> Use:
    """Sum up the use of the last days; nothing of it where the records cannot be read."""
    try:
        days, latency, refusals = usage.days(DAYS), usage.latency(DAYS), usage.refusals(DAYS)
    except FindingsError as error:
        log.warning("The use cannot be told: %s", error)
        return Use(picture=picture)
    refused = tuple(
        (_REASONS.get(Reason(r.reason), r.reason) + (f": {r.authority}" if r.authority else ""), r.number)
        for r in refusals
        if r.reason in set(Reason)
    )
    return Use(
        answers=sum(day.total for day in days),
        refusals=sum(day.refused for day in days),
        askers_at_most=max((day.askers for day in days), default=0),
        median=latency.median,
        p99=latency.p99,
        last=latency.last_at,
        refused_most=refused,
        picture=picture,
    )


def _folder(documents: Path) -> int:
    return sum(path.stat().st_size for path in documents.rglob("*") if path.is_file() and not path.is_symlink())


def file_size(path: Path) -> int | None:
    return _or(lambda: path.stat().st_size, None)


def _or(work: Callable[[], T], instead: T) -> T:
    try:
        return work()
    except (FindingsError, OSError) as error:
        log.warning("Something for admins' Home could not be told: %s", error)
        return instead
