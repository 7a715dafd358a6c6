"""Fit the models that tell messages by examples: ``python -m tools.fit_examples [NAME ...]``.

In come the examples ``index/vocabulary/NAME.txt`` (``label | text`` a line); out go the weights ``NAME.json`` beside
them. To be run whenever examples are added; a test says so where it was forgotten.
"""

import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

import msgspec
from threadpoolctl import threadpool_limits

from bot.privacy.persons import MODEL as PERSONS
from index.authorities import Gazetteer
from index.query.answer_kinds import MODEL as KINDS
from index.query.answer_sort import MODEL as SORTS
from index.query.answer_sort import sort_marks
from index.query.asked_lists import MODEL as LISTS
from index.query.linear_model import SCALE, VOCABULARY, LinearModel
from index.query.message_sorts import ASKS_DOCUMENTS, message_marks, without_councils
from index.query.message_sorts import MODEL as MESSAGES
from index.query.turns import MODEL as TURNS
from index.query.turns import turn_marks
from index.vocabulary import parse_examples
from tools.kind_examples import asking_words, marked
from tools.list_examples import marked_lists
from tools.name_examples import read_example, with_other_names

Example = tuple[str, Collection[str]]  # a label, and marks
_NOBODY = "ordinary"  # the label of messages that name no private person


@dataclass(frozen=True, slots=True)
class Recipe:
    """How examples, as (label, text), become labelled marks, and how they are fitted.

    ``strength`` is the inverse of regularisation, chosen by fitting to one writer's examples and reading another's;
    ``least`` examples must have a mark; weights below ``slight`` hundredths are left out; labels are ``balanced`` where
    few examples count like many.
    """

    read: Callable[[Collection[tuple[str, str]]], Iterable[Example]]
    strength: float
    least: int
    slight: int
    balanced: bool


def _sorts(examples: Collection[tuple[str, str]]) -> Iterable[Example]:
    return [(label, sort_marks(text)) for label, text in examples]


def _persons(examples: Collection[tuple[str, str]]) -> Iterable[Example]:
    return [word for label, text in with_other_names(examples) for word in read_example(label, text)]


def _messages(examples: Collection[tuple[str, str]]) -> Iterable[Example]:
    """Take the questions that other models learn from, too, for questions that documents may answer."""
    known = {text for _, text in examples}
    others = [("", text) for name in (SORTS, KINDS) for _, text in _shipped(name)]
    others += [one for one in _shipped(PERSONS) if one[0] == _NOBODY]
    texts = [*examples, *((ASKS_DOCUMENTS, text) for _, text in others if text not in known)]
    find = Gazetteer.load().find
    for label, text in texts:
        places = [(one.start, one.end) for one in find(text).all]
        yield label, message_marks(without_councils(text, places))


def _lists(examples: Collection[tuple[str, str]]) -> Iterable[Example]:
    return marked_lists(examples, (one for name in (KINDS, SORTS) for one in _shipped(name)))


def _shipped(name: str) -> Collection[tuple[str, str]]:
    return parse_examples((VOCABULARY / f"{name}.txt").read_text(encoding="utf-8"))


RECIPES = {
    MESSAGES: Recipe(_messages, 2.0, 3, 6, balanced=False),
    SORTS: Recipe(_sorts, 2.0, 3, 6, balanced=True),
    PERSONS: Recipe(_persons, 2.0, 3, 10, balanced=False),
    KINDS: Recipe(marked, 5.0, 2, 4, balanced=False),
    LISTS: Recipe(_lists, 2.0, 3, 8, balanced=True),
    TURNS: Recipe(partial(marked, marks=turn_marks), 2.0, 2, 8, balanced=True),
}


def fit(examples: Iterable[Example], recipe: Recipe, digest: str) -> LinearModel:
    """Fit weights to labelled marks."""
    from sklearn.feature_extraction.text import CountVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    labels, marks = zip(*examples, strict=True)
    vectors = CountVectorizer(analyzer=lambda found: found, binary=True, min_df=recipe.least)
    found = vectors.fit_transform(marks)
    model = LogisticRegression(C=recipe.strength, max_iter=1000, class_weight="balanced" if recipe.balanced else None)
    with threadpool_limits(1):  # more threads wait for each other longer than they work
        model.fit(found, labels)
    weights = (SCALE * model.coef_.T).round().astype(int)
    constants = (SCALE * model.intercept_).round().astype(int).tolist()
    first = len(model.classes_) - len(constants)  # of two labels, the second alone has weights
    rows = {}
    for mark, place in sorted(vectors.vocabulary_.items()):
        row = enumerate(weights[place].tolist(), first)
        heavy = [f"{label} {weight}" for label, weight in row if abs(weight) >= recipe.slight]
        if heavy:
            rows[mark] = " ".join(heavy)
    return LinearModel(tuple(model.classes_.tolist()), (*[0] * first, *constants), rows, digest)


def main(names: Collection[str]) -> None:
    """Fit the named models, or all."""
    for name in names or RECIPES:
        text = (VOCABULARY / f"{name}.txt").read_bytes()
        recipe = RECIPES[name]
        examples = list(recipe.read(parse_examples(text.decode("utf-8"))))
        model = fit(examples, recipe, sha256(text).hexdigest())
        (VOCABULARY / f"{name}.json").write_bytes(msgspec.json.encode(model) + b"\n")
        if name == KINDS:
            (VOCABULARY / f"{name}_asking.txt").write_text("\n".join(asking_words(examples)) + "\n", encoding="utf-8")
        print(f"{name}: {len(model.weights)} marks of {len(model.labels)} labels")


if __name__ == "__main__":
    main(sys.argv[1:])
