"""An answer as messages: the answer in its first line, what was understood, the evidence, and what can be done with it.

Order, ranks and words are the answer's; nothing is added to the evidence.
"""

import json
from collections.abc import Sequence
from dataclasses import replace

from bot.answers import cut_excerpt
from bot.labels import ALL_COUNCILS, count, day, understood_notes, understood_parts
from bot.models import Answer, AnswerKind, Expansion, Reason, State, Understood
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.answer_body import body_units, carries_question
from bot.slack.blocks.elements import Block, actions, button, clip, context, paragraph, section, shown, span
from bot.slack.blocks.menus import Audience, answer_menu
from bot.slack.blocks.messages import Message, Unit, pack
from bot.slack.blocks.quotations import leading_excerpt
from bot.slack.blocks.selection import further_places, places_in_message
from index.models import Recency

_LEAD = 500  # characters of a first line that can be read at a glance
_STEM = 4  # letters by which two words are taken for forms of one
_CHANGEABLE = (Reason.AUTHORITY_NOT_HELD, Reason.PERIOD_NOT_HELD)  # where another council or period may be searched
_SMALL = 300  # characters that can be read on a small line


def render_answer(
    answer: Answer,
    answer_id: str,
    *,
    audience: Audience,
    carried: str = "",
    show_question: bool = False,
    shared_by: str | None = None,
    asked_for: Sequence[str] = (),
    examples: Sequence[tuple[str, str]] = (),
) -> tuple[Message, ...]:
    """Show an answer.

    ``carried`` says what was taken over from the question before; ``show_question`` repeats the question where it does
    not stand above (slash command, shortcut); ``shared_by`` is the user id of who shares it, and
    ``asked_for`` names then what was asked for, as it was understood.
    """
    best_alone = audience is Audience.CHANNEL
    first = _first_line(answer)
    body = body_units(answer, answer_id, best_alone=best_alone, examples=examples)
    if not first and not answer.parts and _leads_itself(answer):  # the answer is the first line of the first passage
        first, body = body[:1], body[1:]
    scope = _scope(answer, carried, show_question, shared_by, asked_for)
    units = [*first, scope, *body, *_foot(answer, answer_id, audience)]
    messages = pack([unit for unit in units if unit.blocks], heading=_heading(answer, shared_by))
    return _with_turns(messages, answer_id) if audience is Audience.EPHEMERAL else messages


def _with_turns(messages: tuple[Message, ...], answer_id: str) -> tuple[Message, ...]:
    """Give each part of a private answer buttons to the parts before and after: one is shown at a time."""
    if len(messages) < 2:
        return messages
    made = []
    for number, message in enumerate(messages):
        turns = [
            button(label, f"{Action.PART}:{way}", answer_value(answer_id, other))
            for label, way, other in (
                (f"‹ Part {number}", "before", number - 1),
                (f"Part {number + 2} of {len(messages)} ›", "after", number + 1),
            )
            if 0 <= other < len(messages)
        ]
        row = actions(turns)
        plain = (*message.plain, row) if message.plain is not None else None
        made.append(Message(message.text, (*message.blocks, row), plain))
    return tuple(made)


def _first(answer: Answer) -> str:
    """Give the words of the first line: the answer itself, or why there is none.

    Where what is found does not give what was asked for, that is said before anything else.
    """
    if answer.lead is None or answer.state is State.RELATED:
        return answer.message
    return _whose(answer) + _quoted(answer.lead.text.strip()) if answer.lead.quoted else answer.lead.text


def _whose(answer: Answer) -> str:
    """Name the report that a quoted first line is from, where it stands above passages of several; else nothing."""
    documents = {answer.evidence[place].citation.document for place in places_in_message(answer)}
    if answer.lead is None or answer.lead.citation is None or len(documents) < 2 or _leads_itself(answer):
        return ""
    return f"{answer.lead.whose}: "


def _quoted(text: str) -> str:
    """Quote the sentence that leads; of a text without a best sentence, whole sentences from its beginning."""
    if len(text) <= _LEAD:
        return f"“{text}”"
    part = cut_excerpt(text, limit=_LEAD, hard=2 * _LEAD, focus=(0, 1))
    return f"“{text[part.start : part.end]}{' […]' if part.after else ''}”"


def _heading(answer: Answer, shared_by: str | None) -> str:
    """Write what a notification shows: the answer first, then what it is about."""
    parts = [part for part in (shown(_first(answer)), *_about(answer)) if part.strip()]
    return "\n".join(parts) + ("\nShared from Findings." if shared_by else "")


def _first_line(answer: Answer) -> list[Unit]:
    """Show the answer in bold; nothing where the first passage begins with the sentence that leads."""
    if answer.parts:
        return []
    if answer.kind in (AnswerKind.CLARIFY, AnswerKind.HELP) or (answer.lead is None and not answer.evidence):
        return [Unit((section(clip_message(answer.message)),))] if answer.message.strip() else []
    if answer.lead is not None and answer.lead.quoted and answer.state is not State.RELATED and _leads_itself(answer):
        return []
    words = _first(answer)
    return [Unit((paragraph(span(clip_message(words), bold=True)),))] if words.strip() else []


def _leads_itself(answer: Answer) -> bool:
    """Tell whether the first passage that is shown begins with the sentence that leads."""
    lead = answer.lead
    shown_places = places_in_message(answer)
    if lead is None or lead.quoted is None or shown_places[:1] != (lead.quoted[0],) or answer.groups:
        return False
    return leading_excerpt(answer.evidence[lead.quoted[0]], lead) is not None


