"""What asks nothing gets one short line; whatever may be a question is left to be answered."""

import pytest

from bot.answers.small_talk import CLOSED, EMOJI, TALK, UNREADABLE, short_reply, without_comment

MEANS = [(text, talk.reply) for talk in TALK for text in talk.means]
NOT = [text for talk in TALK for text in talk.not_means]


@pytest.mark.parametrize(("text", "reply"), MEANS)
def test_small_talk_gets_one_short_line(text, reply):
    assert short_reply(text) == reply
    assert len(reply) < 80


@pytest.mark.parametrize("text", [*NOT, "", "?", "hello", "yes", "no", "ok", "2019", "Merrow", "good", "outstanding?"])
def test_what_may_be_a_question_or_an_answer_to_one_is_no_small_talk(text):
    assert short_reply(text) is None


@pytest.mark.parametrize("text", [":tada:", ":+1: :skin-tone-3:", "👍🏽", "🎉 🎉", "❤️", ":heart: :man-woman-girl:"])
def test_an_emoji_alone_is_told_what_can_be_asked(text):
    assert short_reply(text) == EMOJI


@pytest.mark.parametrize("text", ["ما هو تقييم المجلس", "儿童服务怎么样", "Какая оценка у совета Merrow", "ਬੱਚੇ ਕਿਵੇਂ ਹਨ"])
def test_a_script_that_no_report_is_in_gets_a_sentence(text):
    assert short_reply(text) == UNREADABLE


@pytest.mark.parametrize("text", ["café visits in Merrow", "Siân’s visits", "what did Łódź do", "naïve plans", "β"])
def test_accents_and_single_letters_are_no_other_script(text):
    assert short_reply(text) is None


def test_a_long_text_is_looked_at_once():
    assert short_reply("thanks " * 100_000) is None


@pytest.mark.parametrize(
    ("text", "rest", "anew"),
    [
        ("interesting. and in Merrow?", "and in Merrow?", False),
        ("hm not great. and in Merrow?", "and in Merrow?", False),
        ("ok that's useful - Merrow?", "Merrow?", False),
        ("oops Merrow", "Merrow", False),
        ("that's what I was after. and Merrow?", "and Merrow?", False),
        ("interesting. 2019?", "2019?", False),
        ("different question: caseloads there", "caseloads there", True),
    ],
)
def test_remarks_on_the_answer_before_are_taken_off(text, rest, anew):
    assert without_comment(text) == (rest, anew)


@pytest.mark.parametrize(
    "text",
    ["is that good, or not?", "yes, please", "good", "In Merrow, what is weak?", "young carers, please", "sorry"],
)
def test_what_asks_or_names_something_is_no_remark(text):
    assert without_comment(text) == (text, False)


@pytest.mark.parametrize(
    "text", ["that'll do me", "cheers, speak soon", "nope all good", "right, off to lunch, thanks"]
)
def test_an_end_of_a_conversation_gets_one_short_line(text):
    assert short_reply(text) == CLOSED


@pytest.mark.parametrize(
    "text", ["thanks for the 2019 one", "are they all good", "nothing else on neglect", "that'll do?"]
)
def test_what_names_a_year_or_a_matter_ends_no_conversation(text):
    assert short_reply(text) is None


def test_a_long_text_of_remarks_is_looked_at_once():
    assert without_comment("good, " * 100_000)[1] is False
