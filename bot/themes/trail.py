"""A point of an inspection over time: the council's own actions that answer it, and what later papers say on it.

In come a point and its report; out come, paper by paper in date order, the rows of the council's plan that name the
point, and the passages that are about the same matter. A paper without any is named as silent: nothing is inferred.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from bot.answers import Answerer
from bot.themes.matcher import NOT_SPOKEN_IN, themes_of
from index.models import Document, Passage, Voice
from index.storage import Library
from index.text import STOP_WORDS, forms

# How something is done rather than what: alone they make no two passages speak of one matter.
MANNER = frozenset(
    {
        "Timeliness",
        "Drift and delay",
        "Case recording",
        "Partnership working and information sharing",
        "Care leavers",
        "Training and development of staff",
        "Performance information",
        "Leadership and governance",
        "Accommodation for young people and care leavers",
    }
)
_SHOWN = 2  # passages of one paper
_NAMES_IT = 0.85  # of a point's words stand in a row of a plan that answers it
_REPEATS_IT = 0.95  # of a passage's words are the point's: it names no action
_ALIKE = 0.3  # of the weight of a point's words, where only manner is shared
_SOMEWHAT = 0.05
_STEM = 6  # letters


@dataclass(frozen=True, slots=True)
class TrailStep:
    """A later paper: the passages in it that speak of the point, or none; ``actions``: rows of a plan that name it."""

    document: Document
    passages: tuple[Passage, ...] = ()
    actions: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """A point, what it is about, and every later paper of the same council in date order."""

    document: Document
    point: Passage
    themes: tuple[str, ...]
    steps: tuple[TrailStep, ...]


def follow_point(answerer: Answerer, document: Document, point: Passage) -> Trail:
    """Follow a point through the later papers of its council."""
    library = answerer.library
    later = [
        held
        for held in library.documents
        if held.authority is not None
        and held.authority == document.authority
        and held.date is not None
        and document.date is not None
        and held.date > document.date
    ]
    later.sort(key=lambda held: (held.date, held.path))
    weights = _Weights(library, [document, *later])
    themes = themes_of(point.text)
    steps = tuple(_step(library, held, point, themes, weights) for held in later)
    return Trail(document, point, themes, steps)


def _step(
    library: Library, document: Document, point: Passage, themes: Sequence[str], weights: "_Weights"
) -> TrailStep:
    passages = [p for p in library.passages_of(document) if p.matter not in NOT_SPOKEN_IN]
    if document.voice is Voice.COUNCIL:
        rows = [
            passage
            for passage in passages
            if weights.share(point.text, f"{passage.context} {passage.text}") >= _NAMES_IT
            and weights.share(passage.text, point.text) < _REPEATS_IT
        ]
        if rows:
            return TrailStep(document, tuple(rows), actions=True)
    scored = [(_closeness(point, passage, themes, weights), -passage.position, passage) for passage in passages]
    best = sorted((one for one in scored if one[0] > 0), key=lambda one: one[:2], reverse=True)[:_SHOWN]
    return TrailStep(document, tuple(passage for _, _, passage in best))


def _closeness(point: Passage, passage: Passage, themes: Sequence[str], weights: "_Weights") -> float:
    """Say how much a passage is about the matter of a point; 0 where it is about another."""
    shared = set(themes) & set(themes_of(f"{passage.section or ''}. {passage.text}"))
    alike = weights.share(point.text, passage.text)
    subjects = [theme for theme in themes if theme not in MANNER]
    own = [theme for theme in shared if theme not in MANNER]
    if not own and (subjects or not shared or alike < _ALIKE):
        return 0.0
    if alike < _SOMEWHAT:
        return 0.0
    return len(own) + 0.25 * (len(shared) - len(own)) + 2 * alike


class _Weights:
    """How telling words are among some documents."""

    def __init__(self, library: Library, documents: Iterable[Document]) -> None:
        self._counts: Counter[str] = Counter()
        self._passages = 0
        for document in documents:
            for passage in library.passages_of(document):
                self._counts.update(set(_words(passage.text)))
                self._passages += 1

    def share(self, wanted: str, text: str) -> float:
        """Give the share of the weight of a text's words that another text has."""
        mine, theirs = set(_words(wanted)), set(_words(text))
        weights = {word: log(1 + self._passages / (1 + self._counts[word])) for word in mine}
        return sum(weight for word, weight in weights.items() if word in theirs) / (sum(weights.values()) or 1.0)


def _words(text: str) -> list[str]:
    """List the words that carry the sense, by their beginnings: an inflection is the same word."""
    return [form[:_STEM] for form, _, _ in forms(text) if form not in STOP_WORDS]
