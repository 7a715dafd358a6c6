"""Commands that look into the library: ``ask``, ``documents``, ``show`` and ``evaluate``.

In come the words of the command line; out go answers and lists, for a person or as JSON. Nothing is decided here.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.answers import find_document, paragraph_in_context, whole_document
from bot.cli.console import console, print_json, write_file
from bot.cli.evidence import show_page
from bot.cli.json_output import answer_to_dict, brief_to_dict, citation_to_dict, document_to_dict, measures_to_dict
from bot.cli.opened import name_council, open_settings_answerer, print_answer, warn_of_council
from bot.cli.options import NOT_WHOLE, Json
from bot.models import PASSAGES_SHOWN, AnswerKind, Filters
from bot.settings import read_settings
from index.errors import FindingsError
from index.models import Kind, Voice
from index.storage import open_library

_NAMED = 5  # questions that are named one by one


def ask(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="QUESTION", help="The question, in your own words.")
    ] = None,
    authority: Annotated[list[str] | None, typer.Option(help="Only this council; may be given more than once.")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1990, max=2100, help="Year of inspection or publication.")
    ] = None,
    voice: Annotated[Voice | None, typer.Option(case_sensitive=False, help="Whose words.")] = None,
    kind: Annotated[str | None, typer.Option(help='Kind of document, such as "inspection report".')] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Passages to show.")] = PASSAGES_SHOWN,
    questions: Annotated[
        Path | None,
        typer.Option(
            "--questions", help="A file with one question a line (- is standard input); a line of JSON answers each."
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="End with status 3 where there is no answer.")] = False,
    csv: Annotated[
        Path | None, typer.Option("--csv", help="Write every line of the answer, not only those shown, to a CSV file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Answer a question with the passages that say it, word for word."""
    question = " ".join(words) if words else None
    if (question is None) == (questions is None):
        raise typer.BadParameter('give one question, such as: findings ask "private fostering in Merrow"')
    settings = read_settings()
    filters = Filters(authorities=tuple(authority or ()), years=tuple(year or ()), voice=voice, kind=_kind(kind))

    with read_lines(questions) as lines:
        answerer = open_settings_answerer(settings)
        for name in authority or ():
            warn_of_council(name, answerer.library)
        if question is not None:
            answer = answerer.answer(question, filters=filters, limit=limit)
            if csv is not None:
                from bot.export import answer_table, to_csv

                write_file(csv, to_csv(answer_table(answer)).encode())
            print_answer(answer, as_json=as_json)
            if strict and answer.kind is AnswerKind.NO_ANSWER:
                raise typer.Exit(NOT_WHOLE)
            return
        for line in lines:
            answer = answerer.answer(line, filters=filters, limit=limit)
            typer.echo(json.dumps(answer_to_dict(answer), ensure_ascii=False))


def documents(
    authority: Annotated[str | None, typer.Option(help="Only of this council.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only of this kind, such as: inspection report.")] = None,
    warned: Annotated[bool, typer.Option("--warned", help="Only those with a warning.")] = False,
    as_json: Json = False,
) -> None:
    """Show the library: what is held and what was read from it; in a pipe one line a document, in tabs."""
    from bot.cli.terminal import show_documents

    library = open_library(read_settings().index)
    held = sorted(library.documents, key=lambda d: (d.authority or "~", -(d.date.toordinal() if d.date else 0), d.path))
    everything = bool(held)
    council = warn_of_council(authority, library) if authority else None
    wanted_kind = _kind(kind)
    held = [
        document
        for document in held
        if council in (None, document.authority)
        and wanted_kind in (None, document.kind)
        and (document.warnings or not warned)
    ]
    counts = [len(library.passages_of(document)) for document in held]
    if as_json:
        rows = [document_to_dict(document, passages=count) for document, count in zip(held, counts, strict=True)]
        print_json(rows)
    elif everything and not held:
        typer.echo("No document is held that is so. findings documents lists all.")
    elif not held:
        typer.echo("The index is empty. Put reports into the documents folder and run: findings index")
    else:
        show_documents(console(), held, counts)


