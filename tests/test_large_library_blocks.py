"""Answers over a library of 150 councils: nothing over Slack's limits, nothing left out without a word."""

import json
from datetime import date

import pytest
from check_blocks import block_errors
from fake_slack_limits import message_fault, view_fault
from fake_slack_people import labels
from sample_answers import AREAS, P1, P2
from sample_answers import citation as cite
from sample_answers import evidence as find

from bot.models import Answer, AnswerKind, CitedJudgement, Fact, Filters, Group, Lead, Option, Total, Understood
from bot.slack.blocks.answers import render_answer
from bot.slack.blocks.menus import Audience
from bot.slack.blocks.messages import MOST_CELLS, size
from bot.slack.blocks.passage_modals import more_view
from bot.slack.blocks.selection import further_places, places_in_message
from bot.slack.blocks.tables import Grid, grade_units, table_units

NAMES = tuple(f"Borough of Tarnside and Merrow {n}" for n in range(1, 151))
GRADES = ("Outstanding", "Good", "Requires improvement to be good", "Inadequate")
RICH = 11_000  # characters of rich text that Slack has refused in one message


def of(name: str, n: int, **more: object):
    return cite(name, date(2010 + n % 16, 1 + n % 12, 1 + n % 28), paragraph=str(n), pages=(n % 30 + 1,), **more)


