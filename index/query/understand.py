"""A question understood in one call: its frame and its topic, in every way in which it may be meant.

In come text, what the library knows of names and words, and today's date; out go questions with a prior each. Filters
that an asker sets are laid over them by the caller; nothing is ranked here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.authorities import Gazetteer
from index.query.concepts import concepts_of, understand_topic
from index.query.frame import read_readings
from index.query.glosses import GlossIndex
from index.query.lexicon import Lexicon
from index.query.models import Alternative, Concept, FrameReading, Question, Topic
from index.query.speller import Speller


@dataclass(frozen=True, slots=True)
class Resources:
    """What a question is understood with: names of councils, words and their spelling, described services."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    speller: Speller
    glossary: GlossIndex


def understand(text: str, resources: Resources, today: date) -> Question:
    """Understand a question as its words are likeliest meant."""
    frame = read_frames(text, resources, today)[0].frame
    return Question(frame, topic_of(frame.rest, frame.months, resources))


def read_frames(text: str, resources: Resources, today: date) -> tuple[FrameReading, ...]:
    """Read every frame that a question may have, the likeliest first."""
    return read_readings(
        text,
        resources.gazetteer,
        today=today,
        is_word=resources.lexicon.stems.__contains__,
        spell=resources.speller.correct,
    )


_FEW = 3  # things asked: with fewer, the words that frame a question help to find what a paper says
_OF_PAPERS = frozenset(
    "action actions plan plans row rows slide slides paper report deck presentation rag rating".split()
)
_FRAMING, _FRAMED = (
    0.5,
    frozenset("inspection inspections inspector inspectors inspected hmi hmis ofsted council".split()),
)


def _framing(text: str, lexicon: Lexicon) -> list[Concept]:
    """Make concepts of the words of a text that frame most questions, and are what a paper speaks of here."""
    found = {}
    for token in lexicon.analyzer.tokens(text):
        if token.form in _FRAMED:
            found[token.term] = Concept(token.form, (Alternative((token.term,), 1.0, "typed"),), _FRAMING)
    return list(found.values())


def topic_of(text: str, months: Sequence[str], resources: Resources, *, in_paper: bool = False) -> Topic:
    """Read a topic from the words that a frame leaves; ``months`` are named with their year.

    ``in_paper``: it is looked for in a paper of the council, where words like "inspectors" are words as others are.
    """
    topic = understand_topic(text, resources.lexicon, resources.speller, resources.glossary)
    if in_paper:
        # The words that name a paper and its rows are in all of it: they tell nothing from anything.
        kept = tuple(one for one in topic.concepts if one.confidence or one.typed.lower() not in _OF_PAPERS)
        topic = replace(topic, concepts=kept if any(not one.confidence for one in kept) else topic.concepts)
    if in_paper and sum(not concept.confidence for concept in topic.concepts) < _FEW:
        topic = replace(topic, concepts=(*topic.concepts, *_framing(text, resources.lexicon)))
    return replace(topic, months=tuple(tuple(resources.lexicon.analyzer.terms(month)) for month in months))


def has_topic(text: str, resources: Resources, *, in_paper: bool = False) -> bool:
    """Say whether there is anything in the topic of a text; for less than it takes to read that."""
    concepts = concepts_of(text, resources.lexicon, resources.speller, resources.glossary)
    return next(concepts, None) is not None or (in_paper and bool(_framing(text, resources.lexicon)))


def vocabulary_names(topic: Topic, lexicon: Lexicon) -> tuple[str, ...]:
    """Name the concepts of a topic as the vocabulary writes them; one that it does not have is left out."""
    named = (_vocabulary_name(concept, lexicon) for concept in topic.concepts if not concept.guessed)
    return tuple(dict.fromkeys(name for name in named if name))


def vocabulary_words(topic: Topic, lexicon: Lexicon) -> tuple[str, ...]:
    """Name the concepts of a topic by the vocabulary's own word that is most like what was typed: "unaccompanied
    children", and not the first name of that entry. No word that was only typed is ever among them."""
    named = (_vocabulary_name(concept, lexicon, as_typed=True) for concept in topic.concepts if not concept.guessed)
    return tuple(dict.fromkeys(name for name in named if name))


def _vocabulary_name(concept: Concept, lexicon: Lexicon, *, as_typed: bool = False) -> str | None:
    if concept.described is not None:  # it bears the name of the service that was described
        return concept.typed
    for alternative in concept.alternatives:
        if alternative.origin != "typed":
            continue
        for number in lexicon.triggers.get(alternative.terms, ()):
            if not lexicon.classes[number].evaluative:
                names = lexicon.classes[number].names
                if not as_typed:
                    return names[0]
                alike = [n for n in names if tuple(lexicon.analyzer.terms(n)) == alternative.terms] or names
                return next((n for n in alike if n == concept.typed.casefold()), alike[0])
    return None
