"""Dates as people print them: text -> days and periods.

"21 to 25 March 2022", "6 March 2017–30 March 2017", "28 November 2022 to 9 December 2022", "5, 6 and 7 February 2019",
"25th July 2019", "March 2022", "13/06/2017". What a date is the date of is decided elsewhere.
"""

import re
from collections.abc import Iterator
from datetime import date

from index.models import Period
from index.text import MONTH_PATTERN, month_number

_MONTH = rf"(?:{MONTH_PATTERN})\b\.?"
_DAY = r"(?<![\d/.])\d{1,2}\s?(?:st|nd|rd|th)?(?![\d/])"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_JOIN = r"\s*(?:\bto\b|\band\b|\buntil\b|\bthrough\b|[-–—‑−&\uFFFE\u0002])\s*"
_PERIOD = re.compile(
    rf"(?P<d1>{_DAY})(?:\s+(?:of\s+)?(?P<m1>{_MONTH}))?(?:,?\s+(?P<y1>{_YEAR}))?"
    rf"(?:\s*,\s*{_DAY}(?:\s+{_MONTH})?){{0,8}},?{_JOIN}{_WEEKDAY}(?P<d2>{_DAY})\s+(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{_MONTH}),?\s+(?P<y>{_YEAR})", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<![\d/.])(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>(?:19|20)\d\d)(?!\d)")
_NUMERIC_PERIOD = re.compile(
    r"(?<![\d/.])(?P<d1>\d{1,2})[/.](?P<m1>\d{1,2})(?:[/.](?P<y1>(?:19|20)\d\d))?"
    rf"{_JOIN}{_WEEKDAY}(?P<d2>\d{{1,2}})[/.](?P<m2>\d{{1,2}})[/.](?P<y2>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
# What stands between two periods of one inspection ("3 to 7 March and 17 to 21 March 2025").
_BETWEEN = re.compile(rf"\s*(?:,|;|&|\band\b|,\s*and\b)\s*{_WEEKDAY}", re.IGNORECASE)
_MONTH_ONLY = re.compile(rf"\b(?P<m>{_MONTH})\s+(?P<y>{_YEAR})", re.IGNORECASE)
_MARKUP = re.compile(r"</?su[pb]>|\*+|\u00ad")
_FIGURES = re.compile(r"\d")
_TO = r"\s?(?:to|and|[-–—])\s?"
# Other ways to write days, and how they are written here.
_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), usual)
    for pattern, usual in (
        (r"(?<![\d/.-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?![\d/-])", r"\3/\2/\1"),
        (r"(?<![\d/.-])(\d{1,2})-(\d{1,2})-((?:19|20)\d\d)(?![\d/-])", r"\1/\2/\3"),
        (r"(?<![\d/.-])(\d{1,2})/(\d{1,2})/([1-3]\d)(?![\d/])", r"\1/\2/20\3"),
        (r"(?<![\d/.-])(\d\d)\.(\d\d)\.([1-3]\d)(?![\d.])", r"\1/\2/20\3"),
        (rf"(?<![\d/.-])(\d{{1,2}}) ({_MONTH}) ['’]?([1-3]\d)(?=$|[.,;)])", r"\1 \2 20\3"),
        (rf"\b({_MONTH}) (\d{{1,2}}(?:st|nd|rd|th)?(?:{_TO}\d{{1,2}}(?:st|nd|rd|th)?)?),? ({_YEAR})", r"\2 \1 \3"),
        (
            rf"(?<![\d/])(\d{{1,2}}{_TO}\d{{1,2}})(?:,|,? and| &) (\d{{1,2}}{_TO}\d{{1,2}}) ({_MONTH}) ({_YEAR})",
            r"\1 \3 \4 and \2 \3 \4",
        ),
    )
)


def in_usual_form(text: str) -> str:
    """Write the days of a text as most documents do: "2026-07-14" as "14/07/2026", "July 4, 2026" as "4 July 2026"."""
    text = _MARKUP.sub("", text)
    for pattern, usual in _FORMS if _FIGURES.search(text) else ():
        text = pattern.sub(usual, text)
    return text


def find_dates(text: str) -> Iterator[date]:
    """Yield every whole date of a text, in its order; the last day of a period counts as one."""
    text = in_usual_form(text)
    found = [(match.start(), match) for pattern in (_SINGLE, _NUMERIC) for match in pattern.finditer(text)]
    for _, match in sorted(found, key=lambda item: item[0]):
        month = int(match["m"]) if match["m"].isdigit() else month_number(match["m"])
        day = _date(match["d"], month, match["y"])
        if day:
            yield day


def find_period(text: str, *, year: int | None = None) -> Period | None:
    """Give the first period or single day of a text; ``year`` stands in where the text prints none."""
    text = in_usual_form(text)
    found = [*_PERIOD.finditer(text), *_NUMERIC_PERIOD.finditer(text)]
    for match in sorted(found, key=lambda match: match.start()):
        second = _second(text, match)
        period = _period(match, year=second.start.year if second and second.start else year)
        if period is None:
            continue
        single = next(find_dates(text[: match.start()]), None)
        if single:
            return Period(single, single)
        if second and period.end <= second.start:
            return Period(period.start, second.end)
        return period
    single = next(find_dates(text), None)
    return Period(single, single) if single else None


def _period(match: re.Match[str], *, year: int | None) -> Period | None:
    last = match["y2"] or (str(year) if year else None)
    if not last:
        return None
    end_month = int(match["m2"]) if match["m2"].isdigit() else month_number(match["m2"])
    start_month = end_month
    if match["m1"]:
        start_month = int(match["m1"]) if match["m1"].isdigit() else month_number(match["m1"])
    first = match["y1"] or (last if start_month <= end_month else str(int(last) - 1))
    start, end = _date(match["d1"], start_month, first), _date(match["d2"], end_month, last)
    return Period(start, end) if start and end and start <= end else None


def _second(text: str, first: re.Match[str]) -> Period | None:
    """Give the second period, or the further day, of an inspection that was made in two parts."""
    between = _BETWEEN.match(text, first.end())
    if between is None:
        return None
    rest = text[between.end() : between.end() + 80]
    match = _PERIOD.match(rest) or _NUMERIC_PERIOD.match(rest)
    if match:
        return _period(match, year=None)
    single = _SINGLE.match(rest)
    day = _date(single["d"], month_number(single["m"]), single["y"]) if single else None
    return Period(day, day) if day else None


def find_month(text: str) -> date | None:
    """Give the first day of the first month and year that a text prints ("March 2022")."""
    match = _MONTH_ONLY.search(_MARKUP.sub("", text))
    return _date("1", month_number(match["m"]), match["y"]) if match else None


def _date(day: str, month: int, year: str) -> date | None:
    try:
        return date(int(year), month, int(re.sub(r"\D", "", day)))
    except ValueError:
        return None
