"""Word: what a reader sees on the page is what is read."""

from pathlib import Path

import pytest
from word_files import numbered, paragraph, write_word

from index.readers.source import Line, Role, Table
from index.readers.word.reader import read

LEGAL = """
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4)"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="1"/>
<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
"""


def lines(path: Path) -> list[Line]:
    return [block for block in read(path).blocks if isinstance(block, Line)]


def numbers(path: Path) -> list[str | None]:
    return [line.number for line in lines(path)]


def test_automatic_numbers_are_those_that_a_reader_sees(tmp_path: Path) -> None:
    body = "".join(
        [
            numbered("one", 1), numbered("one one", 1, 1), numbered("one two", 1, 1), numbered("letter", 1, 2),
            numbered("letter", 1, 2), numbered("roman", 1, 3), paragraph("between"), numbered("two", 1),
            numbered("two one", 1, 1), numbered("letter", 1, 2),
        ]
    )  # fmt: skip
    found = numbers(write_word(tmp_path / "a.docx", body, numbering=LEGAL))
    assert found == ["1.", "1.1", "1.2", "(a)", "(b)", "i)", None, "2.", "2.1", "(a)"]


def test_lists_of_one_definition_count_on_and_an_override_restarts_once(tmp_path: Path) -> None:
    body = numbered("a", 1) + numbered("b", 3) + numbered("c", 4) + numbered("d", 4) + numbered("e", 1)
    assert numbers(write_word(tmp_path / "a.docx", body, numbering=LEGAL)) == ["1.", "2.", "7.", "8.", "9."]


@pytest.mark.parametrize(
    ("form", "text", "start", "expected"),
    [
        ("upperRoman", "%1", 4, "IV"),
        ("upperLetter", "%1)", 27, "AA)"),
        ("decimalZero", "%1", 5, "05"),
        ("ordinal", "%1", 2, "2nd"),
        ("cardinalText", "Priority %1:", 3, "Priority Three:"),
        ("none", "", 1, None),
    ],
)
def test_every_form_of_number_is_written_as_word_does(
    tmp_path: Path, form: str, text: str, start: int, expected: str | None
) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    )
    assert numbers(write_word(tmp_path / "a.docx", numbered("x", 1), numbering=numbering)) == [expected]


def test_a_level_that_never_restarts_counts_through_the_document(tmp_path: Path) -> None:
    numbering = LEGAL.replace(
        '<w:lvl w:ilvl="1"><w:start w:val="1"/>', '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:lvlRestart w:val="0"/>'
    )
    body = numbered("a", 1) + numbered("b", 1, 1) + numbered("c", 1) + numbered("d", 1, 1)
    assert numbers(write_word(tmp_path / "a.docx", body, numbering=numbering)) == ["1.", "1.1", "2.", "2.2"]


def test_numbering_comes_from_styles_and_headings_in_any_language(tmp_path: Path) -> None:
    styles = """
    <w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="berschrift1"/>
      <w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="9"/></w:pPr></w:style>
    <w:style w:type="paragraph" w:styleId="T"><w:name w:val="toc 1"/></w:style>"""
    body = (
        paragraph("Contents 1", '<w:pStyle w:val="T"/>')
        + paragraph("Purpose", '<w:pStyle w:val="berschrift1"/>')
        + paragraph("Para", '<w:pStyle w:val="Own"/>')
        + paragraph("Plain", '<w:pStyle w:val="Own"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + paragraph("Outlined", '<w:outlineLvl w:val="2"/>')
    )
    found = lines(write_word(tmp_path / "a.docx", body, numbering=LEGAL, styles=styles))
    assert [(line.role, line.level if line.role is Role.HEADING else 0, line.number, line.text) for line in found] == [
        (Role.HEADING, 1, "1.", "Purpose"),
        (Role.TEXT, 0, "1.1", "Para"),
        (Role.TEXT, 0, None, "Plain"),
        (Role.HEADING, 3, None, "Outlined"),
    ]


def test_automatic_bullets_have_their_level_and_no_number(tmp_path: Path) -> None:
    found = lines(write_word(tmp_path / "a.docx", numbered("a", 2) + numbered("b", 2, 1), numbering=LEGAL))
    assert [(line.role, line.level, line.number) for line in found] == [(Role.BULLET, 0, None), (Role.BULLET, 1, None)]


def test_inserted_text_is_in_and_deleted_moved_and_hidden_text_is_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>added</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:noBreakHyphen/><w:t>on</w:t></w:r></w:p>"
    )
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["Kept added-on"]


def test_paragraphs_joined_by_a_tracked_deletion_are_one(tmp_path: Path) -> None:
    body = paragraph("First half", "<w:rPr><w:del/></w:rPr>") + paragraph("second half.")
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["First half second half."]


def test_links_fields_and_content_controls_show_their_results(tmp_path: Path) -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>link</w:t></w:r>"
        "</w:hyperlink><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t> 7</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:tab/><w:t>end</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["link 7 end"]


def test_a_field_without_a_result_hides_nothing_after_it(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>XE</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>after</w:t></w:r></w:p>"
    )
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["after"]


