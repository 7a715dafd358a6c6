"""Reading: the whole way of one file, from its bytes to a described document with its passages.

In comes a file of the documents folder; out goes a ``ParsedFile`` for the store. Each step is another room's: the
readers, the structure, the passages, the metadata, the preparation for search.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import index.vocabulary
from index.authorities import Gazetteer
from index.errors import ReadError
from index.files import code_fingerprint
from index.folder import hash_file
from index.models import Document, Passage
from index.search.build import prepare_document, search_version
from index.storage import FileStamp, ParsedFile, pack_passages

# What a reading depends on besides the file: when any of it changes, every file is read again.
ROOTS = ("index.indexing.read_file", "index.readers")  # the readers are chosen by name, so all of them are meant
_VOCABULARY = Path(index.vocabulary.__file__).parent
_DATA = ("authorities.toml",)
_LIBRARIES = ("pypdfium2", "python-docx", "python-pptx", "lxml", "openpyxl", "olefile")
# What finds the encoding of a text of which nothing says it: another version of it reads no other format differently.
_OF_TEXT = ("charset-normalizer",)
_TEXTS = frozenset({".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".html", ".htm", ".xhtml", ".eml"})


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: the folder, the file as it was seen, and the hash that its content had.

    ``prepare`` says that its words are taken for search, too; ``kept`` is the folder of what OCR made before.
    """

    folder: bytes
    seen: FileStamp
    sha256: str
    prepare: bool
    kept: bytes = b""


@dataclass(frozen=True, slots=True)
class Refused:
    """The file cannot be read as a document."""

    fault: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Changed:
    """The file was not the same before and after it was read."""


def read_document(path: Path, name: str, digest: str, *, ocr: bool = False) -> tuple[Document, tuple[Passage, ...]]:
    """Read a file that stands in the library under a name; raise ReadError, with that name, if it cannot be.

    ``ocr`` says that its text layer was made from pictures of its pages.
    """
    # Each of these imports the libraries of its format; a run without changes needs none.
    from index.metadata import describe, set_requests_apart, sketch_of
    from index.readers import read_source
    from index.structure import parse

    try:
        source = read_source(path)
        structure = parse(source)
    except ReadError as error:
        raise type(error)(name, error.fault, error.remedy) from error
    document = describe(source, structure, path=name, sha256=digest, gazetteer=_gazetteer())
    passages = set_requests_apart(structure, document.voice).passages
    return replace(document, ocr=ocr or source.ocr, sketch=sketch_of(passages)), passages


def read_file(task: Task) -> ParsedFile | Refused | Changed:
    """Read the file of a task, in a worker process."""
    path = Path(os.fsdecode(os.path.join(task.folder, task.seen.raw)))
    return parse_file(task, lambda: read_document(path, task.seen.name, task.sha256))


def parse_file(task: Task, read: Callable[[], tuple[Document, tuple[Passage, ...]]]) -> ParsedFile | Refused | Changed:
    """Make what the store keeps of a file from what a function reads of it, if the file is as it was afterwards."""
    try:
        document, passages = read()
    except ReadError as error:
        outcome: ParsedFile | Refused = Refused(error.fault, error.remedy)
    else:
        outcome = ParsedFile(
            document=document,
            pack=pack_passages(passages),
            prepared=prepare_document(passages) if task.prepare else b"",
            reader=reader_version(task.seen.name),
            preparation=search_version() if task.prepare else "",
        )
    try:
        digest, _, _ = hash_file(Path(os.fsdecode(task.folder)), task.seen)
    except ReadError:
        return Changed()
    return outcome if digest == task.sha256 else Changed()


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.load()


def reader_version(name: str) -> str:
    """Name everything that the reading of a file of that name depends on besides it; it differs when any of it does."""
    return version_of_reading(text=Path(name).suffix.lower() in _TEXTS)


@cache
def version_of_reading(*, text: bool) -> str:
    """Name what the reading of a text, or of another file, depends on."""
    digest = sha256(code_fingerprint(*ROOTS, without="index.search").encode())
    for name in _DATA:
        digest.update((_VOCABULARY / name).read_bytes())
    for library in (*_LIBRARIES, *(_OF_TEXT if text else ())):
        digest.update(f"{library} {version(library)}\n".encode())
    return digest.hexdigest()[:16]
