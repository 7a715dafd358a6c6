"""An answer as it is kept: references to passages and what was understood, never the question and never its words.

In: an ``Answer``. Out: a JSON value, and from it the answer again, its passages read from the library by document
and by a mark of their text. A passage that is not in the library any more, or reads otherwise now, is left out
and counted: what is shown as evidence is always what the library holds.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.models import (
    Answer,
    AnswerKind,
    CitedJudgement,
    Coverage,
    Evidence,
    Filters,
    Group,
    Option,
    Reason,
    Recency,
    Understood,
)
from index.models import Citation, Kind, Passage, Period, Voice

__all__ = [
    "Restored",
    "citation_at",
    "elsewhere_at",
    "mark",
    "options_of",
    "pack_answer",
    "pack_filters",
    "places_shown",
    "restore_answer",
    "restore_filters",
    "restore_place",
    "restore_places",
]

# By a passage's id and by the path of its document: the passages that may be the one, the likeliest first.
PassagesOf = Callable[[int, str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Restored:
    """An answer read back; ``lost`` counts passages that the library does not hold as they were."""

    answer: Answer
    lost: int = 0


def mark(text: str) -> str:
    """Return a short mark by which a passage's text is known again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def pack_answer(answer: Answer) -> dict[str, Any]:
    """Take from an answer what may be kept.

    Left out: the question, its topic and phrases, corrections and expansions (they repeat typed words), the message (it
    may quote them) and every passage's text.
    """
    return {
        "kind": answer.kind.value,
        "understood": {
            "authorities": list(answer.understood.authorities),
            "years": list(answer.understood.years),
            "recency": answer.understood.recency.value if answer.understood.recency else None,
            "voice": answer.understood.voice.value if answer.understood.voice else None,
        },
        "evidence": [_pack_evidence(e) for e in answer.evidence],
        "more": [_pack_evidence(e) for e in answer.more],
        "judgements": [
            {"area": j.area, "grade": j.grade, "cite": _pack_citation(j.citation)} for j in answer.judgements
        ],
        "groups": [
            {"label": g.label, "evidence": list(g.evidence), "judgements": list(g.judgements), "note": g.note}
            for g in answer.groups
        ],
        "options": [{"label": o.label, "filters": pack_filters(o.filters)} for o in answer.options],
        "coverage": {
            "documents": answer.coverage.documents,
            "passages": answer.coverage.passages,
            "newest": _iso(answer.coverage.newest),
            "reason": answer.coverage.reason.value if answer.coverage.reason else None,
            "elsewhere": [_pack_citation(c) for c in answer.coverage.elsewhere],
        },
        "generation": answer.generation,
    }


def restore_answer(held: Mapping[str, Any], passages_of: PassagesOf) -> Restored:
    """Read an answer back, its passages from the library."""
    found: list[Evidence] = []
    places: dict[int, int] = {}
    for place, one in enumerate(held["evidence"]):
        if (evidence := _restore_evidence(one, passages_of)) is not None:
            places[place] = len(found)
            found.append(evidence)
    more = [e for one in held["more"] if (e := _restore_evidence(one, passages_of)) is not None]
    understood, coverage = held["understood"], held["coverage"]
    answer = Answer(
        question="",
        kind=AnswerKind(held["kind"]),
        message="",
        understood=Understood(
            authorities=tuple(understood["authorities"]),
            years=tuple(understood["years"]),
            recency=Recency(understood["recency"]) if understood["recency"] else None,
            voice=Voice(understood["voice"]) if understood["voice"] else None,
        ),
        evidence=tuple(found),
        more=tuple(more),
        judgements=tuple(
            CitedJudgement(j["area"], j["grade"], _restore_citation(j["cite"])) for j in held["judgements"]
        ),
        groups=tuple(
            Group(g["label"], tuple(places[i] for i in g["evidence"] if i in places), tuple(g["judgements"]), g["note"])
            for g in held["groups"]
        ),
        options=tuple(Option(o["label"], restore_filters(o["filters"])) for o in held["options"]),
        coverage=Coverage(
            documents=coverage["documents"],
            passages=coverage["passages"],
            newest=_day(coverage["newest"]),
            reason=Reason(coverage["reason"]) if coverage["reason"] else None,
            elsewhere=tuple(_restore_citation(c) for c in coverage["elsewhere"]),
        ),
        generation=held["generation"],
    )
    lost = len(held["evidence"]) + len(held["more"]) - len(found) - len(more)
    return Restored(answer, lost)


