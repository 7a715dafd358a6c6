"""Names and initials of persons, seen by the lists of names and by what stands beside them.

In: the words of a question. Out: whether one of them names a person. Each rule looks at one word and a few
neighbours, so that the work grows with the number of words. Examples that must and must not be seen stand in
tests/test_privacy.py.
"""

import re
from collections.abc import Callable, Iterator

from bot.privacy.typed_words import ABBREVIATIONS, KINDS, TypedWord
from index.vocabulary import COUNCIL_WORDS, GIVEN_NAMES

_AGE = re.compile(
    r"(?:['’]s)?[\s,(-]{0,3}(?:(?:who\s)?is\s|who's\s|now\s|just\sturned\s|turned\s|age[d:]?\s?|-\s?)?(?:only\s|nearly\s|almost\s)?"
    r"(?P<years>\d{1,2})(?P<unit>\s?-?(?:yo|y/o|yrs?|years?|mths?|months?|weeks?|y)\b(?!\s(?:ago|later|plan|to|after|in|of)))?"
    r"(?P<end>[),.;]|\s|$)"
)
_AGED = re.compile(r"[\s,(-]{0,3}(?:age|aged|who is|is)\b")
_CASED = re.compile(r"(?:[A-Z]\.){2,3}|[A-Z]{2,3}")
_ONE = re.compile(r"[A-Z]")
_LAST_OF_ROLE = {role.rpartition(" ")[2] for role in KINDS["roles"]}
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "master"}
_OWN = {"my", "our"}
_ANY = {*_OWN, "the", "this", "that", "a", "his", "her", "their", "old", "another", "new", "called", "named", "both"}


def holds_name(words: list[TypedWord], known: Callable[[str], bool]) -> bool:
    """Tell whether a person is named whom neither the library nor the sector knows."""
    return any(
        rule(words, at, known)
        for at in range(len(words))
        if not words[at].public
        for rule in (_alone, _pair, _called, _beside_role, _with_age, _of_kin, _titled, _family)
    )


def holds_initials(words: list[TypedWord]) -> bool:
    """Tell whether initials stand for a person: with an age, or after "my client"."""
    return any(_initials(words, at) for at in range(len(words)))


def _near(words: list[TypedWord], at: int, step: int, count: int) -> Iterator[TypedWord]:
    for index in range(at + step, at + step * (count + 1), step):
        if not 0 <= index < len(words):
            return
        yield words[index]


def _next(words: list[TypedWord], at: int, gaps: str = " ") -> TypedWord | None:
    """Return the word after this one where only ``gaps`` stand between."""
    if at + 1 >= len(words) or words[at + 1].gap.strip(gaps) or len(words[at + 1].gap) > 4:
        return None
    return words[at + 1]


def _place(words: list[TypedWord], at: int) -> bool:
    """Tell whether a name belongs to a place, a law, a public office rather than to a family."""
    word = words[at]
    for before in _near(words, at, -1, 2):
        if before.low in KINDS["before_public"]:
            return True
        if not before.capital:
            break
    run = at
    while run + 1 < len(words) and run < at + 3 and words[run + 1].gap == " ":
        follower = words[run + 1]
        if follower.low in KINDS["places"]:
            return not (word.possessive and follower.low not in {"law", "rule", "house", "home", "academy", "hospice"})
        if follower.low in KINDS["after_public"]:
            return True
        if not (follower.capital or follower.low in {"and", "&"}):
            return False
        run += 1
    return any(follower.low in KINDS["after_public"] for follower in _near(words, run, 1, 2))


def _unlisted(word: TypedWord) -> bool:
    """Tell whether a word with a capital could be a name that no list has."""
    return (
        word.capital
        and not word.public
        and word.low not in KINDS["not_names"]
        and word.low not in KINDS["places"]
        and word.low not in KINDS["people"]
        and word.low not in COUNCIL_WORDS
    )


def _small_name(word: TypedWord) -> bool:
    return word.maybe and word.low not in KINDS["never_small"] and len(word.low) > 2


