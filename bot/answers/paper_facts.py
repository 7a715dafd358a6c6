"""Paper facts: what a paper says of itself: who wrote it, which body had it and when, what was to be decided.

In come the papers that are meant, the newest first; out come the passages that print it, word for word and in their
order. Nothing is told that no passage prints.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from index.models import DocumentPart, Passage, Unit
from index.text import MONTH_PATTERN

_OPENING = 12  # passages, in which a paper says whose and for whom it is
_LINE, _SHORT, _LONG = 60, 140, 600  # characters: a day alone, a line of its own, a paragraph that tells of a meeting
_SIGNED = re.compile(
    r"^\W{0,3}(?:report (?:of|by|from|author)|authors?\b|(?:plan|document|report) owner|owner of (?:the|this) "
    r"|(?:prepared|presented|written|introduced) by|contact\b"
    r"|lead (?:officer|author|inspector)|yours? (?:sincerely|faithfully))",
    re.IGNORECASE,
)
_SIGNATURES = re.compile(r"\b(?:contact officers?|report authors?|author)\b", re.IGNORECASE)
# A person with a post, on a line of its own: "Jane Doe, Director of Children's Services".
_POST = (
    r"(?:(?:executive|service|strategic|corporate|assistant|deputy)\s+)*(?:director|head of|chief|inspector|officer"
    r"|manager|councillor|cabinet member|chair|her majesty|his majesty)"
)
_PERSON = re.compile(rf"^\W{{0,3}}(?:[A-Z][\w'’-]+\.?\s+){{1,3}}[A-Z][\w'’-]+,?\s+(?i:{_POST})")
_BODY = re.compile(
    r"\b(?:cabinet|committee|scrutiny|panel|full council|executive board|improvement board|board)\b", re.IGNORECASE
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:(?:<sup>)?(?:st|nd|rd|th)(?:</sup>)?)?\s*(?:{MONTH_PATTERN})\W{{1,3}}\d{{4}}\b", re.IGNORECASE
)
_MONTH = re.compile(rf"\b(?:{MONTH_PATTERN})\W{{1,3}}(?:19|20)\d\d\b", re.IGNORECASE)
_HAD = re.compile(
    r"\b(?:submitted|approved|considered|agreed|presented|reported|held|meets?|met|meeting|reviewed|received)\b", re.I
)
_ASKS = re.compile(
    r"\brecommendations?\b|\bdecisions?\b[^.]{0,40}\b(?:required|sought|requested|needed?|from|for)\b|\bresolved\b"
    r"|\brecommended (?:that|to)\b|\b(?:asked|invited|requested) to\b|\bseeks? (?:agreement|approval)\b"
    r"|\bfor decision\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(
    r"\bRESOLVED\b|\b(?:is|are|be|was|were) (?:recommended|asked|invited|requested)(?: that| to|:)"
    r"|\b(?:cabinet|committee|panel|board|members) (?:agreed|resolved|approved|endorsed|noted|seeks?)\b"
    r"|\bseeks? (?:cabinet|committee|the committee|panel|board|the board)?\s*(?:agreement|approval)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^\W{0,2}(?:\(?[a-z]{1,4}\)|\d{1,2}[.)])")
# When inspectors came, as a paper of the council tells it.
_CAME = re.compile(r"\b(?:inspect(?:ed|ion|ions|ors)|ofsted|ilacs|focused visit|visit)\b", re.IGNORECASE)
_TOOK_PLACE = re.compile(
    r"\b(?:carried out|took place|inspected|between|undertook|undertaken|was held|conducted|inspections? dates?"
    r"|visit to)\b",
    re.IGNORECASE,
)

# When inspectors are expected.
_NEXT = re.compile(
    r"\bnext (?:\w+ ){0,2}(?:inspection|visit|ilacs)\b"
    r"|\b(?:inspection|visit|inspectors|ofsted)\b[^.]{0,60}\b(?:expect\w*|likely|due|return|not before)\b"
    r"|\bexpect\w*\b[^.]{0,60}\b(?:inspection|visits?|inspectors|ofsted)\b",
    re.IGNORECASE,
)

# The lines that print who inspected.
_TEAM = re.compile(
    r"^\W{0,3}(?:lead|deputy lead|team) inspectors?\b|^\W{0,3}(?:senior )?data analysts?\b"
    r"|^\W{0,3}quality assurance manager\b|\binspectors for this (?:visit|inspection) (?:were|was)\b"
    r"|\bled by\b.{0,80}\binspectors?\b|\binspectors?\b[^.]{0,60}\bled by\b|\binspection team consisted\b",
    re.IGNORECASE,
)
# An inspection or a visit with its year, as papers list them.
_VISIT = re.compile(
    r"\b(?:JTAI|joint targeted|ILACS|SIF|focus+ed visit|monitoring visit|inspection)\b[^.]{0,100}\b20\d\d\b"
    r"|\b20\d\d\b[^.]{0,60}\b(?:JTAI|joint targeted|ILACS|SIF|focus+ed visit|monitoring visit|inspection)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\bpublished\b", re.IGNORECASE)
_INSPECTION = re.compile(r"\binspection\b", re.IGNORECASE)


def printed(passages: Sequence[Passage], subject: str) -> list[Passage]:
    """List the passages of a paper that print what is asked of it, those that say it most plainly first."""
    return list(_READERS[subject](passages))


def _addressed(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from (p for p in passages[:_OPENING] if p.text.startswith("Dear "))


def _authors(passages: Sequence[Passage]) -> Iterator[Passage]:
    # A cover sheet is a table: its rows tell whose the paper is.
    own = [
        p
        for p in passages
        if (p.unit is not Unit.ROW or p.position < _OPENING) and p.matter is not DocumentPart.IMPROVEMENT
    ]
    lines = [p for p in own if len(p.text) <= _SHORT]
    signed = [p for p in lines if _SIGNED.search(p.text)]
    under = [p for p in lines if any(_SIGNATURES.search(section) for section in p.sections[-1:])]
    names = [p for p in lines if _PERSON.search(p.text) and p.unit is not Unit.BULLET]
    sincerely = {p.position for p in signed if p.text.lower().lstrip().startswith("your")}
    # A letter is signed at its end.
    names.sort(key=lambda p: bool(sincerely) and p.position < min(sincerely))
    closing = [p for p in signed if p.position not in sincerely]
    yield from _once([*(names if sincerely else ()), *closing, *under, *names])


def _bodies(passages: Sequence[Passage]) -> Iterator[Passage]:
    opening = [p for p in passages[:_OPENING] if len(p.text) <= _SHORT]
    dated = [p for p in opening if _DAY.search(p.text)]
    both = [p for p in dated if _BODY.search(_with_headings(p)) and (len(p.text) <= _LINE or _HAD.search(p.text))]
    lines = [p for p in opening if _BODY.search(p.text)]
    told = [
        p
        for p in passages
        if len(p.text) <= _LONG and _HAD.search(p.text) and (_DAY.search(p.text) or _MONTH.search(p.text))
    ]
    named = [p for p in told if _BODY.search(_with_headings(p))]
    yield from _once([*both, *(dated[:1] if lines else ()), *lines, *named, *dated[:1]])


def _requests(passages: Sequence[Passage]) -> Iterator[Passage]:
    under = [p for p in passages if p.sections and _ASKS.search(p.sections[-1]) and p.unit is not Unit.ROW]
    own = [p for p in under if p.matter is not DocumentPart.IMPROVEMENT]
    items = [p for p in own if p.unit in {Unit.BULLET, Unit.POINT, Unit.NUMBERED} or _ITEM.match(p.text)]
    said = [p for p in passages if _DECIDES.search(p.text) and p.unit is not Unit.ROW]
    following = [item for p in said if p.text.rstrip().endswith(":") for item in _items_after(passages, p)]
    yield from _once([*items, *own, *following, *said])


def _items_after(passages: Sequence[Passage], head: Passage) -> Iterator[Passage]:
    """Yield the items of the list that a line introduces."""
    for passage in passages[passages.index(head) + 1 :]:
        if passage.sections != head.sections or not (_ITEM.match(passage.text) or passage.unit is Unit.BULLET):
            return
        yield passage


def _inspected(passages: Sequence[Passage]) -> Iterator[Passage]:
    told = [
        p
        for p in passages
        if p.unit is not Unit.ROW and _CAME.search(p.text) and (_DAY.search(p.text) or _MONTH.search(p.text))
    ]
    plain = [p for p in told if _TOOK_PLACE.search(p.text)]
    ranges = [p for p in told if len(p.text) <= _SHORT and _MONTH.search(p.text) and _INSPECTION.search(p.text)]
    yield from _once([*plain, *ranges])


def _published(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from (p for p in passages if _PUBLISHED.search(p.text) and _DAY.search(p.text))


def _coming(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from (p for p in passages if p.unit is not Unit.ROW and _NEXT.search(p.text))


def _visits(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from (p for p in passages if len(p.text) <= _SHORT and p.unit is not Unit.ROW and _VISIT.search(p.text))


def _inspectors(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from _once([*(p for p in passages if _TEAM.search(p.text)), *_signatures(passages)])


def _signatures(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from (p for p in passages if len(p.text) <= _SHORT and _PERSON.search(p.text) and "nspector" in p.text)


def _with_headings(passage: Passage) -> str:
    return " ".join((*passage.sections, passage.text))


def _once(passages: Sequence[Passage]) -> Iterator[Passage]:
    yield from {passage.position: passage for passage in passages}.values()


_READERS: Mapping[str, Callable[[Sequence[Passage]], Iterator[Passage]]] = {
    "addressee": _addressed,
    "author": _authors,
    "body": _bodies,
    "requests": _requests,
    "inspected": _inspected,
    "published": _published,
    "next": _coming,
    "inspectors": _inspectors,
    "often": _visits,
}
