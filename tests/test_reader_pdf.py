"""PDFs: lines with place, size and weight; marks, hyphens and order as printed; files that cannot be read."""

import time
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.errors import ReadError
from index.readers import read_source
from index.readers.source import Line


def _canvas(path: Path, **options: object) -> Canvas:
    canvas = Canvas(str(path), pagesize=(595, 842), **options)
    canvas.setFont("Helvetica", 12)
    return canvas


def _lines(path: Path) -> list[Line]:
    return [block for block in read_source(path).blocks if isinstance(block, Line)]


def test_a_line_has_its_place_size_and_weight(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(72, 742, "Main findings")
    canvas.showPage()
    canvas.save()
    (line,) = _lines(path)
    assert line.box is not None
    assert (line.text, line.page, line.size, line.bold) == ("Main findings", 1, 14.0, True)
    assert abs(line.box.left - 72) < 2
    assert 80 < line.box.top < line.box.bottom < 110


def test_a_raised_figure_behind_a_word_is_the_mark_of_a_footnote(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    text = canvas.beginText(72, 700)
    text.textOut("The work of the board")
    text.setFont("Helvetica", 7)
    text.setRise(4)
    text.textOut("3")
    text.setRise(0)
    text.setFont("Helvetica", 12)
    text.textOut(" is effective in 2023")
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    assert [line.text for line in _lines(path)] == ["The work of the board³ is effective in 2023"]


def test_what_is_printed_across_the_page_is_in_no_line(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "a.pdf")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, "Visits are made each week, and plans are read by the manager of the")
    canvas.drawString(60, 686, "family.")
    for x, size, angle in ((140, 28, 30), (100, 60, 45)):
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", size)
        canvas.translate(x, 300)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "NOT FOR CIRCULATION")
        canvas.restoreState()
    canvas.save()
    assert [line.text for line in _lines(tmp_path / "a.pdf")][-1] == "family."
    assert len(_lines(tmp_path / "a.pdf")) == 2


def test_bullets_that_were_drawn_last_stand_before_their_items(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "a.pdf")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, "The force should:")
    for y, text in ((680, "read each plan; and"), (660, "see each child.")):
        canvas.drawString(90, y, text)
    for y in (680, 660):
        canvas.drawString(78, y, "•")
    canvas.save()
    assert [line.text for line in _lines(tmp_path / "a.pdf")][1:] == ["• read each plan; and", "• see each child."]


def test_numbers_and_letters_that_were_drawn_last_stand_before_their_items(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "list.pdf")
    for height, text in ((700, "Visit each child."), (680, "say when;"), (660, "Write it down.")):
        canvas.drawString(92, height, text)
    for height, mark in ((700, "1."), (680, "(a)"), (660, "2.")):
        canvas.drawRightString(88, height, mark)
    canvas.save()
    assert [line.text for line in _lines(tmp_path / "list.pdf")] == [
        "1. Visit each child.",
        "(a) say when;",
        "2. Write it down.",
    ]


