"""Intent: which kind of answer a question asks for, and the judgement area it names.

In comes the text of a question with its authorities and period taken out; out go the intents that its words can have,
each with the ranges of text that said so. Which of them holds is for the frame to say, by what else is asked; what the
answer is made of is not known here.
"""

import re
from dataclasses import dataclass

from index.query.models import Intent


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
    r"|\b(?:what|which|how) (?:did|do|does|has|have) (?:(?!to\b)\w+ ){0,4}?(?:get|got|gets|gives?|gave|given|award(?:ed)?"
    r"|achieve|receive|come out)\b"
    r"|\b(?:ofsted|inspection|ilacs) (?:results?|outcomes?)\b"
    # What was inspected, and when, has been taken out: "the outcome of the 2022 inspection of Leeds".
    r"|\b(?:was|is|were|are) (?:the |our |their |its )?(?:results?|outcomes?)(?: (?:of|for|in|at|from)(?: of| for| in)?)?(?=[\s'’]*(?:$|[?.!]))"
    r"|^\W*(?:results?|outcomes?)(?: (?:of|for|in|at|from)(?: of| for| in)?)?\W*$"
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
    r"|ofsted|inspection|ilacs|ge(?:t|ts|tting)|got|gives?|gave|given|award(?:ed)?|achieve|receive|come|out|of|for|in|at|do|done|fared?|did|does|ha[sd]|have|is|are|was|were|still|been"
    r"|go|went|gone|becam?e|stay(?:ed)?|what|which|how|or|to|from|and|overall)\b"
)
# "any good at", "how good is": a question about practice, not for a grade.
_NOT_GRADE = _pattern(r"\b(?:any|how|as|so|no|very|really|too|that) good\b|\bgood (?:at|enough|practice|quality)\b")
_IMPROVEMENTS = _pattern(
    r"\bneed(?:s|ed|ing)? to (?:improve|get better|be (?:better|improved|fixed)|fix|work on|do better|change|sort(?: out)?)\b"
    r"|\b(?:left|still|tell|told|ask|asked) (?:\w+ ){0,3}?to (?:sort|fix|do|improve|put right|change)\b"
    r"|\bneed(?:s|ed)? (?:improving|improvement|fixing|work|sorting)\b"
    r"|\bareas? (?:for|of|in need of|needing|to) (?:improve?ments?|improve|development)\b|\bimprovement (?:areas?|points?"
    r"|list|priorities|actions?)\b|\brecommend(?:ations?|ed|s|ing)?\b|\brecs?\b"
    r"|\b(?:told|asked|required|instructed|supposed|meant|have|has|had|got) to (?:fix|improve|put right|sort(?: out)?"
    r"|get better at|do better|change|address|work on)\b|\bto[- ]do(?:s| list)?\b|\bpriority (?:and immediate )?actions?\b"
    r"|\b(?:should|must|ought to) (?:\w+ ){0,4}?(?:improve|fix|do better|put right|sort out|work on|get better)\b"
    # What children or parents want changed is no list of the inspectors'.
    r"|(?<!children\s)(?<!kids\s)(?<!people\s)(?<!leavers\s)(?<!parents\s)(?<!carers\s)(?<!families\s)(?<!staff\s)"
    r"(?<!workers\s)\bwant(?:s|ed)? (?:\w+ ){0,4}?(?:improved|fixed|changed|to improve|to fix|to change|put right)\b"
    r"|\bneed(?:s|ed)? to do (?:\w+ ){0,2}?to (?:get|be|become|reach|achieve) (?:to )?(?:good|outstanding|better)\b"
    r"|\bneed(?:s|ed)? to do (?:next|differently)\b|\b(?:must|has to|have to|needs? to) be (?:done|improved|fixed|addressed)\b"
    r"|\bweak(?:nesses| points| spots|est(?: areas?)?)\b|\bwhere (?:is|are|was|were) (?:\w+ ){0,2}?weak\b"
    r"|\bhomework\b|\bimprove on\b|\bshortcomings\b|\bactions? (?:required|needed)\b"
    r"|\b(?:fall|falls|fell|falling) short\b|\bwent wrong\b|\bnot (?:so |very |that )?good (?:at|enough)\b"
    r"|\bcriticis(?:e|es|ed|ms?)\b|\bpull(?:ed)? (?:\w+ ){0,2}?up (?:on|about|over)\b|\bunhappy (?:with|about)\b",
)
# Of what these span, the words that ask; the others ("what should SOCIAL WORKERS do better") are what is asked about.
_LISTING = _pattern(
    r"\b(?:need(?:s|ed|ing)?|to|improv(?:e[sd]?|ing|e?ments?)|get|better|be|fix(?:ed|ing)?|works?|on|do(?:s|ne)?|change[sd]?|sort(?:ing)?|out"
    r"|left|still|tell|told|ask|asked|put|right|areas?|for|of|in|development|points?|list|priorit(?:y|ies)|actions?|recommend(?:ed|ations?|s|ing)?"
    r"|recs?|required|instructed|supposed|meant|have|has|had|got|at|address(?:ed)?|should|must|ought|want(?:s|ed)?|weak(?:nesses|est)?|spots"
    r"|where|is|are|was|were|homework|shortcomings|fall(?:s|ing)?|fell|short|went|wrong|not|so|very|that|good|enough|criticis\w+"
    r"|pull(?:ed)?|up|about|over|unhappy|with|next|differently|reach|achieve|become|outstanding|and|immediate)\b",
)
# Two things are set beside each other: a comparison only where two councils or two times are named.
_COMPARING = _pattern(
    r"\b(?:compare[sd]?|comparing|comparison|compared (?:with|to)|versus|vs?\.?(?= )|v(?=\s)|next to|differences? between"
    r"|differ(?:s|ent)?(?: from| to| between)?|side by side|better or worse|(?:better|worse) (?:in|at|on|than)"
    r"|(?:set|put|held|measured?|up) (?:\w+ ){0,2}?against|wh(?:ich|o) (?:\w+ ){0,4}?(?:better|worse|best|worst))\b",
)
# Something is asked to have changed: a comparison of then and now, whatever else is named.
_CHANGE_WORDS = (
    r"better|worse|stronger|weaker|sharper|faster|slower|quicker|improv(?:ed?|ing|ements?)|slipped|slipping|declined"
    r"|declining|deteriorat(?:ed|ing)|changed?|changing|progress(?:ed)?"
)
_MORE_OR_LESS = (
    r"better|worse|stronger|weaker|sharper|faster|slower|quicker|more|less|fewer|higher|lower|bigger|smaller"
)
_NOT_A_NOUN = (
    r"(?= (?:at|in|on|for|with|since|than|or|over|now|after|recently|from|again|under|about|around|the|and|between|when"
    r"|while|there|then)\b|\s*(?:[,.?!:;–-]|$))"
)
_CHANGED = _pattern(
    r"\b(?:then (?:vs?\.?|versus|and|v|to) now|now (?:vs?\.?|versus|and|v) (?:then|before)|before and after"
    r"|(?:last|latest|both|past|previous) two (?:inspections|reports|visits|ofsteds)"
    r"|two (?:most recent|latest|last) (?:inspections|reports|visits|ofsteds))\b"
    rf"|\b(?:got|getting|gotten|become|became|gone|been|going|any|much) (?:\w+ ){{0,2}}?(?:better|worse|stronger|weaker){_NOT_A_NOUN}"
    rf"|\b(?:did|does|do) (?:(?:it|that|this|things|they|we)|) ?(?:ever )?get (?:\w+ )?(?:better|worse){_NOT_A_NOUN}"
    rf"|\b(?:{_CHANGE_WORDS})\b[^.?!]{{0,80}}?\bsince\b"
    rf"|\bsince\b[^.?!]{{0,80}}?\b(?:{_CHANGE_WORDS})\b"
    rf"|\b(?:{_MORE_OR_LESS})\b[^.?!]{{0,40}}?\bthan(?= (?:before|(?:it|they|we) (?:was|were|did|had|used)|previously|earlier|in|at|was"
    r"|were)\b|\s*(?:[?.!,]|$))"
    # The date has been taken out: "done anything on supervision since [the last inspection]".
    r"|\b(?:has|have|had|hasn['’]t|haven['’]t|anything|any)\b[^.?!]{0,80}?\bsince(?= (?:then|covid|lockdown|the pandemic)\b|\s*(?:[?.!,]|$))"
    r"|\b(?:has|have|had|did) (?:that|this|it|things|they) (?:really |ever |since |now )?(?:slipped|changed?|improved?|turned|moved|(?:got|gone|become)"
    r" (?:\w+ )?(?:better|worse|back|on|up|down))\b|\bturned (?:it |things )?(?:a)?round\b"
    r"|\bgone (?:up|down|back(?:wards)?)\b|\bstill\b[^.?!]{0,60}?\bas \w+ as\b"
    r"|\b(?:than|like|as|what) (?:\w+ ){1,2}?used to\b|\bused to\b[^.]{0,100}?\b(?:still|any ?more|these days)\b",
)
# Of what these span, the words that compare; the others ("better SUPERVISION since") are what is asked about.
_MARKS = _pattern(
    rf"\b(?:{_CHANGE_WORDS}|{_MORE_OR_LESS}|moved|gone|compare[sd]?|comparing|comparison|with|to|versus|vs?|v|next|differences?|differ(?:s|ent)?"
    r"|between|from|side|by|or|at|in|on|than|since|against|set|put|held|measured?|who|which|best|worst|then|now|and"
    r"|before|after|two|last|latest|both|past|previous|most|recent|inspections|reports|visits|ofsteds|got|getting|gotten"
    r"|become|became|been|going|any|much|did|does|do|ever|get|has|have|had|that|this|it|things|they|we|turned|a?round|up"
    r"|down|back(?:wards)?|still|as|like|what|used)\b",
)
_IMPROVES = _pattern(rf"\b(?:has|have|did|does|is|are)\b[^.?!]*\b(?:{_CHANGE_WORDS})\b")
_CHAT = _pattern(
    r"(?:(?:hi|hiya|hello|hey|hullo|yo|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|thanks?(?: you)?"
    r"|ta|cheers|thx|ty|much appreciated|brilliant|great|lovely|perfect|ok(?:ay)?|cool|nice(?: one)?|bye|goodbye|see you"
    r"|who (?:are|r) (?:you|u)|what (?:are|r) (?:you|u)|what (?:can|do) (?:you|u) do|what(?:['’]?s| is) this"
    r"|what can i ask(?: you)?|how do(?:es)? (?:i|this|it|you) (?:use |work)?(?:this|you|it)?|how are (?:you|u|things)"
    r"|are you (?:a )?(?:bot|robot|human|real|ai|there)|help(?: me)?(?: please)?|please|test(?:ing)?|ping|start|menu|commands?"
    r"|(?:what|which) (?:documents?|reports?|councils?|authorit(?:y|ies)|las|inspections?|files?|areas?|letters?) (?:do|have|are)"
    r" (?:you|u|we|there)(?: (?:got|have|hold|cover|know(?: about| of)?))?|(?:what|which) (?:kind of |sort of )?(?:questions?|things?)"
    r" can (?:i|we|you) (?:ask|answer)(?: you)?|(?:can|could|will) (?:you|u|anyone|somebody|someone) help(?: me)?(?: out)?"
    r"|i(?:['’]?m| am)? (?:need|want|stuck)(?: some)?(?: help)?|how does (?:this|it|that) work|what are (?:you|u) for"
    r"|(?:is|are) (?:any(?:one|body)|some(?:one|body)|you) (?:there|here|awake|working|alive)|is this (?:thing )?(?:on|working)"
    r"|are (?:you|u) (?:an? )?(?:chat[- ]?gpt|gpt|claude|copilot|gemini|ai|llm|machine|computer|person|human)"
    r"|there|all|everyone|team|findings|bot|so much|very much|again|a lot|then|mate|for (?:that|your help|the help|now|today)"
    r"|(?:really|very|so|super) (?:helpful|useful|good|kind)|never ?mind|forget it|got it|sorted|everything|no worries|will do"
    r"|that(?:['’]?s| is| was)? (?:really |very )?(?:great|helpful|good|all|useful|everything|it|brilliant|perfect|fine)|sorry|no|yes|yep"
    r"|nope|lol|haha)[\s,.!?…]*)+",
)


