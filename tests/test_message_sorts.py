"""What is no question on documents is told by examples: each example, left out of the table, is still taken rightly."""

from collections import Counter

import pytest

from index.query.example_model import ExampleModel
from index.query.message_sorts import ASKS_DOCUMENTS, likeliest_sort
from index.vocabulary import load_messages

FOLDS = 5
SURE = 4.0  # as index/query/frame.py has it


@pytest.fixture(scope="module")
def judged() -> list[tuple[str, str, float]]:
    """Judge every example by the others: its sort, the likeliest sort besides a question, and how much likelier."""
    examples = load_messages()
    found = []
    for fold in range(FOLDS):
        others = ExampleModel(example for place, example in enumerate(examples) if place % FOLDS != fold)
        found += [(sort, *likeliest_sort(text, others)) for sort, text in examples[fold::FOLDS]]
    return found


def test_few_questions_on_documents_are_taken_for_something_else(judged):
    odds = [odds for sort, _, odds in judged if sort == ASKS_DOCUMENTS]
    assert len(odds) > 700
    assert sum(one > SURE for one in odds) / len(odds) < 0.06


def test_most_of_what_no_document_answers_is_seen(judged):
    odds = [(sort, odds) for sort, _, odds in judged if sort != ASKS_DOCUMENTS]
    assert sum(one > SURE for _, one in odds) / len(odds) > 0.65
    risk = [one for sort, one in odds if sort == "safeguarding"]
    assert sum(one > 0 for one in risk) / len(risk) > 0.93


def test_somebody_at_risk_is_seldom_taken_for_another_sort(judged):
    taken = Counter(other for sort, other, odds in judged if sort == "safeguarding" and odds > 0)
    assert taken["safeguarding"] / taken.total() > 0.95


def test_every_example_has_a_sort_that_is_answered_and_stands_once():
    texts = Counter(text for _, text in load_messages())
    assert [text for text, times in texts.items() if times > 1 or not text] == []
    sorts = {sort for sort, _ in load_messages()}
    assert sorts == {
        "inspection", "safeguarding", "advice", "contacts", "opinions", "writing", "other services", "other nations",
        "future", "off topic",
    }  # fmt: skip


def test_a_text_of_words_that_no_example_has_is_a_question_as_far_as_can_be_told():
    _, odds = likeliest_sort("zxqv vqxz")
    assert odds < 0
