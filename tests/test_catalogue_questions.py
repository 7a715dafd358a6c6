"""What is asked of inspections, visits and reports is read by its words in any order; scraps beside a question go."""

from datetime import date

import pytest

from index.authorities import Gazetteer
from index.models import Authority
from index.query import AskKind, asks_what_was_led, read_ask, read_readings

GAZETTEER = Gazetteer.load(Authority(name) for name in ("Derby", "Leeds"))

ASKED = {
    "next": (
        "when is the next inspection due at Derby?",
        "when will Derby be inspected again",
        "Derby - next ofsted?",
        "when are ofsted likely to be back in Derby",
        "is Derby due one soon",
        "who will be the next inspector for Derby",
    ),
    "inspected": (
        "when was Derby last inspected",
        "date of last inspection, Derby",
        "how long ago was Derby's last inspection",
        "Derby: when were inspectors on site",
        "when were they last in at Derby",
        "last time inspectors were in Derby?",
        "which dates did Derby's ILACS take place",
    ),
    "inspectors": (
        "who inspected Derby",
        "who led the Derby inspection",
        "name of Derby's lead inspector",
        "which HMIs did the Derby visit",
        "who was on the inspection team at Derby",
        "who led the Derby inspection and who was the QA manager",
        "how many inspectors did Derby have",
    ),
    "led": (
        "what else has the lead inspector of Derby led",
        "which other councils has Derby's lead inspector inspected",
        "Derby's lead inspector: what other inspections have they led",
        "what else did the inspector who led Derby inspect and who led it",
        "which other reports has the lead inspector for Derby led",
    ),
    "published": (
        "when was the Derby report published",
        "publication date of Derby's report",
        "when did the Derby letter come out",
        "when did the last Derby report land",
        "date Derby's report was released",
    ),
    "often": (
        "how often has Derby been inspected",
        "how many monitoring visits has Derby had",
        "Derby's inspection history",
        "list the inspections of Derby",
        "all visits to Derby in order",
        "any letters for Derby after the last inspection",
        "Derby visits by year",
    ),
}


@pytest.mark.parametrize(("fact", "text"), [(fact, text) for fact, texts in ASKED.items() for text in texts])
def test_a_fact_of_the_catalogue_is_read_by_its_words_in_any_order(fact: str, text: str) -> None:
    frame = read_readings(text, GAZETTEER, today=date(2026, 11, 1))[0].frame
    ask = read_ask(frame, frame.nameless)
    assert ask is not None
    assert (ask.kind, ask.subject) == (AskKind.FACTS, fact)


@pytest.mark.parametrize(
    "text",
    [
        "what did inspectors say of Derby",
        "when are children visited in Derby",
        "how often is supervision at Derby",
        "the latest Derby report",
        "are visits up to date in Derby",
        "who leads the service in Derby",
        "how many visits are late in Derby",
        "what happened in the next room in Derby",
        "what inspectors say about fostering in Derby",
        "who visits children in Derby",
        "has Derby's strategy been published",
        "what should Derby do next",
    ],
)
def test_what_is_said_in_a_report_is_no_fact_of_the_catalogue(text: str) -> None:
    frame = read_readings(text, GAZETTEER, today=date(2026, 11, 1))[0].frame
    ask = read_ask(frame, frame.nameless)
    assert ask is None or ask.kind is not AskKind.FACTS


@pytest.mark.parametrize("text", ["what has   inspected", "inspections led by  ", "which reports did   lead"])
def test_what_an_inspector_led_is_asked_with_nothing_else(text: str) -> None:
    assert asks_what_was_led(text)


@pytest.mark.parametrize("text", ["who is  ", "what does   say about supervision", "did   speak to children"])
def test_a_name_alone_or_with_a_matter_asks_for_no_inspections(text: str) -> None:
    assert not asks_what_was_led(text)
