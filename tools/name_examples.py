"""Read the examples of personal data for fitting, and write them again with other names.

In: examples with their [[pieces]]. Out: the words of each that could be part of a name, labelled, by their marks; and
copies in which given names, surnames, initials and councils are others of their lists, or names of other examples, so
that a model learns what stands about names and no name. The copies are the same at each run.
"""

import re
from collections.abc import Collection, Iterator
from random import Random

from bot.privacy.name_marks import marks_of_names
from bot.privacy.persons import OTHER, PERSON
from bot.privacy.typed_words import read_words
from index.text import ordinary_english
from index.vocabulary import COUNCIL_WORDS, GIVEN_NAMES, SURNAMES, WORD_SURNAMES

_TIMES = 3  # copies of each example
_LISTED = 0.6  # of the names put in; the rest are names of other examples
_CUT = 0.4  # of the copies are cut to the words about a piece, as terse messages are typed
_SHORT = (3, 8)  # words
_PIECE = re.compile(r"\[\[([^\[\]]*)\]\]")
_LETTERS = re.compile(r"[^\W\d_]+")
_INITIALS = "ABCDEFGHJKLMNOPRSTWYZ"
_EVERYDAY = 30.0  # in a million words: such words of councils' names ("city") stay


def with_other_names(examples: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give each example, and copies of those that have names or councils."""
    rates = ordinary_english()
    councils = [word.title() for word in sorted(COUNCIL_WORDS) if len(word) > 4 and rates.get(word, 0) < _EVERYDAY]
    others = sorted(
        {
            word.lower()
            for _, text in examples
            for piece in _PIECE.findall(text)
            for word in _LETTERS.findall(piece)
            if len(word) > 2 and word.istitle()
        }
    )
    names = {"given": sorted(GIVEN_NAMES), "surname": sorted(SURNAMES), "council": councils, "other": others}
    chance = Random(1)
    for label, text in examples:
        yield label, text
        for _ in range(_TIMES):
            copy = _PIECE.sub(lambda piece: f"[[{_renamed(piece[1], names, chance)}]]", text)
            if label != "personal":
                copy = _LETTERS.sub(lambda word: _moved(word[0], names["council"], chance), copy)
            if chance.random() < _CUT:
                copy = _cut(copy, chance)
            if copy != text:
                yield label, copy


def _cut(text: str, chance: Random) -> str:
    """Keep a few words in a row, and with them a piece where there is one; pieces stay whole."""
    words: list[str] = re.findall(r"\S*\[\[[^\[\]]*\]\]\S*|\S+", text)
    marked = [at for at, word in enumerate(words) if "[[" in word] or list(range(len(words)))
    length, at = chance.randint(*_SHORT), chance.choice(marked)
    start = max(0, at - chance.randint(0, length - 1))
    return " ".join(words[start : start + length])


def _renamed(piece: str, names: dict[str, list[str]], chance: Random) -> str:
    if any(character.isdigit() for character in piece):
        return piece
    return _LETTERS.sub(lambda word: _other(word[0], names, chance), piece)


def _other(word: str, names: dict[str, list[str]], chance: Random) -> str:
    if word.isupper() and len(word) < 4:
        return "".join(chance.choice(_INITIALS) for _ in word)
    if len(word) < 3:
        return word
    low = word.lower()
    kind = "given" if low in GIVEN_NAMES else "surname" if low in SURNAMES | WORD_SURNAMES else "other"
    if chance.random() > _LISTED:
        kind = "other"
    new = chance.choice(names[kind])
    return new.upper() if word.isupper() else new.title() if word[0].isupper() else new


def _moved(word: str, councils: list[str], chance: Random) -> str:
    return chance.choice(councils) if word.istitle() and word.title() in councils else word


def read_example(label: str, text: str) -> list[tuple[str, set[str]]]:
    """Read an example with [[pieces]]: each word that could be part of a name, labelled, by its marks.

    The pieces of a ``personal`` example are personal data; those of others are names of whom anybody may ask.
    """
    plain, pieces, end = "", [], 0
    for piece in _PIECE.finditer(text):
        plain += text[end : piece.start()]
        pieces.append((len(plain), len(plain) + len(piece[1])))
        plain += piece[1]
        end = piece.end()
    words = read_words(plain + text[end:], lambda _: False)
    places, end = [], 0
    for word in words:
        word.public = False  # the names that everybody knows are examples of what stands about such names
        start = end + len(word.gap)
        end = start + len(word.text)
        places.append((start, end))
    found = []
    for at, marks in marks_of_names(words):
        start, end = places[at]
        inside = label == "personal" and any(start < last and end > first for first, last in pieces)
        found.append((PERSON if inside else OTHER, marks))
    return found
