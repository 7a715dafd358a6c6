"""Searcher: an immutable view of one generation of the index that ranks passages for a topic.

In come what indexing prepared, a topic and the documents it may look in; out go passages in order with their scores,
and how well the best of them covers the topic. It reads no text and no database, and understands no question.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.models import Matter
from index.question.described import Glossary
from index.question.lexicon import Lexicon
from index.question.question import Alternative, Concept, Topic
from index.question.spelling import Speller
from index.search.associations import DIMENSIONS
from index.search.figures import FIGURE_WORDS, Figure
from index.search.similarity import Floats, Ints, Postings
from index.search.strength import Match, Signals, signals_of, strength

__all__ = ["Found", "Ranking", "Searcher"]

Directions: TypeAlias = NDArray[np.int8]

# Chosen by measurement, on a plateau (docs/retrieval.md).
REST = 0.2  # what all further ways to say a concept add to the best one
NEIGHBOUR = 0.1  # of what the paragraphs before and after score
HEADING = 0.15  # of what a word scores in the headings above
COVER = 0.8  # of the best score, for a passage that speaks as plainly as any of all that is asked
OTHER = 0.8  # how plainly another way says a thing
LONG = 0.15  # the same, for a passage e times as long: it says more, and points less exactly
LIKENESS = 1.1  # the same, for a passage that points exactly where the question points
MONTH = 0.2  # the same, for a passage that gives the month that was named
FIGURE = 0.4  # the same, for a passage that gives a figure, where figures are asked for
SENTENCE = 1.0  # the same, for its best sentence
EVIDENCE = 5  # how many of the best passages are asked whether they answer
RAREST, UNKNOWN_RARITY = 7.0, 3.0
UNKNOWN_LIKENESS = 0.5  # where nothing is known of the words: those of a name, say
COVERED = 0.6  # of what is asked, beside a figure in one sentence: the figure that was asked for
GONE, TELLING, TELLING_RARITY = 0.2, 0.45, 1.5  # a concept that is rare and weighs, matched less than this: missing
SURELY = 0.7  # a description of this confidence counts for as much as a name, where it is asked what is spoken of
EVERYDAY = 100.0  # in a million words: what is as common belongs to how people tell things
NAMED, WITHIN = 0.5, 0.1  # of what is asked, named by a heading; and what a point beneath it may add
LEVELLED = 60  # how many of the best passages are looked at for such headings
SELDOM, SYNONYMS = 5, 4  # passages; and how many other ways to say it then help to tell where a word points
WIDE = 2000  # how many passages are compared with the question as wholes
DEPTH = 100  # how many passages are looked at sentence by sentence

# What a passage of each matter counts beside the body, which says the same in full.
MATTERS = {
    Matter.BODY: 1.0,
    Matter.SUMMARY: 0.85,
    Matter.IMPROVEMENT: 0.9,
    Matter.JUDGEMENT: 0.5,
    Matter.BACKGROUND: 0.8,
    Matter.FRONT: 0.0,
}


@dataclass(frozen=True, slots=True)
class Found:
    """A passage by its ordinal in the generation, and its score."""

    ordinal: int
    score: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found, best first, and how strong the best of it is (0 to 1, see ``index.search.strength``).

    ``missing`` are the things asked for, as typed, that no passage of the documents looked at speaks of.
    """

    found: tuple[Found, ...] = ()
    strength: float = 0.0
    missing: tuple[str, ...] = ()
    signals: Signals | None = None


@dataclass(frozen=True, slots=True)
class _Scope:
    """The passages looked at: [start, stop) ranges of ordinals, what each passage's score is multiplied by, and
    whether it follows the one before it in the same document."""

    ranges: tuple[tuple[int, int], ...]
    ordinals: Ints
    multipliers: Floats
    follows: NDArray[np.bool_]

    def local(self, ordinals: Ints, values: Floats) -> tuple[Ints, Floats]:
        """Narrow postings to the scope, and count their passages from 0 within it."""
        if len(self.ranges) == 1:
            start, stop = self.ranges[0]
            low, high = np.searchsorted(ordinals, (start, stop))
            return ordinals[low:high] - start, values[low:high]
        places, kept, before = [], [], 0
        for start, stop in self.ranges:
            low, high = np.searchsorted(ordinals, (start, stop))
            if low < high:
                places.append(ordinals[low:high] - (start - before))
                kept.append(values[low:high])
            before += stop - start
        if not places:
            return _NOTHING
        return np.concatenate(places), np.concatenate(kept)


