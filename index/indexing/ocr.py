"""OCR: pages that are pictures, read by OCRmyPDF where it is installed and where an admin wants it.

In comes the task of a file that is a scan, or has pages that are; out goes what was read, marked as read by OCR. The
program runs as a process of its own below the limits of the process that calls it. The file itself stays as it is.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from index.errors import ReadError, ScanError
from index.indexing.read_file import Changed, Refused, Task, parse_file, read_document
from index.models import Document, Passage
from index.storage import ParsedFile

PROGRAM = "ocrmypdf"
SECONDS = 1_800.0  # a page takes two to five
MEMORY = 4 << 30
_ONE_COLUMN = ("--tesseract-pagesegmode", "4")
_LONG = 15  # characters of a line of a column
_REST = 120.0  # of the time, left for reading what the program made


def is_available() -> bool:
    """Say whether OCRmyPDF is installed."""
    return shutil.which(PROGRAM) is not None


def read_scan(task: Task) -> ParsedFile | Refused | Changed:
    """Read the file of a task through OCR, in a worker process."""
    path = Path(os.fsdecode(os.path.join(task.folder, task.seen.raw)))
    with tempfile.TemporaryDirectory(prefix="findings-") as folder:
        made = Path(folder, "read.pdf")

        def read() -> tuple[Document, tuple[Passage, ...]]:
            # What was made of a content is kept: each page takes seconds, and every new version reads all again.
            held = Path(os.fsdecode(task.kept), f"{task.sha256}.pdf") if task.kept else None
            if held is not None and held.is_file():
                return read_document(held, task.seen.name, task.sha256, ocr=True)
            fault = _run(path, made)
            if fault is not None:
                raise ReadError(task.seen.name, fault, "Run it by hand to see why, and add what it makes.")
            if held is not None:
                with suppress(OSError):  # it is made again next time
                    held.parent.mkdir(exist_ok=True)
                    draft = held.with_suffix(".new")
                    shutil.copyfile(made, draft)
                    draft.replace(held)
            return read_document(made, task.seen.name, task.sha256, ocr=True)

        return parse_file(task, read)


def _run(path: Path, made: Path) -> str | None:
    """Let the program add a text layer to pages that have none; give the fault, or None."""
    fault = _try(["--skip-text"], path, made)
    if fault is not None or _has_no_letters(made):
        fault = _try(["--force-ocr"], path, made)
    if fault is None and _is_one_column(made):
        # Read as one column, the numbers and bullets in the margin are found, which are lost otherwise. Of two columns
        # it would make sentences that nobody wrote.
        again = made.with_name("again.pdf")
        if _try(["--skip-text", *_ONE_COLUMN], path, again) is None and not _has_no_letters(again):
            again.replace(made)
    return fault


def _is_one_column(made: Path) -> bool:
    """Tell whether no two longer lines of any page stand beside each other."""
    from index.readers import Line, read_source

    try:
        lines = [block for block in read_source(made).blocks if isinstance(block, Line) and block.box]
    except ReadError:
        return False
    for line, other in pairwise(sorted(lines, key=lambda line: (line.page or 0, line.box.top if line.box else 0.0))):
        if line.box is None or other.box is None or line.page != other.page:
            continue
        long = min(len(line.text), len(other.text)) > _LONG
        apart = other.box.left > line.box.right or line.box.left > other.box.right
        if long and apart and other.box.top < line.box.middle:
            return False
    return True


def _has_no_letters(made: Path) -> bool:
    """Tell whether the text layer that was kept is a cipher, so that the pages must be read as pictures."""
    from index.readers import read_source

    try:
        return any("the letters of" in sentence for sentence in read_source(made).unread)
    except ScanError:
        return True


def _try(options: list[str], path: Path, made: Path) -> str | None:
    command = [PROGRAM, *options, "--output-type", "pdf", "--jobs", "1", "--quiet", "--tesseract-timeout", "180"]
    process = subprocess.Popen(
        [*command, str(path), str(made)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env={**os.environ, "OMP_THREAD_LIMIT": "1"},
    )
    try:
        code = process.wait((SECONDS - _REST) / 3)
    except subprocess.TimeoutExpired:
        return "OCR takes too long over it"
    finally:
        # The program starts others; they all end with it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    return None if code == 0 and made.is_file() else f"OCR fails on it (ocrmypdf ends with {code})"
