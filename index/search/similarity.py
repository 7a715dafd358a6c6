"""Similarity: what a term is worth in a passage, and the postings that let it be looked up.

The score is rank-bm25's ``BM25Okapi`` with the idf of Lucene (never negative, never zero: a term that stands in half
of the passages still counts). rank-bm25 walks all passages for every term; here the same products are worked out once,
at indexing, and kept as postings. The sole knower of rank_bm25, which only indexing and the tests load.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from rank_bm25 import BM25Okapi  # type: ignore[import-untyped]

__all__ = ["K1", "B", "Floats", "Ints", "Postings", "build_postings", "lucene_idf", "reference"]

Ints: TypeAlias = NDArray[np.intp]  # what numpy indexes by: a narrower type would be converted at every look-up
Floats: TypeAlias = NDArray[np.float64]

# Chosen by measurement (docs/retrieval.md); the result is flat around them.
K1 = 1.2
B = 0.5
_BLOCK = 64


def lucene_idf(passages: int, containing: int) -> float:
    """Give the weight of a term that stands in ``containing`` of ``passages`` (Lucene's BM25Similarity)."""
    return float(np.log(1 + (passages - containing + 0.5) / (containing + 0.5)))


def reference(corpus: Sequence[Sequence[str]]) -> "BM25Okapi":
    """Make rank-bm25's own model of the corpus, with the idf of Lucene: the definition of every score."""
    from rank_bm25 import BM25Okapi

    class _LuceneBM25(BM25Okapi):  # type: ignore[misc]
        def _calc_idf(self, nd: dict[str, int]) -> None:
            for term, containing in nd.items():
                self.idf[term] = lucene_idf(self.corpus_size, containing)

    return _LuceneBM25(corpus, k1=K1, b=B)


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

    def scores(self, terms: Sequence[int], count: int) -> Floats:
        """Add up what the terms are worth in each of ``count`` passages: BM25 of a bag of words."""
        total = np.zeros(count)
        for term in terms:
            passages, impacts = self.of(term)
            np.add.at(total, passages, impacts)  # twice as fast as ``total[passages] += impacts``
        return total

    def best(self, terms: Sequence[int], count: int, *, limit: int) -> list[tuple[int, float]]:
        """List the best passages for a bag of words with their scores, ties in the order of passages."""
        scores = self.scores(terms, count)
        blocks = count // _BLOCK
        if limit < blocks:  # the best of the blocks bound the best of all from below; ties of the last are kept
            highest = scores[: blocks * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
            least = np.partition(highest, blocks - limit)[blocks - limit]
            places = np.flatnonzero(scores >= least) if least > 0 else np.flatnonzero(scores)
        else:
            places = np.flatnonzero(scores)
        order = np.lexsort((places, -scores[places]))[:limit]
        return [(int(n), float(scores[n])) for n in places[order]]


def saturate(frequencies: Floats, lengths: Floats, average: float, idf: float) -> Floats:
    """Turn term frequencies into impacts, in rank-bm25's own order of operations."""
    return idf * (frequencies * (K1 + 1) / (frequencies + K1 * (1 - B + B * lengths / average)))


def build_postings(
    occurrences: Sequence[Counter[int]], lengths: Sequence[int], *, idf: Sequence[float], average: float
) -> Postings:
    """Build postings from how often each term (a number) stands in each passage."""
    by_term: list[list[int]] = [[] for _ in idf]
    counts: list[list[int]] = [[] for _ in idf]
    for passage, counter in enumerate(occurrences):
        for term, count in counter.items():
            by_term[term].append(passage)
            counts[term].append(count)
    starts = [0, *accumulate(len(passages) for passages in by_term)]
    all_lengths = np.asarray(lengths, dtype=np.float64)
    passages = np.concatenate([np.asarray(p, dtype=np.intp) for p in by_term] or [np.empty(0, np.intp)])
    impacts = np.empty(len(passages))
    for term, weight in enumerate(idf):
        start, stop = starts[term], starts[term + 1]
        where = passages[start:stop]
        impacts[start:stop] = saturate(np.asarray(counts[term], dtype=np.float64), all_lengths[where], average, weight)
    return Postings(starts, passages, impacts)
