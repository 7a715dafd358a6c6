"""Counted: of the passages found, those first that count the thing of which it is asked how many there are.

In come a question and the evidence found, best first; out comes the evidence in another order. Many passages speak of
adoption and give some number; one gives the number of adoptions.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.answers.evidence_finder import Finder, renumbered
from bot.answers.mentions import says_all
from bot.models import Evidence
from index.query import Concept, Topic
from index.text import AnswerType, answer_spans, split_sentences

_HOW_MANY = re.compile(
    r"\b(?:how many|(?:the |what )?numbers? of|no\.? of|count of)\s+(?:of the |the )?", re.IGNORECASE
)
_SURELY_ASKED = 0.65
_WITHIN = 4  # words from a number on, among which what it counts is named
_SURELY = 0.5  # the weight from which on another way to say a thing says it


def counted_first(finder: Finder, topic: Topic, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Put first what counts, in a sentence that says all else that is asked, the thing that is asked for in number."""
    if not topic.figure & AnswerType.COUNT or topic.figure_likely < _SURELY_ASKED:
        return tuple(evidence)
    counted = _counted(topic)
    if counted is None:
        return tuple(evidence)
    ways = {f" {' '.join(way.terms)} ": way.weight for way in counted.alternatives if way.weight >= _SURELY}
    says = says_all(finder, topic, synonyms=True)
    terms_of = finder.searcher.lexicon.analyzer.terms

    def counts(item: Evidence) -> float:
        sentences = (item.text[start:end] for start, end in split_sentences(item.text))
        return max((_counts(sentence, ways, terms_of) for sentence in sentences if says(sentence)), default=0.0)

    return renumbered(sorted(evidence, key=lambda item: -counts(item)))


def _counted(topic: Topic) -> Concept | None:
    """Give the thing that is asked for in number: what stands right behind the words that ask."""
    for match in _HOW_MANY.finditer(topic.asking):
        behind = topic.asking[match.end() :].lower()
        for concept in topic.concepts:
            if not concept.confidence and behind.startswith(concept.typed.lower()):
                return concept
    return None


def _counts(sentence: str, ways: Mapping[str, float], terms_of: Callable[[str], Sequence[str]]) -> float:
    """Tell how plainly a number of a sentence is of a thing, which is named among the few words from the number on; 0
    where none is."""
    spans = answer_spans(sentence, AnswerType.COUNT)
    following = [f" {' '.join(terms_of(sentence[span.start :])[:_WITHIN])} " for span in spans]
    return max((weight for way, weight in ways.items() if any(way in words for words in following)), default=0.0)
