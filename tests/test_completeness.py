"""A report without a usual row or list is told of; one that prints what its time prints is not."""

from datetime import date

import pytest

from index.metadata.completeness import find_missing
from index.models import Improvement, Judgement, Kind

TITLE = "Inspection of Merrow local authority children's services"
AREAS = [
    "The impact of leaders on social work practice with children and families",
    "The experiences and progress of children who need help and protection",
    "The experiences and progress of children in care",
    "The experiences and progress of care leavers",
    "Overall effectiveness",
]
LIST = [Improvement("The timeliness of visits.", None, "bullet 1", 2)]


def grades(*areas: str) -> list[Judgement]:
    return [Judgement(area, "Good", 1) for area in areas]


@pytest.mark.parametrize(
    ("areas", "published", "named"),
    [
        (AREAS, date(2024, 5, 1), ""),
        (AREAS[:4], date(2026, 5, 1), ""),
        (["Children's services in Merrow", *AREAS[:3]], date(2015, 5, 1), ""),
        (AREAS[:4], date(2024, 5, 1), "overall effectiveness"),
        (AREAS[1:], date(2024, 5, 1), "leadership"),
        ([AREAS[0], *AREAS[2:]], date(2024, 5, 1), "help and protection"),
        ([*AREAS[:2], AREAS[4]], date(2024, 5, 1), "children in care"),
        ([], date(2024, 5, 1), "No judgement table"),
    ],
)
def test_a_missing_row_is_named(areas, published, named):
    warnings = find_missing(Kind.INSPECTION, TITLE, published, grades(*areas), LIST)
    assert [named in warning for warning in warnings] == ([True] if named else [])


def test_a_missing_list_and_an_empty_grade_are_named():
    assert "list" in find_missing(Kind.INSPECTION, TITLE, date(2024, 5, 1), grades(*AREAS), [])[0]
    assert "list" in find_missing(Kind.AREA_SEND, "Area SEND inspection of Merrow", None, [], [])[0]
    empty = [Judgement(AREAS[0], None, 1), *grades(*AREAS[1:])]
    assert "No grade was read for The impact" in find_missing(Kind.INSPECTION, TITLE, date(2024, 5, 1), empty, LIST)[0]


def test_letters_and_inspections_of_schools_have_neither():
    assert find_missing(Kind.FOCUSED_VISIT, TITLE, None, [], []) == []
    assert find_missing(Kind.INSPECTION, "Merrow Primary School", None, [], []) == []
