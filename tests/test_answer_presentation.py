"""What is read in five seconds: the answer in the first line, then a few short passages with one menu each."""

import json
import re
from dataclasses import replace

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
    OVERVIEW,
    P1,
    PASSAGES,
    TIMELINE,
)  # fmt: skip
from sample_answers import citation as cite
from sample_answers import evidence as find

from bot.answers import open_answerer
from bot.answers.leads import with_lead
from bot.models import Answer, AnswerKind, Coverage, Lead, Reason, State
from bot.slack.blocks.answers import render_answer
from bot.slack.blocks.menus import Audience
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
    told = Answer("a child is hurt", AnswerKind.NO_ANSWER, "Call 999.", coverage=Coverage(reason=Reason.NO_MATCH))
    (message,) = render_answer(told, "a", audience=Audience.DIRECT)
    assert "All councils" not in message.text
    assert "Change" not in json.dumps(message.blocks)
    unheld = Answer("neglect", AnswerKind.NO_ANSWER, "Not held.", coverage=Coverage(reason=Reason.AUTHORITY_NOT_HELD))
    assert "Change" in json.dumps(render_answer(unheld, "a", audience=Audience.DIRECT)[0].blocks)


def test_facts_say_themselves_which_paper_they_are_of():
    asked = replace(FACTS, understood=replace(FACTS.understood, recency=Recency.LATEST, voice=Voice.INSPECTOR))
    text = render_answer(asked, "a", audience=Audience.DIRECT)[0].text
    assert "latest report" not in text
    assert "only inspectors" not in text


def test_the_pictures_of_the_docs_say_what_is_answered_today(samples_index):
    """Where this fails, make them anew: python -m tools.make_slack_pictures MODULES (see its first lines)."""
    said = json.loads((DOCS / "slack-pictures.json").read_text(encoding="utf-8"))
    assert set(said) == {path.stem for path in DOCS.glob("slack-*.png")}
    answerer = open_answerer(samples_index)
    for picture, question in ANSWERS.items():
        messages = render_answer(answerer.answer(question), "a" * 20, audience=Audience.DIRECT)
        assert [mark_of(message.blocks) for message in messages] == said[picture], picture
