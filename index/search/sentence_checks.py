"""Sentence checks: how much of what is asked stands in one sentence, and whether an answer of the sort asked for does.

In come the concepts of a question with how much of it each is, the sort of answer asked for, and the texts of the best
passages; out come figures from 0 to 1. What they amount to is decided in ``index.search.answerability``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.query import Alternative, Concept
from index.search.concept_scores import OTHER, OWN, exact_alternatives
from index.text import (
    ASKING_WORDS,
    FIGURE_WORDS,
    MONTHS,
    STOP_WORDS,
    Analyzer,
    AnswerType,
    Token,
    raw_forms,
    split_sentences,
)

if TYPE_CHECKING:
    from index.text import AnswerSpan

_NEAR, _LONG = 8, 40  # words; and to which side of a reason what it is the reason of may stand
_CARRIED, _LEANT_ON = 0.4, 0.8  # what counts of what the sentence before says; the same, where this leans on it
_LEANS = re.compile(r"(?:This|These|Those|They|It|Their|Its|Such|He|She|As a result|However|Therefore|Consequently)\b")
_ORDINARY = 0.3  # in a million words: what opens a sentence with a capital, and is no name
_MARKS = "‘’“”\"'"
_NAMES = AnswerType.NAME | AnswerType.ORGANISATION | AnswerType.PLACE | AnswerType.AGENT | AnswerType.GROUP
_AS_MUCH = 0.85  # of what the best passage says: another says about as much
_ROUNDING = 1e-9  # by which sums of shares may differ that are the same
_INITIALS = 5  # letters
_CAPITALS = re.compile(r"\b[A-Z][\w'’-]*")
_MONTHS = frozenset(month.lower() for month in MONTHS)
_CLEAR = 0.5  # the weight from which on another way to say a thing says it


@dataclass(frozen=True, slots=True)
class SentenceChecks:
    """What the sentences of the best passages say, as shares of what is asked.

    ``together`` is the most that one sentence says, ``passage`` the most that one passage does; ``given`` the most that
    a sentence says which gives an answer of the sort asked for, and ``near`` what of that stands within a few words of
    it; ``place`` the place of its passage. ``sought`` is how plainly a passage that says about as much as any says the
    thing of which it is asked whether there is one.
    """

    together: float = 0.0
    passage: float = 0.0
    given: float = 0.0
    near: float = 0.0
    place: int = 0
    sought: float = 1.0


@dataclass(frozen=True, slots=True)
class _Ways:
    """The ways to say each concept under their first stems, and how much of the question each concept is."""

    typed: tuple[float, ...]
    described: tuple[float, ...]  # with what was described and not named
    wholes: tuple[float, float]  # the sums of both
    by_stem: Mapping[str, Sequence[tuple[tuple[str, ...], int, float]]]

    def share(self, said: Mapping[int, float]) -> float:
        """Give how much of what is asked was said: of what was typed, or of all, whichever is more."""
        typed = described = 0.0
        for number, worth in said.items():
            typed += self.typed[number] * worth
            described += self.described[number] * worth
        return max(typed / self.wholes[0], described / self.wholes[1])


class SentenceReader:
    """Reads sentences of one library."""

    def __init__(
        self, analyzer: Analyzer, general: Callable[[str, tuple[str, ...]], bool], ordinary: Mapping[str, float]
    ) -> None:
        """Take what reads words; ``general`` says of a name (and its stems) whether many councils' documents
        have it, ``ordinary`` how many in a million words of English a stem is."""
        self._analyzer = analyzer
        self._general = general
        self._ordinary = ordinary

    def check(
        self,
        asked: Sequence[tuple[Concept, float]],
        sort: AnswerType,
        texts: Sequence[str],
        known: Sequence[Sequence[Sequence[str]]] = (),
        *,
        besides: Collection[str] = (),
        sought: Collection[str] = (),
    ) -> SentenceChecks:
        """Check the sentences of some passages, the best first; ``known`` are the stems of each of their sentences
        where they are kept, and of what stands beside the passage with its last; ``besides`` are stems that are no
        answer, ``sought`` concepts, as typed, of which it is asked whether there are such things."""
        ways = _ways_of(asked)
        typed = {stem for concept, _ in asked for stem in concept.alternatives[0].terms} | set(besides)
        # Initials of what is asked about are no name that was asked for: "the CICC" where the council of children is.
        typed |= {
            way.terms[0]
            for concept, _ in asked
            for way in concept.alternatives
            if _may_be_initials(way) and self._ordinary.get(way.terms[0], 0.0) < _ORDINARY
        }
        enough = sort | (AnswerType.SHARE if sort & AnswerType.COUNT else AnswerType.NONE)
        together = 0.0
        best = (0.0, 0.0, 0)
        unions: list[dict[int, float]] = []
        for place, text in enumerate(texts):
            union: dict[int, float] = {}
            before: dict[int, float] = {}
            ranges = split_sentences(text)
            for (start, end), words in zip(
                ranges, self._stems(text, ranges, known[place] if known else ()), strict=True
            ):
                carry = _LEANT_ON if _LEANS.match(text, start) else _CARRIED
                said = self._said(words, ways)
                here = _plainest(said)
                whole = ways.share(here)
                together = max(together, whole)
                for number, worth in here.items():
                    union[number] = max(union.get(number, 0.0), worth)
                if sort and (here or before):
                    carried = {
                        number: max(here.get(number, 0.0), carry * before.get(number, 0.0))
                        for number in {*before, *here}
                    }
                    given = ways.share(carried)
                    lead = (
                        ways.share({n: carry * worth for n, worth in before.items() if n not in here})
                        if before
                        else 0.0
                    )
                    answers: Iterable[tuple[AnswerSpan, int, int]] = ()
                    # Where it could not say more beside an answer than another sentence does, none is looked for.
                    if max(given, whole + lead) + whole >= best[0] - _ROUNDING:
                        answers = self._answers(text[start:end], enough, typed)
                    for span, first, last in answers:
                        reach = _LONG if span.far else _NEAR
                        near = ways.share(
                            _within(said, first - reach * (span.side < 1), last + reach * (span.side > -1))
                        )
                        # "This is because of A" is of the sentence before; "this led to B" is no reason of it.
                        there = near + (lead if span.side < 0 else 0.0) if span.side else given
                        best = max(best, (there + near, near, -place))
                before = here
            unions.append(union)
        total, near, place = best
        passage = max(map(ways.share, unions), default=0.0)
        numbers = [number for number, (concept, _) in enumerate(asked) if concept.typed in sought]
        return SentenceChecks(together, passage, total - near, near, -place, _plainly_said(numbers, unions, ways.typed))

    def most_together(
        self, asked: Sequence[tuple[Concept, float]], passages: Iterable[Sequence[Sequence[str]]]
    ) -> list[float]:
        """Give how much of what is asked, 0 to 1, the sentence says that says most of it, of each of some passages;
        each is given by the stems of its sentences."""
        ways = _ways_of(asked)
        return [
            max((ways.share(_plainest(self._said(words, ways))) for words in some), default=0.0) for some in passages
        ]

    def _stems(
        self, text: str, ranges: Sequence[tuple[int, int]], known: Sequence[Sequence[str]]
    ) -> Sequence[Sequence[str]]:
        """Give the stems of each sentence of a text."""
        if len(known) != len(ranges):
            return [self._analyzer.terms(text[start:end]) for start, end in ranges]
        return [*known[:-1], known[-1][: len(raw_forms(text[slice(*ranges[-1])]))]]

    def _said(self, stems: Sequence[str], ways: _Ways) -> dict[int, list[tuple[float, int, int]]]:
        """Tell which concepts a sentence says: how plainly, and from which to which of its words."""
        found: dict[int, list[tuple[float, int, int]]] = {}
        for place, stem in enumerate(stems):
            for terms, number, worth in ways.by_stem.get(stem, ()):
                if len(terms) == 1 or tuple(stems[place : place + len(terms)]) == terms:
                    found.setdefault(number, []).append((worth, place, place + len(terms) - 1))
        return found

    def _answers(
        self, sentence: str, sort: AnswerType, typed: Collection[str]
    ) -> Iterator[tuple["AnswerSpan", int, int]]:
        """Yield the answers of a sort in a sentence, but for what was typed, with their first and last words."""
        from index.text import answer_spans  # few questions want a sort of answer

        spans = answer_spans(sentence, sort)
        tokens = self._analyzer.tokens(sentence) if spans else []
        starts, ends = [token.start for token in tokens], [token.end for token in tokens]
        for span in spans:
            first, stop = bisect_right(ends, span.start), bisect_left(starts, span.end)
            if first >= stop:  # punctuation alone
                after = min(bisect_left(starts, span.start), len(tokens) - 1)
                yield span, after, after
            elif not sort & _NAMES or self._is_new(
                sentence[span.start : span.end].strip(_MARKS), span.start == 0, tokens[first:stop], typed
            ):
                yield span, first, stop - 1

    def _is_new(self, name: str, opens: bool, words: Sequence[Token], typed: Collection[str]) -> bool:
        """Say whether words are a name that was not typed, and that few councils' documents have, or no name."""
        new = [word for word in words if word.term not in typed and word.form not in STOP_WORDS]
        if new and not name[:1].isupper():  # "by the lead member"
            return True
        if opens and words[0] in new and self._ordinary.get(words[0].term, 0.0) >= _ORDINARY:
            new.remove(words[0])  # "Importantly, members of the ..."
        capitals = {word.lower(): word for word in _CAPITALS.findall(name)}
        new = [word for word in new if word.form in capitals]
        if not new or name.lower() in _MONTHS:
            return False
        if len(new) == 1 and (initials := capitals[new[0].form]).isupper() and self._general(initials, (new[0].term,)):
            return False
        return not self._general(name, tuple(word.term for word in words))


