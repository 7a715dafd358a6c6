"""Small documents that were read wrongly once, with what is right: lines, numbers, tables, headings and lists.

What they say of their authors and dates is tested with the metadata.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from index.models import Unit
from index.readers import read_source
from index.structure import Structure, parse

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
READING = CASES / "reading"
RIGHT = json.loads((READING / "expected.json").read_text("utf-8")) if READING.is_dir() else {}
# Other formats than print are tested with their readers.
WORD = {"numbering_restarts.docx", "table_without_headings.docx", "content_controls.docx", "word_hidden_and_boxed.docx"}
EXPECTED = {name: right for name, right in RIGHT.items() if name.endswith(".pdf") or name in WORD}


def having(*keys: str) -> list[str]:
    return [name for name, right in EXPECTED.items() if any(key in right for key in keys)]


@cache
def read(name: str) -> Structure:
    return parse(read_source(READING / name))


def texts(name: str) -> list[str]:
    return [element.text for element in read(name).passages]


def squeezed(text: str) -> str:
    return " ".join(text.split())


pytestmark = pytest.mark.skipif(not EXPECTED, reason="the real documents (../shared) are not on this machine")


@pytest.mark.parametrize("name", having("rows"))
def test_each_printed_row_is_a_passage_and_nothing_else_is_one(name):
    rows = [squeezed(element.text) for element in read(name).passages if element.unit is Unit.ROW]
    assert rows == EXPECTED[name]["rows"]


@pytest.mark.parametrize("name", having("passages", "passages_in_order"))
def test_paragraphs_are_whole_and_in_the_order_of_reading(name):
    right = EXPECTED[name].get("passages") or EXPECTED[name]["passages_in_order"]
    read_as = [text for text in texts(name) if text in set(right)]
    assert read_as == right


@pytest.mark.parametrize("name", having("passages_contain"))
def test_passages_hold_what_is_printed(name):
    joined = [squeezed(text) for text in texts(name)]
    assert [part for part in EXPECTED[name]["passages_contain"] if not any(part in text for text in joined)] == []


@pytest.mark.parametrize("name", having("once"))
def test_what_is_printed_once_is_one_passage(name):
    assert [sum(part in text for text in texts(name)) for part in EXPECTED[name]["once"]] == [1]


@pytest.mark.parametrize("name", having("never", "never_inside_a_passage"))
def test_what_is_not_printed_so_is_in_no_passage(name):
    never = EXPECTED[name].get("never") or EXPECTED[name]["never_inside_a_passage"]
    assert [part for part in never if any(part in text for text in texts(name))] == []


@pytest.mark.parametrize("name", having("headings"))
def test_headings_are_read_as_words(name):
    assert [heading.text for heading in read(name).headings][-len(EXPECTED[name]["headings"]) :] == EXPECTED[name][
        "headings"
    ]


@pytest.mark.parametrize("name", having("improvements"))
def test_the_list_of_what_needs_to_improve_is_whole(name):
    assert len(read(name).improvements) == EXPECTED[name]["improvements"]


@pytest.mark.parametrize("name", [name for name in having("sections") if isinstance(EXPECTED[name]["sections"], list)])
def test_sections_stand_in_the_order_of_reading(name):
    sections = dict.fromkeys(element.sections[-1] for element in read(name).passages if element.sections)
    assert [section for section in sections if section in EXPECTED[name]["sections"]] == EXPECTED[name]["sections"]


@pytest.mark.parametrize("name", having("numbered"))
def test_numbers_that_begin_again_are_each_kept(name):
    for number, beginnings in EXPECTED[name]["numbered"].items():
        found = [element.text for element in read(name).passages if element.number == number]
        assert [text.startswith(beginning) for text, beginning in zip(found, beginnings, strict=True)] == [True, True]


def test_a_second_paper_of_a_pack_stands_below_its_own_title():
    found = {
        element.text[:12]: element.sections
        for element in read("agenda_pack.pdf").passages
        if element.number in {"1.2", "2.1"}
    }
    assert [("Fostering annual report" in sections) for sections in found.values()] == [False, False, True, True]


@pytest.mark.parametrize("name", having("section_of"))
def test_numbered_headings_head_what_follows(name):
    by_number = {element.number: element.sections[-1] for element in read(name).passages if element.number}
    for number, section in EXPECTED[name]["section_of"].items():
        assert section in by_number[number]


@pytest.mark.parametrize("name", having("bullets_apart", "bullets"))
def test_bullets_are_passages_of_their_own(name):
    wanted = EXPECTED[name].get("bullets_apart") or EXPECTED[name]["bullets"]
    assert sum(element.unit is Unit.BULLET for element in read(name).passages) == wanted


@pytest.mark.parametrize("name", having("printed_numbers"))
def test_word_numbers_that_begin_again_below_each_heading_are_kept(name):
    found = [
        [element.sections[-1], element.number, element.text]
        for element in read(name).passages
        if element.number is not None and element.number.isdigit()
    ]
    assert found == EXPECTED[name]["printed_numbers"]
