"""What the library holds, as Slack shows it: choices for forms, suggested questions, a passage among its neighbours.

Nothing is searched.
"""

from collections.abc import Sequence

from bot.answers import mark, neighbours
from bot.slack.blocks import Block, Held, Neighbour, context_view
from index.metadata import cite
from index.models import Citation, Document, DocumentPart, Kind, Passage
from index.storage import Library

AROUND = 2
STEP = 4
MOST = 24  # passages in one modal: what is longer is read in the document


# For who belongs to no council that is known: over all of them.
_OVER_ALL = (
    ("Who is outstanding for care leavers?", "Which councils are outstanding for care leavers?"),
    ("Who was told to improve supervision?", "Which councils were told to improve supervision?"),
    ("Who got worse?", "Which councils got a lower grade than before?"),
)
_HELD = (("Which councils are held?", "Which councils are held?"),)
_FEW = 2  # councils of a library in which any of them may be the asker's own


def councils_of(library: Library) -> list[str]:
    """List the councils of which documents are held."""
    return sorted({d.authority for d in library.documents if d.authority}, key=str.casefold)


def newest_first(library: Library) -> list[Document]:
    """List what is held, newest first; documents without a date last."""
    return sorted(library.documents, key=lambda d: (-(d.date.toordinal() if d.date else 0), d.path))


def held_for(library: Library, authority: str | None) -> Held:
    """Say what forms can upload; reports only of the authority in question."""
    documents = newest_first(library)
    years = {d.published.year for d in documents if d.published} | {
        d.inspected.end.year for d in documents if d.inspected
    }
    return Held(
        authorities=tuple(councils_of(library)),
        years=tuple(sorted(years, reverse=True)),
        reports=tuple(d for d in documents if authority is not None and d.authority == authority),
    )


def suggestions(library: Library, *, home: str | None = None) -> list[tuple[str, str]]:
    """Suggest up to four questions that the documents held can answer: a short title and the question.

    They are on the asker's own council; where none is known or held, on all councils, never on one by chance.
    """
    councils = {d.authority for d in library.documents if d.authority}
    if home not in councils and len(councils) > _FEW:
        return [*(_OVER_ALL if any(d.judgements for d in library.documents) else ()), *_HELD][:4]
    reports = [d for d in newest_first(library) if d.authority]
    reports.sort(key=lambda d: d.authority != home)  # stable: of the home council first, then the newest
    if home in councils:
        reports = [d for d in reports if d.authority == home]
    found: list[tuple[str, str]] = []
    first = next((d for d in reports if d.improvements), None)
    if first is not None:
        found.append((f"What must {first.authority} improve?", f"What does {first.authority} need to improve?"))
    graded = next((d for d in reports if d.judgements), None)
    if graded is not None:
        found.append(
            (f"{graded.authority}'s grades", f"What grades did {graded.authority} get in its latest inspection?")
        )
    topics = ("care leavers", "children who go missing", "private fostering", "neglect", "supervision", "early help")
    inspections = [d for d in reports if d.kind is Kind.INSPECTION] or reports
    for document in inspections[:1] * 2:
        words = " ".join(p.text.lower() for p in library.passages_of(document) if p.matter is DocumentPart.BODY)
        topic = next((t for t in topics if t in words and all(t not in q for _, q in found)), None)
        if topic is not None:
            found.append(
                (f"{document.authority}: {topic}", f"What did inspectors say about {topic} in {document.authority}?")
            )
    return [(title[:75], question) for title, question in found][:4]


def context_of(
    library: Library,
    document: Document,
    passage: Passage,
    *,
    highlights: Sequence[tuple[int, int]] = (),
    newer: Citation | None = None,
    note: str = "",
) -> Block:
    """Show a passage among its neighbours."""
    first = max(0, passage.position - AROUND)
    last = passage.position + AROUND
    return _view(library, document, passage, first, last, highlights=highlights, newer=newer, note=note)


def walk(library: Library, document: Document, asked: str, first: int, last: int, *, direction: str) -> Block | None:
    """Show earlier or later passages than those from ``first`` to ``last``; None where the document has changed."""
    passages = library.passages_of(document)
    target = next((p for p in passages if mark(p.text) == asked), None)
    if target is None:
        return None
    if direction == "earlier":
        first = max(0, first - STEP)
        last = min(last, first + MOST - 1)
    else:
        last = min(len(passages) - 1, last + STEP)
        first = max(first, last - MOST + 1)
    return _view(library, document, target, first, last)


def _view(
    library: Library,
    document: Document,
    asked: Passage,
    first: int,
    last: int,
    *,
    highlights: Sequence[tuple[int, int]] = (),
    newer: Citation | None = None,
    note: str = "",
) -> Block:
    size = len(library.passages_of(document))
    shown, _ = neighbours(library, document, first, before=0, after=min(last, size - 1) - first)
    citation = cite(document, asked)
    return context_view(
        citation,
        [
            Neighbour(
                p,
                asked=p.position == asked.position,
                highlights=tuple(highlights) if p.position == asked.position else (),
            )
            for p, _ in shown
        ],
        document=document.path,
        asked=mark(asked.text),
        grade=_grade(document, asked),
        newer=newer,
        earlier=first > 0,
        later=last < size - 1,
        note=note,
    )


def _grade(document: Document, passage: Passage) -> str | None:
    """Return the printed grade of the area that one of a passage's headings names, word for word."""
    grades = {_key(j.area): j.grade for j in document.judgements if j.grade}
    for section in reversed(passage.sections):
        if (grade := grades.get(_key(section))) is not None:
            return grade
    return None


def _key(heading: str) -> str:
    # Report headings repeat the area with the grade behind a colon ("...children in care: Good").
    return " ".join(heading.split(":", maxsplit=1)[0].casefold().split())