def is_chat(text: str) -> bool:
    """Say whether a text is a greeting, thanks or a question about the bot itself, and nothing more."""
    bare = re.sub(r"<[@!#][^>]*>|[^\w\s'’,.!?]", " ", text).strip()
    return not re.search(r"\w", bare) or _CHAT.fullmatch(bare) is not None


def names_grades(text: str) -> bool:
    """Say whether a text has words that are said of grades only: a grade, a rating, a judgement."""
    return _GRADE_WORDS.search(text) is not None


@dataclass(frozen=True, slots=True)
class IntentCandidate:
    """An intent that the words of a question can have, and the [start, end) ranges of text that said so.

    ``area`` is the judgement area named. ``change``: something is asked to have changed over time, so that a comparison
    needs no second council and no second year.
    """

    intent: Intent
    spans: tuple[tuple[int, int], ...]
    area: str | None = None
    change: bool = False


def read_intents(text: str) -> tuple[IntentCandidate, ...]:
    """Read which kinds of answer the words can ask for, the likeliest first; none where they ask for passages.

    A judgement or a list is asked for by these words alone: where a topic is left beside them, it is a question about
    passages.
    """
    readings = []
    graded = list(_JUDGEMENTS.finditer(text))
    if graded and not (_NOT_GRADE.search(text) and not re.search(r"\b(?:grade|rating|rated|judge)", text, re.I)):
        area, spans = read_area(text)
        asking = (word.span() for match in graded for word in _ASKING.finditer(text, *match.span()))
        readings.append(IntentCandidate(Intent.JUDGEMENTS, (*asking, *spans), area))
    listed = list(_IMPROVEMENTS.finditer(text))
    if listed:
        improved = tuple(word.span() for match in listed for word in _LISTING.finditer(text, *match.span()))
        # "need to do to get to good" asks for no grade, unless by that word.
        readings.insert(len(readings) if names_grades(text) else 0, IntentCandidate(Intent.IMPROVEMENTS, improved))
    changed = list(_CHANGED.finditer(text))
    compared = changed + list(_COMPARING.finditer(text))
    if compared:
        marks = {word.span() for match in compared for word in _MARKS.finditer(text, *match.span())}
        readings.append(IntentCandidate(Intent.COMPARISON, tuple(sorted(marks)), change=bool(changed)))
    return tuple(readings)


def improves(text: str) -> bool:
    """Say whether a text asks if something has changed for the better or the worse."""
    return _IMPROVES.search(text) is not None


def read_area(text: str) -> tuple[str | None, tuple[tuple[int, int], ...]]:
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
