"""Formats beside PDF, Word, slides, web pages and text: sheets, messages, templates, strict and older Office files."""

import shutil
import zipfile
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pytest
from outlook_files import write_message
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Inches

from index.errors import ReadError
from index.folder.listing import list_folder
from index.indexing.read_file import read_document
from index.models import Document, Kind, Passage, Voice
from index.readers import Line, Table, read_source
from index.readers.before_conversion import mend_copy
from index.readers.column_headings import are_headings


def read(path: Path) -> tuple[Document, tuple[Passage, ...]]:
    return read_document(path, path.name, "0" * 64)


def texts(path: Path) -> list[str]:
    return [passage.text for passage in read(path)[1]]


def paper(path: Path) -> Path:
    """Make a small paper of an invented council in Word."""
    document = docx.Document()
    for line in ("Merrow Borough Council", "Cabinet, 4 June 2026", "Report of the Director of Children’s Services"):
        document.add_paragraph(line)
    document.add_paragraph("Visits to children who are placed far away were missed in May.")
    document.save(str(path))
    return path


def rewrite(source: Path, target: Path, changes: dict[bytes, bytes]) -> Path:
    """Copy a package with bytes of its parts replaced."""
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as copy:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename.endswith((".xml", ".rels")):
                for before, after in changes.items():
                    content = content.replace(before, after)
            copy.writestr(part.filename, content)
    return target


