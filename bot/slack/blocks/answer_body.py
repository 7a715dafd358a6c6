"""The body of an answer, by its kind: passages, grades, lists, sides, choices, or why there is none."""

from collections.abc import Sequence

from bot.labels import citation_line, place, report_name, searched, source_line
from bot.models import Answer, AnswerKind, Group
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.elements import Block, actions, button, clip, context, option, paragraph, span
from bot.slack.blocks.messages import Unit
from bot.slack.blocks.quotations import FULL, FULL_HARD, SHORT, SHORT_HARD, bullet_units, quotation
from bot.slack.blocks.tables import comparison_fits, comparison_table, judgement_units

CARRIED_QUESTION = 300


def body_units(
    answer: Answer, answer_id: str, *, best_alone: bool, examples: Sequence[tuple[str, str]] = ()
) -> list[Unit]:
    """Show what an answer says; ``best_alone`` leaves all passages but the best to a button."""
    if answer.parts:
        return _lead(answer) + judgement_units(answer.judgements) + _facts(answer) + _grouped(answer, answer_id)
    match answer.kind:
        case AnswerKind.JUDGEMENTS:
            return _judgements(answer, answer_id)
        case AnswerKind.IMPROVEMENTS:
            return _improvements(answer, answer_id)
        case AnswerKind.COMPARISON:
            return _comparison(answer, answer_id)
        case AnswerKind.TIMELINE | AnswerKind.AREA | AnswerKind.OVERVIEW | AnswerKind.LISTING | AnswerKind.FACTS:
            return _lead(answer) + judgement_units(answer.judgements) + _facts(answer) + _grouped(answer, answer_id)
        case AnswerKind.CLARIFY | AnswerKind.HELP:
            return _choices(answer, answer_id) + _examples(examples)
        case AnswerKind.NO_ANSWER:
            return _no_answer(answer, answer_id)
        case AnswerKind.PASSAGES:
            return _passages(answer, answer_id, best_alone)


def carries_question(answer: Answer) -> bool:
    """Tell whether the question is short enough to travel in a button."""
    return 0 < len(answer.question) <= CARRIED_QUESTION


def _passages(answer: Answer, answer_id: str, best_alone: bool) -> list[Unit]:
    evidence = answer.evidence[:1] if best_alone else answer.evidence
    units = []
    for index, one in enumerate(evidence):
        limit, hard = (FULL, FULL_HARD) if index == 0 else (SHORT, SHORT_HARD)
        units.append(quotation(one, index, answer_id, limit=limit, hard=hard, numbered=len(evidence) > 1))
    return units


def _judgements(answer: Answer, answer_id: str) -> list[Unit]:
    units = judgement_units(answer.judgements) + _notes(answer.groups)
    if answer.judgements:  # the evidence of grades is the rows of the table that is shown
        return units + _context_select(answer, answer_id, set(range(len(answer.evidence))))
    return units + _rest(answer, answer_id, used=set())


def _improvements(answer: Answer, answer_id: str) -> list[Unit]:
    groups = answer.groups or (Group(label="", evidence=tuple(range(len(answer.evidence)))),)
    units: list[Unit] = []
    used: set[int] = set()
    for group in groups:
        items = [(index, answer.evidence[index]) for index in group.evidence]
        used |= set(group.evidence)
        if group.label:
            units.append(_group_head(group))
        units += bullet_units(items, places=[place(e.citation) for _, e in items])
        sources: list[str] = []
        for _, evidence in items:
            line = source_line(evidence.citation)
            if line not in sources:
                sources.append(line)
        if sources:
            units.append(Unit((context(*sources),), tuple("— " + s for s in sources)))
    return units + _context_select(answer, answer_id, used) + _rest(answer, answer_id, used=used)


def _comparison(answer: Answer, answer_id: str) -> list[Unit]:
    if not comparison_fits(answer):
        units = _grouped(answer, answer_id)
    else:
        used = {index for group in answer.groups for index in group.evidence}
        units = [comparison_table(answer), *_context_select(answer, answer_id, used)]
        units += _rest(answer, answer_id, used=used)
    shown_judgements = [answer.judgements[i] for g in answer.groups for i in g.judgements]
    return judgement_units(shown_judgements or answer.judgements) + units


