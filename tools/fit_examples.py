"""Fit the models that tell messages by examples: ``python -m tools.fit_examples [NAME ...]``.

In come the examples ``index/vocabulary/NAME.txt`` (``label | text`` a line); out go the weights ``NAME.json`` beside
them. To be run whenever examples are added; a test says so where it was forgotten.
"""

import sys
from collections.abc import Callable, Collection
from hashlib import sha256

import msgspec
from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from index.query.answer_sort import MODEL, sort_marks
from index.query.linear_model import SCALE, VOCABULARY, LinearModel
from index.vocabulary import parse_examples

MARKS: dict[str, Callable[[str], Collection[str]]] = {MODEL: sort_marks}
_STRENGTH = 2.0  # the inverse of regularisation, chosen by fitting to one writer's examples and reading another's
_LEAST = 3  # examples that must have a mark
_SLIGHT = 6  # hundredths: weights below are left out


def fit(examples: Collection[tuple[str, str]], marks_of: Callable[[str], Collection[str]], digest: str) -> LinearModel:
    """Fit weights to (label, text) examples; labels with few examples count as much as those with many."""
    vectors = CountVectorizer(analyzer=marks_of, binary=True, min_df=_LEAST)
    found = vectors.fit_transform([text for _, text in examples])
    model = LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced")
    model.fit(found, [label for label, _ in examples])
    weights = (SCALE * model.coef_.T).round().astype(int)
    rows = {}
    for mark, place in sorted(vectors.vocabulary_.items()):
        row = [f"{label} {weight}" for label, weight in enumerate(weights[place].tolist()) if abs(weight) >= _SLIGHT]
        if row:
            rows[mark] = " ".join(row)
    constants = (SCALE * model.intercept_).round().astype(int).tolist()
    return LinearModel(tuple(model.classes_.tolist()), tuple(constants), rows, digest)


def main(names: Collection[str]) -> None:
    """Fit the named models, or all."""
    for name in names or MARKS:
        text = (VOCABULARY / f"{name}.txt").read_bytes()
        model = fit(parse_examples(text.decode("utf-8")), MARKS[name], sha256(text).hexdigest())
        (VOCABULARY / f"{name}.json").write_bytes(msgspec.json.encode(model) + b"\n")
        print(f"{name}: {len(model.weights)} marks of {len(model.labels)} labels")


if __name__ == "__main__":
    main(sys.argv[1:])
