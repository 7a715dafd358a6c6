"""Explanation: why a question got the answer that it got, as values that a terminal can show.

In comes a question; out come the readings with what each was worth, and the ranking behind the answer taken apart. The
question is answered by the very functions that answer any other, with a searcher that keeps how it ranked: nothing is
worked out a second time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.answers.answerer import Answerer, UnderstoodTexts
from bot.answers.evidence_finder import Finder
from bot.answers.readings import QuestionReading, Readings, Tried, describe_reading
from bot.models import PASSAGES_SHOWN, Answer, Filters
from index.metadata import cite
from index.query import Alternative, Concept, Lexicon, Question, Topic
from index.search import (
    Features,
    RankTrace,
    Searcher,
    TopHits,
    WeighedReading,
    contributions,
    given_contributions,
    is_given,
    reading_contributions,
)
from index.storage import passage_id

_WITH_IT = 5  # words of a class of the vocabulary that are told with it


@dataclass(frozen=True, slots=True)
class ExplainedReading:
    """A way to read the question. ``strength`` and ``worth`` are None where it was not tried: its prior is no more than
    what a likelier reading is worth already."""

    text: str
    prior: float
    strength: float | None
    worth: float | None
    chosen: bool
    frame: Mapping[str, str]
    topic: str


@dataclass(frozen=True, slots=True)
class ExplainedWay:
    """A way to say a concept: why it is one, in how many passages it stands, and in which of the shown (by rank)."""

    text: str
    weight: float
    origin: str
    why: str
    passages: int
    shown: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ExplainedConcept:
    """A thing asked about. ``share`` is how much of the question it is; ``plainly`` how plainly the passages looked at
    say it at best (0 to 1)."""

    typed: str
    weight: float
    share: float
    plainly: float
    name: bool
    described: bool
    ways: tuple[ExplainedWay, ...]


@dataclass(frozen=True, slots=True)
class ExplainedDescription:
    """A service that the question may describe: how likely, with what weight it was followed (0: not), and what each
    feature adds to the log odds."""

    name: str
    probability: float
    weight: float
    followed: bool
    log_odds: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ExplainedPassage:
    """One of the first passages of a ranking: where it is shown (0: it is not), and what each step added to its
    score."""

    label: str
    shown: int
    score: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ExplainedRanking:
    """A ranking: what it looked at, what was asked of it, its first passages, and the state of what it found.

    ``features`` are names with their value and what it adds to the log odds of ``strength``, ``checks`` the same of
    ``given``.
    """

    documents: int
    passages: int
    concepts: tuple[ExplainedConcept, ...]
    described: tuple[ExplainedDescription, ...]
    first: tuple[ExplainedPassage, ...]
    features: tuple[tuple[str, float, float], ...]
    strength: float
    sort: str  # the sort of answer asked for: "count", "name", ...; "" where none is
    checks: tuple[tuple[str, float, float], ...]
    given: float  # how surely an answer of that sort is among what the sentences say
    state: str
    lacks: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question got its answer. ``rankings`` are those behind what is shown, or the first where nothing is; none
    where the answer was read from the catalogue and nothing was ranked."""

    answer: Answer
    readings: tuple[ExplainedReading, ...]
    rankings: tuple[ExplainedRanking, ...]


@dataclass(slots=True)
class _RecordedRank:
    trace: RankTrace
    hits: TopHits


class _RecordingSearcher(Searcher):
    """A searcher that keeps how it ranked; for one question of one asker, not to be shared."""

    def __init__(self, searcher: Searcher) -> None:
        vars(self).update(vars(searcher))
        self.rankings: list[_RecordedRank] = []

    def rank(
        self, topic: Topic, documents: Mapping[int, float], *, limit: int, trace: RankTrace | None = None
    ) -> TopHits:
        trace = RankTrace() if trace is None else trace
        hits = super().rank(topic, documents, limit=limit, trace=trace)
        if limit > 1:  # else it is asked how surely something answers, and nothing of it is shown
            self.rankings.append(_RecordedRank(trace, hits))
        return hits


@dataclass(slots=True)
class _Round:
    """One question that was answered: its readings, those that were tried, and the rankings of each."""

    readings: Sequence[QuestionReading]
    tried: Sequence[Tried]
    rankings: Sequence[tuple[Question, Sequence[_RecordedRank]]]
    answer: Answer | None = None


