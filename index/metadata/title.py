"""The title of a document and the place that it names: front lines and structure -> what a person would call it."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeGuard

from index.metadata.author_signs import INSPECTORATE
from index.metadata.front_page import plain
from index.models import Voice
from index.readers import Line, Role, Source, Table
from index.structure import Structure

_END = r"(?=\s+(?:This letter|Her Majesty|His Majesty|Following|Between|Inspection dates?|Inspected|Dates? of|Dear|Background|Ofsted |Care Quality|I am writing|Lead inspector|Thank you|Since)|$)"
_SERVICES = r"(?i:children's (?:social care )?services?|children services|services for children|children's social care)"
_VISIT = r"(?:Ofsted )?(?:Focused|Monitoring|Assurance|Focused assurance) visit (?:to|of|at)"
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
    r"\bLA NAME\b|template|draft|microsoft|untitled|^\(?(?:anonymous|unspecified|unknown)\)?$|presentation1|^word document$|^powerpoint presentation$|^document\d*$|letter$|\.docx?$",
    re.I,
)
# A line that is nothing but a council's name, as letterheads are.
_COUNCIL = re.compile(
    r"(?:[A-Z][\w'&-]*,? (?:(?:and|upon|on|with) ){0,2}){1,8}(?:Council|COUNCIL)"
    r"|(?i:(?:london|royal|metropolitan) borough of [\w-]+(?: [\w-]+){0,4} ?)"
)
# The name of another body, alone on a line, as letterheads are.
_BODY_ALONE = re.compile(
    r"(?:the )?(?:department (?:for|of) [\w ,&]{4,40}|local government association|LGA|home office|HM government|ofsted"
    r"|(?:(?:her|his) majesty's|HM) inspectorate of [\w ,&]{4,60}|HMICFRS|care quality commission"
    r"|house of commons|(?:[A-Z][\w&'-]+ ){1,6}(?:integrated care board|ICB|NHS (?:foundation )?trust|constabulary"
    r"|police|LLP|Ltd|Limited|(?:parent carer )?forum|partnership|ombudsman|alliance|network|consortium)"
    r"|NHS(?: [A-Z][\w'-]+){1,5})",
    re.IGNORECASE,
)
_JOINED = re.compile(r"\s(?:and|&|with)\s|\s?[,/|]\s?")  # "Merrow Council and NHS Tarnside"
_SENTENCE = re.compile(r"(?:\S+ ){7,}\S+[.;:]")
_REPORT = re.compile(
    r"(?:re-?inspection|(?:an? )?inspection|(?:a )?report (?:on|of an?|of the)|review of)\b.{0,60}\b(?:of|to|on|for|in|inspection)\b",
    re.IGNORECASE,
)
_REPORT_OF = re.compile(
    r"(?:joint )?report (?:of|by|from|to)\b(?! (?:the )?(?:[\w'’]+ ){0,3}commissioner)", re.IGNORECASE
)
# What a cover sheet prints beside its subject.
_LABEL = re.compile(
    r"(?:from|to|date|subject|title|report title|meeting|decision (?:no|number|type)|classification|wards?|author|contact|summary|purpose|status|lead"
    r"|portfolio holder|cabinet member|agenda(?: item)?|recommendations?(?:\(s\))?|inspection dates?|report (?:of|by|to|author)"
    r"|past pathway|future pathway|electoral divisions?|key decision|exempt\w*|version|appendi\w+|introduction|background)\b.{0,40}?(?::|$|\s)",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:\d+\.?\s+)?(?:recommendations?|background|introduction|purpose(?: of (?:the )?report)?|(?:executive )?summary|contents)",
    re.IGNORECASE,
)
_OF_MEETING = re.compile(r"(?:draft )?(?:minutes|agenda|notes|record)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})?\.?\s+[A-Z]")
_YEAR_LAST = re.compile(r"(?:19|20)\d\d$")
_SAYING = 2  # words before a day that say what a paper is
_TEXT = 9  # words of a line of running text
_PLACE = re.compile(r"[A-Z][a-z'’-]{2,30}(?: (?:(?:and|upon|of|on) )?[A-Z][a-z'’-]{2,30}){0,4}")
_LAST_WORD = frozenset("a an the of by for from with to and or in on at as &".split())
_DATED = re.compile(
    r"(?:[\s,:|–-]{1,8}(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day)?[\s,]{0,4}\d{1,2}\b.{0,14}(?:19|20)\d\d.{0,30}|[\s,]{0,8}\d.{0,9}(?:19|20)\d\d)$",
    re.IGNORECASE,
)
_LONGEST = 400  # characters: the title of a page is shorter
_SITE = re.compile(r"(.{6,}?)\s+[|–—-]\s+([^|–—]{3,80})")
# What a page or a copy is, and what the site that holds it calls its kind.
_RECORD = re.compile(
    r"(?:issue|decision|meeting|agenda item|document)s? (?:details?|record|notice)"
    r"|(?:redacted|public|published|final|draft|abridged|easy[- ]read|accessible) (?:version|copy|edition)\b.{0,40}"
    r"|(?:statutory |non-statutory )?guidance|policy paper|correspondence|notice|decision|press release|news story"
    r"|research and analysis|independent report|corporate report|transparency data|impact assessment|case study"
    r"|(?:open |closed )?consultation(?: outcome)?|form|regulation|promotional material|official|not protectively marked",
    re.IGNORECASE,
)
_OPENING = 12  # lines in which the words of a title stand
_BETWEEN = 3  # words that a printed title has more, at one place
_SITE_PARTS = re.compile(r"\s[|–—-]\s")
_BODY = re.compile(r"\b(?:panel|committee|cabinet|board|commission)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Title:
    """What a document is called, and the authority's name as the title prints it."""

    text: str
    place: str | None = None


