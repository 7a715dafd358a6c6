"""Names of persons, seen by the lists of names, by spelling and by what stands beside them.

In: the words of a question. Out: whether one of them names a private person. A rule of _RULES sees a name by what
stands beside it; a given name alone is enough; a whole name, or a word that is a name as well, needs a sign that a case
is in hand (signs.py). Each looks at one word and a few neighbours, so that the work grows with the number of words.
Examples that must and must not be seen stand in tests/test_privacy.py.
"""

from calendar import month_name

from bot.privacy.families import of_family
from bot.privacy.neighbours import (
    AGE,
    AGED,
    OWN,
    following,
    is_common,
    is_council,
    is_place,
    is_place_listed,
    is_role,
    is_small_name,
    is_unlisted,
    near,
    opens_sentence,
    years_of,
)
from bot.privacy.signs import Signs, is_framed, is_published, is_singled_out, is_subject
from bot.privacy.typed_words import KINDS, TypedWord
from bot.privacy.whole_names import whole_names
from index.vocabulary import GIVEN_NAMES

_MONTHS = frozenset(month.lower() for month in month_name) - {""}
# Whoever is greeted or tells their own name is no case.
_GREETINGS = frozenset("hi hello hey thanks cheers dear".split())
# Letters of inspectors begin so: they are asked for by whom they were sent to.
_LETTERS = frozenset({"letter to", "letter from", "letters to", "letters from"})
_TITLES = {"mr", "mrs", "ms", "miss", "mx", "master"}
_ANY = {*OWN, "the", "this", "that", "a", "his", "her", "their", "old", "another", "new", "called", "named", "both"}
# What stands before a place or an operation rather than a person.
_PLACED = frozenset("in at near from to operation project team around outside".split())
_CALLED = {"called", "named", "surname", "nicknamed", "alias"}
_NAME = {"name", "names"}
_THEIRS = {"his", "her", "their", "child", "client", "full", "childs"}


def holds_name(words: list[TypedWord]) -> bool:
    """Tell whether a private person is named: by a name that says so itself, or by one beside which it is shown."""
    private = [at for at in range(len(words)) if not words[at].public]
    if any(rule(words, at) for at in private for rule in _RULES):
        return True
    signs, whole = Signs.of(words), whole_names(words)
    if any(_of_case(words, first, last, signs) for first, last in whole):
        return True
    inner = {at for first, last in whole for at in range(first, last + 1)}
    return any(_alone(words, at) or _told_of(words, at, signs) for at in private if at not in inner)


def _of_case(words: list[TypedWord], first: int, last: int, signs: Signs) -> bool:
    """See a whole name beside what shows a case in hand: scholars, inspectors and known cases are named without."""
    run = range(first, last + 1)
    if any(words[at].public or is_place(words, at) for at in run) or is_published(words, first, last):
        return False
    return is_framed(words, first, last) or signs.of_a_case(first, last)


def _alone(words: list[TypedWord], at: int) -> bool:
    """See a given name that is no other word, or a capital with letters that English does not write."""
    word = words[at]
    foreign = word.capital and word.strange and not word.low.isascii() and not is_council(word)
    if not (word.given or foreign) or word.rest[:1].isdigit() or len(words) < 2:
        return False
    after = following(words, at)
    former = [other.low for other in near(words, at, -1, 3)]
    if (former and former[0] in _GREETINGS) or former[:2] == ["name", "my"] or former == ["is", "name", "my"]:
        return False
    if word.possessive and after is not None and after.capital and after.low not in KINDS["kin"]:
        return False  # "Noah's Ark": called after somebody
    return not (is_place(words, at) or is_place_listed(words, at))


