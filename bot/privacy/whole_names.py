"""Names of two words and more: a given name or an initial, and what can be a surname.

In: the words of a question. Out: where such names begin and end; whether a private person is meant is told elsewhere.
"""

from bot.privacy.neighbours import following, is_council, is_small_name, is_unlisted, opens_sentence
from bot.privacy.typed_words import KINDS, TypedWord
from index.vocabulary import SURNAMES, WORD_SURNAMES

# Surnames that say what people look like, where no name stands before them; and those that are verbs and nouns of a
# sentence in small letters.
_COLOURS = frozenset({"white", "black"})
_VERBS = frozenset(
    "case child court day may person house long best more read light self head can will said mark hope chose ahead "
    "love rush drew".split()
)
_PARTICLES = frozenset("de da del della di du dos van von der den la le al el bin ibn ap ní ni o".split())


def whole_names(words: list[TypedWord]) -> list[tuple[int, int]]:
    """Give where names of two words and more begin and end."""
    found: list[tuple[int, int]] = []
    for at in range(len(words) - 1):
        if _pair(words, at):
            if found and found[-1][1] == at:
                found[-1] = (found[-1][0], at + 1)
            else:
                found.append((at, at + 1))
        elif found and found[-1][1] == at and _goes_on(words, at):
            found[-1] = (found[-1][0], at + 1)
        elif words[at].given and words[at + 1].low in _PARTICLES and _capital_after(words, at + 1):
            found.append((at, at + 2))
    return found


def _goes_on(words: list[TypedWord], at: int) -> bool:
    last = following(words, at)
    if last is None or words[at].possessive or last.capital != words[at].capital:
        return False
    return is_unlisted(last) or (not last.capital and (last.strange or last.surname))


def _capital_after(words: list[TypedWord], at: int) -> bool:
    after = following(words, at)
    return after is not None and is_unlisted(after)


def _pair(words: list[TypedWord], at: int) -> bool:
    """See a given name, one that no list has, or an initial, before a surname or what can be one."""
    first, second = words[at], words[at + 1]
    gap = second.gap.strip(".") if len(first.text) == 1 else second.gap
    if gap != " " or first.possessive:
        return False
    if len(first.text) == 1:
        return first.low not in "ai" and first.text.isalpha() and _surname_after_initial(first, second)
    if first.capital and second.capital:
        return _capital_pair(words, at)
    if first.capital or second.capital:
        return False
    if second.low in KINDS["not_names"] and second.low not in _COLOURS:
        return False
    named = first.given or is_small_name(first)
    listed = second.surname or second.low in WORD_SURNAMES - _VERBS
    if second.strange and len(second.low) > 4:
        return named or (first.low in KINDS["also_words"] and first.low not in KINDS["not_names"])
    if first.given:
        like = second.strange or "-" in second.low or second.low.startswith(("mc", "mac"))
        return listed or like or (second.maybe and second.low not in _VERBS)
    return (named and listed) or (first.surname and second.maybe)


def _surname_after_initial(first: TypedWord, second: TypedWord) -> bool:
    listed = second.surname or second.strange
    return listed and (second.capital if first.text.isupper() else second.gap == ". " and not second.capital)


def _capital_pair(words: list[TypedWord], at: int) -> bool:
    first, second = words[at], words[at + 1]
    if second.low in KINDS["not_names"] and not (first.given and second.low in WORD_SURNAMES):
        return False
    opens = opens_sentence(words, at)
    unlisted = is_unlisted(first) and (not opens or first.strange)
    if second.surname or (second.given and not is_council(second)):
        return first.maybe or unlisted
    if is_council(second) and not first.given and second.low not in SURNAMES | WORD_SURNAMES:
        return False
    if second.strange and (first.maybe or unlisted):
        return first.low not in KINDS["not_names"] or first.low in KINDS["also_words"]
    if first.given and second.low in WORD_SURNAMES:
        return True
    real = first.maybe and first.low not in KINDS["not_names"] and not (is_council(first) and is_council(second))
    return real and (second.maybe or is_unlisted(second))
