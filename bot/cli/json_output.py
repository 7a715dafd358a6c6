"""Contract: answers, documents and citations as the JSON that programs read.

In come values; out go plain dictionaries, lists, strings and numbers in the order of the published schemas. This
module only writes down: it decides nothing. ``facts`` and ``groups`` stand beside what the schema of answers names.
"""

from dataclasses import is_dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any

from bot.models import (
    Answer,
    CitedJudgement,
    Correction,
    Coverage,
    Evidence,
    Expansion,
    Fact,
    Group,
    Lead,
    Missing,
    Option,
    Reading,
    Total,
    Understood,
)
from index.models import Citation, Document, Improvement, Judgement, Period, Voice

if TYPE_CHECKING:
    from bot.answers import Briefing
    from bot.evaluation import Measures, Rate, Retrieval
    from bot.quotations import CheckedQuotation

_ANSWER = (
    "question kind state lead message understood evidence judgements options coverage missing readings total facts"
    " groups parts"
)
# What the contract has of each value, in its order.
_FIELDS: dict[type, str] = {
    Answer: _ANSWER,
    Citation: "document title authority kind voice published inspected section paragraph item pages label url",
    CitedJudgement: "area grade citation",
    Coverage: "documents passages newest reason elsewhere",
    Evidence: "rank score text highlights citation superseded_by",
    Expansion: "term to",
    Fact: "label value citation",
    Group: "label evidence judgements note",
    Improvement: "text paragraph item page",
    Judgement: "area grade page",
    Lead: "text citation",
    Missing: "sort text",
    Reading: "text chosen strength",
    Total: "passages documents authorities",
    Understood: "authorities years recency voice phrases corrections expansions councils",
}
_DOCUMENT = (
    "title authority kind voice published inspected lead_inspector pages passages judgements improvements warnings"
)


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """Write an answer as one object of the answer schema."""
    return _fields_of(answer, _ANSWER)


def brief_to_dict(briefing: "Briefing") -> dict[str, Any]:
    """Write a briefing as its answers."""
    return _fields_of(briefing, "council overview changes theme")


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """Write a citation as the answer schema has it."""
    return _fields_of(citation, _FIELDS[Citation])


def document_to_dict(document: Document, *, passages: int) -> dict[str, Any]:
    """Write a document of the library, and how many passages it has, as the documents schema has it."""
    before, after = _DOCUMENT.split(" passages ")
    return {
        "document": document.path,
        "also": list(document.also),
        **_fields_of(document, before),
        "passages": passages,
        **_fields_of(document, after),
        "as_read": {key: text or None for key, text in document.as_read},
    }


def quotation_to_dict(checked: "CheckedQuotation") -> dict[str, Any]:
    """Write the result of checking one quotation."""
    return {
        **_fields_of(checked, "quotation state"),
        "differences": [_fields_of(one, "kind written printed") for one in checked.differences],
        **_fields_of(checked, "citation nearest notes claim"),
    }


def _fields_of(value: object, names: str) -> dict[str, Any]:
    """Write the fields of a value that are named, in that order."""
    return {name: _plain(getattr(value, name)) for name in names.split()}


def _plain(value: Any) -> Any:
    """Write a value as the contract does."""
    match value:
        case Voice():  # the contract knows the words of inspectors and of councils alone
            return value.value if value in {Voice.INSPECTOR, Voice.COUNCIL} else Voice.UNKNOWN.value
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case Period():
            return {"from": value.start.isoformat(), "to": value.end.isoformat()}
        case Understood():
            # Nobody asks for the words of somebody unknown: that is a property of documents.
            made = _fields_of(value, _FIELDS[Understood])
            return made | ({"voice": None} if made["voice"] == Voice.UNKNOWN.value else {})
        case Correction():
            return {"from": value.typed, "to": value.read_as}
        case Option():
            return value.label
        case tuple():
            return [_plain(item) for item in value]
    return _fields_of(value, _FIELDS[type(value)]) if is_dataclass(value) else value


def measures_to_dict(measures: "Measures") -> dict[str, Any]:
    """Write measures as one object for machines."""
    return {
        "all": _retrieval_dict(measures.overall),
        "types": {name: _retrieval_dict(retrieval) for name, retrieval in measures.by_type.items()},
        "judgements": _rate_dict(measures.judgements),
        "improvements": _rate_dict(measures.improvements),
        "refused_unanswerable": _rate_dict(measures.refused_unanswerable),
        "refused_answerable": _rate_dict(measures.refused_answerable),
        "turns": _rate_dict(measures.turns),
        "failures": [
            {"id": failure.identity, **_fields_of(failure, "type question fault wanted found")}
            for failure in measures.failures
        ],
    }


def _retrieval_dict(retrieval: "Retrieval") -> dict[str, float]:
    return {
        "questions": retrieval.questions,
        "success@1": round(retrieval.success_at_1, 4),
        "success@3": round(retrieval.success_at_3, 4),
        "success@5": round(retrieval.success_at_5, 4),
        "mrr@10": round(retrieval.mrr_at_10, 4),
        "ndcg@10": round(retrieval.ndcg_at_10, 4),
    }


def _rate_dict(rate: "Rate") -> dict[str, float]:
    return {"of": rate.of, "count": rate.count, "share": round(rate.share, 4)}