@pytest.fixture
def tracker(tmp_path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Actions"
    sheet["A1"] = "Merrow Borough Council"
    sheet["A2"] = "Children’s services improvement plan: action tracker"
    sheet["A3"] = "As at 30 April 2026"
    sheet.append([])
    sheet.append(["Ref", "Action", "Lead", "Due", "Progress", "RAG"])
    sheet.append([1.1, "List of visits that are due.", "Head of Service", date(2026, 6, 30), 0.45, "Green"])
    sheet["E6"].number_format = "0%"
    sheet.append([1.2, "Group supervision every month.", "Practice lead", date(2026, 7, 31), 12, "Amber"])
    figures = book.create_sheet("Figures")
    for row in (["Indicator", "April", "May"], ["Missed visits", 9, 14]):
        figures.append(row)
    hidden = book.create_sheet("Lists")
    hidden.append(["not for readers", "x"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "tracker.xlsx"
    book.save(path)
    return path


def test_a_row_of_a_sheet_is_a_passage_with_its_headings_cited_by_sheet_and_row(tracker: Path) -> None:
    document, passages = read(tracker)
    rows = {passage.item: passage for passage in passages if passage.section == "Actions" and passage.unit == "row"}
    assert rows["row 6"].text == "1.1 List of visits that are due. Head of Service 30 June 2026 45% Green"
    assert rows["row 7"].text == "1.2 Group supervision every month. Practice lead 31 July 2026 12 Amber"
    assert all(passage.context == "Ref Action Lead Due Progress RAG" for passage in rows.values())
    figures = [(passage.item, passage.text) for passage in passages if passage.section == "Figures"]
    assert figures == [("row 2", "Missed visits 9 14")]
    assert (document.kind, document.voice, document.authority) == (Kind.ACTION_PLAN, Voice.COUNCIL, "Merrow")
    assert document.published is None  # "as at" says how fresh the figures are
    assert 'Left out: the sheet "Lists" is hidden.' in document.warnings
    assert not any("not for readers" in passage.text for passage in passages)


def test_a_merged_cell_of_a_sheet_belongs_to_its_rows_and_a_formula_without_a_result_is_told_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Finding", "Action", "Lead"],
        ["Reviews are late", "List of reviews", "SEND manager"],
        ["", "Three more officers", "SEND manager"],
        ["Advice is missing", "New form", "=B4"],
    ):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    book.save(tmp_path / "a.xlsx")
    document, passages = read(tmp_path / "a.xlsx")
    assert [passage.text for passage in passages] == [
        "Reviews are late List of reviews SEND manager",
        "Reviews are late Three more officers SEND manager",
        "Advice is missing New form",
    ]
    assert any("1 formula has no saved result" in warning for warning in document.warnings)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_row_of_a_csv_file_is_a_passage_with_its_headings(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "tracker.csv"
    said = '"Visits, read by managers."'
    rows = (("Ref", "Action", "Due"), ("1.1", said, "30/06/2026"), ("", "", ""), ("1.2", "B", "C"))
    path.write_text("\r\n".join(separator.join(row) for row in rows), encoding="cp1252", newline="")
    _, passages = read(path)
    assert [(p.item, p.text, p.context) for p in passages] == [
        ("row 2", "1.1 Visits, read by managers. 30/06/2026", "Ref Action Due"),
        ("row 4", "1.2 B C", "Ref Action Due"),  # as a spreadsheet counts them
    ]


def test_the_separator_of_a_csv_file_is_that_of_its_rows_and_not_of_a_title_or_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("Merrow log, 2026\n\nRef;Issue;Action\n1;Visits, in May;Ring, write, go\n2;Plans;Read, ask, tell\n")
    _, passages = read(path)
    assert [(p.item, p.text) for p in passages if p.item.startswith("row")] == [
        ("row 4", "1 Visits, in May Ring, write, go"),
        ("row 5", "2 Plans Read, ask, tell"),
    ]


@pytest.mark.parametrize(
    ("row", "heading"),
    [
        (("Ref", "Action", "Lead", "Due"), True),
        (("Indicator", "2024-25", "2025-26"), True),
        (("Missed visits", "April", "May"), True),
        (("What will we do?", "Who", "By when"), True),
        (("Missed visits", "14", "9 in April"), False),
        (("Swifter visits", "Head of Service"), False),
        (("Supervision is monthly in most teams.", "Practice lead"), False),
        (("Action",), False),
    ],
)
def test_a_row_of_headings_is_told_from_a_row_of_the_table(row: tuple[str, ...], heading: bool) -> None:
    assert are_headings(row) is heading


@pytest.mark.parametrize("html", [False, True])
def test_a_message_is_read_with_its_day_and_its_sender_and_names_what_is_attached(tmp_path: Path, html: bool) -> None:
    message = EmailMessage()
    message["From"] = "B. Example <b.example@merrow.example>"
    message["To"] = "panel@merrow.example"
    message["Subject"] = "Visits to children placed far away"
    message["Date"] = "Thu, 04 Jun 2026 10:00:00 +0100"
    lines = (
        "Dear all",
        "Fourteen visits were missed in May.",
        "Kind regards",
        "B. Example",
        "Director of Children’s Services, Merrow Borough Council",
    )
    if html:
        message.set_content("<html><body>" + "".join(f"<p>{line}</p>" for line in lines) + "</body></html>", "html")
    else:
        message.set_content("\n\n".join(lines))
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="plan.pdf")
    path = tmp_path / "m.eml"
    path.write_bytes(message.as_bytes())
    document, passages = read(path)
    assert (document.title, document.published) == ("Visits to children placed far away", date(2026, 6, 4))
    assert (document.voice, document.authority) == (Voice.COUNCIL, "Merrow")
    assert "Fourteen visits were missed in May." in [passage.text for passage in passages]
    assert any("plan.pdf" in warning for warning in document.warnings)
    author = read_source(path).properties["author"]
    assert author.endswith("<b.example@merrow.example>")


@pytest.mark.parametrize("form", ["wide", "narrow", "html", "long"])
def test_a_message_in_outlooks_form_is_read_with_its_day_and_its_sender(tmp_path: Path, form: str) -> None:
    lines = [
        "Dear all",
        "Fourteen visits were missed in May.",
        *(["A further line of no weight, said again."] * (200 if form == "long" else 0)),
        "Kind regards",
        "Director of Children’s Services, Merrow Borough Council",
    ]
    path = tmp_path / "m.msg"
    page = "".join(f"<p>{line}</p>" for line in lines)
    write_message(
        path,
        subject="Visits to children placed far away",
        sender="B. Example",
        address="b.example@merrow.example",
        to="panel@merrow.example",
        body="" if form == "html" else "\r\n\r\n".join(lines),
        html=f"<html><body>{page}</body></html>".encode() if form == "html" else b"",
        sent=datetime(2026, 6, 4, 9, tzinfo=UTC),
        attached=("plan.pdf", "risk register.xlsx"),
        wide=form != "narrow",
    )
    document, passages = read(path)
    assert (document.title, document.published) == ("Visits to children placed far away", date(2026, 6, 4))
    assert (document.voice, document.authority) == (Voice.COUNCIL, "Merrow")
    said = [passage.text for passage in passages]
    assert "Fourteen visits were missed in May." in said
    assert "Director of Children’s Services, Merrow Borough Council" in "\n".join(said)
    assert any("plan.pdf, risk register.xlsx" in warning for warning in document.warnings)
    assert read_source(path).properties["author"] == "B. Example <b.example@merrow.example>"


def test_a_message_without_a_text_of_its_own_is_named_with_what_to_do(tmp_path: Path) -> None:
    empty = EmailMessage()
    empty["From"], empty["Subject"] = "b@merrow.example", "Visits"
    empty.set_content(" ", "html")
    (tmp_path / "m.eml").write_bytes(empty.as_bytes())
    with pytest.raises(ReadError, match="Save its attachments"):
        read(tmp_path / "m.eml")
    path = tmp_path / "m.msg"
    one = {"subject": "Visits", "sender": "B. Example", "address": "b@merrow.example", "to": "panel@merrow.example"}
    write_message(path, **one, sent=datetime(2026, 6, 4, tzinfo=UTC))
    with pytest.raises(ReadError, match="Save its attachments"):
        read(path)


@pytest.mark.parametrize("suffix", [".dotx", ".dotm", ".docm"])
def test_a_template_of_word_is_read(tmp_path: Path, suffix: str) -> None:
    usual = b"wordprocessingml.document.main+xml"
    types = {
        ".dotx": b"wordprocessingml.template.main+xml",
        ".dotm": b"wordprocessingml.template.main+xml",
        ".docm": usual,
    }
    path = rewrite(paper(tmp_path / "a.docx"), tmp_path / f"b{suffix}", {usual: types[suffix]})
    assert texts(path)[-1] == "Visits to children who are placed far away were missed in May."


def slides(path: Path) -> Any:
    deck = pptx.Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Merrow Borough Council"
    slide.placeholders[1].text = "Visits were missed in May."
    deck.save(str(path))
    return deck


@pytest.mark.parametrize(("suffix", "kind"), [(".potx", b"template"), (".ppsx", b"slideshow")])
def test_a_template_or_a_show_of_slides_is_read(tmp_path: Path, suffix: str, kind: bytes) -> None:
    slides(tmp_path / "a.pptx")
    changes = {b"presentationml.presentation.main+xml": b"presentationml." + kind + b".main+xml"}
    assert texts(rewrite(tmp_path / "a.pptx", tmp_path / f"b{suffix}", changes)) == ["Visits were missed in May."]


STRICT = {
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/presentationml/2006/main": b"http://purl.oclc.org/ooxml/presentationml/main",
    b"http://schemas.openxmlformats.org/drawingml/2006/main": b"http://purl.oclc.org/ooxml/drawingml/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}


def test_the_strict_form_of_office_is_read_like_the_usual_one(tmp_path: Path) -> None:
    usual = paper(tmp_path / "a.docx")
    assert texts(rewrite(usual, tmp_path / "strict.docx", STRICT)) == texts(usual)
    slides(tmp_path / "a.pptx")
    assert texts(rewrite(tmp_path / "a.pptx", tmp_path / "strict.pptx", STRICT)) == ["Visits were missed in May."]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_libreoffice(tmp_path: Path) -> None:
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1\ansi Merrow Borough Council\par Cabinet, 4 June 2026\par Visits were missed in May.\par}")
    document, passages = read(path)
    assert (document.authority, document.published) == ("Merrow", date(2026, 6, 4))
    assert passages[-1].text == "Visits were missed in May."


def test_without_libreoffice_the_remedy_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    path = tmp_path / "a.rtf"
    path.write_text(r"{\rtf1\ansi Visits were missed in May.\par}")
    with pytest.raises(ReadError, match=r"Save it as \.docx or PDF, or install LibreOffice"):
        read(path)


def test_an_archive_is_to_be_unpacked(tmp_path: Path) -> None:
    for name in ("papers.zip", "papers.docx"):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            archive.writestr("a.txt", "text")
    with pytest.raises(ReadError, match="Unpack it"):
        read(tmp_path / "papers.docx")
    refused = dict(list_folder(tmp_path).refused)
    assert "Unpack it" in refused["papers.zip"]


def test_slides_that_are_a_picture_or_hidden_are_named_and_a_chart_is_read(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
            "c9fe92ef0000000049454e44ae426082"
        )
    )
    deck = pptx.Presentation()
    blank, titled = deck.slide_layouts[6], deck.slide_layouts[5]
    first = deck.slides.add_slide(titled)
    first.shapes.title.text = "Missed visits by month"
    chart = CategoryChartData()
    chart.categories = ["March", "April"]
    chart.add_series("Missed visits", (6, 9))
    first.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Inches(1), Inches(2), Inches(4), Inches(3), chart)
    deck.slides.add_slide(blank).shapes.add_picture(str(picture), 0, 0)
    deck.slides.add_slide(blank).shapes.add_picture(str(picture), 0, 0)
    alone = deck.slides.add_slide(titled)
    alone.shapes.title.text = "Overall: requires improvement to be good"
    hidden = deck.slides.add_slide(titled)
    hidden.shapes.title.text = "Not for the show"
    hidden._element.set("show", "0")
    box = deck.slides.add_slide(blank).shapes.add_textbox(0, 0, Inches(4), Inches(1))
    box.text_frame.text = "The front door is open until eight."
    path = tmp_path / "deck.pptx"
    deck.save(str(path))
    document, passages = read(path)
    found = [(passage.first_page, passage.text, passage.section) for passage in passages]
    assert found == [
        (1, "March 6", "Missed visits by month"),
        (1, "April 9", "Missed visits by month"),
        (4, "Overall: requires improvement to be good", "Overall: requires improvement to be good"),
        (6, "The front door is open until eight.", None),
    ]
    assert any("slides 2 and 3 are only a picture" in warning for warning in document.warnings)
    assert any("slide 5 is hidden" in warning for warning in document.warnings)


