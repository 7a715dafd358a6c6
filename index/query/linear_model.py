"""Labels told by weighed words: a logistic model of several labels, fitted to examples beforehand.

In come the marks of a text; out comes how probable each label is (multinomial logistic regression: Hastie, Tibshirani
and Friedman 2009, section 4.4). The weights ship as ``index/vocabulary/NAME.json``; ``tools/fit_examples.py`` fits them
to the examples of ``index/vocabulary/NAME.txt``.
"""

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from struct import unpack

import msgspec

import index.vocabulary
from index.text import STOP_WORDS, lemma

VOCABULARY = Path(index.vocabulary.__file__).parent
SCALE = 100  # weights are whole numbers, of hundredths
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!£%,]")
_LONGEST = 2_000  # characters: who asks says so before
_LAST, _FIRST = 3, 2  # words that say something, counted from the end and the beginning


@dataclass(frozen=True, slots=True)
class LinearModel:
    """Weights of marks, a row of "number-of-a-label weight ..." each, and what each label begins with.

    Rows are taken apart where they are needed: few of many thousands are.

    ``examples`` is the SHA-256 of the examples that they were fitted to.
    """

    labels: tuple[str, ...]
    constants: tuple[int, ...]
    weights: Mapping[str, str]
    examples: str = ""
    _rows: dict[str, int] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Begin to keep the rows that were taken apart."""
        object.__setattr__(self, "_rows", _Rows(self.weights))

    def probabilities(self, marks: Collection[str]) -> dict[str, float]:
        """Give the probability, 0 to 1, of each label; marks that no example has say nothing."""
        total = sum(map(self._rows.__getitem__, marks))
        count = len(self.labels)
        fields = unpack(f"<{count}I", (total + _zeros(count)).to_bytes(_FIELD * count, "little"))
        sums = [field - _ZERO + constant for field, constant in zip(fields, self.constants, strict=True)]
        highest = max(sums)
        odds = [math.exp((one - highest) / SCALE) for one in sums]
        whole = math.fsum(odds)
        return {label: one / whole for label, one in zip(self.labels, odds, strict=True)}

    def weight(self, mark: str, labels: Collection[str]) -> int:
        """Give the most that a mark speaks for any of some labels, in hundredths; 0 where it speaks for none."""
        return max((weight for label, weight in self._row(mark) if self.labels[label] in labels), default=0)

    def _row(self, mark: str) -> Sequence[tuple[int, int]]:
        row = self.weights.get(mark)
        return _pairs(row) if row is not None else ()


_FIELD = 4  # bytes of a whole number in which the weight for one label stands; "I" is as long
_ZERO = 1 << 31  # what is added to each, so that none is below nothing


_MOST_ROWS = 1 << 14  # the commonest marks: each question has dozens


class _Rows(dict[str, int]):
    """The weights of each mark side by side in one whole number: adding such numbers adds the rows."""

    def __init__(self, weights: Mapping[str, str]) -> None:
        """Take the rows as they are written."""
        self._weights = weights

    def __missing__(self, mark: str) -> int:
        """Take the row of a mark apart; a mark that no example has weighs nothing."""
        row = self._weights.get(mark)
        packed = sum(weight << (8 * _FIELD * label) for label, weight in _pairs(row)) if row is not None else 0
        if len(self) < _MOST_ROWS:
            self[mark] = packed
        return packed


@cache
def _zeros(labels: int) -> int:
    return sum(_ZERO << (8 * _FIELD * label) for label in range(labels))


def _pairs(row: str) -> Sequence[tuple[int, int]]:
    """Take a row of weights apart: pairs of the number of a label and the weight for it."""
    numbers = list(map(int, row.split()))
    return list(zip(numbers[::2], numbers[1::2], strict=True))


@cache
def load_model(name: str) -> LinearModel:
    """Load the weights that ship under a name."""
    return msgspec.json.decode((VOCABULARY / f"{name}.json").read_bytes(), type=LinearModel)


def text_marks(text: str, classes: Mapping[str, Sequence[str]]) -> set[str]:
    """Give what a model sees of a text: its words without inflection, pairs of neighbours, the words that say something
    at its beginning and end, and the ``classes`` of its words. A number is any number."""
    typed = [word for word, _, _ in typed_words(text)]
    words = [lemma(word) for word in typed]
    marks = {*words, *(f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))}
    for before, word in zip(words, typed[1:], strict=False):
        marks |= {f"{before} {name}" for name in classes.get(word, ())}
    telling = [place for place, word in enumerate(typed) if word not in STOP_WORDS and word[0] not in ",?!"]
    for word in typed:
        marks.update(classes.get(word, ()))
    if telling:
        for sign, place in (("first", telling[0]), ("last", telling[-1])):
            marks |= {f"{sign}:{words[place]}", *(f"{sign}:{name}" for name in classes.get(typed[place], ()))}
        marks |= {f"end:{words[place]}" for place in telling[-_LAST:]}
        marks |= {f"begin:{words[place]}" for place in telling[:_FIRST]}
    return marks


def typed_words(text: str) -> list[tuple[str, int, int]]:
    """List the words of a text in small letters, a number as "#", with where each stands."""
    found = _WORD.finditer(text[:_LONGEST].lower().replace("’", "'"))
    return [("#" if one.group().isdigit() else one.group(), one.start(), one.end()) for one in found]
