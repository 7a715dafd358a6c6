"""Timeline: the best passage of every document of a council, in the order of time.

In come a question and the documents it may be answered from; out goes the answer, or None where there is none.
"""

from datetime import date

from bot.answers.document_scope import Scope
from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.phrases import counted, listed
from bot.answers.sources import WEAK, coverage, document_of, label
from bot.models import Answer, AnswerKind, Evidence, Group
from index.query.models import Question

__all__ = ["answer_timeline"]


def answer_timeline(finder: Finder, question: Question, scope: Scope) -> Answer | None:
    """Show the best passage of every document in date order; None where no council is named or none matches."""
    if not question.frame.authorities:
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
        question.frame.text,
        AnswerKind.TIMELINE,
        message,
        evidence=kept,
        groups=groups,
        coverage=coverage(finder, scope.documents),
    )
