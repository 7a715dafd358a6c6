"""What tests share: the folder of real documents beside the project, where there is one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest


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
def index_for_slack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the index of the sample documents and one hostile report, made once."""
    from slack_bot import make_library

    return make_library(tmp_path_factory.mktemp("library"))


@pytest.fixture(scope="session")
def library_index(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the index of all real documents, made once."""
    from index.indexing import index_folder

    path = tmp_path_factory.mktemp("real") / "library.db"
    index_folder(shared / "library", path)
    return path
