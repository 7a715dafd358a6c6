"""Briefing: a council on one screen for a meeting: grades, what changed, what must improve, a theme; all cited.

In: an answerer, the name of a council, and a theme. Out: the answers that a briefing is made of; nothing is worded.
"""

from dataclasses import dataclass

from bot.answers.answerer import Answerer
from bot.models import Answer, AnswerKind, Filters
from index.errors import FindingsError

THEME_PASSAGES = 3


class CouncilNotHeldError(FindingsError):
    """A briefing is asked for on a council of which nothing is held."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a briefing shows; ``changes`` is None where only one inspection is held, ``theme`` where none was given."""

    council: str
    overview: Answer
    changes: Answer | None
    theme: Answer | None


def brief_on(answerer: Answerer, council: str, theme: str = "") -> Briefing:
    """Brief on a council.

    Raises:
        CouncilNotHeldError: nothing is held of it, or no report that prints grades.
    """
    name = answerer.gazetteer.canonical(council) or council
    filters = Filters(authorities=(name,))
    overview = answerer.answer("summary", filters=filters)
    if overview.kind is not AnswerKind.OVERVIEW:
        raise CouncilNotHeldError(
            f"Cannot brief on {council}: no inspection report with grades is held of it. Run: findings documents"
        )
    changes = answerer.answer("what changed", filters=filters)
    spoken = answerer.answer(theme, filters=filters, limit=THEME_PASSAGES) if theme.strip() else None
    compared = changes if changes.kind is AnswerKind.COMPARISON else None
    return Briefing(overview.understood.authorities[0], overview, compared, spoken)
