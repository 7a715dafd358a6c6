"""Set-up: the manifest, what findings check says of Slack, and requests that are not Slack's."""

import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import jsonschema
import pytest
from aiohttp import web
from fake_slack import FakeSlack
from inspecting_proxy import InspectingProxy
from slack_bot import ROOT, BotProcess, free_port, patience
from slack_sdk.oauth.installation_store import Installation

from bot.checks.slack import SCOPES, check_slack
from bot.settings import Secret, Settings, SettingsError
from bot.slack.gauges import listen
from bot.slack.installations import SCOPES as ASKED_FOR
from bot.slack.installations import Installations
from bot.slack.listeners import CHECKING_LISTENERS, COMMAND_LISTENERS, MESSAGE_LISTENERS, SHORTCUT_LISTENERS
from bot.slack.workspaces import REMOVAL_EVENTS

MANIFEST = json.loads((ROOT / "manifest.json").read_text())


@pytest.fixture
def slack():
    slack = FakeSlack(json.loads(json.dumps(MANIFEST))).start()
    yield slack
    slack.stop()


def settings(slack: FakeSlack, folder: Path, **more: object) -> Settings:
    held = {
        "slack_bot_token": Secret(slack.bot_token),
        "slack_app_token": Secret(slack.app_token),
        "slack_signing_secret": Secret(slack.signing_secret),
        "slack_api_url": slack.api_url,
        "state": folder / "slack.db",
    }
    return Settings(**{**held, **more})


def faults(*args: object, **more: object) -> list[str]:
    return [finding.text for finding in check_slack(*args, **more) if not finding.good]


def test_the_manifest_satisfies_the_schema_of_slack():
    schema = Path(__file__).with_name("manifest.schema.json").read_text(encoding="utf-8")
    jsonschema.validate(MANIFEST, json.loads(schema))


def test_the_manifest_asks_for_the_scopes_that_are_explained_and_no_other():
    assert sorted(MANIFEST["oauth_config"]["scopes"]["bot"]) == sorted(SCOPES)
    assert sorted(ASKED_FOR) == sorted(SCOPES)  # of an install by Bolt's own OAuth
    assert "user" not in MANIFEST["oauth_config"]["scopes"]


def test_the_manifest_names_what_the_app_listens_to():
    listeners = (*SHORTCUT_LISTENERS, *COMMAND_LISTENERS, *CHECKING_LISTENERS, *MESSAGE_LISTENERS)
    heard = {(kind, identity) for kind, identity, _ in listeners} | {("event", event) for event in REMOVAL_EVENTS}
    named = {("shortcut", shortcut["callback_id"]) for shortcut in MANIFEST["features"]["shortcuts"]}
    named |= {("command", command["command"]) for command in MANIFEST["features"]["slash_commands"]}
    events = MANIFEST["settings"]["event_subscriptions"]["bot_events"]
    named |= {("event", event.split(".")[0]) for event in events}
    assert named <= heard


def test_the_procfile_opens_a_port_only_where_a_platform_looks_for_one():
    rows = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    assert rows == {"worker": "findings serve", "web": "findings serve --http --host 0.0.0.0 --port $PORT"}


