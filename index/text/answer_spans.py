"""Answer spans: where a sentence gives a number, a name, a date, a reason or another sort of answer.

In comes a sentence and the sort asked for; out come ranges, and for a reason on which side of it stands what it is the
reason of: "B because A", "A led to B".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.text.answer_types import COUNTS, DATES, NO_COUNTS, SHARES, SUMS, TIMES, AnswerType, names_person


@dataclass(frozen=True, slots=True)
class AnswerSpan:
    """Where an answer stands, as [start, end). ``side`` is where what is asked about must stand: -1 before it, 1 behind
    it, 0 on either side; ``far`` says that it may stand anywhere in the sentence there."""

    start: int
    end: int
    side: int = 0
    far: bool = False


_LONG = re.compile(
    r"\b(?:several|a few|many|an?|half an?)[- ](?:\w+ )?(?:minute|hour|day|week|month|year)s?\b"
    r"|\b(?:since|until) (?:19|20)\d\d\b|\baged? \d+|\bthe age of \d+|\bat \d\d\b|\bover[- ]\d\ds?\b"
    r"|\b\d\d and a half\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:last|next|this) (?:year|month|week|spring|summer|autumn|winter|term)\b|\b\d+ (?:month|year)s\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(
    r"\b(?:because|due to|owing to|as a result of|(?:in )?consequence of|in response to|given that"
    r"|attribut(?:ed|able) to"
    r"|(?:is|are|was|were) (?:largely |mainly |partly )?(?:the|a) result of|reflect(?:s|ed|ing)|linked to|stems? from"
    r"|driven by|aris(?:es|ing) from|caused by|affected by|hampered by|hindered by|impacted by|exacerbated by"
    r"|explained by|on account of|in light of|for this reason|the reason|following)\b",
    re.IGNORECASE,
)
_FORWARD = re.compile(
    r"\b(?:(?:has |have |had )?(?:led|leads?|leading) to|result(?:s|ed|ing)? in|contribut(?:es|ed|ing|e) to"
    r"|caus(?:es|ed|ing)(?! by)|mean(?:s|ing|t) that|mean(?:s|ing)?|so that|therefore|thereby|as a result"
    r"|consequently|prevent(?:s|ed|ing)|limits|hampers|hinders)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[‘“\"][^‘’“”\"]{3,80}[’”\"]|(?<!\w)'[^'\n]{3,80}'(?!\w)")
_VIEW = re.compile(
    r"\b(?:said|say|says|told|tell|feel|feels|felt|report(?:ed|s)?|valued?|values|describe[ds]?|appreciate[ds]?|spoke"
    r"|speak|thinks?|thought|believed?|complain(?:ed|s|ts?)|express(?:ed|es)?|unhappy|happy"
    r"|comment(?:ed|s)?)\b",
    re.IGNORECASE,
)
# That there is none, or one, is a number, too: of what stands behind.
_NONE_OR_ONE = re.compile(
    r"\b(?:no|none(?: of)?|nobody|zero|nil|not (?:\w+ )?(?:a single|any|one)|without (?:a single|any)"
    r"|(?<!only )(?<!just )one(?= (?!of |to |another |or |in |that |where |who |which |and |area )[a-z]))\b",
    re.IGNORECASE,
)
# The long form of letters, before or behind them: "Referral and Assessment Family Team (RAFT)".
_LETTERS = re.compile(r"\b[A-Z][A-Za-z&-]*[A-Z]s? \([^()]{8,80}\)|\b(?:[\w’'-]+,? ){2,8}\([A-Z][A-Za-z&-]*[A-Z]s?\)")
_SITES = (
    r"cent(?:re|er)|venue|hub|building|library|school|college|house|office|hall|park|town|village|hostel|unit|base|site"
    r"|station|hospital|clinic|caf[eé]|room|campus|church|museum|shop|premises"
)
_AT = r"(?:at|in|from|into|within|inside|near)"
# Where a thing is, as one of a kind.
_SITE = re.compile(
    rf"\b{_AT} (?:(?!{_AT}\b|(?:of|to|for|with|by|and)\b)[\w’'-]+ ){{1,4}}?(?:{_SITES})s?\b", re.IGNORECASE
)
_LIST = re.compile(r"[:;]|(?:, [^,;:]{2,60}){2}|, [^,;:]{2,60} and ")
_RUN = re.compile(r"[A-Z][\w’'&-]*(?: (?:of|the|and|for|to|in) (?=[A-Z])[A-Z][\w’'&-]*| [A-Z][\w’'&-]*){0,8}")
_POSTS = (
    r"director|lead member|head of|manager|chief executive|leader|councillor|elected member|inspector|advis[eo]r"
    r"|officer|co-?ordinator|commissioner|head ?teacher|worker|clinician|nurse|psychologist|volunteer"
    r"|practitioner|consultant|carer|young people|parent|judge|mayor|mentor|therapist"
)
_BODIES = (
    r"trust|police|council|authority|authorities|service|team|charity|charities|provider|organisation|company|partner"
    r"|partnership|board|panel|agency|agencies|university|universities|school|health|sector|government|court"
    r"|consortium|committee|peer|group"
)
# "By another authority", "via a commissioned service" does not say by whom.
_SOMEBODY = (
    r"(?!(?:an? |the |some )?(?:another|other|commissioned|external|partner|different|neighbouring) )"
    rf"(?:[\w’'-]+ ){{0,5}}?(?:{_POSTS}|{_BODIES})s?\b"
)
# Somebody who does a thing: behind "by" or "with", one of a kind, or a post that has a name of its own.
_AGENT = re.compile(
    rf"\b(?:by|from|with|through|via|between) {_SOMEBODY}"
    rf"|\b(?:dedicated|designated|specialist|named|single|specially trained) {_SOMEBODY}"
    r"|\b(?:director|lead member|head of service|chief executive|leader of the council|service manager|councillor"
    r"|independent chair|team manager|principal social worker|head ?teacher)s?\b",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"\b(?:boys?|girls?|males?|females?|young (?:wo)?men|teenagers?|adolescents?|babies|infants|toddlers|siblings"
    r"|under[- ](?:fives?|\d+s?)|over[- ]\d+s?|pre-?school(?:ers)?|(?:older|younger|youngest|oldest) (?:\w+ )?children"
    r"|aged? (?:between |under |over )?\d+|black|asian|mixed heritage|dual heritage|white|minority ethnic|roma|gypsy"
    r"|travellers?|unaccompanied|disabled|nationals?|muslim|christian|jewish|eastern european|global majority)\b"
    r"|\b(?:[\w’'-]{1,20} ){1,3}(?:teams?|service|hub|unit|locality|localities)\b",
    re.IGNORECASE,
)
# That a thing is done regularly, or often, does not say how often.
_OFTEN = re.compile(
    r"\b(?:daily|weekly|fortnightly|monthly|bi-?monthly|quarterly|termly|annual(?:ly)?|yearly|hourly"
    r"|(?:always|never) (?!be\b)\w+"
    r"|every (?:\w+ )?(?:day|week|fortnight|month|quarter|term|year)s?"
    r"|(?:each|per|once an?|twice an?|times an?) (?:day|week|fortnight|month|quarter|term|year))\b",
    re.IGNORECASE,
)
# What came of a thing, and not what it is meant for: "to improve" tells nothing.
_EFFECT = re.compile(
    r"\b(?:led to|leading to|leads to|result(?:s|ed|ing) in|as a result|consequently|therefore|improvements? in"
    r"|(?:has|have|had|is|are) (?:\w+ ){0,2}(?:improv|reduc|increas|decreas|declin|help|enabl|strengthen)(?:ed|ing)"
    r"|(?:has|have|had) (?:\w+ ){0,2}(?:making|made|risen|fallen|meant|having|had)"
    r"|reductions? in|increases? in|means? that|meant that|impact|difference|fewer|found that|show(?:s|ed|n)?"
    r"|demonstrat(?:es|ed)|not yet|too (?:soon|early)|improved|reduced|increased|decreased)\b",
    re.IGNORECASE,
)
# How a thing stands beside others; "more than", "too high" and "better than before" alone compare with nothing.
_BESIDE = re.compile(
    r"\b(?:(?:higher|lower|better|worse|fewer|less|greater|stronger|weaker|quicker|faster|slower|larger|smaller|earlier"
    r"|longer|shorter|likel(?:y|ier)|frequent(?:ly)?|thorough|effective(?:ly)?|well) than"
    r"(?! (?:before|previously|they|it|she|he|at|in|last|necessary|usual|expected|required|one|two|\d+|an?)\b)"
    r"|compar(?:ed|es?|isons?|ing|able|atively)"
    r"|national(?:ly)? (?:\w+ ){0,2}(?:averages?|trends?|rates?|figures?|levels?)"
    r"|(?:above|below|exceed(?:s|ed|ing)?|outperform(?:s|ed|ing)?|against|than|with)"
    r" (?:\w+ ){0,3}(?:national|averages?)"
    r"|averages?|statistical neighbours?|similar (?:local )?(?:authorities|councils)|in line with|on a par|equivalent"
    r"|equal(?:ly)? to"
    r"|than (?:in |for |that of |those (?:of |in )?)?(?:other|elsewhere|neighbouring|most|many|their|its|the)"
    r"|pre-pandemic|(?:above|below|before) (?:\w+ ){0,2}pandemic|whereas|unlike|in contrast|benchmark\w*)\b",
    re.IGNORECASE,
)
_PATTERNS = (
    (AnswerType.COMPARISON, _BESIDE),
    (AnswerType.EFFECT, _EFFECT),
    (AnswerType.AGENT, _AGENT),
    (AnswerType.GROUP, _GROUP),
    (AnswerType.GROUP, _LONG),  # up to what age
    (AnswerType.FREQUENCY, _OFTEN),
    (AnswerType.FREQUENCY, SHARES),
    (AnswerType.SHARE, SHARES),
    (AnswerType.SUM, SUMS),
    (AnswerType.TIME, TIMES),
    (AnswerType.TIME, _LONG),
    (AnswerType.DATE, DATES),
    (AnswerType.DATE, _NEXT),
    (AnswerType.WORDS | AnswerType.ORGANISATION, _QUOTED),
    (AnswerType.ORGANISATION, _LETTERS),
    (AnswerType.PLACE, _SITE),
    (AnswerType.VIEW, _VIEW),
    (AnswerType.LIST, _LIST),
)


def answer_spans(sentence: str, sort: AnswerType) -> list[AnswerSpan]:
    """List where a sentence gives an answer of a sort; of names, every run of words with capitals."""
    spans = [AnswerSpan(*found.span()) for pattern in _patterns_of(sort) for found in pattern.finditer(sentence)]
    if sort & AnswerType.COUNT:
        left = NO_COUNTS.sub(lambda found: " " * len(found.group()), sentence)
        spans += [AnswerSpan(*found.span()) for found in COUNTS.finditer(left)]
        spans += [AnswerSpan(*found.span(), 1) for found in _NONE_OR_ONE.finditer(left)]
    if sort & (AnswerType.ORGANISATION | AnswerType.PLACE | AnswerType.AGENT):
        spans += [AnswerSpan(*found.span()) for found in _RUN.finditer(sentence)]
    elif sort & AnswerType.NAME:
        spans += [AnswerSpan(*found.span()) for found in _RUN.finditer(sentence) if names_person(found.group())]
    if sort & AnswerType.REASON:
        spans += _reasons(sentence)
    return spans


@cache
def _patterns_of(sort: AnswerType) -> Sequence[re.Pattern[str]]:
    return [pattern for sorts, pattern in _PATTERNS if sort & sorts]


def _reasons(sentence: str) -> list[AnswerSpan]:
    """List the words that give a reason; one that opens the sentence gives it of what follows the comma."""
    spans = []
    for found in _BACKWARD.finditer(sentence):
        comma = sentence.find(",", found.end()) if found.start() == 0 else -1
        spans.append(AnswerSpan(comma, comma + 1, 1, True) if comma > 0 else AnswerSpan(*found.span(), -1, True))
    return spans + [AnswerSpan(*found.span(), 1, True) for found in _FORWARD.finditer(sentence)]
