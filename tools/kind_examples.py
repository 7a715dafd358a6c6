"""Examples of questions by the kind of answer that they want, as the model of kinds sees them, and the words that ask.

In come the examples of ``index/vocabulary/questions.txt``; out go their kinds and marks (``answer_kinds``),
and the words that ask and name nothing, which are kept in ``questions_asking.txt``.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import date

from index.authorities import Gazetteer
from index.query.answer_kinds import kind_marks
from index.query.frame import read_frame
from index.query.models import Frame
from index.text import STOP_WORDS, TOPICLESS_WORDS
from index.vocabulary import load_thesaurus

_TODAY = date(2026, 1, 1)
_LEAST = 2  # examples that must have a word
_PASSAGES = frozenset({"passages", "compare", "area"})
_OF_A_MATTER = _PASSAGES | frozenset(
    "changes improve timeline which_told which_good which_bad which_mention which_visited elsewhere trends".split()
)
# Words that mostly frame a question, and are part of many a name: "county lines", "children missing education".
_OF_NAMES = frozenset(
    "county council authority borough children childrens social care team service services city local visit".split()
)
_TIMES = 4  # how many times as frequent


def marked(
    examples: Collection[tuple[str, str]], marks: Callable[[Frame], frozenset[str]] = kind_marks
) -> list[tuple[str, frozenset[str]]]:
    """Give the kind and the marks of each example, read as a question to a library without documents."""
    gazetteer = Gazetteer.load()
    return [(kind, marks(read_frame(text, gazetteer, today=_TODAY))) for kind, text in examples]


def asking_words(examples: Sequence[tuple[str, frozenset[str]]]) -> list[str]:
    """List the words that ask: those of questions about no matter, and those of questions about one that are many times
    as frequent where councils are asked for by it as where passages are. No word of the vocabulary's names is one."""
    named = {word for one in load_thesaurus() if not one.evaluative for name in one.triggers for word in name.split()}
    named -= TOPICLESS_WORDS - _OF_NAMES

    def counted(kinds: frozenset[str]) -> tuple[Counter[str], int]:
        of_them = [marks for kind, marks in examples if kind in kinds]
        return Counter(mark for marks in of_them for mark in marks if mark.isalpha()), len(of_them)

    asks, _ = counted(frozenset({kind for kind, _ in examples}) - _OF_A_MATTER)
    found = {word for word, times in asks.items() if times >= _LEAST}
    plain, size = counted(_PASSAGES)
    for kind in sorted(_OF_A_MATTER - _PASSAGES):
        words, of = counted(frozenset({kind}))
        found |= {w for w, n in words.items() if n >= _LEAST and n / of > _TIMES * (plain[w] + 0.5) / size}
    return sorted((found | STOP_WORDS) - _OF_NAMES - named)
