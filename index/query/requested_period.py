"""Which years a question asks about, and whether it wants the latest report, the one before, or all.

The words that say so are the table ``cues/periods.txt``; this module reads them into a ``RequestedPeriod``. Numbers that are
no years of inspections (ages, sections, paragraphs, the year of an Act) are left alone. Which documents lie in a period is
not known here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.models import Recency
from index.query.cues import CueMatch, CueTable, CueWords, cue_words
from index.query.cues.tables import OF, RECENCY, RELATIVE, SINCE, UNTIL
from index.text import MONTH_PATTERN, MONTHS, month_number

_NEAR = 80  # characters before or behind a year that can belong to it


@dataclass(frozen=True, slots=True)
class RequestedPeriod:
    """The period a question asks about; ``spans`` are the [start, end) ranges of text that it was read from.

    ``before`` is the year of an inspection before which something was ("before the 2026 one").
    ``excluded`` are years whose reports are not meant ("not the 2017 report").
    ``months`` are those named with their year ("march 2017"): a figure or an event may be of that month. ``event``: what
    bounds the period is an inspection ("after the 2019 inspection"). ``since_day`` is the day at which ``since`` begins.
    """

    years: tuple[int, ...] = ()
    since: int | None = None
    until: int | None = None
    recency: Recency | None = None
    months: tuple[str, ...] = ()
    excluded: tuple[int, ...] = ()
    before: int | None = None
    spans: tuple[tuple[int, int], ...] = ()
    event: bool = False
    since_day: date | None = None


_NUMBERS = (
    "zero one two three four five six seven eight nine ten"
    " eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
)
_UNITS = {word: number for number, word in enumerate(_NUMBERS.split())}
_ONES = "|".join(list(_UNITS)[1:10])
_TEENS = "|".join(list(_UNITS)[10:])
# "twenty twenty three", "twenty nineteen", "two thousand and nineteen", "two thousand twenty two"
_WORDED = re.compile(
    rf"\b(?:twenty|two thousand(?: and)?)[\s-]+(?:(twenty|thirty)(?:[\s-]+({_ONES}))?|({_TEENS})|({_ONES}))\b",
    re.IGNORECASE,
)
# "in twenty two", "the twenty three report": years without their century, where nothing is counted by them.
_SHORT_WORDED = re.compile(
    rf"\b(?:(?:back )?in|since|from)\s+twenty[\s-]({_ONES})\b(?=\s*(?:[?.,!;]|and\b|but\b|or\b|the\b|did\b|do\b|was\b|were\b|$))"
    rf"|\bthe\s+twenty[\s-]({_ONES})\s+(?=inspection|report|one\b|visit|ofsted)",
    re.IGNORECASE,
)
_DIGIT, _TWENTY = re.compile(r"\d"), re.compile(r"twenty|two thousand", re.IGNORECASE)
_YEAR = r"20[0-3]\d"
_DECADE = re.compile(r"(?<![\d£.,/])\b(?:the\s+)?(20[0-3]0)['’]?s\b", re.IGNORECASE)
_FIGURES = re.compile(rf"(?<![\d£.,/])(?<!\d-)({_YEAR})(?:\s?[/–-]\s?(\d\d|{_YEAR}))?(?![\d%]|[.,]\d)")
_SHORT = re.compile(r"(?<!\w)['’‘](\d\d)\b(?!s)")
# "mar 22", "summer 21": a month or a season with the year's last figures; "may" is a verb as well.
_SHORT_YEAR = (
    r"[.]?\s{1,3}([12]\d|3[01])\b(?!\s?(?:st|nd|rd|th)\b)(?![/:.,-]?\s?\d\d)"
    r"(?!\s(?:[a-z]+\s)?(?:children|people|leavers|families|workers|staff|places|cases|carers|homes|pupils|posts)\b)"
)
_SHORT_OF_MONTH = re.compile(rf"\b(?!may\b)(?:{MONTH_PATTERN}){_SHORT_YEAR}", re.IGNORECASE)
_SHORT_OF_SEASON = re.compile(rf"\b(?:spring|summer|autumn|winter){_SHORT_YEAR}", re.IGNORECASE)
# A law, a statutory guidance or a framework carries a year that says nothing about the inspection.
_LAW_BEFORE = re.compile(
    r"(?:\bAct|\bregulations?|\bguidance|working together(?: to safeguard children)?|kcsie"
    r"|keeping children safe in education|\bcode of practice|\bframework)[\s,(]*$",
    re.IGNORECASE,
)
_LAW_AFTER = re.compile(r"\s*(?:\bAct\b|regulations?\b|guidance\b|code of practice)", re.IGNORECASE)
_ONWARDS = re.compile(
    r"\s*(?:onwards?|and (?:later|after|since)|or (?:later|after|newer)|on(?=\s*(?:$|[?.,;:!]))|\+)(?!\w)",
    re.IGNORECASE,
)
# "before the 2022 inspection" asks what the report of 2022 says of the time before it.
_EVENT = re.compile(
    r"\s*(?:(?:full|ofsted|ilacs|focused|monitoring)\s+)?(?:inspections?|reports?|visits?|ofsteds?|judge?ments?)\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\s*(?:or|and) (?:earlier|before|older)\b", re.IGNORECASE)
# "not the 2017 report", "ignore 2016", "apart from the one of May 2023"; "not since 2017" leaves nothing out.
_DENIED = re.compile(
    r"\b(?:not|ignor(?:e|ing)|except(?:ing)?(?: for)?|exclud(?:e|ing)|without|apart from|other than|leav(?:e|ing) out|rather than"
    r"|instead of|skip(?:ping)?|minus|bar)[\s(]{1,3}(?:(?:the|that|its|their|from|of|in|one|ones|report|reports|inspection|letter"
    r"|visit)[\s(]{1,3}){0,4}$",
    re.IGNORECASE,
)
# "between the 2017 one and March 2022"
_JOIN = re.compile(
    r"^\W*(?:(?:one|full|inspection|report|visit|ilacs|judgement)\W+){0,2}(?:and|to|until|till|through|[-–])\W*(?:the\s+)?"
    rf"(?:(?:{MONTH_PATTERN}|spring|summer|autumn|winter|early|late|mid)\W{{1,3}})?$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
_LAST_YEARS = re.compile(
    rf"\b(?:in|over|during|within|for)?\s*(?:the\s+)?(?:last|past|previous)\s+(?:(\d+)|({_ONES}|ten|couple(?: of)?|few))"
    r"\s+years?\b",
    re.IGNORECASE,
)
# "in the last year" is the year up to today; "last year" alone is the one before this.
_NOT_FOR_YEARS = re.compile(
    r"\b(?:not|no|never|nothing|nobody|without|(?:has|have|had|was|were|is|are)n['’]?t)\b[^.?!]{0,30}"
    r"\b(?:inspect\w{0,5}|visit\w{0,3}|ofsted|reports?|ilacs)\b[^.?!]{0,30}?"
    rf"(\b(?:in|for|within)\s{{1,3}}(?:(?:over|more than|at least|about|nearly)\s{{1,3}})?(\d{{1,2}}|{_ONES})"
    r"\s{1,3}(?:or more\s{1,3})?(?:years|yrs)\b(?:\s{1,3}(?:or more|or longer|plus)\b)?)",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(
    rf"\b(?:in|over|during|within|for)\s+(?:the\s+)?(?:last|past|previous)\s+(?:(\d{{1,2}})|({_ONES}|{_TEENS}))\s+months\b"
    r"|\b(?:in|over|during|within|for)\s+the\s+(?:last|past)\s+year\b(?!\s+of\b)",
    re.IGNORECASE,
)
_OF = r"(?:(?:full|ofsted|ilacs|focused|monitoring|inspection)\s+)*"  # what an inspection is called before that word
_MONTHS = f"{MONTH_PATTERN}|spring|summer|autumn|winter|early|late|mid"
_MONTH_OF_YEAR = re.compile(rf"\b({MONTH_PATTERN})[.,]?\s+({_YEAR})\b", re.IGNORECASE)
_YEAR_OF_MONTH = re.compile(rf"\b({_YEAR})[,]?\s+({MONTH_PATTERN})\b", re.IGNORECASE)
_DAY_IN_FIGURES = re.compile(r"(?<![\d/.-])(0?[1-9]|[12]\d|3[01])([/.-])(0?[1-9]|1[0-2])\2((?:20)?[0-3]\d)(?![\d/])")
# What stands around a year and belongs to it: "back in", "in March", "the ... report".
_NAMED = r"\b(?:inspection|visit|letter|report)[\s,(]+"  # "the visit May 2025"; a worker may "visit in 2019"
_DAY = rf"(?:(?:\b\d{{1,2}}(?:st|nd|rd|th)?|\b(?:{_MONTHS})[,.]?)[\s(-]+)"
_LEAD = re.compile(
    rf"(?:\b(?:back\s+)?(?:in|at|from|for|of|during|since|after|following|before|between|until|by|the|their|its|our)"
    rf"[\s(-]+|\bon\s+(?=\d)|{_DAY})+$|{_NAMED}{_DAY}*$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"^(?:['’]s)?[\s)]*(?:{_OF}(?:inspections?|reports?|ofsteds?|ilacs|letters?|visits?)(?:['’]s)?\b)?", re.IGNORECASE
)


def read_period(text: str, *, today: date) -> RequestedPeriod:
    """Read the period that a question asks about."""
    words = cue_words(text)
    years: list[int] = []
    since = until = None
    event = False
    spans: list[tuple[int, int]] = []
    excluded: list[int] = []
    earlier = None
    found = _years(text)
    place = 0
    while place < len(found):
        start, end, values = found[place]
        before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
        following = found[place + 1] if place + 1 < len(found) else None
        if following and _JOIN.match(text[end : following[0]]) and _BETWEEN.search(before):
            since, until = values[0], following[2][-1]
            spans.append(_widen(text, start, following[1]))
            place += 2
            continue
        if denied := _DENIED.search(before):
            excluded += values
            spans.append((start - len(denied.group()), _widen(text, start, end)[1]))
            place += 1
            continue
        if _ONWARDS.match(after):
            since = values[0]
            end += _ONWARDS.match(after).end()  # type: ignore[union-attr]
        elif _EARLIER.match(after):
            until = values[0]
            end += _EARLIER.match(after).end()  # type: ignore[union-attr]
        elif bound := _bound(SINCE, words, start):
            told = _EVENT.match(after)
            event = told is not None
            if told and "judg" in told.group():  # "since the 2017 judgement" asks for no grade
                end += told.end()
            since = values[0] + (bound == "after" and not _is_event(words, start, after))
        elif (bound := _bound(UNTIL, words, start)) and not _is_event(words, start, after):
            until = values[0] - (bound == "before")
        else:
            earlier = values[0] if bound == "before" else earlier
            years += values
        spans.append(_widen(text, start, end))
        place += 1
    for first, last, span in _runs_of_years(text, today):
        since, until = first, until if last is None else last
        spans.append(span)
    for relative in RELATIVE.find(words):
        if not _overlaps(relative, spans):
            years.append(today.year - int(relative.cue))
            spans.append((relative.start, relative.end))
    recency, said = _read_recency(words, spans)
    months = tuple(dict.fromkeys(_months(text)))
    return RequestedPeriod(
        tuple(dict.fromkeys(years)),
        since,
        until,
        recency,
        months,
        tuple(excluded),
        earlier,
        tuple(sorted((*spans, *said))),
        event,
        _months_before(today, counted) if (counted := _PAST_YEAR.search(text)) else _long_ago(text, today),
    )


def _long_ago(text: str, today: date) -> date | None:
    """Give the day since which a text says that nobody came: "not inspected for four years"."""
    match = _NOT_FOR_YEARS.search(text)
    return (
        today.replace(year=today.year - int(_UNITS.get(match[2].lower(), match[2])), day=min(today.day, 28))
        if match
        else None
    )


def _runs_of_years(text: str, today: date) -> Iterator[tuple[int, int | None, tuple[int, int]]]:
    """Yield decades, and the years up to today that a text counts, as (first, last or None, range of the text)."""
    for match in _DECADE.finditer(text):
        yield int(match.group(1)), int(match.group(1)) + 9, match.span()
    for match in _LAST_YEARS.finditer(text):
        word = (match.group(2) or "").lower().removesuffix(" of")
        count = int(match.group(1)) if match.group(1) else {"couple": 2, "few": 3}.get(word) or _UNITS.get(word, 3)
        yield today.year - count, None, match.span()
    if (unseen := _NOT_FOR_YEARS.search(text)) and (day := _long_ago(text, today)):
        yield day.year, None, unseen.span(1)
    for match in _PAST_YEAR.finditer(text):
        yield _months_before(today, match).year, None, match.span()


def _months_before(today: date, match: re.Match[str]) -> date:
    """Give the day from which on a text counts the months up to today: twelve where it says "year"."""
    months = int(match[1]) if match[1] else _UNITS[match[2].lower()] if match[2] else 12
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, 28))


def _months(text: str) -> Iterator[str]:
    """Yield the months that are named with their year ("march 2017"), however they are written."""
    if not _DIGIT.search(text):
        return
    named = [(match.start(), match[1], match[2]) for match in _MONTH_OF_YEAR.finditer(text)]
    for match in _YEAR_OF_MONTH.finditer(text):
        if not any(start >= match.start(2) and start < match.end() for start, *_ in named):  # "2019 March 2020"
            named.append((match.start(), match[2], match[1]))
    for _, month, year in sorted(named):
        yield f"{MONTHS[month_number(month) - 1]} {year}".lower()
    for match in _SHORT_OF_MONTH.finditer(text):
        yield f"{MONTHS[month_number(match.group()) - 1]} 20{match[1]}".lower()
    for match in _DAY_IN_FIGURES.finditer(text):
        yield f"{MONTHS[int(match[3]) - 1]} 20{match[4][-2:]}".lower()


# "16 March", "25th of July 2019", "July 25th": a day, with its year or without; "March 22" is read as a month of 2022.
_DAY_OF_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?({MONTH_PATTERN})\b[.,]?(?:\s+({_YEAR}))?"
    rf"|\b({MONTH_PATTERN})\s+(\d{{1,2}})(?:st|nd|rd|th)\b[,]?(?:\s+({_YEAR}))?",
    re.IGNORECASE,
)


_BOUND_DAY = re.compile(
    r"\b(?:since|after|before|until|till|by|between|from|following|and|to)\s+(?:the\s+)?$", re.IGNORECASE
)


def read_days(text: str) -> tuple[tuple[tuple[int, int, int | None], tuple[int, int]], ...]:
    """Read the days that a text names, as ((day, month, year or None), range of the text), in their order; days that
    bound a time are left out ("since 13 June")."""
    if not _DIGIT.search(text):
        return ()
    found = []
    for match in _DAY_OF_MONTH.finditer(text):
        day, month, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        found.append(((int(day), month_number(month), int(year) if year else None), match.span()))
    for match in _DAY_IN_FIGURES.finditer(text):
        found.append(((int(match[1]), int(match[3]), 2000 + int(match[4][-2:])), match.span()))
    free = [one for one in found if not _BOUND_DAY.search(text, max(0, one[1][0] - _NEAR), one[1][0])]
    return tuple(sorted(free, key=lambda one: one[1]))


def without_days(text: str) -> str:
    """Blank the days that a text names."""
    for _, (start, end) in read_days(text):
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _is_event(words: CueWords, start: int, after: str) -> bool:
    """Say whether a year names an inspection: "the 2017 inspection", "before the 2017 one"."""
    return OF.before(words, start) is not None or _EVENT.match(after) is not None


def _bound(table: CueTable, words: CueWords, start: int) -> str | None:
    """Name the bound that stands right before a year; a name between them belongs to neither ("in post at Leeds 2018")."""
    if len(words.text[:start]) - len(words.text[:start].rstrip(" -")) > 1:
        return None
    return table.before(words, start)


def _read_recency(
    words: CueWords, dated: Sequence[tuple[int, int]]
) -> tuple[Recency | None, tuple[tuple[int, int], ...]]:
    """Read which reports are meant by age; words that belong to a year (``dated``) say nothing of it."""
    matches = [match for match in RECENCY.find(words) if not _overlaps(match, dated)]
    named = {match.cue for match in matches}
    recency = next((one for one in (Recency.PREVIOUS, Recency.ALL, Recency.LATEST) if one in named), None)
    return recency, tuple((match.start, match.end) for match in matches)


def _overlaps(match: CueMatch, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < match.end and match.start < end for start, end in spans)


def asks_over_time(text: str) -> bool:
    """Say whether a text asks for every report ("over the years")."""
    return any(match.cue == Recency.ALL for match in RECENCY.find(text))


def _years(text: str) -> list[tuple[int, int, list[int]]]:
    """Find the years in a text, in figures and in words, as (start, end, years)."""
    found = _worded_years(text)
    if not _DIGIT.search(text):
        return sorted(found)
    for match in _FIGURES.finditer(text):
        before = text[max(0, match.start() - _NEAR) : match.start()]
        after = text[match.end() : match.end() + _NEAR]
        if _LAW_BEFORE.search(before) or _LAW_AFTER.match(after) or re.match(r"s\b", after):
            continue  # "the 2010s" are ten years
        values = [int(match.group(1))]
        if match.group(2):
            second = int(match.group(2)[-2:]) + values[0] // 100 * 100
            if len(match.group(2)) == 4 or second == values[0] + 1:
                values.append(second)
            elif values[0] < second <= values[0] + 10:  # "2024-26"
                values += range(values[0] + 1, second + 1)
        found.append((match.start(), match.end(), values))
    found += [(*m.span(), [2000 + int(m[4][-2:])]) for m in _DAY_IN_FIGURES.finditer(text)]
    for match in _SHORT.finditer(text):
        if 5 <= int(match.group(1)) <= 39:
            found.append((match.start(), match.end(), [2000 + int(match.group(1))]))
    for pattern in (_SHORT_OF_MONTH, _SHORT_OF_SEASON):
        found += [(m.start(1), m.end(1), [2000 + int(m[1])]) for m in pattern.finditer(text)]
    return sorted(found)


def _worded_years(text: str) -> list[tuple[int, int, list[int]]]:
    """Find the years that a text has in words, as (start, end, years)."""
    found: list[tuple[int, int, list[int]]] = []
    if not _TWENTY.search(text):
        return found
    for match in _SHORT_WORDED.finditer(text):
        ones = (match.group(1) or match.group(2)).lower()
        start = match.start(1) if match.group(1) else match.start(2)
        start -= len("twenty ")
        found.append((start, match.end(1) if match.group(1) else match.end(2), [2020 + _UNITS[ones]]))
    for match in _WORDED.finditer(text):
        tens, ones, teen, single = (group.lower() if group else None for group in match.groups())
        if teen:
            value = _UNITS[teen]
        elif single:
            if match.group().lower().startswith("twenty"):
                continue  # "twenty three" is an age or a count
            value = _UNITS[single]
        else:
            value = {"twenty": 20, "thirty": 30}[tens or ""] + (_UNITS[ones] if ones else 0)
        found.append((match.start(), match.end(), [2000 + value]))
    return found


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the words around a year that belong to it."""
    near = max(0, start - _NEAR)
    lead = _LEAD.search(text[near:start])
    tail = _TAIL.match(text[end : end + _NEAR])
    return (near + lead.start() if lead else start), end + (tail.end() if tail else 0)