def restore_place(held: Mapping[str, Any], place: int, passages_of: PassagesOf) -> Evidence | None:
    """Read one piece of evidence back by its place among all that were found; None where it is not held as it was."""
    every = [*held["evidence"], *held["more"]]
    return _restore_evidence(every[place], passages_of) if 0 <= place < len(every) else None


def restore_places(held: Mapping[str, Any], passages_of: PassagesOf) -> list[tuple[int, Evidence]]:
    """Read back all that was found, each with its place."""
    every = [*held["evidence"], *held["more"]]
    found = ((place, _restore_evidence(one, passages_of)) for place, one in enumerate(every))
    return [(place, evidence) for place, evidence in found if evidence is not None]


def citation_at(held: Mapping[str, Any], place: int) -> Citation | None:
    """Return the citation of a piece of evidence, also where its passage is not held any more."""
    every = [*held["evidence"], *held["more"]]
    return _restore_citation(every[place]["cite"]) if 0 <= place < len(every) else None


def elsewhere_at(held: Mapping[str, Any], place: int) -> Citation | None:
    """Return one of the places where a question is answered elsewhere."""
    every = held["coverage"]["elsewhere"]
    return _restore_citation(every[place]) if 0 <= place < len(every) else None


def places_shown(held: Mapping[str, Any]) -> list[tuple[str, str]]:
    """List where the passages that were shown stand: each its document and its place there."""
    cited = (_restore_citation(one["cite"]) for one in held["evidence"])
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


def _pack_evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "id": evidence.passage_id,
        "mark": mark(evidence.text),
        "rank": evidence.rank,
        "score": evidence.score,
        "cite": _pack_citation(evidence.citation),
        "bold": [list(r) for r in evidence.highlights],
        "best": list(evidence.best) if evidence.best else None,
        "newer": _pack_citation(evidence.superseded_by) if evidence.superseded_by else None,
    }


def _restore_evidence(held: Mapping[str, Any], passages_of: PassagesOf) -> Evidence | None:
    citation = _restore_citation(held["cite"])
    same = [p for p in passages_of(held["id"], citation.document) if mark(p.text) == held["mark"]]
    if not same:
        return None
    # The same words may stand in a document twice ("Not applicable."): then the printed place decides.
    passage = next((p for p in same if p.number == citation.paragraph and p.item == citation.item), same[0])
    return Evidence(
        rank=held["rank"],
        score=held["score"],
        text=passage.text,
        citation=citation,
        highlights=tuple((int(s), int(e)) for s, e in held["bold"]),
        best=(held["best"][0], held["best"][1]) if held["best"] else None,
        superseded_by=_restore_citation(held["newer"]) if held["newer"] else None,
        passage_id=held["id"],
    )


def _pack_citation(citation: Citation) -> dict[str, Any]:
    inspected = citation.inspected
    return {
        "document": citation.document,
        "title": citation.title,
        "authority": citation.authority,
        "kind": citation.kind.value,
        "voice": citation.voice.value,
        "published": _iso(citation.published),
        "inspected": [_iso(inspected.start), _iso(inspected.end)] if inspected else None,
        "section": citation.section,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "pages": list(citation.pages),
        "label": citation.label,
        "url": citation.url,
    }


def _restore_citation(held: Mapping[str, Any]) -> Citation:
    inspected = held["inspected"]
    return Citation(
        document=held["document"],
        title=held["title"],
        authority=held["authority"],
        kind=Kind(held["kind"]),
        voice=Voice(held["voice"]),
        published=_day(held["published"]),
        inspected=Period(date.fromisoformat(inspected[0]), date.fromisoformat(inspected[1])) if inspected else None,
        section=held["section"],
        paragraph=held["paragraph"],
        item=held["item"],
        pages=tuple(held["pages"]),
        label=held["label"],
        url=held["url"],
    )


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
