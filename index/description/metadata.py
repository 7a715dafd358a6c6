"""What a document says of itself: a source and its structure -> a ``Document``.

Trusted is the document first, then its file name, then its folder; where two of them disagree a warning names both.
What cannot be told is unknown, and a warning says so. The catalogue, which may settle it, is applied later.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath

from index.authorities import Gazetteer
from index.description.dates import find_dates, find_month, find_period, spell_date
from index.description.provenance import tell_kind, tell_voice
from index.description.titles import read_title
from index.models import Document, Kind, Period, Voice
from index.readers.source import Line, Source, Table
from index.structure import Structure

__all__ = ["describe"]

_WORD = r"(?:[A-Z][\w'-]{1,30}|and|upon|on|with|of)"
_COUNCIL_NAME = re.compile(
    r"\b((?:London Borough|Royal Borough|Metropolitan Borough|City|Borough|County) of "
    rf"[A-Z][\w'-]{{1,30}}(?:,? {_WORD}){{0,5}}"
    rf"|[A-Z][\w'-]{{1,30}}(?:,? {_WORD}){{0,5}}? (?:City|County|Borough|Metropolitan Borough|District) Council)\b"
)
_SIGNED = re.compile(r"yours? (?:sincerely|faithfully)[\s,]*", re.IGNORECASE)
_LONGEST_LINE = 600  # of the front that is read: a report's lines have a hundred characters
_MOST_LINES = 200
_MOST_TEXT = 60_000
_HMI = r"(?:(?:her|his) majesty['’]?s inspectors?|h\.?m\.?i\.?)"


@dataclass(frozen=True, slots=True)
class _Told:
    """What the file name and its folder say."""

    published: date | None
    authority: str | None
    where: str


def describe(source: Source, structure: Structure, *, path: str, sha256: str, gazetteer: Gazetteer) -> Document:
    """Read what a document says of itself, with a warning for all that it leaves open or says twice."""
    warnings: list[str] = []
    front = _front(structure, source)
    lines = [block for block in source.blocks if isinstance(block, Line)]
    text = " ".join(element.text for element in structure.elements)
    title = read_title(front, structure, source, stem=PurePosixPath(path).stem)
    voice = tell_voice(front, text, names_council=bool(_COUNCIL_NAME.search(" ".join(front[:40]))))
    kind = tell_kind(voice, title.text, front, lines, slides=source.slides or structure.slides)
    if voice is Voice.UNKNOWN:
        warnings.append("It cannot be told whose words these are: set voice in documents/catalogue.toml.")
    told = _told(path, gazetteer)
    form = title.place or _council_form(front, text, gazetteer, voice)
    authority, form = _authority(form, text, told, gazetteer, warnings)
    published = _published(front, voice, told, source.properties.get("date", ""), warnings)
    inspected = _inspected(front, structure, published) if voice is Voice.INSPECTOR else None
    return Document(
        path=path,
        sha256=sha256,
        title=title.text,
        kind=kind,
        voice=voice,
        authority=authority,
        authority_form=form,
        published=published,
        inspected=inspected,
        lead_inspector=_lead(front, structure, lines, kind) if voice is Voice.INSPECTOR else None,
        pages=source.pages,
        url=None,
        judgements=structure.judgements,
        improvements=structure.improvements,
        warnings=tuple(warnings),
    )


def _front(structure: Structure, source: Source) -> list[str]:
    """Give the lines of the first pages, straight quotes, without page numbers and blank lines."""
    first: tuple[Line | Table, ...] = structure.first_lines or source.blocks[:80]
    lines = []
    for line in first[:_MOST_LINES]:
        for text in [line.text] if isinstance(line, Line) else [" ".join(row) for row in line.rows]:
            plain = _plain(text[:_LONGEST_LINE])
            if plain and not plain.isdigit():
                lines.append(plain)
    return lines


def _plain(text: str) -> str:
    text = re.sub(r"[\uFFFE\u0002\u00ad]", "-", text.replace("’", "'").replace("‘", "'"))
    return " ".join(re.sub(r"</?su[pb]>|\*\*|^#+\s", "", text).split())


def _told(path: str, gazetteer: Gazetteer) -> _Told:
    """Read the file name and then its folders, the nearest first."""
    *folders, name = PurePosixPath(path).parts
    stem = PurePosixPath(name).stem.replace("_", " ")
    published = next(find_dates(stem), None)
    if published is None and (iso := re.search(r"(?<!\d)((?:19|20)\d\d)[-. ](\d\d)[-. ](\d\d)(?!\d)", stem)):
        try:
            published = date(int(iso[1]), int(iso[2]), int(iso[3]))
        except ValueError:
            published = None
    found = gazetteer.find(stem, is_word=lambda _: True)
    if len(found.names) == 1 and not found.corrections:
        return _Told(published, found.names[0], "file name")
    for folder in reversed(folders):
        authority = gazetteer.canonical(re.sub(r"^[\d_\s-]+", "", folder).replace("_", " "))
        if authority:
            return _Told(published, authority, "folder")
    return _Told(published, None, "folder")


def _authority(
    form: str | None, text: str, told: _Told, gazetteer: Gazetteer, warnings: list[str]
) -> tuple[str | None, str | None]:
    """Tell which authority a document is about, and how it prints the name."""
    authority = _known(form, told, gazetteer) if form else None
    if authority is None:
        authority = _most_named(text, gazetteer)
        form = None
    if authority is None:
        if told.authority is None:
            warnings.append("No authority could be told: set authority in documents/catalogue.toml.")
        return told.authority, form
    if told.authority and told.authority != authority:
        warnings.append(f"The document is about {authority}, its {told.where} says {told.authority}.")
    return authority, form


def _known(form: str, told: _Told, gazetteer: Gazetteer) -> str | None:
    """Give the short name of a council's own form; a council that nobody listed is called as it calls itself."""
    name = gazetteer.canonical(form)
    if name:
        return name
    found = gazetteer.find(form)
    if told.authority and told.authority in (*found.names, *found.ambiguous):
        return told.authority
    exact = gazetteer.find(form, is_word=lambda _: True)
    if len(exact.names) == 1 and not exact.corrections:
        return exact.names[0]
    short = re.sub(r"\b(?:Metropolitan|London|Royal|City|County|Borough|District|Council)\b( of\b)?", "", form)
    return " ".join(short.replace(" ,", ",").split()) or None


