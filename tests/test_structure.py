"""Structure: what lines become, shown on small documents of invented words."""

from dataclasses import replace

import pytest

from index.models import DocumentPart, Passage, Unit
from index.readers.source import Box, Line, Source
from index.structure import parse
from index.structure.parts import is_front_line

HEIGHT = 842.0


class Sheet:
    """Lines set one below the other, as on paper."""

    def __init__(self) -> None:
        """Begin on the first page."""
        self.lines: list[Line] = []
        self.page = 1
        self.top = 80.0

    def add(self, text: str, *, left: float = 72, gap: float = 3, size: float = 12, bold: bool = False) -> "Sheet":
        """Set a line, as wide as its words."""
        self.top += gap
        box = Box(left, self.top, left + len(text) * size * 0.5, self.top + size)
        self.lines.append(Line(text, self.page, box=box, size=size, bold=bold))
        self.top += size
        return self

    def at(self, text: str, top: float, *, left: float = 72, size: float = 12) -> "Sheet":
        """Set a line at a height of its own."""
        box = Box(left, top, left + len(text) * size * 0.5, top + size)
        self.lines.append(Line(text, self.page, box=box, size=size))
        return self

    def turn(self) -> "Sheet":
        """Begin a page."""
        self.page += 1
        self.top = 80.0
        return self

    def elements(self) -> tuple[Passage, ...]:
        """Read what was set."""
        return parse(Source(tuple(self.lines), pages=self.page, page_height=HEIGHT)).passages


def _text(*paragraphs: str) -> tuple[Passage, ...]:
    lines: list[Line] = []
    for paragraph in paragraphs:
        lines += [Line(line) for line in paragraph.split("\n")]
        lines.append(Line(""))
    return parse(Source(tuple(lines))).passages


def _numbered(elements: tuple[Passage, ...]) -> list[tuple[str | None, str]]:
    return [(element.number, element.text) for element in elements if element.unit is Unit.NUMBERED]


def test_a_paragraph_goes_on_over_a_page_and_its_footer() -> None:
    sheet = Sheet().add("1. Children are seen by their").add("social workers who know", left=100)
    sheet.at("20 June to 1 July 2022 1", 800, size=8).turn()
    sheet.add("them very well.", left=100).add("2. Plans are clear.", gap=15).add("3. Carers are heard.", gap=15)
    sheet.at("20 June to 1 July 2022 2", 800, size=8).turn()
    sheet.add("4. Leaders are visible.").at("20 June to 1 July 2022 3", 800, size=8)
    assert _numbered(sheet.elements()) == [
        ("1", "Children are seen by their social workers who know them very well."),
        ("2", "Plans are clear."),
        ("3", "Carers are heard."),
        ("4", "Leaders are visible."),
    ]


def test_a_numbered_paragraph_of_one_line_goes_on_overleaf_where_others_are_set_in() -> None:
    def line(text: str, page: int, left: float, top: float) -> Line:
        return Line(text, page, box=Box(left, top, left + 5.5 * len(text), top + 12), size=11)

    lines = (
        line("1. Workers know the children well, and they write down what they say of", 1, 72, 680),
        line("their homes and of their schools.", 1, 100, 694),
        line("2. Plans are read on the day on which they come to the manager of the team.", 1, 72, 716),
        line("Decisions are clear, and the reasons for them are written down.", 2, 100, 80),
        line("3. Visits are late.", 2, 72, 102),
    )
    elements = parse(Source(lines, pages=2, page_height=842)).passages
    assert [(e.number, e.text[-12:]) for e in elements] == [
        ("1", "eir schools."),
        ("2", "ritten down."),
        ("3", "ts are late."),
    ]


def test_a_footer_that_begins_with_a_day_is_no_paragraph() -> None:
    sheet = Sheet()
    for number in range(18, 24):
        sheet.add(f"{number}. A finding of the inspectors that is number {number}.")
        sheet.at(f"20 June to 1 July 2022 {number}", 806, size=12).turn()
    texts = [element.text for element in sheet.elements()]
    assert len(texts) == 6
    assert not any("June" in text for text in texts)


