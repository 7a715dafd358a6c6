"""Sides: answers that set things beside each other: councils, years, inspectors and the council.

In come a question and the documents it may be answered from; out goes a comparison whose sides are never mixed.
"""

from collections.abc import Sequence
from datetime import date

from bot.answers.document_scope import DocumentScope, matches_year
from bot.answers.evidence_finder import Finder, Finding, renumbered
from bot.answers.phrases import (
    MORE,
    WEAK,
    counted,
    coverage,
    dated_label,
    document_of,
    label,
    listed,
    missing_of,
    what_is_missing,
    whose,
)
from bot.answers.refusals import answer_weakly
from bot.models import Answer, AnswerKind, Evidence, Group, State, Understood
from index.models import Kind, Voice
from index.query import Frame, Intent, Question
from index.search import Lack


def answer_beside(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """Answer what asks for several sides: both voices, a comparison or a timeline; None where there is one side."""
    if question.frame.both_voices:
        return _answer_both_voices(finder, question, scope, limit)
    if question.frame.intent is Intent.COMPARISON:
        return _answer_comparison(finder, question, scope, limit)
    return _answer_timeline(finder, question, scope)


def _answer_comparison(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer | None:
    """Set sides beside each other: councils, years, or the latest report and the one before; None if only one."""
    sides = _sides_of(finder, question.frame, scope)
    if len(sides) < 2:
        return None
    found = [
        (label, finder.find(question.topic, documents, limit=max(limit, MORE // 2)), "") for label, documents in sides
    ]
    found += [(name, Finding(), "Nothing is held of this council.") for name in question.frame.unheld]
    return _set_sides(
        finder, question, scope, found, limit, _side_by_side(question.frame, [label for label, _ in sides])
    )


def _answer_both_voices(finder: Finder, question: Question, scope: DocumentScope, limit: int) -> Answer:
    """Set what inspectors said beside what the council says itself, never mixed."""
    sides = []
    for voice in (Voice.INSPECTOR, Voice.COUNCIL):
        documents = {n: w for n, w in scope.documents.items() if finder.library.documents[n].voice is voice}
        finding = finder.find(question.topic, documents, limit=limit) if documents else Finding()
        note = "" if documents else "Nothing is held in these words."
        sides.append((whose(voice), finding, note))
    return _set_sides(finder, question, scope, sides, limit, "Inspectors' words and the council's own, shown apart.")


def _sides_of(finder: Finder, frame: Frame, scope: DocumentScope) -> list[tuple[str, dict[int, float]]]:
    holdings = finder.holdings
    if len(frame.authorities) > 1:
        sides = []
        for name in frame.authorities:
            held = {n: w for n, w in scope.documents.items() if finder.library.documents[n].authority == name}
            sides.append((name, held))
        return sides
    if not frame.authorities:
        return []
    candidates = (*scope.documents, *scope.aside)
    candidates = tuple(n for n in candidates if frame.voice in (None, finder.library.documents[n].voice))
    candidates = tuple(n for n in candidates if not frame.kinds or holdings.is_kind(n, frame.kinds))
    candidates = tuple(sorted(candidates, key=lambda n: finder.library.documents[n].date or date.min, reverse=True))
    years = frame.years or tuple(year for year in (frame.since, frame.until) if year is not None)
    current = [n for n in candidates if n not in holdings.superseded]
    sides = [
        (str(year), {n: 1.0 for n in candidates if matches_year(finder.library.documents[n], year)}) for year in years
    ]
    sides = [side for side in sides if side[1]]
    if len(sides) == 1 and len(years) == 1:
        newer = {n: 1.0 for n in current if n not in sides[0][1]}
        sides += [("the latest", newer)] if newer else []
    elif not years:
        # Then and now: the newest full inspection and the one before it.
        reports = [n for n in candidates if finder.library.documents[n].kind is Kind.INSPECTION][:2]
        reports = reports if len(reports) == 2 else list(candidates[:2])
        sides = [(dated_label(finder.library.documents[n]), {n: 1.0}) for n in reports]
    return sides


def _set_sides(
    finder: Finder,
    question: Question,
    scope: DocumentScope,
    sides: Sequence[tuple[str, Finding, str]],
    limit: int,
    message: str,
) -> Answer:
    """Make one answer of several sides; passages are dealt in turn, so that each side is seen at once."""
    if all(not finding.evidence or finding.strength < WEAK for _, finding, _ in sides):
        best = max((finding for _, finding, _ in sides), key=lambda finding: finding.strength)
        return answer_weakly(finder, question, scope, best)
    order = sorted(range(len(sides)), key=lambda n: -sides[n][1].strength)
    dealt: list[tuple[int, Evidence]] = []
    deepest = max(len(finding.evidence) for _, finding, _ in sides)
    for turn in range(deepest):
        dealt += [(n, sides[n][1].evidence[turn]) for n in order if turn < len(sides[n][1].evidence)]
    shown = dealt[: max(limit, sum(1 for _, finding, _ in sides if finding.evidence))]
    groups = []
    for number, (heading, finding, note) in enumerate(sides):
        said = note
        if not said and not finding.evidence:
            said = "Nothing here matches."
        elif not said and finding.strength < WEAK:
            said = "These match only weakly: this may not be spoken of here."
        groups.append(Group(heading, tuple(i for i, (side, _) in enumerate(shown) if side == number), note=said))
    lacks = _lacks_on_all_sides(finder, question, [finding for _, finding, _ in sides if finding.evidence])
    return Answer(
        AnswerKind.COMPARISON,
        f"{what_is_missing(missing_of(lacks), sure=all(lack.sure for lack in lacks))} {message}" if lacks else message,
        state=State.RELATED if lacks else State.ANSWER,
        missing=missing_of(lacks),
        evidence=renumbered(item for _, item in shown),
        understood=Understood(read_as=tuple(name for _, finding, _ in sides for name in finding.likely)),
        groups=tuple(groups),
        coverage=coverage(finder, scope.documents),
        more=renumbered((item for _, item in dealt[len(shown) :][:MORE]), first=len(shown) + 1),
    )


def _lacks_on_all_sides(finder: Finder, question: Question, findings: Sequence[Finding]) -> tuple[Lack, ...]:
    """Tell what was asked for, a number or a name, that no side gives."""
    judged = [finder.judge(question.topic, finding.hits)[1] for finding in findings if question.topic.figure]
    given = not judged or any(not lacks or lacks[0].sort == "topic" for lacks in judged)
    return () if given else judged[0]


def _side_by_side(frame: Frame, labels: Sequence[str]) -> str:
    of = f"{frame.authorities[0]}: " if len(frame.authorities) == 1 else ""
    return f"{of}{listed(labels)}, side by side."


def _answer_timeline(finder: Finder, question: Question, scope: DocumentScope) -> Answer | None:
    """Show the best passage of every document in date order; None where no council is named or none matches, and of
    one document alone: its passages answer, or lack what was asked for."""
    if not question.frame.authorities or len(scope.documents) < 2:
        return None
    evidence: list[Evidence] = []
    silent = 0
    for number in sorted(scope.documents, key=lambda n: finder.library.documents[n].date or date.min):
        finding = finder.find(question.topic, {number: 1.0}, limit=1)
        if finding.evidence and finding.strength >= WEAK:
            evidence.append(finding.evidence[0])
        else:
            silent += 1
    if not evidence:
        return None
    kept = renumbered(evidence)
    groups = tuple(Group(label(document_of(finder, item)), (place,)) for place, item in enumerate(kept))
    message = f"From {counted(len(kept), 'document')} of {listed(question.frame.authorities)}, oldest first."
    if silent:
        message += f" {counted(silent, 'other document')} say{'s' if silent == 1 else ''} nothing on this."
    return Answer(
        AnswerKind.TIMELINE,
        message,
        evidence=kept,
        groups=groups,
        coverage=coverage(finder, scope.documents),
    )
