"""Bad input: each file gets one line that names it, its fault and a remedy, in little memory and time."""

import resource
import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from word_files import paragraph, write_word

from index.errors import ReadError
from index.readers import read_source

NAMES = ["with spaces.txt", "council's plan.txt", "plan 🙂.txt", "-leading dash.txt", "é.txt"]


def _refused(path: Path, fault: str) -> None:
    with pytest.raises(ReadError, match=fault) as caught:
        read_source(path)
    message = str(caught.value)
    assert path.name in message
    assert "\n" not in message
    assert message.endswith(".")
    assert caught.value.remedy


@pytest.mark.parametrize("suffix", ["docx", "pptx", "html", "txt", "md", "pdf"])
def test_an_empty_file_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"empty.{suffix}"
    path.write_bytes(b"")
    _refused(path, "empty")


@pytest.mark.parametrize("suffix", ["docx", "pptx", "html", "txt", "md"])
def test_bytes_that_are_no_text_are_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"garbage.{suffix}"
    path.write_bytes(bytes(range(256)) * 400)
    _refused(path, "not")


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("suffix", ["docx", "pptx"])
def test_a_truncated_office_file_is_refused(tmp_path: Path, suffix: str, kept: float) -> None:
    whole = next((Path(__file__).parent.parent / "documents").rglob(f"*.{suffix}")).read_bytes()
    path = tmp_path / f"cut.{suffix}"
    path.write_bytes(whole[: int(len(whole) * kept)])
    _refused(path, "cut short|damaged")


def test_a_damaged_part_is_refused(tmp_path: Path) -> None:
    _refused(write_word(tmp_path / "a.docx", "<w:p>"), "damaged")


def test_a_protected_or_old_office_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "protected.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000))
    _refused(path, "password")


@pytest.mark.parametrize("suffix", ["docx", "pptx"])
def test_a_web_page_saved_as_office_file_is_refused(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"page.{suffix}"
    path.write_text("<!DOCTYPE html><html><body>Sign in</body></html>")
    _refused(path, "HTML page")


def _packed(path: Path, parts: dict[str, bytes], *, of: Path) -> Path:
    """Copy a package with parts put in the place of its own."""
    with ZipFile(of) as source, ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in parts:
                target.writestr(name, source.read(name))
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def test_a_zip_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    plain = write_word(tmp_path / "plain.docx", paragraph("x"))
    bomb = _packed(tmp_path / "bomb.docx", {"word/media.bin": b"\0" * (250 << 20)}, of=plain)
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _refused(bomb, "zip bomb")
    assert time.monotonic() - start < 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000


def test_a_bomb_of_text_that_packs_less_well_is_refused(tmp_path: Path) -> None:
    # Varied enough to keep the ratio of honest text, and too much of it.
    words = " ".join(f"{number:x}" for number in range(400_000))
    plain = write_word(tmp_path / "plain.docx", paragraph("x"))
    parts = {f"word/part{number}.xml": f"<a>{words}</a>".encode() for number in range(25)}
    _refused(_packed(tmp_path / "bomb.docx", parts, of=plain), "zip bomb")


def test_a_package_of_too_many_parts_is_refused(tmp_path: Path) -> None:
    plain = write_word(tmp_path / "plain.docx", paragraph("x"))
    _refused(_packed(tmp_path / "many.docx", {f"p{n}": b"" for n in range(10_001)}, of=plain), "parts")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", ["word/document.xml", "word/numbering.xml", "docProps/core.xml"])
def test_external_entities_are_refused(tmp_path: Path, part: str, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    plain = write_word(tmp_path / "plain.docx", paragraph("x"))
    xml = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file://{secret}">]><a>&x;</a>'
    _refused(_packed(tmp_path / "a.docx", {part: xml.encode(encoding)}, of=plain), "entity")


def test_an_encoding_that_could_hide_a_declaration_is_refused(tmp_path: Path) -> None:
    plain = write_word(tmp_path / "plain.docx", paragraph("x"))
    xml = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'
    _refused(_packed(tmp_path / "a.docx", {"word/document.xml": xml}, of=plain), "encoding")


def test_a_document_of_pictures_only_is_refused(tmp_path: Path) -> None:
    _refused(write_word(tmp_path / "a.docx", "<w:p/>"), "no text")


def test_a_page_made_by_scripts_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "app.html"
    path.write_text("<html><body><div id=root></div><script>render()</script></body></html>")
    _refused(path, "no text of its own")


def test_a_single_line_of_20_mb_is_refused_quickly(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_bytes(b"children in care " * (20 << 16))
    start = time.monotonic()
    _refused(path, "without a break")
    assert time.monotonic() - start < 10


def test_20_mb_of_lines_are_read(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_bytes(b"Children in care are well supported by their social workers.\n" * 330_000)
    assert len(read_source(path).blocks) == 330_001


@pytest.mark.parametrize("line", ["+-----+-----+", "| Child | Plan |", "+-----+-----+\n|       | Plan |\n"])
def test_many_lines_of_drawn_tables_are_read_in_time_that_grows_with_them(tmp_path: Path, line: str) -> None:
    path = tmp_path / "drawn.txt"
    prose = "Children in care are well supported.\n" * 10_000  # else it is no text
    path.write_text(prose + f"{line}\n" * 40_000 + "|       | Plan |\n" * 40_000)
    start = time.monotonic()
    assert read_source(path).blocks
    assert time.monotonic() - start < 20


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("Some words.")
    assert len(read_source(path).blocks) == 1


def test_a_folder_with_the_name_of_a_report_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.mkdir()
    _refused(path, "cannot be opened")


def test_a_page_that_is_nested_too_deeply_is_refused(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<html><body>" + "<div>" * 5_000 + "words" + "</div>" * 5_000)
    _refused(page, "nested too deeply")


def test_a_page_that_is_nested_deeply_is_read_whole(tmp_path: Path) -> None:
    page = tmp_path / "deep.html"
    page.write_text("<html><body>" + "<div>" * 300 + "words" + "</div>" * 300)
    assert [getattr(block, "text", "") for block in read_source(page).blocks] == ["words"]


@pytest.mark.parametrize("suffix", ["html", "docx"])
def test_an_endless_paragraph_of_any_format_is_refused(tmp_path: Path, suffix: str) -> None:
    words, path = "children in care " * 100_000, tmp_path / f"endless.{suffix}"
    if suffix == "html":
        path.write_text(f"<html><body><p>{words}</p></body></html>")
    else:
        varied = " ".join(f"{number * 7919 % 1_000_003:x}" for number in range(150_000))
        write_word(path, paragraph(varied))
    _refused(path, "without a break")


def test_a_table_that_claims_a_million_cells_is_read_in_little_time(tmp_path: Path) -> None:
    path = tmp_path / "spans.html"
    cells = "<td rowspan=9999 colspan=9999>a" * 100
    path.write_text(f"<html><body><table><tr>{cells}{'<tr><td>x<td>y' * 2000}</table><p>after</p></body></html>")
    start = time.monotonic()
    assert getattr(read_source(path).blocks[-1], "text", "") == "after"
    assert time.monotonic() - start < 10
