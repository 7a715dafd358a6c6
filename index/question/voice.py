"""Voice and kind of document: whose words a question wants, and in what sort of paper.

In comes the text of a question; out go the voice, whether both sides are wanted, and the kinds of document named. The
inspectorates' names alone say nothing ("the 2019 Ofsted"): somebody has to be asked to have said something.
"""

import re

from index.models import Kind, Voice

__all__ = ["read_kinds", "read_voice"]

_INSPECTORS = r"(?:inspectors?|ofsted|hmis?|hmip|cqc|hmicfrs|(?:the )?inspectorates?|inspection teams?)"
_SAY = (
    r"(?:say|says|said|saying|find|finds|found|think|thinks|thought|report|reports|reported|tell|tells|told|conclude[sd]?"
    r"|judge[sd]?|want|wants|wanted|write|writes|wrote|note[sd]?|criticise[sd]?|praise[sd]?|like[sd]?|make|made"
    r"|mention|mentions|mentioned|recommend|recommends|recommended|see|saw|reckon|pick(?:ed)? up|flag(?:ged)?|raise[sd]?"
    r"|identif(?:y|ies|ied)|feel|felt|observe[sd]?|highlight(?:ed|s)?|comment(?:ed|s)?|describe[sd]?|rate[sd]?|agree[sd]?"
    r"|back(?:ed)?|confirm(?:ed|s)?|ask(?:ed)?)"
)
_INSPECTOR = re.compile(
    rf"\b{_INSPECTORS}\s+(?:\w+\s+){{0,2}}?{_SAY}\b|\b(?:did|do|does|have|has|had|were|was|are|what)\s+(?:the\s+)?"
    rf"{_INSPECTORS}\b|\baccording to (?:the\s+)?{_INSPECTORS}|\b{_INSPECTORS}(?:['’]s?|s['’])?\s+(?:own\s+)?(?:view|views"
    rf"|words|opinion|opinions|verdict|findings|criticisms?|concerns?|comments?|praise)\b|\b(?:told|found|said|noted"
    rf"|criticised|praised|reported) by (?:the\s+)?{_INSPECTORS}|\bonly (?:the )?{_INSPECTORS}",
    re.IGNORECASE,
)
_OWN = r"(?:our|the council['’]?s?|the local authority['’]?s?|the la['’]s)"
_COUNCIL = re.compile(
    rf"\b{_OWN}\s+own\s+(?:words?|view|views|account|version|assessment|evaluation|claims?|papers?|plan|documents?|slides)"
    rf"|\b{_OWN}\s+(?:self[- ]?(?:assessment|evaluation)|sef)\b|\bself[- ]?(?:assessment|evaluation)s?\s+sa(?:y|ys|id)\b"
    r"|\b(?:do|did|have|are|were|what|where|how)\s+we\s+(?:\w+\s+)?(?:say|said|saying|claim|claiming|claimed|reckon|think"
    r"|tell|told|proud|describe|promise|promised|commit|committed)\b|\bwe (?:say|said|claim|claimed|reckon|promised)\b"
    r"|\b(?:the )?(?:council|local authority|cabinet|councillors|officers)\s+(?:itself\s+|themselves\s+)?"
    r"(?:say|says|said|saying|claim|claims|claimed|think|thinks|reckon|reckons|promise[sd]?|proud|tell|tells|admit|admits)\b"
    # "the council's own people" or homes are what it has, not what it says.
    r"|\b(?:council|authority)['’]s own\b(?!\s+(?:people|staff|work|social|care|foster|home|house|child|team|service"
    r"|therap|provision|money|budget|build|board))|\bproud(?:est)? of\b|\bin (?:our|the council['’]s) (?:own )?words\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    rf"\b(?:just|only|simply|merely)\s+(?:us|the council|the local authority|what we|our (?:own )?(?:view|word|claim)|we)\b"
    rf"|\b(?:or|and)\s+(?:did|do|does|have|has|is it|was it|that['’]?s)\s+(?:the\s+)?{_INSPECTORS}\b"
    rf"|\b(?:did|do|does|would)\s+(?:the\s+)?{_INSPECTORS}\s+(?:agree|confirm|back|bear|see it|say the same|find it too)"
    rf"|\b{_INSPECTORS}\s+(?:and|as well as|or|versus|vs?\.?)\s+(?:the\s+)?(?:council|us|we|our)\b"
    rf"|\b(?:council|we|us|our own|ourselves)\s+(?:and|as well as|or|versus|vs?\.?)\s+(?:the\s+)?{_INSPECTORS}\b",
    re.IGNORECASE,
)

# A kind is asked for where the paper itself is meant: "since the focused visit" only tells a time.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.MONITORING_VISIT, r"monitoring visits?"),
    (Kind.FOCUSED_VISIT, r"focus(?:s?ed)? visits?|focussed visits?"),
    (Kind.AREA_SEND, r"(?:local )?area send(?: inspections?| reports?)?|send inspections?|send reports?"),
    (Kind.JOINT_INSPECTION, r"jtais?|joint(?: targeted)?(?: area)?(?: inspections?| reviews?)|joint targeted area\w*"),
    (Kind.SELF_ASSESSMENT, r"self[- ]?(?:assessments?|evaluations?)|the sef"),
    (
        Kind.ACTION_PLAN,
        r"(?:post[- ]?(?:ilacs|ofsted|inspection)\s+)?(?:action|improvement) plans?"
        r"|post[- ]?(?:ilacs|ofsted|inspection) plans?",
    ),
    (Kind.SLIDES, r"slides?|slide deck|briefings?|presentations?|power ?points?"),
    (Kind.COMMITTEE_PAPER, r"(?:cabinet|committee|scrutiny(?: panel)?|council|board) (?:papers?|reports?)"),
)
_KIND_PATTERNS = tuple(
    (kind, re.compile(rf"(?<!since the )(?<!since )(?<!after the )(?<!before the )\b(?:{words})\b", re.IGNORECASE))
    for kind, words in _KINDS
)


def read_voice(text: str) -> tuple[Voice | None, bool, tuple[tuple[int, int], ...]]:
    """Say whose words are asked for (None: anybody's), whether both sides are, and the ranges that said so."""
    both = list(_BOTH.finditer(text))
    inspector = list(_INSPECTOR.finditer(text))
    council = list(_COUNCIL.finditer(text))
    spans = tuple(sorted(match.span() for match in (*both, *inspector, *council)))
    if both and (council or re.search(r"\b(?:us|we|our|council|ourselves|local authority)\b", text, re.IGNORECASE)):
        return None, True, spans
    if inspector and council:
        first = min((*inspector, *council), key=lambda match: match.start())
        return (Voice.INSPECTOR if first in inspector else Voice.COUNCIL), False, spans
    if inspector:
        return Voice.INSPECTOR, False, spans
    return (Voice.COUNCIL if council else None), False, spans


def read_kinds(text: str) -> tuple[tuple[Kind, ...], tuple[tuple[int, int], ...]]:
    """Say which kinds of document are named, and the ranges that named them."""
    found = [(match.start(), match.end(), kind) for kind, pattern in _KIND_PATTERNS for match in pattern.finditer(text)]
    return tuple(dict.fromkeys(kind for *_, kind in sorted(found))), tuple((start, end) for start, end, _ in found)
