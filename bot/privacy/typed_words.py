"""The words of a question as names are looked for in them: with what stands between, and which may be asked about."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.vocabulary import (
    COUNCIL_WORDS,
    GIVEN_NAMES,
    SURNAMES,
    WORD_SURNAMES,
    load_initials,
    load_privacy_words,
)

_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d+")
# The words of each kind in index/vocabulary/privacy_words.txt, and the sector's initials, which are no person's.
KINDS = {kind: frozenset(words) for kind, words in load_privacy_words().items()}
ABBREVIATIONS = frozenset(spelling.upper() for entry in load_initials() for spelling in entry.spellings)


@dataclass(slots=True)
class TypedWord:
    """One word: ``low`` without 's; ``gap`` is what stands before it; ``public`` where it may be asked about."""

    text: str
    low: str
    gap: str
    rest: str  # the characters after it, as far as a rule may look
    possessive: bool = False
    capital: bool = False  # written as names are: a capital first, small letters after it
    given: bool = False  # a given name, and no other word
    surname: bool = False
    maybe: bool = False  # a name that is another word as well
    public: bool = False


def read_words(text: str, known: Callable[[str], bool]) -> list[TypedWord]:
    """Split a text into words; where most of it is in capitals, capitals say nothing."""
    shouting = sum(c.isupper() for c in text) > len(text) // 3
    words: list[TypedWord] = []
    end = 0
    for match in _WORD.finditer(text):
        words.append(_word(match[0], text[end : match.start()], text[match.end() : match.end() + 40], shouting))
        end = match.end()
    _mark_public(words, known)
    return words


def _word(text: str, gap: str, rest: str, shouting: bool) -> TypedWord:
    possessive = text.endswith(("'s", "’s")) or rest[:1] in ("'", "’")
    bare = text[:-2] if text.endswith(("'s", "’s")) else text
    low = bare.lower().replace("’", "'")
    first = low.partition("-")[0]
    also = low in KINDS["also_words"] or low in WORD_SURNAMES or low in COUNCIL_WORDS
    short = len(low) < 4 and low not in KINDS["short_names"]
    listed = low in GIVEN_NAMES or (first != low and len(first) > 3 and first in GIVEN_NAMES)
    capital = not shouting and len(bare) > 1 and bare[0].isupper() and bare[1:].lower() == bare[1:].replace("Mc", "mc")
    if not capital and not shouting and len(bare) > 2 and bare[0].isupper() and not bare.isupper():
        capital = True  # O'Brien, McDonald, Labinjo-Hughes
    return TypedWord(
        text=bare,
        low=low,
        gap=gap,
        rest=rest,
        possessive=possessive,
        capital=capital,
        given=listed and not also and not short,
        surname=low in SURNAMES and not also and not short,
        maybe=low in KINDS["also_words"] or low in WORD_SURNAMES or listed or low in SURNAMES,
    )


def _mark_public(words: list[TypedWord], known: Callable[[str], bool]) -> None:
    public = KINDS["public"]
    named = [start for start, word in enumerate(words) if word.maybe or word.capital]
    for length in (3, 2, 1):
        for start in sorted({at - back for at in named for back in range(length)}):
            span = words[start : start + length] if start >= 0 else []
            if len(span) < length:
                continue
            phrase = " ".join(word.low for word in span)
            if phrase in public or known(" ".join(word.text for word in span)):
                for word in span:
                    word.public = True
