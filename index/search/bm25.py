"""Similarity: what a term is worth in a passage, and the postings that let it be looked up.

The score is rank-bm25's ``BM25Okapi`` with the idf of Lucene (never negative, never zero: a term that stands in half
of the passages still counts). rank-bm25 walks all passages for every term; here the same products are worked out once,
at indexing, and kept as postings. The sole knower of rank_bm25, which only indexing and the tests load.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]


Ints: TypeAlias = NDArray[np.intp]  # what numpy indexes by: a narrower type would be converted at every look-up
Floats: TypeAlias = NDArray[np.float64]
Integers: TypeAlias = NDArray[np.integer[Any]]

# Chosen by measurement (docs/retrieval.md); the result is flat around them.
K1 = 1.2
B = 0.5
_STEP = 1 << 18


def lucene_idf(passages: int, containing: int) -> float:
    """Give the weight of a term that stands in ``containing`` of ``passages`` (Lucene's BM25Similarity)."""
    return float(np.log(1 + (passages - containing + 0.5) / (containing + 0.5)))


def reference(corpus: Sequence[Sequence[str]]) -> "BM25Okapi":
    """Make rank-bm25's own model of the corpus, with the idf of Lucene: the definition of every score."""
    return _lucene_class()(corpus, k1=K1, b=B)


def weigh(containing: Sequence[int], passages: int, words: int) -> "BM25Okapi":
    """Make rank-bm25's model of a corpus of so many passages and words: it knows idf (by the number of a term) and
    average length, and no passage. ``containing`` says in how many passages each term stands."""

    class _Counted(_lucene_class()):  # type: ignore[misc]
        def _initialize(self, corpus: Sequence[int]) -> dict[int, int]:
            self.corpus_size = passages
            self.avgdl = words / passages
            return dict(enumerate(corpus))

    return _Counted(containing, k1=K1, b=B)


@cache
def _lucene_class() -> Any:
    from rank_bm25 import BM25Okapi

    class _LuceneBM25(BM25Okapi):  # type: ignore[misc]
        def _calc_idf(self, nd: Mapping[Any, int]) -> None:
            for term, containing in nd.items():
                self.idf[term] = lucene_idf(self.corpus_size, containing)

    return _LuceneBM25


@dataclass(frozen=True, slots=True)
class Postings:
    """For every term the passages it stands in, ascending, and what it adds to the score of each.

    ``starts`` has one more entry than there are terms: term t owns ``passages[starts[t]:starts[t+1]]``.
    """

    starts: Sequence[int]
    passages: Ints
    impacts: Floats

    def of(self, term: int) -> tuple[Ints, Floats]:
        """Give the passages and the impacts of a term."""
        start, stop = self.starts[term], self.starts[term + 1]
        return self.passages[start:stop], self.impacts[start:stop]

    def frequency(self, term: int) -> int:
        """Give the number of passages that the term stands in."""
        return self.starts[term + 1] - self.starts[term]


def saturate(frequencies: Floats, lengths: Floats, average: float, idf: Floats | float) -> Floats:
    """Turn term frequencies into impacts, in rank-bm25's own order of operations."""
    return idf * (frequencies * (K1 + 1) / (frequencies + K1 * (1 - B + B * lengths / average)))


def build_postings(
    starts: Integers, passages: Integers, times: Integers, lengths: Integers, *, idf: Sequence[float], average: float
) -> Postings:
    """Build postings from how often each term stands in each passage; the terms begin where ``starts`` says."""
    weights, every = np.asarray(idf, np.float64), np.asarray(lengths, np.float64)
    held = np.diff(starts)
    impacts = np.empty(len(passages))
    # Some terms at a time: all at once would take many times the memory of the result.
    cuts = [0, *np.searchsorted(starts[1:], np.arange(_STEP, len(passages), _STEP)).tolist(), len(held)]
    for first, last in pairwise(cuts):
        low, high = int(starts[first]), int(starts[last])
        idfs = np.repeat(weights[first:last], held[first:last])
        here = every[passages[low:high]]
        impacts[low:high] = saturate(times[low:high].astype(np.float64), here, average, idfs)
    return Postings(np.asarray(starts).tolist(), np.asarray(passages, np.intp), impacts)
