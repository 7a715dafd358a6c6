"""An answer as messages: what was understood and how to change it, the evidence, and what can be done with it.

In: an ``Answer``, the id that it is stored under, and who will see it. Out: messages inside Slack's limits.
Order, ranks and words are the answer's; nothing is added to the evidence.
"""

from collections.abc import Sequence
from enum import StrEnum

from bot.blocks.layout import Message, Unit, pack
from bot.blocks.names import Action, answer_value
from bot.blocks.quotations import FULL, FULL_HARD, SHORT, SHORT_HARD, bullet_units, quotation
from bot.blocks.tables import comparison_fits, comparison_table, judgement_units
from bot.blocks.text import Block, actions, button, clip, context, option, paragraph, section, shown, span
from bot.blocks.wording import (
    citation_line,
    count,
    place,
    report_name,
    searched,
    source_line,
    understood_line,
    understood_notes,
)
from bot.models import Answer, AnswerKind, Group, Reason

__all__ = ["Audience", "render_answer"]

CARRIED_QUESTION = 300


class Audience(StrEnum):
    """Who sees a message, and so how long it is and what it offers."""

    DIRECT = "direct"  # the direct message with the bot
    EPHEMERAL = "ephemeral"  # only the asker, in a channel, until they reload
    CHANNEL = "channel"  # a thread in a channel
    SHARED = "shared"  # posted in a channel by somebody who shares it


def render_answer(
    answer: Answer,
    answer_id: str,
    *,
    audience: Audience,
    carried: str = "",
    show_question: bool = False,
    shared_by: str | None = None,
    examples: Sequence[tuple[str, str]] = (),
) -> tuple[Message, ...]:
    """Show an answer.

    ``carried`` says what was taken over from the question before; ``show_question`` repeats the question where it does
    not stand above (slash command, shortcut); ``shared_by`` is the user id of who shares it.
    """
    units = [_head(answer, answer_id, audience, carried, show_question, shared_by)]
    match answer.kind:
        case AnswerKind.JUDGEMENTS:
            units += _judgements(answer, answer_id)
        case AnswerKind.IMPROVEMENTS:
            units += _improvements(answer, answer_id)
        case AnswerKind.COMPARISON:
            units += _comparison(answer, answer_id)
        case AnswerKind.TIMELINE:
            units += _grouped(answer, answer_id)
        case AnswerKind.CLARIFY | AnswerKind.HELP:
            units += _choices(answer, answer_id) + _examples(examples)
        case AnswerKind.NO_ANSWER:
            units += _no_answer(answer, answer_id)
        case AnswerKind.PASSAGES:
            units += _passages(answer, answer_id, audience)
    units += _foot(answer, answer_id, audience)
    return pack(units, heading=_heading(answer, shared_by))


def _heading(answer: Answer, shared_by: str | None) -> str:
    who = "Shared from Findings. " if shared_by else ""
    if answer.kind in (AnswerKind.CLARIFY, AnswerKind.HELP) or _not_held(answer):
        return who + shown(answer.message)
    return f"{who}{understood_line(answer.understood)}. {shown(answer.message)}"


def _head(
    answer: Answer, answer_id: str, audience: Audience, carried: str, show_question: bool, shared_by: str | None
) -> Unit:
    blocks: list[Block] = []
    notes: list[str] = []
    if shared_by is not None:
        blocks.append(paragraph(span("Shared by "), {"type": "user", "user_id": shared_by}, span(" from Findings")))
    if show_question and answer.question.strip() and answer.kind is not AnswerKind.HELP:
        notes.append(f"Your question: {clip(answer.question, 600)}")
    if carried:
        notes.append(carried)
    if answer.kind not in (AnswerKind.HELP, AnswerKind.CLARIFY) and not _not_held(answer):
        searched_words = answer.kind not in (AnswerKind.JUDGEMENTS, AnswerKind.IMPROVEMENTS)
        notes += understood_notes(answer.understood, expansions=searched_words)
    change = None
    if answer.kind is not AnswerKind.HELP and audience is not Audience.SHARED:
        value = (
            answer_value(answer_id, q=answer.question[:CARRIED_QUESTION]) if _carry(answer) else answer_value(answer_id)
        )
        change = button("Change", Action.CHANGE, value, label="Change council, period or whose words")
    if answer.kind in (AnswerKind.HELP, AnswerKind.CLARIFY) or _not_held(answer):
        blocks.append(section(clip_message(answer.message), accessory=change))
    else:
        blocks.append(section(understood_line(answer.understood), accessory=change))
        if answer.message.strip():
            blocks.append(paragraph(span(answer.message)))
    if notes:
        blocks.append(context(*notes))
    return Unit(tuple(blocks), tuple(notes))


def _not_held(answer: Answer) -> bool:
    """Tell whether nothing was searched because the council is not held: then there is no scope to speak of."""
    return answer.coverage.reason is Reason.AUTHORITY_NOT_HELD and not answer.understood.authorities


def clip_message(message: str) -> str:
    """Keep a message of the answer inside a section."""
    return message if len(message) <= 2_900 else clip(message, 2_900)


def _carry(answer: Answer) -> bool:
    return 0 < len(answer.question) <= CARRIED_QUESTION


def _passages(answer: Answer, answer_id: str, audience: Audience) -> list[Unit]:
    evidence = answer.evidence
    if audience is Audience.CHANNEL:
        evidence = evidence[:1]
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
    carry = _carry(answer) and len(answer.options) <= 10
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


def _foot(answer: Answer, answer_id: str, audience: Audience) -> list[Unit]:
    if answer.kind is AnswerKind.HELP:
        return []
    value = answer_value(answer_id)
    elements: list[Block] = []
    more = len(answer.more) + (
        len(answer.evidence) - 1
        if audience is Audience.CHANNEL and answer.kind is AnswerKind.PASSAGES and len(answer.evidence) > 1
        else 0
    )
    if more:
        elements.append(button(f"More passages ({more})", Action.MORE, value, label=count(more, "more passage")))
    has_evidence = bool(answer.evidence or answer.judgements)
    if has_evidence and audience in (Audience.DIRECT, Audience.EPHEMERAL):
        elements.append(button("Share to channel", Action.SHARE, value))
    if audience is Audience.EPHEMERAL and has_evidence:
        elements.append(
            button("Send to my messages", Action.TO_MESSAGES, value, label="Keep this: send to my messages")
        )
    blocks: list[Block] = []
    if elements:
        blocks.append(actions(elements))
    if audience is not Audience.SHARED and answer.kind is not AnswerKind.CLARIFY:
        blocks.append(_feedback(answer_id))
    return [Unit(tuple(blocks))] if blocks else []


def _feedback(answer_id: str) -> Block:
    return {
        "type": "context_actions",
        "elements": [
            {
                "type": "feedback_buttons",
                "action_id": Action.FEEDBACK,
                "positive_button": {
                    "text": {"type": "plain_text", "text": "Helpful"},
                    "value": answer_value(answer_id, 1),
                    "accessibility_label": "This answer helped",
                },
                "negative_button": {
                    "text": {"type": "plain_text", "text": "Not helpful"},
                    "value": answer_value(answer_id, 0),
                    "accessibility_label": "This answer did not help: say why",
                },
            }
        ],
    }
