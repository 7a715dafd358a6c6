"""When a document was published: its first lines, its file name and its file's own marks -> a day.

An inspector's report prints its day. A council's paper is of the day of its meeting, or of the day in its title or its
first lines, or in its file name; the day of a report that it speaks of is not its own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from index.metadata.dates import find_dates, find_month, find_period, in_usual_form
from index.metadata.front_page import Filed
from index.models import Voice
from index.text import MONTH_PATTERN, write_day

_LABEL = re.compile(
    r"date (?:sent|submitted|completed|written|issued|published|agreed|approved)\b"
    r"|(?:(?:meeting|report|publication|issue) )?date(?: of (?:the )?(?:meeting|report|paper|issue|publication))?\b"
    r"|meeting(?: (?:on|of))?\b|published(?: on)?\b|issued(?: on)?\b",
    re.IGNORECASE,
)
# What has a day of its own stands right before the day: "report published on 12 March", "since the inspection of ...".
_OF_ANOTHER = re.compile(
    r"\b(?:report|letter|inspect\w*|visit\w*|ofsted|judg\w+|publish\w*|took place|since|review\w*|due|deadline|next"
    r"|by|until|from|between|following|after|before|as at|as of|at|position|correct|valid|data|updated"
    r"|end)\b[\s(]*(?:(?:was|is|were|on|in|of|the|for|held|dated|report|visit"
    r"|published|inspection)\b[\s(]*){0,4}$",
    re.IGNORECASE,
)
_DATED_INSPECTION = re.compile(
    r"\b(?:inspection dates?|dates? of (?:the |this )?inspection(?: visit)?)\s*:", re.IGNORECASE
)
# "Updated 3 July 2026", alone on a line, is when the paper itself was made.
_MADE = re.compile(
    r"(?:version [\d.]{1,5},?\s)?(?:last )?"
    r"(?:(?:updated|revised|produced|prepared|issued|published|agreed|approved)(?: on)?"
    r"|(?:sent|submitted|returned) to [A-Za-z ,&']{3,60} on)\b[\s:]{1,3}(?:[a-z]{3,6}day,? )?"
    r"\d{1,2}(?:st|nd|rd|th)? ?[A-Za-z/.\d]{1,10}[ /.]?(?:19|20)\d\d",
    re.IGNORECASE,
)
# A day on such a line is still to come when the paper is made.
_TO_COME = re.compile(
    r"(?:(?:date of )?next|deadline|due|review(?: (?:date|due|by))?\s*:|expir\w+|target|closing|consultation|comments"
    r"|reply|responses?)\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    rf"(?:(?:report )?published|issued|publication date)(?: in| on)?[\s:]+(?:{MONTH_PATTERN})\b", re.IGNORECASE
)
_BY = (
    r"ofsted|estyn|HMICFRS|(?:the )?care inspectorate(?: wales)?"
    r"|(?:HM|(?:his|her) majesty['’]s) inspectorate of [a-z &]{5,70}?"
)
_MONTH_LINE = re.compile(
    rf"(?:(?:report )?published(?: in| on)?[\s:]+|publication date[\s:]+|(?:{_BY})[\s,:–-]+)?"
    rf"(?:{MONTH_PATTERN}) (?:19|20)\d\d",
    re.IGNORECASE,
)
_FORM, _FILLED = 15, re.compile(r"date (?:sent|submitted|completed)\b", re.IGNORECASE)  # lines; of a form
_INSPECTED = re.compile(r"(?:completed on|inspected on|(?:date of )?(?:inspection|visit))\b", re.IGNORECASE)
_PRINTED = re.compile(
    r"\b(?:(?:report )?published(?: on| date)?|date (?:of (?:publication|issue)|published)|publication date)"
    r"\s*:?\s*(.{0,40})",
    re.IGNORECASE,
)
_STAMP = re.compile(r"(?:date (?:of publication|published)|publication date|published(?: on)?)\s*:\s*(.{6,30})", re.I)
_DAY_BEGINS = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}\s?(?:st|nd|rd|th)?\s+(?:of\s+)?)?[A-Za-z]{3,9}\.?,?"
    r"\s+(?:19|20)\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day of publication and what the reader is warned of."""

    day: date | None
    warnings: tuple[str, ...] = ()


