"""What the indexer did lately, and how far it is now, in words for admins."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.labels import count
from bot.library import RunState
from bot.slack.blocks import Block, Manage, actions, bullets, button, clip, context, notice, paragraph, section, span
from index.storage import Run

ON_HOME = 3
_NAMED = 6  # files that are named of one sort in one run
_BAR = 20


def progress_blocks(progress: RunState) -> list[Block]:
    """Show how far the run is that is under way, or why the last one failed; two blocks at most."""
    if progress.running or progress.waiting:
        if progress.waiting:
            said, under = "Another run is writing the index just now. This one begins when that has ended.", ""
        elif progress.total and progress.done >= progress.total:
            said, under = f"{'█' * _BAR}  All files read. Making them searchable…", ""
        elif progress.total:
            filled = int(_BAR * progress.done / progress.total)
            said = f"{'█' * filled}{'░' * (_BAR - filled)}  {progress.done:,} of {progress.total:,} files"
            under = f"Reading {clip(progress.name, 150)}" if progress.name else ""
        else:
            said, under = "Looking through the documents folder…", ""
        return [section(said), context(under or "Answers go on as before until it is done.")]
    if progress.error:
        return [section(f"⚠ The last re-indexing did not end: {clip(progress.error, 600)}")]
    return []


def run_blocks(runs: Sequence[Run]) -> list[Block]:
    """Show the last runs shortly; three blocks at most."""
    if not runs:
        return [section("Nothing has been indexed yet.")]
    items = [_item(run, named=2) for run in _worth_showing(runs)[:ON_HOME]]
    return [
        bullets(items),
        actions([button("All runs", Manage.RUNS, ""), button("What was done, and by whom", Manage.AUDIT, "0")]),
    ]


def runs_view(runs: Sequence[Run]) -> Block:
    """Make the modal with the last runs and every file that each could not read."""
    blocks: list[Block] = []
    for run in _worth_showing(runs)[:20]:
        blocks.append(paragraph(_ended(run), span(f" (version {run.generation})", bold=True)))
        for label, names in (
            ("Added", run.added),
            ("Updated", run.updated),
            ("Removed", run.removed),
            ("Could not read", tuple(line for _, line in run.failed)),
            ("Please check", run.warnings),
        ):
            if names:
                blocks.append(_list_of_files(label, names))
        if not (run.added or run.updated or run.removed):
            blocks.append(context(f"Nothing changed; {count(run.unchanged, 'file')} as before."))
        if len(blocks) > 88:
            break
    said = "What each run of the indexer found in the documents folder, newest first."
    return notice("Last runs", said if blocks else "Nothing has been indexed yet.", extra=blocks[:99])


def unreadable(runs: Sequence[Run]) -> tuple[str, ...]:
    """Give what the last run has to complain of: files that it could not read, then faults of the catalogue."""
    return () if not runs else (*(line for _, line in runs[0].failed), *runs[0].warnings)


def moment(at: datetime) -> Block:
    """Make an element that shows a moment in the reader's own time; where that fails it says which time it is."""
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return {
        "type": "date",
        "timestamp": int(at.timestamp()),
        "format": "{date}, {time}",
        "fallback": f"{at.day} {at:%B %Y, %H:%M} {at:%Z}",
    }


def _ended(run: Run) -> Block:
    try:
        return moment(datetime.fromisoformat(run.finished))
    except ValueError:
        return span(clip(run.finished, 40))


def _worth_showing(runs: Sequence[Run]) -> list[Run]:
    """Leave out runs that found all as it was, but the last."""
    return [r for n, r in enumerate(runs) if n == 0 or r.added or r.updated or r.removed]


def _item(run: Run, *, named: int) -> list[Block]:
    parts = [
        f"{word} {_some(names, named)}"
        for word, names in (("added", run.added), ("updated", run.updated), ("removed", run.removed))
        if names
    ]
    said = "; ".join(parts) or "nothing changed"
    if run.failed:
        said += f"; {count(len(run.failed), 'file')} could not be read"
    return [_ended(run), span(f": {said}")]


def _some(names: Sequence[str], most: int) -> str:
    if len(names) > most:
        return f"{len(names):,}"
    return ", ".join(clip(name.rsplit("/", maxsplit=1)[-1], 80) for name in names)


def _list_of_files(label: str, names: Sequence[str]) -> Block:
    shown = [clip(name, 300) for name in names[:_NAMED]]
    if len(names) > _NAMED:
        shown.append(f"and {len(names) - _NAMED:,} more")
    return bullets(shown, head=span(f"{label} ({len(names):,})"))
