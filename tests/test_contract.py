"""What is printed for programs validates against the published schemas, whatever the answer."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from sample_answers import ALL

from bot.cli.json_output import answer_to_dict, citation_to_dict, document_to_dict
from bot.models import Answer, AnswerKind, Correction, Coverage, Expansion, Understood
from index.models import Citation, Document, Improvement, Judgement, Kind, Period, Voice

CONTRACTS = Path(__file__).parent.parent / "docs" / "contracts"


def validator(name: str) -> jsonschema.Draft202012Validator:
    schema = json.loads((CONTRACTS / f"{name}.schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)


DOCUMENT = Document(
    path="merrow/report.pdf",
    sha256="0" * 64,
    title="Inspection of Merrow",
    kind=Kind.INSPECTION,
    voice=Voice.INSPECTOR,
    authority="Merrow",
    published=date(2025, 3, 12),
    inspected=Period(date(2025, 1, 27), date(2025, 2, 7)),
    pages=8,
    also=("merrow/copy.pdf",),
    judgements=(Judgement("Overall effectiveness", "Good", 1), Judgement("Adoption", None, None)),
    improvements=(Improvement("The quality of plans.", None, "bullet 1", 2),),
    warnings=("a warning",),
)


# Kinds that the first version of the contract does not know; all else of it holds for every answer.
NEW = {AnswerKind.AREA, AnswerKind.OVERVIEW, AnswerKind.LISTING, AnswerKind.FACTS}


@pytest.mark.parametrize("name", ALL)
def test_sample_answers_validate(name: str) -> None:
    printed = json.loads(json.dumps(answer_to_dict(ALL[name])))
    validator("answer-v2").validate(printed)
    validator("answer").validate(printed | ({"kind": "passages"} if ALL[name].kind in NEW else {}))


@pytest.mark.parametrize("kind", AnswerKind)
def test_an_answer_of_every_kind_validates(kind: AnswerKind) -> None:
    understood = Understood(
        authorities=("Merrow",),
        years=(2025,),
        voice=Voice.INSPECTOR,
        corrections=(Correction("Merow", "Merrow"),),
        expansions=(Expansion("LAC", ("children in care",)),),
    )
    answer = Answer(kind, "A sentence.", understood, question="q", coverage=Coverage(newest=date(2025, 3, 12)))
    validator("answer-v2").validate(answer_to_dict(answer))


def test_an_answer_of_several_parts_prints_each_of_them() -> None:
    whole = replace(ALL["passages"], parts=(ALL["passages"], ALL["facts"]))
    printed = answer_to_dict(whole)
    validator("answer-v2").validate(printed)
    assert [part["kind"] for part in printed["parts"]] == ["passages", "facts"]


def test_a_lead_a_total_and_the_councils_are_printed() -> None:
    printed = answer_to_dict(ALL["listing"])
    assert printed["lead"] == {"text": "2 of 3 councils", "citation": None}
    assert printed["total"] == {"passages": 4, "documents": 3, "authorities": 2}
    assert printed["understood"]["councils"] == "North West"


def test_a_refusal_and_a_question_back_say_so_in_their_state() -> None:
    states = {kind: Answer(kind, "m").state.value for kind in AnswerKind}
    assert states["no_answer"] == "none"
    assert states["help"] == states["clarify"] == "ask"
    assert set(states.values()) == {"none", "ask", "answer"}


def test_documents_validate() -> None:
    bare = Document("x.txt", "1" * 64, "x", Kind.OTHER, Voice.UNKNOWN)
    rows = [document_to_dict(DOCUMENT, passages=66), document_to_dict(bare, passages=0)]
    validator("documents").validate(rows)


def test_a_citation_is_written_whole() -> None:
    citation = Citation(
        document="merrow/report.pdf",
        title="Inspection of Merrow",
        authority="Merrow",
        kind=Kind.INSPECTION,
        voice=Voice.INSPECTOR,
        published=date(2025, 3, 12),
        inspected=Period(date(2025, 1, 27), date(2025, 2, 7)),
        section="Supervision",
        paragraph="44",
        item=None,
        pages=(7, 8),
        label="Merrow, paragraph 44",
    )
    expected: dict[str, Any] = {
        "document": "merrow/report.pdf",
        "title": "Inspection of Merrow",
        "authority": "Merrow",
        "kind": "inspection report",
        "voice": "inspector",
        "published": "2025-03-12",
        "inspected": {"from": "2025-01-27", "to": "2025-02-07"},
        "section": "Supervision",
        "paragraph": "44",
        "item": None,
        "pages": [7, 8],
        "label": "Merrow, paragraph 44",
        "url": None,
    }
    assert citation_to_dict(citation) == expected
