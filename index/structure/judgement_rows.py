"""Rows of judgement tables: an area and its grade as printed, and the lines and tables that they were read from."""

from dataclasses import dataclass

from index.structure.judgements.grades import split_number, without_marks

__all__ = ["FoundJudgements", "Row", "make_row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as printed: ``text`` is all of it, ``number`` the row's own number ("2.1"), ``grade`` None where empty."""

    area: str
    grade: str | None
    page: int | None
    text: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class FoundJudgements:
    """Rows in the order of the page, and the indexes of the blocks that the tables consist of."""

    rows: tuple[Row, ...] = ()
    used: frozenset[int] = frozenset()


def make_row(area: str, grade: str | None, page: int | None) -> Row:
    """Make a row, its number set apart from its area."""
    number, name = split_number(without_marks(area))
    grade = without_marks(grade) if grade else None
    return Row(name, grade, page, f"{area} {grade}" if grade else area, number)
