"""Searcher: an immutable view of one generation of the index that ranks passages for a topic.

In come what indexing prepared, a topic and the documents it may look in; out go passages in order with their scores,
and how well the best of them covers the topic. It reads no text and no database, and understands no question.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.models import DocumentPart
from index.query import Concept, GlossIndex, Lexicon, Speller, Topic
from index.search.answerability import POSSIBLE, Features, answerability, gather_features
from index.search.bm25 import Floats, Ints
from index.search.candidates import CandidateSet, scope_of
from index.search.concept_scores import ConceptScore, coverage, exact_alternatives, score_concept
from index.search.described import LEAST, WeighedReading, weigh_readings
from index.search.search_index import DIMENSIONS, MATTERS, SearchIndex
from index.search.trace import RankTrace
from index.text import AnswerType, Polarity

# Chosen by measurement, on a plateau (docs/retrieval.md).
NEIGHBOUR = 0.1  # of what the paragraphs before and after score
COVER = 0.8  # of the best score, for a passage that speaks as plainly as any of all that is asked
LONG = 0.15  # the same, for a passage e times as long: it says more, and points less exactly
LIKENESS = 1.1  # the same, for a passage that points exactly where the question points
SENTENCE = 1.0  # the same, for its best sentence
POLAR = 0.5  # the same, for its best sentence of those that praise, or fault, where that is asked for
SUPERSEDED = 0.01  # what a superseded report counts where a newer one answers
FEW_ASKED = 4  # concepts; a longer question tells of more than it asks for
AS_MUCH = 0.6  # of what a superseded report says at most of what was asked: then the newer one answers as well
LEADS = 1.0  # the same, for a passage that gives the name that was typed
MONTH = 0.2  # the same, for a passage that gives the month that was named
FIGURE = 0.4  # the same, for a passage that gives a figure, where figures are asked for
EVIDENCE = 5  # how many of the best passages are asked whether they answer
UNKNOWN_LIKENESS = 0.5  # where nothing is known of the words: those of a name, say
NAMED, WITHIN = 0.5, 0.1  # of what is asked, named by a heading; and what a point beneath it may add
LEVELLED = 60  # how many of the best passages are looked at for such headings
SELDOM, SYNONYMS = 5, 4  # passages; and how many other ways to say it then help to tell where a word points
WIDE = 2000  # how many passages are compared with the question as wholes
DEPTH = 100  # how many passages are looked at sentence by sentence
_SCOPES = 16  # sets of documents whose passages are kept in mind: at most 25 bytes for each passage of the library
_LARGE, _STRIDE = 4096, 8  # places; and of how many one is looked at first
WORDS = "words: "  # before the typed name of a concept, the name of its step in a trace
_NUMBER = AnswerType.COUNT | AnswerType.SHARE | AnswerType.SUM


class Hit(NamedTuple):
    """A passage by its ordinal in the generation, and its score. Thousands are made of a list of all councils."""

    ordinal: int
    score: float


@dataclass(frozen=True, slots=True)
class TopHits:
    """What was found, best first, and how strong the best of it is (0 to 1, see ``index.search.strength``).

    ``missing`` are the things asked for, as typed, that no passage of the documents looked at speaks of.
    """

    found: tuple[Hit, ...] = ()
    answerability: float = 0.0
    missing: tuple[str, ...] = ()
    signals: Features | None = None
    asked: tuple[tuple[Concept, float], ...] = ()  # the concepts, each with how much of the question it is
    readings: tuple[WeighedReading, ...] = field(default=(), compare=False)  # after the evidence, the likeliest first


class _Scored(NamedTuple):
    """The passages of a scope as they are scored, before exact words and the age of their documents count."""

    said: Sequence[ConceptScore]
    readings: Sequence[WeighedReading]
    spoken: Floats
    scores: Floats
    likeness: Floats | None


class Searcher:
    """Ranks the passages of one generation. Safe to share between threads: only what was scored last is kept anew."""

    def __init__(self, artifacts: Mapping[str, bytes], spans: Sequence[tuple[int, int]]) -> None:
        """Open what indexing prepared; ``spans`` are the [start, stop) ordinals of each document's passages."""
        self.lexicon = Lexicon.from_json(artifacts["lexicon"])
        self.speller = Speller(self.lexicon.stems, artifacts["ordinary"], artifacts["spelling"])
        self.glossary = GlossIndex(self.lexicon.glosses)
        self.prepared = SearchIndex(artifacts)
        spans, matters = tuple(spans), self.prepared.matters
        self._last: tuple[object, _Scored] | None = None  # what was scored last, and for what
        self._scope_of = lru_cache(_SCOPES)(lambda documents: scope_of(dict(documents), spans, matters))

    def rank(
        self, topic: Topic, documents: Mapping[int, float], *, limit: int, trace: RankTrace | None = None
    ) -> TopHits:
        """Rank the passages of the documents, each by its number and what its scores are multiplied by.

        ``trace`` is filled with how every score came about.
        """
        numbered = tuple(sorted(documents.items()))
        scope = self._scope_of(numbered)
        if trace is not None:
            trace.topic, trace.documents, trace.scope = topic, documents, scope
        holding = self._holding(topic, scope) if topic.phrases else None
        if not len(scope.ordinals) or (not topic.concepts and holding is None):
            return TopHits()
        # The readings of a question often ask the same documents of the same, but for the words that must stand there.
        asked_for = (replace(topic, phrases=()), numbered)
        last = self._last  # read once: another thread may put what it scored in its place at any moment
        known = trace is None and last is not None and last[0] == asked_for
        scored = last[1] if last is not None and known else self._scored(topic, scope, trace)
        if trace is None:
            self._last = (asked_for, scored)
        said, readings, spoken, scores, likeness = scored
        if not said:
            return TopHits()
        topic = replace(topic, concepts=tuple(one.concept for one in said))
        if holding is not None:  # before the ranking is cut: however far down it stands, what was quoted is found
            scores = np.where(holding, np.maximum(scores, 1e-9), 0.0)
            _note(trace, "the exact words", scores)
        current = scope.current
        if current is not None:
            of_now = scores * current
            now = [_within(one, current) for one in said]
            signals, missing = self._gather_features(topic, now, scope, of_now, likeness, _highest(of_now, EVIDENCE))
            most, of_newest = float(spoken.max(initial=0.0)), float((spoken * current).max(initial=0.0))
            if of_newest < AS_MUCH * most:
                # Where few things are asked each counts: the newest report leads no further than what it says of them.
                if len(said) <= FEW_ASKED:
                    scores = np.where(current, scores * (of_newest / most), scores)
                current = None
            elif answerability(signals) >= POSSIBLE:
                scores = np.where(current, scores, scores * SUPERSEDED)
            _note(trace, "newer reports before older ones", scores)
        order = _highest(scores, max(limit, EVIDENCE))
        if current is None or answerability(signals) < POSSIBLE:
            signals, missing = self._gather_features(topic, said, scope, scores, likeness, order[:EVIDENCE])
        order = order[:limit]
        order = order[scores[order] > 0]
        found = tuple(map(Hit, scope.ordinals[order].tolist(), scores[order].tolist()))
        asked = tuple((one.concept, one.share) for one in said)
        return TopHits(found, answerability(signals), missing, signals, asked, tuple(readings))

    def _scored(self, topic: Topic, scope: CandidateSet, trace: RankTrace | None) -> "_Scored":
        """Score every passage of a scope for what is asked, and for what the passages tell that it describes."""
        said = [score_concept(concept, self.prepared, scope) for concept in topic.concepts if concept.described is None]
        pointing = self._pointing([one.concept for one in said])
        words = _worth(said, np.zeros(len(scope.ordinals)), trace)
        readings = self._weigh(topic, said, words, pointing, scope, trace)
        pointing = self._pointing([reading.concept for reading in readings], pointing)
        said += [reading.said for reading in readings]
        if trace is not None:
            trace.said = said
        if not said:
            return _Scored([], [], words, words, None)
        topic = replace(topic, concepts=tuple(one.concept for one in said))
        words = _worth([reading.said for reading in readings], words, trace)
        spoken = coverage(said)
        return _Scored(
            said, readings, spoken, *self._score(topic, said, words, spoken, _direction(pointing), scope, trace)
        )

    def _score(
        self,
        topic: Topic,
        said: Sequence[ConceptScore],
        words: Floats,
        spoken: Floats,
        direction: NDArray[np.float32] | None,
        scope: CandidateSet,
        trace: RankTrace | None,
    ) -> tuple[Floats, Floats | None]:
        """Score every passage of a scope, its ``words`` and the rest, and tell how its best sentence points where the
        question points (None where nothing is known of the words)."""
        prepared = self.prepared
        scores = _beside(words, scope)
        _note(trace, "the paragraphs beside it", scores)
        best = float(scores.max())
        part = spoken * (best * COVER)
        scores += part
        _note(trace, "how much of what is asked it speaks of", scores)
        np.multiply(scope.of(prepared.lengths), scores > 0, out=part)
        part *= best * LONG
        scores += part
        _note(trace, "its length", scores)
        likeness = None if direction is None else np.zeros(len(scores))
        if direction is not None and likeness is not None and best > 0:
            # In a large scope only what the words found is compared as a whole: the rest would hardly come so far.
            near = _foremost(scores * scope.multipliers, WIDE)
            vectors = prepared.passage_vectors[scope.ordinals[near]].astype(np.float32)
            scores[near] += LIKENESS * best * np.maximum(vectors @ direction, 0)
            _note(trace, "its likeness to the question", scores)
            near.sort()  # what the words put behind these is not put before them by likeness
            top = near[_foremost((scores * scope.multipliers)[near], DEPTH)]
            likeness[top] = self._sentence_likeness(scope.ordinals[top], direction)
            scores[top] += SENTENCE * best * likeness[top]
            _note(trace, "the likeness of its best sentence", scores)
            if topic.polarity:
                polar = self._sentence_likeness(scope.ordinals[top], direction, topic.polarity)
                scores[top] += POLAR * best * polar
                _note(trace, "a sentence like it praises or faults, as is asked for", scores)
        for sorts in _sorts_wanted(topic):
            scores += FIGURE * best * ((scope.of(prepared.passage_figures) & sorts) > 0)
            _note(trace, "it gives what is asked for (a figure, a name, a date)", scores)
        if topic.figure or topic.wanted & _NUMBER:
            # Facts about the area are where its figures stand: here they count in full.
            scores[scope.of(prepared.background)] /= MATTERS[DocumentPart.BACKGROUND]
            _note(trace, "figures stand in facts about the area", scores)
        for month in topic.months:
            scores[prepared.side_by_side(month, scope)] += MONTH * best
            _note(trace, "the month that was named", scores)
        self._level(topic, said, scope, scores)
        _note(trace, "its heading is what was asked", scores)
        for one in said:
            if one.concept.name:
                scores[prepared.side_by_side(one.concept.alternatives[0].terms, scope)] += LEADS * best
                _note(trace, f"the name {one.concept.typed}", scores)
        scores *= scope.multipliers
        _note(trace, "the part of the document, and its age", scores)
        return scores, likeness

    def _gather_features(
        self,
        topic: Topic,
        said: Sequence[ConceptScore],
        scope: CandidateSet,
        scores: Floats,
        likeness: Floats | None,
        top: NDArray[np.intp],
    ) -> tuple[Features, tuple[str, ...]]:
        """Tell how the best places, the ``top``, match the topic, and what no passage matches."""
        top = top[scores[top] > 0]
        return gather_features(
            topic,
            said,
            top,
            self.prepared,
            scope,
            score=float(scores[top].max(initial=0.0)),
            likeness=float(likeness[top].max(initial=0.0)) if likeness is not None else UNKNOWN_LIKENESS,
            ordinary=self.lexicon.general,
        )

    def _holding(self, topic: Topic, scope: CandidateSet) -> NDArray[np.bool_]:
        """Tell which passages of the scope may hold every exact phrase: they hold its stems side by side."""
        held = np.ones(len(scope.ordinals), dtype=bool)
        for phrase in topic.phrases:
            here = np.zeros(len(held), dtype=bool)
            terms = self.lexicon.analyzer.terms(phrase)
            here[self.prepared.side_by_side(terms, scope)] = True
            held &= here if terms else True
        return held

    def _weigh(
        self,
        topic: Topic,
        said: Sequence[ConceptScore],
        words: Floats,
        pointing: NDArray[np.float32],
        scope: CandidateSet,
        trace: RankTrace | None,
    ) -> list[WeighedReading]:
        """Judge what the question may describe by how its passages agree with what it says; unlikely readings go."""
        described = [concept for concept in topic.concepts if concept.described is not None]
        if not described:
            return []
        scores = _beside(words, scope) * scope.multipliers
        spoken = coverage(said) if said else np.zeros(len(scores))
        readings = weigh_readings(described, scores, spoken, _direction(pointing), self.prepared, scope)
        if trace is not None:
            trace.readings = readings
        return [reading for reading in readings if reading.probability >= LEAST]

    def _level(self, topic: Topic, said: Sequence[ConceptScore], scope: CandidateSet, scores: Floats) -> None:
        """Put the points under a heading that is itself what was asked into their own order, all at the best's score.

        "What are we proud of?" is answered by every point of the slide of that name, and by none more than by another.
        """
        prepared = self.prepared
        points = scope.of(prepared.points)
        top = _foremost(scores * scope.multipliers, LEVELLED)
        numbers, first = np.unique(points[top], return_index=True)
        said = [one for one in said if not one.concept.confidence]  # what was said, and not only described
        whole = sum(one.share for one in said)
        if not whole or not numbers.any():
            return
        spoken = coverage(said)
        for number, place in zip(numbers.tolist(), top[first].tolist(), strict=True):
            ordinal = int(scope.ordinals[place])
            if not number or (prepared.background[ordinal] and not (topic.figure | topic.wanted) & _NUMBER):
                continue
            above = prepared.words_above(ordinal)
            named = sum(
                one.share
                for one in said
                if any(prepared.numbers(way.terms) <= above for way in exact_alternatives(one.concept))
            )
            if named < NAMED * whole:
                continue
            places = np.flatnonzero(points == number)
            if spoken[places].max() <= named / whole + WITHIN:
                scores[places] = scores[places].max() * (1 - 1e-9 * np.arange(len(places)))

    def _pointing(self, concepts: Iterable[Concept], before: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
        """Add up where the words of concepts point, as typed or as read, to those that came ``before``."""
        prepared = self.prepared
        total = np.zeros(DIMENSIONS, np.float32) if before is None else before.copy()
        for concept in concepts:
            ways = concept.alternatives[:1]
            if not concept.confidence and prepared.holders(ways[0]) < SELDOM:
                # Little is known of what goes with a word that is hardly used here ("runaways"): more of its synonyms.
                others = [way for way in exact_alternatives(concept)[1:] if prepared.holders(way) >= SELDOM]
                ways = (*ways, *others[:SYNONYMS])
            for way in ways:
                for stem in way.terms:
                    number = prepared.stems.get(stem)
                    if number is not None:
                        total += concept.weight / len(ways) * prepared.vectors[number]
        return total

    def _sentence_likeness(
        self, ordinals: Ints, direction: NDArray[np.float32], polarity: Polarity = Polarity.NONE
    ) -> Floats:
        """Give how much the best sentence of each passage points where the question points; of a ``polarity`` alone,
        where one is given."""
        starts, stops = self.prepared.sentences[ordinals], self.prepared.sentences[ordinals + 1]
        sizes = stops - starts
        ends = np.cumsum(sizes)
        rows = np.arange(ends[-1]) + np.repeat(starts - (ends - sizes), sizes)
        likeness = self.prepared.sentence_vectors[rows].astype(np.float32) @ direction
        if polarity:
            likeness[(self.prepared.polarity[rows] & polarity) == 0] = 0.0
        return np.maximum(np.maximum.reduceat(likeness, ends - sizes), 0).astype(np.float64)


def _direction(pointing: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """Give the direction that the words of a question point in; None where none is known."""
    norm = float(np.linalg.norm(pointing))
    return pointing / (norm * 127) if norm else None


def _note(trace: RankTrace | None, step: str, scores: Floats) -> None:
    if trace is not None:
        trace.note(step, scores)


def _worth(said: Sequence[ConceptScore], words: Floats, trace: RankTrace | None) -> Floats:
    """Add what some concepts are worth to what the words of the passages are worth."""
    for one in said:
        words = words + one.values * one.concept.weight
        _note(trace, f"{WORDS}{one.concept.typed}", words)
    return words


def _beside(words: Floats, scope: CandidateSet) -> Floats:
    """Add to what the words of passages are worth a little of what the paragraphs beside are."""
    scores = words.copy()
    if len(scores) > 1:
        # Each neighbour gives a share of what it had before either gave.
        part = words * (NEIGHBOUR / 2)
        before = part[:-1] * scope.follows[1:]
        after = part[1:] * scope.follows[1:]
        scores[1:] += before
        scores[:-1] += after
    return scores


def _within(said: ConceptScore, places: NDArray[np.bool_]) -> ConceptScore:
    """Narrow how a scope says a concept to some of its places: to how plainly the plainest of them does."""
    most = float((said.plainly * places).max(initial=0.0))
    spoken = said.spoken and most > 0
    return said._replace(plainly=np.array([most]), spoken=spoken)


def _sorts_wanted(topic: Topic) -> list[AnswerType]:
    """List the sorts of figure that are looked for, each by itself: a number of whatever sort where none is told."""
    number = (topic.figure & _NUMBER) or (topic.wanted & _NUMBER)
    sorts = (AnswerType.NAME, AnswerType.DATE, AnswerType.TIME, AnswerType.REASON)
    others = [sort for sort in sorts if (topic.figure | topic.wanted) & sort]
    return [number, *others] if number else others


def _highest(values: Floats, count: int) -> NDArray[np.intp]:
    """Give the places of the highest values, the highest first, ties in their order."""
    places = _foremost(values, count)
    return places[np.lexsort((places, -values[places]))]


def _foremost(values: Floats, count: int) -> NDArray[np.intp]:
    """Give the places of the highest values in any order; of those that tie with the last, the first ones."""
    # To select among many equal values is slow, and most are zero: zeros are taken only where the rest is too few.
    places = np.flatnonzero(values != 0)  # of truth values it is found several times faster
    if len(places) < count or values.min(initial=0.0) < 0:
        places = np.arange(len(values), dtype=np.intp)
    if len(places) > count:
        kept = values[places]
        if len(kept) > _LARGE and len(kept) > 4 * count:
            # A sample tells where about the last of them stands; what is surely below it need not be ordered.
            sample = kept[::_STRIDE]
            last = max(0, len(sample) - 2 * (count // _STRIDE) - _STRIDE)
            within = kept >= np.partition(sample, last)[last]
            if np.count_nonzero(within) >= count:
                places, kept = places[within], kept[within]
        least = np.partition(kept, len(kept) - count)[len(kept) - count]
        above = places[kept > least]
        places = np.concatenate((above, places[kept == least][: count - len(above)]))
    return places
