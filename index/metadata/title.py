"""The title of a document and the place that it names: front lines and structure -> what a person would call it."""

import re
from dataclasses import dataclass

from index.readers import Line, Role, Source
from index.structure import Structure

_END = r"(?=\s+(?:This letter|Her Majesty|His Majesty|Following|Between|Inspection dates?|Date of|Dear|Background|Ofsted |Care Quality|I am writing|Lead inspector|Thank you|Since)|$)"  # noqa: E501
_SERVICES = r"(?i:children's (?:social care )?services|children services|services for children|children's social care)"
_VISIT = r"(?:Ofsted )?(?:Focused|Monitoring|Assurance) visit (?:to|of|at)"
_NAME = r"(?:the )?[A-Z].{2,70}?"
_PATTERNS = (
    rf"(?P<title>Area SEND (?:full |monitoring )?inspection of (?P<place>.{{2,80}}?) Local Area Partnership){_END}",
    r"(?P<title>Joint targeted area inspection of (?:the )?multi-agency responses? to .{3,180}?\bin "
    rf"(?P<place>{_NAME})){_END}",
    rf"(?P<title>Joint targeted area inspection of (?P<place>{_NAME})){_END}",
    rf"(?P<title>{_VISIT} (?P<place>.{{2,80}}?)(?:'s?)? (?:local authority )?{_SERVICES}){_END}",
    rf"(?P<title>{_VISIT} (?P<place>{_NAME})){_END}",
    rf"(?P<title>(?:Re-?)?[Ii]nspection of (?P<place>[A-Z].{{2,80}}?) (?:local authority )?{_SERVICES}){_END}",
    r"(?P<title>Inspection of progress made .{5,90}? in (?P<place>the London Borough of \w+|[A-Z]\w+))(?=\s)",
)
_UNNAMED = re.compile(
    r"(?:Re-?)?Inspection of (?:children's social care services|local authority children's services"
    r"|services for children in need of help and protection, children looked after and care leavers"
    r"|safeguarding and looked after children services|.{0,40}arrangements for the protection of children)",
    re.IGNORECASE,
)
_TEMPLATES = re.compile(
    r"\bLA NAME\b|template|draft|microsoft|untitled|presentation1|^document\d*$|letter$|\.docx?$", re.I
)
# A line that is nothing but a council's name, as letterheads are.
_COUNCIL = re.compile(
    r"(?:[A-Z][\w'&-]*,? (?:(?:and|upon|on|with) ){0,2}){1,8}(?:Council|COUNCIL)"
    r"|(?i:(?:london|royal|metropolitan) borough of (?:[\w-]+ ?){1,5})"
)
_SENTENCE = re.compile(r"(?:\S+ ){7,}\S+[.;:]")
_BODY = re.compile(r"\b(?:panel|committee|cabinet|board|commission)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """What a document is called, and the authority's name as the title prints it."""

    text: str
    place: str | None = None


def read_title(front: list[str], structure: Structure, source: Source, *, stem: str) -> Title:
    """Read the title from the front page, else from the file's own properties, headings or name."""
    head = " ".join(front[:45])
    named = _named_title(head)
    unnamed = _UNNAMED.search(" ".join(front[:12]))
    if named and not (unnamed and unnamed.start() < 120 and "Inspection date" in head[:600] and named[0] > 600):
        return named[1]
    if unnamed and re.search(r"\blead inspector\b|\binspection dates?\b|\breport published\b", head, re.IGNORECASE):
        place = _line_above(front, unnamed[0])
        text = unnamed[0][0].upper() + unnamed[0][1:]
        return Title(f"{place}: {text[0].lower()}{text[1:]}" if place else text, place)
    return Title(_councils_title(front, structure, source, stem))


def _named_title(head: str) -> tuple[int, Title] | None:
    for pattern in _PATTERNS:
        match = re.search(pattern, head)
        if match:
            place = re.sub(r"^the ", "", match["place"])
            if re.match(r"(?:local authority|children's|services|safeguarding)\b", place, re.IGNORECASE):
                continue
            return match.start(), Title(match["title"].strip(" ."), place.removesuffix(" local authority"))
    return None


def _line_above(front: list[str], title: str) -> str | None:
    """Join the lines above a title that stands under the authority's name."""
    above = []
    for line in front:
        if line.lower().startswith(title.lower()[:18]):
            break
        above.append(line)
    text = " ".join(above)
    return text if above and len(above) < 4 and len(text) < 80 else None


def _councils_title(front: list[str], structure: Structure, source: Source, stem: str) -> str:
    """Name a paper that is no inspectorate's: its subject line, the file's own title or the first heading."""
    subject = _subject(front)
    if subject:
        return _readable(subject, structure)
    own = source.properties.get("title", "").strip()
    if own and not _TEMPLATES.search(own):
        return _readable(_without_site(own, source), structure)
    titles = [line.text for line in source.blocks if isinstance(line, Line) and line.role is Role.TITLE and line.text]
    lines = [line for line in (*titles[:1], *front[:8]) if len(line) > 5 and not re.search(r"(?:19|20)\d\d$", line)]
    lines = [line for line in dict.fromkeys(lines) if not re.fullmatch(r"[-_*=\W]+", line)]
    lines = [line for line in lines if not (_COUNCIL.fullmatch(line) or _SENTENCE.fullmatch(line))] or lines
    if not lines:
        return stem
    if _BODY.search(lines[0]) and len(lines) > 1 and len(lines[0]) < 60:
        return _readable(f"{lines[0]}: {lines[1]}", structure)
    return _readable(lines[0][:160], structure)


def _without_site(title: str, source: Source) -> str:
    """Cut the name of the web site off a page's title ("... - Northbridge Council"), where a heading is the rest."""
    parts = re.fullmatch(r"(.{6,}?)\s+[|–—-]\s+([^|–—]{3,80})", title)
    if parts is None:
        return title
    headings = (line.text for line in source.blocks[:20] if isinstance(line, Line) and line.role is not Role.TEXT)
    return parts[1] if any(" ".join(text.split()) == parts[1] for text in headings) else title


def _subject(front: list[str]) -> str | None:
    """Give the subject of a committee paper: what stands between who reports and the first heading."""
    for place, line in enumerate(front[:15]):
        labelled = re.match(r"(?:subject|title|report title|title of report)\s*:\s*(.+)", line, re.IGNORECASE)
        if labelled:
            return labelled[1]
        if re.match(r"(?:joint )?report of\b|report by\b", line, re.IGNORECASE):
            parts = []
            for text in front[place + 1 : place + 5]:
                if len(text) > 60 and text.endswith("."):
                    break
                if re.match(r"\d|\(|purpose|summary|recommendation|introduction|contact|date", text, re.IGNORECASE):
                    break
                parts.append(text)
            if parts:
                return " ".join(parts)
    return None


def _readable(title: str, structure: Structure) -> str:
    """Write a title in capitals as a sentence, keeping the capitals of what the text itself writes in capitals."""
    if not title.isupper():
        return title
    lower: set[str] = set()
    written: dict[str, str] = {}
    for element in structure.elements[:80]:
        for word in re.findall(r"[A-Za-z][\w'’]*", element.text):
            if word.islower():
                lower.add(word)
            elif word[1:] != word[1:].lower():
                written.setdefault(word.lower(), word)
    written = {word: form for word, form in written.items() if word not in lower}
    words = [written.get(word, word) for word in re.findall(r"[\w'’]+|[^\w'’]+", title.lower())]
    text = "".join(words)
    return text[0].upper() + text[1:]
