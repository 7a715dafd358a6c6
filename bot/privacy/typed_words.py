"""The words of a question as names are looked for in them: how each is written, and of which kinds it is."""

import re
import unicodedata
from bisect import bisect_right
from calendar import month_abbr, month_name
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
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

# In a million words of ordinary English: what is rarer is as likely a name as a word; how rare a word is, in steps;
# what is no misspelling's aim; and what is as common as "the".
_RARE = 0.05
_STEPS = (_RARE, 1.0, 10.0, 100.0)
_AIMED = 1.0
_EVERYWHERE = 3_000.0
_WORD = re.compile(r"[^\W_]{1,60}(?:[-'’.][^\W_]{1,60}){0,20}")
_AGE = re.compile(
    r"\d{1,2}(?:[./]\d)?(?:yo|y|y/o|yrs?|years?|m|f|mths?|months?|wks?|w)(?:-?old)?|\d{1,2}-?(?:yr|year|month|week)s?-?old"
)
_TYPOS = 60  # so many strange words of a message are looked at for misspellings
_TYPO_LENGTHS = range(4, 15)
_MONTHS = frozenset(month.lower() for month in (*month_name, *month_abbr, "sept")) - {""}
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LETTERED = re.compile(r"[A-Z]{1,3}|(?:[A-Za-z][.-]){1,3}[A-Za-z]|[A-Z]['’][A-Z]|Mc?[A-Z]|[A-Z]{1,2}Mc[A-Z]")
_MISSPELLER = 3  # strange words in small letters, in a message of somebody who misspells
_SHORTEST = 4  # letters of a name that no list has, in small letters
# Signs that are read as "and" where two names are known together.
_JOINED = {"&": " and ", "+": " and "}
# The words of each kind in index/vocabulary/privacy_words.txt, and the sector's initials, which are no person's.
KINDS = {kind: frozenset(words) for kind, words in load_privacy_words().items()}
_ABBREVIATIONS = frozenset(spelling.upper() for entry in load_initials() for spelling in entry.spellings)
_LISTS = (
    ("given", GIVEN_NAMES),
    ("surname", SURNAMES),
    ("word_surname", WORD_SURNAMES),
    ("also", KINDS["also_words"]),
    ("council", COUNCIL_WORDS),
    ("no_name", KINDS["not_names"]),
)
_PEOPLE, _WRITERS = {"roles", "people", "kin", "kin_told"}, {"pronouns", "own"}
_ABOUT_WORDS = {"also_words", "not_names", "never_small", "public"}  # the kinds that say what a word itself can be


@dataclass(slots=True)
class TypedWord:
    """One word: ``low`` without 's; ``gap`` is what stands before it and ``rest`` the two characters after it.

    ``kinds`` say what it is; ``sort`` is the one that weighs most for a name; ``candidate`` where it could be part of
    one; ``public`` where it may be asked about.
    """

    text: str
    low: str
    gap: str = ""
    rest: str = ""
    kinds: tuple[str, ...] = ()
    sort: str = ""
    rarity: int = 0
    candidate: bool = False
    public: bool = False
    possessive: bool = False
    written: str = ""  # "small", "Capital", "ALL", or "shout" where most of the message is in capitals

    def placed(self, gap: str, rest: str) -> "TypedWord":
        """Return the word with what stands about it."""
        return replace(self, gap=gap, rest=rest, possessive=self.possessive or rest[:1] in ("'", "’"))


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


@cache
def _neighbour_kinds() -> dict[str, tuple[str, ...]]:
    """Give the kinds of each word that stands beside names."""
    found: dict[str, list[str]] = {}
    for kind, phrases in KINDS.items():
        if kind not in _ABOUT_WORDS:
            for phrase in phrases:
                found.setdefault(phrase.rpartition(" ")[2], []).append(kind)
    return {word: tuple(dict.fromkeys(kinds)) for word, kinds in found.items()}


def load_words() -> None:
    """Load the lists of words, which the first message would wait for."""
    known_words()
    _neighbour_kinds()
    _aims()


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


@cache
def _aims() -> frozenset[str]:
    return COUNCIL_WORDS | {word for word, rate in ordinary_english().items() if rate >= _AIMED}


def _is_typo(low: str) -> bool:
    """Tell whether one letter makes a known word of this one: left out, put in, changed or swapped."""
    if len(low) not in _TYPO_LENGTHS or not low.isascii():
        return False
    aims = _aims()
    for at in range(len(low) + 1):
        head, tail = low[:at], low[at:]
        if head + tail[1:] in aims or (len(tail) > 1 and head + tail[1] + tail[0] + tail[2:] in aims):
            return True
        if any(head + letter + tail[1:] in aims or head + letter + tail in aims for letter in _LETTERS):
            return True
    return False


def read_words(text: str, known: Callable[[str], bool]) -> list[TypedWord]:
    """Split a text into words; where most of it is in capitals, capitals say nothing."""
    text = unicodedata.normalize("NFC", text)
    found = list(_WORD.finditer(text))
    typed = [match[0] for match in found if len(match[0]) > 2 and match[0].isalpha()]
    shouting = 2 * sum(word.isupper() for word in typed) > len(typed)
    words: list[TypedWord] = []
    spelled: dict[str, TypedWord] = {}  # what the letters alone say, found out once for each
    end, typos = 0, _TYPOS
    for match in found:
        word = spelled.get(match[0])
        if word is None:
            word = spelled[match[0]] = _word(match[0], shouting, look_for_typos=typos > 0)
            typos -= word.sort in {"strange", "typo"}
        gap, rest = text[end : match.start()], text[match.end() : match.end() + 2]
        words.append(word.placed(gap, rest))
        end = match.end()
    _leave_out(words)
    _mark_public(words, known)
    return words


