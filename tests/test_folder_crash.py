"""Killed a hundred times: the index opens and answers as before or as after, no file is lost, the next run mends."""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from subprocess import PIPE
from typing import Any

import pytest
from keeping_child import folder_state, text

from bot.answers import open_answerer
from bot.cli.json_output import answer_to_dict
from bot.records.audit import Audit
from index.folder.catalogue import load_catalogue
from index.folder.recovery import mend
from index.folder.staging import Incoming
from index.folder.trash import binned
from index.indexing.indexer import index_folder
from index.storage.library import Library
from index.storage.open import open_library

ROOT = Path(__file__).resolve().parents[1]
RUNS, ACTS = 12, 88
SECONDS_OF_ACTS = 0.12  # a dozen acts on files
ACTS_OF_A_RUN = 0.05  # a dozen acts take about a twentieth of what a run takes
QUESTIONS = ("strategy meetings in Merrow", "management oversight in Merrow", "paragraph 7 of report 3")


class Child:
    """The process that is killed."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}"}
        command = [sys.executable, str(ROOT / "tests" / "keeping_child.py"), str(home)]
        self.process = subprocess.Popen(command, stdin=PIPE, stdout=PIPE, env=environment, text=True)

    def kill_after(self, seconds: float, *, seed: int, what: str) -> None:
        """Let it work for a while, then kill it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(f"{seed} {what}\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        while _runs(child):
            time.sleep(0.001)

    def measure_run(self, home: Path) -> float:
        """Let it index until it is done for the first time, kill it, and say how long a run takes on this machine."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("0 index\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        started = time.monotonic()
        while len(Journal(home).states) < 2:
            time.sleep(0.01)
        seconds = time.monotonic() - started
        os.kill(child, signal.SIGKILL)
        while _runs(child):
            time.sleep(0.001)
        return seconds

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
    (documents / "merrow").mkdir()
    for sample in (ROOT / "documents" / "merrow").glob("*.docx"):
        shutil.copy(sample, documents / "merrow")
    for number in range(8):
        (documents / f"report {number}.txt").write_bytes(text(number, 0))
    index_folder(documents, tmp_path / "findings.db", samples=True)
    (tmp_path / "journal").touch()
    return tmp_path


@pytest.fixture
def child(home: Path) -> Iterator[Child]:
    child = Child(home)
    try:
        yield child
    finally:
        child.close()


class Journal:
    """What the children wrote down: contents that were promised to be kept, contents given up, states of the folder."""

    def __init__(self, home: Path) -> None:
        lines = [json.loads(line) for line in (home / "journal").read_text().splitlines()]
        self.promised = {
            sha256(text(*map(int, line["promised"].split("-")))).hexdigest() for line in lines if "promised" in line
        }
        self.given_up = {line["discarded"] for line in lines if "discarded" in line}
        self.states = [line["state"] for line in lines if "state" in line]


def kept(home: Path) -> Counter[str]:
    """Count every content that stands in the library, in the bin or in what waits, by hash; each must be whole."""
    documents = home / "documents"
    places = [*documents.glob("*.txt"), *documents.glob("merrow/*")]
    noted = {documents / ".bin" / entry.id / entry.name: entry.sha256 for entry in binned(documents)}
    noted |= {staged.path: staged.sha256 for staged in Incoming(documents).all()}
    found: Counter[str] = Counter()
    for path in (*places, *noted):
        content = path.read_bytes()
        digest = sha256(content).hexdigest()
        assert noted.get(path, digest) == digest, f"{path.name} is not what is noted of it"
        if path.suffix == ".txt":
            end = re.search(rb"The end of (\d+)-(\d+)\.\n\Z", content)
            assert end, f"{path.name} is half written"
            assert content == text(int(end[1]), int(end[2]))
        found[digest] += 1
    return found


def held_state(library: Library) -> dict[str, str]:
    """Give the hash of each document in the index, by name; every passage must be of that very content."""
    for document in library.documents:
        if document.path.endswith(".txt"):
            said = " ".join(passage.text for passage in library.passages_of(document))
            found = re.findall(r"Paragraph (\d+) of report (\d+), version (\d+)\.", said)
            assert [int(number) for number, _, _ in found] == list(range(1, 30)), document.path
            ((report, version),) = {(report, version) for _, report, version in found}
            assert sha256(text(int(report), int(version))).hexdigest() == document.sha256
    return {name: document.sha256 for document in library.documents for name in (document.path, *document.also)}


def answers(home: Path) -> list[dict[str, Any]]:
    answerer = open_answerer(home / "findings.db")
    return [answer_to_dict(answerer.answer(question)) for question in QUESTIONS]


def test_a_hundred_kills_lose_nothing(home: Path, child: Child) -> None:
    chance = random.Random(20261121)
    run = child.measure_run(home)
    acts = max(SECONDS_OF_ACTS, run * ACTS_OF_A_RUN)  # a busy machine is slower at both
    moments = [("index", 1.8 * run)] * RUNS + [("files", acts)] * ACTS
    chance.shuffle(moments)
    index_folder(home / "documents", home / "findings.db", samples=True)
    documents = home / "documents"
    originals = set(folder_state(documents).values())
    known, said = held_state(open_library(home / "findings.db")), answers(home)
    mended: list[str] = []
    after = 0
    for number, (what, longest) in enumerate(moments):
        states = len(Journal(home).states)
        child.kill_after(chance.uniform(0, longest), seed=number, what=what)
        journal = Journal(home)
        # The index opens; it is as it was, or as one of the runs was to make it, and it answers accordingly.
        now = held_state(open_library(home / "findings.db"))
        if now != known:
            assert now in journal.states[states:], "the index is neither as before nor as after"
            after += 1
            known, said = now, answers(home)
            assert all(answer["evidence"] for answer in said[:2])
        elif what == "index":
            assert answers(home) == said
        # No file is lost or half-written, before mending and after it; nor are the catalogue and the audit.
        for _ in range(2):
            there = kept(home)
            missing = (originals | journal.promised) - set(there) - journal.given_up
            assert not missing, f"lost after {what}, kill {number}"
            mended += mend(documents)
        assert max(kept(home).values()) == 1, "a file stands in two places"
        assert not list(documents.rglob("part"))
        assert not [path for path in documents.iterdir() if path.name.startswith(".catalogue")]
        faults = [str(fault) for fault in load_catalogue(documents / "catalogue.toml").faults]
        assert not faults
        if number % 20 == 19:
            _check_next_run(home)
            known, said = held_state(open_library(home / "findings.db")), answers(home)
    assert mended, "no kill left anything to mend: the moments are too late or too early"
    assert after >= 2, "no run of the indexer came to its end"
    assert len({entry.act for entry in Audit(home / "records.db").entries()}) >= 6


def _check_next_run(home: Path) -> None:
    """Index, and compare what is held with what stands in the folder."""
    report = index_folder(home / "documents", home / "findings.db", samples=True)
    assert report.failed == ()
    assert held_state(open_library(home / "findings.db")) == folder_state(home / "documents")
    assert not list(home.glob("*.staging*"))
    assert not list(home.glob("*.new"))
