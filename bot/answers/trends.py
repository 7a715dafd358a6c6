"""Trends: what inspections over many councils want most often, and which grades they gave from year to year.

In: which councils are meant. Out: an answer of facts, counted over every inspection held: a theme or a year a line. A
theme is found by the words of the vocabulary of themes (``bot.themes``); nothing is said of why it is so.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.answers.areas import judgements_of, place_of
from bot.answers.council_scope import CouncilScope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.improvements import items_of
from bot.answers.phrases import asked_period, counted, coverage, is_dated, listed, report
from bot.answers.verdict import same_grade
from bot.models import Answer, AnswerKind, Fact, Lead
from bot.themes import newest_inspections, themes_of
from index.metadata import cite_document
from index.models import Document, DocumentPart, Kind, Passage, Voice
from index.query import Question

_MOST = 12  # themes that are told
_NAMED = 8  # councils of a theme that are named one by one
_SHOWN = 3  # themes of which a point is shown


def answer_themes(finder: Finder, question: Question, councils: CouncilScope) -> Answer | None:
    """Count on which themes councils were told to improve: by the newest full inspection of each, or by every paper of
    inspectors of the period or kind asked for; None where no point is held."""
    documents, which = _documents(finder, question, councils)
    told: dict[str, dict[str, tuple[Document, Passage]]] = {}
    for document in documents:
        for passage in finder.library.passages_of(document):
            if passage.matter is DocumentPart.IMPROVEMENT:
                for theme in themes_of(passage.text):
                    told.setdefault(theme, {}).setdefault(document.authority or document.title, (document, passage))
    if not told:
        return None
    of = len({document.authority for document in documents})
    order = sorted(told, key=lambda theme: (-len(told[theme]), theme))[:_MOST]
    facts = [Fact(theme, f"{counted(len(told[theme]), 'council')}: {_some(sorted(told[theme]))}") for theme in order]
    newest = [max(told[theme].values(), key=lambda one: one[0].date or date.min) for theme in order[:_SHOWN]]
    first = [f"{theme} ({len(told[theme])})" for theme in order[:_SHOWN]]
    return Answer(
        AnswerKind.FACTS,
        f"By the points to improve of {which}: a council counts once a theme, and a point can be about several."
        f" One point of each of the first {len(first)} is shown.{councils.gap()}",
        evidence=renumbered(finder.quoted(newest)),
        coverage=coverage(finder, {finder.library.documents.index(one): 1.0 for one in documents}),
        lead=Lead(f"Told to improve most often, of {counted(of, 'council')}: {listed(first)}"),
        facts=tuple(facts),
    )


def answer_points(finder: Finder, question: Question, councils: CouncilScope, *, fewest: bool) -> Answer | None:
    """Count the points to improve that each document lists: the newest full inspection of each council, or every paper
    of inspectors of the period or kind asked for; None where none lists any."""
    documents, which = _documents(finder, question, councils)
    count = {number: len(items_of(finder, document)) for number, document in enumerate(documents)}
    order = sorted((n for n in count if count[n]), key=lambda n: (count[n] if fewest else -count[n], n))
    if not order:
        return None
    first = [documents[n] for n in order if count[n] == count[order[0]]]
    facts = [Fact(report(documents[n]), counted(count[n], "point"), cite_document(documents[n])) for n in order]
    if none := [report(documents[n]) for n in count if not count[n]]:
        facts.append(Fact("No list of points to improve was found", "; ".join(none)))
    end = "fewest" if fewest else "most"
    return Answer(
        AnswerKind.FACTS,
        f"Counted by the list of points to improve of {which}, the {end} first; lists are cut differently from one"
        f" framework to another.{councils.gap()}",
        coverage=coverage(finder, {finder.library.documents.index(one): 1.0 for one in documents}),
        lead=Lead(f"The {end} points to improve: {listed([report(one) for one in first])}: {count[order[0]]}"),
        facts=tuple(facts),
    )


def answer_grades_by_year(
    finder: Finder, question: Question, councils: CouncilScope, area: str, grade: str | None
) -> Answer | None:
    """Count the grades that full inspections gave in an area, year by year, and in which a ``grade`` was given most
    often; None where none is held."""
    numbers = finder.holdings.scope(question.frame).documents
    years: dict[int, Counter[str]] = {}
    for number in numbers:
        document = finder.library.documents[number]
        grades = judgements_of(document, area) if document.kind is Kind.INSPECTION else ()
        if document.date and document.voice is Voice.INSPECTOR and grades and document.authority in councils.held:
            years.setdefault(document.date.year, Counter())[grades[0].grade or "no grade"] += 1
    if not years:
        return None
    facts = [Fact(str(year), grades_counted(count)) for year, count in sorted(years.items(), reverse=True)]
    total = sum(sum(count.values()) for count in years.values())
    first, last = min(years), max(years)
    newest = grades_counted(years[last])
    lead = f"{counted(total, 'full inspection')} with this grade, {first} to {last}; in {last}: {newest}"
    times = {
        year: sum(n for one, n in count.items() if grade and same_grade(one, grade)) for year, count in years.items()
    }
    if most := max(times.values()):
        often = listed([str(year) for year in sorted(times) if times[year] == most])
        lead = f"{grade} most often in {often}: {most} in a year, {sum(times.values())} in all; {lead}"
    return Answer(
        AnswerKind.FACTS,
        "Counted by year of publication, over the inspections held; no trend is made of them: other councils are"
        f" inspected each year.{councils.gap()}",
        coverage=coverage(finder, numbers),
        lead=Lead(lead),
        facts=tuple(facts),
    )


def _documents(finder: Finder, question: Question, councils: CouncilScope) -> tuple[list[Document], str]:
    """Give the documents whose points are counted, and say which they are."""
    frame = question.frame
    if not (is_dated(frame) or frame.kinds):
        return newest_inspections(finder.library, set(councils.held)), "the newest full inspection of each council"
    scoped = [finder.library.documents[number] for number in finder.holdings.scope(frame).documents]
    kept = [one for one in scoped if one.voice is Voice.INSPECTOR and one.authority in councils.held]
    what = listed([kind.value for kind in frame.kinds], "or") or "paper of inspectors"
    return kept, f"every {what} held {asked_period(frame)}".rstrip()


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def grades_counted(count: Counter[str]) -> str:
    """Tell how many had each grade, the best first, as it is printed most often."""
    same: dict[int, Counter[str]] = {}
    for grade, times in count.items():
        place = place_of(grade)
        same.setdefault(-1 if place is None else place, Counter())[grade] += times
    return ", ".join(f"{one.most_common(1)[0][0]} {one.total()}" for _, one in sorted(same.items(), reverse=True))
