"""Messages: whether a text asks what documents say, or is one of those that no document answers, and of which sort.

In comes a text as typed; out come the sort that it is likeliest of besides a question on documents, and how much
likelier that is. A multinomial naive Bayes model over words and pairs of words (Manning, Raghavan and Schütze 2008,
chapter 13); the examples that ship are its table, and nothing else is learned from.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache

from index.vocabulary import load_messages

ASKS_DOCUMENTS = "inspection"  # the sort of what documents may answer
_UNSEEN = 0.1  # what is added to every count: a word that no example of a sort has is unlikely there, not impossible
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+|[?!]")


class MessageSorts:
    """Counts of the words and pairs of words of examples, by sort."""

    def __init__(self, examples: Iterable[tuple[str, str]]) -> None:
        """Take (sort, text) examples; each word and pair counts once a text."""
        self._sizes: Counter[str] = Counter()
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for sort, text in examples:
            self._sizes[sort] += 1
            counts[sort].update(_marks(text))
        self._counts = dict(counts)
        self._known = frozenset().union(*self._counts.values())
        self._totals = {sort: found.total() + _UNSEEN * len(self._known) for sort, found in self._counts.items()}

    def likeliest(self, text: str) -> tuple[str, float]:
        """Give the likeliest sort of those that no document answers, and by how many natural logarithms of the odds it
        is likelier than a question on documents; below 0 it is less likely."""
        marks = _marks(text) & self._known
        scores = {sort: self._score(sort, marks) for sort in self._counts}
        asks = scores.pop(ASKS_DOCUMENTS)
        best = max(scores, key=scores.__getitem__)
        return best, scores[best] - asks

    def _score(self, sort: str, marks: frozenset[str]) -> float:
        counts, total = self._counts[sort], self._totals[sort]
        return math.log(self._sizes[sort]) + sum(math.log((counts[mark] + _UNSEEN) / total) for mark in marks)


@cache
def message_sorts() -> MessageSorts:
    """Give the model of the examples that ship."""
    return MessageSorts(load_messages())


def _marks(text: str) -> frozenset[str]:
    """Give the words of a text, its pairs of neighbours, and what it begins and ends with; a number is any number."""
    words = ["#" if word.isdigit() else word for word in _WORD.findall(text.lower().replace("’", "'"))]
    return frozenset([*words, *(f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))])
