"""What sort of document it is: whose it is, what it is called and how it is written -> a ``Kind``.

A school's or a children's home's inspection is another kind than a council's: its grade is no grade of the council.
"""

import re

from index.metadata.authorship import is_paper
from index.models import Kind, Voice
from index.readers import Line, Role

# What only a paper to a committee prints, and no slide of a presentation to it.
_PAPER = re.compile(
    r"\bagenda item\b|\breport of (?:the )?(?:\w+ ){0,6}(?:director|head|leader|cabinet|officer)"
    r"|\bpurpose of (?:the )?report|\breport author\b|\bwards? affected\b",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"\breport (?:of|by) the .{3,60} to the .{0,40}(?:committee|panel|cabinet|board|council|commission)\b",
    re.IGNORECASE,
)
_AGENDA = re.compile(r"agenda(?: pack| document| papers)?$", re.IGNORECASE)
_MINUTES = re.compile(
    r"^(?:draft |approved )?(?:minutes|notes) of\b|[:–-] (?:draft )?(?:minutes|notes)\b", re.IGNORECASE
)
_PLAN = re.compile(
    r"\b(?:actions?|improvement|delivery|implementation) (?:plan|tracker|log)\b|\baction tracker\b"
    r"|\bwritten statement of action\b|^(?:[\w'’ ]{0,40}:\s*)?(?:[\w-]+ )?improvement actions\b|\b(?:tracker|log|register) of (?:\w+ )?actions\b",
    re.IGNORECASE,
)
_OWN_VIEW = re.compile(r"self.?(?:assessment|evaluation)|\bSEF\b", re.IGNORECASE)
_SCHOOL_NAME = r"\b(?:school|ysgol|academy|sixth[- ]form(?: college)?|college|UTC)\b"
# What inspectorates inspect besides a council, by the title and by lines of the front, in the order of the asking.
_ELSEWHERE: tuple[tuple[Kind, str, str], ...] = (
    (
        Kind.PROVIDER,
        r"\b(?:fostering|adoption(?: support)?) (?:agency|service)\b|\bchildminder\b|\bpre-?school\b|\bnursery\b(?! (?:and|school))|\bday care\b"
        r"|\bearly years provi(?:sion|der)\b",
        r"(?:independent fostering agency|voluntary adoption agency|adoption support agency|early years provider|childminder)\b.{0,40}$"
        r"|(?:service (?:provided by|no|type))\s*:|care home service\b",
    ),
    (
        Kind.CHILDRENS_HOME,
        r"\bchildren's home\b|\bsecure (?:children's home|training centre)\b|\bresidential (?:special school|family centre)\b|^SC\d{6}\b",
        r"SC\d{6}\b|registered manager\s*:|(?:children's home|secure training centre)\b.{0,40}$",
    ),
    (
        Kind.SCHOOL,
        rf"(?:\binspection of|\bvisit to|^)(?! .{{0,80}}\bchildren's services).{{1,80}}{_SCHOOL_NAME}",
        r"school (?:report|details)$|type of school\b|unique reference number\b",
    ),
    (
        Kind.YOUTH_JUSTICE,
        r"\byouth (?:offending|justice)\b",
        r"HM inspectorate of probation\b|(?:her|his) majesty's inspectorate of probation\b",
    ),
    (
        Kind.POLICE,
        r"\bnational child protection inspection|\bPEEL\b|\b(?:police|constabulary)\b",
        r"HMICFRS\b|(?:HM|(?:her|his) majesty's) inspectorate of constabulary\b",
    ),
    (
        Kind.HEALTH,
        r"\bhealth services for\b|\bNHS\b|\bhospital\b",
        r"(?:the )?care quality commission\b.{0,10}$|overall rating for this\b",
    ),
)
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*$")


def detect_kind(voice: Voice, title: str, front: list[str], lines: list[Line], *, slides: bool) -> Kind:
    """Tell what sort of document it is, from whose it is, what it is called and how it is written."""
    if voice is Voice.INSPECTOR:
        return _inspectors_kind(title, front)
    if slides:
        return Kind.SLIDES
    if voice in {Voice.DEPARTMENT, Voice.PEER_TEAM, Voice.PARTNER}:
        return Kind.OTHER
    if any(_AGENDA.match(line) for line in front[:6]) or _MINUTES.search(title):
        return Kind.COMMITTEE_PAPER
    # A title that was lost stands among the first lines.
    if _OWN_VIEW.search(title) or (not is_paper(front) and any(_OWN_VIEW.match(line) for line in front[:3])):
        return Kind.SELF_ASSESSMENT
    if _PLAN.search(title):
        return Kind.ACTION_PLAN
    if not _PAPER.search("\n".join(front[:25])) and _written_as_slides(lines):
        return Kind.SLIDES
    if voice is Voice.COUNCIL and (is_paper(front) or _REPORTED.search(title)):
        return Kind.COMMITTEE_PAPER
    called = " ".join((title, *(line for line in front[:12] if not _SENTENCE_END.search(line))))
    if _PLAN.search(called):
        return Kind.ACTION_PLAN
    return Kind.SELF_ASSESSMENT if _OWN_VIEW.search(called) else Kind.OTHER


def _inspectors_kind(title: str, front: list[str]) -> Kind:
    head = " ".join((title, *front[:40]))
    joint = (
        (Kind.AREA_SEND, r"\barea SEND\b|\blocal area partnership report\b|special educational needs.{0,60}local area"),
        (
            Kind.JOINT_INSPECTION,
            r"\bjoint targeted area\b|\bjoint area\b|\bJTAI\b|\bjoint inspection\b|\binspection of progress made\b",
        ),
    )
    of_councils = (
        (Kind.MONITORING_VISIT, r"\bmonitoring visit\b"),
        (Kind.FOCUSED_VISIT, r"\bfocused visit\b|\bassurance visit\b"),
        (
            Kind.INSPECTION,
            r"\b(?:re-?)?inspection (?:of|report)\b|\bchildren's services inspection\b|\breport on\b.{0,80}\bservices (?:in|of)\b",
        ),
    )
    for kind, pattern in joint:
        if re.search(pattern, title, re.IGNORECASE):
            return kind
    if not re.search(r"\bchildren's (?:social care )?services\b|\blocal authority\b|\bcouncil\b", title, re.IGNORECASE):
        for kind, called, printed in _ELSEWHERE:
            if re.search(called, title, re.IGNORECASE):
                return kind
            if any(re.match(printed, line, re.IGNORECASE) for line in front[:40]):
                return kind
    for text in (title, head):
        for kind, pattern in (*joint, *of_councils):
            if re.search(pattern, text, re.IGNORECASE):
                return kind
    return Kind.OTHER


def _written_as_slides(lines: list[Line]) -> bool:
    """Tell whether a text without slides of its own was one: many headings over short points, or gaps between them."""
    said = [line for line in lines if line.text.strip()]
    if len(said) < 15:
        return False
    headings = sum(line.role in {Role.HEADING, Role.TITLE} for line in said)
    bullets = sum(line.role is Role.BULLET and not line.number for line in said)  # numbered ones are paragraphs
    words = sum(len(line.text.split()) for line in said)
    if headings >= 6 and bullets > (len(said) - headings) / 2 and words < 80 * headings:
        return True
    gaps = len(re.findall(r"\n\n\n\n\S", "\n".join(line.text.strip() for line in lines)))
    unfinished = sum(not _SENTENCE_END.search(line.text.strip()) for line in said) / len(said)
    return gaps >= 5 and unfinished > 0.6
