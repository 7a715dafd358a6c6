"""The values that travel: what a document is, what a passage of it is, and where a reader can check it.

Everything here is frozen and knows no file format, no database and no Slack. Text is kept as the document has it;
normalising for search happens in the analyzer only.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What sort of document it is, in the words that citations use."""

    INSPECTION = "inspection report"
    FOCUSED_VISIT = "focused visit letter"
    MONITORING_VISIT = "monitoring visit letter"
    JOINT_INSPECTION = "joint inspection"
    AREA_SEND = "area SEND inspection"
    SCHOOL = "school inspection report"
    CHILDRENS_HOME = "children's home inspection report"
    PROVIDER = "provider inspection report"  # of an agency, a nursery, a childminder
    HEALTH = "health inspection report"
    POLICE = "police inspection report"
    YOUTH_JUSTICE = "youth justice inspection report"
    ACTION_PLAN = "action plan"
    SELF_ASSESSMENT = "self-assessment"
    COMMITTEE_PAPER = "committee paper"
    SLIDES = "slides"
    OTHER = "other"

    @property
    def of_provider(self) -> bool:
        """Whether it inspects a school, a home or a service in a council's area, and not the council."""
        return self in {Kind.SCHOOL, Kind.CHILDRENS_HOME, Kind.PROVIDER, Kind.HEALTH, Kind.POLICE, Kind.YOUTH_JUSTICE}


INSPECTIONS = frozenset(
    {Kind.INSPECTION, Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT, Kind.JOINT_INSPECTION, Kind.AREA_SEND}
)  # of a council's services, not of one provider
COUNCIL_KINDS = frozenset({Kind.SLIDES, Kind.COMMITTEE_PAPER, Kind.ACTION_PLAN, Kind.SELF_ASSESSMENT})


class Voice(StrEnum):
    """Whose words a document is made of."""

    INSPECTOR = "inspector"
    COUNCIL = "council"
    DEPARTMENT = "department"  # a government department, its minister or a commissioner that it sent
    PEER_TEAM = "peer team"  # colleagues from other councils who were asked to look
    PARTNER = "partner"  # the health service, the police, a safeguarding partnership
    UNKNOWN = "unknown"


class Recency(StrEnum):
    """Which reports of an authority are asked for, where no year is named."""

    LATEST = "latest"
    PREVIOUS = "previous"
    ALL = "all"


class Unit(StrEnum):
    """The unit of writing that a passage is, as its author made it."""

    NUMBERED = "numbered paragraph"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    ROW = "row"
    POINT = "slide point"
    FOOTNOTE = "footnote"


class DocumentPart(StrEnum):
    """The part of a document that a passage stands in; ``FRONT`` never answers a question."""

    BODY = "body"
    SUMMARY = "summary"  # summary on the front page, executive summary, summary for young people
    IMPROVEMENT = "improvement"  # an item of "What needs to improve", "Recommendations", "Areas for improvement"
    JUDGEMENT = "judgement"  # a row of the judgement table
    BACKGROUND = "background"  # facts about the area: its homes, its leaders, how many children live there
    FRONT = "front"  # contents, complaints, licence, addresses, "Information about this inspection"


@dataclass(frozen=True, slots=True)
class Period:
    """The first and the last day of an inspection (the same day for a visit of one day)."""

    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Authority:
    """A council that is inspected: its usual short name and the other names it is known by."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """An area and its grade as the judgement table prints them; ``grade`` is None where none is given.

    ``year`` is the year over the column of a table that prints the grades of several inspections; None for others.
    """

    area: str
    grade: str | None
    page: int | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Improvement:
    """One item of the list of what needs to improve, word for word, and where it stands."""

    text: str
    paragraph: str | None
    item: str | None
    page: int | None


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is found and quoted.

    ``position`` counts passages in reading order from 0. ``number`` is the printed paragraph number ("12", "2.1"),
    ``item`` what a person would look for where none is printed ("bullet 2", "row 3", "slide 5", "paragraph 4").
    ``section`` is the nearest heading, ``sections`` all of them from the outermost. ``context`` is text that helps to
    find the passage but is no part of the quotation: column headings, cells inherited from the row above, the line
    that introduces a list. Pages count from 1 and are None where the format has none.
    """

    position: int
    text: str
    unit: Unit
    matter: DocumentPart = DocumentPart.BODY
    number: str | None = None
    item: str | None = None
    section: str | None = None
    sections: tuple[str, ...] = ()
    context: str = ""
    first_page: int | None = None
    last_page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the library and what it says of itself; ``path`` is relative to the documents folder."""

    path: str
    sha256: str
    title: str
    kind: Kind
    voice: Voice
    authority: str | None = None
    authority_form: str | None = None  # the council's own name as printed: "Derby City", "London Borough of ..."
    published: date | None = None
    inspected: Period | None = None
    lead_inspector: str | None = None
    pages: int | None = None
    also: tuple[str, ...] = ()  # other names of the same content
    url: str | None = None
    judgements: tuple[Judgement, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    warnings: tuple[str, ...] = ()
    ocr: bool = False  # its text was read from pictures of its pages
    aliases: tuple[str, ...] = ()  # further names of the authority, as the catalogue gives them
    settled: tuple[str, ...] = ()  # what of this the catalogue says, by its keys
    as_read: tuple[tuple[str, str], ...] = ()  # by the same keys, what was read instead ("" where nothing was)
    sketch: str = ""  # of its words, by which nearly equal documents are known
    edition_of: str | None = None  # the path of a newer edition, which answers in its place

    @property
    def is_inspection(self) -> bool:
        """Whether it is inspectors' own report of a full inspection."""
        return self.kind is Kind.INSPECTION and self.voice is Voice.INSPECTOR

    @property
    def date(self) -> date | None:
        """The day that orders documents in time: publication, else the end of the inspection."""
        return self.published or (self.inspected.end if self.inspected else None)


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a reader can check a passage; ``label`` is the whole of it as a person reads it."""

    document: str
    title: str
    authority: str | None
    kind: Kind
    voice: Voice
    published: date | None
    inspected: Period | None
    section: str | None
    paragraph: str | None
    item: str | None
    pages: tuple[int, ...]
    label: str
    url: str | None = None

    @property
    def date(self) -> date | None:
        """The day of its document: publication, else the end of the inspection."""
        return self.published or (self.inspected.end if self.inspected else None)
