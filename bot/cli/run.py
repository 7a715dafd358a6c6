"""Commands that run the bot and check what it needs; nothing is decided here."""

import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.console import console, print_json
from bot.cli.options import NOT_WHOLE, Json
from bot.settings import SettingsError, read_settings
from index.errors import MissingFilesError


def index(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders in the documents folder; all of it if none is named.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read every file again, into a new index.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on: read what changes, as soon as it is at rest.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Take documents out even if most of them are gone.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 3 where a file was not read.")] = False,
    as_json: Json = False,
    lines: Annotated[bool, typer.Option("--lines", hidden=True, help="Print progress as lines of JSON.")] = False,
) -> None:
    """Read what is new or changed in the documents folder."""
    settings = read_settings()
    if lines:
        from bot.cli.index_progress import index_with_lines

        index_with_lines(settings, rebuild=rebuild)
        return
    from bot.cli.index_progress import index_and_watch, index_with_progress

    if watch and paths:
        raise typer.BadParameter("--watch looks at the whole documents folder; name no paths with it")
    run = partial(
        index_with_progress,
        settings,
        paths=tuple(paths or ()),
        rebuild=rebuild,
        as_json=as_json,
        as_line=watch,
        console=console(),
    )
    try:
        report = run(sure=yes)
    except MissingFilesError as error:
        if as_json or not sys.stdin.isatty():
            raise
        typer.confirm(f"{error}\nTake them out of the library now?", abort=True)
        report = run(sure=True)
    if strict and not watch and report.failed:
        raise typer.Exit(NOT_WHOLE)
    if watch:
        index_and_watch(settings, as_json=as_json, console=console())


def check(
    deep: Annotated[
        bool, typer.Option("--deep", help="Find every passage again in its file, at its page, instead.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say whether this is ready to run, and what to do about each fault."""
    from bot.checks import check_health, check_passages

    faults = 0
    rows = []
    settings = read_settings()
    for item in check_passages(settings) if deep else check_health(settings):
        faults += not item.good
        level = "fault" if not item.good else "note" if item.note else "ok"
        rows.append({"level": level, "text": item.text})
        if not as_json:
            typer.echo(f"{'FAULT' if level == 'fault' else f'{level:5}'}  {item.text}")
    if as_json:
        print_json(rows)
    if faults:
        raise typer.Exit(1)


def serve(
    http: Annotated[bool, typer.Option("--http", help="Take events over HTTP instead of Socket Mode.")] = False,
    host: Annotated[str, typer.Option(help="The address that --http listens on.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="The port of --http.")] = None,
) -> None:
    """Run the Slack bot."""
    from bot.checks import network_fault

    settings = read_settings()
    if (fault := network_fault()) is not None:
        raise SettingsError(fault)
    # After the settings: aiohttp reads SSL_CERT_FILE when it is imported, and .env may name it.
    from bot.slack.app import serve as run

    run(settings, http=http, host=host, port=port or settings.http_port)
