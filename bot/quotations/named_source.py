"""What a draft says of a quotation's source beside it, compared with where the quotation is printed.

Read are the citation that follows a quotation (in brackets, or after a dash) and the sentence that it stands in;
a council is looked for in the whole paragraph before it. A citation that follows another quotation is that one's: it is
read for this one too only where it stands behind both and no other council is named before this one. Nor is what stands
before another quotation read where another council is named with this one. What is not named is not compared.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.quotations.draft import Quoted
from bot.quotations.models import Difference, DifferenceKind
from index.authorities import Gazetteer
from index.models import Document, Kind, Passage
from index.text import MONTHS, month_number, split_sentences, write_day

_AFTER = re.compile(
    r"[”’\"'»]?[.,;:]?\s{0,3}(?:[(\[](?P<round>[^()\[\]]{3,300})[)\]]|\n?\s{0,8}(?:[—–-]{1,2}|Source:)\s?(?P<dash>[^\n]{3,300}))"
)
_DAY = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}) ((?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# A year in running text is that of a report only where it stands beside such a word.
_REPORT_WORD = r"(?:inspect\w*|reports?|letters?|visits?|published|Ofsted|ILACS|SIF|JTAI)"
_YEAR_OF_REPORT = re.compile(
    rf"\b{_REPORT_WORD}(?:\W+\w+){{0,3}}?\W+((?:19|20)\d\d)\b|\b((?:19|20)\d\d)(?:\W+\w+){{0,3}}?\W+{_REPORT_WORD}\b",
    re.IGNORECASE,
)
_RANGE = r"(\d+(?:\.\d+)*)(?:\s?(?:-|–|to|and)\s?(\d+))?"
_PARAGRAPH = re.compile(rf"(?:\bparagraphs?|\bparas?\.?|¶{{1,2}}|§)\s?{_RANGE}", re.IGNORECASE)
_PAGE = re.compile(rf"\b(?:pages?|pp?\.?)\s?{_RANGE}", re.IGNORECASE)
_CITES = re.compile(f"{_PARAGRAPH.pattern}|{_PAGE.pattern}|{_DAY.pattern}", re.IGNORECASE)
_KINDS = (
    (re.compile(r"\bfocus+ed visit", re.IGNORECASE), Kind.FOCUSED_VISIT),
    (re.compile(r"\bmonitoring visit", re.IGNORECASE), Kind.MONITORING_VISIT),
    (re.compile(r"\bjoint (?:targeted )?(?:area )?inspection|\bJTAI\b", re.IGNORECASE), Kind.JOINT_INSPECTION),
    (re.compile(r"\baction plan\b", re.IGNORECASE), Kind.ACTION_PLAN),
    (re.compile(r"\bself[- ]assessment\b", re.IGNORECASE), Kind.SELF_ASSESSMENT),
)


@dataclass(frozen=True, slots=True)
class NamedSource:
    """What is named beside a quotation; empty where nothing is. ``councils`` are names as the library has them."""

    councils: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    years: tuple[int, ...] = ()
    paragraphs: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    kinds: tuple[Kind, ...] = ()
    citation: str = ""
    sentence: tuple[int, int] = (0, 0)

    def fit(self, document: Document, passage: Passage) -> int:
        """Say how well a passage fits what is named: more for what names it more closely."""
        points = 8 * (document.authority in self.councils)
        points += 4 * (bool(self.days or self.years) and self.is_of_its_time(document))
        points += 4 * (passage.number in self.paragraphs) + 2 * self.is_on_its_page(passage)
        return points + (document.kind in self.kinds)

    def faults(self, document: Document, passage: Passage) -> list[Difference]:
        """Tell what is named otherwise than it is."""
        found = []
        if self.councils and document.authority and document.authority not in self.councils:
            found.append(Difference(DifferenceKind.COUNCIL, ", ".join(self.councils), document.authority))
        if (self.days or self.years) and document.date is not None and not self.is_of_its_time(document):
            said = [*map(write_day, self.days), *(map(str, self.years) if not self.days else ())]
            found.append(Difference(DifferenceKind.DATE, ", ".join(said), _dated(document)))
        if self.kinds and document.kind not in self.kinds and document.kind is not Kind.OTHER:
            found.append(Difference(DifferenceKind.DOCUMENT, ", ".join(self.kinds), document.kind))
        if self.paragraphs and passage.number not in self.paragraphs:
            printed = passage.number or passage.item or "no number"
            found.append(Difference(DifferenceKind.PARAGRAPH, ", ".join(self.paragraphs[:3]), printed))
        if self.pages and passage.first_page is not None and not self.is_on_its_page(passage):
            found.append(Difference(DifferenceKind.PAGE, ", ".join(map(str, self.pages[:3])), str(passage.first_page)))
        return found

    def is_of_its_time(self, document: Document) -> bool:
        """Say whether a document is of a day or a year that is named."""
        held = [day for day in (document.published,) if day]
        period = document.inspected
        if self.days:
            within = period is not None and any(period.start <= day <= period.end for day in self.days)
            return within or any(day in held for day in self.days)
        years = {day.year for day in held} | ({period.start.year, period.end.year} if period else set())
        return bool(years & set(self.years))

    def is_on_its_page(self, passage: Passage) -> bool:
        """Say whether a passage stands on a page that is named."""
        if passage.first_page is None:
            return False
        last = passage.last_page or passage.first_page
        return any(passage.first_page <= page <= last for page in self.pages)


def citation_behind(draft: str, end: int) -> tuple[int, int] | None:
    """Give the [start, end) of the citation that follows a quotation; None where none does."""
    after = _AFTER.match(draft, end)
    if after is None:
        return None
    span = after.span("round") if after["round"] else after.span("dash")
    said = draft[slice(*span)]
    return span if _CITES.search(said) else None


def hide_other_citations(
    masked: str, place: int, quotations: Sequence[Quoted], gazetteer: Gazetteer, is_word: Callable[[str], bool]
) -> str:
    """Put blanks in place of the citations in its paragraph that belong to others than the quotation at a place.

    ``masked`` is the draft with blanks in place of every quotation, ``place`` the place of one among them.
    """

    def councils_in(start: int, end: int) -> set[str]:
        return set(gazetteer.find(masked[start:end], is_word=is_word).names)

    quoted, spans = quotations[place], []
    beside = [number for number, other in enumerate(quotations) if other.paragraph == quoted.paragraph]
    start = quoted.paragraph[0]
    begin = max((quotations[number].end for number in beside if number < place), default=start)
    before = councils_in(begin, quoted.start)
    if before and begin > start and not before & councils_in(start, begin):
        spans.append((start, begin))  # all before is said of another council
    own = _cited_behind(masked, quotations, place)
    for number in beside:
        span = _cited_behind(masked, quotations, number)
        if number == place or span is None:
            continue
        is_of_both = number > place and own is None
        if is_of_both and (not before or not (cited := councils_in(*span)) or before & cited):
            continue
        spans.append(span)
    for first, last in spans:
        masked = masked[:first] + " " * (last - first) + masked[last:]
    return masked


def _cited_behind(masked: str, quotations: Sequence[Quoted], place: int) -> tuple[int, int] | None:
    """Give the [start, end) of what stands behind a quotation to tell its source, before the next one begins: what is
    in brackets or after a dash, or else the rest of its line where that names a paragraph, a page or a day."""
    end = quotations[place].end
    stop = min((other.start - 1 for other in quotations[place + 1 :]), default=len(masked))
    if after := _AFTER.match(masked, end, max(stop, end)):
        return after.span("round") if after["round"] else after.span("dash")
    line = masked.find("\n", end)
    return (end, line) if end < line < stop and _CITES.search(masked, end, line) else None


def read_named_source(
    draft: str, quoted: Quoted, masked: str, gazetteer: Gazetteer, is_word: Callable[[str], bool]
) -> NamedSource:
    """Read what is said of a quotation's source; ``masked`` is the draft with blanks in place of every quotation."""
    if not quoted.marked:
        return NamedSource()
    start, end = quoted.paragraph
    sentence = next(
        (
            (start + left, start + right)
            for left, right in split_sentences(masked[start:end])
            if start + left <= quoted.start <= start + right
        ),
        (start, end),
    )
    after = _AFTER.match(draft, quoted.end)
    citation = (after["round"] or after["dash"] or "") if after else ""
    said = f"{masked[sentence[0] : sentence[1]]} {citation}"
    councils = gazetteer.find(citation, is_word=is_word).names if citation else ()
    councils = councils or gazetteer.find(said, is_word=is_word).names
    if not councils:
        before = gazetteer.find(masked[start : sentence[0]], is_word=is_word).names
        councils = before[-1:]
    days, years = _read_days(citation)
    if not days and not years:
        days, years = _read_days(said)
        years = tuple(int(one or other) for one, other in _YEAR_OF_REPORT.findall(said))
    return NamedSource(
        councils=councils,
        days=days,
        years=years,
        paragraphs=_numbers(_PARAGRAPH, said),
        pages=tuple(int(number) for number in _numbers(_PAGE, said) if number.isdigit()),
        kinds=tuple(kind for pattern, kind in _KINDS if pattern.search(citation)),
        citation=citation,
        sentence=sentence,
    )


def _read_days(text: str) -> tuple[tuple[date, ...], tuple[int, ...]]:
    days = []
    for number, month, year in _DAY.findall(text):
        try:
            days.append(date(int(year), month_number(month), int(number)))
        except ValueError:
            continue
    return tuple(days), tuple(dict.fromkeys(int(year) for year in _YEAR.findall(text)))


def _numbers(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    """List the numbers that are named, those between two ends of a short range too."""
    found: list[str] = []
    for first, last in pattern.findall(text):
        found.append(first)
        if last and first.isdigit() and int(first) < int(last) <= int(first) + 20:
            found += [str(number) for number in range(int(first) + 1, int(last) + 1)]
    return tuple(dict.fromkeys(found))


def _dated(document: Document) -> str:
    if document.published:
        return f"published {write_day(document.published)}"
    return f"inspected {write_day(document.inspected.end)}" if document.inspected else ""