def test_a_line_that_begins_with_a_figure_is_no_paragraph() -> None:
    sheet = Sheet().add("1. Attainment is low at key stage").add("2. Although it rises it is low.", left=100)
    sheet.add("2. Plans are clear.", gap=15).add("3. Carers are heard.", gap=15)
    assert _numbered(sheet.elements())[0] == ("1", "Attainment is low at key stage 2. Although it rises it is low.")


def test_a_number_printed_twice_is_kept_twice() -> None:
    sheet = Sheet()
    for number in (1, 2, 3, 3, 4, 5):
        sheet.add(f"{number}. A finding that stands alone.", gap=15)
    assert [number for number, _ in _numbered(sheet.elements())] == ["1", "2", "3", "3", "4", "5"]


def test_numbers_without_a_blank_behind_them_are_numbers() -> None:
    sheet = Sheet()
    for number in range(1, 10):
        sheet.add(f"{number}. A finding that stands alone.", gap=15)
    sheet.add("10.Carers are heard.", gap=15).add("11.Staff stay.", gap=15)
    assert _numbered(sheet.elements())[-2:] == [("10", "Carers are heard."), ("11", "Staff stay.")]


def test_hyphens_at_the_ends_of_lines_are_put_back() -> None:
    sheet = Sheet().add("1. Support for 16\ufffe").add("and 17-year-olds is of high\ufffe", left=100)
    sheet.add("quality.", left=100).add("2. Plans are clear.", gap=15).add("3. Staff stay.", gap=15)
    assert _numbered(sheet.elements())[0][1] == "Support for 16- and 17-year-olds is of high-quality."


def test_a_footnote_stands_apart_from_the_paragraph_that_goes_on_overleaf() -> None:
    sheet = Sheet().add("1. Children are seen by their").add("social workers² who know", left=100)
    sheet.at("2 These are all qualified.", 740, size=9).turn()
    sheet.add("them very well.", left=100).add("2. Plans are clear.", gap=15).add("3. Staff stay.", gap=15)
    elements = sheet.elements()
    assert _numbered(elements)[0][1] == "Children are seen by their social workers² who know them very well."
    notes = [(e.text, e.item) for e in elements if e.unit is Unit.FOOTNOTE]
    assert notes == [("These are all qualified.", "footnote 2")]


def test_a_heading_gives_its_section_without_its_footnote_mark() -> None:
    sheet = Sheet().add("What needs to improve?¹", size=14, bold=True).add("◼ The speed of assessments.", gap=15)
    sheet.add("◼ The quality of plans", gap=15).add("for children.", left=90)
    sheet.add("The experiences and progress of children: good", size=14, bold=True, gap=15)
    sheet.add("1. Children are safe.", gap=15).add("2. Plans are clear.", gap=15).add("3. Staff stay.", gap=15)
    found = [(e.text, e.item, e.sections, e.matter) for e in sheet.elements()][:3]
    assert found == [
        ("The speed of assessments.", "bullet 1", ("What needs to improve?",), DocumentPart.IMPROVEMENT),
        ("The quality of plans for children.", "bullet 2", ("What needs to improve?",), DocumentPart.IMPROVEMENT),
        ("Children are safe.", None, ("The experiences and progress of children: good",), DocumentPart.BODY),
    ]


def test_an_item_of_improvement_is_whole_with_its_own_list() -> None:
    sheet = Sheet().add("What needs to improve?", size=14, bold=True).add("◼ The response to children:", gap=15)
    sheet.add("− who are missing, and", left=108, gap=10).add("− who are alone.", left=108, gap=10)
    assert [e.text for e in sheet.elements()] == ["The response to children: who are missing, and who are alone."]


