"""An answer as messages: what was understood and how to change it, the evidence, and what can be done with it.

Order, ranks and words are the answer's; nothing is added to the evidence.
"""

import json
from collections.abc import Sequence

from bot.labels import count, understood_line, understood_notes
from bot.models import Answer, AnswerKind, Reason
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.answer_body import CARRIED_QUESTION, body_units, carries_question
from bot.slack.blocks.elements import Block, actions, button, clip, context, paragraph, section, shown, span
from bot.slack.blocks.menus import Audience, answer_menu
from bot.slack.blocks.messages import Message, Unit, pack


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
    best_alone = audience is Audience.CHANNEL
    units += body_units(answer, answer_id, best_alone=best_alone, examples=examples)
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
            answer_value(answer_id, q=answer.question[:CARRIED_QUESTION])
            if carries_question(answer)
            else answer_value(answer_id)
        )
        change = button("Change", Action.CHANGE, value, label="Change council, period or whose words")
    if answer.kind in (AnswerKind.HELP, AnswerKind.CLARIFY) or _not_held(answer):
        blocks.append(section(clip_message(answer.message), accessory=change))
    else:
        blocks.append(section(understood_line(answer.understood), accessory=change))
        if answer.message.strip():
            blocks.append(paragraph(span(clip_message(answer.message))))
    if notes:
        blocks.append(context(*notes))
    return Unit(tuple(blocks), tuple(notes))


def _not_held(answer: Answer) -> bool:
    """Tell whether nothing was searched because the council is not held: then there is no scope to speak of."""
    return answer.coverage.reason is Reason.AUTHORITY_NOT_HELD and not answer.understood.authorities


def clip_message(message: str) -> str:
    """Keep a message of the answer inside a section, and inside one message as JSON writes it."""
    return message if len(json.dumps(message)) <= 3_000 else clip(message, 2_900)


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
    if (menu := answer_menu(answer, answer_id, audience)) is not None:
        elements.append(menu)
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
