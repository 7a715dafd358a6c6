"""Choose the reader of a file by its content, and read it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast
from zipfile import BadZipFile, ZipFile

from index.errors import ReadError
from index.readers.source import Line, Source

# The file names that are looked at in a documents folder; anything else there is left alone.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".pptx", ".pptm", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown"}
)

_HEAD = 4096
# No paragraph of a real document comes near: the longest known are under 20,000 characters.
_LONGEST = 500_000


def read_source(path: Path) -> Source:
    """Read a file of any known format, told by its content; raise ReadError with fault and remedy if it cannot be."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        fault = error.strerror or type(error).__name__
        raise ReadError(path.name, f"it cannot be opened ({fault})", "Check its permissions.") from error
    source = _reader(path, head)(path)
    longest = max((len(block.text) for block in source.blocks if isinstance(block, Line)), default=0)
    if longest > _LONGEST:
        fault = f"it has a paragraph of {longest:,} characters without a break"
        raise ReadError(path.name, fault, "Save it with shorter paragraphs.")
    return source


def _reader(path: Path, head: bytes) -> Callable[[Path], Source]:
    """Choose the reader by content; the name only decides what is said of a file that is not what it claims."""
    name, suffix = path.name, path.suffix.lower()
    if not head.strip(b"\0 \t\r\n\f"):
        fault = "it is empty" if not head else "it holds nothing but blanks"
        raise ReadError(name, fault, "Download it again, or remove it.")
    # "%PDF-" may stand anywhere in the first 1,024 bytes (ISO 32000-1, annex H, implementation note 13).
    if b"%PDF-" in head[:1024]:
        return _module("pdf.reader")
    if head.startswith(b"PK\x03\x04"):
        return _module(_office_format(path))
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise ReadError(
            name,
            "it is an old or a password-protected Office file",
            "Save it as .docx, .pptx or .pdf without a password.",
        )
    web = _looks_like_web_page(head)
    if suffix == ".pdf":
        if web:
            raise ReadError(name, "it is an HTML page saved as .pdf", "Download the PDF itself again.")
        raise ReadError(name, "it is not a PDF, or its beginning is damaged", "Download it again.")
    if suffix in {".docx", ".docm", ".pptx", ".pptm"}:
        what = "an HTML page" if web else "damaged or not an Office file"
        raise ReadError(name, f"it is {what}", "Open it in Office and save it again, or download it again.")
    return _module("web.reader" if web or suffix in {".html", ".htm", ".xhtml"} else "text")


def _module(name: str) -> Callable[[Path], Source]:
    """Import a reader only when a file needs it: each loads a library of its own."""
    return cast(Callable[[Path], Source], import_module(f"index.readers.{name}").read)


def _office_format(path: Path) -> str:
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
    except (BadZipFile, OSError, ValueError) as error:
        raise ReadError(path.name, "it is damaged or cut short", "Download it again.") from error
    if "word/document.xml" in names:
        return "word.reader"
    if "ppt/presentation.xml" in names:
        return "slides.reader"
    raise ReadError(
        path.name, "it is an archive that is neither a Word document nor slides", "Add the documents that are in it."
    )


def _looks_like_web_page(head: bytes) -> bool:
    # UTF-16 pages have a zero byte beside every letter.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )
