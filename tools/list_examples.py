"""Examples of whole lists that are asked for, as the model of lists sees them.

In come the examples of ``index/vocabulary/lists.txt``; out go their sorts and marks, each question also with words put
before and behind it as people do, so that such words tell no sort. Questions that other models learn from are examples
of asking for no list.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from zlib import crc32

from index.authorities import Gazetteer
from index.query.asked_lists import NO_LIST, list_marks
from index.query.frame import read_frame

_TODAY = date(2026, 1, 1)
_ASIDES = ("before", "after")
# Kinds of question that speak of what is good or must improve without asking for a list of it.
_UNLIKE = frozenset({"improve", "overview", "which_told", "which_good", "which_bad"})


def marked_lists(
    examples: Collection[tuple[str, str]], others: Iterable[tuple[str, str]]
) -> list[tuple[str, set[str]]]:
    """Give the sort and the marks of each example; ``others`` are questions of other kinds."""
    gazetteer = Gazetteer.load()

    def marks(text: str) -> set[str]:
        return list_marks(read_frame(text, gazetteer, today=_TODAY).nameless)

    told = [(sort, marks(text)) for sort, text in _with_asides(examples)]
    return told + [(NO_LIST, marks(text)) for kind, text in others if kind not in _UNLIKE]


def _with_asides(examples: Collection[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield each example alone, behind a beginning, before an end, and between both."""
    befores, afters = ([text for sort, text in examples if sort == aside] for aside in _ASIDES)
    for sort, text in examples:
        if sort in _ASIDES:
            continue
        yield sort, text
        at = crc32(text.encode())
        before = befores[at % len(befores)], befores[(at + 14) % len(befores)]
        after = afters[at % 97 % len(afters)], afters[at % 89 % len(afters)]
        yield sort, f"{before[0]} {text}"
        yield sort, _joined(text, after[0])
        yield sort, f"{before[1]} {_joined(text, after[1])}"


def _joined(text: str, after: str) -> str:
    return f"{text}{'' if after[0] in ',?' else ' '}{after}"
