"""Commands that show what was recorded: ``audit`` and ``stats``.

In come the words of the command line; out go tables for a person or JSON. Nothing is recorded here.
"""

import json
from datetime import datetime
from typing import Annotated

import typer

from bot.commands.console import Json, console
from bot.settings import read_settings

__all__ = ["register_records"]


def register_records(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(audit)


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
