"""Lead: the line of an answer that is read first: a grade as printed, a count, or the best sentence word for word.

In: an answer of any kind. Out: the answer with its lead, where it has none yet. Nothing is worded of the evidence.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from bot.answers.areas import NAMES, names
from bot.answers.phrases import counted, listed
from bot.models import NO_OVERALL, Answer, AnswerKind, CitedJudgement, Evidence, Lead
from index.metadata import cite_document
from index.models import Document, Kind, Voice
from index.query import Frame

NOT_GRADED = "no grade printed"
_MOST_TOLD = 4  # reports of a council whose grades are told in a line
MOST_NAMED = 4  # councils whose grades are told one by one in a line


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
        case AnswerKind.COMPARISON if answer.evidence and not _is_of_one_side(answer):
            lead = best_sentence(answer.evidence, 0)
        case AnswerKind.PASSAGES if answer.evidence:
            lead = best_sentence(answer.evidence, 0)
        # What inspectors say last counts, wherever it stands; a council's later plan is not how things stood.
        case AnswerKind.TIMELINE | AnswerKind.COMPARISON if answer.evidence:
            lead = best_sentence(answer.evidence, max(range(len(answer.evidence)), key=partial(_newness, answer)))
        case _:
            return answer
    return replace(answer, lead=lead)


def _is_of_one_side(answer: Answer) -> bool:
    """Say whether nothing but times are set beside each other: all is of one council, in the same words."""
    return len({(item.citation.authority, item.citation.voice) for item in answer.evidence}) == 1


def say_unheld(answer: Answer, frame: Frame) -> Answer:
    """Lead with what is not held, where one of the councils named, or most of an area, is not, and others are shown."""
    held, lead = frame.authorities, answer.lead
    area = next(((name, all_of) for name, all_of in frame.areas if set(held).issubset(all_of)), None)
    if not held or lead is None or answer.kind is AnswerKind.LISTING or not (frame.unheld or area):
        return answer
    told = f"Nothing is held of {listed(frame.unheld)}; this is {listed(held)} alone."
    if area and not frame.unheld:
        told = f"Of the {len(area[1])} councils of {area[0]}, {listed(held)} alone is held."
    return replace(answer, lead=Lead(told if lead.quoted else f"{told} {lead.text}", lead.citation))


def grade_lead(judgement: CitedJudgement) -> Lead:
    """Lead with a grade: the council and year, the area as printed and its grade as printed."""
    return Lead(grade_line(judgement), judgement.citation)


def overall_lead(document: Document, grades: Sequence[CitedJudgement]) -> Lead:
    """Lead with the grade of the whole as printed; where none is printed, say so and count the grades that are."""
    if grades and names("overall", grades[0].area):
        return grade_lead(grades[0])
    return ungraded_lead(document, grades, NO_OVERALL)


def ungraded_lead(document: Document, grades: Sequence[CitedJudgement], what: str) -> Lead:
    """Say that a grade is not printed, and count the grades that are."""
    counts = Counter(judgement.grade or NOT_GRADED for judgement in grades)
    told = ", ".join(f"{number} {grade}" for grade, number in counts.items())
    year = f" {document.date.year}" if document.date else ""
    text = f"{document.authority or document.title}{year}: {what}. {counted(len(grades), 'area')} graded:"
    return Lead(f"{text} {told}", cite_document(document))


def grades_lead(documents: Sequence[Document], grades: Sequence[CitedJudgement], area: str | None) -> Lead:
    """Lead with the grade that was asked for: one line a council, the newest report of each."""
    councils = list(dict.fromkeys(document.authority for document in documents))
    if len(documents) > len(councils) and len(councils) <= MOST_NAMED:
        of_each = [[one for one in documents if one.authority == council] for council in councils]
        return Lead(". ".join(_history_lead(some, grades, area).text for some in of_each))
    leads: list[Lead] = []
    for document in documents:
        own = [grade for grade in grades if grade.citation.document == document.path]
        if (
            any(cited and cited.authority == document.authority for cited in (lead.citation for lead in leads))
            or not own
        ):
            continue
        if area in {None, "overall"}:
            leads.append(overall_lead(document, own))
        elif any(names(asked, own[0].area) for asked in (area or "").split("+")):
            leads.append(grade_lead(own[0]))
        else:
            leads.append(ungraded_lead(document, own, f"no grade for {NAMES[(area or '').split('+')[0]]} is printed"))
    if len(leads) > MOST_NAMED:
        return _counted_lead(documents, grades, area)
    return leads[0] if len(leads) == 1 else leads_beside(leads, "; ")


def picked_lead(grades: Sequence[CitedJudgement]) -> Lead:
    """Lead with the grades that were picked by their own words: of those that were not, nothing is said."""
    told = [grade_line(grades[0]), *(f"{one.area}: {one.grade or NOT_GRADED}" for one in grades[1:_MOST_TOLD])]
    more = f"; and {len(grades) - _MOST_TOLD} more" if len(grades) > _MOST_TOLD else ""
    return Lead(f"{'; '.join(told)}{more}", grades[0].citation)


def _history_lead(documents: Sequence[Document], grades: Sequence[CitedJudgement], area: str | None) -> Lead:
    """Lead with the grades of one council in its reports, the newest first."""
    asked = (area or "overall").split("+")[0]
    told: list[str] = []
    for document in documents:
        own = [one for one in grades if one.citation.document == document.path]
        named = next((one for one in own if names(asked, one.area)), None)
        if named is not None:
            told.append(grade_line(named) if not told else f"{document.date:%Y} {named.grade or NOT_GRADED}")
        elif own and not told:
            told.append(grades_lead([document], own, area).text)
    more = f"; and {counted(len(told) - _MOST_TOLD, 'earlier report')}" if len(told) > _MOST_TOLD else ""
    before = f"; before: {'; '.join(told[1:_MOST_TOLD])}" if len(told) > 1 else ""
    return Lead(f"{told[0]}{before}{more}" if told else "")


def _counted_lead(documents: Sequence[Document], grades: Sequence[CitedJudgement], area: str | None) -> Lead:
    """Lead with how often each grade is given, where the councils are too many to be named in a line."""
    asked = (area or "overall").split("+")[0]
    newest: dict[str | None, str] = {}
    for document in documents:
        own = [one for one in grades if one.citation.document == document.path and names(asked, one.area)]
        newest.setdefault(document.authority, (own[0].grade or NOT_GRADED) if own else NOT_GRADED)
    counts = Counter(newest.values()).most_common()
    told = ", ".join(f"{number} {grade}" for grade, number in counts)
    return Lead(f"{counted(len(newest), 'council')}, {NAMES[asked]}: {told}")


def leads_beside(leads: Sequence[Lead], between: str) -> Lead:
    """Put the first lines of several reports beside each other; the area that all of them grade is said once."""
    texts = [lead.text for lead in leads]
    parts = [text.rsplit(": ", 2) for text in texts]
    areas = {part[1] for part in parts if len(part) == 3 and ". " not in part[1]}
    if len(texts) > 1 and all(len(part) == 3 for part in parts) and len(areas) == 1:
        return Lead(f"{parts[0][1]}: {between.join(f'{whose} {grade}' for whose, _, grade in parts)}")
    return Lead(between.join(texts))


def grade_line(judgement: CitedJudgement) -> str:
    """Write a grade on one line: "Merrow 2025: Overall effectiveness: Good"."""
    return f"{_whose(judgement)}{judgement.area}: {judgement.grade or NOT_GRADED}"


def best_sentence(evidence: tuple[Evidence, ...], place: int) -> Lead:
    """Lead with the sentence of a piece of evidence that answers best, or with all of it where it is one sentence."""
    item = evidence[place]
    start, end = item.best or (0, len(item.text))
    return Lead(item.text[start:end], item.citation, (place, start, end))


def _newness(answer: Answer, place: int) -> tuple[bool, int]:
    cited = answer.evidence[place].citation
    return cited.voice is Voice.INSPECTOR, cited.date.toordinal() if cited.date else 0


def _whose(judgement: CitedJudgement) -> str:
    cited = judgement.citation
    day = cited.date
    if cited.voice is Voice.COUNCIL or cited.kind in {Kind.FOCUSED_VISIT, Kind.MONITORING_VISIT}:
        # The year of the paper, or of a letter, which has no grades of its own, is not that of the grade.
        paper = cited.kind.value if cited.kind is not Kind.OTHER else "paper"
        when = f" of {day.year}" if day else ""
        return f"{cited.authority or 'The council'}, as its {paper}{when} report{'' if paper.endswith('s') else 's'}: "
    return " ".join(part for part in (cited.authority or "", str(day.year) if day else "") if part) + ": "
