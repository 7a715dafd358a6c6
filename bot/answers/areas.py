"""Areas: the parts of a report that inspectors judge, each with its grade and its section; and the grades themselves.

In: a document with its passages, and the name of an area. Out: the judgements that name it, the paragraph that opens
its section, and the section's paragraphs with what they praise and fault. Nothing is inferred: a section belongs to an
area by the words of its heading.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.models import Document, DocumentPart, Judgement, Passage, Unit
from index.storage import Library
from index.text import Leaning, read_leaning

# How reports print each area that people ask for; every framework since 2010.
PRINTED = {
    "overall": r"overall (?:effectiveness|judgement)|^children['’]s services\b|^overall",
    "leaders": r"leader|governance",
    "protection": r"help and protection|who need help|safeguarding services|^safeguarding",
    "care": r"children in care|looked after",
    "care leavers": r"care leavers|leaving care",
    "adoption": r"adoption",
    "board": r"safeguarding children board|lscb",
}
NAMES = {
    "overall": "overall effectiveness",
    "leaders": "leadership",
    "protection": "help and protection",
    "care": "children in care",
    "care leavers": "care leavers",
    "adoption": "adoption",
    "board": "the safeguarding board",
}
GRADES = ("inadequate", "requires improvement", "adequate", "good", "outstanding")  # the worst first
WORDS_OF_GRADES = frozenset(" ".join(GRADES).split())
_COMBINED = re.compile(r"(?:children in care|looked after)[^.]{0,80}\band\b[^.]{0,80}care leavers", re.IGNORECASE)
_PATTERNS = {area: re.compile(pattern, re.IGNORECASE) for area, pattern in PRINTED.items()}
_CARE = re.compile(r"children in care|looked after", re.IGNORECASE)
_TOLD = frozenset({Unit.NUMBERED, Unit.PARAGRAPH, Unit.BULLET})
_SAYS = frozenset({DocumentPart.BODY, DocumentPart.SUMMARY})


@dataclass(frozen=True, slots=True)
class Weighed:
    """A paragraph of a section and what its own words praise and fault."""

    passage: Passage
    leaning: Leaning


@dataclass(frozen=True, slots=True)
class AreaSection:
    """The section of a report on a judged area. ``opening`` is its first paragraph, ``rest`` the others in order;
    ``combined`` says that the report grades this area together with another."""

    opening: Passage
    rest: tuple[Weighed, ...]
    combined: bool


def names(area: str, text: str) -> bool:
    """Say whether a printed area or heading names an area; care leavers alone are not children in care."""
    if area == "care":
        return _CARE.search(text) is not None
    return _PATTERNS[area].search(text) is not None


def areas_named(text: str) -> frozenset[str]:
    """Name the areas that a printed area stands for, whatever the framework calls them; none where it is not known.

    Two printed areas are the same area where these are: "Children looked after" and "children in care" are, and the
    two together with care leavers are another.
    """
    return frozenset(area for area in PRINTED if names(area, text))


def area_key(text: str) -> frozenset[str]:
    """Give what two printed areas have in common where they are one area under two names."""
    return areas_named(text) or frozenset([" ".join(text.casefold().split())])


def place_of(grade: str | None) -> int | None:
    """Give the place of a printed grade in ``GRADES``; None of what is none."""
    said = (grade or "").lower().replace("require improvement", "requires improvement")  # some reports print it so
    return next((place for place, name in enumerate(GRADES) if said.startswith(name)), None)


def plain_area(text: str) -> str:
    """Name a printed area in a few plain words ("children in care"); as it is printed where none are known for it."""
    named = [NAMES[area] for area in PRINTED if names(area, text)]
    return " and ".join(named) if named else text


def is_combined(text: str) -> bool:
    """Say whether a printed area is children in care and care leavers together."""
    return _COMBINED.search(text) is not None


def judgements_of(document: Document, area: str) -> tuple[Judgement, ...]:
    """List the judgements of a document that name an area, in their order."""
    return tuple(judgement for judgement in document.judgements if names(area, judgement.area))


def read_section(library: Library, document: Document, area: str) -> AreaSection | None:
    """Read the section of a report on an area; None where no heading names it."""
    told = list(_paragraphs(library.passages_of(document), area))
    if not told:
        return None
    opening, rest = told[0], told[1:]
    combined = any(is_combined(section) for section in opening.sections)
    weighed = tuple(Weighed(passage, read_leaning(passage.text)) for passage in rest)
    return AreaSection(opening, weighed, combined)


def _paragraphs(passages: Sequence[Passage], area: str) -> Iterator[Passage]:
    """Yield the paragraphs that stand in the section of an area; its bullets where it has no paragraphs.

    The innermost heading that names an area decides, or the box with the area and its grade that opens a chapter: it
    takes the place of every heading that stands over the box itself.
    """
    bullets: list[Passage] = []
    told = False
    boxed: tuple[str, ...] = ()
    above: frozenset[str] = frozenset()
    for passage in passages:
        heads = passage.matter is DocumentPart.JUDGEMENT and passage.unit is Unit.PARAGRAPH
        if heads and (named := _areas_in(passage.text)):
            boxed, above = named, frozenset(passage.sections)
        if passage.unit not in _TOLD or passage.matter not in _SAYS:
            continue
        headings = (h for h in reversed(passage.sections) if h not in above)
        if area not in next((found for h in headings if (found := _areas_in(h))), boxed):
            continue
        if passage.unit is Unit.BULLET:
            bullets.append(passage)
        else:
            told = True
            yield passage
    if not told:
        yield from bullets


def _areas_in(text: str) -> tuple[str, ...]:
    """Name the areas, but for the whole, that a heading names."""
    return tuple(area for area in PRINTED if area != "overall" and names(area, text))
