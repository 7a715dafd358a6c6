"""What every command of the command line shares: the console it prints on and the ``--json`` option."""

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["Json", "console"]

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


def console() -> "Console":
    """Open the console of a person; rich takes a tenth of a second to import, so this is done when it is needed."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)
