"""Evidence: whether the best passages found really are about what was asked, as signals.

In come how a scope says the concepts of a question, and the best of its passages; out go the signals that strength is
worked out from (``index.search.strength``), and the things asked for that nothing speaks of.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from index.query import Topic, words_for_sort
from index.search.bm25 import Ints
from index.search.candidates import CandidateSet
from index.search.concept_scores import ConceptScore
from index.search.search_index import SearchIndex
from index.search.sentence_checks import SentenceChecks, asks_alone
from index.text import ASKING_WORDS, FIGURE_WORDS, STOP_WORDS, AnswerType

_SHORT = 5  # things told: a longer question names what lies elsewhere in passing
_SURELY = 0.7  # a described service of this weight is what was asked
_NAMED, _GONE = 0.6, 0.25
_LIGHT = 0.45  # a concept of less weight says nothing about whether the question is answered
_COMMON = 2.5  # a word of the reports' own that is not rarer than this says little
_FEW = 3  # things typed: of more than this, one that is missing counts the less
_LITTLE, _PLAINLY = 2, 0.6
_SCALE = 7.0  # the highest rarity: what is as rare as this is the asker's own manner of speaking


@dataclass(frozen=True, slots=True)
class ConceptMatch:
    """A concept of the question, and how the documents looked at say it.

    ``rarity`` is how rare it is in the library (a logarithm) in any way to say it, ``own`` as it was typed (0: never
    said so), and ``spoken`` whether these documents say it as it was typed. ``known``: the sector's vocabulary knows
    it; ``described``: it was described and not named; ``anywhere``: how well any passage matches it (1: as plainly as
    the library says it anywhere); ``figure``: the word asks for a figure and is not what is counted; ``everyday``: it
    is a common word of ordinary English.
    """

    typed: str
    weight: float
    rarity: float
    known: bool
    described: bool
    anywhere: float
    own: float = 0.0
    spoken: bool = False
    figure: bool = False
    everyday: bool = False


@dataclass(frozen=True, slots=True)
class Features:
    """What strength is worked out from."""

    score: float
    likeness: float
    unspoken: float  # the rarest thing of the vocabulary that no passage speaks of, the more if it was described
    absent: float  # the rarest word of the reports' own that these never use, the less the more was asked
    named: bool  # little is asked, all of it by name, and all of it is spoken of plainly
    asked: float  # how much was asked (a logarithm): a long question finds something more easily, and leaves more out
    elsewhere: bool  # it is asked for what councils do outside children's services


def signals_of(matches: tuple[ConceptMatch, ...], *, score: float, likeness: float, elsewhere: bool) -> Features:
    """Sum the matches up."""
    heavy = [match for match in matches if match.weight >= _LIGHT and not match.figure]
    unspoken = [
        m
        for m in heavy
        if m.known and not m.everyday and m.weight >= (_SURELY if m.described else _NAMED) and m.anywhere < _GONE
    ]
    typed = [match for match in heavy if not match.described]
    absent = [m for m in typed if _COMMON < m.own < _SCALE and not m.spoken and m.anywhere < _GONE]
    return Features(
        score=score,
        likeness=likeness,
        unspoken=max((m.rarity for m in unspoken), default=0.0) / _SCALE
        + any(m.described and m.weight >= _SURELY for m in unspoken),
        absent=max((m.weight * m.own for m in absent), default=0.0) / _SCALE * min(1.0, _FEW / max(len(typed), 1)),
        named=0 < len(typed) <= _LITTLE and all(m.known and m.anywhere >= _PLAINLY for m in typed),
        asked=math.log1p(sum(not match.described for match in matches)),
        elsewhere=elsewhere and len(heavy) <= _SHORT,
    )


def answerability(signals: Features) -> float:
    """Give the strength of the evidence, 0 to 1."""
    return 1 / (1 + math.exp(-sum(contributions(signals).values())))


def contributions(signals: Features) -> dict[str, float]:
    """Give what each feature adds to the log odds that the evidence answers."""
    return {
        "score": WEIGHTS["score"] * math.log1p(signals.score),
        "likeness": WEIGHTS["likeness"] * signals.likeness,
        "unspoken": WEIGHTS["unspoken"] * signals.unspoken,
        "absent": WEIGHTS["absent"] * signals.absent,
        "named": WEIGHTS["named"] * signals.named,
        "asked": WEIGHTS["asked"] * signals.asked,
        "elsewhere": WEIGHTS["elsewhere"] * signals.elsewhere,
        "constant": WEIGHTS["constant"],
    }


class Verdict(StrEnum):
    """What the passages found amount to."""

    ANSWER = "answer"
    RELATED = "related"  # they speak of the matter, but do not give, or not surely, what was asked for
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Lack:
    """What was asked for and is not given: its sort (figure, cost, name, date, reason, group, topic), and as it was
    typed; ``sure``: that it is not given, is as good as sure."""

    sort: str
    text: str
    sure: bool = False


# Strengths: from the first on it is an answer; below the second older reports are asked, too; below the third it is
# nothing (docs/retrieval.md).
SURE, POSSIBLE, LEAST = 0.64, 0.5, 0.35
SOUGHT = 0.5  # how plainly the best passages must say the thing of which it is asked whether there is one
# The probability that a sort is asked for which is not given (docs/retrieval.md): from the first on the passages only
# speak of the matter, from the second on it is said that they do not give it.
LACKING, MISSING = 0.25, 0.88
SURELY_ASKED = 0.65  # a sort that is less surely asked for is not named as what is lacking
_SORTS = (
    (AnswerType.SUM, "cost"),
    (AnswerType.NAME | AnswerType.ORGANISATION | AnswerType.PLACE | AnswerType.AGENT, "name"),
    (AnswerType.DATE, "date"),
    (AnswerType.REASON, "reason"),
    (AnswerType.COUNT | AnswerType.SHARE | AnswerType.TIME | AnswerType.FREQUENCY, "figure"),
    (AnswerType.GROUP, "group"),
    (AnswerType.WORDS, "phrase"),
    (AnswerType.VIEW | AnswerType.LIST | AnswerType.EFFECT | AnswerType.COMPARISON, "topic"),
)


def judge(
    topic: Topic, strength: float, missing: Sequence[str], checks: SentenceChecks
) -> tuple[Verdict, tuple[Lack, ...]]:
    """Say what the passages found amount to, and what they lack of what was asked for."""
    if strength < LEAST:
        return Verdict.NONE, ()
    given = is_given(topic.figure, checks) if topic.figure else 1.0
    lacking = topic.figure_likely * (1.0 - given)
    if lacking > LACKING:
        if topic.figure_likely < SURELY_ASKED:
            return Verdict.RELATED, ()
        sort = next(name for sorts, name in _SORTS if topic.figure & sorts)
        # A reason, a group and a place are often given without a word that tells them.
        told = not topic.figure & (AnswerType.REASON | AnswerType.GROUP | AnswerType.AGENT | AnswerType.PLACE)
        return Verdict.RELATED, (
            Lack(sort, words_for_sort(topic.asking, topic.figure), sure=told and lacking > MISSING),
        )
    if topic.sought and checks.sought < SOUGHT:
        return Verdict.RELATED, (Lack("topic", topic.sought[0]),)
    if strength < SURE:
        return Verdict.RELATED, tuple(Lack("topic", typed) for typed in missing[:1])
    return Verdict.ANSWER, ()


def is_given(sort: AnswerType, checks: SentenceChecks) -> float:
    """Give the probability, 0 to 1, that an answer of the sort asked for is among what the sentences say."""
    return 1 / (1 + math.exp(-sum(given_contributions(sort, checks).values())))


def given_contributions(sort: AnswerType, checks: SentenceChecks) -> dict[str, float]:
    """Give what each check adds to the log odds that what was asked for is given."""
    return {
        "given": GIVES["given"] * checks.given,
        "near": GIVES["near"] * checks.near,
        "together": GIVES["together"] * checks.together,
        "place": GIVES["place"] * checks.place,
        "told": GIVES["told"] * bool(sort & (AnswerType.REASON | AnswerType.VIEW)),
        "constant": GIVES["constant"],
    }


# The more is said in one sentence without a number beside it, the surer it is that none is given.
GIVES = {"given": 6.8, "near": 3.0, "together": -5.2, "place": -0.4, "told": 1.75, "constant": 0.2}
WEIGHTS = {
    "score": 0.73,
    "likeness": 2.7,
    "unspoken": -1.7,
    "absent": -1.3,
    "named": 1.3,
    "asked": 1.5,
    "elsewhere": -5.8,
    "constant": -4.65,
}
GONE, TELLING, TELLING_RARITY = 0.2, 0.45, 1.5  # a concept that is rare and weighs, said less plainly: missing
SURELY = 0.7  # a description of this confidence counts for as much as a name, where it is asked what is spoken of
EVERYDAY = 100.0  # in a million words: what is as common belongs to how people tell things


def gather_features(
    topic: Topic,
    said: Sequence[ConceptScore],
    best: Ints,
    prepared: SearchIndex,
    scope: CandidateSet,
    *,
    score: float,
    likeness: float,
    ordinary: Mapping[str, float],
) -> tuple[Features, tuple[str, ...]]:
    """Tell how the ``best`` places of a scope match the topic, and what no passage of it matches.

    ``score`` and ``likeness`` are the highest of these places; ``ordinary`` tells how many in a million words of
    ordinary English a stem is.
    """
    matches, missing = _as_alternatives(said, [_match(one, prepared, ordinary) for one in said]), []
    for match in matches:
        if (
            match.anywhere < GONE
            and match.weight >= TELLING
            and match.rarity >= TELLING_RARITY
            and not _only_asks(match)
        ):
            missing.append(match.typed)
    signals = signals_of(
        tuple(matches),
        score=score,
        likeness=likeness,
        elsewhere=any(not len(prepared.side_by_side(terms, scope)) for terms in topic.elsewhere),
    )
    return signals, tuple(missing)


def _as_alternatives(said: Sequence[ConceptScore], matches: Sequence[ConceptMatch]) -> list[ConceptMatch]:
    """Take what was typed as either this or that as spoken of where one of the two is."""
    best: dict[int, tuple[float, bool]] = {}
    for one, match in zip(said, matches, strict=True):
        if one.concept.either:
            anywhere, spoken = best.get(one.concept.either, (0.0, False))
            best[one.concept.either] = (max(anywhere, match.anywhere), spoken or match.spoken)
    return [
        replace(match, anywhere=best[one.concept.either][0], spoken=best[one.concept.either][1])
        if one.concept.either
        else match
        for one, match in zip(said, matches, strict=True)
    ]


def _match(said: ConceptScore, prepared: SearchIndex, ordinary: Mapping[str, float]) -> ConceptMatch:
    concept = said.concept
    first = concept.alternatives[0].terms
    return ConceptMatch(
        concept.typed,
        min(1.0, concept.confidence / SURELY) if concept.confidence else concept.weight,
        rarity=prepared.rarity(said.holders),
        known=len(concept.alternatives) > 1 if said.holders else len(first) > 1,
        described=concept.confidence > 0,
        anywhere=float(said.plainly.max()),
        own=prepared.rarity(said.own) if said.own else 0.0,
        spoken=said.spoken,
        figure=asks_alone(concept),
        everyday=len(first) == 1 and ordinary.get(first[0], 0.0) > EVERYDAY,
    )


_ASKING = FIGURE_WORDS | ASKING_WORDS | STOP_WORDS


def _only_asks(match: ConceptMatch) -> bool:
    """Say whether what was typed only asks ("how often", "next"), so that nothing is missing where it is not said."""
    return match.figure or all(word in _ASKING for word in match.typed.lower().split())