def read_title(front: list[str], structure: Structure, source: Source, *, stem: str, voice: Voice) -> Title:
    """Read the title from the front page, else from the file's own properties, headings or name."""
    head = " ".join(front[:45])
    named = _named_title(head)
    unnamed = _UNNAMED.search(" ".join(front[:12]))
    if named and not (unnamed and unnamed.start() < 120 and "Inspection date" in head[:600] and named[0] > 600):
        return named[1]
    if unnamed and re.search(r"\blead inspector\b|\binspection dates?\b|\breport published\b", head, re.IGNORECASE):
        place = _line_above(front, unnamed[0], structure) or _line_below(front, unnamed[0])
        text = unnamed[0][0].upper() + unnamed[0][1:]
        return Title(f"{place}: {text[0].lower()}{text[1:]}" if place else text, place)
    if voice is Voice.INSPECTOR:
        for number, line in enumerate(front[:15]):
            dated = re.match(r"(?:re-?)?inspection dates?\b", line, re.IGNORECASE)
            if _REPORT.match(line) and not (dated or _SENTENCE.fullmatch(line)):
                return Title(_whole(front, number, structure))
    letter = (
        None if any(isinstance(b, Line) and b.role is Role.TITLE for b in source.blocks[:3]) else _letters_title(front)
    )
    text = letter or _councils_title(front, structure, source, stem)
    named = _named_title(text) if voice is Voice.INSPECTOR else None
    return Title(text, named[1].place if named else None)


def _named_title(head: str) -> tuple[int, Title] | None:
    for pattern in _PATTERNS:
        match = re.search(pattern, head)
        if match:
            place = re.sub(r"^the ", "", match["place"])
            if re.match(
                r"(?:local authority|children's|services|safeguarding)\b|.*\binspection of$", place, re.IGNORECASE
            ):
                continue
            return match.start(), Title(match["title"].strip(" ."), place.removesuffix(" local authority"))
    return None


