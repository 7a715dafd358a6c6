"""The command that hands the library out as tables: ``export``.

In come the words of the command line; out go files, or one table on standard output.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import read_settings

__all__ = ["register_exporting"]


class _Table(StrEnum):
    DOCUMENTS = "documents"
    INSPECTIONS = "inspections"
    JUDGEMENTS = "judgements"
    IMPROVEMENTS = "improvements"


class _Form(StrEnum):
    CSV = "csv"
    JSON = "json"


def register_exporting(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(export)


def export(
    table: Annotated[_Table | None, typer.Argument(help="One table; all of them if none is named.")] = None,
    form: Annotated[_Form, typer.Option("--format", help="How they are written.")] = _Form.CSV,
    to: Annotated[Path | None, typer.Option(help="The folder that the tables are written into.")] = None,
) -> None:
    """Write the library as tables: documents, inspections with their grades, judgements, improvements."""
    from bot.export import export_tables, to_csv, to_json, write_tables
    from index.storage.store import open_library

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
