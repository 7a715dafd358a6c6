"""Families that are named by their surname: "the Okafor siblings", "the Lumleys", "Re Lumley:"."""

from bot.privacy.neighbours import following, is_council, is_place, near, opens_sentence
from bot.privacy.typed_words import KINDS, TypedWord, is_strange
from index.vocabulary import SURNAMES

_BEFORE = {"the", "this", "that", "our", "my", "with", "for", "about", "and", "re", "of", "both"}
_GO_ON = {"with", "in", "who", "of", "and"}
_ARTICLES = {"the", "der", "den", "van", "de"}
_PEOPLES = ("ian", "ish", "ese", "shire", "ham", "ton", "ford", "i")
_DEALT = {"file", "files", "adopters", "carers", "referral", "assessment", "placement", "conference"}
_SIBLINGS = {"brothers", "sisters", "siblings", "twins"}
_CLOSE = {"family", "siblings", "twins", "household", "sibling", "triplets", "brothers", "sisters"}


def of_family(words: list[TypedWord], at: int) -> bool:
    """Tell whether the word at a place is the surname of a family that is spoken of."""
    return not words[at].public and (_household(words, at) or _plural(words, at) or _subject(words, at))


def _household(words: list[TypedWord], at: int) -> bool:
    """See a surname with "family", "kids", "grandparents"."""
    word, after = words[at], following(words, at)
    if after is None or word.low in KINDS["not_names"]:
        return False
    beyond = following(words, at + 1)
    known_case = beyond is not None and (beyond.low == "case" or beyond.low in KINDS["works"])
    if known_case and after.low in _SIBLINGS:
        return False
    dealt_with = word.strange and word.capital and after.low in _DEALT
    if after.low not in KINDS["households"] and not dealt_with:
        return False
    joined = beyond is not None and beyond.low in KINDS["not_family_after"]
    if joined and not (word.strange and word.capital and beyond is not None and beyond.low in _GO_ON):
        return False
    if word.surname:
        return True
    former = words[at - 1].low if at else ""
    if is_council(word):
        return False
    if word.strange and word.capital and after.low in _CLOSE | {"kids"}:
        return True
    if not (former in _BEFORE or former.isdigit() or opens_sentence(words, at) or "(" in word.gap):
        return False
    if word.strange:
        return word.capital or (after.low != "case" and len(word.low) > 4)
    return word.capital and after.low in _CLOSE and not word.low.endswith(_PEOPLES) and not word.text.isupper()


def _plural(words: list[TypedWord], at: int) -> bool:
    """See a family called by the plural of its name: "the Smiths at number 4", "working with the Lumleys"."""
    word = words[at]
    if not (at and words[at - 1].low in _ARTICLES and word.low.endswith("s")) or word.gap != " ":
        return False
    if word.text[:-1].isupper():
        return False
    stem = word.low.removesuffix("s").removesuffix("'")
    listed = stem in SURNAMES or (stem.startswith(("mc", "mac", "o'")) and word.strange)
    unlisted = word.capital and word.strange and is_strange(stem)
    if not (listed or unlisted) or not (word.capital or word.strange) or is_council(word) or is_place(words, at):
        return False
    after = following(words, at)
    spoken_of = any(former.low == "family" for former in near(words, at, -1, 3))
    return after is None or spoken_of or not (after.capital or after.low in KINDS["not_family_after"])


def _subject(words: list[TypedWord], at: int) -> bool:
    """See a surname that a message is headed by, or that a family is told by: "Re Lumley:", "Roma family - Lumley"."""
    word = words[at]
    if not at or not word.capital or not (word.strange or word.surname) or is_place(words, at):
        return False
    if words[at - 1].low == "re" and word.gap in {" ", ": "}:
        return word.strange or word.rest[:1] in {":", ",", "-", "–", ""} or word.rest[:2] == " -"
    told = words[at - 1].low in {"family", "siblings", "children", "kids"} and (
        word.gap in {" - ", " – ", ": ", " ("} or (word.gap == " " and word.strange and words[at - 1].low == "family")
    )
    return told and not any(other.low in KINDS["places"] for other in near(words, at, 1, 2))
