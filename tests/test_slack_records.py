"""What the real process records while people ask: right counts, nobody in them, and never in an answer's way."""

import json
import re
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fake_slack import FakeSlack
from slack_bot import ROOT, BotProcess, patience

from bot.records.usage import Usage
from bot.slack.state.feedback import complaints

MANIFEST = json.loads((ROOT / "manifest.json").read_text())
FOSTERING = "What did inspectors say about private fostering in Merrow, quokkas aside?"
REFUSED = "What about submarines and wombats in Merrow?"
ELSEWHERE = "private fostering in Leeds, numbats aside"
NOWHERE = "private fostering in Bettongham"  # sounds like a council, and is none
PERSONAL = "The case of 943 476 5919 and bilbies in Merrow"
WORDS = ("quokka", "submarine", "wombat", "numbat", "bettong", "bilbies", "did inspectors say")


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    yield slack
    slack.stop()


def bot_of(slack: FakeSlack, folder: Path, index: Path, **settings: str) -> BotProcess:
    return BotProcess(slack, folder, index, FINDINGS_WATCH="false", **settings)


def test_use_is_counted_and_no_question_and_nobody_is_in_any_byte_of_the_records(
    slack: FakeSlack, tmp_path: Path, index_for_slack: Path
) -> None:
    bot = bot_of(slack, tmp_path, index_for_slack).start()
    people = [slack.person(f"person-{number}") for number in range(3)]
    try:
        for person in people:
            answer = person.ask(FOSTERING)
        people[0].ask(REFUSED)
        people[0].ask(ELSEWHERE)
        people[0].ask(NOWHERE)
        people[0].ask(PERSONAL)
        people[2].click(answer, "Helpful")
        people[2].wait_private()
        people[2].click(answer, "Not helpful")
        people[2].wait_modal("What was wrong?")
        people[2].submit({"What was wrong?": "Out of date"})
        counted = wait_for(lambda: [one for one in told(tmp_path).feedback(1) if one.reasons])
        assert {(one.helpful, one.unhelpful, tuple(one.reasons)) for one in counted} == {(0, 1, ("out_of_date",))}
        nobody_in(tmp_path, slack)  # while the write-ahead log is there
        assert (tmp_path / "records.db-wal").stat().st_size > 0
    finally:
        assert bot.stop() == 0
    nobody_in(tmp_path, slack)
    usage = told(tmp_path)
    (today,) = usage.days(1)
    assert today.answers == {"passages": 3, "no_answer": 3}
    assert (today.askers, today.warned, today.failed) == (3, 1, 0)
    assert sorted((one.reason, one.authority) for one in usage.refusals(1)) == [
        ("authority_not_held", ""),
        ("authority_not_held", "Leeds"),
        ("no_match", "Merrow"),
    ]
    latency = usage.latency(1)
    assert latency.count == 6
    assert latency.median is not None
    assert 0.001 <= latency.median < 5
    (complaint,) = complaints(bot.state)
    assert (complaint.reason, complaint.question, complaint.done) == ("out_of_date", "", False)
    assert any("paragraph" in label for label in complaint.shown)


def nobody_in(folder: Path, slack: FakeSlack) -> None:
    """Look through every byte of the records and their log."""
    for file in folder.glob("records.db*"):
        held = file.read_bytes()
        assert [word for word in WORDS if word.encode() in held.lower()] == []
        assert [user for user in slack.users if user.encode() in held] == []


def told(folder: Path) -> Usage:
    return Usage(folder / "records.db")


def wait_for(look: Any, seconds: float = 60) -> Any:
    """Look again until something is there."""
    until = time.monotonic() + seconds
    while not (found := look()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


def test_where_nothing_can_be_recorded_answers_go_on_and_it_is_said_once(
    slack: FakeSlack, tmp_path: Path, index_for_slack: Path
) -> None:
    (tmp_path / "blocked").write_text("a file, no folder")
    admin, person = slack.person("admin"), slack.person("person")
    records = tmp_path / "blocked" / "records.db"
    bot = bot_of(slack, tmp_path, index_for_slack, FINDINGS_RECORDS=str(records), FINDINGS_ADMINS=admin.user).start()
    try:
        for _ in range(3):
            assert "Merrow" in person.ask(FOSTERING)["text"]
        said = slack.wait_for(lambda: [m for m in slack.said(admin.im) if "cannot record" in m["text"]], what="word")
        assert isinstance(said, list)
        assert "FINDINGS_RECORDS" in said[0]["text"]
    finally:
        assert bot.stop() == 0
    log = bot.log.read_text()
    assert len(re.findall("Nothing can be recorded: ", log)) == 1
    assert len(re.findall("Use is not counted for now; answers go on. ", log)) == 1
    assert "Traceback" not in log


def test_a_file_that_another_process_has_locked_keeps_nobody_waiting(
    slack: FakeSlack, tmp_path: Path, index_for_slack: Path
) -> None:
    bot = bot_of(slack, tmp_path, index_for_slack).start()
    person = slack.person("person")
    try:
        person.ask(FOSTERING)
        wait_for(lambda: told(tmp_path).days(1)[0].total)
        with closing(sqlite3.connect(tmp_path / "records.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            begun = time.monotonic()
            person.ask(FOSTERING)
            person.ask(FOSTERING)
            assert time.monotonic() - begun < patience(4)
            other.execute("ROLLBACK")
        assert wait_for(lambda: told(tmp_path).days(1)[0].total == 3)
    finally:
        assert bot.stop() == 0
