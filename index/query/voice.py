"""Voice and kind of document: whose words a question wants, and in what sort of paper.

In comes the text of a question; out go the voice, whether both sides are wanted, and the kinds of document named. The
inspectorates' names alone say nothing ("the 2019 Ofsted"): somebody has to be asked to have said something.
"""

import re
from collections.abc import Sequence

from index.models import Kind, Voice

_INSPECTORS = r"(?:inspect[eo]rs?|ofsted|hmis?|hmip|cqc|hmicfrs|(?:the )?inspectorates?|inspection teams?)"
_SAY = (
    r"(?:say|says|said|saying|find|finds|found|think|thinks|thought|reported|tell|tells|told|conclude[sd]?"
    r"|judge[sd]?|want|wants|wanted|write|writes|wrote|note[sd]?|criticise[sd]?|praise[sd]?|like[sd]?|make|made"
    r"|mention|mentions|mentioned|recommend|recommends|recommended|see|saw|reckon|pick(?:ed)? up|flag(?:ged)?|raise[sd]?"
    r"|identif(?:y|ies|ied)|feel|felt|observe[sd]?|highlight(?:ed|s)?|comment(?:ed|s)?|describe[sd]?|rate[sd]?|agree[sd]?"
    r"|backed|back (?:up|it|this|that|the|our)|confirm(?:ed|s)?|ask(?:ed)?)"
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
    # "were we told": somebody else said it.
    r"|\b(?:do|did|have|what|where|how)\s+we\s+(?!been\b)(?:\w+\s+)?(?:say|said|claim|claimed|reckon|think|tell|told"
    r"|describe|promise|promised|commit|committed)\b|\b(?:are|were|what)\s+we(?:['’]re)?\s+(?:\w+\s+)?(?:saying|claiming"
    r"|telling|promising|proud)\b|\bwe (?:say|said|claim|claimed|reckon|promised)\b"
    r"|\b(?:the )?(?:council|local authority|cabinet|councillors|officers)\s+(?:itself\s+|themselves\s+)?"
    r"(?:say|says|said|saying|claim|claims|claimed|think|thinks|reckon|reckons|promise[sd]?|proud|tell|tells|admit|admits)\b"
    r"|\b(?:say|says|said|think|thinks|claims?|claimed|reckons?|wrote)\s+(?:of |about )?(?:itself|themselves|ourselves)\b"
    # "the council's own people" or homes are what it has, not what it says.
    r"|\b(?:council|authority)['’]s own\b(?!\s+(?:people|staff|work|social|care|foster|home|house|child|team|service"
    r"|therap|provision|money|budget|build|board))|\bproud(?:est)? of\b|\bin (?:our|the council['’]s) (?:own )?words\b",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    rf"\b(?:just|only|simply|merely)\s+(?:us|the council|the local authority|what we|our (?:own )?(?:view|word|claim)|we)\b"
    rf"|\b{_INSPECTORS}\s+(?:and|as well as|or|versus|vs?\.?)\s+(?:the\s+)?(?:council|us|we|our)\b"
    rf"|\b(?:council|we|us|our own|ourselves)\s+(?:and|as well as|or|versus|vs?\.?)\s+(?:the\s+)?{_INSPECTORS}\b",
    re.IGNORECASE,
)
# Inspectors are asked after beside somebody's claim: both only where a claim is there ("we say it is good, did they agree").
_BESIDE = re.compile(
    rf"\b(?:or|and)\s+(?:did|do|does|have|has|is it|was it|that['’]?s)\s+(?:the\s+)?{_INSPECTORS}\b"
    rf"|\b(?:did|do|does|would)\s+(?:the\s+)?{_INSPECTORS}\s+(?:agree|confirm|back|bear|see it|say the same|find it too)",
    re.IGNORECASE,
)
_AGREE = re.compile(
    rf"\b{_INSPECTORS}\s+(?:agree|confirm|back|bear|see it|say the same|find it too)|\b(?:is|was) (?:it|that) (?:just|only)\b",
    re.IGNORECASE,
)

_THEIR_WORDS = re.compile(
    rf"\b{_INSPECTORS}\s+(?:\w+\s+){{0,2}}?{_SAY}\b|\baccording to (?:the\s+)?{_INSPECTORS}", re.I
)
_COUNCIL_KINDS = frozenset({Kind.SLIDES, Kind.COMMITTEE_PAPER, Kind.ACTION_PLAN, Kind.SELF_ASSESSMENT})

# What stands before the word for a paper and only tells which one: "the ILACS briefing", "scrutiny panel slides".
_ABOUT = r"(?:(?:ilacs|ofsted|inspection|scrutiny|panel|cabinet|committee|board|council|members?|staff|team) ){0,3}"

