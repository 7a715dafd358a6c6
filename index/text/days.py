"""Days and months as reports print them, in English wherever the program runs."""

from datetime import date

from index.models import Period

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
# A month as people write it, for patterns that ignore case.
MONTH_PATTERN = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)


def month_number(name: str) -> int:
    """Give the number of a month by its first three letters, in any case."""
    return next(number for number, month in enumerate(MONTHS, 1) if month.lower().startswith(name.lower()[:3]))


def write_day(day: date) -> str:
    """Write a day: "8 July 2025"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def write_period(period: Period) -> str:
    """Write the days of an inspection: "20 June to 1 July 2022", "3 to 14 June 2019", "8 May 2024"."""
    start, end = period.start, period.end
    if start == end:
        return write_day(end)
    if start.year != end.year:
        return f"{write_day(start)} to {write_day(end)}"
    month = "" if start.month == end.month else f" {MONTHS[start.month - 1]}"
    return f"{start.day}{month} to {write_day(end)}"
