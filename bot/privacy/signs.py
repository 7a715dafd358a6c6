"""Signs that a message tells of a private person: an age, kin, "she", "my", what has happened to somebody.

A name alone says little: whoever asks about reports names scholars, inspectors and cases that everybody knows. A sign
is ``close`` where it belongs to one person, and ``loose`` where it only shows that the writer has a case in hand.
"""

from bisect import bisect_left
from dataclasses import dataclass

from bot.privacy.neighbours import OWN, is_role, near, opens_sentence
from bot.privacy.typed_words import KINDS, TypedWord

_WHOLE_NAMES, _SINGLE_BEFORE, _SINGLE_AFTER = 40, 6, 14
_PRONOUNS = frozenset("he she his her him he's she's hers himself herself".split())
_OWN = OWN | frozenset("we us mine we've we're i'm i've im ive".split())
_UNITS = frozenset("yo yr yrs year years y/o y m mth mths month months week weeks wk wks weeker yr-old yrs-old".split())
_COUNTED = frozenset("kids children girls boys siblings brothers sisters".split())
_ONE_OF = OWN | {"this", "a", "an", "the", "his", "her", "their"}
# Of whom reports speak as well: beside "my", a child is one's own; beside "the", any.
_GENERIC = frozenset("child parent family case pupil student teacher worker adviser carer leaver person old".split())
# What authors, inspectors and ministers do, publish and are.
_PUBLIC = KINDS["said"] | KINDS["works"] | KINDS["after_public"]
_WHO = frozenset({"who", "whose"})


@dataclass(slots=True)
class Signs:
    """Where signs stand among the words of a message, in order."""

    close: list[int]
    loose: list[int]

    @classmethod
    def of(cls, words: list[TypedWord]) -> "Signs":
        """Gather the signs in the words of a message."""
        close = [at for at in range(len(words)) if _is_close(words, at)]
        return cls(close, [at for at in range(len(words)) if _is_loose(words, at)])

    def about_one(self, first: int, last: int) -> bool:
        """Tell whether something of one person is told near the words of a name."""
        return _within(self.close, first - _SINGLE_BEFORE, first - 1) or _within(
            self.close, last + 1, last + _SINGLE_AFTER
        )

    def near_by(self, first: int, last: int) -> bool:
        """Tell whether a sign of any kind stands near the words of a name."""
        return self.about_one(first, last) or _within(self.loose, last + 1, last + _SINGLE_AFTER)

    def of_a_case(self, first: int, last: int) -> bool:
        """Tell whether the words about a name show that somebody's case is in hand."""
        low, high = first - _WHOLE_NAMES, last + _WHOLE_NAMES
        return any(_within(at, low, first - 1) or _within(at, last + 1, high) for at in (self.close, self.loose))


def _within(places: list[int], low: int, high: int) -> bool:
    at = bisect_left(places, low)
    return at < len(places) and places[at] <= high


def _is_close(words: list[TypedWord], at: int) -> bool:
    word = words[at]
    if word.low in _PRONOUNS:
        return not any(after.low in KINDS["said"] for after in near(words, at, 1, 1))
    if word.low in KINDS["kin_told"] or _is_age(words, at):
        return True
    before = words[at - 1] if at else None
    if before is None or not is_role(words, at) or word.low in KINDS["people"]:
        return False
    return before.low in OWN or (before.low in _ONE_OF and word.low not in _GENERIC)


def _is_age(words: list[TypedWord], at: int) -> bool:
    """See "aged 9", "17yo", "(15)", ", 4,"; not "16 year olds"."""
    word = words[at]
    if not (word.text.isdecimal() and word.text.isascii() and len(word.text) < 3) or not 0 < int(word.text) < 26:
        return False
    unit = words[at + 1].low if at + 1 < len(words) and words[at + 1].gap in {"", " ", "-"} else ""
    beyond = words[at + 2].low if at + 2 < len(words) else ""
    if unit in _UNITS and not unit.startswith(("week", "wk", "month", "mth")):
        return beyond != "olds" and (unit != "m" or words[at + 1].gap == "")
    if at and words[at - 1].low in {"aged", "age"}:
        return not (words[at].rest[:1] == "-" or unit in {"and", "to", "or"})
    if at and words[at - 1].low in {
        "is",
        "are",
        "was",
        "now",
        "turned",
        "turns",
        "nearly",
        "just",
        "claims",
        "says",
        "looks",
        "claiming",
    }:
        return word.rest[:2] in {"", " &", ". ", ", ", "."} or word.rest[:5] in {" and ", " who "}
    closed = word.rest[:1] in {",", ")", ".", ";"} or not word.rest.strip()
    return closed and word.gap in {", ", " ("} and bool(at) and words[at - 1].text.isalpha() and words[at - 1].capital