class _RecordingAnswerer(Answerer):
    """An answerer that keeps what it tried; for one question of one asker, not to be shared."""

    def __init__(self, answerer: Answerer) -> None:
        vars(self).update(vars(answerer))
        self._recording = _RecordingSearcher(answerer.searcher)
        self._finder = Finder(answerer.library, self._recording)
        self._ranked: list[tuple[Question, Sequence[_RecordedRank]]] = []
        self.rounds: list[_Round] = []

    def _answer(self, question: Question, limit: int) -> Answer:
        before = len(self._recording.rankings)
        answer = super()._answer(question, limit)
        self._ranked.append((question, self._recording.rankings[before:]))
        return answer

    def _try(self, readings: Readings, limit: int) -> list[Tried]:
        self._ranked, every = [], list(readings(lambda prior: False))
        tried = super()._try(lambda is_enough: every, limit)
        self.rounds.append(_Round(every, tried, self._ranked))
        return tried

    def _answer_one(self, text: str, filters: Filters, limit: int, once: UnderstoodTexts) -> Answer:
        answer = super()._answer_one(text, filters, limit, once)
        self.rounds[-1].answer = answer
        return answer


def explain(
    answerer: Answerer,
    text: str,
    *,
    filters: Filters = Filters(),  # noqa: B008 (frozen)
    limit: int = PASSAGES_SHOWN,
    first: int = 5,
) -> list[Explanation]:
    """Answer a question and explain it, each question of it by itself; ``first`` passages are taken apart."""
    recording = _RecordingAnswerer(answerer)
    recording.answer(text, filters=filters, limit=limit)
    return [_explain(answerer, one, one.answer, first) for one in recording.rounds if one.answer is not None]


def _explain(answerer: Answerer, one: _Round, answer: Answer, first: int) -> Explanation:
    chosen = one.tried[0]
    finder = Finder(answerer.library, answerer.searcher)
    rankings = next(found for question, found in one.rankings if question is chosen.reading.question)
    shown = _ordinals(answerer, answer)
    behind = [r for r in rankings if any(hit.ordinal in shown for hit in r.hits.found)] or list(rankings[:1])
    return Explanation(
        answer,
        tuple(_reading(reading, one.tried) for reading in one.readings),
        tuple(_ranking(answerer, finder, ranking, shown, first) for ranking in behind),
    )


def _ordinals(answerer: Answerer, answer: Answer) -> dict[int, int]:
    """Map the ordinals of the passages that are shown to their ranks."""
    library = answerer.library
    ranks = {item.passage_id: item.rank for item in answer.evidence}
    found = {}
    for document in {
        item.citation.document: library.document(item.citation.document) for item in answer.evidence
    }.values():
        if document is None:
            continue
        start = library.first_ordinal(document)
        for passage in library.passages_of(document):
            if rank := ranks.get(passage_id(document.sha256, passage.position)):
                found[start + passage.position] = rank
    return found


def _reading(reading: QuestionReading, tried: Sequence[Tried]) -> ExplainedReading:
    found = next((one for one in tried if one.reading is reading), None)
    frame = reading.question.frame
    told = {
        "kind of answer": reading.question.ask.kind.value if reading.question.ask else frame.intent.value,
        "area": (reading.question.ask.area if reading.question.ask else None) or frame.area,
        "councils": ", ".join(frame.authorities),
        "councils not held": ", ".join(frame.unheld),
        "which council": ", ".join(frame.ambiguous),
        "not these councils": ", ".join(frame.excluded),
        "years": ", ".join(map(str, frame.years)),
        "since": frame.since,
        "until": frame.until,
        "period": frame.recency.value if frame.recency else "",
        "months": ", ".join(frame.months),
        "whose words": frame.voice.value if frame.voice else "",
        "kind of document": ", ".join(kind.value for kind in frame.kinds),
        "not of these years": ", ".join(map(str, frame.excluded_years)),
        "not these kinds": ", ".join(kind.value for kind in frame.excluded_kinds),
        "name introduced": frame.introduced,
    }
    return ExplainedReading(
        describe_reading(reading),
        reading.prior,
        found.strength if found else None,
        found.worth if found else None,
        bool(tried) and tried[0].reading is reading,
        {name: str(value) for name, value in told.items() if value},
        " ".join(frame.rest.split()),
    )


