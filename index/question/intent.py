"""Intent: which kind of answer a question asks for, and the judgement area it names.

In comes the text of a question with its authorities and period taken out; out go the intent, the area and the ranges
of text that said so. What the answer is made of is not known here.
"""

import re

from index.question.question import Intent

__all__ = ["AREAS", "is_chat", "names_grades", "read_intent"]


def _pattern(words: str) -> re.Pattern[str]:
    """Compile a pattern in which a blank is any white space: names taken out of a question leave long ones."""
    return re.compile(words.replace("(?= ", r"(?=\s+").replace("(?! ", r"(?!\s+").replace(" ", r"\s+"), re.IGNORECASE)


# The areas of judgement tables since 2010, each with what people call it. The keys are names for the project only;
# what is shown is always the area as the report prints it.
AREAS: dict[str, str] = {
    "overall": r"overall(?: effectiveness| grade| rating| judge?ment)?|in general|as a whole|all in all",
    "leaders": r"(?:the )?(?:impact of )?(?:leaders?(?:hip)?(?:,? management(?: and| &)? governance)?|management"
    r"|governance|senior managers?|bosses|lmg)(?: on (?:social work )?practice)?",
    "care leavers": r"(?:experiences? and progress of )?(?:care leavers?|leaving care|care[- ]experienced(?: young"
    r" (?:people|adults))?|young people (?:who have )?left care|people who(?:['’]ve| have)? left care|leavers)",
    "protection": r"(?:experiences? and progress of )?(?:children who need )?(?:help (?:and|&|n) protection|help and"
    r" protect|child protection|safeguarding|protecting (?:children|kids)|keeping (?:children|kids) safe|h ?& ?p)",
    "care": r"(?:experiences? and progress of )?(?:(?:children|kids|child|young people|those) (?:who are |that are )?(?:in"
    r" (?:our |their |its |local authority )?care|looked after)|looked[- ]after (?:children|kids)|(?:cared[- ]for)"
    r" (?:children|kids)|in[- ]care|cic|lac|cla|achieving permanence|permanence|looked after)",
    "adoption": r"adoptions?(?: performance| services?)?|adopters?",
    "board": r"lscb|(?:local )?safeguarding (?:children )?board|safeguarding children board",
}
_AREA = {area: _pattern(rf"\b(?:{words})\b(?! plans?\b)") for area, words in AREAS.items()}

