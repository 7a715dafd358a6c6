"""The commands put together: the module of each is loaded when it is called, or listed."""

import re
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

# What typer raises for wrong words; the class itself is none of its public names.
_UsageError: type[Exception] = typer.BadParameter.__bases__[0]

# The commands of each module, in the order in which help lists them: a module is loaded when one of its is called. Each
# is the module's function of that name.
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
    functions = vars(import_module(f"bot.cli.{module}"))
    for name in (name for name, where in COMMANDS.items() if where == module):
        part.command(name)(functions[name.replace("-", "_")])
    made: Any = typer.main.get_command(part)
    return dict(made.commands)


def _no_options() -> None:
    """Take no options."""


app = typer.Typer(
    cls=_Commands,
    help="Ask inspection reports of children's services; answers are quoted word for word and cited.",
    epilog="Exit status: 0 done; 1 something is wrong (check, verify, show) or was not confirmed; 2 wrong words or"
    " settings, or a file that cannot be used; 3, with --strict only: no answer (ask) or a file not read (index).",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            made = version("findings")
        except PackageNotFoundError:  # run from a folder that holds the program, and not installed
            made = "0.0.0+unknown"
        typer.echo(f"findings {made}")
        raise typer.Exit


@app.callback()
def _options(
    show_version: Annotated[
        bool,
        typer.Option("--version", is_eager=True, callback=_show_version, help="Say which version this is, and end."),
    ] = False,
) -> None:
    del show_version


def run() -> int:
    """Run the command that the command line names; give the status to end with."""
    try:
        status = app(prog_name="findings", standalone_mode=False)
    except _UsageError as error:
        _complain(error)
        return 2
    except typer.Abort:
        typer.echo("Nothing was done.", err=True)
        return 1
    return status if isinstance(status, int) else 0


def _complain(error: Any) -> None:
    """Say in one line what is wrong with the words of a command, and where to read more."""
    message = error.format_message()
    command = error.ctx.command_path if error.ctx is not None else "findings"
    if "\n" in message:  # no command was named: the message is the whole help
        error.show()
        return
    message = re.sub(r"Input should be (?=greater|less)", "it must be ", message.removeprefix("Invalid value: "))
    message = re.sub(r"Input should be a valid integer.*", "it must be a whole number", message)
    message = message.replace("Value error, ", "").rstrip(".")
    typer.echo(f"{command}: {message[0].lower()}{message[1:]}. More: {command} -h", err=True)
