"""Scraps: clauses of a few everyday words that stand beside what is asked, and neither ask nor name anything.

In: a question, and what the library knows of names and words. Out: the question without them: "any good with looked
after children? few words", "whats left to improve, must be a short list". A clause with a name, a number, a word of
the sector's vocabulary or a word that asks is none.
"""

import re
from collections.abc import Iterator

from index.query.concepts import concepts_of
from index.query.cues import cue_words
from index.query.cues.tables import (
    CHANGE,
    FACTS,
    GRADES,
    IMPROVEMENTS,
    JUDGEMENTS,
    KINDS,
    PARTS,
    RECENCY,
    SAID,
    SETS,
    WHOLE,
)
from index.query.intent import read_area
from index.query.understand import Resources

_CLAUSE = re.compile(r"[^,;?.!()\n–—]+")
_LEFT_OVER = re.compile(r" ?[,;–—(] ?(?=$|[?.!;)])|[()]")
_DASH = re.compile(r"[ \t]-[ \t]")
_MOST = 7  # words of a scrap
_TELLING = 0.99  # the weight from which on a word is no everyday one: "the lodge", "the apollo project"
_LONGEST = 400  # characters: what is longer is a story
_ASKS = frozenset("what who when where which why how whose is are was were did do does has have can could".split())
_TABLES = (FACTS, GRADES, PARTS, WHOLE, CHANGE, IMPROVEMENTS, JUDGEMENTS, KINDS, SAID, SETS, RECENCY)


def without_scraps(text: str, resources: Resources) -> Iterator[str]:
    """Yield the question without its scraps; nothing where it has none."""
    if len(text) > _LONGEST:
        return
    cut = _DASH.sub(lambda dash: " — "[: len(dash.group())], text)
    clauses = [match.span() for match in _CLAUSE.finditer(cut) if re.search(r"\w", match.group())]
    scraps = [span for span in clauses if _is_scrap(text[slice(*span)], resources)] if len(clauses) > 1 else []
    if not 0 < len(scraps) < len(clauses):
        return
    for start, end in scraps:
        text = text[:start] + " " * (end - start) + text[end:]
    yield _LEFT_OVER.sub(" ", " ".join(text.split()))


def _is_scrap(clause: str, resources: Resources) -> bool:
    """Say whether a clause neither asks nor names anything."""
    words = cue_words(clause)
    if not 0 < len(words.forms) <= _MOST or _ASKS.intersection(words.forms[:1]) or re.search(r"\d|[\"“”'‘]\w", clause):
        return False
    if re.search(r"(?<=\w)[ \t]+[A-Z]", clause):  # a name
        return False
    if any(table.has(words) for table in _TABLES) or read_area(words)[0]:
        return False
    if resources.gazetteer.find(clause, is_word=resources.lexicon.stems.__contains__).all:
        return False
    return all(
        len(one.alternatives) == 1 and len(one.typed.split()) == 1 and one.weight < _TELLING and not one.name
        for one in concepts_of(clause, resources.lexicon, resources.speller, resources.glossary)
        if not one.guessed
    )
