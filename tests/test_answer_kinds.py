"""Which kind of answer a question asks for is told by examples; the weights that ship are learned from them."""

from collections import Counter
from datetime import date
from hashlib import sha256

import pytest

from index.authorities import Gazetteer
from index.query import Ask, AskKind, Frame, Intent, read_asked, read_frame
from index.query.answer_kinds import MODEL, kind_marks, without_asking
from index.query.linear_model import VOCABULARY, LinearModel, load_model
from index.vocabulary import parse_examples
from tools.fit_examples import RECIPES, fit
from tools.kind_examples import marked

EXAMPLES = VOCABULARY / f"{MODEL}.txt"
FOLDS = 4
PASSAGES = {"passages", "elsewhere", "place"}  # which are all answered with passages


@pytest.fixture(scope="module")
def examples() -> list[tuple[str, frozenset[str]]]:
    return marked(parse_examples(EXAMPLES.read_text(encoding="utf-8")))


def likeliest(model: LinearModel, marks: frozenset[str]) -> str:
    odds = model.probabilities(marks)
    return max(odds, key=odds.__getitem__)


def asked(text: str) -> tuple[Frame, Ask | None]:
    return read_asked(read_frame(text, Gazetteer.load(), today=date(2026, 1, 1)))[0]


def test_the_weights_were_learned_from_the_examples_that_ship(examples):
    model = load_model(MODEL)
    assert model.examples == sha256(EXAMPLES.read_bytes()).hexdigest()
    right = [likeliest(model, marks) == kind for kind, marks in examples]
    assert sum(right) / len(right) > 0.97


def test_examples_that_were_left_out_are_mostly_told_and_seldom_taken_from_passages(examples):
    left_out = examples[::FOLDS]
    model = fit([one for place, one in enumerate(examples) if place % FOLDS], RECIPES[MODEL], "")
    told = [(kind, likeliest(model, marks)) for kind, marks in left_out]
    assert sum(kind == other for kind, other in told) / len(told) > 0.7
    passages = [other in PASSAGES for kind, other in told if kind in PASSAGES]
    assert sum(passages) / len(passages) > 0.9


def test_every_example_stands_once():
    texts = Counter(text for _, text in parse_examples(EXAMPLES.read_text(encoding="utf-8")))
    assert [text for text, times in texts.items() if times > 1 or not text] == []


def test_words_that_no_example_has_ask_for_passages():
    frame = read_frame("zxqv vqxz zzxqv", Gazetteer.load(), today=date(2026, 1, 1))
    assert likeliest(load_model(MODEL), kind_marks(frame)) in PASSAGES


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("told to sort out kinship allowances, who please", "kinship allowances"),
        ("which reports mention voice of the child", "voice of the child"),
        ("who needs to sort out of hours", "out of hours"),
    ],
)
def test_words_that_ask_are_told_from_the_matter(text: str, left: str):
    assert " ".join(without_asking(text).replace(",", "").split()) == left


@pytest.mark.parametrize(
    ("text", "said", "about"),
    [
        ("kinship allowances as a thing to sort, who had that", "told", "kinship allowances"),
        ("later life letters: who got criticised", "badly", "later life letters"),
    ],
)
def test_councils_are_asked_for_in_words_that_no_cue_has(text: str, said: str, about: str):
    _, ask = asked(text)
    assert ask is not None
    assert ask.listing is not None
    assert (ask.listing.said, ask.listing.about) == (said, about)


def test_grades_of_every_inspection_are_asked_for_in_words_that_no_cue_has():
    frame, ask = asked("Leeds journey from 2016 til now, the grade each time")
    assert ask is not None
    assert (ask.kind, ask.subject, frame.years, frame.since) == (AskKind.GRADES, "over time", (), 2016)


def test_a_story_with_an_inspection_in_it_asks_for_passages():
    frame, ask = asked(
        "I foster for Leeds and the lad I have wakes every night. When they were inspected in 2022, how long did"
        " children like him wait to see somebody?"
    )
    assert ask is None
    assert frame.intent is Intent.PASSAGES
