"""Deep check: every passage, grade and list item of a library found again in its file, at its page.

In come the documents folder and a generation; out goes, document by document, what is not found again. The files are
read a second way (``index.readers.find_lost``), in worker processes with the limits of reading.
"""

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from index.errors import ReadError
from index.indexing.worker_pool import run_tasks
from index.models import Document, Passage
from index.readers import Wanted, find_lost
from index.storage import Library

_BY_OCR = "its words were read by OCR, and are in no file"
_ONE_WAY = "there is no second way of reading its format"


@dataclass(frozen=True, slots=True)
class Lost:
    """A text that is not found again: what it is, its pages, how it begins, and why not."""

    what: str
    first_page: int | None
    last_page: int | None
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that was looked at: how many of its texts, and which are lost.

    ``fault`` says why it was not looked at, and ``excused`` that nothing is wrong with that.
    """

    document: Document
    looked_at: int = 0
    lost: tuple[Lost, ...] = ()
    fault: str = ""
    excused: bool = False


@dataclass(frozen=True, slots=True)
class Check:
    """The task of one document: its file and the texts to find, those of passages first, in their order."""

    path: bytes
    sha256: str
    wanted: tuple[Wanted, ...]


def check_deep(folder: Path, library: Library, documents: Iterable[Document] | None = None) -> Iterator[Checked]:
    """Find the texts of every document, or of those that are named, again; documents in the order of their paths."""
    named: dict[bytes, tuple[Document, list[tuple[str, Wanted]]]] = {}
    tasks = []
    for document in library.documents if documents is None else documents:
        texts = _texts(document, library.passages_of(document))
        path = os.fsencode(folder / document.path)
        named[path] = document, texts
        if not document.ocr:
            tasks.append(Check(path, document.sha256, tuple(wanted for _, wanted in texts)))
    done = {}
    for outcome in run_tasks("index.indexing.deep_check:find_again", tasks, workers=os.cpu_count() or 1):
        done[outcome.task.path] = (
            outcome.result if outcome.failure is None else f"it broke the check ({outcome.failure})"
        )
    for path, (document, texts) in named.items():
        result = done.get(path, _BY_OCR)
        if isinstance(result, str):
            yield Checked(document, fault=result, excused=result in (_BY_OCR, _ONE_WAY))
            continue
        lost = tuple(
            Lost(texts[place][0], texts[place][1].first_page, texts[place][1].last_page, texts[place][1].text, why)
            for place, why in result
        )
        yield Checked(document, len(texts), lost)


def find_again(task: Check) -> list[tuple[int, str]] | str:
    """Do one task in a worker process: give what is lost, or why the file was not looked at."""
    path = Path(os.fsdecode(task.path))
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != task.sha256:
            return "it has changed since it was indexed"
        lost = find_lost(path, task.wanted)
    except OSError as error:
        return f"it cannot be opened ({error.strerror})"
    except ReadError as error:
        return error.fault
    return _ONE_WAY if lost is None else lost


def _texts(document: Document, passages: Sequence[Passage]) -> list[tuple[str, Wanted]]:
    """List what is quoted of a document. Grades of one page stand in its table: area and grade are looked for apart."""
    texts = [(p.unit.value, Wanted(p.text, p.first_page, p.last_page)) for p in passages]
    for page, graded in groupby(document.judgements, key=lambda judgement: judgement.page):
        for judgement in graded:
            texts.append(("judged area", Wanted(judgement.area, page, page)))
            if judgement.grade:
                texts.append(("grade", Wanted(judgement.grade, page, page)))
    held = {p.text: p for p in passages}
    for improvement in document.improvements:
        known = held.get(improvement.text)
        pages = (known.first_page, known.last_page) if known else (improvement.page, improvement.page)
        texts.append(("item of what must improve", Wanted(improvement.text, *pages)))
    return texts