def _leave_out(words: list[TypedWord]) -> None:
    """Take back what stands within dates, addresses of mail, figures and signs: "3 May", "a@b", "12 C", "B&B".

    Whoever misspells several words misspells the next strange one too.
    """
    odd = [word for word in words if word.written == "small" and word.sort in {"strange", "typo"}]
    for word in odd if len(odd) >= _MISSPELLER else ():
        word.candidate = False
    for at, word in enumerate(words):
        beside = [other.text[0].isdigit() for other in words[max(0, at - 1) : at + 2] if other is not word]
        letter = len(word.text) == 1 and at > 0 and words[at - 1].text.isdigit() and word.gap == " "
        joined = {word.gap[-1:], word.rest[:1]} & ({"@", "&"} if len(word.text) == 1 else {"@"})
        if joined or letter or (word.low in _MONTHS and any(beside)):
            word.candidate = False


def _word(text: str, shouting: bool, *, look_for_typos: bool) -> TypedWord:
    whole = text.lower().replace("’", "'")
    low = whole.removesuffix("'s")
    kinds = [*_neighbour_kinds().get(low, ()), *_name_kinds(low)]
    figures = not low.isalpha() and any(map(str.isdigit, low))
    if figures:
        kinds.append(_number_kind(low))
    elif is_strange(low):
        listed = "given" in kinds or "surname" in kinds
        kinds.append("typo" if look_for_typos and not listed and _is_typo(low) else "strange")
    capital = text[0].isupper()
    written = "shout" if shouting else "small" if not capital else "ALL" if text.isupper() else "Capital"
    rate = ordinary_english().get(low, 0.0)
    word = TypedWord(text, low, kinds=tuple(dict.fromkeys(kinds)), possessive=low != whole, written=written)
    word.rarity = bisect_right(_STEPS, rate)
    word.sort = _sort(word)
    word.candidate = not figures and rate <= _EVERYWHERE and _can_be_name(word)
    if capital and not shouting:
        word.kinds += ("ALL" if text.isupper() and len(text) > 1 else "Capital",)
    return word


def _name_kinds(low: str) -> Iterator[str]:
    """Say in which lists of names a word is."""
    for kind, listed in _LISTS:
        if low in listed:
            yield kind
    if low.upper() in _ABBREVIATIONS:
        yield "sector"
    if "-" in low:
        if low.partition("-")[0] in GIVEN_NAMES:
            yield "given"
        if low.rpartition("-")[2] in COUNCIL_WORDS:
            yield "council"
    if low.endswith("s"):
        if low[:-1] in SURNAMES or low[:-2] in SURNAMES:
            yield "plural"
        if low[:-1] in GIVEN_NAMES:
            yield "kin_of"


def _number_kind(low: str) -> str:
    if _AGE.fullmatch(low):
        return "age"
    if not low.isascii() or not low.isdigit():
        return "mixed"
    if len(low) < 3:
        return "to_19" if 0 < int(low) < 20 else "to_25" if int(low) < 26 else "number"
    return "year" if len(low) == 4 and low[:2] in {"19", "20"} else "number"


def _sort(word: TypedWord) -> str:
    kinds = set(word.kinds)
    doubtful = kinds & {"also", "council", "word_surname"}
    if "sector" in kinds:
        return "sector"
    for name in ("given", "surname"):
        if name in kinds and not doubtful:
            return name
    if kinds & {"given", "surname", "also", "word_surname"}:
        return "place_or_name" if "council" in kinds else "word_or_name"
    for kind in ("typo", "strange", "plural"):
        if kind in kinds:
            return kind
    return "initials" if _LETTERED.fullmatch(word.text) else "word"


def _can_be_name(word: TypedWord) -> bool:
    """Tell whether a word could be part of a name, as it is written and listed."""
    if word.text in {"I", "A"} or _WRITERS & set(word.kinds) or (word.sort == "word" and _PEOPLE & set(word.kinds)):
        return False
    listed = word.sort in {"given", "surname", "place_or_name", "word_or_name"} and len(word.low) > 1
    if word.written in {"Capital", "ALL", "shout"}:
        return listed or not (word.low in KINDS["not_names"] or "council" in word.kinds)
    if listed:
        longer = len(word.low) >= _SHORTEST and word.low not in KINDS["never_small"]
        return word.low in GIVEN_NAMES or longer
    plural = bool({"plural", "kin_of"} & set(word.kinds)) and word.rarity < 3
    return plural or (word.sort in {"strange", "typo"} and len(word.low) >= _SHORTEST) or "." in word.low


def _mark_public(words: list[TypedWord], known: Callable[[str], bool]) -> None:
    public = KINDS["public"]
    named = [start for start, word in enumerate(words) if word.candidate]
    for length in (3, 2, 1):
        for start in sorted({at - back for at in named for back in range(length)}):
            span = words[start : start + length] if start >= 0 else []
            if len(span) < length:
                continue
            phrase = span[0].low + "".join(f"{_JOINED.get(word.gap.strip(), ' ')}{word.low}" for word in span[1:])
            if phrase in public or known(" ".join(word.low for word in span)):
                for word in span:
                    word.public = True
