"""Evidence: whether the best passages found really are about what was asked, as signals.

In come how a scope says the concepts of a question, and the best of its passages; out go the signals that strength is
worked out from (``index.search.strength``), and the things asked for that nothing speaks of.
"""

from collections.abc import Mapping, Sequence

from index.query.models import Concept, Topic
from index.search.bm25 import Ints
from index.search.candidates import Scope
from index.search.concept_scores import OWN, UNKNOWN_RARITY, Said, strong_ways
from index.search.search_index import Prepared
from index.search.strength import Match, Signals, signals_of
from index.text.answer_types import FIGURE_WORDS, Figure

__all__ = ["weigh_evidence"]

COVERED = 0.6  # of what is asked, beside a figure in one sentence: the figure that was asked for
GONE, TELLING, TELLING_RARITY = 0.2, 0.45, 1.5  # a concept that is rare and weighs, said less plainly: missing
SURELY = 0.7  # a description of this confidence counts for as much as a name, where it is asked what is spoken of
EVERYDAY = 100.0  # in a million words: what is as common belongs to how people tell things


def weigh_evidence(
    topic: Topic,
    said: Sequence[Said],
    best: Ints,
    prepared: Prepared,
    scope: Scope,
    *,
    score: float,
    likeness: float,
    ordinary: Mapping[str, float],
) -> tuple[Signals, tuple[str, ...]]:
    """Tell how the ``best`` places of a scope match the topic, and what no passage of it matches.

    ``score`` and ``likeness`` are the highest of these places; ``ordinary`` tells how many in a million words of
    ordinary English a stem is.
    """
    matches, missing = [], []
    for one in said:
        match = _match(one, prepared, ordinary)
        matches.append(match)
        if match.anywhere < GONE and match.weight >= TELLING and match.rarity >= TELLING_RARITY and not match.figure:
            missing.append(match.typed)
    signals = signals_of(
        tuple(matches),
        score=score,
        likeness=likeness,
        no_figure=_lacks_figure(topic, said, scope.ordinals[best], prepared) if topic.figure else 0.0,
        elsewhere=any(not len(prepared.side_by_side(terms, scope)) for terms in topic.elsewhere),
    )
    return signals, tuple(missing)


def _match(said: Said, prepared: Prepared, ordinary: Mapping[str, float]) -> Match:
    concept = said.concept
    own_holders = max((prepared.holders(way) for way in strong_ways(concept) if way.origin in OWN), default=0)
    first = concept.alternatives[0].terms
    return Match(
        concept.typed,
        min(1.0, concept.confidence / SURELY) if concept.confidence else concept.weight,
        rarity=prepared.rarity(said.holders),
        known=len(concept.alternatives) > 1 if said.holders else len(first) > 1,
        described=concept.confidence > 0,
        anywhere=float(said.plainly.max()),
        own=prepared.rarity(own_holders) if own_holders else 0.0,
        spoken=said.spoken,
        figure=_asks_for_figure(concept),
        everyday=len(first) == 1 and ordinary.get(first[0], 0.0) > EVERYDAY,
    )


def _lacks_figure(topic: Topic, said: Sequence[Said], ordinals: Ints, prepared: Prepared) -> float:
    """Tell how little of what is asked stands, at most, in one sentence beside a figure of the sort asked for."""
    wanted: list[tuple[float, list[set[int]]]] = []
    for one in said:
        concept = one.concept
        if concept.weight >= TELLING and not _asks_for_figure(concept):
            rarity = prepared.rarity(one.holders)
            if len(concept.alternatives) == 1:  # a word that the vocabulary lacks is as often how it is asked
                rarity = min(rarity, UNKNOWN_RARITY)
            wanted.append((concept.weight * rarity, [prepared.numbers(way.terms) for way in strong_ways(concept)]))
    whole = sum(worth for worth, _ in wanted)
    # "How many had one" is answered by a share of them, too.
    enough = topic.figure | (Figure.SHARE if topic.figure & Figure.COUNT else Figure.NONE)
    most = 0.0
    for ordinal in ordinals:
        for sentence in range(prepared.sentences[ordinal], prepared.sentences[ordinal + 1]):
            if prepared.figures[sentence] & enough:
                if not whole:
                    return 0.0
                words = prepared.words_of(sentence)
                most = max(most, sum(worth for worth, ways in wanted if any(way <= words for way in ways)))
    return max(0.0, 1.0 - most / whole / COVERED) if whole else 1.0


def _asks_for_figure(concept: Concept) -> bool:
    """Say whether a concept asks for a figure and is not what is counted."""
    return concept.typed.lower() in FIGURE_WORDS
