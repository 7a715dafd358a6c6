"""Modals that are filled in: ask, change what was understood, share, describe what was wrong.

Only the id of an answer and ids of Slack stand in a view's metadata.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.labels import ANYONE, VOICES, day
from bot.models import Filters
from bot.slack.blocks.action_ids import Form
from bot.slack.blocks.elements import Block, clip, context, option, paragraph, section
from bot.slack.blocks.inputs import (
    alphabet,
    channel_element,
    input_block,
    metadata,
    modal_view,
    read_chosen,
    read_field,
    read_text,
    select_input,
    text_element,
)
from index.models import Document, Recency, Voice

QUESTION_LENGTH = 1_000
REASONS = {
    "not_about": "It is not about what I asked",
    "wrong_council": "Wrong council or wrong report",
    "out_of_date": "Out of date",
    "missing": "Something I know is there was not found",
    "unclear": "Hard to read or understand",
    "other": "Something else",
}
_AS_TYPED = "Word for word, for everybody in the channel to read"
_PERIODS = {
    Recency.LATEST: "Latest report",
    Recency.PREVIOUS: "The report before the latest",
    Recency.ALL: "All reports, of any year",
}


@dataclass(frozen=True, slots=True)
class Held:
    """What the library holds, as forms upload it."""

    authorities: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    reports: tuple[Document, ...] = ()  # of the authority in question, newest first


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody says was wrong with an answer; ``question`` only where they ticked that it be kept."""

    reason: str
    comment: str
    include_question: bool


def ask_form(held: Held, *, question: str) -> Block:
    """Make the modal that asks: the question, and filters if wanted."""
    blocks = [_question(question), *_filters(held, Filters())]
    blocks.append(context("The answer comes to you alone. Do not write names or other personal details of families."))
    return modal_view("Ask the reports", "Ask", Form.ASK, blocks, {})


def change_form(held: Held, *, question: str, filters: Filters, state: Mapping[str, Any]) -> Block:
    """Make the modal that changes what was understood and asks again in place."""
    return modal_view(
        "Change the search", "Search again", Form.CHANGE, [_question(question), *_filters(held, filters)], state
    )


def share_form(summary: str, *, channel: str | None, state: Mapping[str, Any], question: bool = False) -> Block:
    """Make the modal that shares an answer with a channel; ``question`` offers to post the question with it."""
    blocks: list[Block] = [
        paragraph("This answer will be posted with your name, once:"),
        section(clip(summary, 600)),
        input_block("channel", "Channel", channel_element(channel)),
    ]
    if question:
        box = {"type": "checkboxes", "options": [option("Post my question too", "question", description=_AS_TYPED)]}
        blocks.append(input_block("question", "Your question", box, optional=True))
    blocks.append(
        context(
            "Everybody in the channel will see the passages, their citations and what was asked for as I understood "
            "it. Your question itself is posted only if you tick it."
        )
    )
    return modal_view("Share to channel", "Share", Form.SHARE, blocks, state)


def feedback_form(*, state: Mapping[str, Any], question: str) -> Block:
    """Make the modal that asks what was wrong."""
    options = [option(text, key) for key, text in REASONS.items()]
    blocks: list[Block] = [
        input_block("reason", "What was wrong?", {"type": "radio_buttons", "options": options}),
        input_block("comment", "Anything else?", text_element(multiline=True, most=1_000), optional=True),
    ]
    if question:
        include = option("Include my question", "include", description="Kept with this feedback, for admins to read")
        boxes = {"type": "checkboxes", "options": [include]}
        blocks.append(input_block("include", "Your question", boxes, optional=True))
    blocks.append(
        context("Kept: which passages were shown and what you write here. Your question only if you tick it.")
    )
    return modal_view("What was wrong?", "Send", Form.FEEDBACK, blocks, state)


def read_form(view: Mapping[str, Any]) -> tuple[str, Filters]:
    """Read the question and the filters from a form that was filled in."""
    question = read_text(view, "question").strip()
    authority, period, voice = (read_chosen(view, name) for name in ("authority", "period", "voice"))
    filters = Filters(
        authorities=(authority,) if authority else (),
        years=(int(period[2:]),) if period.startswith("y:") else (),
        recency=Recency(period[2:]) if period.startswith("r:") else None,
        document=None,
        voice=Voice(voice) if voice else None,
    )
    if period.startswith("d:"):
        path = metadata(view).get("reports", {}).get(period[2:])
        filters = Filters(authorities=filters.authorities, voice=filters.voice, document=path)
    return question, filters


def read_share(view: Mapping[str, Any]) -> str:
    """Read which channel was chosen."""
    return str(read_field(view, "channel").get("selected_conversation") or "")


def read_share_question(view: Mapping[str, Any]) -> bool:
    """Read whether the question is to be posted too."""
    return bool(read_field(view, "question").get("selected_options"))


def read_complaint(view: Mapping[str, Any]) -> Complaint:
    """Read what was wrong."""
    reason = read_chosen(view, "reason")
    ticked = bool(read_field(view, "include").get("selected_options"))
    return Complaint(reason if reason in REASONS else "other", read_text(view, "comment").strip(), ticked)


def _question(question: str) -> Block:
    example = "For example: what did inspectors say about private fostering?"
    typed = question[:QUESTION_LENGTH]
    element = text_element(most=QUESTION_LENGTH, multiline=True, placeholder=example, initial=typed)
    return input_block("question", "Question", element)


def _filters(held: Held, filters: Filters) -> list[Block]:
    blocks = []
    if held.authorities:
        groups = alphabet(held.authorities)
        chosen = filters.authorities[0] if len(filters.authorities) == 1 else None
        blocks.append(select_input("authority", "Council", "Any council", groups, chosen))
    periods = [("Period", [(f"r:{key.value}", text) for key, text in _PERIODS.items()])]
    if held.years:
        periods.append(("Year", [(f"y:{year}", str(year)) for year in held.years[:100]]))
    if held.reports:
        periods.append(("Report", [(f"d:{n}", _report(d)) for n, d in enumerate(held.reports[:50])]))
    current = f"r:{filters.recency.value}" if filters.recency else f"y:{filters.years[0]}" if filters.years else None
    if filters.document:
        current = next((f"d:{n}" for n, d in enumerate(held.reports[:50]) if d.path == filters.document), current)
    blocks.append(select_input("period", "Report or period", "As the question says", periods, current))
    voices = [("Whose words", [(voice.value, "Only " + VOICES[voice]) for voice in (Voice.INSPECTOR, Voice.COUNCIL)])]
    blocks.append(
        select_input(
            "voice", "Whose words", ANYONE.capitalize(), voices, filters.voice.value if filters.voice else None
        )
    )
    return blocks


def _report(document: Document) -> str:
    return f"{document.kind.value}, {day(document.date)}"
