"""Associations: which words go together, learned from the library itself and from the sector's vocabulary.

In come the stems of passages, and of the glosses and classes as if they were passages; out come a vector for every
stem, and from these one for every passage and sentence. Words that are used alike get vectors that point alike, so
that a question is near a passage that says the same in other words. Positive pointwise mutual information, reduced to
its strongest dimensions (Levy and Goldberg 2014; Bullinaria and Levy 2012). Counting and linear algebra: no network is
trained, nothing is downloaded.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "Vectors", "compose", "learn_associations"]

DIMENSIONS = 128
_VOCABULARY = 4000  # the commonest stems get a vector; a rarer one has too little company to learn from
_SELDOM = 3
_CHUNK = 4096
_ROUNDS = 6
_SEED = 20180101


@dataclass(frozen=True, slots=True)
class Vectors:
    """A vector for each stem, its length already weighed by how rare the stem is."""

    stems: tuple[str, ...]
    rows: NDArray[np.float32]


def learn_associations(
    passages: Sequence[Sequence[str]], vocabulary: Sequence[Sequence[str]], stop: Collection[str], *, repeat: int = 3
) -> Vectors:
    """Learn vectors from passages, and from entries of the vocabulary counted ``repeat`` times each."""
    texts = [*passages, *(entry for entry in vocabulary for _ in range(repeat))]
    counts = Counter(stem for text in texts for stem in set(text))
    chosen = [
        stem
        for stem, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if count >= _SELDOM and stem not in stop and not stem.isdigit()
    ]
    stems = tuple(sorted(chosen[:_VOCABULARY]))
    if len(stems) <= DIMENSIONS:
        return Vectors(stems, np.zeros((len(stems), DIMENSIONS), np.float32))
    together = _count_pairs(texts, {stem: position for position, stem in enumerate(stems)})
    alone = np.diag(together).copy()
    information: NDArray[np.float32] = together * (np.float32(len(texts)) / np.outer(alone, alone))
    np.log(np.maximum(information, 1.0), out=information)
    information[together < 2] = 0  # met once: chance
    rows = _strongest(information)
    weight = np.log(1 + (len(texts) - alone + 0.5) / (alone + 0.5))
    return Vectors(stems, (rows * weight[:, None]).astype(np.float32))


def _count_pairs(texts: Sequence[Sequence[str]], number: Mapping[str, int]) -> NDArray[np.float32]:
    """Count in how many texts each two stems stand together (in the diagonal: in how many a stem stands).

    A text has some fifty stems of four thousand: counting the pairs there are is faster than a product of matrices.
    """
    size = len(number)
    together = np.zeros(size * size, np.float32)
    for start in range(0, len(texts), _CHUNK):
        pairs = []
        for text in texts[start : start + _CHUNK]:
            places = np.fromiter({number[stem] for stem in text if stem in number}, np.int32)
            pairs.append((places[:, None] * np.int32(size) + places[None, :]).ravel())
        found, times = np.unique(np.concatenate(pairs), return_counts=True)
        together[found] += times
    return together.reshape(size, size)


def compose(texts: Sequence[Sequence[str]], vectors: Vectors) -> NDArray[np.int8]:
    """Give each text the direction of the sum of its stems, a repeated one for less; 127 stands for 1."""
    number = {stem: position for position, stem in enumerate(vectors.stems)}
    composed = np.zeros((len(texts), vectors.rows.shape[1]), np.float32)
    for row, text in enumerate(texts):
        counts = Counter(number[stem] for stem in text if stem in number)
        if counts:
            places = np.fromiter(counts.keys(), np.int64)
            weights = np.log1p(np.fromiter(counts.values(), np.float32))
            composed[row] = weights @ vectors.rows[places]
    norms = np.linalg.norm(composed, axis=1, keepdims=True)
    norms[norms == 0] = 1
    directions: NDArray[np.int8] = np.round(composed / norms * 127).astype(np.int8)
    return directions


def _strongest(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Find the strongest dimensions of a symmetric matrix by subspace iteration (Halko, Martinsson and Tropp 2011)."""
    generator = np.random.default_rng(_SEED)
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
