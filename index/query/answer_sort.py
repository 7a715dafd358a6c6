"""Answer sort: what sort of thing a question asks for without which nothing answers it: a number, a name, a reason.

In comes the part of a question that asks; out comes the sort, and the words that ask for it; or the thing of which it
is asked whether there is one.
"""

import re

from index.query.cues import cue_words
from index.query.cues.answer_sorts import SORTS
from index.query.cues.sought import SOUGHT
from index.text import DETERMINERS, STOP_WORDS, AnswerType, forms

_CLAUSE_END = re.compile(r"[,.;:?!()]|\s[-–—]\s")
_LONGEST = 4  # words of a thing that is sought
_ORDER = {cue.name: place for place, cue in enumerate(SORTS.cues)}


def read_answer_sort(asking: str) -> tuple[AnswerType, str]:
    """Tell what sort of answer is asked for, and the words that ask for it."""
    found = SORTS.find(cue_words(asking, clauses=True))
    if not found:
        return AnswerType.NONE, ""
    first = min(found, key=lambda match: _ORDER[match.cue])
    return AnswerType[first.cue.upper()], asking[first.start : first.end]


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
