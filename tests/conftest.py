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
