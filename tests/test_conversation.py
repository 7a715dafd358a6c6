"""Follow-ups take over what they leave out, and nothing else."""

from datetime import date
from hashlib import sha256

import pytest

from bot.answers import MessageReading, ThreadContext, wants_more
from bot.answers.follow_up import is_follow_up, read_opening, read_pointed
from bot.answers.merged_question import merge
from bot.answers.pointed_councils import spoken_of
from bot.models import Filters
from index.authorities import Gazetteer
from index.models import Authority, Kind, Recency, Voice
from index.query import Ask, AskKind, Listing, read_frame, read_turn, turn_marks
from index.query.linear_model import VOCABULARY, load_model
from index.query.turns import MODEL
from index.vocabulary import parse_examples
from tools.kind_examples import marked

DAYS = {"Merrow": date(2023, 5, 1), "Tarnside": date(2025, 5, 1)}
BEFORE = ThreadContext(Filters(authorities=("Merrow",), years=(2025,)), question="private fostering in Merrow in 2025")


def read(question: str) -> MessageReading:
    return MessageReading(rest="private fostering")


GAZETTEER = Gazetteer.load([Authority("Merrow"), Authority("Merrowshire")])


def turn_of(text: str, rest: str):
    return read_turn(rest, read_frame(text, GAZETTEER, today=date(2026, 1, 1)))


def follow(text: str, reading: MessageReading, before: ThreadContext = BEFORE):
    opening = read_opening(text)
    return merge(opening, reading, turn_of(text, opening.rest), before, read=read)


def leans(text: str, reading: MessageReading, *, in_thread: bool, before: ThreadContext = BEFORE) -> bool:
    opening = read_opening(text)
    return is_follow_up(opening, reading, turn_of(text, opening.rest), before, in_thread=in_thread)


