"""Measure ranking: ``Searcher.rank``, which every answer calls, against engines that rank by BM25 alone.

    python benchmarks/ranking.py INDEX [--json]

INDEX is an index file that ``findings index`` made. The smaller set is its first 8,000 passages; the larger one is
40,000 passages drawn by a seeded generator with the term statistics of the real ones. Questions are two to eight words
drawn from real passages; they are understood before the clock starts. All engines get the same tokens and give their
best 10. ``Searcher.rank`` does more than the others: synonyms, phrases, headings, likeness of meaning and whether the
best passages answer at all. Times are medians of processor
time; read them as ratios, for the machine varies.
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import bm25s
import numpy as np
import tantivy

from index.models import Passage, Unit
from index.query import Topic, understand_topic
from index.search import Searcher
from index.search.bm25 import K1, B, reference
from index.search.build import prepare_document, prepare_index
from index.storage import open_library
from index.text.analyzer import raw_forms

SIZES, QUESTIONS, BEST, SEED = (8_000, 40_000), 200, 10, 20180101
SLOW = 20  # questions put to rank-bm25, which walks every passage


def main() -> int:
    """Run the benchmark and print a table of medians in milliseconds, and ratios to bm25s."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    real = real_passages(arguments.index)
    rows = []
    for size in SIZES:
        texts = real[:size] if len(real) >= size else generate(real, size)
        artifacts = build(texts)
        questions = draw_questions(texts)
        rows.append({"passages": size, "engine": "findings", "ms": measure(*ours(artifacts, size, questions))})
        corpus = tokens(artifacts)
        stems = stems_by_word(artifacts)
        asked = [[stems[word] for word in question if word in stems] for question in questions]
        for engine, make in ENGINES.items():
            some = asked[:SLOW] if engine == "rank-bm25" else asked
            rows.append({"passages": size, "engine": engine, "ms": measure(make(corpus), some)})
    for row in rows:
        base = next(r["ms"] for r in rows if r["passages"] == row["passages"] and r["engine"] == "bm25s")
        row["ratio"] = row["ms"] / base
    if arguments.json:
        print(json.dumps(rows))
    else:
        for row in rows:
            print(f"{row['passages']:>7,}  {row['engine']:<12} {row['ms']:9.3f} ms  {row['ratio']:7.2f} x bm25s")
    return 0


def real_passages(index: Path) -> list[list[str]]:
    """Read the words of every passage of an index."""
    library = open_library(index)
    texts = (raw_forms(p.text) for document in library.documents for p in library.passages_of(document))
    return [text for text in texts if text]


def build(texts: Sequence[Sequence[str]]) -> Mapping[str, bytes]:
    """Prepare a library of one document that has these passages."""
    passages = (Passage(n, " ".join(text), Unit.NUMBERED, number=str(n + 1)) for n, text in enumerate(texts))
    return prepare_index([prepare_document(tuple(passages))])


def tokens(artifacts: Mapping[str, bytes]) -> list[list[str]]:
    """Give the stems of every passage, as search holds them."""
    terms = artifacts["terms"].decode().split("\n")
    stream = np.frombuffer(artifacts["stream"], np.int32)
    ends = np.cumsum(np.frombuffer(artifacts["lengths"], np.int32))
    return [[terms[t] for t in stream[a:b]] for a, b in pairwise([0, *ends.tolist()])]


def stems_by_word(artifacts: Mapping[str, bytes]) -> dict[str, str]:
    """Give the stem of each form of the library."""
    return dict(line.split(" ") for line in artifacts["stems"].decode().split("\n")[1:])


def generate(real: Sequence[Sequence[str]], size: int) -> list[list[str]]:
    """Draw passages with the lengths and the frequencies of the real ones, and terms of their own for the tail."""
    generator = np.random.default_rng(SEED)
    counts = Counter(term for text in real for term in text)
    terms = np.array(sorted(counts))
    weights = np.array([counts[term] for term in terms], dtype=float)
    lengths = generator.choice([len(text) for text in real], size=size)
    drawn = generator.choice(terms, size=int(lengths.sum()), p=weights / weights.sum())
    bounds = np.concatenate(([0], np.cumsum(lengths)))
    return [drawn[a:b].tolist() for a, b in pairwise(bounds)]


def draw_questions(corpus: Sequence[Sequence[str]]) -> list[list[str]]:
    """Draw questions of two to eight terms, each from one passage."""
    generator = np.random.default_rng(SEED + 1)
    questions = []
    while len(questions) < QUESTIONS:
        text = corpus[int(generator.integers(len(corpus)))]
        if len(set(text)) >= 8:
            terms = generator.choice(sorted(set(text)), size=int(generator.integers(2, 9)), replace=False)
            questions.append(terms.tolist())
    return questions


def ours(
    artifacts: Mapping[str, bytes], size: int, questions: Sequence[Sequence[str]]
) -> tuple[Callable[[Topic], object], list[Topic]]:
    """Give what ranks for an answer, and the questions as it is given them."""
    searcher = Searcher(artifacts, [(0, size)])
    topics = [
        understand_topic(" ".join(question), searcher.lexicon, searcher.speller, searcher.glossary)
        for question in questions
    ]
    return lambda topic: searcher.rank(topic, {0: 1.0}, limit=BEST), topics


def bm25s_engine(corpus: list[list[str]]) -> Callable[[list[str]], object]:
    engine = bm25s.BM25(method="lucene", k1=K1, b=B)
    engine.index(corpus, show_progress=False)
    return lambda terms: engine.retrieve([terms], k=BEST, show_progress=False, n_threads=0)


def fts5_engine(corpus: list[list[str]]) -> Callable[[list[str]], object]:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize='unicode61')")
    database.executemany("INSERT INTO passages VALUES (?)", [(" ".join(text),) for text in corpus])
    query = f"SELECT rowid, bm25(passages) FROM passages WHERE passages MATCH ? ORDER BY rank LIMIT {BEST}"
    return lambda terms: database.execute(query, (" OR ".join(f'"{term}"' for term in terms),)).fetchall()


def tantivy_engine(corpus: list[list[str]]) -> Callable[[list[str]], object]:
    schema = tantivy.SchemaBuilder().add_text_field("text", tokenizer_name="whitespace").build()
    index = tantivy.Index(schema, tempfile.mkdtemp())
    writer = index.writer()
    for text in corpus:
        writer.add_document(tantivy.Document(text=" ".join(text)))
    writer.commit()
    index.reload()
    searcher = index.searcher()

    def search(terms: list[str]) -> object:
        parts = [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "text", term)) for term in terms]
        return searcher.search(tantivy.Query.boolean_query(parts), BEST).hits

    return search


def rank_engine(corpus: list[list[str]]) -> Callable[[list[str]], object]:
    model = reference(corpus)
    return lambda terms: np.argsort(-model.get_scores(terms), kind="stable")[:BEST]


ENGINES: dict[str, Callable[[list[list[str]]], Callable[[list[str]], object]]] = {
    "bm25s": bm25s_engine,
    "sqlite fts5": fts5_engine,
    "tantivy": tantivy_engine,
    "rank-bm25": rank_engine,
}


def measure(search: Callable[[Any], object], questions: Sequence[Any]) -> float:
    """Give the median processor time of a question in milliseconds, after a warm-up."""
    for question in questions[:5]:
        search(question)
    times = []
    for question in questions:
        started = time.process_time()
        search(question)
        times.append(time.process_time() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
