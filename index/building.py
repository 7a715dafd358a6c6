"""What indexing prepares for search, so that a start only loads it: words, postings, phrases, sentences.

In come the passages of a generation in the order of their numbers; out go named blobs that are stored with the
generation and read back by the searcher. Nothing here is done at question time.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from index.abbreviations import find_abbreviations
from index.analysis import Analyzer, forms, load_stemmer
from index.models import Passage
from index.question.lexicon import Described, Lexicon, compile_lexicon
from index.question.spans import features, find_spans
from index.question.spelling import list_candidates
from index.similarity import Postings, build_postings, lucene_idf, reference
from index.snippet import sentences
from index.vocabulary.thesaurus import Gloss, load_glosses, load_thesaurus

__all__ = ["FORMAT", "prepare"]

# Raised whenever a blob changes its meaning, so that an index of an older program is prepared again.
FORMAT = 1


def prepare(passages: Sequence[Passage]) -> dict[str, bytes]:
    """Prepare everything that search needs from the passages."""
    stem = load_stemmer()
    table: dict[str, str] = {}

    def remember(form: str) -> str:
        table[form] = known = stem(form)
        return known

    analyzer = Analyzer(table, remember)
    texts, headings, bounds = [], [], []
    for passage in passages:
        text = passage.text
        tokens = analyzer.tokens(text)
        starts = [start for start, _ in sentences(text)]
        where = np.searchsorted([token.start for token in tokens], starts)
        bounds.append(where)
        texts.append([token.term for token in tokens] + analyzer.terms(passage.context))
        headings.append([term for heading in passage.sections[-2:] for term in analyzer.terms(heading)])
    vocabulary = {term: number for number, term in enumerate(sorted({t for text in texts for t in text}))}
    stream = np.fromiter((vocabulary[t] for text in texts for t in text), dtype=np.int32)
    offsets = np.zeros(len(texts) + 1, dtype=np.int32)
    np.cumsum([len(text) for text in texts], out=offsets[1:])
    frequency = Counter(term for text in texts for term in set(text))
    ordinary = _ordinary_english()
    lexicon = compile_lexicon(
        thesaurus=load_thesaurus(),
        glosses=load_glosses(),
        abbreviations=find_abbreviations(passage.text for passage in passages),
        ordinary=ordinary,
        library=frequency,
        forms=tuple(table),
        passages=len(passages),
        analyzer=analyzer,
    )
    lexicon = replace(lexicon, glosses=_describe(load_glosses(), lexicon, analyzer))
    phrases = _phrases(lexicon)
    text_model = reference(texts) if texts else None
    average = float(text_model.avgdl) if text_model else 0.0
    lengths = [len(text) for text in texts]
    text_postings = build_postings(
        [Counter(vocabulary[t] for t in text) for text in texts],
        lengths,
        idf=[text_model.idf[term] for term in vocabulary] if text_model else [],
        average=average,
    )
    phrase_postings = _phrase_postings(phrases, texts, lengths, average)
    heading_lengths = [len(heading) for heading in headings]
    heading_terms = [Counter(vocabulary[t] for t in heading if t in vocabulary) for heading in headings]
    containing = Counter(term for counter in heading_terms for term in counter)
    heading_postings = build_postings(
        heading_terms,
        heading_lengths,
        idf=[lucene_idf(len(passages), containing[number]) for number in range(len(vocabulary))],
        average=max(sum(heading_lengths) / max(len(headings), 1), 1.0),
    )
    return {
        "format": str(FORMAT).encode(),
        "lexicon": lexicon.to_json(),
        "terms": "\n".join(vocabulary).encode(),
        "phrases": json.dumps([" ".join(phrase) for phrase in phrases]).encode(),
        "stream": stream.tobytes(),
        "offsets": offsets.tobytes(),
        "sentences": json.dumps([[int(b) for b in bound] for bound in bounds]).encode(),
        **_blobs("text", text_postings),
        **_blobs("phrase", phrase_postings),
        **_blobs("heading", heading_postings),
        "ordinary": "\n".join(f"{form} {rate:.3g}" for form, rate in sorted(ordinary.items())).encode(),
        "spelling": list_candidates(lexicon, ordinary),
        "average": str(average).encode(),
    }


def _blobs(name: str, postings: Postings) -> dict[str, bytes]:
    return {
        f"{name}.starts": postings.starts.tobytes(),
        f"{name}.passages": postings.passages.tobytes(),
        f"{name}.impacts": postings.impacts.tobytes(),
    }


def _ordinary_english() -> dict[str, float]:
    """Load how many in a million words of ordinary English each form is, from the spelling library's own list."""
    from spellchecker import SpellChecker

    frequencies: Mapping[str, int] = SpellChecker(language="en").word_frequency.dictionary
    total = sum(frequencies.values())
    return {form: count * 1e6 / total for form, count in frequencies.items() if forms(form)}


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
        for position, pair in enumerate(zip(text, text[1:], strict=False)):
            for number, phrase in by_start.get(pair, ()):
                if tuple(text[position : position + len(phrase)]) == phrase:
                    counter[number] += 1
        occurrences.append(counter)
    containing: Counter[int] = Counter(number for counter in occurrences for number in counter)
    idf = [lucene_idf(len(texts), containing[number]) for number in range(len(phrases))]
    return build_postings(occurrences, lengths, idf=idf, average=average)


def _flat(items: Iterable[Sequence[str]]) -> list[str]:
    return [item for sequence in items for item in sequence]
