"""The marked characters of a passage are exactly the quoted ones, and its page is shown as a small picture."""

import io
import json
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner

from bot.cli.main import app
from bot.pages import NoPageError, draw_passage, has_pages, mark_passage
from index.errors import ReadError
from index.indexing import index_folder
from index.readers import MarkedPage, draw_pages, find_boxes
from index.storage import Library, open_library


def make_pdf(path: Path, *pages: list[tuple[float, float, str]], turned: int = 0) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    for lines in pages:
        if turned:
            canvas.translate(595, 0)
            canvas.rotate(turned)
        for x, y, text in lines:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return path


def read_back(path: Path, marked: tuple[MarkedPage, ...]) -> list[str]:
    document = pdfium.PdfDocument(path)
    try:
        found = []
        for page in marked:
            textpage = document[page.page - 1].get_textpage()
            found += [textpage.get_text_bounded(*box).strip() for box in page.boxes]
            textpage.close()
        return found
    finally:
        document.close()


def test_a_box_a_line_holds_the_words_and_nothing_beside_them(tmp_path):
    lines = [
        (72, 700, "12. Social workers visit"),
        (72, 685, "children. Plans are clear."),
        (72, 670, "Not this line."),
    ]
    path = make_pdf(tmp_path / "a.pdf", lines)
    marked = find_boxes(path, "Social workers visit children.", [1])
    assert read_back(path, marked) == ["Social workers visit", "children."]


def test_a_passage_over_two_pages_leaves_the_footer_out(tmp_path):
    first = [(72, 100, "Some of the over-"), (500, 40, "5")]
    path = make_pdf(tmp_path / "a.pdf", first, [(72, 760, "optimistic plans are late."), (500, 40, "6")])
    marked = find_boxes(path, "Some of the over-optimistic plans are late.", [1, 2])
    assert [page.page for page in marked] == [1, 2]
    # pdfium gives the hyphen at the end of a line as U+0002.
    assert read_back(path, marked) == ["Some of the over\x02", "optimistic plans are late."]
    (without,) = find_boxes(path, "Some of the over", [1])
    assert marked[0].boxes[0][2] > without.boxes[0][2]


def test_cells_of_a_row_are_marked_each_and_not_what_stands_between(tmp_path):
    lines = [
        (72, 700, "Leaders"),
        (200, 700, "Monthly"),
        (330, 700, "Late"),
        (72, 680, "Leaders"),
        (200, 680, "Weekly"),
    ]
    path = make_pdf(tmp_path / "a.pdf", lines)
    assert read_back(path, find_boxes(path, "Leaders Weekly", [1])) == ["Leaders", "Weekly"]
    assert len(find_boxes(path, "Leaders Late", [1])[0].boxes) == 2


