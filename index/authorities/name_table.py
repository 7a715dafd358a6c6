"""The names of authorities as a table: shipped and held names -> every phrase that means one, and what it means.

A phrase is a name as normalised tokens joined by a space. What a text says with these phrases is decided in
``index.authorities``; here is only what they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

_TOKEN = re.compile(r"[^\W_]+(?:['’ʼ`][^\W_]+)*|[&+]")
_POSSESSIVE = re.compile(r"['’ʼ`]s?$")
# The tail of a council's own name, the longest first.
COUNCIL_WORDS = (
    "metropolitan borough council", "metropolitan district council", "metropolitan borough", "london borough council",
    "london borough", "borough council", "district council", "county council", "city council", "unitary authority",
    "mbc", "mdc", "bc", "cc", "council", "borough", "city", "county", "corporation",
)  # fmt: skip
_HEADS = ("london borough of ", "royal borough of ", "city of ", "borough of ")
_TAILS = tuple(f" {tail}" for tail in COUNCIL_WORDS if tail not in {"county", "city", "borough", "corporation"})
_WHOLE = {"city of london", "royal borough of windsor", "royal borough of kingston"}  # mean more than their last word


class Rank(StrEnum):
    """How surely a phrase means an authority."""

    NAME = "name"  # the name, a form or an alias of a council
    INITIALS = "initials"  # initials made by rule: heeded only where one of their owners is held
    PLACE = "place"  # a town: counts only where no council is named


@dataclass(frozen=True, slots=True)
class Sense:
    """What a phrase means: one authority, several that share it (``choices``), or none for all that it holds a name."""

    choices: tuple[str, ...]
    rank: Rank = Rank.NAME
    fuzzy: bool = False  # a misspelling of it may be recognised
    read_as: bool = False  # the reader is told what it was read as
    abolished: str | None = None  # the council of exactly this name, which no longer exists


NOBODY = Sense(())  # a term that only holds a council's name


@dataclass(frozen=True, slots=True)
class NameTable:
    """All phrases, and the lists of words that hold a reader back."""

    phrases: dict[str, Sense]
    held: frozenset[str]
    aliases: dict[str, tuple[str, ...]]
    longest: dict[str, int]  # first token of a phrase -> tokens of the longest that begins with it
    siblings: dict[str, str]  # city -> county and county -> city of one stem
    cities: frozenset[str]  # those of ``siblings`` that are the city
    everyday: frozenset[str]
    not_misspelt: frozenset[str]
    shortened: frozenset[str]  # "notts", "n": read as they are, never recognised misspelt
    joined: dict[str, str]  # "sandwell" -> the phrase, for "sand well"


def fold(token: str) -> str:
    """Normalise one token: lower case, no possessive, no apostrophe, "&" as "and"."""
    token = token.lower()
    if token.isalnum():
        return "children" if token == "childrens" else token
    if token in {"&", "+"}:
        return "and"
    return re.sub(r"['’ʼ`]", "", _POSSESSIVE.sub("", token))


def tokens_of(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield each token of a text, normalised, with its start and end."""
    for match in _TOKEN.finditer(text):
        yield fold(match[0]), match.start(), match.end()


@cache
def is_abbreviation(alias: str) -> bool:
    """Tell whether an alias is initials ("BANES", "BwD"): a letter off, such a word is another word."""
    return len(alias) < 8 and any(char.isupper() for char in alias[1:]) and " " not in alias


def name_key(phrase: str) -> str:
    plain = phrase.lower()
    if plain.isascii() and plain.replace(" ", "").isalpha() and "childrens" not in plain:
        return plain
    return " ".join(token for token, _, _ in tokens_of(phrase))


def without_council(key: str) -> str:
    """Take the words of a council's form off a name, so that a misspelling inside it is seen in every form."""
    if key.startswith(_HEADS) and key not in _WHOLE:
        key = key[len(next(head for head in _HEADS if key.startswith(head))) :]
    if key.endswith(_TAILS):
        key = key[: -len(next(tail for tail in _TAILS if key.endswith(tail)))]
    return key


def initials_of(name: str, form: str, kind: str) -> Iterator[str]:
    short = "".join(word[0] for word in name_key(name).split() if word not in {"and", "of", "upon", "on", "with"})
    if kind == "london":
        yield f"lb{short}"
    if kind == "metropolitan":
        yield f"{short}mbc"
    for tail, letters in (
        ("County Council", "cc"),
        ("City Council", "cc"),
        ("Metropolitan District Council", "mdc"),
        ("Metropolitan Borough Council", "mbc"),
        ("Borough Council", "bc"),
    ):
        if form.endswith(tail):
            yield short + letters
            return
    if len(short) >= 2 and form.endswith("Council"):
        yield f"{short}c"