def test_panels_that_open_on_a_saved_page_are_read_and_notices_are_not(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(
        "<!doctype html><title>Plan - Merrow Council</title><nav>Home</nav><main><h1>Plan</h1>"
        "<p>Merrow Council says what it does for children in care and for their carers, and what comes next.</p>"
        "<div class='govuk-accordion__section'><h2><button aria-controls='c1' aria-expanded='false'>"
        "<span>Visits</span><span class='govuk-accordion__section-toggle'>Show</span></button></h2>"
        "<div id='c1' hidden='until-found'><p>Fourteen visits were missed.</p></div></div>"
        "<button aria-expanded='false' aria-controls='p2'>Carers</button><div id='p2' hidden><p>Nine are new.</p></div>"
        "<div class='tabs'><div role='tabpanel' aria-labelledby='t' style='display:none'><p>Plans are read.</p></div>"
        "</div>"
        "<div class='cookie-banner' hidden><p>We use cookies.</p></div><div hidden><p>A template.</p></div></main>"
    )
    document, passages = read(path)
    assert [(passage.section, passage.text) for passage in passages[1:]] == [
        ("Visits", "Fourteen visits were missed."),
        ("Carers", "Nine are new."),
        ("Carers", "Plans are read."),
    ]
    assert (document.voice, document.authority) == (Voice.COUNCIL, "Merrow")


def test_the_lines_of_word_s_headers_and_footers_name_the_council_and_the_day(tmp_path: Path) -> None:
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Merrow Borough Council"
    made.sections[0].footer.paragraphs[0].text = "Published 4 June 2026"
    made.add_paragraph("Self-evaluation of children’s services", "Title")
    made.add_paragraph("Our teams are settled.")
    path = tmp_path / "sef.docx"
    made.save(str(path))
    document, passages = read(path)
    assert (document.authority, document.published) == ("Merrow", date(2026, 6, 4))
    assert [passage.text for passage in passages] == ["Our teams are settled."]


def test_scanned_pages_put_into_word_are_warned_of(tmp_path: Path) -> None:
    picture = tmp_path / "a.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100"
            "c9fe92ef0000000049454e44ae426082"
        )
    )
    made = docx.Document()
    made.add_paragraph("Merrow Borough Council")
    for _ in range(3):
        made.add_picture(str(picture))
    made.save(str(tmp_path / "scan.docx"))
    document, _ = read(tmp_path / "scan.docx")
    assert any("3 pictures" in warning and "ocrmypdf" in warning for warning in document.warnings)


