"""Organisations (Enterprise Grid): whose people get answers, by whatever way they ask, and whose do not."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fake_slack import FakeSlack
from fake_slack_people import Person
from slack_bot import ROOT, BotProcess

from bot.settings import Settings
from bot.slack.access import GUEST, OUTSIDE, UNKNOWN, AccessPolicy, user_of

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
QUESTION = "fostering in Merrow"
HOME, ORG, OTHER = "T0HOME", "E0ORG", "E0OTHER"


def installed(team: str | None, org: str | None, *, org_wide: bool = False) -> list[Json]:
    return [{"team_id": team, "enterprise_id": org, "is_enterprise_install": org_wide}]


def message(*, team: str | None = None, **more: Any) -> Json:
    inner = {"type": "message", "user": "U1", **({"team": team} if team else {})}
    return {"team_id": HOME, "authorizations": installed(HOME, ORG), "event": inner, **more}


def click(*, team: str | None, there: Json | None, org: str | None) -> Json:
    user = {"id": "U1", **({"team_id": team} if team else {})}
    return {"type": "block_actions", "user": user, "team": there, "enterprise": {"id": org} if org else None}


@pytest.mark.parametrize(
    ("body", "team", "enterprise"),
    [
        # The envelope's organisation is the asker's where it stands beside the asker's own workspace.
        (message(team=HOME, enterprise_id=ORG), HOME, ORG),
        (message(team=HOME), HOME, ORG),
        (message(enterprise_id=ORG), HOME, ORG),
        (message(team=ORG), ORG, None),
        (message(team="T2", context_team_id="T2", context_enterprise_id=ORG), "T2", ORG),
        (
            message(team="T2") | {"team_id": "T2", "enterprise_id": ORG, "authorizations": installed(None, ORG)},
            "T2",
            ORG,
        ),
        # Of somebody in a channel shared with others it says nothing.
        (message(team="T9", enterprise_id=ORG, is_ext_shared_channel=True), "T9", None),
        (message(team="T9", enterprise_id=ORG), "T9", None),
        (message(team="T9", is_ext_shared_channel=True) | {"team_id": "T9", "enterprise_id": ORG}, "T9", None),
        (message(enterprise_id=ORG, is_ext_shared_channel=True), "?", None),
        (message(is_ext_shared_channel=True) | {"authorizations": installed(None, ORG)}, "?", None),
        (click(team=HOME, there={"id": HOME, "enterprise_id": ORG}, org=ORG), HOME, ORG),
        (click(team=None, there={"id": HOME}, org=ORG), HOME, ORG),
        (click(team="T9", there={"id": HOME, "enterprise_id": ORG}, org=ORG), "T9", None),
        (click(team="T2", there=None, org=ORG), "T2", None),
        ({"user_id": "U1", "team_id": "T2", "enterprise_id": ORG}, "T2", ORG),
    ],
)
def test_the_organisation_of_who_asks_is_read_and_never_taken_from_the_channel(body, team, enterprise):
    user = user_of(body)
    assert (user.id, user.team, user.enterprise) == ("U1", team, enterprise)


class People:
    """Slack's users.info, counted."""

    def __init__(self, **record: Any) -> None:
        self.record, self.asked = record, 0

    async def users_info(self, *, user: str) -> Json:
        self.asked += 1
        if not self.record:
            raise TimeoutError
        return {"user": {"id": user, **self.record}}


def reason(people: People, body: Json, *, enterprise: str | None = None, **settings: Any) -> str | None:
    policy = AccessPolicy(
        Settings(**settings),
        people,
        team=HOME,
        enterprise=enterprise,  # type: ignore[arg-type]
    )
    return asyncio.run(policy.reason_against(user_of(body)))