def test_boxed_items_are_parted_where_a_line_ends_short() -> None:
    sheet = Sheet().add("Areas for improvement", size=14, bold=True)
    sheet.add("Leaders should make sure that children who are waiting", gap=15).add("are seen soon.")
    sheet.add("Health services should share what they know in time to").add("be of use.")
    assert [e.text for e in sheet.elements()] == [
        "Leaders should make sure that children who are waiting are seen soon.",
        "Health services should share what they know in time to be of use.",
    ]


def test_a_letterhead_does_not_break_the_sentence_it_stands_in() -> None:
    sheet = Sheet().add("Dear colleague").add("This letter sets out what was found on the", gap=15)
    sheet.at("Ofsted", 760, size=9).at("1 Gate Street", 771, size=9).turn()
    sheet.add("visit to the services.").add("Main findings", bold=True, gap=15).add("Staff stay.", gap=15)
    texts = {e.text: e.matter for e in sheet.elements()}
    assert texts["This letter sets out what was found on the visit to the services."] is DocumentPart.BODY


def test_letters_that_ocr_made_of_bullets_are_marks_where_there_are_several() -> None:
    elements = _text(
        "What needs to improve",
        "B The quality of plans, so that they\nare clear.",
        "m All children to have life-story work.",
        "B The offer of advocacy.",
    )
    assert [(e.text, e.item) for e in elements] == [
        ("The quality of plans, so that they are clear.", "bullet 1"),
        ("All children to have life-story work.", "bullet 2"),
        ("The offer of advocacy.", "bullet 3"),
    ]


def test_a_row_inherits_the_cells_above_it_for_searching_only() -> None:
    elements = _text(
        "What needs to improve\tAction\tBy Who\tBy When\n"
        "The speed of assessments\tTrain all teams\tAnn Example\tMarch 2020\n"
        "\tWatch the figures\tBo Example\tMay 2020",
    )
    assert [(e.text, e.context, e.item) for e in elements] == [
        (
            "The speed of assessments Train all teams Ann Example March 2020",
            "What needs to improve Action By Who By When",
            "row 1",
        ),
        (
            "Watch the figures Bo Example May 2020",
            "What needs to improve Action By Who By When The speed of assessments",
            "row 2",
        ),
    ]


def test_a_table_goes_on_after_a_blank_line() -> None:
    elements = _text("Need\tAction\tOwner\nSpeed\tTrain all teams.\tAnn", "Plans\tWrite them well.\tBo")
    assert [(e.item, e.context) for e in elements] == [("row 1", "Need Action Owner"), ("row 2", "Need Action Owner")]


def test_a_bullet_keeps_the_line_that_leads_to_its_list() -> None:
    elements = _text("The council will work on three things:", "- homes for children\n- time for staff")
    assert [(e.text, e.context) for e in elements][1:] == [
        ("homes for children", "The council will work on three things:"),
        ("time for staff", "The council will work on three things:"),
    ]


def test_what_every_report_ends_with_is_front_matter() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.add(f"{number}. A finding of the inspectors.", gap=15)
    sheet.add(
        "The Office for Standards in Education, Children’s Services and Skills inspects services.", gap=25, size=10
    )
    sheet.add("You may reuse this information free of charge.", gap=15, size=10)
    assert [e.matter for e in sheet.elements()][-2:] == [DocumentPart.FRONT, DocumentPart.FRONT]


def test_the_lines_of_a_sentence_about_publishing_are_no_front_matter() -> None:
    (element,) = _text("Published data show that children wait too long for a visit, and leaders know this.")
    assert element.matter is DocumentPart.BODY


def test_passages_are_counted_in_reading_order() -> None:
    source = Source((Line("One thing."), Line(""), Line("Another thing.")))
    passages = parse(source).passages
    assert [(p.position, p.text, p.item) for p in passages] == [
        (0, "One thing.", "paragraph 1"),
        (1, "Another thing.", "paragraph 2"),
    ]


