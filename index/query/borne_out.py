"""What the asker is told of how a question was read: only what the passages shown bear out.

In come a topic and the texts that are shown; out goes the topic with the expansions and readings that stand in them.
An expansion that found nothing that is shown explains nothing, and may be a wrong sense of a word.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from index.query.models import Topic
from index.text import Analyzer

_LIKELY = 0.15  # how likely by the question alone a reading must be to be told, where the passages bear it out
_RELATED = 0.5  # ways that are only near a thing weigh less than this
_READ = 30  # texts; a list of all councils has more
_TOLD = 2  # readings that are told at most


def borne_out_by(texts: Iterable[str], topic: Topic, analyzer: Analyzer) -> Topic:
    """Keep what the texts say in so many words of the expansions and readings of a topic."""
    words = [" " + " ".join(analyzer.terms(text)) + " " for text in islice(texts, _READ)]

    def says(terms: Sequence[str]) -> bool:
        return any(f" {' '.join(terms)} " in text for text in words)

    expansions = tuple(
        (typed, kept)
        for typed, names in topic.expansions
        if (kept := tuple(name for name in names if says(analyzer.terms(name))))
    )
    likely = [concept for concept in topic.concepts if concept.described and concept.confidence >= _LIKELY]
    read_as = tuple(
        concept.typed
        for concept in sorted(likely, key=lambda concept: -concept.confidence)
        if any(says(way.terms) for way in concept.alternatives if way.origin == "gloss" and way.weight > _RELATED)
    )
    return replace(topic, expansions=expansions, read_as=read_as[:_TOLD])
