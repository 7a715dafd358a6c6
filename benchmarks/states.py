"""Measure the three states: what is caught of what nothing answers, and what that costs, authorities left out.

    python benchmarks/states.py --set INDEX QUESTIONS [QUESTIONS ...] [--set ...] [--folds 8] [--json]

INDEX is an index file, QUESTIONS are files of judged questions over it. Every question is answered; of those that are
answered by passages, or refused, it is kept how strong the evidence is, and, where a number, a name or another sort of
answer is asked for, what the checks of sentences say. Printed are the states as they are, then two risk-coverage
curves. Each authority's questions are judged by weights and thresholds that were set on the other authorities alone: a
threshold leaves so many of their answerable questions below it, and what is printed is how many answerable ones of the
authorities left out fall below it, and how many of those that nothing answers are caught. Weights that the whole would
give are printed last.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.answers import explain, open_answerer
from bot.models import AnswerKind, State

LEFT_BELOW = (0.01, 0.02, 0.03, 0.05, 0.08, 0.12, 0.2)
CHECKS = ("given", "near", "together", "place", "told")
TOLD = frozenset({"reason", "view"})
RIDGE, STEPS = 1.0, 60
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Row:
    """A question that was answered: whose it is, whether anything answers it, the state it got, and by what."""

    authority: str
    answerable: bool
    state: State
    strength: float
    sort: str
    checks: tuple[float, ...]


def main() -> int:
    """Answer every question, and print states, curves and weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--set", nargs="+", type=Path, action="append", required=True, metavar="PATH")
    parser.add_argument("--folds", type=int, default=8)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    rows = [row for index, *files in arguments.set for row in answer_all(index, files)]
    measured = {
        "states": count_states(rows),
        "strength, no sort asked for": curve([row for row in rows if not row.sort], arguments.folds, by_checks=False),
        "given, a sort asked for": curve([row for row in rows if row.sort], arguments.folds, by_checks=True),
        "weights": weights_of([row for row in rows if row.sort]),
    }
    if arguments.json:
        print(json.dumps(measured, indent=1))
        return 0
    for name, found in measured.items():
        print(f"\n{name}")
        for line in found if isinstance(found, list) else [found]:
            print("  " + "  ".join(f"{key} {value}" for key, value in line.items()))
    return 0


def answer_all(index: Path, files: Sequence[Path]) -> list[Row]:
    """Answer the judged questions of some files; themes, grades and lists are left out."""
    answerer = open_answerer(index)
    rows = []
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines() if line.strip()):
        judged = json.loads(line)
        if "turns" in judged or judged["type"] in {"theme", "judgement", "improve"}:
            continue
        explained = explain(answerer, judged["question"], limit=3)[0]
        answer = explained.answer
        if answer.kind not in {AnswerKind.PASSAGES, AnswerKind.NO_ANSWER} or not explained.rankings:
            continue
        ranking = explained.rankings[0]
        values = {name: value for name, value, _ in ranking.checks}
        checks = (*(values[name] for name in CHECKS[:-1]), float(ranking.sort in TOLD))
        answerable = bool(judged["gold"] or judged.get("answer_contains"))
        owner = judged.get("authority") or ", ".join(answer.understood.authorities)
        rows.append(Row(owner, answerable, answer.state, ranking.strength, ranking.sort, checks))
    return rows


def count_states(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Count the states of what is answerable and of what nothing answers."""
    counted = []
    for answerable in (False, True):
        for asked in (False, True):
            states = Counter(
                row.state.value for row in rows if row.answerable == answerable and bool(row.sort) == asked
            )
            what = f"{'answerable' if answerable else 'nothing answers'}, {'a' if asked else 'no'} sort asked for:"
            counted.append({what: sum(states.values()), **{state.value: states[state.value] for state in State}})
    return counted


def curve(rows: Sequence[Row], folds: int, *, by_checks: bool) -> list[dict[str, object]]:
    """Tell what is caught at which cost, each authority judged by the others."""
    answerable = np.array([row.answerable for row in rows])
    owners = np.array([row.authority for row in rows])
    names = np.unique(owners)
    np.random.default_rng(0).shuffle(names)
    below: dict[float, NDArray[np.bool_]] = {share: np.zeros(len(rows), bool) for share in LEFT_BELOW}
    for fold in range(folds):
        out = np.isin(owners, names[fold::folds])
        if not out.any():
            continue
        scores = _scores([row for row, left in zip(rows, out, strict=True) if not left], rows, by_checks=by_checks)
        for share, found in below.items():
            found[out] = scores[out] < np.quantile(scores[~out & answerable], share)
    return [
        {
            "left below": share,
            "answerable below": f"{np.mean(found[answerable]):.3f}",
            "caught": f"{np.mean(found[~answerable]):.2f} of {int((~answerable).sum())}",
        }
        for share, found in below.items()
    ]


def weights_of(rows: Sequence[Row]) -> dict[str, float]:
    """Give the weights of the checks of sentences that all questions together would give."""
    weights = _fit(rows)
    return {name: round(float(weight), 2) for name, weight in zip((*CHECKS, "constant"), weights, strict=True)}


def _scores(learned: Sequence[Row], rows: Sequence[Row], *, by_checks: bool) -> Floats:
    if not by_checks:
        return np.array([row.strength for row in rows])
    weights = _fit(learned)
    return np.array([row.checks for row in rows]) @ weights[:-1] + weights[-1]


def _fit(rows: Sequence[Row]) -> Floats:
    """Fit a ridge logistic curve; what is answerable weighs as much as what is not."""
    found = np.array([[*row.checks, 1.0] for row in rows])
    right = np.array([float(row.answerable) for row in rows])
    worth = np.where(right > 0, 0.5 / max(right.mean(), 1e-9), 0.5 / max(1 - right.mean(), 1e-9))
    spread = np.append(found[:, :-1].std(0) + 1e-9, 1.0)
    scaled, ridge = found / spread, np.diag([RIDGE] * (found.shape[1] - 1) + [1e-6])
    weights = np.zeros(found.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        slope = scaled.T @ (worth * (chance - right)) + ridge @ weights
        bend = (scaled * (worth * chance * (1 - chance))[:, None]).T @ scaled + ridge
        weights -= np.linalg.solve(bend, slope)
    return np.asarray(weights / spread)


if __name__ == "__main__":
    sys.exit(main())
