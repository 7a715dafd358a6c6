"""Slides: the title, the points in the order a person reads them, the tables; nothing that was not shown."""

from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.util import Inches

from index.readers.slides.reader import read
from index.readers.source import Line, Role, Table


@pytest.fixture
def presentation() -> Any:
    return Presentation()


def _add(presentation: Any, layout: int, title: str = "") -> Any:
    slide = presentation.slides.add_slide(presentation.slide_layouts[layout])
    if title:
        slide.shapes.title.text = title
    return slide


def _box(shapes: Any, text: str, left: float, top: float) -> None:
    shapes.add_textbox(Inches(left), Inches(top), Inches(4), Inches(1)).text_frame.text = text


def _read(presentation: Any, tmp_path: Path) -> list[tuple[int | None, str, int, str]]:
    path = tmp_path / "slides.pptx"
    presentation.save(path)
    return [(b.page, b.role.value, b.level, b.text) for b in read(path).blocks if isinstance(b, Line)]


def test_points_have_their_level_and_empty_ones_are_dropped(presentation: Any, tmp_path: Path) -> None:
    frame = _add(presentation, 1, "Priorities").placeholders[1].text_frame
    frame.text = "first"
    frame.add_paragraph()
    deeper = frame.add_paragraph()
    deeper.text, deeper.level = "deeper", 1
    assert _read(presentation, tmp_path) == [
        (1, Role.TITLE, 0, "Priorities"),
        (1, Role.BULLET, 0, "first"),
        (1, Role.BULLET, 1, "deeper"),
    ]


def test_loose_boxes_and_groups_are_read_in_visual_order(presentation: Any, tmp_path: Path) -> None:
    slide = _add(presentation, 6)
    _box(slide.shapes, "bottom", 0.5, 6)
    _box(slide.shapes.add_group_shape().shapes, "grouped", 0.5, 4)
    _box(slide.shapes, "right", 5, 2)
    _box(slide.shapes, "left", 0.5, 2)
    _box(slide.shapes, "What are we proud of?", 0.5, 0.2)
    assert [text for _, _, _, text in _read(presentation, tmp_path)] == [
        "What are we proud of?", "left", "right", "grouped", "bottom",
    ]  # fmt: skip
    assert _read(presentation, tmp_path)[0][1] == Role.TITLE


def test_notes_and_hidden_slides_are_left_out_but_counted(presentation: Any, tmp_path: Path) -> None:
    _add(presentation, 5, "One").notes_slide.notes_text_frame.text = "secret"
    _add(presentation, 5, "Hidden")._element.set("show", "0")
    _add(presentation, 5, "Three")
    assert {(page, text) for page, _, _, text in _read(presentation, tmp_path)} == {(1, "One"), (3, "Three")}
    assert read(tmp_path / "slides.pptx").pages == 3


def test_a_table_repeats_merged_cells(presentation: Any, tmp_path: Path) -> None:
    slide = _add(presentation, 5, "Grades")
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for row, cells in enumerate((("Area", "Grade"), ("Care", "Good"), ("", "Outstanding"))):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    presentation.save(tmp_path / "slides.pptx")
    assert read(tmp_path / "slides.pptx").blocks[1:] == (
        Table(
            (("Area", "Grade"), ("Care", "Good"), ("Care", "Outstanding")),
            page=1,
            header_rows=1,
            down=(frozenset(), frozenset(), frozenset({0})),
        ),
    )
