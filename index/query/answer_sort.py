"""Answer sort: what sort of thing a question asks for without which nothing answers it: a number, a name, a reason.

In comes the part of a question that asks; out comes the sort, and the words that ask for it.
"""

from index.query.cues import cue_words
from index.query.cues.answer_sorts import SORTS
from index.text import AnswerType

_ORDER = {cue.name: place for place, cue in enumerate(SORTS.cues)}


def read_answer_sort(asking: str) -> tuple[AnswerType, str]:
    """Tell what sort of answer is asked for, and the words that ask for it."""
    found = SORTS.find(cue_words(asking, clauses=True))
    if not found:
        return AnswerType.NONE, ""
    first = min(found, key=lambda match: _ORDER[match.cue])
    return AnswerType[first.cue.upper()], asking[first.start : first.end]
