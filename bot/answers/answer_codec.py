"""An answer as it is kept: references to passages and what was understood, never the question and never its words.

It is read back with its passages and grades from the library as it is now. What is not in the library any more, or
reads otherwise now, is left out and counted: what is shown as evidence is always what the library holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import msgspec

from bot.answers.passage_resolver import MatchKind, PassageResolver, mark
from bot.models import (
    Answer,
    AnswerKind,
    CitedJudgement,
    Coverage,
    Evidence,
    Fact,
    Filters,
    Group,
    Lead,
    Option,
    State,
    Total,
    Understood,
    marks,
)
from index.models import Citation


@dataclass(frozen=True, slots=True)
class RestoredAnswer:
    """An answer read back; ``lost`` counts passages and grades that the library does not hold as they were."""

    answer: Answer
    lost: int = 0


@dataclass(frozen=True, slots=True)
class RestoredEvidence:
    """A piece of evidence read back, and how it stands to what the answer was made from."""

    evidence: Evidence
    standing: MatchKind


@dataclass(frozen=True, slots=True)
class PassageRecord:
    """A reference to a passage: its id, the mark of its text, where it was cited, and what of it was shown in bold."""

    id: str
    mark: str
    rank: int
    score: float
    cite: Citation
    bold: tuple[tuple[int, int], ...] = ()
    best: tuple[int, int] | None = None
    newer: Citation | None = None


@dataclass(frozen=True, slots=True)
class GradeRecord:
    """A grade as it was printed, and where."""

    area: str
    grade: str | None
    cite: Citation


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What is kept of an answer; the names of its fields are the keys of the kept JSON value."""

    kind: AnswerKind
    understood: Understood
    evidence: tuple[PassageRecord, ...]
    more: tuple[PassageRecord, ...]
    judgements: tuple[GradeRecord, ...]
    groups: tuple[Group, ...]
    options: tuple[Option, ...]
    coverage: Coverage
    generation: int
    state: State = State.ANSWER
    lead: Lead | None = None
    total: Total | None = None
    facts: tuple[Fact, ...] = ()
    parts: "tuple[AnswerRecord, ...]" = field(default=())


def pack_answer(answer: Answer) -> dict[str, Any]:
    """Take from an answer what may be kept, as a JSON value."""
    return _packed(_record_of(answer))


def restore_answer(body: Mapping[str, Any], library: PassageResolver) -> RestoredAnswer:
    """Read an answer back, its passages and grades from the library."""
    return _restore(_read(body), library)


def restore_place(body: Mapping[str, Any], place: int, library: PassageResolver) -> RestoredEvidence | None:
    """Read one piece of evidence back by its place among all that were found; None where its report is not held."""
    every = _passages(body)
    return _resolve(every[place], library) if 0 <= place < len(every) else None


def restore_places(body: Mapping[str, Any], library: PassageResolver) -> list[tuple[int, RestoredEvidence]]:
    """Read back all that was found, each with its place."""
    found = ((place, _resolve(one, library)) for place, one in enumerate(_passages(body)))
    return [(place, again) for place, again in found if again is not None]


def elsewhere_at(body: Mapping[str, Any], place: int) -> Citation | None:
    """Return one of the places where a question is answered elsewhere."""
    every = _read(body).coverage.elsewhere
    return every[place] if 0 <= place < len(every) else None