@pytest.mark.parametrize(
    ("text", "rest", "tied"),
    [
        ("and in 2019?", "in 2019?", True),
        ("what about care leavers?", "care leavers?", True),
        ("How about Merrowshire", "Merrowshire", True),
        ("same for Merrowshire", "Merrowshire", True),
        ("only inspectors' words", "only inspectors' words", True),
        ("in 2019", "in 2019", True),
        ("n Merrowshire", "Merrowshire", True),
        ("& Merrowshire", "Merrowshire", True),
        ("nurseries in Merrowshire", "nurseries in Merrowshire", False),
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
    "text",
    ["show me more", "more", "More please", "any others?", "and the rest", "see more passages", "next"]
    + ["keep going", "ok, go on please", "continue", "carry on then"],
)
def test_more_is_asked_for(text):
    assert wants_more(text)


@pytest.mark.parametrize(
    "text",
    ["more children in care", "what more could Merrow do", "next steps for leaders", "the rest of the report says?"]
    + ["go on about fostering", "do they keep on", "continue with Hull"],
)
def test_a_question_with_more_in_it_is_a_question(text):
    assert not wants_more(text)


def test_a_year_alone_takes_over_council_and_topic():
    merged = follow("and in 2019?", MessageReading(years=(2019,), rest="in"))
    assert merged is not None
    assert merged.question == "private fostering"
    assert merged.filters == Filters(authorities=("Merrow",), years=(2019,))
    assert merged.carried == "Taken over from the question before: Merrow, the topic."


def test_a_topic_alone_takes_over_council_and_period():
    merged = follow("what about care leavers?", MessageReading(rest="care leavers?"))
    assert merged is not None
    assert merged.question == "care leavers?"
    assert merged.filters == BEFORE.filters
    assert merged.carried == "Taken over from the question before: Merrow, 2025."


@pytest.mark.parametrize("text", ["and Merrowshire?", "what about Merrowshire", "Merrowshire?", "same for Merrowshire"])
def test_a_year_does_not_stick_when_the_council_changes(text):
    merged = follow(text, MessageReading(authorities=("Merrowshire",), rest=""))
    assert merged is not None
    assert merged.filters == Filters(authorities=("Merrowshire",))
    assert merged.question == "private fostering"


def test_a_voice_alone_takes_over_everything_else():
    merged = follow("only inspectors' words", MessageReading(voice=Voice.INSPECTOR, rest="only"))
    assert merged is not None
    assert merged.filters == Filters(authorities=("Merrow",), years=(2025,), voice=Voice.INSPECTOR)


def test_a_period_with_bounds_is_said_again_because_no_filter_can_hold_it():
    merged = follow("and since 2019?", MessageReading(since=2019, rest="and"))
    assert merged is not None
    assert merged.question == "private fostering since 2019?"
    assert merged.filters == Filters(authorities=("Merrow",))


def test_bounds_of_the_question_before_are_taken_over():
    before = ThreadContext(Filters(authorities=("Merrow",)), since=2019, question="private fostering since 2019")
    merged = follow("what about neglect?", MessageReading(rest="neglect?"), before)
    assert merged is not None
    assert merged.question == "neglect? since 2019"
    assert "since 2019" in merged.carried


@pytest.mark.parametrize(
    "text", ["compare with Merrowshire", "how does that compare with Merrowshire", "is it as good in Merrowshire"]
)
def test_comparing_with_another_council_asks_of_both(text):
    merged = follow(
        text, MessageReading(authorities=("Merrowshire",), rest=text.replace("Merrowshire", ""), compares=True)
    )
    assert merged is not None
    assert merged.filters.authorities == ("Merrow", "Merrowshire")
    assert merged.question == "private fostering"


@pytest.mark.parametrize(
    ("text", "among", "now", "councils"),
    [
        ("tell me more on the second one", ("Merrow", "Tarnside"), ("Merrow", "Tarnside"), ("Tarnside",)),
        ("just the former", ("Merrow", "Tarnside"), ("Merrow", "Tarnside"), ("Merrow",)),
        ("and the other one?", ("Merrow", "Tarnside"), ("Tarnside",), ("Merrow",)),
        ("the county one", ("Derby", "Derbyshire"), ("Derby", "Derbyshire"), ("Derbyshire",)),
        ("and for both", ("Hull", "Merrow", "Tarnside"), ("Tarnside",), ("Merrow", "Tarnside")),
        ("of those which is outstanding", ("Hull", "Merrow"), (), ("Hull", "Merrow")),
        ("of those which was inspected first?", ("Tarnside", "Merrow"), (), ("Merrow",)),
        ("which of them was inspected most recently", ("Tarnside", "Merrow"), (), ("Tarnside",)),
        ("which was inspected first", ("Hull", "Merrow"), (), ()),
        ("whos worse", ("Hull", "Merrow"), ("Merrow",), ("Hull", "Merrow")),
        ("which of the two was worse then", ("Hull", "Merrow"), ("Merrow",), ("Hull", "Merrow")),
        ("who is worse off at home", ("Merrow",), ("Merrow",), ()),
        ("the second one", ("Merrow",), ("Merrow",), ()),
        ("the second report", ("Merrow", "Tarnside"), ("Merrow", "Tarnside"), ()),
        ("the other one", ("Merrow", "Tarnside"), ("Merrow", "Tarnside"), ()),
        ("the borough", ("Derby", "Hull"), ("Derby", "Hull"), ()),
    ],
)
def test_a_council_is_pointed_to_without_its_name(text, among, now, councils):
    before = ThreadContext(Filters(authorities=now), question="private fostering", among=among)
    assert read_pointed(read_opening(text), before, DAYS.get)[1] == councils


@pytest.mark.parametrize(
    ("earlier", "among", "named", "shown", "now"),
    [
        ((), (), ("Merrow",), (), ("Merrow",)),
        (("Merrow",), ("Merrow",), ("Tarnside",), (), ("Merrow", "Tarnside")),
        (("Merrow",), ("Merrow",), ("Hull", "Tarnside"), (), ("Hull", "Tarnside")),
        (("Merrow",), ("Hull", "Merrow"), ("Merrow",), (), ("Hull", "Merrow")),
        ((), (), (), ("Hull", "Merrow"), ("Hull", "Merrow")),
        ((), (), (), tuple(f"C{n}" for n in range(40)), ()),
    ],
)
def test_the_councils_that_can_be_pointed_to_are_those_spoken_of_together(earlier, among, named, shown, now):
    assert spoken_of(earlier, among, named, shown) == now


def test_more_of_a_point_of_a_list_is_looked_for_in_that_document():
    before = ThreadContext(Filters(authorities=("Merrow",)), question="what must improve", shown="merrow.pdf")
    merged = follow(
        "tell me more about the private fostering one", MessageReading(rest="private fostering one"), before
    )
    assert merged is not None
    assert merged.filters.document == "merrow.pdf"


@pytest.mark.parametrize(
    "reading",
    [
        MessageReading(rest="who led that inspection", facts=True),
        MessageReading(rest="leadership", area="leaders", area_alone=True),
    ],
)
def test_facts_and_judged_areas_take_no_topic_over(reading):
    merged = follow(reading.rest, reading)
    assert merged is not None
    assert merged.question == reading.rest


def test_a_council_that_is_put_right_takes_the_place_of_the_one_before():
    merged = follow("no I meant Merrowshire", MessageReading(authorities=("Merrowshire",), rest=""))
    assert merged is not None
    assert merged.filters.authorities == ("Merrowshire",)


@pytest.mark.parametrize(
    ("former", "question"),
    [
        ("health", "health care leavers"),
        ("health of foster carers", "health of care leavers"),
        ("foster carers", "care leavers"),
    ],
)
def test_people_who_are_put_right_take_the_place_of_those_before(former, question):
    before = ThreadContext(Filters(authorities=("Merrow",)), question=former)
    text = "no not children in care, I meant care leavers"
    turn = turn_of(text, text)
    merged = merge(
        read_opening(text), MessageReading(rest=turn.rest), turn, before, read=lambda said: MessageReading(rest=said)
    )
    assert merged is not None
    assert (merged.question, merged.about) == (question, question)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("sorry not Hull, Kent", "Kent"),
        ("no, Kent not Medway", "Kent"),
        ("no not foster carers i meant adopters", "adopters"),
        ("no, not that one", "that one"),
    ],
)
def test_what_is_denied_is_not_what_is_meant(text, rest):
    words = turn_of(text, text).rest.split()
    assert " ".join(word for word in words if word not in {"sorry", "no,", "not", ","}).strip(" ,") == rest


