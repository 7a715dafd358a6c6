"""A council's grades over time stand as each report prints them; nothing is inferred, and a new framework is marked."""

import io
import json
from datetime import date

from PIL import Image
from typer.testing import CliRunner

from bot.cli.grades_over_time import show_history
from bot.cli.main import app
from bot.history import describe_history, draw_grades, history_of
from bot.history.grade_chart import colour_of
from index.models import Document, Judgement, Kind, Period, Voice


def report(
    year: int, *grades: tuple[str, str | None], council: str = "Merrow", kind: Kind = Kind.INSPECTION
) -> Document:
    day = date(year, 3, 4)
    return Document(
        path=f"{council} {year}.pdf", sha256=f"{council}{year}", title="Report", kind=kind, voice=Voice.INSPECTOR,
        authority=council, published=date(year, 5, 6), inspected=Period(day, day),
        judgements=tuple(Judgement(area, grade, 1) for area, grade in grades),
    )  # fmt: skip


PROTECTION = "The experiences and progress of children who need help and protection"
OLD = report(2015, ("Children who need help and protection", "Inadequate"), ("Adoption performance", "Good"))
NEW = report(
    2024,
    ("Overall effectiveness", "Good"),
    (PROTECTION, "Requires improvement to be good"),
    ("The experiences and progress of care leavers", None),
)
LETTER = report(2022, ("Something", "Good"), kind=Kind.FOCUSED_VISIT)


def test_areas_of_one_meaning_stand_in_one_row_and_what_is_not_printed_stays_empty():
    history = history_of(
        [NEW, LETTER, OLD, report(2023, ("Overall effectiveness", "Good"), council="Tarnside")], "Merrow"
    )
    assert [column.document.path for column in history.columns] == ["Merrow 2015.pdf", "Merrow 2024.pdf"]
    rows = {row.area: [cell and cell.grade for cell in row.cells] for row in history.rows}
    assert next(iter(rows)) == "Overall effectiveness"
    assert rows["Overall effectiveness"] == [None, "Good"]
    assert rows[PROTECTION] == ["Inadequate", "Requires improvement to be good"]
    assert rows["Adoption performance"] == ["Good", None]


def test_the_name_that_an_older_framework_prints_is_told_beside_its_grade(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    show_history(history_of([OLD, NEW], "Merrow"))
    table = capsys.readouterr().out
    assert table.count("(printed: Children who need help and protection)") == table.count("(printed: ") == 1


def test_a_change_of_framework_is_marked_once():
    history = history_of([OLD, report(2016, ("Adoption performance", "Good")), NEW], "Merrow")
    assert [column.changed for column in history.columns] == [False, False, True]
    assert "from here on: ILACS" in describe_history([history])


def test_the_words_of_the_picture_say_every_grade_as_printed():
    other = report(2020, ("Overall", "Outstanding"), council="Tarnside")
    histories = [history_of([OLD, NEW], "Merrow"), history_of([other], "Tarnside")]
    said = describe_history(histories)
    for part in (
        "Children who need help and protection: Inadequate",
        "care leavers: no grade given",
        "Overall: Outstanding",
    ):
        assert part in said
    picture = Image.open(io.BytesIO(draw_grades(histories)))
    assert picture.format == "PNG"
    assert picture.info["Description"] == said


def test_the_command_gives_them_as_a_table_as_json_and_as_a_picture(index_for_slack, tmp_path, monkeypatch):
    monkeypatch.setenv("FINDINGS_INDEX", str(index_for_slack))
    run = CliRunner().invoke
    (merrow,) = json.loads(run(app, ["grades", "Merrow", "--json"]).output)
    assert [one["framework_changed"] for one in merrow["inspections"]] == [False, True]
    shown = " ".join(run(app, ["grades", "Merrow", "Merrowshire"], env={"COLUMNS": "400"}).output.split())
    assert "grades as printed" in shown
    assert "from here on: ILACS" in shown
    assert "inspection of" in run(app, ["grades", "Merrow", "--image", str(tmp_path / "a.png")]).output
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert "is held" in str(run(app, ["grades", "Leeds"]).exception)


def test_a_grade_has_its_colour_however_it_is_printed():
    printed = ("Requires improvement to be good", "requires improvement", "require improvement to be Good")
    assert len({colour_of(grade) for grade in printed}) == 1
    assert colour_of(printed[0]) != colour_of("not printed")
