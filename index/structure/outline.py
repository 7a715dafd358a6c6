"""The values of structure: what a document is made of once its lines have a meaning."""

from dataclasses import dataclass

from index.models import Improvement, Judgement, Passage
from index.readers import Line


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as printed; ``level`` 1 is the outermost."""

    text: str
    level: int
    page: int | None


@dataclass(frozen=True, slots=True)
class Structure:
    """A document as its author built it: each unit of writing is a passage, in reading order.

    ``first_lines`` are all lines of the first pages as read, furniture included, for those who look for dates and
    names; ``furniture`` is the running text that was dropped, each wording once; ``last_lines`` are the lines of the
    last two pages.
    """

    passages: tuple[Passage, ...]
    headings: tuple[Heading, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    first_lines: tuple[Line, ...] = ()
    last_lines: tuple[Line, ...] = ()
    furniture: tuple[str, ...] = ()
    pages: int | None = None
    slides: bool = False
