"""Cue names: which of the small words that an answer turns on stand in a question.

In: the text of a question. Out: the names of the cues found, whether there are any, or the words themselves where an
answer repeats them.
"""

import re

from index.query.cues import cue_words
from index.query.cues.tables import (
    BODIES,
    CAME_FOR,
    DENIALS,
    FACT_WORDS,
    FACTS,
    TAILS,
    VISIT_FOUND,
)

_QUOTED = re.compile(r"[\"“‘][^\"“”‘’\n]{2,80}[\"”’]")


def denial_cues(text: str) -> tuple[str, ...]:
    """Name what is denied ("unsaid"), as often as it stands; what stands in quotation marks denies nothing."""
    return tuple(match.cue for match in DENIALS.find(_QUOTED.sub(" ", text)))


def fact_cues(text: str) -> frozenset[str]:
    """Name what a question for a fact of the catalogue is of: "of inspections", "one", "visits", "published"."""
    return frozenset(match.cue for match in FACT_WORDS.find(text))


def post_in(text: str) -> str | None:
    """Give the post that is named, as it is typed; None where none is."""
    posts = [match for match in FACTS.find(text) if match.cue == "post"]
    return text[posts[0].start : posts[0].end] if posts else None


def bodies_in(text: str) -> list[tuple[int, int]]:
    """Give where bodies of a council are named that have papers before them."""
    return [(match.start, match.end) for match in BODIES.find(text)]


def says_what_for(sentence: str) -> bool:
    """Say whether a sentence of a letter says what inspectors came to look at: it names them, or the visit, before."""
    found = CAME_FOR.find(sentence)
    if any(match.cue == "finding" for match in found):
        return False
    who = min((match.start for match in found if match.cue == "who"), default=len(sentence))
    return any(match.cue == "what" and match.start >= who for match in found)


def asks_what_was_found(text: str) -> bool:
    """Say whether a question on a visit asks what was found there, and not what was looked at."""
    return {match.cue for match in VISIT_FOUND.find(text)} == {"found"}


def asks_nothing(text: str) -> bool:
    """Say whether a piece of a message only tells which document is meant, or only that it asks of what was said."""
    words, found = cue_words(text), TAILS.find(text)
    which, asked = ({match.start for match in found if match.cue == name} for name in ("document", "asked"))
    placed = list(zip(words.forms, (start for start, _ in words.places), strict=True))
    return all(start in asked for _, start in placed) or all(form.isdigit() or start in which for form, start in placed)
