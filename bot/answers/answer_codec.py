"""An answer as it is kept: references to passages and what was understood, never the question and never its words.

In: an ``Answer``. Out: a JSON value, and from it the answer again, its passages and grades read from the library as it
is now. What is not in the library any more, or reads otherwise now, is left out of the answer and counted: what is
shown as evidence is always what the library holds. How to find a passage again is known in ``whereabouts``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

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
    Reason,
    State,
    Total,
    Understood,
)
from bot.stored_citations import day, iso, pack_citation, restore_citation
from index.models import Citation, Recency, Voice


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


def pack_answer(answer: Answer) -> dict[str, Any]:
    """Take from an answer what may be kept.

    Left out: the question, its topic and phrases, corrections and expansions (they repeat typed words), readings and
    what is missing, the message (it may quote them) and every passage's text.
    """
    return {
        "kind": answer.kind.value,
        "understood": {
            "authorities": list(answer.understood.authorities),
            "years": list(answer.understood.years),
            "recency": answer.understood.recency.value if answer.understood.recency else None,
            "voice": answer.understood.voice.value if answer.understood.voice else None,
            "councils": answer.understood.councils,
        },
        "state": answer.state.value,
        "lead": _pack_lead(answer.lead) if answer.lead else None,
        "total": asdict(answer.total) if answer.total else None,
        "facts": [
            {"label": f.label, "value": f.value, "cite": pack_citation(f.citation) if f.citation else None}
            for f in answer.facts
        ],
        "parts": [pack_answer(part) for part in answer.parts],
        "evidence": [_pack_evidence(e) for e in answer.evidence],
        "more": [_pack_evidence(e) for e in answer.more],
        "judgements": [
            {"area": j.area, "grade": j.grade, "cite": pack_citation(j.citation)} for j in answer.judgements
        ],
        "groups": [
            {"label": g.label, "evidence": list(g.evidence), "judgements": list(g.judgements), "note": g.note}
            for g in answer.groups
        ],
        "options": [{"label": o.label, "filters": pack_filters(o.filters)} for o in answer.options],
        "coverage": {
            "documents": answer.coverage.documents,
            "passages": answer.coverage.passages,
            "newest": iso(answer.coverage.newest),
            "reason": answer.coverage.reason.value if answer.coverage.reason else None,
            "elsewhere": [pack_citation(c) for c in answer.coverage.elsewhere],
        },
        "generation": answer.generation,
    }


def restore_answer(held: Mapping[str, Any], library: PassageResolver) -> RestoredAnswer:
    """Read an answer back, its passages and grades from the library."""
    found: list[Evidence] = []
    places: dict[int, int] = {}
    for place, one in enumerate(held["evidence"]):
        if (evidence := _as_it_was(one, library)) is not None:
            places[place] = len(found)
            found.append(evidence)
    more = [e for one in held["more"] if (e := _as_it_was(one, library)) is not None]
    grades: list[CitedJudgement] = []
    kept: dict[int, int] = {}
    for place, one in enumerate(held["judgements"]):
        citation = restore_citation(one["cite"])
        if library.has_grade(one["area"], one["grade"], citation):
            kept[place] = len(grades)
            grades.append(CitedJudgement(one["area"], one["grade"], citation))
    understood, coverage = held["understood"], held["coverage"]
    stored = sum(len(held[part]) for part in ("evidence", "more", "judgements"))
    lost = stored - len(found) - len(more) - len(grades)
    parts = [restore_answer(part, library) for part in held.get("parts", ())]
    answer = Answer(
        question="",
        kind=AnswerKind(held["kind"]),
        message="",
        understood=Understood(
            authorities=tuple(understood["authorities"]),
            years=tuple(understood["years"]),
            recency=Recency(understood["recency"]) if understood["recency"] else None,
            voice=Voice(understood["voice"]) if understood["voice"] else None,
            councils=understood.get("councils"),
        ),
        state=State(held.get("state", State.ANSWER)),
        lead=_restore_lead(held.get("lead"), found, places, lost),
        total=Total(**held["total"]) if held.get("total") else None,
        facts=tuple(
            Fact(f["label"], f["value"], restore_citation(f["cite"]) if f["cite"] else None)
            for f in held.get("facts", ())
        ),
        parts=tuple(part.answer for part in parts),
        evidence=tuple(found),
        more=tuple(more),
        judgements=tuple(grades),
        groups=tuple(
            Group(
                g["label"],
                tuple(places[i] for i in g["evidence"] if i in places),
                tuple(kept[i] for i in g["judgements"] if i in kept),
                g["note"],
            )
            for g in held["groups"]
        ),
        options=tuple(Option(o["label"], restore_filters(o["filters"])) for o in held["options"]),
        coverage=Coverage(
            documents=coverage["documents"],
            passages=coverage["passages"],
            newest=day(coverage["newest"]),
            reason=Reason(coverage["reason"]) if coverage["reason"] else None,
            elsewhere=tuple(restore_citation(c) for c in coverage["elsewhere"]),
        ),
        generation=held["generation"],
    )
    return RestoredAnswer(answer, lost + sum(part.lost for part in parts))


def restore_place(held: Mapping[str, Any], place: int, library: PassageResolver) -> RestoredEvidence | None:
    """Read one piece of evidence back by its place among all that were found; None where its report is not held."""
    every = [*held["evidence"], *held["more"]]
    return _restore_evidence(every[place], library) if 0 <= place < len(every) else None


def restore_places(held: Mapping[str, Any], library: PassageResolver) -> list[tuple[int, RestoredEvidence]]:
    """Read back all that was found, each with its place."""
    every = [*held["evidence"], *held["more"]]
    found = ((place, _restore_evidence(one, library)) for place, one in enumerate(every))
    return [(place, again) for place, again in found if again is not None]


def elsewhere_at(held: Mapping[str, Any], place: int) -> Citation | None:
    """Return one of the places where a question is answered elsewhere."""
    every = held["coverage"]["elsewhere"]
    return restore_citation(every[place]) if 0 <= place < len(every) else None


def places_shown(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List where the passages that were shown stand: each its document and its place there."""
    cited = (restore_citation(one["cite"]) for one in held["evidence"])
    return [(c.document, f"paragraph {c.paragraph}" if c.paragraph else c.item or c.section or "") for c in cited]