def _line_above(front: list[str], title: str, structure: Structure) -> str | None:
    """Join the lines above a title that stands under the authority's name."""
    above = []
    for line in front:
        if line.lower().startswith(title.lower()[:18]):
            break
        above.append(line)
    running = {plain(text) for text in structure.furniture}
    above = [line for line in above if not (_BODY_ALONE.fullmatch(line) or (_REPORT.match(line) and line in running))]
    if sum(_COUNCIL.fullmatch(line) is not None and line.lower().endswith("council") for line in above) > 1:
        return None
    text = " ".join(above)
    return text if above and len(above) < 4 and len(text) < 80 else None


def _line_below(front: list[str], title: str) -> str | None:
    """Give the line below a title where it is a name and nothing more."""
    for line, below in pairwise(front[:12]):
        if line.lower().endswith(title.lower()[-18:]) or title.lower().endswith(f" {line.lower()}"):
            return below if _PLACE.fullmatch(below) and not _LABEL.match(below) else None
    return None


def _letters_title(front: list[str]) -> str | None:
    """Name a letter by the subject below its greeting, else by whom it is written to."""
    place = next((n for n, line in enumerate(front[:40]) if line.startswith("Dear ")), None)
    if place is None:
        return None
    below = front[place + 1] if place + 1 < len(front) else ""
    if (
        below
        and len(below) < 120
        and below[-1] not in ".,;"
        and not (below.split()[0] in {"I", "We"} or _LABEL.match(below))
    ):
        following = front[place + 2] if place + 2 < len(front) else ""
        if not (following[:1].islower() and len(below) > 75):
            return below
    to = next(
        (line for line in front[:place] if re.match(r"to\s*:", line, re.IGNORECASE)), front[place][len("Dear ") :]
    )
    return "Letter to " + re.sub(r"^to\s*:\s*", "", to, flags=re.IGNORECASE).strip(" ,")


def _councils_title(front: list[str], structure: Structure, source: Source, stem: str) -> str:
    """Name a paper that is no inspectorate's: its subject line, the file's own title or the first heading."""
    subject = _agenda(front) or _subject(front, structure)
    if subject:
        return _readable(subject, structure)
    running = {plain(text) for text in structure.furniture}
    own = source.properties.get("title", "").strip()
    if own and not _TEMPLATES.search(own) and _is_printed(own, [line for line in front if line not in running]):
        return _readable(_without_site(own, source), structure)
    if not any(isinstance(block, Line) for block in source.blocks):
        return stem
    # A sheet's name heads what it holds, and names no workbook.
    sheets = {b.text for b in source.blocks if _names_sheet(b) and _has_sheets(source)}
    titles = [line.text for line in source.blocks if isinstance(line, Line) and line.role is Role.TITLE and line.text]
    headed = [plain(heading.text) for heading in structure.headings[:4]]
    every = [line for line in dict.fromkeys((*titles[:1], *front[:8])) if len(line) > 5 and line not in sheets]
    every = sorted((line for line in every if re.search(r"\w", line)), key=lambda line: line in running)
    # A day ends a line that says when a paper was made, unless it is the paper's heading.
    lines = [line for line in every if not _YEAR_LAST.search(line) or (_heads(line, headed) and not _is_date(line))]
    lines = [line for line in lines if not (_COUNCIL.fullmatch(line) or _SENTENCE.fullmatch(line))] or lines
    lines = [line for line in lines if not (_is_body(line) or _RECORD.fullmatch(line))] or lines
    lines = [line for line in lines if not any(re.match(label, line, re.IGNORECASE) for label in INSPECTORATE)] or lines
    named = [line for line in lines if not (_REPORT_OF.match(line) or _SECTION.fullmatch(line) or _is_said(line))]
    named = [line for line in named if not _is_text(line, front, headed)]
    dated = [line for line in every if _YEAR_LAST.search(line) and not _is_date(line)]
    if all(_COUNCIL.fullmatch(line) for line in named) and dated and not _REPORT_OF.match(dated[0]):
        return _readable(dated[0], structure)
    first = next((line for line in dated if len(_DATED.sub("", line).split()) > _SAYING), None)
    if named and first and every.index(first) < every.index(named[0]) and not _REPORT_OF.match(first):
        return _readable(_DATED.sub("", first), structure)
    if not named and own and not _TEMPLATES.search(own):
        return own
    if not named:
        bodies = [_DATED.sub("", line) for line in front[:8] if not _COUNCIL.fullmatch(line) and _DATED.search(line)]
        named = [line for line in bodies if len(line) > 5] or lines
    if not named:
        return stem
    if _BODY.search(named[0]) and len(named) > 1 and len(named[0]) < 60 and not _OF_MEETING.match(named[0]):
        below = front[front.index(named[0]) + 1 :][:2] if named[0] in front else []
        second = next((line for line in below if _OF_MEETING.match(line)), named[1])
        second = _whole(front, front.index(second), structure) if second in front else second
        return _readable(f"{named[0]}: {second}", structure)
    whole = _whole(front, front.index(named[0]), structure) if named[0] in front else named[0]
    return _readable(whole[:200], structure)