class Searcher:
    """Ranks the passages of one generation. Safe to share between threads: nothing changes after it is opened."""

    def __init__(self, artifacts: Mapping[str, bytes], spans: Sequence[tuple[int, int]]) -> None:
        """Open what indexing prepared; ``spans`` are the [start, stop) ordinals of each document's passages."""
        self.lexicon = Lexicon.from_json(artifacts["lexicon"])
        self.speller = Speller(self.lexicon.stems, artifacts["ordinary"], artifacts["spelling"])
        self.glossary = Glossary(self.lexicon.glosses)
        self._terms = _numbers(artifacts["terms"])
        self._phrases = {tuple(p.split(" ")): n for p, n in _numbers(artifacts["phrases"]).items()}
        self._text = _postings(artifacts, "text")
        self._phrase = _postings(artifacts, "phrase")
        self._heading = _postings(artifacts, "heading")
        self._spans = tuple(spans)
        self._count = spans[-1][1] if spans else 0
        self._plain = {id(p): _plain(p) for p in (self._text, self._phrase)}
        self._sentences = np.frombuffer(artifacts["sentences"], np.int32)
        self._stems = _numbers(artifacts["vectors.stems"])
        self._vectors = np.frombuffer(artifacts["vectors"], np.float16).reshape(-1, DIMENSIONS)
        self._passage_vectors = np.frombuffer(artifacts["passage.vectors"], np.int8).reshape(-1, DIMENSIONS)
        self._figures = np.frombuffer(artifacts["sentence.figures"], np.uint8)
        # A passage has at least one sentence, so no two of its bounds are equal.
        self._passage_figures = (
            np.bitwise_or.reduceat(self._figures, self._sentences[:-1]) if self._count else self._figures
        )
        self._stream = np.frombuffer(artifacts["stream"], np.int32)
        self._offsets = np.frombuffer(artifacts["offsets"], np.int32)
        self._points = np.frombuffer(artifacts["points"], np.int32)
        self._headings = np.frombuffer(artifacts["headings"], np.int32)
        self._heading_offsets = np.frombuffer(artifacts["heading.offsets"], np.int32)
        self._lengths = np.log1p(np.diff(self._offsets))
        self._sentence_stops = np.cumsum(np.frombuffer(artifacts["sentence.lengths"], np.int32))
        self._sentence_vectors = np.frombuffer(artifacts["sentence.vectors"], np.int8).reshape(-1, DIMENSIONS)
        weights = {matter.value: weight for matter, weight in MATTERS.items()}
        matters = artifacts["matters"].decode().split("\n") if artifacts["matters"] else []
        self._background = np.array([matter == Matter.BACKGROUND.value for matter in matters], dtype=bool)
        self._matters = np.array([weights[matter] for matter in matters])

    def rank(self, topic: Topic, documents: Mapping[int, float], *, limit: int) -> Ranking:
        """Rank the passages of the documents, each by its number and what its scores are multiplied by."""
        scope = self._scope(documents)
        if not len(scope.ordinals) or not topic.concepts:
            return Ranking()
        said: list[list[float]] = []
        concepts, spoken = [], []
        for concept in topic.concepts:
            values, plainly, worths = self._concept(concept, scope)
            concepts.append(values)
            spoken.append(plainly)
            said.append(worths)
        scores = self._lexical(topic, concepts, scope)
        likeness = np.zeros(len(scores))
        best = float(scores.max())
        asked = self._asked(topic)
        covered = _covered(asked, spoken)
        if best > 0:
            scores += best * (COVER * covered + LONG * self._lengths[scope.ordinals] * (scores > 0))
        direction = self._direction(topic)
        if direction is not None and best > 0:
            # In a large scope only what the words found is compared as a whole: the rest would hardly come so far.
            near = _highest(scores * scope.multipliers, WIDE)
            vectors = self._passage_vectors[scope.ordinals[near]].astype(np.float32)
            scores[near] += LIKENESS * best * np.maximum(vectors @ direction, 0)
            top = _highest(scores * scope.multipliers, DEPTH)
            likeness[top] = self._sentence_likeness(scope.ordinals[top], direction)
            scores += SENTENCE * best * likeness
        for sorts in _sorts_wanted(topic):
            scores = scores + FIGURE * best * ((self._passage_figures[scope.ordinals] & sorts) > 0)
        if topic.figure or topic.wanted & _NUMBER:
            # Facts about the area are where its figures stand: here they count in full.
            scores[self._background[scope.ordinals]] /= MATTERS[Matter.BACKGROUND]
        for month in topic.months:
            scores[self._with(month, scope)] += MONTH * best
        self._level(topic, asked, covered, scope, scores)
        scores = scores * scope.multipliers
        order = _highest(scores, max(limit, EVIDENCE))
        order = order[scores[order] > 0]
        signals, missing = self._signals(
            topic, said, spoken, scope, order[:EVIDENCE], scores, likeness, direction is not None
        )
        found = tuple(Found(int(scope.ordinals[n]), float(scores[n])) for n in order[:limit])
        return Ranking(found, strength(signals), missing, signals)

    def _asked(self, topic: Topic) -> list[tuple[float, float]]:
        """Tell of every concept how much of the question it is, and what it is worth where it is said plainly."""
        asked = []
        for concept in topic.concepts:
            plain, holders = self._plainly(_strong(concept))
            asked.append((concept.weight * (self._rarity(holders) if plain else UNKNOWN_RARITY), plain))
        return asked

    def _level(
        self,
        topic: Topic,
        asked: Sequence[tuple[float, float]],
        covered: Floats,
        scope: _Scope,
        scores: Floats,
    ) -> None:
        """Put the points under a heading that is itself what was asked into their own order, all at the best's score.

        "What are we proud of?" is answered by every point of the slide of that name, and by none more than by another.
        """
        whole = sum(share for share, _ in asked)
        points = self._points[scope.ordinals]
        for number in np.unique(points[_highest(scores * scope.multipliers, LEVELLED)]):
            if not number or not whole:
                continue
            places = np.flatnonzero(points == number)
            first = scope.ordinals[places[0]]
            if self._background[first] and not (topic.figure | topic.wanted) & _NUMBER:
                continue
            heading = set(self._headings[self._heading_offsets[first] : self._heading_offsets[first + 1]].tolist())
            named = sum(
                share
                for concept, (share, _) in zip(topic.concepts, asked, strict=True)
                if any({self._terms.get(stem, -2) for stem in a.terms} <= heading for a in _strong(concept))
            )
            if named >= NAMED * whole and covered[places].max() <= named / whole + WITHIN:
                scores[places] = scores[places].max() * (1 - 1e-9 * np.arange(len(places)))

    def _signals(
        self,
        topic: Topic,
        said: Sequence[Sequence[float]],
        spoken: Sequence[Floats],
        scope: _Scope,
        best: NDArray[np.intp],
        scores: Floats,
        likeness: Floats,
        known: bool,
    ) -> tuple[Signals, tuple[str, ...]]:
        """Tell how the best passages match the topic, and what nothing matches."""
        matches, missing = [], []
        for concept, worths, plainly in zip(topic.concepts, said, spoken, strict=True):
            strong = _strong(concept)
            _, holders = self._plainly(strong)
            own = [a for a in strong if a.origin in _OWN]
            own_holders = max((self._holders(a) for a in own), default=0)
            match = Match(
                concept.typed,
                min(1.0, concept.confidence / SURELY) if concept.confidence else concept.weight,
                rarity=self._rarity(holders),
                known=len(concept.alternatives) > 1 if holders else len(concept.alternatives[0].terms) > 1,
                described=concept.confidence > 0,
                anywhere=float(plainly.max()),
                own=self._rarity(own_holders) if own_holders else 0.0,
                spoken=any(
                    worth > 0 for a, worth in zip(concept.alternatives, worths, strict=True) if a.origin in _OWN
                ),
                figure=concept.typed.lower() in FIGURE_WORDS,
                everyday=self._is_everyday(concept),
            )
            matches.append(match)
            if (
                match.anywhere < GONE
                and match.weight >= TELLING
                and match.rarity >= TELLING_RARITY
                and not match.figure
            ):
                missing.append(concept.typed)
        signals = signals_of(
            tuple(matches),
            score=float(scores[best[0]]) if len(best) else 0.0,
            likeness=float(likeness[best].max(initial=0.0)) if known else UNKNOWN_LIKENESS,
            no_figure=self._lacks_figure(topic, scope.ordinals[best]) if topic.figure else 0.0,
            elsewhere=any(not len(self._with(terms, scope)) for terms in topic.elsewhere),
        )
        return signals, tuple(missing)

    def _is_everyday(self, concept: Concept) -> bool:
        """Say whether a concept is a common word of ordinary English: a boy, a mother, a road of the asker's story."""
        terms = concept.alternatives[0].terms
        return len(terms) == 1 and self.lexicon.general.get(terms[0], 0.0) > EVERYDAY

    def _rarity(self, holders: int) -> float:
        return min(math.log((self._count + 1) / (holders + 1)), RAREST)

    def _holders(self, alternative: Alternative) -> int:
        postings, number = self._where(alternative)
        return postings.frequency(number) if number is not None else 0

    def _plainly(self, alternatives: Sequence[Alternative]) -> tuple[float, int]:
        """Give what the best way to say a concept is worth where it is said plainly, and how many passages say it."""
        best, holders = 0.0, 0
        for alternative in alternatives:
            postings, number = self._where(alternative)
            if number is not None and (count := postings.frequency(number)):
                best = max(best, alternative.weight * float(self._plain[id(postings)][number]))
                holders = max(holders, count)
        return best, holders

    def _lacks_figure(self, topic: Topic, ordinals: Ints) -> float:
        """Tell how little of what is asked stands, at most, in one sentence beside a figure of the sort asked for."""
        wanted: list[tuple[float, list[set[int]]]] = []
        for concept in topic.concepts:
            if concept.weight >= TELLING and concept.typed.lower() not in FIGURE_WORDS:
                strong = _strong(concept)
                rarity = self._rarity(self._plainly(strong)[1])
                if len(concept.alternatives) == 1:  # a word that the vocabulary lacks is as often how it is asked
                    rarity = min(rarity, UNKNOWN_RARITY)
                ways = [{self._terms.get(stem, -1) for stem in a.terms} for a in strong]
                wanted.append((concept.weight * rarity, ways))
        whole = sum(worth for worth, _ in wanted)
        # "How many had one" is answered by a share of them, too.
        enough = topic.figure | (Figure.SHARE if topic.figure & Figure.COUNT else Figure.NONE)
        most = 0.0
        for ordinal in ordinals:
            for number in range(self._sentences[ordinal], self._sentences[ordinal + 1]):
                if self._figures[number] & enough:
                    if not whole:
                        return 0.0
                    stop = int(self._sentence_stops[number])
                    start = int(self._sentence_stops[number - 1]) if number else 0
                    said = set(self._stream[start:stop].tolist())
                    most = max(most, sum(worth for worth, ways in wanted if any(way <= said for way in ways)))
        return max(0.0, 1.0 - most / whole / COVERED) if whole else 1.0

    def _scope(self, documents: Mapping[int, float]) -> _Scope:
        ranges: list[tuple[int, int]] = []
        multipliers, follows = [], []
        for number in sorted(documents):
            start, stop = self._spans[number]
            if start == stop:
                continue
            if ranges and ranges[-1][1] == start:
                ranges[-1] = (ranges[-1][0], stop)
            else:
                ranges.append((start, stop))
            multipliers.append(self._matters[start:stop] * documents[number])
            follows.append(np.arange(stop - start) > 0)
        if not ranges:
            return _Scope((), np.empty(0, np.intp), np.empty(0), np.empty(0, bool))
        ordinals = np.concatenate([np.arange(start, stop, dtype=np.intp) for start, stop in ranges])
        return _Scope(tuple(ranges), ordinals, np.concatenate(multipliers), np.concatenate(follows))

    def _lexical(self, topic: Topic, concepts: Sequence[Floats], scope: _Scope) -> Floats:
        """Score by words: what each concept is worth, and a little of what the paragraphs beside are."""
        scores = np.zeros(len(scope.ordinals))
        for concept, values in zip(topic.concepts, concepts, strict=True):
            scores += concept.weight * values
        beside = np.zeros_like(scores)
        beside[1:] += np.where(scope.follows[1:], scores[:-1], 0)
        beside[:-1] += np.where(scope.follows[1:], scores[1:], 0)
        return scores + NEIGHBOUR * beside / 2

    def _concept(self, concept: Concept, scope: _Scope) -> tuple[Floats, Floats, list[float]]:
        """Score the best way to say a concept, and a little of the rest: five synonyms do not count five times.

        Tell also how plainly (0 to 1) each passage says it in any way that really says it, and what each way is worth
        where it is worth most (0 where nothing looked at says it so).
        """
        worths = []
        best, total = np.zeros(len(scope.ordinals)), np.zeros(len(scope.ordinals))
        headings, plainly = np.zeros_like(best), np.zeros_like(best)
        for alternative in concept.alternatives:
            places, impacts = scope.local(*self._find(alternative))
            worths.append(0.0)
            if len(places):
                weighted = alternative.weight * impacts
                best[places] = np.maximum(best[places], weighted)
                total[places] += weighted  # a passage stands once in the postings of a term
                worths[-1] = float(weighted.max())
                if alternative.origin not in _LOOSE:
                    said = np.minimum(impacts / self._plain_worth(alternative), 1)
                    plainly[places] = np.maximum(plainly[places], said if alternative.origin in _OWN else OTHER * said)
            if alternative.origin == "typed" and len(alternative.terms) == 1:
                number = self._terms.get(alternative.terms[0])
                if number is not None:
                    places, impacts = scope.local(*self._heading.of(number))
                    headings[places] += impacts
        return best + REST * (total - best) + HEADING * headings, plainly, worths

    def _plain_worth(self, alternative: Alternative) -> float:
        postings, number = self._where(alternative)
        return float(self._plain[id(postings)][number]) if number is not None else 1.0

    def _find(self, alternative: Alternative) -> tuple[Ints, Floats]:
        postings, number = self._where(alternative)
        return postings.of(number) if number is not None else _NOTHING

    def _with(self, terms: Sequence[str], scope: _Scope) -> Ints:
        """List the passages looked at in which the terms stand side by side."""
        numbers = [self._terms.get(term) for term in terms]
        if not numbers or None in numbers:
            return np.empty(0, np.intp)
        wanted = np.array(numbers, np.int32)
        holding = [scope.local(*self._text.of(int(number)))[0] for number in wanted]
        places = holding[0]
        for other in holding[1:]:
            places = np.intersect1d(places, other, assume_unique=True)
        said = [self._says(int(scope.ordinals[place]), wanted) for place in places]
        return np.compress(said, places)

    def _says(self, ordinal: int, terms: NDArray[np.int32]) -> bool:
        """Say whether the terms stand side by side in a passage."""
        said = self._stream[self._offsets[ordinal] : self._offsets[ordinal + 1]]
        return len(said) >= len(terms) and bool(
            (np.lib.stride_tricks.sliding_window_view(said, len(terms)) == terms).all(axis=1).any()
        )

    def _where(self, alternative: Alternative) -> tuple[Postings, int | None]:
        if len(alternative.terms) == 1:
            return self._text, self._terms.get(alternative.terms[0])
        return self._phrase, self._phrases.get(alternative.terms)

    def _direction(self, topic: Topic) -> NDArray[np.float32] | None:
        """Give the direction that the words of the question point in, as typed or as read; None where none is known."""
        total = np.zeros(DIMENSIONS, np.float32)
        for concept in topic.concepts:
            ways = concept.alternatives[:1]
            if not concept.confidence and self._holders(ways[0]) < SELDOM:
                # Little is known of what goes with a word that is hardly used here ("runaways"): more of its synonyms.
                others = [a for a in _strong(concept)[1:] if self._holders(a) >= SELDOM]
                ways = (*ways, *others[:SYNONYMS])
            for way in ways:
                for stem in way.terms:
                    number = self._stems.get(stem)
                    if number is not None:
                        total += concept.weight / len(ways) * self._vectors[number]
        norm = float(np.linalg.norm(total))
        return total / (norm * 127) if norm else None

    def _sentence_likeness(self, ordinals: Ints, direction: NDArray[np.float32]) -> Floats:
        """Give how much the best sentence of each passage points where the question points."""
        starts, stops = self._sentences[ordinals], self._sentences[ordinals + 1]
        rows = np.concatenate([np.arange(a, b) for a, b in zip(starts, stops, strict=True)])
        likeness = self._sentence_vectors[rows].astype(np.float32) @ direction
        first = np.concatenate(([0], np.cumsum(stops - starts)[:-1]))
        return np.maximum(np.maximum.reduceat(likeness, first), 0).astype(np.float64)


