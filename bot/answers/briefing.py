"""Briefing: a council on one screen for a meeting: grades, what changed, what must improve, a theme; all cited.

In: an answerer, the name of a council, and a theme. Out: the answers that a briefing is made of; nothing is worded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.answers.answerer import Answerer
from bot.answers.excerpt import cut_excerpt
from bot.models import PASSAGES_SHOWN, Answer, AnswerKind, CitedJudgement, Evidence, Filters
from index.errors import FindingsError
from index.models import Citation

_LONGEST = 320  # characters of a passage on the theme


class CouncilNotHeldError(FindingsError):
    """A briefing is asked for on a council of which nothing is held."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """What a briefing shows; ``changes`` is None where only one inspection is held, ``theme`` where none was given."""

    council: str
    overview: Answer
    changes: Answer | None
    theme: Answer | None


@dataclass(frozen=True, slots=True)
class BriefSection:
    """A heading of a briefing and the lines under it, each with where it stands."""

    heading: str
    lines: tuple[tuple[str, Citation], ...]


def sections_of(briefing: Briefing) -> tuple[BriefSection, ...]:
    """Write a briefing as lines to copy: grades, what changed, what must improve, the theme; what is empty is left
    out."""
    overview = briefing.overview
    changed: list[tuple[str, Citation]] = []
    if briefing.changes is not None:
        told = [briefing.changes.evidence[i] for g in briefing.changes.groups[2:] for i in g.evidence[:2]]
        changed = [*_changed_grades(briefing.changes.judgements), *map(_sentence, told)]
    points = [overview.evidence[i] for group in overview.groups for i in group.evidence]
    wanted = [item for item in points if item.citation.item and "bullet" in item.citation.item]
    sections = (
        BriefSection("Grades", tuple((f"{j.area}: {j.grade or 'not given'}", j.citation) for j in overview.judgements)),
        BriefSection("What has changed since the inspection before", tuple(changed)),
        BriefSection("What must improve", tuple((f"“{item.text}”", item.citation) for item in wanted or points)),
        BriefSection("On the theme", tuple(map(_excerpt, briefing.theme.evidence if briefing.theme else ()))),
    )
    return tuple(section for section in sections if section.lines)


def _sentence(evidence: Evidence) -> tuple[str, Citation]:
    start, end = evidence.best or (0, len(evidence.text))
    return f"“{evidence.text[start:end]}”", evidence.citation


def _excerpt(evidence: Evidence) -> tuple[str, Citation]:
    """Quote the sentence that answers best, or of a passage without one whole sentences, as many as a screen takes."""
    if evidence.best is not None:
        return _sentence(evidence)
    part = cut_excerpt(evidence.text, limit=_LONGEST, hard=2 * _LONGEST)
    return f"“{evidence.text[part.start : part.end]}{' […]' if part.after else ''}”", evidence.citation


def _changed_grades(judgements: Sequence[CitedJudgement]) -> list[tuple[str, Citation]]:
    """Say of each area that two reports print in the same words what it was graded before."""
    newest = judgements[0].citation.document if judgements else ""
    now = {j.area.casefold(): j for j in judgements if j.citation.document == newest}
    before = [j for j in judgements if j.citation.document != newest and j.area.casefold() in now]
    return [
        (f"{j.area}: {j.grade or 'not given'}, now {now[j.area.casefold()].grade or 'not given'}", j.citation)
        for j in before
        if (j.grade or "").casefold() != (now[j.area.casefold()].grade or "").casefold()
    ]


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
    spoken = answerer.answer(theme, filters=filters, limit=PASSAGES_SHOWN) if theme.strip() else None
    compared = changes if changes.kind is AnswerKind.COMPARISON else None
    return Briefing(overview.understood.authorities[0], overview, compared, spoken)