def places_shown(body: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List where the passages that were shown stand: each its document and its place there."""
    cited = (one.cite for one in _read(body).evidence)
    return [(c.document, f"paragraph {c.paragraph}" if c.paragraph else c.item or c.section or "") for c in cited]


def options_of(body: Mapping[str, Any]) -> list[tuple[str, Filters]]:
    """Return the choices of a stored answer: what each is called and the filters that it sets."""
    return [(option.label, option.filters) for option in _read(body).options]


def filters_understood(body: Mapping[str, Any]) -> Filters:
    """Return what was understood of the question of a stored answer, as filters."""
    understood = _read(body).understood
    return Filters(understood.authorities, understood.years, understood.recency, understood.voice)


def pack_filters(filters: Filters) -> dict[str, Any]:
    """Make filters a JSON value."""
    return _packed(filters)


def restore_filters(held: Mapping[str, Any]) -> Filters:
    """Read filters back."""
    return msgspec.convert(held, Filters)


def _packed(value: AnswerRecord | Filters) -> dict[str, Any]:
    packed: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(value))
    return packed


def _record_of(answer: Answer) -> AnswerRecord:
    """Leave out what holds typed words: the question, its topic and phrases, corrections and expansions, readings, what
    is missing and the message; and the text of every passage."""
    understood = answer.understood
    return AnswerRecord(
        kind=answer.kind,
        understood=Understood(
            authorities=understood.authorities,
            years=understood.years,
            recency=understood.recency,
            voice=understood.voice,
            councils=understood.councils,
            period=understood.period,
        ),
        evidence=tuple(map(_passage_record, answer.evidence)),
        more=tuple(map(_passage_record, answer.more)),
        judgements=tuple(GradeRecord(one.area, one.grade, one.citation) for one in answer.judgements),
        groups=answer.groups,
        options=answer.options,
        coverage=answer.coverage,
        generation=answer.generation,
        state=answer.state,
        # A quotation is kept as its place in the evidence; any other lead holds no typed words.
        lead=replace(answer.lead, text="") if answer.lead and answer.lead.quoted else answer.lead,
        total=answer.total,
        facts=answer.facts,
        parts=tuple(map(_record_of, answer.parts)),
    )


def _passage_record(evidence: Evidence) -> PassageRecord:
    return PassageRecord(
        id=evidence.passage_id,
        mark=mark(evidence.text),
        rank=evidence.rank,
        score=evidence.score,
        cite=evidence.citation,
        bold=evidence.highlights,
        best=evidence.best,
        newer=evidence.superseded_by,
    )


def _read(body: Mapping[str, Any]) -> AnswerRecord:
    return msgspec.convert(_as_now(body), AnswerRecord)


def _as_now(value: Any, key: str = "") -> Any:
    """Read what earlier versions kept, too: the days of an inspection in a list, and a number as a passage's id."""
    if isinstance(value, list):
        return {"start": value[0], "end": value[1]} if key == "inspected" else [_as_now(one) for one in value]
    if isinstance(value, Mapping):
        return {name: _as_now(one, name) for name, one in value.items()}
    return str(value) if key == "id" else value


def _passages(body: Mapping[str, Any]) -> tuple[PassageRecord, ...]:
    record = _read(body)
    return record.evidence + record.more


def _restore(record: AnswerRecord, library: PassageResolver) -> RestoredAnswer:
    found: list[Evidence] = []
    places: dict[int, int] = {}
    for place, one in enumerate(record.evidence):
        if (evidence := _as_it_was(one, library)) is not None:
            places[place] = len(found)
            found.append(evidence)
    more = [evidence for one in record.more if (evidence := _as_it_was(one, library)) is not None]
    grades: list[CitedJudgement] = []
    kept: dict[int, int] = {}
    for place, grade in enumerate(record.judgements):
        if library.has_grade(grade.area, grade.grade, grade.cite):
            kept[place] = len(grades)
            grades.append(CitedJudgement(grade.area, grade.grade, grade.cite))
    lost = len(record.evidence) + len(record.more) + len(record.judgements) - len(found) - len(more) - len(grades)
    parts = [_restore(part, library) for part in record.parts]
    answer = Answer(
        kind=record.kind,
        message="",
        understood=record.understood,
        state=record.state,
        lead=_restore_lead(record.lead, found, places, lost),
        total=record.total,
        facts=record.facts,
        parts=tuple(part.answer for part in parts),
        evidence=tuple(found),
        more=tuple(more),
        judgements=tuple(grades),
        groups=tuple(map(partial(_regrouped, places=places, kept=kept), record.groups)),
        options=record.options,
        coverage=record.coverage,
        generation=record.generation,
    )
    return RestoredAnswer(answer, lost + sum(part.lost for part in parts))


def _regrouped(group: Group, *, places: Mapping[int, int], kept: Mapping[int, int]) -> Group:
    evidence = tuple(places[place] for place in group.evidence if place in places)
    return replace(
        group, evidence=evidence, judgements=tuple(kept[place] for place in group.judgements if place in kept)
    )


def _restore_lead(lead: Lead | None, found: Sequence[Evidence], places: Mapping[int, int], lost: int) -> Lead | None:
    """Read a lead back; None where the evidence or a grade behind it is not held as it was."""
    if lead is None or lead.quoted is None:
        return None if lost else lead
    place, start, end = lead.quoted
    if place not in places:
        return None
    return Lead(found[places[place]].text[start:end], lead.citation, (places[place], start, end))


def _resolve(record: PassageRecord, library: PassageResolver) -> RestoredEvidence | None:
    place = library.find(record.id, record.mark, record.cite)
    if place is None:
        return None
    same = place.standing is not MatchKind.OTHER_WORDS
    evidence = Evidence(
        rank=record.rank,
        score=record.score,
        text=place.passage.text,
        citation=place.citation,
        marks=marks(record.bold, record.best) if same else marks(),
        superseded_by=record.newer,
        passage_id=place.passage_id,
    )
    return RestoredEvidence(evidence, place.standing)


def _as_it_was(record: PassageRecord, library: PassageResolver) -> Evidence | None:
    again = _resolve(record, library)
    return None if again is None or again.standing is MatchKind.OTHER_WORDS else again.evidence
