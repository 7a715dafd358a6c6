"""Build what search needs from the words of all documents, as named blobs that are stored with the generation.

In: the words of each document. Out: words, postings, phrases, sentences, word vectors, the lexicon.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache

import numpy as np

from index.query import GlossEntry, Lexicon, features, find_spans
from index.search.bm25 import Counts, Postings, build_postings, lucene_idf, weigh
from index.search.build.corpus import Corpus, count_phrases, count_terms, merge_documents, offsets
from index.search.build.document_terms import DocumentTerms
from index.search.build.lexicon_builder import compile_lexicon, list_candidates
from index.search.build.library_names import learn_names
from index.search.build.word_vectors import TermMatrix, embed, learn_associations
from index.text import STOP_WORDS, Analyzer, Stems, Token, ordinary_english
from index.vocabulary import Gloss, load_elsewhere, load_glosses, load_initials, load_thesaurus

_COMMON = 0.5  # in a million words: the lexicon asks for the stems of such forms in any case
_NAMED = 12  # how many members of its class stand for a term where a gloss teaches associations


def load_lists(former: Mapping[str, bytes]) -> None:
    """Load what building takes, and take the stems that an earlier run found: they need not be found again."""
    _stems().take(former.get("stems", b""))
    for form, rate in ordinary_english().items():
        if rate >= _COMMON:
            _stems()(form)
    _ordinary_lines()


class _Reader(Analyzer):
    """The analyzer of the vocabulary, whose names come several times each; for one build."""

    def __init__(self, table: Mapping[str, str], fallback: Callable[[str], str]) -> None:
        super().__init__(table, fallback)
        self._read: dict[str, list[Token]] = {}

    def tokens(self, text: str) -> list[Token]:
        """List the tokens of a text in order."""
        known = self._read.get(text)
        if known is None:
            known = self._read[text] = super().tokens(text)
        return known

    def terms(self, text: str) -> list[str]:
        """List the stems of a text in order."""
        return [token.term for token in self.tokens(text)]


def build(documents: Iterable[DocumentTerms]) -> dict[str, bytes]:
    """Build everything that search needs from the words of the documents, in the order of their ordinals."""
    stem = _stems()
    table: dict[str, str] = {}

    def remember(form: str) -> str:
        table[form] = known = stem(form)
        return known

    analyzer = _Reader(table, remember)
    corpus = merge_documents(documents, analyzer.stem)
    words = count_terms(corpus.stream, corpus.lengths, len(corpus.terms))
    library = dict(zip(corpus.terms, words.containing.tolist(), strict=True))
    ordinary = ordinary_english()
    lexicon = _lexicon(corpus, library, ordinary, analyzer)
    lexicon = replace(lexicon, names=learn_names(corpus, lexicon.triggers, library, analyzer))
    # Learning is linear algebra, which leaves the interpreter free for the rest.
    with ThreadPoolExecutor(1) as beside:
        teachings = _teachings(lexicon, analyzer)
        stop = {analyzer.stem(word) for word in STOP_WORDS}
        vectors = beside.submit(_learn, corpus, words, teachings, stop)
        lexicon = replace(lexicon, glosses=_describe(load_glosses(), lexicon, analyzer))
        phrases = _phrases(lexicon)
        model = weigh(words.containing.tolist(), corpus.lengths) if len(corpus.stream) else None
        average = float(model.avgdl) if model else 1.0
        idf = list(model.idf.values()) if model else []
        return {
            "lexicon": lexicon.to_json(),
            "stems": stem.to_bytes(table),
            "ordinary": _ordinary_lines(),
            "spelling": list_candidates(lexicon, ordinary),
            "terms": "\n".join(corpus.terms).encode(),
            "phrases": "\n".join(" ".join(phrase) for phrase in phrases).encode(),
            "matters": "\n".join(corpus.matters).encode(),
            "stream": corpus.stream.astype(np.int32).tobytes(),
            "offsets": offsets(corpus.lengths).tobytes(),
            "sentences": offsets(corpus.sentence_counts).tobytes(),
            "sentence.lengths": corpus.sentences.astype(np.int32).tobytes(),
            "points": corpus.points.astype(np.int32).tobytes(),
            "headings": corpus.headings.astype(np.int32).tobytes(),
            "heading.offsets": offsets(corpus.heading_lengths).tobytes(),
            "sentence.figures": corpus.figures.astype(np.uint8).tobytes(),
            **_blobs("text", build_postings(words, corpus.lengths, idf=idf, average=average)),
            **_blobs("phrase", _phrase_postings(phrases, corpus, average)),
            **_blobs("heading", _heading_postings(corpus)),
            **vectors.result(),
        }


def _learn(
    corpus: Corpus, words: Counts, teachings: Sequence[Sequence[str]], stop: Collection[str]
) -> dict[str, bytes]:
    """Learn which words go together, and give every passage and sentence its direction."""
    vectors = learn_associations(words, corpus.terms, len(corpus.lengths), teachings, stop)
    number = {stem: position for position, stem in enumerate(vectors.stems)}
    sentences = count_terms(corpus.stream, corpus.sentences, len(corpus.terms))
    by_passage = TermMatrix.of(words, len(corpus.lengths), corpus.terms, number)
    by_sentence = TermMatrix.of(sentences, len(corpus.sentences), corpus.terms, number)
    return {
        "vectors.stems": "\n".join(vectors.stems).encode(),
        "vectors": vectors.rows.astype(np.float16).tobytes(),
        "passage.vectors": embed(by_passage, vectors).tobytes(),
        "sentence.vectors": embed(by_sentence, vectors).tobytes(),
    }


def _lexicon(corpus: Corpus, library: Mapping[str, int], ordinary: Mapping[str, float], analyzer: Analyzer) -> Lexicon:
    """Bring together what is known of words, without the descriptions of the glosses, which are read through it."""
    explained: dict[str, Counter[str]] = {}
    for short, long in corpus.abbreviations:
        explained.setdefault(short, Counter())[long] += 1
    return compile_lexicon(
        thesaurus=load_thesaurus(),
        glosses=load_glosses(),
        initials=load_initials(),
        abbreviations={s: [long for long, _ in longs.most_common(3)] for s, longs in sorted(explained.items())},
        ordinary=ordinary,
        library=library,
        forms=tuple(corpus.forms),
        passages=len(corpus.lengths),
        analyzer=analyzer,
        elsewhere=load_elsewhere(),
    )


@cache
def _ordinary_lines() -> bytes:
    return "\n".join(f"{form} {rate:.3g}" for form, rate in sorted(ordinary_english().items())).encode()


@cache
def _stems() -> Stems:
    return Stems()


def _describe(glosses: Iterable[Gloss], lexicon: Lexicon, analyzer: Analyzer) -> tuple[GlossEntry, ...]:
    """Tell the features of every description."""
    described = []
    for gloss in glosses:
        for text in gloss.descriptions:
            tokens = analyzer.tokens(text)
            told = features(tokens, find_spans(tokens, text, lexicon), lexicon)
            if told:
                described.append(GlossEntry(gloss.term, tuple(analyzer.terms(gloss.term)), frozenset().union(*told)))
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
    found.update(lexicon.names)
    found.update(gloss.term for gloss in lexicon.glosses if len(gloss.term) > 1)
    return sorted(found)


def _phrase_postings(phrases: Sequence[tuple[str, ...]], corpus: Corpus, average: float) -> Postings:
    counts = count_phrases(phrases, corpus)
    idf = [lucene_idf(len(corpus.lengths), containing) for containing in counts.containing.tolist()]
    return build_postings(counts, corpus.lengths, idf=idf, average=average)


def _heading_postings(corpus: Corpus) -> Postings:
    counts = count_terms(corpus.headings, corpus.heading_lengths, len(corpus.terms))
    lengths = corpus.heading_lengths
    idf = [lucene_idf(len(lengths), containing) for containing in counts.containing.tolist()]
    average = max(int(lengths.sum()) / max(len(lengths), 1), 1.0)
    return build_postings(counts, lengths, idf=idf, average=average)


def _blobs(name: str, postings: Postings) -> dict[str, bytes]:
    return {
        f"{name}.starts": np.asarray(postings.starts, np.int32).tobytes(),
        f"{name}.passages": postings.passages.astype(np.int32).tobytes(),
        f"{name}.impacts": postings.impacts.tobytes(),
    }