def _council_form(front: list[str], text: str, gazetteer: Gazetteer, voice: Voice) -> str | None:
    """Find the council's own name on the front of its paper, else the one that the text names most."""
    for line in front[:12]:
        if re.search(r"\bcouncil\b|\bborough of\b", line, re.IGNORECASE) and len(line) < 80:
            said = line.title() if line.isupper() else line
            match = _COUNCIL_NAME.search(said)
            if match and (voice is not Voice.INSPECTOR or gazetteer.canonical(match[0])):
                return match[0]
    counts: dict[str, int] = {}
    for match in _COUNCIL_NAME.finditer(text[:_MOST_TEXT] + " " + " ".join(front)):
        counts[match[0]] = counts.get(match[0], 0) + 1
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if len(ranked) > 1 and counts[ranked[0]] == counts[ranked[1]]:
        return None
    return ranked[0] if ranked else None


def _most_named(text: str, gazetteer: Gazetteer) -> str | None:
    """Give the authority that a text names by far the most, where it does so at least three times."""
    counts: dict[str, int] = {}
    for start in range(0, min(len(text), _MOST_TEXT), 2_000):
        found = gazetteer.find(text[start : start + 2_000], is_word=lambda _: True)
        for mention in found.all:
            if mention.name and not mention.read_as:
                counts[mention.name] = counts.get(mention.name, 0) + 1
    ranked = sorted(counts, key=lambda name: (-counts[name], name))
    if not ranked or counts[ranked[0]] < 3:
        return None
    return ranked[0] if counts[ranked[0]] >= 2 * sum(counts[name] for name in ranked[1:]) else None


