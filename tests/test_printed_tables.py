"""Ruled tables of PDFs: each row a passage with its headings, each item of a boxed list whole."""

import json
from pathlib import Path

import pytest
from printed_papers import BODY, BOLD, GRID, HEADING, TITLE, print_paper, say, table
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import PageBreak, Spacer

from index.models import DocumentPart, Unit
from index.readers import read_source
from index.readers.pdf.lattice import Rule, find_lattices
from index.structure import Structure, parse

SHARED = Path(__file__).resolve().parents[2] / "shared"
INTRO = [say("Merrow Borough Council", TITLE), say("This report tells the committee how far the plan has come.")]
KPI = [
    ["Indicator", "2024/25", "2025/26", "Target", "RAG"],
    ["Visits in time (%)", "78", "84", "90", "Amber"],
    ["Children with a plan for permanence by the second review", "64%", "70%", "95%", "Red"],
    ["Caseload", "21", "16", "15", "Amber"],
]
WIDTHS = [200, 60, 60, 60, 60]


def rows(structure: Structure) -> list[str]:
    return [element.text for element in structure.passages if element.unit is Unit.ROW]


def printed(tmp_path: Path, *story: object, size: tuple[float, float] = A4) -> Structure:
    return parse(read_source(print_paper(tmp_path / "paper.pdf", [*INTRO, *story, say("End of the paper.")], size)))


