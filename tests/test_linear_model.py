"""Weights that were fitted to examples tell labels by the marks of a text."""

from hashlib import sha256

import pytest

from bot.privacy.persons import MODEL as PERSONS
from index.query.answer_sort import MODEL, sort_marks
from index.query.linear_model import VOCABULARY, LinearModel, load_model, text_marks
from index.vocabulary import parse_examples
from tools.name_examples import read_example

SMALL = LinearModel(("fruit", "tools"), (0, 0), {"apple": "0 200 1 -200", "saw": "1 100"})
# How an example, as its label and text, becomes labelled marks.
MODELS = {MODEL: lambda label, text: [(label, sort_marks(text))], PERSONS: read_example}


def test_probabilities_are_of_all_labels_and_make_one():
    found = SMALL.probabilities({"apple", "zxqv"})
    assert found["fruit"] > 0.95
    assert sum(found.values()) == pytest.approx(1.0)
    assert SMALL.probabilities({"zxqv"}) == {"fruit": 0.5, "tools": 0.5}


def test_a_mark_says_how_much_it_speaks_for_labels():
    assert SMALL.weight("apple", ["fruit"]) == 200
    assert SMALL.weight("apple", ["fruit", "tools"]) == 200
    assert SMALL.weight("zxqv", ["fruit"]) == 0


def test_marks_are_words_without_inflection_pairs_ends_and_classes():
    marks = text_marks("Supplier of the 3 new systems", {"systems": ["<scheme>"]})
    assert {"supplier", "system", "# new", "^ supplier", "system $", "first:supplier", "last:system"} <= marks
    assert {"<scheme>", "last:<scheme>", "new <scheme>"} <= marks
    assert text_marks("", {}) == {"^ $"}


def test_a_text_beyond_any_question_is_read_up_to_a_bound():
    assert text_marks("word " * 2_000, {}) == text_marks("word " * 400, {})


@pytest.mark.parametrize("name", sorted(MODELS))
def test_weights_were_fitted_to_the_examples_that_ship_and_tell_them(name):
    text = (VOCABULARY / f"{name}.txt").read_bytes()
    model = load_model(name)
    assert model.examples == sha256(text).hexdigest(), "run python -m tools.fit_examples"
    examples = parse_examples(text.decode("utf-8"))
    assert [one for one in examples if not one[1]] == []
    marked = [found for label, example in examples for found in MODELS[name](label, example)]
    assert {label for label, _ in marked} == set(model.labels)
    right = 0
    for label, marks in marked:
        found = model.probabilities(marks)
        right += max(found, key=found.__getitem__) == label
    assert right / len(marked) > 0.9
