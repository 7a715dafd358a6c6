"""What stands beside a word of a question: its role, its office, whether it belongs to a place."""

import re
from collections.abc import Iterator

from bot.privacy.typed_words import KINDS, TypedWord
from index.vocabulary import COUNCIL_WORDS

OWN = {"my", "our"}
# A name that these follow is a person's of whom something is told, not the first part of a longer name.
_VERBS = frozenset("and is was has had wants goes went who at in from with needs to can".split())
_AGES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen"
)
# What is named after a person with 's: a law, a charity; a house or a plan may be the person's own.
_NAMED_AFTER = frozenset("law rule house home academy hospice charity trust story".split())
_LAST_OF_ROLE = {role.rpartition(" ")[2] for role in KINDS["roles"]}
# An age after a name or initials: ", 7", " (aged 9)", " is 9 years old", "' 16yrs", ", a 16yo", ", claimed 15".
AGE = re.compile(
    r"(?:['’]s|['’\"”])?[\s,(/-]{0,3}(?:(?:who\s)?(?:is|was)\s|who's\s|[mfMF],?\s|now\s|just\sturned\s|turned\s|age[d:]?\s?|claim(?:s|ed|ing)\s(?:to\sbe\s)?|-\s?)?"
    r"(?:an?\s)?(?:only\s|nearly\s|almost\s)?"
    rf"(?P<years>\d{{1,2}}|(?:(?<=aged\s)|(?<=,\s)|(?<=a\s)|(?<=is\s))(?:{_AGES})(?=[\s-]?(?:years?|yrs?)|[,.;)]|$|\s))"
    r"(?P<unit>\s?-?(?:yo|y/o|yrs?(?:-old)?|years?(?:-old)?|mths?|months?|weeks?|y)\b(?!\s(?:ago|later|plan|to|after|in|of)))?"
    r"(?P<end>[),.;]|\s|$)"
)
AGED = re.compile(r"[\s,(/-]{0,3}(?:age|aged|who is|is|was|[mfMF],|claim(?:s|ed|ing))\b")


def years_of(age: re.Match[str]) -> int:
    """Return how old an age, as AGE finds it, says that somebody is."""
    years = age["years"]
    return int(years) if years.isdigit() else _AGES.split("|").index(years) + 1


def near(words: list[TypedWord], at: int, step: int, count: int) -> Iterator[TypedWord]:
    """Give up to ``count`` words after a place (``step`` 1) or before it (-1), the nearest first."""
    for index in range(at + step, at + step * (count + 1), step):
        if not 0 <= index < len(words):
            return
        yield words[index]


def following(words: list[TypedWord], at: int, gaps: str = " ") -> TypedWord | None:
    """Return the word after this one where only ``gaps`` stand between."""
    if at + 1 >= len(words) or words[at + 1].gap.strip(gaps) or len(words[at + 1].gap) > 4:
        return None
    return words[at + 1]


def opens_sentence(words: list[TypedWord], at: int) -> bool:
    """Tell whether a word stands first in its sentence, where a capital says nothing."""
    return at == 0 or any(mark in words[at].gap for mark in ".?!\n:")


def is_council(word: TypedWord) -> bool:
    """Tell whether a word is in a council's name."""
    return word.low in COUNCIL_WORDS


def _is_area(word: TypedWord) -> bool:
    return is_council(word) and word.low not in KINDS["not_names"]


def is_common(word: TypedWord) -> bool:
    """Tell whether a name is far more often another word."""
    return word.low in KINDS["never_small"] or word.low in KINDS["not_names"] or is_council(word)


def is_unlisted(word: TypedWord) -> bool:
    """Tell whether a word with a capital could be a name that no list has."""
    return (
        word.capital
        and not word.public
        and word.low not in KINDS["not_names"]
        and word.low not in KINDS["places"]
        and word.low not in KINDS["people"]
        and word.low not in KINDS["roles"]
        and not is_council(word)
    )


def is_small_name(word: TypedWord) -> bool:
    """Tell whether a word in small letters can be read as a name."""
    return word.maybe and word.low not in KINDS["never_small"] and len(word.low) > 2


def is_role(words: list[TypedWord], at: int) -> bool:
    """Tell whether a word, with the one before it, says who a person is: "client", "foster carer"."""
    low = words[at].low
    if low in KINDS["roles"] or low in KINDS["people"] or low.endswith("-old"):
        return True
    return low in _LAST_OF_ROLE and at > 0 and f"{words[at - 1].low} {low}" in KINDS["roles"]


def is_place(words: list[TypedWord], at: int) -> bool:
    """Tell whether a name belongs to a place, a law, a public office rather than to a family."""
    for former in near(words, at, -1, 2):
        if former.low in KINDS["before_public"]:
            return True
        if not (former.capital or former.maybe or former.strange):
            break
    run = at
    while run + 1 < len(words) and run < at + 3 and words[run + 1].gap in {" ", " & "}:
        follower = words[run + 1]
        if follower.low in KINDS["places"]:
            return not words[run].possessive or follower.low in _NAMED_AFTER
        if follower.low in KINDS["after_public"]:
            return True
        if not (follower.capital or follower.low in {"and", "&"}):
            return on_duty(words, at, run) or _service(words, run)
        run += 1
    return any(follower.low in KINDS["after_public"] for follower in near(words, run, 1, 2)) or on_duty(words, at, run)


def is_place_listed(words: list[TypedWord], at: int) -> bool:
    """Tell whether a name stands in a list of places: "Warwick, Winston and Clifton wards"."""
    listed = any(
        words[other].capital and is_council(words[other]) for other in (at - 1, at + 1) if 0 <= other < len(words)
    )
    comma = "," in words[at].gap or words[at].rest[:1] == ","
    if listed or (comma and sum(map(_is_area, (*near(words, at, -1, 4), *near(words, at, 1, 4)))) > 1):
        return True
    for after in near(words, at, 1, 6):
        if after.low in KINDS["places_listed"]:
            return True
        if not (after.capital or after.low in {"and", "or"}) or after.gap.strip(" ,&/"):
            return False
    return False


def _service(words: list[TypedWord], at: int) -> bool:
    """Tell whether words in small letters after a name say that it is a service's: "Tarn family hub"."""
    for word in near(words, at, 1, 3):
        if word.gap != " " or word.capital or word.low in _VERBS:
            return False
        if word.low in KINDS["services"]:
            return True
    return False


def on_duty(words: list[TypedWord], first: int, last: int) -> bool:
    """Tell whether a name stands beside what an inspector or an author does: "led by", "did ... lead", "... wrote"."""
    for after in () if words[last].possessive else near(words, last, 1, 3):
        if after.gap != " " or after.low in _VERBS:
            break
        if after.low in KINDS["duty_after"]:
            return True
    former = [word.low for word in near(words, first, -1, 2)]
    return bool(former) and not KINDS["duty_before"].isdisjoint({former[0], " ".join(reversed(former))})