@pytest.mark.parametrize("row", ["worker", "web"])
def test_a_row_of_the_procfile_started_as_a_platform_does_answers_and_stops(slack, tmp_path, index_for_slack, row):
    told = {"FINDINGS_LOG_FORMAT": "json", "FINDINGS_HEALTH_PORT": str(free_port())}
    bot = BotProcess(slack, tmp_path, index_for_slack, http=row == "web", **told)
    (tmp_path / "env").touch()
    honcho = [sys.executable, "-m", "honcho", "-e", str(tmp_path / "env"), "-f", str(ROOT / "Procfile"), "start", row]
    tools = Path(sys.executable).parent
    path = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
    with bot.log.open("ab") as log:
        bot.process = subprocess.Popen(
            [*honcho, "-p", str(bot.port)], cwd=ROOT, env=bot.environment | path, stdout=log, stderr=log
        )
    bot.wait_until_reached(connections=0)
    try:
        said = slack.person("ann").ask("What did inspectors say about private fostering in Merrow?")
        assert "fostering" in json.dumps(said["blocks"])
        slack.wait_for(lambda: "looked through" in bot.log.read_text(), what="the first run")
        place = f"http://127.0.0.1:{told['FINDINGS_HEALTH_PORT']}"
        assert urlopen(f"{place}/health").read() == b"ok\n"
        gauges = dict(re.findall(r"^(findings_\w+) ([\d.e+-]+)$", urlopen(f"{place}/metrics").read().decode(), re.M))
    finally:
        bot.stop()
    assert {
        "findings_index_age_seconds",
        "findings_unread_files",
        "findings_failures_today",
        "findings_answer_seconds_p99",
    } <= set(gauges)
    assert float(gauges["findings_documents"]) > 0
    lines = [line.split("| ", 1)[-1] for line in bot.log.read_text().splitlines()]
    written = [json.loads(line) for line in lines if line.startswith("{")]
    assert any(line["message"] == "Findings stops." for line in written)
    assert any(line.get("run", {}).get("unchanged") for line in written)
    listening = [line for line in written if line["message"].startswith("Listening on http://0.0.0.0")]
    assert len(listening) == (row == "web")


def test_behind_a_proxy_that_takes_tls_apart_everything_goes_through_it(slack, tmp_path, index_for_slack):
    proxy = InspectingProxy("slack.test", slack.port, tmp_path, login="ann:secret")
    slack.run(proxy.start())
    slack.public = "https://slack.test"  # a name that nothing but the proxy knows
    way = {"HTTPS_PROXY": proxy.url.replace("http://", "ann:secret@"), "SSL_CERT_FILE": str(proxy.certificate)}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in way.items()))
    bot = BotProcess(slack, tmp_path, index_for_slack, where=tmp_path)
    try:
        bot.start()
        ann = slack.person("ann")
        ann.click(ann.ask("What did inspectors say about private fostering in Merrow?"), "See the page")
        ann.wait_modal("On the page")
    finally:
        bot.stop()
    plain = bot.environment
    command = [sys.executable, "-m", "bot.cli", "check"]
    told = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)
    assert "ok     SLACK_APP_TOKEN opens Socket Mode." in told.stdout
    (tmp_path / ".env").write_text(f"HTTPS_PROXY={way['HTTPS_PROXY']}\n")
    told = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)
    assert "is not trusted" in told.stdout
    slack.run(proxy.stop())
    assert "SSL_CERT_FILE" in told.stdout
    assert proxy.refused == []
    assert "secret" not in bot.log.read_text() + told.stdout


def test_a_proxy_or_a_file_of_authorities_that_cannot_be_used_is_named_by_check_and_ends_serve(tmp_path):
    own = {name: value for name, value in os.environ.items() if name.upper() not in ("HTTPS_PROXY", "HTTP_PROXY")}
    (tmp_path / "empty.pem").write_text("")
    for name, value, said in (
        ("HTTPS_PROXY", "socks5://127.0.0.1:1080", "Write http://HOST:PORT"),
        ("https_proxy", "http://proxy:port", "Write http://HOST:PORT"),
        ("HTTPS_PROXY", "http://:8080", "Write http://HOST:PORT"),
        ("SSL_CERT_FILE", str(tmp_path / "none.pem"), "which cannot be read: No such file"),
        ("SSL_CERT_FILE", str(tmp_path / "empty.pem"), "holds no certificate"),
    ):
        with pytest.MonkeyPatch.context() as here:
            here.setattr(os, "environ", own | {name: value})
            (fault,) = [one for one in check_slack(Settings(state=tmp_path / "slack.db")) if name in one.text]
        assert (fault.good, said in fault.text) == (False, True)
    command = [sys.executable, "-m", "bot.cli", "serve"]
    way = {"SSL_CERT_FILE": str(tmp_path / "none.pem"), "PYTHONPATH": str(ROOT)}
    told = subprocess.run(command, cwd=tmp_path, env=own | way, capture_output=True, text=True, check=False)
    assert (told.returncode, "SSL_CERT_FILE names" in told.stderr) == (2, True)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not on this machine")
