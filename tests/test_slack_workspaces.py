"""Several workspaces in one process: installed by Bolt's own OAuth, kept apart, uninstalled, and tokens that end."""

import asyncio
import json
import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from fake_slack import FakeSlack
from slack_bot import ROOT, BotProcess, patience
from slack_sdk.oauth.installation_store import Installation

from bot.settings import Settings, SettingsError, read_workspaces, settings_of_workspace
from bot.slack.installations import Install, Installations

Json = dict[str, Any]
MANIFEST = json.loads((ROOT / "manifest.json").read_text(encoding="utf-8"))
EAST, WEST, ORG = "T0EAST", "T0WEST", "E0ORG"
QUESTION = "What did inspectors say about private fostering?"
NAMED = f"{QUESTION[:-1]} in Merrow?"


def eventually(holds: Callable[[], bool]) -> None:
    """Wait until something outside the fake Slack holds."""
    end = time.monotonic() + patience(15)
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


class World:
    """Two workspaces and an organisation, with one process that serves them all."""

    def __init__(self, slack: FakeSlack, bot: BotProcess) -> None:
        self.slack, self.bot = slack, bot

    def state(self, key: str) -> Path:
        return self.bot.state.with_name(f"slack.{key}.db")

    def get(self, path: str, **headers: str) -> tuple[int, str, str]:
        """Fetch a page as a browser does; give the status, the page and the cookie that is set."""

        async def fetch() -> tuple[int, str, str]:
            async with aiohttp.ClientSession() as session:
                url = f"http://127.0.0.1:{self.bot.port}{path}"
                async with session.get(url, headers=headers, allow_redirects=False) as response:
                    return response.status, await response.text(), response.headers.get("Set-Cookie", "")

        return asyncio.run(fetch())

    def install(self, team: str, *, org_wide: bool = False) -> tuple[int, str]:
        """Lead an admin's browser through an install; give the status and the last page."""
        status, page, cookie = self.get("/slack/install")
        assert status == 200, page
        state = re.search(r"state=([\w-]+)", page)
        assert state is not None, page
        code = self.slack.installs.agree(team, org_wide=org_wide)
        status, page, _ = self.get(
            f"/slack/oauth_redirect?code={code}&state={state[1]}", Cookie=cookie.split(";", maxsplit=1)[0]
        )
        return status, page

    def rows(self, key: str, table: str) -> int:
        with closing(sqlite3.connect(self.state(key))) as held:
            return int(held.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, index_for_slack: Path) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("workspaces")
    slack = FakeSlack(MANIFEST, post_interval=0.2).start()
    slack.installs.made[0].revoked = True  # nothing is installed yet
    slack.installs.organisations |= {"T0ORGA": ORG, "T0ORGB": ORG}
    (folder / "workspaces.toml").write_text(
        f'[{EAST}]\nhome_authority = "Merrow"\nadmins = ["U00001"]\n\n[{WEST}]\nhome_authority = "merrowshire"\n\n'
        '[T0ORGB]\nhome_authority = "Merrowshire"\n'
    )
    bot = BotProcess(
        slack,
        folder,
        index_for_slack,
        http=True,
        SLACK_BOT_TOKEN="",
        SLACK_CLIENT_ID=slack.installs.client_id,
        SLACK_CLIENT_SECRET=slack.installs.client_secret,
        FINDINGS_INSTALLATIONS=str(folder / "installations.db"),
        FINDINGS_WORKSPACES=str(folder / "workspaces.toml"),
    ).start()
    try:
        yield World(slack, bot)
    finally:
        if bot.process is not None and bot.process.poll() is None:
            assert bot.stop() == 0
        slack.stop()


def test_two_workspaces_are_installed_and_each_has_its_home_council_its_admins_and_its_own_state(world):
    for team in (EAST, WEST):
        status, page = world.install(team)
        assert status == 200, page
    ann, wim = world.slack.person("ann", team=EAST), world.slack.person("wim", team=WEST)
    assert ann.user == "U00001"
    said = json.dumps(ann.ask(QUESTION))
    assert re.search(r"\bMerrow\b", said)
    assert "Merrowshire" not in said
    answer = wim.ask(QUESTION)
    assert "Merrowshire" in json.dumps(answer)
    assert not re.search(r"\bMerrow\b", json.dumps(answer))
    assert "your default council" not in json.dumps(answer)  # nobody there has chosen one
    for person in (ann, wim):
        person.open_home()
        home = world.slack.wait_for(lambda p=person: world.slack.homes.get(p.user), what="a Home")
        assert bool(home.get("private_metadata")) == (person is ann)  # what an admin has chosen to see
    # A click in one workspace finds the answer that was given there, with the token of that workspace.
    wim.click(answer, "Change")
    wim.wait_modal("Change the search")
    assert world.rows(EAST, "answer") == world.rows(WEST, "answer") == 1
    assert not world.bot.state.exists()


