"""What commands have in common: an option, and a status."""

from typing import Annotated

import typer

NOT_WHOLE = 3  # the status with --strict: no answer, or a file that could not be read

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