def _kind(typed: str | None) -> Kind | None:
    """Give the kind of document that was typed, in whatever capitals; none where none was."""
    if typed is None:
        return None
    found = next((known for known in Kind if known.casefold() == typed.strip().casefold()), None)
    if found is None:
        raise typer.BadParameter(f"{typed!r} is not a kind of document; the kinds are: {', '.join(Kind)}")
    return found


def show(
    document: Annotated[str, typer.Argument(help="The document's path, as findings documents prints it.")],
    paragraph: Annotated[
        str | None,
        typer.Argument(help="A paragraph number, or #7 for the seventh passage; the whole document if none."),
    ] = None,
    image: Annotated[Path | None, typer.Option(help="Draw its page with the passage marked, as a PNG.")] = None,
    boxes: Annotated[
        bool, typer.Option("--boxes", help="Print where its characters stand on the page, as JSON.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Show a document, or one paragraph with its neighbours."""
    library = open_library(read_settings().index)
    held = find_document(library, document)
    if image is not None or boxes:
        if paragraph is None:
            raise typer.BadParameter("name a paragraph with --image and --boxes")

        show_page(library, held, paragraph, image=image, boxes=boxes)
        return
    if paragraph is None:
        passages, marked = whole_document(library, held), None
    else:
        passages, marked = paragraph_in_context(library, held, paragraph)
    from bot.cli.terminal import show_passages

    if as_json:
        rows = [{"text": passage.text, "citation": citation_to_dict(citation)} for passage, citation in passages]
        print_json(rows)
    else:
        show_passages(console(), passages, marked=marked)


def evaluate(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE...", help="Files of judged questions: JSON lines, as docs/retrieval.md says."),
    ],
    as_json: Json = False,
) -> None:
    """Measure retrieval and refusal over judged questions."""
    from bot.answers import Conversation
    from bot.cli.terminal import show_measures
    from bot.evaluation import ASKED
    from bot.evaluation import evaluate as measure

    settings = read_settings()
    answerer = open_settings_answerer(settings)
    measures = measure(files, answerer, lambda: Conversation(answerer, limit=ASKED))
    if measures.assumed:
        named = ", ".join(measures.assumed[:_NAMED]) + (" ..." if len(measures.assumed) > _NAMED else "")
        typer.echo(f"Nothing is given as right for {named}: a refusal was taken to be, as of “unanswerable”.", err=True)
    if as_json:
        print_json(measures_to_dict(measures))
    else:
        show_measures(console(), measures)


def brief(
    words: Annotated[list[str], typer.Argument(metavar="COUNCIL", help="The council.")],
    theme: Annotated[str, typer.Option(help="A theme to add three passages on.")] = "",
    as_json: Json = False,
) -> None:
    """Brief on a council on one screen: its grades, what has changed, what must improve, and a theme; all cited."""
    from bot.answers import brief_on
    from bot.cli.terminal import show_brief

    answerer = open_settings_answerer(read_settings())
    briefing = brief_on(answerer, name_council(" ".join(words), answerer.library), theme)
    if as_json:
        print_json(brief_to_dict(briefing))
    else:
        show_brief(console(), briefing)


@contextmanager
def read_lines(source: Path | None) -> Iterator[Iterator[str]]:
    """Yield the lines of a file, or of standard input for ``-``, without their ends.

    Bytes that are no UTF-8 become signs of replacement: one bad line must not cost the others their answers.
    """
    if source is None:
        yield iter(())
        return
    strip: Callable[[str], str] = lambda line: line.rstrip("\r\n")  # noqa: E731
    if str(source) == "-":
        if hasattr(sys.stdin, "reconfigure"):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        yield map(strip, sys.stdin)
        return
    try:
        stream = source.open(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise FindingsError(f"Cannot read the questions in {source}: {error.strerror}. Name a text file.") from error
    with stream:
        yield map(strip, stream)
