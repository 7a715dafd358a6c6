"""Associations: which words go together, learned from the library itself and from the sector's vocabulary.

In come the stems of passages, and of the glosses and classes as if they were passages; out come a vector for every
stem, and from these one for every passage and sentence. Stems that are used alike get vectors that point alike, so
that a question is near a passage that says the same in other words. Positive pointwise mutual information, reduced to
its strongest dimensions (Levy and Goldberg 2014; Bullinaria and Levy 2012). Counting and linear algebra: no network is
trained, nothing is downloaded. The sole knower of threadpoolctl.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.search.build.document_columns import TermStream
from index.search.build.entries import blocks
from index.search.search_index import DIMENSIONS

_VOCABULARY = 4000  # the commonest stems get a vector; a rarer one has too little company to learn from
_SELDOM = 3
_ROUNDS = 6
_SQUARE = 512
_ROWS = 1024  # vectors added up in one go: as many as the processor's cache holds
_SEED = 20180101


@dataclass(frozen=True, slots=True)
class Vectors:
    """A vector for each stem, its length already weighed by how rare the stem is."""

    stems: tuple[str, ...]
    rows: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Which stems that have a vector stand in each text, by the numbers of the vectors, and how often."""

    lengths: NDArray[np.int64]
    places: NDArray[np.int64]
    times: NDArray[np.int64]

    @classmethod
    def each(cls, texts: TermStream, numbers: NDArray[np.int64]) -> "Iterator[tuple[int, int, TermMatrix]]":
        """Give texts a block at a time: the first, the one behind the last, and what stands in them. ``numbers`` gives
        the vector of each term of the library, or -1."""
        for first, last, low, high in blocks(texts.lengths):
            owner = np.repeat(np.arange(last - first, dtype=np.int64), texts.lengths[first:last])
            place = numbers[texts.stream[low:high]]
            keys, times = np.unique((owner << 32 | place)[place >= 0], return_counts=True)
            lengths = np.bincount(keys >> 32, minlength=last - first)
            yield first, last, cls(lengths, keys & 0xFFFFFFFF, times)

    @classmethod
    def from_lists(cls, places: Sequence[Sequence[int]]) -> "TermMatrix":
        """Take each text's list of the numbers of its stems, each once and in order."""
        flat = np.array([place for text in places for place in text], np.int64)
        return cls(np.array([len(text) for text in places], np.int64), flat, np.ones_like(flat))


def learn_associations(
    terms: Sequence[str],
    passages: Iterable[TermStream],
    containing: Sequence[int],
    vocabulary: Sequence[Sequence[str]],
    stop: Collection[str],
    *,
    texts: int,
    repeat: int = 3,
) -> Vectors:
    """Learn vectors from ``texts`` passages, ``containing`` of which have each of the library's terms, and from entries
    of the vocabulary, each of which counts as ``repeat`` passages."""
    total = texts + repeat * len(vocabulary)
    taught = [set(entry) for entry in vocabulary]
    frequency = Counter(dict(zip(terms, containing, strict=True)))
    for stem, count in Counter(stem for entry in taught for stem in entry).items():
        frequency[stem] += repeat * count
    chosen = [
        stem
        for stem, count in sorted(frequency.items(), key=lambda item: (-item[1], item[0]))
        if count >= _SELDOM and stem not in stop and not stem.isdigit()
    ]
    stems = tuple(sorted(chosen[:_VOCABULARY]))
    if len(stems) <= DIMENSIONS:
        return Vectors(stems, np.zeros((len(stems), DIMENSIONS), np.float32))
    number = {stem: position for position, stem in enumerate(stems)}
    together = np.zeros((len(stems), len(stems)), np.float32)  # whole numbers to 16 million are exact in it
    numbers = np.array([number.get(term, -1) for term in terms], np.int64)
    for some in passages:
        for _, _, matrix in TermMatrix.each(some, numbers):
            _add_pairs(matrix, together, 1)
    entries = [sorted(number[stem] for stem in entry if stem in number) for entry in taught]
    _add_pairs(TermMatrix.from_lists(entries), together, repeat)
    alone = together.diagonal().copy()
    _inform(together, alone, total)
    rows = _strongest(together)
    weight = np.log(1 + (total - alone + 0.5) / (alone + 0.5))
    return Vectors(stems, (rows * weight[:, None]).astype(np.float32))


