"""Find the passage that a stored answer was made from again, in the library as it is now.

It is the very one; or the same words in the version of the report that is held now; or, where that reads otherwise,
what stands in the same place. Each time the kind of match is given with it. Nothing is searched.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum

from index.metadata import cite
from index.models import Citation, Document, Passage
from index.storage import Library, passage_id


class MatchKind(Enum):
    """How a passage stands to the one that the answer was made from."""

    SAME = "the very passage"
    SAME_WORDS = "the same words, in a version of the report that came later"
    OTHER_WORDS = "what stands in the same place of a later version"


@dataclass(frozen=True, slots=True)
class ResolvedPassage:
    """A passage as it is held now, and its citation."""

    standing: MatchKind
    document: Document
    passage: Passage
    citation: Citation

    @property
    def passage_id(self) -> str:
        """Its id in the library."""
        return passage_id(self.document.sha256, self.passage.position)


def mark(text: str) -> str:
    """Return a short mark by which a passage's text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


class PassageResolver:
    """Finds passages of stored answers again in one generation."""

    def __init__(self, library: Library) -> None:
        """Take the generation that is open."""
        self._library = library

    def find(self, identity: str, wanted: str, citation: Citation) -> ResolvedPassage | None:
        """Find a passage by its id, the mark of its text and its citation; None where its report is not held."""
        found = self._library.find(identity) if identity else None
        if found is not None and mark(found[1].text) == wanted:
            return ResolvedPassage(MatchKind.SAME, *found, _brought_up_to_date(citation, cite(*found)))
        document = self.successor(citation, identity)
        if document is None:
            return None
        same = [p for p in self._library.passages_of(document) if mark(p.text) == wanted]
        if same:
            # The same words may stand in a document twice ("Not applicable."): then the printed place decides.
            printed = (p for p in same if (p.number, p.item) == (citation.paragraph, citation.item))
            passage = next(printed, same[0])
            return ResolvedPassage(MatchKind.SAME_WORDS, document, passage, cite(document, passage))
        return self._same_place(document, citation)

    def cited(self, citation: Citation) -> ResolvedPassage | None:
        """Find what stands now in the place that a citation names."""
        document = self.successor(citation)
        return None if document is None else self._same_place(document, citation)

    def successor(self, citation: Citation, identity: str = "") -> Document | None:
        """Find the document that is held now in the place of the one that is cited.

        It has its path, the path that it stood at last, or is of the same council, kind and occasion.
        """
        former = self._library.former_path(identity) if identity else None
        held = self._library.document(citation.document) or (self._library.document(former) if former else None)
        if held is not None:
            return held
        alike = [document for document in self._library.documents if _same_occasion(citation, document)]
        return alike[0] if len(alike) == 1 else None

    def has_grade(self, area: str, grade: str | None, citation: Citation) -> bool:
        """Say whether a document that is cited for a grade still gives it, in its table or in a sentence."""
        document = self._library.document(citation.document)
        if document is None:
            return False
        if any((j.area, j.grade) == (area, grade) for j in document.judgements):
            return True
        return bool(grade) and any(
            fit and str(grade).casefold() in passage.text.casefold()
            for passage, fit in _fits(self._library, document, citation)
        )

    def _same_place(self, document: Document, citation: Citation) -> ResolvedPassage | None:
        best, points = None, 0
        for passage, fit in _fits(self._library, document, citation):
            if fit > points:
                best, points = passage, fit
        if best is None or points < (8 if citation.paragraph else 2):
            return None
        return ResolvedPassage(MatchKind.OTHER_WORDS, document, best, cite(document, best))


def _fits(library: Library, document: Document, citation: Citation) -> Iterator[tuple[Passage, int]]:
    """Say how well each passage fits a citation: by its number first, then item, section and page."""
    for passage in library.passages_of(document):
        fit = 8 if citation.paragraph is not None and passage.number == citation.paragraph else 0
        fit += 4 if citation.item is not None and passage.item == citation.item else 0
        fit += 2 if citation.section is not None and passage.section == citation.section else 0
        yield passage, fit + (1 if citation.pages and passage.first_page == citation.pages[0] else 0)


def _same_occasion(citation: Citation, document: Document) -> bool:
    if citation.authority is None or (citation.authority, citation.kind) != (document.authority, document.kind):
        return False
    if citation.inspected and document.inspected:
        return citation.inspected == document.inspected
    same = citation.published is not None and citation.published == document.published
    return same and citation.title.casefold() == document.title.casefold()


def _brought_up_to_date(stored: Citation, fresh: Citation) -> Citation:
    """Give a citation as the library makes it now: an admin may have settled a date or a title since."""
    if (stored.paragraph, stored.item, stored.section) == (fresh.paragraph, fresh.item, fresh.section):
        return fresh
    return replace(stored, document=fresh.document)  # of an item in a list, which is cited in its own way
