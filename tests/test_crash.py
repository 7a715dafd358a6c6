"""An indexer that is killed, at whatever moment, leaves the index as it was before or as it would be after."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.errors import IndexMissingError
from index.indexing.indexer import index_folder
from index.storage.open import open_library, read_generation

KILLS = 8
DOCUMENTS = 8

INDEX = """
import sys
from pathlib import Path
from index.indexing.indexer import index_folder
index_folder(Path(sys.argv[1]), Path(sys.argv[2]), workers=2, prepare=False)
"""


def write(folder: Path, edition: int) -> dict[str, list[str]]:
    """Write an edition of the folder and give what must be held of it: some stay, others change, come and go."""
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    texts = {}
    for number in range(DOCUMENTS):
        name = f"letter {number}.txt" if number % 3 else f"letter {number} of edition {edition}.txt"
        changes = f"Edition {edition}." if number % 2 else "It stays."
        texts[name] = [f"Letter {number}. {changes}", *(f"Paragraph {n} of letter {number}." for n in range(200))]
        (folder / name).write_text("\n\n".join(texts[name]))
    return texts


def held(index: Path) -> dict[str, list[str]]:
    library = open_library(index)
    return {document.path: [p.text for p in library.passages_of(document)] for document in library.documents}


def start(folder: Path, index: Path) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", INDEX, str(folder), str(index)], cwd=Path(__file__).parent.parent)


def kill_after(process: subprocess.Popen, seconds: float) -> None:
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()


def test_killing_an_indexer_at_any_moment_leaves_before_or_after(tmp_path):
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    before = write(folder, 0)
    started = time.monotonic()
    assert start(folder, index).wait() == 0
    whole = time.monotonic() - started
    moments = random.Random(20)
    for edition in range(1, KILLS + 1):
        after = write(folder, edition)
        kill_after(start(folder, index), moments.uniform(0, 1.1 * whole))
        now = held(index)
        assert now in (before, after), f"edition {edition} is mixed"
        before = now
    index_folder(folder, index, workers=1, prepare=False)
    assert held(index) == after
    left = sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(("-wal", "-shm")))
    assert left == ["documents", "findings.db", "findings.db.lock"]


def test_killing_the_first_run_leaves_no_index_or_a_whole_one(tmp_path):
    folder = tmp_path / "documents"
    texts = write(folder, 0)
    moments = random.Random(21)
    for number in range(4):
        index = tmp_path / f"{number}.db"
        kill_after(start(folder, index), moments.uniform(0.05, 0.8))
        try:
            assert held(index) == texts
        except IndexMissingError:
            index_folder(folder, index, workers=1, prepare=False)
            assert held(index) == texts


def test_workers_end_when_the_indexer_is_killed(tmp_path):
    folder = tmp_path / "documents"
    write(folder, 0)
    process = start(folder, tmp_path / "findings.db")
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.wait()
        pytest.skip("this system does not list the children of a process")
    workers: list[str] = []
    while not workers and process.poll() is None:
        workers = children.read_text().split()
    process.kill()
    process.wait()
    deadline = time.monotonic() + 20
    while any(_is_alive(worker) for worker in workers):
        assert time.monotonic() < deadline


def _is_alive(process: str) -> bool:
    try:
        # The state stands after the name, which is in brackets (proc(5)); a zombie has ended.
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_generations_only_grow(tmp_path):
    folder, index = tmp_path / "documents", tmp_path / "findings.db"
    numbers = []
    for edition in range(3):
        write(folder, edition)
        index_folder(folder, index, workers=1, prepare=False, rebuild=edition == 2)
        numbers.append(read_generation(index))
    assert numbers == [1, 2, 3]
