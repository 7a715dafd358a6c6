"""Contract: answers, documents and citations as the JSON that programs read.

In come values; out go plain dictionaries, lists, strings and numbers in the order of the published schemas. This
module only writes down: it decides nothing. ``facts`` and ``groups`` stand beside what the schema of answers names.
"""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from bot.models import Answer, CitedJudgement, Coverage, Evidence, Fact, Group, Lead, Understood
from index.models import Citation, Document, Improvement, Judgement, Period, Voice

if TYPE_CHECKING:
    from bot.answers import Briefing
    from bot.evaluation import Measures, Rate, Retrieval
    from bot.quotations import CheckedQuotation


def answer_to_dict(answer: Answer) -> dict[str, Any]:
    """Write an answer as one object of the answer schema."""
    return {
        "question": answer.question,
        "kind": answer.kind.value,
        "state": answer.state.value,
        "lead": _lead(answer.lead) if answer.lead else None,
        "message": answer.message,
        "understood": _understood(answer.understood),
        "evidence": [_evidence(item) for item in answer.evidence],
        "judgements": [_cited_judgement(judgement) for judgement in answer.judgements],
        "options": [option.label for option in answer.options],
        "coverage": _coverage(answer.coverage),
        "missing": [{"sort": item.sort.value, "text": item.text} for item in answer.missing],
        "readings": [{"text": r.text, "chosen": r.chosen, "strength": r.strength} for r in answer.readings],
        "total": asdict(answer.total) if answer.total else None,
        "facts": [_fact(fact) for fact in answer.facts],
        "groups": [_group(group) for group in answer.groups],
        "parts": [answer_to_dict(part) for part in answer.parts],
    }


def brief_to_dict(briefing: "Briefing") -> dict[str, Any]:
    """Write a briefing as its answers."""
    return {
        "council": briefing.council,
        "overview": answer_to_dict(briefing.overview),
        "changes": answer_to_dict(briefing.changes) if briefing.changes else None,
        "theme": answer_to_dict(briefing.theme) if briefing.theme else None,
    }


def citation_to_dict(citation: Citation) -> dict[str, Any]:
    """Write a citation as the answer schema has it."""
    return {
        "document": citation.document,
        "title": citation.title,
        "authority": citation.authority,
        "kind": citation.kind.value,
        "voice": _voice(citation.voice),
        "published": _day(citation.published),
        "inspected": _period(citation.inspected),
        "section": citation.section,
        "paragraph": citation.paragraph,
        "item": citation.item,
        "pages": list(citation.pages),
        "label": citation.label,
        "url": citation.url,
    }


def document_to_dict(document: Document, *, passages: int) -> dict[str, Any]:
    """Write a document of the library, and how many passages it has, as the documents schema has it."""
    return {
        "document": document.path,
        "also": list(document.also),
        "title": document.title,
        "authority": document.authority,
        "kind": document.kind.value,
        "voice": _voice(document.voice),
        "published": _day(document.published),
        "inspected": _period(document.inspected),
        "lead_inspector": document.lead_inspector,
        "pages": document.pages,
        "passages": passages,
        "judgements": [_judgement(judgement) for judgement in document.judgements],
        "improvements": [_improvement(item) for item in document.improvements],
        "warnings": list(document.warnings),
        "as_read": {key: text or None for key, text in document.as_read},
    }


def quotation_to_dict(checked: "CheckedQuotation") -> dict[str, Any]:
    """Write the result of checking one quotation."""
    return {
        "quotation": checked.quotation,
        "state": checked.state.value,
        "differences": [
            {"kind": one.kind.value, "written": one.written, "printed": one.printed} for one in checked.differences
        ],
        "citation": citation_to_dict(checked.citation) if checked.citation else None,
        "nearest": citation_to_dict(checked.nearest) if checked.nearest else None,
        "notes": list(checked.notes),
        "claim": checked.claim,
    }


def _understood(understood: Understood) -> dict[str, Any]:
    return {
        "authorities": list(understood.authorities),
        "years": list(understood.years),
        "recency": understood.recency.value if understood.recency else None,
        # "unknown" is a property of documents; nobody asks for it.
        "voice": understood.voice.value if understood.voice in ("inspector", "council") else None,
        "phrases": list(understood.phrases),
        "corrections": [{"from": item.typed, "to": item.read_as} for item in understood.corrections],
        "expansions": [{"term": item.term, "to": list(item.to)} for item in understood.expansions],
        "councils": understood.councils,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "rank": evidence.rank,
        "score": evidence.score,
        "text": evidence.text,
        "highlights": [list(span) for span in evidence.highlights],
        "citation": citation_to_dict(evidence.citation),
        "superseded_by": citation_to_dict(evidence.superseded_by) if evidence.superseded_by else None,
    }


def _lead(lead: Lead) -> dict[str, Any]:
    return {"text": lead.text, "citation": citation_to_dict(lead.citation) if lead.citation else None}


def _fact(fact: Fact) -> dict[str, Any]:
    citation = citation_to_dict(fact.citation) if fact.citation else None
    return {"label": fact.label, "value": fact.value, "citation": citation}


def _group(group: Group) -> dict[str, Any]:
    return {
        "label": group.label,
        "evidence": list(group.evidence),
        "judgements": list(group.judgements),
        "note": group.note,
    }


def _cited_judgement(judgement: CitedJudgement) -> dict[str, Any]:
    return {"area": judgement.area, "grade": judgement.grade, "citation": citation_to_dict(judgement.citation)}


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "documents": coverage.documents,
        "passages": coverage.passages,
        "newest": _day(coverage.newest),
        "reason": coverage.reason.value if coverage.reason else None,
        "elsewhere": [citation_to_dict(citation) for citation in coverage.elsewhere],
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {"area": judgement.area, "grade": judgement.grade, "page": judgement.page}


def _improvement(item: Improvement) -> dict[str, Any]:
    return {"text": item.text, "paragraph": item.paragraph, "item": item.item, "page": item.page}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period(period: Period | None) -> dict[str, str] | None:
    return {"from": period.start.isoformat(), "to": period.end.isoformat()} if period else None


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
            {
                "id": failure.identity,
                "type": failure.type,
                "question": failure.question,
                "fault": failure.fault,
                "wanted": list(failure.wanted),
                "found": list(failure.found),
            }
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


def _voice(voice: Voice) -> str:
    """Write whose words they are as the contract does, which knows inspectors and councils alone."""
    return voice.value if voice in {Voice.INSPECTOR, Voice.COUNCIL} else Voice.UNKNOWN.value
