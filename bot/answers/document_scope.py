"""Settle which documents may answer a question and how much each counts, or say why none does."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from index.metadata import superseded_by
from index.models import COUNCIL_KINDS, Document, Kind, Recency, Voice
from index.query import Frame, Intent, blanked, bodies_in, read_days
from index.query.cues import LAST_VISIT
from index.storage import Library

OLDER = 0.6  # of what a superseded document's passages count where no period was asked for
_RECENT, _ANY_AGE = 2, 20  # years that a paper looks back on
_TWO_YEARS = re.compile(r"\b(20\d\d)\s?[/–-]\s?((?:20)?\d\d)\b")
_SENTENCE = re.compile(r"[^.?!]+")
_INSPECTED = re.compile(r"\b(?:inspect|ofsted|ilacs|judge|grade)", re.IGNORECASE)
_SHOWN = frozenset({Kind.SLIDES, Kind.COMMITTEE_PAPER})  # what bodies of a council are shown
_SALUTED = 12  # passages at the beginning of a letter, one of which greets whom it is to
_ADDRESSED = re.compile(r"\bto\s{1,3}(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame)\.?\s{1,3}([A-Z][\w'’-]{1,30})", re.IGNORECASE)
_OPENING = 5  # passages at the beginning of a paper, which say whom it is for
# What people call a "plan" or a "letter" may be held under a kind beside it.
_FAMILIES: tuple[frozenset[Kind], ...] = (
    frozenset({Kind.ACTION_PLAN, Kind.COMMITTEE_PAPER}),
    frozenset({Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT}),
)


def _names_body(frame: Frame) -> bool:
    """Say whether a question names a body of a council, with a year, and no kind of paper."""
    return not frame.kinds and bool(frame.years or frame.months) and bool(bodies_in(frame.text))


def _bodies(text: str) -> set[str]:
    return {text[start:end].lower() for start, end in bodies_in(text)}


@dataclass(frozen=True, slots=True)
class DocumentScope:
    """The documents to search, by their number in the library, and what their passages' scores are multiplied by.

    ``aside`` are documents of the same authorities that were left out for their date, voice or kind: where the answer
    may stand instead. ``gap`` says what was asked for and is not held ("period", "kind", "voice"), or is None.
    """

    documents: Mapping[int, float] = field(default_factory=dict)
    aside: tuple[int, ...] = ()
    gap: str | None = None


class Holdings:
    """What the library holds, ordered by authority and date, with what supersedes what."""

    def __init__(self, library: Library) -> None:
        """Take the library; what supersedes what is worked out when it is first asked for."""
        self.library = library
        self.documents = library.documents

    @cached_property
    def current(self) -> tuple[int, ...]:
        """Number the documents that may answer: of two editions of one, the newer."""
        return tuple(n for n, document in enumerate(self.documents) if document.edition_of is None)

    @cached_property
    def by_authority(self) -> Mapping[str | None, tuple[int, ...]]:
        """Number the documents of each authority, the newest first; without older editions of what is held."""
        numbers: dict[str | None, list[int]] = {}
        for number in self.current:
            document = self.documents[number]
            numbers.setdefault(document.authority, []).append(number)
        return {name: tuple(sorted(held, key=self._age)) for name, held in numbers.items()}

    @cached_property
    def inspectors(self) -> Mapping[str, Sequence[Document]]:
        """List what each lead inspector has led, the newest first."""
        found: dict[str, list[Document]] = {}
        for number in sorted(self.current, key=self._age):
            if name := self.documents[number].lead_inspector:
                found.setdefault(name, []).append(self.documents[number])
        return found

    @cached_property
    def superseded(self) -> Mapping[int, Document]:
        """Give, by number, the document that takes the place of each superseded one."""
        found = {}
        for held in self.by_authority.values():
            documents = [self.documents[number] for number in held]
            for number in held:
                newer = superseded_by(self.documents[number], documents)
                if newer is not None:
                    found[number] = newer
        paths = {document.path: document for document in self.documents}
        older = {n: document.edition_of for n, document in enumerate(self.documents) if document.edition_of in paths}
        return found | {n: paths[path] for n, path in older.items() if path is not None}

    @cached_property
    def newer_by_path(self) -> Mapping[str, Document]:
        """Give, by path, the document that takes the place of each superseded one that may answer."""
        held = (number for numbers in self.by_authority.values() for number in numbers)
        return {self.documents[n].path: self.superseded[n] for n in held if n in self.superseded}

    def scope(self, frame: Frame) -> DocumentScope:
        """Settle which documents a frame means."""
        numbers = self._of(frame.authorities)
        if frame.document is not None:  # an older edition answers where it is meant itself
            numbers += [n for n, held in enumerate(self.documents) if held.edition_of and held.path == frame.document]
        if frame.excluded:
            numbers = [n for n in numbers if self.documents[n].authority not in frame.excluded]
        if frame.document is not None:
            numbers = [n for n in numbers if frame.document in (self.documents[n].path, *self.documents[n].also)]
        if frame.excluded_kinds:
            numbers = [n for n in numbers if self.documents[n].kind not in frame.excluded_kinds]
        if frame.excluded_years:
            numbers = [n for n in numbers if self._years[n].isdisjoint(frame.excluded_years)]
        everything = tuple(numbers)
        if frame.kinds:
            of_kind = [n for n in numbers if self.is_kind(n, frame.kinds)]
            of_kind = self._for_body(numbers, of_kind, frame)
            if not of_kind:
                return DocumentScope({}, everything, "kind")
            numbers = self._named_paper(of_kind, frame)
        if frame.voice is not None:
            numbers = [n for n in numbers if self.documents[n].voice is frame.voice]
        dated = self._in_period(numbers, frame)
        exactly = {n for n in dated if self.documents[n].kind in frame.kinds}
        if not frame.kinds:
            exactly = self.for_body(dated, frame)
        if exactly:  # a plan that is one comes before papers that tell of it
            dated = {n: weight if n in exactly else OLDER * weight for n, weight in dated.items()}
        if not dated:
            return DocumentScope({}, everything, "period" if numbers else ("voice" if everything else None))
        return DocumentScope(dated, tuple(n for n in everything if n not in dated))

    def for_body(self, numbers: Iterable[int], frame: Frame) -> set[int]:
        """Pick the papers that a body had before it in a year that is named: the two name a paper as a day does."""
        if not _names_body(frame):
            return set()
        return {n for n in numbers if self.documents[n].kind in _SHOWN and self._is_for(n, frame)}

    def without_body(self, frame: Frame) -> Frame:
        """Take the name of a body out of what is asked about, where it names a paper that is held."""
        named = _names_body(frame) and self.for_body(self.scope(frame).documents, frame)
        return replace(frame, rest=blanked(frame.rest, bodies_in(frame.rest))) if named else frame

    @cached_property
    def _years(self) -> Sequence[frozenset[int]]:
        return [years_of(document) for document in self.documents]

    def reports(self, numbers: Iterable[int], frame: Frame) -> list[int]:
        """Pick the reports that a question for grades or lists means, the newest first: for each authority the newest,
        unless a period was asked for."""
        held = sorted(numbers, key=self._age)
        if frame.recency is Recency.ALL or frame.years or frame.since is not None or frame.until is not None:
            return held
        picked: dict[str | None, int] = {}
        for number in held:
            picked.setdefault(self.documents[number].authority, number)
        return list(picked.values())

    def of_day(self, frame: Frame) -> Document | None:
        """Give the one document that a question names by its day ("the cabinet paper of 16 March"); None where no
        document, or more than one that fits as well, has the day."""
        for (day, month, year), _ in read_days(frame.text):
            of_day = [
                number
                for number in self._of(frame.authorities)
                if (on := self.documents[number].date)
                and (on.day, on.month) == (day, month)
                and year in (None, on.year)
                and self.documents[number].edition_of is None
            ]
            if len(of_day) > 1:
                of_day = [n for n in of_day if self._is_for(n, frame) or self.is_kind(n, frame.kinds)]
            if len(of_day) == 1:
                return self.documents[of_day[0]]
        return None

    def of_addressee(self, frame: Frame) -> tuple[Document, str] | None:
        """Give the one letter to somebody whom a question names ("the letter to Mr Smith"), and the name as typed."""
        found = _ADDRESSED.search(frame.text)
        if found is None:
            return None
        name = re.sub(r"['’]s$", "", found[1].lower())
        letters = [n for n in self._of(frame.authorities) if name in self._addressees.get(n, ())]
        if frame.years:
            letters = [n for n in letters if not self._years[n].isdisjoint(frame.years)]
        return (self.documents[letters[0]], found[1]) if len(letters) == 1 else None

    @cached_property
    def _addressees(self) -> Mapping[int, frozenset[str]]:
        """Give, by the number of each letter, the words of its salutation."""
        found = {}
        for number in self.current:
            document = self.documents[number]
            if not document.is_inspection and document.voice is Voice.INSPECTOR:
                openings = (p.text for p in self.library.passages_of(document)[:_SALUTED])
                dear = next((text for text in openings if text.startswith("Dear ")), "")
                found[number] = frozenset(dear.lower().replace(",", " ").split())
        return found

    def _named_paper(self, numbers: list[int], frame: Frame) -> list[int]:
        """Keep the papers that a question names by their month and by what had them before it; all where none is so."""
        if not set(frame.kinds) <= COUNCIL_KINDS:
            return numbers
        for told in (self._is_of_month, self._is_for):
            numbers = [n for n in numbers if told(n, frame)] or numbers
        return numbers

    def _for_body(self, numbers: list[int], of_kind: list[int], frame: Frame) -> list[int]:
        """Take what a body had before it, slides or paper, where no paper of the kind that was named was for it."""
        if not set(frame.kinds) <= _SHOWN or any(self._is_for(n, frame) for n in of_kind):
            return of_kind
        return [n for n in numbers if self.documents[n].kind in _SHOWN and self._is_for(n, frame)] or of_kind

    def _is_of_month(self, number: int, frame: Frame) -> bool:
        day = self.documents[number].date
        return day is not None and f"{day:%B %Y}".lower() in frame.months

    def _is_for(self, number: int, frame: Frame) -> bool:
        """Say whether a paper names, in its title or at its beginning, the committee that a question names."""
        document = self.documents[number]
        asked = _bodies(frame.text)
        opening = self.library.passages_of(document)[:_OPENING]
        text = " ".join((document.title, *(part for p in opening for part in (*p.sections, p.text))))
        return bool(asked) and asked <= _bodies(text)

    def _of(self, authorities: tuple[str, ...]) -> list[int]:
        if not authorities:
            return list(self.current)
        return [n for name in authorities for n in self.by_authority.get(name, ())]

    def is_kind(self, number: int, kinds: tuple[Kind, ...]) -> bool:
        """Say whether a document is of one of the kinds, or of one that people call the same."""
        kind = self.documents[number].kind
        return any(kind is asked or any({kind, asked} <= family for family in _FAMILIES) for asked in kinds)

    def _in_period(self, numbers: list[int], frame: Frame) -> dict[int, float]:
        """Keep the documents of the period; where none was asked for, superseded ones count less."""
        if frame.years:
            named = bool(frame.kinds) or frame.voice is Voice.COUNCIL
            of_years = [n for n in numbers if not self._years[n].isdisjoint(frame.years)]
            # A council's paper of 2020 about its inspection of 2019 answers for 2019 where no report of 2019 is held,
            # and what it tells of a year may be what is asked of it.
            telling: list[int] = []
            if not of_years or (frame.intent is Intent.PASSAGES and not frame.kinds):
                telling = [n for n in numbers if any(self._speaks_of(n, year, named=named) for year in frame.years)]
            if not (of_years or telling):
                telling = self._having_figures_of(numbers, frame)
            return dict.fromkeys(telling, OLDER if of_years and not frame.months else 1.0) | dict.fromkeys(
                of_years, 1.0
            )
        if frame.since is not None or frame.until is not None:
            return {n: 1.0 for n in numbers if _between(self.documents[n], frame)}
        if frame.recency is Recency.ALL:
            return dict.fromkeys(numbers, 1.0)
        if frame.recency is Recency.LATEST:
            if frame.kinds:
                # The last focused visit is meant, though a full inspection has followed it.
                exactly = [n for n in numbers if self.documents[n].kind in frame.kinds]
                return dict.fromkeys(self.reports(exactly or numbers, frame), 1.0)
            current = {n: 1.0 for n in numbers if n not in self.superseded}
            # "the latest visit": a letter that is newer than the last full inspection comes first.
            return self._newest_first(current) if LAST_VISIT.has(frame.text) else current
        if frame.recency is Recency.PREVIOUS:
            older = [n for n in numbers if n in self.superseded]
            by_authority: dict[str | None, list[int]] = {}
            for number in older:
                by_authority.setdefault(self.documents[number].authority, []).append(number)
            return {
                n: 1.0
                for n in older
                if not any(self._supersedes(other, n) for other in by_authority[self.documents[n].authority])
            }
        return {n: self._weights[n] for n in numbers}

    def _newest_first(self, current: Mapping[int, float]) -> dict[int, float]:
        """Let what inspectors wrote before the newest that they wrote of a council count less."""
        newest: dict[str | None, int] = {}
        for number in sorted(current, key=self._age):
            if self.documents[number].voice is Voice.INSPECTOR:
                newest.setdefault(self.documents[number].authority, number)
        older = {n for n in current if self.documents[n].voice is Voice.INSPECTOR} - set(newest.values())
        return {n: OLDER * weight if n in older else weight for n, weight in current.items()}

    def weight(self, number: int) -> float:
        """Say how much a document's passages count where no period was asked for: the newest inspection leads."""
        return self._weights[number]

    def is_of_now(self, number: int) -> bool:
        """Say whether a document tells how things are: nothing takes its place, nor is it of before the last
        inspection."""
        return self._weights[number] == 1.0

    @cached_property
    def _weights(self) -> Sequence[float]:
        older = self.superseded.keys() | self._before_the_newest
        return [OLDER if number in older else 1.0 for number in range(len(self.documents))]

    @cached_property
    def dates(self) -> Sequence[date | None]:
        """Give the date of every document by its number."""
        return [document.date for document in self.documents]

    @cached_property
    def _before_the_newest(self) -> frozenset[int]:
        """Number what inspectors wrote, of whatever kind, before the newest full inspection of the same council."""
        older: set[int] = set()
        for held in self.by_authority.values():
            newest = next((n for n in held if self.documents[n].kind is Kind.INSPECTION), None)
            if newest is not None:
                older.update(n for n in held[held.index(newest) :] if self.documents[n].voice is Voice.INSPECTOR)
                older.discard(newest)
        return frozenset(older)

    def _speaks_of(self, number: int, year: int, *, named: bool) -> bool:
        """Say whether a council's paper tells of an inspection of a year: of the two years before it, or of any year
        where such a paper was ``named``."""
        document = self.documents[number]
        if document.voice is not Voice.COUNCIL or document.date is None:
            return False
        if not 0 < document.date.year - year <= (_ANY_AGE if named else _RECENT):
            return False
        passages = self.library.passages_of(document)
        return any(_tells_of(". ".join((*passage.sections, passage.text)), year) for passage in passages)

    def _having_figures_of(self, numbers: Iterable[int], frame: Frame) -> list[int]:
        """List the documents that give figures of a year that runs over two: "2022/23"."""
        asked = {(first, last[-2:]) for first, last in _TWO_YEARS.findall(frame.text)}
        found = []
        for number in numbers if asked else ():
            told = " ".join(f"{p.context} {p.text}" for p in self.library.passages_of(self.documents[number]))
            if asked & {(first, last[-2:]) for first, last in _TWO_YEARS.findall(told)}:
                found.append(number)
        return found

    def _supersedes(self, newer: int, older: int) -> bool:
        return superseded_by(self.documents[older], (self.documents[newer],)) is not None

    def _age(self, number: int) -> tuple[int, str]:
        document = self.documents[number]
        return (-document.date.toordinal() if document.date else 0, document.path)


def matches_year(document: Document, year: int) -> bool:
    """Say whether a document was published in a year, or the inspection it reports took place in it."""
    years = years_of(document)
    return year in years if years else str(year) in document.title  # "Improvement plan 2026"


def years_of(document: Document) -> frozenset[int]:
    """Give the years in which a document was published and the inspection that it reports took place."""
    period = document.inspected
    days = (document.published, period.start if period else None, period.end if period else None)
    return frozenset(day.year for day in days if day)


def _tells_of(text: str, year: int) -> bool:
    """Say whether a sentence tells of an inspection of a year."""
    return any(
        str(year) in sentence and _INSPECTED.search(sentence) is not None for sentence in _SENTENCE.findall(text)
    )


def _between(document: Document, frame: Frame) -> bool:
    days = [day for day in (document.published, document.inspected.end if document.inspected else None) if day]
    if frame.since is not None and frame.since_day is not None:
        return any(day >= frame.since_day for day in days)
    return any((frame.since or 0) <= day.year <= (frame.until or 9999) for day in days)
