"""Plain text and Markdown: every encoding, every mark, and nothing of a .txt file changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.readers.encoding import decode
from index.readers.source import Line, Role, Table
from index.readers.text import plain, read
from index.structure import parse

PROSE = "The council’s plan – ‘good’ – costs £5.\nSocial workers know children well.\n"


def _lines(path: Path, text: str) -> list[Line]:
    path.write_text(text, encoding="utf-8")
    return [block for block in read(path).blocks if isinstance(block, Line)]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "utf-32-le",
        "utf-32-be",
        "cp1252",
        "mac_roman",
    ],
)
def test_common_encodings_are_told_apart(encoding: str) -> None:
    assert decode(PROSE.encode(encoding)) == PROSE


@given(st.text(st.characters(codec="ascii", categories=("L", "N", "P", "Zs")), min_size=1))
def test_ascii_is_read_as_it_is(text: str) -> None:
    assert decode(f"a{text}".encode()) == f"a{text}"


def test_a_few_damaged_characters_do_not_spoil_utf8() -> None:
    assert decode(("café " * 100).encode() + b"\xff end") == "café " * 100 + "\ufffd end"


def test_blank_lines_tabs_and_asterisks_of_a_text_file_are_kept(tmp_path: Path) -> None:
    found = _lines(tmp_path / "a.txt", "Plan\tOwner\n\n\t**Act** now\r\n  indented\n")
    assert [line.text for line in found] == ["Plan\tOwner", "", "\t**Act** now", "indented", ""]


def test_form_feeds_are_pages_and_the_last_ends_one(tmp_path: Path) -> None:
    found = _lines(tmp_path / "a.txt", "one\fthree words here\f")
    assert [(line.page, line.text) for line in found] == [(1, "one"), (2, "three words here")]
    assert read(tmp_path / "a.txt").pages == 2


def test_without_form_feeds_there_are_no_pages(tmp_path: Path) -> None:
    assert _lines(tmp_path / "a.txt", "one")[0].page is None
    assert read(tmp_path / "a.txt").pages is None


def test_markdown_headings_bullets_and_escapes(tmp_path: Path) -> None:
    found = _lines(
        tmp_path / "a.md",
        "# Title #\n\nUnder\n-----\n- **one**\n    - two _deep_\n- \n"
        "12\\. Not a list\n[link](http://x.y) &amp; `a*b*`\n---\n",
    )
    assert [(line.role, line.level, line.text) for line in found if line.text] == [
        (Role.HEADING, 1, "Title"),
        (Role.HEADING, 2, "Under"),
        (Role.BULLET, 0, "one"),
        (Role.BULLET, 1, "two deep"),
        (Role.TEXT, 0, "12. Not a list"),
        (Role.TEXT, 0, "link & a*b*"),
    ]


def test_a_markdown_table_has_a_head(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("| Area | Grade |\n|---|:--|\n| Care \\| leavers | **Good** |\n| Short |\n\nAfter\n")
    table, *_ = read(tmp_path / "a.md").blocks
    assert table == Table((("Area", "Grade"), ("Care | leavers", "Good"), ("Short", "")), header_rows=1)


@pytest.mark.parametrize("text", ["2 * 3 * 4", "snake_case_name", "a < b > c", "5* hotel", "£5 & more"])
def test_what_only_looks_like_markdown_stays(text: str) -> None:
    assert plain(text) == text


def test_the_seeds_are_read_to_their_last_words(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        found = " ".join(block.text for block in read(path).blocks if isinstance(block, Line)).split()
        marks = {"-", "---", "#", "##"}
        written = path.read_text(encoding="utf-8").split()
        assert [word for word in found if word not in marks] == [word for word in written if word not in marks]


_DRAWN = (
    """
+-----+------------------+---------+
| No. | Action           | Lead    |
+=====+==================+=========+
| 1   | Send notices to  | Supt    |
|     | schools by nine  | (done)  |
+-----+------------------+---------+
| 2   | One risk tool    | All     |
+-----+------------------+---------+
""",
    """
┌─────┬─────────────────────────────────┬─────────────┐
│ No. │ Action                          │ Lead        │
├─────┼─────────────────────────────────┼─────────────┤
│ 1   │ Send notices to schools by nine │ Supt (done) │
│ 2   │ One risk tool                   │ All         │
└─────┴─────────────────────────────────┴─────────────┘
""",
)


@pytest.mark.parametrize("drawn", _DRAWN)
def test_a_table_that_is_drawn_with_signs_is_a_table(tmp_path: Path, drawn: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Our plan is below.\n{drawn}\nWe ask for comments.\n", encoding="utf-8")
    tables = [block for block in read(path).blocks if isinstance(block, Table)]
    assert [(table.rows, table.header_rows) for table in tables] == [
        (
            (
                ("No.", "Action", "Lead"),
                ("1", "Send notices to schools by nine", "Supt (done)"),
                ("2", "One risk tool", "All"),
            ),
            1,
        )
    ]


def test_the_number_of_a_page_and_what_runs_over_pages_are_no_lines_of_a_text(tmp_path: Path) -> None:
    pages = [
        "Merrow plan\nWe visit.\n\f",
        "Merrow plan      Page 2\nWe write.\n\f",
        "Merrow plan      Page 3\nWe ask.\n17\n",
    ]
    said = [line.text for line in _lines(tmp_path / "a.txt", "".join(pages)) if line.text]
    assert said == ["Merrow plan", "We visit.", "We write.", "We ask.", "17"]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("for all assess-\nments of children", "for all assessments of children"),
        ("they know, al-\nthough late", "they know, although late"),
        ("a multi-\nagency team", "a multi-agency team"),
        ("long-\nstanding plans", "long-standing plans"),
        ("16-\nand 17-year-olds", "16- and 17-year-olds"),
    ],
)
def test_a_word_that_a_program_broke_is_put_together_and_a_hyphen_of_the_author_stays(
    tmp_path: Path, lines: str, joined: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(f"Our plan\n\nWe wrote of {lines}.\n", encoding="utf-8")
    assert parse(read(path)).passages[-1].text == f"We wrote of {joined}."


def test_what_a_page_of_markdown_says_to_its_program_is_not_read_and_its_notes_are_notes(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Draft\n---\n# Visits\n\nNine of ten were on time.[^1]\n\n[^1]: Not checked.\n")
    said = [(b.text, b.role) for b in read(path).blocks if isinstance(b, Line) and b.text]
    assert said == [
        ("Visits", Role.HEADING),
        ("Nine of ten were on time.¹", Role.TEXT),
        ("Not checked.", Role.FOOTNOTE),
    ]
