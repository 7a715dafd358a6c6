"""Measure whole answers: from the text of a question to the Answer, over a large library.

    python benchmarks/answering.py INDEX QUESTIONS [QUESTIONS ...] [--passages 40000] [--json]

INDEX is an index file that ``findings index`` made of real reports; QUESTIONS are files of judged questions. A library
of the size asked for is made by a seeded generator: reports of every council that the shipped names know, of two or
more years each, every paragraph of as many sentences as a real one, drawn from all real sentences. It is indexed as
any library is. Every question that names a council is asked as it is, and every question again with the names taken
out, over the whole country: once to warm up and once more to be measured, in processor time, since others may use the
machine. The median and the 99th percentile of both are printed. Exit status 1 where they are over 5 and 15 ms, or 10
and 25 ms.
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

import bot.cli  # noqa: F401 (looks for circles of values as seldom as the program does)
from bot.answers import open_answerer
from index.indexing.indexer import index_folder
from index.models import DocumentPart
from index.storage.open import open_library
from index.text.sentences import split_sentences

SEED, PARAGRAPHS = 20180101, 130
AIMS = {"scoped": (5.0, 15.0), "whole country": (10.0, 25.0)}  # ms: the median, the 99th percentile
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
        held, measured = measure(index, questions)
    missed = 0
    for name, times in measured.items():
        row = {
            "questions": f"{name}: {len(times)}",
            "passages": held,
            "median": round(percentile(times, 0.5), 2),
            "p99": round(percentile(times, 0.99), 2),
            "longest": round(times[-1], 2),
        }
        median, highest = AIMS[name]
        missed += percentile(times, 0.5) > median or percentile(times, 0.99) > highest
        if arguments.json:
            print(json.dumps(row))
        else:
            print("  ".join(f"{n} {v:,} ms" if isinstance(v, float) else f"{n} {v}" for n, v in row.items()))
    return int(missed > 0)


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


def measure(index: Path, questions: Sequence[str]) -> tuple[int, dict[str, list[float]]]:
    """Ask every question twice, of its council and of the whole country; give the passages held and the second times,
    in milliseconds, sorted."""
    answerer = open_answerer(index)
    asked: dict[str, list[str]] = {name: [] for name in AIMS}
    for question in questions:
        mentions = answerer.gazetteer.find(question, is_word=answerer.searcher.lexicon.stems.__contains__)
        if mentions.held:
            asked["scoped"].append(question)
        nameless = question
        for mention in mentions.all:
            blank = " " * (mention.end - mention.start)
            nameless = nameless[: mention.start] + blank + nameless[mention.end :]
        asked["whole country"].append(nameless)
    measured = {}
    for name, texts in asked.items():
        for text in texts:
            answerer.answer(text)
        times = []
        for text in texts:
            started = time.process_time()
            answerer.answer(text)
            times.append((time.process_time() - started) * 1000)
        measured[name] = sorted(times)
    return answerer.library.spans[-1][1], measured


def percentile(times: Sequence[float], share: float) -> float:
    """Give the time that a share of the questions stays below."""
    return times[min(len(times) - 1, int(share * len(times)))]


if __name__ == "__main__":
    sys.exit(main())
