"""Strength: how far the best passages found really are about what was asked.

In come the things asked, each with how well the documents looked at say it; out goes a number from 0 to 1 by which an
answer is given, shown as weak, or refused. A score alone tells little: any long question finds something. What counts
beside it is how near the best sentence points, whether something that the vocabulary knows is spoken of nowhere,
whether a word that reports use is missing from these, and whether a figure of the sort that was asked stands beside
what it was asked of. A logistic curve over eight signals, its weights fitted on judged questions (docs/retrieval.md).
"""

import math
from dataclasses import dataclass

__all__ = ["Match", "Signals", "signals_of", "strength"]

_SHORT = 5  # things told: a longer question names what lies elsewhere in passing
_SURELY = 0.7  # a described service of this weight is what was asked
_NAMED, _GONE = 0.6, 0.25
_LIGHT = 0.45  # a concept of less weight says nothing about whether the question is answered
_COMMON = 2.5  # a word of the reports' own that is not rarer than this says little
_FEW = 3  # things typed: of more than this, one that is missing counts the less
_LITTLE, _PLAINLY = 2, 0.6
_SCALE = 7.0  # the highest rarity: what is as rare as this is the asker's own manner of speaking


@dataclass(frozen=True, slots=True)
class Match:
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
class Signals:
    """What strength is worked out from."""

    score: float
    likeness: float
    unspoken: float  # the rarest thing of the vocabulary that no passage speaks of, the more if it was described
    absent: float  # the rarest word of the reports' own that these never use, the less the more was asked
    named: bool  # little is asked, all of it by name, and all of it is spoken of plainly
    no_figure: float  # how little of what is asked stands beside a figure of the sort asked for (0 where none is)
    asked: float  # how much was asked (a logarithm): a long question finds something more easily, and leaves more out
    elsewhere: bool  # it is asked for what councils do outside children's services


def signals_of(
    matches: tuple[Match, ...], *, score: float, likeness: float, no_figure: float, elsewhere: bool
) -> Signals:
    """Sum the matches up."""
    heavy = [match for match in matches if match.weight >= _LIGHT and not match.figure]
    unspoken = [
        m
        for m in heavy
        if m.known and not m.everyday and m.weight >= (_SURELY if m.described else _NAMED) and m.anywhere < _GONE
    ]
    typed = [match for match in heavy if not match.described]
    absent = [m for m in typed if _COMMON < m.own < _SCALE and not m.spoken and m.anywhere < _GONE]
    return Signals(
        score=score,
        likeness=likeness,
        unspoken=max((m.rarity for m in unspoken), default=0.0) / _SCALE
        + any(m.described and m.weight >= _SURELY for m in unspoken),
        absent=max((m.weight * m.own for m in absent), default=0.0) / _SCALE * min(1.0, _FEW / max(len(typed), 1)),
        named=0 < len(typed) <= _LITTLE and all(m.known and m.anywhere >= _PLAINLY for m in typed),
        no_figure=no_figure,
        asked=math.log1p(sum(not match.described for match in matches)),
        elsewhere=elsewhere and len(heavy) <= _SHORT,
    )


def strength(signals: Signals) -> float:
    """Give the strength of the evidence, 0 to 1."""
    log_odds = (
        WEIGHTS["score"] * math.log1p(signals.score)
        + WEIGHTS["likeness"] * signals.likeness
        + WEIGHTS["unspoken"] * signals.unspoken
        + WEIGHTS["absent"] * signals.absent
        + WEIGHTS["named"] * signals.named
        + WEIGHTS["no_figure"] * signals.no_figure
        + WEIGHTS["asked"] * signals.asked
        + WEIGHTS["elsewhere"] * signals.elsewhere
        + WEIGHTS["constant"]
    )
    return 1 / (1 + math.exp(-log_odds))


WEIGHTS = {
    "score": 0.73,
    "likeness": 2.7,
    "unspoken": -1.7,
    "absent": -1.3,
    "named": 1.3,
    "no_figure": -5.7,
    "asked": 1.5,
    "elsewhere": -5.8,
    "constant": -4.65,
}
