"""Counting: the words of all documents brought together, in numbers.

In come the words of each document and the stems that are known; out goes the corpus: which term stands where in the
whole library, and how often a term stands in a passage or in a sentence. Everything here is arrays: a library has a
million words, and a loop over them in Python would take most of the time of a run.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.search.bm25 import Ints
from index.search.build.document_terms import DocumentTerms

Numbers: TypeAlias = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Counts:
    """How often each of ``size`` phrases (numbers) stands in a text: phrases ascending, and the texts of each too."""

    size: int
    terms: Ints
    texts: Ints
    times: Ints


@dataclass(frozen=True, slots=True)
class Corpus:
    """The words of documents. ``stream`` has the term of every token, passage by passage; ``headings`` those of the
    headings above each passage. The terms are sorted. ``sizes`` says how many passages each document has."""

    sizes: tuple[int, ...]
    forms: Mapping[str, int]  # of every form in passages and headings: in how many documents it stands
    terms: tuple[str, ...]
    stream: Numbers
    lengths: Numbers
    headings: Numbers
    heading_lengths: Numbers
    sentences: Numbers
    sentence_counts: Numbers
    figures: Numbers
    polarity: Numbers
    points: Numbers  # as in ``DocumentTerms``, counted through the whole library
    matters: tuple[str, ...]
    abbreviations: tuple[tuple[str, str], ...]
    names: tuple[str, ...]  # as they stand, as often as they stand


def merge_documents(documents: Iterable[DocumentTerms], stem: Callable[[str], str]) -> Corpus:
    """Bring the words of documents together, in the order in which they come."""
    numbers: dict[str, int] = {}
    held = []
    standing: Counter[str] = Counter()
    points, under = [], 0
    streams, headings = [], []
    for words in documents:
        held.append(words)
        standing.update(words.forms)
        here = np.array([numbers.setdefault(form, len(numbers)) for form in words.forms], np.int32)
        streams.append(here[_array(words.tokens)])
        headings.append(here[_array(words.headings)])
        own = _array(words.points)
        points.append(np.where(own > 0, own + under, 0))
        under += int(own.max(initial=0))
    stream, heading = _join(streams), _join(headings)
    stems = [stem(form) for form in numbers]
    terms = sorted(set(stems))
    place = {term: number for number, term in enumerate(terms)}
    term_of = np.array([place[known] for known in stems], np.int32)
    return Corpus(
        sizes=tuple(len(words.lengths) for words in held),
        forms=standing,
        terms=tuple(terms),
        stream=term_of[stream],
        lengths=_join([words.lengths for words in held]),
        headings=term_of[heading],
        heading_lengths=_join([words.heading_lengths for words in held]),
        sentences=_join([words.sentences for words in held]),
        sentence_counts=_join([words.sentence_counts for words in held]),
        figures=_join([words.figures for words in held]),
        polarity=_join([words.polarity for words in held]),
        points=_join(points),
        matters=tuple(matter for words in held for matter in words.matters),
        abbreviations=tuple(pair for words in held for pair in words.abbreviations),
        names=tuple(name for words in held for name in words.names),
    )


def count_phrases(
    phrases: Sequence[tuple[str, ...]], place: Mapping[str, int], stream: Numbers, lengths: Numbers
) -> Counts:
    """Count how often each phrase of two words or more stands in each passage; ``place`` numbers the terms."""
    size = len(place)
    stops = np.repeat(np.cumsum(lengths), lengths)  # for each token, where its passage ends
    pairs = stream[:-1] * np.int64(size) + stream[1:]
    inside = np.arange(1, len(stream)) < stops[:-1]
    numbered = [(n, [place[t] for t in phrase]) for n, phrase in enumerate(phrases) if all(t in place for t in phrase)]
    begins, follows = np.zeros(size, np.bool_), np.zeros(size, np.bool_)
    begins[np.array([terms[0] for _, terms in numbered], np.intp)] = True
    follows[np.array([terms[1] for _, terms in numbered], np.intp)] = True
    where = np.flatnonzero(begins[stream[:-1]] & follows[stream[1:]] & inside)
    where = where[np.argsort(pairs[where], kind="stable")]
    keys = pairs[where]
    wanted = np.array([terms[0] * size + terms[1] for _, terms in numbered], np.int64)
    lows, highs = np.searchsorted(keys, wanted), np.searchsorted(keys, wanted, side="right")
    found, found_at = [np.empty(0, np.intp)], [np.empty(0, np.intp)]
    for (number, terms), low, high in zip(numbered, lows.tolist(), highs.tolist(), strict=True):
        places = where[low:high]
        for step, term in enumerate(terms[2:], 2):
            places = places[places + step < stops[places]]
            places = places[stream[places + step] == term]
        found.append(np.full(len(places), number))
        found_at.append(places)
    passages = np.repeat(np.arange(len(lengths)), lengths)[np.concatenate(found_at)]
    count = max(len(lengths), 1)
    keys, times = np.unique(np.concatenate(found) * count + passages, return_counts=True)
    return Counts(len(phrases), *np.divmod(keys, count), times)


def offsets(lengths: Numbers) -> Numbers:
    """Turn lengths into the places where each item begins, and where the last one ends."""
    result = np.zeros(len(lengths) + 1, np.int32)
    np.cumsum(lengths, out=result[1:])
    return result


def _join(arrays: Sequence[Sequence[int] | Numbers]) -> Numbers:
    return np.concatenate([_array(numbers) for numbers in arrays]) if arrays else np.empty(0, np.int32)


def _array(numbers: Sequence[int] | Numbers) -> Numbers:
    return np.asarray(numbers, np.int32)
