"""Whose words a document is and what sort of document: its front and its wording -> kind and voice.

The first page decides. A council's paper that quotes Ofsted's grades stays the council's; a letter that Ofsted wrote
to a director stays Ofsted's. Where neither speaks, the answer is unknown.
"""

import re

from index.models import Kind, Voice
from index.readers import Line, Role

# Lines that only an inspectorate prints on its front page.
_INSPECTOR = re.compile(
    r"\blead inspector\s*:|\breport published\s*:|\bthis letter summarises the findings|\bage group: all"
    r"|\bofsted produces this report|\bcarried out by (?:inspectors from|her majesty|his majesty)"
    r"|\binspection dates?\s*:|\binspection outcome\b|\b(?:carried out|undertook) a joint\s+inspection"
    r"|(?:her|his) majesty's inspectors? (?:for this visit )?(?:was|were)\b|\bthe inspectors were\b",
    re.IGNORECASE,
)
_JOINT_LETTER = re.compile(r"\bdear .{0,80}joint targeted area inspection of", re.IGNORECASE)
_COMMITTEE = re.compile(
    r"\bagenda item\b|\breport of (?:the )?(?:\w+ ){0,6}(?:director|head|leader|cabinet|officer)"
    r"|\bpurpose of (?:the )?report|\breport author\b"
    r"|\bscrutiny (?:panel|committee|board|commission)\b|\bscrutiny\b.{0,40}\bcommittee\b"
    r"|\bcabinet (?:meeting|member|report|briefing)\b|^\s*cabinet\s*$|\bcommittee report\b|\bwards? affected\b"
    r"|\b(?:children|corporate parenting)\W.{0,50}\b(?:committee|board|panel)\b.{0,40}\b(?:meeting|agenda|report)\b",
    re.IGNORECASE | re.MULTILINE,
)
# What only a paper to a committee prints, and no slide of a presentation to it.
_PAPER = re.compile(
    r"\bagenda item\b|\breport of (?:the )?(?:\w+ ){0,6}(?:director|head|leader|cabinet|officer)"
    r"|\bpurpose of (?:the )?report|\breport author\b|\bwards? affected\b",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:we|our|ours|us)\b", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.?!][\"'”’)]*$")


def detect_voice(front: list[str], text: str, *, names_council: bool) -> Voice:
    """Tell whose words a document is made of, from the lines of its front and the whole of its text."""
    head = "\n".join(front[:25])
    if _COMMITTEE.search(head):
        return Voice.COUNCIL
    if _INSPECTOR.search(" ".join(front)) or _JOINT_LETTER.search(" ".join(front)):
        return Voice.INSPECTOR
    words = len(text.split()) or 1
    ours = len(_OURS.findall(text))
    if ours >= 3 and ours / words > 0.003:
        return Voice.COUNCIL
    if names_council and re.search(
        r"\b(?:action|improvement|delivery) plan\b|self.(?:assessment|evaluation)", head, re.I
    ):
        return Voice.COUNCIL
    return Voice.UNKNOWN


def detect_kind(voice: Voice, title: str, front: list[str], lines: list[Line], *, slides: bool) -> Kind:
    """Tell what sort of document it is, from whose it is, what it is called and how it is written."""
    head = " ".join((title, *front[:40]))
    if voice is Voice.INSPECTOR:
        return _inspectors_kind(title, head)
    if slides:
        return Kind.SLIDES
    called = " ".join((title, *front[:12]))
    if re.search(r"self.?(?:assessment|evaluation)|\bSEF\b", title, re.IGNORECASE):
        return Kind.SELF_ASSESSMENT
    if re.search(r"\b(?:action|improvement|delivery|implementation) plan\b", title, re.IGNORECASE):
        return Kind.ACTION_PLAN
    if not _PAPER.search("\n".join(front[:25])) and _written_as_slides(lines):
        return Kind.SLIDES
    if _COMMITTEE.search("\n".join(front[:25])):
        return Kind.COMMITTEE_PAPER
    if re.search(r"\b(?:action|improvement) plan\b", called, re.IGNORECASE):
        return Kind.ACTION_PLAN
    if re.search(r"self.?(?:assessment|evaluation)", called, re.IGNORECASE):
        return Kind.SELF_ASSESSMENT
    return Kind.OTHER


def _inspectors_kind(title: str, head: str) -> Kind:
    for text in (title, head):
        for pattern, kind in (
            (
                r"\barea SEND\b|\blocal area partnership report\b|special educational needs.{0,60}local area",
                Kind.AREA_SEND,
            ),
            (r"\bjoint targeted area\b|\bjoint area\b|\bJTAI\b|\bjoint inspection\b", Kind.JOINT_INSPECTION),
            (r"\bmonitoring visit\b", Kind.MONITORING_VISIT),
            (r"\bfocused visit\b|\bassurance visit\b", Kind.FOCUSED_VISIT),
            (r"\binspection of progress made\b", Kind.JOINT_INSPECTION),
            (r"\binspection (?:of|report)\b|\bchildren's services inspection\b", Kind.INSPECTION),
        ):
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
