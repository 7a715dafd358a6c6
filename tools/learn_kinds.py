"""Learn which words of a question ask for which kind of answer, and write the weights that ship.

    python -m tools.learn_kinds

In: the examples of index/vocabulary/questions.txt. Out: index/vocabulary/questions.json, by multinomial logistic
regression (Hastie, Tibshirani and Friedman 2009, section 4.4) over the marks of index/query/answer_kinds.py. To be run
again whenever the examples, the cues or the marks have changed; a test says so.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from hashlib import sha256

import msgspec
import numpy as np

from index.authorities import Gazetteer
from index.query.answer_kinds import MODEL, kind_marks
from index.query.frame import read_frame
from index.query.linear_model import SCALE, VOCABULARY, LinearModel
from index.text import STOP_WORDS, TOPICLESS_WORDS
from index.vocabulary import load_thesaurus, parse_examples

EXAMPLES, WEIGHTS, ASKING = (VOCABULARY / f"{MODEL}{end}" for end in (".txt", ".json", "_asking.txt"))
_TODAY = date(2026, 1, 1)
_LEAST = 2  # examples that must have a mark
_SLIGHT = 3  # hundredths: weights up to it are left out
_HOLDS_BACK = 0.2  # how strongly weights are held near 0: chosen by what two writers' examples say of each other's
_STEPS, _STEP = 400, 0.5
_PASSAGES = frozenset({"passages", "compare", "area"})
_OF_A_MATTER = _PASSAGES | frozenset(
    "changes improve timeline which_told which_good which_bad which_mention which_visited elsewhere trends".split()
)
# Words that mostly frame a question, and are part of many a name: "county lines", "children missing education".
_OF_NAMES = frozenset(
    "county council authority borough children childrens social care team service services city local visit".split()
)
_TIMES = 4  # how many times as frequent


def marked(examples: Sequence[tuple[str, str]]) -> list[tuple[str, frozenset[str]]]:
    """Give the kind and the marks of each example, read as a question to a library without documents."""
    gazetteer = Gazetteer.load()
    return [(kind, kind_marks(read_frame(text, gazetteer, today=_TODAY))) for kind, text in examples]


def learn(examples: Sequence[tuple[str, frozenset[str]]], digest: str = "") -> LinearModel:
    """Learn the weights of marks for kinds; ``digest`` says from which examples."""
    counts = Counter(mark for _, marks in examples for mark in marks)
    names = ["", *sorted(mark for mark, times in counts.items() if times >= _LEAST)]  # "" is in every example
    kinds = sorted({kind for kind, _ in examples})
    places = {name: place for place, name in enumerate(names)}
    has = np.zeros((len(examples), len(names)), dtype=np.float32)
    is_of = np.zeros((len(examples), len(kinds)), dtype=np.float32)
    for row, (kind, marks) in enumerate(examples):
        has[row, [0, *(places[mark] for mark in marks if mark in places)]] = 1.0
        is_of[row, kinds.index(kind)] = 1.0
    constants, *weights = np.rint(_fitted(has, is_of) * SCALE).astype(int).tolist()
    rows = {
        name: " ".join(f"{place} {weight}" for place, weight in enumerate(row) if abs(weight) > _SLIGHT)
        for name, row in zip(names[1:], weights, strict=True)
    }
    return LinearModel(tuple(kinds), tuple(constants), {name: row for name, row in rows.items() if row}, digest)


def asking_words(examples: Sequence[tuple[str, frozenset[str]]]) -> list[str]:
    """List the words that ask: those of questions about no matter, and those of questions about one that are many times
    as frequent where councils are asked for by it as where passages are. No word of the vocabulary's names is one."""
    named = {word for one in load_thesaurus() if not one.evaluative for name in one.triggers for word in name.split()}
    named -= TOPICLESS_WORDS - _OF_NAMES

    def counted(kinds: frozenset[str]) -> tuple[Counter[str], int]:
        of_them = [marks for kind, marks in examples if kind in kinds]
        return Counter(mark for marks in of_them for mark in marks if mark.isalpha()), len(of_them)

    asks, _ = counted(frozenset({kind for kind, _ in examples}) - _OF_A_MATTER)
    found = {word for word, times in asks.items() if times >= _LEAST}
    plain, size = counted(_PASSAGES)
    for kind in sorted(_OF_A_MATTER - _PASSAGES):
        words, of = counted(frozenset({kind}))
        found |= {w for w, n in words.items() if n >= _LEAST and n / of > _TIMES * (plain[w] + 0.5) / size}
    return sorted((found | STOP_WORDS) - _OF_NAMES - named)


def _fitted(has: np.ndarray, is_of: np.ndarray) -> np.ndarray:
    """Find the weights by gradient descent, each mark with a step of its own (Duchi, Hazan and Singer 2011)."""
    weights = np.zeros((has.shape[1], is_of.shape[1]), dtype=np.float32)
    steep = np.full_like(weights, 1e-6)
    held = np.full((has.shape[1], 1), _HOLDS_BACK, dtype=np.float32)
    held[0] = 0.0
    for _ in range(_STEPS):
        scores = has @ weights
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        slope = has.T @ (powers / powers.sum(axis=1, keepdims=True) - is_of) + held * weights
        steep += slope * slope
        weights -= _STEP * slope / np.sqrt(steep)
    return weights


def main() -> None:
    """Write the weights, and the words that ask."""
    text = EXAMPLES.read_bytes()
    examples = marked(parse_examples(text.decode("utf-8")))
    WEIGHTS.write_bytes(msgspec.json.encode(learn(examples, sha256(text).hexdigest())) + b"\n")
    ASKING.write_text("\n".join(asking_words(examples)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
