"""Commands that print the audit and counts of use as tables or JSON; nothing is recorded here."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from bot.cli.console import console, plain, print_json, table_of, write_file
from bot.cli.options import Json
from bot.records import Audit, AuditEntry, Day, Usage, usage_chart
from bot.settings import read_settings
from index.storage import read_runs

NOT_COUNTED = "What is asked with findings ask is not counted."
_ROWS = 31


def audit(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day (UTC) on, such as 2026-03-01.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Acts to show, newest first.")] = 50,
    as_json: Json = False,
) -> None:
    """Show who changed what in the library, and when."""
    missing = _tell_if_missing(records := read_settings().records)
    entries = Audit(records).entries(since=since.date() if since else None, limit=limit + 1)
    shown, left_out = entries[:limit], len(entries) > limit
    if as_json:
        rows = [
            {name: value for name, value in asdict(entry).items() if name != "id"}
            | {"at": entry.at.isoformat(timespec="seconds")}
            for entry in shown
        ]
        print_json(rows)
    elif shown:
        _show_audit(shown)
    elif not missing:
        typer.echo("Nothing has been changed yet." if since is None else "Nothing has been changed since then.")
    if left_out:
        typer.echo(f"Older acts are left out: ask with a higher --limit than {limit}.", err=True)


def _tell_if_missing(path: Path) -> bool:
    """Say on standard error where there is no file of records; none is made by looking."""
    if path.exists():
        return False
    typer.echo(
        f"There is no file {path.absolute()}: nothing was changed or asked in Slack yet, or the bot keeps its records"
        " elsewhere (FINDINGS_RECORDS, or another directory).",
        err=True,
    )
    return True


def runs(
    limit: Annotated[int, typer.Option(min=1, help="Runs to show, newest first.")] = 10,
    as_json: Json = False,
) -> None:
    """Show the runs of the indexer: what each added, updated, removed and could not read, by name."""
    held = read_runs(read_settings().index, limit=limit)
    if as_json:
        print_json([asdict(run) for run in held])
        return
    for run in held:
        typer.echo(f"{run.finished}  generation {run.generation}, {run.unchanged:,} unchanged")
        for act, names in (("added", run.added), ("updated", run.updated), ("removed", run.removed)):
            for name in names:
                typer.echo(f"  {act:8} {plain(name)}")
        for _, line in run.failed:
            typer.echo(f"  not read {plain(line)}")
        for warning in run.warnings:
            typer.echo(f"  warning  {plain(warning)}")
    if not held:
        typer.echo("There was no run yet. Run: findings index")


def stats(
    days: Annotated[int, typer.Option(min=1, max=3_650, help="How many days, today (UTC) included.")] = 30,
    chart: Annotated[Path | None, typer.Option(help="Draw the days as a picture into this file (PNG).")] = None,
    as_json: Json = False,
) -> None:
    """Show how the Slack bot is used: counts alone, no questions and no people. findings ask is not counted."""
    _tell_if_missing(records := read_settings().records)
    usage = Usage(records)
    held = usage.days(days)
    if chart is not None:
        write_file(chart, usage_chart(held))
        typer.echo(f"The chart is in {chart}.", err=True)
    if as_json:
        print_json(_stats_to_dict(usage, held))
    else:
        _show_stats(usage, held)


def _stats_to_dict(usage: Usage, held: Sequence[Day]) -> dict[str, object]:
    number = len(held)
    latency = usage.latency(number)
    return {
        "days": [
            {
                "day": day.day.isoformat(),
                "answers": day.answers,
                "refusals": day.reasons,
                "warned": day.warned,
                "failed": day.failed,
                "askers": day.askers,
                "median": day.median,
                "p99": day.p99,
            }
            for day in held
        ],
        "refusals": [
            {"reason": row.reason, "authority": row.authority or None, "number": row.number}
            for row in usage.refusals(number)
        ],
        "feedback": [
            {
                "document": row.document or None,
                "passage": row.passage or None,
                "helpful": row.helpful,
                "unhelpful": row.unhelpful,
                "reasons": dict(row.reasons),
            }
            for row in usage.feedback(number)
        ],
        "seconds": {"count": latency.count, "median": latency.median, "p99": latency.p99},
        "last": latency.last_at.isoformat(timespec="seconds") if latency.last_at else None,
    }


def _show_audit(entries: Sequence[AuditEntry]) -> None:
    table = table_of("When (UTC)", "Who", "What", "On what, and how it went")
    table.columns[0].no_wrap = True
    for entry in entries:
        subject = Text(plain(entry.subject))
        if entry.detail:
            subject.append(("\n" if entry.subject else "") + plain(entry.detail), style="dim")
        plainly = entry.outcome in ("done", entry.act)
        what = Text(entry.act if plainly else f"{entry.act}: {plain(entry.outcome)}")
        what.stylize("" if entry.outcome == "done" else "yellow")
        table.add_row(f"{entry.at:%Y-%m-%d %H:%M:%S}", Text(plain(entry.actor)), what, subject)
    console().print(table)


def _show_stats(usage: Usage, held: Sequence[Day]) -> None:
    number = len(held)
    latency = usage.latency(number)
    total, refused = sum(day.total for day in held), sum(day.refused for day in held)
    days = f"the last {number} days" if number > 1 else "today"
    if not total:
        said = f"Nobody has asked the Slack bot in {days}." if number > 1 else "Nobody has asked the Slack bot today."
        typer.echo(f"{said} ({NOT_COUNTED})")
    else:
        askers = max(day.askers for day in held)
        typer.echo(
            f"The Slack bot in {days} (UTC): {total:,} questions, {refused:,} of them without an answer; at most "
            f"{askers:,} {'person' if askers == 1 else 'people'} a day. {NOT_COUNTED}"
        )
    for count, what in (
        (sum(day.warned for day in held), "held back: personal data seemed to be there"),
        (sum(day.failed for day in held), "failed by a fault of ours: see the log"),
    ):
        if count:
            typer.echo(f"{count:,} {'question' if count == 1 else 'questions'} {what}.")
    if latency.median is not None and latency.p99 is not None and latency.last_at is not None:
        typer.echo(
            f"Found within {_milliseconds(latency.median)} in the median, {_milliseconds(latency.p99)} at the 99th "
            f"percentile ({latency.count:,} answers); last question {latency.last_at:%d %b %Y %H:%M} UTC."
        )
    kinds: dict[str, int] = {}
    for day in held:
        for kind, times in day.answers.items():
            kinds[kind] = kinds.get(kind, 0) + times
    _table(
        ("Day", "Questions", "No answer", "People", "Median", "99 %"),
        [
            (
                f"{day.day:%d %b %Y}",
                f"{day.total:,}",
                f"{day.refused:,}",
                f"{day.askers:,}",
                _milliseconds(day.median),
                _milliseconds(day.p99),
            )
            for day in held
            if day.total
        ],
    )
    _table(
        ("Kind of answer", "Times"),
        [(kind.replace("_", " "), f"{times:,}") for kind, times in sorted(kinds.items(), key=lambda one: -one[1])],
    )
    _table(
        ("Why there was no answer", "Times", "Council asked for"),
        [(row.reason.replace("_", " "), f"{row.number:,}", row.authority or "-") for row in usage.refusals(number)],
    )
    _table(
        ("Found not helpful", "Times", "Helpful", "Passage"),
        [
            (place.document or "(no passage was shown)", f"{place.unhelpful:,}", f"{place.helpful:,}", place.passage)
            for place in usage.feedback(number)
            if place.unhelpful
        ],
    )


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print a table of the first rows; nothing where there are none."""
    if not rows:
        return
    table = table_of(*headings, figures=("Questions", "No answer", "People", "Median", "99 %", "Times", "Helpful"))
    for row in rows[:_ROWS]:
        table.add_row(*(Text(plain(cell)) for cell in row))
    console().print(table)
    if len(rows) > _ROWS:
        typer.echo(f"{len(rows) - _ROWS:,} more rows: --json gives all.")


def _milliseconds(seconds: float | None) -> str:
    if seconds is None:
        return "-"
    return f"{seconds * 1000:,.0f} ms" if seconds < 10 else f"{seconds:,.0f} s"
