"""Points are put to themes by a vocabulary, followed through later papers, and counted over the country."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answers import Answerer, open_answerer
from bot.cli.main import app
from bot.themes import find_theme, follow_point, load_themes, theme_across, themes_of
from index.indexing import index_folder
from index.models import DocumentPart, Passage

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("The quality of supervision.", {"Supervision"}),
        ("Visits to privately fostered children.", {"Private fostering"}),
        ("Return home interviews are late.", {"Missing children and return home interviews"}),
        (
            "Care leavers in education, employment and training.",
            {"Care leavers", "Education, employment and training of care leavers"},
        ),
        ("Children’s views are not heard.", {"Voice of the child"}),
        ("Information in the multi-agency safeguarding hub.", {"Front door and referrals"}),
        ("Nothing of this sort.", set()),
    ],
)
def test_a_point_is_put_to_every_theme_that_its_words_name(text, themes):
    assert set(themes_of(text)) == themes


def test_every_theme_has_a_name_of_its_own_and_is_found_by_it():
    names = [theme.name for theme in load_themes()]
    assert len(set(names)) == len(names)
    assert [find_theme(name).name for name in names] == names
    assert find_theme("private fostering arrangements").name == "Private fostering"
    assert find_theme("purple lorries") is None


REPORTS = {
    "merrow 2019": """Inspection of Merrow local authority children’s services

Inspection dates: 4 March 2019 to 8 March 2019

Report published: 2 May 2019

What needs to improve?

• The timeliness of visits to children in private fostering arrangements.

• The quality of supervision of social workers.
""",
    "merrow 2021": """Focused visit to Merrow children’s services

Report published: 9 June 2021

Privately fostered children are now seen in time, and their carers are supported.

Schools say that referrals are answered.
""",
    "merrow 2024": """Inspection of Merrow local authority children’s services

Inspection dates: 5 February 2024 to 9 February 2024

Report published: 12 March 2024

What needs to improve?

• The range of homes for children in care.

Supervision of social workers is regular, and it helps them to reflect.
""",
    "tarnside 2022": """Inspection of Tarnside local authority children’s services

Inspection dates: 7 February 2022 to 11 February 2022

Report published: 12 April 2022

What needs to improve?

• Supervision of newly qualified staff.
""",
}
LETTER = '["merrow 2021.txt"]\nauthority = "Merrow"\nvoice = "inspector"\npublished = 2021-06-09\n'
PLAN = (
    "Merrow Council: action plan after the inspection of children’s services, 20 September 2019\n\n"
    "What needs to improve\tAction\tBy who\tBy when\n"
    "The quality of supervision of social workers\tWrite a new policy\tA Manager\tMarch 2020\n"
    "\tTrain all managers\tB Manager\tJune 2020\n"
)


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    folder = tmp_path_factory.mktemp("themes")
    (folder / "documents").mkdir()
    for name, text in REPORTS.items():
        (folder / "documents" / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "documents" / "merrow plan.txt").write_text(PLAN, encoding="utf-8")
    settings = '["merrow plan.txt"]\nauthority = "Merrow"\nvoice = "council"\npublished = 2019-09-20\n\n' + LETTER
    (folder / "documents" / "catalogue.toml").write_text(settings, encoding="utf-8")
    index_folder(folder / "documents", folder / "index.db")
    return open_answerer(folder / "index.db")


def point(answerer: Answerer, path: str, begins: str) -> Passage:
    document = answerer.library.document(path)
    assert document is not None
    return next(p for p in answerer.library.passages_of(document) if p.text.startswith(begins))


def test_a_point_is_followed_to_the_councils_actions_and_to_later_papers(answerer):
    document = answerer.library.document("merrow 2019.txt")
    trail = follow_point(answerer, document, point(answerer, "merrow 2019.txt", "The quality of supervision"))
    found = {step.document.path: step for step in trail.steps}
    assert list(found) == ["merrow plan.txt", "merrow 2021.txt", "merrow 2024.txt"]
    assert found["merrow plan.txt"].actions
    assert ["March 2020" in p.text or "June 2020" in p.text for p in found["merrow plan.txt"].passages] == [True, True]
    assert found["merrow 2021.txt"].passages == ()  # nothing found is said, not guessed
    assert [p.text[:11] for p in found["merrow 2024.txt"].passages] == ["Supervision"]


def test_another_council_is_never_part_of_a_trail(answerer):
    document = answerer.library.document("merrow 2019.txt")
    trail = follow_point(answerer, document, point(answerer, "merrow 2019.txt", "The timeliness of visits"))
    assert {step.document.authority for step in trail.steps} == {"Merrow"}
    (letter,) = (step for step in trail.steps if step.document.path == "merrow 2021.txt")
    assert [p.text[:9] for p in letter.passages] == ["Privately"]


def test_a_theme_counts_the_newest_inspection_of_each_council_alone(answerer):
    found = theme_across(answerer.library, find_theme("supervision"))
    assert [(one.document.authority, one.passage.text) for one in found.points] == [
        ("Tarnside", "Supervision of newly qualified staff.")
    ]
    assert (found.councils, found.of) == (1, 2)
    assert all(one.passage.matter is DocumentPart.IMPROVEMENT for one in found.points)
    assert theme_across(answerer.library, find_theme("supervision"), councils={"Merrow"}).points == ()


def test_the_commands_print_what_was_found_with_its_citations(answerer, tmp_path, monkeypatch):
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "catalogue.toml").write_text(LETTER, encoding="utf-8")
    index_folder(folder, tmp_path / "index.db")
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(folder))
    monkeypatch.setenv("FINDINGS_INDEX", str(tmp_path / "index.db"))
    row = json.loads(CliRunner().invoke(app, ["theme", "supervision", "--json"]).output)
    assert (row["councils"], row["of"], row["points"][0]["citation"]["authority"]) == (1, 2, "Tarnside")
    position = point(answerer, "merrow 2019.txt", "The quality of supervision").position + 1
    row = json.loads(CliRunner().invoke(app, ["trail", "merrow 2019.txt", f"#{position}", "--json"]).output)
    assert [bool(step["passages"]) for step in row["later"]] == [False, True]
    assert CliRunner().invoke(app, ["theme", "purple lorries"]).exception is not None


def test_points_of_real_reports_are_followed_as_well_as_judged(shared, tmp_path, monkeypatch):
    (tmp_path / "documents").mkdir()
    for folder in ("80459_derby", "80460_derbyshire"):
        for kind in ("inspections", "letters"):
            for source in (shared / "library" / kind / folder).glob("*.pdf"):
                target = tmp_path / "documents" / kind / folder / source.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(source.read_bytes())
    for source in (shared / "seeds").glob("*.txt"):
        (tmp_path / "documents" / source.name).write_bytes(source.read_bytes())
    index_folder(tmp_path / "documents", tmp_path / "index.db")
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    import evidence_judged

    real = open_answerer(tmp_path / "index.db")
    wrong, cases = evidence_judged.measure_later(real)
    assert cases >= 40
    assert len(wrong) <= 0.15 * cases, wrong
    del sys.modules["evidence_judged"]
