"""Judged questions over real reports are answered no worse than the figures recorded in docs/figures.json."""

import json
from pathlib import Path

import pytest

from bot.answers import open_answerer
from bot.cli.json_output import measures_to_dict
from bot.evaluation import Measures, evaluate

FIGURES = Path(__file__).resolve().parents[1] / "docs" / "figures.json"
ALLOWED = 0.03  # a drop of more than this is a fault; less is noise of one or two questions
SETS = {"dev_reports": "library_index", "dev_lay": "library_index", "dev_seeds": "seeds_index"}


@pytest.mark.parametrize("name", SETS)
def test_answers_are_as_good_as_recorded(
    name: str, shared: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    recorded = json.loads(FIGURES.read_text(encoding="utf-8"))[name]
    questions = (shared / "questions" / f"{name}.jsonl").read_text(encoding="utf-8")
    if SETS[name] == "library_index":  # the judged files are named as they stand in the folder of the inspections
        questions = questions.replace('"file": "', '"file": "inspections/')
    (tmp_path / "questions.jsonl").write_text(questions, encoding="utf-8")
    measures = evaluate([tmp_path / "questions.jsonl"], open_answerer(request.getfixturevalue(SETS[name])))
    reached = figures(measures)
    worse = {
        figure: (reached[figure], value)
        for figure, value in recorded.items()
        if (value - reached[figure] if figure != "refused_answerable" else reached[figure] - value) > ALLOWED
    }
    assert worse == {}


def figures(measures: Measures) -> dict[str, float]:
    """Give the figures that are recorded."""
    written = measures_to_dict(measures)
    rates = ("judgements", "improvements", "refused_unanswerable", "refused_answerable")
    rates = tuple(name for name in rates if written[name]["of"])
    ranking = {name: value for name, value in written["all"].items() if name != "questions"}
    return ranking | {name: written[name]["share"] for name in rates}
