"""Commands that show what search has learned and what admins have settled, and change the latter."""

import json
from typing import Annotated

import typer

from bot.cli.terminal import Json
from bot.settings import Settings, read_settings


def register_vocabulary(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(vocabulary)


def vocabulary(
    off: Annotated[list[str] | None, typer.Option(help="Switch a word or an abbreviation off.")] = None,
    on: Annotated[list[str] | None, typer.Option(help="Switch it on again.")] = None,
    add: Annotated[
        list[str] | None, typer.Option(help='Words that mean the same: "front door = Tarnside hub, TCH".')
    ] = None,
    forget: Annotated[list[str] | None, typer.Option(help="Take a word that was added out again.")] = None,
    alias: Annotated[
        list[str] | None, typer.Option(help='Another name of a council: "Derby = Cathedral city".')
    ] = None,
    as_json: Json = False,
) -> None:
    """Show the abbreviations learned from the reports and the words of your own; the options change them at once."""
    from index.folder import load_local
    from index.vocabulary import VOCABULARY

    settings = read_settings()
    _change(settings, off=off or [], on=on or [], add=add or [], forget=forget or [], alias=alias or [])
    from index.authorities import held_authorities
    from index.search import explained_in, learned_abbreviations
    from index.storage import open_library

    library = open_library(settings.index)
    words = load_local(settings.documents / VOCABULARY, held_authorities(library.documents))
    learned = learned_abbreviations(library.artifacts, words)
    texts = ((held.path, passage.text) for held in library.documents for passage in library.passages_of(held))
    source = explained_in(texts, learned)
    if as_json:
        held = {
            "learned": [
                {"short": e.short, "long": list(e.long), "on": e.on, "document": source.get(e.short)} for e in learned
            ],
            "terms": {term: list(ways) for term, ways in words.terms.items()},
            "aliases": {authority: list(names) for authority, names in words.aliases.items()},
            "off": sorted(words.off),
            "faults": [str(fault) for fault in words.faults],
        }
        typer.echo(json.dumps(held, ensure_ascii=False, indent=2))
        return
    from bot.cli.terminal import plain

    for fault in words.faults:
        typer.echo(str(fault), err=True)
    for title, lines in (
        (
            "Learned from the reports",
            [
                f"{e.short}: {', '.join(e.long)}{'' if e.on else '  (off)'}  [{source.get(e.short, '')}]"
                for e in learned
            ],
        ),
        ("Added", [f"{term} = {', '.join(ways)}" for term, ways in words.terms.items()]),
        ("Councils' other names", [f"{council} = {', '.join(names)}" for council, names in words.aliases.items()]),
        ("Switched off", sorted(words.off)),
    ):
        if lines:
            typer.echo(f"{title}:")
            for line in lines:
                typer.echo(f"  {plain(line)}")
    if not (learned or words):
        typer.echo("Nothing was learned from the reports, and nothing was added.")


def _change(
    settings: Settings, *, off: list[str], on: list[str], add: list[str], forget: list[str], alias: list[str]
) -> None:
    if not (off or on or add or forget or alias):
        return
    from bot.library import LibraryService, operator
    from bot.records import Audit

    library, actor = LibraryService(settings, Audit(settings.records)), operator()
    for word in off:
        library.switch_word(word, on=False, actor=actor)
    for word in on:
        library.switch_word(word, on=True, actor=actor)
    for entry in add:
        term, ways = _entry(entry, "--add")
        library.add_term(term, ways, actor=actor)
    for word in forget:
        library.remove_term(word, actor=actor)
    for entry in alias:
        authority, names = _entry(entry, "--alias")
        for name in names:
            library.add_alias(authority, name, actor=actor)


def _entry(text: str, option: str) -> tuple[str, list[str]]:
    first, _, rest = text.partition("=")
    ways = [way.strip() for way in rest.split(",") if way.strip()]
    if not first.strip() or not ways:
        raise typer.BadParameter(f'write {option} "one = another, a third"')
    return first.strip(), ways
