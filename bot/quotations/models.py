"""What a check of a quotation says: found word for word, found with differences, or not found."""

from dataclasses import dataclass
from enum import StrEnum

from index.models import Citation


class QuotationState(StrEnum):
    """The three results of a check."""

    VERBATIM = "verbatim"
    DIFFERS = "differs"
    NOT_FOUND = "not_found"


class DifferenceKind(StrEnum):
    """What differs between a quotation, with what is said of its source, and what is printed."""

    CHANGED = "changed"  # other words stand there
    ADDED = "added"  # the quotation has words that are not printed
    MISSING = "missing"  # words are printed that the quotation leaves out without a mark
    LEFT_OUT = "left out"  # an ellipsis or a bracket hides words that turn the sense
    SENTENCE = "sentence"  # the quotation runs over the end of a sentence, or ends one that goes on
    JOINED = "joined"  # the words stand in two passages
    COUNCIL = "council"
    DATE = "date"
    DOCUMENT = "document"
    PARAGRAPH = "paragraph"
    PAGE = "page"
    FIGURE = "figure"
    GRADE = "grade"


@dataclass(frozen=True, slots=True)
class Difference:
    """What was written, what is printed instead ("" where there is nothing), and of what kind the difference is."""

    kind: DifferenceKind
    written: str
    printed: str


@dataclass(frozen=True, slots=True)
class CheckedQuotation:
    """A quotation of a draft, what was found, and where.

    ``citation`` is None where nothing was found; ``nearest`` then cites the passage that is most like it. ``notes`` are
    sentences that a reader should know though every word is as printed. ``start`` and ``end`` are offsets in the draft.
    """

    quotation: str
    state: QuotationState
    differences: tuple[Difference, ...] = ()
    citation: Citation | None = None
    printed: str = ""
    nearest: Citation | None = None
    notes: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    passage_id: str = ""
    claim: bool = False  # no quotation, but a figure or a grade beside a citation