def test_a_shaded_box_around_some_of_the_text_is_known_of_its_lines(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "box.pdf")
    canvas.setFillColorRGB(0.9, 0.95, 0.9)
    canvas.roundRect(60, 640, 300, 50, 6, stroke=0, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    for height, text in ((720, "Above"), (670, "Good practice"), (650, "A visit."), (600, "Below"), (580, "Last")):
        canvas.drawString(72, height, text)
    canvas.save()
    framed = [line.text for line in _lines(tmp_path / "box.pdf") if line.frame is not None]
    assert framed == ["Good practice", "A visit."]


def test_a_letter_over_two_lines_begins_the_line_that_it_stands_in(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "drop.pdf")
    canvas.setFont("Helvetica", 40)
    canvas.drawString(72, 686, "W")
    canvas.setFont("Helvetica", 11)
    for left, height, text in (
        (110, 700, "e offer a first talk to"),
        (112, 686, "all who ask."),
        (72, 672, "It helps."),
    ):
        canvas.drawString(left, height, text)
    canvas.save()
    lines = _lines(tmp_path / "drop.pdf")
    assert " ".join(line.text for line in lines) == "We offer a first talk to all who ask. It helps."
    assert {round(line.size or 0) for line in lines} == {11}


def test_what_is_typed_into_a_field_stands_behind_its_label(tmp_path: Path) -> None:
    canvas = _canvas(tmp_path / "a.pdf")
    canvas.setFont("Helvetica", 11)
    form = canvas.acroForm
    for y, label, value in ((700, "Number of pupils:", "212"), (660, "Comment:", "Taxis were booked earlier.")):
        canvas.drawString(60, y, label)
        form.textfield(value=value, x=200, y=y - 6, width=300, height=20)
    canvas.drawString(60, 620, "Has a plan:")
    for x, label, ticked in ((200, "Yes", True), (300, "No", False)):
        form.checkbox(checked=ticked, x=x, y=616)
        canvas.drawString(x + 30, 620, label)
    canvas.save()
    assert [line.text for line in _lines(tmp_path / "a.pdf")] == [
        "Number of pupils: 212",
        "Comment: Taxis were booked earlier.",
        "Has a plan: ☒ Yes ☐ No",
    ]


def test_lines_drawn_out_of_order_are_read_from_top_to_bottom(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    for y, word in ((40, "Footer"), (600, "Third"), (700, "First"), (650, "Second")):
        canvas.drawString(72, y, f"{word} line of the page")
    canvas.showPage()
    canvas.save()
    assert [line.text.split()[0] for line in _lines(path)] == ["First", "Second", "Third", "Footer"]


def test_a_document_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path, encrypt=StandardEncryption("", ownerPassword="owner", canModify=0))
    canvas.drawString(72, 700, "Children are safe.")
    canvas.showPage()
    canvas.save()
    assert [line.text for line in _lines(path)] == ["Children are safe."]


def test_a_document_behind_a_password_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "Children are safe.")
    canvas.showPage()
    canvas.save()
    with pytest.raises(ReadError, match=r"Cannot read report\.pdf: it is protected by a password\. Save it"):
        read_source(path)


