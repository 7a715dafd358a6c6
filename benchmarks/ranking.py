"""Measure ranking: our postings against bm25s, SQLite FTS5, Tantivy and rank-bm25, on the same tokens and questions.

    python benchmarks/ranking.py INDEX [--json]

INDEX is an index file that ``findings index`` made. The smaller set is its first 8,000 passages; the larger one is
40,000 passages drawn by a seeded generator with the term statistics of the real ones. Questions are bags of two to
eight terms drawn from real passages. All engines get the same tokens and answer with their best 10. Times are
medians; read them as ratios, for the machine varies. Exit status 1 where ours takes longer than bm25s.
"""

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import bm25s
import numpy as np
import tantivy

from index.search.bm25 import K1, B, Postings, build_postings, reference, weigh
from index.search.build.corpus import count_terms
from index.storage.open import open_library

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
        corpus = real[:size] if len(real) >= size else generate(real, size)
        questions = draw_questions(corpus)
        for engine, search in engines(corpus).items():
            asked = questions[:SLOW] if engine == "rank-bm25" else questions
            rows.append({"passages": size, "engine": engine, "ms": measure(search, asked)})
    for row in rows:
        base = next(r["ms"] for r in rows if r["passages"] == row["passages"] and r["engine"] == "bm25s")
        row["ratio"] = row["ms"] / base
    if arguments.json:
        print(json.dumps(rows))
    else:
        for row in rows:
            print(f"{row['passages']:>7,}  {row['engine']:<12} {row['ms']:9.3f} ms  {row['ratio']:7.2f} x bm25s")
    return int(any(row["engine"] == "findings" and row["ratio"] > 1 for row in rows))


def real_passages(index: Path) -> list[list[str]]:
    """Read the stems of every passage of an index."""
    artifacts = open_library(index).artifacts
    terms = artifacts["terms"].decode().split("\n")
    stream = np.frombuffer(artifacts["stream"], np.int32)
    offsets = np.frombuffer(artifacts["offsets"], np.int32)
    texts = [[terms[t] for t in stream[a:b]] for a, b in pairwise(offsets)]
    return [text for text in texts if text]


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


def engines(corpus: list[list[str]]) -> dict[str, Callable[[list[str]], object]]:
    """Make each engine a function from terms to its best passages."""
    return {
        "findings": ours(corpus),
        "bm25s": bm25s_engine(corpus),
        "sqlite fts5": fts5_engine(corpus),
        "tantivy": tantivy_engine(corpus),
        "rank-bm25": rank_engine(corpus),
    }


def ours(corpus: list[list[str]]) -> Callable[[list[str]], object]:
    vocabulary = {term: number for number, term in enumerate(sorted({term for text in corpus for term in text}))}
    lengths = np.array([len(text) for text in corpus])
    counts = count_terms(np.array([vocabulary[term] for text in corpus for term in text]), lengths, len(vocabulary))
    model = weigh(counts.containing.tolist(), lengths)
    postings: Postings = build_postings(counts, lengths, idf=list(model.idf.values()), average=model.avgdl)

    def search(terms: list[str]) -> object:
        return postings.best([vocabulary[term] for term in terms if term in vocabulary], len(corpus), limit=BEST)

    return search


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


def measure(search: Callable[[list[str]], object], questions: Sequence[list[str]]) -> float:
    """Give the median time of a question in milliseconds, after a warm-up."""
    for question in questions[:5]:
        search(question)
    times = []
    for question in questions:
        started = time.perf_counter()
        search(question)
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


if __name__ == "__main__":
    sys.exit(main())