def _ranking(
    answerer: Answerer, finder: Finder, ranking: _RecordedRank, shown: Mapping[int, int], first: int
) -> ExplainedRanking:
    trace, hits = ranking.trace, ranking.hits
    state, lacks = finder.judge(trace.topic, hits)
    sort, checks = trace.topic.figure, finder.check_sentences(trace.topic, hits)
    return ExplainedRanking(
        documents=len(trace.documents),
        passages=len(trace.scope.ordinals) if trace.scope is not None else 0,
        concepts=tuple(
            ExplainedConcept(
                said.concept.typed,
                said.concept.weight,
                said.share,
                float(said.plainly.max(initial=0.0)),
                said.concept.name,
                said.concept.described is not None,
                tuple(_way(answerer, said.concept, way, shown) for way in said.concept.alternatives),
            )
            for said in trace.said
        ),
        described=tuple(_description(reading, trace.said) for reading in trace.readings),
        first=tuple(_passage(answerer, ranking, hit.ordinal, hit.score, shown) for hit in hits.found[:first]),
        features=_features(hits.signals),
        strength=hits.answerability,
        sort=(sort.name or "").lower() if sort else "",
        checks=tuple(
            (n, float(getattr(checks, n, 1)), added) for n, added in given_contributions(sort, checks).items()
        ),
        given=is_given(sort, checks),
        state=state.value,
        lacks=tuple((lack.sort, lack.text) for lack in lacks),
        missing=hits.missing,
    )


def _features(signals: Features | None) -> tuple[tuple[str, float, float], ...]:
    if signals is None:
        return ()
    return tuple((name, float(getattr(signals, name, 1.0)), added) for name, added in contributions(signals).items())


def _passage(
    answerer: Answerer, ranking: _RecordedRank, ordinal: int, score: float, shown: Mapping[int, int]
) -> ExplainedPassage:
    document, passage = answerer.library.at(ordinal)
    return ExplainedPassage(
        cite(document, passage).label, shown.get(ordinal, 0), score, tuple(ranking.trace.parts(ordinal))
    )


def _description(reading: WeighedReading, said: Collection[object]) -> ExplainedDescription:
    assert reading.concept.described is not None
    return ExplainedDescription(
        reading.concept.typed,
        reading.probability,
        reading.concept.weight,
        any(one is reading.said for one in said),
        reading_contributions(reading.concept.described, reading.evidence),
    )


def _way(answerer: Answerer, concept: Concept, way: Alternative, shown: Mapping[int, int]) -> ExplainedWay:
    holding, *_ = answerer.searcher.prepared.find(way)
    ranks = sorted(shown[ordinal] for ordinal in set(shown).intersection(map(int, holding)))
    lexicon = answerer.searcher.lexicon
    text = concept.typed if way.origin == "typed" else _written(way, lexicon)
    return ExplainedWay(text, way.weight, way.origin, _why(concept, way, lexicon), len(holding), tuple(ranks))


def _written(way: Alternative, lexicon: Lexicon) -> str:
    """Give a way as the vocabulary writes it, or its stems."""
    if way.source >= 0:
        entry = lexicon.classes[way.source]
        if way.terms in entry.targets:
            return entry.names[entry.targets.index(way.terms)]
    return " ".join(way.terms)


def _why(concept: Concept, way: Alternative, lexicon: Lexicon) -> str:
    """Say why a way is one to say a concept."""
    if way.origin == "typed":
        return "typed"
    if way.origin == "part":
        return f"a word of “{concept.typed}”"
    if way.origin == "gloss" and way.source < 0:
        return "the service that the question may describe"
    entry = lexicon.classes[way.source]
    names = "; ".join(entry.names[:_WITH_IT]) + ("; ..." if len(entry.names) > _WITH_IT else "")
    if way.origin == "learned":
        return f"the library explains: {names}"
    if way.origin == "initials":
        return f"abbreviations: {names}"
    near = " (related)" if way.origin == "related" or way.terms not in entry.targets else ""
    return f"vocabulary{near}: {names}"
