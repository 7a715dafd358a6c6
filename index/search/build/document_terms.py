"""Words: the words of one document as numbers, taken once for a content and kept.

In come the passages of a document; out goes a value that is stored as bytes: the forms that the document uses, and for
every passage which of them stand in its text, its context and its headings, and where its sentences end. What a whole
library makes of it is counted in ``index.search.build.corpus``.
"""

import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from index.models import DocumentPart, Passage
from index.text import (
    AnswerType,
    figures_given,
    figures_told_by,
    find_abbreviations,
    find_names,
    normalise,
    raw_forms,
    read_polarity,
    split_sentences,
)

_SHORT = 60  # words: what is shorter and has no number (a slide's point, a bullet, a row) leans on its heading
_NAMING = frozenset(
    {DocumentPart.BODY, DocumentPart.BACKGROUND, DocumentPart.SUMMARY}
)  # where names are printed as names
_LEANING = frozenset({DocumentPart.BODY, DocumentPart.BACKGROUND})

_ARRAYS = (
    "tokens",
    "lengths",
    "headings",
    "heading_lengths",
    "sentences",
    "sentence_counts",
    "figures",
    "polarity",
    "points",
)


@dataclass(frozen=True, slots=True)
class DocumentTerms:
    """The words of a document. ``tokens`` and ``headings`` count the forms from 0; each ``..lengths`` says how many of
    them a passage has. ``sentences`` are lengths in tokens (a passage's context goes with its last), and
    ``sentence_counts`` says how many a passage has; ``figures`` and ``polarity`` are
    flags of each. ``matters`` has an entry a passage; so has ``points``:
    under which heading of the document, counted from 1, a passage stands that is short and leans on it, or 0."""

    forms: Sequence[str]
    matters: Sequence[str]
    abbreviations: Sequence[tuple[str, str]]
    names: Sequence[str]
    tokens: Sequence[int]
    lengths: Sequence[int]
    headings: Sequence[int]
    heading_lengths: Sequence[int]
    sentences: Sequence[int]
    sentence_counts: Sequence[int]
    figures: Sequence[int]
    polarity: Sequence[int]
    points: Sequence[int]

    def to_bytes(self) -> bytes:
        """Write everything: a line of JSON, and the arrays one behind the other."""
        arrays: list[Sequence[int]] = [getattr(self, name) for name in _ARRAYS]
        head = [self.forms, self.matters, self.abbreviations, self.names, [len(numbers) for numbers in arrays]]
        line = json.dumps(head, separators=(",", ":")).encode()
        return b"".join((line, b"\n", *(array("i", numbers).tobytes() for numbers in arrays)))

    @classmethod
    def from_bytes(cls, data: bytes) -> "DocumentTerms":
        """Read what ``to_bytes`` wrote."""
        stop = data.index(b"\n")
        forms, matters, abbreviations, names, sizes = json.loads(data[:stop])
        numbers = memoryview(data[stop + 1 :]).cast("i")
        arrays = (numbers[start:end] for start, end in pairwise(accumulate(sizes, initial=0)))
        return cls(forms, matters, [(short, long) for short, long in abbreviations], names, *arrays)


class _Forms(dict[str, int]):
    """The number of each word as it stands in a text, by its form; a word that was not met before gets one.

    ``told`` are the words that can be part of a figure, with what sorts of it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}
        self.told: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        form, figure = _look_at(word)
        if figure:
            self.told[word] = figure
        self[word] = number = self.numbers.setdefault(form, len(self.numbers))
        return number

    def figures(self, words: Sequence[str], sentence: str) -> int:
        """Tell what sorts of figure a sentence of these words gives."""
        if self.told.keys().isdisjoint(words):
            return 0
        may = 0
        for word in words:
            may |= self.told.get(word, 0)
        return figures_given(sentence, AnswerType(may)).value


@lru_cache(maxsize=1 << 17)
def _look_at(word: str) -> tuple[str, int]:
    return normalise(word), figures_told_by(word).value


def analyse(passages: Sequence[Passage]) -> DocumentTerms:
    """Take the words of the passages of a document."""
    number = _Forms()
    above: dict[str, list[int]] = {}
    tokens: list[int] = []
    lengths: list[int] = []
    headings: list[int] = []
    heading_lengths: list[int] = []
    parts: list[int] = []
    counts: list[int] = []
    figures: list[int] = []
    polarity: list[int] = []
    points: list[int] = []
    under, over = 0, None
    for passage in passages:
        before = len(tokens)
        text = passage.text
        ranges = split_sentences(text)
        for start, stop in ranges:
            # Between sentences there are blanks alone: no word goes over a bound.
            sentence = text[start:stop]
            found = raw_forms(sentence)
            tokens += [number[word] for word in found]
            parts.append(len(found))
            figures.append(number.figures(found, sentence))
            polarity.append(read_polarity(sentence).value)
        around = passage.context
        if _leans_on_its_heading(passage, len(tokens) - before):
            around = f"{passage.section} {around}"
            under += passage.sections != over
            over = passage.sections
            points.append(under)
        else:
            points.append(0)
        if around:
            context = [number[word] for word in raw_forms(around)]
            tokens += context
            parts[-1] += len(context)
        counts.append(len(ranges))
        lengths.append(len(tokens) - before)
        before = len(headings)
        for heading in passage.sections[-2:]:
            if heading not in above:
                above[heading] = [number[word] for word in raw_forms(heading)]
            headings += above[heading]
        heading_lengths.append(len(headings) - before)
    explained = [find_abbreviations([passage.text]) for passage in passages if "(" in passage.text]
    return DocumentTerms(
        forms=list(number.numbers),
        matters=[passage.matter.value for passage in passages],
        abbreviations=[(short, long) for found in explained for short, longs in found.items() for long in longs],
        names=[name for passage in passages if passage.matter in _NAMING for name in find_names(passage.text)],
        tokens=tokens,
        lengths=lengths,
        headings=headings,
        heading_lengths=heading_lengths,
        sentences=parts,
        sentence_counts=counts,
        figures=figures,
        polarity=polarity,
        points=points,
    )


def _leans_on_its_heading(passage: Passage, words: int) -> bool:
    """Say whether a passage is not to be understood without the heading above it, which then counts as its context."""
    return words < _SHORT and passage.number is None and passage.matter in _LEANING and passage.section is not None
