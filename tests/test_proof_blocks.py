"""Modals and messages of what people take away, hostile and oversized ones included, are such as Slack takes."""

from dataclasses import replace

import pytest
from check_blocks import block_errors
from fake_slack_limits import message_fault, pings, view_fault
from sample_answers import HOSTILE, LONG, PASSAGES
from sample_answers import citation as cite

from bot.quotations import CheckedQuotation, Difference, DifferenceKind, QuotationState
from bot.slack.blocks import (
    LaterPaper,
    PackRow,
    check_form,
    checked_messages,
    checked_view,
    file_question,
    follow_offer,
    following_view,
    grades_view,
    later_view,
    pack_view,
    page_view,
)
from index.models import Passage, Unit

STATES = tuple(QuotationState)
DIFFERENCES = tuple(
    Difference(kind, HOSTILE * 5, "" if n % 2 else "p" * 4_000) for n, kind in enumerate(DifferenceKind)
)
RESULTS = [
    CheckedQuotation(
        HOSTILE * (1 + n % 9),
        STATES[n % 3],
        differences=DIFFERENCES if STATES[n % 3] is QuotationState.DIFFERS else (),
        citation=None if STATES[n % 3] is QuotationState.NOT_FOUND else cite(),
        nearest=cite() if n % 2 else None,
        notes=("A note. " * 100,) * (n % 3),
        claim=n % 5 == 0,
    )
    for n in range(150)
]
PLACES = [(n, PASSAGES.evidence[0]) if one.citation else None for n, one in enumerate(RESULTS)]
EVERY = PASSAGES.evidence + LONG.evidence
PAPERS = [
    LaterPaper(
        replace(cite(), title="t" * 500),
        tuple((4 * n + place, one) for place, one in enumerate(EVERY[: n % 4])),
        actions=n % 2 == 0,
    )
    for n in range(60)
]
ROWS = [
    PackRow(f"{n:032x}-{n}", Passage(n, HOSTILE * (1 + n % 20), Unit.NUMBERED), cite(), "How do you know it?")
    for n in range(40)
]
VIEWS = {
    "form": check_form(),
    "checked": checked_view(RESULTS, PLACES, answer="a" * 20),
    "nothing to check": checked_view([], [], answer="a"),
    "page": page_view(cite(), picture="F1", alt="x" * 9_000, value="{}"),
    "later": later_view(EVERY[0], PAPERS, answer="a" * 20),
    "nothing later": later_view(EVERY[0], [], answer="a"),
    "grades": grades_view(["Merrow"] * 4, picture="F1", alt="y" * 9_000),
    "pack": pack_view(ROWS, gone=3, note=HOSTILE),
    "empty pack": pack_view([]),
    "followed": following_view(
        [(f"{n:016x}", HOSTILE * 3) for n in range(40)],
        councils=[f"Council {n}" for n in range(300)],
        themes=["T" * 90] * 90,
    ),
    "follows nothing": following_view([], councils=[], themes=["Supervision"], note=HOSTILE),
    "offered": follow_offer([("k" * 900, HOSTILE) for _ in range(12)]),
    "nothing offered": follow_offer([]),
}


@pytest.mark.parametrize("name", VIEWS)
def test_every_view_is_inside_the_limits_and_of_the_published_structure(name):
    assert view_fault(VIEWS[name]) is None
    assert [error for block in VIEWS[name]["blocks"] for error in block_errors(block)] == []
    assert pings("", VIEWS[name]["blocks"]) == []


def test_the_result_of_a_long_draft_comes_in_messages_that_slack_takes_and_counts_what_it_leaves_out():
    messages = checked_messages(RESULTS, PLACES, answer="a" * 20, of="d" * 400)
    assert [message_fault(list(message.blocks)) for message in messages] == [None] * len(messages)
    assert [error for message in messages for block in message.blocks for error in block_errors(block)] == []
    assert all(pings(message.text, list(message.blocks)) == [] for message in messages)
    assert "word for word as printed" in messages[-1].text or "word for word as printed" in str(messages[-1].blocks)


@pytest.mark.parametrize("admin", [True, False])
def test_a_document_is_asked_about_by_its_name_whatever_that_is(admin):
    message = file_question(HOSTILE * 9, "F1", admin=admin)
    assert message_fault(list(message.blocks)) is None
    assert pings(message.text, list(message.blocks)) == []
