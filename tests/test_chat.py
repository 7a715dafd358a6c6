"""A conversation in the terminal is the conversation of Slack: what a message leaves out is taken over."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.answers import Answerer, Conversation, open_answerer
from bot.cli.main import app
from bot.evaluation import Rate, evaluate
from bot.models import AnswerKind

SAMPLES = Path(__file__).resolve().parents[1] / "documents"


@pytest.fixture(scope="module")
def answerer(samples_index: Path) -> Answerer:
    return open_answerer(samples_index)


def say(answerer: Answerer, *texts: str):
    return Conversation(answerer).say_all(texts)


def test_a_council_alone_takes_over_the_topic_and_not_the_year(answerer: Answerer) -> None:
    _, answer = say(answerer, "missing children in Merrow in 2019", "and Merrowshire?")
    assert answer.understood.authorities == ("Merrowshire",)
    assert answer.understood.years == ()
    assert {item.citation.authority for item in answer.evidence} == {"Merrowshire"}


def test_thanks_change_no_topic(answerer: Answerer) -> None:
    *_, answer = say(answerer, "private fostering in Merrow", "thanks", "and in 2019?")
    assert answer.understood.authorities == ("Merrow",)
    assert answer.understood.years == (2019,)
    assert "private" in answer.evidence[0].text.lower()


def test_grades_asked_before_do_not_stick_to_a_new_topic(answerer: Answerer) -> None:
    grades, topic = say(answerer, "grades for Merrow", "what about private fostering?")
    assert (grades.kind, topic.kind) == (AnswerKind.JUDGEMENTS, AnswerKind.PASSAGES)
    assert topic.understood.authorities == ("Merrow",)


def test_a_point_of_a_list_is_asked_about_by_its_number_in_the_document_that_lists_it(answerer: Answerer) -> None:
    improvements, second, first = say(
        answerer, "what must Merrow improve", "tell me more about point 2", "and the first"
    )
    assert improvements.kind is AnswerKind.IMPROVEMENTS
    for answer, point in ((second, improvements.evidence[1]), (first, improvements.evidence[0])):
        assert {item.citation.document for item in answer.evidence} == {point.citation.document}
        assert point.passage_id in {item.passage_id for item in answer.evidence}


def test_a_council_before_comes_back_as_the_other_and_both(answerer: Answerer) -> None:
    *_, other, both, one = say(
        answerer,
        "private fostering in Merrow",
        "and Merrowshire?",
        "and the other one?",
        "compare the two",
        "leave Merrow out",
    )
    assert other.understood.authorities == ("Merrow",)
    assert set(both.understood.authorities) == {"Merrow", "Merrowshire"}
    assert one.understood.authorities == ("Merrowshire",)


def test_a_council_named_in_a_remark_is_never_dropped(answerer: Answerer) -> None:
    *_, answer = say(
        answerer, "missing children in Merrow", "and Merrowshire?", "back to Merrow: what about private fostering"
    )
    assert {item.citation.authority for item in answer.evidence} == {"Merrow"}


@pytest.mark.parametrize("text", ["by whom?", "who led that inspection", "ok, who was the lead inspector"])
def test_who_inspected_is_asked_of_what_was_shown(answerer: Answerer, text: str) -> None:
    *_, answer = say(answerer, "private fostering in Merrow", text)
    assert (answer.kind, answer.understood.authorities) == (AnswerKind.FACTS, ("Merrow",))


def test_two_councils_in_one_message_are_asked_the_same(answerer: Answerer) -> None:
    answer = answerer.answer("private fostering in Merrow? and in Merrowshire?")
    assert [part.kind for part in answer.parts] == [AnswerKind.PASSAGES] * 2
    assert all("private" in part.evidence[0].text.lower() for part in answer.parts)


def test_a_list_of_councils_goes_on_with_the_opposite_and_a_judged_area(answerer: Answerer) -> None:
    talk = Conversation(answerer)
    talk.say("which councils got worse?")
    for text, question in (
        ("and better?", "which councils got better?"),
        ("for help and protection?", "which councils got better for help and protection?"),
    ):
        talk.say(text)
        assert talk.about is not None
        assert talk.about.question == question


def test_more_shows_the_next_passages(answerer: Answerer) -> None:
    first, more = say(answerer, "supervision of social workers in Merrow", "show me more")
    shown = {item.passage_id for item in first.evidence}
    assert more.evidence
    assert shown.isdisjoint(item.passage_id for item in more.evidence)


@pytest.mark.parametrize("text", ["how are we doing on missing children", "our care leavers", "what were our grades"])
def test_it_is_asked_once_whose_council_is_meant(answerer: Answerer, text: str) -> None:
    asked, answer, again = say(answerer, text, "Merrow", "and adoption?")
    assert asked.kind is AnswerKind.CLARIFY
    assert [option.label for option in asked.options] == ["Merrow", "Merrowshire"]
    assert answer.understood.authorities == again.understood.authorities == ("Merrow",)


def test_a_home_council_is_what_we_are(samples_index: Path) -> None:
    answerer = open_answerer(samples_index, home_authority="Merrow")
    assert answerer.answer("what were our grades").understood.authorities == ("Merrow",)


def test_a_file_of_conversations_is_answered_a_line_each(
    samples_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FINDINGS_INDEX", str(samples_index))
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(SAMPLES))
    turns = tmp_path / "turns.jsonl"
    turns.write_text(json.dumps(["private fostering in Merrow", "and in 2019?"]) + "\n" + json.dumps(["hi"]) + "\n")
    result = CliRunner().invoke(app, ["chat", "--turns", str(turns), "--json"])
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert [answer["question"] for answer in first] == ["private fostering in Merrow", "and in 2019?"]
    assert first[1]["understood"]["authorities"] == ["Merrow"]
    assert [answer["kind"] for answer in second] == ["help"]


def test_a_conversation_is_typed(samples_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FINDINGS_INDEX", str(samples_index))
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(SAMPLES))
    result = CliRunner().invoke(app, ["chat"], input="private fostering in Merrow\nand in 2019?\n\n")
    assert result.exit_code == 0
    assert "Taken over from the question before: Merrow, the topic." in result.output


def test_conversations_are_judged_turn_by_turn(answerer: Answerer, tmp_path: Path) -> None:
    file = tmp_path / "threads.jsonl"
    paragraph = answerer.answer("private fostering in Merrow in 2019", limit=20).evidence
    first = next(item.citation for item in paragraph if item.citation.paragraph)
    gold = [{"file": first.document, "para": first.paragraph, "grade": 2}]
    wrong = [{"file": first.document, "para": "999", "grade": 2}]
    row = {"id": "t", "turns": ["private fostering in Merrow in 2019", "thanks", "and now?"], "gold": [gold, [], wrong]}
    file.write_text(json.dumps(row))
    measures = evaluate([file], answerer, lambda: Conversation(answerer, limit=20))
    assert measures.turns == Rate(3, 2)
    assert [failure.identity for failure in measures.failures] == ["t.3"]