def test_an_install_needs_the_state_that_the_browser_was_given(world):
    code = world.slack.installs.agree("T0FORGED")
    assert world.get(f"/slack/oauth_redirect?code={code}&state=made-up")[0] == 400
    assert world.get("/slack/events")[0] in {401, 404, 405}
    assert "T0FORGED" not in {one.team for one in world.slack.installs.made}


def test_a_workspace_without_an_install_gets_no_answer(world):
    eve = world.slack.person("eve", team="T0NOBODY")
    delivered = eve.command(NAMED)
    assert "not set up for this workspace" in json.dumps(world.slack.shown_to(eve.user) or delivered.answer)
    assert not world.state("T0NOBODY").exists()


def test_an_install_for_an_organisation_serves_all_its_workspaces(world):
    status, page = world.install("T0ORGA", org_wide=True)
    assert status == 200, page
    for team in ("T0ORGA", "T0ORGB"):
        person = world.slack.person(f"of-{team}", team=team)
        assert "Merrow" in json.dumps(person.ask(NAMED))
        person.command(NAMED)
        assert "Merrow" in json.dumps(person.wait_private())
    assert world.rows(ORG, "answer") == 4
    answer = json.dumps(world.slack.person("orla", team="T0ORGB").ask(QUESTION))
    assert "Merrowshire" in answer  # which that workspace has of its own
    assert not re.search(r"\bMerrow\b", answer)


def test_a_token_that_ends_is_refreshed_once_and_goes_on_to_answer(world):
    installs = world.slack.installs
    installs.lasts = 3_600.0  # less than the two hours before the end in which it is refreshed
    assert world.install("T0TURN")[0] == 200
    person = world.slack.person("tess", team="T0TURN")
    assert "Merrow" in json.dumps(person.ask(NAMED))
    installs.lasts, before = 43_200.0, installs.refreshed
    held = installs.of_team("T0TURN")
    first = held.token
    channel = world.slack.channel("turn", members=[person], team="T0TURN")
    held.expires = time.time() - 1  # what was given before is good no more
    stamps = [person.mention(channel, NAMED), person.write(NAMED)]
    assert "Merrow" in json.dumps(person.reply(stamps[0], channel=channel))
    assert "Merrow" in json.dumps(person.reply(stamps[1]))
    assert held.token != first
    assert installs.refreshed == before + 1
    installs.lasts = None


def test_a_restart_serves_the_same_workspaces_with_their_tokens(world):
    assert world.bot.stop() == 0
    world.bot.start()
    assert "Serving T0WEST" in world.bot.log.read_text()
    ann = world.slack.person("ana", team=EAST)
    assert "Merrow" in json.dumps(ann.ask(QUESTION))


@pytest.mark.parametrize("event", ["tokens_revoked", "app_uninstalled"])
def test_what_is_kept_of_a_workspace_is_deleted_with_the_app_and_nothing_of_another(world, event):
    team = {"tokens_revoked": "T0TURN", "app_uninstalled": WEST}[event]
    kept = world.rows(EAST, "answer")
    # People's own tokens, and an event that is late, delete nothing.
    install = world.slack.installs.of_team(team)
    world.slack.tell_of_removal(team, install, event="tokens_revoked", bots=False)
    world.slack.tell_of_removal(team, install, event=event)
    eventually(lambda: f"installed in {team} again" in world.bot.log.read_text())
    assert world.state(team).exists()
    world.slack.uninstall(team, event=event)
    eventually(lambda: not world.state(team).exists())
    assert [path for path in world.bot.folder.iterdir() if team in path.name] == []
    with closing(sqlite3.connect(world.bot.folder / "installations.db")) as held:
        for table in ("slack_bots", "slack_installations"):
            assert held.execute(f"SELECT count(*) FROM {table} WHERE team_id = ?", (team,)).fetchone() == (0,)
    assert world.rows(EAST, "answer") == kept
    ann = world.slack.person("still", team=EAST)
    assert "Merrow" in json.dumps(ann.ask(QUESTION))


def test_what_is_kept_of_one_workspace_of_an_organisation_is_deleted_where_the_app_is_taken_out_of_it(world):
    person = world.slack.person("olga", team="T0ORGB")
    person.click(person.ask(NAMED), "Collect")
    person.wait_private()
    kept, collected = world.rows(ORG, "answer"), world.rows(ORG, "collected")
    world.slack.withdraw("T0ORGB", late=True)
    eventually(lambda: "taken out of no workspace" in world.bot.log.read_text())
    assert (world.rows(ORG, "answer"), world.rows(ORG, "collected")) == (kept, collected)
    world.slack.withdraw("T0ORGB")
    eventually(lambda: "taken out of T0ORGB" in world.bot.log.read_text())
    assert (world.rows(ORG, "answer"), world.rows(ORG, "collected")) == (2, 0)  # those of T0ORGA
    with closing(sqlite3.connect(world.state(ORG))) as held:
        assert {team for (team,) in held.execute("SELECT team FROM member")} == {"T0ORGA"}
        for table in ("answer", "event", "welcome", "collected", "direct_channel"):
            assert held.execute(f"SELECT count(*) FROM {table} WHERE user = ?", (person.user,)).fetchone() == (0,)
    other = world.slack.person("otto", team="T0ORGA")
    assert "Merrow" in json.dumps(other.ask(NAMED))


