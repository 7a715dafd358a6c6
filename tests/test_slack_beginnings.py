"""The first minutes, with the real process: no index yet, somebody new, and words that Slack still holds."""

import json
import shutil
from collections.abc import Iterator

import pytest
from fake_slack import FakeSlack
from fake_slack_people import labels
from slack_bot import ROOT, BotProcess
from test_slack_conversations import FOSTERING, World, quotes, words_of

MANIFEST = json.loads((ROOT / "manifest.json").read_text())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A bot that starts with documents and without an index."""
    folder = tmp_path_factory.mktemp("beginnings")
    shutil.copytree(ROOT / "documents", folder / "documents")
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    admin = slack.person("admin")
    bot = BotProcess(slack, folder / "bot", folder / "findings.db", FINDINGS_ADMINS=admin.user)
    made = World(slack, bot)
    made.admin = admin
    try:
        bot.start()
        yield made
    finally:
        bot.stop()
        slack.stop()


def test_who_asks_before_the_first_index_hears_it_and_gets_the_answer_when_it_is_ready(world):
    people = [world.person() for _ in range(3)]
    asked = [one.write(FOSTERING) for one in people]
    waited = 0
    for one, ts in zip(people, asked, strict=True):
        said = world.slack.wait_for(lambda one=one, ts=ts: _answered(world, one, ts), timeout=180)
        assert quotes(said[-1])
        if len(said) > 1:  # the index was not ready yet
            waited += 1
            assert "I am reading the reports for the first time" in said[0]["text"]
    assert waited
    told = [m["text"] for m in world.slack.said(world.admin.im)]
    assert len(told) == 1
    assert "answered when it is ready" in told[0]


def _answered(world, person, ts):
    said = [m for m in world.slack.said(person.im, thread=ts) if m["ts"] > ts]
    return said if said and quotes(said[-1]) else None


def test_somebody_new_is_welcomed_once_with_questions_to_try(world):
    ann = world.person()
    for _ in range(2):
        ann.open_home("messages")
        world.slack.wait_for(lambda: world.slack.prompts.get(ann.im))
    (said,) = world.slack.wait_for(lambda: world.slack.said(ann.im))
    prompts = [prompt["title"] for prompt in world.slack.prompts[ann.im]]
    assert labels(said) == prompts
    assert "I keep no questions" in said["text"]
    ann.click(said, prompts[0])
    world.slack.wait_for(lambda: len(world.slack.said(ann.im)) == 2)


def test_what_is_suggested_is_of_the_askers_own_council(world):
    ann = world.person()
    ann.open_home()
    home = world.slack.wait_for(lambda: world.slack.homes.get(ann.user))
    ann.choose(home, "Choose your council", "Merrowshire")
    world.slack.wait_for(lambda: "initial_option" in json.dumps(world.slack.homes[ann.user]))
    ann.open_home("messages")
    prompts = world.slack.wait_for(lambda: world.slack.prompts.get(ann.im))
    assert all("Merrowshire" in prompt["message"] for prompt in prompts)
    said = world.slack.wait_for(lambda: world.slack.said(ann.im))[0]
    assert "Where you name no council I take Merrowshire" in said["text"]


def test_the_card_on_personal_data_says_where_slack_holds_the_words_and_deletes_what_it_can(world):
    ann = world.person()
    card = ann.ask("what about NHS number 943 476 5919?")
    assert "Slack still holds your message above" in words_of(card)
    ann.click(card, "Delete this card")
    world.slack.wait_for(lambda: world.slack.said(ann.im) == [])
    channel = world.channel(ann)
    ann.mention(channel, "what about NHS number 943 476 5919?")
    card = ann.wait_private()
    assert "Slack still holds your message in the channel" in words_of(card)
    ann.click(card, "Delete this card")
    world.slack.wait_for(lambda: world.slack.shown_to(ann.user) == [])
    ann.command("what about NHS number 943 476 5919?")
    assert "Slack keeps no message of a command" in words_of(ann.wait_private())


def test_an_admins_list_of_addresses_lets_everybody_open_the_report_at_the_cited_page(world):
    ann, admin = world.person(), world.admin
    world.slack.wait_for(lambda: quotes(ann.ask(FOSTERING)), timeout=180)
    rows = "file,url\nchildren's services inspection - 12 march 2025.pdf,https://reports.example/1\nno.pdf,https://x.example\n"
    told = world.slack.said(admin.im)
    admin.send(admin.offer("links.csv", rows.encode()))
    said = world.slack.wait_for(lambda: [m for m in world.slack.said(admin.im) if m not in told])[0]
    assert "1 report with an address, 1 of them new or changed" in said["text"]
    assert "1 rows name no report that is held (no.pdf)" in said["text"]

    def linked():
        options = [o for b in ann.ask(FOSTERING)["blocks"] for o in b.get("accessory", {}).get("options", [])]
        return [option["url"] for option in options if option.get("url")]

    assert world.slack.wait_for(linked, timeout=180)[0].startswith("https://reports.example/1#page=")
    ann.send(ann.offer("links.csv", rows.encode()))
    world.slack.wait_for(lambda: "admin" in world.slack.said(ann.im)[-1]["text"].lower())
