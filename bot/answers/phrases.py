"""Wording: the one or two plain sentences above the evidence. Nothing here words the evidence itself.

In come documents, frames and reasons; out go sentences for a busy person.
"""

from collections.abc import Iterable, Mapping, Sequence

from bot.answers.evidence_finder import Finder
from bot.models import Coverage, Evidence, Missing, MissingSort
from index.models import Document, Kind, Recency, Voice
from index.query import Frame
from index.search import Lack
from index.text import write_day


def name(document: Document) -> str:
    """Name the council of a document as it names itself."""
    return document.authority_form or document.authority or "a council that the document does not name"


def report(document: Document, *, newest: bool = False) -> str:
    """Name a document in a sentence: "Derby City's inspection report, published 8 July 2025"."""
    latest = "latest " if newest else ""
    owner = f"{document.authority}'s" if document.authority else "the"
    when = f", published {write_day(document.published)}" if document.published else ""
    if not when and document.inspected:
        when = f", inspected {write_day(document.inspected.end)}"
    what = document.kind.value if document.kind is not Kind.OTHER else f"document {document.title}"
    return f"{owner} {latest}{what}{when}"


def source(documents: Sequence[Document], *, newest: bool) -> str:
    """Say which documents the evidence is from."""
    if len(documents) == 1:
        return f"From {report(documents[0], newest=newest)}."
    councils = list(dict.fromkeys(document.authority for document in documents if document.authority))
    what = counted(len(documents), "document")
    if len(councils) == 1:
        return f"From {what} of {councils[0]}, the newest {_newest(documents)}."
    named = listed(councils) if len(councils) <= 4 else f"{', '.join(councils[:3])} and others"
    return f"From {what} of {counted(len(councils), 'council')}: {named}."


def asked_period(frame: Frame) -> str:
    """Say which period was asked for, to stand after a comma or a verb; "" where none was."""
    if frame.years:
        return f"from {listed([str(year) for year in frame.years], 'or')}"
    if frame.since is not None and frame.until is not None:
        return f"from {frame.since} to {frame.until}"
    if frame.since is not None:
        return f"since {write_day(frame.since_day) if frame.since_day else frame.since}"
    if frame.until is not None:
        return f"up to {frame.until}"
    if frame.excluded_years:
        return f"not from {listed([str(year) for year in frame.excluded_years], 'or')}"
    return {"previous": "from before the latest inspection", "latest": "from the latest inspection"}.get(
        frame.recency or "", ""
    )


def whose(voice: Voice) -> str:
    """Say whose words they are, as a heading."""
    return {
        Voice.INSPECTOR: "What inspectors said",
        Voice.COUNCIL: "What the council says itself",
        Voice.DEPARTMENT: "What the government says",
        Voice.PEER_TEAM: "What a peer team said",
        Voice.PARTNER: "What a partner says",
        Voice.UNKNOWN: "Not known whose words",
    }[voice]


def counted(count: int, noun: str) -> str:
    """Count a noun: "1 document", "3 documents"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str], last: str = "and") -> str:
    """List words as a sentence does: "Derby, Derbyshire and Hull"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def no_such_kind(kinds: Sequence[Kind], owner: str) -> str:
    """Say that no document of some kinds is held; "slides" are many."""
    words = [kind.value if kind is not Kind.OTHER else "other document" for kind in kinds]
    return f"No {listed(words, 'or')}{owner} {'are' if kinds[-1] is Kind.SLIDES else 'is'} held"


def _newest(documents: Sequence[Document]) -> str:
    days = [document.date for document in documents if document.date]
    return f"of {write_day(max(days))}" if days else "undated"


WEAK = 0.5  # below this strength an answer is refused (index.search.strength)
MORE = 9  # passages looked for; those beyond the ones shown are kept for "more"


def coverage(finder: Finder, documents: Mapping[int, float]) -> Coverage:
    """Count what was searched."""
    spans = finder.library.spans
    dates = finder.holdings.dates
    return Coverage(
        documents=len(documents),
        passages=sum(spans[n][1] - spans[n][0] for n in documents),
        newest=max((day for n in documents if (day := dates[n])), default=None),
    )


def document_of(finder: Finder, evidence: Evidence) -> Document:
    """Give the document that a piece of evidence stands in."""
    document = finder.library.document(evidence.citation.document)
    assert document is not None
    return document


def documents_of(finder: Finder, evidence: Sequence[Evidence]) -> list[Document]:
    """Give the documents that evidence stands in, each once, in its order."""
    return [document_of(finder, item) for item in {item.citation.document: item for item in evidence}.values()]


def label(document: Document) -> str:
    """Name a document as a heading: "Merrow: inspection report, 12 March 2025"."""
    when = f", {write_day(document.date)}" if document.date else ""
    return f"{document.authority or document.title}: {document.kind.value}{when}"


def since(finder: Finder, documents: Iterable[Document]) -> str:
    """Name what inspectors wrote of the same councils since reports, the newest first; "" where they did not."""
    later: list[Document] = []
    for document in documents:
        held = (finder.library.documents[n] for n in finder.holdings.by_authority.get(document.authority, ()))
        after = (d for d in held if d.date and document.date and d.date > document.date)
        later += [d for d in after if d.voice is Voice.INSPECTOR]
    return f" Since then: {'; '.join(report(d) for d in later)}." if later else ""


def dated_label(document: Document) -> str:
    """Name a document by its day alone."""
    return write_day(document.date) if document.date else document.title


def is_dated(frame: Frame) -> bool:
    """Say whether a question asks about a time that is not now."""
    bounded = frame.years or frame.excluded_years or frame.since or frame.until
    return bool(bounded or frame.recency in {Recency.PREVIOUS, Recency.ALL})


_GIVEN = {
    MissingSort.FIGURE: "number",
    MissingSort.COST: "cost",
    MissingSort.NAME: "name",
    MissingSort.DATE: "date",
    MissingSort.REASON: "reason",
    MissingSort.GROUP: "group",
    MissingSort.PHRASE: "such words",
}


def missing_of(lacks: Sequence[Lack]) -> tuple[Missing, ...]:
    """Tell what was asked for and is not given, as an answer says it."""
    return tuple(Missing(MissingSort(lack.sort), lack.text) for lack in lacks)


def what_is_missing(missing: Sequence[Missing], *, sure: bool = True) -> str:
    """Say what was asked for that the passages do not give, or, unless it is ``sure``, may not."""
    if not missing or missing[0].sort is MissingSort.TOPIC:
        return "These passages come nearest; whether they answer is not sure."
    what = _GIVEN[missing[0].sort]
    if not sure:
        return f"These passages speak of this; whether they give the {what.removeprefix('such ')} is not sure."
    return f"These passages speak of this, but give no {what}."
