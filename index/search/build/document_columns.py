"""Columns: what is known of every passage, sentence and word of a library, document by document.

In come the columns of a generation and those of documents that are new; out go those of the next one, in its order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.search.build.corpus import Corpus, offsets
from index.search.build.entries import Numbers, buffer_of, segments
from index.search.search_index import DIMENSIONS

Bytes = NDArray[np.int8]
_PASSAGE, _TOKEN, _HEADING, _SENTENCE = range(4)
# By column: of what it has an entry each.
_LEVELS = {
    "lengths": _PASSAGE,
    "heading_lengths": _PASSAGE,
    "sentence_counts": _PASSAGE,
    "points": _PASSAGE,
    "matters": _PASSAGE,
    "passage_vectors": _PASSAGE,
    "stream": _TOKEN,
    "headings": _HEADING,
    "sentences": _SENTENCE,
    "figures": _SENTENCE,
    "polarity": _SENTENCE,
    "sentence_vectors": _SENTENCE,
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns, and how many passages each document has. ``headings`` and ``stream`` count terms; ``points`` counts
    headings through the whole library."""

    sizes: tuple[int, ...]
    lengths: Numbers
    heading_lengths: Numbers
    sentence_counts: Numbers
    points: Numbers
    matters: NDArray[np.object_]
    stream: Numbers
    headings: Numbers
    sentences: Numbers
    figures: NDArray[np.uint8]
    polarity: NDArray[np.uint8]
    passage_vectors: Bytes
    sentence_vectors: Bytes

    @classmethod
    def of(cls, corpus: Corpus, number: Numbers, vectors: tuple[Bytes, Bytes]) -> "Columns":
        """Take the words of new documents; ``number`` gives the library's number of each of their terms."""
        return cls(
            sizes=corpus.sizes,
            lengths=corpus.lengths,
            heading_lengths=corpus.heading_lengths,
            sentence_counts=corpus.sentence_counts,
            points=corpus.points,
            matters=np.array(corpus.matters, dtype=object),
            stream=number[corpus.stream],
            headings=number[corpus.headings],
            sentences=corpus.sentences,
            figures=corpus.figures.astype(np.uint8),
            polarity=corpus.polarity.astype(np.uint8),
            passage_vectors=vectors[0],
            sentence_vectors=vectors[1],
        )

    @classmethod
    def read(cls, artifacts: Mapping[str, bytes], sizes: Sequence[int]) -> "Columns":
        """Read what ``blobs`` wrote."""

        def numbers(name: str) -> Numbers:
            return np.frombuffer(artifacts[name], np.int32)

        def vectors(name: str) -> Bytes:
            return np.frombuffer(artifacts[name], np.int8).reshape(-1, DIMENSIONS)

        matters = artifacts["matters"].decode().split("\n") if artifacts["matters"] else []
        return cls(
            sizes=tuple(sizes),
            lengths=np.diff(numbers("offsets")),
            heading_lengths=np.diff(numbers("heading.offsets")),
            sentence_counts=np.diff(numbers("sentences")),
            points=numbers("points"),
            matters=np.array(matters, dtype=object),
            stream=numbers("stream"),
            headings=numbers("headings"),
            sentences=numbers("sentence.lengths"),
            figures=np.frombuffer(artifacts["sentence.figures"], np.uint8),
            polarity=np.frombuffer(artifacts["sentence.polarity"], np.uint8),
            passage_vectors=vectors("passage.vectors"),
            sentence_vectors=vectors("sentence.vectors"),
        )

    def blobs(self) -> dict[str, bytes]:
        """Write the columns as named blobs."""
        return {
            "matters": "\n".join(self.matters.tolist()).encode(),
            "stream": buffer_of(self.stream.astype(np.int32, copy=False)),
            "offsets": offsets(self.lengths).tobytes(),
            "sentences": offsets(self.sentence_counts).tobytes(),
            "sentence.lengths": self.sentences.astype(np.int32, copy=False).tobytes(),
            "points": self.points.astype(np.int32, copy=False).tobytes(),
            "headings": self.headings.astype(np.int32, copy=False).tobytes(),
            "heading.offsets": offsets(self.heading_lengths).tobytes(),
            "sentence.figures": self.figures.tobytes(),
            "sentence.polarity": self.polarity.tobytes(),
            "passage.vectors": buffer_of(self.passage_vectors),
            "sentence.vectors": buffer_of(self.sentence_vectors),
        }

    def bounds(self) -> tuple[list[tuple[int, int]], ...]:
        """Give for each document where its passages, tokens, words of headings and sentences stand."""
        passages = segments(self.sizes)

        def level(lengths: Numbers) -> list[tuple[int, int]]:
            ends = offsets(lengths).tolist()
            return [(ends[start], ends[stop]) for start, stop in passages]

        return passages, level(self.lengths), level(self.heading_lengths), level(self.sentence_counts)


def splice(held: Columns, new: Columns, order: Sequence[tuple[bool, int]]) -> Columns:
    """Put the columns of documents together; ``order`` names each: whether it is new, and its place there."""
    bounds = (held.bounds(), new.bounds())
    made: dict[str, NDArray[np.generic]] = {}
    for name, level in _LEVELS.items():
        sources = (getattr(held, name), getattr(new, name))
        pieces = [sources[is_new][slice(*bounds[is_new][level][place])] for is_new, place in order]
        if name == "points":
            pieces = _counted_through(pieces)
        made[name] = np.concatenate(pieces) if pieces else sources[1][:0]
    sizes = tuple((new if is_new else held).sizes[place] for is_new, place in order)
    return Columns(sizes=sizes, **made)  # type: ignore[arg-type]


def _counted_through(pieces: Sequence[Numbers]) -> list[Numbers]:
    """Count the headings of documents through; 0 is none."""
    under = 0
    counted = []
    for piece in pieces:
        some = piece > 0
        if some.any():
            own = piece - piece[some].min() + 1
            counted.append(np.where(some, own + under, 0).astype(np.int32))
            under += int(own.max())
        else:
            counted.append(piece)
    return counted
