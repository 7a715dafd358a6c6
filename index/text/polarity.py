"""Polarity: whether a text praises or faults, denies, hedges, or tells of change, by its own words.

In: the text of a passage, or the words of a sentence. Out: how many of its words praise and how many fault, each
weighed; for a sentence, flags. A word that is denied ("not good", "no delay") does not count for what it says alone.
Nothing is worded and nothing is inferred beyond that.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntFlag
from pathlib import Path

import index.vocabulary
from index.text.sentences import split_sentences


class Polarity(IntFlag):
    """How a sentence says what it says; a sentence can praise in one clause and fault in another."""

    NONE = 0
    STRONG = 1
    WEAK = 2
    NEGATED = 4  # it says that something is not so, or not there
    HEDGED = 8  # of some, mostly, not always
    IMPROVING = 16
    DETERIORATING = 32


@dataclass(frozen=True, slots=True)
class Signs:
    """Words of one leaning: what they weigh each, and sentences that must and must not show it."""

    weight: float
    words: tuple[str, ...]
    matches: tuple[str, ...]
    misses: tuple[str, ...]


def _read_signs() -> Mapping[str, Sequence[Signs]]:
    """Read the words of each leaning, with their sentences, from the vocabulary."""
    found: dict[str, list[Signs]] = {}
    text = (Path(index.vocabulary.__file__).parent / "verdict_words.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n")[1:]:
        head, *lines = block.splitlines()
        leaning, weight = head.split()
        parts: dict[str, list[str]] = {"+": [], "-": [], "": []}
        for line in lines:
            mark = line[0] if line[:2] in {"+ ", "- "} else ""
            parts[mark] += line.removeprefix(f"{mark} ").split("; ")
        found.setdefault(leaning, []).append(Signs(float(weight), *map(tuple, (parts[""], parts["+"], parts["-"]))))
    return found


SIGNS = _read_signs()


# Each of these by itself faults, unless it denies a fault ("no delay") or tells of whom or what for ("who are not in
# education"): "plans do not say", "there is no panel".
_NEGATIONS = frozenset("not no cannot isn't aren't wasn't weren't doesn't don't didn't hasn't haven't hadn't".split())
_OF_WHOM = frozenset("who when if whom whose ensure ensures until unless think yet".split())
_REACH = 4  # words within which a negation denies a fault
# A word behind one of these says the opposite.
_DENIALS = _NEGATIONS | frozenset(
    "never without rarely hardly nor avoid avoids avoiding prevent prevents reduce reduced minimise minimises few fewer"
    " less".split()
)
_SLIGHTED = _DENIALS | frozenset("little limited slow insufficient lack lacks must should to need needs".split())
_DENIED_WITHIN = 3  # words
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What these words stand before is a name or a task, and no verdict: "outstanding actions", "serious incidents".
_NO_VERDICT = {
    "outstanding": frozenset("action actions work task tasks matter matters issue issues assessments".split()),
    "serious": frozenset("incident incidents case youth violence crime harm offence offences".split()),
    "well": frozenset(("being", "known", "as")),
    "not": frozenset(("only", "just", "in")),
    "no": frozenset(("longer", "doubt")),
    "progress": frozenset("reports report visit visits meetings reviews chasers board".split()),
    "improvements": frozenset(("plan", "plans", "board")),
    "improving": frozenset("outcomes outcome the their its services practice lives performance".split()),
}
# Behind these it is no verdict either: "persistent absence", "the most vulnerable".
_NO_VERDICT_BEHIND = {
    "most": frozenset("the what matters matter their its".split()),
    "absence": frozenset(("persistent", "school")),
    "progress": frozenset("the their children's pupils' educational of and".split()),
}
# A clause behind one of these may say the opposite of the one before it.
_TURNS = frozenset("but although though while whilst however despite whereas nevertheless except".split())


@dataclass(frozen=True, slots=True)
class Leaning:
    """How much a text praises and how much it faults, by its own words."""

    praise: float
    fault: float

    @property
    def side(self) -> float:
        """Give praise less fault in proportion to both: 1 only praise, -1 only fault, 0 neither."""
        total = self.praise + self.fault
        return (self.praise - self.fault) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class _Table:
    """The phrases of one kind under their first words, the longest first, and the words that deny them."""

    signs: Sequence[Signs]
    denials: frozenset[str] = frozenset()
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], float]]] = field(init=False)

    def __post_init__(self) -> None:
        found: dict[str, list[tuple[tuple[str, ...], float]]] = {}
        for group in self.signs:
            for phrase in group.words:
                parts = tuple(phrase.split())
                found.setdefault(parts[0], []).append((parts, group.weight))
        ordered = {first: sorted(ways, key=lambda way: -len(way[0])) for first, ways in found.items()}
        object.__setattr__(self, "phrases", ordered)

    def weigh(self, words: Sequence[str]) -> tuple[float, float]:
        """Give what the phrases among some words weigh, and what those that are denied would."""
        total = denied = 0.0
        if self.phrases.keys().isdisjoint(words):
            return total, denied
        free = 0  # words before it belong to a phrase that was counted
        for place, word in enumerate(words):
            if place < free or word not in self.phrases:
                continue
            parts, weight = next(
                (way for way in self.phrases[word] if tuple(words[place : place + len(way[0])]) == way[0]), ((), 0.0)
            )
            if not parts or (len(parts) == 1 and _is_no_verdict(words, place)):
                continue
            free = place + len(parts)
            if self.denials.isdisjoint(words[max(0, place - _DENIED_WITHIN) : place]):
                total += weight
            else:
                denied += weight
        return total, denied


_PRAISES, _FAULTS = _Table(SIGNS["praise"], _DENIALS), _Table(SIGNS["fault"], _DENIALS)
_OTHERS = (
    (Polarity.NEGATED, _Table(SIGNS["negated"])),
    (Polarity.HEDGED, _Table(SIGNS["hedged"])),
    (Polarity.IMPROVING, _Table(SIGNS["improving"], _SLIGHTED)),
    (Polarity.DETERIORATING, _Table(SIGNS["deteriorating"], _DENIALS - {"less", "few", "fewer"})),
)


def read_leaning(text: str) -> Leaning:
    """Weigh the words of a text that praise, and those that fault; what "However" opens weighs as its sentence does."""
    praise = fault = 0.0
    for start, end in split_sentences(text):
        words = _words(text[start:end])
        praised, faulted = _weigh(words)
        fault += faulted
        # A sentence that faults praises only in passing: "the good work is not yet consistent".
        praise += praised * (0.25 if faulted else 1.0)
    return Leaning(praise, fault)


def read_polarity(sentence: str) -> Polarity:
    """Tell how a sentence says what it says."""
    words = _words(sentence)
    found = Polarity.NONE
    for clause in _clauses(words):
        praised, faulted = _weigh(clause)
        if faulted:
            found |= Polarity.WEAK
        elif praised:
            found |= Polarity.STRONG
    for flag, table in _OTHERS:
        if table.weigh(words)[0]:
            found |= flag
    return found


def _weigh(words: Sequence[str]) -> tuple[float, float]:
    """Weigh what praises among some words, and what faults; that a fault is denied praises a little."""
    faulted, denied = _FAULTS.weigh(words)
    if not _NEGATIONS.isdisjoint(words):
        faulted += sum(_faults_by_negation(words, place) for place, word in enumerate(words) if word in _NEGATIONS)
    return _PRAISES.weigh(words)[0] + denied / 2, faulted


def _faults_by_negation(words: Sequence[str], place: int) -> bool:
    """Say whether a negation faults: it denies no fault and tells of nobody and of no purpose."""
    behind = words[place + 1 : place + 1 + _REACH]
    before = words[max(0, place - _DENIED_WITHIN) : place]
    return not (_is_no_verdict(words, place) or any(word in _FAULTS.phrases for word in behind) or _OF_WHOM & {*before})


def _is_no_verdict(words: Sequence[str], place: int) -> bool:
    """Say whether a word is part of a name, or of an expression that judges nothing."""
    word = words[place]
    after = words[place + 1] if place + 1 < len(words) else ""
    return after in _NO_VERDICT.get(word, ()) or (place > 0 and words[place - 1] in _NO_VERDICT_BEHIND.get(word, ()))


def _words(text: str) -> list[str]:
    """List the words of a text in lower case, those with a hyphen or an apostrophe whole."""
    return _WORD.findall(text.lower().replace("’", "'"))


def _clauses(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the words of a sentence between those behind which it turns."""
    turns = [] if _TURNS.isdisjoint(words) else [place for place, word in enumerate(words) if word in _TURNS]
    for start, stop in zip([0, *turns], [*turns, len(words)], strict=True):
        if stop > start:
            yield words[start:stop]
