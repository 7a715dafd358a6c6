"""What is no question on documents is told by examples: each example, left out of the model, is still taken rightly."""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from index.authorities import Gazetteer
from index.query import read_frame
from index.query.linear_model import VOCABULARY, load_model
from index.query.message_sorts import (
    ASKS_DOCUMENTS,
    AT_RISK,
    MODEL,
    message_marks,
    message_odds,
    risk_told,
    without_councils,
)
from index.vocabulary import parse_examples
from tools.fit_examples import RECIPES, fit

EXAMPLES = VOCABULARY / f"{MODEL}.txt"
FOLDS = 5
SURE = 0.7  # as index/query/frame.py has it
COUNCILS = ("", " in Leeds", " Walsall", ", North Tyneside", " at Kingston upon Hull")


def nameless(text: str) -> str:
    return without_councils(text, [(one.start, one.end) for one in Gazetteer.load().find(text).all])


def of_text(text: str) -> dict[str, float]:
    return dict(message_odds(nameless(text)))


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, dict[str, float]]]:
    """Judge every fifth example by a model of the others."""
    examples = parse_examples(EXAMPLES.read_text(encoding="utf-8"))
    others = list(RECIPES[MODEL].read([one for place, one in enumerate(examples) if place % FOLDS]))
    model = fit(others, RECIPES[MODEL], "")
    return [(sort, model.probabilities(message_marks(text))) for sort, text in examples[::FOLDS]]


def test_the_weights_were_learned_from_the_examples_that_ship():
    assert load_model(MODEL).examples == sha256(EXAMPLES.read_bytes()).hexdigest()


def test_few_questions_on_documents_are_taken_for_something_else(judged):
    asked = [odds for sort, odds in judged if sort == ASKS_DOCUMENTS]
    assert len(asked) > 200
    assert sum(odds[ASKS_DOCUMENTS] < SURE for odds in asked) / len(asked) < 0.08
    assert sum(risk_told(odds) for odds in asked) / len(asked) < 0.08


def test_most_of_what_no_document_answers_is_seen(judged):
    other = [odds for sort, odds in judged if sort not in {ASKS_DOCUMENTS, AT_RISK}]
    assert sum(odds[ASKS_DOCUMENTS] < SURE for odds in other) / len(other) > 0.45


def test_somebody_at_risk_is_nearly_always_seen(judged):
    told = [odds for sort, odds in judged if sort == AT_RISK]
    assert len(told) > 150
    assert sum(risk_told(odds) for odds in told) / len(told) > 0.88


def test_every_example_has_a_sort_that_is_answered_and_stands_once():
    examples = parse_examples(EXAMPLES.read_text(encoding="utf-8"))
    texts = Counter(text for _, text in examples)
    assert [text for text, times in texts.items() if times > 1 or not text] == []
    sorts = {sort for sort, _ in examples}
    assert sorts == {
        "inspection", "safeguarding", "advice", "contacts", "opinions", "writing", "other services", "other nations",
        "future", "off topic",
    }  # fmt: skip


def test_a_text_of_words_that_no_example_has_is_a_question_as_far_as_can_be_told():
    assert message_odds("zxqv vqxz")[ASKS_DOCUMENTS] > 0.5


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize(
    "text",
    [
        "little girl hanging out of an upstairs window",
        "a man just grabbed my nephew",
        "my stepdad put his hands round my throat",
        "carer is starving the boy placed with her",
        "baby has gone grey and won't feed",
    ],
)
def test_the_name_of_a_council_says_nothing_of_whether_somebody_is_at_risk(text, council):
    assert of_text(text + council)[AT_RISK] == of_text(text)[AT_RISK] > 0.5


@pytest.mark.parametrize(
    "text",
    [
        "how well are children protected who are beaten at home, Leeds",
        "missing children and return interviews in Walsall",
        "babies with bruises: what did inspectors find",
        "suicidal care leavers, support in North Tyneside",
        "foster carers who were told to stop fostering",
    ],
)
def test_what_is_asked_of_children_in_danger_is_a_question(text):
    assert not risk_told(of_text(text))


@pytest.mark.parametrize("text", ["Leeds, JT born 02/02/2015, neglect", "DOB 3.4.2012 Leeds neglect"])
def test_when_somebody_was_born_is_no_year_of_reports(text):
    assert read_frame(text, Gazetteer.load(), today=date(2026, 1, 1)).years == ()
