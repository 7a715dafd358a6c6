"""Judgement tables: every full inspection of the library, the seeds, and small made tables of each form."""

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pytest

from index.models import Judgement, Kind
from index.readers import read_source
from index.readers.source import Box, Line, Table
from index.storage import open_library
from index.structure.judgements.grades import FoundJudgements, Row
from index.structure.judgements.tables import find_judgements

# Grades in the order of the table, as a reader of the front pages sees them: Outstanding, Good, Requires improvement,
# the same "to Be good", Inadequate, Not judged.
_LETTERS = {
    "outstanding": "O",
    "good": "G",
    "require improvement": "R",
    "requires improvement": "R",
    "require improvement to be good": "B",
    "requires improvement to be good": "B",
    "inadequate": "I",
    "not judged": "N",
}
# Judgement tables since 2018: folder number, then date of publication and grades.
_TABLES = """
2532287: 2022-02-11 IIBI, 2025-01-29 GGGBG
2733690: 2024-11-26 GBGGG
2733698: 2024-07-12 GGGBG
80426: 2018-11-19 GGGG, 2023-10-27 GBGGG
80432: 2018-06-12 GGGG, 2023-10-27 GBGGG
80445: 2024-05-16 BBBBB, 2019-02-18 GRRR
80446: 2022-03-04 GGGG, 2025-04-24 GGGGG
80448: 2019-05-08 GGGG, 2024-08-28 BBGBB
80455: 2019-12-19 OGGG, 2023-08-25 IIBBI
80459: 2025-07-08 OOOOO, 2022-05-11 OOGO
80460: 2024-01-12 GGGGG, 2019-09-19 GBBB
80467: 2018-09-04 OGOO, 2024-02-06 GGOGG
80472: 2019-06-11 OOOO, 2024-07-23 OOOGO
80474: 2026-01-12 OGGGG, 2022-09-21 IIII, 2018-07-23 IRRR
80486: 2019-04-01 RRRR, 2023-09-04 BBBGB
80487: 2019-07-01 GGGG, 2024-07-23 GGOGG
80490: 2019-01-07 OGGG, 2024-01-12 OOOOO
80492: 2024-12-03 GBGGG, 2020-03-16 GGBG
80494: 2024-09-04 GGOGG, 2019-04-15 GGGG
80498: 2023-04-11 GGBGG, 2018-12-14 BBBB, 2026-02-24 OGGOO
80500: 2024-02-16 IIIBI, 2018-07-23 GRGG
80506: 2026-03-10 GBGOG, 2022-12-16 BBBB
80510: 2022-05-09 OGOO, 2025-08-27 OGOOO
80515: 2022-02-01 OGGG, 2025-07-29 GGGGG
80517: 2019-03-11 OGGG, 2024-08-20 GGOGG
80520: 2022-09-05 GBBB, 2026-03-10 GGGBG, 2020-02-24 BIBI
80523: 2020-01-24 IIII, 2023-05-25 BBBBB, 2026-07-28 BBBB
80537: 2018-08-06 GGGG, 2024-01-30 BBBII
80539: 2023-07-03 GOGBG, 2018-10-15 GGGG, 2026-08-18 OOOO
80541: 2022-09-22 BBBB, 2026-01-28 GGBGG
80553: 2019-03-04 BBBB, 2023-03-17 IBBBB
80566: 2025-03-11 OOOGO, 2021-08-20 OGOO
80568: 2023-09-11 IIIBI, 2019-08-12 GGBG
80574: 2025-07-08 OGOGO, 2021-11-26 GBGG
80578: 2019-05-08 IIII, 2023-05-11 GBGBB
"""
# Reports with numbered rows (2013 to 2018): the whole, 1, 2, 2.1, 2.2, 3 and, where it was reviewed, the board.
_NUMBERED = """
80426: 2014-08-08 RRRRGRR
80432: 2014-03-21 RRGGGRR
80445: 2014-08-08 GRGGGGG
80446: 2017-08-25 GGBGGGG
80448: 2016-02-19 GGGOGOG
80455: 2016-06-27 GGNNNGR
80459: 2017-06-13 GRGGGGO
80460: 2014-02-11 GGGGGGR
80467: 2014-03-21 GGGORGG
80472: 2014-04-22 GGGOGOG
80474: 2014-06-30 RRRGRRR
80486: 2014-07-07 RRRRRRR
80487: 2017-07-07 IIIRRII
80490: 2016-06-27 IIIIIIR
80492: 2017-09-04 IIIRRII
80494: 2015-03-27 GRGGGGG
80498: 2014-07-18 RRRRRRR
80500: 2016-12-09 BRRRIRR
80506: 2018-05-09 BRRIRR, 2015-05-12 IRIIRII
80510: 2017-08-25 GGGOGOO
80515: 2017-02-13 GGGGRGG
80517: 2015-01-20 RRRRRRR
80520: 2016-03-29 BRRRGRR
80523: 2016-02-19 BRRGGRR
80537: 2015-09-18 BRRGRRG
80539: 2014-09-01 RRGGRGG
80541: 2017-04-07 BRGGGRR
80553: 2014-02-14 IIIRIII, 2016-02-17 IIIRIII
80566: 2015-07-20 IIIIIII, 2018-07-25 IIRGRI
80568: 2014-05-23 RRRGRRG
80574: 2017-09-04 BRRGRRR
80578: 2016-01-20 BRRRRRR
"""
_LEADERS = "The impact of leaders on social work practice with children and families"
_OF = "The experiences and progress of "
_HELP, _CARE, _OVERALL = (
    f"{_OF}children who need help and protection",
    f"{_OF}children in care",
    "Overall effectiveness",
)


