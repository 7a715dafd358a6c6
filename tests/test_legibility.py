"""Nothing of a PDF stays unread in silence: pages that are pictures, letters that cannot be told, fields of forms."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from index.errors import ReadError, ScanError
from index.indexing.read_file import read_document
from index.models import Document, Passage
from index.readers import read_source
from index.readers.pdf.legibility import is_cipher
from index.readers.source import pages_of

WIDE, HIGH = 595, 842
PROSE = "Fourteen visits to children who are placed far away were missed in May, because two posts were empty."


def read(path: Path) -> tuple[Document, tuple[Passage, ...]]:
    return read_document(path, path.name, "0" * 64)


def picture() -> ImageReader:
    made = BytesIO()
    Image.new("L", (60, 80), 230).save(made, "PNG")
    made.seek(0)
    return ImageReader(made)


def pdf(path: Path, *pages: str) -> Path:
    """Make a PDF: "prose", "picture", "picture with a stamp", "small picture", "blank"."""
    page = canvas.Canvas(str(path), pagesize=(WIDE, HIGH))
    for kind in pages:
        if kind == "prose":
            page.drawString(50, 700, "Merrow Borough Council")
            page.drawString(50, 650, PROSE)
        if kind.startswith("picture"):
            page.drawImage(picture(), 0, 0, WIDE, HIGH)
        if kind == "small picture":
            page.drawImage(picture(), 50, 400, 100, 100)
            for line in range(12):
                page.drawString(50, 700 - 20 * line, PROSE)
        if kind == "picture with a stamp":
            page.drawString(300, 20, "Page 12")
        page.showPage()
    page.save()
    return path


def not_read(document: Document) -> list[str]:
    return [warning for warning in document.warnings if warning.startswith("Not read")]


@pytest.mark.parametrize(
    ("pages", "named"),
    [
        (("prose", "picture", "picture", "prose"), "pages 2 and 3 have no text (scanned?)"),
        (("prose", "picture"), "page 2 has no text (scanned?)"),
        (("picture with a stamp", "prose"), "page 1 has no text (scanned?)"),
        (("prose", "small picture"), None),
        (("prose", "blank"), None),
    ],
)
def test_pages_that_are_pictures_are_named_with_the_remedy(
    tmp_path: Path, pages: tuple[str, ...], named: str | None
) -> None:
    said = not_read(read(pdf(tmp_path / "a.pdf", *pages))[0])
    assert len(said) == (named is not None)
    assert named is None or (named in said[0] and "ocrmypdf --skip-text" in said[0])


def test_a_scan_is_refused_with_the_command_that_reads_it(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="ocrmypdf --skip-text") as caught:
        read(pdf(tmp_path / "a.pdf", "picture", "picture"))
    assert "text layer" in caught.value.fault


@pytest.mark.parametrize(
    ("text", "cipher"),
    [
        (PROSE, False),
        ("Anne Hartley, Bo Simmonds, Cyril Okafor, Dee Whitby, Evelyn Marsh, Flo Zhang, Gus Pryce", False),
        ("412 407 16 18 21 26 14 9 2024-25 2025-26 £4,300 12.5% 88% 90% 17 of 38", False),
        (PROSE.translate({n: 97 + (n - 97 + 7) % 26 for n in range(97, 123)}), True),
        ("".join(chr(ord(c) - 29) if c.isalpha() else c for c in PROSE), True),
        ("".join(chr(0xE000 + ord(c)) for c in PROSE), True),
        ("", False),
    ],
)
def test_a_text_layer_of_signs_is_told_from_words_names_and_figures(text: str, cipher: bool) -> None:
    assert is_cipher(iter([text])) is cipher


def test_signs_of_a_cipher_are_never_passages_and_their_page_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    page = canvas.Canvas(str(path), pagesize=(WIDE, HIGH))
    page.drawString(50, 700, "Merrow Borough Council")
    page.drawString(50, 650, PROSE)
    page.showPage()
    shifted = PROSE.translate({n: 97 + (n - 97 + 7) % 26 for n in range(97, 123)})
    page.drawString(50, 600, shifted)
    page.showPage()
    page.save()
    document, passages = read(path)
    assert not any(shifted[:20] in passage.text for passage in passages)
    assert "the letters of page 2 cannot be told" in not_read(document)[0]
    alone = tmp_path / "b.pdf"
    page = canvas.Canvas(str(alone))
    page.drawString(50, 600, shifted)
    page.save()
    with pytest.raises(ScanError, match="--force-ocr"):
        read_source(alone)


def test_what_was_typed_into_the_fields_of_a_form_is_read(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    page = canvas.Canvas(str(path), pagesize=(WIDE, HIGH))
    page.drawString(50, 780, "Merrow Borough Council")
    page.drawString(50, 740, "What went well?")
    page.acroForm.textfield(name="a", x=50, y=660, width=450, height=40, value=PROSE[:60], fontSize=10)
    page.acroForm.textfield(name="b", x=50, y=600, width=450, height=40, value="", fontSize=10)
    page.showPage()
    page.save()
    assert any(PROSE[:60].strip() in passage.text for passage in read(path)[1])


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([4], "page 4"),
        ([2, 3], "pages 2 and 3"),
        ([2, 3, 4, 5, 9], "pages 2 to 5 and 9"),
        ([1, 3, 5], "pages 1, 3 and 5"),
    ],
)
def test_pages_are_named_as_people_name_them(numbers: list[int], said: str) -> None:
    assert pages_of(numbers) == said


def test_half_a_character_in_a_title_stops_nothing(shared: Path) -> None:
    document, _ = read(shared / "cases" / "hostile" / "title_lone_surrogate.pdf")
    assert document.title
    document.title.encode("utf-8")
