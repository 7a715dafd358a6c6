"""Mentions: every passage of some documents that has words as typed, or that says a thing in any of its ways.

In: documents, and words or a topic. Out: the passages, each with the sentence that says it. A count here is over every
passage of the documents, and never only over the best.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial

from bot.answers.evidence_finder import Finder
from bot.answers.other_meanings import other_terms
from index.models import DocumentPart
from index.query import Concept, Topic
from index.text import raw_forms, read_leaning, split_sentences

_SURELY = 0.8  # the weight from which on another way to say a thing says the same
_LOOSE = frozenset({"related", "gloss", "learned", "part"})
_KEPT = 8  # results
_MOST = 3_000  # passages looked at sentence by sentence
_LEANS = 0.6  # a sentence that praises and faults is taken for neither
_QUOTES = re.compile(r"^[\s\"'“”‘’?.,!:;-]+|[\s\"'“”‘’?.,!:;-]+$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that speaks of something, by its ordinal: the document's number, where in the text (-1: the whole of
    it does), and how plainly."""

    number: int
    ordinal: int
    place: int = -1
    score: float = 0.0


def sentence_at(text: str, place: int) -> tuple[int, int] | None:
    """Give the sentence of a text at a place, as [start, end)."""
    return next(((start, end) for start, end in split_sentences(text) if start <= place < end), None)


def find_mentions(finder: Finder, documents: Sequence[int], typed: str, *, any_number: bool = False) -> list[Mention]:
    """Find every passage of the documents that has the words as typed, side by side and whole, whatever their case;
    an apostrophe may be left out ("Barnardos"), and with ``any_number`` the last may be singular or plural."""
    words = flat(_QUOTES.sub("", typed)).lower().split()
    if not words:
        return []
    ways = [words] if not any_number else [[*words[:-1], last] for last in _numbers_of(words[-1])]
    found: dict[int, Mention] = {}
    for way in ways:
        terms = _terms_held(finder, " ".join(way))
        if terms is None:
            continue
        # In small letters a text is looked through several times faster than whatever its case.
        joined = r"\s+".join(re.escape(word) for word in way)
        pattern = re.compile(rf"(?<!\w){_OWNED.sub(_MAY_BE_OWNED, joined)}(?!\w)")
        for number, ordinal in _having(finder, documents, terms):
            if match := pattern.search(finder.library.text_at(ordinal).replace("’", "'").lower()):
                body = finder.searcher.prepared.part(ordinal) not in {DocumentPart.FRONT, DocumentPart.JUDGEMENT}
                found[ordinal] = Mention(number, ordinal, match.start(), float(body))
    return [found[ordinal] for ordinal in sorted(found)]


def _terms_held(finder: Finder, text: str) -> list[str] | None:
    """Give the stems of a text in small letters as passages have them; None where one stands in no passage. Initials in
    the plural have the index without their s ("IROs", "B&Bs")."""
    term, held = finder.searcher.lexicon.analyzer.term, finder.searcher.prepared.terms
    ways = [(form, form.removesuffix("s").removesuffix("'") or form) for form in raw_forms(text)]
    terms = [next((stem for form in way if (stem := term(form)) in held), None) for way in ways]
    known = [stem for stem in terms if stem is not None]
    return known if len(known) == len(terms) else None


def is_held(finder: Finder, word: str) -> bool:
    """Say whether a word stands in any passage."""
    return _terms_held(finder, word.lower()) is not None


def _numbers_of(word: str) -> list[str]:
    """Give a word with its singular or plural beside it, and what ends in s as what is owned, too."""
    found = [word]
    for plural, singular in (("ves", "fe"), ("ves", "f"), ("ies", "y"), ("'s", ""), ("s", "'s"), ("s", "")):
        if word.endswith(plural) and len(word) - len(plural) > _SHORT:
            found.append(word.removesuffix(plural) + singular)
    if not word.endswith("s"):
        found += [word + "s", word.removesuffix("fe") + "ves" if word.endswith("fe") else word + "'s"]
    return found


_OWNED, _MAY_BE_OWNED = re.compile("'"), "'?"
_SHORT = 2  # letters: what is shorter is no word without its ending


