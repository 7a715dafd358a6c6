"""The words of a question as names are looked for in them: with what stands between, and which may be asked about."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from index.text import ordinary_english
from index.vocabulary import (
    COUNCIL_WORDS,
    GIVEN_NAMES,
    SURNAMES,
    WORD_SURNAMES,
    load_elsewhere,
    load_glosses,
    load_initials,
    load_misspellings,
    load_privacy_words,
    load_thesaurus,
)

# In a million words of ordinary English: what is rarer is as likely a name as a word.
_RARE = 0.05
_WORD = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*|\d+")
# Signs that are read as "and" where two names are known together.
_JOINED = {"&": " and ", "+": " and "}
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
    strange: bool = False  # in no list of English or of the sector: a name as far as spelling can tell
    public: bool = False


@cache
def known_words() -> frozenset[str]:
    """Return the words of ordinary English and of the sector's own lists, in small letters: no names by their spelling.

    The list of English holds given names and surnames too; those are left out, as the lists of names have them.
    """
    sector = " ".join(
        (
            *(word for entry in load_thesaurus() for word in (*entry.triggers, *entry.targets, *entry.related)),
            *(word for gloss in load_glosses() for word in (gloss.term, *gloss.descriptions)),
            *(word for entry in load_initials() for word in (*entry.spellings, *entry.meanings)),
            *(word for pair in load_misspellings().items() for word in pair),
            *load_elsewhere(),
            *(word for kind, words in KINDS.items() for word in words if kind != "public" or " " not in word),
        )
    )
    words = {word for word, rate in ordinary_english().items() if rate >= _RARE}
    return frozenset(words | {match[0].lower() for match in _WORD.finditer(sector)} | COUNCIL_WORDS)


def is_strange(low: str) -> bool:
    """Tell whether a word, in small letters and without 's, is in no list of English or of the sector."""
    known = known_words()
    plain = low.replace("'", "")
    if len(plain) < 3 or plain in known or low in known:
        return False
    parts = [part for part in re.split(r"[-'.]", low) if len(part) > 1]
    return any(_strange_part(part, known) for part in parts)


def _strange_part(part: str, known: frozenset[str]) -> bool:
    forms = {part, *(part.removesuffix(ending) for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "ers"))}
    prefixes = {part.removeprefix(start) for start in ("un", "re", "non", "pre", "multi", "co", "inter", "sub")}
    return len(part) > 2 and not (forms | prefixes) & known


def read_words(text: str, known: Callable[[str], bool]) -> list[TypedWord]:
    """Split a text into words; where most of it is in capitals, capitals say nothing."""
    text = unicodedata.normalize("NFC", text)
    found = list(_WORD.finditer(text))
    typed = [match[0] for match in found if match.end() - match.start() > 2]
    shouting = 2 * sum(word.isupper() for word in typed) > len(typed)
    words: list[TypedWord] = []
    end = 0
    for match in found:
        words.append(_word(match[0], text[end : match.start()], text[match.end() : match.end() + 40], shouting))
        end = match.end()
    _mark_public(words, known)
    return words


def _word(text: str, gap: str, rest: str, shouting: bool) -> TypedWord:
    possessive = text.endswith(("'s", "’s")) or rest[:1] in ("'", "’")
    bare = text[:-2] if text.endswith(("'s", "’s")) else text
    low = bare.lower().replace("’", "'")
    first = low.partition("-")[0]
    also = (
        low in KINDS["also_words"] or low in WORD_SURNAMES or (low in COUNCIL_WORDS and low not in KINDS["still_names"])
    )
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
        given=listed and not also and not short and (shouting or not bare.isupper() or len(bare) > 5),
        surname=low in SURNAMES and not also and not short,
        maybe=low in KINDS["also_words"] or low in WORD_SURNAMES or listed or low in SURNAMES,
        strange=not text.isdigit() and not (text.isupper() and not shouting) and is_strange(low),
    )


def _mark_public(words: list[TypedWord], known: Callable[[str], bool]) -> None:
    public = KINDS["public"]
    named = [start for start, word in enumerate(words) if word.maybe or word.capital]
    for length in (3, 2, 1):
        for start in sorted({at - back for at in named for back in range(length)}):
            span = words[start : start + length] if start >= 0 else []
            if len(span) < length:
                continue
            phrase = span[0].low + "".join(f"{_JOINED.get(word.gap.strip(), ' ')}{word.low}" for word in span[1:])
            if phrase in public or known(" ".join(word.text for word in span)):
                for word in span:
                    word.public = True