def _about(answer: Answer) -> list[str]:
    """Say what was understood and where the answer is from, as far as the first line does not say it."""
    first = _first(answer)
    parts = []
    if answer.message.strip() and answer.message != first and not answer.parts:
        parts.append(answer.message.strip())
    if answer.kind in (AnswerKind.HELP, AnswerKind.CLARIFY) or _not_searched(answer):
        return parts
    return _understood(answer, f"{first} {answer.message}".casefold()) + parts + _grade_page(answer)


def _understood(answer: Answer, told: str) -> list[str]:
    """Say what was understood, without what is told already."""
    understood = answer.understood
    if answer.kind is AnswerKind.FACTS:  # each fact says itself which paper it is of
        understood = replace(understood, recency=None, voice=None)
    parts = understood_parts(understood)
    if understood.authorities and all(name.casefold() in told for name in understood.authorities):
        parts = parts[1:]
    elif not understood.authorities and answer.kind in (AnswerKind.LISTING, AnswerKind.FACTS, AnswerKind.JUDGEMENTS):
        parts = [part for part in parts if part != ALL_COUNCILS]
    if understood.recency is Recency.LATEST and "latest" in told:
        parts = [part for part in parts if part != "latest report"]
    if understood.recency is Recency.ALL and answer.kind is not AnswerKind.PASSAGES:
        parts = [part for part in parts if part != "all reports"]
    new = [part for part in parts if part.casefold() not in told]
    return [" · ".join(new)] if new else []


def _grade_page(answer: Answer) -> list[str]:
    """Say on which page the grade of the first line stands, where the message names its report."""
    if len(answer.judgements) != 1 or answer.lead is None or answer.kind is AnswerKind.NO_ANSWER:
        return []
    cited = answer.judgements[0].citation
    named = cited.published is not None and day(cited.published) in answer.message
    return [f"grade on page {cited.pages[0]}"] if named and cited.pages else []


def _scope(answer: Answer, carried: str, show_question: bool, shared_by: str | None, asked_for: Sequence[str]) -> Unit:
    """Show on small lines what the answer is of, what was read otherwise than typed, and who shares it."""
    blocks: list[Block] = []
    if shared_by is not None:
        blocks.append(paragraph(span("Shared by "), {"type": "user", "user_id": shared_by}, span(" from Findings")))
    notes: list[str] = []
    if show_question and answer.question.strip() and answer.kind is not AnswerKind.HELP:
        whose = "Your question" if shared_by is None else "The question"
        notes.append(f"{whose}: {clip(answer.question, 600)}")
    if asked_for:
        notes.append("Asked for: " + clip(", ".join(asked_for), 300))
    if carried:
        notes.append(carried)
    if answer.kind not in (AnswerKind.HELP, AnswerKind.CLARIFY) and not _not_searched(answer):
        searched_words = answer.kind not in (AnswerKind.JUDGEMENTS, AnswerKind.IMPROVEMENTS)
        notes += understood_notes(_with_other_words(answer.understood), expansions=searched_words)
    about = _about(answer)
    small = [text for text in about if len(text) <= _SMALL]
    blocks += [paragraph(span(clip_message(text))) for text in about if len(text) > _SMALL]
    if small or notes:
        blocks.append(context(*([" · ".join(small)] if small else []), *notes))
    return Unit(tuple(blocks), tuple(notes))


def _with_other_words(understood: Understood) -> Understood:
    """Keep of what was searched for besides the words typed what is said in other words: the rest tells nobody
    anything."""
    kept = []
    for expansion in understood.expansions:
        typed = {word[:_STEM] for word in expansion.term.casefold().split()}
        others = tuple(to for to in expansion.to if not typed & {word[:_STEM] for word in to.casefold().split()})
        if others:
            kept.append(Expansion(expansion.term, others[:2]))
    return replace(understood, expansions=tuple(kept[:2]))


def _not_searched(answer: Answer) -> bool:
    """Tell whether nothing was searched, for want of the council or since no report tells: there is no scope then."""
    nothing = answer.kind is AnswerKind.NO_ANSWER and not answer.coverage.documents
    return nothing and not answer.understood.authorities


def clip_message(message: str) -> str:
    """Keep a message of the answer inside a section, and inside one message as JSON writes it."""
    return message if len(json.dumps(message)) <= 3_000 else clip(message, 2_900)


def _foot(answer: Answer, answer_id: str, audience: Audience) -> list[Unit]:
    if answer.kind is AnswerKind.HELP:
        return []
    value = answer_value(answer_id)
    elements: list[Block] = []
    places = places_in_message(answer, best_alone=audience is Audience.CHANNEL)
    more = further_places(answer, places)
    if more:
        begins = answer_value(answer_id, s=list(places))
        which = "More" if places or answer.judgements or answer.facts else "Nearest"
        label = count(len(more), f"{which.lower()} passage")
        elements.append(button(f"{which} passages ({len(more)})", Action.MORE, begins, label=label))
    if (answer.evidence or answer.judgements) and audience in (Audience.DIRECT, Audience.EPHEMERAL):
        elements.append(button("Share to channel", Action.SHARE, value))
    if audience is not Audience.SHARED and not (_not_searched(answer) and answer.coverage.reason not in _CHANGEABLE):
        carried = answer_value(answer_id, q=answer.question) if carries_question(answer) else value
        elements.append(button("Change", Action.CHANGE, carried, label="Change council, period or whose words"))
    if (menu := answer_menu(answer, answer_id, audience)) is not None:
        elements.append(menu)
    blocks: list[Block] = [actions(elements)] if elements else []
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
