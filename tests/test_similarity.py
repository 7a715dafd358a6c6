"""Postings give rank-bm25's own scores, on the samples and on real reports."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.readers import SUFFIXES, read_source
from index.search.bm25 import Postings, build_postings, lucene_idf, reference, weigh
from index.search.build.document_columns import TermStream
from index.search.build.entries import count_entries
from index.structure import parse
from index.text.analyzer import Analyzer
from index.text.stemmer import load_stemmer

SAMPLES = Path(__file__).parent.parent / "documents"


def scores(postings: Postings, terms: Iterable[int], count: int) -> NDArray[np.float64]:
    """Add up what terms are worth in each of ``count`` passages: BM25 of a bag of words."""
    total = np.zeros(count)
    for term in terms:
        passages, impacts = postings.of(term)
        total[passages] += impacts
    return total


@pytest.fixture(scope="module", params=["samples", "reports"])
def corpus(request: pytest.FixtureRequest) -> list[list[str]]:
    analyzer = Analyzer({}, load_stemmer())
    if request.param == "samples":
        files = [file for file in sorted(SAMPLES.rglob("*")) if file.suffix in SUFFIXES]
    else:
        shared: Path = request.getfixturevalue("shared")
        files = sorted((shared / "library" / "inspections").rglob("*.pdf"))[3:40:6]
        files += sorted((shared / "seeds").iterdir())
    return [analyzer.terms(p.text) for file in files for p in parse(read_source(file)).passages]


@pytest.fixture(scope="module")
def vocabulary(corpus: list[list[str]]) -> dict[str, int]:
    return {term: number for number, term in enumerate(sorted({term for text in corpus for term in text}))}


@pytest.fixture(scope="module")
def postings(corpus: list[list[str]], vocabulary: dict[str, int]) -> Postings:
    lengths = np.array([len(text) for text in corpus], np.int32)
    stream = np.array([vocabulary[term] for text in corpus for term in text], np.int32)
    entries = count_entries(TermStream(stream, lengths), len(vocabulary))
    model = weigh(entries.containing.tolist(), len(lengths), len(stream))
    idf = list(model.idf.values())
    return build_postings(entries.starts, entries.passages, entries.times, lengths, idf=idf, average=model.avgdl)


@pytest.mark.parametrize(
    "question",
    ["children", "private fostering", "the and of", "return home interviews missing missing", "nothing xyzzy stands"],
)
def test_postings_equal_rank_bm25(
    question: str, corpus: list[list[str]], vocabulary: dict[str, int], postings: Postings
) -> None:
    terms = Analyzer({}, load_stemmer()).terms(question)
    expected = reference(corpus).get_scores(terms)
    found = scores(postings, [vocabulary[term] for term in terms if term in vocabulary], len(corpus))
    assert np.abs(found - expected).max() < 1e-9


def test_every_term_of_the_corpus_scores_as_rank_bm25_does(
    corpus: list[list[str]], vocabulary: dict[str, int], postings: Postings
) -> None:
    model = reference(corpus)
    for term in sorted(vocabulary)[::40]:
        found = scores(postings, [vocabulary[term]], len(corpus))
        assert np.abs(found - model.get_scores([term])).max() < 1e-9


def test_a_term_in_more_than_half_of_the_passages_still_counts() -> None:
    assert lucene_idf(100, 90) > 0


def test_a_term_knows_its_passages_in_order(postings: Postings, vocabulary: dict[str, int]) -> None:
    passages, impacts = postings.of(vocabulary["child"])
    assert list(passages) == sorted(set(passages.tolist()))
    assert (impacts > 0).all()
