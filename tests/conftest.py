"""What tests share: the real documents beside the project, where there are any, and indexes that are made once."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from slack_bot import copy_library, make_library

from index.files import locked
from index.indexing import index_folder

SAMPLES = Path(__file__).resolve().parents[1] / "documents"
# The files that take longest, longest first: each runs in one process, and one that came last would leave others idle.
LONGEST = """
    test_slack_uploads test_library_changes test_slack_waiting_files test_index_runner test_slack_load test_cli
    test_slack_managing test_slack_real_library test_folder_crash test_slack_proofs test_slack_conversations
    test_bad_input_indexing test_index_update test_judged_questions test_slack_setup test_indexer test_ocr test_crash
    test_running test_following test_slack_workspaces test_privacy test_linear_patterns test_quotations test_audit
    test_themes test_judgement_tables test_slack_beginnings test_slack_records test_slack_grid test_fingerprint
    test_deep_check test_local_words test_field_answers test_assistants test_slack_takeaways test_editions
""".split()
MakeOnce: TypeAlias = Callable[[str, Callable[[Path], object]], Path]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run one process more than there are processors: many tests wait for a process or for a moment to pass."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest; the order within a file stays."""
    place = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(scope="session", autouse=True)
def _records_of_the_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests do out of the records of whoever runs them."""
    before = os.environ.get("FINDINGS_RECORDS")
    os.environ["FINDINGS_RECORDS"] = str(tmp_path_factory.mktemp("records") / "records.db")
    yield
    if before is None:
        del os.environ["FINDINGS_RECORDS"]
    else:
        os.environ["FINDINGS_RECORDS"] = before


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of real documents and judged questions, or skip where this machine has none."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        pytest.skip("the real documents (../shared) are not on this machine")
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Give what makes a folder of that name once a run, in whichever process needs it first; the others wait for it.

    Every test may read what is made so, and none may change it.
    """
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent  # each process of a run has a folder of its own in that of the run

    def give(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = home / name, home / f"{name}.done"
        with locked(home / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a process made that ended before it was done
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return give


@pytest.fixture(scope="session")
def samples_index(made_once: MakeOnce) -> Path:
    """Give the index of the sample documents."""
    return made_once("samples-index", lambda folder: index_folder(SAMPLES, folder / "findings.db")) / "findings.db"


@pytest.fixture(scope="session")
def library_to_copy(made_once: MakeOnce) -> Path:
    """Give the index of the sample documents and one hostile report, with the documents beside it: to be copied only.

    A test that changes a library takes a copy; no process has this one open.
    """
    return made_once("library-to-copy", make_library) / "findings.db"


@pytest.fixture(scope="session")
def index_for_slack(made_once: MakeOnce, library_to_copy: Path) -> Path:
    """Give a copy of that library which processes may have open, and none may change."""
    return made_once("library-for-slack", lambda folder: copy_library(library_to_copy, folder)) / "findings.db"


@pytest.fixture(scope="session")
def library_index(shared: Path, made_once: MakeOnce) -> Path:
    """Give the index of all real documents."""
    library = shared / "library"
    return made_once("library-index", lambda folder: index_folder(library, folder / "findings.db")) / "findings.db"


@pytest.fixture(scope="session")
def seeds_index(shared: Path, made_once: MakeOnce) -> Path:
    """Give the index of the real documents that are plain text."""
    seeds = shared / "seeds"
    return made_once("seeds-index", lambda folder: index_folder(seeds, folder / "findings.db")) / "findings.db"
