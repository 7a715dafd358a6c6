"""Web pages: their own text and nothing of the site around it."""

from pathlib import Path

import pytest

from index.errors import ReadError
from index.readers.source import Line, Role, Table
from index.readers.web.reader import read


def _read(
    tmp_path: Path, body: str | bytes, head: str = "<meta charset=utf-8><title>Paper</title>"
) -> list[Line | Table]:
    path = tmp_path / "page.html"
    raw = (
        body
        if isinstance(body, bytes)
        else f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
    )
    path.write_bytes(raw)
    return list(read(path).blocks)


def _said(blocks: list[Line | Table]) -> list[tuple[str, int, str | None, str]]:
    return [(b.role.value, b.level, b.number, b.text) for b in blocks if isinstance(b, Line)]


def test_only_the_main_text_is_read(tmp_path: Path) -> None:
    blocks = _read(
        tmp_path,
        "<a href='#m' class='skip-link'>Skip to main content</a><div class='cookie-banner'>We use cookies</div>"
        "<nav><ul><li>Home</li></ul></nav><header><h1>Cabinet</h1>logo</header>"
        "<p>Our own words, which are many more than those of the site around them.</p>"
        "<aside>Related</aside><script>x()</script><footer>Contact us</footer>",
    )
    assert [b.text for b in blocks if isinstance(b, Line)] == [
        "Cabinet",
        "Our own words, which are many more than those of the site around them.",
    ]


def test_a_form_around_the_whole_page_is_no_reason_to_drop_it(tmp_path: Path) -> None:
    blocks = _read(tmp_path, "<form class='site-header'><div><p>All the text.</p></div></form>")
    assert _said(blocks) == [("text", 0, None, "All the text.")]


def test_bare_text_and_line_breaks_make_paragraphs(tmp_path: Path) -> None:
    blocks = _read(tmp_path, "<div>one<br>line<br><br>two <div>inner</div> tail</div>")
    assert [b.text for b in blocks if isinstance(b, Line)] == ["one line", "two", "inner", "tail"]


def test_ordered_lists_have_the_numbers_that_a_reader_sees(tmp_path: Path) -> None:
    blocks = _read(
        tmp_path,
        "<ol start=3 type=a><li>x<ul><li>deep</li></ul></li><li value=7>y</li></ol>"
        "<ol reversed><li>p</li><li>q</li></ol><ol type=i start=4><li><p>r</p><p>more</p></li></ol>",
    )
    assert _said(blocks) == [
        (Role.BULLET, 0, "c.", "x"), (Role.BULLET, 1, None, "deep"), (Role.BULLET, 0, "g.", "y"),
        (Role.BULLET, 0, "2.", "p"), (Role.BULLET, 0, "1.", "q"), (Role.BULLET, 0, "iv.", "r"),
        (Role.TEXT, 0, None, "more"),
    ]  # fmt: skip


def test_cells_that_span_stand_in_every_row_and_column(tmp_path: Path) -> None:
    blocks = _read(
        tmp_path,
        "<table><tr><th rowspan=2>A<th colspan=2>B<tr><th>b1<th>b2<tr><td rowspan=2>x<td>1<td>2<tr><td>3<td>4</table>",
    )
    assert blocks == [
        Table(
            (("A", "B", "B"), ("A", "b1", "b2"), ("x", "1", "2"), ("x", "3", "4")),
            header_rows=2,
            across=(frozenset({2}), frozenset(), frozenset(), frozenset()),
            down=(frozenset(), frozenset({0}), frozenset(), frozenset({0})),
        )
    ]


def test_a_raised_figure_joins_no_figure_before_it(tmp_path: Path) -> None:
    assert _said(_read(tmp_path, "<p>17 of the 38<sup>1</sup> homes"))[0][-1] == "17 of the 38¹ homes"


