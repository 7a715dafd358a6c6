"""Days as reports print them, in English wherever the program runs."""

from datetime import date

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def spell_day(day: date) -> str:
    """Write a day: "8 July 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