def _expected(tables: str) -> dict[str, str]:
    return {
        f"{folder} {entry.split()[0]}": entry.split()[1]
        for folder, entries in (line.split(": ") for line in tables.split("\n") if line)
        for entry in entries.split(", ")
    }


@pytest.fixture(scope="module")
def held(library_index: Path) -> dict[str, tuple[Judgement, ...]]:
    """Give what the index of the library holds of the tables of each full inspection."""
    documents = [document for document in open_library(library_index).documents if document.kind is Kind.INSPECTION]
    return {_name(Path(document.path)): document.judgements for document in documents}


@pytest.fixture(scope="module")
def inspections(shared: Path) -> dict[str, FoundJudgements]:
    """Give the tables as they are read from every eighth report that has one."""
    paths = sorted((shared / "library" / "inspections").rglob("*.pdf"))
    known = [path for path in paths if _name(path) in _expected(_TABLES) | _expected(_NUMBERED)]
    return {_name(path): find_judgements(read_source(path).blocks) for path in known[::8]}


def _name(path: Path) -> str:
    return f"{path.parent.name.split('_')[0]} {datetime.strptime(path.stem.split(' - ')[-1], '%d %B %Y').date()}"


def _grades(rows: Sequence[Row | Judgement]) -> str:
    return "".join(_LETTERS[(row.grade or "").lower()] for row in rows)


def test_every_table_of_the_library_has_all_its_grades_in_order(
    held: dict[str, tuple[Judgement, ...]], inspections: dict[str, FoundJudgements]
) -> None:
    expected = _expected(_TABLES) | _expected(_NUMBERED)
    assert {name: _grades(rows) for name, rows in held.items()} == expected
    assert {name: _grades(found.rows) for name, found in inspections.items()}.items() <= expected.items()


def test_every_table_since_2018_has_its_areas_as_printed(held: dict[str, tuple[Judgement, ...]]) -> None:
    together = (_LEADERS, _HELP, f"{_CARE} and care leavers", _OVERALL)
    apart = (_LEADERS, _HELP, _CARE, f"{_OF}care leavers", _OVERALL)
    misprinted = (*apart[:3], f"{_OF}children care leavers", _OVERALL)  # three reports print this
    kinds = {name: tuple(row.area for row in held[name]) for name in _expected(_TABLES)}
    assert set(kinds.values()) == {together, apart, misprinted, apart[:4]}
    assert {name for name, areas in kinds.items() if areas == apart[:4]} == {"80523 2026-07-28", "80539 2026-08-18"}
    assert sum(areas == misprinted for areas in kinds.values()) == 3


def test_numbered_tables_have_their_numbers_and_areas(inspections: dict[str, FoundJudgements]) -> None:
    numbered = [name for name in inspections if name in _expected(_NUMBERED)]
    assert len(numbered) > 2
    for name in numbered:
        rows = inspections[name].rows
        assert [row.number for row in rows[:6]] == [None, "1", "2", "2.1", "2.2", "3"], name
        assert [row.area.lower() for row in rows[1:6]] == [
            "children who need help and protection",
            "children looked after and achieving permanence",
            "adoption performance",
            "experiences and progress of care leavers",
            "leadership, management and governance",
        ], name
        assert re.fullmatch(r"The overall judgement|Children’s services(?: in .*)?", rows[0].area), name
        assert all("Safeguarding Children Board" in row.area for row in rows[6:]), name