_GRADE = r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|ri)"
_JUDGEMENTS = _pattern(
    r"\b(?:grades?|graded|gradings?|ratings?|rated|judge?ments?|scores?|scored|marks?|marked)\b"
    r"|\bjudged\b|\boverall effectiveness\b"
    r"|\b(?:what|which|how) (?:did|do|does|has|have) (?:\w+ ){0,4}?(?:get|got|gets|achieve|receive|come out)\b"
    rf"|\b{_GRADE}(?:,? (?:or|to|from|and) {_GRADE})+\b"
    rf"|\b(?:is|are|was|were|still|been|go|went|gone|become|became|getting|get|got|stay(?:ed)?) (?:\w+ ){{0,4}}?{_GRADE}"
    r"(?= (?:now|overall|still|yet|by ofsted|for|in|on|at|when|last|this|or not)\b|\s*[?.!]?\s*$)"
    rf"|\boverall\b[^?]*\b(?:{_GRADE}|failing)\b|\b(?:{_GRADE}|failing)\b[^?]*\boverall\b"
    r"|\bofsted (?:grade|rating|result|outcome)s?\b|\bhow (?:did|have|has) (?:\w+ ){0,3}?(?:do|done|score|fare)d?"
    r"(?= (?:overall|in (?:the|their)|for|at|on|with ofsted)\b|\s*[?.!]?\s*$)",
)
_GRADE_WORDS = _pattern(r"\b(?:grad(?:e[sd]?|ings?)|rat(?:ings?|ed)|judge?ments?|judged|overall)\b")
# Of what a pattern of grades spans, the words that ask; the others ("is SUPERVISION good") are what is asked about.
_ASKING = _pattern(
    rf"\b(?:{_GRADE}|failing|grad\w+|rat(?:e[sd]?|ings?)|judg\w+|scored?s?|mark(?:s|ed)?|effectiveness|results?|outcomes?"
    r"|ofsted|ge(?:t|ts|tting)|got|achieve|receive|come|out|do|done|fared?|did|does|ha[sd]|have|is|are|was|were|still|been"
    r"|go|went|gone|becam?e|stay(?:ed)?|what|which|how|or|to|from|and|overall)\b"
)
# "any good at", "how good is": a question about practice, not for a grade.
_NOT_GRADE = _pattern(r"\b(?:any|how|as|so|no|very|really|too|that) good\b|\bgood (?:at|enough|practice|quality)\b")
_IMPROVEMENTS = _pattern(
    r"\bneed(?:s|ed|ing)? to (?:improve|get better|be (?:better|improved|fixed)|fix|work on|do better|change|sort(?: out)?)\b"
    r"|\b(?:left|still|tell|told|ask|asked) (?:\w+ ){0,3}?to (?:sort|fix|do|improve|put right|change)\b"
    r"|\bneed(?:s|ed)? (?:improving|improvement|fixing|work|sorting)\b"
    r"|\bareas? (?:for|of|in need of|needing|to) (?:improve?ments?|improve|development)\b|\bimprovement (?:areas?|points?"
    r"|list|priorities|actions?)\b|\brecommendations?\b|\brecommended\b|\brecs?\b"
    r"|\b(?:told|asked|required|instructed|supposed|meant|have|has|had|got) to (?:fix|improve|put right|sort(?: out)?"
    r"|get better at|do better|change|address|work on)\b|\bto[- ]do(?:s| list)?\b|\bpriority (?:and immediate )?actions?\b"
    r"|\b(?:should|must|ought to) (?:\w+ ){0,4}?(?:improve|fix|do better|put right|sort out|work on|get better)\b"
    r"|\bwants? (?:\w+ ){0,3}?(?:improved|fixed|changed|to improve|to fix|to change|put right)\b"
    r"|\bwanted (?:\w+ ){0,4}?(?:improved|fixed|changed|to improve|to fix|to change|put right)\b"
    r"|\bweak(?:nesses| points| spots)\b|\bhomework\b|\bimprove on\b|\bshortcomings\b|\bactions? (?:required|needed)\b",
)
_COMPARISON = _pattern(
    r"\b(?:compare[sd]?|comparing|comparison|compared (?:with|to)|versus|vs?\.?(?= )|v(?=\s)|next to|against|difference"
    r"s? between|differ(?:s|ent)?(?: from| to| between)?|side by side|then (?:vs?\.?|versus|and|v|to) now|now (?:vs?\.?"
    r"|versus|and|v) (?:then|before)|before and after)\b"
    r"|\b(?:got|get|getting|become|became|gone|been|any) (?:\w+ ){0,2}?(?:better|worse|stronger|weaker)\b"
    r"|\b(?:better|worse|improved|improvement|slipped|declined|deteriorated|changed?|progress(?:ed)?|fallen|risen|moved"
    r" on|gone (?:up|down|back(?:wards)?)|turned (?:it |things |a)?round)\b[^.?!]{0,60}?\b(?:since|than|from|between)\b"
    r"|\b(?:has|have|had|did) (?:that|this|it|things|they) (?:\w+ )?(?:slipped|changed|improved|turned|moved|(?:got|gone|become)"
    r" (?:\w+ )?(?:better|worse|back|on|up|down))\b|\bturned (?:it |things )?(?:a)?round\b|\bstill\b[^.?!]{0,60}?\b(?:than|as)\b|\bused to\b"
    r"|\bbetter (?:in|than|or worse)\b|\bworse (?:in|than|or better)\b|\bwh(?:ich|o) (?:\w+ ){0,4}?(?:better|worse|best)\b",
)
_CHAT = _pattern(
    r"(?:(?:hi|hiya|hello|hey|hullo|yo|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|thanks?(?: you)?"
    r"|ta|cheers|thx|ty|much appreciated|brilliant|great|lovely|perfect|ok(?:ay)?|cool|nice(?: one)?|bye|goodbye|see you"
    r"|who (?:are|r) (?:you|u)|what (?:are|r) (?:you|u)|what (?:can|do) (?:you|u) do|what(?:['’]?s| is) this"
    r"|what can i ask(?: you)?|how do(?:es)? (?:i|this|it|you) (?:use |work)?(?:this|you|it)?|how are (?:you|u|things)"
    r"|are you (?:a )?(?:bot|robot|human|real|ai|there)|help(?: me)?(?: please)?|please|test(?:ing)?|ping|start|menu|commands?"
    r"|there|all|everyone|team|findings|bot|so much|very much|again|a lot|then|mate|for (?:that|your help|the help)"
    r"|that(?:['’]?s| is) (?:great|helpful|good|all|useful)|sorry|no|yes|yep|nope|lol|haha)[\s,.!?…]*)+",
)


def is_chat(text: str) -> bool:
    """Say whether a text is a greeting, thanks or a question about the bot itself, and nothing more."""
    bare = re.sub(r"<[@!#][^>]*>|[^\w\s'’,.!?]", " ", text).strip()
    return not re.search(r"\w", bare) or _CHAT.fullmatch(bare) is not None


def names_grades(text: str) -> bool:
    """Say whether a text has words that are said of grades only: a grade, a rating, a judgement."""
    return _GRADE_WORDS.search(text) is not None


def read_intent(text: str) -> tuple[Intent, str | None, tuple[tuple[int, int], ...]]:
    """Read which kind of answer the words ask for, the judgement area they name, and the ranges that said so.

    A judgement or a list is asked for by these words alone; whether a topic is left beside them, which makes it a
    question about passages, is for the frame to say.
    """
    graded = list(_JUDGEMENTS.finditer(text))
    if graded and not (_NOT_GRADE.search(text) and not re.search(r"\b(?:grade|rating|rated|judge)", text, re.I)):
        area, spans = _read_area(text)
        asking = (word.span() for match in graded for word in _ASKING.finditer(text, *match.span()))
        return Intent.JUDGEMENTS, area, (*asking, *spans)
    compared = tuple(match.span() for match in _COMPARISON.finditer(text))
    if compared:
        return Intent.COMPARISON, None, compared
    improved = tuple(match.span() for match in _IMPROVEMENTS.finditer(text))
    if improved:
        return Intent.IMPROVEMENTS, None, improved
    return Intent.PASSAGES, None, ()


def _read_area(text: str) -> tuple[str | None, tuple[tuple[int, int], ...]]:
    """Name the areas asked for, joined by "+" in the order of the text, and where they stand."""
    found: list[tuple[int, int, str]] = []
    for area, pattern in _AREA.items():
        for match in pattern.finditer(text):
            inside = any(start < match.end() and match.start() < end for start, end, _ in found)
            if not inside:
                found.append((match.start(), match.end(), area))
    found.sort()
    areas = tuple(dict.fromkeys(area for *_, area in found))
    return "+".join(areas) or None, tuple((start, end) for start, end, _ in found)