@pytest.mark.parametrize(
    ("line", "front"),
    [
        ("Derby City Council", True),
        ("Cheshire West and Chester Borough Council", True),
        ("Active children in care council", False),
        ("Support for the Youth Council", False),
        ("Children in Care Council", False),
    ],
)
def test_a_council_s_own_name_alone_is_front_matter_and_no_youth_council_is(line: str, front: bool) -> None:
    assert is_front_line(line) is front


def test_a_figure_that_begins_a_line_within_a_sentence_numbers_nothing() -> None:
    sheet = Sheet()
    for number in range(1, 5):
        sheet.add(f"2.{number} The panel heard about the health of care leavers and asked question", gap=14)
        sheet.add(f"{number}. The head of service said that many had replied.")
    assert [element.number for element in sheet.elements()] == ["2.1", "2.2", "2.3", "2.4"]


def test_an_extract_may_begin_at_any_number() -> None:
    sheet = Sheet()
    for number in range(41, 44):
        sheet.add(f"{number}. Thresholds are understood, and children know their social workers, but plans", gap=12)
        sheet.add("for permanence are made late.", left=100)
    assert [element.number for element in sheet.elements()] == ["41", "42", "43"]


def test_a_whole_sentence_in_bold_heads_nothing() -> None:
    sheet = Sheet().add("Our plan", size=16, bold=True).add("We have read forty records and met all teams.", gap=20)
    sheet.add("Caseloads are now at sixteen on average.", gap=20, bold=True)
    sheet.add("We will look again in October at what has changed.", gap=20)
    assert [element.sections for element in sheet.elements()] == [("Our plan",)] * 3


def test_a_chapter_s_long_name_in_plain_print_heads_the_numbered_paragraphs_below_it() -> None:
    sheet = Sheet().add("Summary", size=16, bold=True).add("Too many children wait for help to come.", gap=20)
    head = "The experiences and progress of children who need help and protection are inadequate"
    sheet.add(head, gap=20)
    for number in range(1, 4):
        sheet.add(f"{number}. Children wait too long to be seen by a worker whom they know.", gap=10)
    assert [element.sections[-1] for element in sheet.elements()] == ["Summary", head, head, head]


@pytest.mark.parametrize(
    "running",
    ["Councillor Ann Hart, 4 May 2026, page 2", "Page 2 of 2 | Letter to Merrow", "Merrow Council – visits (page 2)"],
)
def test_a_running_line_that_stands_on_one_page_alone_is_no_part_of_a_sentence(running: str) -> None:
    sheet = (
        Sheet().add("Dear Councillor Hart").add("I should be glad if your new director could join the call,", gap=15)
    )
    sheet.turn().at(running, 40).add("together with the chair of the partnership.")
    texts = [element.text for element in sheet.elements()]
    assert texts[-1].endswith("could join the call, together with the chair of the partnership.")
    assert not any(running in text for text in texts)


def test_what_stands_beside_a_page_s_number_runs_over_the_page_and_a_row_of_a_table_does_not() -> None:
    sheet = Sheet().add("Advisers know the young people well.")
    sheet.at("Visit to Merrow Council", 800, size=8).at("1", 800, left=520, size=8)
    assert [element.text for element in sheet.elements()] == ["Advisers know the young people well."]
    sheet = Sheet()
    sheet.top = 760.0
    sheet.add("The table counts the visits of May.").add("Visits that were late").at("1", sheet.top - 12, left=400)
    assert any("Visits that were late" in element.text for element in sheet.elements())


def test_a_title_said_again_in_small_print_over_the_next_page_is_no_text() -> None:
    sheet = Sheet().add("Harbour News", size=24, bold=True).add("Carers met at the harbour, and they", gap=20)
    sheet.turn().at("Harbour News, issue 9", 40, size=9).add("sang a song.")
    texts = [element.text for element in sheet.elements()]
    assert texts == ["Carers met at the harbour, and they sang a song."]