def _is_printed(own: str, front: list[str]) -> bool:
    """Say whether the front prints a file's own title, or most of one that names a web site too; what it does not print
    is the name of a file, of a template or of the program that made it."""
    head = _words(" ".join(front[:_OPENING]))
    return any(
        _follow(_words(part), head[n:])
        for part in (own, _SITE_PARTS.split(own)[0])
        for n in range(len(head))
        if _words(part)[:1] == head[n : n + 1]
    )


def _follow(words: list[str], printed: list[str]) -> bool:
    """Say whether words stand in a text in their order, from its first one on, with no more than a few others between
    two of them."""
    place = 0
    for word in words:
        ahead = printed[place : place + _BETWEEN + 1]
        if word not in ahead:
            return False
        place += ahead.index(word) + 1
    return True


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _has_sheets(source: Source) -> bool:
    return any(isinstance(block, Table) and block.labels for block in source.blocks)


def _names_sheet(block: Line | Table) -> TypeGuard[Line]:
    return isinstance(block, Line) and block.role is Role.HEADING and block.level == 1


def _is_body(line: str) -> bool:
    """Say whether a line is the name of a body, or of several that write together, as letterheads are."""
    parts = [part for part in _JOINED.split(line) if part]
    named = [bool(_COUNCIL.fullmatch(part) or _BODY_ALONE.fullmatch(part)) for part in parts]
    return _BODY_ALONE.fullmatch(line) is not None or (len(named) > 1 and all(named))


def _heads(line: str, headed: list[str]) -> bool:
    """Say whether a line is a heading, or one of the lines of one."""
    return any(head.startswith(line) or head.endswith(line) for head in headed)


def _is_date(line: str) -> bool:
    """Say whether a line says no more than a day, a body that meets on it, or whose paper it is."""
    rest = _DATED.sub("", line)
    bare = re.sub(r"\b[A-Za-z]{3,9} (?:19|20)\d\d$", "", rest).strip(" ,:|–-")
    return len(bare) < 6 or bool(_BODY.search(bare) or _COUNCIL.fullmatch(bare) or _LABEL.match(line))


def _is_text(line: str, front: list[str], headed: list[str]) -> bool:
    """Say whether a line begins running text: long, with a sentence's end in it or below it."""
    if len(line.split()) < _TEXT or line not in front or any(head.startswith(line) for head in headed):
        return False
    place = front.index(line)
    below, next_below = (*front[place + 1 : place + 3], "", "")[:2]
    ends = ". " in below or below[-1:] in ".;" or next_below[:1].islower()
    return line[-1] in ".;," or ". " in line or (below[:1].islower() and ends)


def _is_said(line: str) -> bool:
    return len(line.split()) > 4 and line.endswith(".")


def _agenda(front: list[str]) -> str | None:
    """Name an agenda by the body that meets."""
    for place, line in enumerate(front[:6]):
        if re.fullmatch(r"agenda(?: pack| papers| document)?", line, re.IGNORECASE):
            bodies = (*front[max(place - 2, 0) : place], *front[place + 1 : place + 4])
            body = next((text for text in bodies if _BODY.search(_DATED.sub("", text))), None)
            return f"{_DATED.sub('', body)}: agenda" if body else None
    return None


