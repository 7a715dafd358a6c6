"""A pack for a meeting holds quotations that verify, each with its citation, under the headings that were asked for."""

import html
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import markdown_it
import pytest
from PIL import Image
from test_page_boxes import make_pdf
from typer.testing import CliRunner

from bot.answers import Answerer, open_answerer
from bot.cli.main import app
from bot.packs import (
    CONVERSATION,
    PackItem,
    Pattern,
    arrange,
    as_it_is,
    ask_for_items,
    write_canvas,
    write_pack,
)
from bot.quotations import QuotationChecker, QuotationState, read_draft
from index.indexing import index_folder


def read_as_shown(line: str) -> str:
    """Give what is shown of a line of a canvas."""
    return re.sub(r"\\(?=[^A-Za-z0-9\s])", "", line)


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Answerer]:
    folder = tmp_path_factory.mktemp("packs")
    (folder / "documents").mkdir()
    for name, year in (("Merrow", 2024), ("Merrow", 2019), ("Tarnside", 2022)):
        lines = [
            f"Inspection of {name} local authority children's services",
            f"Inspection dates: 5 February {year} to 9 February {year}",
            f"Report published: 12 March {year}",
            "What needs to improve?",
            "1. The support that care leavers are given with their health and with housing.",
            f"2. Private fostering arrangements are poorly known in {name}, and visits are late.",
        ]
        places = [
            (72, 780 - 40 * number, line.replace("“", '"').replace("”", '"')) for number, line in enumerate(lines)
        ]
        make_pdf(folder / "documents" / f"{name.lower()} {year}.pdf", places)
    index_folder(folder / "documents", folder / "index.db")
    return folder, open_answerer(folder / "index.db")


def paragraphs(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def headings(content: bytes) -> list[str]:
    paper = docx.Document(io.BytesIO(content))
    return [p.text for p in paper.paragraphs if p.style is not None and p.style.name == "Heading 1"]


def test_a_pack_by_theme_has_each_question_as_a_heading_empty_or_not(held):
    _, answerer = held
    questions = ["private fostering in Merrow", "dragons in Merrow"]
    items = ask_for_items(answerer, questions)
    pack = arrange(answerer.library, items, title="T", pattern=Pattern.THEME, headings=questions, made=date(2026, 1, 2))
    content = write_pack(pack)
    assert headings(content) == ["Private fostering in Merrow", "Dragons in Merrow", "Sources"]
    assert pack.sections[1].items == ()
    assert any("2 January 2026" in line and "generation 1" in line for line in paragraphs(content))


def test_the_page_of_a_long_quotation_stands_below_it_on_the_first_sheet(held):
    _, answerer = held
    questions = ["private fostering in Merrow"]
    items = ask_for_items(answerer, questions)
    page = io.BytesIO()
    Image.new("RGB", (1250, 1769), "white").save(page, "PNG")

    def height(text: str) -> float:
        long = [replace(items[0], passage=replace(items[0].passage, text=text))]
        pack = arrange(
            answerer.library, items[:1], title="T", pattern=Pattern.THEME, headings=questions, made=date(2026, 1, 2)
        )
        pack = replace(pack, sections=(replace(pack.sections[0], items=tuple(long)),))
        content = write_pack(pack, picture=lambda item: (page.getvalue(), "A page"))
        return docx.Document(io.BytesIO(content)).inline_shapes[0].height.cm

    sentence = "The support that care leavers are given with their health and with housing is late. "
    assert 14 < height(sentence) < 17
    assert 9 <= height(sentence * 12) < 13
    assert height(sentence * 100) >= 9


def test_a_pack_by_report_names_what_supersedes_a_report(held):
    _, answerer = held
    library = answerer.library
    items = [PackItem("x", document, library.passages_of(document)[-1]) for document in library.documents]
    pack = arrange(library, items, title="T", pattern=Pattern.REPORT, made=date(2026, 1, 2))
    assert [section.heading.split(",")[0] for section in pack.sections] == ["Merrow", "Merrow", "Tarnside"]
    assert [bool(section.note) for section in pack.sections] == [False, True, False]


def test_the_annual_conversation_keeps_its_three_questions_though_nothing_is_under_them(held):
    _, answerer = held
    pack = arrange(answerer.library, [], title="T", pattern=Pattern.CONVERSATION, made=date(2026, 1, 2))
    assert headings(write_pack(pack)) == [*CONVERSATION, "Sources"]


def test_a_passage_that_is_not_as_stored_is_left_out_and_said_to_be(held):
    from dataclasses import replace

    _, answerer = held
    document = answerer.library.documents[0]
    passage = answerer.library.passages_of(document)[-1]
    items = [PackItem("x", document, replace(passage, text="Not what is printed."))]
    pack = arrange(answerer.library, items, title="T", pattern=Pattern.THEME, made=date(2026, 1, 2))
    assert (pack.checked, pack.dropped) == (0, 1)
    assert any("1 were left out" in line for line in paragraphs(write_pack(pack)))


def test_every_quotation_of_a_pack_verifies_and_its_citation_is_not_taken_for_one(held, tmp_path, monkeypatch):
    folder, answerer = held
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(folder / "documents"))
    monkeypatch.setenv("FINDINGS_INDEX", str(folder / "index.db"))
    out = tmp_path / "pack.docx"
    words = [
        "pack",
        "private fostering in Merrow",
        "what needs to improve in Tarnside",
        "--out",
        str(out),
        "--pictures",
    ]
    done = CliRunner().invoke(app, words)
    assert done.exception is None
    checked = QuotationChecker(answerer.library).check(read_draft(out))
    assert len(checked) >= 3
    assert [one for one in checked if one.state is not QuotationState.VERBATIM] == []
    pictures = docx.Document(str(out)).inline_shapes
    assert len(pictures) == len(checked)
    assert all("with this passage marked" in shape._inline.docPr.get("descr") for shape in pictures)
    rows = json.loads(CliRunner().invoke(app, ["verify", str(out), "--json"]).output)
    assert [row["state"] for row in rows] == ["verbatim"] * len(checked)


@pytest.mark.parametrize(
    "text",
    [
        "*Not bold*, _nor this_, `code` & so on :tada: <@U00001> ![](@U00001) [here](https://example.org) ~gone~ | x",
        "1. No list",
        "- no list, + nor this",
        "# no heading > no quotation",
        "Plain words, with (brackets) and a full stop.",
    ],
)
def test_no_part_of_what_is_printed_becomes_a_sign_of_a_canvas(text):
    written = as_it_is(text)
    assert read_as_shown(written) == text
    shown = markdown_it.MarkdownIt().enable(["table", "strikethrough"]).render(written)
    assert html.unescape(re.sub(r"</?p>", "", shown)).strip() == text


def test_every_quotation_of_a_canvas_is_a_stored_passage_and_has_its_citation(held):
    _, answerer = held
    items = ask_for_items(answerer, ["private fostering in Merrow", "care leavers in Tarnside"])
    pack = arrange(answerer.library, items, title="T", pattern=Pattern.REPORT, made=date(2026, 1, 2))
    written = write_canvas(pack)
    quoted = [read_as_shown(line[2:]) for line in written.splitlines() if line.startswith("> ")]
    assert quoted == [f"“{' '.join(i.passage.text.split())}”" for section in pack.sections for i in section.items]
    assert quoted
    for section in pack.sections:
        for item in section.items:
            assert item.citation.label in read_as_shown(written)
    assert "generation 1" in written