def _called(words: list[TypedWord], at: int) -> bool:
    """See the word after "child called", "his name is"."""
    name = words[at]
    if not at or words[at - 1].low not in {*_CALLED, *_NAME, "is", "was", "are"}:
        return False
    former = words[max(0, at - 6) : at]
    if name.gap.strip(" ,:'\"“‘-") or name.low in KINDS["cue_stop"] or name.text.isdigit():
        return False
    last = former[-1].low
    if last == "surname" or (last == "name" and len(former) > 1 and former[-2].low == "family"):
        return name.low not in KINDS["not_names"] and (name.capital or name.strange or name.surname)
    cued = last in _CALLED | _NAME or (last in {"is", "was", "are"} and len(former) > 1 and former[-2].low in _NAME)
    if not cued or len(name.low) < 2 or (last == "name" and not (former[-1].possessive or ":" in name.gap)):
        return False
    if last == "names" and name.gap == " ":
        return False
    spoken = {word.low for word in former}
    if last not in _CALLED and not spoken & _THEIRS:
        return False
    persons = spoken & {"his", "her", "their", "who", "he", "she"} if last not in _CALLED else set()
    if not persons and not any(is_role(words, index) for index in range(max(0, at - 5), at)):
        return False
    return (name.given or name.surname or name.maybe or name.low not in KINDS["not_names"]) and not is_place(words, at)


def _beside_role(words: list[TypedWord], at: int) -> bool:
    """See the name after "my client", "foster carer", "7 year old"."""
    name, role = words[at], at - 1
    if role < 0 or name.gap.strip(" ,:(-") or len(name.gap) > 4:
        return False
    if words[role].low in {"is", "was"} and role and words[role - 1].low in KINDS["roles"]:
        role -= 1
    if not is_role(words, role) or is_place(words, at):
        return False
    former = {word.low for word in words[max(0, role - 4) : role]}
    own = bool(former & OWN) or words[role].low == "old"
    several = words[role].low in KINDS["people"]
    if name.capital:
        if name.surname or (name.maybe and name.low not in KINDS["not_names"] and not is_council(name)):
            return not several or own
        if name.strange and not several and not is_council(name):
            return True
        if words[role].low in KINDS["kin_told"] and is_subject(words, at) and (name.maybe or is_unlisted(name)):
            return True
        if name.gap == " (" and name.rest[:1] == ")" and is_unlisted(name) and not several:
            return True
        return own and name.gap.strip() != "." and is_unlisted(name) and not several
    strange = name.strange and own and not several and name.gap == " " and len(name.low) > 3
    placed = own or bool(former & _ANY) or len(words[role].low) > 4
    return strange or (placed and (name.surname or (own and is_small_name(name))))


def _little(words: list[TypedWord], at: int) -> bool:
    """See a child's name after "little", "baby", "young"."""
    word = words[at]
    if not at or words[at - 1].low not in {"little", "baby", "young", "wee"} or word.gap != " " or not word.capital:
        return False
    infant = words[at - 1].low in {"baby", "wee"} and not (at > 1 and words[at - 2].low == "and")
    return (
        word.maybe
        and word.low not in KINDS["not_names"]
        and (infant or not is_council(word))
        and not is_place(words, at)
    )


def _nicknamed(words: list[TypedWord], at: int) -> bool:
    """See what a person is called by others: "goes by Bunny", "calls him Bisto", "aka 'Princess', 13"."""
    name = words[at]
    if not at or name.low in KINDS["not_names"] or name.gap.strip(" '\"“‘:-") or not (name.capital or name.gap.strip()):
        return False
    former = [word.low for word in near(words, at, -1, 3)]
    two = " ".join(reversed(former[:2]))
    if (
        two in KINDS["nicknamed"]
        or " ".join(reversed(former)) in KINDS["nicknamed"]
        or former[0] in {"nickname", "aka"}
    ):
        persons = {word.low for word in (*near(words, at, -1, 7), *near(words, at, 1, 6))}
        return former[0] == "nickname" or bool(persons & KINDS["persons"]) or AGE.match(name.rest) is not None
    quoted = name.gap[-1:] in {"'", '"', "“", "‘"} and name.capital
    if quoted and len(words) > at + 1 and words[at - 1].maybe and words[at + 1].capital and words[at - 1].capital:
        return len(words[at + 1].gap) == 2 and (words[at + 1].strange or words[at + 1].surname)
    return quoted and at > 1 and is_role(words, at - 1) and words[at - 1].low not in KINDS["people"]


def _name_ends(word: TypedWord) -> bool:
    """Tell whether nothing that belongs to a name can follow: the text, a sentence or a clause ends here."""
    return not word.rest.strip() or word.rest[:1] in {",", ".", "?", "!", ";", ")"}


