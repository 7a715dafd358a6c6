"""Answer sort: what sort of thing a question asks for without which nothing answers it: a number, a name, a reason.

In comes the part of a question that asks; out comes the sort; or the words that ask for it, or the thing of which it
is asked whether there is one. Which sort it is, a model says that was fitted to examples
(``index/vocabulary/answer_sorts.txt``).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.query.cues import cue_words
from index.query.cues.tables import SOUGHT
from index.query.linear_model import load_model, text_marks, typed_words
from index.text import DETERMINERS, STOP_WORDS, AnswerType, forms, lemma
from index.vocabulary import load_word_kinds

MODEL = "answer_sorts"
NO_SORT = ("none", "exists")  # labels: passages on the matter answer; whether there is such a thing
# Sorts that are mistaken for one another, and that one answer may serve; every other one stands alone.
_ALIKE = (("count", "share", "sum", "frequency", "time"), ("name", "agent", "organisation", "place"))
# The probability from which on sorts that are alike are asked for, and the share of it that one of them must have.
ASKED, BESIDE = 0.33, 0.25
_CLAUSE_END = re.compile(r"[,.;:?!()]|\s[-–—]\s")
_LONGEST = 4  # words of a thing that is sought


@dataclass(frozen=True, slots=True)
class SortReading:
    """The sorts of answer that may be asked for, any of which answers, and how probable it is that one of them is."""

    sorts: AnswerType
    probability: float


def read_answer_sort(asking: str) -> SortReading:
    """Tell what sort of answer is asked for."""
    found = load_model(MODEL).probabilities(sort_marks(asking))
    for label in NO_SORT:
        found.pop(label, None)
    alone = [(label,) for label in found if not any(label in group for group in _ALIKE)]
    group = max([*_ALIKE, *alone], key=lambda labels: sum(found.get(label, 0.0) for label in labels))
    probability = sum(found.get(label, 0.0) for label in group)
    if probability < ASKED:
        return SortReading(AnswerType.NONE, 0.0)
    sorts = AnswerType.NONE
    for label in group:
        if found.get(label, 0.0) >= BESIDE * probability:
            sorts |= AnswerType[label.upper()]
    return SortReading(sorts, probability)


def sort_marks(asking: str) -> set[str]:
    """Give what the model sees of a question."""
    return text_marks(asking, _kinds())


def words_for_sort(asking: str, sorts: AnswerType) -> str:
    """Give the word, or the two neighbours, by which most of all a question asks for some sorts of answer."""
    model, words = load_model(MODEL), typed_words(asking)
    labels = [sort.name.lower() for sort in AnswerType if sort & sorts and sort.name]
    best, most = "", 0
    for place, (word, start, end) in enumerate(words):
        ends = [(lemma(word), end)]
        if place + 1 < len(words):
            ends.append((f"{lemma(word)} {lemma(words[place + 1][0])}", words[place + 1][2]))
        for mark, stop in ends:
            if (weight := model.weight(mark, labels)) > most:
                best, most = asking[start:stop], weight
    return best


@cache
def _kinds() -> dict[str, Sequence[str]]:
    """Name the kinds that each word is of."""
    kinds: dict[str, list[str]] = {}
    for name, words in load_word_kinds().items():
        for word in words:
            kinds.setdefault(word, []).append(f"<{name}>")
    return dict(kinds)


def read_sought(asking: str) -> str:
    """Give the thing of which it is asked whether there is one: "idva" of "is there an IDVA in the hub"."""
    found = SOUGHT.find(cue_words(asking, clauses=True))
    if not found:
        return ""
    words: list[str] = []
    for form, _, _ in forms(_CLAUSE_END.split(asking[found[0].end :], maxsplit=1)[0]):
        if form in STOP_WORDS and (words or form not in DETERMINERS):
            break
        words += [form] if form not in DETERMINERS else []
    return " ".join(words[:_LONGEST])