def test_a_scan_is_refused(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "scan.pdf"
    canvas = _canvas(path)
    canvas.drawImage(ImageReader(Image.new("RGB", (60, 80), "grey")), 0, 0, 595, 842)
    canvas.showPage()
    canvas.save()
    with pytest.raises(ReadError, match=r"it has no text layer \(a scan\?\)\. Run: ocrmypdf"):
        read_source(path)


def test_a_document_without_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    document.close()
    with pytest.raises(ReadError, match=r"it has no pages"):
        read_source(path)


@pytest.mark.parametrize("kept", [0.05, 0.3])
def test_a_truncated_document_is_refused_or_read_as_far_as_it_goes(tmp_path: Path, kept: float) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    for _ in range(20):
        canvas.drawString(72, 700, "Children are safe.")
        canvas.showPage()
    canvas.save()
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(ReadError, match=r"Cannot read report\.pdf: it (?:is damaged|has no)"):
        read_source(path)


def test_garbage_after_the_mark_of_a_pdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    with pytest.raises(ReadError, match=r"it is damaged or cut short\. Download it again"):
        read_source(path)


def test_a_web_page_saved_as_pdf_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_text("<!DOCTYPE html><html><body>Report not found</body></html>", encoding="utf-8")
    with pytest.raises(ReadError, match=r"it is an HTML page saved as \.pdf"):
        read_source(path)


def test_an_empty_file_is_named_as_one(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.touch()
    with pytest.raises(ReadError, match=r"it is empty"):
        read_source(path)


def test_a_document_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    canvas = _canvas(path)
    canvas.drawString(72, 700, "Children are safe.")
    canvas.showPage()
    canvas.save()
    assert read_source(path).pages == 1


def test_three_thousand_pages_are_read_in_time(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    for page in range(3000):
        canvas.drawString(72, 700, f"{page + 1}. Children in the area receive a good response.")
        canvas.drawString(100, 686, "Social workers know them well.")
        canvas.showPage()
    canvas.save()
    began = time.monotonic()
    source = read_source(path)
    assert source.pages == 3000
    assert time.monotonic() - began < 30


def test_print_is_as_large_as_the_page_scales_it(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    canvas.scale(0.75, 0.75)
    canvas.setFont("Helvetica", 16)
    canvas.drawString(100, 900, "Visits are made on time")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(100, 800, "9 of 10 pupils")
    canvas.showPage()
    canvas.save()
    assert [line.size for line in _lines(path)] == [12.0, 9.0]


def test_a_turned_heading_is_one_line_with_its_words(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    canvas.drawString(72, 500, "Visits are made on time in all teams.")
    canvas.rotate(90)
    canvas.drawString(600, -300, "Still open")
    canvas.showPage()
    canvas.save()
    assert {line.text for line in _lines(path)} == {"Visits are made on time in all teams.", "Still open"}


def test_a_long_line_is_bold_where_its_font_is(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    canvas.setFont("Helvetica-Bold", 10)
    canvas.drawString(40, 700, "The experiences and progress of children who need help and protection: " + "good " * 4)
    canvas.showPage()
    canvas.save()
    assert [line.bold for line in _lines(path)] == [True]


def test_letters_that_are_set_apart_in_small_letters_are_words(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    canvas = _canvas(path)
    text = canvas.beginText(72, 700)
    text.setCharSpace(2.2)
    text.textOut("What needs to improve here?")
    canvas.drawText(text)
    canvas.showPage()
    canvas.save()
    assert [line.text for line in _lines(path)] == ["What needs to improve here?"]


def test_numbers_that_count_the_lines_of_a_page_are_in_no_line_and_those_of_paragraphs_are(tmp_path: Path) -> None:
    path = tmp_path / "minutes.pdf"
    words = [
        "The panel met at the harbour and heard",
        "that visits are made on time, while",
        "plans are late. It asked",
    ]
    canvas = _canvas(path)
    for number in range(1, 16):
        canvas.drawString(40, 760 - 15 * number, str(number))
        canvas.drawString(72, 760 - 15 * number, words[number % 3])
    canvas.showPage()
    for number in range(1, 6):
        canvas.drawString(40, 760 - 45 * number, str(number))
        for place, line in enumerate(words):
            canvas.drawString(72, 760 - 45 * number - 15 * place, line)
    canvas.showPage()
    canvas.save()
    lines = _lines(path)
    assert {line.text for line in lines if line.page == 1} == set(words)
    assert sum(line.text[0].isdigit() for line in lines if line.page == 2) == 5


def test_headings_in_the_margin_stand_before_the_paragraphs_that_they_are_level_with(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    canvas = _canvas(path)
    for place, (number, words) in enumerate({"1.": ["What we ask", "of members"], "2.": ["Background"]}.items()):
        top = 700 - 90 * place
        for row in range(4):
            canvas.drawString(
                200, top - 15 * row, ("The panel heard " if row == 0 else "and it saw ") + "of many plans here " * 2
            )
        canvas.drawString(175, top, number)
        canvas.setFont("Helvetica-Bold", 12)
        for row, line in enumerate(words):
            canvas.drawString(60, top - 15 * row, line)
        canvas.setFont("Helvetica", 12)
    canvas.showPage()
    canvas.save()
    texts = [line.text[:11].strip() for line in _lines(path)]
    assert texts == ["What we ask", "of members", "1. The pane", *["and it saw"] * 3] + [
        "Background",
        "2. The pane",
        *["and it saw"] * 3,
    ]


def test_two_numbered_pages_on_one_sheet_are_read_from_left_to_right(tmp_path: Path) -> None:
    path = tmp_path / "booklet.pdf"
    canvas = Canvas(str(path), pagesize=(842, 595))
    for left, number, text in ((460, "3", "nobody will be told on the day."), (40, "2", "We have promised that")):
        canvas.drawString(left, 500, text)
        canvas.drawString(left + 150, 30, number)
    canvas.showPage()
    canvas.save()
    assert [line.text for line in _lines(path)][::2] == ["We have promised that", "nobody will be told on the day."]
