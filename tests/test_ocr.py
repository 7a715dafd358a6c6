"""Scans: read through OCRmyPDF where an admin wants it, marked in every citation, with their numbers and bullets."""

import json
import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen import canvas

from index.indexing import index_folder
from index.indexing.ocr import is_available
from index.metadata import cite
from index.readers.pdf.ocr_lines import is_ocr, mend_lines, restore_bullets
from index.readers.source import Box, Line, Source
from index.storage import open_library
from index.structure import parse

ROOT = Path(__file__).resolve().parents[1]
needs_ocr = pytest.mark.skipif(not is_available(), reason="ocrmypdf is not installed")


def line(text: str, left: float, top: float, right: float | None = None, size: float = 12.0) -> Line:
    return Line(text, 2, box=Box(left, top, right or left + 6 * len(text), top + 12), size=size)


def test_numbers_that_were_read_as_a_column_stand_before_their_lines() -> None:
    lines = [
        line("17.", 72, 100),
        line("18,", 72, 140),
        line("Visits were missed in May, because", 101, 100),
        line("two posts were empty.", 101, 114),
        line("Plans are read by children.", 101, 140),
    ]
    assert [one.text for one in mend_lines(lines)] == [
        "17. Visits were missed in May, because",
        "two posts were empty.",
        "18. Plans are read by children.",
    ]


@pytest.mark.parametrize("mark", ["@", "m@", "e", "o", "m", "m™", "«", "¢"])
def test_what_was_read_of_a_bullet_is_a_bullet(mark: str) -> None:
    beside = [line(mark, 72, 100, 80), line("The quality of plans.", 91, 100)]
    before = [line(f"{mark} The quality of plans.", 72, 100)]
    for lines in (beside, before):
        assert [one.text for one in mend_lines(lines)] == ["• The quality of plans."]


@pytest.mark.parametrize("text", ["O and his sister were seen.", "Every child is seen.", "17 of 38 were late."])
def test_words_are_left_as_they_were_read(text: str) -> None:
    assert [one.text for one in mend_lines([line(text, 72, 100)])] == [text]


def test_a_short_line_with_space_around_it_is_set_like_a_heading() -> None:
    lines = [line("They are seen.", 72, 80), line("Findings", 72, 110), line("Visits were missed in May.", 72, 140)]
    assert [one.bold for one in mend_lines(lines)] == [False, True, False]
    close = [line("They", 72, 80), line("are seen", 72, 94), line("in May.", 72, 108)]
    assert not any(one.bold for one in mend_lines(close))


def test_a_text_layer_that_ocr_made_is_told_by_the_program() -> None:
    assert is_ocr({"creator": "ocrmypdf 16.1 / Tesseract OCR-PDF 5.3"})
    assert not is_ocr({"creator": "Microsoft Word", "producer": "Adobe PDF Library 15.0"})


