"""The command ``grades``: the grades of councils over all their inspections, as printed, side by side.

In come names of councils; out goes a table, JSON or a picture. Nothing is decided here.
"""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from bot.cli.console import console, plain, print_json, write_file
from bot.cli.opened import NotHeldCouncilError, name_council
from bot.cli.options import Json
from bot.history import GradeHistory, GradeRow, history_of
from bot.settings import read_settings
from index.errors import FindingsError
from index.storage import open_library


def grades(
    councils: Annotated[
        list[str],
        typer.Argument(metavar="COUNCIL", help="One council, or several side by side, each in quotation marks."),
    ],
    image: Annotated[Path | None, typer.Option(help="Draw them as a PNG picture into this file.")] = None,
    as_json: Json = False,
) -> None:
    """Show a council's grades over all its inspections, as printed; no grade is inferred."""
    from bot.history import describe_history, draw_grades

    library = open_library(read_settings().index)
    try:
        names = [name_council(" ".join(councils), library)]  # of several words, without quotation marks
    except NotHeldCouncilError:
        names = [name_council(name, library) for name in councils]
    histories = [history_of(library.documents, name) for name in names]
    for name, history in zip(names, histories, strict=True):
        if not history.columns:
            raise FindingsError(f"No inspection report of {name} that prints grades is held. Run: findings documents")
    if image is not None:
        write_file(image, draw_grades(histories))
        typer.echo(describe_history(histories))
    elif as_json:
        print_json([history_to_dict(history) for history in histories])
    else:
        for history in histories:
            show_history(history)


def history_to_dict(history: GradeHistory) -> dict[str, Any]:
    """Write a history as one object: each inspection with its framework and what it prints."""
    inspections = [
        {
            "document": column.document.path,
            "date": column.day.isoformat() if column.day else None,
            "framework": column.framework,
            "framework_changed": column.changed,
            "grades": [
                {"area": cell.area, "grade": cell.grade, "row": row.area}
                for row in history.rows
                if (cell := row.cells[number]) is not None
            ],
        }
        for number, column in enumerate(history.columns)
    ]
    return {"council": history.authority, "areas": [row.area for row in history.rows], "inspections": inspections}


def show_history(history: GradeHistory) -> None:
    """Print a table: a column an inspection, and under a grade the name that is printed for its area if it differs."""
    table = Table(title=f"{history.authority}: grades as printed", title_justify="left")
    table.add_column("Area", overflow="fold")
    for column in history.columns:
        day = f"{column.day:%b %Y}" if column.day else "no date"
        table.add_column(f"{day}\n{column.told_framework}", overflow="fold")
    for row in history.rows:
        table.add_row(
            plain(row.area), *(_cell(row, number) for number in range(len(history.columns))), end_section=True
        )
    console().print(table)


def _cell(row: GradeRow, number: int) -> str:
    """Write what an inspection prints for an area, with the name that it prints where that is not the row's."""
    judgement = row.cells[number]
    if judgement is None:
        return "not printed"
    other = row.other_name(number)
    return plain(judgement.grade or "no grade given") + (f"\n(printed: {plain(other)})" if other else "")
