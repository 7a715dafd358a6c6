"""What a document says of itself: a source and its structure -> a ``Document``.

Trusted is the document first, then its file name, then its folder; where two of them disagree a warning names both.
What cannot be told is unknown, and a warning says so. The catalogue, which may settle it, is applied later.
"""

import re
from datetime import date
from pathlib import PurePosixPath

from index.authorities import Gazetteer
from index.metadata.authority import detect_authority, own_names
from index.metadata.authorship import detect_author, signature
from index.metadata.classification import detect_kind
from index.metadata.completeness import find_missing
from index.metadata.dates import find_period
from index.metadata.front_page import front_lines, opening_lines, plain, read_path
from index.metadata.publication_date import detect_published
from index.metadata.recommendations import set_requests_apart
from index.metadata.title import read_title
from index.models import Document, Kind, Period, Voice
from index.readers import Line, Source
from index.structure import Structure
from index.text import MONTH_PATTERN, write_day

_SIGNED = re.compile(r"yours? (?:sincerely|faithfully)[\s,]*", re.IGNORECASE)
_LED = re.compile(r"\blead inspector\s*[:–-]\s*(.*)", re.IGNORECASE)
_CLOSING, _STAMPED = 12, 80  # the last units of a document, and characters of one that says when it was published
_LONG_LIST = 15  # items: more are rare
_LONGEST_LINE = 600  # of the lines in which a name is sought
# "12–23 May 2025", alone on a line of an inspectorate's cover
_DAYS_ALONE = re.compile(
    rf"\d{{1,2}}(?: [a-z]+)?(?: \d{{4}})?\s?(?:[-–—]|to)\s?\d{{1,2}} (?:{MONTH_PATTERN}) \d{{4}}", re.IGNORECASE
)
_HMI = r"(?:(?:her|his) majesty['’]?s inspectors?|h\.?m\.?i\.?)"


def describe(source: Source, structure: Structure, *, path: str, sha256: str, gazetteer: Gazetteer) -> Document:
    """Read what a document says of itself, with a warning for all that it leaves open or says twice."""
    warnings: list[str] = []
    front = front_lines(structure, source)
    opening = opening_lines(source)
    lines = [block for block in source.blocks if isinstance(block, Line)]
    text = " ".join(passage.text for passage in structure.passages)
    margins = [plain(text) for text in (*source.margins, *structure.furniture, *source.properties.values())]
    own = [name.form for name in own_names([*opening, *front[:40], *margins], gazetteer)]
    filed = read_path(path, gazetteer)
    author = detect_author(source, front, opening, text, own, margins, filed=filed.authority is not None)
    voice = author.voice
    title = read_title(front, structure, source, stem=PurePosixPath(path).stem, voice=voice)
    kind = detect_kind(voice, title.text, front, lines, slides=source.slides or structure.slides)
    warnings += [author.warning] if author.warning else []
    told = detect_authority(
        title,
        voice=voice,
        kind=kind,
        front=front,
        opening=[plain(title.text), *opening, *(map(plain, signature(source)) if voice is Voice.COUNCIL else ())],
        margins=margins,
        text=text,
        labels=[*front, *(passage.text for passage in structure.passages if len(passage.text) < 120)],
        filed=filed,
        gazetteer=gazetteer,
    )
    warnings += [told.warning] if told.warning else []
    # A day that stands alone on a later slide is one that the slide speaks of.
    shown = opening if source.slides and voice is not Voice.INSPECTOR else front
    published = detect_published(
        shown,
        [plain(title.text), *opening],
        voice,
        filed,
        source.properties.get("date", ""),
        [plain(text) for text in source.margins],
        [plain(passage.text) for passage in structure.passages[-_CLOSING:] if len(passage.text) < _STAMPED],
    )
    warnings += published.warnings
    inspected = _inspected(front, structure, published.day) if voice is Voice.INSPECTOR else None
    if inspected and published.day and published.day < inspected.end:
        warnings.append(
            f"The document is dated {write_day(published.day)}, before the end of its inspection on "
            f"{write_day(inspected.end)}: set published or inspected in documents/catalogue.toml."
        )
    warnings += source.unread
    improvements = set_requests_apart(structure, voice).improvements
    warnings += _long_list(len(improvements)) if source.ocr else []
    if voice is Voice.INSPECTOR:
        day = published.day or (inspected.end if inspected else None)
        warnings += find_missing(kind, title.text, day, structure.judgements, improvements)
    return Document(
        path=path,
        sha256=sha256,
        title=title.text,
        kind=kind,
        voice=voice,
        authority=told.authority,
        authority_form=told.form,
        published=published.day,
        inspected=inspected,
        lead_inspector=_lead(front, structure, lines, kind) if voice is Voice.INSPECTOR else None,
        pages=source.pages,
        url=None,
        judgements=structure.judgements,
        improvements=improvements,
        warnings=tuple(warnings),
    )


def _long_list(items: int) -> list[str]:
    """Warn of a list that goes on, in a scan, where OCR may have lost the heading that ends it."""
    if items <= _LONG_LIST:
        return []
    said = f"The list of what must improve has {items} items: a heading behind it may not have been read."
    return [f"{said} Compare it with the scan, and set improvements in documents/catalogue.toml."]


def _inspected(front: list[str], structure: Structure, published: date | None) -> Period | None:
    """Give the days of the inspection or visit, as the front, the first sentences or the running footer print them."""
    head = " ".join(front)
    year = published.year if published else None
    printed = re.search(
        r"(?<!previous )\b(?:inspection dates?(?:\(s\))?|(?:dates? of )?field ?work(?: dates?)?"
        r"|dates? of (?:the |this )?(?:inspection|visit|review)"
        r"(?: visits?)?)\s*(?::|(?=\d))\s*(.{0,90})",
        head,
        re.IGNORECASE,
    )
    if printed and (period := find_period(printed[1], year=year)):
        return period
    for pattern in (
        r"(?<!previous )\binspection dates?\s*:?\s*(.{0,70})",
        r"\b(?:inspection )?completed(?: on)?\s*:?\s*(?=\d)(.{0,40})",
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
    for line in front[:15]:
        if _DAYS_ALONE.fullmatch(line) and (period := find_period(line)):
            return period
    for line in structure.furniture:
        period = find_period(line)
        if period and period.start != period.end:
            return period
    return None


def _lead(front: list[str], structure: Structure, lines: list[Line], kind: Kind) -> str | None:
    """Give the lead inspector, where one is named; a visit's letter is signed by the inspector who led it."""
    last = [plain(line.text) for line in structure.last_lines]
    whole = [plain(line.text[:_LONGEST_LINE]) for line in lines if "lead inspector" in line.text.lower()]
    for texts in (front, last, whole):
        for place, line in enumerate(texts):
            match = _LED.search(line) if "lead inspector" in line.lower() else None
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
