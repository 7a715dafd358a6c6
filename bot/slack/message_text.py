"""Read what Slack sends: the words of a message as they were typed, and whether it is for the app."""

import html
import re
from collections.abc import Mapping
from typing import Any

SlackFile = Mapping[str, Any]  # what Slack says of a file

_LINK = re.compile(r"<(?P<to>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
# A message with a file is a message; edits, deletions, joins, topics and the like are not.
_KINDS = {None, "file_share", "thread_broadcast"}


def addressed(event: Mapping[str, Any]) -> bool:
    """Tell whether an event is a person's new message: no bot's, no edit, no join."""
    return (
        event.get("subtype") in _KINDS
        and not event.get("bot_id")
        and not event.get("hidden")
        and bool(event.get("user"))
    )


def files_of_message(event: Mapping[str, Any]) -> list[SlackFile]:
    """Give the files that a message holds."""
    return [file for file in event.get("files") or [] if isinstance(file, dict)]


def typed_text(text: str, *, bot_user: str = "", lines: bool = False) -> str:
    """Turn a message as Slack sends it into the words that were typed; the mention of the app is left out.

    ``lines`` keeps the ends of its lines, and leaves out the signs that Slack puts before a quoted one.
    """

    def words(match: re.Match[str]) -> str:
        to, label = match["to"], match["label"]
        if to.startswith("@"):
            return "" if to[1:] == bot_user or label is None else f"@{label}"
        if to.startswith("#"):
            return f"#{label}" if label else ""
        if to.startswith("!"):
            return label or ""
        return label or to.removeprefix("mailto:").removeprefix("tel:")

    plain = html.unescape(_LINK.sub(words, text))
    if lines:
        return "\n".join(line.removeprefix(">").strip() for line in plain.splitlines())
    return " ".join(plain.split())
