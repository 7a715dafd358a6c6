"""Commands that list the library and change it; the acts themselves are in ``bot.library``."""

import json
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from bot.answers import find_document
from bot.cli.console import console, plain, print_json
from bot.cli.options import Json
from bot.export import export_tables, to_csv, to_json, write_tables
from bot.library import read_report_links
from bot.records import Audit
from bot.settings import Settings, read_settings
from index.errors import FindingsError, IndexBusyError, fault_of
from index.storage import open_library


def remove(
    documents: Annotated[list[str], typer.Argument(help="Documents, by the paths that findings documents prints.")],
    as_json: Json = False,
) -> None:
    """Take documents out of the library; they go to a bin and can be brought back with findings restore."""
    from bot.library import LibraryService, operator
    from index.folder import Binned

    settings = read_settings()
    library = LibraryService(settings, Audit(settings.records))
    named = list(dict.fromkeys(_name(settings, document) for document in documents))  # all, before the first is moved
    gone: list[Binned] = []
    try:
        for document in named:
            if all(entry.path != document for entry in gone):
                gone += library.remove(document, actor=operator())
    finally:
        # What was moved is said, and no longer answers, also where the next one could not be moved.
        if as_json:
            rows = [{"id": entry.id, "document": entry.path} for entry in gone]
            print_json(rows)
        else:
            for entry in gone:
                typer.echo(f"removed  {plain(entry.path)}  (findings restore {entry.id} brings it back)")
        if gone:
            _index(settings)


def links(
    file: Annotated[Path, typer.Argument(help="A CSV with the columns file and url.", exists=True, dir_okay=False)],
) -> None:
    """Give documents their public addresses, so that people can open the original report at the cited page."""
    from bot.library import LibraryService, operator

    settings = read_settings()
    documents = [document.path for document in open_library(settings.index).documents]
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise FindingsError(f"Cannot read {file}: {fault_of(error)}. Save it as CSV in UTF-8.") from error
    found = read_report_links(text, documents)
    changed = LibraryService(settings, Audit(settings.records)).link(found, actor=operator())
    typer.echo(f"{len(found.addresses)} addresses of documents held, {changed} new or changed")
    for name, names in (("not held", found.unknown), ("no web address", found.faulty)):
        for one in names:
            typer.echo(f"{name}  {plain(one)}")
    if changed:
        _index(settings)


def restore(
    entry: Annotated[str | None, typer.Argument(help="The id of a document in the bin; none lists the bin.")] = None,
    as_json: Json = False,
) -> None:
    """Bring a document back from the bin, or list what lies there."""
    from bot.library import LibraryService, operator

    settings = read_settings()
    if entry is None:
        _show_bin(settings, as_json=as_json)
        return
    _require_folder(settings)
    path = LibraryService(settings, Audit(settings.records)).restore(entry, actor=operator())
    _index(settings)
    typer.echo(json.dumps({"document": path}, ensure_ascii=False) if as_json else f"restored  {path}")


def empty_bin(
    days: Annotated[int, typer.Option(min=0, help="Only what was removed so many days ago, or longer.")] = 30,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete for good what was removed; it cannot be brought back."""
    from bot.library import LibraryService, operator

    settings = read_settings()
    _require_folder(settings)
    if not yes:
        typer.confirm(f"Delete for good what was removed {days} days ago or longer?", abort=True)
    for entry in LibraryService(settings, Audit(settings.records)).empty_bin(days, actor=operator()):
        typer.echo(f"deleted  {plain(entry.path)}")


def _show_bin(settings: Settings, *, as_json: bool) -> None:
    from index.folder import binned

    _require_folder(settings)
    held = binned(settings.documents)
    if as_json:
        rows = [
            {
                "id": entry.id,
                "document": entry.path,
                "removed": entry.removed.isoformat(timespec="seconds"),
                "size": entry.size,
                "replaced": entry.replaced,
            }
            for entry in held
        ]
        print_json(rows)
        return
    if not held:
        typer.echo("The bin is empty.")
        return

    table = Table("Id", "Document", "Taken out (UTC)", "Why", box=None, header_style="bold", pad_edge=False)
    for entry in held:
        why = "replaced by a new version" if entry.replaced else "removed"
        table.add_row(entry.id, plain(entry.path), entry.removed.strftime("%d %b %Y %H:%M"), why)
    console().print(table)
    typer.echo("\nfindings restore ID brings one back.")


def _require_folder(settings: Settings) -> None:
    """Raise FolderError where the documents folder, and with it the bin, is not there."""
    from index.folder import list_folder

    if not settings.documents.is_dir():
        list_folder(settings.documents)


def _name(settings: Settings, document: str) -> str:
    """Give the name in the library of what a person wrote: that name, the end of it, or the file as a shell names it.

    Raises NotHeldError where it is neither a document that is held nor a file of the documents folder.
    """
    from index.folder import list_folder, printable

    there = list_folder(settings.documents).files
    path, root = os.path.abspath(document), os.path.abspath(settings.documents)
    choices = (document, printable(os.fsencode(os.path.relpath(path, root))))
    found = next((name for name in choices if name in there), None)
    return found or find_document(open_library(settings.index), document).path


def _index(settings: Settings) -> None:
    """Bring the index up to date; where another run is at it, say that it will be."""
    from bot.cli.index_progress import indexing_as_set

    try:
        indexing_as_set(settings)()
    except IndexBusyError:
        typer.echo("Another run is writing the index: run findings index when it has ended.", err=True)


class _Table(StrEnum):
    DOCUMENTS = "documents"
    INSPECTIONS = "inspections"
    JUDGEMENTS = "judgements"
    IMPROVEMENTS = "improvements"


class _Form(StrEnum):
    CSV = "csv"
    JSON = "json"


def export(
    table: Annotated[_Table | None, typer.Argument(help="One table; all of them if none is named.")] = None,
    form: Annotated[_Form, typer.Option("--format", help="How they are written.")] = _Form.CSV,
    to: Annotated[Path | None, typer.Option(help="The folder that the tables are written into.")] = None,
) -> None:
    """Write the library as tables: documents, inspections with their grades, judgements, improvements."""
    if table is None and to is None:
        raise typer.BadParameter(
            "name a folder (--to exported) for all tables, or one table: findings export inspections"
        )
    tables = export_tables(open_library(read_settings().index))
    if table is not None:
        tables = {table.value: tables[table.value]}
    if to is not None:
        for path in write_tables(tables, to, form=form.value):
            typer.echo(f"wrote  {path}")
        return
    (only,) = tables.values()
    sys.stdout.reconfigure(encoding="utf-8", newline="")  # type: ignore[union-attr]
    sys.stdout.write(to_csv(only) if form is _Form.CSV else to_json(only) + "\n")
