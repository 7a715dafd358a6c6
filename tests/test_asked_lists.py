"""Whole lists of papers are told by examples: which sort a message asks for, and which a heading stands over."""

from hashlib import sha256

import pytest

from bot.answers.paper_lists import lists_of, points_of
from index.models import DocumentPart, Passage, Unit
from index.query import list_sort
from index.query.asked_lists import MODEL, NO_LIST
from index.query.linear_model import VOCABULARY, load_model
from index.vocabulary import parse_examples
from tools.fit_examples import RECIPES, fit

EXAMPLES = VOCABULARY / f"{MODEL}.txt"
FOLDS = 5


def test_the_weights_were_learned_from_the_examples_that_ship():
    assert load_model(MODEL).examples == sha256(EXAMPLES.read_bytes()).hexdigest(), (
        "run python -m tools.fit_examples lists"
    )


def test_lists_of_examples_that_were_left_out_are_mostly_told_and_seldom_seen_where_none_is_asked():
    examples = parse_examples(EXAMPLES.read_text(encoding="utf-8"))
    asides = [one for one in examples if one[0] in {"before", "after"}]
    asked = [one for one in examples if one not in asides]
    model = fit(
        RECIPES[MODEL].read([*asides, *(one for place, one in enumerate(asked) if place % FOLDS)]), RECIPES[MODEL], ""
    )
    left_out = list(RECIPES[MODEL].read([*asides, *asked[::FOLDS]]))[: 4 * len(asked[::FOLDS])]
    told = [(sort, max(odds, key=odds.__getitem__)) for sort, marks in left_out if (odds := model.probabilities(marks))]
    lists = [sort == other for sort, other in told if sort != NO_LIST]
    none = [sort == other for sort, other in told if sort == NO_LIST]
    assert sum(lists) / len(lists) > 0.7
    assert sum(none) / len(none) > 0.85


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        (
            "A councillor asks. Could you write out all that the staff deck says we do well?",
            "strengths",
        ),
        ("Clerk of the panel here, what were members supposed to approve under item 6?", "requests"),
        ("the inspectors' list of what has to change, as it was put to scrutiny", "improve"),
        ("which things did our own evaluation leave us to work on", "priorities"),
        ("Areas where we do well", "strengths"),
        ("The panel is recommended to:", "requests"),
        ("Where Ofsted told us to improve", "improve"),
        ("who is named for the fostering action and by when", None),
        ("what does the plan say on return interviews", None),
        ("Workforce and caseloads", None),
    ],
)
def test_lists_are_told_in_words_that_no_example_has(text: str, sort: str | None):
    assert list_sort(text) == sort


def passages(*lines: tuple[Unit, tuple[str, ...], str]) -> list[Passage]:
    return [
        Passage(text=text, unit=unit, sections=sections, position=place, matter=DocumentPart.BODY)
        for place, (unit, sections, text) in enumerate(lines)
    ]


def test_points_belong_to_the_line_that_leads_to_them_and_else_to_their_heading():
    report, proud = ("2. Report",), ("What are we proud of?",)
    paper = passages(
        (Unit.PARAGRAPH, report, "The inspection took place in May. Inspectors praised:"),
        (Unit.PARAGRAPH, report, "A warm welcome for foster carers"),  # its mark was not read
        (Unit.BULLET, report, "Quick decisions at the front door"),
        (Unit.PARAGRAPH, report, "The areas for improvement that inspectors named are:"),
        (Unit.BULLET, report, "Life story work"),
        (Unit.PARAGRAPH, report, "A plan was written in June."),
        (Unit.PARAGRAPH, proud, "Our fostering service"),
        (Unit.PARAGRAPH, proud, "Our youth council"),
    )
    assert [(one.over, len(one.items)) for one in lists_of(paper)] == [
        ("Inspectors praised", 2),
        ("The areas for improvement that inspectors named are", 1),
        ("What are we proud of?", 2),
    ]
    assert [item.text for item in points_of(paper, "improve")] == ["Life story work"]
    assert [item.position for item in points_of(paper, "strengths")] == [1, 2, 6, 7]


def test_a_numbered_line_leads_to_its_points_and_not_to_the_next_number():
    found = ("4. Findings",)
    paper = passages(
        (Unit.NUMBERED, found, "Inspectors identified two areas for improvement:"),
        (Unit.BULLET, found, "Life story work"),
        (Unit.BULLET, found, "Return home interviews"),
        (Unit.NUMBERED, found, "The committee is told each quarter."),
    )
    assert [item.position for item in points_of(paper, "improve")] == [1, 2]
