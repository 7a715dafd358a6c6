"""Pages set in columns are read column by column, in whatever order they were drawn."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import wrap

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.readers import read_source
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
    assert [element.text for element in parse(read_source(tmp_path / "news.pdf")).elements] == [*LEFT, *RIGHT]