def test_no_number_of_a_list_is_longer_than_a_person_would_write(tmp_path: Path) -> None:
    path = paper(tmp_path / "a.docx")
    document = docx.Document(str(path))
    numbering = document.part.numbering_part.element
    start = next(iter(numbering.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}start")))
    form = next(iter(numbering.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}numFmt")))
    value = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
    start.set(value, "13000000")
    form.set(value, "lowerLetter")
    for style in ("List Number", "List Number 2", "List Number 3"):
        document.add_paragraph("An item.", style)
    document.save(str(path))
    numbers = [block.number for block in read_source(path).blocks if isinstance(block, Line) and block.number]
    assert all(len(number) <= 32 for number in numbers)
    assert sum(isinstance(block, Table) for block in read_source(path).blocks) == 0


def test_a_further_table_of_a_sheet_has_headings_of_its_own_also_where_no_word_tells_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Ref", "Action"],
        ["A1", "Visit on time"],
        ["A2", "Write it down"],
        [],
        ["Team", "Workers", "Empty posts"],
        ["North", 14, 2],
        ["South", 11, 0],
    ):
        book.active.append(row)
    book.save(tmp_path / "two.xlsx")
    _, passages = read(tmp_path / "two.xlsx")
    assert [(p.text, p.context) for p in passages][-2:] == [
        ("North 14 2", "Team Workers Empty posts"),
        ("South 11 0", "Team Workers Empty posts"),
    ]


def test_what_is_parked_beside_a_slide_or_hidden_is_not_read(tmp_path: Path) -> None:
    show = pptx.Presentation()
    slide = show.slides.add_slide(show.slide_layouts[6])
    for left, text in ((1, "Nine households were approved."), (20, "Parked beside the slide."), (2, "Hidden on it.")):
        slide.shapes.add_textbox(Inches(left), Inches(left), Inches(4), Inches(0.5)).text_frame.text = text
    slide.shapes[2]._element.nvSpPr.cNvPr.set("hidden", "1")
    show.save(tmp_path / "parked.pptx")
    assert texts(tmp_path / "parked.pptx") == ["Nine households were approved."]


def test_a_list_of_word_that_begins_again_below_a_bold_line_keeps_its_numbers(tmp_path: Path) -> None:
    paper = docx.Document()
    for heading, items in (("To consider", ("You have three lists.", "They differ.")), ("Next", ("A plan is due.",))):
        paper.add_paragraph().add_run(heading).bold = True
        for item in items:
            paper.add_paragraph(item, style="List Number")
    # Each list counts by itself, as Word makes it where a list is set to begin at 1.
    numbering = paper.part.numbering_part.element
    first = paper.styles["List Number"].element.pPr.numPr.numId.val
    abstract = next(num.abstractNumId.val for num in numbering.num_lst if num.numId == first)
    again = numbering.add_num(abstract)
    again.add_lvlOverride(0).add_startOverride(1)
    paper.paragraphs[-1]._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = again.numId
    paper.save(tmp_path / "lists.docx")
    _, passages = read(tmp_path / "lists.docx")
    assert [(p.sections[-1], p.number) for p in passages] == [("To consider", "1"), ("To consider", "2"), ("Next", "1")]


def test_a_bold_first_row_of_a_table_of_word_heads_its_columns(tmp_path: Path) -> None:
    paper = docx.Document()
    grid = paper.add_table(3, 2)
    for place, row in enumerate(
        [["Story", "Place"], ["The hub by the sea", "Quay Street"], ["The garden", "Mill Lane"]]
    ):
        for cell, text in zip(grid.rows[place].cells, row, strict=True):
            cell.paragraphs[0].add_run(text).bold = place == 0
    paper.save(tmp_path / "bold.docx")
    _, passages = read(tmp_path / "bold.docx")
    assert [(p.text, p.context) for p in passages] == [
        ("The hub by the sea Quay Street", "Story Place"),
        ("The garden Mill Lane", "Story Place"),
    ]


def test_the_summary_of_a_panel_heads_what_the_panel_holds(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<html><body><main><h1>Youth justice in Merrow</h1><div><h2>Court orders</h2><p>Fourteen plans were clear to "
        "all who read them.</p></div><details><summary>Out of court</summary><p>Children see a worker within ten days "
        "of the decision.</p></details></main></body></html>"
    )
    _, passages = read(page)
    assert [p.sections[-1] for p in passages] == ["Court orders", "Out of court"]
    assert "Court orders" not in passages[1].sections


def test_a_count_below_the_table_of_a_sheet_is_no_row_of_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Ref", "Theme", "Action", "Owner", "Due"],
        ["A1", "Front door", "Answer within a day", "Head of Access", "31 July 2026"],
        [],
        ["A2", "Care leavers", "Give each a bus pass", "Head of Care", "1 October 2026"],
        [],
        ["Actions that are open", None, None, None, 2],
    ):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    _, passages = read(tmp_path / "a.xlsx")
    assert [passage.text[:2] for passage in passages if passage.unit == "row"] == ["A1", "A2"]
    assert passages[-1].text == "Actions that are open 2"


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("dd/mm/yyyy", "05/06/2026"),
        ("d.m.yy;@", "5.6.26"),
        ("d mmmm yyyy", "5 June 2026"),
        ("mm-dd-yy", "5 June 2026"),
        ("mmm yyyy", "Jun 2026"),
        ('"w/c" d mmm', "w/c 5 Jun"),
    ],
)
def test_a_day_of_a_sheet_is_written_as_the_sheet_shows_it(tmp_path: Path, form: str, shown: str) -> None:
    book = openpyxl.Workbook()
    for row in (["Ref", "Action", "Due"], ["A1", "Read each plan", date(2026, 6, 5)]):
        book.active.append(row)
    book.active["C2"].number_format = form
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[1][-1].text == f"A1 Read each plan {shown}"


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (412, '0" days"', "412 days"),
        (0.357, "0%", "36%"),
        (-750, "£#,##0;[Red]-£#,##0", "-£750"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (0, '0;-0;"nil"', "nil"),
        (3, "00", "03"),
        (12.5, "General", "12.5"),
    ],
)
def test_a_number_of_a_sheet_is_written_as_the_sheet_shows_it(
    tmp_path: Path, value: float, form: str, shown: str
) -> None:
    book = openpyxl.Workbook()
    for row in (["Ref", "Action", "Target"], ["A1", "Read each plan", value]):
        book.active.append(row)
    book.active["C2"].number_format = form
    book.save(tmp_path / "a.xlsx")
    assert read(tmp_path / "a.xlsx")[1][-1].text == f"A1 Read each plan {shown}"


