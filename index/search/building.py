"""Building: what indexing makes of the passages, so that a start only loads it.

In come passages; out go named blobs that are stored with the generation and read back by the searcher: words,
postings, phrases, sentences, associations. Nothing here is done at question time.
"""

import gc
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.indexing.preparation import Prepared
from index.models import Passage
from index.question.lexicon import Described, Lexicon, compile_lexicon
from index.question.spans import features, find_spans
from index.question.spelling import list_candidates
from index.search.abbreviations import find_abbreviations
from index.search.analysis import STOP_WORDS, Analyzer, forms, load_stemmer
from index.search.associations import compose, learn_associations
from index.search.figures import figures_given
from index.search.similarity import Postings, build_postings, lucene_idf, reference
from index.search.snippet import sentences
from index.vocabulary.thesaurus import Gloss, load_glosses, load_thesaurus
from index.vocabulary.wording import load_elsewhere, load_initials

__all__ = ["SearchPreparation", "analyse", "build"]

_VERSION = "search 2"
_NAMED = 12  # how many members of its class stand for a term where a gloss teaches associations


@dataclass(frozen=True, slots=True)
class Analysed:
    """The words of a passage: forms of its text and of its context, of its headings, and where sentences begin."""

    text: list[str]
    context: list[str]
    headings: list[str]
    sentences: list[int]
    figures: list[int]
    matter: str
    abbreviations: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SearchPreparation:
    """Prepares documents and the library for the searcher."""

    version: str = _VERSION

    def warm_up(self) -> None:
        """Load the stemmer and the list of ordinary words: two seconds of imports that nothing else waits for."""
        load_stemmer()
        _ordinary_english()

    def prepare_document(self, passages: tuple[Passage, ...]) -> bytes:
        """List the words of every passage of a document."""
        analysed = [analyse(passage) for passage in passages]
        return json.dumps(
            [[a.text, a.context, a.headings, a.sentences, a.figures, a.matter, a.abbreviations] for a in analysed]
        ).encode()

    def prepare_index(self, library: Iterable[Prepared]) -> Mapping[str, bytes]:
        """Build what search needs from the words of all documents."""
        # Millions of small lists, none in a circle: looking for circles would take a fifth of the time.
        collecting = gc.isenabled()
        gc.disable()
        try:
            analysed = [Analysed(*row) for prepared in library for row in json.loads(prepared.data or b"[]")]
            return build(analysed)
        finally:
            if collecting:
                gc.enable()


def analyse(passage: Passage) -> Analysed:
    """List the words of a passage."""
    found = forms(passage.text)
    ranges = sentences(passage.text)
    beginnings = [start for start, _ in ranges]
    figures = [int(figures_given(passage.text[start:stop])) for start, stop in ranges]
    where = np.searchsorted([start for _, start, _ in found], beginnings)
    headings = [form for heading in passage.sections[-2:] for form, _, _ in forms(heading)]
    abbreviations = [(short, long) for short, longs in find_abbreviations([passage.text]).items() for long in longs]
    context = [form for form, _, _ in forms(passage.context)]
    bounds = [int(n) for n in where]
    return Analysed(
        [form for form, _, _ in found], context, headings, bounds, figures, passage.matter.value, abbreviations
    )


def build(passages: Sequence[Analysed]) -> dict[str, bytes]:
    """Build everything that search needs from the words of the passages, in the order of their ordinals."""
    stem = load_stemmer()
    table: dict[str, str] = {}

    def remember(form: str) -> str:
        table[form] = known = stem(form)
        return known

    analyzer = Analyzer(table, remember)
    texts = [[analyzer.stem(form) for form in (*passage.text, *passage.context)] for passage in passages]
    headings = [[analyzer.stem(form) for form in passage.headings] for passage in passages]
    lexicon, ordinary = _lexicon(passages, texts, table, analyzer)
    phrases = _phrases(lexicon)
    vocabulary = {term: number for number, term in enumerate(sorted({term for text in texts for term in text}))}
    lengths = [len(text) for text in texts]
    model = reference(texts) if any(texts) else None
    average = float(model.avgdl) if model else 1.0
    words = build_postings(
        [Counter(vocabulary[term] for term in text) for text in texts],
        lengths,
        idf=[model.idf[term] for term in vocabulary] if model else [],
        average=average,
    )
    stream = np.fromiter((vocabulary[term] for text in texts for term in text), dtype=np.int32)
    pieces = [_sentences(passage, text) for passage, text in zip(passages, texts, strict=True)]
    vectors = learn_associations(texts, _teachings(lexicon, analyzer), {analyzer.stem(word) for word in STOP_WORDS})
    return {
        "lexicon": lexicon.to_json(),
        "ordinary": "\n".join(f"{form} {rate:.3g}" for form, rate in sorted(ordinary.items())).encode(),
        "spelling": list_candidates(lexicon, ordinary),
        "terms": "\n".join(vocabulary).encode(),
        "phrases": "\n".join(" ".join(phrase) for phrase in phrases).encode(),
        "matters": "\n".join(passage.matter for passage in passages).encode(),
        "stream": stream.tobytes(),
        "offsets": _offsets(texts).tobytes(),
        "sentences": _offsets(pieces).tobytes(),
        "sentence.lengths": np.fromiter((len(s) for piece in pieces for s in piece), dtype=np.int32).tobytes(),
        "sentence.figures": bytes(flag for passage in passages for flag in (passage.figures or [0])),
        "vectors.stems": "\n".join(vectors.stems).encode(),
        "vectors": vectors.rows.astype(np.float16).tobytes(),
        "passage.vectors": compose(texts, vectors).tobytes(),
        "sentence.vectors": compose([sentence for piece in pieces for sentence in piece], vectors).tobytes(),
        **_blobs("text", words),
        **_blobs("phrase", _phrase_postings(phrases, texts, lengths, average)),
        **_blobs("heading", _heading_postings(headings, vocabulary)),
    }


