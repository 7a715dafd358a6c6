"""What admins see on Home beside what everybody sees: the library, what needs a look, health, use, last runs.

The blocks are so few that Home with them stays within Slack's hundred.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.labels import count
from bot.library import RunState
from bot.slack.blocks import Action, Block, Manage, actions, bullets, button, clip, context, header, span
from bot.slack.home.document_list import Choice, library_blocks
from bot.slack.home.health import Health, Use, health_blocks, use_blocks
from bot.slack.home.runs import progress_blocks, run_blocks, unreadable
from index.models import Document
from index.storage import Run

MOST = 78  # everybody's part of Home takes up to 20 blocks of 100
_COMPLAINTS = 6


@dataclass(frozen=True, slots=True)
class Overview:
    """All that admins' Home shows."""

    documents: tuple[Document, ...] = ()
    runs: tuple[Run, ...] = ()
    progress: RunState = field(default_factory=RunState)
    health: Health = field(default_factory=Health)
    use: Use = field(default_factory=Use)
    binned: int = 0
    bad_feedback: int = 0  # not yet worked through
    faults: tuple[str, ...] = ()  # of what admins wrote themselves
    waiting: int = 0  # uploaded files that wait to be added or discarded


def admin_blocks(overview: Overview, choice: Choice) -> list[Block]:
    """Make the part of Home that is for admins."""
    blocks: list[Block] = [{"type": "divider"}, header("For admins"), _buttons(overview)]
    if overview.waiting:
        files = (
            "1 file that was sent waits" if overview.waiting == 1 else f"{overview.waiting:,} files that were sent wait"
        )
        blocks.append(context(f"{files} to be added or discarded: see the messages of whoever sent it."))
    blocks += progress_blocks(overview.progress)
    blocks += _complaints((*unreadable(overview.runs), *overview.faults))
    blocks += [{"type": "divider"}, header("Library"), *library_blocks(overview.documents, choice)]
    blocks += [{"type": "divider"}, header("Last runs"), *run_blocks(overview.runs)]
    blocks += [{"type": "divider"}, header("Health"), *health_blocks(overview.health, overview.use)]
    blocks += [{"type": "divider"}, header("Use"), *use_blocks(overview.use)]
    return blocks[:MOST]


def _buttons(overview: Overview) -> Block:
    running = overview.progress.running or overview.progress.waiting
    feedback = f"Bad feedback ({overview.bad_feedback:,})" if overview.bad_feedback else "Bad feedback"
    made = [button("Add a report", Action.ADD_REPORT, "", style="primary")]
    if not running:
        made.append(button("Re-index", Manage.REINDEX, "", label="Re-index: look through the documents folder now"))
    made += [
        button(f"Bin ({overview.binned:,})" if overview.binned else "Bin", Manage.BIN, "0"),
        button(feedback, Manage.FEEDBACK, "0"),
        button("Vocabulary", Manage.VOCABULARY, "0"),
    ]
    return actions(made, block_id="manage_buttons")


def _complaints(lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    head = span(f"⚠ {count(len(lines), 'thing')} to put right", bold=True)
    blocks = [bullets((clip(line, 400) for line in lines[:_COMPLAINTS]), head=head)]
    if len(lines) > _COMPLAINTS:
        blocks.append(context(f"And {len(lines) - _COMPLAINTS:,} more: see “All runs” below."))
    return blocks
