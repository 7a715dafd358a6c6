"""Word counts: what is counted of the words of a library, kept so that documents can be added and taken away.

In come the words of documents that are new or gone; out go the counts of the whole library. Everything here adds up:
a library that is brought up to date has the counts of one that is made anew.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from index.search.build.document_terms import DocumentTerms

_EXPANSIONS = 3  # of an abbreviation, the commonest


@dataclass(slots=True)
class WordCounts:
    """How many documents have each form, how often each abbreviation is explained and each name printed.

    ``documents`` are the ids and the numbers of passages in the order of the library; ``changed`` is how many passages
    came and went since associations were learned.
    """

    documents: dict[str, int] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)
    abbreviations: Counter[tuple[str, str]] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    words: int = 0  # of all passages, and of the headings above each
    heading_words: int = 0

    @property
    def passages(self) -> int:
        """Count the passages of all documents."""
        return sum(self.documents.values())

    def add(self, documents: Iterable[DocumentTerms]) -> None:
        """Count the words of documents."""
        for words in documents:
            self.words += len(words.tokens)
            self.heading_words += len(words.headings)
            self.forms.update(words.forms)
            self.abbreviations.update((short, long) for short, long in words.abbreviations)
            self.names.update(words.names)

    def take_away(self, documents: Iterable[DocumentTerms]) -> None:
        """Count the words of documents no more."""
        for words in documents:
            self.words -= len(words.tokens)
            self.heading_words -= len(words.headings)
            self.forms.subtract(words.forms)
            self.abbreviations.subtract((short, long) for short, long in words.abbreviations)
            self.names.subtract(words.names)
        self.forms, self.abbreviations, self.names = +self.forms, +self.abbreviations, +self.names

    def expansions(self) -> dict[str, Sequence[str]]:
        """Give what each abbreviation stands for, the commonest first."""
        found: dict[str, list[str]] = {}
        for (short, long), _ in sorted(self.abbreviations.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
            found.setdefault(short, []).append(long)
        return {short: longs[:_EXPANSIONS] for short, longs in found.items()}

    def to_bytes(self) -> bytes:
        """Write everything as JSON."""
        abbreviations = [[short, long, count] for (short, long), count in sorted(self.abbreviations.items())]
        kept: list[object] = [list(self.documents.items()), _written(self.forms), abbreviations, _written(self.names)]
        kept += [self.changed, self.words, self.heading_words]
        return json.dumps(kept, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "WordCounts":
        """Read what ``to_bytes`` wrote."""
        documents, forms, abbreviations, names, *numbers = json.loads(data)
        return cls(
            dict(documents),
            Counter(forms),
            Counter({(short, long): count for short, long, count in abbreviations}),
            Counter(names),
            *numbers,
        )


def _written(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items()))
