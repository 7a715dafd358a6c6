"""Grades: the words in which inspectors grade, and where in a printed line or sentence they stand.

In comes one line or sentence; out go its area and its grade, apart. Nothing is known here of tables or pages.
"""

import re
from dataclasses import dataclass

# Every framework since 2010; "Requires improvement to be good" is printed with and without its end.
_WORDS = (
    r"(?:outstanding|good|requires? improvement(?: to be good)?|inadequate|adequate|satisfactory|not (?:judged|graded))"
)
_DIGIT = r"grade [1-4]"
_GRADE = rf"(?:{_DIGIT} ?[:–-]? ?)?\(?(?:{_WORDS})\)?(?:,? \(?{_DIGIT}\)?)?"
_WHOLE = re.compile(rf"(?:{_GRADE}|grade [1-4])", re.IGNORECASE)
_AT_END = re.compile(rf"(?:^|(?<=\s))(?:{_GRADE}|grade [1-4])$", re.IGNORECASE)
# A grade that a narrow column breaks off: "Requires", "Requires improvement to".
_BEGUN = re.compile(r"(?:^|(?<=\s))(?:grade [1-4]|requires?(?: improvement(?: to(?: be)?)?)?|not)$", re.IGNORECASE)
_TWICE = re.compile(rf"(?P<word>{_WORDS}),? \(?{_DIGIT}\)?", re.IGNORECASE)
_NUMBERED = re.compile(_DIGIT, re.IGNORECASE)
_REST = re.compile(
    rf"(?:improvement(?: to(?: be(?: good)?)?)?|to(?: be(?: good)?)?|be good|judged|graded|\((?:{_WORDS})\))",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r",? taking into account:?$", re.IGNORECASE)  # to the rows below, and names no area
_NOTE_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹ "
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|to|of|or|not|and|a|an|the|very|consistently|now|still|remains?)$",
    re.IGNORECASE,
)
_AREA = re.compile(
    r"effective|leader|governance|help|protect|safeguard|in care\b|looked after|care leavers|leaving care|adoption"
    r"|famil|permanence|outcomes|quality of|capacity|partnership|health|safe\b|ambition|performance management"
    r"|experiences",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\.?\s+(?=\S)")
# What a sentence may grade: the whole ("Children's services in ... are"), or the safeguarding board.
_WHOLE_AUTHORITY = (
    r"(?:overall )?judgement(?: for .*?)?|children['’]s services?\b.*?|overall effectiveness\b.*?|overall rating"
)
_BOARD = (
    r"(?:(?:judgement for )?(?:the )?effectiveness of )?.{0,60}?(?:safeguarding children board|LSCB)\b(?: \(\w+\))?"
)
_SENTENCE = re.compile(
    rf"(?P<area>(?:the |our )?(?:{_WHOLE_AUTHORITY}|{_BOARD})):? (?:(?:is|are) )?"
    rf"(?:judged to be |that (?:it|children['’]s services?) (?:(?:is|are) )?)?(?P<grade>{_WORDS})\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Graded:
    """An area and its grade as a line or a sentence prints them."""

    area: str
    grade: str


def is_grade(text: str) -> bool:
    """Say whether a text is a grade and nothing else."""
    return _WHOLE.fullmatch(without_marks(text)) is not None


def is_digit(text: str) -> bool:
    """Say whether a grade is printed as a number alone: "Grade 4"."""
    return _NUMBERED.fullmatch(without_marks(text)) is not None


def in_words(grade: str) -> str:
    """Give a grade that is printed in words and as a number in its words alone: "Inadequate Grade 4"."""
    match = _TWICE.fullmatch(grade)
    return match["word"] if match else grade


def is_part(text: str) -> bool:
    """Say whether a text is a grade or a line of one that a narrow column broke."""
    return is_grade(text) or _begins(text) or _REST.fullmatch(text) is not None


def goes_on(begun: str, text: str) -> bool:
    """Say whether a text goes on with a grade that an earlier line began."""
    last = begun.lower().endswith(" to be") and text.lower() == "good"
    return _begins(begun) and (last or _REST.fullmatch(text) is not None)


def is_clause(area: str) -> bool:
    """Say whether a text is the beginning of a sentence and not what an inspector grades: "Practice is"."""
    return _CLAUSE.search(area) is not None


def names_area(area: str) -> bool:
    """Say whether a text names something that inspectors of children's services grade, in any framework."""
    return _AREA.search(area) is not None


def split_grade(text: str) -> Graded | None:
    """Split a line at the grade, or the beginning of a grade, that it ends with."""
    text = without_marks(text)
    match = _AT_END.search(text) or _BEGUN.search(text)
    return Graded(text[: match.start()].strip(), match.group()) if match else None


def without_marks(text: str) -> str:
    """Give a text without the raised marks of footnotes at its end."""
    return text.rstrip(_NOTE_MARKS)


def split_number(text: str) -> tuple[str | None, str]:
    """Split a row's printed number from its area: "2.1 Adoption performance"."""
    match = _NUMBER.match(text)
    return (match.group(1), text[match.end() :]) if match else (None, text)


def split_sentence(text: str) -> Graded | None:
    """Split a sentence that grades the whole authority, or its safeguarding board, and says no more."""
    match = _SENTENCE.fullmatch(without_marks(text))
    return Graded(match["area"], match["grade"]) if match else None


def begins_sentence(text: str) -> Graded | None:
    """Split what a row over the whole table begins with, where that grades the whole and another sentence follows."""
    match = _SENTENCE.match(text)
    if match is None or not text[match.end() :].lstrip()[:1].isupper():
        return None
    return Graded(match["area"], match["grade"])


def _begins(text: str) -> bool:
    match = _BEGUN.search(text)
    return match is not None and match.start() == 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: ``text`` is all of it, ``number`` the row's own number ("2.1"), ``grade`` None where empty."""

    area: str
    grade: str | None
    page: int | None
    text: str
    number: str | None = None
    year: int | None = None  # of the inspection, where the table sets several beside each other


@dataclass(frozen=True, slots=True)
class FoundJudgements:
    """Rows in the order of the page, and the indexes of the blocks that the tables consist of."""

    rows: tuple[Row, ...] = ()
    used: frozenset[int] = frozenset()


def make_row(area: str, grade: str | None, page: int | None) -> Row:
    """Make a row, its number set apart from its area."""
    number, name = split_number(_LEADS_ON.sub("", without_marks(area)))
    grade = without_marks(grade) if grade else None
    return Row(name, in_words(grade) if grade else None, page, f"{area} {grade}" if grade else area, number)
