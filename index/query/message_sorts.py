"""Messages: whether a text asks what documents say, or is one of those that no document answers, and of which sort.

In comes a text as typed; out comes how probable each sort is, by a model that was fitted to the examples in
``index/vocabulary/messages.txt``. It never sees the names of councils: who tells of a child in danger may name one.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache
from itertools import combinations

from index.query.linear_model import load_model, typed_words
from index.text import lemma
from index.vocabulary import load_danger_words

MODEL = "messages"
ASKS_DOCUMENTS = "inspection"  # the sort of what documents may answer
AT_RISK = "safeguarding"
# How probable somebody at risk must be, and that beside a question on documents, for whom to call to be said. Where no
# document answers in any case it costs nothing. With these one of 113 ordinary questions is told so.
_RISKY, _RISKIER = 0.1, 0.25
_LEADS_TO_NAME = re.compile(r"[\s,]{0,3}(?:\b(?:in|at|from|near|of|for|by)\s{1,3})?$", re.IGNORECASE)
_WORDS_A_STEP, _STEPS = 4, 6  # of length


@lru_cache(maxsize=64)  # a message is read more than once: with its scraps, in parts, in the light of its thread
def message_odds(text: str) -> Mapping[str, float]:
    """Give the probability of each sort for a text without names of councils."""
    return load_model(MODEL).probabilities(message_marks(text))


def risk_told(odds: Mapping[str, float]) -> bool:
    """Say whether a message may tell of somebody at risk, by the probabilities of its sorts."""
    risk = odds[AT_RISK]
    return risk > max(_RISKY, _RISKIER * (risk + odds[ASKS_DOCUMENTS]))


def without_councils(text: str, places: Collection[tuple[int, int]]) -> str:
    """Cut names of councils out of a text, each with the small word and the commas about it: ", in Leeds"."""
    for start, end in sorted(places, reverse=True):
        text = f"{_LEADS_TO_NAME.sub('', text[:start])} {text[end:].lstrip(' ,:')}"
    return " ".join(text.split())


def message_marks(text: str) -> set[str]:
    """Give what the model sees: words without inflection, pairs of neighbours, words that are inflected as they are
    typed ("children" are asked about, "a child" is told of), kinds of words, each two of these, and the length."""
    typed = [word for word, _, _ in typed_words(text)]
    words = [lemma(word) for word in typed]
    kinds = {kind for word in typed for kind in _kinds().get(word, ())}
    marks = {*words, *kinds, f"long:{min(len(words) // _WORDS_A_STEP, _STEPS)}"}
    marks.update(f"={word}" for word, plain in zip(typed, words, strict=True) if word != plain)
    marks.update(f"{a} {b}" for a, b in zip(["^", *words], [*words, "$"], strict=True))
    marks.update(f"{a}+{b}" for a, b in combinations(sorted(kinds), 2))
    return marks


@cache
def _kinds() -> dict[str, Sequence[str]]:
    """Name the kinds that each word is of."""
    kinds: dict[str, list[str]] = {}
    for name, words in load_danger_words().items():
        for word in words:
            kinds.setdefault(word, []).append(f"<{name}>")
    return dict(kinds)
