"""Prepared: what indexing made of the words of a library, opened to be looked up.

In come the artifacts of a generation; out comes one value that tells where a way to say a thing stands, what it is
worth there, which words stand side by side, and what is known of every passage and sentence. Nothing is scored here.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.models import DocumentPart
from index.query import Alternative
from index.search.bm25 import Floats, Integers, Ints, Postings, build_postings
from index.search.candidates import CandidateSet

DIMENSIONS = 128  # of a vector
_MOST_FOUND = 10_000  # ways to say a thing, of which it is kept where they stand: no copies, but views
RAREST = 7.0  # a logarithm: what is rarer than one passage in a thousand is as rare as can be

# What a passage of each matter counts beside the body, which says the same in full.
MATTERS = {
    DocumentPart.BODY: 1.0,
    DocumentPart.SUMMARY: 0.85,
    DocumentPart.IMPROVEMENT: 0.9,
    DocumentPart.JUDGEMENT: 0.5,
    DocumentPart.BACKGROUND: 0.8,
    DocumentPart.FRONT: 0.0,
}


class SearchIndex:
    """The words of a library. Passages, sentences, terms and headings are numbers: see ``build.builder``."""

    def __init__(self, artifacts: Mapping[str, bytes]) -> None:
        """Open the artifacts; nothing is copied that can be read where it is."""
        standing = np.diff(np.frombuffer(artifacts["text.starts"], np.int32)) > 0  # others are in headings alone
        stands = standing.tolist()
        numbers = _numbers(artifacts["terms"])
        self._terms = list(numbers)
        self.terms = {term: number for term, number in numbers.items() if stands[number]}
        self.phrases = {tuple(p.split(" ")): n for p, n in _numbers(artifacts["phrases"]).items()}
        self._offsets = _ends(artifacts, "lengths", "offsets")
        self._heading_offsets = _ends(artifacts, "heading.lengths", "heading.offsets")
        self.text = _postings(artifacts, "text", self._offsets)
        self.phrase = _postings(artifacts, "phrase", self._offsets)
        self.heading = _postings(artifacts, "heading", self._heading_offsets)
        self._plain = {id(p): _plain(p) for p in (self.text, self.phrase)}
        self._found: dict[tuple[str, ...], tuple[Ints, Floats, float]] = {}  # by the terms of a way to say a thing
        self._directions: dict[tuple[str, ...], tuple[NDArray[np.float32], float]] = {}
        self.stems = _numbers(artifacts["vectors.stems"])
        self.vectors = np.frombuffer(artifacts["vectors"], np.float16).reshape(-1, DIMENSIONS)
        self.passage_vectors = np.frombuffer(artifacts["passage.vectors"], np.int8).reshape(-1, DIMENSIONS)
        self.sentence_vectors = np.frombuffer(artifacts["sentence.vectors"], np.int8).reshape(-1, DIMENSIONS)
        self.sentences = _ends(artifacts, "sentence.counts", "sentences")
        self._sentence_stops = np.cumsum(np.frombuffer(artifacts["sentence.lengths"], np.int32))
        self.stream = np.frombuffer(artifacts["stream"], np.int32)
        self.lengths = np.log1p(np.diff(self._offsets))
        headings = np.frombuffer(artifacts["headings"], np.int32)
        self._headings = np.where(standing[headings], headings, -1) if len(headings) else headings
        self.points = _points(artifacts)
        self.figures = np.frombuffer(artifacts["sentence.figures"], np.uint8)
        # An index of an older version, which answers until the new one is made, has none.
        self.polarity = np.frombuffer(artifacts.get("sentence.polarity", bytes(len(self.figures))), np.uint8)
        self.count = len(self._offsets) - 1
        # A passage has at least one sentence, so no two of its bounds are equal.
        self.passage_figures = np.bitwise_or.reduceat(self.figures, self.sentences[:-1]) if self.count else self.figures
        self._parts, self._part_of = _parts(artifacts)
        self.background = self._part_of == self._parts.index(DocumentPart.BACKGROUND)
        self.matters = np.array([MATTERS[part] for part in self._parts])[self._part_of]

    def find(self, way: Alternative) -> tuple[Ints, Floats, float]:
        """Give the passages that say a thing in a way, what it is worth in each, and where it is said plainly."""
        known = self._found.get(way.terms)
        if known is None:
            postings, number = self._where(way)
            plain = 0.0 if number is None else float(self._plain[id(postings)][number])
            known = (*(_NOTHING if number is None else postings.of(number)), plain)
            if len(self._found) < _MOST_FOUND:
                self._found[way.terms] = known
        return known

    def direction_of(self, terms: tuple[str, ...]) -> tuple[NDArray[np.float32], float]:
        """Give where some stems point together, and how far."""
        known = self._directions.get(terms)
        if known is None:
            rows = [self.stems[stem] for stem in terms if stem in self.stems]
            total = self.vectors[rows].astype(np.float32).sum(axis=0)
            known = total, float(np.linalg.norm(total))
            if len(self._directions) < _MOST_FOUND:
                self._directions[terms] = known
        return known

    def holders(self, way: Alternative) -> int:
        """Give the number of passages that say a thing in a way."""
        postings, number = self._where(way)
        return postings.frequency(number) if number is not None else 0

    def plainly(self, way: Alternative) -> float:
        """Give what a way to say a thing is worth where it is said plainly; 0 where it never is."""
        postings, number = self._where(way)
        return float(self._plain[id(postings)][number]) if number is not None and postings.frequency(number) else 0.0

    def part(self, ordinal: int) -> DocumentPart:
        """Give the part of its document that a passage belongs to."""
        return self._parts[int(self._part_of[ordinal])]

    def of_part(self, part: DocumentPart, start: int, stop: int) -> list[int]:
        """List the ordinals from ``start`` to ``stop`` of the passages that belong to a part of their document."""
        places: list[int] = (np.flatnonzero(self._part_of[start:stop] == self._parts.index(part)) + start).tolist()
        return places

    def having_any(self, terms: Sequence[str], start: int = 0, stop: int | None = None) -> list[int]:
        """List the ordinals from ``start`` to ``stop`` of the passages that have one of the terms, ascending."""
        bounds = (start, self.count if stop is None else stop)
        held = np.zeros(max(bounds[1] - start, 0), bool)
        for term in terms:
            if (number := self.terms.get(term)) is not None:
                there = self.text.of(number)[0]
                held[there[slice(*there.searchsorted(bounds))] - start] = True
        every: list[int] = (np.flatnonzero(held) + start).tolist()
        return every

    def having_all(self, terms: Sequence[str]) -> Sequence[int]:
        """List the ordinals of the passages that have every one of the terms, ascending."""
        held: list[int] = self.where_all(terms).tolist()
        return held

    def where_all(self, terms: Sequence[str]) -> Ints:
        """Give the same as an array: where many passages are only counted, or told apart, it is had much sooner."""
        if not terms:
            return np.arange(self.count)
        known = self._known(terms)
        rarest_first = sorted(set(known), key=self.text.frequency)  # there are few to look for then
        return reduce(_in_both, (self.text.of(n)[0] for n in rarest_first)) if known else _NOTHING[0]

    def rarity(self, holders: int) -> float:
        """Tell how rare it is that ``holders`` passages say a thing: a logarithm, at most 7."""
        return min(math.log((self.count + 1) / (holders + 1)), RAREST)

    def numbers(self, terms: Sequence[str]) -> set[int]:
        """Give the numbers of terms, -1 for one that the library does not hold."""
        return {self.terms.get(term, -1) for term in terms}

    def words_above(self, ordinal: int) -> set[int]:
        """Give the terms of the headings above a passage (-2 for what stands in no passage)."""
        words = self._headings[self._heading_offsets[ordinal] : self._heading_offsets[ordinal + 1]]
        return {-2 if word < 0 else word for word in words.tolist()}

    def words_in(self, ordinal: int) -> list[int]:
        """Give the terms of a passage in order: those of its text, then those of its context."""
        words: list[int] = self.stream[self._offsets[ordinal] : self._offsets[ordinal + 1]].tolist()
        return words

    def stems_in(self, ordinal: int) -> set[str]:
        """Give the terms of a passage, and of what stands beside it as its context."""
        return {self._terms[number] for number in set(self.words_in(ordinal))}

    def words_of(self, sentence: int) -> set[int]:
        """Give the terms of a sentence."""
        start = int(self._sentence_stops[sentence - 1]) if sentence else 0
        return set(self.stream[start : int(self._sentence_stops[sentence])].tolist())

    def sentences_in(self, ordinal: int) -> list[list[str]]:
        """Give the terms of each sentence of a passage; to its last one belongs what stands beside the passage."""
        words = [self._terms[number] for number in self.words_in(ordinal)]
        first, stop = self.sentences[ordinal : ordinal + 2].tolist()
        stops = (self._sentence_stops[first:stop] - self._offsets[ordinal]).tolist()
        return [words[a:b] for a, b in pairwise((0, *stops))]

    def side_by_side(self, terms: Sequence[str], scope: CandidateSet) -> Ints:
        """List the places in the scope of the passages in which the terms stand side by side."""
        numbers = [self.terms.get(term, -1) for term in terms]
        if not numbers or -1 in numbers:
            return np.empty(0, np.intp)
        known = self.phrases.get(tuple(terms)) if len(numbers) > 1 else None
        if known is not None:
            return scope.local(*self.phrase.of(known))[0]
        holding = [scope.local(*self.text.of(number))[0] for number in numbers]
        places = holding[0]
        for other in holding[1:]:
            places = np.intersect1d(places, other, assume_unique=len(set(numbers)) == len(numbers))
        if len(numbers) == 1:
            return places
        ordinals = scope.ordinals[places]
        return places[
            _holding_run(*self._words(self._offsets[ordinals], self._offsets[ordinals + 1]), numbers, len(places))
        ]

    def sentences_saying(
        self, spans: Iterable[tuple[int, int]], things: Sequence[Sequence[Sequence[str]]]
    ) -> Mapping[int, Sequence[int]]:
        """List, for each passage of some [start, stop) ordinals that has any, its sentences, from 0, that say all
        things, each in one of its ways; to its last one belongs what stands beside the passage as its context."""
        ways_of = [[self._known(terms) for terms in ways] for ways in things]
        chosen = np.flatnonzero(self._having_things(spans, ways_of))
        counts = self.sentences[chosen + 1] - self.sentences[chosen]
        places = _ranges(counts)
        numbers = np.repeat(self.sentences[chosen], counts) + places
        bounds = np.concatenate(([0], self._sentence_stops))
        owner, stream = self._words(bounds[numbers], bounds[numbers + 1])
        says = np.ones(len(numbers), bool)
        for ways in ways_of:
            said = np.zeros(len(numbers), bool)
            for terms in filter(None, ways):
                said |= _holding_run(owner, stream, terms, len(numbers))
            says &= said
        found: dict[int, list[int]] = {}
        for ordinal, place in zip(np.repeat(chosen, counts)[says].tolist(), places[says].tolist(), strict=True):
            found.setdefault(ordinal, []).append(place)
        return found

    def _known(self, terms: Sequence[str]) -> list[int]:
        """Give the numbers of terms; none where the library lacks one of them."""
        numbers = [self.terms.get(term, -1) for term in terms]
        return [] if -1 in numbers else numbers

    def having_a_way(self, ways: Iterable[Sequence[str]]) -> NDArray[np.bool_]:
        """Tell which passages have all terms of one of some ways to say a thing."""
        held = np.zeros(self.count, bool)
        for terms in ways:
            held[self.where_all(terms)] = True
        return held

    def having_each(self, things: Iterable[Iterable[Sequence[str]]]) -> Sequence[bool]:
        """Tell which passages have, for each thing, all terms of one of its ways."""
        held = np.ones(self.count, bool)
        for ways in things:
            held &= self.having_a_way(ways)
        every: list[bool] = held.tolist()
        return every

    def _having_things(
        self, spans: Iterable[tuple[int, int]], things: Sequence[Sequence[Sequence[int]]]
    ) -> NDArray[np.bool_]:
        """Tell which passages of some [start, stop) ordinals have, for each thing, all terms of one of its ways: few
        are left whose words are worth looking at."""
        held = np.zeros(self.count, bool)
        for start, stop in spans:
            held[start:stop] = True
        rarest_first = [[sorted(terms, key=self.text.frequency) for terms in ways if terms] for ways in things]
        for ways in sorted(rarest_first, key=lambda ways: sum(self.text.frequency(terms[0]) for terms in ways)):
            having = np.zeros(self.count, bool)
            for rarest, *others in ways:
                there = self.text.of(rarest)[0]
                having[reduce(_in_both, (self.text.of(term)[0] for term in others), there[held[there]])] = True
            held &= having
        return held

    def _words(self, starts: Integers, stops: Integers) -> tuple[Ints, NDArray[np.int32]]:
        """Give the terms of ranges of the stream, one behind the other, and of which range each is."""
        sizes = stops - starts
        owner = np.repeat(np.arange(len(sizes)), sizes)
        return owner, self.stream[_ranges(sizes) + np.repeat(starts, sizes)]

    def _where(self, way: Alternative) -> tuple[Postings, int | None]:
        if len(way.terms) == 1:
            return self.text, self.terms.get(way.terms[0])
        return self.phrase, self.phrases.get(way.terms)


def _in_both(some: Ints, others: Ints) -> Ints:
    """Give what stands in both of two ascending arrays."""
    if len(some) > len(others):
        some, others = others, some
    both: Ints = some[others[np.minimum(others.searchsorted(some), len(others) - 1)] == some]
    return both


def _ranges(sizes: Integers) -> Ints:
    """Count from 0 through each of some ranges, one behind the other."""
    ends = np.cumsum(sizes)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - sizes, sizes)


def _holding_run(owner: Ints, stream: NDArray[np.int32], terms: Sequence[int], count: int) -> NDArray[np.bool_]:
    """Tell which of ``count`` ranges of words have the terms side by side."""
    last = len(stream) - len(terms) + 1
    here = np.ones(max(last, 0), bool)
    for place, term in enumerate(terms):
        here &= stream[place : place + last] == term
    found = np.flatnonzero(here)
    within = owner[found] == owner[found + len(terms) - 1]
    says = np.zeros(count, bool)
    says[owner[found[within]]] = True
    return says


def _plain(postings: Postings) -> Floats:
    """Give what each term is worth where it is said plainly: half way between its mean and its best impact."""
    starts = np.asarray(postings.starts[:-1], np.intp)
    lengths = np.diff(np.asarray(postings.starts, np.intp))
    worth = np.zeros(len(starts))
    held = lengths > 0
    if held.any():
        worth[held] = (
            np.add.reduceat(postings.impacts, starts[held]) / lengths[held]
            + np.maximum.reduceat(postings.impacts, starts[held])
        ) / 2
    return worth


def _numbers(lines: bytes) -> dict[str, int]:
    return {line: number for number, line in enumerate(lines.decode().split("\n"))} if lines else {}


def _ends(artifacts: Mapping[str, bytes], lengths: str, former: str) -> NDArray[np.int32]:
    """Give where each item begins, and where the last one ends; an index of an older version has it written."""
    if former in artifacts:
        return np.frombuffer(artifacts[former], np.int32)
    every = np.frombuffer(artifacts[lengths], np.int32)
    ends = np.zeros(len(every) + 1, np.int32)
    np.cumsum(every, out=ends[1:])
    return ends


def _points(artifacts: Mapping[str, bytes]) -> NDArray[np.int32]:
    """Count the headings over points, which are counted from 1 in each document, through the library; 0 is none."""
    points = np.frombuffer(artifacts["points"], np.int32)
    if "sizes" not in artifacts:  # an index of an older version has them counted through
        return points
    sizes = np.frombuffer(artifacts["sizes"], np.int32)
    sizes = sizes[sizes > 0]
    starts = np.cumsum(sizes) - sizes
    highest = np.maximum.reduceat(points, starts) if len(starts) else points
    through = points + np.repeat(np.cumsum(highest) - highest, sizes).astype(np.int32)
    return np.where(points > 0, through, np.int32(0))


def _parts(artifacts: Mapping[str, bytes]) -> tuple[Sequence[DocumentPart], NDArray[np.uint8]]:
    """Give the parts of documents, and the place among them of each passage's."""
    if "parts" in artifacts:
        names = artifacts["part.names"].decode().split("\n")
        return [DocumentPart(name) for name in names], np.frombuffer(artifacts["parts"], np.uint8)
    parts = list(DocumentPart)  # an index of an older version has them by name
    place = {part.value: number for number, part in enumerate(parts)}
    held = artifacts["matters"].decode().split("\n") if artifacts["matters"] else []
    return parts, np.array([place[name] for name in held], np.uint8)


def _postings(artifacts: Mapping[str, bytes], name: str, ends: NDArray[np.int32]) -> Postings:
    starts = np.frombuffer(artifacts[f"{name}.starts"], np.int32)
    passages = np.frombuffer(artifacts[f"{name}.passages"], np.int32).astype(np.intp)
    if f"{name}.impacts" in artifacts:  # an index of an older version, which answers until the new one is made
        return Postings(starts.tolist(), passages, np.frombuffer(artifacts[f"{name}.impacts"], np.float64))
    return build_postings(
        starts,
        passages,
        np.frombuffer(artifacts[f"{name}.times"], np.uint16),
        ends[1:] - ends[:-1],
        idf=np.frombuffer(artifacts[f"{name}.idf"], np.float64).tolist(),
        average=float(np.frombuffer(artifacts[f"{name}.average"], np.float64)[0]),
    )


_NOTHING: tuple[Ints, Floats] = (np.empty(0, np.intp), np.empty(0))
