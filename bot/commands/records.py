"""Commands that show what was recorded: ``audit`` and ``stats``.

In come the words of the command line; out go tables for a person or JSON. Nothing is recorded here.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.console import Json, console
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.records.usage import Day, Usage

__all__ = ["register_records"]


def register_records(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(audit)
    app.command()(stats)


def audit(
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="From this day (UTC) on, such as 2026-03-01.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="Acts to show, newest first.")] = 50,
    as_json: Json = False,
) -> None:
    """Show who changed what in the library, and when."""
    from bot.records.audit import Audit

    entries = Audit(read_settings().records).entries(since=since.date() if since else None, limit=limit)
    if as_json:
        rows = [
            {
                "at": entry.at.isoformat(timespec="seconds"),
                "actor": entry.actor,
                "act": entry.act,
                "subject": entry.subject,
                "outcome": entry.outcome,
                "detail": entry.detail,
            }
            for entry in entries
        ]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not entries:
        typer.echo("Nothing has been changed yet." if since is None else "Nothing was changed since then.")
        return
    from rich.text import Text

    from bot.terminal import plain

    shown = console()
    for entry in entries:
        what = entry.act if entry.outcome == "done" else f"{entry.act} ({entry.outcome})"
        line = Text(f"{entry.at:%d %b %Y %H:%M:%S}  ", style="dim")
        line.append(f"{plain(entry.actor)}  ", style="")
        line.append(what, style="bold" if entry.outcome == "done" else "bold red")
        line.append(f"  {plain(entry.subject)}", style="")
        shown.print(line, soft_wrap=True)
        if entry.detail:
            shown.print(Text(f"{'':22}{plain(entry.detail)}", style="dim"), soft_wrap=True)


def stats(
    days: Annotated[int, typer.Option(min=1, max=400, help="How many days, today (UTC) included.")] = 30,
    chart: Annotated[Path | None, typer.Option(help="Draw the days as a picture into this file (PNG).")] = None,
    as_json: Json = False,
) -> None:
    """Show how the Slack bot is used: counts alone, no questions and no people."""
    from bot.records.usage import Usage

    usage = Usage(read_settings().records)
    held = usage.days(days)
    if chart is not None:
        _draw(held, chart)
    if as_json:
        typer.echo(json.dumps(_stats_to_dict(usage, held), ensure_ascii=False, indent=2))
    else:
        _show_stats(usage, held)


def _draw(held: "Sequence[Day]", chart: Path) -> None:
    from bot.records.charts import usage_chart
    from bot.settings import SettingsError

    try:
        chart.write_bytes(usage_chart(held))
    except OSError as error:
        raise SettingsError(f"Cannot write the chart {chart}: {error.strerror}. Name another file.") from error
    typer.echo(f"The chart is in {chart}.", err=True)


def _stats_to_dict(usage: "Usage", held: "Sequence[Day]") -> dict[str, object]:
    number = len(held)
    latency = usage.latency(number)
    return {
        "days": [
            {
                "day": day.day.isoformat(),
                "answers": day.answers,
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
            {"document": row.document, "passage": row.passage, "helpful": row.helpful, "unhelpful": row.unhelpful}
            for row in usage.feedback(number)
        ],
        "seconds": {"count": latency.count, "median": latency.median, "p99": latency.p99},
        "last": latency.last_at.isoformat(timespec="seconds") if latency.last_at else None,
    }


def _show_stats(usage: "Usage", held: "Sequence[Day]") -> None:
    from rich.table import Table

    from bot.terminal import plain

    number, shown = len(held), console()
    latency = usage.latency(number)
    if not latency.count:
        typer.echo(f"Nobody has asked the Slack bot in the last {number} days. (findings ask is not counted.)")
        return
    total, refused = sum(day.total for day in held), sum(day.refused for day in held)
    typer.echo(
        f"Last {number} days: {total:,} questions, {refused:,} without an answer; at most "
        f"{max(day.askers for day in held):,} people a day."
    )
    assert latency.median is not None
    assert latency.p99 is not None
    assert latency.last_at is not None
    typer.echo(
        f"Found within {latency.median * 1000:.0f} ms in the median, {latency.p99 * 1000:.0f} ms at the 99th "
        f"percentile; last question {latency.last_at:%d %b %Y %H:%M} UTC.\n"
    )
    table = Table("Day", "Questions", "No answer", "People", "Median", box=None, header_style="bold", pad_edge=False)
    for day in held:
        if day.total:
            median = f"{day.median * 1000:.0f} ms" if day.median is not None else "-"
            table.add_row(f"{day.day:%d %b %Y}", str(day.total), str(day.refused), str(day.askers), median)
    shown.print(table)
    refusals = usage.refusals(number)[:10]
    if refusals:
        typer.echo("\nWhy there was no answer:")
        for row in refusals:
            about = f", asked of {plain(row.authority)}" if row.authority else ""
            typer.echo(f"  {row.number:5,}  {row.reason.replace('_', ' ')}{about}")
    disliked = [place for place in usage.feedback(number) if place.unhelpful][:10]
    if disliked:
        typer.echo("\nFound not helpful:")
        for place in disliked:
            typer.echo(f"  {place.unhelpful:5,}  {plain(place.document)}, {plain(place.passage)}")
