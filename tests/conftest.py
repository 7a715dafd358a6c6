"""What tests share: the folder of real documents beside the project, where there is one."""

from pathlib import Path

import pytest


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
