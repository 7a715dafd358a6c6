"""An explanation tells what the answer really did: the same passages, and parts that add up to their scores."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answers import Answerer, Explanation, explain, open_answerer
from bot.cli.main import app
from bot.models import AnswerKind

QUESTIONS = (
    "private fostering in Merrow",
    "children who live with a friend of the family in Merrow",
    '"personal adviser" in Merrow',
    "how many care leavers are there in Merrow",
    "Merrow v Merrowshire on missing children",
)


@pytest.fixture(scope="module")
def answerer(index_for_slack: Path) -> Answerer:
    return open_answerer(index_for_slack)


def only(answerer: Answerer, question: str) -> Explanation:
    (explanation,) = explain(answerer, question)
    return explanation


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_is_explained_is_the_answer_that_is_given(answerer: Answerer, question: str) -> None:
    assert only(answerer, question).answer == answerer.answer(question)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_parts_of_a_score_add_up_to_the_score_of_the_passage_shown(answerer: Answerer, question: str) -> None:
    explanation = only(answerer, question)
    taken_apart = [passage for ranking in explanation.rankings for passage in ranking.first]
    assert taken_apart
    for passage in taken_apart:
        assert sum(added for _, added in passage.parts) == pytest.approx(passage.score)
    scores = {item.citation.label: item.score for item in explanation.answer.evidence}
    told = {passage.label: passage.score for passage in taken_apart if passage.shown}
    assert told
    assert all(scores[label] == pytest.approx(score, abs=1e-4) for label, score in told.items())


def test_the_features_of_the_state_add_up_to_the_strength(answerer: Answerer) -> None:
    from math import exp

    (ranking,) = only(answerer, "private fostering in Merrow").rankings
    odds = sum(added for _, _, added in ranking.features)
    assert 1 / (1 + exp(-odds)) == pytest.approx(ranking.strength)


def test_every_expansion_tells_the_entry_of_the_vocabulary_that_it_is_from(answerer: Answerer) -> None:
    (ranking,) = only(answerer, "unaccompanied asylum seeking children in Merrow").rankings
    ways = [way for concept in ranking.concepts for way in concept.ways if way.origin in {"synonym", "related"}]
    assert ways
    assert all(way.why.startswith(("vocabulary: ", "vocabulary (related): ")) for way in ways)


def test_the_chosen_reading_is_marked_and_one_that_could_not_win_is_told_as_not_tried(answerer: Answerer) -> None:
    readings = only(answerer, "what did inspectors say about private fostering in Merrow").readings
    assert [reading.chosen for reading in readings] == [True, False]
    assert readings[0].worth == readings[0].prior * (readings[0].strength or 0)
    assert readings[1].strength is None


def test_grades_are_explained_without_a_ranking(answerer: Answerer) -> None:
    explanation = only(answerer, "what grades did Merrow get")
    assert explanation.answer.kind is AnswerKind.JUDGEMENTS
    assert explanation.rankings == ()


def test_each_question_of_a_message_is_explained_by_itself(answerer: Answerer) -> None:
    message = "What grades did Merrow get? What must Merrowshire improve?"
    parts = answerer.answer(message).parts
    assert len(parts) == 2
    assert [one.answer for one in explain(answerer, message)] == list(parts)


def test_the_command_prints_one_page_or_json(index_for_slack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDINGS_INDEX", str(index_for_slack))
    run = CliRunner().invoke(app, ["explain", "private fostering in Merrow"])
    assert run.exit_code == 0, run.output
    for heading in ("Readings", "Ranked:", "scores taken apart", "State:"):
        assert heading in run.output
    rows = json.loads(CliRunner().invoke(app, ["explain", "private fostering in Merrow", "--json"]).output)
    assert [row["kind"] for row in rows] == ["passages"]
    assert rows[0]["rankings"][0]["first"][0]["shown"] == 1
