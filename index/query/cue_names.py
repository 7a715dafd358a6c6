"""Cue names: which of the small words that an answer turns on stand in a question.

In: the text of a question. Out: the names of the cues found, whether there are any, or the words themselves where an
answer repeats them.
"""

import re

from index.query.cues import CueTable, cue_words
from index.query.cues.tables import (
    BODIES,
    BOTH_COUNCILS,
    CAME_FOR,
    DENIALS,
    FACT_WORDS,
    FACTS,
    FIRST,
    IN_FULL,
    NOBODY,
    TAILS,
    THEY,
)

_QUOTED = re.compile(r"[\"“‘][^\"“”‘’\n]{2,80}[\"”’]")


def denial_cues(text: str) -> tuple[str, ...]:
    """Name what is denied ("unsaid"), as often as it stands; what stands in quotation marks denies nothing."""
    return tuple(match.cue for match in DENIALS.find(cue_words(_QUOTED.sub(" ", text))))


def fact_cues(text: str) -> frozenset[str]:
    """Name what a question for a fact of the catalogue is of: "of inspections", "one", "visits", "published"."""
    return frozenset(match.cue for match in FACT_WORDS.find(cue_words(text)))


def post_in(text: str) -> str | None:
    """Give the post that is named, as it is typed; None where none is."""
    posts = [match for match in FACTS.find(cue_words(text)) if match.cue == "post"]
    return text[posts[0].start : posts[0].end] if posts else None


def bodies_in(text: str) -> list[tuple[int, int]]:
    """Give where bodies of a council are named that have papers before them."""
    return [(match.start, match.end) for match in BODIES.find(cue_words(text))]


def means_both(text: str) -> bool:
    """Say whether each of the councils is meant that have a name."""
    return BOTH_COUNCILS.has(cue_words(text))


def says_they(text: str) -> bool:
    """Say whether a council is meant without being named."""
    return THEY.has(cue_words(text))


def says_first(text: str) -> bool:
    """Say whether the first time is meant, and not the longest."""
    return FIRST.has(cue_words(text))


def denies_of_nobody(text: str) -> bool:
    """Say whether something is said of nobody, of which it is asked whether it is so."""
    return _begins(NOBODY, text)


def asks_in_full(text: str) -> bool:
    """Say whether a message is a question by itself, and no matter put in the place of the one before."""
    return _begins(IN_FULL, text)


def says_what_for(sentence: str) -> bool:
    """Say whether a sentence of a letter says what inspectors came to look at: it names them, or the visit, before."""
    found = CAME_FOR.find(cue_words(sentence))
    who = min((match.start for match in found if match.cue == "who"), default=len(sentence))
    return any(match.cue == "what" and match.start >= who for match in found)


def _begins(table: CueTable, text: str) -> bool:
    """Say whether a text begins with a cue, and not a later sentence of it."""
    words = cue_words(text)
    return any(match.start == words.places[0][0] for match in table.find(words))


def asks_nothing(text: str) -> bool:
    """Say whether a piece of a message only tells which document is meant, or only that it asks of what was said."""
    words, found = cue_words(text), TAILS.find(cue_words(text))
    which, asked = ({match.start for match in found if match.cue == name} for name in ("document", "asked"))
    placed = list(zip(words.forms, (start for start, _ in words.places), strict=True))
    return all(start in asked for _, start in placed) or all(form.isdigit() or start in which for form, start in placed)
