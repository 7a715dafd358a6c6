"""No text that somebody types keeps a pattern busy: those that once did are fed their worst case, doubled twice.

That no other pattern is slow on a text made from itself is held with the other patterns.
"""

import re
import time
from collections.abc import Callable

import pytest

from bot import privacy
from bot.answers import follow_up, message_reading
from bot.privacy import figures, typed_words
from bot.slack import message_text
from bot.slack.access import SlackUser
from bot.slack.questions import QuestionRequest, answering
from bot.slack.state import Entry

N = 1_000  # four times this is the longest question
MODULES = (figures, typed_words, message_text, follow_up, answering, message_reading)
# A text of about so many characters on which a pattern works longest, by where the pattern stands.
WORST: dict[str, Callable[[int], str]] = {
    "figures._EMAIL": lambda n: "a." * (n // 2),
    "figures._PHONE": lambda n: "0(" * (n // 2),
    "figures._NHS": lambda n: "1 " * (n // 2),
    "figures._NHS_CUED": lambda n: "nhs " * (n // 4),
    "figures._INSURANCE": lambda n: "AB 12" * (n // 5),
    "figures._ADDRESS": lambda n: "1 a-b," * (n // 6),
    "figures._STREET": lambda n: "1 Ab Ab Ab " * (n // 11),
    "figures._SMALL_STREET": lambda n: "1 abc abc " * (n // 10),
    "figures._NO_STREET": lambda n: "th " * (n // 3),
    "figures._FLAT": lambda n: "flat 1, " * (n // 8),
    "figures._BIRTH": lambda n: "dob:::::: 1 jan " * (n // 16),
    "figures._BORN_AFTER": lambda n: "1 january 2001 (" * (n // 16),
    "figures._BORN_IN": lambda n: "he was born in " * (n // 15),
    "figures._CASE": lambda n: "caseid/" * (n // 7),
    "figures._UPN": lambda n: "A12345678901" * (n // 12),
    "figures._COURT": lambda n: "AB12C" * (n // 5),
    "figures._POLICE": lambda n: "12/345/" * (n // 7),
    "figures._HANDLE": lambda n: "insta name " * (n // 11),
    "typed_words._WORD": lambda n: "a-" * (n // 2),
    "message_text._LINK": lambda n: "<a|" * (n // 3),
    "follow_up._CUE": lambda n: "-" * (n // 2) + "in " + "-" * (n // 2) + " a",
    "answering._LIST": lambda n: "show me all the " * (n // 16),
}
AT_THE_START = {"follow_up._CUE", "answering._LIST"}  # not looked for further on


def patterns() -> dict[str, re.Pattern[str]]:
    return {
        f"{module.__name__.rsplit('.', maxsplit=1)[-1]}.{name}": value
        for module in MODULES
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    }


def seconds(work: Callable[[], object]) -> float:
    """Measure the processor's time, the best of three: other tests run beside this one."""
    measured = []
    for _ in range(3):
        begun = time.thread_time()
        work()
        measured.append(time.thread_time() - begun)
    return min(measured)


@pytest.mark.parametrize("name", sorted(WORST))
def test_four_times_the_text_takes_about_four_times_as_long(name):
    pattern = patterns()[name]

    def run(text: str) -> None:
        pattern.match(text)
        pattern.fullmatch(text)
        for _ in () if name in AT_THE_START else pattern.finditer(text):
            pass

    once, twice, four = (seconds(lambda size=size: run(WORST[name](size))) for size in (N, 2 * N, 4 * N))
    assert twice < 3 * once + 0.005
    assert four < 7 * once + 0.010


@pytest.mark.parametrize("text", ["-" + " " * 900 + "x", "- " * 450 + "x", "please " * 130 + "x", "more " * 180 + "x"])
def test_a_message_that_almost_asks_for_more_is_read_at_once(text):
    assert seconds(lambda: follow_up.wants_more(text)) < 0.01


@pytest.mark.parametrize("unit", ["a-", "Ab-", "0 ", "a.", "1 a ", "caseid/", "(", "in -", "A1", "'a", "<", "\t"])
def test_a_question_of_any_length_is_looked_through_for_personal_data_at_once(unit):
    def read(size: int) -> None:
        request = QuestionRequest(unit * size, SlackUser("U1"), Entry.DIRECT, "D1", "a")
        privacy.personal_data(request.text, known=lambda _: True)
        follow_up.read_opening(request.text)
        follow_up.wants_more(request.text)

    assert seconds(lambda: read(40_000)) < 0.25