def _typed(path: Path, text: str) -> Path:
    page = canvas.Canvas(str(path))
    page.drawString(72, 700, text)
    page.save()
    return path


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Make a folder with a page of an invented council that is a picture."""
    typed = tmp_path / "typed.pdf"
    page = canvas.Canvas(str(typed))
    page.setFont("Helvetica", 12)
    for place, text in enumerate(
        (
            "Merrow Borough Council",
            "Cabinet, 4 June 2026",
            "Report of the Director of Children's Services",
            "Fourteen visits to children who are placed far away were missed in May.",
        )
    ):
        page.drawString(72, 760 - 30 * place, text)
    page.drawString(72, 30, "Merrow cabinet papers")  # a running line with the page's number at its end
    page.drawString(500, 30, "3")
    page.save()
    folder = tmp_path / "documents"
    folder.mkdir()
    image = pypdfium2.PdfDocument(str(typed))[0].render(scale=200 / 72).to_pil()
    image.convert("L").save(folder / "scan.pdf", "PDF", resolution=200)
    return folder


@needs_ocr
def test_a_scan_is_read_by_ocr_where_it_is_wanted_and_says_so(scan: Path, tmp_path: Path) -> None:
    index = tmp_path / "findings.db"
    report = index_folder(scan, index, workers=1)
    assert [name for name, line in report.failed if "ocrmypdf" in line] == ["scan.pdf"]
    report = index_folder(scan, index, workers=1, ocr=True)
    assert (report.added, report.failed) == (("scan.pdf",), ())
    library = open_library(index)
    document = library.documents[0]
    passages = library.passages_of(document)
    assert document.authority == "Merrow"
    found = next(passage for passage in passages if "Fourteen visits" in passage.text)
    assert "read by OCR" in cite(document, found).label
    again = index_folder(scan, index, workers=1, ocr=True)
    assert (again.unchanged, again.failed) == (1, ())
    # What was made of a content is kept beside the index, and taken when all is read again.
    (kept,) = (tmp_path / "findings.db.ocr").iterdir()
    assert kept.stem == document.sha256
    shutil.copy(_typed(tmp_path / "other.pdf", "Nineteen visits were missed."), kept)
    index_folder(scan, index, workers=1, ocr=True, rebuild=True)
    library = open_library(index)
    assert any("Nineteen" in passage.text for passage in library.passages_of(library.documents[0]))


def test_ocr_is_left_alone_where_it_is_not_installed(
    scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    report = index_folder(scan, tmp_path / "findings.db", workers=1, ocr=True)
    assert [name for name, _ in report.failed] == ["scan.pdf"]


def test_a_grade_that_ocr_read_into_the_lines_of_its_area_is_whole() -> None:
    rows = (
        line("Judgement Grade", 79, 100, 425),
        line("The impact of leaders on social work practice with Requires improvement", 79, 130, 508),
        line("children and families to be good", 79, 145, 446),
        line("The experiences and progress of children in care Inadequate", 79, 175, 450),
        line("Overall effectiveness Inadequate", 79, 205, 450),
        line("Leaders have not acted on what was found at the last inspection in 2019.", 79, 260),
    )
    judgements = parse(Source(rows, pages=2, page_height=842)).judgements
    assert {row.area: row.grade for row in judgements} == {
        "The experiences and progress of children in care": "Inadequate",
        "Overall effectiveness": "Inadequate",
        "The impact of leaders on social work practice with children and families": "Requires improvement to be good",
    }
    assert len(judgements) == 3


def test_numbers_before_and_after_a_page_whose_numbers_were_lost_are_kept() -> None:
    told = [f"{n}. Plans of team {n} are read each week by its manager." for n in (1, 2, 3, 4, 9, 10, 11, 12, 13)]
    rows = tuple(line(text, 72, 100 + 30 * place) for place, text in enumerate(told))
    elements = parse(Source(rows, pages=2, page_height=842)).passages
    assert [element.number for element in elements] == ["1", "2", "3", "4", "9", "10", "11", "12", "13"]


def test_the_border_of_a_table_is_no_letter() -> None:
    assert mend_lines([line("[The partnership should ensure that", 72, 100)])[0].text == (
        "The partnership should ensure that"
    )
    assert mend_lines([line("[The] partnership", 72, 100)])[0].text == "[The] partnership"


def test_items_of_a_list_get_back_the_bullets_that_ocr_lost() -> None:
    texts = ("Plans of team {} are read each week by its manager, who says what", "must change.")
    lines: list[Line] = []
    for n in range(8):
        for place, text in enumerate(texts):
            shown = text.format(n)
            marked = place == 0 and n < 4
            left = 73 if marked else 91
            lines.append(line(f"• {shown}" if marked else shown, left, 100 + 40 * n + 14 * place, 500))
    restored = [one.text for one in restore_bullets(lines)]
    assert [text[0] for text in restored[::2]] == ["•"] * 8
    assert all(text == "must change." for text in restored[1::2])
    # Where numbered paragraphs are set in as far, nobody knows what was lost.
    numbered = [line("1. Visits are made each month to each", 73, 60), line("child who is placed far away.", 91, 74)]
    assert restore_bullets([*numbered, *lines]) == [*numbered, *lines]


@needs_ocr
def test_an_admin_turns_ocr_on_by_a_setting(scan: Path, tmp_path: Path) -> None:
    settings = {"FINDINGS_DOCUMENTS": str(scan), "FINDINGS_INDEX": str(tmp_path / "findings.db")}
    command = [sys.executable, "-m", "bot.cli", "index", "--json"]
    # What OCR makes is taken from beside the index where it was made before: that it is made is proved above.
    (tmp_path / "findings.db.ocr").mkdir()
    made = sha256((scan / "scan.pdf").read_bytes()).hexdigest()
    _typed(tmp_path / "findings.db.ocr" / f"{made}.pdf", "Fourteen visits were missed.")
    for ocr, added in (("off", []), ("on", ["scan.pdf"])):
        environment = {**os.environ, **settings, "FINDINGS_OCR": ocr}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert json.loads(done.stdout)["added"] == added, done.stderr
