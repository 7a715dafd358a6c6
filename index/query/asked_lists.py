"""Asked lists: which whole list of a paper a message asks for, and which a heading stands over, told by examples.

In comes a text; out goes how probable each sort of list is: what inspectors want improved, what a council means to work
on, what is good, what a body is asked to decide, what comes next, or none as a whole. The same examples
(``index/vocabulary/lists.txt``) tell both, since people ask for a list in the words that stand over one.
"""

from collections.abc import Mapping
from functools import lru_cache

from index.query.answer_kinds import words_told
from index.query.linear_model import load_model, text_marks
from index.text import MONTHS, lemma

MODEL = "lists"
NO_LIST = "none"
# How probable a sort must be, and that where a matter is named; chosen on some sets of papers' questions, measured on
# others (docs/retrieval.md).
_SURE, _SURER = 0.5, 0.75
# When a paper is of says nothing of what is asked of it; "may" is more than a month.
_DATES = frozenset({"<year>", *map(str.lower, MONTHS)} - {"may"})
_LEANS = 20  # hundredths


def list_marks(text: str) -> set[str]:
    """Give what the model sees of a text without names of councils."""
    told = words_told(text, besides=_DATES)
    return text_marks(" ".join(told).replace("<", "").replace(">", ""), {})


@lru_cache(maxsize=1 << 10)  # papers have few headings, and they are read for each question on a list
def list_odds(text: str) -> Mapping[str, float]:
    """Give the probability of each sort of list for a text without names of councils."""
    return load_model(MODEL).probabilities(list_marks(text))


def asks_list(word: str) -> bool:
    """Say whether a word tells a message that asks for a list from one that does not."""
    model = load_model(MODEL)
    mark = lemma(word)
    return model.weight(mark, set(model.labels) - {NO_LIST}) - model.weight(mark, {NO_LIST}) > _LEANS


def list_sort(text: str, *, matter: bool = False) -> str | None:
    """Name the sort of list that a text surely asks for, or stands over; None where it is none. ``matter``: it names a
    thing that a list may speak of."""
    odds = list_odds(text)
    sort = max(odds, key=odds.__getitem__)
    return sort if sort != NO_LIST and odds[sort] >= (_SURER if matter else _SURE) else None
