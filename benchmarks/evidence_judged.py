"""Measure what is judged by hand: themes of improvement points, and what later papers say on a point.

    python benchmarks/evidence_judged.py INDEX [--json]

INDEX is an index file of the shared library and of the seeds. ``judged/themes.jsonl`` puts 300 points, named by a hash,
to themes; ``judged/later_evidence.jsonl`` names for a point and a later paper the passages that speak of it, or none.
Exit status 1 where the precision of the themes is under .90 or fewer than .80 of the cases are right.
"""

import argparse
import hashlib
import json
import sys
from pathlib import Path

from bot.answers import Answerer, open_answerer
from bot.themes import follow_point, themes_of
from index.models import Document, Passage

JUDGED = Path(__file__).parent / "judged"
PRECISION, RIGHT = 0.90, 0.80


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    answerer = open_answerer(arguments.index)
    themes = measure_themes(answerer)
    wrong, cases = measure_later(answerer)
    row = {**themes, "cases": cases, "right": round(1 - len(wrong) / cases, 3)}
    print(json.dumps(row) if arguments.json else "\n".join([*wrong, *(f"{k}: {v}" for k, v in row.items())]))
    return int(themes["precision"] < PRECISION or row["right"] < RIGHT)


def measure_themes(answerer: Answerer) -> dict[str, float]:
    """Compare the themes of the judged points with those that were put by hand."""
    judged = {row["point"]: set(row["themes"]) for row in read("themes")}
    right = given = wanted = found = 0
    for document in answerer.library.documents:
        for passage in answerer.library.passages_of(document):
            by_hand = judged.pop(hashlib.sha256(passage.text.encode()).hexdigest()[:16], None)
            if by_hand is None:
                continue
            own = set(themes_of(passage.text))
            right, given, wanted, found = right + len(own & by_hand), given + len(own), wanted + len(by_hand), found + 1
    return {"points": found, "precision": round(right / max(given, 1), 3), "recall": round(right / max(wanted, 1), 3)}


def measure_later(answerer: Answerer) -> tuple[list[str], int]:
    """Follow each judged point; a case is right where one of the passages shown is accepted, or rightly none is."""
    wrong, cases = [], read("later_evidence")
    for case in cases:
        document = find_document(answerer, case["report"])
        passages = answerer.library.passages_of(document)
        point = next(p for p in passages if p.text.startswith(case["point"]) and p.matter.value == "improvement")
        trail = follow_point(answerer, document, point)
        later = find_document(answerer, case["later"])
        shown = [one for step in trail.steps if step.document.path == later.path for one in step.passages]
        accepted = case["accepted"]
        if bool(shown) != bool(accepted) or (shown and not any(is_accepted(one, accepted) for one in shown)):
            wrong.append(
                f"{case['point'][:40]} -> {case['later'][-30:]}: {[one.text[:40] for one in shown]} not {accepted}"
            )
    return wrong, len(cases)


def is_accepted(passage: Passage, accepted: list[str]) -> bool:
    """Say whether a passage is one of those that were judged to speak of the point."""
    return any(name in (passage.number, passage.item) or passage.text.startswith(name) for name in accepted)


def find_document(answerer: Answerer, name: str) -> Document:
    """Find a document by a part of its path."""
    return next(document for document in answerer.library.documents if name in document.path)


def read(name: str) -> list[dict[str, list[str]]]:
    """Read judged rows."""
    return [json.loads(line) for line in (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    sys.exit(main())
