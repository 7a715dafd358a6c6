"""Grade tests: what a question over many councils wants their grades to be, read from each grade that it names.

In: the words of a question without names of councils. Out: a test for each grade or change of grade, with the ranges
of text that it was read from. Which councils pass is not known here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from index.query.cues import CueMatch, CueWords
from index.query.cues.tables import AROUND, FELL, FOLLOWING, LEADING, MOVED, SAID, SPREAD, THAN
from index.query.intent import area_matches, areas_left_out
from index.query.models import FIRST_YEAR, LAST_YEAR, GradeTest, When

_SAID = {
    "Requires improvement": (
        "requires improvement to be good", "requires improvement", "require improvement", "requiring improvement",
        "ris", "ri",
    ),
    "Outstanding": (
        "outstandings", "outstanding", "top marks", "top mark", "top grade", "top grades", "top rated", "top rating",
        "highest grade", "highest rating", "highest mark", "best grade", "best rating", "full marks",
    ),
    "Inadequate": (
        "inadequates", "inadequate", "failing", "failed", "fails", "fail", "special measures", "bottom grade",
        "bottom rated", "lowest grade", "lowest rating", "worst grade", "worst rating", "bottom rating",
    ),
    "Good": ("goods", "good", "decent"),
}  # fmt: skip
_ORDER = ("Inadequate", "Requires improvement", "Good", "Outstanding")
_MEANT = {said: grade for grade, forms in _SAID.items() for said in forms}
_GRADE = re.compile(
    # "fails to visit" and "failing children on housing" grade nothing.
    r"\b(?!fail(?:s|ed|ing)?[ \t]+to\b)"
    rf"({'|'.join(sorted((form.replace(' ', '[ -]+') for form in _MEANT), key=len, reverse=True))})\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4, "several": 2, "multiple": 2, "twice": 2, "many": 2}
_LISTED = re.compile(r"[ \t]?(?:/|,|,?[ \t]?\b(?:or|and)\b)[ \t]?(?:even[ \t]|just[ \t]|an?[ \t])?", re.IGNORECASE)
_TO = re.compile(r"[^.?!;,]{0,30}?(?:->|→|\bto\b|\binto\b|,?[ \t]*\bthen\b)[ \t]*(?:an?[ \t]+)?", re.IGNORECASE)
_BREAKS = re.compile(
    r"\b(?:but|(?<!not )(?<!n['’]t )yet(?! to\b)|while|whereas|though|although|despite|with|even)\b"
    r"|[,;()–—+]|[ \t]-[ \t]",
    re.IGNORECASE,
)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b|/", re.IGNORECASE)
_ENDS = re.compile(r"[ \t]*(?:$|[,.;:?!)–—-]|(?:and|but|yet)\b)", re.IGNORECASE)
_YEAR = re.compile(
    r"(?:\b(?:(since|from)|(after)|(before|prior to)|(until|till|up to))[ \t]{1,3})?\b(20\d\d)\b"
    r"([ \t]{0,2}(?:\+|on\b|onwards?\b))?",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|neither|nor|never|(?:ha|wa|do|did|is|are|were|have|does)s?nt)\b|n['’]t\b", re.IGNORECASE)
_NOT_NOW = re.compile(
    r"(?:\b(?:but|and|yet)|,)[ \t]{1,3}(?:is|are)?[ \t]{0,3}(?:not|isn['’]?t|aren['’]?t|no longer)[ \t]{1,3}"
    r"(?:now|any[ \t]?more|today|currently|good|so)\b",
    re.IGNORECASE,
)
# "RI in 2018 and still are", "good in 2014 and now", of one grade.
_STILL = re.compile(
    r"(?:\b(?:but|and|yet)|,)[ \t]{1,3}(?:(?:is|are|it|they|has|have)[ \t]{1,3}){0,2}"
    r"(?:still\b|stayed\b|remain(?:s|ed)?\b|unchanged\b|(?:the[ \t]{1,3})?same\b"
    r"|(?:\w{2,6}n['’]?t|not)[ \t]{1,3}(?:moved|changed|shifted|budged)\b|(?:now|today)\b(?=[ \t]{0,3}(?:$|[?.!,])))",
    re.IGNORECASE,
)
_CLOSE = " \t-\"'‘’“”"  # what may stand between a grade and the words right beside it
_NEAR, _FAR = 30, 80  # characters behind a grade in which it may be said when it held, and in which year


@dataclass(frozen=True, slots=True)
class FoundTest:
    """A test and the [start, end) ranges that it was read from.

    ``sure``: its words can be said of nothing but a grade; "good" may praise practice as well.
    """

    test: GradeTest
    spans: tuple[tuple[int, int], ...]
    sure: bool


@dataclass(slots=True)
class _Grades:
    """Grades that are named together, and where."""

    grades: tuple[str, ...]
    start: int
    end: int


def grades_in(text: str) -> list[str]:
    """List the grades that a text names, as the frameworks word them."""
    return list(dict.fromkeys(_grade_of(match) for match in _GRADE.finditer(text)))


def grade_spans(text: str) -> list[tuple[int, int]]:
    """Find where a text names grades, in any of the words for them."""
    return [match.span() for match in _GRADE.finditer(text)]


def _grade_of(match: re.Match[str]) -> str:
    return _MEANT[" ".join(re.split(r"[ -]+", match.group().lower()))]


def read_grade_tests(words: CueWords) -> tuple[FoundTest, ...]:
    """Read what the grades of the councils that are asked for must be."""
    areas, apart = _areas(words), _left_out(words)
    areas = [one for one in areas if one[1:] not in {(area.start, area.end) for area in apart}]
    matters = [m.end for m in SAID.find(words) if m.cue in {"told", "mention"}]
    # What somebody was told to improve is no area of a grade.
    areas = [one for one in areas if not any(end <= one[1] and not _GRADE.search(words.text, end) for end in matters)]
    if alike := next((m for m in THAN.find(words) if m.cue in {"alike", "mixed"}), None):
        test = GradeTest((), "every", moved="same", than="every", denied=alike.cue == "mixed")
        spans = ((one[1], one[2]) for one in areas if one[0] in {"every", "any"})
        if not _GRADE.search(words.text):
            return (FoundTest(test, (*alike.spans, *spans), sure=True),)
    if between := _between_areas(words, areas):
        return (between,)
    named = _find_grades(words, areas)
    if not named:
        return _changes(words, areas, MOVED.find(words))
    own = _areas_of(words.text, named, areas)
    found: list[FoundTest] = []
    others = tuple(dict.fromkeys(area[0] for area in areas if area[0] not in {"every", "any", "others", "overall"}))
    for place, one in enumerate(named):
        start = named[place - 1].end if place else 0
        stop = named[place + 1].start if place + 1 < len(named) else len(words.text)
        around = _Around(words, one, _clause_start(words.text, start, one.start), stop)
        for area in own[place] or (None,):
            found += _tests_of(around, one, area, pair=len(named) > 1)
    found = [
        replace(one, test=replace(one.test, area="every", besides=others)) if one.test.area == "others" else one
        for one in found
    ]
    found = _one_or_other(_share_area(_but_for(_in_turn(found, named, words), apart)))
    led = [span for one in named for span in _leading(words, one.start).values()]
    return tuple(found + _moves_beside(words, found, areas, led))


def _left_out(words: CueWords) -> dict[CueMatch, CueMatch]:
    return areas_left_out(words, area_matches(words))


def _but_for(found: list[FoundTest], apart: Mapping[CueMatch, CueMatch]) -> list[FoundTest]:
    """Read a grade as that of all areas but those that are left ``apart``, which have it not where that is said."""
    if not apart:
        return found
    names = tuple(area.cue for area in apart)
    spans = tuple((one.start, one.end) for pair in apart.items() for one in pair)
    made: list[FoundTest] = []
    for one in found:
        test = one.test
        if test.besides:  # "take leadership out: who is good in everything else"
            made.append(replace(one, test=replace(test, besides=(*test.besides, *names)), spans=(*one.spans, *spans)))
            continue
        own = next((area for area in apart if area.end <= one.spans[0][0]), None)
        if own and not test.area and made:  # "good in everything but leadership, which is inadequate"
            made = [other for other in made if not (other.test.denied and other.test.area == own.cue)]
            made.append(replace(one, test=replace(test, area=own.cue)))
            continue
        if test.area not in {"", "every", "any"}:
            made.append(one)
            continue
        spread = "any" if test.area == "any" else "every"
        made.append(FoundTest(replace(test, area=spread, besides=names), (*one.spans, *spans), sure=True))
        if spread == "every" and not test.denied:
            but = [replace(test, area=area.cue, denied=True) for area, cue in apart.items() if cue.cue == "denied"]
            made += [FoundTest(other, (*one.spans, *spans), sure=True) for other in but]
    return made


def read_area_tests(words: CueWords) -> tuple[FoundTest, ...]:
    """Read the areas that are named where no grade is: whatever their grade is, or that none is printed."""
    denied = [match.end for match in LEADING.find(words) if match.cue == "no grade"]
    return tuple(
        FoundTest(
            GradeTest((), name, denied=any(end <= start and not words.text[end:start].strip() for end in denied)),
            ((start, end),),
            sure=True,
        )
        for name, start, end in _areas(words)
    )


class _Around:
    """The words of the clause of a grade: those right before it and behind it, and those further off."""

    def __init__(self, words: CueWords, one: "_Grades", start: int, stop: int) -> None:
        text = words.text
        self.text, self.start, self.end = text, start, one.end
        self.leading = _leading(words, one.start)
        self.following = FOLLOWING.behind(words, one.end)
        self.ended = self.following == "ended" or not text[one.end :].strip(_CLOSE + "?.!,;:)–—")
        self.ended = self.ended or text[one.end :].lstrip(" \t\"'’”")[:1] in set("?.!,;:)–—-")
        inside = [m for m in AROUND.find(words) if start <= m.start]
        self.before = {m.cue: m for m in inside if m.end <= one.start}
        behind = [m for m in inside if one.end <= m.start < min(stop, one.end + _NEAR)]
        # "good councils that used to be inadequate": the words belong to the grade that follows them.
        self.behind = {m.cue for m in behind if m.cue != "once" or stop == len(text) or _ends(text, m)}
        # How often a grade was given is said further behind, in the same clause.
        further = [m for m in inside if one.end <= m.start < stop and not _BREAKS.search(text, one.end, m.start)]
        self.often = {m.cue: m for m in reversed([*self.before.values(), *further])}
        self.gone = _NOT_NOW.search(text, one.end)
        self.spans = (
            *((self.gone.span(),) if self.gone else ()),
            *self.leading.values(),
            *((m.start, m.end) for m in self.often.values()),
        )
        self.denied = next(
            (m for m in inside if m.cue == "denied" and m.end <= one.start and not _within(m, inside)), None
        )
        self.over_time = any(m.cue == "over time" for m in AROUND.find(words))
        self.later = {m.cue for m in AROUND.find(words) if m.start >= one.end}
        said = text[one.end : min(stop, one.end + _FAR)]
        self.years = _years_in(said[: broken.start() if (broken := _BREAKS.search(said)) else None])
        self.led_years = () if start else _years_in(text[: one.start])


def _years_in(text: str) -> tuple[int, ...]:
    """List the years that a text names; before one, or since it, all of them."""
    years: list[int] = []
    for since, after, before, until, year, on in _YEAR.findall(text):
        named = int(year)
        first = FIRST_YEAR if before or until else named + bool(after)
        last = named - bool(before) if before or until else LAST_YEAR if since or after or on else named
        years += range(first, last + 1)
    return tuple(dict.fromkeys(years))


def _within(denied: CueMatch, inside: Sequence[CueMatch]) -> bool:
    """Say whether a denial is part of another cue: "not a single council"."""
    return any(
        m.start <= denied.start and denied.end <= m.end for m in inside if m.cue in {"no council", "never", "always"}
    )


def _leading(words: CueWords, start: int) -> dict[str, tuple[int, int]]:
    """Find the cues that lead to a grade, one right before the other: "nothing" "below" good."""
    found: dict[str, tuple[int, int]] = {}
    for match in sorted(LEADING.find(words), key=lambda m: (-m.end, m.start)):
        gap = words.text[match.end : start] if match.end <= start else "?"
        if len(gap) < _NEAR and not (_LED.sub("", gap) if found else gap).strip(_CLOSE):
            found.setdefault(match.cue, (match.start, match.end))
            start = match.start
    return found


# What may stand between "nothing" and "below good".
_LED = re.compile(r"\b(?:been|rated|graded|judged|marked|is|are|was|were|that|which|ever|at all|any)\b", re.IGNORECASE)


def _is_right_behind(text: str, end: int, match: CueMatch) -> bool:
    return match.start >= end and not text[end : match.start].strip(_CLOSE)


def _find_grades(words: CueWords, areas: Sequence[tuple[str, int, int]]) -> list[_Grades]:
    """Find the grades that are named, those that stand in one list together."""
    text, found = words.text, list[_Grades]()
    for match in _GRADE.finditer(text):
        grade = _grade_of(match)
        place, end = _ORDER.index(grade), match.end()
        grades: tuple[str, ...] = (grade,)
        beside = {m.cue: m for m in FOLLOWING.find(words) if _is_right_behind(text, end, m)}
        led = _leading(words, match.start())
        if ("or up" in beside and not text.startswith(" +", end)) or "from it up" in led:
            grades, end = _ORDER[place:], beside["or up"].end if "or up" in beside else end
        elif "or down" in beside:
            grades, end = _ORDER[: place + 1], beside["or down"].end
        elif "below it" in led:
            grades = _ORDER[:place]
        elif "from it down" in led:
            grades = _ORDER[: place + 1]
        elif "above it" in led:
            grades = _ORDER[place + 1 :]
        last = found[-1] if found else None
        between = text[last.end : match.start()] if last is not None else ""
        # "care leavers good and outstanding leadership": each has an area of its own.
        apart = last is not None and not _OR.search(between) and _are_around(areas, last.start, end)
        if last is not None and not apart and _LISTED.fullmatch(between):
            last.grades, last.end = tuple(dict.fromkeys((*last.grades, *grades))), end
        else:
            found.append(_Grades(grades, match.start(), end))
    return found


def _are_around(areas: Sequence[tuple[str, int, int]], start: int, end: int) -> bool:
    return any(area[2] <= start for area in areas) and any(area[1] >= end for area in areas)


def _areas(words: CueWords) -> list[tuple[str, int, int]]:
    """List the judged areas that are named, with "every" and "any" where no one area is meant."""
    found: list[tuple[str, int, int]] = []
    for match in sorted((*area_matches(words), *SPREAD.find(words)), key=lambda one: one.start - one.end):
        if not any(start < match.end and match.start < end for _, start, end in found):
            found.append((match.cue, match.start, match.end))
    return sorted(found, key=lambda one: one[1])


def _areas_of(
    text: str, named: Sequence[_Grades], areas: Sequence[tuple[str, int, int]]
) -> list[list[tuple[str, int, int]]]:
    """Give each of the grades the areas that stand nearest to it, a break between them counting for many words."""
    own: list[list[tuple[str, int, int]]] = [[] for _ in named]
    for area in areas:
        apart = []
        for one in named:
            gap = text[one.end : area[1]] if one.end <= area[1] else text[area[2] : one.start]
            apart.append(len(gap.split()) + 6 * len(_BREAKS.findall(gap)) + 3.5 * len(_AND.findall(gap)))
        own[apart.index(min(apart))].append(area)
    return own


def _clause_start(text: str, start: int, stop: int) -> int:
    """Give where the clause of a grade begins."""
    return max((match.end() for match in _BREAKS.finditer(text, start, stop)), default=start)


def _tests_of(around: _Around, one: _Grades, area: tuple[str, int, int] | None, *, pair: bool) -> list[FoundTest]:
    """Read one grade, with one of its areas, as a test: two where a council has come to it or has left it."""
    name = area[0] if area else ""
    spans = ((one.start, one.end), *((area[1:],) if area else ()), *around.spans)
    denied = around.denied is not None or not {"none", "not one"}.isdisjoint(around.leading)
    if area and area[1] > one.end and (no := _NOT.search(around.text, one.end, area[1])):
        denied, spans = not denied, (*spans, no.span())  # "outstanding for leadership but not overall"
    least = _number_in(around.text, area) if name == "any" and area else 1
    if "not one" in around.leading and name in {"", "every"} and around.following != "of councils":
        name = "any"  # "no outstanding at all"
    if "single" in around.leading and not name and around.following != "of councils":
        name = "any"
    several = around.before.get("several")
    if several and not (area and name == "every" and _meets(area, several)):
        least = count_in(around.text, several)
        name = "any" if name in {"", "every"} else name
        spans = (*spans, *several.spans)
    when = When.NOW
    if times := around.often.get("times"):
        least, when = count_in(around.text, times), When.EVER
    if ever := next((cue for cue in ("never", "always", "ever") if cue in around.often), None):
        when, denied = When.ALWAYS if ever == "always" else When.EVER, denied or ever == "never"
    elif past := _past(around, pair=pair):
        when = past
    years = around.years if pair else ()
    when = When.NOW if years and when in {When.BEFORE, When.EARLIER} else when
    test = GradeTest(one.grades, name, when, denied, least=least, years=years)
    test = replace(test, running=when is When.EVER and "running" in around.often)
    return [FoundTest(each, spans, sure=True) for each in _at_two_times(around, test, pair=pair)] or [
        FoundTest(_below_good(around, test), spans, sure=_is_sure(around, one, area, pair=pair))
    ]


def _is_sure(around: _Around, one: _Grades, area: tuple[str, int, int] | None, *, pair: bool) -> bool:
    """Say whether the words of a grade can be said of nothing else."""
    sure = bool(area) or pair or len(one.grades) > 1 or around.following == "of councils"
    return sure or ("has" in around.leading and around.ended)


def _below_good(around: _Around, test: GradeTest) -> GradeTest:
    """Read "not good" as the grades below it: nobody who asks so means those that are better."""
    if test.when is When.NOW and test.denied and test.grades == ("Good",) and test.area not in {"any", "every"}:
        return test if "none" in around.leading else replace(test, grades=_ORDER[:2], denied=False, below=True)
    return test


def _at_two_times(around: _Around, test: GradeTest, *, pair: bool) -> Sequence[GradeTest]:
    """Read a grade that a council has come to, has left or has kept as tests at two times; none for any other."""
    alone = not pair and not test.denied
    told = replace(test, years=around.years or around.led_years, when=When.NOW)
    if not told.years:
        told = replace(told, when=When.EARLIER)
    now = replace(test, when=When.NOW)
    if alone and around.gone:  # "good in 2018 but not now"
        return [told, replace(now, denied=True)]
    if alone and (told.years or test.when is not When.NOW) and _STILL.search(around.text, around.end):
        return [told, now]
    if test.when is not When.NOW and (pair or not ("left" in around.leading and "once" in around.behind)):
        return ()  # but for "no longer good, having been it once"
    if "left" in around.leading:
        left = replace(test, when=When.BEFORE if pair and not around.over_time else When.EARLIER, denied=False, least=1)
        gone = replace(left, when=When.NOW, denied=True)
        fell = FELL.has(around.text[around.start : around.end])  # "dropped out of good"
        if fell and left.grades != _ORDER[-1:]:
            gone = replace(gone, grades=_ORDER[: _ORDER.index(left.grades[0])], denied=False)
        return [left] if pair else [left, gone]
    if alone and "came" in around.leading:
        return [test, replace(test, when=When.BEFORE, denied=True)]
    if alone and "first" in around.often:
        return [test, replace(test, when=When.EARLIER, denied=True)]
    return ()


def count_in(text: str, match: CueMatch) -> int:
    """Give the number that a cue names, at least two: "twice", "more than two times"."""
    said = text[match.start : match.end].lower().split()
    number = next((_NUMBERS[word] for word in said if word in _NUMBERS), 2)
    return number + (said[:2] == ["more", "than"] and "one" not in said and "once" not in said)


def _number_in(text: str, area: tuple[str, int, int]) -> int:
    """Give how many areas are named where no one area is: "two or more areas"; 1 where it is not said."""
    said = text[area[1] : area[2]].lower().split()
    if said[:2] == ["one", "or"]:
        return 1
    return next((_NUMBERS[word] for word in said if word in _NUMBERS), 1)


def _past(around: _Around, *, pair: bool) -> When | None:
    """Say whether a grade is one that a council had before: at the inspection before, or at any earlier one."""
    at_last = {"past", "last", "before"} if pair else {"past"}
    if at_last & around.behind:
        return When.BEFORE
    if "before" in around.behind:
        return When.EARLIER
    now = around.before.get("now")
    # "good last time and is inadequate now": what stands before "now", or ends there, is said of the other grade.
    told = {m.cue for m in around.before.values() if not ((now and now.start > m.start) or _ends(around.text, m))}
    if "once" in around.behind or ("once" in told and (pair or "was" in told)):
        return When.EARLIER
    if at_last & told:
        return When.BEFORE
    return When.EARLIER if pair and "was" in around.before and "now" in around.later else None


def _ends(text: str, match: CueMatch) -> bool:
    """Say whether a part of a sentence ends behind a cue."""
    return _ENDS.match(text, match.end) is not None


def _in_turn(found: list[FoundTest], named: Sequence[_Grades], words: CueWords) -> list[FoundTest]:
    """Read two grades of one area, of which the second follows from the first, as those of two inspections: one right
    after the other, unless it is said that years lay between them."""
    if len(found) != 2 or len(named) != 2:
        return found
    first, second = found
    apart = first.test.area and second.test.area and first.test.area != second.test.area
    timed = any(one.test.when is not When.NOW or one.test.years for one in found)
    if apart or timed or not _TO.fullmatch(words.text[named[0].end : named[1].start]):
        return found
    between = any(match.cue == "over time" for match in AROUND.find(words))
    before = replace(first.test, when=When.EARLIER if between else When.BEFORE, denied=False)
    return [replace(first, test=before, sure=True), replace(second, sure=True)]


def _share_area(found: list[FoundTest]) -> list[FoundTest]:
    """Give a grade without an area the area of the other where both are of one thing at two times, else the whole."""
    areas = {one.test.area for one in found if one.test.area}
    timed = len({(one.test.when, one.test.years) for one in found}) > 1
    whole = next(iter(areas)) if timed and len(areas) == 1 else "overall"
    return [one if one.test.area else replace(one, test=replace(one.test, area=whole)) for one in found]


def _one_or_other(found: list[FoundTest]) -> list[FoundTest]:
    """Join grades of one area at one time: no council has both, so that either is asked for."""
    joined: list[FoundTest] = []
    for one in found:
        same = [n for n, other in enumerate(joined) if replace(other.test, grades=one.test.grades) == one.test]
        if not same or one.test.denied or one.test.least > 1:
            joined.append(one)
            continue
        other = joined[same[0]]
        grades = tuple(dict.fromkeys((*other.test.grades, *one.test.grades)))
        joined[same[0]] = FoundTest(replace(one.test, grades=grades), (*other.spans, *one.spans), sure=True)
    return joined


def _changes(
    words: CueWords, areas: Sequence[tuple[str, int, int]], moved: Sequence[CueMatch]
) -> tuple[FoundTest, ...]:
    """Read a grade that rose or fell, where none is named."""
    if not moved:
        return ()
    text, around = words.text, {match.cue: match for match in reversed(AROUND.find(words))}
    steps = around.get("steps")
    by, least, most = (text[steps.start : steps.end].lower().split() if steps else []), 1, 0
    if steps and {"one", "a", "1"}.intersection(by) and "more" not in by:
        least = most = 1
    elif steps:
        least = count_in(text, steps)
        most = least if "exactly" in by or "just" in by else 0
    when = When.EVER if {"ever", "never"} & around.keys() else When.NOW
    spans = [span for match in (*moved, *([steps] if steps else ())) for span in match.spans]
    plain = [area for area in areas if area[0] != "every" and not (steps and _meets(area, steps))]
    found, place = [], 0
    for name, start, end in plain or [("overall", 0, 0)]:
        # Each area has moved as the words that stand nearest to it say.
        near = min(moved, key=lambda match: _apart(text, match, start, end))
        denied = "never" in around or bool(_NOT.search(text, min(place, near.start), max(start, near.start)))
        test = GradeTest((), name, when, denied=denied and near.cue != "same", moved=near.cue)
        area_count = _number_in(text, (name, start, end)) if name == "any" else least
        found.append(FoundTest(replace(test, least=area_count, most=most), (*spans, (start, end)), sure=True))
        place = end
    return tuple(found)


def _meets(area: tuple[str, int, int], match: CueMatch) -> bool:
    return area[1] < match.end and match.start < area[2]


def _apart(text: str, match: CueMatch, start: int, end: int) -> int:
    """Say how far a word of moving stands from an area, a break between them counting for many characters."""
    gap = text[match.end : start] if match.end <= start else text[end : match.end]
    return len(gap) + 100 * len(_BREAKS.findall(gap)) + 100 * len(_AND.findall(gap))


def _moves_beside(
    words: CueWords,
    found: Sequence[FoundTest],
    areas: Sequence[tuple[str, int, int]],
    led: Sequence[tuple[int, int]],
) -> list[FoundTest]:
    """Read a change beside a grade: "got better for care leavers but still inadequate overall".

    Where the grade itself tells of a change ("fell to good"), the words of moving are its own.
    """
    denied = any(one.test.denied for one in found)
    # "never been better than RI", "not dropped below good" tell of no change.
    moved = [
        match
        for match in MOVED.find(words)
        if not any(
            match.start < end and (start < match.end or (denied and not words.text[match.end : start].strip(_CLOSE)))
            for start, end in led
        )
    ]
    if not moved:
        return []
    taken = {span for one in found for span in one.spans}
    free = [area for area in areas if area[1:] not in taken]
    if len({one.test.when for one in found}) > 1 or (len(found) > 1 and not free):
        return [FoundTest(found[0].test, tuple(span for match in moved for span in match.spans), sure=True)]
    return list(_changes(words, free, moved))


def _between_areas(words: CueWords, areas: Sequence[tuple[str, int, int]]) -> FoundTest | None:
    """Read two areas of one report that are set against each other: "leadership worse than overall"."""
    than = next((match for match in THAN.find(words) if match.cue in {"better", "worse", "same"}), None)
    if than is None or len(areas) < 2:
        return None
    first = next((area for area in areas if area[1] < than.end), None)
    second = next((area for area in areas if area[1] >= than.end), None)
    if first is None or second is None:
        return None
    test = GradeTest((), first[0], moved=than.cue, than=second[0])
    return FoundTest(test, ((than.start, than.end), first[1:], second[1:]), sure=True)