def detect_published(
    front: Sequence[str],
    opening: Sequence[str],
    voice: Voice,
    filed: Filed,
    marked: str,
    margins: Sequence[str] = (),
    closing: Sequence[str] = (),
) -> Day:
    """Tell when a document was published; ``marked`` is the day in its file's own properties, ``margins`` are the lines
    of its headers and footers, ``closing`` its last short lines."""
    if voice is Voice.INSPECTOR:
        day = _inspectors(front, marked)
        month = None if day or filed.published else _month_alone(front)
        return Day(month, (_only(month),)) if month else _settled(day, filed)
    formed = [line for line in front[:_FORM] if _FILLED.match(line)]
    opening = [part.strip() for line in opening for part in line.split(" | ") if part.strip()]
    printed = _labelled(opening) or _labelled(formed) or _stated(opening) or _labelled(margins) or _stated(margins)
    if printed:
        return _settled(printed, filed)
    month = next((month for line in opening if (month := _month(line))), None)
    if month and filed.published and (month.year, month.month) != (filed.published.year, filed.published.month):
        differ = f"The document is dated {month:%B %Y}, its file name {write_day(filed.published)}."
        return Day(month, (_only(month), differ))
    if month and not filed.published:
        return Day(month, (_only(month),))
    day = filed.published or _stamped(closing) or (_alone(front) if not filed.month else None)
    if day is None and filed.month:
        return Day(filed.month, (_only(filed.month, ", in its file name"),))
    return _settled(day or _marked(marked), filed)


def _settled(printed: date | None, filed: Filed) -> Day:
    """Take the file name's day where nothing is printed, and warn where the two differ or both are missing."""
    day = printed or filed.published
    if day is None:
        return Day(None, ("No date of publication could be told: set published in documents/catalogue.toml.",))
    if filed.published and day != filed.published:
        return Day(day, (f"The document is dated {write_day(day)}, its file name {write_day(filed.published)}.",))
    return Day(day)


def _only(month: date, where: str = "") -> str:
    return f"Only the month is printed ({month:%B %Y}{where}): the first day of it stands for it."


def _inspectors(front: Sequence[str], marked: str) -> date | None:
    """Give the day that a report prints, or that a letter is dated."""
    head = " ".join(front)
    match = _PRINTED.search(head)
    printed = next(find_dates(match[1]), None) if match else None
    if printed is None and not _DATED_INSPECTION.search(head):
        printed = _dated(front) or _marked(marked)
    return printed


def _month_alone(front: Sequence[str]) -> date | None:
    """Give the month on a line that says nothing else, but for whose report it is or that it was published then."""
    for above, line in pairwise(["", *front[:25]]):
        alone = _PUBLISHED.match(line) is None
        if _MONTH_LINE.fullmatch(line) and not (alone and re.search(r"(?:\d|,|\band|\bto)$", above)):
            return find_month(line)
    return None


def _labelled(opening: Sequence[str]) -> date | None:
    """Give the day behind "Date:" or "Meeting:", on the same line or on the next."""
    for place, line in enumerate(opening):
        match = _LABEL.match(line)
        if match is None:
            continue
        rest = line[match.end() :].strip(" :–-")
        below = opening[place + 1] if not rest and place + 1 < len(opening) else ""
        text = in_usual_form(rest or below)
        if _DAY_BEGINS.match(text) and (day := next(find_dates(text), None)):
            return day
    return None


def _stamped(closing: Sequence[str]) -> date | None:
    """Give the day of publication that a document ends with: "Publication date: 19/02/2026", and nothing else."""
    for line in closing:
        match = _STAMP.fullmatch(line)
        if match and (day := next(find_dates(in_usual_form(match[1])), None)):
            return day
    return None


def _stated(opening: Sequence[str]) -> date | None:
    """Give the one day that a first line states for the document itself."""
    for line in opening:
        period = find_period(line) if _TO_COME.match(line) is None else None
        if period and period.start == period.end and (_MADE.fullmatch(line) or not _is_anothers(line)):
            return period.start
    return None


def _month(line: str) -> date | None:
    """Give the month that a line states for the document itself, where it prints no day."""
    whole = next(find_dates(line), None) or find_period(line)
    own = _PUBLISHED.match(line) is not None
    return None if whole or (_is_anothers(line) and not own) else find_month(line)


def _is_anothers(line: str) -> bool:
    """Tell whether the day of a line is that of something else which stands before it."""
    match = _DAY_BEGINS.search(line)
    return match is not None and _OF_ANOTHER.search(line[: match.start()]) is not None


def _alone(front: Sequence[str]) -> date | None:
    """Give the day of a line that says nothing else, above the greeting."""
    for line in front[:25]:
        if line.startswith("Dear "):
            return None
        said = in_usual_form(line)
        match = _DAY_BEGINS.match(said)
        if match and len(said) - match.end() < 4 and (day := next(find_dates(said), None)):
            return day
    return None


def _marked(text: str) -> date | None:
    """Read the day of publication that a web page's own metadata give."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return next(find_dates(text), None)


def _dated(front: Sequence[str]) -> date | None:
    """Give the date that stands on a short line at the top of a letter."""
    for line in front[:25]:
        if line.startswith("Dear "):
            return None
        if len(line) < 45 and not _INSPECTED.match(line) and (day := next(find_dates(line), None)):
            period = find_period(line)
            if period is None or period.start == period.end:
                return day
    return None