def test_a_layout_table_is_read_in_the_open(tmp_path: Path) -> None:
    blocks = _read(tmp_path, "<table><tr><td><h2>Head</h2><p>text</p></td><td>side</td></tr></table>")
    assert _said(blocks) == [
        (Role.HEADING, 2, None, "Head"),
        (Role.TEXT, 0, None, "text"),
        (Role.TEXT, 0, None, "side"),
    ]


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=windows-1252>", "cp1252"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>", "cp1252"),
        ("<meta charset=iso-8859-1>", "utf-8"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("<meta charset=no-such>", "cp1252"),
    ],
)
def test_the_charset_is_the_true_one(tmp_path: Path, head: str, encoding: str) -> None:
    page = f"<html><head>{head}</head><body><p>The council’s plan – £5</p></body></html>"
    assert _said(_read(tmp_path, page.encode(encoding))) == [("text", 0, None, "The council’s plan – £5")]


@pytest.mark.parametrize("said", ["Report not found", "404 - File not found", "Access denied", "Error 404"])
def test_an_error_page_is_an_error(tmp_path: Path, said: str) -> None:
    with pytest.raises(ReadError, match="error page"):
        _read(tmp_path, f"<h1>{said}</h1><p>Try again.</p>")


def test_the_error_page_of_the_library_is_named(shared: Path) -> None:
    folder = shared / "library" / "inspections" / "80490_bromley"
    with pytest.raises(ReadError, match="Report not found"):
        read(folder / "children's services inspection - 17 august 2012.pdf")


def test_what_the_page_s_own_style_sheet_hides_and_what_was_deleted_is_not_read(tmp_path: Path) -> None:
    style = "<style>.ex, #gone {display:none} .vh{position:absolute;left:-9999px} nav .seen{display:none}"
    style += "@media print{.seen{display:none}}</style>"
    blocks = _read(
        tmp_path,
        "<p>Eleven visits were late, against <del>six</del><ins>seven</ins> in the year before that one.</p>"
        "<p class=seen>All of them were to homes outside the council's own area.</p>"
        "<div class=ex><p>The bidder's price.</p></div><p id=gone>Draft.</p><p class='note vh'>For readers aloud.</p>"
        "<p>Who asked<a class=msocomanchor>[KR1]</a>?</p><div style='mso-element:comment-list'>Are we sure?</div>",
        "<title>Paper</title>" + style,
    )
    assert [b.text for b in blocks if isinstance(b, Line)] == [
        "Eleven visits were late, against seven in the year before that one.",
        "All of them were to homes outside the council's own area.",
        "Who asked?",
    ]


def test_whose_site_a_page_stands_on_is_kept_beside_its_text(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<header><a href='/'>Merrow Council</a></header><main><h1>Decision</h1><p>We agree.</p></main>")
    assert read(path).margins == ("Merrow Council",)


def test_notes_are_notes_and_words_for_those_who_listen_are_not_read(tmp_path: Path) -> None:
    blocks = _read(
        tmp_path,
        "<h2>Measures</h2><p>The council must send figures.</p><p class='govuk-visually-hidden'>Print this page</p>"
        "<div class=footnotes><ol><li><p>As agreed in May. <a href='#r'>↩</a></p></li></ol></div>",
    )
    assert [(b.text, b.role) for b in blocks if isinstance(b, Line)] == [
        ("Measures", Role.HEADING),
        ("The council must send figures.", Role.TEXT),
        ("As agreed in May.", Role.FOOTNOTE),
    ]


def test_a_list_of_names_and_what_is_said_of_each_is_read_as_rows(tmp_path: Path) -> None:
    blocks = _read(tmp_path, "<h1>Decision</h1><dl><dt>Maker</dt><dd>Cabinet</dd><dt>Date</dt><dd>1 May 2026</dd></dl>")
    assert [b.rows for b in blocks if isinstance(b, Table)] == [(("Maker", "Cabinet"), ("Date", "1 May 2026"))]
