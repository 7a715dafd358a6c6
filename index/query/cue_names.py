"""Cue names: which of the small words that an answer turns on stand in a question.

In: the text of a question. Out: the names of the cues found (``cues/denials.py``, ``cues/fact_words.py``), or the words
themselves where an answer repeats them.
"""

import re

from index.query.cues import cue_words
from index.query.cues.tables import DENIALS, FACT_WORDS, FACTS

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
