"""Trace: how the scores of one ranking came about, step by step, for whoever has to explain an answer.

In come the scores after each step, as the searcher works them out; out goes, for one passage, what each step added.
The parts of a passage add up to its score by their making: nothing is worked out a second time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from index.query import Topic
from index.search.bm25 import Floats
from index.search.candidates import CandidateSet
from index.search.concept_scores import ConceptScore
from index.search.described import WeighedReading


@dataclass(slots=True)
class RankTrace:
    """What one ranking looked at and did; filled by ``Searcher.rank``.

    ``steps`` are names with the scores of every passage of the scope after that step, in the order they were done.
    """

    topic: Topic = field(default_factory=Topic)
    documents: Mapping[int, float] = field(default_factory=dict)
    said: Sequence[ConceptScore] = ()  # the concepts that were scored, described ones with the weight they were left
    readings: Sequence[WeighedReading] = ()  # everything that the question may describe, also what was not followed
    scope: CandidateSet | None = None
    steps: list[tuple[str, Floats]] = field(default_factory=list)

    def note(self, step: str, scores: Floats) -> None:
        """Keep the scores after a step."""
        self.steps.append((step, scores.copy()))

    def parts(self, ordinal: int) -> list[tuple[str, float]]:
        """Give what each step added to a passage's score, without the steps that added nothing; none of a passage
        that was not looked at."""
        place = self.place(ordinal)
        if place is None:
            return []
        parts, before = [], 0.0
        for step, scores in self.steps:
            added = float(scores[place]) - before
            before = float(scores[place])
            if added:
                parts.append((step, added))
        return parts

    def place(self, ordinal: int) -> int | None:
        """Give the place of a passage in the scope; None where it was not looked at."""
        if self.scope is None:
            return None
        place = int(self.scope.ordinals.searchsorted(ordinal))
        held = place < len(self.scope.ordinals) and int(self.scope.ordinals[place]) == ordinal
        return place if held else None