def test_the_last_words_of_a_numbered_paragraph_below_a_table_in_small_print_head_nothing() -> None:
    sheet = Sheet()
    for _ in range(12):
        sheet.add("A row of the table that is set in small print, as tables with many figures are", size=8)
    sheet.add("1. Visits are swifter, and the target will be met by", gap=20).add("September 2026.")
    sheet.add("2. The figure for May is not shown.", gap=14).add("3. Two workers left in June.", gap=14)
    assert _numbered(sheet.elements()) == [
        ("1", "Visits are swifter, and the target will be met by September 2026."),
        ("2", "The figure for May is not shown."),
        ("3", "Two workers left in June."),
    ]


def test_the_heading_of_a_side_box_heads_nothing_but_its_box() -> None:
    sheet = Sheet().add("What we found", size=16, bold=True).add("Visits are made on time in all teams.", gap=12)
    sheet.add("Good practice", size=12, bold=True, gap=20).add("A worker came back until the door was opened.", gap=8)
    sheet.lines[-2:] = [replace(line, frame=1) for line in sheet.lines[-2:]]
    sheet.add("Plans are written with the family at home.", gap=20)
    sections = [element.sections for element in sheet.elements()]
    assert sections == [("What we found",), ("What we found", "Good practice"), ("What we found",)]


def test_what_somebody_said_in_large_print_is_no_heading() -> None:
    sheet = Sheet().add("What we found", size=18, bold=True).add("Visits are made on time in all teams.", gap=12)
    sheet.add("“I knew what would come next.” A pupil", size=15, gap=20).add("Plans are written at home.", gap=20)
    assert {element.sections for element in sheet.elements()} == {("What we found",)}


def test_numbered_titles_head_what_stands_below_them_and_number_no_paragraph() -> None:
    sheet = Sheet()
    for number, title in enumerate(("Attendance", "Exclusions", "After school"), 1):
        sheet.add(f"{number}. {title}", gap=20).add("Nine pupils in ten went to school on all days of term.", gap=10)
    assert [element.sections for element in sheet.elements()] == [
        ("1. Attendance",),
        ("2. Exclusions",),
        ("3. After school",),
    ]


def test_the_dotted_lines_of_a_table_of_contents_are_no_text() -> None:
    sheet = Sheet().add("1. What we do.................... 2").add("2. Whom we meet . . . . . . . . 3", gap=8)
    sheet.add("Visits are made on time in all teams.", gap=20)
    assert [element.text for element in sheet.elements()] == ["Visits are made on time in all teams."]


def test_a_heading_of_two_lines_is_one_though_their_sizes_are_measured_apart() -> None:
    sheet = Sheet().add("Visit to the children's services of", size=13.5, bold=True)
    sheet.add("Merrow", size=13.3, bold=True, gap=2).add("Visits are made on time in all teams.", gap=12)
    assert [element.sections for element in sheet.elements()] == [("Visit to the children's services of Merrow",)]


def test_paragraphs_without_a_gap_begin_where_the_first_line_is_set_in() -> None:
    sheet = Sheet().add("Visits are made on time in all teams, and", left=88).add("plans are written at home.")
    sheet.add("Carers met at the harbour, and they", left=88).add("sang a song. It was raining on that day.")
    assert [element.text for element in sheet.elements()] == [
        "Visits are made on time in all teams, and plans are written at home.",
        "Carers met at the harbour, and they sang a song. It was raining on that day.",
    ]


def test_lines_that_are_set_close_are_parted_by_a_small_gap_only_where_a_sentence_ends() -> None:
    sheet = Sheet()
    for _ in range(3):
        sheet.add("The worker visits the family every week and the manager,", gap=5)
        sheet.add("who knows the family well, reads what was written there,", gap=0)
        sheet.add("and asks what changed since the last visit was made then.", gap=0)
    texts = [element.text for element in sheet.elements()]
    assert len(texts) == 3
    sheet.lines[4] = replace(sheet.lines[4], box=replace(sheet.lines[4].box, top=sheet.lines[4].box.top + 5))  # type: ignore[type-var]
    assert [element.text for element in sheet.elements()] == texts


