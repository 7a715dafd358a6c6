"""A burst of a thousand questions, or of some hundreds across a crash: each acknowledged at once and answered once."""

import json
from collections import Counter
from typing import Any

import pytest
from fake_slack import FakeSlack, Trouble
from fake_slack_people import Person
from slack_bot import ROOT, BotProcess

from bot.records.usage import Usage

MANIFEST = json.loads((ROOT / "manifest.json").read_text())
PEOPLE = 250
ASKED = (
    "What did inspectors say about private fostering in Merrow?",
    "care leavers in Merrowshire",
    "children who go missing in Merrow",
    "What does Merrow need to improve?",
)


@pytest.mark.parametrize(
    ("count", "killed"), [(1_000, False), (300, True)], ids=["running through", "killed in the middle"]
)
def test_a_thousand_questions_are_acknowledged_in_time_and_answered_exactly_once(
    tmp_path, index_for_slack, count, killed
):
    slack = FakeSlack(MANIFEST, own_events=False).start()
    bot = BotProcess(slack, tmp_path, index_for_slack).start()
    try:
        # A thread must not be warm: the first event meets the process as it is.
        slack.delivery.twice_every = 10
        slack.troubles.append(Trouble(every=20, status=429, methods=("chat.postMessage", "users.info")))
        people = [slack.person(f"person-{n}") for n in range(PEOPLE)]
        asked = slack.run(_ask_all(people, count))
        if killed:
            slack.wait_for(lambda: slack.counted["chat.postMessage"] > count // 3, timeout=60, what="a third")
            bot.kill()
            bot.start()
        slack.wait_for(lambda: _answers(slack, people) >= count, timeout=110, what="every answer")
        # Whatever is still on its way would be one too many: let the process finish all that it has begun.
        assert bot.stop() == 0
        counts = Counter(sum(m.get("thread_ts") == ts for m in slack.said(person.im)) for person, ts in asked)
        assert counts == {1: count}
        assert [d.seconds for d in slack.delivery.record if d.seconds is None or d.seconds >= 3] == []
        assert len(slack.delivery.record) == count + count // 10
        assert slack.counted["chat.postMessage 429"] >= count // 40
        assert slack.refusals == []
        (today,) = Usage(tmp_path / "records.db").days(1)
        # An answer is counted when it has arrived: of those, a killed process loses what it was at in that moment.
        lost = 50 if killed else 0
        assert count - lost <= today.total <= count
        assert PEOPLE - lost <= today.askers <= PEOPLE
        assert today.failed == 0
    finally:
        if bot.process is not None and bot.process.poll() is None:
            bot.kill()
        slack.stop()


async def _ask_all(people: list[Person], count: int) -> list[tuple[Person, str]]:
    asked = []
    for number in range(count):
        person = people[number % PEOPLE]
        more: dict[str, Any] = {}
        asked.append((person, await person._write(ASKED[number % len(ASKED)], person.im, None, more)))
    return asked


def _answers(slack: FakeSlack, people: list[Person]) -> int:
    return sum(len(slack.said(person.im)) for person in people)


def test_a_mention_or_command_that_a_crash_left_unanswered_is_explained(tmp_path, index_for_slack):
    slack = FakeSlack(MANIFEST, own_events=False).start()
    bot = BotProcess(slack, tmp_path, index_for_slack).start()
    try:
        ann = slack.person("ann")
        channel = slack.channel("team", members=[ann])
        slack.troubles.append(Trouble(every=1, status=429, methods=("users.info",), retry_after=30))
        ann.mention(channel, ASKED[0])
        ann.command(ASKED[1], channel=channel)
        slack.wait_for(lambda: slack.counted["users.info 429"] > 0, what="both on their way")
        bot.kill()
        slack.troubles.clear()
        bot.start()
        slack.wait_for(lambda: len(slack.shown_to(ann.user)) == 2, timeout=40, what="two explanations")
        assert all("restarted before I could answer" in m["text"] for m in slack.shown_to(ann.user))
        assert slack.said(channel) == []
    finally:
        bot.stop()
        slack.stop()


def test_the_bot_connects_again_when_slack_asks_it_to_or_cuts_the_line(tmp_path, index_for_slack):
    slack = FakeSlack(MANIFEST).start()
    bot = BotProcess(slack, tmp_path, index_for_slack).start()
    try:
        ann = slack.person("ann")
        ann.ask(ASKED[0])
        slack.run(slack.delivery.ask_to_reconnect())
        slack.wait_for(lambda: slack.delivery.connections_made >= 2, what="a new connection")
        ann.ask(ASKED[1])
        slack.run(slack.delivery.drop())
        ann.ask(ASKED[2], timeout=60)
        assert len(slack.said(ann.im)) == 3
    finally:
        assert bot.stop() == 0
        slack.stop()


def test_the_bot_starts_while_slack_is_down_and_answers_when_it_is_back(tmp_path, index_for_slack):
    slack = FakeSlack(MANIFEST).start()
    slack.down = True
    bot = BotProcess(slack, tmp_path, index_for_slack)
    try:
        made = slack.launch(_later_up(slack))
        bot.start()
        made.result(30)
        assert slack.person("ann").ask(ASKED[0])
    finally:
        assert bot.stop() == 0
        slack.stop()


async def _later_up(slack: FakeSlack) -> None:
    import asyncio

    await asyncio.sleep(3)
    slack.down = False


def test_without_an_index_the_asker_and_the_admins_are_told(tmp_path):
    slack = FakeSlack(MANIFEST).start()
    ann, admin = slack.person("ann"), slack.person("admin")
    bot = BotProcess(slack, tmp_path, tmp_path / "none.db", FINDINGS_ADMINS=admin.user).start()
    try:
        answer = ann.ask(ASKED[0])
        assert "no index" in answer["text"]
        slack.wait_for(
            lambda: any("findings index" in m["text"] for m in slack.said(admin.im)), what="a word to the admin"
        )
        ann.open_home()
        slack.wait_for(lambda: slack.homes.get(ann.user), what="a Home tab")
    finally:
        assert bot.stop() == 0
        slack.stop()
