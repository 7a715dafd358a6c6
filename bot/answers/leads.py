"""Lead: the line of an answer that is read first: a grade as printed, a count, or the best sentence word for word.

In: an answer of any kind. Out: the answer with its lead, where it has none yet. Nothing is worded of the evidence.
"""

from dataclasses import replace

from bot.answers.phrases import counted
from bot.models import Answer, AnswerKind, CitedJudgement, Evidence, Lead

NOT_GRADED = "no grade printed"


def with_lead(answer: Answer) -> Answer:
    """Give an answer its lead; answers that refuse or ask back have none."""
    if answer.lead is not None:
        return answer
    match answer.kind:
        case AnswerKind.JUDGEMENTS if answer.judgements:
            lead = grade_lead(answer.judgements[0])
        case AnswerKind.IMPROVEMENTS if answer.groups:
            first = answer.groups[0]
            cited = answer.evidence[first.evidence[0]].citation if first.evidence else None
            lead = Lead(f"{counted(len(first.evidence), 'point')} to improve. {first.label}", cited)
        case AnswerKind.PASSAGES | AnswerKind.COMPARISON | AnswerKind.TIMELINE if answer.evidence:
            lead = best_sentence(answer.evidence, 0)
        case _:
            return answer
    return replace(answer, lead=lead)


def grade_lead(judgement: CitedJudgement) -> Lead:
    """Lead with a grade: the council and year, the area as printed and its grade as printed."""
    return Lead(grade_line(judgement), judgement.citation)


def grade_line(judgement: CitedJudgement) -> str:
    """Write a grade on one line: "Merrow 2025: Overall effectiveness: Good"."""
    return f"{_whose(judgement)}{judgement.area}: {judgement.grade or NOT_GRADED}"


def best_sentence(evidence: tuple[Evidence, ...], place: int) -> Lead:
    """Lead with the sentence of a piece of evidence that answers best, or with all of it where it is one sentence."""
    item = evidence[place]
    start, end = item.best or (0, len(item.text))
    return Lead(item.text[start:end], item.citation, (place, start, end))


def _whose(judgement: CitedJudgement) -> str:
    cited = judgement.citation
    day = cited.published or (cited.inspected.end if cited.inspected else None)
    return " ".join(part for part in (cited.authority or "", str(day.year) if day else "") if part) + ": "