def _grouped(answer: Answer, answer_id: str) -> list[Unit]:
    units: list[Unit] = []
    used: set[int] = set()
    for group in answer.groups:
        head = _group_head(group)
        quotes = [quotation(answer.evidence[i], i, answer_id, limit=SHORT, hard=SHORT_HARD) for i in group.evidence]
        used |= set(group.evidence)
        if quotes:  # a heading never stands alone at the end of a message
            quotes[0] = Unit(head.blocks + quotes[0].blocks, head.lines + quotes[0].lines)
            units += quotes
        else:
            units.append(head)
    return units + _rest(answer, answer_id, used=used)


def _lead(answer: Answer) -> list[Unit]:
    """Show the lead where it is no quotation: the evidence shows the others."""
    if answer.lead is None or answer.lead.quoted:
        return []
    return [Unit((paragraph(span(answer.lead.text, bold=True)),), (answer.lead.text,))]


def _facts(answer: Answer) -> list[Unit]:
    lines = [f"{fact.label}: {fact.value}" for fact in answer.facts]
    return [
        Unit((paragraph(span("\n".join(part))),), part)
        for n in range(0, len(lines), 15)
        if (part := tuple(lines[n : n + 15]))
    ]


def _group_head(group: Group) -> Unit:
    blocks: list[Block] = [paragraph(span(group.label, bold=True))]
    if group.note.strip():
        blocks.append(context(group.note))
    return Unit(tuple(blocks), (group.label + (f" ({group.note})" if group.note else ""),))


def _notes(groups: Sequence[Group]) -> list[Unit]:
    notes = [f"{g.label}: {g.note}" if g.label else g.note for g in groups if g.note]
    return [Unit((context(*notes[i : i + 10]),), tuple(notes[i : i + 10])) for i in range(0, len(notes), 10)]


def _rest(answer: Answer, answer_id: str, *, used: set[int]) -> list[Unit]:
    """Show evidence that stands in no group."""
    return [
        quotation(e, i, answer_id, limit=SHORT, hard=SHORT_HARD) for i, e in enumerate(answer.evidence) if i not in used
    ]


def _context_select(answer: Answer, answer_id: str, used: set[int]) -> list[Unit]:
    places = sorted(used)[:100]
    if not places:
        return []
    options = [
        option(
            f"{i + 1}. {answer.evidence[i].citation.authority or ''} {place(answer.evidence[i].citation)}".strip(),
            answer_value(answer_id, i),
        )
        for i in places
    ]
    select: Block = {
        "type": "static_select",
        "action_id": f"{Action.CONTEXT}:select",
        "options": options,
        "placeholder": {"type": "plain_text", "text": "Read in context…", "emoji": False},
    }
    return [Unit((actions([select]),))]


def _choices(answer: Answer, answer_id: str) -> list[Unit]:
    units: list[Unit] = []
    carry = carries_question(answer) and len(answer.options) <= 10
    for first in range(0, len(answer.options), 25):
        part = answer.options[first : first + 25]
        more = {"q": answer.question} if carry else {}
        elements = [
            button(choice.label, f"{Action.CHOOSE}:{first + n}", answer_value(answer_id, first + n, **more))
            for n, choice in enumerate(part)
        ]
        units.append(Unit((actions(elements),), tuple("• " + choice.label for choice in part)))
    return units


def _examples(examples: Sequence[tuple[str, str]]) -> list[Unit]:
    if not examples:
        return []
    elements = [
        button(title, f"{Action.EXAMPLE}:{n}", question[:2_000]) for n, (title, question) in enumerate(examples)
    ]
    return [Unit((actions(elements),), tuple("• " + title for title, _ in examples))]


def _no_answer(answer: Answer, answer_id: str) -> list[Unit]:
    note = searched(answer.coverage)
    units = [Unit((context(note),), (note,))] if note else []
    if answer.evidence:
        weak = "The closest passages. They may not answer the question."
        units.append(Unit((paragraph(span(weak, bold=True)),), (weak,)))
        units += _rest(answer, answer_id, used=set())
    if answer.options:
        units += _choices(answer, answer_id)
    if answer.coverage.elsewhere:
        elements = [
            button(clip(f"{report_name(c)}, {place(c)}", 75), f"{Action.ELSEWHERE}:{n}", answer_value(answer_id, n))
            for n, c in enumerate(answer.coverage.elsewhere[:10])
        ]
        lines = tuple("• " + citation_line(c) for c in answer.coverage.elsewhere[:10])
        head = "It is answered here:"
        units.append(Unit((paragraph(span(head, bold=True)), actions(elements)), (head, *lines)))
    return units
