"""Polarity: whether a paragraph praises or faults, told by its own words, and how plainly.

In: the text of a passage. Out: how many of its words praise, and how many fault, each weighed. A word that is denied
("not good", "no delay") does not count for what it says alone. Nothing is worded and nothing is inferred beyond that.
"""

import re
from dataclasses import dataclass

from index.text import split_sentences


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of one leaning: what they weigh each, and sentences that must and must not show it."""

    weight: float
    words: tuple[str, ...]
    matches: tuple[str, ...]
    misses: tuple[str, ...]


PRAISE = (
    Signs(
        2.0,
        (
            "outstanding", "exceptional", "exceptionally", "excellent", "impressive", "highly effective", "exemplary",
            "very strong", "significant strength", "real strength", "is a strength", "are a strength", "highly skilled",
            "very well", "extremely well", "sensitive and skilled", "flourish", "thrive", "thriving",
        ),
        ("Care leavers receive an exceptional service.", "This is a strength."),
        ("Services are not outstanding.", "Outstanding actions are chased by managers."),
    ),
    Signs(
        1.0,
        (
            "good", "strong", "effective", "effectively", "well", "timely", "improved", "thorough", "positive",
            "positively", "benefit", "benefits", "high quality", "high-quality", "strengthened", "appropriate",
            "appropriately", "prompt", "promptly", "committed", "stable", "valued", "successful", "successfully",
            "ambitious", "tenacious", "comprehensive", "child-centred", "proactive", "creative", "supportive",
        ),
        ("Children are supported well.", "Assessments are thorough and timely."),
        ("Plans are not effective.", "Visits are rarely timely."),
    ),
)  # fmt: skip
FAULT = (
    Signs(
        2.0,
        (
            "inadequate", "serious", "seriously", "widespread", "significant weakness", "significant weaknesses",
            "failure", "failures", "failed", "failing", "unsafe", "at risk of harm", "poor", "unacceptable",
            "drift and delay", "left in", "unassessed", "unmet", "does not comply", "do not comply", "too many",
        ),
        ("There are widespread and serious failures.", "Too many children wait too long."),
        ("There were no failures in the response.", "The response to serious incidents is strong."),
    ),
    Signs(
        1.0,
        (
            "not good", "not consistently", "inconsistent", "inconsistently", "variable", "variability", "weak",
            "weakness", "weaknesses", "delay", "delays", "delayed", "drift", "insufficient", "insufficiently",
            "limited", "lack", "lacks", "not always", "too long", "too few", "not all", "not yet", "not effective",
            "less effective", "not sufficiently", "not been", "do not", "does not", "did not", "have not", "has not",
            "had not", "cannot", "rarely", "slow", "too slow", "absence", "gaps", "shortfall", "shortfalls",
            "underdeveloped", "under-developed", "unable", "not routinely", "not timely", "not good enough", "is not",
            "are not", "was not", "were not", "lost", "overdue", "poorly", "wait", "hampered", "not fully", "missed",
            "needs to improve", "requires improvement", "unclear",
        ),
        ("Assessments are not always timely.", "Plans lack detail.", "Some children experience delay."),
        ("Children are seen without delay.", "There are no delays in finding homes."),
    ),
)  # fmt: skip
# A word behind one of these says the opposite, and counts for neither.
_DENIALS = frozenset(
    "no not never without rarely hardly isn't aren't wasn't weren't nor avoid avoids avoiding prevent prevents reduce"
    " reduced minimise minimises few fewer less".split()
)
_DENIED_WITHIN = 3  # words
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What these words stand before is a name or a task, and no verdict: "outstanding actions", "serious incidents".
_NO_VERDICT = {
    "outstanding": frozenset("action actions work task tasks matter matters issue issues assessments".split()),
    "serious": frozenset("incident incidents case youth violence crime harm offence offences".split()),
    "well": frozenset(("being", "known", "as")),
}


@dataclass(frozen=True, slots=True)
class Polarity:
    """How much a text praises and how much it faults, by its own words."""

    praise: float
    fault: float

    @property
    def leaning(self) -> float:
        """Give praise less fault in proportion to both: 1 only praise, -1 only fault, 0 neither."""
        total = self.praise + self.fault
        return (self.praise - self.fault) / total if total else 0.0


def read_polarity(text: str) -> Polarity:
    """Weigh the words of a text that praise, and those that fault; what "However" opens weighs as its sentence does."""
    praise = fault = 0.0
    for start, end in split_sentences(text) or ((0, len(text)),):
        words = [m.group().lower().replace("’", "'") for m in _WORD.finditer(text, start, end)]
        faulted = _weigh(words, _FAULTS)
        fault += faulted
        # A sentence that faults praises only in passing: "the good work is not yet consistent".
        praise += _weigh(words, _PRAISES) * (0.25 if faulted else 1.0)
    return Polarity(praise, fault)


def _table(signs: tuple[Signs, ...]) -> dict[str, list[tuple[tuple[str, ...], float]]]:
    """Put each phrase under its first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], float]]] = {}
    for group in signs:
        for phrase in group.words:
            parts = tuple(phrase.split())
            table.setdefault(parts[0], []).append((parts, group.weight))
    return {first: sorted(found, key=lambda one: -len(one[0])) for first, found in table.items()}


_PRAISES, _FAULTS = _table(PRAISE), _table(FAULT)


def _weigh(words: list[str], table: dict[str, list[tuple[tuple[str, ...], float]]]) -> float:
    total = 0.0
    place = 0
    while place < len(words):
        step = 1
        for parts, weight in table.get(words[place], ()):
            if tuple(words[place : place + len(parts)]) == parts:
                step = len(parts)
                before = words[max(0, place - _DENIED_WITHIN) : place]
                after = words[place + step] if place + step < len(words) else ""
                named = after in _NO_VERDICT.get(words[place], ()) if step == 1 else False
                if not named and not (parts[0] not in {"not", "no"} and _DENIALS & set(before)):
                    total += weight
                break
        place += step
    return total
