"""Choose the reader of a file by its content, and read it."""

import re
import zlib
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast
from zipfile import BadZipFile, ZipFile

from index.errors import ReadError
from index.readers.office_package import check_package
from index.readers.source import Line, Source, Table

# The file names that are looked at in a documents folder; anything else there is left alone.
SUFFIXES = frozenset(
    {".pdf", ".docx", ".docm", ".dotx", ".dotm", ".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"}
    | {".xlsx", ".xlsm", ".xltx", ".csv", ".tsv", ".html", ".htm", ".xhtml", ".txt", ".text", ".md", ".markdown"}
    | {".odt", ".ods", ".odp", ".rtf", ".doc", ".dot", ".ppt", ".pps", ".xls", ".eml", ".msg"}
)
_OFFICE = frozenset({".docx", ".docm", ".dotx", ".dotm", ".pptx", ".pptm", ".potx", ".potm", ".ppsx", ".ppsm"})
_OFFICE_TOO = frozenset({".xlsx", ".xlsm", ".xltx", ".odt", ".ods", ".odp", ".doc", ".dot", ".ppt", ".pps", ".xls"})
# What LibreOffice turns a format into, told by the type that an OpenDocument names or by a stream of an older file.
_OPEN_DOCUMENTS = {b"text": "docx", b"spreadsheet": "xlsx", b"presentation": "pptx"}
_OLDER = {"WordDocument": "docx", "PowerPoint Document": "pptx", "Workbook": "xlsx", "Book": "xlsx"}
_READERS = {"docx": "word.reader", "xlsx": "spreadsheet", "pptx": "slides.reader"}
_MESSAGE = re.compile(
    rb"(?:received|from|to|date|subject|mime-version|return-path|message-id|x-[\w-]+|delivered-to):", re.I
)

_HEAD = 4096
# No paragraph of a real document comes near: the longest known are under 20,000 characters.
_LONGEST = 500_000
_MOST_TEXT = 64_000_000  # the longest known has 2 million


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
    total = sum(len(block.text) if isinstance(block, Line) else _size(block) for block in source.blocks)
    if total > _MOST_TEXT:
        raise ReadError(path.name, f"it has over {_MOST_TEXT // 1_000_000} million characters of text", "Split it.")
    return source


def _size(table: Table) -> int:
    return sum(len(cell) for row in table.rows for cell in row)


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
        return _packed(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(path)
    if head.lstrip().startswith(b"{\\rtf"):
        return _through("docx")
    web = _looks_like_web_page(head)
    if suffix == ".pdf":
        if web:
            raise ReadError(name, "it is an HTML page saved as .pdf", "Download the PDF itself again.")
        raise ReadError(name, "it is not a PDF, or its beginning is damaged", "Download it again.")
    if suffix in _OFFICE or suffix in _OFFICE_TOO:
        what = "an HTML page" if web else "damaged or not an Office file"
        raise ReadError(name, f"it is {what}", "Open it in Office and save it again, or download it again.")
    if suffix in {".csv", ".tsv"} and not web:
        return _module("spreadsheet", "read_csv")
    if suffix == ".eml" and _MESSAGE.match(head.lstrip()):
        return _module("message")
    return _module("web.reader" if web or suffix in {".html", ".htm", ".xhtml"} else "text")


def _module(name: str, function: str = "read") -> Callable[[Path], Source]:
    """Import a reader only when a file needs it: each loads a library of its own."""
    return cast(Callable[[Path], Source], getattr(import_module(f"index.readers.{name}"), function))


def _through(target: str) -> Callable[[Path], Source]:
    """Read a file through LibreOffice."""

    def read(path: Path) -> Source:
        from index.readers.conversion import converted

        with converted(path, target) as made:
            return _module(_READERS[target])(made)

    return read


def _packed(path: Path) -> Callable[[Path], Source]:
    """Choose the reader of a zip archive: an Office file, an OpenDocument, or an archive of documents."""
    try:
        with ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.open("mimetype").read(100) if "mimetype" in names else b""
    except (BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
        raise ReadError(path.name, "it is damaged or cut short", "Download it again.") from error
    for part, name in (("word/document.xml", "docx"), ("ppt/presentation.xml", "pptx"), ("xl/workbook.xml", "xlsx")):
        if part in names:
            return _module(_READERS[name])
    if kind.startswith(b"application/vnd.oasis.opendocument."):
        target = _OPEN_DOCUMENTS.get(kind.split(b".")[-1].split(b"-")[0])
        if target:
            check_package(path)
            return _through(target)
    raise ReadError(path.name, "it is an archive and no document", "Unpack it, and add the documents that are in it.")


def _compound(path: Path) -> Callable[[Path], Source]:
    """Choose the reader of a compound file: an older Office file, a message of Outlook, or an encrypted document."""
    import olefile  # type: ignore[import-untyped]

    try:
        with olefile.OleFileIO(path) as file:
            names = {entry[0] for entry in file.listdir()}
    except (OSError, ValueError, IndexError, TypeError) as error:
        fault = "it is an old or a password-protected Office file"
        raise ReadError(path.name, fault, "Save it as .docx, .pptx or .pdf without a password.") from error
    if "EncryptedPackage" in names:
        raise ReadError(path.name, "it is protected by a password", "Save it without one.")
    if "__properties_version1.0" in names:
        return _module("message", "read_outlook")
    target = next((target for name, target in _OLDER.items() if name in names), None)
    if target is None:
        raise ReadError(path.name, "it is an old Office file of a kind that is not read", "Save it as PDF.")
    return _through(target)


def _looks_like_web_page(head: bytes) -> bool:
    # UTF-16 pages have a zero byte beside every letter.
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n\f").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) or (
        start.startswith((b"<?xml", b"<!--")) and b"<html" in start
    )
