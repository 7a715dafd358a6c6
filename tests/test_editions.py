"""Of two nearly equal editions the newer answers; the older is kept and marked, and an admin sees both."""

from pathlib import Path

import pytest

from bot.answers import open_answerer
from bot.export import export_tables
from index.indexing import index_folder
from index.metadata import superseded_by
from index.models import Document
from index.storage import Library, open_library

_POINTS = [
    f"{n}. Social workers in Merrow's {team} team visit children {often} and record {what} on the child's own file."
    for n, (team, often, what) in enumerate(
        [
            (team, often, what)
            for team in ("assessment", "permanence", "fostering", "leaving care")
            for often, what in (("every week", "wishes"), ("each month", "their plans"), ("in time", "what they hear"))
        ],
        1,
    )
]


def _letter(*points: str, published: str = "8 May 2024", visited: str = "16 and 17 April 2024") -> str:
    return "\n\n".join(
        [
            "# Focused visit to Merrow children's services",
            f"Published: {published}",
            "Dear Director",
            f"This letter summarises the findings of the focused visit to Merrow children's services on {visited}."
            " His Majesty's Inspectors for this visit were Ann Example and Bo Sample, of Ofsted.",
            "## Main findings",
            *points,
        ]
    )


@pytest.fixture
def make(tmp_path: Path):
    def make(**letters: str) -> Library:
        folder = tmp_path / "documents" / "Merrow"
        folder.mkdir(parents=True)
        for name, text in letters.items():
            (folder / f"{name.replace('_', ' ')}.md").write_text(text, encoding="utf-8")
        index_folder(tmp_path / "documents", tmp_path / "findings.db")
        return open_library(tmp_path / "findings.db")

    return make


def _by_name(library: Library) -> dict[str, Document]:
    return {Path(document.path).stem: document for document in library.documents}


_CORRECTED = [*_POINTS[:4], "5. Social workers see 41 children, not 14, in the duty team every week.", *_POINTS[5:]]


def test_a_corrected_letter_answers_and_the_first_one_is_kept_and_marked(make):
    library = make(visit=_letter(*_POINTS), visit_corrected=_letter(*_CORRECTED))
    held = _by_name(library)
    assert held["visit"].edition_of == held["visit corrected"].path
    assert superseded_by(held["visit"], library.documents) == held["visit corrected"]
    assert any("newer edition, which answers in its place" in warning for warning in held["visit"].warnings)
    assert any("is kept and answers no more" in warning for warning in held["visit corrected"].warnings)
    rows = export_tables(library)["documents"]
    column = rows.columns.index("superseded_by")
    assert {row[0]: row[column] for row in rows.rows} == {
        held["visit"].path: held["visit corrected"].path,
        held["visit corrected"].path: None,
    }


def test_no_answer_quotes_both_editions(make, tmp_path):
    library = make(visit=_letter(*_POINTS), visit_corrected=_letter(*_CORRECTED))
    answerer = open_answerer(tmp_path / "findings.db")
    shown = answerer.answer("how often do social workers visit children in Merrow", limit=12)
    named = {item.citation.document for item in (*shown.evidence, *shown.more)}
    assert named == {_by_name(library)["visit corrected"].path}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"published": "9 May 2025", "visited": "22 and 23 April 2025"}),
        ({"published": "8 May 2024"}, {"published": "8 May 2024", "visited": "2 and 3 May 2024"}),
    ],
    ids=["another year", "another visit"],
)
def test_letters_of_two_visits_are_no_editions_however_alike_they_are(make, first, second):
    library = make(one=_letter(*_POINTS, **first), two=_letter(*_CORRECTED, **second))
    assert all(document.edition_of is None for document in library.documents)


def test_two_letters_of_one_visit_that_say_other_things_are_no_editions(make):
    others = [
        f"{n}. Partners of the {n}th panel in Merrow know the plan and share it with families." for n in range(1, 13)
    ]
    library = make(one=_letter(*_POINTS), two=_letter(*others))
    assert all(document.edition_of is None for document in library.documents)


def test_no_two_real_reports_are_taken_for_editions_but_those_of_one_inspection(library_index):
    library = open_library(library_index)
    for document in library.documents:
        if document.edition_of:
            newer = library.document(document.edition_of)
            assert newer.inspected == document.inspected
