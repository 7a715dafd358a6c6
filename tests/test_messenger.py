"""A message into a channel is posted once or given up, and one to a person is looked for before it is posted again."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from fake_slack import FakeSlack
from slack_bot import ROOT
from slack_sdk.errors import SlackApiError

from bot.slack import messenger as room
from bot.slack.access import SlackUser
from bot.slack.blocks import plain_message
from bot.slack.interaction import MessageLocation
from bot.slack.messenger import Messenger, NotDeliveredError, quiet_client
from bot.slack.questions import QuestionRequest
from bot.slack.questions.replies import Replies
from bot.slack.state import Entry

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))


class Answer(Json):
    """What the Web API answers with."""

    def __init__(self, status: int, **data: Any) -> None:
        super().__init__(data)
        self.status_code, self.data, self.headers = status, dict(data), {}


class Slack:
    """A Web API that posts every message and then loses its reply, as often as it is told."""

    def __init__(self, *, losing: int, fault: Exception) -> None:
        self.losing, self.fault = losing, fault
        self.posted: list[Json] = []

    async def chat_postMessage(self, **message: Any) -> Json:  # noqa: N802 - the name is Slack's
        self.posted.append(message | {"ts": f"{len(self.posted)}.0"})
        if len(self.posted) <= self.losing:
            raise self.fault
        return Answer(200, channel=message["channel"], ts=self.posted[-1]["ts"])

    async def conversations_replies(self, **_: Any) -> Json:
        return {"messages": self.posted}


FAULTS = [
    aiohttp.ServerDisconnectedError(),
    TimeoutError(),
    SlackApiError("internal_error", Answer(500, ok=False, error="internal_error")),
]


def post(slack: Slack, channel: str, *, readable: bool = False) -> list[str]:
    async def work() -> list[str]:
        messenger = Messenger("xoxb-1", "http://localhost/api/", slack)  # type: ignore[arg-type]
        messenger._poster = slack  # type: ignore[assignment]
        return await messenger.post(channel, [plain_message("Found.")], thread_ts="1.0", mark="a:1", readable=readable)

    return asyncio.run(work())


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "INTERVAL", 0.0)


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_message_into_a_channel_whose_reply_is_lost_is_not_posted_twice(fault):
    slack = Slack(losing=1, fault=fault)
    with pytest.raises(NotDeliveredError) as caught:
        post(slack, "C1")
    assert caught.value.in_doubt
    assert len(slack.posted) == 1


@pytest.mark.parametrize("fault", FAULTS, ids=repr)
def test_a_direct_message_whose_reply_is_lost_is_found_and_not_posted_twice(fault):
    slack = Slack(losing=1, fault=fault)
    assert post(slack, "D1", readable=True) == ["0.0"]
    assert len(slack.posted) == 1


def test_where_slack_is_down_a_message_into_a_channel_is_tried_again():
    slack = Slack(losing=1, fault=SlackApiError("down", Answer(503, ok=False, error="service_unavailable")))
    assert post(slack, "C1") == ["1.0"]


@pytest.mark.parametrize("entry", [Entry.DIRECT, Entry.MENTION])
def test_what_replaces_an_answer_of_several_parts_replaces_all_of_them(entry):
    slack = FakeSlack(MANIFEST, post_interval=0.0).start()
    person = slack.person("ann")
    channel = person.im if entry is Entry.DIRECT else slack.channel("c", members=[person])
    request = QuestionRequest("q", SlackUser(person.user), entry, channel, "a" * 20)

    def shown() -> list[str]:
        return [message["text"] for message in slack.said(channel)]

    async def work() -> None:
        messenger = Messenger(slack.bot_token, slack.api_url, quiet_client(slack.bot_token, slack.api_url))
        replies = Replies(messenger)
        first = await replies.send(request, [plain_message(f"Old {n}") for n in (1, 2, 3)], mark="a:1")
        assert shown() == ["Old 1", "Old 2", "Old 3"]
        # "Change" stands under the last part; the new answer stands where the first was.
        new = [plain_message(f"New {n}") for n in (1, 2)]
        second = await replies.replace(request, MessageLocation(channel, first[-1]), new, former=first)
        assert shown() == ["New 1", "New 2"]
        assert second is not None
        assert second[0] == first[0]
        await replies.replace(request, MessageLocation(channel, second[1]), [plain_message("One")], former=second)
        assert shown() == ["One"]
        await messenger.close()

    try:
        asyncio.run(work())
    finally:
        slack.stop()
