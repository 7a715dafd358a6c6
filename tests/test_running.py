"""What docs/running.md says of a service that goes on, with the real processes: bots on one index, logs, back-ups."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from fake_slack_people import Person
from slack_bot import ROOT, BotProcess, copy_library

from bot.records import Act, Audit
from index.storage.schema import SCHEMA

PAGE = ROOT / "docs" / "running.md"
MANIFEST = json.loads((ROOT / "manifest.json").read_text())
QUESTION = "What did inspectors say about the walrus register in Merrow?"
LATER = """Monitoring visit to Merrow children's services

Inspection dates: 3 to 7 May 2021

Published: 2 June 2021

Findings

1. Inspectors saw the walrus register. It was complete, and managers had looked at it each week.
"""


class Served:
    """A bot of a workspace of its own, and somebody in it."""

    def __init__(self, folder: Path, index: Path, **settings: str) -> None:
        self.slack = FakeSlack(MANIFEST, post_interval=0.0).start()
        self.ann: Person = self.slack.person("ann")
        settings = {"FINDINGS_WATCH": "false", **settings}
        self.bot = BotProcess(self.slack, folder, index, FINDINGS_ADMINS=self.ann.user, **settings)

    def logged(self, words: str) -> str:
        """Wait for words in the log, and give the whole log."""
        self.slack.wait_for(lambda: words in self.bot.log.read_text(), what=f"{words!r} in the log")
        return self.bot.log.read_text()

    def end(self) -> None:
        if self.bot.process is not None and self.bot.process.poll() is None:
            self.bot.stop()
        self.slack.stop()


@pytest.fixture(scope="module")
def two_bots(tmp_path_factory: pytest.TempPathFactory, library_to_copy: Path) -> Iterator[tuple[Served, Served]]:
    """Two bots over one index, which findings index keeps."""
    home = tmp_path_factory.mktemp("two-bots")
    index = copy_library(library_to_copy, home / "library")
    bots = (Served(home / "a", index), Served(home / "b", index))
    try:
        for served in bots:
            served.bot.launch()
        for served in bots:
            served.bot.wait_until_reached(connections=0)
        yield bots
    finally:
        for served in bots:
            served.end()


def index_again(bot: BotProcess) -> None:
    command = [sys.executable, "-m", "bot.cli", "index"]
    subprocess.run(command, cwd=ROOT, env=bot.environment, check=True, capture_output=True)


def rotate(log: Path) -> str:
    """Do what logrotate does with copytruncate; give what was copied."""
    kept = log.with_suffix(".log.1")
    shutil.copy(log, kept)
    os.truncate(log, 0)
    return kept.read_text()


def test_two_bots_answer_from_one_index_and_from_what_is_added_and_a_rotated_log_goes_on_at_its_beginning(two_bots):
    one, other = two_bots
    assert one.bot.state != other.bot.state
    documents = Path(one.bot.environment["FINDINGS_DOCUMENTS"])
    for served in two_bots:
        assert "walrus register. It was" not in json.dumps(served.ann.ask(QUESTION))
    assert "Findings is ready" in rotate(other.bot.log)
    (documents / "merrow" / "monitoring visit - 2 june 2021.txt").write_text(LATER, encoding="utf-8")
    index_again(one.bot)
    for served in two_bots:
        served.logged("Answering from generation 2")
        assert "Inspectors saw the walrus register." in json.dumps(served.ann.ask(QUESTION))
    after = other.bot.log.read_text()
    assert "\0" not in after
    assert re.match(r"\d{4}-\d\d-\d\dT", after)
    assert other.bot.process is not None
    held = Path(f"/proc/{other.bot.process.pid}/fd")
    if held.exists():
        assert str(other.bot.log) in [os.path.realpath(file) for file in held.iterdir()]


def test_who_asks_where_the_index_is_of_a_newer_version_is_promised_nothing_and_told_no_file(two_bots, tmp_path):
    one, _ = two_bots
    kept = one.ann.ask(QUESTION)
    one.bot.stop()
    newer = tmp_path / "findings.db"
    shutil.copy(one.bot.environment["FINDINGS_INDEX"], newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    one.bot.environment |= {"FINDINGS_INDEX": str(newer), "FINDINGS_WATCH": "true"}
    one.bot.start()
    said = one.ann.ask(QUESTION)["text"]
    assert "I have no reports to answer from just now" in said
    assert "first time" not in said
    one.ann.click(kept, "Read in context")
    shown = one.slack.wait_for(lambda: one.ann.modal)
    assert "no reports to answer from" in json.dumps(shown)
    (told, *_) = [m["text"] for m in one.slack.said(one.ann.im) if "cannot answer" in m["text"]]
    assert "findings index --rebuild" in told
    assert not [m for m in one.slack.said(one.ann.im) if "former one" in m["text"]]


def commands(heading: str) -> list[str]:
    """Give the commands below a heading of the page, a block each."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return [
        "".join(f"{line[4:]}\n" for line in block.splitlines()) for block in re.findall(r"(?m)(?:^ {4}.*\n)+", section)
    ]


def run_as_written(script: str, folder: Path) -> None:
    """Run commands of the page in a folder and without the rights of root."""
    for written, here in (
        ("/var/backups/findings", str(folder / "backups")),
        ("/var/lib/findings", str(folder / "stands")),
        ("/opt/findings/.venv/bin/findings", f"{sys.executable} -m bot.cli"),
        ("/opt/findings/.venv/bin", str(Path(sys.executable).parent)),
        ("runuser -u findings -- ", ""),
        ("-o findings -g findings ", ""),
    ):
        script = script.replace(written, here)
    own = {name: value for name, value in os.environ.items() if not name.startswith(("FINDINGS_", "SLACK_"))}
    told = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder / "stands",
        env=own | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr


def test_what_the_page_backs_up_twice_a_day_is_there_again_when_the_page_restores_it(tmp_path):
    stands = tmp_path / "stands"
    (stands / "documents").mkdir(parents=True)
    (stands / "documents" / "merrow.txt").write_text(LATER, encoding="utf-8")
    (stands / ".env").write_text("FINDINGS_HOME_AUTHORITY=Merrow\n")
    (stands / "var").mkdir()
    audit = Audit(stands / "var" / "records.db")
    audit.write(Act.REINDEXED, actor="U00001", detail="before the back-up")
    backing_up, restoring = commands("Back up, and restore")[:2]
    for _ in range(2):
        run_as_written(backing_up, tmp_path)
    audit.write(Act.REINDEXED, actor="U00001", detail="after it")
    audit.close()
    kept = sorted((tmp_path / "backups").iterdir())
    assert oct(kept[0].stat().st_mode & 0o777) == "0o700"
    (stands / "documents" / "wrong.txt").write_text("What was added by mistake.", encoding="utf-8")
    restoring = re.sub(r"(?m)^from=.*$", f"from={kept[0]}", restoring)
    run_as_written(restoring, tmp_path)
    again = Audit(stands / "var" / "records.db")
    told = [entry.detail for entry in again.entries()]
    again.close()
    assert "before the back-up" in told
    assert "after it" not in told
    assert [path.name for path in (stands / "documents").glob("*.txt")] == ["merrow.txt"]
    assert (stands / "var" / "findings.db").exists()
