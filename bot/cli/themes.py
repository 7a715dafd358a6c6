"""Commands that follow a matter: ``trail`` over the papers of one council, ``theme`` over the country.

In come the words of the command line; out go passages for a person or as JSON. Nothing is decided here.
"""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from bot.answers import find_document, find_passage
from bot.cli.console import console, plain, print_json, show_quoted
from bot.cli.json_output import citation_to_dict
from bot.cli.opened import name_council, nearest, open_settings_answerer
from bot.cli.options import Json
from bot.settings import read_settings
from bot.themes import load_themes
from index.authorities import regions
from index.errors import FindingsError
from index.metadata import cite, cite_document

if TYPE_CHECKING:
    from bot.themes import ThemeAcrossCountry, Trail


def trail(
    document: Annotated[str, typer.Argument(help="The report's path, as findings documents prints it.")],
    paragraph: Annotated[str, typer.Argument(help="The point: its printed number, or #7 for the seventh passage.")],
    as_json: Json = False,
) -> None:
    """Follow a point: the council's own actions that answer it, and what later papers say on it."""
    from bot.themes import follow_point

    answerer = open_settings_answerer(read_settings())
    held = find_document(answerer.library, document)
    found = follow_point(answerer, held, find_passage(answerer.library, held, paragraph))
    if as_json:
        print_json(trail_to_dict(found))
    else:
        _show_trail(found)


def theme(
    words: Annotated[list[str], typer.Argument(metavar="THEME", help='What it is about, such as "supervision".')],
    region: Annotated[str | None, typer.Option(help="Only councils of this region.")] = None,
    neighbours_of: Annotated[str | None, typer.Option(help="Only the statistical neighbours of this council.")] = None,
    as_json: Json = False,
) -> None:
    """Show which councils' newest inspections want something improved, every point with its citation."""
    from bot.themes import find_theme, theme_across

    name = " ".join(words)
    asked = find_theme(name)
    if asked is None:
        names = [one.name for one in load_themes()]
        near = nearest(name, names)
        remedy = f"Did you mean “{near}”?" if near else f"The themes are: {'; '.join(names)}."
        raise FindingsError(f"There is no theme “{name}”. {remedy}")
    answerer = open_settings_answerer(read_settings())
    councils: frozenset[str] | None = None
    if region is not None:
        named = next((known for known in regions() if known.casefold() == region.strip().casefold()), None)
        if named is None:
            raise FindingsError(f"There is no region “{region}”. The regions are: {', '.join(regions())}.")
        councils = regions()[named].councils
    if neighbours_of is not None:
        council = answerer.gazetteer.canonical(neighbours_of) or name_council(neighbours_of, answerer.library)
        if council not in answerer.neighbours:
            raise FindingsError(f"No statistical neighbours of {council} are known. Set FINDINGS_NEIGHBOURS to a list.")
        own = answerer.neighbours[council].councils
        councils = own if councils is None else councils & own
    found = theme_across(answerer.library, asked, councils=councils)
    if as_json:
        print_json(theme_to_dict(found))
    else:
        _show_theme(found)


def trail_to_dict(found: "Trail") -> dict[str, Any]:
    """Write a trail as one object."""
    return {
        "point": {"text": found.point.text, "citation": citation_to_dict(cite(found.document, found.point))},
        "themes": list(found.themes),
        "later": [
            {
                "document": citation_to_dict(cite_document(step.document)),
                "actions": step.actions,
                "passages": [
                    {"text": passage.text, "citation": citation_to_dict(cite(step.document, passage))}
                    for passage in step.passages
                ],
            }
            for step in found.steps
        ],
    }


def theme_to_dict(found: "ThemeAcrossCountry") -> dict[str, Any]:
    """Write a theme over the country as one object."""
    from bot.themes import ThemePoint

    def point(one: ThemePoint) -> dict[str, Any]:
        return {"text": one.passage.text, "region": one.region, "citation": citation_to_dict(one.citation)}

    return {
        "theme": found.theme.name,
        "councils": found.councils,
        "of": found.of,
        "regions": [{"region": name, "councils": count, "of": held} for name, count, held in found.by_region],
        "points": [point(one) for one in found.points],
        "recent": {
            "since": found.since.isoformat() if found.since else None,
            "total": found.recent_total,
            "passages": [point(one) for one in found.recent],
        },
    }


def _show_trail(found: "Trail") -> None:
    screen = console()
    screen.print(Text(f"“{plain(found.point.text)}”"))
    screen.print(Text(f"— {plain(cite(found.document, found.point).label)}", style="green"))
    screen.print(Text(f"About: {', '.join(found.themes) or 'no theme of the vocabulary'}\n", style="dim"))
    for step in found.steps:
        screen.print(Text(plain(cite_document(step.document).label), style="bold underline"))
        if not step.passages:
            screen.print(Text("  Nothing found on it here.\n", style="yellow"))
        elif step.actions:
            screen.print(Text("  The council's own plan, row by row, as printed:", style="magenta"))
        for passage in step.passages:
            show_quoted(screen, passage.text, cite(step.document, passage).label, indent="  ")
    if not found.steps:
        screen.print(Text("The library holds no later paper of this council.", style="yellow"))


def _show_theme(found: "ThemeAcrossCountry") -> None:
    screen = console()
    said = f"{found.theme.name}: a point of the newest inspection of {found.councils} of {found.of} councils held."
    screen.print(Text(said, style="bold"))
    screen.print(
        Text("; ".join(f"{name} {count} of {held}" for name, count, held in found.by_region) + "\n", style="dim")
    )
    for one in found.points:
        show_quoted(screen, one.passage.text, one.citation.label)
    if found.since:
        shown = f"{len(found.recent)} of {found.recent_total}"
        screen.print(Text(f"What inspectors wrote on it since {found.since:%d %B %Y}: {shown} passages", style="bold"))
    for one in found.recent:
        show_quoted(screen, one.passage.text, one.citation.label)
