"""Searcher: an immutable view of one generation of the index that ranks passages for a question.

In come the blobs that indexing prepared and a topic; out go passages in order with their scores. It reads no text and
no database, and understands no question.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.question.described import Glossary
from index.question.lexicon import Lexicon
from index.question.question import Alternative, Concept, Topic
from index.question.spelling import Speller
from index.similarity import Floats, Ints, Postings

__all__ = ["Found", "Searcher"]

REST = 0.2  # what all further ways to say a concept add to the best one
NEIGHBOUR = 0.15
HEADING = 0.3


@dataclass(frozen=True, slots=True)
class Found:
    """A passage by its number in the generation, and its score."""

    passage: int
    score: float


class Searcher:
    """Ranks the passages of one generation. Safe to share between threads: nothing changes after it is opened."""

    def __init__(self, blobs: Mapping[str, bytes], spans: Sequence[tuple[int, int]]) -> None:
        """Open what indexing prepared; ``spans`` are the [start, stop) passages of each document."""
        self.lexicon = Lexicon.from_json(blobs["lexicon"])
        self.speller = Speller(self.lexicon.stems, blobs["ordinary"], blobs["spelling"])
        self.glossary = Glossary(self.lexicon.glosses)
        terms = blobs["terms"].decode().split("\n")
        self._terms = {term: number for number, term in enumerate(terms)}
        self._phrases = {tuple(p.split(" ")): n for n, p in enumerate(json.loads(blobs["phrases"]))}
        self._text = _postings(blobs, "text")
        self._phrase = _postings(blobs, "phrase")
        self._heading = _postings(blobs, "heading")
        self._spans = tuple(spans)
        self._count = spans[-1][1] if spans else 0

    def scores(self, topic: Topic) -> Floats:
        """Score every passage for a topic."""
        total = np.zeros(self._count)
        for concept in topic.concepts:
            total += concept.weight * self._concept(concept)
        return total

    def rank(self, topic: Topic, multipliers: Mapping[int, float], *, limit: int) -> tuple[Found, ...]:
        """Rank the passages of the documents that have a multiplier."""
        scores = self.scores(topic)
        spread = np.zeros(self._count)
        for document, multiplier in multipliers.items():
            start, stop = self._spans[document]
            part = scores[start:stop]
            near = np.zeros(stop - start)
            near[1:] += part[:-1]
            near[:-1] += part[1:]
            spread[start:stop] = (part + NEIGHBOUR * near / 2) * multiplier
        order = np.lexsort((np.arange(self._count), -spread))[:limit]
        return tuple(Found(int(n), float(spread[n])) for n in order if spread[n] > 0)

    def _concept(self, concept: Concept) -> Floats:
        best, total = np.zeros(self._count), np.zeros(self._count)
        for alternative in concept.alternatives:
            passages, impacts = self._find(alternative)
            if len(passages):
                weighted = alternative.weight * impacts
                best[passages] = np.maximum(best[passages], weighted)
                total[passages] += weighted
            if len(alternative.terms) == 1:
                number = self._terms.get(alternative.terms[0])
                if number is not None:
                    where, values = self._heading.of(number)
                    total[where] += HEADING * alternative.weight * values
        return best + REST * (total - best)

    def _find(self, alternative: Alternative) -> tuple[Ints, Floats]:
        if len(alternative.terms) == 1:
            number = self._terms.get(alternative.terms[0])
            return self._text.of(number) if number is not None else _NOTHING
        number = self._phrases.get(alternative.terms)
        return self._phrase.of(number) if number is not None else _NOTHING


_NOTHING: tuple[Ints, Floats] = (np.empty(0, np.int32), np.empty(0))


def _postings(blobs: Mapping[str, bytes], name: str) -> Postings:
    def array(part: str, kind: type) -> NDArray[np.generic]:
        return np.frombuffer(blobs[f"{name}.{part}"], dtype=kind)

    return Postings(array("starts", np.int32), array("passages", np.int32), array("impacts", np.float64))  # type: ignore[arg-type]
