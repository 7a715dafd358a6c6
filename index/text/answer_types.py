"""Figures: what sort of number a question asks for, and whether a sentence gives one of that sort.

In comes text; out comes a sort of figure, or flags. "How many" is answered by a count, "what percentage" by a share,
"how much money" by a sum, "who is the director" by a name; years, ages and the numbers of laws count nothing.
Some sorts are only looked for (``figure_wanted``): "who leads on this and by when" is better answered by a row that
gives a name and a date, but may be answered without.
"""

import re
from enum import IntFlag

from index.text.days import MONTHS
from index.vocabulary import GIVEN_NAMES


class AnswerType(IntFlag):
    """Sorts of figure."""

    NONE = 0
    COUNT = 1
    SHARE = 2
    SUM = 4
    NAME = 8
    DATE = 16
    TIME = 32  # how long something took
    REASON = 64
    ORGANISATION = 128  # the name of a body, a scheme or a place


_ANY = AnswerType(255)

# Words that ask for a figure and are not what is counted.
FIGURE_WORDS = frozenset(
    """
    number numbers percentage percent per cent share proportion average avg mean typical exact exactly pounds pound
    amount sum total rate rates figure figures name names statistics stats size no
    """.split()
)
# Words that ask, or say how much is wanted: no report speaks of them, and nothing is missing where they are.
ASKING_WORDS = frozenset(
    """
    main mainly conclude concludes concluded conclusion conclusions badly poorly quote quotes quoted verbatim
    responsible accountable owner owners owned deadline deadlines due rated next
    often exactly
    """.split()
)
_CLAUSE = r"(?:^|[?.,;:–—-]\s*|\b(?:and|so|but|or)\s+)"
_ASKED = (
    (
        AnswerType.SUM,
        r"£|\bpounds\b|\bhow much (?:money|extra|a (?:week|month|year)|per|is paid|was spent)\b"
        r"|\bhow much (?:do|does|did|will|would|has|have)\b.{0,200}?\b(?:spend|spent|cost|pay|get paid|earn"
        r"|put (?:away|aside|by))\b"
        r"|\bhow much (?:is|are|was|were)\b.{0,200}?\b(?:worth|paid|costs?|costing|allowance|payment|budget|grant|fee"
        r"|subsid(?:y|ie)|bonus|salar(?:y|ie))s?\b"
        r"|\bwhat (?:did|does|do|will|would) .{1,100}\bcost\b|\bcosts? of\b(?! living)|\bbudgets? (?:of|for)\b"
        r"|\b(?:amount|sum) of money\b|\bthe sum\b"
        r"|\bwhat (?:is|was|are) the .{0,40}(?:payment|allowance|fee|salary|cost|price)\b"
        r"|\b(?:total|exact|annual) (?:spend|spending|cost|budget|expenditure)\b"
        r"|\bhow much (?:do|does|did) (?:\w+ ){0,4}(?:give|put|invest|charge|offer|receive|set aside)\b"
        r"|\bhow (?:big|large) (?:is|was) the (?:hole|gap|deficit|overspend|budget|shortfall)\b",
    ),
    (
        AnswerType.SHARE,
        r"\bper ?cent(?:age)?s?\b|%|\b(?:what|which|exact) (?:share|proportion)\b|\bproportion of\b"
        r"|(?<!any )(?<!first )(?<!first-)(?<!same )\brate\b(?! of (?:progress|improvement|change))"
        r"(?=\s*(?:of|per|in|for|at|is|was|were|compared|by|[?.,;:)-]|$))"
        r"|\b(?:what|exact|give me|need) (?:the |are the )?(?:\w+ ){0,2}rates\b",
    ),
    (
        AnswerType.TIME,
        r"(?<!know )(?<!knows )(?<!knew )\bhow many (?:\w+ )?(?:days|weeks|months|hours|minutes)\b"
        r"|\b(?:average|avg|mean|typical) (?:\w+ )?(?:wait|waits|waiting|times?|waiting times?|duration|turnaround)\b",
    ),
    (
        # Who knows how many does not ask how many.
        AnswerType.COUNT,
        r"(?<!know )(?<!knows )(?<!knew )(?<!sure )\bhow many\b"
        r"|\b(?:what|total|exact) numbers?\b|\bnumbers? of\b|\bhow (?:big|large|high) (?:is|was|are|were)\b"
        r"|\b(?:need|want|give me|what(?:['’]?s| is| are| was| were)) (?:the |an? )?(?:exact )?"
        r"(?:no\.|numbers?|figures?)(?!\w)"
        r"|\b(?:average|avg|mean|typical) \w*(?:load|size|number|age)",
    ),
    (
        AnswerType.ORGANISATION,  # of one body: "which councils" asks for all of them
        r"\bwhich (?:one )?of (?:the|their|its|our|these|those|\w+['’]s) (?:\w+['’]?s? ){0,2}(?:homes|schools|teams"
        r"|services|hospitals|districts|areas|centres|agencies)\b"
        r"|\b(?:which|what) (?:other |neighbouring |mainland |outside |private |local )?"
        r"(?:council|authority|company|firm|agency|organisation|charity|provider|university|borough|district)\b"
        r"(?! (?:areas?|tax))"
        r"|\bwho (?:do|does|did) (?:\w+ ){1,4}(?:share|run|partner|work)\b.{0,40}\bwith\b"
        r"|\bnames? of (?:the|their|its|our) (?:\w+ ){0,3}(?:firm|company|system|scheme|charity|provider|agency|home)\b"
        r"|\bnames? of (?:the|their|its|our) (?:\w+ ){0,3}(?:team|panel|programme|project|service|model|tool|centre)\b"
        r"|\bwhat(?:['’]?s| is| was) (?:the |their )?names? of\b.{0,40}\b(?:system|scheme|service|project|panel)\b"
        r"|\bwhat(?:['’]?s| is| was| are| were) (?:the|their|its|our|that) [^?.]{3,80}? (?:called|named)\b"
        r"|\bwhat (?:is|was|are|were|do|does|did) [^?.]{3,60}? (?:service|scheme|team|project|programme|home|app|tool"
        r"|model|strategy|board|panel|group) (?:called|named|call it)\b",
    ),
    (
        AnswerType.DATE,
        r"\b(?:what|which) (?:year|month|date)\b(?! (?:was|is) (?:this|that|the) (?:inspection|report))"
        rf"|{_CLAUSE}when (?:will|did|is|was)\b(?! (?:\w+ ){{0,4}}inspected)",
    ),
    (
        AnswerType.REASON,
        rf"{_CLAUSE}why (?:is|are|was|were|do|does|did|has|have|had|can|could|hasn|haven|isn|aren|wasn|didn|doesn)\b"
        r"|\b(?:what|which) (?:is|was|were|are) the reasons?\b|\bwhat (?:caused|led to)\b"
        r"|\breasons? (?:why|for)\b",
    ),
    (
        AnswerType.NAME,
        r"\bnames? of (?:the|their|its|our)\b"
        r"|\bwhat(?:['’]?s| is| was) (?:the |their |his |her )?(?:\w+['’]s )?names?\b"
        r"|\bwho (?:chairs|chaired|heads|headed|owns|owned)\b"
        r"|\bwho(?: is| was|['’]s) (?:in charge of|responsible for)\b"
        r"|\bwho (?:was|is|has been|got|were) (?:newly )?(?:appointed|recruited|hired|nominated|elected)\b"
        r"|\b(?:which|what) (?:councillor|officer|manager|director)s? (?!(?:are|were|have|do|did)\b)"
        r"|\bwho(?: is| was|['’]s) (?:the|your|our|their) (?!inspect)(?:\w+ ){0,3}(?:director|head|chair|chief|leader"
        r"|manager|dcs|councillor|member|inspector|advis[eo]r|officer|lead|coordinator|commissioner|champion)\b",
    ),
)
_WANTED = (
    (
        AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM,
        r"\b(?:how many|how much|how big|what (?:number|percentage|per ?cent|share|proportion|%)|percentages?|per ?cent"
        r"|proportion|figures?|numbers?|statistics|stats|average|£)|%|£",
    ),
    (  # who asks stands first in its clause: "children who go missing" asks for nobody
        AnswerType.NAME,
        # who gets, or may have, a thing is a group of people
        r"(?:^|[?.,;:–—-]\s*|\b(?:and|by|or|to)\s+)who(?:m|['’]?s|['’]ve)?\b"
        r"(?! (?:gets?|receives?|benefits?|qualif\w+|can|are|is (?:sent|given|told|offered|entitled|eligible))\b)"
        r"|\bwhose"
        r" (?:job|action|task|responsibility)\b"
        r"|\b(?:which|what) (?:manager|officer|director|councillor|lead|person)s?\b"
        r"|\b(?:owner|lead officer)s?\b|\bnames?\b",
    ),
    (
        AnswerType.DATE,
        r"\bby when\b|\bdeadlines?\b|\bdue\b(?! to\b)|\b(?:what|which|target|due|start|end|completion|the) dates?\b"
        r"|\bdates? for\b|\bwhen(?:['’]s| is| are| was| were| will| would| should| must| do| does| did)\b",
    ),
    (AnswerType.TIME, r"\bhow long (?:did|does|do|is|was|were|will|has|have|had)\b"),
)
_MONTHS = "|".join(MONTHS)
_DATE = re.compile(
    rf"\b(?:{_MONTHS}|Spring|Summer|Autumn|Winter),? (?:19|20)\d\d\b|\b\d{{1,2}} (?:{_MONTHS})\b"
    rf"|\b(?:by|in|from|until|before|since|during) (?:the end of |early |late |mid[- ])?(?:{_MONTHS})\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b|\b(?:19|20)\d\d\b"
)
_NO_COUNT = re.compile(
    r"\b(?:19|20)\d\d\b|£[\d.,]+(?: ?(?:million|m|k))?|(?<!\d)\d+(?:\.\d+)? ?(?:%|per cent)"
    r"|\b\d+(?:[-‑– ]*(?:and|to|or|/)[-‑– ]*\d+)?[-‑ ]*years?\b|\b\d+ (?:working )?(?:hours?|days?|weeks?|months?)\b"
    r"|\b(?:aged?|age of|over|under|turn(?:ing|ed|s)?|reach(?:ing|ed|es)?|until|section|regulation|stage|year)s? \d+\b"
    r"|\b\d{1,2}(?:<sup>)?(?:st|nd|rd|th)\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS})\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"\b\d[\d,]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:\d[\d.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"[- ](?:\w+ )?(?:hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_TIME_WORDS = frozenset("hour day week month year hours days weeks months years".split())
_DIGIT = re.compile(r"\d")
_APOSTROPHE = re.compile("['’]")
_NUMBER_WORDS = frozenset(
    """
    two three four five six seven eight nine ten eleven twelve dozen dozens hundred hundreds thousand thousands
    """.split()
)
_SHARE_WORDS = frozenset("per third thirds quarter quarters fifth fifths half halfs".split())
_TITLES = frozenset("Mr Mrs Ms Miss Dr Prof Professor Cllr Councillor Sir Dame".split())
_SHARE = re.compile(
    r"\d ?%|\bper cent\b|\b(?:a|one|two|three)[- ](?:third|quarter|fifth|half)s?\b|\bhalf of\b", re.IGNORECASE
)
_MAY_SHARE = re.compile(r"[%P]|per |[Hh]al[fv]|third|quarter|fifth|Third|Quarter|Fifth")
# A person: somebody addressed as one, or a given name with another name behind it.
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame)\.? [A-Z][a-z]+")
_PAIR = re.compile(r"\b([A-Z][a-z]+)(?=(?:[- ][A-Z]\.?)? [A-Z](?:['’][A-Z])?[a-z]+)")
_REASON_WORDS = frozenset(
    "because due owing result results resulting reason reasons caused causes cause attributed attributable led leads"
    " contributed contributes contributing reflects reflecting rationale consequence".split()
)
_REASON = re.compile(rf"\b(?:{'|'.join(sorted(_REASON_WORDS))})\b", re.IGNORECASE)
# A body, a scheme or a place: a capital inside a sentence that is not that of the inspectorate or of a month.
_ORGANISATION = re.compile(
    rf"(?<=[a-z,;] )[‘“(]?(?!(?:Ofsted|I|Years?|Section|Regulation|Key|{_MONTHS})\b)[A-Z][\w’'-]+"
)
_SUM = re.compile(r"£ ?\d|\b\d[\d,.]* ?(?:million|pounds)\b", re.IGNORECASE)


def read_figure_asked(question: str) -> tuple[AnswerType, str]:
    """Tell what sort of figure a question asks for, and the words that ask for it."""
    for sort, pattern in _ASKED:
        match = re.search(pattern, question, re.IGNORECASE)
        if match:
            return sort, match.group().strip(" ?.,;:-–—")
    return AnswerType.NONE, ""


def figure_wanted(question: str) -> AnswerType:
    """Tell what sorts of figure an answer is the better for."""
    wanted = AnswerType.NONE
    for sorts, pattern in _WANTED:
        if re.search(pattern, question, re.IGNORECASE):
            wanted |= sorts
    return wanted


def figures_given(sentence: str, may: AnswerType = _ANY) -> AnswerType:
    """Tell what sorts of figure a sentence gives, of those that it ``may``."""
    given = AnswerType.NONE
    # The plain looks come first: most sentences give no figure, and every sentence of a library is asked.
    if may & AnswerType.SUM and ("£" in sentence or "million" in sentence or "pounds" in sentence):
        given |= AnswerType.SUM if _SUM.search(sentence) else AnswerType.NONE
    if may & AnswerType.SHARE and _MAY_SHARE.search(sentence) and _SHARE.search(sentence):
        given |= AnswerType.SHARE
    if may & AnswerType.COUNT and _COUNT.search(sentence) and _COUNT.search(_NO_COUNT.sub(" ", sentence)):
        given |= AnswerType.COUNT
    if may & AnswerType.TIME and _TIME.search(sentence):
        given |= AnswerType.TIME
    if may & AnswerType.NAME and (
        _TITLED.search(sentence) or any(m[1].lower() in GIVEN_NAMES for m in _PAIR.finditer(sentence))
    ):
        given |= AnswerType.NAME
    if may & AnswerType.DATE and _DATE.search(sentence):
        given |= AnswerType.DATE
    if may & AnswerType.ORGANISATION and _ORGANISATION.search(sentence):
        given |= AnswerType.ORGANISATION
    if may & AnswerType.REASON and _REASON.search(sentence):
        given |= AnswerType.REASON
    return given


def figures_told_by(word: str) -> AnswerType:
    """Tell what sorts of figure a word can be part of: a sentence gives none without such a word."""
    may = AnswerType.NONE
    for part in _APOSTROPHE.split(word):
        lower = part.lower()
        if _DIGIT.search(part):
            may |= AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM | AnswerType.DATE
        if lower in _REASON_WORDS:
            may |= AnswerType.REASON
        if part[:1].isupper() and len(part) > 1:
            may |= AnswerType.ORGANISATION
        if part in MONTHS:
            may |= AnswerType.DATE
        if lower in _TIME_WORDS or lower.rpartition("-")[2] in _TIME_WORDS:
            may |= AnswerType.TIME
        if lower in _NUMBER_WORDS:
            may |= AnswerType.COUNT
        if lower in _SHARE_WORDS:
            may |= AnswerType.SHARE
        if part in _TITLES or (lower in GIVEN_NAMES and part[0].isupper()):
            may |= AnswerType.NAME
    return may
