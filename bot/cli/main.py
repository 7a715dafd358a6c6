"""The ``findings`` command: its groups of commands put together, and its errors told in one line.

Results go to standard output, complaints to standard error in one line. Exit status: 0 done, 1 something is wrong
(``check``) or no such document (``show``), 2 a usage or configuration error, 3 only with ``--strict``: no answer
(``ask``), or a file that could not be read (``index``).
"""

import codecs
import errno
import os
import re
import sys
from contextlib import suppress
from importlib import import_module
from typing import Annotated, Any, NoReturn
from unicodedata import normalize

import typer
from typer.core import TyperGroup

from index.errors import FindingsError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
_PLAIN = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u2013": "-",
    "\u2014": "-",
    "\u2026": "...",
    "\u2022": "*",
    "\u2192": "->",
}
# What typer raises for wrong words; the class itself is none of its public names.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]

# The commands of each module, in the order in which help lists them: a module is loaded when one of its is called.
COMMANDS = {
    name: module
    for module, names in (
        ("ask", "ask documents show evaluate brief"),
        ("dialogue", "chat"),
        ("explain", "explain"),
        ("evidence", "verify pack mcp"),
        ("themes", "trail theme"),
        ("follow", "follow"),
        ("grades_over_time", "grades"),
        ("run", "index check serve"),
        ("library", "remove restore empty-bin links"),
        ("records", "audit runs stats"),
        ("library", "export"),
        ("vocabulary", "vocabulary"),
    )
    for name in names.split()
}


class _Commands(TyperGroup):
    """All commands; each is made when it is called, or listed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        # A name that is none may be a slip: then all are made, so that the nearest can be told.
        for module in {COMMANDS[cmd_name]} if cmd_name in COMMANDS else dict.fromkeys(COMMANDS.values()):
            self.commands.update(commands_of(module))
        return self.commands.get(cmd_name)


def commands_of(module: str) -> dict[str, Any]:
    """Make the commands of a module of this room."""
    part = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)
    part.callback()(_no_options)  # with one command alone, it would be no group
    import_module(f"bot.cli.{module}").register(part)
    made: Any = typer.main.get_command(part)
    return dict(made.commands)


def _no_options() -> None:
    """Take no options."""


app = typer.Typer(
    cls=_Commands,
    help="Ask inspection reports of children's services; answers are quoted word for word and cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"findings {version('findings')}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Say which version this is, and end."),
    ] = False,
) -> None:
    del show_version


def main() -> None:
    """Run the command line; an error that Findings raises on purpose is one line on standard error."""
    # Paths can hold bytes that no encoding knows, and a terminal may know no typographic quotation marks: neither may
    # end the program, nor be shown as an escape.
    codecs.register_error("findings", _in_plain_signs)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="findings")
    if {"--json", "--questions"} & set(sys.argv) and hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # what programs read is whole, whatever a terminal can show
    # In a locale without an encoding of its own the words arrive as bytes; they are UTF-8 all the same.
    sys.argv[1:] = [os.fsencode(word).decode("utf-8", "surrogateescape") for word in sys.argv[1:]]
    try:
        status = app(prog_name="findings", standalone_mode=False)
        sys.stdout.flush()
    except _UsageError as error:
        _complain(error)
        raise SystemExit(2) from None
    except FindingsError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(getattr(error, "exit_status", 2)) from None
    except BrokenPipeError:
        # The reader went away (findings ask ... | head): not an error of ours.
        sys.stderr.close()
        raise SystemExit(0) from None
    except MemoryError:
        _end_with("There is not enough memory for this. Free some, or give Findings more.")
    except OSError as error:
        if error.errno not in _FULL:
            raise
        _end_with(
            f"The output cannot be written: {(error.strerror or 'it is full').lower()}. Make room and run it again."
        )
    raise SystemExit(status if isinstance(status, int) else 0)


def _end_with(sentence: str) -> NoReturn:
    with suppress(OSError, ValueError):
        print(sentence, file=sys.stderr, flush=True)
    # What waits in the buffer of a full disk would fail again, with a traceback, when the interpreter ends.
    os._exit(2)


def _in_plain_signs(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding does not have with the signs that it has."""
    assert isinstance(error, UnicodeEncodeError)
    signs = error.object[error.start : error.end]
    plain = "".join(_PLAIN.get(sign) or _ascii_of(sign) for sign in signs)
    return plain, error.end


def _ascii_of(sign: str) -> str:
    return normalize("NFKD", sign).encode("ascii", "ignore").decode() or "?"


def _complain(error: Any) -> None:
    """Say in one line what is wrong with the words of a command, and where to read more."""
    context, message = error.ctx, error.format_message()
    if context is None or "\n" in message:  # no command was named: the message is the whole help
        error.show()
        return
    message = re.sub(r"Input should be (?=greater|less)", "it must be ", message.removeprefix("Invalid value: "))
    message = message.replace("Value error, ", "").rstrip(".")
    typer.echo(f"{context.command_path}: {message[0].lower()}{message[1:]}. More: {context.command_path} -h", err=True)
