"""Grade tests: what a question over many councils wants their grades to be, read from each grade that it names.

In: the words of a question without names of councils. Out: a test for each grade or change of grade, with the ranges
of text that it was read from. Which councils pass is not known here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.query.cues import CueMatch, CueWords
from index.query.cues.listings import MOVED
from index.query.intent import area_matches
from index.query.models import GradeTest, When

_SAID = {
    "Requires improvement": (
        "requires improvement to be good", "requires improvement", "require improvement", "requiring improvement",
        "ris", "ri",
    ),
    "Outstanding": ("outstandings", "outstanding", "top marks", "top grade", "top rated", "top rating"),
    "Inadequate": (
        "inadequates", "inadequate", "failing", "failed", "fails", "fail", "special measures", "bottom grade",
        "bottom rated",
    ),
    "Good": ("goods", "good", "decent"),
}  # fmt: skip
_ORDER = ("Inadequate", "Requires improvement", "Good", "Outstanding")
_MEANT = {said: grade for grade, forms in _SAID.items() for said in forms}
_GRADE = re.compile(
    rf"\b({'|'.join(sorted((form.replace(' ', '[ -]+') for form in _MEANT), key=len, reverse=True))})\b", re.IGNORECASE
)
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "several": 2, "multiple": 2, "both": 2}
_COUNTED = re.compile(r"\b(two|three|four|[234]|several|multiple)\b[^.?!;]{0,20}$", re.IGNORECASE)
_MORE_THAN_ONE = re.compile(r"\bmore[ \t]+than[ \t]+(?:one|1)\b[^.?!;]{0,20}$", re.IGNORECASE)
_STEPS = re.compile(r"\b(two|three|[23])[ \t]+(?:whole[ \t]+)?(?:grades|levels|notches|steps)\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?:twice|both[ \t]+times|two[ \t]+times|twice[ \t]+running|in[ \t]+a[ \t]+row)\b", re.IGNORECASE
)
# Right before a grade, and right behind it: which other grades are meant with it, or in its place.
_FROM_IT_UP = re.compile(r"\b(?:at[ \t]+least|no[ \t]+worse[ \t]+than|minimum)(?:[ \t]+an?)?[ \t]+$", re.IGNORECASE)
_BELOW_IT = re.compile(
    r"\b(?:below|less[ \t]+than|worse[ \t]+than|lower[ \t]+than|under|short[ \t]+of|beneath)(?:[ \t]+an?)?[ \t]+$", re.I
)
_ABOVE_IT = re.compile(r"\b(?:better[ \t]+than|above|higher[ \t]+than|more[ \t]+than)(?:[ \t]+just)?[ \t]+$", re.I)
_OR_UP = re.compile(r"[ \t]*(?:,[ \t]*)?(?:(?:or|and)[ \t]+(?:better|above|higher|up(?:wards)?)|\+|plus\b)", re.I)
_OR_DOWN = re.compile(r"[ \t]*(?:,[ \t]*)?(?:or|and)[ \t]+(?:worse|below|lower|under|less)\b", re.IGNORECASE)
_LISTED = re.compile(r"[ \t]*(?:/|,|,?[ \t]*\b(?:or|and)\b)[ \t]*(?:even[ \t]+|just[ \t]+|an?[ \t]+)?", re.IGNORECASE)
_TO = re.compile(r"[^.?!;,]{0,30}?(?:->|→|\bto\b|\binto\b|,?[ \t]*\bthen\b)[ \t]*(?:an?[ \t]+)?", re.IGNORECASE)
# What is said in the words before a grade: when a council had it, or that it has it not.
_LEFT_IT = re.compile(
    r"\b(?:out[ \t]+of|lost(?:[ \t]+(?:their|its|an?|the))?|no[ \t]+longer|stopped[ \t]+being|used[ \t]+to[ \t]+be"
    r"|ceased[ \t]+to[ \t]+be|shed(?:[ \t]+(?:their|its))?|from|off)(?:[ \t]+(?:being|rated|judged|graded|an?|\"))?"
    r"[ \t]*['‘“\"]?$",
    re.IGNORECASE,
)
_CAME_TO_IT = re.compile(
    r"\b(?:became|become|turned|went|gone|going|fell|fallen|dropped|slipped|slid|rose|risen|climbed|moved|come|came"
    r"|improved|reached|declined)[ \t]+(?:(?:up|down|back|in)[ \t]+)?(?:(?:to|into)[ \t]+)?(?:being[ \t]+)?(?:an?[ \t]+)?"
    r"['‘“\"]?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"\b(?:previously|formerly|before|once|originally|had[ \t]+been|used)\b", re.IGNORECASE)
_WAS = re.compile(r"\b(?:was|were)\b", re.IGNORECASE)
_IS_NOW = re.compile(r"\b(?:now|is|are|currently|today|since)\b", re.IGNORECASE)
_BEHIND = re.compile(
    r"[^.?!;,]{0,25}\b(?:previously|before|last[ \t]+time|the[ \t]+time[ \t]+before|in[ \t]+the[ \t]+previous)\b"
    r"(?![ \t]+(?:the[ \t]+)?20\d\d)",
    re.IGNORECASE,
)
_EVER = re.compile(r"\b(ever|never|always|no[ \t]+inspection)\b", re.IGNORECASE)
_DENIED = re.compile(
    r"\b(?:not|non|isn['’]?t|aren['’]?t|wasn['’]?t|weren['’]?t|hasn['’]?t|haven['’]?t|without|neither|nor|didn['’]?t"
    r"|don['’]?t|doesn['’]?t|anything[ \t]+but)\b|\bnon-$",
    re.IGNORECASE,
)
_NO_GRADE = re.compile(r"\b(?:no|without|lacks?|lacking|missing)(?:[ \t]+(?:an?|any|the))?[ \t]+$", re.IGNORECASE)
_EVERY = re.compile(
    r"\b(?:(?:every|all|each)(?:[ \t]+(?:of[ \t]+)?(?:the|their|its|\w{3,8}))?[ \t]+(?:judge?ments?|areas?|grades?|headings?"
    r"|ratings?)|across[ \t]+the[ \t]+board|straight|throughout|everything|clean[ \t]+sweep(?:[ \t]+of)?|all[ \t]+round)\b",
    re.IGNORECASE,
)
_ANY_AREA = re.compile(
    r"\b(?:any|some|one|at[ \t]+least[ \t]+one)[ \t]+(?:area|judge?ment|heading|grade)s?\b|\bin[ \t]+anything\b", re.I
)
_BREAKS = re.compile(r"\b(?:but|yet|while|whereas|though|although|despite|with|even)\b|[,;()–—]|[ \t]-[ \t]", re.I)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_YEAR = re.compile(r"\b20\d\d\b")
_RATED = re.compile(
    r"\b(?:rated|judged|graded|got|given|get|gets|marked|scored|are|is|were|was|be|been)[ \t]+\w{0,9}[ \t]*$", re.I
)
_OF_COUNCILS = re.compile(
    r"[ \t]+(?:rated[ \t]+|graded[ \t]+)?(?:(?:\w{3,12})[ \t]+)?(?:councils?|authorit(?:y|ies)|las?|boroughs?|count(?:y|ies)"
    r"|unitar(?:y|ies)|districts?|ones?|places?)\b",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"[ \t]*(?:$|[?.!,;:)–—]|-[ \t]|now\b|still\b|overall\b|currently\b|in[ \t]+(?:the|any|every)\b|at[ \t]+(?:the|their)\b)",
    re.I,
)
_THAN = re.compile(r"\b(better|higher|stronger|worse|lower|weaker)\b[^.?!;]{0,60}\bthan\b", re.IGNORECASE)
_BETTER = frozenset({"better", "higher", "stronger"})


@dataclass(frozen=True, slots=True)
class FoundTest:
    """A test and the [start, end) ranges that it was read from.

    ``sure``: its words can be said of nothing but a grade; "good" may praise practice as well.
    """

    test: GradeTest
    spans: tuple[tuple[int, int], ...]
    sure: bool


@dataclass(slots=True)
class _Named:
    """Grades that are named together, and where."""

    grades: tuple[str, ...]
    start: int
    end: int


def grades_in(text: str) -> list[str]:
    """List the grades that a text names, as the frameworks word them."""
    return list(dict.fromkeys(_grade_of(match) for match in _GRADE.finditer(text)))


def read_grade_tests(words: CueWords) -> tuple[FoundTest, ...]:
    """Read what the grades of the councils that are asked for must be."""
    text = words.text
    areas = _areas(words)
    if between := _between_areas(text, areas):
        return (between,)
    named = _named(text)
    moved = MOVED.find(words)
    if not named:
        return _changes(text, moved, areas)
    places = _areas_of(text, named, areas)
    found: list[FoundTest] = []
    for place, one in enumerate(named):
        start = named[place - 1].end if place else 0
        stop = named[place + 1].start if place + 1 < len(named) else len(text)
        before, behind = _clause_before(text[start : one.start]), text[one.end : stop]
        own = places[place]
        for area in own or (None,):
            found += _tests_of(text, one, before, behind, area, pair=len(named) > 1)
    return tuple(_share_area(_in_turn(found, named, text)) + _moves_beside(text, moved, found, areas))


def _grade_of(match: re.Match[str]) -> str:
    return _MEANT[" ".join(re.split(r"[ -]+", match.group().lower()))]


def read_area_tests(words: CueWords) -> tuple[FoundTest, ...]:
    """Read the areas that are named where no grade is: whatever their grade is, or that none is printed."""
    found = []
    for name, start, end in _areas(words):
        denied = _NO_GRADE.search(words.text[:start]) is not None
        found.append(FoundTest(GradeTest((), name, denied=denied), ((start, end),), True))
    return tuple(found)


def _named(text: str) -> list[_Named]:
    """Find the grades that are named, those that stand in one list together."""
    found: list[_Named] = []
    for match in _GRADE.finditer(text):
        grade = _grade_of(match)
        place, end, grades = _ORDER.index(grade), match.end(), (grade,)
        before, after = text[: match.start()], text[match.end() :]
        if (up := _OR_UP.match(after)) or _FROM_IT_UP.search(before[-30:]):
            grades, end = _ORDER[place:], end + (up.end() if up else 0)
        elif down := _OR_DOWN.match(after):
            grades, end = _ORDER[: place + 1], end + down.end()
        elif _BELOW_IT.search(before[-30:]):
            grades = _ORDER[:place]
        elif _ABOVE_IT.search(before[-30:]) and not _MORE_THAN_ONE.search(before[-30:]):
            grades = _ORDER[place + 1 :]
        last = found[-1] if found else None
        if last is not None and _LISTED.fullmatch(text[last.end : match.start()]):
            last.grades, last.end = tuple(dict.fromkeys((*last.grades, *grades))), end
        else:
            found.append(_Named(grades, match.start(), end))
    return found


def _areas(words: CueWords) -> list[tuple[str, int, int]]:
    """List the judged areas that are named, with "every" and "any" where no one area is meant."""
    found = [(match.cue, match.start, match.end) for match in area_matches(words)]
    for name, pattern in (("every", _EVERY), ("any", _ANY_AREA)):
        found += [(name, *match.span()) for match in pattern.finditer(words.text)]
    return sorted(found, key=lambda one: one[1])


def _areas_of(
    text: str, named: Sequence[_Named], areas: Sequence[tuple[str, int, int]]
) -> list[list[tuple[str, int, int]]]:
    """Give each of the grades the areas that stand nearest to it, a break between them counting for many words."""
    own: list[list[tuple[str, int, int]]] = [[] for _ in named]
    for area in areas:

        def apart(one: _Named, area: tuple[str, int, int] = area) -> float:
            gap = text[one.end : area[1]] if one.end <= area[1] else text[area[2] : one.start]
            return len(gap.split()) + 6 * len(_BREAKS.findall(gap)) + 2.5 * len(_AND.findall(gap))

        own[min(range(len(named)), key=lambda n: apart(named[n]))].append(area)
    return own


def _clause_before(before: str) -> str:
    """Give what stands before a grade in its own clause."""
    cut = max((match.end() for match in _BREAKS.finditer(before)), default=0)
    return before[cut:]


def _tests_of(
    text: str, one: _Named, before: str, behind: str, area: tuple[str, int, int] | None, *, pair: bool
) -> list[FoundTest]:
    """Read one grade, with one of its areas, as a test: two where a council has come to it or has left it."""
    name = area[0] if area else ""
    near = " ".join(behind.split()[:4])
    spans = ((one.start, one.end), *((area[1:],) if area else ()))
    denied = _DENIED.search(before) is not None
    least, when = 1, When.NOW
    if counted := _MORE_THAN_ONE.search(before) or _COUNTED.search(before):
        least = _NUMBERS.get((counted.group(1) if counted.lastindex else "two").lower(), 2)
        name = name if name not in {"", "any", "every"} else "any"
    if _TIMES.search(before) or _TIMES.search(near):
        least, when = 2, When.EVER
    if ever := _EVER.search(before):
        word = ever.group(1).lower()
        when = When.ALWAYS if word == "always" else When.EVER
        denied = denied or word.startswith("n")
    elif _BEHIND.match(behind) or (pair and _is_past(before, text[one.end :])):
        when = When.BEFORE
    sure = bool(area) or pair or len(one.grades) > 1 or _OF_COUNCILS.match(behind) is not None
    sure = sure or (_RATED.search(before) is not None and _ENDED.match(behind) is not None)
    years = tuple(int(year) for year in _YEAR.findall(near)) if pair else ()
    test = GradeTest(one.grades, name, when, denied, least=least, years=years)
    if when is When.NOW and (left_it := _LEFT_IT.search(before)):
        spans = (*spans, (one.start - len(left_it.group()), one.start))
        left = replace(test, when=When.BEFORE, denied=False, least=1)
        return [
            FoundTest(left, spans, True),
            *([] if pair else [FoundTest(replace(left, when=When.NOW, denied=True), spans, True)]),
        ]
    if when is When.NOW and not denied and not pair and (came := _CAME_TO_IT.search(before)):
        spans = (*spans, (one.start - len(came.group()), one.start))
        return [FoundTest(test, spans, True), FoundTest(replace(test, when=When.BEFORE, denied=True), spans, True)]
    return [FoundTest(test, spans, sure)]


def _is_past(before: str, behind: str) -> bool:
    """Say whether a grade of two is one that a council had before the other."""
    return _BEFORE.search(before) is not None or (
        _WAS.search(before) is not None and _IS_NOW.search(behind) is not None
    )


def _in_turn(found: list[FoundTest], named: Sequence[_Named], text: str) -> list[FoundTest]:
    """Read two grades of one area, of which the second follows from the first, as those of two inspections."""
    if len(found) != 2 or len(named) != 2:
        return found
    first, second = found
    apart = first.test.area and second.test.area and first.test.area != second.test.area
    timed = first.test.when is not When.NOW or second.test.when is not When.NOW or first.test.years or second.test.years
    if apart or timed or not _TO.fullmatch(text[named[0].end : named[1].start]):
        return found
    return [
        replace(first, test=replace(first.test, when=When.BEFORE, denied=False), sure=True),
        replace(second, sure=True),
    ]


def _share_area(found: list[FoundTest]) -> list[FoundTest]:
    """Give a grade without an area the area of the other where both are of one thing at two times, else the whole."""
    areas = {one.test.area for one in found if one.test.area}
    timed = len({(one.test.when, one.test.years) for one in found}) > 1
    whole = next(iter(areas)) if timed and len(areas) == 1 else "overall"
    return [one if one.test.area else replace(one, test=replace(one.test, area=whole)) for one in found]


def _changes(text: str, moved: Sequence[CueMatch], areas: Sequence[tuple[str, int, int]]) -> tuple[FoundTest, ...]:
    """Read a grade that rose or fell, where none is named."""
    if not moved:
        return ()
    steps = _STEPS.search(text)
    least = _NUMBERS[steps.group(1).lower()] if steps else 1
    spans = [span for match in moved for span in match.spans] + ([steps.span()] if steps else [])
    plain = [area for area in areas if area[0] != "every"] or [("overall", 0, 0)]
    return tuple(
        FoundTest(GradeTest((), name, moved=moved[0].cue, least=least), (*spans, (start, end)), True)
        for name, start, end in plain
    )


def _moves_beside(
    text: str, moved: Sequence[CueMatch], found: Sequence[FoundTest], areas: Sequence[tuple[str, int, int]]
) -> list[FoundTest]:
    """Read a change beside a grade: "got better for care leavers but still inadequate overall".

    Where the grade itself tells of a change ("fell to good"), the words of moving are its own.
    """
    if not moved:
        return []
    spans = tuple(span for match in moved for span in match.spans)
    timed = len({one.test.when for one in found}) > 1
    taken = {span for one in found for span in one.spans}
    free = [area for area in areas if area[1:] not in taken]
    if timed or (len(found) > 1 and not free):
        return [FoundTest(found[0].test, spans, True)]
    return list(_changes(text, moved, free))


def _between_areas(text: str, areas: Sequence[tuple[str, int, int]]) -> FoundTest | None:
    """Read two areas of one report that are set against each other: "leadership worse than overall"."""
    than = _THAN.search(text)
    if than is None or len(areas) < 2:
        return None
    first = next((area for area in areas if area[1] < than.end()), None)
    second = next((area for area in areas if area[1] >= than.end()), None)
    if first is None or second is None:
        return None
    side = "better" if than.group(1).lower() in _BETTER else "worse"
    test = GradeTest((), first[0], moved=side, than=second[0])
    return FoundTest(test, (than.span(), first[1:], second[1:]), True)
