"""What can be done with a passage, and with a whole answer: a table of each, shown as one menu.

A new action is one row of a table here and one line of a table of listeners ("choice", its id, what is called): it is
then answered from the menu and from a button alike. Slack's menu takes five options: where more apply, the fifth opens
a modal with every action as a button.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.models import Answer, Evidence
from bot.pages import can_show_page
from bot.slack.blocks.action_ids import Action, answer_value, chosen_value
from bot.slack.blocks.elements import Block, actions, button, context, option, overflow
from bot.slack.blocks.inputs import read_view

ACTIONS_TITLE = "This passage"
MOST_OPTIONS = 5  # of Slack's overflow menu
_ADDRESS = 3_000  # characters that Slack takes of an option's address


class Audience(StrEnum):
    """Who sees a message, and so how long it is and what it offers."""

    DIRECT = "direct"  # the direct message with the bot
    EPHEMERAL = "ephemeral"  # only the user, in a channel, until they reload
    CHANNEL = "channel"  # a thread in a channel
    SHARED = "shared"  # posted in a channel by somebody who shares it


@dataclass(frozen=True, slots=True)
class PassageAction:
    """An action on one passage; ``shown`` says of which, ``address`` makes the option a link where it gives one."""

    label: str
    action: str
    shown: Callable[[Evidence], bool] = lambda evidence: True
    address: Callable[[Evidence], str | None] = lambda evidence: None


def original_address(evidence: Evidence) -> str | None:
    """Give the public address of the cited page of a report, None where none is known."""
    citation = evidence.citation
    if not citation.url or not citation.url.startswith(("https://", "http://")):
        return None
    page = citation.pages[0] if citation.pages and "#" not in citation.url else None
    address = f"{citation.url}#page={page}" if page else citation.url
    return address if len(address) <= _ADDRESS else None


def _has_page(evidence: Evidence) -> bool:
    return can_show_page(evidence.citation.document, paged=bool(evidence.citation.pages))


# In the order in which they are shown; where there are more than five, the menu has the first and those that are links.
PASSAGE_ACTIONS: tuple[PassageAction, ...] = (
    PassageAction("Read in context", Action.CONTEXT),
    PassageAction("See the page", Action.SEE_PAGE, shown=_has_page),
    PassageAction("Quote", Action.QUOTE),
    PassageAction("Collect", Action.COLLECT),
    PassageAction("Open the report", Action.ORIGINAL, address=original_address),
    PassageAction("How was this tested later?", Action.TESTED_LATER, shown=lambda one: bool(one.citation.authority)),
)


@dataclass(frozen=True, slots=True)
class AnswerAction:
    """An action on an answer as a whole; ``shown`` says for which answer, and to whom."""

    label: str
    action: str
    shown: Callable[[Answer, Audience], bool]


def _of_one_council(answer: Answer) -> bool:
    return len(answer.understood.authorities) == 1 and bool(answer.evidence or answer.judgements or answer.facts)


def _rows_found(answer: Answer) -> int:
    return len(answer.evidence) + len(answer.more) + len(answer.judgements) + len(answer.facts)


# Beside the buttons "More passages", "Share" and "Change"; five at most apply at once.
ANSWER_ACTIONS: tuple[AnswerAction, ...] = (
    AnswerAction("Briefing for a meeting", Action.BRIEF, lambda answer, audience: _of_one_council(answer)),
    AnswerAction("All rows as CSV", Action.CSV, lambda answer, audience: _rows_found(answer) > 1),
    AnswerAction("Grades over time", Action.GRADES, lambda answer, audience: bool(answer.judgements)),
    AnswerAction(
        "Follow this…",
        Action.FOLLOW,
        lambda answer, audience: bool(answer.evidence or answer.judgements),
    ),
    AnswerAction(
        "Send to my messages",
        Action.TO_MESSAGES,
        lambda answer, audience: audience is Audience.EPHEMERAL and bool(answer.evidence or answer.judgements),
    ),
)


def passage_menu(evidence: Evidence, place: int, answer: str) -> Block:
    """Make the menu of one passage of an answer."""
    rows = _rows(evidence)
    fitting = rows if len(rows) <= MOST_OPTIONS else _first(rows, evidence)
    options = [option(row.label, chosen_value(answer, row.action, place), url=row.address(evidence)) for row in fitting]
    if len(fitting) < len(rows):
        options.append(option("More…", chosen_value(answer, Action.ACTIONS, place)))
    return overflow(f"{Action.MENU}:{place}", options)


def _first(rows: Sequence[PassageAction], evidence: Evidence) -> list[PassageAction]:
    """Pick what stands in the menu where not all does: the first of the table, and what is a link of its own."""
    links = [row for row in rows if row.address(evidence)]
    others = [row for row in rows if row not in links]
    picked = [*others[: MOST_OPTIONS - 1 - len(links)], *links]
    return [row for row in rows if row in picked]


def passage_actions_view(evidence: Evidence, place: int, answer: str, *, cited: str) -> Block:
    """Make the modal that offers every action on a passage; ``cited`` says which passage it is."""
    rows = _rows(evidence)
    buttons = [
        actions([button(row.label, f"{row.action}:{place}", answer_value(answer, place), url=row.address(evidence))])
        for row in rows
    ]
    return read_view(ACTIONS_TITLE, [context(cited), *buttons])


def answer_menu(answer: Answer, answer_id: str, audience: Audience) -> Block | None:
    """Make the menu of an answer as a whole; None where it offers nothing."""
    rows = [row for row in ANSWER_ACTIONS if row.shown(answer, audience)]
    if not rows:
        return None
    options = [option(row.label, chosen_value(answer_id, row.action)) for row in rows[:MOST_OPTIONS]]
    return overflow(f"{Action.MENU}:answer", options)


def _rows(evidence: Evidence) -> list[PassageAction]:
    return [row for row in PASSAGE_ACTIONS if row.shown(evidence)]
