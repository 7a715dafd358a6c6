"""Labels told by examples: a multinomial naive Bayes model over words and pairs of words.

In come examples, each with its label, and a text; out comes how likely each label is for that text (Manning, Raghavan
and Schütze 2008, chapter 13). The examples are all that is learned from. What is counted in a file of examples that
ships is kept beside it, as Python keeps its modules compiled, for as long as neither the file nor this module changes.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from importlib.util import cache_from_source
from pathlib import Path
from typing import Self

import index.vocabulary
from index.vocabulary import parse_examples

_VOCABULARY = Path(index.vocabulary.__file__).parent
_UNSEEN = 0.1  # what is added to every count: a word that no example of a label has is unlikely there, not impossible
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!]")


class ExampleModel:
    """Counts of the words and pairs of words of examples, by label."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        """Take (label, text) examples; each word and pair counts once a text."""
        sizes: Counter[str] = Counter()
        counts: defaultdict[str, Counter[int]] = defaultdict(Counter)
        numbers: dict[str, int] = {}
        for label, text in examples:
            sizes[label] += 1
            number = numbers.setdefault(label, len(numbers))
            for mark in _marks(text):
                counts[mark][number] += 1
        totals = Counter[int]()
        for found in counts.values():
            totals.update(found)
        self._sizes = dict(sizes)
        self._totals = [totals[number] for number in numbers.values()]
        self._counts = {
            mark: " ".join(f"{number} {times}" for number, times in found.items()) for mark, found in counts.items()
        }
        self._prepare()

    def _prepare(self) -> None:
        """Work out what every score begins with, and what a word takes off that no example of a label has."""
        unseen = _UNSEEN * len(self._counts)
        self._begins = [math.log(size) for size in self._sizes.values()]
        self._takes_off = [math.log(_UNSEEN / (total + unseen)) for total in self._totals]

    def scores(self, text: str) -> dict[str, float]:
        """Give, for each label, the natural logarithm of how likely it and the words of a text are together.

        They tell which label is likelier, and by how much; words that no example has say nothing.
        """
        found = [self._counts[mark] for mark in _marks(text) if mark in self._counts]
        scores = [begin + len(found) * less for begin, less in zip(self._begins, self._takes_off, strict=True)]
        for row in found:
            pairs = row.split()
            for number, times in zip(pairs[::2], pairs[1::2], strict=True):
                scores[int(number)] += math.log(int(times) / _UNSEEN + 1)
        return dict(zip(self._sizes, scores, strict=True))

    def to_text(self) -> str:
        """Give the counts as they are kept: labels, their sizes, their totals, words and pairs, and how often each."""
        sizes, totals = self._sizes.values(), self._totals
        parts = (self._sizes, map(str, sizes), map(str, totals), self._counts, self._counts.values())
        return "\n\n".join("\n".join(part) for part in parts)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the counts that ``to_text`` gave; raise ValueError if they are not whole."""
        labels, sizes, totals, marks, counts = (part.split("\n") for part in text.split("\n\n"))
        model = cls.__new__(cls)
        model._sizes = dict(zip(labels, map(int, sizes), strict=True))
        model._totals = [int(total) for total in totals]
        model._counts = dict(zip(marks, counts, strict=True))
        model._prepare()
        return model


@cache
def shipped_model(name: str) -> ExampleModel:
    """Give the model of the file of examples that ships under a name, such as "messages": ``label | text`` a line."""
    path = _VOCABULARY / f"{name}.txt"
    return counted(path, Path(cache_from_source(str(path))).with_suffix(".counts"))


def counted(path: Path, kept: Path) -> ExampleModel:
    """Give the model of a file of examples from what is kept of it; count it, and keep that, where it has changed."""
    examples = path.read_bytes()
    digest = sha256(Path(__file__).read_bytes() + examples).hexdigest()
    try:
        text, _, end = kept.read_text(encoding="utf-8").rpartition("\n\n")
        if end == digest:
            return ExampleModel.from_text(text)
    except (OSError, ValueError):
        pass  # nothing is kept yet, or not all of it
    model = ExampleModel(parse_examples(examples.decode("utf-8")))
    try:
        from index.files import replace_file

        kept.parent.mkdir(exist_ok=True)
        replace_file(kept, f"{model.to_text()}\n\n{digest}")
    except OSError:
        pass  # a folder that may not be written to: the next start counts again
    return model


def _marks(text: str) -> frozenset[str]:
    """Give the words of a text, its pairs of neighbours, and what it begins and ends with; a number is any number."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(text.lower().replace("’", "'"))]
    return frozenset([*words, *(f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))])