def _may_be_initials(way: Alternative) -> bool:
    return len(way.terms) == 1 and len(way.terms[0]) <= _INITIALS and way.weight >= _CLEAR


def _ways_of(asked: Sequence[tuple[Concept, float]]) -> _Ways:
    by_stem: dict[str, list[tuple[tuple[str, ...], int, float]]] = {}
    for number, (concept, _) in enumerate(asked):
        for way in exact_alternatives(concept):
            worth = 1.0 if way.origin in OWN else OTHER if way.weight >= _CLEAR else way.weight
            by_stem.setdefault(way.terms[0], []).append((way.terms, number, worth))
    described = [0.0 if asks_alone(concept) else share for concept, share in asked]
    typed = [0.0 if concept.confidence else share for (concept, _), share in zip(asked, described, strict=True)]
    return _Ways(tuple(typed), tuple(described), (sum(typed) or 1.0, sum(described) or 1.0), by_stem)


def _plainly_said(numbers: Sequence[int], unions: Sequence[Mapping[int, float]], shares: Sequence[float]) -> float:
    """Tell how plainly the passages that say about as much as any say all of some concepts; 1 where there are none."""
    worth = [sum(shares[number] * said for number, said in union.items()) for union in unions]
    most = max(worth, default=0.0)
    leading = [union for union, one in zip(unions, worth, strict=True) if one >= _AS_MUCH * most]
    return min((max((union.get(n, 0.0) for union in leading), default=0.0) for n in numbers), default=1.0)


def _plainest(said: Mapping[int, Sequence[tuple[float, int, int]]]) -> dict[int, float]:
    """Tell how plainly each concept is said, of those that are."""
    return {number: max(worth for worth, *_ in found) for number, found in said.items()}


def _within(said: Mapping[int, Sequence[tuple[float, int, int]]], start: int, stop: int) -> dict[int, float]:
    """Tell how plainly each concept is said by words that lie in a range."""
    return {
        number: max((worth for worth, first, last in found if start <= last and first <= stop), default=0.0)
        for number, found in said.items()
    }


def asks_alone(concept: Concept) -> bool:
    """Say whether a concept only asks: for a figure, an owner, the main thing; it is not what is counted or sought."""
    typed = concept.typed.lower()
    return typed in FIGURE_WORDS or typed in ASKING_WORDS or typed.isdigit()
