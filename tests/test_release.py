"""A release: its version is that of the tag, and the workflow calls what is there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def version_in(folder: Path) -> str:
    """Give the version that a build in a folder would have."""
    command = [sys.executable, "-m", "setuptools_scm"]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "SETUPTOOLS_SCM"))}
    return subprocess.run(command, cwd=folder, env=kept, capture_output=True, text=True, check=True).stdout.strip()


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=Robin Otter", "-c", "user.email=robin@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, capture_output=True, check=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Make a repository of one commit with this project's settings of the build."""
    for name in ("pyproject.toml", ".gitattributes", ".git_archival.txt"):
        shutil.copy(ROOT / name, tmp_path)
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "First")
    return tmp_path


def test_the_version_is_that_of_the_tag_and_counts_the_commits_since(clone: Path) -> None:
    git(clone, "tag", "v1.4.2")
    assert version_in(clone) == "1.4.2"
    git(clone, "commit", "--quiet", "--allow-empty", "--message", "Second")
    assert version_in(clone).startswith("1.4.3.dev1+g")


def test_a_clone_without_tags_and_a_folder_without_git_have_a_version(clone: Path) -> None:
    assert version_in(clone).startswith("0.2.0.dev1+g")
    shutil.rmtree(clone / ".git")
    (clone / ".git_archival.txt").unlink()
    assert version_in(clone) == "0.2.0.dev0"


def test_an_archive_of_a_tag_knows_its_version(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(clone, "tag", "v1.4.2")
    folder = tmp_path_factory.mktemp("archive")
    git(clone, "archive", "--output", str(folder / "a.tar"), "HEAD")
    shutil.unpack_archive(folder / "a.tar", folder, filter="data")
    assert version_in(folder) == "1.4.2"


def test_the_release_workflow_calls_what_is_there() -> None:
    workflow = (ROOT / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert 'tags: ["v[0-9]*"]' in workflow
    assert "fetch-depth: 0" in workflow  # the version is told from the tags
    for target in re.findall(r"make (\w+)", workflow):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE)
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