def _lexicon(
    passages: Sequence[Analysed], texts: Sequence[Sequence[str]], table: Mapping[str, str], analyzer: Analyzer
) -> tuple[Lexicon, Mapping[str, float]]:
    """Bring together what is known of words, the descriptions of the glosses last: they are read through the rest."""
    explained: dict[str, Counter[str]] = {}
    for passage in passages:
        for short, long in passage.abbreviations:
            explained.setdefault(short, Counter())[long] += 1
    ordinary = _ordinary_english()
    lexicon = compile_lexicon(
        thesaurus=load_thesaurus(),
        glosses=load_glosses(),
        initials=load_initials(),
        abbreviations={s: [long for long, _ in longs.most_common(3)] for s, longs in sorted(explained.items())},
        ordinary=ordinary,
        library=Counter(term for text in texts for term in set(text)),
        forms=tuple(table),
        passages=len(passages),
        analyzer=analyzer,
        elsewhere=load_elsewhere(),
    )
    return replace(lexicon, glosses=_describe(load_glosses(), lexicon, analyzer)), ordinary


@cache
def _ordinary_english() -> dict[str, float]:
    """Load how many in a million words of ordinary English each form is, from the spelling library's own list."""
    from spellchecker import SpellChecker

    frequencies: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    total = sum(frequencies.values())
    return {form: count * 1e6 / total for form, count in frequencies.items() if form.isalpha()}


def _describe(glosses: Iterable[Gloss], lexicon: Lexicon, analyzer: Analyzer) -> tuple[Described, ...]:
    """Tell the features of every description."""
    described = []
    for gloss in glosses:
        for text in gloss.descriptions:
            tokens = analyzer.tokens(text)
            told = features(tokens, find_spans(tokens, text, lexicon), lexicon)
            if told:
                described.append(Described(gloss.term, tuple(analyzer.terms(gloss.term)), frozenset().union(*told)))
    return tuple(described)


def _teachings(lexicon: Lexicon, analyzer: Analyzer) -> list[list[str]]:
    """Write each description beside the names of what it describes, and each class out, to learn associations from."""
    taught = []
    for gloss in load_glosses():
        terms = tuple(analyzer.terms(gloss.term))
        named = list(terms)
        for number in lexicon.triggers.get(terms, ()):
            named += [stem for target in lexicon.classes[number].targets[:_NAMED] for stem in target]
        taught += [[*analyzer.terms(description), *named] for description in gloss.descriptions]
    for entry in lexicon.classes:
        if not entry.learned and not entry.evaluative:
            taught.append([stem for target in entry.targets for stem in target])
    return taught


def _phrases(lexicon: Lexicon) -> list[tuple[str, ...]]:
    """List every phrase of several words that a question can bring in."""
    found: set[tuple[str, ...]] = {terms for terms in lexicon.triggers if len(terms) > 1}
    for entry in lexicon.classes:
        found.update(terms for terms in (*entry.targets, *entry.related) if len(terms) > 1)
    found.update(gloss.term for gloss in lexicon.glosses if len(gloss.term) > 1)
    return sorted(found)


def _phrase_postings(
    phrases: Sequence[tuple[str, ...]], texts: Sequence[Sequence[str]], lengths: Sequence[int], average: float
) -> Postings:
    """Count every phrase in every passage; a phrase is found by its first two words."""
    by_start: dict[tuple[str, str], list[tuple[int, tuple[str, ...]]]] = {}
    for number, phrase in enumerate(phrases):
        by_start.setdefault((phrase[0], phrase[1]), []).append((number, phrase))
    occurrences = []
    for text in texts:
        counter: Counter[int] = Counter()
        for position, pair in enumerate(pairwise(text)):
            for number, phrase in by_start.get(pair, ()):
                if tuple(text[position : position + len(phrase)]) == phrase:
                    counter[number] += 1
        occurrences.append(counter)
    containing: Counter[int] = Counter(number for counter in occurrences for number in counter)
    idf = [lucene_idf(len(texts), containing[number]) for number in range(len(phrases))]
    return build_postings(occurrences, lengths, idf=idf, average=average)


def _heading_postings(headings: Sequence[Sequence[str]], vocabulary: Mapping[str, int]) -> Postings:
    counters = [Counter(vocabulary[term] for term in heading if term in vocabulary) for heading in headings]
    containing: Counter[int] = Counter(term for counter in counters for term in counter)
    lengths = [len(heading) for heading in headings]
    idf = [lucene_idf(len(headings), containing[number]) for number in range(len(vocabulary))]
    return build_postings(counters, lengths, idf=idf, average=max(sum(lengths) / max(len(lengths), 1), 1.0))


def _sentences(passage: Analysed, text: list[str]) -> list[list[str]]:
    """Cut the stems of a passage at its sentences; its context goes with the last."""
    bounds = [*passage.sentences, len(text)]
    return [text[start:stop] for start, stop in pairwise(bounds)] or [text]


def _offsets(items: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    offsets = np.zeros(len(items) + 1, dtype=np.int32)
    np.cumsum([len(item) for item in items], out=offsets[1:])
    return offsets


def _blobs(name: str, postings: Postings) -> dict[str, bytes]:
    return {
        f"{name}.starts": np.asarray(postings.starts, np.int32).tobytes(),
        f"{name}.passages": postings.passages.astype(np.int32).tobytes(),
        f"{name}.impacts": postings.impacts.tobytes(),
    }
