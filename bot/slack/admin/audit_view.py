"""Who did what to the library, as admins see it: newest first, a page at a time, never changed.

People are shown by their Slack ids, which Slack turns into names; nobody is notified by a modal.
"""

import re
from collections.abc import Sequence

from bot.records import AuditEntry
from bot.slack.blocks import Block, Manage, Page, bullets, clip, notice, page_turns, span
from bot.slack.home import moment

A_PAGE = 15
_WORDS = {
    "uploaded": "sent",
    "added": "added",
    "replaced": "replaced by a new version",
    "discarded": "discarded",
    "corrected": "corrected",
    "removed": "removed",
    "restored": "brought back",
    "reindexed": "re-indexed",
    "vocabulary": "vocabulary changed",
    "refused": "tried what only admins may",
    "feedback": "worked through feedback",
}
_PERSON = re.compile(r"[UW][A-Z0-9]{2,}")


def audit_view(entries: Sequence[AuditEntry], *, page: int = 0, further: bool = False) -> Block:
    """Make the modal with one page of the audit; ``further`` says that there is another after it."""
    if not entries:
        return notice("What was done", "Nothing has been done to the library yet." if page == 0 else "That is all.")
    shown = Page(tuple(entries[:A_PAGE]), page, page + 2 if further else page + 1)
    blocks = [bullets(_entry(entry) for entry in shown.items), *page_turns(Manage.AUDIT, shown)]
    said = "Who changed the library and when, newest first. Nobody can change this list."
    return notice("What was done", said, extra=blocks)


def _entry(entry: AuditEntry) -> list[Block]:
    who: Block = (
        {"type": "user", "user_id": entry.actor}
        if _PERSON.fullmatch(entry.actor)
        else span({"watcher": "by itself"}.get(entry.actor, clip(entry.actor, 60)))
    )
    said = f": {_WORDS.get(entry.act, clip(entry.act, 40))}"
    subject = entry.subject
    if entry.act == "refused":  # the name of a button or a form
        subject = subject.removeprefix("manage_").replace("_", " ")
    if subject:
        said += f", {clip(subject, 200)}"
    if entry.outcome == "failed":
        said += " (failed)"
    if entry.detail:
        said += f"; {clip(entry.detail, 300)}"
    return [moment(entry.at), span(" "), who, span(said)]
