"""Commands that show what search has learned and what admins have settled, and change the latter."""

from typing import Annotated

import typer

from bot.cli.console import plain, print_json
from bot.cli.opened import name_council
from bot.cli.options import Json
from bot.records import Audit
from bot.settings import Settings, read_settings
from index.authorities import held_authorities
from index.errors import FindingsError
from index.folder import load_local
from index.storage import open_library
from index.vocabulary import VOCABULARY


class UnknownWordError(FindingsError):
    """A word or a council that is not known was to be changed."""


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
    from index.search import explained_in, learned_abbreviations

    settings = read_settings()
    _change(settings, off=off or [], on=on or [], add=add or [], forget=forget or [], alias=alias or [])

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
        print_json(held)
        return

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
    from bot.library import LibraryService, operator

    if not (off or on or add or forget or alias):
        return

    _require_known(settings, off=off, forget=forget, alias=alias)
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


def _require_known(settings: Settings, *, off: list[str], forget: list[str], alias: list[str]) -> None:
    """Raise VocabularyError for a word or a council that nothing is known of: a slip that would change nothing."""
    from index.search import is_known_word

    library = open_library(settings.index)
    held = held_authorities(library.documents)
    words = load_local(settings.documents / VOCABULARY, held)
    own = {term.casefold() for term in words.terms}
    for word in off:
        if word.casefold() not in own and not is_known_word(library.artifacts, word):
            raise UnknownWordError(f"“{word}” has no meaning to be switched off: findings vocabulary lists them.")
    for word in forget:
        if word.casefold() not in own:
            raise UnknownWordError(f"“{word}” was not added, so it cannot be forgotten: findings vocabulary lists all.")
    for entry in alias:
        name_council(_entry(entry, "--alias")[0], library)


def _entry(text: str, option: str) -> tuple[str, list[str]]:
    first, _, rest = text.partition("=")
    ways = [way.strip() for way in rest.split(",") if way.strip()]
    if not first.strip() or not ways:
        raise typer.BadParameter(f'write {option} "one = another, a third"')
    return first.strip(), ways