def _is_loose(words: list[TypedWord], at: int) -> bool:
    word = words[at]
    if word.low in _OWN and (word.gap or not at):
        after = words[at + 1].low if at + 1 < len(words) else ""
        before = words[at - 1].low if at else ""
        return not (word.low == "us" and before in {"tell", "give", "show"}) and after not in KINDS["works"]
    if word.low in KINDS["when"] or word.low in KINDS["incidents"]:
        return True
    two = f"{words[at - 1].low} {word.low}" if at else ""
    return (
        two in KINDS["when"]
        or two in KINDS["incidents"]
        or (word.low in _COUNTED and at > 0 and words[at - 1].text.isdigit() and len(words[at - 1].text) == 1)
    )


def is_framed(words: list[TypedWord], first: int, last: int) -> bool:
    """Tell whether a whole name stands as that of a case: "re Jo Tarn", "working with Jo Tarn", "Jo Tarn has ..."."""
    former = [word.low for word in near(words, first, -1, 2)]
    if former and (former[0] in KINDS["framed"] or is_singled_out(words, first)):
        return True
    if first and words[first].gap == " " and is_role(words, first - 1):
        return True
    if is_subject(words, last) or (words[last].possessive and _of_case(words, last)):
        return True
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None:
        return False
    if after.text.isdecimal() and after.gap == " " and 0 < int(after.text[:4]) < 20 and after.rest[:1] == " ":
        return True
    if first and words[first - 1].surname and words[first].gap == ", ":
        return True
    apposed = after.gap in {" (", ", ", ": ", " - ", " – ", " — "}
    if first and words[first - 1].low == "the" and after.gap == " " and after.low in KINDS["of_cases"]:
        return True
    heads = first == 0 and after.gap == ". "
    return heads or (apposed and (is_role(words, last + 1) or after.low in KINDS["on_plans"]))


def is_singled_out(words: list[TypedWord], first: int) -> bool:
    """Tell whether the words before a name say that it is one person's: "a child like Ewa", "spoke to Jo"."""
    former = [word.low for word in near(words, first, -1, 2)]
    after = words[first + 1] if first + 1 < len(words) else None
    if (
        words[first].maybe
        and after is not None
        and after.low in _WHO
        and not after.possessive
        and is_subject(words, first)
    ):
        return True
    return len(former) > 1 and words[first].gap == " " and " ".join(reversed(former)) in KINDS["framed"]


def is_subject(words: list[TypedWord], last: int) -> bool:
    """Tell whether what follows a name tells what somebody does or suffers: "has disclosed", "wants", ", who is"."""
    after = words[last + 1] if last + 1 < len(words) else None
    if after is None or (words[last].possessive and after.low not in KINDS["told"]):
        return False
    if after.gap.strip(" ,-—–(\"'’") or after.capital:
        return False
    if after.low not in KINDS["told"] and after.low not in _WHO:
        return False
    return not any(word.low in _PUBLIC for word in near(words, last, 1, 4))


def _of_case(words: list[TypedWord], last: int) -> bool:
    return any(word.low in KINDS["papers"] or word.low in KINDS["of_cases"] for word in near(words, last, 1, 2))


def is_published(words: list[TypedWord], first: int, last: int) -> bool:
    """Tell whether a whole name is an author's or a known case's: "Jo Tarn inquiry", "what did Jo Tarn say"."""
    beyond = [word.low for word in near(words, last, 1, 4)]
    if beyond[:1] and beyond[0] in {"is", "was"} and not KINDS["after_public"].isdisjoint(beyond):
        return True
    for after in near(words, last, 1, 4):
        if after.gap.strip(" &") or after.low in KINDS["told"] or after.low in _PRONOUNS | _OWN | {"i"}:
            break
        if after.low in _PUBLIC:
            return True
    for former in near(words, first, -1, 3):
        if former.low in KINDS["works_by"]:
            return True
        if former.gap.strip() or opens_sentence(words, first):
            break
    return False
