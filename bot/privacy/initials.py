"""Initials that stand for a person: "JB, 15", "G.T. 16", "my client ZH", "children OL 5 and FL 3"."""

import re
from itertools import pairwise

from bot.privacy.neighbours import AGE, AGED, OWN, is_role, near, years_of
from bot.privacy.typed_words import ABBREVIATIONS, KINDS, TypedWord, known_words

_CASED = re.compile(r"[A-Z]-[A-Z]\.[A-Z]\.?|(?:[A-Z]\.){2,3}|(?:[A-Z]\.?){0,2}(?:O['’])[A-Z]|[A-Z]{2,3}")
_SMALL = re.compile(r"(?:[a-z]\.){2}")
_ONE = re.compile(r"[A-Z]")
# Small letters with full stops that are no initials.
_SHORT_FORMS = {"e.g.", "i.e.", "a.m.", "p.m.", "n.b.", "u.k.", "c.v.", "w.e.", "p.a.", "c.o.", "v.s."}
# What a number after initials counts, and what a number after them numbers, where no age is meant.
_COUNTRIES = frozenset({"UK", "US", "USA", "EU", "UN", "NI"})
_MEASURES = frozenset(
    "days day weeks week months month years hours percent per of cases children people councils reports pages "
    "areas times visits inspections reviews plans assessments and or to services recommendations ratings framework "
    "minutes".split()
)
_NUMBERED = frozenset("paragraph para page section annex appendix figure table recommendation article form key".split())
_GOES_ON = {
    "missing",
    "male",
    "female",
    "in",
    "on",
    "turned",
    "placed",
    "moved",
    "went",
    "has",
    "with",
    "and",
    "self",
    "cin",
    "cla",
}
_WITH = {"w/", "w", "with", "re", "mum", "dad", "mother", "father", "partner", "parent", "client"}


def holds_initials(words: list[TypedWord]) -> bool:
    """Tell whether initials stand for a person: with an age, or after "my client"."""
    listed = [at for at in range(len(words)) if _in_list(words, at)]
    if any(word.low == "initials" and _CASED.fullmatch(after.text) for word, after in pairwise(words)):
        return True
    if any(_of_kin(words, at) for at in range(2, len(words))):
        return True
    return bool(listed) or _opening(words) or any(_initials(words, at) for at in range(len(words)))


def _opening(words: list[TypedWord]) -> bool:
    """See a message that begins with two small letters and an age: "jd 16 b&b placement"."""
    if len(words) < 3 or not words[1].text.isdecimal() or words[1].gap != " " or words[1].rest[:1] != " ":
        return False
    first, counted = words[0], words[2].low in _MEASURES
    plain = len(first.text) == 2 and first.text.islower() and first.text.isascii() and first.low not in known_words()
    return plain and first.text.upper() not in ABBREVIATIONS and 2 < int(words[1].text[:4]) < 20 and not counted


def _letters(word: TypedWord) -> str | None:
    """Return initials as typed, with their last full stop; None where the word is none or another abbreviation."""
    dotted = f"{word.text}." if "." in word.text and word.rest[:1] == "." else word.text
    small = _SMALL.fullmatch(dotted) is not None and dotted not in _SHORT_FORMS
    cased = _CASED.fullmatch(dotted) or _CASED.fullmatch(dotted + ".") or _ONE.fullmatch(word.text)
    if word.public or not (small or cased):
        return None
    plain = dotted.replace(".", "")
    if (
        (plain.upper() in ABBREVIATIONS and "." not in dotted)
        or plain in {"A", "I", "Q"}
        or word.low in KINDS["not_names"]
    ):
        return None
    return dotted


def _in_list(words: list[TypedWord], at: int) -> bool:
    """Tell whether a word is two initials with a number that can be a child's age, as lists of siblings are typed."""
    word, dotted = words[at], _letters(words[at])
    beyond = words[at + 2] if at + 2 < len(words) else None
    after = words[at + 1] if at + 1 < len(words) else None
    return (
        dotted is not None
        and after is not None
        and re.fullmatch(r"[A-Z]{2}|(?:[A-Z]\.){2}", dotted) is not None
        and after.text.isdigit()
        and int(after.text) < 22
        and after.gap.strip(".") in {" ", "/", " ("}
        and re.match(r"[,.;)/ ]|[MFmf]\b|$", after.rest) is not None
        and (beyond is None or not (beyond.low in _MEASURES or (beyond.text.isdigit() and beyond.gap == " ")))
        and word.gap in {" ", ", ", "", " (", ": "}
        and (at == 0 or words[at - 1].low not in _NUMBERED)
    )


def _initials(words: list[TypedWord], at: int) -> bool:
    word, dotted = words[at], _letters(words[at])
    if dotted is None:
        return False
    single = len(dotted.replace(".", "")) == 1
    if _school_year(words, at):
        return True
    rest = word.rest.removeprefix(".")
    if _has_age(words, at, rest, dotted, single):
        return True
    role = at - 1
    if role > 0 and words[role].low in {"is", "was"}:
        role -= 1
    if (
        dotted.isupper()
        and dotted.count(".") > 1
        and word.gap == " "
        and at > 1
        and words[at - 1].low in {"for", "re", "with"}
    ):
        return dotted.replace(".", "") not in ABBREVIATIONS | _COUNTRIES and is_role(words, at - 2)
    if role < 1 or word.gap != " " or single or not is_role(words, role):
        return False
    told = {w.low.rpartition("-")[2] for w in words[max(0, role - 3) : role + 1]}
    return bool(told & (OWN | {"old"}))


def _school_year(words: list[TypedWord], at: int) -> bool:
    """See two letters before the year of a school that somebody is in: "AK yr 9"."""
    year, number = (*words[at + 1 : at + 3], None, None)[:2]
    if year is None or number is None or year.low not in {"yr", "year", "y"} or not number.text.isdecimal():
        return False
    return len(words[at].text) == 2 and 0 < int(number.text[:3]) < 14 and year.gap in {" ", ", "}


def _of_kin(words: list[TypedWord], at: int) -> bool:
    """See two letters after kin and before an age: "PGF of LM, 3"."""
    cased = _CASED.fullmatch(words[at].text) is not None and words[at - 1].low == "of"
    return cased and words[at - 2].low in KINDS["kin_told"] and AGE.match(words[at].rest) is not None


def _has_age(words: list[TypedWord], at: int, rest: str, dotted: str, single: bool) -> bool:
    age = AGE.match(rest)
    if age is None:
        return False
    told = {w.low for w in near(words, at, -1, 2)}
    if not 0 < years_of(age) < (60 if told & _WITH else 20):
        return False
    if rest[:1] not in {" ", ",", "(", "/", "'", "’", '"', "”"}:
        return False
    marked = bool(age["unit"]) or AGED.match(rest) is not None
    if dotted.islower():
        return marked
    listed = age["end"] in {")", ","} and rest.lstrip()[:1] in {"(", ","} and not single
    if marked or listed:
        return True
    after = next(near(words, at, 1, 2), None) if at + 2 >= len(words) else words[at + 2]
    told_on = after is not None and (after.low in _GOES_ON or is_role([after], 0))
    return not single and (dotted.count(".") > 1 or bool(told & _WITH) or told_on)
