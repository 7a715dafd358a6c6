"""Own words: what indexing prepared, with the words of the admins in place.

In come the artifacts of a generation and the local words; out go artifacts that hold them, as if they had been there
when the library was indexed: classes that a question's words bring in, and postings of the phrases among them. Nothing
is written to the index.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.errors import IndexStoreError
from index.query import Lexicon, TermClass, Terms, trigger_key
from index.search.bm25 import Ints, lucene_idf
from index.text import find_abbreviations, lemma, normalise
from index.vocabulary import LocalWords


@dataclass(frozen=True, slots=True)
class Learned:
    """An abbreviation that the library explains, its long forms, and whether it brings them in."""

    short: str
    long: tuple[str, ...]
    on: bool


def learned_abbreviations(artifacts: Mapping[str, bytes], words: LocalWords) -> tuple[Learned, ...]:
    """List the abbreviations that were learned from the library, in the order of the alphabet.

    Raises:
        IndexStoreError: another version of Findings prepared the index.
    """
    try:
        lexicon = Lexicon.from_json(artifacts["lexicon"])
    except (KeyError, ValueError) as error:
        raise IndexStoreError("The index was prepared by another version of Findings. Run: findings index") from error
    found = {}
    for entry in lexicon.classes:
        if entry.learned and len(entry.names) > 1:
            *long, short = entry.names  # the long forms come first (index.query.lexicon)
            found[short] = Learned(short.upper(), tuple(long), short.casefold() not in words.off)
    return tuple(found[short] for short in sorted(found))


def is_known_word(artifacts: Mapping[str, bytes], word: str) -> bool:
    """Say whether the vocabulary or the library gives a word or phrase a meaning, so that it can be switched off."""
    lexicon = Lexicon.from_json(artifacts["lexicon"])
    key = trigger_key(lexicon.analyzer.tokens(word))
    described = {gloss.name.casefold() for gloss in lexicon.glosses}
    return key in lexicon.triggers or lemma(normalise(word)) in lexicon.lone or word.casefold() in described


def explained_in(texts: Iterable[tuple[str, str]], learned: Sequence[Learned]) -> dict[str, str]:
    """Map the short forms to the first document that explains them; ``texts`` are documents, each with one passage."""
    wanted = {entry.short: set(entry.long) for entry in learned}
    found: dict[str, str] = {}
    for document, text in texts:
        if "(" not in text:
            continue
        for short, longs in find_abbreviations([text]).items():
            name = short.upper()
            if name not in found and not wanted.get(name, set()).isdisjoint(longs):
                found[name] = document
    return found


def with_own_words(artifacts: Mapping[str, bytes], words: LocalWords) -> Mapping[str, bytes]:
    """Give the artifacts with the local words in them."""
    if not (words.terms or words.off):
        return artifacts
    lexicon = _add_terms(_switch_off(Lexicon.from_json(artifacts["lexicon"]), words), words)
    known = artifacts["phrases"].decode().split("\n") if artifacts["phrases"] else []
    wanted = {" ".join(terms) for entry in lexicon.classes for terms in entry.targets if len(terms) > 1}
    new = sorted(wanted - set(known))
    blobs = _phrase_blobs(artifacts, [tuple(phrase.split(" ")) for phrase in new])
    if blobs:
        blobs["phrases"] = "\n".join((*known, *new)).encode()
    return {**artifacts, "lexicon": lexicon.to_json(), **blobs}


def _switch_off(lexicon: Lexicon, words: LocalWords) -> Lexicon:
    analyzer = lexicon.analyzer
    gone = {trigger_key(analyzer.tokens(word)) for word in words.off}
    lone = {lemma(normalise(word)) for word in words.off if " " not in word}
    return replace(
        lexicon,
        triggers={terms: numbers for terms, numbers in lexicon.triggers.items() if terms not in gone},
        lone={form: numbers for form, numbers in lexicon.lone.items() if form not in lone},
        glosses=tuple(gloss for gloss in lexicon.glosses if gloss.name.casefold() not in words.off),
    )


def _add_terms(lexicon: Lexicon, words: LocalWords) -> Lexicon:
    analyzer = lexicon.analyzer
    classes, triggers, lone = list(lexicon.classes), dict(lexicon.triggers), dict(lexicon.lone)
    stems = dict(lexicon.stems)
    for term, ways in words.terms.items():
        names: dict[Terms, str] = {}
        for name in (term, *ways):
            tokens = analyzer.tokens(name)
            stems.update({token.form: token.term for token in tokens if token.form not in stems})
            names.setdefault(tuple(token.term for token in tokens), name)
        number = len(classes)
        classes.append(TermClass(tuple(names), tuple(names.values()), ()))
        for name in names.values():
            key = trigger_key(analyzer.tokens(name))
            if not key:
                continue
            triggers[key] = (number, *triggers.get(key, ()))
            if len(key) == 1:
                form = lemma(normalise(name))
                lone[form] = (number, *lone.get(form, ()))
    longest = max((len(terms) for terms in triggers), default=1)
    own = {normalise(name) for term, ways in words.terms.items() for name in (term, *ways) if " " not in name.strip()}
    return replace(
        lexicon,
        classes=tuple(classes),
        triggers=triggers,
        lone=lone,
        stems=stems,
        everyday=lexicon.everyday - own,  # an everyday word that an admin gives a meaning has it
        longest=longest,
    )


def _phrase_blobs(artifacts: Mapping[str, bytes], phrases: Sequence[Terms]) -> dict[str, bytes]:
    """Count the new phrases in every passage, and append their postings to those that are held."""
    if not phrases or "lengths" not in artifacts:  # an index of an older version answers without them
        return {}
    terms = artifacts["terms"].decode().split("\n") if artifacts["terms"] else []
    numbers = {term: number for number, term in enumerate(terms)}
    stream = np.frombuffer(artifacts["stream"], np.int32)
    offsets = np.concatenate([[0], np.cumsum(np.frombuffer(artifacts["lengths"], np.int32))])
    count = len(offsets) - 1
    found = [np.unique(_passages_with(p, numbers, stream, offsets), return_counts=True) for p in phrases]
    here = [len(passages) for passages, _ in found]
    starts = np.frombuffer(artifacts["phrase.starts"], np.int32)
    added = {
        "starts": (starts[-1] + np.cumsum(here)).astype(np.int32),
        "passages": np.concatenate([passages for passages, _ in found]).astype(np.int32),
        "times": np.concatenate([times for _, times in found]).astype(np.uint16),
        "idf": np.array([lucene_idf(count, holding) for holding in here]),
    }
    return {f"phrase.{name}": artifacts[f"phrase.{name}"] + part.tobytes() for name, part in added.items()}


def _passages_with(
    phrase: Terms,
    numbers: Mapping[str, int],
    stream: NDArray[np.int32],
    offsets: NDArray[np.int32],
) -> Ints:
    """List the passage of every place where a phrase stands; one that would run over a passage's end does not count."""
    wanted = [numbers.get(term) for term in phrase]
    if None in wanted or len(stream) < len(phrase):
        return np.empty(0, np.intp)
    last = len(stream) - len(phrase) + 1
    here = np.ones(last, dtype=bool)
    for place, number in enumerate(wanted):
        here &= stream[place : place + last] == number
    starts = np.flatnonzero(here)
    first = np.searchsorted(offsets, starts, side="right") - 1
    end = np.searchsorted(offsets, starts + len(phrase) - 1, side="right") - 1
    return np.asarray(first[first == end], np.intp)