def test_rows_are_printed_words_without_gaps(inspections: dict[str, FoundJudgements]) -> None:
    for name, found in inspections.items():
        for row in found.rows:
            assert row.grade, name
            assert row.text.rstrip(".").endswith(row.grade), name
            assert row.area in row.text, name
            assert row.text == " ".join(row.text.split()), name


def test_letters_have_no_judgement_table(library_index: Path) -> None:
    letters = [document for document in open_library(library_index).documents if document.path.startswith("letters/")]
    assert len(letters) > 50
    assert [document.path for document in letters if document.judgements] == []


def test_seeds_have_their_tables(shared: Path) -> None:
    got = {
        path.name[:3]: (_grades(found.rows), len(found.used))
        for path in sorted((shared / "seeds").glob("*.txt"))
        if (found := find_judgements(read_source(path).blocks)).rows
    }
    assert got == {"000": ("GRGGGG", 6), "001": ("GRGGGGO", 6), "004": ("BBBB", 5)}


def _printed(*lines: tuple[str, float, float, float]) -> list[Line | Table]:
    return [Line(text, 1, box=Box(left, top, right, top + 12), size=12.0) for text, left, top, right in lines]


def _pairs(blocks: list[Line | Table]) -> list[tuple[str, str | None]]:
    return [(row.area, row.grade) for row in find_judgements(blocks).rows]


_DRAWN_BY_COLUMNS = _printed(
    ("Judgement", 77, 300, 140),
    ("The quality of help for", 77, 330, 220),
    ("children and families", 77, 344, 200),
    ("Leadership", 77, 380, 140),
    ("Grade", 303, 300, 339),
    ("Requires improvement", 303, 330, 430),
    ("to be good", 303, 344, 360),
    ("Good", 303, 380, 331),
    ("The council has made progress since the last inspection of its services for children.", 71, 420, 520),
)


def test_a_grade_belongs_to_the_area_that_it_is_level_with() -> None:
    found = find_judgements(_DRAWN_BY_COLUMNS)
    assert [(row.area, row.grade) for row in found.rows] == [
        ("The quality of help for children and families", "Requires improvement to be good"),
        ("Leadership", "Good"),
    ]
    assert found.used == frozenset(range(8))


def test_rows_as_close_as_lines_are_told_by_their_capitals() -> None:
    blocks = _printed(
        ("Judgement Grade", 77, 300, 339),
        ("Help for children and", 77, 314, 220),
        ("their families", 77, 328, 160),
        ("Good", 303, 321, 331),
        ("Leadership", 77, 342, 140),
        ("Inadequate", 303, 342, 363),
    )
    assert _pairs(blocks) == [("Help for children and their families", "Good"), ("Leadership", "Inadequate")]


def test_lines_of_an_area_that_are_as_far_apart_as_rows_are_told_by_their_capitals() -> None:
    blocks = _printed(
        ("Judgement Grade", 77, 300, 339),
        ("Help for children and", 77, 322, 220),
        ("Good", 303, 333, 331),
        ("their families", 77, 344, 160),
        ("Leadership", 77, 369, 140),
        ("Inadequate", 303, 369, 363),
    )
    assert _pairs(blocks) == [("Help for children and their families", "Good"), ("Leadership", "Inadequate")]


def test_areas_of_other_services_stand_below_their_grades() -> None:
    rows = (
        ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate"),
        ("", "Answering calls in time", "Investigating what was reported", "Working with others", ""),
    )
    assert [row.grade for row in find_judgements([Table(rows)]).rows] == ["Good", "Adequate", "Requires improvement"]


def test_a_grade_in_new_words_is_kept_as_printed() -> None:
    blocks = _printed(
        ("Judgement Grade", 77, 300, 339),
        ("Help and protection Strong", 77, 330, 338),
        ("Leadership", 77, 360, 140),
        ("Exemplary in all respects", 303, 360, 450),
        ("Children in care Good", 77, 390, 331),
        ("Care leavers Good", 77, 420, 331),
    )
    assert _pairs(blocks) == [
        ("Help and protection", "Strong"),
        ("Leadership", "Exemplary in all respects"),
        ("Children in care", "Good"),
        ("Care leavers", "Good"),
    ]


def test_marks_of_footnotes_are_no_part_of_area_or_grade() -> None:
    blocks = _printed(
        ("Judgement Grade¹", 77, 300, 343),
        ("Leadership² Good³", 77, 330, 335),
        ("Care leavers", 77, 360, 150),
        ("Inadequate⁴", 303, 360, 367),
    )
    assert _pairs(blocks) == [("Leadership", "Good"), ("Care leavers", "Inadequate")]