def _add_pairs(entries: TermMatrix, together: NDArray[np.float32], repeat: int) -> None:
    """Count every two stems that stand in one text together, the lower first; a stem stands with itself.

    A text has some fifty stems of four thousand: counting the pairs there are is faster than a product of matrices.
    """
    size, counted = len(together), together.reshape(-1)
    pairs = []
    starts = np.cumsum(entries.lengths) - entries.lengths
    places = entries.places.astype(np.int32)
    for length in np.unique(entries.lengths).tolist():
        texts = starts[entries.lengths == length]
        there = np.ascontiguousarray(places[texts + np.arange(length)[:, None]])  # a row for each place in the texts
        pairs += [(there[n] * np.int32(size) + there[n:]).ravel() for n in range(length)]
    if pairs:
        ordered = np.concatenate(pairs)
        ordered.sort()
        starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
        counted[ordered[starts]] += repeat * np.diff(starts, append=len(ordered)).astype(np.float32)


def _inform(together: NDArray[np.float32], alone: NDArray[np.float32], texts: int) -> None:
    """Turn counts, those above the diagonal, into positive pointwise mutual information in their place; two that met
    once met by chance."""
    size = len(together)
    for row in range(size):
        times = together[row, row:]
        several = times > 1
        weighed = times * (np.float32(texts) / (alone[row] * alone[row:]))
        together[row, row:] = np.where(several, np.log(np.maximum(weighed, np.float32(1.0))), 0)
    for low in range(0, size, _SQUARE):
        for left in range(low, size, _SQUARE):
            here = together[low : low + _SQUARE, left : left + _SQUARE]
            if left == low:
                here += np.triu(here, 1).T
            else:
                together[left : left + _SQUARE, low : low + _SQUARE] = here.T


def embed(texts: TermStream, numbers: NDArray[np.int64], vectors: Vectors) -> NDArray[np.int8]:
    """Give each text the direction of the sum of its stems, a repeated one for less; 127 stands for 1. ``numbers``
    gives the vector of each term of the library, or -1."""
    directions = np.zeros((len(texts.lengths), DIMENSIONS), np.int8)
    for first, last, entries in TermMatrix.each(texts, numbers):
        composed = np.zeros((last - first, DIMENSIONS), np.float32)
        weights = np.log1p(entries.times.astype(np.float32))
        starts = np.cumsum(entries.lengths) - entries.lengths
        for length in np.unique(entries.lengths[entries.lengths > 0]).tolist():
            every = np.flatnonzero(entries.lengths == length)
            step = max(1, _ROWS // length)
            for begin in range(0, len(every), step):
                some = every[begin : begin + step]
                there = starts[some][:, None] + np.arange(length)
                composed[some] = (weights[there][:, None, :] @ vectors.rows[entries.places[there]])[:, 0]
        norms = np.linalg.norm(composed, axis=1, keepdims=True)
        norms[norms == 0] = 1
        directions[first:last] = np.round(composed / norms * 127)
    return directions


def _strongest(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Find the strongest dimensions of a symmetric matrix by subspace iteration (Halko, Martinsson and Tropp 2011)."""
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

    generator = np.random.default_rng(_SEED)
    # Threads of the algebra library wait for each other in loops: where anything else runs, several take many times
    # as long as one. With one the result is also the same whatever the number of processors.
    with threadpool_limits(1, "blas"):
        basis = matrix @ generator.standard_normal((len(matrix), DIMENSIONS + 20), dtype=np.float32)
        for _ in range(_ROUNDS):
            basis = _orthonormal(matrix @ basis)
        values, turn = np.linalg.eigh(basis.T @ matrix @ basis)
    order = np.argsort(-values, kind="stable")[:DIMENSIONS]
    strongest: NDArray[np.float32] = (basis @ turn[:, order]) * np.sqrt(np.maximum(values[order], 0))
    return strongest


def _orthonormal(basis: NDArray[np.float32]) -> NDArray[np.float32]:
    """Make columns orthonormal through their products with each other: many times faster than Householder's way, and
    exact enough inside an iteration that does it again."""
    products = basis.T.astype(np.float64) @ basis
    products[np.diag_indices_from(products)] += np.trace(products) * 1e-12
    orthonormal: NDArray[np.float32] = basis @ np.linalg.inv(np.linalg.cholesky(products)).T.astype(np.float32)
    return orthonormal