def _alone(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    return words[at].given and not _place(words, at)


def _pair(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See a given name that is a word, one that no list has, or an initial, before a surname."""
    first, second = words[at], _next(words, at, " .")
    if (
        second is None
        or not (second.surname or second.capital)
        or second.public
        or _place(words, at)
        or _place(words, at + 1)
    ):
        return False
    if second.surname and (first.maybe or first.given):
        return first.capital == second.capital and (first.capital or _small_name(first))
    if second.surname and second.capital:
        opens = at == 0 or any(mark in first.gap for mark in ".?!\n:")
        return (_unlisted(first) and not opens) or (_ONE.fullmatch(first.text) is not None and first.low not in "ai")
    named = first.capital and first.maybe and not _common(first)
    return named and second.capital and (second.maybe or _unlisted(second)) and second.low not in KINDS["not_names"]


def _common(word: TypedWord) -> bool:
    return word.low in KINDS["never_small"] or word.low in KINDS["not_names"] or _is_council(word)


def _is_council(word: TypedWord) -> bool:
    return word.low in COUNCIL_WORDS


def _role(words: list[TypedWord], at: int) -> bool:
    """Tell whether a word, with the one or two before it, says who a person is."""
    low = words[at].low
    if low in KINDS["roles"] or low in KINDS["people"]:
        return True
    return low in _LAST_OF_ROLE and at > 0 and f"{words[at - 1].low} {low}" in KINDS["roles"]


def _called(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See the word after "child called", "his name is"."""
    name = words[at]
    if not at or words[at - 1].low not in {"called", "named", "name", "names", "is", "was", "are"}:
        return False
    before = words[max(0, at - 6) : at]
    if name.gap.strip(" ,:'\"“‘-") or name.low in KINDS["cue_stop"] or name.text.isdigit():
        return False
    last = before[-1].low
    cued = last in {"called", "named", "name", "names"} or (
        last in {"is", "was", "are"} and len(before) > 1 and before[-2].low in {"name", "names"}
    )
    if not cued or len(name.low) < 2 or (last == "name" and not (before[-1].possessive or ":" in name.gap)):
        return False
    if last == "names" and name.gap == " ":
        return False
    spoken = {word.low for word in before}
    if last not in {"called", "named"} and not spoken & {
        "his",
        "her",
        "their",
        "my",
        "child",
        "client",
        "full",
        "childs",
    }:
        return False
    persons = spoken & {"his", "her", "their", "who", "he", "she"} if last not in {"called", "named"} else set()
    if not persons and not any(_role(words, index) for index in range(max(0, at - 5), at)):
        return False
    return (name.given or name.surname or name.maybe or name.low not in KINDS["not_names"]) and not _place(words, at)


def _beside_role(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See the name after "my client", "foster carer", "7 year old"."""
    name, role = words[at], at - 1
    if role < 0 or name.gap.strip(" ,:(-") or len(name.gap) > 4:
        return False
    if words[role].low in {"is", "was"} and role and words[role - 1].low in KINDS["roles"]:
        role -= 1
    if not _role(words, role) or _place(words, at):
        return False
    before = {word.low for word in words[max(0, role - 4) : role]}
    own = bool(before & _OWN) or words[role].low == "old"
    if name.capital:
        if name.surname or (name.maybe and name.low not in KINDS["not_names"] and not _is_council(name)):
            return words[role].low not in KINDS["people"] or own
        return own and name.gap.strip() != "." and _unlisted(name) and words[role].low not in KINDS["people"]
    return (own or bool(before & _ANY) or len(words[role].low) > 4) and (name.surname or (own and _small_name(name)))


def _with_age(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See a name before an age: "Zofia-Mae, 7", "Kaydyn is 9 years old"."""
    word = words[at]
    if not (word.capital or word.surname):
        return False
    age = _AGE.match(word.rest)
    if age is None or int(age["years"]) > 25 or _place(words, at):
        return False
    marked = bool(age["unit"]) or _AGED.match(word.rest) is not None
    if word.surname or (word.maybe and not _common(word)):
        return marked or age["end"] in {")", ","}
    opens = at == 0
    return marked and _unlisted(word) and (not opens or not word.low.endswith("s")) and "aged" not in word.low


def _of_kin(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See a name before its kin or its papers: "Kaydyn's mum", "kaydens mum", "Grace's care plan"."""
    word, after = words[at], _next(words, at)
    if after is None or not (word.possessive or word.low.endswith("s")) or _place(words, at):
        return False
    beyond = next(_near(words, at + 1, 1, 1), None)
    kin = after.low in KINDS["kin"] or (after.low == "social" and beyond is not None and beyond.low == "worker")
    if not word.possessive:
        stem = word.low.removesuffix("s")
        return (
            kin
            and stem != word.low
            and len(stem) > 2
            and stem in GIVEN_NAMES
            and not _common(word)
            and stem not in KINDS["never_small"]
        )
    if not kin and after.low not in KINDS["papers"]:
        return False
    if word.surname or (word.maybe and not _common(word) and (word.capital or _small_name(word))):
        return not _is_council(word)
    return kin and _unlisted(word) and (beyond is None or beyond.low not in {"and", "or"})


def _titled(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See the name after Mr, Mrs, Ms, Miss."""
    title = words[at]
    name = _next(words, at, " .") if title.low in _TITLES else None
    if name is None or name.public:
        return False
    if name.low in {"and", "&"}:
        return any(word.surname or word.capital for word in _near(words, at + 1, 1, 2) if word.low not in _TITLES)
    if name.low in {"justice", "teams", "office", "word", "excel", "speaker"} or _place(words, at + 1):
        return False
    if title.low in {"miss", "master", "ms"} and not title.capital:
        return name.given or name.surname or (name.capital and name.maybe)
    return (name.capital and name.low not in KINDS["not_names"]) or name.given or name.surname


def _family(words: list[TypedWord], at: int, known: Callable[[str], bool]) -> bool:
    """See a surname with "family", "siblings", "household"."""
    word, after = words[at], _next(words, at)
    if after is None or after.low not in KINDS["households"] or word.low in KINDS["not_names"]:
        return False
    beyond = _next(words, at + 1)
    if beyond is not None and beyond.low in KINDS["not_family_after"]:
        return False
    if word.surname:
        return True
    before = words[at - 1].low if at else ""
    if (
        not word.capital
        or _is_council(word)
        or before not in {"the", "this", "that", "our", "with", "for", "about", "and"}
    ):
        return False
    close = {"family", "siblings", "twins", "household", "sibling", "triplets", "brothers", "sisters"}
    return after.low in close and not word.low.endswith(("ian", "ish", "ese", "shire", "ham", "ton", "ford"))


def _initials(words: list[TypedWord], at: int) -> bool:
    word = words[at]
    dotted = word.text + word.rest[:1] if "." in word.text else word.text
    if word.public or not (_CASED.fullmatch(dotted) or _CASED.fullmatch(dotted + ".") or _ONE.fullmatch(word.text)):
        return False
    plain = dotted.replace(".", "")
    single = len(plain) == 1
    if plain in ABBREVIATIONS or plain in {"A", "I", "Q"} or word.low in KINDS["not_names"]:
        return False
    rest = word.rest.removeprefix(".")
    age = _AGE.match(rest)
    if age is not None and 0 < int(age["years"]) < 20:
        spaced = rest[:1] in {" ", ",", "("}
        marked = bool(age["unit"]) or _AGED.match(rest) is not None
        listed = age["end"] in {")", ","} and rest.lstrip()[:1] in {"(", ","} and not single
        if spaced and (marked or listed):
            return True
    role = at - 1
    if role < 1 or word.gap != " " or single or not _role(words, role):
        return False
    return bool({w.low for w in words[max(0, role - 3) : role]} & (_OWN | {"old"}))
