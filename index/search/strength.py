"""Strength: how far the best passages found really are about what was asked.

In come the best passages as concept by concept matches; out goes a number from 0 to 1 by which an answer is given,
shown as weak, or refused. A score alone tells little: any long question finds something. What counts is whether the
rarest thing that was asked is matched, how near the best sentence points, and whether a figure of the sort that was
asked stands beside it. A logistic curve over these signals, its weights fitted on judged questions (docs/retrieval.md).
"""

import math
from dataclasses import dataclass

__all__ = ["Match", "Signals", "signals_of", "strength"]

_ENOUGH = 0.5  # of what a concept is worth in the passages that say it plainly: enough to call it said
_SHORT = 5  # things told: a longer question names what lies elsewhere in passing
_SURELY = 0.7  # a described service of this weight is what was asked
_NAMED, _GONE = 0.6, 0.25
_LIGHT = 0.45  # a concept of less weight says nothing about whether the question is answered


@dataclass(frozen=True, slots=True)
class Match:
    """A concept of the question: its weight, how rare it is (a logarithm), whether the sector's vocabulary knows it and
    whether it was described and not named; how well the best passages, and any passage looked at, match it (1: as
    plainly as the library says it anywhere)."""

    typed: str
    weight: float
    rarity: float
    known: bool
    described: bool
    found: float
    anywhere: float


@dataclass(frozen=True, slots=True)
class Signals:
    """What strength is worked out from."""

    score: float
    known: float  # how much of what the sector's vocabulary knows is matched by the best passages, the rarer the more
    absent: float  # how much of a short question no passage matches at all
    likeness: float
    breadth: float  # how many things are told (logarithm): the more, the fewer of them one passage can match
    unspoken: float  # the rarest thing of the vocabulary that no passage speaks of, the more if it was described
    no_figure: bool
    elsewhere: bool


def signals_of(
    matches: tuple[Match, ...], *, score: float, likeness: float, no_figure: bool, elsewhere: bool
) -> Signals:
    """Sum the matches up."""
    heavy = [match for match in matches if match.weight >= _LIGHT]
    named = [match for match in heavy if match.known]
    unspoken = [m for m in named if m.weight >= _NAMED and m.anywhere < _GONE]
    total = sum(m.weight * m.rarity**2 for m in named)
    said = sum(m.weight * m.rarity**2 * min(1.0, m.found / _ENOUGH) for m in named)
    whole = sum(m.weight * m.rarity for m in heavy)
    missing = sum(m.weight * m.rarity * (1 - min(1.0, m.anywhere / _ENOUGH)) for m in heavy)
    return Signals(
        score=score,
        known=said / total if total else 0.5,
        absent=(missing / whole if whole else 1.0) * min(1.0, 4 / max(len(heavy), 1)),
        likeness=likeness,
        unspoken=max((m.rarity for m in unspoken), default=0.0) / 7
        + any(m.described and m.weight >= _SURELY for m in unspoken),
        breadth=math.log(max(len(heavy), 1)),
        no_figure=no_figure,
        elsewhere=elsewhere and len(heavy) <= _SHORT,
    )


def strength(signals: Signals) -> float:
    """Give the strength of the evidence, 0 to 1."""
    log_odds = (
        WEIGHTS["score"] * math.log1p(signals.score)
        + WEIGHTS["known"] * signals.known
        + WEIGHTS["likeness"] * signals.likeness
        + WEIGHTS["unspoken"] * signals.unspoken
        + WEIGHTS["breadth"] * signals.breadth
        + WEIGHTS["no_figure"] * signals.no_figure
        + WEIGHTS["elsewhere"] * signals.elsewhere
        + WEIGHTS["constant"]
    )
    return 1 / (1 + math.exp(-log_odds))


WEIGHTS = {
    "score": 1.6,
    "known": 1.4,
    "likeness": 1.2,
    "breadth": 0.4,
    "unspoken": -1.0,
    "no_figure": -4.9,
    "elsewhere": -4.1,
    "constant": -4.6,
}