def _covered(asked: Sequence[tuple[float, float]], spoken: Sequence[Floats]) -> Floats:
    """Tell of every passage looked at how much it speaks of, 0 to 1, of what is asked: rare things count more."""
    covered = np.zeros(len(spoken[0]))
    for (share, _), plainly in zip(asked, spoken, strict=True):
        covered += share * plainly
    return covered / (sum(share for share, _ in asked) or 1.0)


def _strong(concept: Concept) -> list[Alternative]:
    """List the ways to say a concept that really say it."""
    return [a for a in concept.alternatives if a.origin not in _LOOSE]


def _sorts_wanted(topic: Topic) -> list[Figure]:
    """List the sorts of figure that are looked for, each by itself: a number of whatever sort where none is told."""
    number = (topic.figure & _NUMBER) or (topic.wanted & _NUMBER)
    others = [sort for sort in (Figure.NAME, Figure.DATE) if (topic.figure | topic.wanted) & sort]
    return [number, *others] if number else others


def _highest(values: Floats, count: int) -> NDArray[np.intp]:
    """Give the places of the highest values, the highest first, ties in their order."""
    if count >= len(values):
        places = np.arange(len(values), dtype=np.intp)
    else:  # ties of the last are kept until all are in order
        places = np.flatnonzero(values >= np.partition(values, len(values) - count)[len(values) - count])
    return places[np.lexsort((places, -values[places]))][:count]


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


_OWN = frozenset({"typed", "initials", "learned"})  # ways to say a thing by its own name
_LOOSE = frozenset({"related", "part"})  # ways that do not really say it
_NUMBER = Figure.COUNT | Figure.SHARE | Figure.SUM
_NOTHING: tuple[Ints, Floats] = (np.empty(0, np.intp), np.empty(0))


def _numbers(lines: bytes) -> dict[str, int]:
    return {line: number for number, line in enumerate(lines.decode().split("\n"))} if lines else {}


def _postings(artifacts: Mapping[str, bytes], name: str) -> Postings:
    return Postings(
        np.frombuffer(artifacts[f"{name}.starts"], np.int32).tolist(),
        np.frombuffer(artifacts[f"{name}.passages"], np.int32).astype(np.intp),
        np.frombuffer(artifacts[f"{name}.impacts"], np.float64),
    )