def _published(front: list[str], voice: Voice, told: _Told, marked: str, warnings: list[str]) -> date | None:
    """Give the day of publication: as printed, as the letter or paper is dated, as the file is marked or named."""
    head = " ".join(front)
    printed = None
    match = re.search(r"\b(?:report )?published(?: on| date)?\s*:?\s*(.{0,40})", head, re.IGNORECASE)
    if match:
        printed = next(find_dates(match[1]), None)
    if printed is None and not re.search(r"\binspection dates?\s*:", head, re.IGNORECASE):
        printed = _dated(front) or _marked(marked)
    if printed and told.published and printed != told.published:
        warnings.append(f"The document is dated {spell_date(printed)}, its file name {spell_date(told.published)}.")
    day = printed or told.published
    if day is None and voice is not Voice.INSPECTOR:
        day = next((month for line in front[:15] if len(line) < 40 and (month := find_month(line))), None)
        if day:
            warnings.append(f"Only the month is printed ({day:%B %Y}): the first day of it stands for it.")
    if day is None:
        warnings.append("No date of publication could be told: set published in documents/catalogue.toml.")
    return day


def _marked(text: str) -> date | None:
    """Read the day of publication that a web page's own metadata give."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return next(find_dates(text), None)


def _dated(front: list[str]) -> date | None:
    """Give the date that stands alone on a line at the top of a letter or paper."""
    for line in front[:25]:
        if line.startswith("Dear "):
            return None
        if len(line) < 45 and (day := next(find_dates(line), None)):
            return day
    return None


def _inspected(front: list[str], structure: Structure, published: date | None) -> Period | None:
    """Give the days of the inspection or visit, as the front, the first sentences or the running footer print them."""
    head = " ".join(front)
    year = published.year if published else None
    for pattern in (
        r"(?<!previous )\binspection dates?\s*:?\s*(.{0,70})",
        r"\binspection took place (?:from|between|on|over)\s*(.{0,70})",
        r"\bsummarises the findings of .{0,220}?\b(?:on|from|between|over)\s(?=[A-Z]?[a-z]*\s?\d)(.{0,70})",
        r"\b(?:visit|inspection) (?:to|of|was) .{0,200}?\b(?:on|from|between)\s(?=\d)(.{0,70})",
        r"\bbetween\s(?=\d)(.{0,70})",
        r"\bon\s(?=\d)(.{0,70})",
    ):
        for match in re.finditer(pattern, head, re.IGNORECASE):
            period = find_period(match[1], year=year)
            if period and (published is None or period.end <= published):
                return period
    for line in structure.furniture:
        period = find_period(line)
        if period and period.start != period.end:
            return period
    return None


def _lead(front: list[str], structure: Structure, lines: list[Line], kind: Kind) -> str | None:
    """Give the lead inspector, where one is named; a visit's letter is signed by the inspector who led it."""
    last = [_plain(line.text) for line in structure.last_lines]
    whole = [_plain(line.text[:_LONGEST_LINE]) for line in lines if "lead inspector" in line.text.lower()]
    for texts in (front, last, whole):
        for place, line in enumerate(texts):
            match = re.search(r"\blead inspector\s*[:–-]\s*(.*)", line, re.IGNORECASE)
            if match:
                name = match[1].strip() or (texts[place + 1] if place + 1 < len(texts) else "")
                return _person(name)
    for place, line in enumerate(last):
        match = re.match(r"(.{5,40}?),?\s(?:HMI,?\s)?(?:Ofsted,?\s)?lead inspector\b(?! from)", line, re.IGNORECASE)
        if match and re.search(r"\bOfsted\b", line[: match.end()]):
            return _person(match[1])
        if _SIGNED.match(line) and kind in {Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT}:
            for after, below in zip(last[place + 1 : place + 4], last[place + 2 : place + 5], strict=False):
                if re.match(_HMI, below, re.IGNORECASE):
                    return _person(after)
    return None


def _person(text: str) -> str | None:
    """Cut a name free of titles and offices."""
    name = re.split(rf",|\s[-–]\s|\b{_HMI}|\bHMI\b|\bOfsted\b|\(", text, maxsplit=1, flags=re.IGNORECASE)[0]
    name = re.sub(r"[^\w\s'.-]", "", name).strip(" .-")
    return name if 1 < len(name.split()) < 6 else None
