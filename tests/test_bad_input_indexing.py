"""Whatever lies in the documents folder, each bad file gets one clear line and the rest is indexed within limits."""

import io
import os
import socket
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from index.errors import FolderError
from index.folder.listing import MAX_SIZE
from index.indexing.indexer import Report, index_folder
from index.indexing.read_file import read_file as real_read_file
from index.storage.open import open_library

ROOT = Path(__file__).resolve().parents[1]
GOOD = "good.txt"


def run(folder: Path, **options) -> Report:
    return index_folder(folder, folder.parent / "findings.db", workers=2, prepare=False, **options)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a documents folder with one good file."""
    made = tmp_path / "documents"
    made.mkdir()
    (made / GOOD).write_text("Children in Merrow are safe.")
    return made


def only_failure(report: Report) -> str:
    """Give the one line about the one bad file, once it is sure that the good file was read."""
    ((name, line),) = report.failed
    assert GOOD in report.added
    assert "\n" not in line
    assert name in line
    assert line.startswith("Cannot read ")
    assert line.endswith(".")
    return line


def make_pdf(pages: int = 1, *, text: str = "Children are safe on page", encrypt: object = None) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=encrypt)
    for number in range(1, pages + 1):
        if text:
            canvas.drawString(72, 700, f"{text} {number}.")
        else:
            canvas.rect(72, 72, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def make_word(**parts: bytes) -> bytes:
    """Make a Word document, some of its parts replaced."""
    plain, made = io.BytesIO(), io.BytesIO()
    document = WordDocument()
    document.add_paragraph("Children are safe.")
    document.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, parts.get(name, source.read(name)))
    return made.getvalue()


WORD = "word/document.xml"
BOMB = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>%s</w:body></w:document>'
ENTITY = b"""<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
<w:p><w:r><w:t>Before.</w:t></w:r></w:p><w:p><w:r><w:t>&x;</w:t></w:r></w:p><w:p><w:r><w:t>After.</w:t></w:r></w:p>
</w:body></w:document>"""


@pytest.mark.parametrize(
    ("name", "make", "fault"),
    [
        ("empty.pdf", lambda: b"", "it is empty"),
        ("garbage.pdf", lambda: bytes(range(256)) * 40, "not a PDF"),
        ("marked-garbage.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 40, ""),
        ("truncated.pdf", lambda: make_pdf(40)[:900], ""),
        ("locked.pdf", lambda: make_pdf(encrypt=StandardEncryption("secret")), "password"),
        ("page.pdf", lambda: b"<!DOCTYPE html><html><body>Report not found</body></html>", "HTML"),
        ("scan.pdf", lambda: make_pdf(3, text=""), "text layer"),
        ("bomb.docx", lambda: make_word(**{WORD: BOMB % (b"<w:p/>" * 60_000_000)}), ""),
        ("entity.docx", lambda: make_word(**{WORD: ENTITY}), ""),
        ("damaged.docx", lambda: make_word()[:500], ""),
        ("other.docx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or a password-protected"),
        ("blank.txt", lambda: b" \n \f\n", "nothing but blanks"),
        ("picture.jpg", lambda: b"\xff\xd8\xff", ".jpg is not a kind that is read"),
        ("nameless", lambda: b"text", "a name without an ending does not tell the kind"),
    ],
)
def test_a_bad_file_gets_one_line_and_the_rest_is_indexed(folder, name, make, fault):
    (folder / name).write_bytes(make())
    assert fault in only_failure(run(folder))


def test_an_encrypted_pdf_that_opens_without_a_password_is_read(folder):
    (folder / "open.pdf").write_bytes(make_pdf(encrypt=StandardEncryption("", ownerPassword="owner")))
    report = run(folder)
    assert (report.added, report.failed) == ((GOOD, "open.pdf"), ())


def test_text_of_an_unknown_encoding_is_read_or_refused_and_never_made_up(folder):
    (folder / "old.txt").write_bytes("Children’s services are “good” – they listen.".encode("cp1252"))
    (folder / "wide.txt").write_bytes("Children’s services are good.".encode("utf-16"))
    (folder / "noise.txt").write_bytes(bytes((n * 7919 + n // 13) % 256 for n in range(5000)))
    report = run(folder)
    held = open_library(folder.parent / "findings.db")
    assert {"old.txt", "wide.txt"} <= set(report.added)
    assert [p.text for p in held.passages_of(held.document("old.txt"))] == [
        "Children’s services are “good” – they listen."
    ]
    assert [name for name, _ in report.failed] == ["noise.txt"]


def test_a_single_line_of_20_mb_is_dealt_with_in_time(folder):
    (folder / "long.txt").write_text("Children are safe here. " * 833_000)
    started = time.monotonic()
    report = run(folder)
    assert GOOD in report.added
    assert time.monotonic() - started < 60


def test_a_pdf_of_3000_pages_is_read(folder):
    (folder / "long.pdf").write_bytes(make_pdf(3000))
    report = run(folder)
    assert report.failed == ()
    held = open_library(folder.parent / "findings.db")
    document = held.document("long.pdf")
    assert document.pages == 3000
    assert held.passages_of(document)[-1].last_page == 3000


def test_workers_stay_within_a_gigabyte(folder):
    (folder / "bomb.docx").write_bytes(make_word(**{WORD: BOMB % (b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 8_000_000)}))
    # A process of its own: the largest child of this one may be that of another test.
    code = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "from index.indexing import index_folder\n"
        "index_folder(Path(sys.argv[1]), Path(sys.argv[2]), workers=2, prepare=False)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )
    command = [sys.executable, "-c", code, str(folder), str(folder.parent / "findings.db")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    # The largest resident size of any child so far, in kilobytes (getrusage(2)).
    assert int(done.stdout) < 1 << 20


@pytest.mark.parametrize(
    "name",
    ["a b  c.txt", "children's.txt", "report 📄.txt", "-rf.txt", "--help.txt", "%s {0} [x].txt", "a\nb.txt", "é.txt"],
)
def test_any_name_is_read(folder, name):
    (folder / name).write_text("Plans are timely.")
    report = run(folder)
    assert report.failed == ()
    assert report.added == tuple(sorted((GOOD, name.replace("\n", "\\n"))))


def test_a_name_that_is_no_text_is_read_and_shown_with_escapes(folder):
    Path(os.fsdecode(os.path.join(os.fsencode(folder), b"bad\xff.txt"))).write_text("Plans are timely.")
    assert run(folder).added == ("bad\\xff.txt", GOOD)
    assert run(folder).unchanged == 2


def test_links_that_leave_the_folder_are_not_followed(folder, tmp_path):
    (tmp_path / "secret.txt").write_text("Not for the library.")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    assert "is a link that leaves the documents folder" in only_failure(run(folder))


def test_a_linked_folder_is_not_followed_out(folder, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.txt").write_text("Not for the library.")
    (folder / "out").symlink_to(tmp_path / "elsewhere")
    assert "is a link that leaves the documents folder" in only_failure(run(folder))


def test_a_link_inside_the_folder_is_a_further_name(folder):
    (folder / "linked.txt").symlink_to(GOOD)
    run(folder)
    (document,) = open_library(folder.parent / "findings.db").documents
    assert {document.path, *document.also} == {GOOD, "linked.txt"}


def test_links_in_a_circle_and_to_nothing_end(folder):
    (folder / "loop").symlink_to(folder)
    (folder / "nothing.txt").symlink_to("gone.txt")
    assert "is a link to nothing" in only_failure(run(folder))


def test_a_folder_with_the_name_of_a_report_is_named_and_its_files_are_read(folder):
    (folder / "report.pdf").mkdir()
    (folder / "report.pdf" / "inside.txt").write_text("Plans are timely.")
    report = run(folder)
    assert "report.pdf: it is a folder" in only_failure(report)
    assert "report.pdf/inside.txt" in report.added


def test_what_is_no_file_is_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.getcwd()
        os.chdir(folder)  # a socket's path may be 107 bytes long
        try:
            server.bind("socket.txt")
        finally:
            os.chdir(here)
    report = run(folder)
    assert [(name, "not a file" in line) for name, line in report.failed] == [("pipe.txt", True), ("socket.txt", True)]


def test_hidden_and_unfinished_files_are_left_alone(folder):
    for name in (".hidden.pdf", "~$plan.docx", "report.pdf.part", "a.txt.crdownload", "Thumbs.db", "b.txt~"):
        (folder / name).write_text("x")
    (folder / ".bin").mkdir()
    (folder / ".bin" / "removed.txt").write_text("x")
    report = run(folder)
    assert (report.added, report.failed) == ((GOOD,), ())


def test_a_crowd_of_files_of_an_unknown_kind_is_one_line(folder):
    for number in range(40):
        (folder / f"photo {number:02}.jpg").write_bytes(b"\xff\xd8\xff")
    line = only_failure(run(folder))
    assert "photo 00.jpg, photo 01.jpg, photo 02.jpg and 37 more: .jpg is not a kind that is read" in line


def test_a_very_large_file_is_not_opened(folder):
    with (folder / "huge.pdf").open("wb") as file:
        file.truncate(MAX_SIZE + 1)
    assert "more than 200 MB are not read" in only_failure(run(folder))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may open every file")
def test_a_file_that_may_not_be_opened_says_so(folder):
    (folder / "private.txt").write_text("x")
    (folder / "private.txt").chmod(0)
    assert "it may not be opened" in only_failure(run(folder))


def restless(task):
    """Read a file that is written again while it is read, each time but the first it is asked for."""
    path = Path(os.fsdecode(os.path.join(task.folder, task.seen.raw)))
    if path.name.startswith("restless") or (path.name.startswith("once") and "more" not in path.read_text()):
        path.write_text(path.read_text() + " And more.")
    return real_read_file(task)


def test_a_file_that_changes_while_it_is_read_is_tried_once_more(folder, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    (folder / "once.txt").write_text("It grows once.")
    (folder / "restless.txt").write_text("It grows.")
    report = run(folder, read="test_bad_input_indexing:restless")
    assert "restless.txt: it changes while it is read" in only_failure(report)
    assert report.added == (GOOD, "once.txt")
    held = open_library(folder.parent / "findings.db")
    assert held.passages_of(held.document("once.txt"))[0].text == "It grows once. And more."
    assert run(folder).added == ("restless.txt",)


def test_what_was_held_of_a_file_stays_while_it_changes(folder, monkeypatch):
    monkeypatch.syspath_prepend(Path(__file__).parent)
    (folder / "restless.txt").write_text("It grows.")
    run(folder)
    (folder / "restless.txt").write_text("It grows again.")
    report = run(folder, read="test_bad_input_indexing:restless")
    assert [name for name, _ in report.failed] == ["restless.txt"]
    held = open_library(folder.parent / "findings.db")
    assert held.passages_of(held.document("restless.txt"))[0].text == "It grows."


def test_a_missing_folder_says_what_to_do(tmp_path):
    with pytest.raises(FolderError, match=r"does not exist\. Make it and put reports into it, or name another in FIND"):
        run(tmp_path / "documents")


def test_a_file_in_place_of_the_folder_says_so(tmp_path):
    (tmp_path / "documents").write_text("x")
    with pytest.raises(FolderError, match="is not a folder"):
        run(tmp_path / "documents")


def test_an_empty_folder_is_an_empty_library_with_a_word_about_it(tmp_path):
    (tmp_path / "documents").mkdir()
    report = run(tmp_path / "documents")
    assert report.warnings == (
        f"The documents folder {tmp_path / 'documents'} is empty. Put reports into it and index again.",
    )
    assert open_library(tmp_path / "findings.db").documents == ()
