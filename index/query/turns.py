"""Turns: what the words of a message say of how it leans on the message before it.

In comes a message with the names of councils blanked out; out go its cues and what is left when those are taken out.
What was said before is not known here.
"""

from dataclasses import dataclass

from index.query.cues import cue_words
from index.query.cues.turns import GROUPS, TURNS


@dataclass(frozen=True, slots=True)
class TurnCues:
    """The names of the cues of a message, the text without the words of "more" and "meant", and whom it names."""

    cues: frozenset[str]
    rest: str
    groups: tuple[str, ...] = ()

    def __contains__(self, cue: str) -> bool:
        """Say whether the message has a cue."""
        return cue in self.cues


def read_turn(text: str) -> TurnCues:
    """Read the cues of a message."""
    found = TURNS.find(cue_words(text))
    rest = text
    for match in found:
        if match.cue in {"more", "meant"}:
            rest = rest[: match.start] + " " * (match.end - match.start) + rest[match.end :]
    return TurnCues(frozenset(match.cue for match in found), rest, groups_in(text))


def groups_in(text: str) -> tuple[str, ...]:
    """Give the people whom a text names, as typed."""
    return tuple(dict.fromkeys(text[match.start : match.end] for match in GROUPS.find(cue_words(text))))
