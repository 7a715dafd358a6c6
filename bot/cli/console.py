"""What every command shows things with: a console, opened when it is needed, and text that is safe to print."""

import json
import os
import re
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import FindingsError

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

# C0 and C1 controls (escape sequences of a hostile document among them) and bidirectional overrides would act on the
# terminal instead of being read; tab and newline are harmless.
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


_UNBROKEN = 100_000  # columns


def console() -> "Console":
    """Open the console of a person; rich takes a tenth of a second to import, so this is done when it is needed."""
    from rich.console import Console

    # What goes into a pipe or a file is not broken into lines: a quotation is found there whole.
    whole = not sys.stdout.isatty() and not os.environ.get("COLUMNS")
    screen = Console(highlight=False, soft_wrap=False, width=_UNBROKEN if whole else None)
    screen.on_broken_pipe = _leave  # type: ignore[method-assign]
    return screen


def table_of(*headings: str, figures: Collection[str] = ()) -> "Table":
    """Make a table with these columns, of which some hold figures."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for heading in headings:
        table.add_column(heading, justify="right" if heading in figures else "left", overflow="fold")
    return table


def _leave() -> None:
    """Leave it to the command that its reader went away (findings ask ... | head), which is no fault."""
    raise BrokenPipeError


def print_json(held: Any) -> None:
    """Print plain values as JSON for machines."""
    print(json.dumps(held, ensure_ascii=False, indent=2))


def write_file(path: Path, content: bytes) -> None:
    """Write a file that the command line names; raise FindingsError where it cannot be."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise FindingsError(f"Cannot write {path}: {error.strerror}. Name another file.") from error


def show_quoted(screen: "Console", text: str, label: str, *, indent: str = "") -> None:
    """Print the words of a passage and, under them, where they stand."""
    from rich.text import Text

    screen.print(Text(f"{indent}“{plain(text)}”"))
    screen.print(Text(f"{indent}— {plain(label)}\n", style="green"))


def plain(text: str) -> str:
    """Take out control and bidirectional characters, which would act on a terminal instead of being read."""
    return UNSAFE.sub("", text)
