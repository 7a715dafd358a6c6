"""Measure whole answers: from the text of a question to the Answer, over a large library.

    python benchmarks/answering.py INDEX QUESTIONS [QUESTIONS ...] [--passages 40000] [--json]

INDEX is an index file that ``findings index`` made of real reports; QUESTIONS are files of judged questions. A library
of the size asked for is made by a seeded generator: reports of every council that the shipped names know, of two or
more years each, every paragraph of as many sentences as a real one, drawn from all real sentences. It is indexed as any
library is. Every question is asked once to warm up and once more to be measured, in processor time, since others may
use the machine; the median and the 99th percentile are printed. Exit status 1 where they are over 5 and 20 ms.
"""

import argparse
import json
import random
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.answers import open_answerer
from index.indexing.indexer import index_folder
from index.models import DocumentPart
from index.storage.open import open_library
from index.text.sentences import split_sentences

SEED, PARAGRAPHS = 20180101, 130
MEDIAN, HIGHEST = 5.0, 20.0
NAMES = Path(__file__).resolve().parents[1] / "index" / "vocabulary" / "authorities.toml"


def main() -> int:
    """Make the library, ask every question, and print the times."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--passages", type=int, default=40_000)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    lines = [line for path in arguments.questions for line in path.read_text(encoding="utf-8").splitlines()]
    questions = [json.loads(line)["question"] for line in lines if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        documents, index = Path(folder) / "documents", Path(folder) / "index.db"
        generate(open_paragraphs(arguments.index), documents, arguments.passages)
        index_folder(documents, index)
        held, times = measure(index, questions)
    row = {
        "passages": held,
        "questions": len(questions),
        "median": round(percentile(times, 0.5), 2),
        "p99": round(percentile(times, 0.99), 2),
        "longest": round(times[-1], 2),
    }
    if arguments.json:
        print(json.dumps(row))
    else:
        print("  ".join(f"{name} {value:,}{' ms' if isinstance(value, float) else ''}" for name, value in row.items()))
    return int(row["median"] > MEDIAN or row["p99"] > HIGHEST)


def open_paragraphs(index: Path) -> list[list[str]]:
    """Give the sentences of every paragraph of an index."""
    library = open_library(index)
    texts = [p.text for d in library.documents for p in library.passages_of(d) if p.matter is DocumentPart.BODY]
    return [[text[start:stop] for start, stop in split_sentences(text)] for text in texts]


def generate(paragraphs: Sequence[Sequence[str]], folder: Path, passages: int) -> None:
    """Write reports of all councils until they hold as many paragraphs as are wanted."""
    drawn = random.Random(SEED)
    lengths = [len(paragraph) for paragraph in paragraphs]
    pool = [sentence for paragraph in paragraphs for sentence in paragraph]
    written = 0
    for name, year in reports():
        if written >= passages:
            return
        count = min(PARAGRAPHS, passages - written)
        body = "\n\n".join(
            f"{number}. {' '.join(drawn.choices(pool, k=drawn.choice(lengths)))}" for number in range(1, count + 1)
        )
        path = folder / name.lower() / f"children's services inspection - 12 march {year}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"Inspection of {name} local authority children’s services\n\n"
            f"Inspection dates: 5 February {year} to 9 February {year}\n\n"
            f"Report published: 12 March {year}\n\n{body}\n",
            encoding="utf-8",
        )
        written += count


def reports() -> Iterator[tuple[str, int]]:
    """Name every council, again and again, with a year that goes back by three each time."""
    data = tomllib.loads(NAMES.read_text(encoding="utf-8"))
    names = [name for kind in ("london", "metropolitan", "county", "unitary") for name in data[kind]]
    for year in range(2025, 2004, -3):
        yield from ((name, year) for name in names)


def measure(index: Path, questions: Sequence[str]) -> tuple[int, list[float]]:
    """Ask every question twice; give the passages held and the second times, in milliseconds, sorted."""
    answerer = open_answerer(index)
    for question in questions:
        answerer.answer(question)
    times = []
    for question in questions:
        started = time.process_time()
        answerer.answer(question)
        times.append((time.process_time() - started) * 1000)
    return answerer.library.spans[-1][1], sorted(times)


def percentile(times: Sequence[float], share: float) -> float:
    """Give the time that a share of the questions stays below."""
    return times[min(len(times) - 1, int(share * len(times)))]


if __name__ == "__main__":
    sys.exit(main())