def _whole(front: list[str], place: int, structure: Structure) -> str:
    """Join a title that runs over lines: as its heading has it, else while a line leads on to the next."""
    line = front[place]
    for heading in structure.headings[:6]:
        text = plain(heading.text)
        if text.startswith(line) and len(line) < len(text) <= 250:
            return text
    text = line
    for following in front[place + 1 : place + 4]:
        leads = text.split()[-1].lower() in _LAST_WORD or text[-1] in ",-–&"
        if not (leads or following[0].islower()) or _LABEL.match(following) or text[-1] in ".:;":
            break
        text = f"{text} {following}"
    return text


def _without_site(title: str, source: Source) -> str:
    """Cut the name of the web site off a page's title ("... - Northbridge Council"), where a heading is the rest."""
    parts = _SITE.fullmatch(title) if len(title) <= _LONGEST else None
    if parts is None:
        return title
    lines = [line for line in source.blocks[:20] if isinstance(line, Line) and line.role is not Role.TEXT]
    headings = {" ".join(line.text.split()) for line in lines}
    named = [part for part in (parts[1], *_SITE_PARTS.split(title)) if part in headings]
    return max(named, key=len) if named else title


def _subject(front: list[str], structure: Structure) -> str | None:
    """Give the subject of a committee paper: behind its label, or beside the line that says who reports."""
    for place, line in enumerate(front[:20]):
        labelled = re.match(r"(?:subject|title|report title|title of report)\s*(?::\s*(.*)|$)", line, re.IGNORECASE)
        if labelled:
            parts = [labelled[1]] if labelled[1] else []
            for text in front[place + 1 : place + 5]:
                if _LABEL.match(text) or _ends(text) or _NUMBERED.match(text):
                    break
                if parts and not (
                    text[0].islower()
                    or text.isdigit()
                    or parts[-1].split()[-1].lower() in _LAST_WORD
                    or not labelled[1]
                ):
                    break
                parts.append(text)
            if parts:
                return " ".join(parts)
        if _REPORT_OF.match(line) and re.match(r"(?:joint )?report of\b|report by\b", line, re.IGNORECASE):
            parts = []
            for text in front[place + 1 : place + 5]:
                if _ends(text) or re.match(r"\d|\(", text) or _LABEL.match(text):
                    break
                parts.append(text)
            wrapped = parts and " to " in line and _DATED.search(parts[0]) is not None
            if parts and _is_below(parts) and not wrapped:
                return " ".join(parts)
            above = front[place - 1] if place else ""
            if above and not (
                _COUNCIL.fullmatch(above) or _DATED.search(above) or _BODY.search(above) or _LABEL.match(above)
            ):
                return _whole(front, place - 1, structure).removesuffix(" " + line)
    return None


def _ends(text: str) -> bool:
    return len(text) > 60 and text.endswith(".")


def _is_below(parts: list[str]) -> bool:
    """Tell whether lines below "Report of ..." are a subject and not the first of the text."""
    return not (len(parts[-1].split()) > 4 and parts[-1].endswith("."))


def _readable(title: str, structure: Structure) -> str:
    """Write a title in capitals as a sentence, keeping the capitals of what the text itself writes in capitals."""
    if not title.isupper() or re.fullmatch(r"\S*\d\S*", title):
        return title
    lower: set[str] = set()
    written: dict[str, str] = {}
    for passage in structure.passages[:80]:
        for word in re.findall(r"[A-Za-z][\w'’]*", passage.text):
            if word.islower():
                lower.add(word)
            elif word[1:] != word[1:].lower():
                written.setdefault(word.lower(), word)
    written = {word: form for word, form in written.items() if word not in lower}
    words = [written.get(word, word) for word in re.findall(r"[\w'’]+|[^\w'’]+", title.lower())]
    text = "".join(words)
    return text[0].upper() + text[1:]