def _told_of(words: list[TypedWord], at: int, signs: Signs) -> bool:
    """See a name of whom something personal is told: "worried about Destiny, she ...", "Shmuel and his carer"."""
    word = words[at]
    if not (word.strange or word.maybe) or is_council(word) or word.low in KINDS["not_names"] or is_place(words, at):
        return False
    if not word.capital:
        opens = opens_sentence(words, at) or "-" in word.gap
        return word.maybe and opens and is_subject(words, at) and signs.about_one(at, at)
    former = words[at - 1].low if at else ""
    if former in _PLACED:
        return False
    if word.strange and _name_ends(word) and (former == "re" or (former == "about" and signs.of_a_case(at, at))):
        return True
    if word.maybe and _name_ends(word) and former in {"re", "for"} and signs.of_a_case(at, at):
        return word.low not in _MONTHS
    if is_singled_out(words, at):
        return word.low not in _MONTHS
    if word.strange and word.gap[-1:] in {'"', "“", "‘", "'"}:
        return True
    if word.low in _MONTHS:
        return False
    if word.maybe and is_subject(words, at):
        return signs.near_by(at, at) or any(after.low in KINDS["troubles"] for after in near(words, at, 1, 10))
    if word.maybe and word.possessive and signs.about_one(at, at):
        return True
    return (word.strange or not opens_sentence(words, at)) and signs.about_one(at, at)


def _with_age(words: list[TypedWord], at: int) -> bool:
    """See a name before an age: "Zofia-Mae, 7", "Kaydyn is 9 years old"."""
    word = words[at]
    if not (word.capital or word.surname):
        return False
    age = AGE.match(word.rest)
    if age is None or years_of(age) > 25 or is_place(words, at):
        return False
    marked = bool(age["unit"]) or AGED.match(word.rest) is not None
    if word.surname or (word.strange and not is_council(word)) or (word.maybe and _can_be_name(word)):
        return marked or age["end"] in {")", ","}
    opens = at == 0
    return marked and is_unlisted(word) and (not opens or not word.low.endswith("s")) and "aged" not in word.low


def _can_be_name(word: TypedWord) -> bool:
    return word.low not in KINDS["not_names"] and not is_council(word)


def _of_kin(words: list[TypedWord], at: int) -> bool:
    """See a name before its kin or its papers: "Kaydyn's mum", "kaydens mum", "Grace's care plan"."""
    word, after = words[at], following(words, at)
    if after is None or not (word.possessive or word.low.endswith("s")) or is_place(words, at):
        return False
    beyond = next(near(words, at + 1, 1, 1), None)
    kin = after.low in KINDS["kin"] or (after.low == "social" and beyond is not None and beyond.low == "worker")
    if not word.possessive:
        stem = word.low.removesuffix("s")
        listed = stem in GIVEN_NAMES and not is_common(word) and stem not in KINDS["never_small"]
        return kin and stem != word.low and len(stem) > 2 and (listed or (word.strange and not is_council(word)))
    if not kin and after.low not in KINDS["papers"]:
        return False
    if word.surname or (word.maybe and not is_common(word) and (word.capital or is_small_name(word))):
        return not is_council(word)
    if word.strange and (kin or word.capital) and not is_council(word):
        return True
    return kin and is_unlisted(word) and (beyond is None or beyond.low not in {"and", "or"})


def _titled(words: list[TypedWord], at: int) -> bool:
    """See the name after Mr, Mrs, Ms, Miss."""
    title = words[at]
    name = following(words, at, " .") if title.low in _TITLES else None
    if name is not None and len(name.text) == 1 and name.text.isupper():
        name = following(words, at + 1, " .")
    if name is None or name.public or (at > 1 and f"{words[at - 2].low} {words[at - 1].low}" in _LETTERS):
        return False
    if name.low in {"and", "&"}:
        return any(word.surname or word.capital for word in near(words, at + 1, 1, 2) if word.low not in _TITLES)
    if name.low in {"justice", "teams", "office", "word", "excel", "speaker"} or is_place(words, at + 1):
        return False
    if title.low in {"miss", "master", "ms"} and not title.capital:
        return name.given or name.surname or (name.capital and name.maybe) or name.strange
    listed = name.given or name.surname or (name.strange and len(name.low) > 3)
    return (name.capital and name.low not in KINDS["not_names"]) or listed


_RULES = (_called, _beside_role, _with_age, _of_kin, _titled, _little, _nicknamed, of_family)
