"""Short messages that are no answers: privacy warnings, refusals, failures; and the list of reports."""

from collections.abc import Sequence

from bot.labels import VOICES, count, day
from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.elements import Block, actions, bullets, button, clip, context, escape, section, span
from bot.slack.blocks.messages import Message
from bot.slack.blocks.paging import page_of, page_turns
from index.models import Document

REPORTS_A_PAGE = 15


def plain_message(text: str) -> Message:
    """Say one thing."""
    return Message(escape(text)[:3_800], (section(clip(text, 2_900) if len(text) > 2_900 else text),))


def failure(reference: str) -> Message:
    """Say that something went wrong, with the reference that admins find in the log."""
    return plain_message(
        f"Sorry, something went wrong and I could not finish that. Please try again; if it goes on, "
        f"give an admin this reference: {reference}"
    )


def privacy_warning(seen: Sequence[str], *, answer_id: str, question: str) -> Message:
    """Warn, to the asker alone, that a question seems to hold personal data; nothing was searched or kept."""
    what = " and ".join([", ".join(seen[:-1]), seen[-1]] if len(seen) > 1 else list(seen))
    text = (
        f"Your question seems to hold personal data: {what}. I have not searched for it or kept it. "
        "The reports name no children or families, so a question without it finds the same."
    )
    value = answer_value(answer_id, q=question) if len(question) <= 1_500 else answer_value(answer_id)
    blocks: list[Block] = [
        section(text),
        actions([button("Ask anyway", Action.ASK_ANYWAY, value, label="Ask the question as it is")]),
        context("Only you can see this. Please delete your message if others can read it."),
    ]
    return Message(escape(text), tuple(blocks))


def reports_list(documents: Sequence[Document], *, page: int) -> Message:
    """List what is held, newest first, a page at a time."""
    shown = page_of(documents, page, REPORTS_A_PAGE)
    if not shown.items:
        return plain_message("The library is empty. An admin can add reports.")
    heading = f"{count(len(documents), 'document')} held, newest first (page {shown.number + 1} of {shown.of})"
    items: list[list[Block]] = []
    lines = []
    for document in shown.items:
        name = clip(document.authority or document.title, 80)
        rest = f": {document.kind.value}, {day(document.date)}, {VOICES[document.voice]}"
        items.append([span(name, bold=True), span(rest)])
        lines.append(f"• {name}{rest}")
    blocks = [section(heading), bullets(items), *page_turns(Action.REPORTS, shown)]
    return Message("\n".join([heading, *map(escape, lines)])[:3_800], tuple(blocks))