# A kind is asked for where the paper itself is meant: "since the focused visit" only tells a time.
_KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.MONITORING_VISIT, r"monitoring visits?"),
    (Kind.FOCUSED_VISIT, r"focus(?:s?ed)? visits?|focussed visits?|fvs?"),
    (Kind.AREA_SEND, r"(?:local )?area send(?: inspections?| reports?)?|send inspections?|send reports?"),
    (Kind.JOINT_INSPECTION, r"jtais?|joint(?: targeted)?(?: area)?(?: inspections?| reviews?)|joint targeted area\w*"),
    (Kind.SELF_ASSESSMENT, r"self[- ]?(?:assessments?|evaluations?)|the sef"),
    (
        Kind.ACTION_PLAN,
        r"(?:post[- ]?(?:ilacs|ofsted|inspection)\s+)?(?:action|improvement) plans?"
        r"|post[- ]?(?:ilacs|ofsted|inspection) plans?",
    ),
    (Kind.SLIDES, rf"{_ABOUT}(?:slides?|slide (?:deck|pack)s?|briefings?|presentations?|power ?points?|pptx?|pres)"),
    (
        Kind.COMMITTEE_PAPER,
        r"(?:cabinet|committee|scrutiny(?: panel)?|council|board) (?:papers?|reports?)"
        r"|post[- ]?(?:ilacs|ofsted|inspection) (?:papers?|reports?)",
    ),
    (
        Kind.INSPECTION,
        r"(?<!post )(?<!post-)(?:full|ilacs) (?:inspection )?reports?|(?<!next )(?<!another )(?<!a )full inspections?"
        r"(?! (?:expected|due|planned|coming|likely|next|will))",
    ),
)
_KIND_PATTERNS = tuple((kind, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for kind, words in _KINDS)
# Papers that tell of others: "the scrutiny slides on the action plan".
_CARRIERS = frozenset({Kind.SLIDES, Kind.COMMITTEE_PAPER})
_LETTERS = re.compile(r"\bvisit letters?\b", re.IGNORECASE)
# "Derbyshire plan: who leads": the one plan that names who does what by when is the action plan.
_OWNERS = re.compile(
    r"\bwho(?:['’]s|se)?\b|\blead(?:s|ing)?\b|\bdeadlines?\b|\bdue\b|\bby when\b|\bresponsible\b|\bowns?\b",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"(?:^\W*|\s{3,}|\b(?:our|their|its|in|on) (?:the )?|^\W*the )(plan)(?=\s*[:,?-]|\s+(?:say|who|for what|is)|\s*$)",
    re.I,
)
# "since the focused visit" tells a time and asks for no letter.
_TIMES = re.compile(
    r"\b(?:since|before|until|after|following)\s+(?:the\s+|our\s+|their\s+|its\s+)?"
    r"(?:(?:last|latest|first|most recent|[a-z]+\s+20\d\d|20\d\d)\s+)?$",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\b(?:after|following|from|by)\b[^.?!]*$", re.IGNORECASE)


def read_voice(text: str) -> tuple[Voice | None, bool, tuple[tuple[int, int], ...]]:
    """Say whose words are asked for (None: anybody's), whether both sides are, and the ranges that said so."""
    claim, beside = list(_CLAIM.finditer(text)), list(_BESIDE.finditer(text))
    inspector = list(_INSPECTOR.finditer(text))
    council = list(_COUNCIL.finditer(text))
    spans = tuple(sorted(match.span() for match in (*claim, *beside, *inspector, *council)))
    ours = re.search(r"\b(?:us|we|our|council|ourselves|local authority)\b", text, re.IGNORECASE)
    if (claim and (council or ours)) or (beside and (council or (ours and _AGREE.search(text)))):
        return None, True, spans
    if inspector and council:
        first = min((*inspector, *council), key=lambda match: match.start())
        return (Voice.INSPECTOR if first in inspector else Voice.COUNCIL), False, spans
    if inspector:
        return Voice.INSPECTOR, False, spans
    return (Voice.COUNCIL if council else None), False, spans


def concerns_council_paper(text: str, kinds: Sequence[Kind]) -> bool:
    """Say whether a question asks of a council's paper, though it speaks of inspectors ("did Ofsted sign the plan off")
    and not for what they said."""
    return bool(kinds) and _COUNCIL_KINDS.issuperset(kinds) and _THEIR_WORDS.search(text) is None


def read_kinds(text: str, *, told: bool = False) -> tuple[tuple[Kind, ...], tuple[tuple[int, int], ...]]:
    """Say which kinds of document are named, and the ranges that named them.

    ``told``: the question is for what somebody was told after a visit, so that the visit's letter is meant.
    """
    found = [(match.start(), match.end(), kind) for kind, pattern in _KIND_PATTERNS for match in pattern.finditer(text)]
    found = [one for one in found if not _TIMES.search(text[: one[0]]) or (told and _AFTERWARDS.search(text[: one[0]]))]
    if not found:
        found = [
            (match.start(), match.end(), kind)
            for match in _LETTERS.finditer(text)
            for kind in (Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT)
        ]
    if not found and _OWNERS.search(text):
        found = [(*match.span(1), Kind.ACTION_PLAN) for match in _PLAN.finditer(text)]
    if any(kind is not Kind.INSPECTION for *_, kind in found):
        # "the briefing on ILACS reports": the rarer paper is the one that is meant.
        found = [one for one in found if one[2] is not Kind.INSPECTION]
    if any(kind in _CARRIERS for *_, kind in found):
        found = [one for one in found if one[2] in _CARRIERS]
    return tuple(dict.fromkeys(kind for *_, kind in sorted(found))), tuple((start, end) for start, end, _ in found)
