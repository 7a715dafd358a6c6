"""The ``findings`` command: its groups of commands put together, and its errors told in one line.

Results go to standard output, complaints to standard error in one line. Exit status: 0 done, 1 something is wrong
(``check``) or no such document (``show``), 2 a usage or configuration error.
"""

import sys

import typer

from bot.commands.asking import register_asking
from bot.commands.exporting import register_exporting
from bot.commands.library import register_library
from bot.commands.records import register_records
from bot.commands.running import register_running
from bot.commands.vocabulary import register_vocabulary
from index.errors import FindingsError

__all__ = ["app", "main"]

app = typer.Typer(
    help="Ask inspection reports of children's services; answers are quoted word for word and cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
register_asking(app)
register_running(app)
register_library(app)
register_records(app)
register_exporting(app)
register_vocabulary(app)


def main() -> None:
    """Run the command line; an error that Findings raises on purpose is one line on standard error."""
    # Paths can hold bytes that no encoding knows; a name must never end the program.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except FindingsError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(getattr(error, "exit_status", 2)) from None
    except BrokenPipeError:
        # The reader went away (findings ask ... | head): not an error of ours.
        sys.stderr.close()
        raise SystemExit(0) from None


if __name__ == "__main__":
    main()
