"""Pages set in columns are read column by column, in whatever order they were drawn."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.readers import Line, read_source
from index.structure import parse

Drawn = tuple[float, float, str]
LEFT = [
    "Story one tells how the first team visits children who are placed far away, so that nobody waits for longer than "
    "four weeks. The manager reads the list of visits every Monday and asks why one was missed in the week before.",
    "Story two tells how the second team works with schools, so that children in care do not lose a day of lessons. "
    "The head of the virtual school meets each school once a term and writes down what was agreed.",
]
RIGHT = [
    "Story three tells how foster carers meet every month at the harbour to share what they have learned. Nine new "
    "households were approved this year and twelve left, most of them because they retired from work.",
    "Story four tells how care leavers found their own homes with help from the housing team. They say that moving "
    "in was easier because someone they knew came along on the first day and stayed until the evening.",
]


def column(x: float, paragraphs: Sequence[str]) -> list[Drawn]:
    placed: list[Drawn] = []
    y = 740.0
    for paragraph in paragraphs:
        for line in wrap(paragraph, 44):
            placed.append((x, y, line))
            y -= 13
        y -= 13
    return placed


def by_lines(left: list[Drawn], right: list[Drawn]) -> list[Drawn]:
    return sorted([*left, *right], key=lambda drawn: (-drawn[1], drawn[0]))


def shuffled(left: list[Drawn], right: list[Drawn]) -> list[Drawn]:
    every = [*left, *right]
    random.Random(3).shuffle(every)
    return every


@pytest.mark.parametrize(
    "order",
    [lambda left, right: left + right, lambda left, right: right + left, by_lines, shuffled],
    ids=["left first", "right first", "line by line", "in no order"],
)
def test_columns_are_read_one_after_the_other_however_they_were_drawn(
    tmp_path: Path, order: Callable[[list[Drawn], list[Drawn]], list[Drawn]]
):
    canvas = Canvas(str(tmp_path / "news.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(60, 780, "Merrow practice news, June 2026")
    canvas.setFont("Helvetica", 10)
    for x, y, line in order(column(60, LEFT), column(310, RIGHT)):
        canvas.drawString(x, y, line)
    canvas.save()
    assert [element.text for element in parse(read_source(tmp_path / "news.pdf")).passages] == [*LEFT, *RIGHT]


def test_a_title_and_an_abstract_over_both_columns_are_read_before_them(tmp_path: Path) -> None:
    abstract = "We asked thirty workers in three councils what they do in the hour before a visit, and most read."
    path = tmp_path / "study.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(50, 810, "Journal of made-up studies 12")
    canvas.drawString(530, 810, "311")
    for place, line in enumerate(wrap(abstract, 90)):
        canvas.drawString(60, 780 - 13 * place, line)
    for x, y, text in by_lines(column(50, LEFT), column(320, RIGHT)):
        canvas.drawString(x, y, text)
    canvas.save()
    texts = [element.text for element in parse(read_source(path)).passages]
    assert texts[-4:] == [*LEFT, *RIGHT]
    assert abstract in texts


@pytest.mark.parametrize("turned", [0, 90])
def test_the_size_of_print_is_told_on_turned_pages_too(tmp_path: Path, turned: int) -> None:
    path = tmp_path / "turned.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842) if turned == 0 else (842, 595))
    canvas.setPageRotation(turned)
    if turned:
        canvas.translate(842, 0)
        canvas.rotate(90)
    for text, size, y in (("Figures of the year", 16, 560), ("Illness rose to 14 in 2025, and W1 fell to 9.", 11, 520)):
        canvas.setFont("Helvetica-Bold" if size > 11 else "Helvetica", size)
        canvas.drawString(60, y, text)
    canvas.save()
    lines = [block for block in read_source(path).blocks if isinstance(block, Line)]
    assert [(line.text, line.size) for line in lines] == [
        ("Figures of the year", 16),
        ("Illness rose to 14 in 2025, and W1 fell to 9.", 11),
    ]


@pytest.mark.parametrize("lower", [2, 5])
def test_columns_whose_lines_are_not_level_are_read_one_after_the_other_too(tmp_path: Path, lower: int):
    canvas = Canvas(str(tmp_path / "news.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    for x, y, line in reversed([*column(60, LEFT), *column(310, RIGHT)]):
        canvas.drawString(x, y - (lower if x > 300 else 0), line)
    canvas.save()
    assert [element.text for element in parse(read_source(tmp_path / "news.pdf")).passages] == [*LEFT, *RIGHT]


def test_the_number_of_a_page_is_cut_off_the_line_that_runs_beside_it(tmp_path: Path):
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 740, "Advisers know the young people of Merrow well.")
    canvas.drawString(230, 40, "Focused visit to Merrow Council")
    canvas.drawString(520, 40, "1")
    canvas.save()
    structure = parse(read_source(tmp_path / "letter.pdf"))
    assert [element.text for element in structure.passages] == ["Advisers know the young people of Merrow well."]
    assert structure.furniture == ("Focused visit to Merrow Council", "1")


def test_the_rows_of_a_table_above_columns_stay_whole(tmp_path: Path):
    canvas = Canvas(str(tmp_path / "table.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    rows = [("Help and protection in all teams", "Good"), ("Children in care", "Outstanding"), ("Care leavers", "Good")]
    for number, (area, grade) in enumerate([*rows, ("Leaders and their work", "Good")]):
        canvas.drawString(60, 810 - 15 * number, area)
        canvas.drawString(460, 810 - 15 * number, grade)
    for x, y, text in by_lines(column(60, LEFT), column(310, RIGHT)):
        canvas.drawString(x, y, text)
    canvas.save()
    texts = [element.text for element in parse(read_source(tmp_path / "table.pdf")).passages]
    assert not any(area in text and grade not in text for text in texts for area, grade in rows)
    assert any("agreed." in text and "Good" not in text for text in texts)


def test_a_line_that_begins_before_the_items_of_its_column_stands_in_it(tmp_path: Path):
    canvas = Canvas(str(tmp_path / "letter.pdf"), pagesize=(595, 842))
    canvas.setFont("Helvetica", 10)
    left, right = column(60, LEFT), column(330, RIGHT)
    right = [(284 if number == 3 else x, y, text) for number, (x, y, text) in enumerate(right)]
    for x, y, text in by_lines(left, right):
        canvas.drawString(x, y, text)
    canvas.save()
    lines = [block.text for block in read_source(tmp_path / "letter.pdf").blocks if isinstance(block, Line)]
    assert lines == [text for _, _, text in left + right]