@pytest.mark.parametrize(
    "body",
    [
        message(team="T2"),
        message(team="T2", is_ext_shared_channel=True),
        message(is_ext_shared_channel=True),
        {"team_id": "T2", "event": {"type": "app_home_opened", "user": "U1"}},
        click(team="T2", there={"id": HOME}, org=None),
        click(team="T2", there=None, org=ORG) | {"type": "view_submission"},
        {"user_id": "U1", "team_id": "T2", "command": "/findings"},
    ],
)
def test_people_of_an_organisation_that_is_let_in_get_answers_whatever_they_do(body):
    of_it = {"team_id": "T2", "enterprise_user": {"enterprise_id": ORG, "teams": ["T2"]}}
    allowed = {"allowed_teams": (ORG,)}
    assert reason(People(**of_it), body, **allowed) is None
    assert reason(People(**of_it), body, enterprise=ORG) is None
    assert reason(People(**of_it, is_restricted=True), body, **allowed) == GUEST
    assert reason(People(team_id="T2", enterprise_user={"enterprise_id": OTHER}), body, **allowed) == OUTSIDE
    assert reason(People(team_id="T2"), body, allow_guests=True, **allowed) == OUTSIDE
    assert reason(People(), body, **allowed) == UNKNOWN


def test_without_an_organisation_slack_is_not_asked_about_outsiders():
    people = People(team_id="T9")
    assert reason(people, message(team="T9", is_ext_shared_channel=True)) == OUTSIDE
    assert people.asked == 0


# -- the running bot ------------------------------------------------------------------------------------------------


class World:
    def __init__(self, slack: FakeSlack, bot: BotProcess) -> None:
        self.slack, self.bot = slack, bot


def running(slack: FakeSlack, bot: BotProcess) -> Iterator[World]:
    bot.start()
    try:
        yield World(slack, bot)
    finally:
        if bot.process is not None and bot.process.poll() is None:
            bot.stop()
        slack.stop()


@pytest.fixture(scope="module", params=["org-wide", "allowed"])
def grid(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, index_for_slack: Path
) -> Iterator[World]:
    """The app for a whole organisation; and in one workspace of none, with the organisation let in."""
    org_wide = request.param == "org-wide"
    slack = FakeSlack(MANIFEST, post_interval=0.2, enterprise=ORG if org_wide else None, org_wide=org_wide).start()
    slack.installs.organisations |= {"T0EAST": ORG, "T0WEST": ORG, "T0AWAY": OTHER}
    more = {} if org_wide else {"FINDINGS_ALLOWED_TEAMS": ORG}
    yield from running(slack, BotProcess(slack, tmp_path_factory.mktemp("grid"), index_for_slack, **more))


def homes(grid: World, person: Person) -> str:
    return json.dumps(grid.slack.wait_for(lambda: grid.slack.homes.get(person.user), what="a Home"))


def test_people_of_every_workspace_of_the_organisation_are_answered_in_a_shared_channel(grid):
    ann, bob, out = (
        grid.slack.person(name, team=team) for name, team in (("a", HOME), ("b", "T0EAST"), ("o", "T0AWAY"))
    )
    channel = grid.slack.channel("all", members=[ann, bob, out], shared=True)
    ts = bob.mention(channel, QUESTION)
    answer = bob.reply(ts, channel=channel)
    assert "Merrow" in json.dumps(answer)
    bob.click(answer, "Read in context", channel=channel)
    grid.slack.wait_for(lambda: bob.modal, what="the modal of a passage")
    assert "people of this workspace only" not in json.dumps(bob.modal)
    bob.command(QUESTION, channel=channel)
    assert "Merrow" in json.dumps(bob.wait_private())
    bob.shortcut("ask_reports")
    bob.wait_modal("Ask the reports")
    bob.submit({"Question": QUESTION})
    assert "people of this workspace only" not in json.dumps(bob.modal)
    # Nobody of another organisation gets in beside them.
    out.mention(channel, QUESTION)
    assert "people of this workspace only" in out.wait_private()["text"]
    out.click(answer, "Read in context", channel=channel)
    grid.slack.wait_for(lambda: out.modal, what="the reason")
    assert "people of this workspace only" in json.dumps(out.modal)


def test_direct_messages_and_home_work_in_every_workspace_of_the_organisation(grid):
    if not grid.slack.installs.made[0].org_wide:
        pytest.skip("there the app is in one workspace")
    for team in ("T0EAST", "T0WEST"):
        person = grid.slack.person(f"of-{team}", team=team)
        answer = person.ask(QUESTION)
        assert "Merrow" in json.dumps(answer)
        person.open_home()
        assert "people of this workspace only" not in homes(grid, person)