GRADED = Answer(
    question="grades of every council",
    kind=AnswerKind.LISTING,
    message="150 councils held have an inspection with grades; the newest of each counts.",
    judgements=tuple(CitedJudgement(AREAS[1], GRADES[n % 4], of(name, n)) for n, name in enumerate(NAMES)),
    groups=tuple(Group(name, judgements=(n,)) for n, name in enumerate(NAMES)),
    lead=Lead("150 of 150 councils, newest inspection each: a grade for leadership"),
    total=Total(150, 150, 150),
    facts=(Fact("No grade for leadership is printed", ", ".join(NAMES)),),
)
MOVED = Answer(
    question="who got worse",
    kind=AnswerKind.LISTING,
    message="The newest inspection of each counts.",
    judgements=tuple(
        CitedJudgement(AREAS[1], GRADES[(n + back) % 4], of(name, n + back))
        for n, name in enumerate(NAMES)
        for back in (0, 1)
    ),
    groups=tuple(Group(name, judgements=(2 * n, 2 * n + 1)) for n, name in enumerate(NAMES)),
    lead=Lead("150 of 150 councils, newest inspection each: a lower grade than before for leadership"),
)
SAID = Answer(
    question="which councils were told to improve supervision",
    kind=AnswerKind.LISTING,
    message="150 of the 150 councils searched say this.",
    evidence=tuple(
        find((P1 if n % 2 else P2), ("foster",), n + 1, citation=of(name, n)) for n, name in enumerate(NAMES)
    ),
    groups=tuple(Group(name, (n,)) for n, name in enumerate(NAMES)),
    more=tuple(find(P2, (), n, citation=of(NAMES[n % 150], n)) for n in range(151, 231)),
    lead=Lead("150 documents of 150 councils"),
)
EVERY = Answer(
    question="every grade of every council",
    kind=AnswerKind.JUDGEMENTS,
    message="Grades as printed.",
    judgements=tuple(
        CitedJudgement(area, GRADES[n % 4], of(name, n)) for n, name in enumerate(NAMES) for area in AREAS
    ),
    groups=tuple(Group(name) for name in NAMES),
    lead=Lead("150 councils, overall effectiveness: 38 Outstanding, 37 Good"),
)
HELD = Answer(
    question="which councils are held",
    kind=AnswerKind.FACTS,
    message="These are the councils whose documents are held.",
    facts=tuple(Fact(name, "7 documents, the newest of 3 May 2025") for name in NAMES),
    lead=Lead("1,050 documents of 150 councils held"),
)
SIDES = Answer(
    question="compare all",
    kind=AnswerKind.COMPARISON,
    message="Side by side.",
    understood=Understood(authorities=NAMES),
    evidence=SAID.evidence[:40],
    groups=tuple(Group(name, (n,)) for n, name in enumerate(NAMES[:40])),
)
POINTS = Answer(
    question="what must all improve",
    kind=AnswerKind.IMPROVEMENTS,
    message="The whole lists.",
    evidence=tuple(find(P2, (), n, citation=of(NAMES[n // 8], n, item=f"bullet {n % 8 + 1}")) for n in range(400)),
    groups=tuple(Group(name, tuple(range(8 * n, 8 * n + 8))) for n, name in enumerate(NAMES[:50])),
    lead=Lead("400 points to improve"),
)
WHICH = Answer(
    question="which one",
    kind=AnswerKind.CLARIFY,
    message="Which council do you mean?",
    options=tuple(Option(name, Filters(authorities=(name,))) for name in NAMES),
)
ALL = {"graded": GRADED, "moved": MOVED, "said": SAID, "every": EVERY, "held": HELD, "sides": SIDES, "points": POINTS}
ALL["which"] = WHICH


@pytest.mark.parametrize("audience", list(Audience))
@pytest.mark.parametrize("name", ALL)
def test_nothing_about_150_councils_is_over_the_limits_of_slack(name, audience):
    answer = ALL[name]
    messages = render_answer(answer, "a1b2c3d4e5f6a7b8c9d0", audience=audience, show_question=True)
    for message in messages:
        for blocks in filter(None, (message.blocks, message.plain)):
            assert message_fault(list(blocks)) is None
            assert [error for block in blocks for error in block_errors(block)] == []
            assert len(json.dumps(list(blocks))) <= 13_200
            assert size([block for block in blocks if block["type"] == "rich_text"]) <= RICH
            cells = [c["text"] for b in blocks if b["type"] == "data_table" for row in b["rows"] for c in row]
            assert sum(map(len, cells)) <= 10_000
        assert len(message.text) <= 4_000


@pytest.mark.parametrize("name", ["graded", "moved", "every"])
def test_every_council_of_a_table_stands_in_one_of_its_parts_with_its_grade_as_printed(name):
    answer = ALL[name]
    messages = render_answer(answer, "a", audience=Audience.DIRECT)
    rows = [
        [cell["text"] for cell in row]
        for message in messages
        for block in message.blocks
        if block["type"] == "data_table"
        for row in block["rows"][1:]
    ]
    first = {}
    for judgement in answer.judgements:
        first.setdefault(judgement.citation.authority, judgement.grade)
    assert {row[0]: row[1] for row in reversed(rows)} == first
    listed = [str(message.plain) for message in messages if message.plain is not None]
    assert all(any(council in text for text in listed) for council in NAMES)


def test_what_a_list_of_sentences_leaves_out_is_counted_and_a_click_away():
    blocks = [block for message in render_answer(SAID, "a", audience=Audience.DIRECT) for block in message.blocks]
    shown = places_in_message(SAID)
    assert f"{len(shown)} of 150 rows; the other {150 - len(shown)} are under More passages." in json.dumps(blocks)
    further = further_places(SAID, shown)
    assert f"More passages ({len(further)})" in labels({"blocks": blocks})
    assert sorted([*shown, *further]) == list(range(230))
    every = (*SAID.evidence, *SAID.more)
    for page in range(-(-len(further) // 5)):
        view = more_view("a", [(n, every[n]) for n in further], page=page, seen=shown, of=len(further))
        assert view_fault(view) is None


def test_a_private_answer_of_several_parts_turns_from_one_to_the_next():
    messages = render_answer(POINTS, "a", audience=Audience.EPHEMERAL)
    assert len(messages) > 5
    for n, message in enumerate(messages):
        turns = [label for label in labels({"blocks": message.blocks}) if "Part" in label]
        assert turns == [f"‹ Part {n}"] * (n > 0) + [f"Part {n + 2} of {len(messages)} ›"] * (n + 1 < len(messages))
    words = "".join(json.dumps(message.blocks) for message in messages)
    assert words.count("duty to notify is limited") == len(POINTS.evidence)


def test_areas_that_were_renamed_stand_in_one_row_and_the_names_of_each_report_are_kept():
    new, old = of("Merrow", 15), of("Merrow", 3)
    grades = (
        CitedJudgement("The experiences and progress of children in care", "Good", new),
        CitedJudgement("Overall effectiveness", "Good", new),
        CitedJudgement("Children looked after and achieving permanence", "Inadequate", old),
        CitedJudgement("Adoption performance", "Outstanding", old),
    )
    units = grade_units(grades)
    table = units[0].blocks[0]
    rows = [[cell["text"] for cell in row] for row in table["rows"]]
    assert rows == [
        ["Area", "2025", "2013"],
        ["Overall effectiveness", "Good", "not printed"],
        ["…children in care", "Good", "Inadequate"],
        ["Adoption performance", "not printed", "Outstanding"],
    ]
    assert "“Children looked after and achieving permanence”" in str(units[1:])


def test_a_table_has_a_caption_a_row_header_and_pages():
    (unit,) = table_units(Grid("Grades", ("Council", "Grade"), tuple((name, "Good") for name in NAMES[:30])))
    (table,) = unit.blocks
    assert (table["caption"], table["row_header_column_index"], table["page_size"]) == ("Grades", 0, 10)
    assert all(cell["type"] == "raw_text" for cell in table["rows"][0])
    assert sum(len(c["text"]) for row in table["rows"] for c in row) <= MOST_CELLS
