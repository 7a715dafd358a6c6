"""Papers of invented councils for tests: a plan in Word, slides, a committee paper in PDF, a self-evaluation."""

from collections.abc import Sequence
from pathlib import Path

from docx import Document
from pptx import Presentation
from pptx.util import Inches

from tests.printed_papers import HEADING, TITLE, print_paper, say, table

_PLAN = {
    "Priority 1: The front door": (
        ("1.1", "Bring domestic abuse screening into the safeguarding hub", "Hamish Oduya, Head of Service",
         "January 2025", "Green", "Two officers started on 4 November."),
        ("1.2", "Agree a threshold document with partners", "Petra Vance, Partnership Manager", "October 2024", "Blue",
         "Published on 30 October; 412 professionals trained."),
    ),
    "Priority 2: Assessment and planning": (
        ("2.1", "Introduce a single plan format in plain English", "Dilys Marrack, Principal Social Worker",
         "March 2025", "Amber", "Being tried in the West team."),
        ("2.3", "Reduce caseloads to no more than 16 in assessment teams", "Rhodri Teague, Assistant Director",
         "June 2025", "Red", "Average is 21. Six vacancies remain."),
    ),
    "Priority 3: Children in care": (
        ("3.1", "Open a second children's home for teenagers", "Lowenna Pascoe, Head of Commissioning",
         "September 2025", "Red", "Planning permission was refused in October; an appeal is lodged."),
        ("3.3", "Complete life story work for children placed for adoption", "Sunniva Keast, Team Manager", "May 2025",
         "Green", "31 of 44 books completed."),
    ),
}  # fmt: skip
_GRADES = (
    ("Judgement area", "2019", "2023"),
    ("The impact of leaders on social work practice with children and families", "Inadequate", "Good"),
    ("The experiences and progress of children who need help and protection", "Inadequate", "Requires improvement"),
    ("The experiences and progress of care leavers", "Not judged separately", "Outstanding"),
    ("Overall effectiveness", "Inadequate", "Good"),
)
_SLIDES = (
    ("The inspection", ("Ofsted were on site from 5 to 16 June 2023", "A team of six, led by Maureen Achebe HMI",
                        "134 children's cases were looked at in detail")),
    ("What inspectors liked", ("The Bridge, our edge of care service, kept 61 children at home last year",
                               "Care leavers pay no council tax until they are 25")),
    ("What needs to improve", ("The timeliness of strategy meetings", "Oversight of children missing education",
                               "Support for private fostering carers")),
    ("How we are responding", ("Our plan must reach Ofsted by 30 October 2023", "£480,000 more for child in need teams",
                               "Strategy meetings are tracked by Yusuf Lindqvist, Service Manager")),
    ("Key dates", ("Focused visit expected: spring 2025", "Next full inspection: not before 2026")),
    ("What we ask members to do", ("Note the outcome", "Nominate two members to visit The Bridge")),
)  # fmt: skip
_VIEW = {
    "1. What do we know?": ("We look after 604 children, 71 fewer than a year ago.",
                            "93% of contacts get a decision within 24 hours."),
    "2. What are our strengths?": ("Only 8% of social work posts are filled by agency staff.",
                                   "Family Finders, who trace relatives, reconnected 54 children last year."),
    "3. What do we need to do better?": ("Keep chronologies up to date on every file.",
                                         "Get health assessments done within 20 working days; we do for 47%."),
}  # fmt: skip


def write_papers(folder: Path) -> None:
    """Write a paper of each of four councils into a folder."""
    _write_plan(folder / "penhallow plan.docx")
    _write_slides(folder / "harrowdene scrutiny.pptx")
    _print_paper(folder / "ostley cabinet.pdf")
    paper = Document()
    for line in ("Brackenshire County Council", "Self-evaluation of social work practice"):
        paper.add_heading(line, 0)
    paper.add_paragraph("March 2025")
    for heading, points in _VIEW.items():
        paper.add_heading(heading, 1)
        for point in points:
            paper.add_paragraph(point, style="List Bullet")
    paper.save(str(folder / "brackenshire self evaluation.docx"))


def _write_plan(path: Path) -> None:
    paper = Document()
    paper.add_heading("Penhallow Council Children's Services Improvement Plan 2024-2026", 0)
    paper.add_paragraph("Version 3.1, agreed by the Children's Improvement Board on 12 November 2024")
    paper.add_paragraph("Plan owner: Corinne Tregear, Director of Children's Services")
    for priority, rows in _PLAN.items():
        paper.add_heading(priority, 1)
        grid = paper.add_table(rows=0, cols=6)
        for row in (("No.", "Action", "Lead", "Target date", "BRAG", "Update at November 2024"), *rows):
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text
    paper.save(str(path))


def _write_slides(path: Path) -> None:
    deck = Presentation()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "ILACS inspection outcome"
    first.placeholders[
        1
    ].text = "Harrowdene Borough Council\nChildren and Families Scrutiny Committee, 18 September 2023"
    graded = deck.slides.add_slide(deck.slide_layouts[5])
    graded.shapes.title.text = "Our judgements"
    shape = graded.shapes.add_table(len(_GRADES), 3, Inches(1), Inches(2), Inches(8), Inches(2))
    _fill(shape.table, _GRADES)
    for title, points in _SLIDES:
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text_frame.text = "\n".join(points)
    deck.save(str(path))


def _fill(grid: object, rows: Sequence[Sequence[str]]) -> None:
    for place, row in enumerate(rows):
        for column, text in enumerate(row):
            grid.cell(place, column).text = text  # type: ignore[attr-defined]


def _print_paper(path: Path) -> None:
    cover = (
        ("Report to", "Cabinet"), ("Date of meeting", "9 January 2025"), ("Report of", "Corporate Director, Children"),
        ("Report author", "Gareth Omondi, Head of Improvement"), ("Subject", "Outcome of the Ofsted focused visit"),
    )  # fmt: skip
    figures = (
        ("Measure", "March 2024", "November 2024", "Target"), ("Conferences within 15 days", "68%", "84%", "90%"),
        ("Social worker turnover", "24%", "17%", "15%"),
    )  # fmt: skip
    told = (
        ("1. Summary", "1.1 The last full inspection of Ostley, in March 2022, judged overall effectiveness to be"
         " requires improvement to be good."),
        ("2. Findings", "2.1 Inspectors found 238 care leavers aged 18 to 25, of whom 29 are parents."),
        ("3. Finance", "3.1 The £1.35 million for the Staying Close offer will be met from reserves."),
        ("4. Consultation", "4.1 The Care Leavers Forum, known as Voices 18+, asked for help with driving lessons."),
    )  # fmt: skip
    story = [say("OSTLEY CITY COUNCIL", TITLE), table(cover, [150, 300])]
    for heading, text in told:
        story += [say(heading, HEADING), say(text)]
    print_paper(path, [*story, say("5. Figures", HEADING), table(figures, [200, 80, 90, 70])])
