"""Turns: what the words of a message say of how it leans on the message before it.

In comes a message; out go its cues, and what is left when those are taken out. What was said before is not known here.
"""

from dataclasses import dataclass

from index.query.cues import cue_words
from index.query.cues.turns import CLOSINGS, GROUPS, INSPECTORS, POINTERS, POINTS, TURNS


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


@dataclass(frozen=True, slots=True)
class Pointer:
    """Which of the councils before a message points to ("second", "other", "both"), and the message without that."""

    which: str
    rest: str


def read_pointer(text: str) -> Pointer | None:
    """Read which of several councils a message points to without a name; None where it points to none."""
    found = POINTERS.find(cue_words(text, clauses=True))
    if not found:
        return None
    rest = text[: found[0].start] + " " + text[found[0].end :]
    return Pointer(found[0].cue, rest.strip(" ,;:-–—"))


def read_point(text: str) -> tuple[int, str] | None:
    """Read which point of a list a message points to, 0 for the first and -1 for the last, and what else it says."""
    found = POINTS.find(cue_words(text))
    if not found:
        return None
    return int(found[0].cue) - 1, f"{text[: found[0].start]} {text[found[0].end :]}".strip()


def without_closings(text: str) -> str:
    """Leave out the clauses that open or end a conversation and ask nothing ("that'll do", "speak soon")."""
    for match in sorted(CLOSINGS.find(cue_words(text, clauses=True)), key=lambda match: -match.start):
        text = f"{text[: match.start]} {text[match.end :]}"
    return text


def about_inspector(text: str) -> str:
    """Say who is meant by "she" or "he" where it is asked what else somebody has inspected."""
    for match in reversed(INSPECTORS.find(cue_words(text))):
        place = match.spans[0]
        text = f"{text[: place[0]]}the lead inspector{text[place[1] :]}"
    return text


def groups_in(text: str) -> tuple[str, ...]:
    """Give the people whom a text names, as typed."""
    return tuple(dict.fromkeys(text[match.start : match.end] for match in GROUPS.find(cue_words(text))))