@pytest.mark.parametrize(
    "style",
    [
        GRID,
        [("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black)],
        [("BOX", (0, 0), (-1, -1), 1.5, colors.blue), ("INNERGRID", (0, 0), (-1, -1), 0.25, colors.grey)],
        [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)],
        [("ROWBACKGROUNDS", (0, 0), (-1, -1), [colors.lightblue, colors.whitesmoke])],
        [],
    ],
    ids=["all lines", "open sides", "thick frame", "lines between rows", "shaded rows", "no lines"],
)
def test_rows_of_a_ruled_table_are_passages_with_its_headings(tmp_path, style):
    structure = printed(tmp_path, table(KPI, WIDTHS, style))
    assert rows(structure) == [" ".join(row) for row in KPI[1:]]
    row = next(element for element in structure.passages if element.unit is Unit.ROW)
    assert (row.context, row.item) == ("Indicator 2024/25 2025/26 Target RAG", "row 1")
    assert structure.passages[-1].text == "End of the paper."


def test_a_table_without_lines_that_is_not_sure_makes_no_rows_and_is_told_of(tmp_path):
    wrapped = [["team", "May", "June"], ["north", "four visits", "six"], ["south of", "five in", "seven"]]
    cells = [[say(cell) for cell in row] for row in [*wrapped, ["the river", "all", "or more"], *wrapped[:2]]]
    tight = [("TOPPADDING", (0, 0), (-1, -1), 0), ("BOTTOMPADDING", (0, 0), (-1, -1), 0)]
    source = read_source(print_paper(tmp_path / "paper.pdf", [*INTRO, table(cells, [120, 90, 60], tight)]))
    assert rows(parse(source)) == []
    assert "Tables on page 1" in source.unread[0]


def test_empty_cells_of_a_table_without_lines_stay_empty(tmp_path):
    sparse = [
        ["Team", "May", "June", "July"],
        ["North", "4", "", "6"],
        ["South", "5", "7", "9"],
        ["East", "", "3", "2"],
    ]
    assert rows(printed(tmp_path, table(sparse, [120, 60, 60, 60], []))) == ["North 4 6", "South 5 7 9", "East 3 2"]


def test_a_footnote_s_mark_after_a_figure_is_no_part_of_it(tmp_path):
    marked = (
        "Plans were late for 17 of the 38<super size=7>1</super> children, and 9 of 112<super size=6>12</super>, "
        "or 1,245<super size=6>3</super> and 14.5<super size=6>4</super>."
    )
    structure = printed(
        tmp_path, say(marked), say("In 2024 the number was 381, and 12%<super size=7>2</super> in all.")
    )
    joined = " ".join(element.text for element in structure.passages)
    assert "17 of the 38¹ children, and 9 of 112¹², or 1,245³ and 14.5⁴." in joined
    assert "the number was 381, and 12%² in all." in joined


def test_a_first_row_with_figures_like_those_below_it_is_no_heading(tmp_path):
    figures = [["Missed visits", "14", "9 in April"], ["Children in care", "412", "407 in April"], ["Audits", "9", "8"]]
    plain = [[say(cell) for cell in row] for row in figures]
    assert rows(printed(tmp_path, table(plain, [200, 60, 80]))) == [" ".join(row) for row in figures]


def test_labels_that_end_in_a_colon_are_no_headings(tmp_path):
    labels = [["Report title:", "Fostering report"], ["Meeting date:", "4 June 2026"], ["Wards:", "All"]]
    structure = printed(tmp_path, table([[say(cell) for cell in row] for row in labels], [120, 300]))
    assert rows(structure) == [" ".join(row) for row in labels]


def test_a_cell_that_spans_rows_belongs_to_each_and_one_over_all_columns_heads_what_follows(tmp_path):
    plan = [
        ["Priority", "Action", "Lead", "Status"],
        ["1. Front door", "Answer calls in one day", "Head of MASH", "Green"],
        ["", "Tell referrers what happened", "MASH Manager", "Amber"],
        ["Section B: what comes next", "", "", ""],
        ["3. Leaving care", "Health passports for all", "Designated nurse", "Red"],
    ]
    spans = [*GRID, ("SPAN", (0, 1), (0, 2)), ("SPAN", (0, 3), (-1, 3))]
    structure = printed(tmp_path, table(plan, [110, 200, 100, 60], spans))
    assert rows(structure) == [
        "1. Front door Answer calls in one day Head of MASH Green",
        "1. Front door Tell referrers what happened MASH Manager Amber",
        "3. Leaving care Health passports for all Designated nurse Red",
    ]
    assert "Section B" in structure.passages[-2].context


def test_a_cell_over_all_columns_right_below_the_headings_is_no_heading_of_a_column(tmp_path):
    bold = say("Priority 1: leaders", BOLD)
    plan = [["No.", "Action", "Lead"], [bold, "", ""], ["1", "Read the list", "Heads"], ["2", "Ask why", "Leads"]]
    structure = printed(tmp_path, table(plan, [40, 200, 100], [*GRID, ("SPAN", (0, 1), (-1, 1))]))
    assert rows(structure) == ["1 Read the list Heads", "2 Ask why Leads"]
    assert structure.passages[-2].context == "No. Action Lead Priority 1: leaders"


LONG = "a duty scheme that is staffed at weekends and read by the manager who keeps the list; " * 5
RISKS = [["Ref", "Risk", "What is done"], *([f"R{n}", f"Children of group {n} move.", LONG] for n in range(1, 9))]
SHADES = [
    ("BACKGROUND", (column, row), (column, row), colors.lightblue) for row in range(0, 9, 2) for column in range(3)
]


@pytest.mark.parametrize("style", [SHADES, SHADES[:3] + [("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]])
def test_cells_told_by_their_shades_are_rows_over_page_ends_too(tmp_path, style):
    risks = table(RISKS, [40, 120, 120], [*style, ("VALIGN", (0, 0), (-1, -1), "TOP")], repeatRows=1, splitInRow=1)
    assert rows(printed(tmp_path, risks)) == [" ".join(row).strip() for row in RISKS[1:]]


def test_a_table_of_level_rules_has_merged_cells_and_two_rows_of_headings(tmp_path):
    figures = [
        ["Theme", "Measure", "2024/25", "", "2025/26", ""],
        ["", "", "Actual", "Target", "Actual", "Target"],
        ["Front door", "Contacts in a day", "71%", "80%", "78%", "85%"],
        ["", "Referrals twice", "19%", "15%", "17%", "15%"],
        ["Leaving care", "Plans in time", "64%", "90%", "70%", "90%"],
    ]
    spans = [((0, 0), (0, 1)), ((1, 0), (1, 1)), ((2, 0), (3, 0)), ((4, 0), (5, 0)), ((0, 2), (0, 3))]
    style = [("LINEABOVE", (0, 0), (-1, 0), 1, colors.black), ("LINEBELOW", (2, 0), (-1, 0), 0.5, colors.black)]
    ends = ((1, 0), (2, 1), (3, 0), (4, 0))
    style += [("LINEBELOW", (first, row), (-1, row), 0.5, colors.black) for row, first in ends]
    style += [("SPAN", *span) for span in spans]
    cells = [[say(cell, BOLD if place < 2 else BODY) for cell in row] for place, row in enumerate(figures)]
    structure = printed(tmp_path, table(cells, [90, 130, 55, 55, 55, 55], style))
    assert rows(structure) == [
        "Front door Contacts in a day 71% 80% 78% 85%",
        "Front door Referrals twice 19% 15% 17% 15%",
        "Leaving care Plans in time 64% 90% 70% 90%",
    ]
    assert structure.passages[-2].context.startswith("Theme Measure 2024/25 Actual Target 2025/26")


def test_a_table_of_upright_rules_alone_has_its_rows(tmp_path):
    style = [("BOX", (0, 0), (-1, -1), 1, colors.black), ("LINEAFTER", (0, 0), (-1, -1), 0.5, colors.black)]
    assert rows(printed(tmp_path, table(KPI[:2] + KPI[3:], WIDTHS, style))) == [" ".join(KPI[1]), " ".join(KPI[3])]


def test_a_row_that_begins_with_a_number_is_no_rest_of_the_row_before_the_page_end(tmp_path):
    grades = [
        [say("1. Children who need help and protection"), say("Inadequate")],
        [say("2. Children looked after and achieving permanence of any sort"), say("Requires improvement to be good")],
        [say("2.1 Adoption performance"), say("Good")],
        [say("3. Leadership, management and governance"), say("Inadequate")],
    ]
    story = [Spacer(1, 500), table(grades[:2], [180, 100], GRID), PageBreak(), table(grades[2:], [180, 100], GRID)]
    assert [(one.area, one.grade) for one in printed(tmp_path, *story).judgements][1:3] == [
        ("Children looked after and achieving permanence of any sort", "Requires improvement to be good"),
        ("Adoption performance", "Good"),
    ]


def test_a_record_of_main_findings_without_upright_rules_gives_every_grade(tmp_path):
    record = [
        [say("Services for children in care", BOLD), "", ""],
        [say("Overall effectiveness"), say("Adequate"), say("Grade 3")],
        [say("How good are outcomes?", BOLD), "", ""],
        [say("Being healthy"), say("Good"), say("Grade 2")],
        [say("Staying safe"), say("Inadequate"), say("Grade 4")],
    ]
    style = [("BOX", (0, 0), (-1, -1), 0.5, colors.black), ("LINEBELOW", (0, 0), (-1, -1), 0.5, colors.black)]
    structure = printed(tmp_path, say("Record of main findings", HEADING), table(record, [200, 100, 80], style))
    assert [(one.area, one.grade) for one in structure.judgements] == [
        ("Overall effectiveness", "Adequate"),
        ("Being healthy", "Good"),
        ("Staying safe", "Inadequate"),
    ]


def test_a_label_and_what_it_says_are_no_headings_of_columns(tmp_path):
    people = [["D. Willow", "Lead peer", "Kelbourne"], ["E. Rush", "Head of early help", "Stanwick"]]
    labels = [["Lead officer", "Ann Hart"], ["Approved", "Cabinet"], ["Version", "2.1"]]
    for plain, widths in ((people, [100, 150, 100]), (labels, [120, 200])):
        cells = [[say(cell) for cell in row] for row in plain]
        assert rows(printed(tmp_path, table(cells, widths))) == [" ".join(row) for row in plain]


def test_words_over_columns_of_figures_head_them_in_plain_print_too(tmp_path):
    plain = [["Homes", "Spent", "Worry"], ["North", "£1.2m", "Low"], ["South", "£0.9m", "High"]]
    structure = printed(tmp_path, table([[say(cell) for cell in row] for row in plain], [100, 80, 80]))
    assert rows(structure) == ["North £1.2m Low", "South £0.9m High"]


def test_rows_of_a_group_over_a_page_end_stay_apart_and_equal_cells_are_both_kept(tmp_path):
    small = ParagraphStyle("Small", parent=BODY, fontSize=8, leading=9.5)
    heads, spans, rows_of = ["Theme", "Measure", "Target", "May", "Note"], list(GRID), []
    for group in range(8):
        spans.append(("SPAN", (0, 5 * group + 1), (0, 5 * group + 5)))
        for n in range(5):
            measure = f"Measure {n} of group {group}, with words that go on over the end of their line"
            rows_of.append([f"Group {group}", measure, "90%", "90%" if n % 2 else "8%", "A note" if n == 2 else ""])
    cells = [[say(cell, small) for cell in row] for row in rows_of]
    structure = printed(tmp_path, table([heads, *cells], [70, 150, 50, 50, 60], spans, repeatRows=1, splitInRow=0))
    assert rows(structure) == [" ".join(cell for cell in row if cell) for row in rows_of]


def test_the_bullets_that_a_cell_leads_to_belong_to_it_over_a_page_end(tmp_path):
    start = "Leaders must agree a strategy which makes clear:"
    heads = ["What must be done", "Who does it"]
    above = table([heads, [start, "Merrow Council"]], [280, 120])
    rest = [say("\u2022 who is responsible for each service; and"), say("\u2022 how long families wait.")]
    below = table([heads, [rest, ""], ["Leaders must read their reports.", "The board"]], [280, 120])
    found = rows(printed(tmp_path, Spacer(1, 470), above, PageBreak(), below))
    assert len(found) == 2, found
    assert start in found[0]
    assert "how long families wait." in found[0]


@pytest.mark.parametrize("repeated", [0, 1], ids=["headings once", "headings on every page"])
@pytest.mark.parametrize("split", [0, 1], ids=["whole rows", "rows over page ends"])
def test_a_risk_register_over_pages_is_one_table(tmp_path, repeated, split):
    small = ParagraphStyle("Small", parent=BODY, fontSize=8, leading=9.5)
    risks = [
        [
            f"R{n}",
            f"Risk number {n} that workers leave before their work is handed on to the next worker of the team",
            str(n % 5 + 1),
            f"Hire {n} more workers and read their caseloads every week so that nobody has more than sixteen children",
            f"Head of Service {n}",
        ]
        for n in range(1, 31)
    ]
    heads = ["Ref", "Risk", "Score", "Mitigation", "Owner"]
    cells = [heads, *([say(cell, small) for cell in row] for row in risks)]
    structure = printed(
        tmp_path, table(cells, [30, 150, 40, 150, 80], repeatRows=repeated, splitInRow=split), size=landscape(A4)
    )
    assert rows(structure) == [" ".join(row) for row in risks]
    assert {element.context for element in structure.passages if element.unit is Unit.ROW} == {" ".join(heads)}
    assert structure.passages[-2].item == "row 30"


def action(n: int) -> list[object]:
    return [
        say(
            f"Leaders across the partnership must act jointly to improve the commissioning of service {n}. "
            "This includes:"
        ),
        say(f"• the joint assessment of the needs of group {n};"),
        say("• timely decisions; and"),
        say("• support for families who wait for longer than twelve weeks."),
    ]


def send_report(tmp_path: Path, heading: list[object]) -> Structure:
    bodies = "Merrow Borough Council and NHS Tarn Integrated Care Board (ICB)"
    priority = [["Responsible bodies", "Areas for priority action"], *([bodies, action(n)] for n in range(1, 8))]
    better = (
        "Leaders should improve plan {}, so that each child has one and families understand it well enough to use it."
    )
    areas = [["Areas for improvement"], *([better.format(n)] for n in range(1, 12))]
    return printed(
        tmp_path,
        say("What does the area partnership need to do better?", HEADING),
        say("• Too many children wait too long for their needs to be assessed."),
        *heading,
        table(priority, [150, 320], splitInRow=1),
        say("Words between the tables."),
        table(areas, [470], splitInRow=1),
        say("Local area partnership details", HEADING),
        table(
            [["Local authority", "Integrated care board"], ["Merrow", "NHS Tarn"], ["A. Person", "B. Person"]],
            [235, 235],
        ),
    )


@pytest.mark.parametrize("heading", [[], [say("Areas for priority action", HEADING)]], ids=["in the table", "above it"])
def test_priority_actions_and_areas_for_improvement_are_whole_and_hold_no_body_s_name(tmp_path, heading):
    structure = send_report(tmp_path, heading)
    texts = [improvement.text for improvement in structure.improvements]
    assert texts[:7] == [
        f"Leaders across the partnership must act jointly to improve the commissioning of service {n}. This includes: "
        f"the joint assessment of the needs of group {n}; timely decisions; and "
        "support for families who wait for longer than twelve weeks."
        for n in range(1, 8)
    ]
    assert [text.split(",")[0] for text in texts[7:]] == [f"Leaders should improve plan {n}" for n in range(1, 12)]
    assert "NHS Tarn" in next(e.context for e in structure.passages if e.matter is DocumentPart.IMPROVEMENT)


def test_lines_of_a_drawing_and_underlines_make_no_table():
    assert find_lattices([Rule(100, 50, 200), Rule(120, 50, 180)], [Rule(400, 300, 500), Rule(420, 300, 500)]) == []
    assert (
        find_lattices([Rule(n, 0, 500) for n in range(0, 4000, 4)], [Rule(n, 0, 4000) for n in range(0, 4000, 4)]) == []
    )


def test_judgements_of_a_ruled_table_over_a_page_end_are_all_read(tmp_path):
    grades = [
        ["Judgement", "Grade"],
        ["The impact of leaders on social work practice", "Requires improvement to be good"],
        ["The experiences and progress of children who need help and protection", "Good"],
        ["The experiences and progress of children in care", "Inadequate"],
        ["Overall effectiveness", "Requires improvement to be good"],
    ]
    filling = [say("Words above the table that take their room.") for _ in range(33)]
    structure = printed(tmp_path, *filling, table(grades, [200, 70]))
    assert [(found.area, found.grade) for found in structure.judgements] == [tuple(row) for row in grades[1:]]
    assert {found.page for found in structure.judgements} == {1, 2}


@pytest.mark.parametrize(
    ("newer", "older"),
    [("Grade at this inspection", "Grade at the previous inspection"), ("2025", "2019")],
)
def test_of_two_columns_of_grades_the_one_of_this_inspection_is_read(tmp_path, newer, older):
    grades = [
        ["Judgement", newer, older],
        ["The experiences and progress of children in care", "Good", "Good"],
        ["The experiences and progress of care leavers", "Outstanding", ""],
        ["Overall effectiveness", "Good", "Inadequate"],
    ]
    structure = printed(tmp_path, table(grades, [220, 120, 120]))
    assert [(row.area, row.grade) for row in structure.judgements] == [(row[0], row[1]) for row in grades[1:]]


def test_a_sentence_over_the_whole_table_grades_the_whole_also_where_another_follows(tmp_path):
    grades = [
        ["Children’s services in Merrow require improvement to be good<br/>There are serious failures.", ""],
        ["1. Children who need help and protection", "Requires improvement"],
        ["2. Children looked after", "Inadequate"],
        ["3. Leadership, management and governance", "Good"],
    ]
    structure = printed(tmp_path, table(grades, [320, 120], [*GRID, ("SPAN", (0, 0), (-1, 0))]))
    assert [(row.area, row.grade) for row in structure.judgements] == [
        ("Children’s services in Merrow", "require improvement to be good"),
        ("Children who need help and protection", "Requires improvement"),
        ("Children looked after", "Inadequate"),
        ("Leadership, management and governance", "Good"),
    ]


def test_the_judgements_of_a_children_s_home_need_no_headings_of_columns(tmp_path):
    grades = [
        ["Overall experiences and progress of children and young people, taking into account", "good"],
        ["How well children and young people are helped and protected", "outstanding"],
        ["The effectiveness of leaders and managers", "requires improvement to be good"],
        ["Previous inspection grade", "inadequate"],
    ]
    cells = [[say(cell) for cell in row] for row in grades]
    structure = printed(tmp_path, table(cells, [300, 170], []))
    named = [[area.removesuffix(", taking into account"), grade] for area, grade in grades[:-1]]
    assert [[row.area, row.grade] for row in structure.judgements] == named


def test_each_paper_of_a_pack_stands_below_its_own_title(tmp_path):
    story = []
    for paper in ("Improvement plan", "Fostering report"):
        story += [PageBreak(), say(f"Report title: {paper}"), say("1. Purpose", HEADING)]
        story += [say(f"1.{n} The {paper.lower()} says, in part {n}, what was done by June.") for n in (1, 2, 3)]
    numbered = [element for element in printed(tmp_path, *story).passages if element.number]
    assert [(element.number, element.sections[0]) for element in numbered] == [
        ("1.1", "Report title: Improvement plan"),
        ("1.2", "Report title: Improvement plan"),
        ("1.3", "Report title: Improvement plan"),
        ("1.1", "Report title: Fostering report"),
        ("1.2", "Report title: Fostering report"),
        ("1.3", "Report title: Fostering report"),
    ]


def test_a_table_without_lines_is_read_also_where_a_long_cell_hides_a_gap(tmp_path):
    risks = [
        ["Risk", "Likelihood", "Impact", "What is done", "Owner"],
        [
            "Agency staff leave at short notice",
            "High",
            "High",
            "A payment is made after twelve months",
            "Head of teams",
        ],
        ["The new case system is late", "Medium", "High", "Weekly board with the supplier", "Director"],
        ["Costs rise above the budget", "High", "Medium", "Fostering is growing by nine homes", "Finance lead"],
        ["Children drift in care", "Low", "High", "Monthly tracker of permanence", "Head of care"],
    ]
    spaced = [("BOTTOMPADDING", (0, 0), (-1, -1), 9), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    assert rows(printed(tmp_path, table(risks, [130, 65, 60, 150, 80], spaced))) == [" ".join(row) for row in risks[1:]]


def test_a_grade_whose_last_word_alone_is_broken_off_is_one_grade(tmp_path):
    grades = [
        ["Judgement", "Grade"],
        ["The impact of leaders on social work practice with children", "Requires improvement to be good"],
        ["The experiences and progress of children in care", "Good"],
        ["Overall effectiveness", "Requires improvement to be good"],
    ]
    structure = printed(tmp_path, table(grades, [290, 138], []))
    assert [(one.area, one.grade) for one in structure.judgements] == [tuple(row) for row in grades[1:]]


def test_judgements_in_three_columns_keep_the_grade_in_words(tmp_path):
    grades = [
        ["Overall effectiveness", "Inadequate", "Grade 4"],
        ["Capacity to improve", "Adequate", "Grade 3"],
        ["Leadership and management", "Good", "Grade 2"],
    ]
    structure = printed(tmp_path, table(grades, [200, 80, 80]))
    assert [(found.area, found.grade) for found in structure.judgements] == [tuple(row[:2]) for row in grades]


@pytest.mark.parametrize("line", [BODY, BOLD])
def test_running_text_in_a_box_is_no_table(tmp_path, line):
    box = table([[[say("A worker tells of her month.", line), say("She visits every week.", line)]]], [400])
    structure = printed(tmp_path, box, say("And the text goes on."))
    assert rows(structure) == []


GOLD = SHARED / "gold" / "send_lists.jsonl"
LISTS = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()] if GOLD.is_file() else []


@pytest.mark.skipif(not LISTS, reason="the real documents (../shared) are not on this machine")
@pytest.mark.parametrize("right", LISTS, ids=[right["authority"] for right in LISTS])
def test_every_priority_action_and_area_for_improvement_is_read_word_for_word(right):
    found = [
        (" ".join(i.text.split()[:6]), " ".join(i.text.split()[-6:]), len(i.text.split()), i.page)
        for i in parse(read_source(SHARED / right["file"])).improvements
    ]
    items = [*right["priority_actions"], *right["areas_for_improvement"]]
    assert found == [(item["text_first"], item["text_last"], item["words"], item["page"]) for item in items]


REPORTS = SHARED / "cases" / "reports"
GRADES = {
    "80458_darlington": ["require improvement to be good", *["Requires improvement to be good"] * 2, "Good", "Good"]
    + ["Requires improvement to be good"],
    "80535_oldham": ["require improvement to be good", *["Requires improvement"] * 2, "Good"]
    + ["Requires improvement"] * 2,
    "80522_medway": ["Inadequate", "Adequate", "Inadequate", "Inadequate", "Inadequate"],
}


@pytest.mark.skipif(not REPORTS.is_dir(), reason="the real documents (../shared) are not on this machine")
@pytest.mark.parametrize("folder", GRADES)
def test_grades_that_wrap_run_over_a_page_or_stand_in_three_columns_are_read(folder):
    structure = parse(read_source(next((REPORTS / folder).iterdir())))
    assert [found.grade for found in structure.judgements][: len(GRADES[folder])] == GRADES[folder]


def test_a_box_right_below_priority_actions_that_names_areas_for_improvement_is_a_list_of_its_own(tmp_path):
    bodies = "Merrow Council"
    priority = [["No.", "Areas for priority action", "Responsible bodies"], ["1", "Leaders must act at once.", bodies]]
    areas = [say(f"Leaders should improve plan {n}, so that each family has one.") for n in range(1, 4)]
    boxed = table([[say("Areas for improvement")], [areas]], [470])
    structure = printed(tmp_path, table(priority, [40, 280, 150]), Spacer(1, 8), boxed)
    listed = [(element.sections[-1], element.text) for element in structure.passages if "improve plan" in element.text]
    assert listed == [
        ("Areas for improvement", f"Leaders should improve plan {n}, so that each family has one.") for n in range(1, 4)
    ]
    assert len(structure.improvements) == 4


def test_a_year_that_a_page_s_end_breaks_off_its_day_is_no_row(tmp_path):
    plan = [
        ["Action", "Owner", "Due"],
        *([f"Read plan {n} each month", "Head of Care", "31 May 2026"] for n in range(9)),
    ]
    first = table([*plan, ["Give each leaver their history", "Nurse", "30 September"]], [220, 120, 80])
    second = table(
        [["Action", "Owner", "Due"], ["", "", "2026"], ["Visit each home", "Nurse", "1 June 2026"]], [220, 120, 80]
    )
    structure = printed(tmp_path, first, PageBreak(), second)
    assert rows(structure)[-2:] == [
        "Give each leaver their history Nurse 30 September 2026",
        "Visit each home Nurse 1 June 2026",
    ]
