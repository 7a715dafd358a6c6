"""Export: every full inspection since 2018 with its grades in columns, in files that a spreadsheet opens safely."""

import csv
import json
import subprocess
import sys
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from test_judgement_tables import _LETTERS, _NUMBERED, _TABLES, _expected

from bot.export import ExportError, Table, export_tables, standard_grade, to_csv, to_json, write_tables
from index.models import Document, Judgement, Kind, Voice
from index.storage.codec import pack_passages
from index.storage.library import Library

ROOT = Path(__file__).resolve().parents[1]
# The areas of the tables since 2018, in the order in which they are printed.
APART = ("leaders_and_social_work_practice", "help_and_protection", "children_in_care", "care_leavers")
TOGETHER = ("leaders_and_social_work_practice", "help_and_protection", "children_in_care_and_care_leavers")
OVERALL = "overall_effectiveness"


@pytest.fixture(scope="module")
def exported(library_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Export the library of all real documents, through the command line."""
    home = tmp_path_factory.mktemp("export")
    subprocess.run(
        [sys.executable, "-m", "bot.cli", "export", "--to", str(home / "tables")],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "FINDINGS_INDEX": str(library_index)},
        check=True,
        capture_output=True,
    )
    return home / "tables"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_full_inspection_since_2018_has_its_grades_in_columns(exported: Path) -> None:
    found, numbered = {}, _expected(_NUMBERED)
    for row in rows(exported / "inspections.csv"):
        folder = row["document"].split("/")[1].split("_")[0]
        named = datetime.strptime(row["document"].removesuffix(".pdf").rsplit(" - ", 1)[-1], "%d %B %Y").date()
        if f"{folder} {named}" in numbered:
            continue  # the areas of 2013 to 2018 are others
        areas = TOGETHER if row["children_in_care_and_care_leavers"] else APART
        grades = [row[area] for area in (*areas, OVERALL) if row[area]]
        found[f"{folder} {row['published']}"] = "".join(_LETTERS[grade.lower()] for grade in grades)
        filled = {name for name in (*APART, *TOGETHER, OVERALL) if row[name]}
        assert filled in ({*areas, OVERALL}, {*areas}), row["document"]
        assert row["other_areas"] == row["adoption"] == row["local_safeguarding_children_board"] == ""
        assert row["authority"]
        assert row["inspected_from"] <= row["inspected_to"] <= row["published"]
        assert row["lead_inspector"]
    assert found == _expected(_TABLES)


def test_the_tables_agree_with_one_another(exported: Path) -> None:
    documents = {row["document"]: row for row in rows(exported / "documents.csv")}
    inspections = {name for name, row in documents.items() if row["kind"] == Kind.INSPECTION}
    assert {row["document"] for row in rows(exported / "inspections.csv")} == inspections
    judgements = rows(exported / "judgements.csv")
    improvements = rows(exported / "improvements.csv")
    for name, document in documents.items():
        assert sum(row["document"] == name for row in judgements) == int(document["judgements"])
        assert sum(row["document"] == name for row in improvements) == int(document["improvements"])
    assert all(row["grade"] for row in judgements)
    assert all(row["text"] for row in improvements)


def library(**changes: object) -> Library:
    values: dict[str, object] = {
        "path": "merrow/report.pdf",
        "sha256": "ab" * 32,
        "title": '=HYPERLINK("x")',
        "kind": Kind.INSPECTION,
        "voice": Voice.INSPECTOR,
        "authority": "Merrow",
        "published": date(2026, 4, 1),
        "judgements": (Judgement("Children in care and care leavers", "Good", 1), Judgement("Something new", None, 1)),
        **changes,
    }
    return Library(1, [(Document(**values), pack_passages(()))], {})  # type: ignore[arg-type]


def test_no_cell_is_a_formula_and_nothing_else_is_changed() -> None:
    text = to_csv(export_tables(library())["documents"])
    assert text.startswith("\ufeffdocument,")
    (row,) = csv.DictReader(StringIO(text[1:]))
    assert row["title"] == '\'=HYPERLINK("x")'
    assert row["published"] == "2026-04-01"
    for dangerous in ("+1", "-1", "@x", "\t=1", "\r=1"):
        assert f"'{dangerous}" in to_csv(Table("t", ("a",), ((dangerous,),)))


def test_a_combined_area_is_said_to_be_combined_and_nothing_is_inferred() -> None:
    (row,) = json.loads(to_json(export_tables(library())["inspections"]))
    assert row["children_in_care_and_care_leavers"] == "Good"
    assert row["children_in_care"] is None
    assert row["care_leavers"] is None
    assert row["overall_effectiveness"] is None
    assert row["other_areas"] == "Something new: not graded"


def test_a_second_judgement_of_one_column_is_not_lost() -> None:
    twice = (Judgement("Children in care", "Good", 1), Judgement("Children in care now", "Inadequate", 2))
    (row,) = json.loads(to_json(export_tables(library(judgements=twice))["inspections"]))
    assert row["children_in_care"] == "Good"
    assert row["other_areas"] == "Children in care now: Inadequate"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_earlier_export_is_replaced_and_nobody_elses_file_is(tmp_path: Path, form: str) -> None:
    tables = export_tables(library())
    written = write_tables(tables, tmp_path, form=form)
    before = {path.name: path.read_bytes() for path in written}
    assert write_tables(tables, tmp_path, form=form) == written
    mine = tmp_path / f"judgements.{form}"
    mine.write_text("my own sheet", encoding="utf-8")
    with pytest.raises(ExportError, match="which no export wrote"):
        write_tables(export_tables(library(title="Another")), tmp_path, form=form)
    assert mine.read_text(encoding="utf-8") == "my own sheet"
    assert (tmp_path / f"documents.{form}").read_bytes() == before[f"documents.{form}"]  # all of them, or none
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(before)


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("Requires improvement to be good", "Requires improvement"),
        ("require improvement", "Requires improvement"),
        ("INADEQUATE", "Inadequate"),
        ("Adequate", "Adequate"),
        ("good", "Good"),
        ("Outstanding (grade 1)", "Outstanding"),
        ("Grade 4", "Inadequate"),
        ("Grade 3", None),
        ("Not judged", None),
        (None, None),
    ],
)
def test_a_grade_has_one_spelling_beside_the_printed_one(printed: str | None, standard: str | None) -> None:
    assert standard_grade(printed) == standard
