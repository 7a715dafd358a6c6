"""The bot's own few words about a citation, a period, a voice: the same in every message and modal.

Evidence is never worded here.
"""

from datetime import date
from math import ceil

from bot.models import Coverage, Filters, Understood
from index.models import Citation, Document, Period, Recency, Voice
from index.text import write_day

VOICES = {
    Voice.INSPECTOR: "inspectors' words",
    Voice.COUNCIL: "the council's own words",
    Voice.DEPARTMENT: "a government department's words",
    Voice.PEER_TEAM: "a peer team's words",
    Voice.PARTNER: "a partner's words",
    Voice.UNKNOWN: "not known whose words",
}
ANYONE = "anyone's words"
ALL_COUNCILS = "All councils"
_RECENCY = {
    Recency.LATEST: "latest report",
    Recency.PREVIOUS: "the report before the latest",
    Recency.ALL: "all reports",
}


def day(value: date | None) -> str:
    """Write a day as people do: 8 July 2025."""
    return write_day(value) if value else "date not known"


def days(period: Period | None) -> str:
    """Write the days of an inspection: 4 March 2024 to 8 March 2024."""
    if period is None:
        return "not known"
    first, last = day(period.start), day(period.end)
    return first if first == last else f"{first} to {last}"


def count(number: int, thing: str) -> str:
    """Write a number with its noun: 1 report, 1,200 passages."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def size(number: int) -> str:
    """Write how large a file is: 12 kB, 3.4 MB, 1.2 GB."""
    if number >= 1_000_000_000:
        return f"{number / 1e9:,.1f} GB"
    return f"{number / 1e6:,.1f} MB" if number >= 100_000 else f"{ceil(number / 1e3)} kB"


def place(citation: Citation) -> str:
    """Say where in its document a passage stands: paragraph 12, page 4."""
    parts = []
    if citation.paragraph:
        parts.append(f"paragraph {citation.paragraph}")
    if citation.item:
        parts.append(citation.item)
    if not parts and citation.section:
        parts.append(f"“{citation.section}”")
    return ", ".join(part for part in (*parts, page_place(citation)) if part)


def page_place(citation: Citation) -> str:
    """Name the pages of a passage: page 4, pages 4-5."""
    if not citation.pages:
        return ""
    first, last = citation.pages[0], citation.pages[-1]
    return f"page {first}" if first == last else f"pages {first}-{last}"


def report_name(citation: Citation) -> str:
    """Name a report shortly: Merrow, inspection report, published 8 July 2025."""
    return ", ".join(filter(None, (citation.authority or citation.title, citation.kind.value, _when(citation))))


def _when(citation: Citation) -> str:
    if citation.published:
        return f"published {day(citation.published)}"
    return f"inspected {day(citation.inspected.end)}" if citation.inspected else "date not known"


def citation_line(citation: Citation, *, voice: bool = True) -> str:
    """Write a citation on one line: authority, kind, published, paragraph and page, whose words.

    Without ``voice`` inspectors' words are not said to be theirs; those of anybody else always are.
    """
    whose = whose_words(citation, always=voice)
    parts = (citation.authority or citation.title, citation.kind.value, _when(citation), place(citation), whose)
    return " · ".join(part for part in parts if part)


def source_line(citation: Citation) -> str:
    """Name a report, the page, and whose words where not inspectors': the source of a whole table or list."""
    parts = (report_name(citation), source_page(citation), whose_words(citation, always=False))
    return " · ".join(part for part in parts if part)


def source_page(citation: Citation) -> str:
    """Name the page on which a table or list begins."""
    return f"page {citation.pages[0]}" if citation.pages else ""


def whose_words(citation: Citation, *, always: bool = True) -> str:
    """Say whose words they are; without ``always`` inspectors' are not said to be theirs, others always are."""
    return VOICES[citation.voice] if always or citation.voice is not Voice.INSPECTOR else ""


def held_as(document: Document) -> str:
    """Say in a list of documents what one is: its kind and day, and whose words where they are not inspectors'."""
    voice = "" if document.voice is Voice.INSPECTOR else VOICES[document.voice]
    return ", ".join(part for part in (document.kind.value, day(document.date), voice) if part)


def full_citation(citation: Citation) -> str:
    """Write a citation whole, to be pasted into a report."""
    title = citation.title.rstrip(". ")
    parts = [title]
    if citation.authority and citation.authority.casefold() not in title.casefold():
        parts.insert(0, citation.authority)
    parts.append(citation.kind.value)
    if citation.inspected:
        parts.append(f"inspected {days(citation.inspected)}")
    parts.append(f"published {day(citation.published)}" if citation.published else "publication date not known")
    if citation.section:
        parts.append(f"section “{citation.section}”")
    if where := place(citation):
        parts.append(where)
    parts.append(VOICES[citation.voice])
    return ", ".join(parts) + "." + (f" {citation.url}" if citation.url else "")


def superseded(newer: Citation) -> str:
    """Say that a later report takes the place of this one."""
    if newer.published:
        return f"Superseded by the {newer.kind.value} published {day(newer.published)}"
    return f"Superseded by a later {newer.kind.value}"


def understood_line(understood: Understood) -> str:
    """Say on one line what was understood: whose reports, which period, whose words."""
    return " · ".join(understood_parts(understood))


def understood_parts(understood: Understood) -> list[str]:
    """Say what was understood, one thing at a time."""
    parts = [", ".join(understood.authorities) or understood.councils or ALL_COUNCILS]
    if understood.period or understood.years:
        parts.append(understood.period or ", ".join(map(str, understood.years)))
    if understood.recency:
        parts.append(_RECENCY[understood.recency])
    if understood.voice:
        parts.append("only " + VOICES[understood.voice])
    parts += [f"exactly “{phrase}”" for phrase in understood.phrases]
    return parts


def understood_notes(understood: Understood, *, expansions: bool = True) -> list[str]:
    """Say what was read otherwise than typed, and what else was searched for."""
    notes = [f"“{c.typed}” read as “{c.read_as}”" for c in understood.corrections]
    if understood.read_as:
        notes.append("Read as: " + ", ".join(understood.read_as))
    for expansion in understood.expansions[:3] if expansions else ():
        notes.append(f"“{expansion.term}” searched also as " + ", ".join(expansion.to[:4]))
    return notes


def described(filters: Filters) -> str:
    """Say in words what a set of filters asks for."""
    parts = [*filters.authorities, *map(str, filters.years)]
    if filters.recency:
        parts.append(_RECENCY[filters.recency])
    if filters.kind:
        parts.append(filters.kind)
    if filters.voice:
        parts.append("only " + VOICES[filters.voice])
    return ", ".join(parts)


def searched(coverage: Coverage) -> str:
    """Say how much was searched; nothing where nothing was, which the answer's own message explains."""
    if not coverage.documents:
        return ""
    newest = f"; the newest is of {day(coverage.newest)}" if coverage.newest else ""
    return f"Searched: {count(coverage.passages, 'passage')} in {count(coverage.documents, 'document')}{newest}."