def test_a_bold_row_heads_a_further_table_and_the_line_above_it_says_what_it_is_of(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Delivery"],
        ["Want", "Help", "Sum"],
        ["Speed", "Four posts", 2],
        [],
        ["Money"],
        ["Thing", "Kind", "By"],
    ):
        sheet.append(row)
    sheet.append(["Film", "Made by young people", "May"])
    for row in (2, 6):
        for cell in sheet[row]:
            cell.font = openpyxl.styles.Font(bold=True)
    book.save(tmp_path / "a.xlsx")
    rows = [p for p in read(tmp_path / "a.xlsx")[1] if p.unit == "row"]
    assert [(p.text, p.context) for p in rows] == [
        ("Speed Four posts 2", "Want Help Sum"),
        ("Film Made by young people May", "Thing Kind By"),
    ]
    assert rows[-1].sections[-1] == "Money"


def test_headings_that_come_again_within_a_table_are_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("ID,Action,Team\nA1,Visit on time,North\nID,Action,Team\nA2,Write it down,South\n")
    assert texts(path) == ["A1 Visit on time North", "A2 Write it down South"]


def test_a_section_of_an_opendocument_that_is_hidden_is_taken_out_before_it_is_converted(tmp_path: Path) -> None:
    copy = tmp_path / "a.odt"
    space = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    body = f'<t:x xmlns:t="{space}"><t:section t:display="none"><t:p>Draft.</t:p></t:section><t:p>We agree.</t:p></t:x>'
    with zipfile.ZipFile(copy, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", body)
    mend_copy(copy)
    with zipfile.ZipFile(copy) as archive:
        said = archive.read("content.xml")
    assert b"We agree." in said
    assert b"Draft." not in said


def test_marks_of_items_that_an_rtf_file_writes_as_text_are_kept_where_it_defines_no_lists(tmp_path: Path) -> None:
    marked = b"{\\rtf1 \\pard{\\listtext\\f1\\'b7\\tab}drift in planning;\\par}"
    for before, after in (
        (marked, b"{\\f1\\u8226 \\tab}drift"),
        (marked.replace(b"\\pard", b"\\pard\\ls1"), b"listtext"),
    ):
        copy = tmp_path / "a.rtf"
        copy.write_bytes(before)
        mend_copy(copy)
        assert after in copy.read_bytes()


def test_what_a_layout_prints_on_each_slide_says_whose_slides_they_are(tmp_path: Path) -> None:
    show = pptx.Presentation()
    layout = show.slide_layouts[1]
    spare = show.slides.add_slide(show.slide_layouts[6])
    box = spare.shapes.add_textbox(Inches(5), Inches(7), Inches(4), Inches(0.4))
    box.text_frame.text = "Tarnside Safeguarding Children Partnership"
    layout.shapes._spTree.append(box._element)
    for title in ("Learning from a review", "What happened"):
        slide = show.slides.add_slide(layout)
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "Six agencies knew the child."
    show.save(tmp_path / "a.pptx")
    document, passages = read(tmp_path / "a.pptx")
    assert (document.authority, document.voice) == ("Tarnside", Voice.PARTNER)
    assert all("Partnership" not in passage.text for passage in passages)


def test_items_of_minutes_in_a_table_are_headings_of_what_was_said(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Merrow Council: minutes of the Corporate Parenting Board")
    rows = (
        ("24/25", "Declarations", ""),
        ("", "None were made.", ""),
        ("25/25", "Health", ""),
        ("", "Nine checks were late.", "Nurse"),
    )
    table = document.add_table(rows=0, cols=3)
    for texts_of_row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts_of_row, strict=True):
            cell.paragraphs[0].add_run(text).bold = bool(texts_of_row[0]) and text == texts_of_row[1]
    document.save(str(tmp_path / "a.docx"))
    _, passages = read(tmp_path / "a.docx")
    assert [(p.text, p.sections[-1]) for p in passages if p.unit == "row"] == [
        ("None were made.", "24/25 Declarations"),
        ("Nine checks were late. Nurse", "25/25 Health"),
    ]


@pytest.mark.parametrize(("heading", "listed"), [("Recommendations", 1), ("Priority and immediate action", 2)])
def test_areas_for_improvement_beside_strengths_are_findings_where_a_report_recommends(
    tmp_path: Path, heading: str, listed: int
) -> None:
    path = tmp_path / "report.md"
    path.write_text(
        "# An inspection of youth justice services in Merrow\n\nHM Inspectorate of Probation, May 2025\n\n"
        f"## {heading}\n\n- Write plans.\n\n## Leadership\n\n### Strengths\n\n- Staff are proud.\n\n"
        "### Areas for improvement\n\n- The risk register is old.\n",
        encoding="utf-8",
    )
    assert len(read(path)[0].improvements) == listed


def test_a_cover_sheet_of_labels_tells_what_a_paper_without_other_lines_is(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for pair in (
        ("Report to", "Children and Families Scrutiny Panel"),
        ("Date", "9 June 2026"),
        ("Subject", "Visits to care leavers"),
        ("Authority", "Tarnside Borough Council"),
    ):
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.text = text
    document.add_paragraph("1.1 This report tells members what was found in May, and what the service has done since.")
    document.save(str(tmp_path / "a.docx"))
    told, _ = read(tmp_path / "a.docx")
    assert (told.title, told.kind, told.authority) == ("Visits to care leavers", Kind.COMMITTEE_PAPER, "Tarnside")


def test_a_letter_in_text_ends_its_list_where_it_says_to_whom_it_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "18 June 2026\n\nDear Ms Example\n\nMonitoring visit to Merrow children's services\n\n"
        "This letter summarises the findings of the monitoring visit to Merrow on 12 May 2026.\n\n"
        "What needs to improve\n\n  1) the timeliness of plans;\n  2) the use of data.\n\n"
        "I am copying this letter to the Department for Education.\n\nYours sincerely\n\nI. Example\n"
        "His Majesty's Inspector\n",
        encoding="utf-8",
    )
    assert [i.text for i in read(path)[0].improvements] == ["the timeliness of plans;", "the use of data."]


def test_a_message_that_names_a_wrong_code_page_keeps_its_quotation_marks(tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(
        b"From: a@b.c\r\nSubject: Visit\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\nThe Director of Children=92s Services came.\r\n"
    )
    assert texts(path)[-1] == "The Director of Children’s Services came."
