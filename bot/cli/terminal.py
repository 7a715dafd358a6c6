"""Show an answer, the library, measures and a run of the indexer in a terminal.

Quotations and citations are printed as they come; matched words are only coloured.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.console import UNSAFE, plain, table_of
from bot.labels import VOICES, day, page_place
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence, State, Understood
from index.models import Citation, Document, Passage, Recency

if TYPE_CHECKING:
    from bot.answers import Briefing
    from bot.evaluation import Measures


_READ = 120  # characters of what was read, beside what it was corrected to
_WIDE = 130  # columns that the table of documents needs
_INDENT = (0, 0, 0, 2)


def _first(answer: Answer) -> str:
    """Give the first line: the answer, or the message where what is found does not give what was asked for."""
    lead = answer.lead
    if lead is None or (lead.quoted and answer.state is State.RELATED):
        return answer.message
    several = len({item.citation.document for item in answer.evidence}) > 1
    return f"{lead.whose}: “{lead.text}”" if lead.quoted and several else f"“{lead.text}”" if lead.quoted else lead.text


def show_answer(console: Console, answer: Answer) -> None:
    """Print an answer: its lead, what was understood, the message, then each passage with its citation under it."""
    for number, part in enumerate(answer.parts, 1):
        console.print(Text(f"{number}. {plain(part.question)}", style="bold cyan"))
        show_answer(console, part)
    first = _first(answer)
    if first:
        console.print(Text(plain(first), style="bold"))
    understood = _understood(answer.understood)
    if understood.plain:
        console.print(understood)
    if answer.message and first != answer.message:
        console.print(Text(plain(answer.message)))
    console.print()
    for fact in answer.facts:
        console.print(Text.assemble((f"  {plain(fact.label)}: ", "bold"), plain(fact.value)))
        if fact.citation is not None:
            console.print(Text(f"    — {plain(fact.citation.label)}", style="green"))
    verdict = answer.kind in (AnswerKind.AREA, AnswerKind.OVERVIEW)
    if verdict:
        console.print(_judgements(answer.judgements))
    grouped: set[int] = set()
    for group in answer.groups:
        console.print(Text(plain(group.label), style="bold underline"))
        if group.note:
            console.print(Text(plain(group.note), style="yellow"))
        if group.judgements:
            shown = _lines if answer.kind is AnswerKind.LISTING else _judgements
            console.print(shown([answer.judgements[i] for i in group.judgements]))
        for place in group.evidence:
            grouped.add(place)
            console.print(_evidence(answer.evidence[place]))
        if not group.evidence and not group.judgements:
            console.print()
    if answer.judgements and not verdict and not any(group.judgements for group in answer.groups):
        console.print(_judgements(answer.judgements))
    for place, evidence in enumerate(answer.evidence):
        # The rows behind a table of grades say what the table says.
        if place not in grouped and not answer.judgements:
            console.print(_evidence(evidence))
    for option in answer.options:
        console.print(Text(f"  • {plain(option.label)}"))
    if answer.coverage.elsewhere:
        console.print(Text("Answered elsewhere:", style="bold"))
        for citation in answer.coverage.elsewhere:
            console.print(Text(f"  • {plain(citation.label)}"))
    if answer.more and answer.kind is not AnswerKind.NO_ANSWER:
        rest = len(answer.more)
        console.print(Text(f"{rest} more passage{'s' if rest > 1 else ''}: ask with a higher --limit.", style="dim"))


def show_brief(console: Console, briefing: "Briefing") -> None:
    """Print a briefing: plain lines that can be copied, each with where it stands."""
    from bot.answers import sections_of

    overview = briefing.overview
    assert overview.lead is not None
    console.print(Text(plain(overview.lead.text), style="bold"))
    console.print(Text(plain(overview.message)))
    for section in sections_of(briefing):
        console.print()
        console.print(Text(section.heading, style="bold underline"))
        for text, citation in section.lines:
            console.print(Text.assemble(f"- {plain(text)} ", (f"({plain(citation.label)})", "green")))


def show_documents(console: Console, documents: Sequence[Document], passages: Sequence[int]) -> None:
    """Print the library; ``passages`` counts those of each document, in order.

    In a pipe it is one line a document, its values separated by tabs; in a narrow terminal each has its path below.
    """
    if not console.is_terminal:
        for document, count in zip(documents, passages, strict=True):
            print("\t".join((*_described(document), str(document.pages or "-"), str(count), plain(document.path))))
        return
    if console.width < _WIDE:
        for document, count in zip(documents, passages, strict=True):
            told = ", ".join(part for part in _described(document) if part != "-")
            console.print(Text(f"{told}, {count} passages", style="" if document.authority else "yellow"))
            console.print(Padding(Text(plain(document.path), style="dim", overflow="fold"), _INDENT, expand=False))
            for warning in document.warnings:
                console.print(Padding(Text(plain(warning), style="yellow"), _INDENT, expand=False))
            for said in _corrected(document):
                console.print(Padding(Text(said, style="dim"), _INDENT, expand=False))
        return
    headings = ("Authority", "Kind", "Whose words", "Published", "Inspected", "Pages", "Passages", "Document")
    table = table_of(*headings, figures=("Pages", "Passages"))
    for document, count in zip(documents, passages, strict=True):
        name = Text(plain(document.path), style="dim")
        for warning in document.warnings:
            name.append(f"\n{plain(warning)}", style="yellow not dim")
        for said in _corrected(document):
            name.append(f"\n{said}")
        table.add_row(
            Text(plain(document.authority or "unknown"), style="" if document.authority else "yellow"),
            document.kind.value,
            document.voice.value,
            document.published.isoformat() if document.published else Text("unknown", style="yellow"),
            _span(document),
            str(document.pages or "-"),
            str(count),
            name,
        )
    console.print(table)


def _corrected(document: Document) -> list[str]:
    """Say what an admin corrected, with what was read in its place."""
    return [
        f"{key.replace('_', ' ')} corrected: {plain(text)[:_READ] + ' was read' if text else 'nothing was read'}"
        for key, text in document.as_read
    ]


def _described(document: Document) -> tuple[str, ...]:
    published = document.published.isoformat() if document.published else "unknown"
    authority = plain(document.authority or "unknown")
    return authority, document.kind.value, document.voice.value, published, str(_span(document))


def show_passages(console: Console, passages: Sequence[tuple[Passage, Citation]], *, marked: int | None = None) -> None:
    """Print passages in reading order under their headings; the one at index ``marked`` stands out."""
    section: tuple[str, ...] | None = None
    for place, (passage, citation) in enumerate(passages):
        if passage.sections != section:
            section = passage.sections
            heading = " › ".join(section) if section else "(no heading)"
            console.print(Text(plain(heading), style="bold underline"))
        label = passage.number or passage.item or ""
        text = Text(plain(passage.text), style="" if marked in (None, place) else "dim")
        where = Text(page_place(citation), style="dim")
        body = Text.assemble((f"{label}  " if label else "", "bold"), text)
        console.print(Padding(Group(body, where), (0, 0, 1, 2), expand=False))


def _understood(understood: Understood) -> Text:
    parts: list[str] = []
    if understood.authorities:
        parts.append(", ".join(understood.authorities))
    if understood.period or understood.years:
        parts.append(understood.period or ", ".join(map(str, understood.years)))
    if understood.recency:
        names = {Recency.LATEST: "latest", Recency.PREVIOUS: "previous", Recency.ALL: "all years"}
        parts.append(names[understood.recency])
    if understood.voice:
        parts.append(VOICES[understood.voice])
    parts += [f'exactly "{phrase}"' for phrase in understood.phrases]
    parts += [f"{c.typed} read as {c.read_as}" for c in understood.corrections]
    if understood.read_as:
        parts.append("read as: " + ", ".join(understood.read_as))
    line = Text(plain(" · ".join(parts)), style="cyan")
    if understood.expansions:
        also = "; ".join(f"{e.term} → {', '.join(e.to[:4])}" for e in understood.expansions)
        line.append(("\n" if parts else "") + plain(f"also searched: {also}"), style="dim")
    return line


def _evidence(evidence: Evidence) -> RenderableType:
    # One character for one character: the highlights are offsets into the untouched text.
    quotation = Text(UNSAFE.sub(" ", evidence.text))
    for start, end in evidence.highlights:
        quotation.stylize("bold yellow", start, end)
    parts: list[RenderableType] = [Text.assemble(("“", "dim"), quotation, ("”", "dim")), _cited(evidence.citation)]
    if evidence.superseded_by is not None:
        newer = evidence.superseded_by
        when = f", published {day(newer.published)}" if newer.published else ""
        parts.append(Text(f"  superseded by the {newer.kind.value}{when}", style="yellow"))
    return Padding(Group(*parts), (0, 0, 1, 2), expand=False)


def _lines(judgements: Sequence[CitedJudgement]) -> RenderableType:
    """Give a grade a line, with its citation under it: a list of councils is read down, not across."""
    lines: list[RenderableType] = []
    for judgement in judgements:
        grade = (plain(judgement.grade or "not given"), "bold")
        lines.append(Text.assemble(grade, (f" · {plain(judgement.area)}", "dim")))
        lines.append(_cited(judgement.citation))
    return Padding(Group(*lines), (0, 0, 1, 2), expand=False)


def _judgements(judgements: Sequence[CitedJudgement]) -> RenderableType:
    tables: list[RenderableType] = []
    seen: dict[str, Citation] = {}
    for judgement in judgements:
        seen.setdefault(judgement.citation.document, judgement.citation)
    for citation in seen.values():
        table = table_of("Area", "Grade, as printed")
        for judgement in judgements:
            if judgement.citation.document == citation.document:
                table.add_row(plain(judgement.area), Text(plain(judgement.grade or "not given"), style="bold"))
        tables.append(Padding(Group(table, _cited(citation)), (0, 0, 1, 2), expand=False))
    return Group(*tables)


def _cited(citation: Citation) -> Text:
    return Text.assemble(("— ", "dim"), (plain(citation.label), "green"), (f" · {VOICES[citation.voice]}", "magenta"))


def _span(document: Document) -> str:
    if document.inspected is None:
        return "-"
    start, end = document.inspected.start, document.inspected.end
    return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"


def show_measures(console: Console, measures: "Measures") -> None:
    """Print measures as tables, then the failures one by one."""
    from bot.evaluation import APART

    table = Table("questions", "n", "S@1", "S@3", "S@5", "MRR@10", "nDCG@10", box=None)
    for name, row in (*sorted(measures.by_type.items()), ("all", measures.overall)):
        label = f"{name} (in no total)" if name == APART else name
        figures = (row.success_at_1, row.success_at_3, row.success_at_5, row.mrr_at_10, row.ndcg_at_10)
        table.add_row(escape(label), str(row.questions), *(f"{figure:.3f}" for figure in figures))
    console.print(table)
    for label, rate in (
        ("judgements right", measures.judgements),
        ("improvements right", measures.improvements),
        ("unanswerable refused", measures.refused_unanswerable),
        ("answerable refused", measures.refused_answerable),
        ("turns of conversations right", measures.turns),
    ):
        console.print(f"{label}: {rate.count} of {rate.of}" + (f" ({rate.share:.0%})" if rate.of else ""))
    for failure in measures.failures:
        console.print(f"\n{failure.identity} ({failure.type}), {failure.fault}: {failure.question}", markup=False)
        for word, places in (("wanted", failure.wanted), ("found", failure.found)):
            for place in places:
                console.print(f"  {word}: {place}", markup=False)
