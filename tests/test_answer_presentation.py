"""What is read in five seconds: the answer in the first line, then a few short passages with one menu each."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from sample_answers import (
    AREA,
    COMPARISON,
    FACTS,
    IMPROVEMENTS,
    JUDGEMENTS,
    JUDGEMENTS_OVER_TIME,
    LISTING,
    LONG,
    NO_ANSWER,
    OVERVIEW,
    P1,
    PASSAGES,
    TIMELINE,
)  # fmt: skip
from sample_answers import citation as cite
from sample_answers import evidence as find

from bot.answers import open_answerer
from bot.answers.leads import with_lead
from bot.answers.out_of_scope import say_whom_to_call
from bot.models import Answer, AnswerKind, Coverage, Group, Lead, Reason, State, Understood
from bot.slack.blocks.answers import render_answer
from bot.slack.blocks.menus import Audience
from bot.slack.blocks.selection import further_places, places_in_message, points_shown
from bot.slack.interaction import read_click
from index.models import Recency, Voice
from tools.make_slack_pictures import ANSWERS, DOCS, mark_of

KINDS = {
    answer.kind.value + str(n): with_lead(answer)
    for n, answer in enumerate((
        AREA, COMPARISON, FACTS, IMPROVEMENTS, JUDGEMENTS, JUDGEMENTS_OVER_TIME, LISTING, LONG, OVERVIEW, PASSAGES,
        TIMELINE,
    ))
}  # fmt: skip


def first_words(block):
    found = []

    def walk(node):
        if isinstance(node, dict):
            if isinstance(node.get("text"), str):
                found.append(node["text"])
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(block)
    return "".join(found)


def quotes(messages):
    return [
        first_words(element)
        for message in messages
        for block in message.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        if element["type"] == "rich_text_quote"
    ]


@pytest.mark.parametrize("audience", [Audience.DIRECT, Audience.EPHEMERAL, Audience.SHARED])
@pytest.mark.parametrize("name", KINDS)
def test_the_first_line_of_the_message_and_of_its_notification_is_the_answer(name, audience):
    answer = KINDS[name]
    shared = "U1" if audience is Audience.SHARED else None
    (message, *_) = render_answer(answer, "a", audience=audience, shared_by=shared)
    lead = " ".join(answer.lead.text.split())[:400]
    said = " ".join(message.text.split())
    whose = re.match(r"[A-Z][a-z]+ \d{4}: “", said)
    papers = {one.citation.document for one in answer.evidence}
    if whose is not None and answer.lead.quoted:  # a quotation above passages of several reports says whose it is
        assert len(papers) > 1
        assert whose[0].startswith(answer.lead.citation.authority)
        said = said[whose.end() :]
    assert said.lstrip("“").startswith(lead)
    assert lead in " ".join(first_words(message.blocks[0]).split())
    bold = json.dumps(message.blocks[0])
    assert '"bold": true' in bold


@pytest.mark.parametrize("name", KINDS)
def test_at_most_three_passages_are_shown_each_with_one_menu_and_no_buttons_of_its_own(name):
    answer = KINDS[name]
    messages = render_answer(answer, "a", audience=Audience.DIRECT)
    if answer.kind is not AnswerKind.TIMELINE:
        assert len(quotes(messages)) <= 3
    blocks = [block for message in messages for block in message.blocks]
    for place, block in enumerate(blocks):
        if block["type"] == "rich_text" and block["elements"][0]["type"] == "rich_text_quote":
            assert blocks[place + 1]["accessory"]["type"] == "overflow"
    buttons = [e["text"]["text"] for b in blocks if b["type"] == "actions" for e in b["elements"] if "text" in e]
    assert not {"Read in context", "Quote"} & set(buttons)


def test_passages_are_of_whole_sentences_and_some_sixty_to_ninety_words():
    sentence = "Social workers visit children often and listen with care to what each of them has to say. "
    long = replace(PASSAGES, evidence=tuple(find(sentence * 20, (), n) for n in range(1, 6)), more=())
    shown = quotes(render_answer(long, "a", audience=Audience.DIRECT))
    assert len(shown) == 3
    for quote in shown:
        words = quote.replace("[…]", "").strip()
        assert words.endswith(".")
        assert 60 <= len(words.split()) <= 90
        assert quote.endswith("[…]")


def test_where_a_passage_can_begin_with_the_sentence_that_leads_it_is_not_said_twice():
    start = P1.index("Social workers see")
    end = P1.index(" Assessments of")
    led = replace(PASSAGES, lead=Lead(P1[start:end], cite(), (0, start, end)))
    (message,) = render_answer(led, "a", audience=Audience.DIRECT)
    assert first_words(message.blocks[0]).startswith("[…] Social workers see")
    assert json.dumps(message.blocks).count("Social workers see") == 1
    leaning = P1.index("However")
    apart = replace(PASSAGES, lead=Lead(P1[leaning:], cite(), (0, leaning, len(P1))))
    (message,) = render_answer(apart, "a", audience=Audience.DIRECT)
    assert first_words(message.blocks[0]) == f"Merrow 2025: “{P1[leaning:]}”"
    assert P1[:40] in quotes((message,))[0]


def test_what_does_not_give_what_was_asked_for_is_said_before_any_passage():
    related = replace(with_lead(PASSAGES), state=State.RELATED, message="It gives no number of social workers.")
    (message,) = render_answer(related, "a", audience=Audience.DIRECT)
    assert first_words(message.blocks[0]) == "It gives no number of social workers."
    assert message.text.startswith("It gives no number of social workers.")


def test_a_citation_names_the_council_once_and_whose_words_only_where_voices_mix():
    def cited(answer: Answer) -> list[str]:
        (message,) = render_answer(answer, "a", audience=Audience.DIRECT)
        return [b["text"]["text"] for b in message.blocks if b.get("accessory", {}).get("type") == "overflow"]

    alone = replace(PASSAGES, evidence=PASSAGES.evidence[:1])
    assert cited(alone) == ["Merrow · inspection report · published 8 July 2025 · paragraph 23, page 5"]
    plan = find("The council will act.", (), 2, citation=cite(voice=Voice.COUNCIL))
    inspectors, council = cited(replace(alone, evidence=(*alone.evidence, plan)))
    assert inspectors.endswith("inspectors' words")
    assert council.endswith("the council's own words")
    assert cited(replace(alone, evidence=(plan,)))[0].endswith("the council's own words")


def test_a_click_under_an_answer_finds_the_question_that_its_change_button_carries():
    (message,) = render_answer(PASSAGES, "a", audience=Audience.DIRECT)
    action = {"action_id": "share", "value": '{"a":"a"}'}
    click = read_click({"actions": [action], "message": {"blocks": list(message.blocks)}, "user": {"id": "U1"}})
    assert click.carried == PASSAGES.question


def test_a_quotation_above_passages_of_two_councils_says_whose_it_is():
    (message, *_) = render_answer(KINDS["comparison1"], "a", audience=Audience.DIRECT)
    assert first_words(message.blocks[0]).startswith("Merrow 2025: “When children go missing")


def test_what_was_not_searched_for_has_no_scope_and_nothing_to_change():
    told = Answer(
        AnswerKind.NO_ANSWER, "Call 999.", question="a child is hurt", coverage=Coverage(reason=Reason.NO_MATCH)
    )
    (message,) = render_answer(told, "a", audience=Audience.DIRECT)
    assert "All councils" not in message.text
    assert "Change" not in json.dumps(message.blocks)
    unheld = Answer(AnswerKind.NO_ANSWER, "Not held.", coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD))
    assert "Change" in json.dumps(render_answer(unheld, "a", audience=Audience.DIRECT)[0].blocks)


@pytest.mark.parametrize("answer", [JUDGEMENTS, PASSAGES, replace(PASSAGES, state=State.RELATED)])
def test_whom_to_call_is_read_before_anything_that_was_found(answer):
    told = say_whom_to_call(with_lead(answer), safeguarding="01999 555 010")
    (message, *_) = render_answer(told, "a", audience=Audience.DIRECT)
    assert first_words(message.blocks[0]).startswith("If anyone is in danger now, call 999")
    assert message.text.startswith("If anyone is in danger now, call 999")
    assert quotes((message,)) or "Overall effectiveness: Good" in message.text
    assert (
        say_whom_to_call(replace(told, message="", lead=None, evidence=()), safeguarding=None).message.count("999") == 1
    )


def test_facts_say_themselves_which_paper_they_are_of():
    asked = replace(FACTS, understood=replace(FACTS.understood, recency=Recency.LATEST, voice=Voice.INSPECTOR))
    text = render_answer(asked, "a", audience=Audience.DIRECT)[0].text
    assert "latest report" not in text
    assert "only inspectors" not in text


THEN = date(2019, 3, 4)
OLD_POINTS = tuple(
    find(f"Ensure that plan {n} is written, kept up to date and looked at by a manager who {'knows it well ' * 6}.", (),
         1, citation=cite(published=THEN, paragraph=str(n), pages=(8,)))
    for n in range(1, 16)
)  # fmt: skip
NEW_POINTS = tuple(
    find(f"The quality of plan {n}.", (), 1, citation=cite(paragraph=None, item=f"bullet {n}", pages=(2,)))
    for n in (1, 2)
)
CHANGES = Answer(
    AnswerKind.COMPARISON,
    "Side by side: Merrow's inspection report, published 8 July 2025, and the one published 4 March 2019.",
    understood=Understood(authorities=("Merrow",), years=(2019,), period="since 2019"),
    evidence=(*NEW_POINTS, *OLD_POINTS, *(find(f"Since the last inspection, {n} has changed.") for n in "abc")),
    judgements=tuple(grade for grade in JUDGEMENTS_OVER_TIME.judgements if grade.citation.published.year > 2015),
    groups=(
        Group("Merrow: inspection report, 8 July 2025: what needs to improve", (0, 1), (0, 1, 2, 3, 4), points=True),
        Group("Merrow: inspection report, 4 March 2019: what needs to improve", tuple(range(2, 17)), (5,), points=True),
        Group("What the report of 2025 says has changed", (17, 18, 19)),
    ),
    lead=Lead("Overall effectiveness: Merrow 2019 Inadequate; then Merrow 2025 Good"),
)


def test_what_changed_is_told_in_lines_with_the_first_points_of_a_long_list_and_what_is_left_out():
    (message,) = render_answer(CHANGES, "a", audience=Audience.DIRECT)
    said = message.text
    assert "• Overall effectiveness: Good (2019: Inadequate)" in said
    assert "• …children in care: Outstanding (2019: Requires improvement)" in said
    assert "2025: page 1" in said
    assert "data_table" not in json.dumps(message.blocks)
    assert "plan 2" in said
    assert "plan 3" not in said
    assert "2 of 15 points; the others are under More passages" in said
    assert "bullets 1 to 2 · page 2" in said
    assert len(quotes((message,))) == 1
    assert "since 2019" in said
    assert "More passages (15)" in json.dumps(message.blocks)


def test_every_point_of_two_lists_is_shown_or_behind_more_passages():
    shown = set(places_in_message(CHANGES))
    assert shown | set(further_places(CHANGES, sorted(shown))) == set(range(len(CHANGES.evidence)))
    nearly = replace(CHANGES.groups[1], evidence=(2, 3, 4))
    assert points_shown(CHANGES, nearly) == (2, 3, 4)  # all but one would be a line saved for a line lost


def test_an_overview_shows_one_paragraph_of_the_summary_and_keeps_the_rest_behind_a_click():
    points = Group("What it says needs to improve", (3, 4), points=True)
    told = tuple(find(f"{P1} {n}") for n in range(3))
    long = replace(
        OVERVIEW, evidence=(*told, *NEW_POINTS), groups=(Group("The report's own summary", (0, 1, 2)), points)
    )
    (message,) = render_answer(long, "a", audience=Audience.DIRECT)
    assert len(quotes((message,))) == 1
    assert all(point.text in message.text for point in NEW_POINTS)
    assert "More passages (2)" in json.dumps(message.blocks)


def test_no_sentence_is_bold_where_none_is_the_answer():
    related = replace(with_lead(PASSAGES), state=State.RELATED, message="It gives no number of social workers.")
    (message,) = render_answer(related, "a", audience=Audience.DIRECT)
    first = next(block for block in message.blocks if block["type"] == "rich_text" and "quote" in json.dumps(block))
    bold = [part["text"] for part in first["elements"][0]["elements"] if part.get("style", {}).get("bold")]
    assert bold
    assert max(map(len, bold)) < 20


def test_passages_that_only_match_weakly_are_the_nearest_and_not_more():
    weak = Answer(AnswerKind.NO_ANSWER, "Nothing answers this.", more=PASSAGES.more, coverage=NO_ANSWER.coverage)
    (message,) = render_answer(weak, "a", audience=Audience.DIRECT)
    assert "Nearest passages (8)" in json.dumps(message.blocks)
    assert "More passages" not in json.dumps(message.blocks)


def test_a_button_to_another_report_begins_with_what_tells_it_from_the_next():
    (message,) = render_answer(NO_ANSWER, "a", audience=Audience.DIRECT)
    labels = [e["text"]["text"] for b in message.blocks if b["type"] == "actions" for e in b["elements"] if "text" in e]
    assert labels[:2] == ["8 July 2025, paragraph 31, page 7, Merrow", "9 January 2015, paragraph 60, page 15, Merrow"]


def test_the_grades_of_two_councils_stand_in_one_line_an_area_and_nothing_is_said_of_what_was_not_asked():
    other = [replace(grade, citation=cite("Tarnside", paragraph=None, pages=(1,))) for grade in JUDGEMENTS.judgements]
    apart = [replace(grade, citation=replace(grade.citation, document="tarnside.pdf")) for grade in other]
    both = replace(JUDGEMENTS, judgements=(*JUDGEMENTS.judgements, *apart[:4]), lead=None)
    (message,) = render_answer(with_lead(both), "a", audience=Audience.DIRECT)
    assert "• Overall effectiveness: Merrow Good; Tarnside Good" in message.text
    assert "• …care leavers: Merrow none given" in message.text
    assert "not printed" not in message.text


def test_the_grades_of_two_councils_over_time_stand_each_under_its_own_name():
    apart = [
        replace(grade, citation=replace(grade.citation, authority="Tarnside", document=f"t{grade.citation.published}"))
        for grade in JUDGEMENTS_OVER_TIME.judgements
    ]
    own = [
        replace(grade, citation=replace(grade.citation, document=f"m{grade.citation.published}"))
        for grade in JUDGEMENTS_OVER_TIME.judgements
    ]
    both = replace(JUDGEMENTS_OVER_TIME, judgements=(*own, *apart), lead=Lead("Overall effectiveness"))
    (message,) = render_answer(both, "a", audience=Audience.DIRECT)
    tables = [block for block in message.blocks if block["type"] == "data_table"]
    assert [[cell["text"] for cell in table["rows"][0]] for table in tables] == [["Area", "2025", "2019", "2015"]] * 2
    headings = [first_words(block) for block in message.blocks if block["type"] == "rich_text"]
    assert headings == ["Overall effectiveness", "Merrow", "Tarnside"]


def test_several_grades_of_a_council_in_a_table_name_each_grade_once_with_its_areas_in_plain_words():
    rows = JUDGEMENTS.judgements[:4]
    listed = replace(
        LISTING, evidence=(), judgements=rows, groups=(Group("Merrow", judgements=(0, 1, 2, 3)),), total=None
    )
    (message,) = render_answer(listed, "a", audience=Audience.DIRECT)
    (table,) = [block for block in message.blocks if block["type"] == "data_table"]
    assert [cell["text"] for cell in table["rows"][1]] == [
        "Merrow",
        "Good: overall effectiveness, leadership; Requires improvement to be good: help and protection; "
        "Outstanding: children in care",
        "8 July 2025, page 1",
    ]


def test_a_timeline_of_many_reports_is_short_and_says_superseded_in_a_word():
    old = [
        find(P1, (), 1, citation=cite(published=date(year, 3, 4)), superseded_by=cite()) for year in range(2014, 2020)
    ]
    groups = tuple(Group(f"Merrow: inspection report, 4 March {year}", (year - 2014,)) for year in range(2014, 2020))
    (message,) = render_answer(
        replace(TIMELINE, evidence=tuple(old), groups=groups), "a", audience=Audience.DIRECT
    )  # fmt: skip
    assert message.text.count("· superseded") == 6
    assert "Superseded by" not in message.text
    assert all(len(quote) <= 320 for quote in quotes((message,)))


def test_the_pictures_of_the_docs_say_what_is_answered_today(samples_index):
    """Where this fails, make them anew: python -m tools.make_slack_pictures MODULES (see its first lines)."""
    said = json.loads((DOCS / "slack-pictures.json").read_text(encoding="utf-8"))
    assert set(said) == {path.stem for path in DOCS.glob("slack-*.png")}
    answerer = open_answerer(samples_index)
    for picture, question in ANSWERS.items():
        messages = render_answer(answerer.answer(question), "a" * 20, audience=Audience.DIRECT)
        assert [mark_of(message.blocks) for message in messages] == said[picture], picture
