"""Analyzer: text to terms with offsets, the same for passages and for questions.

In comes text as a document or a person wrote it; out go tokens: the form, its stem, and where it stands. The sole
knower of nltk. At indexing every form of the library and of the vocabulary is stemmed once and kept in a table; at
question time the table is enough, and nltk (a second to import) is not loaded.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from index.text.stemmer import inflections

# Numbers whole ("1,200"), letters joined by an ampersand ("B&B", "C&F"), words with their apostrophes.
# Raised figures are the marks of footnotes and no part of the word that they stand behind.
# The first choice is a short way for most words, and finds nothing that the last would not find.
_TOKEN = re.compile(
    r"[a-zA-Z]++(?=[ .,])|\d+(?:[.,]\d+)+|\b[^\W\d_]&[^\W\d_]s?\b|[^\W_⁰¹²³⁴-⁹]+(?:['’][^\W_⁰¹²³⁴-⁹]+)*"
)
_MOST_TERMS = 1 << 17  # words whose stems are kept as they stand
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'"})


class Token(NamedTuple):
    """A word of a text: its form in lower case, its stem, and its offsets in the text."""

    form: str
    term: str
    start: int
    end: int


@lru_cache(maxsize=1 << 17)
def normalise(form: str) -> str:
    """Fold case, typographic apostrophes, the possessive, the plural of initials ("IROs") and figures ("19s") away."""
    if form[-1] == "s" and len(form) > 2 and (form[:-1].isupper() or form[:-1].isdigit()):
        form = form[:-1]
    form = form.lower()
    if not form.isascii():
        form = form.translate(_APOSTROPHES)
    if "'" in form:
        if form.endswith("'s"):
            form = form[:-2]
        form = form.replace("'", "")
    return form


def forms(text: str) -> list[tuple[str, int, int]]:
    """List the normalised words of a text with their offsets."""
    return [(normalise(match.group()), match.start(), match.end()) for match in _TOKEN.finditer(text)]


def raw_forms(text: str) -> list[str]:
    """List the words of a text as they stand there."""
    return _TOKEN.findall(text)


def find_words(text: str, count: int) -> list[tuple[int, int]]:
    """Give the [start, end) of the first ``count`` words of a text."""
    return [match.span() for match in islice(_TOKEN.finditer(text), count)]


class _Terms(dict[str, str]):
    """The stems of words as they stand in texts, each found when it is first met."""

    def __init__(self, term: Callable[[str], str]) -> None:
        """Take what gives the stem of a word."""
        self._term = term

    def __missing__(self, word: str) -> str:
        """Find the stem of a word."""
        term = self._term(word)
        if len(self) < _MOST_TERMS:
            self[word] = term
        return term


class Analyzer:
    """Turns text into tokens through a table of stems; a form outside the table goes to ``fallback``."""

    def __init__(self, table: Mapping[str, str], fallback: Callable[[str], str] | None = None) -> None:
        """Take the table of stems and what to do with a form that it does not hold."""
        self._table = table
        self._fallback = fallback or self._nearest_inflection
        self._terms = _Terms(self.term)

    def tokens(self, text: str) -> list[Token]:
        """List the tokens of a text in order."""
        return [Token(form, self.stem(form), start, end) for form, start, end in forms(text)]

    def terms(self, text: str) -> list[str]:
        """List the stems of a text in order."""
        return list(map(self._terms.__getitem__, _TOKEN.findall(text)))

    def term(self, word: str) -> str:
        """Give the stem of a word as it stands in a text."""
        return self.stem(normalise(word))

    def stem(self, form: str) -> str:
        """Give the stem of a normalised form."""
        known = self._table.get(form)
        return known if known is not None else self._fallback(form)

    def knows(self, form: str) -> bool:
        """Say whether the form stands in the library or in the vocabulary."""
        return form in self._table

    def _nearest_inflection(self, form: str) -> str:
        """Find the stem of another inflection of the same word ("gossiping", where the library has "gossip")."""
        for candidate in inflections(form):
            known = self._table.get(candidate)
            if known is not None:
                return known
        return form
