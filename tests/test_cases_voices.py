"""Whose words, whose council and when: the small inputs that were read wrongly, and area SEND reports."""

import json
from functools import cache
from pathlib import Path

import pytest

from index.errors import ReadError
from index.indexing.read_file import read_document
from index.models import Document, Kind, Passage, Voice

SHARED = Path(__file__).resolve().parents[2] / "shared"
CASES = SHARED / "cases" / "reading"
pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the real documents (../shared) are not on this machine")
RIGHT: dict[str, dict[str, object]] = (
    json.loads((CASES / "expected.json").read_text(encoding="utf-8")) if CASES.is_dir() else {}
)
SEND = (
    [json.loads(line) for line in (SHARED / "gold" / "send_lists.jsonl").read_text(encoding="utf-8").splitlines()]
    if CASES.is_dir()
    else []
)


@cache
def read(path: Path) -> tuple[Document, tuple[Passage, ...]]:
    return read_document(path, path.name, "0" * 64)


@pytest.mark.parametrize("name", [name for name, right in RIGHT.items() if {"kind", "voice", "authority"} & set(right)])
def test_kind_voice_authority_and_day_are_those_of_the_document(name: str) -> None:
    document, _ = read(CASES / name)
    told = {
        "kind": document.kind.value,
        "voice": document.voice.value,
        "authority": document.authority,
        "published": document.published.isoformat() if document.published else None,
        "title": document.title.replace("'", "’"),
    }
    for key, value in told.items():
        if key in RIGHT[name]:
            assert value == RIGHT[name][key], key
    assert str(RIGHT[name].get("title_contains", "")) in document.title


def test_a_minister_s_letter_is_no_council_s_and_is_warned_of() -> None:
    document, _ = read(CASES / "ministers_letter.pdf")
    assert document.voice not in {Voice.COUNCIL, Voice.INSPECTOR}
    assert any("set voice" in warning for warning in document.warnings)


def test_pages_that_were_scanned_are_named() -> None:
    document, _ = read(CASES / "mixed_scan.pdf")
    assert any(str(RIGHT["mixed_scan.pdf"]["warning_must_name"]) in warning for warning in document.warnings)


@pytest.mark.parametrize("name", ["no_tounicode.pdf", "scan_without_text_layer.pdf"])
def test_what_has_no_letters_is_refused_with_the_command_that_reads_it(name: str) -> None:
    with pytest.raises(ReadError, match="ocrmypdf"):
        read(CASES / name)


@pytest.mark.parametrize("name", ["with_macros.docm", "template_type.docx", "strict.docx", "slides_of_many_kinds.pptx"])
def test_what_stands_in_office_files_is_read(name: str) -> None:
    texts = " | ".join(passage.text for passage in read(CASES / name)[1])
    right = RIGHT[name]
    assert [text for text in right["passages_contain"] if text not in texts] == []  # type: ignore[attr-defined]
    assert [text for text in right.get("never", ()) if text in texts] == []  # type: ignore[attr-defined]


def test_slides_are_cited_by_number_and_what_is_not_read_is_said() -> None:
    document, passages = read(CASES / "slides_of_many_kinds.pptx")
    pages = {passage.text: passage.first_page for passage in passages}
    for text, slide in RIGHT["slides_of_many_kinds.pptx"]["slides_in_citations"].items():  # type: ignore[attr-defined]
        assert pages[text] == slide
    assert {"March 6", "April 9", "May 14", "Overall: requires improvement to be good"} <= set(pages)
    assert any("slide 7" in warning for warning in document.warnings)


def test_the_council_that_a_report_names_sixty_times_is_whose_it_is() -> None:
    path = next((SHARED / "cases" / "reports" / "80522_medway").iterdir())
    document, _ = read(path)
    assert (document.authority, document.voice, document.kind) == ("Medway", Voice.INSPECTOR, Kind.INSPECTION)


@pytest.mark.parametrize("right", SEND, ids=[row["authority"] for row in SEND])
def test_area_send_reports_are_the_inspectors_with_their_dates(right: dict[str, object]) -> None:
    document, _ = read(SHARED / str(right["file"]))
    assert (document.kind, document.voice, document.authority) == (Kind.AREA_SEND, Voice.INSPECTOR, right["authority"])
    assert document.inspected is not None
    found = {"from": document.inspected.start.isoformat(), "to": document.inspected.end.isoformat()}
    assert found == right["inspected"]
    assert str(document.published) == right["published"]
