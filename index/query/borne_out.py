"""What the asker is told of how a question was read: only what the passages shown bear out.

In come a topic and the texts that are shown; out goes the topic with the expansions and readings that stand in them.
An expansion explains a passage that says it and does not say what was typed; any other explains nothing, and may be a
wrong sense of a word, unless it is what initials stand for. An ordinary word by itself ("panel", "groups") has many
senses: its expansion is told only where a sentence that says it speaks of something else that was asked, too.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import cache

from index.query.lexicon import Lexicon
from index.query.models import Concept, Topic
from index.text import STOP_WORDS, split_sentences

_LIKELY = 0.5  # how likely by the question alone a reading must be to be told, where the passages bear it out
_RELATED = 0.5  # ways that are only near a thing weigh less than this
_READ = 30  # texts; a list of all councils has more
_SURE = frozenset({"initials", "learned"})  # what initials stand for, and what this library or its admins write
_HEAD = 5  # letters by which words are alike
_TOLD = 2  # readings that are told at most
_ORDINARY = 10.0  # in a million words
_TELLING = 2.0  # the idf of a word from which on a sentence that has it speaks of something in particular


def borne_out_by(
    texts: Sequence[str],
    topic: Topic,
    lexicon: Lexicon,
    *,
    likely: Collection[str] | None = None,
    stems: Callable[[int], Collection[str] | None] = lambda place: None,
) -> Topic:
    """Keep what the texts say in so many words of the expansions and readings of a topic.

    ``likely`` are the readings that the passages found made likely; None: all that are so by the question alone.
    ``stems`` gives all stems of a text, with perhaps more, where they are kept: one that lacks some is not read.
    """
    described = [
        concept
        for concept in topic.concepts
        if concept.described and concept.confidence >= _LIKELY and (likely is None or concept.typed in likely)
    ]
    if not (topic.expansions or described):
        return replace(topic, read_as=())
    analyzer = lexicon.analyzer
    shown = texts[:_READ]
    kept = [stems(place) for place in range(len(shown))]

    @cache
    def sentences_at(place: int) -> list[str]:
        return [_flat(analyzer.terms(shown[place][a:b])) for a, b in split_sentences(shown[place])]

    def says(terms: Sequence[str], typed: str | None = None, agreeing: Sequence[Concept] = ()) -> bool:
        words = _flat(terms)
        return any(
            words in sentence and (not agreeing or _says_one(sentence, agreeing))
            for place, held in enumerate(kept)
            if held is None or all(term in held for term in terms)
            if typed is None or not any(typed in sentence for sentence in sentences_at(place))
            for sentence in sentences_at(place)
        )

    expansions = []
    for typed, names in topic.expansions:
        concept = next((one for one in topic.concepts if one.typed == typed and not one.described), None)
        sure = concept is not None and any(way.origin in _SURE for way in concept.alternatives)
        agreeing = [] if sure or concept is None else _beside(concept, topic, lexicon)
        own = None if sure else _flat(analyzer.terms(typed))
        others = [name for name in names if _is_in_other_words(name, typed)]
        if said := tuple(name for name in others if says(analyzer.terms(name), own, agreeing)):
            expansions.append((typed, said))
    read_as = tuple(
        concept.typed
        for concept in sorted(described, key=lambda concept: -concept.confidence)
        if any(says(way.terms) for way in concept.alternatives if way.origin == "gloss" and way.weight > _RELATED)
    )
    return replace(topic, expansions=tuple(expansions), read_as=read_as[:_TOLD])


def _beside(own: Concept, topic: Topic, lexicon: Lexicon) -> list[Concept]:
    """List what else was asked, of which one must stand beside the expansion of ordinary words ("come back"); nothing
    where what was typed is sure by itself: it has a word of the field, or is all that was asked."""
    if any(lexicon.general.get(term, 0.0) < _ORDINARY for term in own.alternatives[0].terms):
        return []
    return [
        concept
        for concept in topic.concepts
        if concept is not own and not concept.described and lexicon.idf(concept.alternatives[0].terms[0]) >= _TELLING
    ]


def _says_one(sentence: str, concepts: Sequence[Concept]) -> bool:
    """Say whether a sentence says one of the concepts, in a way that really says it."""
    return any(_flat(way.terms) in sentence for one in concepts for way in one.alternatives if way.weight >= _RELATED)


def _is_in_other_words(name: str, typed: str) -> bool:
    """Say whether a name has no word that begins as one that was typed: what has tells nobody anything."""
    heads = tuple(word[:_HEAD] for word in typed.casefold().split() if word not in STOP_WORDS)
    return not any(word.startswith(heads) for word in name.casefold().replace("-", " ").split())


def _flat(terms: Sequence[str]) -> str:
    return f" {' '.join(terms)} "