def test_running_text_under_a_table_is_no_row() -> None:
    blocks = _printed(
        ("Judgement Grade", 77, 300, 339),
        ("Leadership Good", 77, 330, 331),
        ("Overall effectiveness Good", 77, 360, 331),
        ("Since the last inspection of services Newtown Council,", 71, 392, 390),
        ("which is well led, has worked with its partners to improve what it offers to families.", 71, 406, 510),
    )
    assert _pairs(blocks) == [("Leadership", "Good"), ("Overall effectiveness", "Good")]


def test_numbered_sentences_that_end_with_a_grade_are_no_table() -> None:
    lines = ["1. Practice is good", "2. Help for families is good", "3. The leadership is outstanding"]
    assert find_judgements([Line(text) for text in lines]) == FoundJudgements()


def test_text_with_every_cell_on_a_line_is_read_in_its_order() -> None:
    text = (
        "The overall judgement is that children’s services require\nimprovement\nThis is explained here.\n"
        "1. Children who need help and protection\nRequires\nImprovement\n2. Children looked after and achieving\n"
        "permanence\nGood\n2.1 Adoption performance\nGood\n1\nA footnote."
    )
    found = find_judgements([Line(line) for line in text.split("\n")])
    assert found.rows == (
        Row(
            "The overall judgement",
            "require improvement",
            None,
            "The overall judgement is that children’s services require improvement",
        ),
        Row(
            "Children who need help and protection",
            "Requires Improvement",
            None,
            "1. Children who need help and protection Requires Improvement",
            "1",
        ),
        Row(
            "Children looked after and achieving permanence",
            "Good",
            None,
            "2. Children looked after and achieving permanence Good",
            "2",
        ),
        Row("Adoption performance", "Good", None, "2.1 Adoption performance Good", "2.1"),
    )
    assert found.used == frozenset({0, 1, *range(3, 11)})


def test_the_record_of_2010_tells_two_areas_of_one_name_by_their_bands() -> None:
    text = (
        "Record of main findings: Merrow\nSafeguarding services\nOverall effectiveness Adequate\n"
        "Services for looked after children\nOverall effectiveness Grade 2 (Good)\nBeing healthy Good"
    )
    assert _pairs([Line(line) for line in text.split("\n")]) == [
        ("Safeguarding services: Overall effectiveness", "Adequate"),
        ("Services for looked after children: Overall effectiveness", "Grade 2 (Good)"),
        ("Being healthy", "Good"),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (("Judgement", "Grade"), ("Leaders", "Good"), ("Care", "Exceptional")),
            [("Leaders", "Good"), ("Care", "Exceptional")],
        ),
        (
            (("Children’s services in A are good",) * 2, ("1. Help and protection", "Good"), ("2.1 Adoption", "Good")),
            [("Children’s services in A", "good"), ("Help and protection", "Good"), ("Adoption", "Good")],
        ),
        ((("Grade", "2024", "2025"), ("Good", "40", "50"), ("Inadequate", "1", "2")), []),
        ((("Leadership", "Good", "Good"), ("Help and protection", "Good", "Inadequate")), []),  # which of the years?
        ((("Audit 1", "Good"), ("Audit 2", "Inadequate")), []),
        ((("Area", "Outcome"), ("Help", "Fewer delays"), ("Care", "More homes")), []),
    ],
)
def test_tables_of_grades_are_rows_and_other_tables_are_not(
    rows: tuple[tuple[str, ...], ...], expected: list[tuple[str, str]]
) -> None:
    assert _pairs([Table(rows)]) == expected


@pytest.mark.parametrize(
    "rows",
    [
        (
            ("Outstanding", "Good", "Requires improvement", "Inadequate"),
            ("", "Working with partners", "Leadership\nHelp and protection", ""),
        ),
        (
            ("Area", "Outstanding", "Good", "Requires improvement", "Inadequate"),
            ("Working with partners", "", "✓", "", ""),
            ("Leadership", "", "", "X", ""),
            ("Help and protection", "", "", "X", ""),
        ),
    ],
)
def test_areas_stand_below_their_grade_or_are_ticked_in_its_column(rows: tuple[tuple[str, ...], ...]) -> None:
    found = find_judgements([Table(rows)])
    assert [(row.area, row.grade) for row in found.rows] == [
        ("Working with partners", "Good"),
        ("Leadership", "Requires improvement"),
        ("Help and protection", "Requires improvement"),
    ]
