"""What people take away from an answer, and what they are told where Slack takes less of it: with the real process."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from fake_slack import FakeSlack
from fake_slack_people import labels
from slack_bot import ROOT, BotProcess
from test_slack_conversations import FOSTERING, World, words_of

MANIFEST = json.loads((ROOT / "manifest.json").read_text())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, index_for_slack: Path) -> Iterator[World]:
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    bot = BotProcess(slack, tmp_path_factory.mktemp("takeaways"), index_for_slack, FINDINGS_WATCH="false").start()
    try:
        yield World(slack, bot)
    finally:
        bot.stop()
        slack.stop()


def file_in(world, channel):
    def there():
        return [m for m in world.slack.messages.get(channel, []) if m.get("files")]

    (message,) = world.slack.wait_for(there)
    return world.slack.files[message["files"][0]["id"]]["content"], message


def test_all_rows_of_a_private_answer_come_as_a_file_to_the_asker_alone(world):
    ann = world.person()
    channel = world.channel(ann)
    ann.command("which councils mention care leavers", channel=channel)
    ann.click(ann.wait_private(), "All rows as CSV")
    content, _ = file_in(world, ann.im)
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {row["authority"] for row in rows} == {"Merrow", "Merrowshire"}
    assert all(row["text"] for row in rows)
    assert not world.slack.messages.get(channel)


def test_all_rows_of_a_public_answer_come_as_a_file_into_its_thread(world):
    ann = world.person()
    channel = world.channel(ann)
    answer = ann.ask("What grades did Merrow get in its latest inspection?", channel=channel)
    ann.click(answer, "All rows as CSV")
    content, message = file_in(world, channel)
    assert message["thread_ts"] == answer["thread_ts"]
    assert "Overall effectiveness" in content.decode()


def test_a_briefing_is_a_click_away_and_on_its_council_alone(world):
    ann = world.person()
    answer = ann.ask(FOSTERING)
    ann.click(answer, "Briefing for a meeting")
    briefing = world.slack.wait_for(lambda: [m for m in world.slack.said(ann.im) if m["ts"] > answer["ts"]])[0]
    text = words_of(briefing)
    assert briefing["text"].startswith("Briefing on Merrow. Merrow 2025: Overall effectiveness: Good")
    assert "What must improve" in text
    assert "On the theme" in text
    assert "Merrowshire" not in text


def test_a_shared_answer_says_what_was_asked_for_and_the_question_only_if_it_is_ticked(world):
    ann = world.person()
    first, second = world.channel(ann), world.channel(ann)
    question = "please could you tell me what they said about private fostering in Merrow"
    answer = ann.ask(question)
    for channel, ticked in ((first, []), (second, ["Post my question too"])):
        ann.click(answer, "Share to channel")
        ann.wait_modal("Share to channel")
        ann.submit({"Channel": channel, "Your question": ticked})
        world.slack.wait_for(lambda: "Shared, with your name on it." in words_of(ann.modal))
        ann.close()
    plain, asked = (words_of(world.slack.said(channel)[0]) for channel in (first, second))
    assert "Asked for: private fostering" in plain
    assert "please could you" not in plain
    assert f"The question: {question}" in asked


def test_small_talk_gets_one_line_and_in_a_channel_it_is_for_the_one_who_said_it(world):
    ann = world.person()
    said = ann.ask("thanks! :tada:")
    assert said["text"] == "You're welcome. Ask again whenever you need a passage."
    assert labels(said) == []
    channel = world.channel(ann)
    ann.mention(channel, "cheers")
    assert "welcome" in ann.wait_private()["text"]
    assert world.slack.said(channel) == []


def test_more_passages_begin_after_those_that_are_shown(world):
    ann = world.person()
    answer = ann.ask("children in care in Merrow")
    label = next(one for one in labels(answer) if one.startswith("More passages"))
    ann.click(answer, label)
    view = ann.wait_modal("More passages")
    whole = words_of(answer)
    for block in view["blocks"]:
        for element in block.get("elements", []):
            if element.get("type") == "rich_text_quote":
                assert "".join(p["text"] for p in element["elements"])[:60] not in whole


def test_where_slack_takes_no_data_tables_the_same_rows_come_as_a_list(world):
    ann = world.person()
    world.slack.without_blocks = {"data_table"}
    try:
        answer = ann.ask("Merrow's grades over time")
        ann.command("Merrow's grades over time")
        private = ann.wait_private()
    finally:
        world.slack.without_blocks = set()
    for message in (answer, private):
        assert "rich_text_list" in json.dumps(message["blocks"])
        assert "Overall effectiveness" in words_of(message)
    refused = [code for method, code, _ in world.slack.refusals]
    assert refused == ["invalid_blocks"]  # once: from then on lists are sent at once
    world.slack.refusals.clear()


def test_whoever_asks_is_told_where_slack_refuses_the_answer(world):
    ann = world.person()
    world.slack.without_blocks = {"context_actions"}
    try:
        said = ann.ask(FOSTERING)
    finally:
        world.slack.without_blocks = set()
    assert "something went wrong" in said["text"]
    assert "reference" in said["text"]
    world.slack.refusals.clear()