def test_the_period_stays_where_the_councils_before_are_compared():
    before = ThreadContext(
        Filters(authorities=("Merrow",), years=(2022,)), question="private fostering", among=("Hull", "Merrow")
    )
    merged = follow("which was worse", MessageReading(authorities=("Hull", "Merrow"), compares=True), before)
    assert merged is not None
    assert merged.filters == Filters(authorities=("Hull", "Merrow"), years=(2022,))


def test_a_latest_report_asked_for_replaces_the_year():
    merged = follow("and the latest?", MessageReading(recency=Recency.LATEST, rest="the"))
    assert merged is not None
    assert merged.filters == Filters(authorities=("Merrow",), recency=Recency.LATEST)


@pytest.mark.parametrize(
    ("text", "recency"),
    [("and now?", Recency.LATEST), ("and last time?", Recency.PREVIOUS), ("are they still using it?", Recency.LATEST)],
)
def test_now_and_last_time_replace_the_period(text, recency):
    merged = follow(text, MessageReading(rest=text))
    assert merged is not None
    assert (merged.filters.years, merged.filters.recency) == ((), recency)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("any concerns?", "private fostering concerns"),
        ("just the concerns", "private fostering concerns"),
        ("and the strengths?", "private fostering strengths"),
        ("is that better than before?", "private fostering: is that better than before?"),
        ("why?", "private fostering: why"),
        ("how many?", "how many private fostering"),
    ],
)
def test_an_aspect_of_the_topic_is_no_new_topic(text, question):
    merged = follow(text, MessageReading(rest=text))
    assert merged is not None
    assert (merged.question, merged.about) == (question, BEFORE.question)


@pytest.mark.parametrize(
    "text", ["who does it", "what are they doing about it", "how big was the shortfall", "the money side"]
)
def test_what_a_pronoun_stands_for_stands_before_the_message(text):
    merged = follow(text, MessageReading(rest=text))
    assert merged is not None
    assert merged.question == f"private fostering. {text}"


def test_a_kind_of_document_replaces_the_kind_before():
    before = ThreadContext(Filters(authorities=("Merrow",), kind="slides"), question="private fostering")
    merged = follow("and in the action plan", MessageReading(rest="in the", kinds=(Kind.ACTION_PLAN,)), before)
    assert merged is not None
    assert merged.filters.kind is None
    assert "action plan" in merged.question


def test_without_a_topic_and_without_the_question_before_nothing_can_be_asked():
    assert follow("and in 2019?", MessageReading(years=(2019,), rest="in"), ThreadContext(BEFORE.filters)) is None


