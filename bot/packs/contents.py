"""What a pack holds and under which headings: passages of one generation, each compared with what is stored.

In come questions or picked passages; out comes a ``Pack``. A heading without a passage stays, for its reader to write
under. How it looks is decided in ``word_document``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.answers import Answerer
from bot.models import AnswerKind, Filters
from bot.packs.pattern import Pattern
from index.metadata import cite, cite_document, superseded_by
from index.models import Citation, Document, Passage
from index.storage import Library, passage_id, text_hash

# The three questions of Ofsted's annual conversation with a council (framework for inspecting local authority
# children's services, "Self-evaluation and annual conversation").
CONVERSATION = (
    "What do you know about the quality and impact of social work practice in your local authority?",
    "How do you know it?",
    "What are your plans for the next 12 months to maintain or improve practice?",
)
_PER_QUESTION = 5


@dataclass(frozen=True, slots=True)
class PackItem:
    """A passage of a pack, the heading that it was asked or picked for, and its document."""

    heading: str
    document: Document
    passage: Passage

    @property
    def citation(self) -> Citation:
        """Cite the passage in full."""
        return cite(self.document, self.passage)


@dataclass(frozen=True, slots=True)
class PackSection:
    """A heading, what is to be said of it, and the passages under it."""

    heading: str
    items: tuple[PackItem, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack: its sections, the documents that are quoted, and the generation and the day that it was made from."""

    title: str
    sections: tuple[PackSection, ...]
    sources: tuple[Document, ...]
    generation: int
    made: date
    checked: int  # quotations, each of them compared with the stored passage when the pack was made
    dropped: int  # passages that were not in the library any more as they had been picked


def ask_for_items(
    answerer: Answerer,
    questions: Sequence[str],
    *,
    heading: str | None = None,
    limit: int = _PER_QUESTION,
    authority: str | None = None,
) -> list[PackItem]:
    """Answer each question and take the passages that are shown; under its own words, or under ``heading``."""
    filters = Filters(authorities=(authority,)) if authority else Filters()
    items = []
    for question in questions:
        answer = answerer.answer(question, filters=filters, limit=limit)
        if answer.kind in {AnswerKind.NO_ANSWER, AnswerKind.CLARIFY, AnswerKind.HELP}:
            continue
        for evidence in answer.evidence:
            found = answerer.library.find(evidence.passage_id)
            if found is not None:
                items.append(PackItem(heading or question.strip(), *found))
    return items


def picked_item(library: Library, identity: str, *, heading: str) -> PackItem | None:
    """Take a passage that was picked before, by its id; None where it is held no more."""
    found = library.find(identity)
    return None if found is None else PackItem(heading, *found)


def arrange(
    library: Library,
    items: Iterable[PackItem],
    *,
    title: str,
    pattern: Pattern,
    headings: Sequence[str] = (),
    made: date,
) -> Pack:
    """Order items under headings; each quotation is compared with the stored passage, and left out if it differs.

    ``headings`` stand in their order even where nothing was found for them.
    """
    kept, dropped = [], 0
    for item in items:
        identity = passage_id(item.document.sha256, item.passage.position)
        if library.verify(identity, text_hash(item.passage.text)):
            kept.append(item)
        else:
            dropped += 1
    if pattern is Pattern.REPORT:
        sections = _by_report(library, kept)
    else:
        order = dict.fromkeys((*(CONVERSATION if pattern is Pattern.CONVERSATION else headings),))
        order.update(dict.fromkeys(item.heading for item in kept))
        sections = [PackSection(heading, _once(item for item in kept if item.heading == heading)) for heading in order]
    quoted = [item for section in sections for item in section.items]
    sources = dict.fromkeys(sorted((item.document for item in quoted), key=_age))
    return Pack(title, tuple(sections), tuple(sources), library.generation, made, len(quoted), dropped)


def _by_report(library: Library, items: Sequence[PackItem]) -> list[PackSection]:
    documents = dict.fromkeys(sorted((item.document for item in items), key=_age))
    sections = []
    for document in documents:
        own = sorted((item for item in items if item.document == document), key=lambda item: item.passage.position)
        newer = superseded_by(document, library.documents)
        note = f"Superseded by {cite_document(newer).label}." if newer else ""
        sections.append(PackSection(cite_document(document).label, _once(own), note))
    return sections


def _once(items: Iterable[PackItem]) -> tuple[PackItem, ...]:
    return tuple({(item.document.path, item.passage.position): item for item in items}.values())


def _age(document: Document) -> tuple[str, int, str]:
    return document.authority or "~", -(document.date.toordinal() if document.date else 0), document.path
