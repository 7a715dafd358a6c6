"""Short messages that are no answers: privacy warnings, refusals, failures."""

from collections.abc import Sequence
from enum import StrEnum

from bot.slack.blocks.action_ids import Action, answer_value
from bot.slack.blocks.elements import Block, actions, button, clip, context, escape, section
from bot.slack.blocks.messages import Message
from index.errors import FindingsError, IndexBusyError, IndexStoreError

NO_INDEX = "I have no reports to answer from just now. The admins know; please ask again later."


def plain_message(text: str) -> Message:
    """Say one thing."""
    return Message(escape(text)[:3_800], (section(clip(text, 2_900) if len(text) > 2_900 else text),))


def failure(reference: str) -> Message:
    """Say that something went wrong, with the reference that admins find in the log."""
    return plain_message(
        f"Sorry, something went wrong and I could not finish that. Please try again; if it goes on, "
        f"give an admin this reference: {reference}"
    )


class HeldBy(StrEnum):
    """Where Slack still holds the words of a question."""

    MESSAGES = "messages"  # the direct message with the bot
    CHANNEL = "channel"
    NOBODY = "nobody"  # a command or a form leaves no message


_DELETE = (
    "I cannot delete it, you can: on a phone hold it, on a computer point at it and open ⋯, then choose Delete message."
)
_STILL_HELD = {
    HeldBy.MESSAGES: f"Slack still holds your message above, in our conversation. {_DELETE}",
    HeldBy.CHANNEL: f"Slack still holds your message in the channel, where its members can read it. {_DELETE}",
    HeldBy.NOBODY: "Slack keeps no message of a command or a form.",
}


def privacy_warning(
    seen: Sequence[str], *, answer_id: str, question: str, held_by: HeldBy = HeldBy.MESSAGES, call: str = ""
) -> Message:
    """Warn, to the asker alone, that a question seems to hold personal data; nothing was searched or kept.

    Whom to ``call`` comes first, where somebody is at risk. It says where Slack still holds the words, and offers to
    delete what can be deleted: this card, whose button holds them too, and the bot's own memory of them.
    """
    what = " and ".join([", ".join(seen[:-1]), seen[-1]] if len(seen) > 1 else list(seen))
    text = (
        f"Your question seems to hold personal data: {what}. I have not searched for it or kept it. "
        "The reports name no children or families, so a question without it finds the same."
    )
    text = f"{call} {text}".strip()
    value = answer_value(answer_id, q=question) if len(question) <= 1_500 else answer_value(answer_id)
    held = (
        f"{_STILL_HELD[held_by]} This card, which only you see, holds the words for “Ask anyway” until it is deleted."
    )
    blocks: list[Block] = [
        section(text),
        actions(
            [
                button("Ask anyway", Action.ASK_ANYWAY, value, label="Ask the question as it is"),
                button("Delete this card", Action.FORGET, answer_value(answer_id), label="Delete this card and forget"),
            ]
        ),
        context(held),
    ]
    return Message(escape(f"{text}\n{held}"), tuple(blocks))


def welcome(examples: Sequence[tuple[str, str]], *, home: str | None) -> Message:
    """Say to somebody new what can be asked here and what is kept; ``home`` is the council that is assumed."""
    council = (
        f"Where you name no council I take {home}; you can change that on my Home tab."
        if home
        else "Choose your council on my Home tab, and I take it where you name none."
    )
    lines = (
        "Ask me what the inspection reports say. I answer with their own words, each with its paragraph and page, and "
        "never with mine.",
        f"{council} Only you see the answers here until you share one. I keep no questions; please leave out names of "
        "children and families.",
    )
    blocks: list[Block] = [section(line) for line in lines]
    if examples:
        buttons = [button(title, f"{Action.EXAMPLE}:{n}", asked[:2_000]) for n, (title, asked) in enumerate(examples)]
        blocks.append(actions(buttons))
    return Message(escape("\n".join([*lines, *(f"• {title}" for title, _ in examples)])), tuple(blocks))


def fault_note(error: FindingsError) -> str:
    """Say an error to somebody in Slack; which file of the machine it is about is for the log, and for admins."""
    hidden = isinstance(error, IndexStoreError) and not isinstance(error, IndexBusyError)
    return NO_INDEX if hidden else str(error)


def reading_note(done: int, total: int) -> str:
    """Say that the reports are being read for the first time, how far that is, and that the answer will come."""
    far = f" ({done:,} of {total:,} so far)" if total else ""
    return (
        f"There is no index yet: I am reading the reports for the first time{far}. I answer this as soon as that is "
        "done; you need not ask again."
    )