def test_the_second_of_two_equal_passages_is_marked_in_its_own_place(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", [(72, 700, "Not applicable."), (72, 600, "Not applicable.")])
    (first,), (second,) = (find_boxes(path, "Not applicable.", [1], occurrence=n) for n in (0, 1))
    assert first.boxes[0][1] > 690 > second.boxes[0][3]


def test_a_part_of_a_word_is_never_marked(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", [(72, 700, "Goodwill is good."), (72, 600, "Good")])
    (page,) = find_boxes(path, "Good", [1])
    assert page.boxes[0][3] < 650


def test_words_that_are_not_on_the_page_are_not_marked(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", [(72, 700, "Plans are clear.")])
    with pytest.raises(ReadError, match="not found on its pages"):
        find_boxes(path, "Plans are unclear.", [1])


def test_lines_that_are_written_upwards_have_a_box_each(tmp_path):
    path = make_pdf(tmp_path / "a.pdf", [(72, 400, "Plans are clear,"), (72, 380, "and they are kept.")], turned=90)
    (page,) = find_boxes(path, "Plans are clear, and they are kept.", [1])
    assert len(page.boxes) == 2
    assert all(top - bottom > right - left for left, bottom, right, top in page.boxes)


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> tuple[Path, Path, Library]:
    folder = tmp_path_factory.mktemp("shown")
    (folder / "documents").mkdir()
    lines = [
        (72, 780, "Inspection of Merrow local authority children's services"),
        (72, 760, "Inspection dates: 5 February 2024 to 9 February 2024"),
        (72, 700, "1. Social workers visit children regularly and know them well, in all of the town."),
        (72, 640, "2. Leaders have not responded to the growing number of referrals in good time."),
    ]
    make_pdf(folder / "documents" / "merrow.pdf", lines)
    (folder / "documents" / "tarnside.txt").write_text("1. Plans are clear.\n", encoding="utf-8")
    index_folder(folder / "documents", folder / "index.db")
    return folder / "documents", folder / "index.db", open_library(folder / "index.db")


def test_the_picture_has_the_mark_where_the_words_are(shown):
    documents, _, library = shown
    document = library.document("merrow.pdf")
    assert document is not None
    passage = next(p for p in library.passages_of(document) if "Leaders have" in p.text)
    picture = draw_passage(documents, library, document, passage)
    image = Image.open(io.BytesIO(picture.png)).convert("RGB")
    yellow = sum(count for count, colour in image.getcolors(1 << 24) or [] if colour[2] < 170 < colour[0])
    assert 0.002 < yellow / (image.width * image.height) < 0.05
    assert len(picture.png) < 400_000
    assert "Page 1" in picture.alt
    assert "Leaders have not responded" in picture.alt
    assert Image.open(io.BytesIO(picture.png)).info["Description"] == picture.alt


def test_the_bar_beside_a_passage_covers_no_number_that_stands_close_by(tmp_path):
    close = make_pdf(tmp_path / "close.pdf", [(72, 700, "40."), (88, 700, "Visits are on time.")])
    alone = make_pdf(tmp_path / "alone.pdf", [(88, 700, "Visits are on time.")])

    def bar_and_number(path: Path) -> tuple[float, int]:
        content = draw_pages(path, find_boxes(path, "Visits are on time.", [1]), description="A page")
        image = Image.open(io.BytesIO(content)).convert("RGB")
        scale = image.width / 595
        number = image.crop((int(72 * scale) - 1, 0, int(87 * scale), int(200 * scale)))
        bar = [x for x in range(image.width) if any(_is_bar(image.getpixel((x, y))) for y in range(0, 400, 3))]
        return max(bar) / scale, sum(value < 100 for value in number.convert("L").tobytes())

    plain = Image.open(io.BytesIO(draw_pages(close, [MarkedPage(1, ())], description="A page"))).convert("L")
    scale = plain.width / 595
    ink = sum(
        value < 100 for value in plain.crop((int(72 * scale) - 1, 0, int(87 * scale), int(200 * scale))).tobytes()
    )
    bar, number = bar_and_number(close)
    assert bar < 72
    assert number >= ink * 0.95
    assert 80 < bar_and_number(alone)[0] < 88


def _is_bar(pixel: object) -> bool:
    red, green, blue = pixel  # type: ignore[misc]
    return red > 180 and 80 < green < 160 and blue < 60


def test_a_file_that_has_changed_is_not_shown(shown, tmp_path):
    _, _, library = shown
    document = library.document("merrow.pdf")
    assert document is not None
    make_pdf(tmp_path / "merrow.pdf", [(72, 700, "Another page.")])
    with pytest.raises(NoPageError, match="has changed"):
        mark_passage(tmp_path, library, document, library.passages_of(document)[-1])


def test_what_is_no_pdf_has_no_page(shown):
    _, _, library = shown
    document = library.document("tarnside.txt")
    assert document is not None
    assert not has_pages(document, library.passages_of(document)[0])


def test_the_command_prints_boxes_and_writes_the_picture(shown, tmp_path, monkeypatch):
    documents, index, _ = shown
    monkeypatch.setenv("FINDINGS_DOCUMENTS", str(documents))
    monkeypatch.setenv("FINDINGS_INDEX", str(index))
    done = CliRunner().invoke(app, ["show", "merrow.pdf", "#3", "--boxes"])
    assert done.exception is None
    (page,) = json.loads(done.output)
    assert page["page"] == 1
    assert all(len(box) == 4 and box[0] < box[2] and box[1] < box[3] for box in page["boxes"])
    done = CliRunner().invoke(app, ["show", "merrow.pdf", "#3", "--image", str(tmp_path / "a.png")])
    assert done.exit_code == 0
    assert (tmp_path / "a.png").read_bytes()[:4] == b"\x89PNG"


def test_passages_of_real_reports_are_marked_exactly(shared, tmp_path):
    (tmp_path / "documents").mkdir()
    for source in sorted((shared / "library" / "inspections" / "80459_derby").glob("*.pdf"))[-2:]:
        (tmp_path / "documents" / source.name).write_bytes(source.read_bytes())
    index_folder(tmp_path / "documents", tmp_path / "index.db")
    library = open_library(tmp_path / "index.db")
    wrong = []
    for document in library.documents:
        for passage in library.passages_of(document)[::5]:
            marked = mark_passage(tmp_path / "documents", library, document, passage)
            read = "".join(read_back(tmp_path / "documents" / document.path, marked))
            if letters(read) != letters(passage.text):
                wrong.append((document.path, passage.position))
    assert wrong == []


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())
