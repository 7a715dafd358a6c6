"""Text of a PDF that no reader sees is in no line; what a reader sees stays, however it was drawn."""

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from index.models import Passage
from index.readers import Line, read_source
from index.readers.pdf.layers import has_layers
from index.structure import parse

SEEN = "Leaders visit each child every month."
SECRET = "The name of the child is secret."


def lines(path: Path) -> list[str]:
    return [block.text for block in read_source(path).blocks if isinstance(block, Line)]


def drawn(tmp_path: Path, draw: Callable[[Canvas], None]) -> list[str]:
    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(60, 700, SEEN)
    draw(canvas)
    canvas.showPage()
    canvas.save()
    return lines(path)


def test_a_hidden_layer_in_the_middle_of_a_line_and_over_other_print_is_not_read(tmp_path: Path) -> None:
    text = b"BT /F 11 Tf 60 700 Td (Reviews held in time and) Tj ET "
    text += b"/OC /L BDC BT /F 11 Tf 190 700 Td (the secret) Tj ET EMC 185 703 m 260 703 l S "
    text += b"BT /F 11 Tf 300 700 Td (at last.) Tj ET"
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F 5 0 R >> /Properties << /L 6 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /OCG /Name (Notes) >>",
    ]
    content = b"%PDF-1.7\n" + b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, part) for n, part in enumerate(parts, 1))
    path = tmp_path / "layers.pdf"
    path.write_bytes(content + b"trailer << /Root 1 0 R /Size 7 >>\n%%EOF")
    found = " ".join(lines(path))
    assert "Reviews held in time" in found
    assert "secret" not in found


def cover(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.rect(55, 594, 300, 20, stroke=0, fill=1)


def cover_in_white(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.setFillGray(1)
    canvas.rect(55, 594, 300, 20, stroke=0, fill=1)


def off_the_page(canvas: Canvas) -> None:
    canvas.drawString(700, 600, SECRET)


def below_the_page(canvas: Canvas) -> None:
    canvas.drawString(60, -40, SECRET)


def outside_the_crop_box(canvas: Canvas) -> None:
    canvas.setCropBox((0, 400, 595, 842))
    canvas.drawString(60, 100, SECRET)


def clip(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(0, 0, 20, 20)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.drawString(60, 600, SECRET)
    canvas.restoreState()


def without_colour(canvas: Canvas) -> None:
    text = canvas.beginText(60, 600)
    text.setTextRenderMode(3)
    text.textLine(SECRET)
    canvas.drawText(text)


def white_on_white(canvas: Canvas) -> None:
    canvas.setFillGray(1)
    canvas.drawString(60, 600, SECRET)


def tiny(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 0.4)
    canvas.drawString(60, 600, SECRET)


def below_a_picture(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.drawImage(ImageReader(Image.new("L", (30, 4), 90)), 50, 590, 300, 30)


@pytest.mark.parametrize(
    "hide",
    [
        cover,
        cover_in_white,
        below_a_picture,
        off_the_page,
        below_the_page,
        outside_the_crop_box,
        clip,
        without_colour,
        white_on_white,
        tiny,
    ],
)
def test_what_no_reader_sees_is_in_no_line(tmp_path, hide):
    assert drawn(tmp_path, hide) == [SEEN]


def shaded(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    canvas.rect(55, 594, 300, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(60, 600, SECRET)


def white_on_black(canvas: Canvas) -> None:
    canvas.rect(55, 594, 300, 20, stroke=0, fill=1)
    canvas.setFillGray(1)
    canvas.drawString(60, 600, SECRET)


def highlighted(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
    canvas.rect(55, 594, 300, 20, stroke=0, fill=1)


def framed(canvas: Canvas) -> None:
    canvas.drawString(60, 600, SECRET)
    canvas.rect(55, 594, 300, 20, stroke=1, fill=0)


def read_from_a_picture(canvas: Canvas) -> None:
    canvas.drawImage(ImageReader(Image.new("L", (200, 40), 200)), 0, 500, 595, 200)
    without_colour(canvas)


@pytest.mark.parametrize("show", [shaded, white_on_black, highlighted, framed, read_from_a_picture])
def test_what_a_reader_sees_stays(tmp_path, show):
    assert SECRET in drawn(tmp_path, show)


def test_large_print_over_the_lines_of_a_page_is_a_watermark(tmp_path: Path) -> None:
    def mark(canvas: Canvas) -> None:
        for y in (686, 671):
            canvas.drawString(60, y, "A line of the text that is printed below it.")
        canvas.setFillGray(0.9)
        canvas.setFont("Helvetica-Bold", 50)
        for y in (676, 300):
            canvas.drawString(60, y, "CONFIDENTIAL")

    assert drawn(tmp_path, mark) == [SEEN, *["A line of the text that is printed below it."] * 2]


def test_a_word_that_is_covered_leaves_a_mark_in_its_place(tmp_path):
    def cover_a_name(canvas: Canvas) -> None:
        canvas.drawString(60, 600, "The case of Kit Example showed delay.")
        begin = 60 + canvas.stringWidth("The case of ", "Helvetica", 11)
        canvas.rect(begin - 1, 596, canvas.stringWidth("Kit Example", "Helvetica", 11) + 2, 14, stroke=0, fill=1)

    assert "The case of █ showed delay." in drawn(tmp_path, cover_a_name)


@pytest.mark.parametrize("packed", [False, True])
def test_layers_are_told_also_from_a_compressed_catalogue(tmp_path, packed):
    catalogue = b"<< /Type /Catalog /OCProperties << /OCGs [] >> >>"
    stream = zlib.compress(catalogue) if packed else catalogue
    head = b"<< /Type /ObjStm /Filter /FlateDecode /Length %d >>" % len(stream)
    (tmp_path / "a.pdf").write_bytes(b"%PDF-1.7\n" + head + b"\nstream\n" + stream + b"\nendstream")
    (tmp_path / "b.pdf").write_bytes(b"%PDF-1.7\n" + head + b"\nstream\n" + zlib.compress(b"<< >>") + b"\nendstream")
    assert (has_layers(tmp_path / "a.pdf"), has_layers(tmp_path / "b.pdf")) == (True, False)


def passages(path: Path) -> tuple[Passage, ...]:
    return parse(read_source(path)).passages


def test_a_redaction_that_only_covers_is_not_quoted(shared):
    texts = " ".join(p.text for p in passages(shared / "cases/hostile/redaction_that_only_covers.pdf"))
    assert "Children who go missing" in texts
    assert re.search(r"serious case|born 4 May", texts) is None


def test_a_title_with_half_a_character_is_read_without_it(shared):
    source = read_source(shared / "cases/hostile/title_lone_surrogate.pdf")
    assert source.properties["title"].encode("utf-8")
