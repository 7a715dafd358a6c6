"""The command ``follow``: standing questions of whoever uses the command line, and what has come in on them.

In come the words of the command line; out go passages for a person or as JSON. Nothing is decided here.
"""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer
from rich.text import Text

from bot.cli.console import console, plain, print_json, show_quoted
from bot.cli.json_output import citation_to_dict
from bot.cli.opened import open_settings_answerer
from bot.cli.options import Json
from bot.settings import read_settings
from bot.slack.state import FollowStore
from index.errors import FindingsError

if TYPE_CHECKING:
    from bot.answers import Answerer
    from bot.following import News


TERMINAL = "terminal"  # who follows, where nobody is known by an id of Slack's


def follow(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="WHAT", help="A council, a theme or a question, such as: supervision in Leeds."),
    ] = None,
    news: Annotated[bool, typer.Option("--news", help="Show what has come in since, once.")] = False,
    stop: Annotated[str | None, typer.Option(help="Stop following: the id that is printed before it.")] = None,
    as_json: Json = False,
) -> None:
    """Follow a council, a theme or a question; without words: what is followed. It is kept as it was understood."""
    from bot.following import read_subject, understand_subject

    settings = read_settings()
    if not words and stop is None and not settings.state.exists():  # to look makes no file
        _print_followed([], as_json=as_json)
        return
    store = FollowStore(settings.state)
    if stop is not None:
        if not store.unfollow(TERMINAL, stop):
            raise FindingsError(f"Nothing is followed under {stop!r}. Run: findings follow")
        typer.echo("It is followed no more, and what was known of it is deleted.")
        return
    if words:
        answerer = open_settings_answerer(settings)
        subject = understand_subject(answerer, " ".join(words))
        held = [document.sha256 for document in answerer.library.documents]
        began = store.follow(TERMINAL, subject.key, held=held)
        typer.echo(f"{'Followed from now on' if began else 'Followed already'}: {subject.label}")
        return
    if news:
        _print_news(_find_news(open_settings_answerer(settings), store), as_json=as_json)
        return
    rows = [
        {"id": one.id, "label": known.label, "kind": known.kind.value}
        for one in store.of(TERMINAL)
        if (known := read_subject(one.what)) is not None
    ]
    _print_followed(rows, as_json=as_json)


def _print_followed(rows: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['id']}  {row['label']}")
    if not rows:
        typer.echo('Nothing is followed. Follow something: findings follow "supervision"')


def _find_news(answerer: "Answerer", store: FollowStore) -> "list[News]":
    """Find what has come in on everything that is followed, and note that it was told."""
    from bot.following import facts_of, news_in, read_subject

    documents = {document.sha256: document for document in answerer.library.documents}
    facts = {sha: facts_of(document) for sha, document in documents.items()}
    store.note(facts)
    found = []
    for one in store.of(TERMINAL):
        followed = read_subject(one.what)
        if followed is None:
            continue
        for sha in store.fresh(one, facts):
            made = news_in(answerer, followed, documents[sha], told=store.passages_told(one))
            if made is None:
                store.nothing(one, sha, facts[sha])
            elif store.claim(one, sha, facts[sha], "", made.marks):
                store.sent(one, sha)
                found.append(made)
    return found


def _print_news(found: "list[News]", *, as_json: bool) -> None:
    if as_json:
        rows = [
            {
                "document": one.document.path,
                "message": one.answer.message,
                "passages": [{"text": e.text, "citation": citation_to_dict(e.citation)} for e in one.answer.evidence],
            }
            for one in found
        ]
        print_json(rows)
        return
    screen = console()
    for one in found:
        screen.print(Text(f"{plain(one.answer.message)}\n", style="bold"))
        for evidence in one.answer.evidence:
            show_quoted(screen, evidence.text, evidence.citation.label)
    if not found:
        screen.print(Text(f"Nothing new by {date.today():%d %B %Y}.", style="dim"))
