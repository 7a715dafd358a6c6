"""The ``findings`` command: one short function a command; everything it does is done in other rooms.

Results go to standard output, complaints to standard error in one line. Exit status: 0 done, 1 something is wrong
(``check``) or no such document (``show``), 2 a usage or configuration error.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import read_settings
from index.errors import FindingsError
from index.models import Kind, Voice

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["app", "main"]

app = typer.Typer(
    help="Ask inspection reports of children's services; answers are quoted word for word and cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]


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


@app.command("index")
def index_command(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders in the documents folder; all of it if none is named.")
    ] = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Read every file again, into a new index.")] = False,
    as_json: Json = False,
) -> None:
    """Read what is new or changed in the documents folder."""
    from bot.indexing import index_with_progress

    index_with_progress(read_settings(), paths=tuple(paths or ()), rebuild=rebuild, as_json=as_json, console=_console())


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in your own words.")] = None,
    authority: Annotated[list[str] | None, typer.Option(help="Only this council; may be given more than once.")] = None,
    year: Annotated[list[int] | None, typer.Option(help="Year of inspection or publication.")] = None,
    voice: Annotated[Voice | None, typer.Option(help="Whose words.")] = None,
    kind: Annotated[str | None, typer.Option(help='Kind of document, such as "inspection report".')] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Passages to show.")] = 3,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="A file with one question a line (- is standard input).")
    ] = None,
    as_json: Json = False,
) -> None:
    """Answer a question with the passages that say it, word for word."""
    from bot.models import Filters

    if (question is None) == (questions is None):
        raise typer.BadParameter('give one question, such as: findings ask "private fostering in Merrow"')
    if kind is not None and kind not in list(Kind):
        raise typer.BadParameter(f"{kind!r} is not a kind of document; the kinds are: {', '.join(Kind)}")
    settings = read_settings()
    filters = Filters(authorities=tuple(authority or ()), years=tuple(year or ()), voice=voice, kind=kind)
    from bot.answers import open_answerer
    from bot.contract import answer_to_dict

    with _lines(questions) as lines:
        answerer = open_answerer(settings.index, home_authority=settings.home_authority)
        if question is not None:
            answer = answerer.answer(question, filters=filters, limit=limit)
            if as_json:
                typer.echo(json.dumps(answer_to_dict(answer), ensure_ascii=False, indent=2))
            else:
                from bot.terminal import show_answer

                show_answer(_console(), answer)
            return
        for line in lines:
            answer = answerer.answer(line, filters=filters, limit=limit)
            typer.echo(json.dumps(answer_to_dict(answer), ensure_ascii=False))


@app.command()
def documents(as_json: Json = False) -> None:
    """Show the library: what is held and what was read from it."""
    from bot.contract import document_to_dict
    from bot.terminal import show_documents
    from index.storage.store import open_library

    library = open_library(read_settings().index)
    held = sorted(library.documents, key=lambda d: (d.authority or "~", -(d.date.toordinal() if d.date else 0), d.path))
    counts = [len(library.passages_of(document)) for document in held]
    if as_json:
        rows = [document_to_dict(document, passages=count) for document, count in zip(held, counts, strict=True)]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif not held:
        typer.echo("The index is empty. Put reports into the documents folder and run: findings index")
    else:
        show_documents(_console(), held, counts)


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="The document's path, as findings documents prints it.")],
    paragraph: Annotated[str | None, typer.Argument(help="A paragraph number; the whole document if none.")] = None,
    as_json: Json = False,
) -> None:
    """Show a document, or one paragraph with its neighbours."""
    from bot.context import find_document, paragraph_in_context, whole_document
    from bot.contract import citation_to_dict
    from bot.terminal import show_passages
    from index.storage.store import open_library

    library = open_library(read_settings().index)
    held = find_document(library, document)
    if paragraph is None:
        passages, marked = whole_document(library, held), None
    else:
        passages, marked = paragraph_in_context(library, held, paragraph)
    if as_json:
        rows = [{"text": passage.text, "citation": citation_to_dict(citation)} for passage, citation in passages]
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        show_passages(_console(), passages, marked=marked)


@app.command()
def evaluate(
    files: Annotated[list[Path], typer.Argument(help="Files of judged questions (JSON lines).")],
    as_json: Json = False,
) -> None:
    """Measure retrieval and refusal over judged questions."""
    from bot.answers import open_answerer
    from bot.evaluation import evaluate as measure
    from bot.evaluation import measures_to_dict, show_measures

    settings = read_settings()
    answerer = open_answerer(settings.index, home_authority=settings.home_authority)
    measures = measure(files, answerer)
    if as_json:
        typer.echo(json.dumps(measures_to_dict(measures), ensure_ascii=False, indent=2))
    else:
        show_measures(_console(), measures)


@app.command()
def check() -> None:
    """Say whether this is ready to run, and what to do about each fault."""
    from bot.health import check_health

    faults = 0
    for item in check_health(read_settings()):
        faults += not item.good
        typer.echo(f"{'ok   ' if item.good else 'FAULT'}  {item.text}")
    if faults:
        raise typer.Exit(1)


@app.command()
def serve(
    http: Annotated[bool, typer.Option("--http", help="Take events over HTTP instead of Socket Mode.")] = False,
    host: Annotated[str, typer.Option(help="The address that --http listens on.")] = "127.0.0.1",
    port: Annotated[int | None, typer.Option(help="The port of --http.")] = None,
) -> None:
    """Run the Slack bot."""
    from bot.app import serve as run

    settings = read_settings()
    run(settings, http=http, host=host, port=port or settings.http_port)


def _console() -> "Console":
    from rich.console import Console

    return Console(highlight=False, soft_wrap=False)


@contextmanager
def _lines(source: Path | None) -> Iterator[Iterator[str]]:
    """Yield the lines of a file, or of standard input for ``-``, without their ends."""
    if source is None:
        yield iter(())
        return
    strip: Callable[[str], str] = lambda line: line.rstrip("\r\n")  # noqa: E731
    if str(source) == "-":
        yield map(strip, sys.stdin)
        return
    try:
        with source.open(encoding="utf-8-sig") as stream:
            yield map(strip, stream)
    except (OSError, UnicodeDecodeError) as error:
        raise FindingsError(f"Cannot read the questions in {source}: {error}. Name a UTF-8 text file.") from error


if __name__ == "__main__":
    main()