def test_systemd_finds_no_fault_with_the_unit(tmp_path):
    unit = (ROOT / "deploy" / "findings.service").read_text()
    assert "ExecStart=/opt/findings/.venv/bin/findings serve" in unit
    (tmp_path / "findings.service").write_text(unit.replace("/opt/findings/.venv/bin/findings", "/bin/true"))
    command = ["systemd-analyze", "verify", str(tmp_path / "findings.service")]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (told.returncode, "findings.service" in told.stderr) == (0, False)


def test_the_unit_of_systemd_and_the_dockerfile_run_the_bot_as_nobody_special():
    unit = (ROOT / "deploy" / "findings.service").read_text()
    image = (ROOT / "Dockerfile").read_text()
    assert "User=findings" in unit
    assert 'CMD ["findings", "serve"]' in image
    assert image.index("USER findings") < image.index("CMD")
    assert "://" not in image
    (health,) = re.findall(r"^HEALTHCHECK .*? CMD (\[.*\])$", image.replace("\\\n", ""), re.MULTILINE)
    compile(json.loads(health)[-1], "health", "exec")
    for name in re.findall(r"^COPY (?!--from)(.+) \S+$", image, re.MULTILINE):
        assert all((ROOT / part).exists() for part in name.split())


def test_a_bot_that_is_set_up_has_no_fault(slack, tmp_path):
    assert faults(settings(slack, tmp_path)) == []


@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_a_missing_scope_is_named(slack, tmp_path, scope):
    slack.scopes.discard(scope)
    (fault,) = faults(settings(slack, tmp_path))
    assert f"The scope {scope} is missing" in fault


def test_guests_need_no_scope_where_they_are_let_in(slack, tmp_path):
    slack.scopes.discard("users:read")
    assert faults(settings(slack, tmp_path, allow_guests=True)) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"slack_bot_token": None}, "SLACK_BOT_TOKEN is not set"),
        ({"slack_bot_token": Secret("xapp-1")}, "does not begin with xoxb-"),
        ({"slack_bot_token": Secret("xoxb-wrong")}, "Slack refuses SLACK_BOT_TOKEN (invalid_auth)"),
        ({"slack_app_token": None}, "SLACK_APP_TOKEN is not set"),
        ({"slack_app_token": Secret("xoxb-1")}, "does not begin with xapp-"),
        ({"slack_app_token": Secret("xapp-wrong")}, "Slack refuses SLACK_APP_TOKEN (invalid_auth)"),
    ],
)
def test_a_wrong_token_is_named(slack, tmp_path, change, said):
    (fault,) = faults(settings(slack, tmp_path, **change))
    assert said in fault


def test_each_of_several_workspaces_is_looked_at(slack, tmp_path):
    several = {
        "slack_bot_token": None,
        "slack_client_id": "1.2",
        "installations": str(tmp_path / "installations.db"),
        "workspaces": tmp_path / "workspaces.toml",
    }
    (tmp_path / "workspaces.toml").write_text("[T0HOME]\nhome_authority = 'Merrow'\n")
    assert "SLACK_CLIENT_SECRET is not set" in faults(settings(slack, tmp_path, **several))[0]
    several["slack_client_secret"] = Secret("secret")
    held = settings(slack, tmp_path, **several)
    assert any("installed in no workspace" in finding.text for finding in check_slack(held))
    store = Installations(str(several["installations"]), client_id="1.2")
    for team, token in (("T0HOME", slack.bot_token), ("T0GONE", "xoxb-gone")):
        install = Installation(
            app_id="A1", enterprise_id=None, team_id=team, bot_token=token, bot_id="B1", bot_user_id="U1", user_id="U2"
        )
        asyncio.run(store.async_save(install))
    assert [fault.split(".")[0] for fault in faults(held)] == ["Slack refuses the token of T0GONE (invalid_auth)"]
    texts = [finding.text for finding in check_slack(held)]
    assert any(text.startswith("T0GONE has no table") for text in texts)
    assert not any(text.startswith("T0HOME has no table") or "xoxb" in text for text in texts)


