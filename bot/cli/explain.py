"""The command ``explain``: why a question gets the answer that it gets, on one page or as JSON.

In come the words of the command line; out goes an explanation (``bot.answers.explanation``). Nothing is decided here.
"""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from bot.cli.console import console, plain, print_json
from bot.cli.opened import open_settings_answerer, warn_of_council
from bot.cli.options import Json
from bot.models import Filters
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.answers import Explanation
    from bot.answers.explanation import ExplainedConcept, ExplainedRanking, ExplainedReading


_WAYS = 12  # ways to say a concept that are told one by one: those that stand in the passages come first


def explain(
    words: Annotated[list[str], typer.Argument(metavar="QUESTION", help="The question, in your own words.")],
    authority: Annotated[list[str] | None, typer.Option(help="Only this council; may be given more than once.")] = None,
    year: Annotated[
        list[int] | None, typer.Option(min=1990, max=2100, help="Year of inspection or publication.")
    ] = None,
    first: Annotated[int, typer.Option(min=1, max=50, help="Passages whose score is taken apart.")] = 5,
    every: Annotated[
        bool, typer.Option("--all", help="Every way to say a thing, also those that found nothing.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Explain an answer: how the question was read, what was searched for and why, and what each score is made of."""
    from bot.answers import explain as explain_answer

    answerer = open_settings_answerer(read_settings())
    for name in authority or ():
        warn_of_council(name, answerer.library)
    filters = Filters(authorities=tuple(authority or ()), years=tuple(year or ()))
    explanations = explain_answer(answerer, " ".join(words), filters=filters, first=first)
    if as_json:
        print_json([explanation_to_dict(one) for one in explanations])
        return
    out = console()
    for explanation in explanations:
        show_explanation(out, explanation, most=None if every else _WAYS)


def explanation_to_dict(explanation: "Explanation") -> dict[str, Any]:
    """Write an explanation as plain values; of the answer only what it is, not its passages."""
    answer = explanation.answer
    return {
        "question": answer.question,
        "kind": answer.kind.value,
        "state": answer.state.value,
        "message": answer.message,
        "missing": [{"sort": item.sort.value, "text": item.text} for item in answer.missing],
        "shown": [item.citation.label for item in answer.evidence],
        "readings": [asdict(reading) for reading in explanation.readings],
        "rankings": [asdict(ranking) for ranking in explanation.rankings],
    }


def show_explanation(console: Console, explanation: "Explanation", *, most: int | None) -> None:
    """Print an explanation: the answer in a line, the readings, then each ranking behind it."""
    answer = explanation.answer
    console.print(Text(plain(answer.question), style="bold"))
    lacks = "".join(f", without its {item.sort.value}: {item.text}" for item in answer.missing)
    console.print(Text(plain(f"{answer.kind.value}, {answer.state.value}{lacks}: {answer.message}"), style="cyan"))
    _heading(console, "Readings (prior x strength = worth)")
    for reading in explanation.readings:
        _show_reading(console, reading)
    if not explanation.rankings:
        _heading(console, "Nothing was ranked: the answer is read from what is known of the documents")
    for ranking in explanation.rankings:
        _show_ranking(console, ranking, most)


def _heading(console: Console, text: str) -> None:
    console.print()
    console.print(Text(text, style="bold underline"))


def _show_reading(console: Console, reading: "ExplainedReading") -> None:
    worth = "not tried: it can be worth no more than one that was"
    if reading.strength is not None:
        worth = f"{reading.prior:.2f} x {reading.strength:.2f} = {reading.worth:.2f}"
    mark = "*" if reading.chosen else " "
    console.print(Text(plain(f"{mark} {reading.text}: {worth}"), style="bold" if reading.chosen else ""))
    frame = "; ".join(f"{name}: {value}" for name, value in reading.frame.items())
    console.print(Text(plain(f"    {frame}; about: {reading.topic or 'nothing by itself'}"), style="dim"))


def _show_ranking(console: Console, ranking: "ExplainedRanking", most: int | None) -> None:
    _heading(console, f"Ranked: {ranking.passages:,} passages of {ranking.documents:,} documents")
    for concept in ranking.concepts:
        _show_concept(console, concept, most)
    for reading in ranking.described:
        sum_of = " ".join(f"{name} {added:+.2f}" for name, added in reading.log_odds.items())
        told = f"weight {reading.weight:.2f}" if reading.followed else "not followed"
        line = f"  may describe “{reading.name}”: probability {reading.probability:.2f}, {told} ({sum_of})"
        console.print(Text(plain(line), style="" if reading.followed else "dim"))
    _heading(console, "The first passages, their scores taken apart")
    for place, passage in enumerate(ranking.first, 1):
        shown = f"shown as {passage.shown}" if passage.shown else "not shown"
        console.print(Text(plain(f"{place}. {passage.score:.2f}  {passage.label} ({shown})"), style="bold"))
        parts = "  ".join(f"{name} {added:+.2f}" for name, added in passage.parts)
        console.print(Text(plain(f"     {parts}")))
    _heading(console, f"State: {ranking.state}, strength {ranking.strength:.2f} (the sum of log odds as a probability)")
    for name, value, added in ranking.features:
        console.print(Text(f"  {name:11} {value:8.2f}   {added:+.2f}"))
    if ranking.sort:
        line = f"  asked for: {ranking.sort}; given in a sentence with probability {ranking.given:.2f}"
        console.print(Text(line))
        for name, value, added in ranking.checks:
            console.print(Text(f"  {name:11} {value:8.2f}   {added:+.2f}"))
    lacks = ", ".join(f"{text} ({sort})" for sort, text in ranking.lacks)
    console.print(Text(plain(f"  not given: {lacks or '-'}; not spoken of: {_listed(ranking.missing)}")))


def _show_concept(console: Console, concept: "ExplainedConcept", most: int | None) -> None:
    how = ", a name" if concept.name else ", described" if concept.described else ""
    line = f"“{concept.typed}”{how}: weight {concept.weight:.2f}, share {concept.share:.2f}, said {concept.plainly:.2f}"
    console.print(Text(plain(line), style="bold"))
    ways = sorted(concept.ways, key=lambda way: (not way.shown, way.origin != "typed", -way.weight))
    told = ways if most is None else [way for way in ways if way.shown or way.origin == "typed"][:most]
    for way in told:
        where = f"in passage {_listed([str(rank) for rank in way.shown])}" if way.shown else "in none that is shown"
        line = f"  {way.text} {way.weight:.2f} ({way.why}): {way.passages:,} passages, {where}"
        console.print(Text(plain(line), style="" if way.shown else "dim"))
    if len(told) < len(ways):
        held = sum(way.passages > 0 for way in ways) - sum(way.passages > 0 for way in told)
        console.print(Text(f"  and {len(ways) - len(told)} other ways, {held} of them in the library", style="dim"))


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words) or "-"
