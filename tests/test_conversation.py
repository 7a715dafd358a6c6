"""Follow-ups take over what they leave out, and nothing else."""

import pytest

from bot.models import Filters
from bot.slack.questions.follow_up import ThreadContext, is_follow_up, merge, read_opening, wants_more
from bot.slack.questions.understanding import MessageReading
from index.models import Recency, Voice

BEFORE = ThreadContext(Filters(authorities=("Merrow",), years=(2025,)), question="private fostering in Merrow in 2025")


def rest_of(question: str) -> str:
    return "private fostering"


@pytest.mark.parametrize(
    ("text", "rest", "tied"),
    [
        ("and in 2019?", "in 2019?", True),
        ("what about care leavers?", "care leavers?", True),
        ("How about Merrowshire", "Merrowshire", True),
        ("same for Merrowshire", "Merrowshire", True),
        ("only inspectors' words", "only inspectors' words", True),
        ("in 2019", "in 2019", True),
        (
            "In Merrow, what did inspectors say about neglect?",
            "In Merrow, what did inspectors say about neglect?",
            False,
        ),
        ("What did inspectors say about neglect?", "What did inspectors say about neglect?", False),
    ],
)
def test_the_words_that_tie_a_message_to_the_one_before_are_taken_off(text, rest, tied):
    opening = read_opening(text)
    assert (opening.rest, opening.tied) == (rest, tied)


@pytest.mark.parametrize(
    "text", ["show me more", "more", "More please", "any others?", "and the rest", "see more passages", "next"]
)
def test_more_is_asked_for(text):
    assert wants_more(text)


@pytest.mark.parametrize(
    "text",
    ["more children in care", "what more could Merrow do", "next steps for leaders", "the rest of the report says?"],
)
def test_a_question_with_more_in_it_is_a_question(text):
    assert not wants_more(text)


def test_a_year_alone_takes_over_council_and_topic():
    merged = merge(read_opening("and in 2019?"), MessageReading(years=(2019,), rest="in"), BEFORE, rest_of=rest_of)
    assert merged is not None
    assert merged.question == BEFORE.question
    assert merged.filters == Filters(authorities=("Merrow",), years=(2019,))
    assert merged.carried == "Taken over from the question before: Merrow, the topic."


def test_a_topic_alone_takes_over_council_and_period():
    merged = merge(
        read_opening("what about care leavers?"), MessageReading(rest="care leavers?"), BEFORE, rest_of=rest_of
    )
    assert merged is not None
    assert merged.question == "care leavers?"
    assert merged.filters == BEFORE.filters
    assert merged.carried == "Taken over from the question before: Merrow, 2025."


def test_a_voice_alone_takes_over_everything_else():
    heard = MessageReading(voice=Voice.INSPECTOR, rest="only")
    merged = merge(read_opening("only inspectors' words"), heard, BEFORE, rest_of=rest_of)
    assert merged is not None
    assert merged.filters == Filters(authorities=("Merrow",), years=(2025,), voice=Voice.INSPECTOR)


def test_a_period_with_bounds_is_said_again_because_no_filter_can_hold_it():
    merged = merge(read_opening("and since 2019?"), MessageReading(since=2019, rest="and"), BEFORE, rest_of=rest_of)
    assert merged is not None
    assert merged.question == "private fostering since 2019?"
    assert merged.filters == Filters(authorities=("Merrow",))


def test_bounds_of_the_question_before_are_taken_over():
    before = ThreadContext(Filters(authorities=("Merrow",)), since=2019, question="private fostering since 2019")
    merged = merge(read_opening("what about neglect?"), MessageReading(rest="neglect?"), before, rest_of=rest_of)
    assert merged is not None
    assert merged.question == "neglect? since 2019"
    assert "since 2019" in merged.carried


def test_comparing_with_another_council_asks_of_both():
    heard = MessageReading(authorities=("Merrowshire",), rest="compare with", compares=True)
    merged = merge(read_opening("compare with Merrowshire"), heard, BEFORE, rest_of=rest_of)
    assert merged is not None
    assert merged.filters.authorities == ("Merrow", "Merrowshire")


def test_a_latest_report_asked_for_replaces_the_year():
    merged = merge(
        read_opening("and the latest?"), MessageReading(recency=Recency.LATEST, rest="the"), BEFORE, rest_of=rest_of
    )
    assert merged is not None
    assert merged.filters == Filters(authorities=("Merrow",), recency=Recency.LATEST)


def test_without_a_topic_and_without_the_question_before_nothing_can_be_asked():
    before = ThreadContext(BEFORE.filters)
    assert (
        merge(read_opening("and in 2019?"), MessageReading(years=(2019,), rest="in"), before, rest_of=rest_of) is None
    )


def test_a_question_in_full_leans_on_nothing():
    opening = read_opening("What did inspectors say about neglect in Merrowshire?")
    heard = MessageReading(authorities=("Merrowshire",), rest="what did say about neglect")
    assert not is_follow_up(opening, heard, in_thread=True)


def test_at_the_top_of_a_direct_message_a_question_without_a_council_is_a_new_one():
    opening = read_opening("What did inspectors say about neglect?")
    assert not is_follow_up(opening, MessageReading(rest="neglect"), in_thread=False)
    assert is_follow_up(opening, MessageReading(rest="neglect"), in_thread=True)