def test_no_finding_shows_a_token(slack, tmp_path):
    texts = " ".join(finding.text for finding in check_slack(settings(slack, tmp_path)))
    assert slack.bot_token not in texts
    assert slack.app_token not in texts


def test_an_app_token_without_its_scope_and_socket_mode_switched_off_are_named(slack, tmp_path):
    slack.app_scopes.clear()
    assert "connections:write" in faults(settings(slack, tmp_path))[0]
    slack.app_scopes.add("connections:write")
    slack.manifest["settings"]["socket_mode_enabled"] = False
    assert "Socket Mode is off" in faults(settings(slack, tmp_path))[0]


def test_slack_out_of_reach_is_named(tmp_path):
    slack = FakeSlack(MANIFEST).start()
    held = settings(slack, tmp_path)
    slack.stop()
    assert all("cannot be reached" in fault for fault in faults(held))


def test_requests_that_are_not_from_slack_are_refused_and_not_logged(slack, tmp_path, index_for_slack):
    bot = BotProcess(slack, tmp_path, index_for_slack, http=True).start()
    try:
        body = json.dumps({"type": "url_verification", "challenge": "quokka-challenge"})
        good = {"content-type": "application/json", **slack.delivery.signature(body)}
        assert slack.run(slack.delivery.send_http(body, good)) == (200, {"challenge": "quokka-challenge"})
        forged = good | {"x-slack-signature": "v0=" + "0" * 64}
        assert slack.run(slack.delivery.send_http(body, forged))[0] == 401
        old = {"content-type": "application/json", **slack.delivery.signature(body, at=int(time.time()) - 900)}
        assert slack.run(slack.delivery.send_http(body, old))[0] == 401
        unsigned = {"content-type": "application/json"}
        assert slack.run(slack.delivery.send_http(body, unsigned))[0] == 401
    finally:
        assert bot.stop() == 0
    assert "quokka" not in bot.log.read_text()


@pytest.mark.parametrize(("name", "value"), [("SLACK_BOT_TOKEN", "xoxb-wrong"), ("SLACK_APP_TOKEN", "xapp-wrong")])
def test_a_bot_with_a_wrong_token_ends_with_one_line_that_names_it(slack, tmp_path, index_for_slack, name, value):
    bot = BotProcess(slack, tmp_path, index_for_slack, **{name: value})
    bot.launch()
    assert bot.process is not None
    assert bot.process.wait(patience(20)) == 2
    assert bot.log.read_text().splitlines()[-1].startswith(f"Slack refuses {name} (invalid_auth).")


def test_a_port_that_is_taken_is_told_with_the_setting_that_names_it():
    async def listen_twice() -> None:
        runner = web.AppRunner(web.Application())
        await runner.setup()
        try:
            port = free_port()
            await listen(runner, "127.0.0.1", port, "FINDINGS_HEALTH_PORT")
            await listen(runner, "127.0.0.1", port, "FINDINGS_HEALTH_PORT")
        finally:
            await runner.cleanup()

    with pytest.raises(SettingsError, match=r"already in use\. Name another port in FINDINGS_HEALTH_PORT\."):
        asyncio.run(listen_twice())


def test_the_fake_slack_imports_no_slack_library():
    for path in (ROOT / "tests").glob("fake_slack*.py"):
        assert not re.search(r"^\s*(?:from|import) slack_(?:sdk|bolt)", path.read_text(), re.MULTILINE), path.name