def test_a_question_in_full_leans_on_nothing():
    reading = MessageReading(authorities=("Merrowshire",), rest="what did say about neglect")
    assert not leans("What did inspectors say about neglect in Merrowshire?", reading, in_thread=True)


def test_at_the_top_of_a_direct_message_a_question_without_a_cue_is_a_new_one():
    assert not leans("What did inspectors say about neglect?", MessageReading(rest="neglect"), in_thread=False)
    assert leans("What did inspectors say about neglect?", MessageReading(rest="neglect"), in_thread=True)
    plan = MessageReading(authorities=("Merrow",), rest="", kinds=(Kind.ACTION_PLAN,))
    assert not leans("Merrow action plan", plan, in_thread=False)


def test_a_council_alone_answers_the_question_back():
    asked = ThreadContext(Filters(), question="how are care leavers doing", asked=True)
    assert leans("Merrow", MessageReading(authorities=("Merrow",)), in_thread=False, before=asked)


@pytest.mark.parametrize("text", ["thanks", "cheers", "great, that's all thanks"])
def test_thanks_lean_on_nothing(text):
    assert not leans(text, MessageReading(chat=True, rest=""), in_thread=True)


@pytest.mark.parametrize("text", ["only east", "the east one please", "I mean East"])
def test_part_of_a_name_answers_which_council_is_meant(text):
    asked = ThreadContext(Filters(), question="private fostering", asked=True, among=("East Merrow", "West Merrow"))
    assert read_pointed(read_opening(text), asked, DAYS.get)[1] == ("East Merrow",)


@pytest.mark.parametrize("text", ["Merrow", "the council please", "east or west, what is the difference"])
def test_words_that_fit_several_councils_or_none_choose_none(text):
    asked = ThreadContext(Filters(), question="private fostering", asked=True, among=("East Merrow", "West Merrow"))
    assert read_pointed(read_opening(text), asked, DAYS.get)[1] == ()


@pytest.mark.parametrize("text", ["para number?", "which page is that", "where is that from?"])
def test_who_asks_where_it_stands_is_shown_it_again(text):
    merged = follow(text, MessageReading(rest=text))
    assert merged is not None
    assert (merged.question, merged.filters.authorities) == (BEFORE.question, ("Merrow",))


def test_a_question_on_all_councils_leans_on_nothing():
    listing = MessageReading(rest="inadequate", grades=True, listing=Ask(AskKind.LISTING, listing=Listing()))
    assert not leans("which councils are inadequate at their latest inspection?", listing, in_thread=True)
    assert leans("which councils are inadequate for it?", listing, in_thread=True)


def test_the_weights_were_learned_from_the_examples_of_turns_and_tell_them():
    text = (VOCABULARY / f"{MODEL}.txt").read_bytes()
    model = load_model(MODEL)
    assert model.examples == sha256(text).hexdigest(), "run python -m tools.fit_examples turns"
    examples = marked(parse_examples(text.decode("utf-8"))[::5], turn_marks)
    found = [(kind, model.probabilities(marks)) for kind, marks in examples]
    assert sum(max(odds, key=odds.__getitem__) == kind for kind, odds in found) / len(found) > 0.95


@pytest.mark.parametrize(
    ("text", "kind", "matter"),
    [
        ("for what reason was that?", "why", ()),
        ("anything they were pleased with?", "good", ()),
        ("which paragraph would I find that in", "source", ()),
        ("sorry, wrong one, I wanted Kent", "correct", ()),
        ("and how does Kent measure up by comparison", "compare", ()),
        ("how had it looked the time before", "before", ()),
        ("what about school attendance", "topic", ("attendance",)),
    ],
)
def test_messages_in_words_of_their_own_are_told_by_examples(text, kind, matter):
    turn = turn_of(text, text)
    assert turn.kind == kind
    assert not matter or set(matter) <= set(turn.matter)


def test_the_council_that_is_put_right_is_not_joined_to_the_wrong_one():
    reading = MessageReading(authorities=("Merrowshire", "Merrow"), rest="no not", compares=True)
    merged = follow("no, Merrowshire not Merrow", reading)
    assert merged is not None
    assert merged.filters.authorities == ("Merrowshire",)
    assert merged.question == "private fostering"


def test_a_message_on_another_council_and_a_matter_takes_nothing_over():
    reading = MessageReading(authorities=("Merrowshire",), rest="how quickly are strategy meetings held")
    assert not leans("How quickly are strategy meetings held in Merrowshire", reading, in_thread=True)
