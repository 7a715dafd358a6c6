"""Office packages (.docx, .pptx): what is checked before a library opens one.

In comes a path; nothing goes out, or a ReadError. An Office file is a zip archive of XML parts, and the libraries that
read it inflate every part into memory and parse it. So sizes, ratios, the number of parts and document type
declarations are checked first, reading the archive as a stream. What the parts say is not looked at here.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from index.errors import ReadError

_DOWNLOAD = "Open it in Office and save it again, or download it again."
_SUSPECT = "Do not open it; ask its sender for a PDF."

_MOST_PARTS = 10_000
_LARGEST_PACKAGE = 300 << 20  # all parts, pictures included
_LARGEST_XML = 48 << 20  # a tree of XML in memory is some ten times its text; a 1,000-page report has about 20 MB
_RATIO = 200  # Office's own XML deflates to between a fifth and a sixtieth; a bomb to about a thousandth
_RATIO_FROM = 1 << 20
_CHUNK = 1 << 16

_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
# Parts whose names the two forms write otherwise (ISO 29500-1, annex; ECMA-376 part 4).
_RENAMED = {
    (b"officeDocument", b"customProperties"): b"custom-properties",
    (b"officeDocument", b"extendedProperties"): b"extended-properties",
}
_OTHER_TYPES = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.wordprocessingml\.template\.main\+xml"
    rb"|ms-word\.template\.macroEnabledTemplate\.main\+xml"
    rb"|openxmlformats-officedocument\.presentationml\.(?:template|slideshow)\.main\+xml"
    rb"|ms-powerpoint\.(?:template|slideshow|addin)\.macroEnabled\.main\+xml)"
)

_END = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARATION = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"<\?xml[^<>]*?encoding\s*=\s*[\"']([^\"']+)", re.IGNORECASE)
_ENCODINGS = frozenset({b"utf-8", b"utf8", b"utf-16", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"})


def check_package(path: Path) -> None:
    """Raise ReadError unless the file is an Office package that can be opened in little memory."""
    _check_beginning(path)
    with damage_reported(path), ZipFile(path) as archive:
        parts = archive.infolist()
        _check_sizes(path, parts)
        markup = 0
        for part in parts:
            markup += _check_part(path, archive, part)
            if markup > _LARGEST_XML:
                raise ReadError(path.name, f"its text inflates to over {_LARGEST_XML >> 20} MB (a zip bomb?)", _SUSPECT)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """Open a package for a library: as it is, or rewritten where it is Strict Open XML, a template or a show.

    The strict form (ISO 29500-1) differs from the usual one in the names of its namespaces; a template and a show
    differ from a document in their content type alone. The libraries know neither.
    """
    with ZipFile(path) as archive:
        types = archive.read("[Content_Types].xml")
        relations = archive.read("_rels/.rels") if "_rels/.rels" in archive.namelist() else b""
        strict = _STRICT in relations
        if not (strict or _OTHER_TYPES.search(types)):
            with path.open("rb") as file:
                yield file
            return
        rewritten = BytesIO()
        with ZipFile(rewritten, "w") as copy:
            for part in archive.infolist():
                content = b"" if "/media/" in part.filename else archive.read(part)  # pictures are not looked at
                if part.filename == "[Content_Types].xml":
                    content = _OTHER_TYPES.sub(_usual_type, content)
                if strict and part.filename.lower().endswith((".xml", ".rels")):
                    content = _STRICT_NAME.sub(_usual_name, content)
                copy.writestr(part.filename, content)
        rewritten.seek(0)
        yield rewritten


def _usual_type(match: re.Match[bytes]) -> bytes:
    word = b"word" in match[0].lower()
    if word:
        return b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return b"application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"


def _usual_name(match: re.Match[bytes]) -> bytes:
    room, rest = match[1], match[2]
    rest = _RENAMED.get((room, rest), rest)
    return b"http://schemas.openxmlformats.org/" + room + b"/2006/" + rest


@contextmanager
def damage_reported(path: Path) -> Iterator[None]:
    """Raise ReadError in place of what zipfile, lxml, python-docx or python-pptx raise on a damaged package."""
    try:
        yield
    except ReadError:
        raise
    except OSError as error:
        fault = error.strerror or "its archive is damaged"
        raise ReadError(path.name, fault[0].lower() + fault[1:], _DOWNLOAD) from error
    except (
        BadZipFile, zlib.error, EOFError, NotImplementedError, etree.XMLSyntaxError, RuntimeError,
        LookupError, ValueError, TypeError, AttributeError,
    ) as error:  # fmt: skip
        # What the two libraries raise on parts that are missing or not what they should be is of many types.
        raise ReadError(path.name, "it is damaged, cut short or not an Office file", _DOWNLOAD) from error


def _check_beginning(path: Path) -> None:
    with damage_reported(path), path.open("rb") as file:
        head = file.read(8)
        size = file.seek(0, 2)
        file.seek(max(0, size - 66_000))
        tail = file.read()
    if not head:
        raise ReadError(path.name, "it is empty", "Download it again, or remove it.")
    if head == _OLE:
        raise ReadError(
            path.name,
            "it is protected by a password, or in the format of Office before 2007",
            "Save it without a password as .docx or .pptx.",
        )
    if not head.startswith(b"PK"):
        raise ReadError(path.name, "it is not an Office file, whatever its name says", _DOWNLOAD)
    end = tail.rfind(_END)
    if end < 0:
        raise ReadError(path.name, "it is cut short: the end of its archive is missing", "Download it again.")
    if int.from_bytes(tail[end + 10 : end + 12], "little") > _MOST_PARTS:
        raise ReadError(path.name, f"it has over {_MOST_PARTS:,} parts", _SUSPECT)


def _check_sizes(path: Path, parts: list[ZipInfo]) -> None:
    """Look at what the archive declares, which costs nothing to read."""
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError(path.name, "it is protected by a password", "Save it without one.")
    total = sum(part.file_size for part in parts)
    if total > _LARGEST_PACKAGE:
        raise ReadError(path.name, f"it inflates to {total >> 20:,} MB (a zip bomb?)", _SUSPECT)
    for part in parts:
        if part.file_size > _RATIO_FROM and part.file_size > _RATIO * max(part.compress_size, 1):
            ratio = part.file_size // max(part.compress_size, 1)
            raise ReadError(path.name, f"a part of it inflates {ratio:,} times (a zip bomb?)", _SUSPECT)
    if len({part.filename for part in parts}) < len(parts):
        raise ReadError(path.name, "two of its parts have the same name", _DOWNLOAD)


def _check_part(path: Path, archive: ZipFile, part: ZipInfo) -> int:
    """Inflate a part as a stream, with its checksum; give its size if it is XML, else 0."""
    size, tail, markup = 0, b"", part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            # UTF-16 has a zero byte beside every letter.
            plain = chunk.replace(b"\0", b"")
            if not size:
                markup = markup or plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
                encoding = _ENCODING.search(plain[:200])
                if markup and encoding and encoding.group(1).lower() not in _ENCODINGS:
                    raise ReadError(path.name, "its parts are in an encoding that Office does not use", _DOWNLOAD)
            size += len(chunk)
            if not markup:
                continue
            if size > _LARGEST_XML:
                break
            if _DECLARATION.search(tail + plain):
                fault = "it carries a document type or entity declaration, which no Office program writes"
                raise ReadError(path.name, fault, _SUSPECT)
            tail = plain[-16:]
    return size if markup else 0