def test_an_organisation_that_uninstalls_is_forgotten_with_all_its_workspaces(world):
    world.slack.uninstall("T0ORGB")
    eventually(lambda: not world.state(ORG).exists())
    assert [path for path in world.bot.folder.iterdir() if ORG in path.name] == []


def test_no_token_and_no_question_stand_in_the_log(world):
    log = world.bot.log.read_text()
    assert "xoxb-" not in log
    assert "xoxe-" not in log
    assert world.slack.installs.client_secret not in log
    assert "private fostering" not in log


# -- one workspace ------------------------------------------------------------------------------------------------


def test_one_workspace_that_uninstalls_is_forgotten_too(tmp_path, index_for_slack):
    slack = FakeSlack(MANIFEST, post_interval=0.2).start()
    bot = BotProcess(slack, tmp_path, index_for_slack).start()
    try:
        ann = slack.person("ann")
        ann.ask(NAMED)
        slack.uninstall("T0HOME")
        eventually(lambda: "workspace is deleted" in bot.log.read_text())
        with closing(sqlite3.connect(bot.state)) as held:
            names = [row[0] for row in held.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            full = [name for name in names if held.execute(f"SELECT count(*) FROM {name}").fetchone() != (0,)]
        assert set(full) <= {"run"}
    finally:
        bot.stop()
        slack.stop()


# -- settings and the store ---------------------------------------------------------------------------------------


def test_a_workspace_has_its_own_council_admins_and_file_and_the_rest_as_all(tmp_path):
    path = tmp_path / "workspaces.toml"
    path.write_text('[T0EAST]\nhome_authority = "Merrow"\n[E0ORG]\nadmins = ["U1"]\nallow_guests = true\n')
    held = Settings(
        state=tmp_path / "slack.db", workspaces=path, home_authority="Tarnside", admins=("U9",), allow_guests=False
    )
    east, org, other = (settings_of_workspace(held, key) for key in ("T0EAST", "E0ORG", "T0OTHER"))
    assert (east.home_authority, org.home_authority, other.home_authority) == ("Merrow", "Tarnside", "Tarnside")
    assert (east.admins, org.admins, other.admins) == ((), ("U1",), ())  # whoever is one elsewhere is none here
    assert (east.allow_guests, org.allow_guests) == (False, True)
    assert east.state == tmp_path / "slack.T0EAST.db"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("[merrow]\n", "no Slack id"),
        ("[T0EAST]\ncouncil = 'Merrow'\n", "council of T0EAST"),
        ("[T0EAST]\nadmins = 'U1'\n", "admins of T0EAST"),
        ("[T0EAST\n", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_file_of_workspaces_that_is_wrong_is_refused_with_what_is_wrong(tmp_path, written, said):
    path = tmp_path / "workspaces.toml"
    if written is not None:
        path.write_text(written)
    with pytest.raises(SettingsError, match=said):
        read_workspaces(Settings(workspaces=path))


@pytest.mark.parametrize("kind", ["file", "sqlalchemy"])
def test_installs_are_kept_listed_and_deleted_in_either_kind_of_store(tmp_path, kind):
    address = str(tmp_path / "var" / "in.db") if kind == "file" else f"sqlite:///{tmp_path / 'in.db'}"
    if kind == "sqlalchemy":
        pytest.importorskip("sqlalchemy")
    store = Installations(address, client_id="1.2")

    def install(team: str | None, org: str | None, token: str, *, org_wide: bool = False) -> Installation:
        return Installation(
            app_id="A1",
            enterprise_id=org,
            team_id=team,
            bot_token=token,
            bot_id="B1",
            bot_user_id="U0BOT",
            bot_scopes="chat:write",
            user_id="U1",
            is_enterprise_install=org_wide,
        )

    async def work() -> None:
        for one in (
            install("T1", None, "xoxb-1"),
            install("T2", "E1", "xoxb-2"),
            install(None, "E1", "xoxb-3", org_wide=True),
        ):
            await store.async_save(one)
        installs = {Install(None, "T1"), Install("E1", "T2"), Install("E1", None, org_wide=True)}
        assert set(store.installs()) == installs
        assert {one.key for one in installs} == {"T1", "T2", "E1"}
        found = await store.async_find_bot(enterprise_id="E1", team_id=None, is_enterprise_install=True)
        assert found is not None
        assert found.bot_token == "xoxb-3"
        await store.delete(Install("E1", None, org_wide=True))
        await store.delete(Install(None, "T1"))
        assert store.installs() == [Install("E1", "T2")]
        state = await store.states.async_issue()
        assert await store.states.async_consume(state)
        assert not await store.states.async_consume(state)

    asyncio.run(work())
    if kind == "file":
        assert (tmp_path / "var" / "in.db").stat().st_mode & 0o077 == 0