def test_footnotes_stand_after_the_paragraph_they_belong_to(tmp_path: Path) -> None:
    notes = f'<w:footnote w:id="2">{paragraph("The note.")}</w:footnote>'
    body = "<w:p><w:r><w:t>Text</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>" + paragraph("Next")
    found = lines(write_word(tmp_path / "a.docx", body, footnotes=notes))
    assert [(line.role, line.number, line.text) for line in found] == [
        (Role.TEXT, None, "Text"),
        (Role.FOOTNOTE, "1", "The note."),
        (Role.TEXT, None, "Next"),
    ]


def _cell(inside: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def _row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def test_merged_cells_belong_to_every_row_and_column_they_span(tmp_path: Path) -> None:
    body = "<w:tbl>{}{}{}{}</w:tbl>".format(
        _row(
            _cell(paragraph("Need")), _cell(paragraph("Action")), _cell(paragraph("Owner")), properties="<w:tblHeader/>"
        ),
        _row(_cell(paragraph("A"), '<w:vMerge w:val="restart"/>'), _cell(paragraph("a1")), _cell(paragraph("X"))),
        _row(_cell("<w:p/>", "<w:vMerge/>"), _cell(paragraph("a2"), '<w:gridSpan w:val="2"/>')),
        _row(_cell(paragraph("B")), _cell(paragraph("b1") + paragraph("b2")), _cell("<w:p/>")),
    )
    assert read(write_word(tmp_path / "a.docx", body)).blocks == (
        Table(
            (("Need", "Action", "Owner"), ("A", "a1", "X"), ("A", "a2", "a2"), ("B", "b1\nb2", "")),
            header_rows=1,
            across=(frozenset(), frozenset(), frozenset({2}), frozenset()),
            down=(frozenset(), frozenset(), frozenset({0}), frozenset()),
        ),
    )


def test_a_raised_figure_joins_no_figure_before_it_and_white_or_tiny_text_is_out(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>In all 17 of the 38</w:t></w:r>"
        '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r><w:r><w:t> homes.</w:t></w:r>'
        '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>white</w:t></w:r>'
        '<w:r><w:rPr><w:sz w:val="2"/></w:rPr><w:t>tiny</w:t></w:r></w:p>'
    )
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["In all 17 of the 38¹ homes."]


def test_an_empty_numbered_cell_holds_its_number(tmp_path: Path) -> None:
    rows = "".join(_row(_cell(numbered("", 1)), _cell(paragraph(text))) for text in ("first", "second"))
    assert read(write_word(tmp_path / "a.docx", f"<w:tbl>{rows}</w:tbl>", numbering=LEGAL)).blocks == (
        Table((("1.", "first"), ("2.", "second"))),
    )


def test_headings_inside_a_table_divide_it_and_keep_its_column_headings(tmp_path: Path) -> None:
    heading = paragraph("Priority 1", '<w:outlineLvl w:val="1"/>')
    body = "<w:tbl>{}{}{}</w:tbl>".format(
        _row(_cell(paragraph("Action")), _cell(paragraph("Owner")), properties="<w:tblHeader/>"),
        _row(_cell(heading, '<w:gridSpan w:val="2"/>')),
        _row(_cell(paragraph("a")), _cell(paragraph("b"))),
    )
    first, second = read(write_word(tmp_path / "a.docx", body)).blocks
    assert isinstance(first, Line)
    assert (first.role, first.level, first.text) == (Role.HEADING, 2, "Priority 1")
    assert second == Table((("Action", "Owner"), ("a", "b")), header_rows=1)


def test_a_frame_of_one_column_is_read_as_if_it_stood_in_the_open(tmp_path: Path) -> None:
    body = f"<w:tbl>{_row(_cell(paragraph('Box') + numbered('point', 2)))}</w:tbl>"
    found = lines(write_word(tmp_path / "a.docx", body, numbering=LEGAL))
    assert [(line.role, line.text) for line in found] == [(Role.TEXT, "Box"), (Role.BULLET, "point")]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>Anchor</w:t><mc:AlternateContent {mc}><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert [line.text for line in lines(write_word(tmp_path / "a.docx", body))] == ["Anchor", "In the box"]


def test_a_table_within_a_cell_stays_in_its_row(tmp_path: Path) -> None:
    inner = f"<w:tbl>{_row(_cell(paragraph('Under 5')), _cell(paragraph('by May')))}</w:tbl>"
    body = "<w:tbl>{}{}{}</w:tbl>".format(
        _row(_cell(paragraph("Action")), _cell(paragraph("Owner")), properties="<w:tblHeader/>"),
        _row(_cell(paragraph("Train")), _cell(paragraph("Hart"))),
        _row(_cell(paragraph("Boxes:") + inner + paragraph("")), _cell(paragraph("Moss"))),
    )
    (table,) = read(write_word(tmp_path / "a.docx", body)).blocks
    assert isinstance(table, Table)
    assert table.rows[-1] == ("Boxes:\nUnder 5 by May", "Moss")
