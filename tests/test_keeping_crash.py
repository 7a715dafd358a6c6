"""Killed a hundred times: the index opens, no file is lost or half-written, and the next run mends what is left."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from subprocess import PIPE

import pytest
from keeping_child import text

from index.indexing.indexer import index_folder
from index.keeping.bin import binned
from index.keeping.incoming import Incoming
from index.keeping.mending import mend
from index.storage.store import open_library

ROOT = Path(__file__).resolve().parents[1]
# Half a second of indexing is spent reading, the rest preparing and committing; an act on files takes milliseconds.
MOMENTS = [("index", 0.9)] * 30 + [("files", 0.04)] * 70
_NAME = re.compile(r"report (\d)(?: \(\d+\))?\.txt|own (\d)\.txt")


class Child:
    """The process that is killed."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        command = [sys.executable, str(ROOT / "tests" / "keeping_child.py"), str(home)]
        self.process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment, text=True)

    def kill_after(self, seconds: float, *, seed: int, what: str) -> None:
        """Let it work for a while, then kill it and whatever it has started."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{seed} {what}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        while _runs(child):
            time.sleep(0.001)

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait(10)


def _runs(child: int) -> bool:
    with suppress(ProcessLookupError):
        os.kill(child, 0)
        return True
    return False


@pytest.fixture
def home(tmp_path: Path) -> Path:
    documents = tmp_path / "documents"
    documents.mkdir()
    for number in range(8):
        (documents / f"report {number}.txt").write_bytes(text(number, 0))
    index_folder(documents, tmp_path / "findings.db")
    return tmp_path


@pytest.fixture
def child(home: Path) -> Iterator[Child]:
    child = Child(home)
    try:
        yield child
    finally:
        child.close()


def whole(content: bytes) -> str:
    """Name a content, which must be all there from its first word to its last."""
    found = re.search(rb"The end of (\d+)-(\d+)\.\n\Z", content)
    assert found, f"half a file: {content[-60:]!r}"
    number, version = int(found[1]), int(found[2])
    assert content == text(number, version)
    return f"{number}-{version}"


def contents(home: Path) -> dict[str, int]:
    """Count every content that stands in the library, in the bin or in what waits; each must be whole."""
    documents = home / "documents"
    found: dict[str, int] = {}
    places = list(documents.glob("*.txt"))
    places += [documents / ".bin" / entry.id / entry.name for entry in binned(documents)]
    places += [staged.path for staged in Incoming(documents).all()]
    for path in places:
        name = whole(path.read_bytes())
        found[name] = found.get(name, 0) + 1
    return found


def test_a_hundred_kills_lose_nothing(home: Path, child: Child) -> None:
    chance = random.Random(20261121)
    moments = MOMENTS[:]
    chance.shuffle(moments)
    documents, index = home / "documents", home / "findings.db"
    mended: tuple[str, ...] = ()
    for number, (what, longest) in enumerate(moments):
        before = set(contents(home))
        old = open_library(index)
        child.kill_after(chance.uniform(0, longest), seed=number, what=what)
        # The index opens, and every passage of it is whole: the generation before or one after it.
        library = open_library(index)
        assert library.generation >= old.generation or what == "index"
        for document in library.documents:
            for passage in library.passages_of(document):
                assert library.verify(_identity(document.sha256, passage.position), _hash(passage.text))
        mended += mend(documents)
        after = contents(home)
        assert all(count == 1 for count in after.values()), "a file stands in two places"
        if what == "files":
            # Files go away by being discarded alone, and only what waited may be discarded.
            lost = before - set(after)
            assert not {name for name in lost if name.endswith("-0")}, "a document of the library is lost"
        assert not list(documents.rglob("part")), "half an upload is left"
        if number % 10 == 9:
            _check_next_run(home)
    _check_next_run(home)
    assert mended, "no kill left anything to mend: the moments are too late or too early"
    assert {f"{number}-0" for number in range(8)} <= set(contents(home))


def _check_next_run(home: Path) -> None:
    """Index, and compare what is held with what stands in the folder."""
    documents = home / "documents"
    report = index_folder(documents, home / "findings.db")
    assert report.failed == ()
    library = open_library(home / "findings.db")
    held = {name for document in library.documents for name in (document.path, *document.also)}
    assert held == {path.name for path in documents.glob("*.txt")}
    assert not list(home.glob("*.staging*"))
    assert not list(home.glob("*.new"))


def _identity(sha256: str, position: int) -> int:
    from index.storage.library import passage_id

    return passage_id(sha256, position)


def _hash(words: str) -> str:
    from index.storage.packing import text_hash

    return text_hash(words)