def documents_naming(finder: Finder, documents: Sequence[int], concept: Concept) -> list[int]:
    """List the documents that have a name, or its own short or long form, in any passage, whatever the word ends."""
    found: dict[int, None] = {}
    for way in concept.alternatives:
        if way.origin in _OWN_NAME:
            for number, ordinal in _having(finder, documents, way.terms):
                if number not in found and says_name(finder, concept, finder.library.text_at(ordinal)):
                    found[number] = None
    return list(found)


def says_name(finder: Finder, concept: Concept, text: str) -> bool:
    """Say whether a text has a name, or its own short or long form."""
    words = f" {' '.join(finder.searcher.lexicon.analyzer.terms(text))} "
    return any(f" {' '.join(way.terms)} " in words for way in concept.alternatives if way.origin in _OWN_NAME)


_OWN_NAME = frozenset({"typed", "initials", "learned"})


def _having(finder: Finder, documents: Sequence[int], terms: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield, with the numbers of their documents, the ordinals of the passages that have all of some stems."""
    prepared, spans = finder.searcher.prepared, finder.library.spans
    ordinals = prepared.having_all(terms)
    for number in documents:
        start, stop = spans[number]
        for ordinal in ordinals[bisect_left(ordinals, start) : bisect_left(ordinals, stop)]:
            yield number, ordinal


def find_said(
    finder: Finder,
    documents: Sequence[int],
    topic: Topic,
    *,
    leaning: int = 0,
    synonyms: bool = False,
    apart: bool = False,
) -> list[Mention]:
    """Find, of the passages that are best on a topic, those with a sentence that says everything of it; ``leaning`` 1
    praises in it, -1 faults. With ``synonyms`` the vocabulary's other words for a thing say it too; ``apart``: a
    sentence says the rarest thing, and its passage, with the headings over it, the others.

    What was found last is kept: the questions of one message often ask of the same.
    """
    key = (tuple(documents), topic, leaning, synonyms, apart)
    found = finder.said.get(key)
    if found is None:
        if len(finder.said) >= _KEPT:
            finder.said.clear()
        found = finder.said[key] = _find_said(finder, documents, topic, leaning, synonyms=synonyms, apart=apart)
    return found


def _find_said(
    finder: Finder, documents: Sequence[int], topic: Topic, leaning: int, *, synonyms: bool, apart: bool
) -> list[Mention]:
    things = every = _things(topic, synonyms=synonyms)
    if not things:
        return []
    prepared = finder.searcher.prepared
    if apart:
        things = [min(things, key=partial(_times_held, finder))]
    says, says_rest = _Sayer(finder, things), _Sayer(finder, every)
    # The index tells which sentences may say it: to take the words of every text apart would take half a second.
    spans = (finder.library.spans[number] for number in documents)
    saying = prepared.sentences_saying(spans, things)
    apart = len(things) < len(every)
    if apart:
        saying = {ordinal: saying[ordinal] for ordinal in _having_rest(finder, saying, every)}
    if not saying:
        return []
    hits = finder.searcher.rank(topic, dict.fromkeys(documents, 1.0), limit=_MOST).found
    found = []
    for hit in hits:
        if hit.ordinal not in saying:
            continue
        passage = finder.library.at(hit.ordinal)[1]
        if apart and not says_rest(" . ".join((*passage.sections, passage.text))):
            continue
        if passage.matter in {DocumentPart.FRONT, DocumentPart.IMPROVEMENT} and leaning:
            continue
        sentences = split_sentences(passage.text) or [(0, len(passage.text))]
        for place in saying[hit.ordinal]:
            start, end = sentences[place]
            sentence = passage.text[start:end]
            # The words of the last may be those of what stands beside the passage.
            if (says.doubts or place + 1 == len(sentences)) and not says(sentence):
                continue
            weight = 0.0
            if leaning:
                told = read_leaning(sentence)
                if told.side * leaning <= _LEANS:
                    continue
                weight = (told.praise - told.fault) * leaning
            found.append(
                Mention(finder.library.number_at(hit.ordinal), hit.ordinal, start, hit.score * (1 + weight / 10))
            )
            break
    return found


def _times_held(finder: Finder, ways: Sequence[tuple[str, ...]]) -> int:
    """Count the passages that say a thing, each as often as it has one of its ways."""
    return sum(len(finder.searcher.prepared.where_all(way)) for way in ways)


def rarest_of(finder: Finder, concepts: Sequence[Concept]) -> Concept:
    """Give the concept that the fewest passages speak of, in any of its ways."""
    return min(concepts, key=lambda one: _times_held(finder, _ways(one, synonyms=True)))


def _having_rest(finder: Finder, saying: Iterable[int], things: Sequence[Sequence[tuple[str, ...]]]) -> Iterator[int]:
    """Yield those of some passages that have, with the headings over them, the words of each thing, by the index: to
    take a text apart takes ten times as long."""
    prepared, terms = finder.searcher.prepared, finder.searcher.lexicon.analyzer.terms
    over = cache(lambda sections: frozenset(terms(" . ".join(sections))))
    asked = [(prepared.having_a_way(ways), ways, {word for way in ways for word in way}) for ways in things]
    for ordinal in saying:
        lacking = [(ways, words) for held, ways, words in asked if not held[ordinal]]
        if lacking:
            above = over(finder.library.at(ordinal)[1].sections)
            if any(above.isdisjoint(words) for _, words in lacking):
                continue
            stems = above.union(prepared.stems_in(ordinal))
            if not all(any(map(stems.issuperset, ways)) for ways, _ in lacking):
                continue
        yield ordinal


def says_all(finder: Finder, topic: Topic, *, synonyms: bool = False) -> "_Sayer":
    """Make what tells whether a text says everything of a topic, each in one of the ways that really say it."""
    return _Sayer(finder, _things(topic, synonyms=synonyms))


class _Sayer:
    """Tells whether a text says some things, each in one of its ways and not only in a term of another meaning;
    ``doubts`` where any of these terms has a way in it."""

    def __init__(self, finder: Finder, asked: Sequence[Sequence[tuple[str, ...]]]) -> None:
        """Take the ways to say each thing, in stems."""
        self._terms_of = finder.searcher.lexicon.analyzer.terms
        words = frozenset(word for ways in asked for way in ways for word in way)
        others = [other_terms(ways, words, self._terms_of) for ways in asked]
        self._asked, self._prepared = asked, finder.searcher.prepared
        self._things = [([f" {' '.join(way)} " for way in ways], o) for ways, o in zip(asked, others, strict=True)]
        self.doubts = any(others)

    @cached_property
    def may(self) -> Sequence[bool]:
        """Tell of each passage of the library whether it has, by the index, the words of all things."""
        return self._prepared.having_each(self._asked)

    def __call__(self, text: str) -> bool:
        """Say whether a text says them all; where there is none to say, it does not."""
        terms = f" {' '.join(self._terms_of(text))} "
        for ways, others in self._things:
            told = terms
            for other in others:
                told = told.replace(other, " . ")
            if not any(way in told for way in ways):
                return False
        return bool(self._things)


def flat(text: str) -> str:
    """Write a text on one line with straight apostrophes."""
    return " ".join(text.replace("’", "'").split())


def _things(topic: Topic, *, synonyms: bool) -> list[list[tuple[str, ...]]]:
    """List, for each thing that must be said, the ways to say it; "this or that" is one thing, and so are two words for
    the same ("out of hours", "EDT")."""
    things: dict[int, list[tuple[str, ...]]] = {}
    for place, concept in enumerate(topic.concepts):
        if not concept.guessed:
            things.setdefault(-concept.either or place + 1, []).extend(_ways(concept, synonyms=synonyms))
    told: list[list[tuple[str, ...]]] = []
    for ways in things.values():
        same = next((one for one in told if not set(one).isdisjoint(ways)), None)
        if same is None:
            told.append(ways)
        else:
            same.extend(ways)
    return told


def _ways(concept: Concept, *, synonyms: bool) -> list[tuple[str, ...]]:
    """List the ways that really say a concept."""
    ways = [
        way.terms
        for way in concept.alternatives
        if (way.weight >= _SURELY and way.origin not in _LOOSE)
        or (synonyms and way.origin == "synonym")
        or (way.origin == "initials" and len(way.terms) > 1)  # what they stand for
    ]
    return ways or [concept.alternatives[0].terms]