def options_of(held: Mapping[str, Any]) -> list[tuple[str, Filters]]:
    """Return the choices of a stored answer: what each is called and the filters that it sets."""
    return [(o["label"], restore_filters(o["filters"])) for o in held["options"]]


def pack_filters(filters: Filters) -> dict[str, Any]:
    """Make filters a JSON value."""
    return {
        "authorities": list(filters.authorities),
        "years": list(filters.years),
        "recency": filters.recency.value if filters.recency else None,
        "voice": filters.voice.value if filters.voice else None,
        "kind": filters.kind,
        "document": filters.document,
    }


def restore_filters(held: Mapping[str, Any]) -> Filters:
    """Read filters back."""
    return Filters(
        authorities=tuple(held["authorities"]),
        years=tuple(held["years"]),
        recency=Recency(held["recency"]) if held["recency"] else None,
        voice=Voice(held["voice"]) if held["voice"] else None,
        kind=held["kind"],
        document=held["document"],
    )


def _pack_lead(lead: Lead) -> dict[str, Any]:
    """Keep a quotation as its place in the evidence, and any other lead as it is: it holds no typed words."""
    return {
        "text": "" if lead.quoted else lead.text,
        "quoted": list(lead.quoted) if lead.quoted else None,
        "cite": pack_citation(lead.citation) if lead.citation else None,
    }


def _restore_lead(
    held: Mapping[str, Any] | None, found: Sequence[Evidence], places: Mapping[int, int], lost: int
) -> Lead | None:
    """Read a lead back; None where the evidence or a grade behind it is not held as it was."""
    if held is None:
        return None
    citation = restore_citation(held["cite"]) if held["cite"] else None
    if not held["quoted"]:
        return None if lost else Lead(held["text"], citation)
    place, start, end = held["quoted"]
    if place not in places:
        return None
    return Lead(found[places[place]].text[start:end], citation, (places[place], start, end))


def _pack_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.passage_id,
        "mark": mark(evidence.text),
        "rank": evidence.rank,
        "score": evidence.score,
        "cite": pack_citation(evidence.citation),
        "bold": [list(r) for r in evidence.highlights],
        "best": list(evidence.best) if evidence.best else None,
        "newer": pack_citation(evidence.superseded_by) if evidence.superseded_by else None,
    }


def _restore_evidence(held: Mapping[str, Any], library: PassageResolver) -> RestoredEvidence | None:
    place = library.find(str(held["id"]), held["mark"], restore_citation(held["cite"]))
    if place is None:
        return None
    same = place.standing is not MatchKind.OTHER_WORDS
    evidence = Evidence(
        rank=held["rank"],
        score=held["score"],
        text=place.passage.text,
        citation=place.citation,
        highlights=tuple((int(s), int(e)) for s, e in held["bold"]) if same else (),
        best=(held["best"][0], held["best"][1]) if same and held["best"] else None,
        superseded_by=restore_citation(held["newer"]) if held["newer"] else None,
        passage_id=place.passage_id,
    )
    return RestoredEvidence(evidence, place.standing)


def _as_it_was(held: Mapping[str, Any], library: PassageResolver) -> Evidence | None:
    again = _restore_evidence(held, library)
    return None if again is None or again.standing is MatchKind.OTHER_WORDS else again.evidence
