"""Answer types: whether a sentence gives a number, a name, a date, a reason or another sort of answer, and where.

In comes text; out come flags, or ranges. "How many" is answered by a count, "what percentage" by a share,
"how much money" by a sum, "who is the director" by a name; years, ages and the numbers of laws count nothing.
What a question asks for is read in ``index.query.answer_sort``. Some sorts are only looked for (``figure_wanted``):
"who leads on this and by when" is better answered by a row that gives a name and a date, but may be answered without.
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
    WORDS = 256  # words that are quoted
    VIEW = 512  # what somebody says or thinks
    LIST = 1024  # several things, one behind the other
    PLACE = 2048  # where something is, by name
    AGENT = 4096  # who does a thing: by name, by post, or as a sort of body
    GROUP = 8192  # which people: by age, sex, origin or team
    FREQUENCY = 16384  # how often
    EFFECT = 32768  # what came of a thing
    COMPARISON = 65536  # how a thing stands beside another: the country, other councils, other children


# What is kept of every sentence of a library; the others are looked for in the best passages alone.
INDEXED = AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM | AnswerType.NAME | AnswerType.DATE | AnswerType.TIME


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
DATES = re.compile(
    rf"\b(?:{_MONTHS}|Spring|Summer|Autumn|Winter),? (?:19|20)\d\d\b|\b\d{{1,2}} (?:{_MONTHS})\b"
    rf"|\b(?:by|in|from|until|before|since|during) (?:the end of |early |late |mid[- ])?(?:{_MONTHS})\b"
    r"|\b\d{1,2}[/.]\d{1,2}[/.](?:20)?\d\d\b|\b(?:19|20)\d\d\b"
)
_WRITTEN = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
NO_COUNTS = re.compile(
    r"\b(?:19|20)\d\d\b|£[\d.,]+(?: ?(?:million|m|k))?|(?<!\d)\d+(?:\.\d+)? ?(?:%|per cent)"
    r"|\b\d+(?:[-‑– ]{0,3}(?:and|to|or|/)[-‑– ]{0,3}\d+)?[-‑ ]*years?\b"
    rf"|\b(?:\d+|{_WRITTEN})[- ](?:working )?(?:hour|day|week|month|year)s?\b"
    # "over 50 workers" counts, "over 18" tells an age
    r"|\b(?:over|under) \d+s?\b(?! (?:\w+ )?(?!years)(?:\w+[^s\W]s|children|people|staff)\b)"
    r"|\b(?:aged?|age of|turn(?:ing|ed|s)?|reach(?:ing|ed|es)?|until|section|regulation|stage|year|outcome"
    r"|figure|table|paragraph)s? \d+s?"
    r"(?:[-–/ ]{0,3}(?:and|to|or|/|-|–)[-–/ ]{0,3}\d+)?\b"
    r"|\b24[/-]7\b|\b\d+ ?\+|\b\d+[-–/](?=\w)|\b(?:one|two|three)[- ]to[- ](?:one|two)\b"
    r"|\b\d{1,2}(?:<sup>)?(?:st|nd|rd|th)\b"
    rf"|\b\d{{1,2}} (?:{_MONTHS})\b",
    re.IGNORECASE,
)
COUNTS = re.compile(
    r"\b(?:only|just) one\b|\b\d[\d,]*\b"
    rf"|\b(?:{_WRITTEN}|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
TIMES = re.compile(
    rf"\b(?:\d[\d.]*|{_WRITTEN})"
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
SHARES = re.compile(
    r"\d ?%|\bper cent\b|\b(?:a|one|two|three)[- ](?:third|quarter|fifth|half|tenth)s?\b"
    r"|\b(?:about|around|nearly|almost|over|roughly|just under|just over|only) half\b"
    r"|\bhalf (?:of|the|were|are|had|have)\b",
    re.IGNORECASE,
)
_MAY_SHARE = re.compile(r"[%P]|per |[Hh]al[fv]|third|quarter|fifth|Third|Quarter|Fifth")
# A person: somebody addressed as one, or a given name with another name behind it.
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councillor|Sir|Dame)\.? [A-Z][a-z]+")
_PAIR = re.compile(r"\b([A-Z][a-z]+)(?=(?:[- ][A-Z]\.?)? [A-Z](?:['’][A-Z])?[a-z]+)")
SUMS = re.compile(r"£ ?\d|\b\d[\d,.]* ?(?:million|pounds)\b", re.IGNORECASE)


def figure_wanted(question: str) -> AnswerType:
    """Tell what sorts of figure an answer is the better for."""
    wanted = AnswerType.NONE
    for sorts, pattern in _WANTED:
        if re.search(pattern, question, re.IGNORECASE):
            wanted |= sorts
    return wanted


def figures_given(sentence: str, may: AnswerType = INDEXED) -> AnswerType:
    """Tell what sorts of figure a sentence gives, of those that it ``may``."""
    given = AnswerType.NONE
    # The plain looks come first: most sentences give no figure, and every sentence of a library is asked.
    if may & AnswerType.SUM and ("£" in sentence or "million" in sentence or "pounds" in sentence):
        given |= AnswerType.SUM if SUMS.search(sentence) else AnswerType.NONE
    if may & AnswerType.SHARE and _MAY_SHARE.search(sentence) and SHARES.search(sentence):
        given |= AnswerType.SHARE
    if may & AnswerType.COUNT and COUNTS.search(sentence) and COUNTS.search(NO_COUNTS.sub(" ", sentence)):
        given |= AnswerType.COUNT
    if may & AnswerType.TIME and TIMES.search(sentence):
        given |= AnswerType.TIME
    if may & AnswerType.NAME and names_person(sentence):
        given |= AnswerType.NAME
    if may & AnswerType.DATE and DATES.search(sentence):
        given |= AnswerType.DATE
    return given


def names_person(name: str) -> bool:
    """Say whether words with capitals name a person."""
    return bool(_TITLED.search(name)) or any(found[1].lower() in GIVEN_NAMES for found in _PAIR.finditer(name))


def figures_told_by(word: str) -> AnswerType:
    """Tell what sorts of figure a word can be part of: a sentence gives none without such a word."""
    may = AnswerType.NONE
    for part in _APOSTROPHE.split(word):
        lower = part.lower()
        if _DIGIT.search(part):
            may |= AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM | AnswerType.DATE
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
