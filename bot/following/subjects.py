"""What can be followed: a council, a theme of improvement points, or a question as it was understood.

In comes what somebody typed or clicked on; out comes a ``Subject``, which holds names of councils, of themes and of the
vocabulary, and no word of the asker's own. Its key is what is kept.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import msgspec

from bot.answers import Answerer
from bot.labels import VOICES
from bot.models import Filters
from bot.themes import find_theme, load_themes, themes_of
from index.errors import FindingsError
from index.models import Voice

LONGEST = 1_000  # characters of what is to be followed that are read
_MOST_NAMES = 4
_OFFERED = 6  # subjects that are offered for one answer


class CannotFollowError(FindingsError):
    """What is asked for cannot be followed: nothing in it has a name that could be kept."""

    exit_status = 1


class SubjectKind(StrEnum):
    """The sorts of thing that can be followed."""

    COUNCIL = "council"
    THEME = "theme"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Subject:
    """What is followed: themes or concepts by their ``names``, of some councils or of all, in anybody's words or one
    voice's."""

    kind: SubjectKind
    names: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    voice: Voice | None = None

    @property
    def key(self) -> str:
        """Write it so that the same subject has the same key."""
        held = {
            "kind": self.kind.value,
            "names": sorted(self.names),
            "authorities": sorted(self.authorities),
            "voice": self.voice.value if self.voice else None,
        }
        return json.dumps(held, separators=(",", ":"), ensure_ascii=False)

    @property
    def label(self) -> str:
        """Say what it is, in a few words."""
        councils = ", ".join(self.authorities)
        if self.kind is SubjectKind.COUNCIL:
            said = f"Everything new on {councils}"
        else:
            said = f"{', '.join(self.names)}: {councils or 'all councils'}"
        return f"{said}, only {VOICES[self.voice]}" if self.voice else said


def read_subject(key: str) -> Subject | None:
    """Read a key back; None where it is none."""
    try:
        return msgspec.json.decode(key, type=Subject)
    except msgspec.MsgspecError:
        return None


def subject_of_council(authority: str) -> Subject:
    """Follow all that is new on a council."""
    return Subject(SubjectKind.COUNCIL, authorities=(authority,))


def subject_of_theme(name: str, authorities: Sequence[str] = ()) -> Subject:
    """Follow a theme, of some councils or of all."""
    return Subject(SubjectKind.THEME, (name,), tuple(authorities))


def understand_subject(answerer: Answerer, text: str, *, default: str | None = None) -> Subject:
    """Understand what somebody wants to follow: the name of a council, of a theme, or a question.

    ``default`` is the council that is meant where a question names none. Raise CannotFollowError where nothing in it
    has a name.
    """
    text = text[:LONGEST]
    question = answerer.understand(text, filters=Filters())
    frame = question.frame
    named = frame.authorities or tuple(filter(None, map(answerer.gazetteer.canonical, frame.unheld)))
    if frame.unheld and not named:
        raise CannotFollowError(f"I know no council by the name of {frame.unheld[0]}, so I cannot follow it.")
    names = answerer.vocabulary_names(question)
    theme = find_theme(frame.rest) if frame.rest.strip() else None
    councils = named or ((default,) if default and not frame.everywhere else ())
    if theme is not None and (not names or theme.name.casefold() == " ".join(frame.rest.split()).casefold()):
        return Subject(SubjectKind.THEME, (theme.name,), councils, frame.voice)
    if names:
        return Subject(SubjectKind.QUESTION, names[:_MOST_NAMES], councils, frame.voice)
    if named:  # one of which nothing is held yet, too: its first report will be news
        return Subject(SubjectKind.COUNCIL, authorities=named, voice=frame.voice)
    known = ", ".join(one.name for one in load_themes()[:4])
    raise CannotFollowError(
        "I keep what I understood and not what you typed, and nothing in this is a council or a matter that I have a "
        f"name for. Name a council, a theme ({known}, …) or a service."
    )


def subjects_of(
    answerer: Answerer, question: str, authorities: Sequence[str], texts: Sequence[str]
) -> tuple[Subject, ...]:
    """List what can be followed of an answer: its question where it is still known, its councils, and the themes of
    the passages that it showed."""
    found: list[Subject] = []
    if question:
        try:
            subject = understand_subject(answerer, question)
        except CannotFollowError:
            pass
        else:
            if not subject.authorities and authorities:
                subject = Subject(subject.kind, subject.names, tuple(authorities), subject.voice)
            found.append(subject)
    found += [subject_of_council(name) for name in authorities[:2]]
    for name in dict.fromkeys(theme for text in texts for theme in themes_of(text)):
        found += [subject_of_theme(name, authorities[:1])] if authorities else []
        found.append(subject_of_theme(name))
    return tuple({subject.key: subject for subject in found}.values())[:_OFFERED]
