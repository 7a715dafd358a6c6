"""Quoted words that no passage has: what stands under a heading of these words, else what comes nearest.

In come a question with exact words and the documents it may be answered from, none of which has a passage with them;
out goes what is found all the same, and whether the words head it. That nothing has the words is said by whoever shows
what comes nearest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from bot.answers.document_scope import DocumentScope
from bot.answers.evidence_finder import Finder, Finding, renumbered
from bot.answers.phrases import MORE
from index.models import Document, Passage
from index.query import Question, Topic
from index.search import TopHits

_FEW = 20  # documents whose headings are read
_ALL = 2000  # passages that are ranked: all of the few documents that are meant


def under_heading(finder: Finder, question: Question, scope: DocumentScope) -> Finding:
    """Find what stands under a heading of the words quoted: what else is asked for first, then all in its order."""
    phrases = [_flat(phrase) for phrase in question.topic.phrases]
    if not phrases or len(scope.documents) > _FEW:
        return Finding()
    headed: list[tuple[Document, Passage]] = []
    for number in scope.documents:
        document = finder.library.documents[number]
        passages = finder.library.passages_of(document)
        for place, over in enumerate(_headings(finder, number, passages)):
            if all(phrase in over for phrase in phrases):
                headed.append((document, passages[place]))
    if not headed:
        return Finding()
    topic = _without(question.topic, phrases)
    scores = _scores(finder, topic, scope.documents)
    first = {document.path: finder.library.first_ordinal(document) for document, _ in headed}
    headed.sort(key=lambda one: -scores.get(first[one[0].path] + one[1].position, 0.0))
    return Finding(renumbered(finder.quoted(headed, question.topic)), 1.0, hits=TopHits(answerability=1.0))


def _headings(finder: Finder, number: int, passages: Sequence[Passage]) -> Sequence[str]:
    """Give what stands over each passage of a document, which is read once."""
    known = finder.headings.get(number)
    if known is None:
        flat = cache(lambda sections: " ".join(map(_flat, sections)))
        known = finder.headings[number] = [flat(passage.sections) for passage in passages]
    return known


def nearest_to(finder: Finder, question: Question, scope: DocumentScope, *, per_document: int | None) -> Finding:
    """Find what comes nearest where the words are taken for what they say, and not as they stand."""
    return finder.find(replace(question.topic, phrases=()), scope.documents, limit=MORE, per_document=per_document)


def _without(topic: Topic, phrases: list[str]) -> Topic:
    """Leave out of a topic what the quoted words say."""
    quoted = " ".join(phrases)
    kept = tuple(one for one in topic.concepts if not one.confidence and one.typed.lower() not in quoted)
    return replace(topic, concepts=kept, phrases=())


def _scores(finder: Finder, topic: Topic, documents: Mapping[int, float]) -> dict[int, float]:
    """Score the passages of documents for a topic, by their ordinals."""
    return {hit.ordinal: hit.score for hit in finder.searcher.rank(topic, documents, limit=_ALL).found}


def _flat(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").replace("*", "").split())