def test_a_numbered_paragraph_whose_last_line_is_full_goes_on_overleaf() -> None:
    sheet = Sheet().add("1. Leaders know their services well, and they read what")
    sheet.add("children say about them, each month, in all of the teams")
    sheet.add("of the service. Plans are written with families at home.")
    sheet.turn().add("Visits are made on time in all of the teams as well.").add("2. Two workers left in June.", gap=14)
    sheet.add("3. The harbour was closed.", gap=14)
    assert [number for number, _ in _numbered(sheet.elements())] == ["1", "2", "3"]
    assert _numbered(sheet.elements())[0][1].endswith(
        "families at home. Visits are made on time in all of the teams as well."
    )


def test_words_broken_at_line_ends_are_whole_and_those_printed_with_a_hyphen_keep_it() -> None:
    lines = ["The service gives infor\ufffe", "mation to schools and chil\u2010", "dren, and the decision\ufffe"]
    lines += [
        "making of the multi\u2010",
        "agency team is improv-",
        "ing. The out\ufffe",
        "come is good for Tarn\ufffe",
        "side.",
    ]
    sheet = Sheet()
    for line in (*lines, "The outcome for families is good."):
        sheet.add(line)
    assert " ".join(element.text for element in sheet.elements()) == (
        "The service gives information to schools and children, and the decision-making of the multi\u2010agency team"
        " is improving. The outcome is good for Tarnside. The outcome for families is good."
    )


def test_a_hyphen_is_kept_where_a_document_breaks_no_words() -> None:
    sheet = (
        Sheet()
        .add("Plans are made in the co\ufffe")
        .add("ordinated way that the multi\ufffe")
        .add("agency team knows.")
    )
    assert sheet.elements()[0].text == "Plans are made in the co-ordinated way that the multi-agency team knows."


def test_turned_lines_at_the_side_of_every_page_are_no_text() -> None:
    sheet = Sheet().add("Visits are made on time in all teams.")
    sheet.turn().add("Plans are written with families at home.")
    for page in (1, 2):
        side = Box(5, 290, 15, 450)
        sheet.lines.insert(0 if page == 1 else 3, Line("Annual review", page, box=side, size=9))
    assert [element.text for element in sheet.elements()] == [
        "Visits are made on time in all teams.",
        "Plans are written with families at home.",
    ]


def test_a_list_in_smaller_print_at_a_page_s_edge_is_no_small_print() -> None:
    sheet = Sheet().add("We looked at what matters most to children and to their families.", size=12)
    sheet.add("We read what they said to us, and we met with them on the way.", size=12)
    sheet.at("• Visits are made on time in all", 700, size=10).at("teams.", 711, left=80, size=10)
    sheet.at("• Plans are late.", 725, size=10)
    bullets = [element.text for element in sheet.elements() if element.unit is Unit.BULLET]
    assert bullets == ["Visits are made on time in all teams.", "Plans are late."]


def test_numbered_titles_of_parts_of_a_section_head_what_stands_below_them() -> None:
    sheet = Sheet().add("4. Feedback", size=16, bold=True)
    for number, title in enumerate(("Practice", "Leadership", "Capacity"), 1):
        sheet.add(f"4.{number} {title}", gap=20, bold=True).add("Nine pupils in ten went to school.", gap=8)
    assert [element.sections[-1] for element in sheet.elements()] == ["4.1 Practice", "4.2 Leadership", "4.3 Capacity"]


def test_a_paragraph_goes_on_in_the_next_column_where_its_last_line_is_full() -> None:
    sheet = Sheet()
    for line in (
        "Oversight from the leaders of the",
        "council has not been rigorous, and",
        "it is late in all of the services.",
    ):
        sheet.at(line, 700 + 13 * len(sheet.lines))
    sheet.at("Consequently it has no effect.", 80, left=330)
    assert [element.text[-14:] for element in sheet.elements()] == ["has no effect."]
